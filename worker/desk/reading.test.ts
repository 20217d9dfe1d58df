import { beforeEach, describe, expect, it, vi } from 'vitest'
import { bookingForm } from '../../content/forms/booking/index.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { insertFormVersionStatement } from '../../db/form-versions.ts'
import { callAttempts, contactHolds, invitations, outbox, timeRequests } from '../../db/schema.ts'
import { type AccessTeam, createAccessTeam } from '../../tests/support/access-team.ts'
import { appendIntakeSent } from '../../tests/support/audit-events.ts'
import { insertGrantedAuthorisation } from '../../tests/support/authorisation-and-invitation.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import {
  insertAppointmentInFile,
  insertFamilyOfTwoParents,
  insertSharedMatchTokens,
} from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  openTestDatabase,
  TEST_ORIGIN,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { sealTimePreferences } from '../booking/reserve/time-request.ts'
import { parseEnvironment } from '../environment.ts'
import { pickEnvelopePart } from '../forms/envelope.ts'
import { buildFormVersionRow } from '../forms/form-version.fixture.ts'
import { deskApi } from './api.ts'

const CAMILLE = 'camille@lantern-street.example.com'
const ROBIN = 'robin@lantern-street.example.com'
const JULES = 'jules@lantern-street.example.com'
const FILE = 'F11E-F11E'

let team: AccessTeam
let camille: Visitor
let authorisationId: string

setUpPortal()

beforeEach(async () => {
  team = await createAccessTeam()
  camille = await team.createVisitor(CAMILLE)
  authorisationId = await insertFileWithEverything()
})

/**
 * Inserts a new file that Camille leads and has not read, with a row for every panel. Returns its authorisation's id.
 */
async function insertFileWithEverything(): Promise<string> {
  const db = openTestDatabase()
  const now = Date.now()
  await insertFamilyOfTwoParents(FILE, {
    file: { stage: 'new', conflictsReviewedAt: now, proposedLegalCoordinatorId: 'jules-hartwell' },
  })
  await insertFamilyOfTwoParents('F1RS-TTTT')
  await insertSharedMatchTokens(FILE, 'F1RS-TTTT')
  await insertAppointmentInFile(FILE, 'appointment', now + DAY_MS)
  const id = await insertGrantedAuthorisation(FILE)
  const parentId = `initiating ${FILE}`
  const nothingAsked = pickEnvelopePart('answers', [], {})
  const sealedPreferences = await sealTimePreferences(parseEnvironment(bindings), 'request', nothingAsked)
  const formVersion = await buildFormVersionRow(bookingForm)
  await appendIntakeSent(FILE)
  await db.batch([
    insertFormVersionStatement(db, formVersion),
    db.insert(contactHolds).values({ id: 'hold', parentId, reportedIn: 'intake', reportedAt: 1 }),
    db.insert(callAttempts).values({
      ...{ id: 'attempt', authorisationId: id, attemptedAt: 1, recordedAt: 1, recordedBy: 'camille-verdier' },
      ...({ channel: 'phone', outcome: 'no-answer', nextStep: 'call-again' } as const),
    }),
    db
      .insert(invitations)
      .values({ id: 'invitation', authorisationId: id, codeHash: 'x', createdAt: 1, expiresAt: 2 }),
    db.insert(timeRequests).values({
      ...{ id: 'request', parentId, createdAt: 1 },
      ...{ formVersionHash: formVersion.hash, sealedPreferences },
    }),
    db.insert(outbox).values({
      ...({
        id: 'message',
        fileId: FILE,
        kind: 'new-file',
        sealedMessage: 'sealed',
        outcome: 'sent',
      } as const),
      ...{ attempts: 1, nextAttemptAt: 1, createdAt: 1 },
    }),
  ])
  return id
}

/** Every GET address of the API for that file, from hono's own table of routes. */
const readAddresses = [
  ...new Set(deskApi.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)),
]

const parameters: Readonly<Record<string, string>> = { reference: FILE, coordinatorId: 'camille-verdier' }

const addressOf = (path: string) =>
  `/desk/api${path.replace(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`No test gives a value for :${name} of ${path}`)
    return value
  })}?authorisation=${authorisationId}`

/** Only of a file that nobody took. */
const waitingLettersPath = '/files/:reference/waiting-letters'

/**
 * The names of both parents, while the other file in the list is locked, and the contact rules of each parent, of which
 * only whether there is a way to reach them is told.
 */
const unsealedByPath: Readonly<Record<string, number>> = {
  '/today': 2,
  '/appointments': 2,
  '/files': 2 + 4,
  '/files/:reference/header': 2 + 2,
  '/files/:reference/letters': 2 + 2,
  [waitingLettersPath]: 2,
  // The answers that decide who may lead: the province and the language.
  '/files/:reference/lead-candidates': 1,
}

