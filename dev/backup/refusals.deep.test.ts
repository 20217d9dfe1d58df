import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createAuditSigner } from '../../worker/privacy/audit-signer.ts'
import { checkKeysAndRecordNew } from '../../worker/privacy/check-keys.ts'
import { keyPurposes, keyRingSchema } from '../../worker/privacy/key-ring.ts'
import { formatAnchorLine } from '../../worker/record/anchor-line.ts'
import {
  ACCOUNT_ID,
  CLOUDFLARE_TOKEN,
  createReadyServices,
  DATABASE_ID,
  startOutsideServices,
} from '../deploy/outside-services.fixture.ts'
import { addNewKeys } from '../new-keys.ts'
import { encryptForRecipients, readKeys, writeNewKey } from './age-files.ts'
import { buildRestoredHoldEvent } from './audit-chains.ts'
import { openLocalEngine } from './local-engine.fixture.ts'
import { hashBytes, MANIFEST_FILE, type Manifest } from './manifest.ts'
import { listMigrations, migrateTarget } from './migrate-target.ts'
import { openBackup } from './read-backup.ts'
import { openRemoteDatabase, type RemoteDatabase } from './remote-database.ts'
import { type RestoreOrder, restoreBackup } from './restore-backup.ts'
import { buildInsertStatements, dropEverything } from './restore-target.ts'
import type { Row } from './stored-tables.ts'
import { writeBackup } from './write-backup.ts'

const TARGET_ID = DATABASE_ID.replaceAll('1', '9')
const folder = mkdtempSync(join(tmpdir(), 'evenhand-refusals-'))
const keyFile = join(folder, 'key.txt')
const keys = keyRingSchema.parse(JSON.stringify(addNewKeys({}, keyPurposes)))
const otherRing = keyRingSchema.parse(JSON.stringify(addNewKeys({}, keyPurposes)))
const signer = createAuditSigner(keys)
const services = createReadyServices()
const FILES = Array.from({ length: 7 }, (_, number) => `file-${number}`)
const START = Date.UTC(2026, 11, 1)

let engine: Awaited<ReturnType<typeof openLocalEngine>>
let outside: Awaited<ReturnType<typeof startOutsideServices>>
let [source, target]: RemoteDatabase[] = []
let recipient = ''
let full: string
let audit: string
let clock = START

const open = (databaseId: string) =>
  openRemoteDatabase({
    ...{ origin: outside.origin, token: CLOUDFLARE_TOKEN, accountId: ACCOUNT_ID, databaseId },
    wait: async () => undefined,
  })

/** A file with a parent, a queued message and two events. */
async function buildFamily(id: string): Promise<Record<string, Row[]>> {
  const first = await buildRestoredHoldEvent(signer, id, undefined, START - 60_000)
  return {
    files: [{ id, reference: id.toUpperCase(), route: 'consent', stage: 'open', created_at: 1 }],
    parents: [{ id: `${id} parent`, file_id: id, side: 'initiating', language: 'en', status: 'received' }],
    outbox: [
      {
        ...{ id: `${id} message`, file_id: id, parent_id: `${id} parent`, kind: 'intake-received' },
        ...{ sealed_message: 'x', outcome: 'queued', attempts: 0, next_attempt_at: 1, created_at: 1 },
      },
    ],
    audit_events: [first, await buildRestoredHoldEvent(signer, id, first, START - 30_000)],
  }
}

async function listRingKeyRows(): Promise<Row[]> {
  const rows: Row[] = []
  const db = {
    select: () => ({ from: async () => [] }),
    insert: () => ({
      values: (values: { kid: string; purpose: string; sealedSentinel: string; createdAt: number }[]) => {
        for (const { kid, purpose, sealedSentinel, createdAt } of values)
          rows.push({ kid, purpose, sealed_sentinel: sealedSentinel, created_at: createdAt })
        return { onConflictDoNothing: async () => undefined }
      },
    }),
  }
  await checkKeysAndRecordNew({ db: db as never, keys }, 1)
  return rows
}

