import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intakeForm } from '../content/forms/intake/index.ts'
import { noticeWordings } from '../content/notices.ts'
import { practice } from '../content/practice.ts'
import { getSectionFields, listPagePosts } from '../forms/example.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { listAuditLines } from '../tests/support/audit-events.ts'
import { changesNothing, countRows, queryRows } from '../tests/support/database-rows.ts'
import { chooseCases } from '../tests/support/explored-cases.ts'
import {
  createParentWithDraft,
  declarationFields,
  findIntakeSection,
  saveIntakeSection,
} from '../tests/support/intake-drafts.ts'
import {
  createParentAboutToAuthorise,
  createParentWithAuthorisation,
  createParentWithFile,
  insertRequestedAuthorisation,
} from '../tests/support/parent-with-file.ts'
import { parsePage } from '../tests/support/parse-page.ts'
import { withOtherBindings } from '../tests/support/requests.ts'
import { setUpPortal } from '../tests/support/set-up-portal.ts'
import { createVisitor, createWatchedD1, type Visitor } from '../tests/support/test-portal.ts'

setUpPortal()

/**
 * The messages that the documentation answers with “Retry the operation”
 * (developers.cloudflare.com/d1/observability/debug-d1).
 */
const retryable = [
  'D1 DB reset because its code was updated.',
  'Internal error while starting up D1 DB storage caused object to be reset.',
  'Network connection lost.',
  'Internal error in D1 DB storage caused object to be reset.',
  'Cannot resolve D1 DB due to transient issue on remote node.',
  'Can’t read from request stream because client disconnected.'.replace('’', "'"),
]

/** The messages that it answers with sending fewer requests. */
const overloaded = [
  'D1 DB is overloaded. Requests queued for too long.',
  'D1 DB is overloaded. Too many requests queued.',
]

/** The messages that it answers with another query, and others that say nothing of trying again. */
const lasting = [
  'D1 DB storage operation exceeded timeout which caused object to be reset.',
  "D1 DB's isolate exceeded its memory limit and was reset.",
  'D1 DB exceeded its CPU time limit and was reset.',
  'no such table: kanari: SQLITE_ERROR',
  '',
]

type Moment = 'before' | 'after'

/**
 * A D1 that fails with a message at its first writes: before one took effect, or after it, so that only its answer is
 * lost. As the real one does, it says the message in the error and, bare, in its cause.
 */
function createFaultyD1(message: string, moment: Moment, faults = 1) {
  let left = faults
  const attempts = { count: 0 }
  const DB = createWatchedD1(async (statements, proceed) => {
    if (!statements.some((sql) => /^\s*(insert|update|delete)\b/i.test(sql))) return proceed()
    attempts.count += 1
    if (left === 0) return proceed()
    left -= 1
    if (moment === 'after') await proceed()
    throw new Error(`D1_ERROR: ${message}`, { cause: new Error(message) })
  })
  return { DB, attempts }
}

interface Operation {
  readonly name: string
  /** Sets the operation up. */
  readonly begin: () => Promise<Pressed>
}

interface Pressed {
  readonly parent: Visitor
  readonly path: string
  readonly fields: FormFields
  /** What the page shows again when it could not be done. */
  readonly typed?: FormFields
  /** Where it leads when it was done. */
  readonly leadsTo: RegExp
  /** What there is once it was done, however often it was tried. */
  readonly result: () => Promise<unknown>
  readonly expected: unknown
}

const { fields: intakeFields } = intakeExamples.byOneParent
const fieldsOf = (slug: string): FormFields => getSectionFields(findIntakeSection(slug), intakeFields)
const childFields: FormFields =
  listPagePosts(intakeForm, intakeFields).find(({ path }) => path === '/intake/children/01/')?.fields ?? {}

const listSections = async () => [
  await countRows('drafts'),
  ...(await queryRows<{ section: string }>('select section from draft_sections order by section')).map(
    ({ section }) => section,
  ),
]
const countFilesAndDrafts = async () => [
  await countRows('files'),
  await countRows('submissions'),
  await countRows('drafts'),
]

