import type { ReactNode, Ref } from 'react'

interface Props {
  readonly children: ReactNode
  readonly quiet?: boolean
  /** While its action is pending it ignores presses and still has the focus, which `disabled` would drop. */
  readonly isPending?: boolean
  /** Ignores presses, for a reason written in the element of this id. */
  readonly disabledBy?: string | undefined
  readonly expanded?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  /** None for the button of a form. */
  readonly onPress?: () => void
}

export function Button({
  children,
  quiet = false,
  isPending = false,
  disabledBy,
  expanded,
  ref,
  onPress,
}: Props) {
  return (
    <button
      ref={ref}
      type={onPress ? 'button' : 'submit'}
      className={quiet ? 'button button--quiet' : 'button'}
      aria-disabled={isPending || disabledBy !== undefined}
      aria-describedby={disabledBy}
      aria-expanded={expanded}
      onClick={isPending || disabledBy ? (event) => event.preventDefault() : onPress}
    >
      {children}
    </button>
  )
}
