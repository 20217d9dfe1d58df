import type { AppointmentCalendar } from '../appointments/queries.ts'
import {
  appointmentsWording,
  calendarStepWordingByView,
  calendarViewWording,
  shortListViewWording,
} from '../appointments/wording.ts'
import { getCalendarPath } from '../client/routes.ts'
import { Button } from '../ui/button.tsx'
import { CoordinatorSelect } from '../ui/coordinator-select.tsx'
import { Field } from '../ui/field.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { RailIcon } from '../ui/rail-icon.tsx'
import { useIsNarrow } from '../ui/use-is-narrow.ts'
import { controlWording } from '../ui/wording.ts'
import { StepLink } from './step-link.tsx'

interface Props {
  readonly calendar: AppointmentCalendar
}

/**
 * Links to the other views and to the days before and after, and a form that opens any date. Administrators can also
 * choose another coordinator. On a phone all of it is one line: the form is folded, and the week below has the links to the
 * weeks before and after (day-headings.tsx).
 */
export function CalendarNavigation({ calendar }: Props) {
  const text = useWordingText()
  const isNarrow = useIsNarrow()
  return (
    <div className="calendar-bar">
      <CalendarViews calendar={calendar} />
      <CalendarSteps calendar={calendar} hasArrows={!isNarrow || calendar.view === 'list'} />
      {isNarrow ? (
        <details className="calendar-bar__more">
          <summary>
            <RailIcon name="calendar" />
            <span className="visually-hidden">{text(appointmentsWording.goTo)}</span>
          </summary>
          <CalendarDateForm calendar={calendar} />
        </details>
      ) : (
        <CalendarDateForm calendar={calendar} />
      )}
    </div>
  )
}

function CalendarViews({ calendar: { view, first, of, isOwn } }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const coordinator = isOwn ? undefined : of?.id
  return (
    <nav className="calendar-views" aria-label={text(appointmentsWording.views)}>
      {(Object.keys(calendarViewWording) as AppointmentCalendar['view'][]).map((each) => (
        <a
          key={each}
          href={getCalendarPath(language, { view: each, coordinator, date: first })}
          aria-current={each === view ? 'true' : undefined}
          aria-label={text(calendarViewWording[each])}
        >
          {text(each === 'list' ? shortListViewWording : calendarViewWording[each])}
        </a>
      ))}
    </nav>
  )
}

/** The days before and after, and today between them. */
function CalendarSteps({ calendar, hasArrows }: Props & { readonly hasArrows: boolean }) {
  const language = useLanguage()
  const text = useWordingText()
  const { view, previous, next, of, isOwn } = calendar
  const coordinator = isOwn ? undefined : of?.id
  const wording = calendarStepWordingByView[view]
  const pathOf = (date?: string) => getCalendarPath(language, { view, coordinator, date })
  return (
    <nav className="calendar-steps" aria-label={text(appointmentsWording.otherDays)}>
      {hasArrows && <StepLink to={pathOf(previous)} label={text(wording.previous)} isBack />}
      <a href={pathOf()}>{text(appointmentsWording.today)}</a>
      {hasArrows && <StepLink to={pathOf(next)} label={text(wording.next)} />}
    </nav>
  )
}

function CalendarDateForm({ calendar: { view, first, of } }: Props) {
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