const operations: readonly Operation[] = [
  {
    name: 'beginning a draft',
    begin: async () => ({
      ...{
        parent: createVisitor(),
        path: '/intake/start/',
        fields: fieldsOf('start'),
      },
      ...{ typed: { device: ['own'] }, leadsTo: /^\/intake\/you\/$/ },
      result: listSections,
      expected: [1, 'start'],
    }),
  },
  {
    name: 'saving a page',
    begin: async () => {
      const parent = createVisitor()
      await saveIntakeSection(parent, 'start')
      return {
        ...{ parent, path: '/intake/you/', fields: { ...fieldsOf('you'), legalName: ['Typed & kept'] } },
        ...{ typed: { legalName: ['Typed & kept'] }, leadsTo: /^\/intake\// },
        result: listSections,
        expected: [1, 'start', 'you'],
      }
    },
  },
  {
    name: 'saying that the device is shared',
    begin: async () => {
      const parent = createVisitor()
      await saveIntakeSection(parent, 'start')
      return {
        ...{ parent, path: '/intake/start/', fields: { ...fieldsOf('start'), device: ['shared'] } },
        ...{ typed: { device: ['shared'] }, leadsTo: /^\/intake\/you\/$/ },
        result: listSections,
        expected: [1, 'start'],
      }
    },
  },
  {
    name: 'saving an item of a list',
    begin: async () => {
      const parent = createVisitor()
      await saveIntakeSection(parent, 'start')
      return {
        ...{ parent, path: '/intake/children/01/', fields: { ...childFields, childName: ['Kit & kin'] } },
        ...{ typed: { childName: ['Kit & kin'] }, leadsTo: /^\/intake\/children\/$/ },
        result: listSections,
        expected: [1, 'children/01', 'start'],
      }
    },
  },
  {
    name: 'removing an item of a list',
    begin: async () => {
      const parent = createVisitor()
      await saveIntakeSection(parent, 'start')
      await parent.post('/intake/children/01/', childFields)
      return {
        ...{ parent, path: '/intake/children/01/', fields: { childName: ['Kit & kin'], press: ['remove'] } },
        ...{ typed: { childName: ['Kit & kin'] }, leadsTo: /^\/intake\/children\/$/ },
        result: () => queryRows("select sealed_fields from draft_sections where section = 'children/01'"),
        expected: [{ sealed_fields: '' }],
      }
    },
  },
  {
    name: 'sending',
    begin: async () => ({
      ...{ parent: await createParentWithDraft(), path: '/intake/send/', fields: declarationFields },
      ...{ typed: declarationFields, leadsTo: /^\/intake\/sent\/$/ },
      result: countFilesAndDrafts,
      expected: [1, 1, 0],
    }),
  },
  {
    name: 'signing',
    begin: async () => {
      const { parent, path, fields, fileId } = await createParentAboutToAuthorise()
      return {
        ...{ parent, path, fields, typed: fields, leadsTo: /^\/file\/receipt\/$/ },
        result: async () => [await countRows('authorisations'), await listAuditLines(fileId)],
        expected: [1, ['parent authorisation_granted']],
      }
    },
  },
  {
    name: 'stopping what was allowed',
    begin: async () => {
      const { parent, fileId } = await createParentWithAuthorisation()
      return {
        ...{ parent, path: '/file/stop/', fields: {}, leadsTo: /^\/file\/$/ },
        result: () => listAuditLines(fileId),
        expected: ['parent authorisation_granted', 'parent authorisation_withdrawn'],
      }
    },
  },
  {
    name: 'saying no to who asked',
    begin: async () => {
      const { parent, fileId, parentId } = await createParentWithFile()
      await insertRequestedAuthorisation(parentId)
      return {
        ...{ parent, path: '/file/stop/', fields: {}, leadsTo: /^\/file\/$/ },
        result: () => listAuditLines(fileId),
        expected: ['parent authorisation_declined'],
      }
    },
  },
  {
    name: 'saying no before anybody asked',
    begin: async () => {
      const { parent, fileId } = await createParentWithFile()
      return {
        ...{ parent, path: '/file/stop/', fields: {}, leadsTo: /^\/file\/$/ },
        result: async () => [await countRows('authorisations'), await listAuditLines(fileId)],
        expected: [1, ['parent authorisation_declined']],
      }
    },
  },
  {
    name: 'adding a page',
    begin: async () => {
      const { parent, fileId } = await createParentWithFile()
      const fields = { interpreter: ['Dari & more'], separateArrival: ['yes'] }
      return {
        ...{ parent, path: '/file/more/what-you-need/', fields: { ...fields, revision: [''] } },
        ...{ typed: fields, leadsTo: /^\/file\/more\/$/ },
        result: async () => [await countRows('submissions'), await listAuditLines(fileId)],
        expected: [2, ['parent answers_added']],
      }
    },
  },
]

const moments = ['before', 'after'] as const
const casesOf = (messages: readonly string[]) =>
  operations.flatMap((operation, index) =>
    moments.flatMap((moment) =>
      messages.map((message, at) => ({
        ...{ name: operation.name, operation, moment, message },
        standsForOthers: at === (index + moments.indexOf(moment)) % messages.length,
      })),
    ),
  )
const choose = (messages: readonly string[]) =>
  chooseCases(casesOf(messages), ({ standsForOthers }) => standsForOthers)

/** Expects that a page came back with what was typed, and says what could not be done. */
async function expectPageAgain(answer: Response, { path, typed }: Pressed, status: 500 | 503) {
  expect(answer.status).toBe(status)
  const page = await parsePage(answer)
  for (const [name, values] of Object.entries(typed ?? {}))
    expect([name, page.filledFields[name]]).toEqual([name, values])
  if (path === '/file/stop/') {
    expect(page.summary?.notice).toBe(noticeWordings.authorisation.notStopped.en)
    expect(page.summary?.notice).toContain(practice.phone.reach)
    expect(page.text).toMatch(/Stop it now|Say no/)
  }
}

describe('a fault that the documentation says to try again', () => {
  it.each(choose(retryable))(
    '$moment $name took effect does not reach the parent: $message',
    async ({ operation, moment, message }) => {
      const pressed = await operation.begin()
      const { DB, attempts } = createFaultyD1(message, moment)
      const answer = await withOtherBindings(pressed.parent, { DB }).post(pressed.path, pressed.fields)
      expect(attempts.count).toBeGreaterThan(0)
      expect(answer.headers.get('Location')).toMatch(pressed.leadsTo)
      expect(await pressed.result()).toEqual(pressed.expected)
    },
  )

  it.each(choose(['Network connection lost.']))(
    'twice, $moment $name took effect, is told, and pressing again does it once',
    async ({ operation, moment, message }) => {
      const pressed = await operation.begin()
      const { DB, attempts } = createFaultyD1(message, moment, 2)
      const unlucky = withOtherBindings(pressed.parent, { DB })
      const answer = await unlucky.post(pressed.path, pressed.fields)
      // What took effect and is found by reading needs no second write.
      if (answer.status !== 303) {
        expect(attempts.count).toBe(2)
        await expectPageAgain(answer, pressed, 500)
      }
      const isLost = moment === 'after' && /^(beginning|saying that)/.test(operation.name)
      if (isLost) return
      const again = await withOtherBindings(pressed.parent, {}).post(pressed.path, pressed.fields)
      expect([answer, again].map(({ status }) => status)).toContain(303)
      expect(await pressed.result()).toEqual(pressed.expected)
    },
  )
})

describe('a database with too much to do', () => {
  it.each(choose(overloaded).filter(({ moment }) => moment === 'before'))(
    'is asked once, while $name, and the page comes back with 503: $message',
    async ({ operation, message }) => {
      const pressed = await operation.begin()
      const { DB, attempts } = createFaultyD1(message, 'before', 9)
      const answer = await changesNothing(() =>
        withOtherBindings(pressed.parent, { DB }).post(pressed.path, pressed.fields),
      )
      expect(attempts.count).toBe(1)
      await expectPageAgain(answer, pressed, 503)
    },
  )

  it('is told with 503 where nothing was typed, and to the desk', async () => {
    const DB = createWatchedD1(() => Promise.reject(new Error(`D1_ERROR: ${overloaded[0]}`)))
    const { parent } = await createParentWithFile()
    expect((await withOtherBindings(parent, { DB }).get('/file/')).status).toBe(503)
  })
})

describe('any other fault', () => {
  it.each(choose(lasting))(
    '$moment $name took effect is not tried again: $message',
    async ({ operation, moment, message }) => {
      const pressed = await operation.begin()
      const { DB, attempts } = createFaultyD1(message, moment, 9)
      const answer = await withOtherBindings(pressed.parent, { DB }).post(pressed.path, pressed.fields)
      expect(attempts.count).toBe(1)
      await expectPageAgain(answer, pressed, 500)
    },
  )

  it.each([...retryable, ...overloaded])(
    'is not taken for another because of what somebody typed: %s',
    async (typed) => {
      const parent = createVisitor()
      await saveIntakeSection(parent, 'start')
      const { DB, attempts } = createFaultyD1('no such table: kanari', 'before', 9)
      const answer = await withOtherBindings(parent, { DB }).post('/intake/you/', {
        ...fieldsOf('you'),
        legalName: [typed],
      })
      expect([answer.status, attempts.count]).toEqual([500, 1])
    },
  )
})

describe('the page that stops a call', () => {
  it.each([
    [500, 'Network connection lost.'],
    [503, 'D1 DB is overloaded. Too many requests queued.'],
  ])(
    'says that it is not stopped, with the number, when not even the file can be read: %i',
    async (status, message) => {
      const { parent } = await createParentWithAuthorisation()
      const DB = createWatchedD1(() => Promise.reject(new Error(`D1_ERROR: ${message}`)))
      const unlucky = withOtherBindings(parent, { DB })
      for (const [path, language] of [
        ['/file/stop/', 'en'],
        ['/fr/file/stop/', 'fr'],
      ] as const) {
        const answer = await changesNothing(() => unlucky.post(path))
        const page = await parsePage(answer)
        expect([page.status, page.summary?.notice]).toEqual([
          status,
          noticeWordings.authorisation.notStopped[language],
        ])
        expect(page.summary?.notice).toContain(practice.phone.reach)
        expect(page.action).toBe(path)
      }
    },
  )

  it('says so, and asks for the code, when “Your file” has closed', async () => {
    const answer = await changesNothing(() => createVisitor().post('/file/stop/'))
    const page = await parsePage(answer)
    expect([page.status, page.summary?.notice]).toEqual([
      410,
      noticeWordings.authorisation.closedBeforeStop.en,
    ])
    expect(page.summary?.notice).toContain(practice.phone.reach)
    expect(Object.keys(page.filledFields)).toContain('code')
  })
})
