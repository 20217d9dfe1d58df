import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { AuditEvent } from '../../db/audit.ts'
import { clearFile, joinFiles, markOpened } from '../../db/files.ts'
import {
  books,
  chooses,
  FAR,
  hasSession,
  NOW,
  otherParentOf,
  parentWhoBooks,
  ROBIN,
} from '../../tests/support/booking-actions.ts'
import { everyRow, rows } from '../../tests/support/database-rows.ts'
import { mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { bindings, prepareDatabase } from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'

const { db } = environment(bindings)
/** Far from every time that the pages below show. */
const ELSEWHERE = '2026-12-22T19:00Z'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type File = Awaited<ReturnType<typeof parentWhoBooks>>
type Other = Awaited<ReturnType<typeof otherParentOf>>

const event = (fileId: string, action: AuditEvent['action']): AuditEvent => ({
  fileId,
  actor: ROBIN,
  action,
  detail: {},
  happenedAt: NOW,
})

/** What the other parent can do, or can be done about them, while this parent looks on. */
const happenings: Record<string, (theirs: Other, mine: File) => Promise<unknown>> = {
  'the other parent keeps a time': ({ parent }) => chooses(parent, ELSEWHERE),
  'the other parent books': ({ parent }) => books(parent, ELSEWHERE),
  'the other parent books, moves and cancels': async ({ parent }) => {
    await books(parent, ELSEWHERE)
    await books(parent, '2026-12-23T19:00Z')
    await parent.post('/file/appointment/cancel/', { start: ['2026-12-23T19:00Z'] })
  },
  'the other parent came to a session, and missed one': async (theirs) => {
    await hasSession([theirs], NOW - 86_400_000, { outcome: 'attended' })
    await hasSession([theirs], NOW - 172_800_000, { outcome: 'missed' })
  },
  'the other parent asks for a time': ({ parent }) =>
    parent.post('/file/book/request/', { preferredParts: ['any'], preferredTimes: ['Tuesdays'] }),
  'the other parent agrees to a joint session, and takes it back': async ({ parent }) => {
    await parent.post('/file/joint/', { agrees: ['no'] })
    await parent.post('/file/joint/', { agrees: ['yes'] })
    await parent.post('/file/joint/', { agrees: ['no'] })
  },
  'the other parent speaks of an order': ({ parentId }) =>
    rows("insert into freezes (id, parent_id, said_in, said_at) values ('theirs', ?, 'intake', 1)", parentId),
  'the other parent books with somebody else': async ({ parent, parentId }) => {
    await rows("update parents set books_with = 'camille-verdier' where id = ?", parentId)
    await books(parent, '2026-12-22T15:00Z')
  },
  'somebody else comes to lead the file': (_, { fileId }) =>
    rows("update files set lead_coordinator = 'camille-verdier' where id = ?", fileId),
  'the coordinator reads the file and looks at who is known': async (_, { fileId }) => {
    await markOpened(db, event(fileId, 'answers_opened'))
    await clearFile(db, event(fileId, 'cleared'))
  },
}

const paths = [
  '/file/yours/',
  '/file/book/',
  '/file/book/?way=in-person&timeZone=America/Vancouver&from=2026-12-01',
  '/file/book/check/',
  '/file/book/request/',
  '/file/appointment/',
  '/file/appointment/cancel/',
  '/file/appointment/calendar/',
]

/** Every page of theirs, to the byte, with its headers but the number of the request. */
async function seenBy({ parent }: File): Promise<Record<string, string>> {
  const seen: Record<string, string> = {}
  for (const path of paths) {
    const answer = await parent.get(path)
    const headers = [...answer.headers].filter(([header]) => header !== 'x-request-id')
    seen[path] = JSON.stringify([answer.status, headers, await answer.text()])
  }
  return seen
}

const KEPT = 'with a time kept'

/** How far this parent is themselves. */
const stages: Record<string, (mine: File) => Promise<unknown>> = {
  'who has nothing yet': async () => undefined,
  [KEPT]: ({ parent }) => chooses(parent, FAR),
  'with a session': ({ parent }) => books(parent, FAR),
}

/** A time is only kept for minutes: what can show on the page that books it is tried with the likeliest alone. */
const cases = Object.keys(stages).flatMap((stage) =>
  Object.keys(happenings)
    .filter((happening) => stage !== KEPT || /books$|lead/.test(happening))
    .map((happening) => [stage, happening] as const),
)

it.each(cases)('a parent %s sees the same when %s', async (stage, happening) => {
  const mine = await parentWhoBooks()
  const theirs = await otherParentOf(mine)
  await stages[stage]?.(mine)
  const before = await seenBy(mine)
  const everything = await everyRow()
  await happenings[happening]?.(theirs, mine)
  expect(await everyRow()).not.toEqual(everything)
  expect(await seenBy(mine)).toEqual(before)
})

it('a parent sees the same when the other parent’s file is joined into theirs, or theirs into it', async () => {
  const [mine, theirs] = [await parentWhoBooks(), await parentWhoBooks()]
  await books(mine.parent, FAR)
  await books(theirs.parent, ELSEWHERE)
  const before = [await seenBy(mine), await seenBy(theirs)]
  const joined = { from: event(theirs.fileId, 'joined'), into: event(mine.fileId, 'joined') }
  expect(await joinFiles(db, joined)).toBe(true)
  expect([await seenBy(mine), await seenBy(theirs)]).toEqual(before)
  // Nor does what they do next end otherwise.
  for (const [{ parent }, start] of [
    [mine, '2026-12-08T19:00Z'],
    [theirs, '2026-12-23T19:00Z'],
  ] as const) {
    expect((await books(parent, start)).headers.get('Location')).toBe('/file/appointment/')
  }
})

it('a time that is taken looks the same, whoever of a family or a stranger has it', async () => {
  const pages: string[] = []
  for (const whose of ['other parent', 'stranger'] as const) {
    await prepareDatabase()
    const mine = await parentWhoBooks()
    const theirs = await otherParentOf(mine)
    const stranger = await parentWhoBooks()
    const { parent } = whose === 'stranger' ? stranger : theirs
    await books(parent, '2026-11-25T19:00Z', { way: ['in-person'] })
    for (const way of ['video', 'in-person']) {
      pages.push(`${way} ${await (await mine.parent.get(`/file/book/?way=${way}`)).text()}`)
    }
  }
  expect(pages[0]).toBe(pages[2])
  expect(pages[1]).toBe(pages[3])
  expect(pages[0]).not.toContain('2026-11-25T19:00Z')
  expect(pages[0]?.slice(6)).not.toBe(pages[1]?.slice(10))
})

it('is what these tests can tell: a parent’s own doings do show', async () => {
  const mine = await parentWhoBooks()
  const seen = [await seenBy(mine)]
  await chooses(mine.parent, FAR)
  seen.push(await seenBy(mine))
  await books(mine.parent, FAR)
  seen.push(await seenBy(mine))
  await mine.parent.post('/file/joint/', { agrees: ['yes'] })
  seen.push(await seenBy(mine))
  expect(new Set(seen.map((pages) => JSON.stringify(pages))).size).toBe(4)
  expect(new Set(seen.map((pages) => pages['/file/book/'])).size).toBe(3)
})