const backUp = async (kind: Manifest['kind']) =>
  (
    await writeBackup({
      ...{ db: source as RemoteDatabase, kind, recipients: [recipient], folder: join(folder, 'backups') },
      readNow: () => (clock += 1000),
      limits: { files: 2, rows: 3 },
    })
  ).path

const count = async (db: RemoteDatabase | undefined, table: string) =>
  Number((await db?.read([{ sql: `select count(*) as n from ${table}` }]))?.[0]?.[0]?.n)

beforeAll(async () => {
  engine = await openLocalEngine(join(folder, 'engine'), { SOURCE: 'source', TARGET: 'target' })
  services.databases = { [DATABASE_ID]: 'evenhand', [TARGET_ID]: 'evenhand-new' }
  services.engines = {
    [DATABASE_ID]: engine.getDatabase('SOURCE'),
    [TARGET_ID]: engine.getDatabase('TARGET'),
  }
  outside = await startOutsideServices(services)
  source = await open(DATABASE_ID)
  target = await open(TARGET_ID)
  recipient = await writeNewKey(keyFile, new Date(START))
  await migrateTarget(source, listMigrations())
  await source.write(buildInsertStatements({ ring_keys: await listRingKeyRows() }))
  for (const id of FILES) await source.write(buildInsertStatements(await buildFamily(id)))
  full = await backUp('full')
  await source.write([
    { sql: "update parents set status = 'closed', application_withdrawn_at = 9 where file_id = 'file-3'" },
  ])
  audit = await backUp('audit')
})
beforeEach(async () => {
  if (target) await dropEverything(target)
})
afterAll(async () => {
  outside?.close()
  await engine?.dispose()
  rmSync(folder, { recursive: true })
})

/** Restores into the empty database, with what is given otherwise. */
async function restore({
  from = full,
  with: newest = audit,
  keyFiles = keyFile,
  ...order
}: Partial<RestoreOrder> & { from?: string; with?: string; keyFiles?: string } = {}) {
  const opened = await openBackup(from, readKeys(keyFiles))
  return restoreBackup({
    ...{
      db: target as RemoteDatabase,
      backup: opened,
      audit: await openBackup(newest, readKeys(keyFiles)),
      keys,
    },
    ...{
      replacing: undefined,
      anchorLine: undefined,
      takesBrokenChains: false,
      now: clock,
      report: () => undefined,
    },
    ...order,
  })
}

/** Copies the backup, with a change. */
function copyChanged(change: (copy: string) => void): string {
  const copy = mkdtempSync(join(folder, 'changed-'))
  cpSync(full, copy, { recursive: true })
  change(copy)
  return copy
}

async function rewriteManifest(change: (manifest: Manifest) => Manifest): Promise<string> {
  const { manifest } = await openBackup(full, readKeys(keyFile))
  const text = JSON.stringify(change(manifest))
  const bytes = await encryptForRecipients(new TextEncoder().encode(text), [recipient])
  return copyChanged((copy) => writeFileSync(join(copy, MANIFEST_FILE), bytes))
}

it('restores every row, brought forward, with a hold in each open file', async () => {
  const result = await restore()
  expect(result).toMatchObject({ holds: FILES.length, events: FILES.length * 3, laterFiles: [] })
  for (const table of ['files', 'parents', 'outbox', 'ring_keys'])
    expect(await count(target, table), table).toBe(await count(source, table))
  expect(await count(target, 'contact_holds')).toBe(FILES.length)
  expect(await count(target, "outbox where outcome = 'queued'")).toBe(0)
  expect(await count(target, "parents where status = 'closed' and application_withdrawn_at = 9")).toBe(1)
  expect(await count(target, "sqlite_master where name = 'restore_progress'")).toBe(0)
})

