import { lazy, Suspense, useState } from 'react'
import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { findStoredTextDraft } from '../../client/stored-text-drafts.ts'
import { useWordingText } from '../../ui/language.tsx'
import type { AddedAnswersProps } from './queries.ts'
import { buildAddWording } from './wording.ts'

/** Loads its code when it is first opened: most readings of a file add nothing. */
const AddedAnswersForm = lazy(async () => ({
  default: (await import('./added-answers-form.tsx')).AddedAnswersForm,
}))

/** Adds what a parent said to a page of their intake, under the coordinator's name. Closing it keeps what was typed. */
export function AddedAnswersPanel({
  name,
  ...props
}: AddedAnswersProps & { readonly name: string | undefined }) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  // What was being written when the page was loaded again is shown at once.
  const [isStored] = useState(
    () => findStoredTextDraft(props.reference, `answers ${props.side}`) !== undefined,
  )
  const [wasOpened, setWasOpened] = useState(isStored)
  return (
    <details
      open={isStored}
      className="write-down"
      onToggle={({ currentTarget }) => setWasOpened(wasOpened || currentTarget.open)}
    >
      <summary>{text(buildAddWording(isDiscreet ? undefined : name))}</summary>
      {wasOpened && (
        <Suspense>
          <AddedAnswersForm {...props} />
        </Suspense>
      )}
    </details>
  )
}
