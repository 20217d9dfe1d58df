import { Hono } from 'hono'
import * as z from 'zod'
import { meetingModes } from '../../content/booking/availability.ts'
import {
  assignBookingCoordinator,
  bookAppointmentAtDesk,
  endAnsweredTimeRequest,
} from '../../db/desk-appointments.ts'
import { loadDeskFileAppointments } from '../../db/desk-file-appointments.ts'
import { loadDeskFileForBooking, loadDeskFileParents } from '../../db/desk-file-parents.ts'
import type { AppEnv } from '../http/context.ts'
import { parseJsonBody, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import {
  leadBookingRules,
  participants,
  toParentAppointments,
  unsealContactability,
} from './file-appointments.ts'
import { deliverQueuedMessages, respondToChange } from './file-change.ts'
import { createFileEvent } from './file-event.ts'
import { buildAppointment, buildAttendance, startsAtSchema } from './new-appointment.ts'
import { findParentOnSide, sideSchema } from './parent-side.ts'

/**
 * The routes of a file's appointments and how its parents book. They are for the lead coordinator; anybody who may read
 * the file may stop e-mail to a parent.
 */
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
        /** Whether a joint appointment could be booked, or the reason why not. */
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
        /** The parent who takes part; `both` books a joint appointment. */
        with: z.enum([...sideSchema.options, 'both']),
        mode: z.enum(Object.keys(meetingModes) as [keyof typeof meetingModes]),
        startsAt: startsAtSchema,
      }),
    ),
    async (c) => {
      const requested = c.req.valid('json')
      const loaded = c.get('loaded')
      const appointment = buildAppointment(c.get('coordinator').id, loaded, requested)
      const attending = participants(loaded).filter(
        ({ side }) => requested.with === 'both' || requested.with === side,
      )
      if (!appointment || attending.length === 0) return respondWithDeskError(c, { code: 'stale' })
      const attendances = await Promise.all(
        attending.map((parent) => buildAttendance(c.get('env'), appointment, parent)),
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
