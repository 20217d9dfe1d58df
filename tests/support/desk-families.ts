import type { TimeZone } from '../../content/time/time-zones.ts'
import {
  appointmentSlots,
  appointments,
  attendances,
  files,
  matchTokens,
  parents,
  submissions,
} from '../../db/schema.ts'
import { type Details, sealDetails } from '../../worker/booking/reserve/attendance-details.ts'
import { environment } from '../../worker/environment.ts'
import { type ContactRules, contactPlace } from '../../worker/intake/contact-rules.ts'
import { partOf } from '../../worker/intake/send.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { bindings } from './test-portal.ts'

const env = environment(bindings)
const { db, keys } = env

export const sides = ['initiating', 'other'] as const
export type Side = (typeof sides)[number]

/** Two parents who came, each with an address, a name, a time zone and a language that the other knows nothing of. */
export const people: Readonly<
  Record<Side, { rules: ContactRules & { timeZone: TimeZone }; language: 'en' | 'fr' }>
> = {
  initiating: {
    language: 'en',
    rules: {
      name: 'Ottilie Marchbanks',
      email: 'ottilie@example.com',
      mailSubject: 'documents',
      timeZone: 'America/Regina',
    },
  },
  other: {
    language: 'fr',
    rules: {
      name: 'Barnabé Quesnel',
      email: 'barnabe@example.net',
      mailSubject: 'appointment',
      timeZone: 'America/St_Johns',
    },
  },
}

interface Wanted {
  readonly file?: Partial<typeof files.$inferInsert>
  /** Columns of a parent's row, and of the rules they gave. */
  readonly parents?: Partial<Record<Side, Partial<typeof parents.$inferInsert> & { rules?: ContactRules }>>
}

/** A file that Camille leads, with both parents in the practice, who book with her and agreed to a joint session. */
export async function family(id: string, wanted: Wanted = {}): Promise<void> {
  const part = partOf('answers', [], {})
  const row = async (side: Side) => {
    const { rules = people[side].rules, ...columns } = wanted.parents?.[side] ?? {}
    return {
      ...{ id: `${side} ${id}`, fileId: id, side, language: people[side].language },
      ...({ standing: 'received', booksWith: 'camille-verdier', givenReference: `${side} ${id}` } as const),
      jointAgreedAt: 1,
      contact: await seal(keys, 'answers', contactPlace(`${side} ${id}`), rules),
      ...columns,
    }
  }
  const sent = async (side: Side) => ({
    ...{ id: `intake of ${side} ${id}`, fileId: id, parentId: `${side} ${id}`, form: 'intake', version: 2 },
    ...{ idempotencyKey: `${side} ${id}`, sentAt: 1 },
    answers: await seal(keys, 'answers', `submissions.answers:intake of ${side} ${id}`, part),
  })
  await db.batch([
    db.insert(files).values({
      ...({ id, reference: id, route: 'consent', stage: 'open', openedAt: 1 } as const),
      leadCoordinator: 'camille-verdier',
      ...wanted.file,
    }),
    db.insert(parents).values(await Promise.all(sides.map(row))),
    db.insert(submissions).values(await Promise.all(sides.map(sent))),
  ])
}

/** Both files know the first parent of each, by a fact of that kind. */
export const knownInBoth = (
  one: string,
  other: string,
  kind: (typeof matchTokens.$inferInsert)['kind'] = 'phone',
) =>
  db
    .insert(matchTokens)
    .values(
      [one, other].map((fileId) => ({ token: `${one} ${other}`, kind, fileId, side: 'initiating' as const })),
    )

/** A session of a file, straight into the tables: individual, by video and in Camille's calendar unless told otherwise. */
export async function sessionIn(
  fileId: string,
  id: string,
  startsAt: number,
  facts: Partial<typeof appointments.$inferInsert> = {},
  details: Partial<Details> = {},
): Promise<void> {
  const endsAt = startsAt + 3_600_000
  const row = {
    ...({ id, fileId, coordinator: 'camille-verdier', kind: 'individual', way: 'video' } as const),
    ...{ startsAt, endsAt, takenFrom: startsAt, takenUntil: endsAt, madeAt: 1, madeBy: 'parent' },
    ...facts,
  }
  const taking = sides.filter((side) => row.kind === 'joint' || side === 'initiating')
  const quarters = row.cancelledAt ? [] : [0, 1, 2, 3].map((quarter) => startsAt / 900_000 + quarter)
  const attending = await Promise.all(
    taking.map(async (side) => ({
      ...{ id: `${side} at ${id}`, appointmentId: id, parentId: `${side} ${fileId}` },
      details: await sealDetails(env, `${side} at ${id}`, {
        timeZone: people[side].rules.timeZone,
        calendarTitle: 'busy',
        ...details,
      }),
    })),
  )
  const { coordinator } = row
  await db.batch([
    db.insert(appointments).values(row),
    db.insert(attendances).values(attending),
    ...quarters.map((quarter) =>
      db.insert(appointmentSlots).values({ coordinator, quarter, appointmentId: id }),
    ),
  ])
}
