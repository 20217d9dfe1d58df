import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { secretNames } from '../../worker/environment.ts'
import { checkKeysAndRecordNew } from '../../worker/privacy/check-keys.ts'
import { keyPurposes, keyRingSchema } from '../../worker/privacy/key-ring.ts'
import { addNewKeys } from '../new-keys.ts'
import type { RingFile } from '../ring-file.ts'
import { SMOKE_PAUSE_MS } from './find-smoke-faults.ts'
import {
  CLOUDFLARE_TOKEN,
  createReadyServices,
  HOST,
  RESEND_KEY,
  startOutsideServices,
} from './outside-services.fixture.ts'
import { copyAsOwnPractice } from './own-practice.fixture.ts'

const folder = copyAsOwnPractice()
const commandLog = join(folder, 'commands')
const state = createReadyServices()
let services: Awaited<ReturnType<typeof startOutsideServices>>

/** What the deployed portal answers, as Access, the assets and the worker would. */
const portalAnswers: Record<string, { status: number; headers?: Record<string, string> }> = {}
/** How often it was asked for each page, and how often it first answers as no version would. */
const asked: Record<string, number> = {}
let refusesFirst = 0
const portal = createServer(({ url = '' }, response) => {
  const times = (asked[url] ?? 0) + 1
  asked[url] = times
  const { status, headers } = (times > refusesFirst && portalAnswers[url]) || { status: 404 }
  response.writeHead(status, headers).end()
})

/** Stands in for wrangler: writes down what it is told and answers from a file. */
const standIn = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = process.getBuiltinModule('node:fs')
const args = process.argv.slice(2).join(' ')
appendFileSync(${JSON.stringify(commandLog)}, args + '\\n')
const answers = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'answers.json'))}, 'utf8'))
if (answers.isBroken && args.startsWith('d1')) process.exit(1)
const print = (value) => console.log(JSON.stringify(value))
if (args.startsWith('secret list')) print(answers.secrets.map((name) => ({ name })))
else if (args.includes('sqlite_master')) print([{ results: answers.rows ? [{ name: 'ring_keys' }] : [] }])
else if (args.includes('from ring_keys')) print([{ results: answers.rows }])
else if (args.includes('from files')) print([{ results: (answers.files ?? []).filter((file) => !args.includes("'" + file.leadCoordinatorId + "'")) }])
else if (args.startsWith('d1 migrations list')) console.log((answers.pending ?? []).join('\\n'))
else if (args.startsWith('d1 time-travel info')) print({ bookmark: 'bookmark-of-before' })
else if (args.startsWith('versions list')) print(answers.versions ?? [])
else if (args.startsWith('deployments status')) print({ versions: [{ version_id: 'version-of-before' }] })
else if (answers.failing && args.startsWith(answers.failing)) { console.error('The platform refused'); process.exit(1) }
else if (/^(d1 migrations apply|deploy)/.test(args)) console.log('done')
else process.exit(7)
`

interface StoredRow {
  readonly kid: string
  readonly purpose: string
  readonly sealedSentinel: string
  readonly createdAt: number
  readonly rowsLeft: number | null
}

const ring = addNewKeys({}, keyPurposes)
let rows: StoredRow[] = []

/** Gives the rows that the portal stores when it first meets a ring. */
async function buildRows(of: RingFile): Promise<StoredRow[]> {
  const stored: StoredRow[] = []
  const db = {
    select: () => ({ from: async () => [] }),
    insert: () => ({
      values: (values: Omit<StoredRow, 'rowsLeft'>[]) => {
        stored.push(...values.map((row) => ({ ...row, rowsLeft: null })))
        return { onConflictDoNothing: async () => undefined }
      },
    }),
  }
  await checkKeysAndRecordNew({ db: db as never, keys: keyRingSchema.parse(JSON.stringify(of)) }, 1)
  return stored
}

interface Answers {
  readonly secrets?: readonly string[]
  readonly rows?: readonly StoredRow[]
  readonly files?: readonly { reference: string; stage: string; leadCoordinatorId: string }[]
  readonly pending?: readonly string[]
  readonly isBroken?: true
  readonly versions?: readonly unknown[]
  /** The beginning of the command that the platform refuses. */
  readonly failing?: string
}

const setAnswers = (answers: Answers) =>
  writeFileSync(join(folder, 'answers.json'), JSON.stringify({ secrets: secretNames, ...answers }))

const safeHeaders = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
}
const signIn = {
  status: 302,
  headers: { Location: 'https://juniper-hill.cloudflareaccess.com/cdn-cgi/access/login' },
}
const wellAnswers = {
  '/healthz': { status: 200 },
  '/': { status: 200, headers: safeHeaders },
  '/intake/start/': { status: 200, headers: { ...safeHeaders, 'Cache-Control': 'no-store' } },
  '/desk/': signIn,
  '/fr/desk/': signIn,
}

const buildVersion = (id: string, createdOn: string, message?: string) => ({
  id,
  metadata: { created_on: createdOn },
  ...(message && { annotations: { 'workers/message': message } }),
})

const runDeploy = (...args: string[]) => runCommand('dev/deploy/index.ts', ...args)

/** Runs a command with the stand-in, and gives what it said and what it told wrangler to do. */
async function runCommand(...args: string[]) {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      CLOUDFLARE_API_BASE_URL: services.origin,
      CLOUDFLARE_API_TOKEN: CLOUDFLARE_TOKEN,
      RESEND_BASE_URL: services.origin,
      RESEND_FULL_ACCESS_KEY: RESEND_KEY,
      NODE_OPTIONS: `--import ${join(folder, 'reach-portal.mjs')}`,
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data))
  const code = await new Promise((resolve) => child.on('exit', resolve))
  const commands = readFileSync(commandLog, 'utf8').trim().split('\n')
  return {
    code,
    said,
    commands: commands.map((line) =>
      line
        .replace(/\S+evenhand-log-production\.json/, 'TAIL')
        .split(' ')
        .slice(0, 3)
        .join(' '),
    ),
  }
}

beforeAll(async () => {
  services = await startOutsideServices(state)
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve))
  const { port } = portal.address() as AddressInfo
  // Stands in for the domain's name and certificate, and for the pause between two looks.
  writeFileSync(
    join(folder, 'reach-portal.mjs'),
    `const reach = globalThis.fetch