it('carries on after it ended in the middle: before the first piece, between two, and before the last', async () => {
  const { manifest } = await openBackup(full, readKeys(keyFile))
  for (const last of [0, 4, manifest.pieces.length]) {
    await dropEverything(target as RemoteDatabase)
    let writes = 0
    const failing: RemoteDatabase = {
      ...(target as RemoteDatabase),
      write: async (statements) => {
        if (statements.at(-1)?.sql.startsWith('insert into restore_progress') && writes++ > last)
          throw new Error('The power is cut')
        await target?.write(statements)
      },
    }
    await restore({ db: failing }).catch(({ message }) => expect(message).toBe('The power is cut'))
    expect(await count(target, 'restore_progress')).toBe(last + 1)
    const said: string[] = []
    expect((await restore({ report: (line) => said.push(line) })).holds).toBe(FILES.length)
    expect(said).toContain('Carries on the restore that was begun.')
    expect(await count(target, 'audit_events')).toBe(FILES.length * 3)
  }
})

const refusals: [string, () => Promise<unknown>, RegExp][] = [
  [
    'a wrong key',
    async () => {
      await writeNewKey(join(folder, 'wrong.txt'), new Date(START)).catch(() => undefined)
      return restore({ keyFiles: join(folder, 'wrong.txt') })
    },
    /manifest\.age: none of these keys opens it/,
  ],
  ['a ring that is another', () => restore({ keys: otherRing }), /not the ones that were used: .*answers-1/],
  [
    'a piece that is missing',
    () => restore({ from: copyChanged((copy) => rmSync(join(copy, '00002.age'))) }),
    /00002\.age: this piece of the backup is missing/,
  ],
  [
    'a piece that was cut off',
    () => restore({ from: copyChanged((copy) => truncateSync(join(copy, '00002.age'), 40_000)) }),
    /00002\.age: it is not the piece that the manifest names/,
  ],
  [
    'pieces that were swapped',
    () =>
      restore({
        from: copyChanged((copy) => {
          cpSync(join(full, '00001.age'), join(copy, '00002.age'))
          cpSync(join(full, '00002.age'), join(copy, '00001.age'))
        }),
      }),
    /00001\.age: it is not the piece that the manifest names/,
  ],
  [
    'pieces that were swapped, with a manifest that says so',
    async () => {
      const from = await rewriteManifest(({ pieces: [first, second, ...others], ...manifest }) => ({
        ...manifest,
        pieces: [
          ...(second ? [{ ...second, name: '00001.age' }] : []),
          ...(first ? [{ ...first, name: '00002.age' }] : []),
          ...others,
        ],
      }))
      cpSync(join(full, '00001.age'), join(from, '00002.age'))
      cpSync(join(full, '00002.age'), join(from, '00001.age'))
      return restore({ from })
    },
    /00001\.age: it belongs elsewhere/,
  ],
  [
    'a manifest that was changed',
    () =>
      restore({
        from: copyChanged((copy) => {
          const bytes = readFileSync(join(copy, MANIFEST_FILE))
          bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1
          writeFileSync(join(copy, MANIFEST_FILE), bytes)
        }),
      }),
    /manifest\.age: it is damaged or cut off/,
  ],
  [
    'a manifest with other counts',
    async () =>
      restore({
        from: await rewriteManifest((manifest) => ({
          ...manifest,
          counts: { ...manifest.counts, files: 6 },
        })),
      }),
    /do not hold what the manifest counts: files/,
  ],
  [
    'a manifest with another record',
    async () =>
      restore({
        from: await rewriteManifest((manifest) => ({
          ...manifest,
          record: { ...manifest.record, digest: '0'.repeat(64) },
        })),
      }),
    /record in the pieces is not the one that the manifest states/,
  ],
  [
    'a newer schema',
    async () =>
      restore({ from: await rewriteManifest((manifest) => ({ ...manifest, schema: '9999_later.sql' })) }),
    /after the migration 9999_later\.sql, which this version of the project does not have/,
  ],
  ['an audit export in place of a backup', () => restore({ from: audit }), /This is an audit export/],
  [
    'an audit export that is older',
    async () => restore({ from: await backUp('full') }),
    /audit export is older than the backup/,
  ],
  [
    'an audit export of another database',
    async () =>
      restore({ from: await rewriteManifest((manifest) => ({ ...manifest, database: 'evenhand-preview' })) }),
    /The audit export is of evenhand, and the backup of evenhand-preview/,
  ],
  [
    'an anchor that is nobody’s',
    () => restore({ anchorLine: 'evenhand-record' }),
    /Nobody of the practice signed the line/,
  ],
  [
    'an anchor of another record',
    async () =>
      restore({
        anchorLine: await formatAnchorLine(signer, {
          until: START,
          files: 7,
          events: 14,
          digest: 'a'.repeat(64),
        }),
      }),
    /not the one of that line/,
  ],
  [
    'another name to replace',
    () => restore({ replacing: 'evenhand' }),
    /The database is called evenhand-new, not evenhand/,
  ],
]

