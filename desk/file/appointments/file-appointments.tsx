import { useQuery } from '@tanstack/react-query'
import { isOpenStage } from '../../../content/file-stages.ts'
import { formatTimeZoneWithOffset } from '../../../content/time/local-time.ts'
import { buildCoordinatorTimeZoneWording } from '../../appointments/wording.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { type FileAppointments, type FileHeader, fileAppointmentsQuery } from '../queries.ts'
import { BookAppointmentForm } from './book-appointment-form.tsx'
import { ParentAppointmentsSection } from './parent-appointments.tsx'
import { buildFileTimeZoneWording, fileAppointmentsWording } from './wording.ts'

/**
 * Each parent’s appointments, booking coordinator and time request, and for the lead the form that books an
 * appointment.
 */
export function FileAppointmentsPanel({ header }: { header: FileHeader }) {
  const language = useLanguage()
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(fileAppointmentsQuery(header.reference))
  if (isLoadingError) return <PanelFailure heading={fileAppointmentsWording.title} error={error} />
  if (!data || data.parents.length === 0) return null
  const zone = formatTimeZoneWithOffset(Date.now(), data.booking.timeZone, language)
  return (
    <section className="file-appointments">
      <h2>{text(fileAppointmentsWording.title)}</h2>
      <p className="hint">
        {text(
          header.lead
            ? buildCoordinatorTimeZoneWording(header.lead.name, zone)
            : buildFileTimeZoneWording(zone),
        )}
      </p>
      {hasUpcomingJoint(data) && data.jointState !== 'possible' && (
        <p className="outcome__failed">{text(fileAppointmentsWording.jointWarning)}</p>
      )}
      {data.parents.map((parent) => (
        <ParentAppointmentsSection
          key={parent.side}
          header={header}
          parent={parent}
          timeZone={data.booking.timeZone}
          oneOfTwo={data.parents.length > 1}
        />
      ))}
      {header.may.book && isOpenStage(header.stage) && <BookAppointmentForm header={header} file={data} />}
    </section>
  )
}

const hasUpcomingJoint = ({ parents }: FileAppointments): boolean =>
  parents.some((parent) =>
    parent.appointments.some(({ kind, state }) => kind === 'joint' && state === 'to-come'),
  )