globalThis.fetch = (url, options) => reach(String(url).replace('https://${HOST}', 'http://127.0.0.1:${port}'), options)
const wait = globalThis.setTimeout
globalThis.setTimeout = (run, ms, ...rest) => wait(run, ms === ${SMOKE_PAUSE_MS} ? 0 : ms, ...rest)
`,
  )
  writeFileSync(join(folder, 'wrangler'), standIn, { mode: 0o755 })
  writeFileSync(join(folder, 'ring.json'), JSON.stringify(ring))
  writeFileSync(join(folder, '.dev.vars'), `KEY_RING='${JSON.stringify(addNewKeys({}, keyPurposes))}'\n`)
  rows = await buildRows(ring)
})
beforeEach(() => {
  writeFileSync(commandLog, '')
  for (const url of Object.keys(asked)) delete asked[url]
  refusesFirst = 0
  Object.assign(state, createReadyServices())
  Object.assign(portalAnswers, wellAnswers)
  setAnswers({ rows })
})
afterAll(() => {
  portal.close()
  services.close()
  rmSync(folder, { recursive: true })
})

const ASKING = [
  'secret list --format',
  'd1 migrations list',
  'd1 execute DB',
  'd1 execute DB',
  'd1 execute DB',
]
const DEPLOYING = [
  'd1 time-travel info',
  'deployments status --json',
  'd1 migrations apply',
  'deploy --config TAIL',
  'deploy --message version-of-before',
]

describe('a deployment', () => {
  it('writes down how to go back, deploys, and proves that the portal answers', async () => {
    const { code, said, commands } = await runDeploy('--env', 'production')
    expect(said).toContain(`Account “Juniper Hill”, Workers Paid. Deploying production to https://${HOST}.`)
    expect(said).toContain('answers as it should')
    expect(code).toBe(0)
    expect(commands).toEqual([...ASKING, ...DEPLOYING])
    expect(readFileSync(commandLog, 'utf8')).toContain(
      'deploy --message version-of-before bookmark-of-before. --env production',
    )
    expect(asked['/healthz']).toBe(2)
  })

  it('asks again while a new version is not everywhere yet', async () => {
    refusesFirst = 3
    const { code, said } = await runDeploy('--env', 'production', '--ring', 'ring.json')
    expect(said).toContain('answers as it should')
    expect(code).toBe(0)
    expect(asked['/intake/start/']).toBe(4)
  })

  it('is found again on another computer, with the commands that go back', async () => {
    setAnswers({
      versions: [
        buildVersion('older', '2027-01-01T00:00:00Z', 'version-long-ago bookmark-long-ago.'),
        buildVersion('secret', '2027-01-03T00:00:00Z'),
        buildVersion('newest', '2027-01-02T00:00:00Z', 'version-of-before bookmark-of-before.'),
        // Its message was cut off.
        buildVersion('cut', '2027-01-04T00:00:00Z', 'version-of-before bookmark-of-bef'),
      ],
    })
    const { code, said, commands } = await runCommand('dev/deploy/rollback-point.ts', '--env', 'production')
    expect(code).toBe(0)
    expect(said).toContain('newest was deployed at 2027-01-02T00:00:00Z')
    expect(said).toContain('npx wrangler rollback version-of-before --env production')
    expect(said).toContain('--bookmark=bookmark-of-before --env production')
    expect(commands).toEqual(['versions list --json'])
  })

  it('says so when no version tells what ran before it', async () => {
    setAnswers({ versions: [buildVersion('secret', '2027-01-03T00:00:00Z')] })
    const { code, said } = await runCommand('dev/deploy/rollback-point.ts', '--env', 'production')
    expect([code, said]).toEqual([1, expect.stringContaining('docs/operations.md')])
  })

  it('says exactly how to go back when the portal does not answer as it should', async () => {
    Object.assign(portalAnswers, { '/desk/': { status: 200 }, '/intake/start/': { status: 200 } })
    const { code, said } = await runDeploy('--env', 'production')
    expect(code).toBe(1)
    expect(asked['/desk/']).toBe(7)
    for (const place of ['/desk/', '/intake/start/']) expect(said).toContain(`  - ${place} answers 200`)
    expect(said).toContain('npx wrangler rollback version-of-before --env production')
    expect(said).toContain('--bookmark=bookmark-of-before --env production')
  })

  it.each(['d1 migrations apply', 'deploy --message'])(
    'says the same when “%s” fails in the middle',
    async (failing) => {
      setAnswers({ rows, failing })
      const { code, said } = await runDeploy('--env', 'production')
      expect(code).toBe(1)
      expect(said).toContain('production was not deployed, or in part')
      expect(said).toContain('The platform refused')
      expect(said).toContain('npx wrangler rollback version-of-before --env production')
      expect(said).toContain('--bookmark=bookmark-of-before --env production')
    },
  )

  it('lists everything in the way at once, and deploys nothing', async () => {
    state.subscriptions = []
    state.domains = []
    setAnswers({ secrets: [], rows })
    const { code, said, commands } = await runDeploy('--env', 'production')
    expect(code).toBe(1)
    expect(said).toContain('Nothing was deployed')
    for (const fault of [
      'no paid Workers plan',
      'jh-office.ca',
      'RESEND_API_KEY: it is not set',
      'KEY_RING: it is not set',
    ])
      expect(said).toContain(fault)
    expect(commands).toEqual(ASKING.slice(0, 1))
  })

  it('says so when the database cannot be asked', async () => {
    setAnswers({ rows, isBroken: true })
    const { code, said } = await runDeploy('--env', 'production')
    expect([code, said]).toEqual([1, expect.stringContaining('  - D1: Command failed: wrangler d1')])
  })

  it('of the example is refused', async () => {
    const { code, said, commands } = await runDeploy('--env', 'preview')
    expect(code).toBe(1)
    expect(said).toContain('account_id')
    expect(commands).toEqual(ASKING.slice(0, 1))
  })

  it('is refused with a ring that is not there, or no ring', async () => {
    writeFileSync(join(folder, 'notes.json'), 'Buy milk')
    const notes = await runDeploy('--env', 'production', '--ring', 'notes.json')
    expect([notes.code, notes.said]).toEqual([1, 'notes.json holds no ring (docs/keys.md).\n'])
    expect(notes.commands).toEqual([''])
    // Also where no row needs any key yet.
    setAnswers({})
    const missing = await runDeploy('--env', 'production', '--ring', 'missing.json')
    expect(missing.code).toBe(1)
    expect(missing.said).toContain('  - --ring: there is no file missing.json')
    writeFileSync(join(folder, 'part.json'), JSON.stringify({ mail: ring.mail }))
    const part = await runDeploy('--env', 'production', '--ring', 'part.json')
    expect([part.code, part.said]).toEqual([1, expect.stringContaining('no whole ring')])
  })

  it('is refused while the portal lacks a key that rows need', async () => {
    portalAnswers['/healthz'] = { status: 503 }
    const { code, said, commands } = await runDeploy('--env', 'production')
    expect(code).toBe(1)
    expect(said).toContain('/healthz answers 503')
    expect(said).toContain('docs/keys.md')
    expect(commands).toEqual(ASKING)
  })

  it.each<[string, (whole: RingFile) => RingFile, string]>([
    [
      'lacks one',
      (whole) => ({
        ...whole,
        safety: addNewKeys({ safety: whole.safety ?? [] }, ['safety']).safety?.slice(0, 1) ?? [],
      }),
      'safety-1',
    ],
    [
      'has another one of the same name',
      (whole) => ({ ...whole, draft: addNewKeys({}, ['draft']).draft ?? [] }),
      'draft-1',
    ],
    ['is no whole ring', ({ audit: _, ...others }) => others, 'no whole ring'],
    [
      'has a laptop’s',
      (whole) => {
        const [, text = '{}'] = /KEY_RING='(.*)'/.exec(readFileSync(join(folder, '.dev.vars'), 'utf8')) ?? []
        return { ...whole, mail: (JSON.parse(text) as RingFile).mail ?? [] }
      },
      'a laptop’s: mail-1',
    ],
  ])('is refused with a ring that %s, whatever the portal says', async (_, change, kid) => {
    writeFileSync(join(folder, 'other.json'), JSON.stringify(change(ring)))
    const { code, said, commands } = await runDeploy('--env', 'production', '--ring', 'other.json')
    expect(code).toBe(1)
    expect(said).toContain(kid)
    expect(commands).toEqual(ASKING)
    for (const { k } of Object.values(ring).flat()) expect(said).not.toContain(k)
  })

  it('is refused while somebody who is gone from the settings leads an open file', async () => {
    const files = [
      { reference: 'K7Q4-9MX2', stage: 'open', leadCoordinatorId: 'gone' },
      { reference: 'K7Q4-9MX3', stage: 'closed', leadCoordinatorId: 'gone' },
    ]
    setAnswers({ rows, files })
    const { code, said } = await runDeploy('--env', 'production')
    expect(code).toBe(1)
    expect(said).toContain('K7Q4-9MX2')
    expect(said).not.toContain('K7Q4-9MX3')
  })

  it('goes ahead with somebody who has left but stays in the settings, and lists what to give to somebody', async () => {
    const path = join(folder, 'content/practice.ts')
    const settings = readFileSync(path, 'utf8')
    try {
      writeFileSync(path, settings.replace(/(id: 'alix-fontaine',)/, "$1 leftOn: '2026-01-31',"))
      setAnswers({
        rows,
        files: [{ reference: 'K7Q4-9MX2', stage: 'open', leadCoordinatorId: 'alix-fontaine' }],
      })
      const { code, said } = await runDeploy('--env', 'production')
      expect(said).toMatch(/Camille Verdier left on 2026-01-31 and leads K7Q4-9MX2/)
      expect(code).toBe(0)
      writeFileSync(path, settings.replace(/(id: 'alix-fontaine',)/, "$1 leftOn: '9999-01-31',"))
      const early = await runDeploy('--env', 'production')
      expect(early.code).toBe(1)
      expect(early.said).toContain('leftOn is 9999-01-31, still to come')
    } finally {
      writeFileSync(path, settings)
    }
  })

  it('is refused with a migration that the version before could not run beside', async () => {
    writeFileSync(join(folder, 'db/migrations/9999_contract.sql'), 'ALTER TABLE `files` DROP COLUMN `route`;')
    setAnswers({ rows, pending: ['│ 9999_contract.sql │'] })
    const { code, said } = await runDeploy('--env', 'production')
    expect(code).toBe(1)
    expect(said).toContain('9999_contract.sql drops a column')
    setAnswers({ pending: ['│ 9999_contract.sql │'] })
    const first = await runDeploy('--env', 'production')
    expect(first.said).toContain('name the file of the ring that you installed')
    expect(first.said).not.toContain('drops a column')
  })

  it('that is the first goes ahead with a ring that was looked at', async () => {
    setAnswers({})
    const { code, said } = await runDeploy('--env', 'production', '--ring', 'ring.json')
    expect(said).toContain('answers as it should')
    expect(code).toBe(0)
  })
})
