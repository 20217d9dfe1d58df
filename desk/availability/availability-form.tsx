import { type FormEvent, useState } from 'react'
import { defaultLanguage } from '../../forms/language.ts'
import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useFocusWhen } from '../ui/use-focus-when.ts'
import { type AvailabilityDraft, toAvailabilityDraft, toAvailabilityRules } from './availability-draft.ts'
import { AvailabilityDraftProvider, getAvailabilityFieldId } from './availability-draft-context.tsx'
import { MeetingModesAndLimitsFields } from './availability-limits.tsx'
import { AvailableTimesFields } from './availability-lists.tsx'
import type { CoordinatorAvailability } from './queries.ts'
import { type AvailabilitySaveResult, submitAvailability } from './submit-availability.ts'
import { availabilityWording, getAvailabilityProblemWordingForPath } from './wording.ts'

/**
 * The form of a coordinator’s availability. It lists the values that cannot be saved, and loses nothing that was
 * entered.
 */
export function AvailabilityForm({ availability }: { availability: CoordinatorAvailability }) {
  const text = useWordingText()
  const [draft, setDraft] = useState(() => toAvailabilityDraft(availability.rules))
  const [revision, setRevision] = useState(availability.revision)
  const [invalidPaths, setInvalidPaths] = useState<readonly string[]>([])
  const [changedMeanwhile, setChangedMeanwhile] = useState(false)
  const action = useAction({
    submit: () => submitAvailability(availability.of?.id ?? '', revision, toAvailabilityRules(draft)),
    onDone: (saved: AvailabilitySaveResult) => {
      if ('newerRevision' in saved) {
        setRevision(saved.newerRevision)
        setChangedMeanwhile(true)
        return
      }
      setInvalidPaths('invalidPaths' in saved ? dedupeProblemsByRow(saved.invalidPaths) : [])
      if ('revision' in saved) setRevision(saved.revision)
    },
    announces: (saved) => ('revision' in saved ? availabilityWording.saved : undefined),
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setChangedMeanwhile(false)
    action.run()
  }
  const onChange = (changed: Partial<AvailabilityDraft>) => setDraft((before) => ({ ...before, ...changed }))
  return (
    <form noValidate className="availability" onSubmit={onSubmit}>
      <p>{text(availabilityWording.means)}</p>
      {revision === 0 && <p className="hint">{text(availabilityWording.fromSettings)}</p>}
      <ProblemSummary invalidPaths={invalidPaths} />
      <AvailabilityDraftProvider value={{ draft, invalidPaths, onChange }}>
        <AvailableTimesFields />
        <MeetingModesAndLimitsFields />
      </AvailabilityDraftProvider>
      {/* The element is on the page while it is empty, so that a screen reader notices when text appears. */}
      <div role="alert">
        {changedMeanwhile && <p className="outcome__failed">{text(availabilityWording.changedMeanwhile)}</p>}
      </div>
      <Button isPending={action.isPending}>{text(availabilityWording.save)}</Button>
      {action.outcome}
    </form>
  )
}

/** Keeps one problem for each row, since two fields of a row are corrected together. */
const dedupeProblemsByRow = (invalidPaths: readonly string[]): readonly string[] => {
  const rowPath = (path: string) => /^\w+\.\d+/.exec(path)?.[0] ?? path
  const problem = (path: string) =>
    `${rowPath(path)} ${getAvailabilityProblemWordingForPath(path)[defaultLanguage]}`
  return invalidPaths.filter(
    (path, index) => invalidPaths.findIndex((other) => problem(other) === problem(path)) === index,
  )
}

function ProblemSummary({ invalidPaths }: { invalidPaths: readonly string[] }) {
  const text = useWordingText()
  const box = useFocusWhen<HTMLDivElement>(invalidPaths.length > 0 && invalidPaths)
  if (invalidPaths.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="problem problems">
      <h2>{text(availabilityWording.problem)}</h2>
      <ul>
        {invalidPaths.map((path) => (
          <li key={path}>
            <a href={`#${getAvailabilityFieldId(path)}`}>
              {text(getAvailabilityProblemWordingForPath(path))}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
