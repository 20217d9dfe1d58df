import { expect, it } from 'vitest'
import type { Availability } from '../../../content/booking/availability.ts'
import { buildNextAuditRow } from '../../../db/audit.ts'
import { auditEvents, files, parents } from '../../../db/schema.ts'
import {
  BOOKING_NOW,
  parseOpeningStarts,
  ROBIN_ID,
  saveAvailabilityChanges,
} from '../../../tests/support/booking-actions.ts'
import { countRows, queryRows } from '../../../tests/support/database-rows.ts'
import { openFileWithCode } from '../../../tests/support/parent-with-file.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import { bindings, type Visitor } from '../../../tests/support/test-portal.ts'
import { buildContactRulesSealContext } from '../../contact/contact-rules.ts'
import { parseEnvironment } from '../../environment.ts'
import { generatePrivateCode, hashCode } from '../../privacy/code.ts'
import { seal } from '../../privacy/seal.ts'

const { db, keys } = parseEnvironment(bindings)
const FAMILIES = 200
const OPENINGS = 20
const BOOKED = '303 /file/appointment/'
const SLOT_TAKEN = '409 null'

setUpPortal({ now: BOOKING_NOW })

/** Four separate hours a day, Monday to Friday, for a week: twenty openings, each for one session. */
const twentyOpenings: Partial<Availability> = {
  weekly: [1, 2, 3, 4, 5].flatMap((weekday) =>
    [
      ['09:00', '10:00'],
      ['10:15', '11:15'],
      ['11:30', '12:30'],
      ['12:45', '13:45'],
    ].map(([from = '', until = '']) => ({ weekday, from, until })),
  ),
  daysAhead: 7,
  noticeHours: 0,
}

/** Creates this many parents with “Your file” open, each with a file of their own, in a few batches. */
async function manyParents(many: number): Promise<Visitor[]> {
  const families = await Promise.all(
    Array.from({ length: many }, async (_, index) => {
      const [fileId, parentId, code] = [`file ${index}`, `parent ${index}`, generatePrivateCode()]
      const told = { mailSubject: 'reference', email: `parent-${index}@example.org` }
      const sent = { fileId, actor: 'parent', action: 'intake_sent', detail: {}, happenedAt: 1 } as const
      const file = {
        id: fileId,
        reference: `REF-${index}`,
        route: 'consent',
        stage: 'open',
        leadCoordinatorId: ROBIN_ID,
        createdAt: 1,
      } as const
      const parent = {
        id: parentId,
        fileId,
        side: 'initiating',
        language: 'en',
        sealedContactRules: await seal(keys, 'answers', buildContactRulesSealContext(parentId), told),
        issuedReference: `REF-${index}`,
        status: 'received',
        accessCodeHash: await hashCode(keys.draft, 'file', code),
        bookingCoordinatorId: ROBIN_ID,
      } as const
      return { code, file, parent, event: await buildNextAuditRow(db, undefined, sent) }
    }),
  )
  for (let first = 0; first < many; first += 50) {
    const some = families.slice(first, first + 50)
    await db.batch([
      ...some.map(({ file }) => db.insert(files).values(file)),
      ...some.map(({ parent }) => db.insert(parents).values(parent)),
      ...some.map(({ event }) => db.insert(auditEvents).values(event)),
    ] as never)
  }
  return Promise.all(families.map(({ code }) => openFileWithCode(code)))
}

/** Expects that no two appointments or holds overlap. */
async function expectNoOverlap() {
  const busyTimes = await queryRows<{ busy_from: number; busy_until: number }>(
    'select busy_from, busy_until from appointments where cancelled_at is null order by busy_from',
  )
  for (const [index, { busy_from: from }] of busyTimes.entries()) {
    expect(from).toBeGreaterThanOrEqual(busyTimes[index - 1]?.busy_until ?? 0)
  }
}

it('200 parents at once who each want one of 20 openings make exactly 20 sessions', async () => {
  await saveAvailabilityChanges(twentyOpenings)
  const visitors = await manyParents(FAMILIES)
  const openings = await parseOpeningStarts((await visitors[0]?.get('/file/book/')) as Response)
  expect(openings).toHaveLength(OPENINGS)
  const ends = await Promise.all(
    visitors.map((parent, index) => attemptBooking(parent, openings[index % OPENINGS] ?? '', index % 4 > 0)),
  )
  expect(ends.filter((end) => end === BOOKED)).toHaveLength(OPENINGS)
  expect(ends.filter((end) => end === SLOT_TAKEN)).toHaveLength(FAMILIES - OPENINGS)
  expect(
    await queryRows(
      'select count(*) as n, count(distinct starts_at) as starts, sum(held_until) as held from appointments',
    ),
  ).toEqual([{ n: OPENINGS, starts: OPENINGS, held: null }])
  expect(await countRows('attendances')).toBe(OPENINGS)
  expect(await countRows('appointment_slots')).toBe(OPENINGS * 5)
  expect(await queryRows("select count(*) as n from outbox where kind = 'appointment-booked'")).toEqual([
    { n: OPENINGS },
  ])
  await expectNoOverlap()
  const late = visitors[ends.indexOf(SLOT_TAKEN)]
  expect(await parseOpeningStarts((await late?.get('/file/book/')) as Response)).toEqual([])
})

/** Holds a time first, as the pages do, or books it at once, and gives how the last press was answered. */
async function attemptBooking(parent: Visitor, start: string, atOnce: boolean): Promise<string> {
  const chosen = { start: [start], way: ['video'], timeZone: ['America/Toronto'] }
  if (!atOnce) await parent.post('/file/book/', chosen)
  const { status, headers } = await parent.post('/file/book/check/', { ...chosen, calendarTitle: ['none'] })
  return `${status} ${headers.get('Location')}`
}