it.each(refusals)('refuses %s, and changes nothing', async (_, run, why) => {
  await expect(run()).rejects.toThrow(why)
  expect(
    await count(target, "sqlite_master where name not like '\\_cf%' escape '\\' and name not like 'sqlite%'"),
  ).toBe(0)
})

it('refuses a database with rows, unless it is named', async () => {
  await restore()
  await target?.write([{ sql: "update files set reference = 'MINE' where id = 'file-1'" }])
  await expect(restore()).rejects.toThrow(/evenhand-new has rows .*--replacing evenhand-new/)
  expect(await count(target, "files where reference = 'MINE'")).toBe(1)
  const said: string[] = []
  await restore({ replacing: 'evenhand-new', report: (line) => said.push(line) })
  expect(said).toContainEqual(expect.stringContaining('bookmark-of-now'))
  expect(await count(target, "files where reference = 'MINE'")).toBe(0)
})

it('refuses to call it done while somebody else writes there', async () => {
  const writing: RemoteDatabase = {
    ...(target as RemoteDatabase),
    write: async (statements) => {
      await target?.write(statements)
      if (statements.at(-1)?.params?.[1] === '2')
        await target?.write([{ sql: "insert into code_attempts values ('x', 1, 1)" }])
    },
  }
  await expect(restore({ db: writing })).rejects.toThrow(/code_attempts has 1 rows instead of 0/)
})

it('refuses a file whose record was altered, unless it is taken as it is', async () => {
  await source?.write([
    { sql: 'drop trigger audit_events_refuse_update' },
    { sql: "update audit_events set actor = 'nobody' where file_id = 'file-2' and sequence = 1" },
  ])
  const [altered, newest] = [await backUp('full'), await backUp('audit')]
  await expect(restore({ from: altered, with: newest })).rejects.toThrow(
    /record of 1 files is broken: file-2/,
  )
  expect(await restore({ from: altered, with: newest, takesBrokenChains: true })).toMatchObject({ holds: 7 })
})

it('begins again when a file was merged while the rows were read, and gives up when that goes on', async () => {
  let reads = 0
  const merging = (times: number): RemoteDatabase => ({
    ...(source as RemoteDatabase),
    read: async (statements) => {
      const found = (await source?.read(statements)) ?? []
      if (!statements[1]?.sql.includes('files_merged')) return found
      const isAfter = ++reads % 2 === 0
      return isAfter && reads <= 2 * times ? [found[0] ?? [], [{ merges: 1 }], found[2] ?? []] : found
    },
  })
  const order = {
    kind: 'full',
    recipients: [recipient],
    folder: join(folder, 'merging'),
    readNow: () => clock,
  } as const
  await expect(writeBackup({ ...order, db: merging(1) })).resolves.toMatchObject({
    manifest: { kind: 'full' },
  })
  reads = 0
  clock += 1000
  await expect(writeBackup({ ...order, db: merging(9) })).rejects.toThrow(/Rows moved while they were read/)
})

it('prints a hash of the manifest by which a backup can be told from one that somebody else made', async () => {
  const { manifestHash } = await openBackup(full, readKeys(keyFile))
  expect(manifestHash).toBe(hashBytes(readFileSync(join(full, MANIFEST_FILE))))
})
