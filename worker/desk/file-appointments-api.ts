import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { meetingModes, SLOT_MINUTES } from '../../content/booking/availability.ts'
import type { AppointmentWithSlots } from '../../db/booking.ts'
import {
  assignBookingCoordinator,
  bookAppointmentAtDesk,
  endAnsweredTimeRequest,
} from '../../db/desk-appointments.ts'
import { loadDeskFileAppointments } from '../../db/desk-file-appointments.ts'
import { loadDeskFileForBooking, loadDeskFileParents } from '../../db/desk-file-parents.ts'
import { resolveAvailability } from '../booking/openings/effective-availability.ts'
import { buildOpening, listQuarterHours } from '../booking/openings/openings.ts'
import { buildAppointmentMessages, initialRemindedAt } from '../booking/reserve/appointment-messages.ts'
import { sealAttendanceDetails } from '../booking/reserve/attendance-details.ts'
import { parentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { AppEnv } from '../http/context.ts'
import { parseJsonBody, respondWithDeskError } from './api-error.ts'
import { type LoadedFileEnv, requireFilePermission, requireUnlockedFile } from './file-access.ts'
import {
  leadBookingRules,
  participants,
  toParentAppointments,
  unsealContactability,
} from './file-appointments.ts'
import { deliverQueuedMessages, respondToChange } from './file-change.ts'
import { createFileEvent } from './file-event.ts'
import { findParentOnSide, sideSchema } from './parent-side.ts'

/** When an appointment may begin: on a quarter hour, since it occupies whole ones. */
export const startsAtSchema = z.int().multipleOf(SLOT_MINUTES * 60_000)

/** The appointments of a file and how its parents book. For the lead coordinator; anybody who may read it stops e-mail. */
export const fileAppointmentsApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/appointments',
    requireFilePermission('content', loadDeskFileAppointments),
    requireUnlockedFile,
    async (c) => {
      const loaded = c.get('loaded')
      return c.json({
        parents: toParentAppointments(c.get('coordinator'), loaded, Date.now()),
        booking: leadBookingRules(loaded),
        /** Whether a joint appointment could be booked, or why not. */
        jointState: loaded.jointRefusalReason ?? ('possible' as const),
        contactability: await unsealContactability(c.get('env'), loaded),
      })
    },
  )
  .post(
    '/files/:reference/appointments',
    requireFilePermission('book', loadDeskFileForBooking),
    requireUnlockedFile,
    parseJsonBody(
      z.object({
        /** Whom it is with; `both` makes it a joint one. */
        with: z.enum([...sideSchema.options, 'both']),
        mode: z.enum(Object.keys(meetingModes) as [keyof typeof meetingModes]),
        startsAt: startsAtSchema,
      }),
    ),
    async (c) => {
      const requested = c.req.valid('json')
      const loaded = c.get('loaded')
      const appointment = buildAppointment(c, requested)
      const attending = participants(loaded).filter(
        ({ side }) => requested.with === 'both' || requested.with === side,
      )
      if (!appointment || attending.length === 0) return respondWithDeskError(c, { code: 'stale' })
      const attendances = await Promise.all(
        attending.map((parent) => buildAttendance(c, appointment, parent)),
      )
      const messages = attendances.flatMap(({ messages }) => messages)
      const { kind, mode } = appointment
      const mailed = messages.length === attending.length
      const event = createFileEvent(c.get('coordinator'), loaded, 'appointment_booked', {
        kind,
        mode,
        mailed,
      })
      const booked = await bookAppointmentAtDesk(
        c.get('env').db,
        event,
        { appointment, attendances },
        messages,
      )
      if (booked !== 'reserved') return respondWithDeskError(c, { code: booked })
      deliverQueuedMessages(c)
      return c.json({ mailed })
    },
  )
  .post(
    '/files/:reference/booking-coordinator',
    requireFilePermission('book', loadDeskFileParents),
    requireUnlockedFile,
    parseJsonBody(z.object({ side: sideSchema })),
    async (c) => {
      const loaded = c.get('loaded')
      const { side } = c.req.valid('json')
      const parent = findParentOnSide(participants(loaded), side)
      const event = createFileEvent(c.get('coordinator'), loaded, 'booking_coordinator_assigned', { side })
      return respondToChange(
        c,
        parent !== undefined && (await assignBookingCoordinator(c.get('env').db, event, parent.id)),
      )
    },
  )
  .post(
    '/files/:reference/time-request-answer',
    requireFilePermission('book'),
    requireUnlockedFile,
    parseJsonBody(z.object({ timeRequest: z.string() })),
    async (c) => {
      const event = createFileEvent(c.get('coordinator'), c.get('loaded'), 'time_request_answered')
      return respondToChange(
        c,
        await endAnsweredTimeRequest(c.get('env').db, event, c.req.valid('json').timeRequest),
      )
    },
  )

type LoadedForBooking = NonNullable<Awaited<ReturnType<typeof loadDeskFileForBooking>>>

interface RequestedAppointment {
  readonly with: 'initiating' | 'other' | 'both'
  readonly mode: keyof typeof meetingModes
  readonly startsAt: number
}

/** An appointment with the lead coordinator as they request it: any quarter hour to come, as long as their availability says. */
function buildAppointment(
  c: Context<LoadedFileEnv<LoadedForBooking>>,
  { with: who, mode, startsAt }: RequestedAppointment,
): AppointmentWithSlots | undefined {
  const { id } = c.get('coordinator')
  const { file, availabilityRows } = c.get('loaded')
  const kind = who === 'both' ? 'joint' : 'individual'
  const now = Date.now()
  const availability = resolveAvailability(id, availabilityRows)?.availability
  const minutes = availability?.offered[mode]?.[kind]
  if (!availability || minutes === undefined || startsAt <= now || startsAt > now + MAX_DAYS_AHEAD * DAY_MS)
    return undefined
  const opening = buildOpening(availability, { mode, kind }, startsAt, minutes)
  return {
    ...opening,
    id: crypto.randomUUID(),
    fileId: file.id,
    coordinatorId: id,
    kind,
    mode,
    createdAt: now,
    createdBy: id,
    quarters: listQuarterHours(opening),
  }
}

const DAY_MS = 86_400_000

/** Further ahead, a year was mistyped. */
const MAX_DAYS_AHEAD = 2 * 366

/** A parent's own attendance of an appointment, and the messages to them alone; the calendar title is the discreet one. */
async function buildAttendance(
  c: Context<LoadedFileEnv<LoadedForBooking>>,
  appointment: AppointmentWithSlots,
  parent: LoadedForBooking['parents'][number],
) {
  const env = c.get('env')
  const { id: parentId, language, sealedContactRules } = parent
  const [id, now] = [crypto.randomUUID(), appointment.createdAt]
  const rules = await unsealContactRules(env, parentId, sealedContactRules)
  const details = { timeZone: parentTimeZone(rules), calendarTitle: 'appointment' } as const
  const attending = {
    attendanceId: id,
    parentId,
    fileId: appointment.fileId,
    language,
    sealedContactRules,
    details,
  }
  return {
    id,
    parentId,
    sealedDetails: await sealAttendanceDetails(env, id, details),
    remindedAt: initialRemindedAt(appointment.startsAt, now),
    messages: await buildAppointmentMessages(env, 'booked', attending, { ...appointment, sequence: 0 }, now),
  }
}
