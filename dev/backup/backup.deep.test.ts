import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { getSectionFields } from '../../forms/example.ts'
import { createAuditSigner } from '../../worker/privacy/audit-signer.ts'
import { keyPurposes, keyRingSchema } from '../../worker/privacy/key-ring.ts'
import { unseal } from '../../worker/privacy/seal.ts'
import { authoriseCall } from '../authorise-call.ts'
import {
  CLOUDFLARE_TOKEN,
  createReadyServices,
  DATABASE_ID,
  startOutsideServices,
} from '../deploy/outside-services.fixture.ts'
import { copyAsOwnPractice } from '../deploy/own-practice.fixture.ts'
import { writeDerivedWranglerConfig } from '../derive-config.ts'
import { openDeskAsLead, openYourFile } from '../desk-actions.ts'
import { addNewKeys } from '../new-keys.ts'
import { type FetchVisitor, postForm, requireRedirect, sendExampleForm } from '../send-example-form.ts'
import { findFreePort, type Portal, startPortal } from '../start-portal.ts'
import { readKeys } from './age-files.ts'
import { groupChains, listBrokenChains } from './audit-chains.ts'
import { openLocalEngine } from './local-engine.fixture.ts'
import { openBackup } from './read-backup.ts'
import { type Row, storedTables } from './stored-tables.ts'

const root = join(import.meta.dirname, '../..')
const stateFolder = join(root, '.wrangler', 'backup')
const secretsFile = join(stateFolder, 'secrets')
const ringFile = join(stateFolder, 'ring.json')
const backups = join(stateFolder, 'backups')
const keyFile = join(stateFolder, 'key.txt')
const config = writeDerivedWranglerConfig('backup', {
  ...{ main: 'tests/browser/portal-worker.ts', workerFirst: [], limit: 1_000_000 },
})
const folder = copyAsOwnPractice()
const services = createReadyServices()
const ring = addNewKeys({}, keyPurposes)
const keys = keyRingSchema.parse(JSON.stringify(ring))

let outside: Awaited<ReturnType<typeof startOutsideServices>>
let portal: Portal
let engine: Awaited<ReturnType<typeof openLocalEngine>>
let recipients = ''

/** Runs a command of package.json as the practice would, and gives how it ended and what it said. */
async function runCommand(name: 'backup' | 'restore', args: readonly string[], killAfter?: string) {
  const child = spawn(process.execPath, [`dev/backup/${name}.ts`, ...args], {
    cwd: folder,
    env: {
      ...process.env,
      CLOUDFLARE_API_BASE_URL: outside.origin,
      CLOUDFLARE_API_TOKEN: CLOUDFLARE_TOKEN,
      EVENHAND_BACKUP_RECIPIENTS: recipients,
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += data
      if (killAfter !== undefined && said.includes(killAfter)) child.kill('SIGKILL')
    })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  return { code, said }
}

const backUp = async (...args: string[]): Promise<string> => {
  const { code, said } = await runCommand('backup', ['--env', 'production', '--to', backups, ...args])
  expect(said).toMatch(/^Wrote .*/)
  expect(code).toBe(0)
  return /^Wrote (\S+):/.exec(said)?.[1] ?? ''
}
const restoreArgs = (from: string, ...args: string[]) => [
  ...['--into', 'production', '--from', from, '--key', keyFile, '--ring', ringFile],
  ...args,
]

const query = async (sql: string): Promise<Row[]> => {
  const db = engine.getDatabase('DB')
  return (await db.prepare(sql).bind().all()).results as Row[]
}

async function readDatabase(): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {}
  for (const { name } of storedTables) found[name] = await query(`select * from ${name} order by rowid`)
  return found
}

async function destroyEverything(): Promise<void> {
  const db = engine.getDatabase('DB')
  const tables = await query(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%'",
  )
  const drops = tables.map(({ name }) => `drop table "${name}"`)
  await db.batch(['pragma defer_foreign_keys = on', ...drops].map((sql) => db.prepare(sql)) as never[])
}

async function readEmail(parent: Row | undefined): Promise<unknown> {
  const context = `parents.sealed_contact_rules:${parent?.id}` as const
  const rules = await unseal(keys, 'answers', context, String(parent?.sealed_contact_rules))
  return (rules as { email?: string }).email
}

interface Family {
  readonly file: FetchVisitor
  readonly reference: string
}

let connections = 0
async function sendFamily(example: keyof typeof intakeExamples): Promise<Family> {
  const headers = { 'CF-Connecting-IP': `2001:db8:${++connections}::1` }
  return openYourFile(
    await sendExampleForm(portal.origin, intakeForm, intakeExamples[example].fields, 'en', headers),
  )
}

