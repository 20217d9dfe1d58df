import { expect, it } from 'vitest'
import { DAY_MS } from '../../content/time/units.ts'
import type { AuditEvent } from '../../db/audit.ts'
import { recordReading } from '../../db/desk-file-readings.ts'
import { recordConflictReview } from '../../db/files.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  chooseOpeningOnPage,
  createBookingParent,
  createOtherBookingParent,
  insertAppointmentForParents,
  ROBIN_ID,
} from '../../tests/support/booking-actions.ts'
import { queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { insertMatchTokensOfAnswers } from '../../tests/support/desk-families.ts'
import { nothingSpeaksAgainst } from '../../tests/support/file-rows.ts'
import { mergeFilesWithoutObjection } from '../../tests/support/merge-files.ts'
import { insertContactHold } from '../../tests/support/parent-with-file.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, prepareDatabase } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'

const { db } = parseEnvironment(bindings)
/** A start that none of the pages shows. */
const OTHER_START = '2026-12-22T19:00Z'

setUpPortal({ now: BOOKING_NOW })

type File = Awaited<ReturnType<typeof createBookingParent>>
type Other = Awaited<ReturnType<typeof createOtherBookingParent>>

const event = (fileId: string, action: AuditEvent['action']): AuditEvent => ({
  fileId,
  actor: ROBIN_ID,
  action,
  detail: {},
  happenedAt: BOOKING_NOW,
})

/** The events that the other parent causes, or that concern them, while this parent looks at their own pages. */
const otherParentEvents: Record<string, (theirs: Other, mine: File) => Promise<unknown>> = {
  'the other parent holds a time': ({ parent }) => chooseOpeningOnPage(parent, OTHER_START),
  'the other parent books': ({ parent }) => bookAppointmentThroughPages(parent, OTHER_START),
  'the other parent books, moves and cancels': async ({ parent }) => {
    await bookAppointmentThroughPages(parent, OTHER_START)
    await bookAppointmentThroughPages(parent, '2026-12-23T19:00Z')
    await parent.post('/file/appointment/cancel/', { start: ['2026-12-23T19:00Z'] })
  },
  'the other parent came to a session, and missed one': async (theirs) => {
    await insertAppointmentForParents([theirs], BOOKING_NOW - DAY_MS, { outcome: 'attended' })
    await insertAppointmentForParents([theirs], BOOKING_NOW - 172_800_000, { outcome: 'missed' })
  },
  'the other parent asks for a time': ({ parent }) =>
    parent.post('/file/book/request/', { preferredParts: ['any'], preferredTimes: ['Tuesdays'] }),
  'the other parent consents to a joint session, and withdraws that': async ({ parent }) => {
    await parent.post('/file/joint-consent/', { agrees: ['no'] })
    await parent.post('/file/joint-consent/', { agrees: ['yes'] })
    await parent.post('/file/joint-consent/', { agrees: ['no'] })
  },
  'the other parent adds to what they told, and says that it is urgent': async ({ parent }) => {
    await parent.post('/file/more/what-you-need/', { interpreter: ['Dari'], revision: [''] })
    await parent.post('/file/more/urgent/', { urgencyWhy: ['A hearing'], revision: [''] })
    await parent.post('/file/more/reaching-you/', { phone: ['613 555-0142'], revision: [''] })
  },
  'the other parent withdraws their application': ({ parent }) => parent.post('/file/withdraw/'),
  'the other parent speaks of an order': ({ parentId }) => insertContactHold(parentId),
  'the other parent books with somebody else': async ({ parent, parentId }) => {
    await queryRows("update parents set booking_coordinator_id = 'camille-verdier' where id = ?", parentId)
    await bookAppointmentThroughPages(parent, '2026-12-22T15:00Z')
  },
  'the other parent gives this parent’s address as their own': (_, { fileId }) =>
    insertMatchTokensOfAnswers(fileId, { email: 'sam@example.org', otherEmail: 'sam@example.org' }),
  'somebody else comes to lead the file': (_, { fileId }) =>
    queryRows("update files set lead_coordinator_id = 'camille-verdier' where id = ?", fileId),
  'the coordinator reads the file and reviews conflicts': async (_, { fileId }) => {
    await recordReading(db, event(fileId, 'answers_read'), undefined)
    const reviewed = event(fileId, 'conflicts_reviewed')
    await recordConflictReview(db, reviewed, reviewed.happenedAt, nothingSpeaksAgainst)
  },
}

const paths = [
  '/file/',
  '/file/book/',
  '/file/book/?way=in-person&timeZone=America/Vancouver&from=2026-12-01',
  '/file/book/check/',
  '/file/book/request/',
  '/file/appointment/',
  '/file/appointment/cancel/',
  '/file/appointment/calendar/',
  '/file/joint-consent/',
  '/file/more/',
  '/file/more/reaching-you/',
  '/file/more/what-you-need/',
  '/file/withdraw/',
]

/** Reads every page of this parent byte by byte, with its headers except the request id. */
async function readPagesSeenBy({ parent }: File): Promise<Record<string, string>> {
  const seen: Record<string, string> = {}
  for (const path of paths) {
    const answer = await parent.get(path)
    const headers = [...answer.headers].filter(([header]) => header !== 'x-request-id')
    seen[path] = JSON.stringify([answer.status, headers, await answer.text()])
  }
  return seen
}

const WITH_HOLD = 'with a time held'

/** The states that this parent’s own booking can have. */
const ownStages: Record<string, (mine: File) => Promise<unknown>> = {
  'who has nothing yet': async () => undefined,
  [WITH_HOLD]: ({ parent }) => chooseOpeningOnPage(parent, CHANGEABLE_START),
  'with a session': ({ parent }) => bookAppointmentThroughPages(parent, CHANGEABLE_START),
}

/** A hold lasts only minutes, so the page that books it is tested with the most likely events only. */
const cases = Object.keys(ownStages).flatMap((stage) =>
  Object.keys(otherParentEvents)
    .filter((happening) => stage !== WITH_HOLD || /books$|lead/.test(happening))
    .map((happening) => [stage, happening] as const),
)

it.each(cases)('a parent %s sees the same when %s', async (stage, happening) => {
  const mine = await createBookingParent()
  const theirs = await createOtherBookingParent(mine)
  await ownStages[stage]?.(mine)
  const before = await readPagesSeenBy(mine)
  const everything = await selectAllTables()
  await otherParentEvents[happening]?.(theirs, mine)
  expect(await selectAllTables()).not.toEqual(everything)
  expect(await readPagesSeenBy(mine)).toEqual(before)
})

it('a parent sees the same when the other parent’s file is merged into theirs, or theirs into it', async () => {
  const [mine, theirs] = [await createBookingParent(), await createBookingParent()]
  await bookAppointmentThroughPages(mine.parent, CHANGEABLE_START)
  await bookAppointmentThroughPages(theirs.parent, OTHER_START)
  const before = [await readPagesSeenBy(mine), await readPagesSeenBy(theirs)]
  const merge = { from: event(theirs.fileId, 'files_merged'), into: event(mine.fileId, 'files_merged') }
  expect(await mergeFilesWithoutObjection(db, merge)).toBe(true)
  expect([await readPagesSeenBy(mine), await readPagesSeenBy(theirs)]).toEqual(before)
  // This parent’s next actions do not end differently either.
  for (const [{ parent }, start] of [
    [mine, '2026-12-08T19:00Z'],
    [theirs, '2026-12-23T19:00Z'],
  ] as const) {
    expect((await bookAppointmentThroughPages(parent, start)).headers.get('Location')).toBe(
      '/file/appointment/',
    )
  }
})

it('a time that is taken looks the same, whether the other parent or a stranger has it', async () => {
  const pages: string[] = []
  for (const whose of ['other parent', 'stranger'] as const) {
    await prepareDatabase()
    const mine = await createBookingParent()
    const theirs = await createOtherBookingParent(mine)
    const stranger = await createBookingParent()
    const { parent } = whose === 'stranger' ? stranger : theirs
    await bookAppointmentThroughPages(parent, '2026-11-25T19:00Z', { way: ['in-person'] })
    for (const mode of ['video', 'in-person']) {
      pages.push(`${mode} ${await (await mine.parent.get(`/file/book/?way=${mode}`)).text()}`)
    }
  }
  expect(pages[0]).toBe(pages[2])
  expect(pages[1]).toBe(pages[3])
  expect(pages[0]).not.toContain('2026-11-25T19:00Z')
  expect(pages[0]?.slice(6)).not.toBe(pages[1]?.slice(10))
})

it('is what these tests can tell: a parent’s own doings do show', async () => {
  const mine = await createBookingParent()
  const seen = [await readPagesSeenBy(mine)]
  await chooseOpeningOnPage(mine.parent, CHANGEABLE_START)
  seen.push(await readPagesSeenBy(mine))
  await bookAppointmentThroughPages(mine.parent, CHANGEABLE_START)
  seen.push(await readPagesSeenBy(mine))
  await mine.parent.post('/file/joint-consent/', { agrees: ['yes'] })
  seen.push(await readPagesSeenBy(mine))
  expect(new Set(seen.map((pages) => JSON.stringify(pages))).size).toBe(4)
  for (const path of ['/file/book/', '/file/joint-consent/'])
    expect(new Set(seen.map((pages) => pages[path])).size, path).toBe(2)
})
