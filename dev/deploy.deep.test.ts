import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { secretNames } from '../worker/environment.ts'
import { checkKeysAndRecordNew } from '../worker/privacy/check-keys.ts'
import { keyPurposes, keyRingSchema } from '../worker/privacy/key-ring.ts'
import { addNewKeys } from './new-keys.ts'
import type { RingFile } from './ring-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'evenhand-deploy-'))
const commandLog = join(folder, 'commands')
let health = 200
const portal = createServer((_, response) => response.writeHead(health).end())

/** Stands in for wrangler: writes down what it is told and answers from a file. */
const standIn = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2).join(' ')
appendFileSync(${JSON.stringify(commandLog)}, args + '\\n')
const answers = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'answers.json'))}, 'utf8'))
if (args.startsWith('secret list')) console.log(JSON.stringify(answers.secrets.map((name) => ({ name }))))
else if (args.includes('sqlite_master')) console.log(JSON.stringify([{ results: answers.rows ? [{ name: 'ring_keys' }] : [] }]))
else if (args.includes('ring_keys')) console.log(JSON.stringify([{ results: answers.rows }]))
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

const setAnswers = (answers: { secrets?: readonly string[]; rows?: readonly StoredRow[] }) =>
  writeFileSync(join(folder, 'answers.json'), JSON.stringify({ secrets: secretNames, ...answers }))

/** Runs the command with the stand-in, and gives what it said and what it told wrangler to do. */
async function runDeploy(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'deploy.ts'), ...args], {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data))
  const code = await new Promise((resolve) => child.on('exit', resolve))
  const commands = readFileSync(commandLog, 'utf8').trim().split('\n')
  return { code, said, commands: commands.map((line) => line.split(' ').slice(0, 2).join(' ')) }
}

beforeAll(async () => {
  await new Promise<void>((resolve) => portal.listen(0, resolve))
  const { port } = portal.address() as AddressInfo
  writeFileSync(join(folder, 'wrangler'), standIn, { mode: 0o755 })
  writeFileSync(join(folder, 'wrangler.toml'), `PORTAL_ORIGIN = "http://localhost:${port}"\n`)
  writeFileSync(join(folder, 'ring.json'), JSON.stringify(ring))
  rows = await buildRows(ring)
})
beforeEach(() => {
  writeFileSync(commandLog, '')
  health = 200
  setAnswers({ rows })
})
afterAll(() => portal.close())

describe('a deployment', () => {
  it('is refused before anything is deployed while the portal lacks a key that rows need', async () => {
    health = 503
    const { code, said, commands } = await runDeploy()
    expect(code).toBe(1)
    expect(said).toContain('Nothing was deployed')
    expect(said).toContain('docs/keys.md')
    expect(commands).toEqual(['secret list', 'd1 execute', 'd1 execute'])
  })

  it.each<[string, (ring: RingFile) => RingFile, string]>([
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
  ])('is refused with a ring that %s, whatever the portal says', async (_, change, kid) => {
    writeFileSync(join(folder, 'other.json'), JSON.stringify(change(ring)))
    const { code, said, commands } = await runDeploy('--ring', 'other.json')
    expect(code).toBe(1)
    expect(said).toContain(kid)
    expect(commands).toEqual(['secret list', 'd1 execute', 'd1 execute'])
    for (const { k } of Object.values(ring).flat()) expect(said).not.toContain(k)
  })

  it('is refused while a secret is not set', async () => {
    setAnswers({ secrets: ['ACCESS_AUD'], rows })
    const { code, said, commands } = await runDeploy()
    expect([code, said.trim().split(': ')[1]]).toEqual([1, 'RESEND_API_KEY, KEY_RING'])
    expect(commands).toEqual(['secret list'])
  })

  it.each<[string, { args?: string[]; isFirst?: true; status: number }]>([
    ['that is the first', { isFirst: true, status: 503 }],
    ['of a portal that is well', { status: 200 }],
    ['with a ring that is whole, though the portal is ill', { args: ['--ring', 'ring.json'], status: 503 }],
  ])('%s goes on to build the site', async (_, { args = [], isFirst, status }) => {
    health = status
    setAnswers(isFirst ? {} : { rows })
    // The folder holds no site to build, so the command ends there.
    const { code, said, commands } = await runDeploy(...args)
    expect(code).not.toBe(0)
    expect(said).toMatch(/\bat (async )?buildSite\b/)
    expect(new Set(commands)).toEqual(new Set(['secret list', 'd1 execute']))
  })
})
