import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { validator } from 'hono/validator'
import * as z from 'zod'
import type { Coordinator } from '../../content/practice.ts'
import { dateOf } from '../../content/time/local-time.ts'
import type { Action, AuditEvent } from '../../db/audit.ts'
import { cancelTime } from '../../db/booking.ts'
import { listAgenda, moveAtDesk, noteOutcome, readAppointment } from '../../db/desk-appointments.ts'
import { readFile } from '../../db/files.ts'
import { rulesOf } from '../booking/openings/effective-availability.ts'
import { openingAt, quartersOf } from '../booking/openings/openings.ts'
import {
  remindedAt,
  type SessionNews,
  sessionMail,
  type Told,
} from '../booking/reserve/appointment-messages.ts'
import { openDetails } from '../booking/reserve/attendance-details.ts'
import type { AppEnv } from '../http/context.ts'
import { drainOutbox } from '../mail/drain.ts'
import {
  mayTakeOver,
  shownAppointment,
  spanAnywhere,
  spanOf,
  type View,
  views,
} from './appointment-calendar.ts'
import { personOf } from './coordinator-ref.ts'
import { body } from './file-actions.ts'
import { refused, startsAt } from './file-appointments-api.ts'
import { factsOf } from './file-facts.ts'
import { mayActOn, permissions } from './permissions.ts'

/** `?view=week&date=2026-11-22&coordinator=…`: what cannot be understood gives this week, and one's own calendar. */
const asked = validator('query', ({ view, date, coordinator }) => ({
  view: Object.hasOwn(views, String(view)) ? (view as View) : 'week',
  date: z.iso.date().safeParse(date).data,
  coordinator: coordinator === undefined || coordinator === '' ? undefined : String(coordinator),
}))

type Appointment = NonNullable<Awaited<ReturnType<typeof readAppointment>>>
type AppointmentEnv = AppEnv & { Variables: { appointment: Appointment } }

/** Reads the appointment in the address, for whoever may act on it; any other is answered as one there is not. */
const ownAppointment = createMiddleware<AppointmentEnv>(async (c, next) => {
  const who = c.get('coordinator')
  const appointment = await readAppointment(c.get('env').db, c.req.param('id') ?? '', who.id)
  if (!appointment || !(mayActOn(who, appointment) || permissions(who, appointment).read))
    return c.json({ error: 404 } as const, 404)
  if (!mayActOn(who, appointment)) return c.json({ error: 403 } as const, 403)
  c.set('appointment', appointment)
  return next()
})

