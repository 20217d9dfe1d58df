import { useEffect, useId, useRef, useState } from 'react'
import { writtenZone } from '../../content/time/local-time.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { type Agenda, type Me, readAgenda, readMe } from '../app/api-client.ts'
import { appointmentsPath } from '../app/routes.ts'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/load-failure.tsx'
import { useAnswer } from '../ui/use-fetch-once.ts'
import { AgendaDays } from './calendar-days.tsx'
import { agendaWords, appointmentsShown, clockOf, stepsOf, views } from './wording.ts'

interface Props {
  readonly language: Language
  /** What the address asks for: `view`, `date`, `coordinator`. */
  readonly query: Readonly<Record<string, string>>
}

/** A coordinator’s appointments of a day, a week or four weeks. What was done is said at the top, where the focus goes. */
export function AgendaView({ language, query }: Props) {
  const [answer, setAnswer] = useAnswer(() => readAgenda(query))
  const [me] = useAnswer(readMe)
  const [said, setSaid] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])
  if (answer && !answer.ok) return <Problem failure={answer.failure} language={language} />
  const onDone = async (what: Wording) => {
    const again = await readAgenda(query)
    if (again.ok) setAnswer(again)
    setSaid({ ...what })
  }
  const agenda = answer?.value
  return (
    <>
      <h1>
        {agendaWords.title[language]}
        {agenda && !agenda.mine && ` · ${agenda.of?.name}`}
      </h1>
      <p ref={status} role="status" tabIndex={-1} className={said ? 'status status--done' : 'status'}>
        {(said ?? (agenda ? appointmentsShown(agenda.appointments.length) : agendaWords.loading))[language]}
      </p>
      {agenda && (
        <>
          <Steps agenda={agenda} me={me?.ok ? me.value : undefined} language={language} />
          <p className="hint">
            {clockOf(agenda.of?.name ?? '', writtenZone(Date.now(), agenda.timeZone, language))[language]}
          </p>
          {agenda.more && <p className="outcome__failed">{agendaWords.cut[language]}</p>}
          <AgendaDays agenda={agenda} language={language} onDone={onDone} />
        </>
      )}
    </>
  )
}

/** Links to the views and to the days before and after; a form that goes to any day, and to anybody’s for an administrator. */
function Steps({ agenda, me, language }: { agenda: Agenda; me: Me | undefined; language: Language }) {
  const { view, first, previous, next, of, mine } = agenda
  const coordinator = mine ? undefined : of?.id
  const to = (wanted: { view?: Agenda['view']; date?: string }) =>
    appointmentsPath(language, { view, coordinator, ...wanted })
  return (
    <div className="steps">
      <nav aria-label={agendaWords.views[language]}>
        <ul>
          {(Object.keys(views) as Agenda['view'][]).map((each) => (
            <li key={each}>
              <a href={to({ view: each, date: first })} aria-current={each === view ? 'true' : undefined}>
                {views[each][language]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={agendaWords.otherDays[language]}>
        <ul>
          <li>
            <a href={to({ date: previous })}>{stepsOf[view].previous[language]}</a>
          </li>
          <li>
            <a href={to({})}>{agendaWords.today[language]}</a>
          </li>
          <li>
            <a href={to({ date: next })}>{stepsOf[view].next[language]}</a>
          </li>
        </ul>
      </nav>
      <GoTo agenda={agenda} me={me} language={language} />
    </div>
  )
}

function GoTo({ agenda, me, language }: { agenda: Agenda; me: Me | undefined; language: Language }) {
  const id = useId()
  return (
    <form method="get" action={appointmentsPath(language)} className="go-to">
      <input type="hidden" name="view" value={agenda.view} />
      <div className="field">
        <label htmlFor={`${id}-date`}>{agendaWords.goTo[language]}</label>
        <input id={`${id}-date`} type="date" name="date" defaultValue={agenda.first} />
      </div>
      {me?.administrator && (
        <div className="field">
          <label htmlFor={`${id}-whose`}>{agendaWords.whose[language]}</label>
          <select id={`${id}-whose`} name="coordinator" defaultValue={agenda.of?.id}>
            {me.coordinators.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <Button quiet>{agendaWords.show[language]}</Button>
    </form>
  )
}
