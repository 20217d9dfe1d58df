import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { getIdColumn } from '../../db/key-rotations.ts'
import { listRingKeys } from '../../db/ring-keys.ts'
import * as schema from '../../db/schema.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { createTestKey, testRing, withKeys } from '../../tests/support/key-rings.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, runScheduledWork } from '../../tests/support/test-portal.ts'
import { type Environment, parseEnvironment } from '../environment.ts'
import { createOutboxRow } from '../mail/message.ts'
import { checkKeysAndRecordNew } from '../privacy/check-keys.ts'
import { keyPurposes, sealPurposes } from '../privacy/key-ring.ts'
import { seal, unseal } from '../privacy/seal.ts'
import { sealPurposeByColumn } from './reseal-column.ts'
import { rotateKeysStep } from './rotate-keys.ts'

const NOW = Date.UTC(2026, 10, 22, 15)
const before = parseEnvironment(bindings)
const newer = Object.fromEntries(sealPurposes.map((purpose) => [purpose, createTestKey(`${purpose}-2`)]))
const both = Object.fromEntries(
  keyPurposes.map((purpose) => [
    purpose,
    [...(newer[purpose] ? [newer[purpose]] : []), ...testRing[purpose]],
  ]),
)
const rotated = withKeys(both)
const env = parseEnvironment({ ...bindings, ...rotated })
const retired = withKeys(Object.fromEntries(sealPurposes.map((purpose) => [purpose, [newer[purpose]]])))

setUpPortal({ now: NOW })

/** Makes a step a while after each key of the database was met, in the minute given. */
const stepAt = async (worker: Pick<Environment, 'db' | 'keys'>, minute: number, rows?: number) =>
  rotateKeysStep(worker, await listRingKeys(env.db), NOW + (minute + 10) * 60_000, rows)

const columns = Object.keys(sealPurposeByColumn) as (keyof typeof sealPurposeByColumn)[]

/** Every sealed value of the database, unsealed under a ring. */
async function unsealEverything({ keys }: Environment) {
  const found: Record<string, unknown> = {}
  for (const column of columns) {
    const [table, name] = column.split('.')
    const rows = await queryRows<{ id: string; sealed: string }>(
      `select ${getIdColumn(table ?? '')} as id, ${name} as sealed from ${table} where ${name} <> ''`,
    )
    for (const { id, sealed } of rows)
      found[`${column}:${id}`] = await unseal(
        keys,
        sealPurposeByColumn[column] ?? 'answers',
        `${column}:${id}`,
        sealed,
      )
  }
  return found
}

/** Writes a value of the outbox under a ring, as a request does. */
const queueUnder = async ({ db, keys }: Environment, subject: string) => {
  const message = { from: 'a@example.com', to: 'b@example.com', subject, text: 'Text', html: '<p>Text</p>' }
  const row = await createOutboxRow(keys, { fileId: null, kind: 'resume-code' } as never, message, NOW + 1e9)
  await db.insert(schema.outbox).values(row)
  return row
}

const rowsLeft = () =>
  queryRows<{ kid: string; rows_left: number | null }>(
    "select kid, rows_left from ring_keys where kid like '%-test' order by kid",
  )

it('knows every sealed column but those of drafts and the sentinels', () => {
  const sealed = Object.values(schema).flatMap((table) => {
    if (!(table instanceof SQLiteTable)) return []
    const { name, columns } = getTableConfig(table)
    return columns.flatMap((column) => (column.name.startsWith('sealed_') ? [`${name}.${column.name}`] : []))
  })
  const apart = ['drafts.sealed_resume_token', 'draft_sections.sealed_fields', 'ring_keys.sealed_sentinel']
  expect(sealed.toSorted()).toEqual([...columns, ...apart].toSorted())
})

