import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretNames } from '../worker/environment.ts'
import { createAuditSigner } from '../worker/privacy/audit-signer.ts'
import { keyRingSchema } from '../worker/privacy/key-ring.ts'
import { groupChains, listBrokenChains } from './backup/audit-chains.ts'
import { openLocalEngine } from './backup/local-engine.fixture.ts'
import { type Row, storedTables } from './backup/stored-tables.ts'
import { startLocalPlatform } from './deploy/local-platform.fixture.ts'
import {
  AUDIENCE,
  CLOUDFLARE_TOKEN,
  createReadyServices,
  DATABASE_ID,
  HOST,
  RESEND_KEY,
  startOutsideServices,
} from './deploy/outside-services.fixture.ts'
import { copyProject, enterOwnDeployment } from './deploy/own-practice.fixture.ts'
import type { RequestDeskApi } from './desk-actions.ts'
import answersOfJuniperHill from './practice-new/juniper-hill.fixture.json' with { type: 'json' }
import { type FetchVisitor, postForm } from './send-example-form.ts'
import { findFreePort, type Portal } from './start-portal.ts'

// A practice from an empty folder until its last family is erased, by the commands and pages that its people use. Each test is
// the next step of the same practice.
const folder = copyProject()
const inFolder = (name: string) => join(folder, name)
const stateFolder = inFolder('state')
const keyFile = inFolder('key.txt')
const backups = inFolder('backups')
const services = createReadyServices()

let portal: Portal
let platform: Awaited<ReturnType<typeof startLocalPlatform>>
let outside: Awaited<ReturnType<typeof startOutsideServices>>
let engine: Awaited<ReturnType<typeof openLocalEngine>>
let recipients = ''

/** A module of the practice's copy of the project, which has the practice's own settings. */
const importOwn = <Module>(path: string): Promise<Module> => import(pathToFileURL(inFolder(path)).href)

/** Runs a command of package.json in the practice's folder, and gives how it ended and what it said. */
async function runCommand(name: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const [, script = ''] = scripts[name]?.split(' ') ?? []
  const child = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    env: {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      CLOUDFLARE_API_BASE_URL: outside.origin,
      CLOUDFLARE_API_TOKEN: CLOUDFLARE_TOKEN,
      RESEND_BASE_URL: outside.origin,
      RESEND_FULL_ACCESS_KEY: RESEND_KEY,
      EVENHAND_BACKUP_RECIPIENTS: recipients,
      NODE_OPTIONS: `--import ${platform.reachEdge}`,
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data))
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { code, said }
}

async function expectDone(name: string, ...args: string[]): Promise<string> {
  const { code, said } = await runCommand(name, ...args)
  expect(code, said).toBe(0)
  return said
}

const deploy = (...args: string[]) => runCommand('deploy', '--env', 'production', ...args)

const backUp = async (...args: string[]): Promise<string> => {
  const said = await expectDone('backup', '--env', 'production', '--to', backups, ...args)
  return /^Wrote (\S+):/m.exec(said)?.[1] ?? ''
}
const restore = (from: string) =>
  expectDone(
    'restore',
    ...['--into', 'production', '--from', from, '--key', keyFile, '--ring', 'ring.json'],
    ...['--replacing', 'evenhand'],
  )

const query = async (sql: string): Promise<Row[]> =>
  (await engine.getDatabase('DB').prepare(sql).bind().all()).results as Row[]

/** What stands in any column of any row: that something is in none proves that it was erased. */
const readEveryRow = async (): Promise<string> =>
  JSON.stringify(await Promise.all(storedTables.map(({ name }) => query(`select * from ${name}`))))

const expectUnbrokenRecord = async () => {
  const keys = keyRingSchema.parse(readFileSync(inFolder('ring.json'), 'utf8'))
  const chains = groupChains(await query('select * from audit_events'))
  expect(chains.size).toBeGreaterThan(0)
  expect(await listBrokenChains(createAuditSigner(keys), chains)).toEqual([])
}

interface Family {
  file: FetchVisitor
  readonly reference: string
}

const families = { first: undefined as unknown as Family, second: undefined as unknown as Family }
let connections = 0

