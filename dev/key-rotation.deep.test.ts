import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intakeForm } from '../content/forms/intake/index.ts'
import { getIdColumn } from '../db/key-rotations.ts'
import { getSectionFields } from '../forms/example.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { keyRingSchema } from '../worker/privacy/key-ring.ts'
import { unseal } from '../worker/privacy/seal.ts'
import { sealPurposeByColumn } from '../worker/rotation/reseal-column.ts'
import { writeDerivedWranglerConfig } from './derive-config.ts'
import { createDatabaseQuery } from './query-database.ts'
import { type FetchVisitor, postForm, sendExampleForm } from './send-example-form.ts'
import { findFreePort, type Portal, startPortal } from './start-portal.ts'

const root = join(import.meta.dirname, '..')
const stateFolder = join(root, '.wrangler', 'key-rotation')
const ringFile = join(stateFolder, 'ring.json')
const secretsFile = join(stateFolder, 'secrets')
const config = writeDerivedWranglerConfig('key-rotation', {
  ...{ main: 'tests/browser/portal-worker.ts', workerFirst: [], limit: 1_000_000 },
})
const database = ['--persist-to', stateFolder]
const query = createDatabaseQuery({ stateFolder })

let portal: Portal
let families = 0

/** Runs one of the commands of package.json and gives what it said; throws when it refuses. */
async function runCommand(name: string, ...args: string[]): Promise<string> {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const [, script = ''] = scripts[name]?.split(' ') ?? []
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: root })
  return stdout
}
const makeKeys = (...purposes: string[]) => runCommand('keys:new', ...purposes, '--ring', ringFile)
const removeKeys = (...kids: string[]) => runCommand('keys:remove', ...kids, '--ring', ringFile, ...database)
const readRotationState = () => runCommand('keys:rotate', ...database)

/** Installs the ring as `wrangler secret put` does: the worker that has it starts anew. */
async function installRing(): Promise<void> {
  expect(await runCommand('keys:check', '--ring', ringFile, ...database)).toContain('every key')
  writeSecrets()
  await portal.kill()
  await portal.restart()
  await portal.runScheduled()
}

const writeSecrets = () =>
  writeFileSync(
    secretsFile,
    `ACCESS_AUD=audience\nRESEND_API_KEY=re_rotation\nKEY_RING='${readFileSync(ringFile, 'utf8').trim()}'\n`,
  )

/** Sends the intake of a family from a connection of its own, and gives the access code that the page shows. */
async function sendFamily(fields: FormFields = intakeExamples.byOneParent.fields): Promise<string> {
  const headers = { 'CF-Connecting-IP': `2001:db8:${++families}::1` }
  const sender = await sendExampleForm(portal.origin, intakeForm, fields, 'en', headers)
  return readCode(await fetchPage(sender, '/intake/sent/'))
}

/** Presses the button that makes a resume code, and gives the code of the page that it leads to. */
async function askForResumeCode(visitor: FetchVisitor): Promise<string> {
  const path = '/intake/resume-code/'
  const answer = await postForm(visitor, path, { press: ['show'] })
  const shown = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return readCode(await fetchPage({ ...visitor, cookie: [visitor.cookie, ...shown].join('; ') }, path))
}

const fetchPage = async ({ origin, cookie }: FetchVisitor, path: string): Promise<string> =>
  (await fetch(`${origin}${path}`, { headers: { Cookie: cookie } })).text()

const readCode = (page: string): string => /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(page)?.[0] ?? ''

/** Enters an access code. Gives whether “Your file” opens. */
async function canOpenFile(code: string): Promise<boolean> {
  const parent: FetchVisitor = { origin: portal.origin, cookie: '' }
  const { status } = await postForm(parent, '/file/', { code: [code] })
  return status === 303 && /[0-9A-Z]{4}-[0-9A-Z]{4}/.test(await fetchPage(parent, '/file/'))
}

/** Unseals every sealed value of the database under the ring of the file. */
async function unsealEverything(): Promise<Record<string, unknown>> {
  const keys = keyRingSchema.parse(readFileSync(ringFile, 'utf8'))
  const found: Record<string, unknown> = {}
  for (const [column, purpose] of Object.entries(sealPurposeByColumn)) {
    const [table, name] = column.split('.')
    for (const { id, sealed } of query<{ id: string; sealed: string }>(
      `select ${getIdColumn(table ?? '')} as id, ${name} as sealed from ${table} where ${name} <> ''`,
    ))
      found[`${column}:${id}`] = await unseal(
        keys,
        purpose,
        `${column}:${id}` as `${string}.${string}:${string}`,
        sealed,
      )
  }
  return found
}

