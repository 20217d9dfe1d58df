import type { ReactNode, Ref } from 'react'
import { useClearAnnouncement, useOutdatedPageStatusId } from './announcer.tsx'

interface Props {
  readonly children: ReactNode
  readonly quiet?: boolean
  /**
   * Whether its action is pending. The button ignores presses then and keeps the focus, which `disabled` would lose.
   * Left out for a button without an action. On an outdated page, a press leads to the status that says so instead.
   */
  readonly isPending?: boolean
  /** The id of the element that tells why the button ignores presses. */
  readonly disabledBy?: string | undefined
  readonly expanded?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  /** Left out for a button that submits a form. */
  readonly onPress?: () => void
}

export function Button({ children, quiet = false, isPending, disabledBy, expanded, ref, onPress }: Props) {
  const outdatedBy = useOutdatedPageStatusId()
  const clearAnnouncement = useClearAnnouncement()
  const blockedBy = disabledBy ?? (isPending === undefined ? undefined : outdatedBy)
  return (
    <button
      ref={ref}
      type={onPress ? 'button' : 'submit'}
      className={quiet ? 'button button--quiet' : 'button'}
      aria-disabled={isPending === true || blockedBy !== undefined}
      aria-describedby={blockedBy}
      aria-expanded={expanded}
      onClick={
        isPending || blockedBy
          ? (event) => {
              event.preventDefault()
              if (outdatedBy) document.getElementById(outdatedBy)?.focus()
            }
          : () => {
              if (isPending !== undefined) clearAnnouncement?.()
              onPress?.()
            }
      }
    >
      {children}
    </button>
  )
}
