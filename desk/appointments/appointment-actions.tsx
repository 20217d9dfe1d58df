import { type FormEvent, useState } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import {
  type Appointment,
  cancelSession,
  moveSession,
  noteOutcome,
  type OpenedFile,
} from '../app/api-client.ts'
import { words } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { Confirmed } from '../ui/confirm-button.tsx'
import { useAction } from '../ui/use-action.tsx'
import { instantOf, typedOf } from './date-time.ts'
import { WhenFields } from './date-time-fields.tsx'
import { agendaWords, doneWith } from './wording.ts'

export interface DeedProps {
  readonly session: Pick<Appointment, 'id' | 'sequence' | 'startsAt' | 'state' | 'may' | 'mayTakeOver'>
  /** Which session, for whoever hears only a button: `K7Q4-9MX2, 9:00 a.m.` */
  readonly about: string
  readonly timeZone: string
  readonly language: Language
  /** What was done, and the facts of its file for whoever reads it. */
  readonly onDone: (said: Wording, file: Partial<OpenedFile> | null) => void
}

/** What may be done with one session: note whether they came once it has begun; before, move or cancel it. */
export function SessionDeeds(props: DeedProps) {
  const { session, about, language, onDone } = props
  const action = useAction(language)
  if (session.may.note) return <Note {...props} />
  if (!session.may.change) return null
  return (
    <div className="deeds">
      <Move {...props} />
      <Confirmed
        label={agendaWords.cancel[language]}
        about={about}
        means={agendaWords.cancelMeans[language]}
        now={agendaWords.cancelNow[language]}
        action={action}
        language={language}
        onPress={() =>
          action.run(
            () => cancelSession(session),
            ({ mailed, file }) => onDone(doneWith.cancelled(mailed), file),
          )
        }
      />
    </div>
  )
}

/** Whether they came; it can be mended. */
function Note({ session, about, language, onDone }: DeedProps) {
  const action = useAction(language)
  const others = (['attended', 'missed'] as const).filter((outcome) => outcome !== session.state)
  return (
    <fieldset className="note">
      <legend>
        {agendaWords.noteBoth[language]}
        <span className="visually-hidden"> {about}</span>
      </legend>
      <div className="buttons">
        {others.map((outcome) => (
          <Button
            key={outcome}
            quiet
            underWay={action.underWay}
            onPress={() =>
              action.run(
                () => noteOutcome(session.id, outcome),
                ({ file }) => onDone(agendaWords.noted, file),
              )
            }
          >
            {agendaWords[outcome][language]}
          </Button>
        ))}
      </div>
      {action.outcome}
    </fieldset>
  )
}

function Move({ session, about, timeZone, language, onDone }: DeedProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="confirmed">
      <Button quiet expanded={open} onPress={() => setOpen(!open)}>
        {agendaWords.move[language]}
        <span className="visually-hidden"> {about}</span>
      </Button>
      {open && (
        <MoveForm {...{ session, about, timeZone, language, onDone }} onClose={() => setOpen(false)} />
      )}
    </div>
  )
}

function MoveForm({
  session,
  timeZone,
  language,
  onDone,
  onClose,
}: DeedProps & { readonly onClose: () => void }) {
  const action = useAction(language)
  const [typed, setTyped] = useState(() => typedOf(session.startsAt, timeZone))
  const [mine, setMine] = useState(false)
  const [wrong, setWrong] = useState(false)
  const instant = instantOf(typed, timeZone, Date.now())
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setWrong(instant === undefined)
    if (instant === undefined) return
    action.run(
      () => moveSession(session, { startsAt: instant, mine }),
      ({ mailed, file }) => {
        onClose()
        onDone(doneWith.moved(mailed), file)
      },
    )
  }
  return (
    <form noValidate className="confirmed__question" onSubmit={onSubmit}>
      <WhenFields
        typed={typed}
        instant={instant}
        timeZone={timeZone}
        wrong={wrong}
        language={language}
        onChange={(changed) => {
          setTyped(changed)
          setWrong(false)
        }}
      />
      {session.mayTakeOver && (
        <label className="choice">
          <input type="checkbox" checked={mine} onChange={({ target }) => setMine(target.checked)} />
          {agendaWords.takeOver[language]}
        </label>
      )}
      <p className="hint">{agendaWords.moveMeans[language]}</p>
      <div className="buttons">
        <Button underWay={action.underWay}>{agendaWords.moveNow[language]}</Button>
        <Button quiet onPress={onClose}>
          {words.notNow[language]}
        </Button>
      </div>
      {action.outcome}
    </form>
  )
}
