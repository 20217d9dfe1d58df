import type { ReactNode, Ref } from 'react'

interface Props {
  readonly children: ReactNode
  readonly quiet?: boolean
  /**
   * Whether its action is pending. The button ignores presses then and keeps the focus, which `disabled` would lose.
   */
  readonly isPending?: boolean
  /** The id of the element that tells why the button ignores presses. */
  readonly disabledBy?: string | undefined
  readonly expanded?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  /** Left out for a button that submits a form. */
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
