import { useEffect, useId, useRef, useState } from 'react'
import { formatTimeZone } from '../../content/time/local-time.ts'
import type { Language, Wording } from '../../forms/language.ts'
import {
  type AppointmentCalendar,
  fetchAppointmentCalendar,
  fetchSignedInCoordinator,
  type SignedInCoordinator,
} from '../app/api-client.ts'
import { appointmentsPath } from '../app/routes.ts'
import { Button } from '../ui/button.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { useFetchOnce } from '../ui/use-fetch-once.ts'
import { CalendarDays } from './calendar-days.tsx'
import {
  appointmentCountWording,
  appointmentsWording,
  calendarStepWording,
  calendarViewWording,
  coordinatorClockWording,
} from './wording.ts'

interface Props {
  readonly language: Language
  /** What the address asks for: `view`, `date`, `coordinator`. */
  readonly query: Readonly<Record<string, string>>
}

/** A coordinator’s appointments of a day, a week or four weeks. What was done is announced at the top, where the focus goes. */
export function AppointmentsPage({ language, query }: Props) {
  const [answer, setAnswer] = useFetchOnce(() => fetchAppointmentCalendar(query))
  const [me] = useFetchOnce(fetchSignedInCoordinator)
  const [announcement, setAnnouncement] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (announcement) status.current?.focus()
  }, [announcement])
  if (answer && !answer.ok) return <LoadFailure failure={answer.failure} language={language} />
  const onDone = async (wording: Wording) => {
    const reloaded = await fetchAppointmentCalendar(query)
    if (reloaded.ok) setAnswer(reloaded)
    setAnnouncement({ ...wording })
  }
  const calendar = answer?.value
  return (
    <>
      <h1>
        {appointmentsWording.title[language]}
        {calendar && !calendar.isOwn && ` · ${calendar.of?.name}`}
      </h1>
      <p ref={status} role="status" tabIndex={-1} className={announcement ? 'status status--done' : 'status'}>
        {
          (announcement ??
            (calendar ? appointmentCountWording(calendar.appointments.length) : appointmentsWording.loading))[
            language
          ]
        }
      </p>
      {calendar && (
        <>
          <CalendarNavigation calendar={calendar} me={me?.ok ? me.value : undefined} language={language} />
          <p className="hint">
            {
              coordinatorClockWording(
                calendar.of?.name ?? '',
                formatTimeZone(Date.now(), calendar.timeZone, language),
              )[language]
            }
          </p>
          {calendar.more && <p className="outcome__failed">{appointmentsWording.truncated[language]}</p>}
          <CalendarDays calendar={calendar} language={language} onDone={onDone} />
        </>
      )}
    </>
  )
}

/** Links to the views and to the days before and after; a form that goes to any day, and to anybody’s for an administrator. */
function CalendarNavigation({
  calendar,
  me,
  language,
}: {
  calendar: AppointmentCalendar
  me: SignedInCoordinator | undefined
  language: Language
}) {
  const { view, first, previous, next, of, isOwn } = calendar
  const coordinator = isOwn ? undefined : of?.id
  const calendarLink = (changes: { view?: AppointmentCalendar['view']; date?: string }) =>
    appointmentsPath(language, { view, coordinator, ...changes })
  return (
    <div className="steps">
      <nav aria-label={appointmentsWording.views[language]}>
        <ul>
          {(Object.keys(calendarViewWording) as AppointmentCalendar['view'][]).map((each) => (
            <li key={each}>
              <a
                href={calendarLink({ view: each, date: first })}
                aria-current={each === view ? 'true' : undefined}
              >
                {calendarViewWording[each][language]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={appointmentsWording.otherDays[language]}>
        <ul>
          <li>
            <a href={calendarLink({ date: previous })}>{calendarStepWording[view].previous[language]}</a>
          </li>
          <li>
            <a href={calendarLink({})}>{appointmentsWording.today[language]}</a>
          </li>
          <li>
            <a href={calendarLink({ date: next })}>{calendarStepWording[view].next[language]}</a>
          </li>
        </ul>
      </nav>
      <CalendarDateForm calendar={calendar} me={me} language={language} />
    </div>
  )
}

function CalendarDateForm({
  calendar,
  me,
  language,
}: {
  calendar: AppointmentCalendar
  me: SignedInCoordinator | undefined
  language: Language
}) {
  const id = useId()
  return (
    <form method="get" action={appointmentsPath(language)} className="go-to">
      <input type="hidden" name="view" value={calendar.view} />
      <div className="field">
        <label htmlFor={`${id}-date`}>{appointmentsWording.goTo[language]}</label>
        <input id={`${id}-date`} type="date" name="date" defaultValue={calendar.first} />
      </div>
      {me?.administrator && (
        <div className="field">
          <label htmlFor={`${id}-whose`}>{appointmentsWording.whose[language]}</label>
          <select id={`${id}-whose`} name="coordinator" defaultValue={calendar.of?.id}>
            {me.coordinators.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <Button quiet>{appointmentsWording.show[language]}</Button>
    </form>
  )
}
