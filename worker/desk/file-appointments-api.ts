import * as z from 'zod/mini'
import { meetingModeOptions } from '../../content/booking/availability.ts'
import {
  assignLeadAsBookingCoordinator,
  bookAppointmentAtDesk,
  recordTimeRequestAnswered,
  reopenTimeRequest,
} from '../../db/desk-appointments.ts'
import { loadDeskFileAppointmentsPanel } from '../../db/desk-file-appointments.ts'
import {
  loadDeskFileWithParents,
  loadDeskFileWithParentsAndAvailability,
} from '../../db/desk-file-parents.ts'
import { idSchema, startsAtSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { acceptedWarningsSchema, isWarningNew } from './appointment-warnings.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { getBookingTimeZoneAndModes, toParentsWithAppointments } from './file-appointments.ts'
import { drainOutboxAfterResponse, respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import {
  buildAppointmentWithSlots,
  buildAttendanceAndMessages,
  listNewAppointmentWarnings,
} from './new-appointment.ts'
import { pickParentOnSide, pickParentsWithStatus, sideSchema } from './parent-side.ts'

/**
 * The routes of a file's appointments and how its parents book. They are for the lead coordinator, and whoever was given
 * the file; anybody who may read the file may stop e-mail to a parent.
 */
export const fileAppointmentsApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/appointments',
    requireFilePermission('content', loadDeskFileAppointmentsPanel),
    requireUnlockedFile,
    (c) => {
      const loaded = c.get('loaded')
      return c.json({
        parents: toParentsWithAppointments(c.get('coordinator'), loaded, Date.now()),
        booking: getBookingTimeZoneAndModes(c.get('coordinator'), loaded, Date.now()),
        /** Whether a joint appointment could be booked, or the reason why not. */
        jointState: loaded.jointRefusalReason ?? ('possible' as const),
      })
    },
  )
  .post(
    '/files/:reference/appointments',
    requireFilePermission('book', loadDeskFileWithParentsAndAvailability),
    requireUnlockedFile,
    createJsonBodyValidator(
      z.object({
        /** The parent who takes part; `both` books a joint appointment. */
        with: z.enum([...sideSchema.options, 'both']),
        mode: z.enum(Object.keys(meetingModeOptions) as [keyof typeof meetingModeOptions]),
        startsAt: startsAtSchema,
        acceptedWarnings: acceptedWarningsSchema,
      }),
    ),
    async (c) => {
      const requested = c.req.valid('json')
      const loaded = c.get('loaded')
      const appointment = buildAppointmentWithSlots(c.get('coordinator').id, loaded, requested)
      const attending = pickParentsWithStatus(loaded).filter(
        ({ side }) => requested.with === 'both' || requested.with === side,
      )
      if (!appointment || attending.length === 0) return respondWithDeskError(c, { code: 'stale' })
      const warnings = listNewAppointmentWarnings(
        loaded,
        appointment,
        attending.map(({ id }) => id),
      )
      if (isWarningNew(warnings, requested.acceptedWarnings))
        return respondWithDeskError(c, { code: 'unusual_time', warnings })
      const attendances = await Promise.all(
        attending.map((parent) => buildAttendanceAndMessages(c.get('env'), appointment, parent)),
      )
      const messages = attendances.flatMap(({ messages }) => messages)
      const { kind, mode } = appointment
      const mailed = messages.length === attending.length
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'appointment_booked', {
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
      drainOutboxAfterResponse(c)
      return c.json({ mailed })
    },
  )
  .post(
    '/files/:reference/booking-coordinator',
    requireFilePermission('takeOverBooking', loadDeskFileWithParents),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ side: sideSchema })),
    async (c) => {
      const loaded = c.get('loaded')
      const { side } = c.req.valid('json')
      const parent = pickParentOnSide(pickParentsWithStatus(loaded), side)
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'booking_coordinator_assigned', {
        side,
      })
      return respondToChangeAndDrainOutbox(
        c,
        parent !== undefined && (await assignLeadAsBookingCoordinator(c.get('env').db, event, parent.id)),
      )
    },
  )
  .post(
    '/files/:reference/time-request-answer',
    requireFilePermission('book'),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ timeRequest: idSchema })),
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'time_request_answered')
      return respondToChangeAndDrainOutbox(
        c,
        await recordTimeRequestAnswered(c.get('env').db, event, c.req.valid('json').timeRequest),
      )
    },
  )
  .post(
    '/files/:reference/time-request-reopening',
    requireFilePermission('book'),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ timeRequest: idSchema })),
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'time_request_reopened')
      return respondToChangeAndDrainOutbox(
        c,
        await reopenTimeRequest(c.get('env').db, event, c.req.valid('json').timeRequest),
      )
    },
  )
