import { type ReactNode, useRef, useState } from 'react'
import { DismissalForm } from '../not-genuine/dismissal-form.tsx'
import { dismissalWording } from '../not-genuine/wording.ts'
import { useOutdatedPageStatusId } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import type { ClosedListedFile } from './queries.ts'
import { buildSelectedCountWording, buildSelectFileWording, selectionWording } from './wording.ts'

/** The references of the files that are selected in the list, of those that may be closed as not genuine. */
export interface FileSelection {
  readonly selectable: readonly string[]
  readonly selected: readonly string[]
  readonly select: (references: readonly string[]) => void
}

/** Keeps what is selected. A file that left the list, or may not be closed any more, is not selected. */
export function useFileSelection(files: readonly ClosedListedFile[]): FileSelection {
  const [chosen, select] = useState<readonly string[]>([])
  const selectable = files.filter(({ mayDismiss }) => mayDismiss).map(({ reference }) => reference)
  return { selectable, selected: selectable.filter((reference) => chosen.includes(reference)), select }
}

/** Wraps the list of files in one group of checkboxes, with what can be done with those that are selected. */
export function SelectableFiles({
  selection: { selectable, selected, select },
  children,
}: {
  selection: FileSelection
  children: ReactNode
}) {
  const text = useWordingText()
  const outdatedBy = useOutdatedPageStatusId()
  const [isAsking, setIsAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const isDisabled = selected.length === 0
  const close = () => {
    setIsAsking(false)
    opener.current?.focus()
  }
  return (
    <fieldset className={isDisabled ? 'selection selection--empty' : 'selection'}>
      <legend className="visually-hidden">{text(selectionWording.legend)}</legend>
      <div className="selection__bar">
        <label className="choice">
          <input
            type="checkbox"
            checked={selected.length === selectable.length}
            ref={(box) => {
              if (box) box.indeterminate = !isDisabled && selected.length < selectable.length
            }}
            onChange={({ target }) => select(target.checked ? selectable : [])}
          />
          {text(selectionWording.selectAll)}
        </label>
        <p id="selected-files" role="status" className="hint">
          {text(buildSelectedCountWording(selected.length))}
        </p>
        <Button
          quiet
          ref={opener}
          disabledBy={outdatedBy ?? (isDisabled ? 'selected-files' : undefined)}
          expanded={isAsking && !isDisabled}
          onPress={() => setIsAsking(!isAsking)}
        >
          {text(dismissalWording.dismiss)}
        </Button>
      </div>
      {isAsking && !isDisabled && !outdatedBy && (
        <DismissalForm references={selected} onDone={() => setIsAsking(false)} onCancel={close} />
      )}
      {children}
    </fieldset>
  )
}

/** The checkbox of one file; nothing for one that this coordinator may not close. */
export function FileCheckbox({
  reference,
  selection: { selectable, selected, select },
}: {
  reference: string
  selection: FileSelection
}) {
  const text = useWordingText()
  if (!selectable.includes(reference)) return null
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={selected.includes(reference)}
        onChange={({ target }) =>
          select(target.checked ? [...selected, reference] : selected.filter((one) => one !== reference))
        }
      />
      <span className="visually-hidden">{text(buildSelectFileWording(reference))}</span>
    </label>
  )
}