async function beginDraft(): Promise<FetchVisitor> {
  const headers = { 'CF-Connecting-IP': `2001:db8:${++connections}::1` }
  const writing: FetchVisitor = { origin: portal.origin, cookie: '', headers }
  const fields = getSectionFields(intakeForm.sections[0], intakeExamples.byOneParent.fields)
  await requireRedirect('/intake/start/', await postForm(writing, '/intake/start/', fields))
  return writing
}

const findFile = (rows: Record<string, Row[]>, { reference }: Family) =>
  rows.files?.find((row) => row.reference === reference)
const findParent = (rows: Record<string, Row[]>, family: Family) =>
  rows.parents?.find(({ file_id, side }) => file_id === findFile(rows, family)?.id && side === 'initiating')

/** The families of the drill, and what each does after the backup. */
let withdraws: Family
let stopsCall: Family
let ordered: Family
let full: string
let audit: string
let before: Record<string, Row[]>
let last: Record<string, Row[]>

beforeAll(async () => {
  rmSync(stateFolder, { recursive: true, force: true })
  mkdirSync(stateFolder, { recursive: true })
  writeFileSync(ringFile, JSON.stringify(ring))
  writeFileSync(
    secretsFile,
    `ACCESS_AUD=audience\nRESEND_API_KEY=re_backup\nKEY_RING='${JSON.stringify(ring)}'\n`,
  )
  portal = await startPortal({
    ...{ port: await findFreePort(), servicesPort: 0, stateFolder, config, secretsFile },
  })
  engine = await openLocalEngine(stateFolder, { DB: '00000000-0000-0000-0000-000000000000' })
  services.engines = { [DATABASE_ID]: engine.getDatabase('DB') }
  outside = await startOutsideServices(services)

  const { said } = await runCommand('backup', ['--new-key', keyFile])
  recipients = said.trim().split('\n').at(-1) ?? ''

  withdraws = await sendFamily('byConsent')
  stopsCall = await sendFamily('byOneParent')
  ordered = await sendFamily('byCourtOrder')
  await authoriseCall(stopsCall.file)
  await beginDraft()
  const erased = await beginDraft()
  const desk = await openDeskAsLead(portal, withdraws.reference)
  before = await readDatabase()
  full = await backUp()

  // What must not come undone.
  await desk?.('/mail-stop', { side: 'initiating' })
  await requireRedirect('/file/withdraw/', await postForm(withdraws.file, '/file/withdraw/', {}))
  await requireRedirect('/file/stop/', await postForm(stopsCall.file, '/file/stop/', {}))
  await requireRedirect('/intake/delete/', await postForm(erased, '/intake/delete/', {}))
  await sendFamily('byOneParent')
  last = await readDatabase()
  audit = await backUp('--audit')
  expect([before.files?.length, last.files?.length]).toEqual([3, 4])
  expect([before.drafts?.length, last.drafts?.length]).toEqual([2, 1])
  expect(findParent(last, withdraws)?.status).toBe('closed')
  expect(last.authorisations?.[0]?.withdrawn_at).not.toBeNull()
})
afterAll(async () => {
  await portal?.close()
  await engine?.dispose()
  outside?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  it('leaves nothing readable in its folder, and the audit export less than the whole', () => {
    const sizes = new Map([full, audit].map((path) => [path, 0]))
    for (const path of sizes.keys())
      for (const name of readdirSync(path)) {
        const text = readFileSync(join(path, name), 'latin1')
        expect(text.startsWith('age-encryption.org/v1\n')).toBe(true)
        for (const { reference } of before.files ?? []) expect(text).not.toContain(reference)
        sizes.set(path, (sizes.get(path) ?? 0) + text.length)
      }
    expect(sizes.get(audit)).toBeLessThan(sizes.get(full) ?? 0)
  })

  it('has every row of the database, as it is', async () => {
    const { readPieces, manifest } = await openBackup(full, readKeys(keyFile))
    const found: Record<string, Row[]> = {}
    for await (const { rows } of readPieces())
      for (const [name, list] of Object.entries(rows)) found[name] = [...(found[name] ?? []), ...list]
    for (const { name, columns } of storedTables) {
      expect(manifest.counts[name] ?? 0, name).toBe(before[name]?.length)
      const format = (rows: readonly Row[] = []) =>
        rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).toSorted()
      // A message may have left since it was looked at.
      if (name !== 'outbox') expect(format(found[name]), name).toEqual(format(before[name]))
    }
  })

  it('is refused without a key to encrypt to, and with one that opens', async () => {
    const args = ['--env', 'production', '--to', backups]
    const rightRecipients = recipients
    recipients = ''
    expect(await runCommand('backup', args)).toMatchObject({
      code: 1,
      said: expect.stringContaining('EVENHAND_BACKUP_RECIPIENTS'),
    })
    recipients = readKeys(keyFile)[0] ?? ''
    const { code, said } = await runCommand('backup', args)
    expect([code, said]).toEqual([1, expect.stringContaining('Name its public key')])
    expect(said).not.toContain('AGE-SECRET-KEY-1')
    recipients = rightRecipients
  })
})

