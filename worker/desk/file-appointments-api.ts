import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { QUARTER_MINUTES, ways } from '../../content/booking/availability.ts'
import type { Session } from '../../db/booking.ts'
import { answerTimes, bookAtDesk, letBookWith, stopMail } from '../../db/desk-appointments.ts'
import { rulesOf } from '../booking/openings/effective-availability.ts'
import { openingAt, quartersOf } from '../booking/openings/openings.ts'
import { remindedAt, sessionMail } from '../booking/reserve/appointment-messages.ts'
import { sealDetails } from '../booking/reserve/attendance-details.ts'
import type { AppEnv } from '../http/context.ts'
import { contactPlace, contactRules, zoneIn } from '../intake/contact-rules.ts'
import { seal } from '../privacy/seal.ts'
import { body, done, eventOf, factsNow, onceCleared } from './file-actions.ts'
import { cameOf, reachOf } from './file-appointments.ts'
import { type FileEnv, fileTo, type OpenedFile } from './permissions.ts'

const side = z.enum(['initiating', 'other'])

/** When a session may begin: on a quarter hour, since it takes whole ones. */
export const startsAt = z.int().multipleOf(QUARTER_MINUTES * 60_000)

/** Sessions of a file, and what stands about booking them. Whoever leads does these; anybody who reads it stops mail. */
export const sessionsApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/sessions',
    fileTo('book'),
    onceCleared,
    body(
      z.object({
        /** Whom it is with; `both` makes it a joint one. */
        with: z.enum([...side.options, 'both']),
        way: z.enum(Object.keys(ways) as [keyof typeof ways]),
        startsAt,
      }),
    ),
    async (c) => {
      const wanted = c.req.valid('json')
      const opened = c.get('opened')
      const session = sessionOf(c, wanted)
      const taking = cameOf(opened).filter(({ side }) => wanted.with === 'both' || wanted.with === side)
      if (!session || taking.length === 0) return c.json(refused('overtaken'), 409)
      const attendances = await Promise.all(taking.map((parent) => attendanceOf(c, session, parent)))
      const mail = attendances.flatMap(({ mail }) => mail)
      const { kind, way } = session
      const mailed = mail.length === taking.length
      const event = eventOf(c.get('coordinator'), opened, 'appointment_booked', { kind, way, mailed })
      const booked = await bookAtDesk(c.get('env').db, event, { session, attendances }, mail)
      if (booked !== 'done') return c.json(refused(booked), 409)
      return c.json({ mailed, file: await factsNow(c) })
    },
  )
  .post('/files/:reference/books-with', fileTo('book'), onceCleared, body(z.object({ side })), async (c) => {
    const opened = c.get('opened')
    const { side } = c.req.valid('json')
    const parent = parentOn(opened, side)
    const event = eventOf(c.get('coordinator'), opened, 'booking_passed', { side })
    return done(c, parent !== undefined && (await letBookWith(c.get('env').db, event, parent.id)))
  })
  .post(
    '/files/:reference/times-answered',
    fileTo('book'),
    onceCleared,
    body(z.object({ request: z.string() })),
    async (c) => {
      const event = eventOf(c.get('coordinator'), c.get('opened'), 'times_answered')
      return done(c, await answerTimes(c.get('env').db, event, c.req.valid('json').request))
    },
  )
  .post('/files/:reference/no-mail', fileTo('content'), onceCleared, body(z.object({ side })), async (c) => {
    const { db, keys } = c.get('env')
    const { side } = c.req.valid('json')
    const opened = c.get('opened')
    const parent = parentOn(opened, side)
    const rules = parent && (await contactRules(c.get('env'), parent.id, parent.contact))
    if (!parent?.contact || rules?.email === undefined) return c.json({ error: 409 } as const, 409)
    const { email: _, ...without } = rules
    const contact = await seal(keys, 'answers', contactPlace(parent.id), without)
    const event = eventOf(c.get('coordinator'), opened, 'mail_stopped', { side })
    const stopped = await stopMail(db, event, parent.id, { read: parent.contact, contact })
    if (!stopped) return c.json({ error: 409 } as const, 409)
    const people = opened.people.map((one) => (one.id === parent.id ? { ...one, contact } : one))
    return c.json({ ...(await factsNow(c)), reach: await reachOf(c.get('env'), { people }) })
  })

/** Why a time was not taken: somebody else has it, or the file stands otherwise than the page showed. */
export const refused = (why: 'gone' | 'overtaken') => ({ error: 409, why }) as const

const parentOn = (opened: OpenedFile, side: 'initiating' | 'other') =>
  cameOf(opened).find((parent) => parent.side === side)

interface Wanted {
  readonly with: 'initiating' | 'other' | 'both'
  readonly way: keyof typeof ways
  readonly startsAt: number
}

/** A session with whoever leads, as they want it: any quarter hour to come, for as long as their rules say. */
function sessionOf(c: Context<FileEnv>, { with: who, way, startsAt }: Wanted): Session | undefined {
  const { id } = c.get('coordinator')
  const { file, rules } = c.get('opened')
  const kind = who === 'both' ? 'joint' : 'individual'
  const now = Date.now()
  const theirs = rulesOf(id, rules)?.availability
  const minutes = theirs?.offered[way]?.[kind]
  if (!theirs || minutes === undefined || startsAt <= now || startsAt > now + AHEAD_DAYS * DAY)
    return undefined
  const opening = openingAt(theirs, { way, kind }, startsAt, minutes)
  return {
    ...opening,
    id: crypto.randomUUID(),
    fileId: file.id,
    coordinator: id,
    kind,
    way,
    madeAt: now,
    madeBy: id,
    quarters: quartersOf(opening),
  }
}

const DAY = 86_400_000

/** Further ahead a year was mistyped. */
const AHEAD_DAYS = 2 * 366

/** A parent's own row of a session, and mail to them alone; their calendar calls it what says least. */
async function attendanceOf(c: Context<FileEnv>, session: Session, parent: OpenedFile['people'][number]) {
  const env = c.get('env')
  const { id: parentId, language, contact } = parent
  const [id, now] = [crypto.randomUUID(), session.madeAt]
  const rules = await contactRules(env, parentId, contact)
  const details = { timeZone: zoneIn(rules), calendarTitle: 'appointment' } as const
  const attending = { attendanceId: id, parentId, fileId: session.fileId, language, contact, details }
  return {
    id,
    parentId,
    details: await sealDetails(env, id, details),
    remindedAt: remindedAt(session.startsAt, now),
    mail: await sessionMail(env, 'booked', attending, { ...session, sequence: 0 }, now),
  }
}
