import type { D1Result } from '@cloudflare/workers-types'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { queryRows } from '../tests/support/database-rows.ts'
import { buildAuditEvent, buildFileRow, buildMessageRow, buildParentRow } from '../tests/support/file-rows.ts'
import {
  createWatchedD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import { appendAuditEvent } from './audit.ts'
import { type FileListQuery, loadClosedFiles, loadOpenFiles } from './listed-files.ts'
import { files, outbox, parents } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 0, 5, 12)

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

const queryOf = (viewerId: string, isAdministrator = false): FileListQuery => ({
  ...{ viewerId, isAdministrator, now: NOW, maxAttempts: 4 },
})

/** Inserts a file with both parents. Its reference is its id. */
async function insertFile(
  id: string,
  leadCoordinatorId: string | null,
  facts: Partial<typeof files.$inferInsert> = {},
): Promise<void> {
  await db.insert(files).values(buildFileRow(id, { leadCoordinatorId, createdAt: NOW, ...facts }))
  await db.insert(parents).values([buildParentRow(id, 'initiating'), buildParentRow(id, 'other')])
}

const listOpen = async (...who: Parameters<typeof queryOf>) =>
  (await loadOpenFiles(db, queryOf(...who))).files.map(({ reference }) => reference)

/** Lists every page of somebody’s closed files. */
async function listClosedPages(...who: Parameters<typeof queryOf>): Promise<string[][]> {
  const pages: string[][] = []
  let before: { createdAt: number; reference: string } | undefined
  do {
    const { files: page, more } = await loadClosedFiles(db, queryOf(...who), before)
    pages.push(page.map(({ reference }) => reference))
    before = more ? page.at(-1) : undefined
  } while (before)
  return pages
}

describe('the open files', () => {
  it('are those that a coordinator leads or assists in and those of nobody, newest first', async () => {
    await insertFile('old own', 'robin', { createdAt: NOW - 3 })
    await insertFile('nobody’s', null, { createdAt: NOW - 2, stage: 'waiting' })
    await insertFile('another’s', 'camille', { createdAt: NOW - 1, legalCoordinatorId: 'jules' })
    await insertFile('proposed', 'camille', { createdAt: NOW - 4, proposedLegalCoordinatorId: 'jules' })
    await insertFile('new own', 'robin', { createdAt: NOW, stage: 'new' })
    await insertFile('closed', 'robin', { stage: 'closed' })
    expect(await listOpen('robin')).toEqual(['new own', 'nobody’s', 'old own'])
    expect(await listOpen('jules')).toEqual(['another’s', 'nobody’s'])
    expect(await listOpen('nobody')).toEqual(['nobody’s'])
    expect(await listOpen('nobody', true)).toEqual([
      ...['new own', 'another’s', 'nobody’s', 'old own', 'proposed'],
    ])
  })

  it('come with what the list needs, and of what is sealed the names and how a parent is reached alone', async () => {
    await insertFile('file', 'robin', { acceptedAt: null })
    await queryRows("update parents set urgency = 'soon', status = 'received' where side = 'initiating'")
    await appendAuditEvent(db, buildAuditEvent('file', 'parent', 'intake_sent', NOW - 7))
    const contact = { id: 'initiating file', side: 'initiating', sealedContactRules: null }
    expect(await loadOpenFiles(db, queryOf('robin'))).toMatchObject({
      files: [
        {
          ...{ id: 'file', reference: 'file', route: 'consent', stage: 'open', createdAt: NOW },
          ...{ leadCoordinatorId: 'robin', legalCoordinatorId: null, viewerHasConflict: false },
          ...{ isLocked: false, sealedDisplayNames: [], messageOutcome: null, contactHoldState: null },
          ...{ language: 'en', urgency: 'soon', hasRelatedFile: false, lastEventAt: NOW - 7 },
          sealedContacts: [{ ...contact, sharedEmailTokens: '[]' }],
          parents: [{ side: 'initiating', urgency: 'soon', authorisation: null }],
        },
      ],
      ...{ more: false, sealedMessages: 0, asking: [] },
    })
  })

  it('of nobody come without the facts about their parents', async () => {
    await insertFile('file', null)
    await queryRows("update parents set status = 'received'")
    expect((await loadOpenFiles(db, queryOf('robin'))).files).toMatchObject([{ parents: [] }])
  })

  it('come with the outcome of the latest message that was not cancelled', async () => {
    await insertFile('file', 'robin')
    const outcome = async () => (await loadOpenFiles(db, queryOf('robin'))).files[0]?.messageOutcome
    const ended = buildMessageRow('file', NOW + 1, { outcome: 'failed', lastError: 'ended' })
    await db.insert(outbox).values(ended)
    expect(await outcome()).toBeNull()
    await db.insert(outbox).values(buildMessageRow('file', NOW, { outcome: 'sent' }))
    expect(await outcome()).toBe('sent')
    await db.update(outbox).set({ lastError: 'timeout' }).where(eq(outbox.id, ended.id))
    expect(await outcome()).toBe('failed')
  })

  it.each([true, false])(
    'end at five hundred, the newest, and say that there are more (administrator: %s)',
    async (administrator) => {
      await insertNumbered(501, "'new'")
      const { files: shown, more } = await loadOpenFiles(db, queryOf('robin', administrator))
      expect([shown.length, more]).toEqual([500, true])
      expect(shown.some(({ reference }) => reference === '1')).toBe(false)
      await queryRows("update files set stage = 'closed' where id = '2'")
      expect(await loadOpenFiles(db, queryOf('robin', administrator))).toMatchObject({ more: false })
    },
  )
})