describe('a restore of what was destroyed', () => {
  let restored: Record<string, Row[]>
  let said: string

  beforeAll(async () => {
    await portal.kill()
    await destroyEverything()
    const args = restoreArgs(full)
    const killed = await runCommand('restore', args, 'Piece')
    expect(killed.code).toBeNull()
    const finished = await runCommand('restore', args)
    said = finished.said
    expect(said).toContain('Carries on the restore that was begun.')
    expect(finished.code).toBe(0)
    restored = await readDatabase()
  })

  it('has every file, parent and form of the backup, and the record until the audit export', async () => {
    for (const name of [
      'files',
      'submissions',
      'form_versions',
      'match_tokens',
      'search_tokens',
      'ring_keys',
    ])
      expect(restored[name]?.length, name).toBe(before[name]?.length)
    const chains = groupChains(restored.audit_events ?? [])
    expect(await listBrokenChains(createAuditSigner(keys), chains)).toEqual([])
    for (const [fileId, chain] of groupChains(last.audit_events ?? []))
      if (chains.has(fileId)) expect(chains.get(fileId)?.slice(0, chain.length)).toEqual(chain)
    expect([...chains.keys()].toSorted()).toEqual((before.files ?? []).map(({ id }) => id).toSorted())
  })

  it('keeps what a parent withdrew, and what they took back', async () => {
    const { status, application_withdrawn_at } = findParent(last, withdraws) ?? {}
    expect(findParent(restored, withdraws)).toMatchObject({ status, application_withdrawn_at })
    expect(findFile(restored, withdraws)?.stage).toBe('closed')
    expect(restored.authorisations?.map(({ withdrawn_at }) => withdrawn_at)).toEqual(
      last.authorisations?.map(({ withdrawn_at }) => withdrawn_at),
    )
  })

  it('keeps an address away that is not safe any more', async () => {
    expect(await readEmail(findParent(before, withdraws))).toBeDefined()
    expect(await readEmail(findParent(restored, withdraws))).toBeUndefined()
  })

  it('keeps a form deleted that its parent deleted, and the other one', () => {
    expect(restored.drafts).toEqual(last.drafts)
  })

  it('lets no message of the past leave', () => {
    expect(restored.outbox?.filter(({ outcome }) => outcome === 'queued')).toEqual([])
  })

  it('holds contact in every open file, and says what has to be done again', () => {
    const held = (restored.contact_holds ?? []).filter(
      ({ placed_reason }) => placed_reason === 'restored-from-backup',
    )
    const parents = [stopsCall, ordered].map((family) => findParent(restored, family)?.id)
    expect(held.map(({ parent_id }) => parent_id).toSorted()).toEqual(parents.toSorted())
    const later = last.files?.find(({ id }) => !before.files?.some((row) => row.id === id))
    expect(said).toContain(`only their record is known: ${later?.reference}`)
  })

  it('serves a portal that goes on from there: a coordinator lifts the hold, on the record', async () => {
    await portal.restart()
    const lead = await openDeskAsLead(portal, ordered.reference)
    const readState = async () =>
      ((await lead?.('/header')) as { contactHoldState: string | null } | undefined)?.contactHoldState
    expect(await readState()).toBe('on-hold')
    const holds = await lead?.('/contact-holds')
    const { contactHolds } = holds as { contactHolds: { reportedAt: number; placedReason: string }[] }
    expect(contactHolds.map(({ placedReason }) => placedReason)).toContain('restored-from-backup')
    await lead?.('/order-reading', {
      ...{ finding: 'nothing-forbids', isConfirmed: true },
      reportedUntil: Math.max(...contactHolds.map(({ reportedAt }) => reportedAt)),
      read: { document: 'court-record', court: 'Toronto', date: '2026-11-30', expiresOn: null },
    })
    // The other family has a number in common with this one, and its hold stands.
    expect(await readState()).toBe('related-on-hold')
    const chains = groupChains(await query('select * from audit_events'))
    expect(await listBrokenChains(createAuditSigner(keys), chains)).toEqual([])
  })
})