/** Sends the intake of a family in the province where the practice works, and opens “Your file” with the code it got. */
async function sendFamily(): Promise<Family> {
  const { sendExampleForm } =
    await importOwn<typeof import('./send-example-form.ts')>('dev/send-example-form.ts')
  const { openYourFile } = await importOwn<typeof import('./desk-actions.ts')>('dev/desk-actions.ts')
  const { intakeExamples } = await importOwn<typeof import('../content/forms/intake/examples.ts')>(
    'content/forms/intake/examples.ts',
  )
  const { intakeForm } = await importOwn<typeof import('../content/forms/intake/index.ts')>(
    'content/forms/intake/index.ts',
  )
  const fields = {
    ...intakeExamples.byOneParent.fields,
    ...{ province: ['BC'], timeZone: ['America/Vancouver'], phone: [`604-555-01${40 + ++connections}`] },
  }
  const headers = { 'CF-Connecting-IP': `2001:db8:${connections}::1` }
  return openYourFile(await sendExampleForm(portal.origin, intakeForm, fields, 'en', headers))
}

const openDesk = async (reference: string): Promise<RequestDeskApi> => {
  const { openDeskAsLead } = await importOwn<typeof import('./desk-actions.ts')>('dev/desk-actions.ts')
  const desk = await openDeskAsLead(portal, reference)
  if (!desk) throw new Error(`Nobody leads ${reference}`)
  return desk
}