it('has nothing to do while each purpose has one key, once what submissions tell was derived', async () => {
  await sendIntake()
  const original = await unsealEverything(before)
  await deriveOnce(before)
  expect(await stepAt(before, 0)).toBe(false)
  expect(await queryRows('select "column", resealed from key_rotations order by 1')).toEqual([
    { column: 'parents.listed_answers', resealed: 0 },
    { column: 'submissions.tokens', resealed: 0 },
  ])
  expect(await unsealEverything(before)).toEqual(original)
})

/** Makes the first pass over submissions, which needs no older key. It finds nothing, since sending derived everything. */
const deriveOnce = async (environment: typeof env) => expect(await stepAt(environment, -1)).toBe(true)

it('re-seals every value in small steps, while others are written, and then does without the older keys', async () => {
  await checkKeysAndRecordNew(before, NOW)
  await sendIntake()
  const [{ id = '' } = {}] = await queryRows<{ id: string }>('select id from files')
  await queryRows(
    'insert into file_retentions (file_id, closed_at, held_at, sealed_hold_note) values (?, 1, 1, ?)',
    id,
    await seal(before.keys, 'answers', `file_retentions.sealed_hold_note:${id}`, 'Court file 12'),
  )
  for (let n = 0; n < 5; n++) await queueUnder(before, `before ${n}`)
  await checkKeysAndRecordNew(env, NOW)
  const original = await unsealEverything(env)
  let steps = 0
  const stepsWithOlderVersion = 6
  // Each step begins from what the database holds, as after a worker that was killed.
  while (await stepAt(parseEnvironment({ ...bindings, ...rotated }), steps, 2)) {
    steps++
    // The older version of the worker still runs for the first steps, and writes under the older key.
    const row = steps <= stepsWithOlderVersion ? await queueUnder(before, `old ${steps}`) : undefined
    if (row)
      original[`outbox.sealed_message:${row.id}`] = (await unsealEverything(env))[
        `outbox.sealed_message:${row.id}`
      ]
    if (steps > 500) throw new Error('The rotation does not end')
  }
  // How many more depends on where the random ids of its rows stand.
  expect(steps).toBeGreaterThan(stepsWithOlderVersion)
  expect(await unsealEverything(parseEnvironment({ ...bindings, ...retired }))).toEqual(original)
  expect(await rowsLeft()).toEqual(
    Object.entries(testRing)
      .map(([purpose, [key]]) => ({
        kid: key?.kid,
        rows_left: sealPurposes.some((seals) => seals === purpose) ? 0 : null,
      }))
      .toSorted((a, b) => (String(a.kid) < String(b.kid) ? -1 : 1)),
  )
  await runScheduledWork(retired)
})

it('never calls a key unneeded when a pass was restarted while its last step ran', async () => {
  await checkKeysAndRecordNew(before, NOW)
  await deriveOnce(before)
  const secrets = withKeys({ ...testRing, index: [createTestKey('index-2'), ...testRing.index] })
  const restart = "update key_rotations set cursor = '', finished_at = null, resealed = resealed + 1"
  const restartedBeforeSave = createD1ActingBefore(/^insert into "key_rotations"/, () => queryRows(restart))
  const newerIndex = parseEnvironment({ ...bindings, ...secrets })
  await checkKeysAndRecordNew(newerIndex, NOW)
  const readIndexRowsLeft = async () => {
    const [row] = await queryRows<{ rows_left: number | null }>(
      'select rows_left from ring_keys where kid = ?',
      testRing.index[0]?.kid,
    )
    return row?.rows_left
  }
  await stepAt(parseEnvironment({ ...bindings, ...secrets, DB: restartedBeforeSave }), 0)
  expect(await readIndexRowsLeft()).toBeNull()
  await stepAt(newerIndex, 1)
  expect(await readIndexRowsLeft()).toBe(0)
})

