import { useQuery } from '@tanstack/react-query'
import { appointmentKindOptions, meetingModeOptions } from '../../../content/booking/meeting-modes.ts'
import { isOpenStage } from '../../../content/file-stages.ts'
import { AppointmentTimeRange } from '../../appointments/appointment-time-range.tsx'
import { appointmentStateWording } from '../../appointments/wording.ts'
import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { getFilePagePath } from '../../client/routes.ts'
import { DeskLink } from '../../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { parentSideWording } from '../facts-wording.ts'
import {
  type FileAppointment,
  type FileAppointments,
  type FileHeader,
  fileAppointmentsQuery,
  type ParticipantSide,
} from '../queries.ts'
import { FoldedPart } from './folded-part.tsx'
import { getNameInUse } from './name-in-use.ts'
import { overviewWording } from './wording.ts'

/** The sessions to come and the last one that was, folded, with who takes part and who came. */
export function SessionsCard({ header, isBrief = false }: { header: FileHeader; isBrief?: boolean }) {
  const language = useLanguage()
  const text = useWordingText()
  const { data } = useQuery(fileAppointmentsQuery(header.reference))
  if (!data) return null
  const sessions = listSessions(data)
  const toCome = sessions.filter(({ state }) => state === 'to-come').toReversed()
  const last = sessions.find(({ state }) => state !== 'to-come' && state !== 'cancelled')
  const { timeZone } = data.booking
  return (
    <section className="overview__card overview__sessions">
      <h3>{text(overviewWording.sessions)}</h3>
      <div className="overview__session-list">
        {toCome.map((session) => (
          <SessionLines key={session.id} {...{ header, session, timeZone, isBrief }} />
        ))}
        {toCome.length === 0 && <p>{text(overviewWording.noSession)}</p>}
      </div>
      {last && (
        <FoldedPart label={text(overviewWording.lastSession)} gist="">
          <SessionLines {...{ header, timeZone, isBrief }} session={last} />
        </FoldedPart>
      )}
      <p>
        <DeskLink to={getFilePagePath(language, header.reference, 'fileSessions')}>
          {text(overviewWording[isOpenStage(header.stage) ? 'bookOrSeeAll' : 'seeAll'])}
        </DeskLink>
      </p>
    </section>
  )
}

interface Session extends FileAppointment {
  readonly sides: readonly ParticipantSide[]
}

/** Each session once, with the parents who take part, newest first. */
function listSessions({ parents }: FileAppointments): Session[] {
  const all = parents.flatMap(({ side, appointments }) =>
    appointments.map((appointment) => ({ side, appointment })),
  )
  return [...Map.groupBy(all, ({ appointment }) => appointment.id).values()]
    .flatMap((own) => (own[0] ? [{ ...own[0].appointment, sides: own.map(({ side }) => side) }] : []))
    .sort((one, other) => other.startsAt - one.startsAt)
}

interface LinesProps {
  readonly header: FileHeader
  readonly session: Session
  readonly timeZone: string
  readonly isBrief: boolean
}

function SessionLines({ header: { people }, session, timeZone, isBrief }: LinesProps) {
  const text = useWordingText()
  const { kind, mode, state, sides } = session
  const isDiscreet = useDiscreetScreen()
  const name = sides[0] && people?.[sides[0]]
  return (
    <div className="overview__session">
      <AppointmentTimeRange appointment={session} timeZone={timeZone} dated />
      <p className="hint">
        {text(appointmentKindOptions[kind])}, {text(meetingModeOptions[mode]).toLocaleLowerCase()}
        {state !== 'to-come' && <> · {text(appointmentStateWording[state])}</>}
      </p>
      {kind === 'individual' && sides[0] && (
        <p className={`overview__with parent--${sides[0]}`}>
          {isDiscreet || !name ? (
            text(parentSideWording[sides[0]])
          ) : (
            <bdi>{isBrief ? getNameInUse(name) : name}</bdi>
          )}
        </p>
      )}
    </div>
  )
}
