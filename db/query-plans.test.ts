import { beforeAll, beforeEach, expect, it } from 'vitest'
import { rows } from '../worker/testing/database.ts'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../worker/testing/portal.ts'
import * as audit from './audit.ts'
import { type Database, database, ping } from './database.ts'
import * as drafts from './drafts.ts'
import * as filesVerbs from './files.ts'
import * as intake from './intake.ts'
import * as outboxVerbs from './outbox.ts'

declare global {
  interface ImportMeta {
    /** Vite's: the modules whose paths fit, by path. */
    glob<Module>(
      paths: string | string[],
      options: { eager: true; query?: string; import?: string },
    ): Record<string, Module>
  }
}

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  const db = database(bindings.DB)
  await drafts.beginDraft(db, 'intake', section('sent'), NOW)
  await intake.openFile(db, await fileFrom('sent'))
  await drafts.beginDraft(db, 'intake', section('draft'), NOW)
  await drafts.beginDraft(db, 'intake', section('expired'), NOW - 40 * DAY)
})

const NOW = Date.UTC(2026, 0, 5)
const DAY = 86_400_000

/** Every verb of this folder, done once in a way that reaches all its statements. */
const verbs: Readonly<Record<string, (db: Database) => PromiseLike<unknown>>> = {
  ping,
  beginDraft: (db) => drafts.beginDraft(db, 'intake', section('new'), NOW),
  saveSection: async (db) => expect(await drafts.saveSection(db, section('draft'), NOW)).toBe(true),
  readDraft: async (db) => expect(await drafts.readDraft(db, 'draft', NOW)).toHaveLength(1),
  draftRows: async (db) => expect(await drafts.draftRows(db, 'draft')).toHaveLength(1),
  forgetExpiredDrafts: async (db) => {
    await drafts.forgetExpiredDrafts(db, NOW)
    expect(await rows('select id from drafts')).toEqual([{ id: 'draft' }])
  },
  readBeforeSending: (db) => intake.readBeforeSending(db, 'draft', ['robin', 'camille'], NOW),
  openFile: async (db) => expect(await intake.openFile(db, await fileFrom('draft'))).toBe(true),
  readSent: async (db) => expect(await intake.readSent(db, 'sent', 0)).toBeDefined(),
  appendAudit: (db) => audit.appendAudit(db, eventOf('file sent')),
  readAudit: async (db) => expect(await audit.readAudit(db, 'file sent')).toHaveLength(1),
  'listFiles of a coordinator': async (db) =>
    expect(await filesVerbs.listFiles(db, { id: 'robin', administrator: false }, NOW)).toHaveLength(1),
  'listFiles of an administrator': async (db) =>
    expect(await filesVerbs.listFiles(db, { id: 'robin', administrator: true }, NOW)).toHaveLength(1),
  readFile: async (db) => expect(await filesVerbs.readFile(db, 'reference sent')).toBeDefined(),
  claimDue: async (db) => expect(await outboxVerbs.claimDue(db, NOW, 20)).toHaveLength(1),
  'recordAttempt sent': (db) => outboxVerbs.recordAttempt(db, 'mail', { outcome: 'sent', providerId: 'x' }),
  'recordAttempt queued': (db) =>
    outboxVerbs.recordAttempt(db, 'mail', { outcome: 'queued', lastError: 'x', nextAttemptAt: NOW }),
  'recordAttempt failed': (db) =>
    outboxVerbs.recordAttempt(db, 'mail', { outcome: 'failed', lastError: 'x' }),
}

/** Exported, and asking the database nothing by themselves. */
const pure = ['stillKept', 'firstAuditRow', 'brokenAt', 'isConstraint', 'database']

const section = (draftId: string) => ({ draftId, section: 'you', typed: 'sealed' })
const eventOf = (fileId: string) =>
  ({ fileId, actor: 'parent', action: 'intake_sent', detail: {}, happenedAt: NOW }) as const

const fileFrom = async (draft: string): Promise<intake.NewFile> => ({
  file: {
    id: `file ${draft}`,
    reference: `reference ${draft}`,
    route: 'consent',
    stage: 'new',
    openedAt: NOW,
  },
  parents: [{ id: `parent ${draft}`, fileId: `file ${draft}`, side: 'initiating', language: 'en' }],
  submission: {
    id: `intake ${draft}`,
    fileId: `file ${draft}`,
    parentId: `parent ${draft}`,
    form: 'intake',
    version: 1,
    answers: 'sealed',
    idempotencyKey: draft,
    sentAt: NOW,
  },
  tokens: [{ token: 'token', kind: 'email', fileId: `file ${draft}`, side: 'other' }],
  mail: [
    {
      id: `mail ${draft}`,
      fileId: `file ${draft}`,
      kind: 'new-file',
      mail: 'sealed',
      outcome: 'queued',
      attempts: 0,
      nextAttemptAt: NOW,
      createdAt: NOW,
    },
  ],
  audit: await audit.firstAuditRow(eventOf(`file ${draft}`)),
  draft: { id: draft, revision: 1 },
})

it('knows every verb of this folder', () => {
  const files = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./schema.ts'], {
    eager: true,
  })
  const exported = Object.values(files).flatMap((file) =>
    Object.entries(file).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  )
  const run = Object.keys(verbs).map((name) => name.split(' ')[0] ?? '')
  expect(exported.sort()).toEqual([...new Set([...run, ...pure])].sort())
})

it.each(Object.entries(verbs))('%s reads no growing table from end to end', async (_, verb) => {
  const { DB, calls } = countingD1()
  await verb(database(DB))
  const statements = new Set(calls.flat())
  expect(statements.size).toBeGreaterThan(0)
  for (const sql of statements) expect(await scansOf(sql), sql).toEqual([])
})

it.each([
  ['a table read whole', 'select * from outbox', 'SCAN outbox'],
  ['a column without an index', 'select id from files where route = ?', 'SCAN files'],
  ['an index read whole', 'select count(*) from drafts', /^SCAN drafts/],
  ['a deletion', 'delete from match_tokens where kind = ?', 'SCAN match_tokens'],
  ['a change', 'update submissions set version = ? where form = ?', 'SCAN submissions'],
  ['an insertion from a table', 'insert into drafts select id, form, ? from submissions', 'SCAN submissions'],
  [
    'a table under another name',
    'select 1 from files f join parents other on other.language = f.route',
    'SCAN f',
  ],
  [
    'a condition that no index answers',
    'select 1 where exists (select 1 from audit_events where actor = ?)',
    'SCAN audit_events',
  ],
])('would notice %s', async (_, sql, scan) => {
  const scans = await scansOf(sql)
  expect(scans.length).toBeGreaterThan(0)
  expect(scans[0]).toMatch(scan)
})

/** The lines of a statement's plan that read a table, or an index, from end to end. */
async function scansOf(sql: string): Promise<string[]> {
  const parameters = (sql.match(/\?/g) ?? []).map(() => 1)
  const plan = await rows<{ detail: string }>(`explain query plan ${sql}`, ...parameters)
  return plan.map(({ detail }) => detail).filter((line) => line.startsWith('SCAN') && !harmless.test(line))
}

/** A list given as a parameter, a row without a table, and what a part of the same plan has found already. */
const harmless = /^SCAN (json_each\b|CONSTANT ROW|\(subquery|SUBQUERY|\d+ CONSTANT ROWS)/
