import { type FormEvent, useEffect, useRef, useState } from 'react'
import { defaultLanguage, type Language } from '../../forms/language.ts'
import {
  type ApiResult,
  type AvailabilitySaveResult,
  type CoordinatorAvailability,
  fetchAvailability,
  submitAvailability,
} from '../app/api-client.ts'
import { Button } from '../ui/button.tsx'
import { useAction } from '../ui/use-action.tsx'
import { type AvailabilityDraft, toAvailabilityDraft, toAvailabilityRules } from './availability-draft.ts'
import { AvailabilityLimits } from './availability-limits.tsx'
import { AvailabilityLists } from './availability-lists.tsx'
import { availabilityWording, findAvailabilityProblemWording } from './wording.ts'

interface Props {
  readonly availability: CoordinatorAvailability
  readonly language: Language
  readonly onSaved: () => void
}

/** The props of every section of the form. */
export interface AvailabilitySectionProps {
  readonly draft: AvailabilityDraft
  /** The paths of what cannot be saved: `weekly.0.until`. */
  readonly invalidPaths: readonly string[]
  readonly language: Language
  readonly onChange: (changed: Partial<AvailabilityDraft>) => void
}

/** The id of the field at a path, to which the list of problems links. */
export const availabilityFieldId = (path: string): string => `hours-${path}`

/** The form of a coordinator’s availability. What cannot be saved is listed, and nothing entered is lost. */
export function AvailabilityForm({ availability, language, onSaved }: Props) {
  const action = useAction(language)
  const [draft, setDraft] = useState(() => toAvailabilityDraft(availability.rules))
  const [revision, setRevision] = useState(availability.revision)
  const [invalidPaths, setInvalidPaths] = useState<readonly string[]>([])
  const [changedMeanwhile, setChangedMeanwhile] = useState(false)
  const coordinatorId = availability.of?.id ?? ''
  const save = async (): Promise<ApiResult<AvailabilitySaveResult | { readonly newerRevision: number }>> => {
    const saved = await submitAvailability(coordinatorId, revision, toAvailabilityRules(draft))
    if (saved.ok || saved.failure !== 'stale') return saved
    // Saving again then replaces the other change, on purpose.
    const newest = await fetchAvailability(coordinatorId)
    return newest.ok ? { ok: true, value: { newerRevision: newest.value.revision } } : newest
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setChangedMeanwhile(false)
    action.run(save, (answer) => {
      if ('newerRevision' in answer) {
        setRevision(answer.newerRevision)
        setChangedMeanwhile(true)
        return
      }
      setInvalidPaths('invalidPaths' in answer ? dedupeProblemsByRow(answer.invalidPaths) : [])
      if ('invalidPaths' in answer) return
      setRevision(answer.revision)
      onSaved()
    })
  }
  const part: AvailabilitySectionProps = {
    draft,
    invalidPaths,
    language,
    onChange: (changed) => setDraft((before) => ({ ...before, ...changed })),
  }
  return (
    <form noValidate className="availability" onSubmit={onSubmit}>
      <p>{availabilityWording.means[language]}</p>
      {revision === 0 && <p className="hint">{availabilityWording.fromSettings[language]}</p>}
      <ProblemSummary invalidPaths={invalidPaths} language={language} />
      <AvailabilityLists {...part} />
      <AvailabilityLimits {...part} />
      {/* On the page before there is anything to say, so that a screen reader notices when there is. */}
      <div role="alert">
        {changedMeanwhile && (
          <p className="outcome__failed">{availabilityWording.changedMeanwhile[language]}</p>
        )}
      </div>
      <Button isPending={action.isPending}>{availabilityWording.save[language]}</Button>
      {action.outcome}
    </form>
  )
}

/** Two fields of one row that are corrected together are one problem. */
const dedupeProblemsByRow = (invalidPaths: readonly string[]): readonly string[] => {
  const rowPath = (path: string) => /^\w+\.\d+/.exec(path)?.[0] ?? path
  const problem = (path: string) =>
    `${rowPath(path)} ${findAvailabilityProblemWording(path)[defaultLanguage]}`
  return invalidPaths.filter(
    (path, index) => invalidPaths.findIndex((other) => problem(other) === problem(path)) === index,
  )
}

/** Everything to correct, before the form; the focus moves to it. */
function ProblemSummary({
  invalidPaths,
  language,
}: Pick<AvailabilitySectionProps, 'invalidPaths' | 'language'>) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (invalidPaths.length > 0) box.current?.focus()
  }, [invalidPaths])
  if (invalidPaths.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="problem problems">
      <h2>{availabilityWording.problem[language]}</h2>
      <ul>
        {invalidPaths.map((path) => (
          <li key={path}>
            <a href={`#${availabilityFieldId(path)}`}>{findAvailabilityProblemWording(path)[language]}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