/** A coordinator's calendar: what is in it, and what they do with it. */
export const agendaApi = new Hono<AppEnv>()
  .get('/appointments', asked, async (c) => {
    const who = c.get('coordinator')
    const { view, date, coordinator = who.id } = c.req.valid('query')
    if (coordinator !== who.id && !who.administrator) return c.json({ error: 403 } as const, 403)
    const now = Date.now()
    const read = await listAgenda(c.get('env').db, coordinator, spanAnywhere(view, date, now), now)
    const rules = rulesOf(coordinator, read.rules)
    if (!rules) return c.json({ error: 404 } as const, 404)
    const { timeZone } = rules.availability
    const today = dateOf(now, timeZone)
    const { from, until, ...days } = spanOf(view, date ?? today, timeZone)
    return c.json({
      of: personOf(coordinator),
      mine: coordinator === who.id,
      view,
      timeZone,
      today,
      ...days,
      more: read.more,
      appointments: read.appointments
        .filter(({ startsAt }) => startsAt >= from && startsAt < until)
        .map((appointment) => shownAppointment(who, appointment, now)),
    })
  })
  .post(
    '/appointments/:id/outcome',
    ownAppointment,
    body(z.object({ outcome: z.enum(['attended', 'missed']) })),
    async (c) => {
      const { outcome } = c.req.valid('json')
      const event = eventOf(c, `appointment_${outcome}`)
      const noted = await noteOutcome(c.get('env').db, event, c.get('appointment').id, outcome)
      return noted ? c.json(await after(c, true)) : c.json(refused('overtaken'), 409)
    },
  )
  .post(
    '/appointments/:id/move',
    ownAppointment,
    body(z.object({ startsAt, sequence: z.int(), mine: z.boolean() })),
    async (c) => {
      const { startsAt, sequence, mine } = c.req.valid('json')
      const session = movedTo(c.get('appointment'), startsAt, mine ? c.get('coordinator') : undefined)
      if (!session) return c.json(refused('overtaken'), 409)
      const now = Date.now()
      const mail = await mailToAll(c, 'moved', { ...session, sequence: sequence + 1 }, now)
      const event = eventOf(c, 'appointment_moved', { mailed: mail.all })
      const change = { session, sequence, remindedAt: remindedAt(startsAt, now) }
      const moved = await moveAtDesk(c.get('env').db, event, change, mail.rows)
      return moved === 'done' ? c.json(await after(c, mail.all)) : c.json(refused(moved), 409)
    },
  )
  .post('/appointments/:id/cancel', ownAppointment, body(z.object({ sequence: z.int() })), async (c) => {
    const { sequence } = c.req.valid('json')
    const appointment = c.get('appointment')
    const mail = await mailToAll(c, 'cancelled', { ...appointment, sequence: sequence + 1 }, Date.now())
    const event = eventOf(c, 'appointment_cancelled', { mailed: mail.all })
    const change = { id: appointment.id, sequence }
    const cancelled = await cancelTime(c.get('env').db, event, undefined, change, mail.rows)
    return cancelled ? c.json(await after(c, mail.all)) : c.json(refused('overtaken'), 409)
  })

const eventOf = (
  c: Context<AppointmentEnv>,
  action: Action,
  detail: AuditEvent['detail'] = {},
): AuditEvent => {
  const { fileId, kind } = c.get('appointment')
  return {
    fileId,
    actor: c.get('coordinator').id,
    action,
    detail: { kind, ...detail },
    happenedAt: Date.now(),
  }
}

/** The session at another time to come, in the calendar it is in or in that of whoever leads; as long as it was. */
function movedTo(appointment: Appointment, startsAt: number, taker: Coordinator | undefined) {
  const { coordinator, startsAt: before, endsAt } = appointment
  if (taker && taker.id !== coordinator && !mayTakeOver(taker, appointment, 'to-come')) return undefined
  const calendar = taker?.id ?? coordinator
  const rules = rulesOf(calendar, appointment.rules)?.availability
  if (!rules || startsAt <= Date.now()) return undefined
  const opening = openingAt(rules, appointment, startsAt, (endsAt - before) / 60_000)
  const { id, fileId, kind, way, madeAt, madeBy } = appointment
  return {
    ...opening,
    ...{ id, fileId, kind, way, madeAt, madeBy, coordinator: calendar },
    quarters: quartersOf(opening),
  }
}

/** Mail to each parent who takes part, by themselves; `all` says whether each has an address they called safe. */
async function mailToAll(c: Context<AppointmentEnv>, news: SessionNews, told: Told, now: number) {
  const env = c.get('env')
  const { fileId, parents } = c.get('appointment')
  const mails = await Promise.all(
    parents.map(async ({ id: parentId, attendanceId, ...parent }) => {
      const details = await openDetails(env, attendanceId, parent.details)
      return sessionMail(env, news, { ...parent, parentId, attendanceId, fileId, details }, told, now)
    }),
  )
  return { rows: mails.flat(), all: mails.every((mail) => mail.length > 0) }
}

/** What the desk shows after a change: whether everybody is written to, and the file's facts for whoever reads it. */
async function after(c: Context<AppointmentEnv>, mailed: boolean) {
  const [who, appointment] = [c.get('coordinator'), c.get('appointment')]
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  const opened =
    permissions(who, appointment).read && (await readFile(c.get('env').db, appointment.reference))
  return { mailed, file: opened ? factsOf(who, opened) : null }
}
