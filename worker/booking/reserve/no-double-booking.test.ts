import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Availability } from '../../../content/booking/availability.ts'
import { auditRowAfter } from '../../../db/audit.ts'
import { auditEvents, files, parents } from '../../../db/schema.ts'
import { NOW, ROBIN, saveRules, startsShown } from '../../../tests/support/booking-actions.ts'
import { count, rows } from '../../../tests/support/database-rows.ts'
import { mailProvider } from '../../../tests/support/mock-mail-provider.ts'
import { withFileOpen } from '../../../tests/support/parent-with-file.ts'
import { bindings, prepareDatabase, type Visitor } from '../../../tests/support/test-portal.ts'
import { environment } from '../../environment.ts'
import { contactPlace } from '../../intake/contact-rules.ts'
import { codeId, newCode } from '../../privacy/code.ts'
import { seal } from '../../privacy/seal.ts'

const { db, keys, draftSecret } = environment(bindings)
const FAMILIES = 200
const OPENINGS = 20
const BOOKED = '303 /file/appointment/'
const GONE = '409 null'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Four hours a day that do not touch, Monday to Friday, for a week: twenty openings, each of one session. */
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

/** So many parents with “Your file” open, each in a file of their own, written in a few batches. */
async function manyParents(many: number): Promise<Visitor[]> {
  const made = await Promise.all(
    Array.from({ length: many }, async (_, index) => {
      const [fileId, parentId, code] = [`file ${index}`, `parent ${index}`, newCode()]
      const told = { mailSubject: 'reference', email: `parent-${index}@example.org` }
      const sent = { fileId, actor: 'parent', action: 'intake_sent', detail: {}, happenedAt: 1 } as const
      const file = {
        id: fileId,
        reference: `REF-${index}`,
        route: 'consent',
        stage: 'open',
        leadCoordinator: ROBIN,
        openedAt: 1,
      } as const
      const parent = {
        id: parentId,
        fileId,
        side: 'initiating',
        language: 'en',
        contact: await seal(keys, 'answers', contactPlace(parentId), told),
        givenReference: `REF-${index}`,
        standing: 'received',
        accessId: await codeId(draftSecret, 'file', code),
        booksWith: ROBIN,
      } as const
      return { code, file, parent, event: await auditRowAfter(undefined, sent) }
    }),
  )
  for (let first = 0; first < many; first += 50) {
    const some = made.slice(first, first + 50)
    await db.batch([
      ...some.map(({ file }) => db.insert(files).values(file)),
      ...some.map(({ parent }) => db.insert(parents).values(parent)),
      ...some.map(({ event }) => db.insert(auditEvents).values(event)),
    ] as never)
  }
  return Promise.all(made.map(({ code }) => withFileOpen(code)))
}

/** Every session and everything kept, in order of time: nothing of it may overlap. */
async function expectNoOverlap() {
  const taken = await rows<{ taken_from: number; taken_until: number }>(
    'select taken_from, taken_until from appointments where cancelled_at is null order by taken_from',
  )
  for (const [index, { taken_from: from }] of taken.entries()) {
    expect(from).toBeGreaterThanOrEqual(taken[index - 1]?.taken_until ?? 0)
  }
}

it('200 parents at once who each want one of 20 openings make exactly 20 sessions', async () => {
  await saveRules(twentyOpenings)
  const visitors = await manyParents(FAMILIES)
  const openings = await startsShown((await visitors[0]?.get('/file/book/')) as Response)
  expect(openings).toHaveLength(OPENINGS)
  const ends = await Promise.all(
    visitors.map((parent, index) => tries(parent, openings[index % OPENINGS] ?? '', index % 4 > 0)),
  )
  expect(ends.filter((end) => end === BOOKED)).toHaveLength(OPENINGS)
  expect(ends.filter((end) => end === GONE)).toHaveLength(FAMILIES - OPENINGS)
  expect(
    await rows(
      'select count(*) as n, count(distinct starts_at) as starts, sum(kept_until) as kept from appointments',
    ),
  ).toEqual([{ n: OPENINGS, starts: OPENINGS, kept: null }])
  expect(await count('attendances')).toBe(OPENINGS)
  expect(await count('appointment_slots')).toBe(OPENINGS * 5)
  expect(await rows("select count(*) as n from outbox where kind = 'session'")).toEqual([{ n: OPENINGS }])
  await expectNoOverlap()
  const late = visitors[ends.indexOf(GONE)]
  expect(await startsShown((await late?.get('/file/book/')) as Response)).toEqual([])
})

/** Keeps a time first, as the pages do, or books it past the first page; gives how the last press ended. */
async function tries(parent: Visitor, start: string, atOnce: boolean): Promise<string> {
  const chosen = { start: [start], way: ['video'], timeZone: ['America/Toronto'] }
  if (!atOnce) await parent.post('/file/book/', chosen)
  const { status, headers } = await parent.post('/file/book/check/', { ...chosen, calendarTitle: ['none'] })
  return `${status} ${headers.get('Location')}`
}
