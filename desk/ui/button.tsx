import type { ReactNode, Ref } from 'react'

interface Props {
  readonly children: ReactNode
  readonly quiet?: boolean
  /** While what it does is under way it takes no press, and keeps the focus, which `disabled` would drop. */
  readonly underWay?: boolean
  /** Takes no press at all, for a reason that stands in the element of this id. */
  readonly shutBy?: string | undefined
  readonly expanded?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  /** None for the button of a form. */
  readonly onPress?: () => void
}

export function Button({ children, quiet = false, underWay = false, shutBy, expanded, ref, onPress }: Props) {
  return (
    <button
      ref={ref}
      type={onPress ? 'button' : 'submit'}
      className={quiet ? 'button button--quiet' : 'button'}
      aria-disabled={underWay || shutBy !== undefined}
      aria-describedby={shutBy}
      aria-expanded={expanded}
      onClick={underWay || shutBy ? (event) => event.preventDefault() : onPress}
    >
      {children}
    </button>
  )
}
