import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod/mini'
import { practice } from '../../content/practice.ts'
import type { AuditAction } from '../../content/record/audit-actions.ts'
import { toIsoDateInZone } from '../../content/time/local-time.ts'
import type { AuditEvent } from '../../db/audit.ts'
import { cancelAppointment } from '../../db/booking.ts'
import {
  loadAppointmentsAndAvailability,
  loadDeskAppointmentContext,
  mayManageAppointmentCondition,
  moveAppointmentAtDesk,
  recordAttendance,
} from '../../db/desk-appointments.ts'
import { listClosedDays, resolveAvailability } from '../booking/openings/effective-availability.ts'
import { listOpenTimes } from '../booking/openings/openings.ts'
import { getInitialRemindedAt } from '../booking/reserve/appointment-messages.ts'
import { calendarDateSchema, idSchema, sequenceSchema, startsAtSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, createQueryValidator, respondWithDeskError } from './api-error.ts'
import {
  type CalendarView,
  computeCalendarSpan,
  computeCalendarSpanAcrossZones,
  dayCountByCalendarView,
  toCalendarAppointment,
} from './appointment-calendar.ts'
import {
  buildMovedAppointment,
  createAppointmentOutboxRowsAndReachability,
  type LoadedAppointment,
} from './appointment-change.ts'
import { acceptedWarningsSchema, isWarningNew } from './appointment-warnings.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { drainOutboxAfterResponse, respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, sideSchema } from './parent-side.ts'
import { canManageAppointment, getPermissionsOnFile } from './permissions.ts'

/** Takes what a schema accepts, and a default in place of all else. Zod's own `catch` brings 2 kB that nothing else uses. */
const acceptOrDefault = <Data, Default extends Data | undefined>(
  schema: z.ZodMiniType<Data>,
  otherwise: Default,
) =>
  z.pipe(
    z.optional(z.unknown()),
    z.transform((value) => schema.safeParse(value).data ?? otherwise),
  )

/**
 * Parses `?view=week&date=2026-11-22&coordinator=…`. A view or a date that is missing or none gets its default: this
 * week. A date that no calendar shows is refused.
 */
const calendarQuery = createQueryValidator(
  z.object({
    view: acceptOrDefault(z.enum(Object.keys(dayCountByCalendarView) as [CalendarView]), 'week'),
    date: z.pipe(acceptOrDefault(z.iso.date(), undefined), z.optional(calendarDateSchema)),
    coordinator: z.optional(idSchema),
  }),
)

const outcomeSchema = z.enum(['attended', 'missed'])

type AppointmentEnv = AppEnv & { Variables: { appointment: LoadedAppointment } }

/** Loads the appointment in the address. Answers 404 when there is none, or when the coordinator may not manage it. */
const requireAppointment = createMiddleware<AppointmentEnv>(async (c, next) => {
  const who = c.get('coordinator')
  const appointment = await loadDeskAppointmentContext(
    c.get('env').db,
    c.req.param('id') ?? '',
    who.id,
    Date.now(),
  )
  if (
    !appointment ||
    !(canManageAppointment(who, appointment) || getPermissionsOnFile(who, appointment).read)
  )
    return respondWithDeskError(c, { code: 'not_found' })
  if (!canManageAppointment(who, appointment)) return respondWithDeskError(c, { code: 'not_permitted' })
  c.set('appointment', appointment)
  return next()
})

