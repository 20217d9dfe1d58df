import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { insertAppointmentInFile, insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'
import { deskApi } from './api.ts'
import { availabilityOfOurTimeSchema } from './availability-api.ts'

const FILE = 'F11E-F11E'
const TODAY = new Date(TEST_NOW).toISOString().slice(0, 10)
const IN_A_WEEK = Math.ceil((TEST_NOW + 7 * DAY_MS) / 900_000) * 900_000
const ID = 'd3b07384-d9a0-4c9b-8f3a-3f5f1f9a2b1c'

setUpPortal()

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type Schema = z.ZodMiniType

/** The schema of every route that takes a body or parameters, by method and path, as the router has them. */
const schemas: readonly (readonly [route: string, schema: Schema])[] = deskApi.routes.flatMap(
  ({ method, path, handler }) =>
    'schema' in handler ? [[`${method} ${path}`, handler.schema as Schema] as const] : [],
)

const availability = practice.coordinators[0]?.availability
const oneClosedDay = { ...availability, closed: [{ from: TODAY, until: TODAY }] }
const oneExtraDay = { ...availability, extra: [{ date: TODAY, from: '09:00', until: '10:00' }] }

/** A valid value of a schema, and one for each alternative that it has. */
function buildSamples(schema: Schema): Json[] {
  const { def } = schema._zod as unknown as { def: Definition }
  switch (def.type) {
    case 'object': {
      const names = Object.keys(def.shape)
      const byName = names.map((name) => buildSamples(def.shape[name] as Schema))
      const count = Math.max(1, ...byName.map(({ length }) => length))
      return Array.from({ length: count }, (_, nth) =>
        Object.fromEntries(names.map((name, index) => [name, byName[index]?.[nth] ?? byName[index]?.[0]])),
      ) as Json[]
    }
    case 'union':
      return def.options.flatMap(buildSamples)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'catch':
      return buildSamples(def.innerType)
    case 'pipe':
      return def.out._zod.def.type === 'transform' ? pickCandidate(schema) : buildSamples(def.out)
    case 'array':
      return [buildSamples(def.element).slice(0, 1)]
    case 'enum':
      return [Object.values(def.entries)[0] ?? null]
    case 'literal':
      return [def.values[0] ?? null]
    case 'boolean':
      return [true]
    case 'number':
    case 'string':
      return pickCandidate(schema)
    default:
      return []
  }
}

const pickCandidate = (schema: Schema): Json[] => [
  candidates.find((candidate) => z.safeParse(schema, candidate).success) ?? null,
]

/** What the definition of a schema has, where this test looks at it. */
type Definition =
  | { readonly type: 'object'; readonly shape: Readonly<Record<string, Schema>> }
  | { readonly type: 'union'; readonly options: readonly Schema[] }
  | { readonly type: 'optional' | 'nullable' | 'default' | 'catch'; readonly innerType: Schema }
  | { readonly type: 'pipe'; readonly in: Schema; readonly out: Schema }
  | { readonly type: 'array'; readonly element: Schema }
  | { readonly type: 'enum'; readonly entries: Readonly<Record<string, string>> }
  | { readonly type: 'literal'; readonly values: readonly (string | number | boolean)[] }
  | { readonly type: 'boolean' | 'number' | 'string' | 'unknown' }

const candidates = [TEST_NOW - 60_000, IN_A_WEEK, 0, ID, 'parent@example.com', TODAY]

/** Bodies that a test has to spell out, because the schema leaves a part of them to another one. */
const spelledOut: Readonly<Record<string, readonly Json[]>> = {
  'PUT /availability/:coordinatorId': [
    { revision: 0, rules: oneClosedDay as unknown as Json },
    { revision: 0, rules: oneExtraDay as unknown as Json },
  ],
}

const samples = schemas.flatMap(([route, schema]) =>
  (spelledOut[route] ?? buildSamples(schema)).map((sample) => ({ route, schema, sample })),
)

/** Numbers that no instant, count or length of the portal has. The last instant is in the year 10000. */
const outlandishNumbers = [
  ...[9_007_199_253_900_000, 9_007_199_253_000_000, Number.MAX_SAFE_INTEGER, 1e300, 8_640_000_000_900_000],
  ...[-1, -900_000, 0.5, Number.MIN_SAFE_INTEGER],
  ...[Date.UTC(10_000, 0), Date.UTC(9999, 11, 31), Date.UTC(2100, 0), TEST_NOW + 3 * 366 * DAY_MS],
]
const outlandishDates = ['0001-01-01', '1582-10-15', '2100-01-01', '9999-12-31', '10000-01-01', '2026-02-30']
const outlandishTexts = ['x'.repeat(5_000), '9'.repeat(5_000)]

/** Every leaf and list of a value with its path, and values in its place that are out of bounds. */
function* replaceOutOfBounds(value: Json, path: readonly string[] = []): Generator<[string, Json]> {
  const at = path.join('.')
  if (typeof value === 'number') for (const number of outlandishNumbers) yield [at, number]
  if (typeof value === 'string')
    for (const text of value === TODAY ? outlandishDates : outlandishTexts) yield [at, text]
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) yield [at, Array.from({ length: 2_000 }, () => value[0] ?? 'x')]
  for (const [name, inner] of Object.entries(value))
    for (const [place, replaced] of replaceOutOfBounds(inner, [...path, name])) yield [place, replaced]
}

