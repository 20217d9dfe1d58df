import { writtenSession } from '../../../content/time/local-time.ts'
import { cancelTime } from '../../../db/booking.ts'
import { readWithAttending } from '../../../db/parent-booking.ts'
import { pathIn } from '../../../forms/language.ts'
import { readHere, signedOut } from '../../file/session.ts'
import { builtPage } from '../../http/built-page.ts'
import type { Context } from '../../http/context.ts'
import { errorPage } from '../../http/error-response.ts'
import { fillPage } from '../../http/fill-page.ts'
import { log } from '../../http/log.ts'
import { readForm } from '../../http/read-form.ts'
import { newsOfFile } from '../../mail/coordinator-messages.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { sessionMail } from '../reserve/appointment-messages.ts'
import { openDetails } from '../reserve/attendance-details.ts'
import { CALENDAR_NAME, calendarFile, calendarType } from '../reserve/calendar-file.ts'
import {
  changeableUntil,
  mayCancel,
  mayMove,
  type OwnSession,
  standingOf,
} from '../reserve/own-appointment.ts'
import { factsOf } from './appointment-filling.ts'
import { startField } from './booking-choice.ts'
import { type OwnBookingHere, ownBookingHere, toAppointment, toFile } from './session.ts'

/** A parent's session to come: when, with whom and how, and what they can still change themselves. */
export const showAppointment = (c: Context): Promise<Response> =>
  withSession(c, async (here, session) => {
    const language = c.get('language')
    const { timeZone } = await openDetails(c.get('env'), session.attendanceId, session.details)
    const { endsAt, coordinator } = session
    const facts = factsOf({ ...session, known: { endsAt, coordinator } }, timeZone, language)
    const until = changeableUntil(session, here.rules)
    return fillPage(await builtPage(c, pathIn(language, '/file/appointment/')), {
      language,
      slots: { ...facts.slots, 'change-until': writtenSession(until, timeZone, language) },
      shown: [
        ...facts.shown,
        `kind-${session.kind}`,
        mayCancel(session, here.rules, Date.now()) ? 'can-cancel' : 'too-late',
        ...(mayMove(session, here.rules, Date.now()) ? ['can-move'] : []),
      ],
    })
  })

/** The entry for a parent's calendar, to keep as a file. Whoever chose none may still want it on this device. */
export const downloadEntry = (c: Context): Promise<Response> =>
  withSession(c, async (_here, session) => {
    const { calendarTitle } = await openDetails(c.get('env'), session.attendanceId, session.details)
    const title = calendarTitle === 'busy' ? 'busy' : 'appointment'
    return c.body(calendarFile({ ...session, title }, 'PUBLISH', c.get('language'), Date.now()), 200, {
      'Content-Type': calendarType('PUBLISH'),
      'Content-Disposition': `attachment; filename="${CALENDAR_NAME}"`,
    })
  })

/** The page with the button that cancels. */
export const showCancel = (c: Context): Promise<Response> =>
  withSession(c, async (here, session) => {
    if (!mayCancel(session, here.rules, Date.now())) return toAppointment(c)
    const language = c.get('language')
    const { timeZone } = await openDetails(c.get('env'), session.attendanceId, session.details)
    return fillPage(await builtPage(c, pathIn(language, '/file/appointment/cancel/')), {
      language,
      fields: { start: [startField(session.startsAt)] },
      slots: { when: writtenSession(session.startsAt, timeZone, language) },
      shown: [`kind-${session.kind}`],
    })
  })

async function withSession(
  c: Context,
  answer: (here: OwnBookingHere, session: OwnSession) => Promise<Response>,
): Promise<Response> {
  const here = await ownBookingHere(c)
  if (!here) return signedOut(c)
  const standing = standingOf(here.own, Date.now())
  return standing.state === 'booked' ? answer(here, standing.session) : toFile(c)
}

/** The button was pressed: the session ends for everybody who takes part, and each is told by themselves. */
export async function cancelSession(c: Context): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const here = await readHere(c, (accessId) => readWithAttending(c.get('env').db, accessId))
  if (!here) return signedOut(c)
  const standing = standingOf(here.own, Date.now())
  if (standing.state !== 'booked') return toFile(c)
  const { session } = standing
  if (!mayCancel(session, here.rules, Date.now())) return toAppointment(c)
  // The page was of a session that has moved since: it is shown anew.
  if (posted.fields.start?.[0] !== startField(session.startsAt)) return showCancel(c)
  const cancelled = await cancel(c, here, session, Date.now())
  log('session_cancelled', { request: c.get('requestId'), cancelled })
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  return toFile(c)
}

type WithAttending = NonNullable<Awaited<ReturnType<typeof readWithAttending>>>

/** Who cancels a joint session does not agree to one any more. */
async function cancel(c: Context, read: WithAttending, session: OwnSession, now: number): Promise<boolean> {
  const env = c.get('env')
  const { own, last, attending } = read
  const { id, kind, way, sequence } = session
  const file = { id: own.fileId, reference: own.fileReference }
  const told = { ...session, sequence: sequence + 1 }
  const mails = attending
    .filter(({ appointmentId }) => appointmentId === id)
    .map(async ({ id: attendanceId, details: sealed, ...parent }) => {
      const details = await openDetails(env, attendanceId, sealed)
      const to = { ...parent, attendanceId, fileId: own.fileId, details }
      return sessionMail(env, 'cancelled', to, told, now)
    })
  const mail = (await Promise.all([newsOfFile(env, file, 'session-cancelled', now), ...mails])).flat()
  const event = {
    fileId: own.fileId,
    actor: 'parent',
    action: 'appointment_cancelled',
    detail: { kind, way, coordinator: session.coordinator },
    happenedAt: now,
  } as const
  const takenBackBy = kind === 'joint' ? { takenBackBy: own.parentId } : {}
  return cancelTime(env.db, event, last, { id, sequence, ...takenBackBy }, mail)
}