it('waits until no older version of the worker writes under the older key', async () => {
  await checkKeysAndRecordNew(env, NOW)
  await queueUnder(before, 'first')
  await deriveOnce(env)
  expect(await stepAt(env, -1)).toBe(false)
  expect(await stepAt(env, 0)).toBe(true)
})

it('lets what it cannot open hold up no other column', async () => {
  await checkKeysAndRecordNew(env, NOW)
  await sendIntake()
  await queryRows("update parents set sealed_contact_rules = 'e30.unreadable' where side = 'initiating'")
  for (let minute = 0; minute < 12 * columns.length; minute++) await stepAt(env, minute)
  expect(await queryRows('select "column" from key_rotations where finished_at is null')).toEqual([
    { column: 'parents.sealed_contact_rules' },
  ])
  const left = Object.fromEntries((await rowsLeft()).map(({ kid, rows_left }) => [kid, rows_left]))
  expect(left).toMatchObject({
    'answers-test': null,
    'safety-test': 0,
    'otherContact-test': 0,
    'mail-test': 0,
  })
})

it('begins anew for a key that was taken back into use', async () => {
  await checkKeysAndRecordNew(env, NOW)
  await queueUnder(before, 'first')
  for (let minute = 0; await stepAt(env, minute); minute++);
  const reversed = Object.fromEntries(
    Object.entries(both).map(([purpose, keys]) => [purpose, keys.toReversed()]),
  )
  await checkKeysAndRecordNew(parseEnvironment({ ...bindings, ...withKeys(reversed) }), NOW)
  const row = await queueUnder(before, 'under the older key again')
  expect((await rowsLeft()).find(({ kid }) => kid === 'mail-test')?.rows_left).toBeNull()
  await checkKeysAndRecordNew(env, NOW)
  for (let minute = 0; await stepAt(env, minute); minute++);
  const [stored] = await queryRows<{ kid: string }>(
    'select sealed_message as kid from outbox where id = ?',
    row.id,
  )
  expect(stored?.kid).not.toBe(row.sealedMessage)
  expect((await rowsLeft()).find(({ kid }) => kid === 'mail-test')?.rows_left).toBe(0)
})

it('never overwrites what was written since a row was read', async () => {
  const row = await queueUnder(before, 'first')
  const newest = await queueUnder(env, 'other')
  const racing = {
    keys: env.keys,
    db: new Proxy(env.db, {
      get(target, property) {
        const value = Reflect.get(target, property)
        if (property !== 'run') return typeof value === 'function' ? value.bind(target) : value
        return async (...args: unknown[]) => {
          await queryRows('update outbox set sealed_message = ? where id = ?', 'written meanwhile', row.id)
          return Reflect.apply(value, target, args)
        }
      },
    }),
  }
  await checkKeysAndRecordNew(env, NOW)
  for (let n = 0; n < 2 * columns.length; n++) await stepAt(racing, n)
  expect(await queryRows('select sealed_message from outbox where id = ?', row.id)).toEqual([
    { sealed_message: 'written meanwhile' },
  ])
  expect(await queryRows('select sealed_message from outbox where id = ?', newest.id)).toEqual([
    { sealed_message: newest.sealedMessage },
  ])
})

it('leaves what it cannot open as it is, and the older key in use', async () => {
  await checkKeysAndRecordNew(env, NOW)
  const row = await queueUnder(before, 'first')
  const other = withKeys({ ...both, mail: [newer.mail, createTestKey('mail-3')] as never })
  const lacking = parseEnvironment({ ...bindings, ...other })
  for (let n = 0; n < 3 * columns.length; n++) await stepAt(lacking, n)
  expect(await queryRows('select sealed_message from outbox where id = ?', row.id)).toEqual([
    { sealed_message: row.sealedMessage },
  ])
  expect((await rowsLeft()).find(({ kid }) => kid === 'mail-test')?.rows_left).toBeNull()
  await expect(checkKeysAndRecordNew(lacking, NOW)).rejects.toThrow('Keys are missing or wrong')
})
