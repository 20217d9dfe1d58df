import type { ReactNode, Ref } from 'react'

interface Props {
  readonly children: ReactNode
  readonly quiet?: boolean
  /** While what it does is under way it takes no press, and keeps the focus, which `disabled` would drop. */
  readonly underWay?: boolean
  readonly expanded?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  /** None for the button of a form. */
  readonly onPress?: () => void
}

export function Button({ children, quiet = false, underWay = false, expanded, ref, onPress }: Props) {
  return (
    <button
      ref={ref}
      type={onPress ? 'button' : 'submit'}
      className={quiet ? 'button button--quiet' : 'button'}
      aria-disabled={underWay}
      aria-expanded={expanded}
      onClick={underWay ? (event) => event.preventDefault() : onPress}
    >
      {children}
    </button>
  )
}
