import { type FormEvent, useState } from 'react'
import { ways } from '../../content/booking/meeting-modes.ts'
import { dateOf } from '../../content/time/local-time.ts'
import { bookSession, type NewSession } from '../app/api-client.ts'
import { sides } from '../app/wording.ts'
import { instantOf } from '../appointments/date-time.ts'
import { WhenFields } from '../appointments/date-time-fields.tsx'
import { agendaWords, doneWith, jointStates, minutesLong } from '../appointments/wording.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { PartProps } from './panel-props.ts'

type Problem = 'with' | 'way' | 'when'

/** Whoever leads books a session in their own calendar: with one parent, or with both while nothing stands against it. */
export function BookSession({ file, language, onChange }: PartProps) {
  const action = useAction(language)
  const { timeZone } = file.booking
  const [only] = file.sessions
  const [who, setWho] = useState<NewSession['with'] | undefined>(
    file.sessions.length === 1 ? only?.side : undefined,
  )
  const [way, setWay] = useState<NewSession['way']>()
  const [typed, setTyped] = useState(() => ({ date: dateOf(Date.now(), timeZone), clock: '' }))
  const [problem, setProblem] = useState<Problem>()
  const startsAt = instantOf(typed, timeZone, Date.now())
  // Agreed to when it was chosen, and taken back since.
  const chosen = who === 'both' && file.joint !== 'possible' ? undefined : who
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(!chosen ? 'with' : !way ? 'way' : startsAt === undefined ? 'when' : undefined)
    if (!chosen || !way || startsAt === undefined) return
    action.run(
      () => bookSession(file.reference, { with: chosen, way, startsAt }),
      ({ mailed, file: facts }) => {
        setTyped({ ...typed, clock: '' })
        onChange(facts, doneWith.booked(mailed))
      },
    )
  }
  return (
    <form noValidate className="book" onSubmit={onSubmit}>
      <h3>{agendaWords.book[language]}</h3>
      <p className="hint">{agendaWords.bookMeans[language]}</p>
      <p>{jointStates[file.joint][language]}</p>
      {file.sessions.length > 1 && (
        <Choices
          legend={agendaWords.withWhom[language]}
          options={[
            ...file.sessions.map(({ side }) => ({ value: side, label: sides[side][language] })),
            ...(file.joint === 'possible'
              ? [{ value: 'both' as const, label: agendaWords.both[language] }]
              : []),
          ]}
          chosen={chosen}
          problem={problem === 'with' ? agendaWords.noWith[language] : undefined}
          onChoose={(value: NewSession['with']) => {
            setWho(value)
            setProblem(undefined)
          }}
        />
      )}
      <Choices
        legend={agendaWords.how[language]}
        options={file.booking.ways.map(({ way: each, minutes }) => ({
          value: each,
          label: `${ways[each][language]}, ${minutesLong(chosen === 'both' ? minutes.joint : minutes.individual)[language]}`,
        }))}
        chosen={way}
        problem={problem === 'way' ? agendaWords.noWay[language] : undefined}
        onChoose={(value) => {
          setWay(value)
          setProblem(undefined)
        }}
      />
      <WhenFields
        typed={typed}
        instant={startsAt}
        timeZone={timeZone}
        parentZone={file.reach.find(({ side }) => side === chosen)?.timeZone}
        wrong={problem === 'when'}
        language={language}
        onChange={(changed) => {
          setTyped(changed)
          setProblem(undefined)
        }}
      />
      <Button underWay={action.underWay}>{agendaWords.bookNow[language]}</Button>
      {action.outcome}
    </form>
  )
}