describe('the closed files', () => {
  it('are those that a coordinator led or assisted in; an administrator’s are all', async () => {
    await insertFile('led', 'robin', { stage: 'closed', createdAt: NOW - 1 })
    await insertFile('assisted', 'camille', { stage: 'not-genuine', legalCoordinatorId: 'robin' })
    await insertFile('another’s', 'camille', { stage: 'closed', createdAt: NOW - 2 })
    await insertFile('nobody’s', null, { stage: 'closed', createdAt: NOW - 3 })
    await insertFile('open', 'robin')
    expect(await listClosedPages('robin')).toEqual([['assisted', 'led']])
    expect(await listClosedPages('jules')).toEqual([[]])
    expect(await listClosedPages('jules', true)).toEqual([['assisted', 'led', 'another’s', 'nobody’s']])
  })

  it.each([true, false])(
    'come fifty a page, each once, also when many were sent at once (administrator: %s)',
    async (administrator) => {
      await insertNumbered(120, "'closed'", 'n / 40')
      const pages = await listClosedPages('robin', administrator)
      expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
      expect(new Set(pages.flat()).size).toBe(120)
    },
  )
})

/** Inserts files that Robin leads, and one in three that nobody does, from a number on. */
const insertNumbered = (count: number, stage: string, createdAt = 'n', lead = "'robin'") =>
  queryRows(
    `with recursive n(n) as (select 1 union all select n + 1 from n where n < ?)
      insert or ignore into files (id, reference, route, stage, lead_coordinator_id, legal_coordinator_id, created_at)
      select n, n, 'consent', ${stage}, ${lead}, iif(n % 7 = 0, 'jules', null), ${createdAt} from n`,
    count,
  )

/** Counts the rows that a query reads. */
async function countRowsRead(load: (watched: typeof db) => Promise<unknown>): Promise<number> {
  let read = 0
  const count = ({ meta }: D1Result) => {
    read += meta.rows_read
  }
  await load(
    openTestDatabase(
      createWatchedD1(async (_, go) => {
        const results = (await go()) as D1Result | D1Result[]
        for (const result of [results].flat()) count(result)
        return results
      }),
    ),
  )
  return read
}

describe.each([
  ['an administrator', 'robin', true],
  ['a coordinator who leads', 'robin', false],
  ['a coordinator who assists', 'jules', false],
])('for %s', (_, id, administrator) => {
  const middle = { createdAt: 500, reference: '500' }
  it.each<[string, (watched: typeof db) => Promise<unknown>]>([
    ['the list of open files', (watched) => loadOpenFiles(watched, queryOf(id, administrator))],
    ['the first page of closed files', (watched) => loadClosedFiles(watched, queryOf(id, administrator))],
    ['a later page', (watched) => loadClosedFiles(watched, queryOf(id, administrator), middle)],
  ])('%s reads as many rows of ten times as many closed files', async (__, load) => {
    const lead = "iif(n % 3 = 0, 'camille', 'robin')"
    const insertThousands = (count: number) =>
      insertNumbered(count, "iif(n <= 40, 'open', 'closed')", 'n', lead)
    await insertThousands(1000)
    const few = await countRowsRead(load)
    expect(few).toBeGreaterThan(10)
    await insertThousands(10_000)
    expect(await countRowsRead(load)).toBeLessThanOrEqual(1.2 * few)
  })
})

it('asks once', async () => {
  let calls = 0
  const DB = createWatchedD1((_, go) => {
    calls++
    return go()
  })
  await loadOpenFiles(openTestDatabase(DB), queryOf('robin'))
  expect(calls).toBe(1)
  await loadClosedFiles(openTestDatabase(DB), queryOf('robin'))
  expect(calls).toBe(2)
})