function replaceAt(value: Json, path: string, replacement: Json): Json {
  const [name = '', ...rest] = path.split('.')
  if (path === '') return replacement
  const copy = structuredClone(value) as Record<string, Json>
  copy[name] = replaceAt(copy[name] ?? null, rest.join('.'), replacement)
  return copy
}

const isAccepted = (schema: Schema, value: Json) =>
  schema.safeParse(value).success &&
  // Availability is validated on its own, so that its paths begin with its own fields.
  (!(value && typeof value === 'object' && 'rules' in value) ||
    availabilityOfOurTimeSchema.safeParse(value.rules).success)

/** Whether a value is taken at a path: neither refused nor replaced by a default. */
function isTaken(schema: Schema, sample: Json, path: string, value: Json): boolean {
  const changed = replaceAt(sample, path, value)
  if (!isAccepted(schema, changed)) return false
  const taken = path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], schema.parse(changed))
  return JSON.stringify(taken) === JSON.stringify(value)
}

describe('the bodies and parameters of every route', () => {
  it('are known to this test, with a valid sample of each', () => {
    expect(schemas.length).toBeGreaterThan(25)
    for (const { route, schema, sample } of samples)
      expect([route, sample, isAccepted(schema, sample)]).toEqual([route, sample, true])
    expect(new Set(samples.map(({ route }) => route)).size).toBe(
      new Set(schemas.map(([route]) => route)).size,
    )
  })

  it.each(samples)('have bounds: $route $sample', ({ schema, sample }) => {
    const taken = [...replaceOutOfBounds(sample)].filter(([path, value]) =>
      isTaken(schema, sample, path, value),
    )
    expect(taken.map(([path, value]) => [path, String(value).slice(0, 40)])).toEqual([])
  })
})

const toPath = (path: string) =>
  `/desk/api${path.replace(':reference', FILE).replace(':coordinatorId', 'camille-verdier').replace(':id', 'session')}`

const send = (visitor: Visitor, route: string, value: Json) => {
  const [method = '', path = ''] = route.split(' ')
  if (method === 'GET')
    return visitor.get(`${toPath(path)}?${new URLSearchParams(value as unknown as Record<string, string>)}`)
  return visitor.request(toPath(path), {
    method,
    body: JSON.stringify(value),
    headers: { 'Content-Type': 'application/json' },
  })
}

it('are refused clearly by the portal out of their bounds, and change nothing', async () => {
  const { camille } = await createDeskTeam()
  await insertFamilyOfTwoParents(FILE, { file: { conflictsReviewedAt: TEST_NOW } })
  await insertAppointmentInFile(FILE, 'session', IN_A_WEEK)
  const refused = await changesNothing(async () => {
    const answers: [string, string, number][] = []
    for (const { route, sample } of samples)
      for (const [path, value] of new Map(replaceOutOfBounds(sample)))
        answers.push([route, path, (await send(camille, route, replaceAt(sample, path, value))).status])
    return answers
  })
  expect(refused.filter(([, , status]) => ![403, 422].includes(status))).toEqual([])
  expect(refused.filter(([, , status]) => status === 422).length).toBeGreaterThan(40)
})

it('are accepted at their ends', async () => {
  const { camille } = await createDeskTeam()
  await insertFamilyOfTwoParents(FILE, { file: { conflictsReviewedAt: TEST_NOW } })
  await insertAppointmentInFile(FILE, 'session', IN_A_WEEK)
  const inTwoYears = IN_A_WEEK + 720 * DAY_MS
  const body = { startsAt: inTwoYears, sequence: 0, toOwnCalendar: false }
  expect((await send(camille, 'POST /appointments/:id/move', body)).status).toBe(200)
  const closed = { ...availability, closed: [{ from: '2019-01-01', until: '2031-06-30' }] } as unknown as Json
  const answer = await send(camille, 'PUT /availability/:coordinatorId', { revision: 0, rules: closed })
  expect(answer.status).toBe(200)
})

it('are refused when the body is larger than any the desk sends', async () => {
  const { camille } = await createDeskTeam()
  const answer = await changesNothing(() =>
    send(camille, 'PUT /availability/:coordinatorId', { revision: 0, rules: 'x'.repeat(1_000_000) }),
  )
  expect([answer.status, await answer.json()]).toEqual([413, { code: 'too_large' }])
})
