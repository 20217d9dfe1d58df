import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { questionKindsByName } from '../../forms/questions/index.ts'
import { createParentWithDraft, declarationFields } from '../../tests/support/intake-drafts.ts'
import { mockMailProvider } from '../../tests/support/mock-mail-provider.ts'
import { withOtherBindings } from '../../tests/support/requests.ts'
import { createCountingD1, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'

// What takes processor time, counted: a clock would measure the machine and whatever else runs on it. How many
// milliseconds it takes, `npm run bench -- processor` measures.

beforeAll(prepareDatabase)
afterEach(() => void vi.restoreAllMocks())

const { full } = intakeExamples
/** The same family with one child and one order. */
const withOneOfEach: FormFields = Object.fromEntries(
  Object.entries(full.fields).filter(([field]) => !/^(children|orders)\/(?!01\/)/.test(field)),
)

it.each(['/intake/check/', '/intake/tasks/', '/intake/children/'])(
  'goes through the fields of a draft as often for twelve children as for one: %s',
  async (path) => {
    const one = await countPassesOverDraft(withOneOfEach, (parent) => parent.get(path))
    const twelve = await countPassesOverDraft(full.fields, (parent) => parent.get(path))
    expect(one).toBeGreaterThan(0)
    expect(twelve).toBe(one)
  },
)

it('goes through the fields of a draft as often for twelve children as for one when it is sent', async () => {
  mockMailProvider()
  const send = (parent: Visitor) => parent.post('/intake/send/', declarationFields)
  const one = await countPassesOverDraft(withOneOfEach, send)
  expect(one).toBeGreaterThan(0)
  expect(await countPassesOverDraft(full.fields, send)).toBe(one)
})

it('asks the outbox, once a form is sent, about what sending queues and nothing else', async () => {
  mockMailProvider()
  const parent = await createParentWithDraft(full.fields)
  const { DB, calls } = createCountingD1()
  await withOtherBindings(parent, { DB }).post('/intake/send/', declarationFields)
  const claims = calls.flat().filter((sql) => sql.includes('due_id'))
  expect(claims).toHaveLength(1)
  // Who is away is left to another run, and would take half as much again. All that a message can depend on takes four
  // times as much.
  expect(claims[0]?.length).toBeLessThan(4900)
})

it('reads each answer back once for the check, and none of another section for a list', async () => {
  const parent = await createParentWithDraft(full.fields)
  const readDateBack = vi.spyOn(questionKindsByName.date, 'readBack')
  await parent.get('/intake/check/')
  const dates = Object.keys(full.fields).filter((field) => field.endsWith('-year'))
  expect(readDateBack).toHaveBeenCalledTimes(dates.length)
  readDateBack.mockClear()
  await parent.get('/intake/children/')
  expect(readDateBack).toHaveBeenCalledTimes(dates.filter((field) => field.startsWith('children/')).length)
})

it('creates no format of dates for a page that follows one in another language', async () => {
  const parent = await createParentWithDraft(full.fields)
  await parent.get('/intake/check/')
  const createFormat = vi.spyOn(Intl, 'DateTimeFormat')
  expect((await parent.get('/fr/intake/check/')).status).toBe(200)
  expect(createFormat).not.toHaveBeenCalled()
})

it.each(['/intake/you/', '/intake/check/'])(
  'derives the key of a draft once for a page, however many sections it unseals: %s',
  async (path) => {
    const parent = await createParentWithDraft(full.fields)
    const deriveBits = vi.spyOn(crypto.subtle, 'deriveBits')
    await parent.get(path)
    expect(deriveBits).toHaveBeenCalledTimes(1)
  },
)

it.each<[string, (parent: Visitor) => Promise<Response>]>([
  ['shown', (parent) => parent.get('/intake/check/')],
  ['sent', (parent) => parent.post('/intake/send/', declarationFields)],
])('imports as many keys for twelve children as for one when a draft is %s', async (_, request) => {
  mockMailProvider()
  const countImports = async (fields: FormFields) => {
    const parent = await createParentWithDraft(fields)
    const importKey = vi.spyOn(crypto.subtle, 'importKey')
    expect((await request(parent)).status).toBeLessThan(400)
    const imports = importKey.mock.calls.length
    importKey.mockRestore()
    return imports
  }
  // The first request in an isolate imports the keys of the ring.
  await countImports(withOneOfEach)
  const one = await countImports(withOneOfEach)
  expect(one).toBeGreaterThan(0)
  expect(await countImports(full.fields)).toBe(one)
})

/** How often a request lists all fields of the draft that a parent filled in. */
async function countPassesOverDraft(
  fields: FormFields,
  request: (parent: Visitor) => Promise<Response>,
): Promise<number> {
  const parent = await createParentWithDraft(fields)
  const listings = [vi.spyOn(Object, 'entries'), vi.spyOn(Object, 'keys')]
  const { status } = await request(parent)
  const passes = listings.flatMap(({ mock }) =>
    mock.calls.filter(([listed]) => Object.hasOwn(listed, 'legalName')),
  )
  for (const listing of listings) listing.mockRestore()
  expect(status).toBeLessThan(400)
  return passes.length
}
