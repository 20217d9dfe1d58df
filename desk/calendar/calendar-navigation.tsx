import type { AppointmentCalendar } from '../appointments/queries.ts'
import {
  appointmentsWording,
  calendarStepWordingByView,
  calendarViewWording,
} from '../appointments/wording.ts'
import { getCalendarPath } from '../client/routes.ts'
import { Button } from '../ui/button.tsx'
import { CoordinatorSelect } from '../ui/coordinator-select.tsx'
import { Field } from '../ui/field.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { controlWording } from '../ui/wording.ts'

/**
 * Links to the other views and to the days before and after, and a form that opens any date. Administrators can also
 * choose another coordinator.
 */
export function CalendarNavigation({ calendar }: { calendar: AppointmentCalendar }) {
  const language = useLanguage()
  const text = useWordingText()
  const { view, first, previous, next, of, isOwn } = calendar
  const coordinator = isOwn ? undefined : of?.id
  const calendarLink = (changes: { view?: AppointmentCalendar['view']; date?: string }) =>
    getCalendarPath(language, { view, coordinator, ...changes })
  return (
    <div className="steps">
      <nav aria-label={text(appointmentsWording.views)}>
        <ul>
          {(Object.keys(calendarViewWording) as AppointmentCalendar['view'][]).map((each) => (
            <li key={each}>
              <a
                href={calendarLink({ view: each, date: first })}
                aria-current={each === view ? 'true' : undefined}
              >
                {text(calendarViewWording[each])}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={text(appointmentsWording.otherDays)}>
        <ul>
          <li>
            <a href={calendarLink({ date: previous })}>{text(calendarStepWordingByView[view].previous)}</a>
          </li>
          <li>
            <a href={calendarLink({})}>{text(appointmentsWording.today)}</a>
          </li>
          <li>
            <a href={calendarLink({ date: next })}>{text(calendarStepWordingByView[view].next)}</a>
          </li>
        </ul>
      </nav>
      <CalendarDateForm calendar={calendar} />
    </div>
  )
}

function CalendarDateForm({ calendar: { view, first, of } }: { calendar: AppointmentCalendar }) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <form method="get" action={getCalendarPath(language)} className="go-to">
      <input type="hidden" name="view" value={view} />
      <Field label={text(appointmentsWording.goTo)}>
        {({ id }) => <input id={id} type="date" name="date" defaultValue={first} />}
      </Field>
      <CoordinatorSelect label={text(appointmentsWording.whose)} chosen={of?.id} />
      <Button quiet>{text(controlWording.show)}</Button>
    </form>
  )
}