/** Asks the desk’s API as the practice's privacy officer. */
async function askAsOfficer(path: string, json: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${portal.origin}/desk/api${path}`, {
    method: 'POST',
    body: JSON.stringify(json),
    headers: {
      Cookie: `CF_Authorization=${await portal.services.issueToken('elise@juniper-hill.ca')}`,
      Origin: portal.origin,
      'Content-Type': 'application/json',
    },
  })
  const text = await answer.text()
  return { status: answer.status, body: text && JSON.parse(text) }
}

/** What “Your file” shows, or what stands in its place once the code opens nothing. */
const readFile = async ({ file }: Family): Promise<string> =>
  (await fetch(`${file.origin}/file/`, { headers: { ...file.headers, Cookie: file.cookie } })).text()

async function closeFile({ reference }: Family): Promise<void> {
  const desk = await openDesk(reference)
  const { lastEvent } = (await desk('/header')) as { lastEvent: number }
  await desk('/closure', { seen: lastEvent, reason: 'finished' })
}

beforeAll(async () => {
  mkdirSync(stateFolder)
  engine = await openLocalEngine(stateFolder, { DB: DATABASE_ID })
  services.engines = { [DATABASE_ID]: engine.getDatabase('DB') }
  outside = await startOutsideServices(services)
  platform = await startLocalPlatform(folder, HOST, {
    ...{
      stateFolder,
      secretsFile: inFolder('secrets'),
      teamDomain: 'https://juniper-hill.cloudflareaccess.com',
    },
    deploy: async () => {
      await portal?.close()
      const { startPortal } = await importOwn<typeof import('./start-portal.ts')>('dev/start-portal.ts')
      portal = await startPortal({
        ...{ port: await findFreePort(), servicesPort: 0, stateFolder, deployment: 'production' },
        secretsFile: inFolder('secrets'),
      })
      return portal.origin
    },
  })
})
afterAll(async () => {
  await portal?.close()
  platform?.close()
  outside?.close()
  await engine?.dispose()
  rmSync(folder, { recursive: true, force: true })
})

describe('a practice, from an empty folder until it is erased', () => {
  let full: string

  it('writes its settings, and deploys nothing before everything is entered', async () => {
    writeFileSync(inFolder('given.json'), JSON.stringify(answersOfJuniperHill))
    await expectDone('practice:new', '--answers', 'given.json')
    writeFileSync(inFolder('secrets'), '')
    // What npm start makes of a laptop.
    writeFileSync(inFolder('.dev.vars'), "KEY_RING='{}'\n")
    await expectDone('keys:new')
    const { code, said } = await deploy('--ring', 'ring.json')
    expect(code).toBe(1)
    for (const missing of [
      ...['account_id', 'database_id', 'PORTAL_ORIGIN', 'KEY_RING: it is not set'],
      ...['retentionSources'],
    ])
      expect(said).toContain(missing)
    expect(portal).toBeUndefined()
  })

  it('is deployed once they are', async () => {
    enterOwnDeployment(folder)
    // Somebody compared the terms with the law of British Columbia and Alberta.
    const settings = inFolder('content/practice.ts')
    writeFileSync(
      settings,
      readFileSync(settings, 'utf8').replaceAll("checkedOn: '2026-11-01'", "checkedOn: '2026-11-30'"),
    )
    await expectDone('keys:new', '--ring', 'ring.json')
    const secrets: Record<string, string> = {
      RESEND_API_KEY: 're_rehearsal',
      RESEND_WEBHOOK_SECRET: `whsec_${btoa('rehearsal')}`,
      KEY_RING: `'${readFileSync(inFolder('ring.json'), 'utf8').trim()}'`,
    }
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining([...secretNames]))
    writeFileSync(
      inFolder('secrets'),
      Object.entries({ ACCESS_AUD: AUDIENCE, ...secrets })
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    const { code, said } = await deploy('--ring', 'ring.json')
    expect(said).toContain(`https://${HOST} answers as it should`)
    expect(code).toBe(0)
  })

  it('takes in two families, tells who leads them, and may call for one of them', async () => {
    const { authoriseCall } = await importOwn<typeof import('./authorise-call.ts')>('dev/authorise-call.ts')
    const { screenInitiatingParent, recordCall } =
      await importOwn<typeof import('./desk-actions.ts')>('dev/desk-actions.ts')
    families.first = await sendFamily()
    families.second = await sendFamily()
    await authoriseCall(families.first.file)
    const desk = await openDesk(families.first.reference)
    await screenInitiatingParent(desk)
    await recordCall(desk, 'no-answer', 'call-again')
    await portal.runScheduled()
    const mail = (await (await fetch(`${portal.services.origin}/emails`)).json()) as { to: string[] }[]
    expect(mail.flatMap(({ to }) => to)).toContain('noor@juniper-hill.ca')
    await expectUnbrokenRecord()
  })

  it('is backed up, and the next version is deployed beside what it stored', async () => {
    recipients = (await expectDone('backup', '--new-key', keyFile)).trim().split('\n').at(-1) ?? ''
    full = await backUp()
    const { code, said } = await deploy()
    expect(said).toContain('Deploying production')
    expect([code, said]).toEqual([0, expect.stringContaining('answers as it should')])
    for (const family of Object.values(families)) family.file = { ...family.file, origin: portal.origin }
    expect((await readFile(families.first)).includes(families.first.reference)).toBe(true)
    const { reference, file } = families.second
    expect((await postForm(file, '/file/withdraw/', {})).status).toBe(303)
    expect(await query(`select stage from files where reference = '${reference}'`)).toEqual([
      { stage: 'closed' },
    ])
    await backUp('--audit')
  })

  it('says that it saved nothing while its database is broken, and takes no deployment', async () => {
    await query('drop table ring_keys')
    await query('drop table drafts')
    const writing: FetchVisitor = {
      origin: portal.origin,
      cookie: '',
      headers: { 'CF-Connecting-IP': '2001:db8:99::1' },
    }
    const { status } = await postForm(writing, '/intake/start/', { device: ['own'], route: ['one-parent'] })
    expect(status).toBeGreaterThanOrEqual(500)
    const { code, said } = await deploy()
    expect([code, said]).toEqual([1, expect.stringContaining('Nothing was deployed')])
  })

  it('is restored: both files, the call that may be made no more, and what was withdrawn since', async () => {
    expect(await restore(full)).toContain('on hold until somebody confirms')
    await portal.kill()
    await portal.restart()
    expect((await fetch(`${portal.origin}/healthz`)).status).toBe(200)
    const desk = await openDesk(families.first.reference)
    expect(await desk('/header')).toMatchObject({ contactHoldState: 'on-hold' })
    expect(await query(`select stage from files where reference = '${families.second.reference}'`)).toEqual([
      { stage: 'closed' },
    ])
    expect((await readFile(families.first)).includes(families.first.reference)).toBe(true)
    await expectUnbrokenRecord()
  })

  it('erases both families, so that no backup of before brings them back', async () => {
    await closeFile(families.first)
    for (const { reference } of Object.values(families))
      expect(
        await askAsOfficer(`/files/${reference}/erasure`, { side: null, reason: 'request' }),
      ).toMatchObject({ status: 204 })
    // The leads are told of it meanwhile, and two can’t have the file of the database open.
    await portal.kill()
    await portal.restart()
    const expectErased = async () => {
      for (const { name } of storedTables.filter(({ name: table }) => ERASED.includes(table)))
        expect(await query(`select * from ${name}`), name).toEqual([])
      for (const family of Object.values(families))
        expect((await readFile(family)).includes(family.reference)).toBe(false)
      await expectUnbrokenRecord()
    }
    await expectErased()
    await backUp('--audit')
    await restore(full)
    await portal.kill()
    await portal.restart()
    await expectErased()
    const sealed = (await readEveryRow()).match(/"sealed_\w+":"[^"]+"/g)
    expect(sealed?.filter((value) => !value.startsWith('"sealed_sentinel')) ?? []).toEqual([])
    expect(readdirSync(backups).length).toBe(3)
  })
})

/** Where everything is a family's. */
const ERASED = [
  'submissions',
  'authorisations',
  'call_attempts',
  'screenings',
  'notes',
  'search_tokens',
  'drafts',
]