/** What only an administrator may read. */
const administratorsPaths: ReadonlySet<string> = new Set([
  '/files/:reference/lead-candidates',
  waitingLettersPath,
  '/numbers/spreadsheet',
  '/operations',
])

const readerOf = (path: string) => {
  if (path === '/retentions') return JULES
  return administratorsPaths.has(path) ? ROBIN : CAMILLE
}

describe.each(readAddresses)('GET %s', (path) => {
  const visit = (settings = {}) => team.createVisitor(readerOf(path), settings)

  beforeEach(async () => {
    if (path === waitingLettersPath)
      await queryRows("update files set lead_coordinator_id = null, stage = 'waiting'")
  })

  it('changes no row of any table', async () => {
    const reader = await visit()
    await expectNoChange(200, () => reader.get(addressOf(path)))
  })

  it('unseals nothing but names of those whose file may be read, and whether they can be reached', async () => {
    const reader = await visit()
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    expect((await reader.get(addressOf(path))).status).toBe(200)
    expect(decrypt).toHaveBeenCalledTimes(unsealedByPath[path] ?? 0)
  })

  it('takes one call to the database at most', async () => {
    const { DB, calls } = createCountingD1()
    expect((await (await visit({ DB })).get(addressOf(path))).status).toBe(200)
    expect(calls.length).toBeLessThanOrEqual(1)
  })

  it.each<[string, Record<string, string>]>([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another host of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['the address bar', { 'Sec-Fetch-Site': 'none' }],
    ['another origin, from an older browser', { Origin: 'https://example.net' }],
    ['who knows where', {}],
  ])('is refused from %s', async (_, headers) => {
    const reader = await visit()
    const answer = await expectNoChange(403, () =>
      reader.request(addressOf(path), { omitBrowserHeaders: true, headers }),
    )
    expect(await answer.json()).toEqual({
      code: 'not_permitted',
      request: answer.headers.get('X-Request-Id'),
    })
  })

  it('is answered to an older browser that says its origin', async () => {
    const headers = { Origin: TEST_ORIGIN }
    const answer = await (await visit()).request(addressOf(path), { omitBrowserHeaders: true, headers })
    expect(answer.status).toBe(200)
  })
})

/** Every reading or change by POST, with its number of database calls. Messages are sent after the response. */
const posts: readonly [path: string, body: object, calls: number][] = [
  ['readings/answers', { language: 'en' }, 2],
  ['readings/contact-rules', { language: 'en' }, 2],
  ['readings/safety-answers', { language: 'en', reason: 'screening' }, 2],
  // One call for the header with the last audit row, and one for the change with its audit event.
  ['legal-coordinator', { lawyer: null }, 2],
  ['mail-stop', { side: 'initiating' }, 2],
  ['access-code', { side: 'initiating' }, 2],
  ['time-request-answer', { timeRequest: 'request' }, 2],
]

it.each(posts)('POST %s takes as few calls to the database as it can', async (path, body, expected) => {
  const { DB, calls } = createCountingD1()
  const visitor = await team.createVisitor(CAMILLE, { DB })
  const answer = await postJson(visitor, `/desk/api/files/${FILE}/${path}`, body)
  expect(answer.ok).toBe(true)
  const isForMail = ([first = '']: readonly string[]) => first.startsWith('update "outbox"')
  expect(calls.filter((statements) => !isForMail(statements))).toHaveLength(expected)
})

it('POST search takes one call to the database', async () => {
  const { DB, calls } = createCountingD1()
  const visitor = await team.createVisitor(CAMILLE, { DB })
  expect((await postJson(visitor, '/desk/api/search', { query: FILE })).status).toBe(200)
  expect(calls).toHaveLength(1)
})

it('unseals what a parent wrote only in a reading', async () => {
  const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
  const answer = await postJson(camille, `/desk/api/files/${FILE}/readings/answers`, { language: 'en' })
  expect(answer.status).toBe(200)
  expect(decrypt).toHaveBeenCalled()
})

it('covers the panels of a file', () => {
  expect(readAddresses).toEqual(
    expect.arrayContaining(
      ['header', 'related-files', 'contact-holds', 'calls', 'appointments', 'messages'].map(
        (panel) => `/files/:reference/${panel}`,
      ),
    ),
  )
})

it('is refused in the log without saying from where', async () => {
  const logs = captureConsole()
  await camille.request('/desk/api/me', { headers: { 'Sec-Fetch-Site': 'cross-site' } })
  expect(logs.eventsNamed('cross_site_refused')).toEqual([
    { event: 'cross_site_refused', request: expect.any(String), method: 'GET' },
  ])
})