const countRelatedFiles = () =>
  query<{ files: number }>(
    'select count(distinct file_id) as files from match_tokens group by token order by files desc limit 1',
  )[0]?.files

const readHealth = async () => (await fetch(`${portal.origin}/healthz`)).status

/** The older version of the worker ended an hour ago. */
const ageKeys = () => query('update ring_keys set created_at = created_at - 3600000')

beforeAll(async () => {
  rmSync(stateFolder, { recursive: true, force: true })
  mkdirSync(stateFolder, { recursive: true })
  await makeKeys()
  writeSecrets()
  portal = await startPortal({
    ...{ port: await findFreePort(), servicesPort: 0, stateFolder, config, secretsFile },
  })
})
afterAll(() => portal?.close())

it('changes every key of a portal in use by the commands, and loses nothing', async () => {
  const codes = [await sendFamily(), await sendFamily(intakeExamples.byCourtOrder.fields)]
  const writing: FetchVisitor = { origin: portal.origin, cookie: '' }
  await postForm(
    writing,
    '/intake/start/',
    getSectionFields(intakeForm.sections[0], intakeExamples.byOneParent.fields),
  )
  const resumeCode = await askForResumeCode(writing)
  expect([...codes, resumeCode].every((code) => code !== '')).toBe(true)

  const related = countRelatedFiles() ?? 0
  const purposes = ['answers', 'safety', 'otherContact', 'mail', 'draft', 'index']
  await makeKeys(...purposes)
  await installRing()
  await expect(removeKeys('answers-1')).rejects.toThrow('Rows still need these keys')
  const before = await unsealEverything()
  expect(Object.keys(before).length).toBeGreaterThan(5)

  // The rotation goes on beside sends, and a worker that is killed in the middle of it carries it on.
  ageKeys()
  const [, ...sent] = await Promise.all([portal.runScheduled(), sendFamily(), sendFamily()])
  void portal.runScheduled().catch(() => undefined)
  await portal.kill()
  expect(await readRotationState()).toContain('under way to answers-2')
  await portal.restart()
  codes.push(...sent, await sendFamily())
  expect(countRelatedFiles()).toBe(related + 3)
  for (let minute = 0; minute < 8; minute++) await Promise.all([portal.runScheduled(), readHealth()])
  codes.push(await sendFamily())
  expect(countRelatedFiles()).toBe(related + 4)
  const state = await readRotationState()
  for (const kid of ['answers-1', 'safety-1', 'otherContact-1', 'mail-1', 'index-1'])
    expect(state).toContain(`${kid}: no row needs it; it may leave the ring`)
  expect(state).toMatch(/draft-1: stays in the ring\. It is needed by\n {2}1 drafts.*\n {2}2 access codes/)
  await expect(removeKeys('draft-1')).rejects.toThrow('Rows still need these keys')

  // What only a parent opens comes under the newer key when they open it.
  const resumed: FetchVisitor = { origin: portal.origin, cookie: '' }
  expect((await postForm(resumed, '/intake/resume/', { code: [resumeCode], device: ['own'] })).status).toBe(
    303,
  )
  for (const code of codes) expect(await canOpenFile(code)).toBe(true)
  for (let minute = 0; minute < 3; minute++) await portal.runScheduled()
  await removeKeys('answers-1', 'safety-1', 'otherContact-1', 'mail-1', 'index-1', 'draft-1')
  await installRing()

  expect(await readHealth()).toBe(200)
  expect(await unsealEverything()).toMatchObject(before)
  for (const code of codes) expect(await canOpenFile(code)).toBe(true)
  expect((await fetchPage(resumed, '/intake/how-you-come/')).length).toBeGreaterThan(0)
  await sendFamily()
  expect(countRelatedFiles()).toBe(related + 5)
  expect(
    query<{ kid: string }>(
      "select distinct substr(token, 1, instr(token, '.') - 1) as kid from match_tokens",
    ),
  ).toEqual([{ kid: 'index-2' }])

  // A ring without a key that rows need is refused before it is installed.
  const whole = readFileSync(ringFile, 'utf8')
  writeFileSync(ringFile, whole.replaceAll('answers-2', 'answers-3'))
  await expect(runCommand('keys:check', '--ring', ringFile, ...database)).rejects.toThrow('answers-2')
  writeFileSync(ringFile, whole)
})
