import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Language } from '../../forms/language.ts'
import { type Answer, type Hours, readHours, type SavedHours, saveHours } from '../app/api-client.ts'
import { Button } from '../ui/button.tsx'
import { useAction } from '../ui/use-action.tsx'
import { type Draft, draftOf, rulesIn } from './availability-draft.ts'
import { HoursNumbers } from './availability-limits.tsx'
import { HoursLists } from './availability-lists.tsx'
import { hoursWords, mending } from './wording.ts'

interface Props {
  readonly hours: Hours
  readonly language: Language
  readonly onSaved: () => void
}

/** What every part of the form is given. */
export interface PartOfHours {
  readonly draft: Draft
  /** Where something cannot be saved: `weekly.0.until`. */
  readonly wrong: readonly string[]
  readonly language: Language
  readonly onChange: (changed: Partial<Draft>) => void
}

/** The id of the field at a place, which the list of problems leads to. */
export const fieldId = (where: string): string => `hours-${where}`

/** Rules as a coordinator edits them. Whatever cannot be saved is said, and nothing entered is lost. */
export function HoursForm({ hours, language, onSaved }: Props) {
  const action = useAction(language)
  const [draft, setDraft] = useState(() => draftOf(hours.rules))
  const [revision, setRevision] = useState(hours.revision)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [changedMeanwhile, setChangedMeanwhile] = useState(false)
  const coordinator = hours.of?.id ?? ''
  const save = async (): Promise<Answer<SavedHours | { readonly overtakenBy: number }>> => {
    const saved = await saveHours(coordinator, revision, rulesIn(draft))
    if (saved.ok || saved.failure !== 'overtaken') return saved
    // Saving again then puts it in place of the other change, on purpose.
    const newest = await readHours(coordinator)
    return newest.ok ? { ok: true, value: { overtakenBy: newest.value.revision } } : newest
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setChangedMeanwhile(false)
    action.run(save, (answer) => {
      if ('overtakenBy' in answer) {
        setRevision(answer.overtakenBy)
        setChangedMeanwhile(true)
        return
      }
      setWrong('wrong' in answer ? oncePerRow(answer.wrong) : [])
      if ('wrong' in answer) return
      setRevision(answer.revision)
      onSaved()
    })
  }
  const part: PartOfHours = {
    draft,
    wrong,
    language,
    onChange: (changed) => setDraft((before) => ({ ...before, ...changed })),
  }
  return (
    <form noValidate className="hours" onSubmit={onSubmit}>
      <p>{hoursWords.means[language]}</p>
      {revision === 0 && <p className="hint">{hoursWords.fromSettings[language]}</p>}
      <Problems wrong={wrong} language={language} />
      <HoursLists {...part} />
      <HoursNumbers {...part} />
      {/* On the page before there is anything to say, so that a screen reader notices when there is. */}
      <div role="alert">
        {changedMeanwhile && <p className="outcome__failed">{hoursWords.changedMeanwhile[language]}</p>}
      </div>
      <Button underWay={action.underWay}>{hoursWords.save[language]}</Button>
      {action.outcome}
    </form>
  )
}

/** Two fields of one row that are mended together are one problem. */
const oncePerRow = (wrong: readonly string[]): readonly string[] => {
  const rowOf = (where: string) => /^\w+\.\d+/.exec(where)?.[0] ?? where
  const said = (where: string) => `${rowOf(where)} ${mending(where).en}`
  return wrong.filter((where, index) => wrong.findIndex((other) => said(other) === said(where)) === index)
}

/** Everything that is to be mended, first; the focus comes to it. */
function Problems({ wrong, language }: Pick<PartOfHours, 'wrong' | 'language'>) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wrong.length > 0) box.current?.focus()
  }, [wrong])
  if (wrong.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="problem problems">
      <h2>{hoursWords.problem[language]}</h2>
      <ul>
        {wrong.map((where) => (
          <li key={where}>
            <a href={`#${fieldId(where)}`}>{mending(where)[language]}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