/** The routes of a coordinator's calendar: its appointments, and the actions on them. */
export const appointmentsApi = new Hono<AppEnv>()
  .get('/appointments', calendarQuery, async (c) => {
    const who = c.get('coordinator')
    const { view, date, coordinator = who.id } = c.req.valid('query')
    if (coordinator !== who.id && !who.administrator)
      return respondWithDeskError(c, { code: 'not_permitted' })
    const now = Date.now()
    const calendar = await loadAppointmentsAndAvailability(
      c.get('env').db,
      { coordinatorId: coordinator, viewerId: who.id },
      computeCalendarSpanAcrossZones(view, date, now),
      now,
    )
    const rules = resolveAvailability(coordinator, calendar.availabilityRows)
    if (!rules) return respondWithDeskError(c, { code: 'not_found' })
    const { availability } = rules
    const { timeZone } = availability
    const today = toIsoDateInZone(now, timeZone)
    const { from, until, ...days } = computeCalendarSpan(view, date ?? today, timeZone)
    return c.json({
      of: toCoordinatorRef(coordinator),
      isOwn: coordinator === who.id,
      view,
      timeZone,
      today,
      ...days,
      more: calendar.more,
      /** When the coordinator meets families, in milliseconds. */
      openTimes: listOpenTimes(availability, from, until),
      /** Whose public holidays count for them. */
      provinces: practice.coordinators.find(({ id }) => id === coordinator)?.provinces ?? [],
      /** The days that they closed, first and last. */
      closed: listClosedDays(coordinator, calendar.availabilityRows),
      appointments: await Promise.all(
        calendar.appointments
          .filter(({ startsAt }) => startsAt >= from && startsAt < until)
          .map((appointment) => toCalendarAppointment(c.get('env').keys, who, appointment, now)),
      ),
    })
  })
  .post(
    '/appointments/:id/outcome',
    requireAppointment,
    createJsonBodyValidator(
      z.object({
        /** The parent of whom it is noted; left out for everybody who takes part. */
        side: z.optional(sideSchema),
        /** Null undoes what was noted. */
        outcome: z.nullable(outcomeSchema),
        /** What the page shows as noted. Something else is corrected by nobody who did not see it. */
        previous: z.nullable(outcomeSchema),
      }),
    ),
    async (c) => {
      const { side, ...noted } = c.req.valid('json')
      const { id, parents } = c.get('appointment')
      const parentId = side && pickParentOnSide(parents, side)?.id
      if (side && !parentId) return respondWithDeskError(c, { code: 'stale' })
      const action = `appointment_${noted.outcome ?? 'outcome_removed'}` as const
      const event = appointmentEvent(c, action, { ...(side && { side }) })
      const change = { ...noted, parentId, managedBy: c.get('coordinator') }
      return respondToChangeAndDrainOutbox(c, await recordAttendance(c.get('env').db, event, id, change))
    },
  )
  .post(
    '/appointments/:id/move',
    requireAppointment,
    createJsonBodyValidator(
      z.object({
        startsAt: startsAtSchema,
        sequence: sequenceSchema,
        toOwnCalendar: z.boolean(),
        acceptedWarnings: acceptedWarningsSchema,
      }),
    ),
    async (c) => {
      const { startsAt, sequence, toOwnCalendar, acceptedWarnings } = c.req.valid('json')
      const target = buildMovedAppointment(
        c.get('appointment'),
        startsAt,
        toOwnCalendar ? c.get('coordinator') : undefined,
      )
      if (!target) return respondWithDeskError(c, { code: 'stale' })
      const now = Date.now()
      const { warnings, ...moving } = target
      if (isWarningNew(warnings, acceptedWarnings))
        return respondWithDeskError(c, { code: 'unusual_time', warnings })
      const messages = await createAppointmentOutboxRowsAndReachability(
        c.get('env'),
        c.get('appointment'),
        'moved',
        { ...moving, sequence: sequence + 1 },
        now,
      )
      const event = appointmentEvent(c, 'appointment_moved', { mailed: messages.all })
      const remindedAt = getInitialRemindedAt(startsAt, now)
      const change = { appointment: moving, sequence, remindedAt, managedBy: c.get('coordinator') }
      const moved = await moveAppointmentAtDesk(c.get('env').db, event, change, messages.rows)
      if (moved !== 'reserved') return respondWithDeskError(c, { code: moved })
      drainOutboxAfterResponse(c)
      return c.json({ mailed: messages.all })
    },
  )
  .post(
    '/appointments/:id/cancellation',
    requireAppointment,
    createJsonBodyValidator(z.object({ sequence: sequenceSchema })),
    async (c) => {
      const { sequence } = c.req.valid('json')
      const appointment = c.get('appointment')
      const messages = await createAppointmentOutboxRowsAndReachability(
        c.get('env'),
        appointment,
        'cancelled',
        { ...appointment, sequence: sequence + 1 },
        Date.now(),
      )
      const event = appointmentEvent(c, 'appointment_cancelled', { mailed: messages.all })
      const allowedCondition = mayManageAppointmentCondition(c.get('coordinator'), event.happenedAt)
      const change = { id: appointment.id, sequence, allowedCondition }
      const cancelled = await cancelAppointment(c.get('env').db, event, undefined, change, messages.rows)
      if (!cancelled) return respondWithDeskError(c, { code: 'stale' })
      drainOutboxAfterResponse(c)
      return c.json({ mailed: messages.all })
    },
  )

const appointmentEvent = (
  c: Context<AppointmentEnv>,
  action: AuditAction,
  detail: AuditEvent['detail'] = {},
): AuditEvent => {
  const { fileId, kind, ...file } = c.get('appointment')
  return buildFileAuditEvent(c.get('coordinator'), { file: { ...file, id: fileId } }, action, {
    kind,
    ...detail,
  })
}
