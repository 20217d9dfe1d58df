import { type Availability, availability } from '../../content/booking/availability.ts'
import type { AuditEvent } from '../../db/audit.ts'
import type { Booking, Chosen, Mail } from '../../db/booking.ts'
import { database } from '../../db/database.ts'
import { files, parents } from '../../db/schema.ts'
import {
  dayAround,
  type Opening,
  openings,
  quartersOf,
  type Wanted,
} from '../../worker/booking/openings/openings.ts'
import { rows } from './database-rows.ts'
import { bindings } from './test-portal.ts'

const db = database(bindings.DB)

/** A parent with a file, straight in the database: ids are made of their name and that of the file. */
export interface Booker {
  readonly parentId: string
  readonly fileId: string
  readonly accessId: string
}

/** A file whose parents both came and book with a coordinator; gives them. */
export async function family(name: string, coordinator: string): Promise<[Booker, Booker]> {
  const fileId = `file of ${name}`
  await db.insert(files).values({
    id: fileId,
    reference: fileId,
    route: 'consent',
    stage: 'open',
    leadCoordinator: coordinator,
    openedAt: 0,
  })
  const bookers = (['initiating', 'other'] as const).map((side) => ({
    side,
    parentId: `${side} ${name}`,
    fileId,
    accessId: `access ${side} ${name}`,
  }))
  await db.insert(parents).values(
    bookers.map(({ side, parentId, accessId }) => ({
      id: parentId,
      fileId,
      side,
      language: 'en' as const,
      accessId,
      standing: 'received' as const,
      booksWith: coordinator,
    })),
  )
  const [first, other] = bookers
  if (!first || !other) throw new Error('A file has two sides')
  return [first, other]
}

/** Hours of ten to two every day, in which sessions of an hour meet, unless told otherwise. */
export const hoursOf = (some: Partial<Availability> = {}): Availability =>
  availability.parse({
    timeZone: 'America/Toronto',
    weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '10:00', until: '14:00' })),
    closed: [],
    extra: [],
    minutesBefore: 0,
    minutesAfter: 15,
    minutesApart: 30,
    noticeHours: 2,
    daysAhead: 3,
    offered: {
      video: { individual: 60, joint: 90 },
      'in-person': { individual: 45, joint: 90 },
    },
    mostADay: 5,
    ...some,
  })

/** Saves a coordinator's rules, one revision on. */
export const saveRules = (coordinator: string, rules: Availability) =>
  rows(
    `insert into availability (coordinator, rules, revision, changed_at) values (?, ?, 1, 0)
      on conflict (coordinator) do update set rules = excluded.rules, revision = revision + 1`,
    coordinator,
    JSON.stringify(rules),
  )

type OwnSession = Booking['own']['sessions'][number]

/** The time kept for whoever read this, while it is. */
export const keptIn = ({ own }: Booking, now: number): OwnSession | undefined =>
  own.sessions.find(({ keptUntil }) => keptUntil !== null && keptUntil > now)

/** The session they have to come. */
export const toComeIn = ({ own }: Booking, now: number): OwnSession | undefined =>
  own.sessions.find(({ keptUntil, endsAt, outcome }) => keptUntil === null && endsAt > now && !outcome)

/** The rules of whoever they book with; a test saves them first. */
export function rulesIn({ own, rules }: Booking): {
  readonly availability: Availability
  readonly revision: number
} {
  const saved = rules.find(({ coordinator }) => coordinator === own.booksWith)
  if (!saved) throw new Error(`Nobody saved the rules of ${own.booksWith}`)
  return { availability: availability.parse(JSON.parse(saved.rules)), revision: saved.revision }
}

/** The times a parent is offered: clear of everybody's but their own. A time kept counts its notice from then. */
export function offeredIn(read: Booking, wanted: Wanted, now: number): Opening[] {
  const kept = keptIn(read, now)
  const own = [kept?.id, toComeIn(read, now)?.id]
  const others = read.taken.filter(({ takenBy }) => !own.includes(takenBy))
  const offered = (asOf: number) => openings(rulesIn(read).availability, others, wanted, { now: asOf })
  const stillOffered = kept && [...offered(kept.madeAt)].filter(({ startsAt }) => startsAt === kept.startsAt)
  const found = [...offered(now), ...(kept?.way === wanted.way ? (stillOffered ?? []) : [])]
  return [...new Map(found.map((opening) => [opening.startsAt, opening])).values()]
}

/** What a parent writes down when they choose one of these times. */
export function chosenFrom(read: Booking, { way, kind }: Wanted, opening: Opening, now: number): Chosen {
  const { own } = read
  const { availability, revision } = rulesIn(read)
  return {
    session: {
      ...opening,
      id: crypto.randomUUID(),
      fileId: own.fileId,
      coordinator: own.booksWith ?? 'nobody',
      kind,
      way,
      madeAt: now,
      madeBy: 'parent',
      quarters: quartersOf(opening),
    },
    attendance: {
      id: crypto.randomUUID(),
      parentId: own.parentId,
      details: `sealed ${crypto.randomUUID()}`,
      remindedAt: null,
    },
    offered: {
      revision,
      day: dayAround(opening.startsAt, availability.timeZone),
      mostADay: availability.mostADay,
    },
    moves: toComeIn(read, now),
  }
}

/** Something a parent did, for the record of their file. */
export const deedOf = (
  { fileId }: Pick<Booker, 'fileId'>,
  action: AuditEvent['action'],
  now: number,
): AuditEvent => ({
  fileId,
  actor: 'parent',
  action,
  detail: {},
  happenedAt: now,
})

/** One mail to a parent about their session. */
export const mailFor = ({ fileId, parentId }: Pick<Booker, 'fileId' | 'parentId'>, now: number): Mail => [
  {
    lead: 'anybody',
    row: {
      id: crypto.randomUUID(),
      fileId,
      parentId,
      kind: 'session',
      mail: 'sealed',
      outcome: 'queued',
      attempts: 0,
      nextAttemptAt: now,
      createdAt: now,
    },
  },
]
