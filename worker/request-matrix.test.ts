import { beforeAll, describe, expect, it } from 'vitest'
import { practice } from '../content/practice.ts'
import { splitLanguagePath } from '../forms/language.ts'
import { createAccessTeam } from '../tests/support/access-team.ts'
import { changesNothing, selectAllTables } from '../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../tests/support/desk-families.ts'
import { withoutFloodLimits } from '../tests/support/requests.ts'
import { createVisitor, prepareDatabase, type Visitor } from '../tests/support/test-portal.ts'
import { app } from './index.ts'

const FILE = 'F11E-F11E'
const LEAD = 'camille-verdier'

/** What a stranger is answered: to GET, to a form without fields, and to JSON. A redirect leads to where they may begin. */
type AnswersToStranger = readonly [get: number, form: number, json: number]

/** Every address outside of the desk's API, in English. A new route is missing here, and fails, until it is listed. */
const publicRoutes: Readonly<Record<string, AnswersToStranger>> = {
  'GET /healthz': [200, 404, 404],
  'GET /calendar/:file': [404, 404, 404],
  'ALL /intake/check/': [410, 405, 415],
  'ALL /intake/send/': [303, 410, 415],
  'ALL /intake/sent/': [410, 405, 405],
  'ALL /intake/tasks/': [410, 405, 405],
  'ALL /intake/resume-code/': [303, 400, 415],
  'ALL /intake/resume/': [200, 422, 415],
  'ALL /intake/delete/': [410, 303, 303],
  'ALL /intake/deleted/': [200, 405, 405],
  'ALL /intake/leave/': [405, 204, 204],
  'ALL /intake/:section/': [404, 404, 404],
  'ALL /intake/:section/:item/': [404, 404, 404],
  'ALL /file/': [200, 422, 415],
  'ALL /file/code/': [200, 405, 405],
  'ALL /file/opened/': [301, 405, 405],
  'ALL /file/close/': [405, 303, 303],
  'ALL /file/authorise/': [303, 303, 415],
  'ALL /file/receipt/': [303, 405, 405],
  'ALL /file/stop/': [303, 303, 303],
  'ALL /file/book/': [303, 303, 415],
  'ALL /file/book/check/': [303, 303, 415],
  'ALL /file/book/request/': [303, 303, 415],
  'ALL /file/appointment/': [303, 405, 405],
  'ALL /file/appointment/calendar/': [303, 405, 405],
  'ALL /file/appointment/cancel/': [303, 303, 415],
  'ALL /file/joint-consent/': [405, 400, 415],
  'ALL /receipt/': [200, 422, 415],
  'ALL /invitation/': [200, 422, 415],
  'ALL /invitation/yours/': [303, 405, 405],
  'ALL /invitation/start/': [405, 303, 303],
  'ALL /invitation/decline/': [303, 303, 303],
  'ALL /invitation/declined/': [200, 405, 405],
  'GET /desk/sign-out/': [303, 401, 401],
  'GET /desk/': [401, 401, 401],
  'GET /desk/appointments/': [401, 401, 401],
  'GET /desk/hours/': [401, 401, 401],
  'GET /desk/record/': [401, 401, 401],
  'GET /desk/files/:reference/': [401, 401, 401],
  'GET /desk/files/:reference/record/': [401, 401, 401],
  'GET /desk/files/:reference/call/': [401, 401, 401],
  'GET /file/yours/': [301, 404, 404],
  'GET /invited/': [301, 404, 404],
  'GET /invited/yours/': [301, 404, 404],
  'GET /invited/decline/': [301, 404, 404],
  'GET /invited/declined/': [301, 404, 404],
}

/** Every address of the desk's API. `file` is refused to who has no part in the file; `practice` asks for a sign-in. */
const deskRoutes: Readonly<Record<string, 'file' | 'gate' | 'practice'>> = {
  'GET /desk/api/me': 'practice',
  'GET /desk/api/files': 'practice',
  'GET /desk/api/files/:reference/header': 'file',
  'POST /desk/api/files/:reference/reassignment': 'file',
  'POST /desk/api/files/:reference/assignment': 'file',
  'POST /desk/api/files/:reference/legal-coordinator': 'file',
  'POST /desk/api/files/:reference/closure': 'file',
  'POST /desk/api/not-genuine-closures': 'practice',
  'POST /desk/api/files/:reference/restoration': 'file',
  'GET /desk/api/files/:reference/related-files': 'file',
  'POST /desk/api/files/:reference/conflict-review': 'file',
  'POST /desk/api/files/:reference/merge': 'file',
  'POST /desk/api/files/:reference/readings/summary': 'file',
  'POST /desk/api/files/:reference/readings/answers': 'file',
  'POST /desk/api/files/:reference/readings/safety-answers': 'file',
  'POST /desk/api/files/:reference/readings/other-contact': 'file',
  'POST /desk/api/files/:reference/readings/call-sheet': 'file',
  'GET /desk/api/files/:reference/contact-holds': 'file',
  'POST /desk/api/files/:reference/order-reading': 'file',
  'POST /desk/api/files/:reference/contact-hold': 'file',
  'GET /desk/api/files/:reference/call-gate': 'gate',
  'GET /desk/api/files/:reference/calls': 'file',
  'POST /desk/api/files/:reference/authorisation-request': 'file',
  'POST /desk/api/files/:reference/call-attempts': 'file',
  'POST /desk/api/files/:reference/call-reopening': 'file',
  'POST /desk/api/files/:reference/invitation': 'file',
  'POST /desk/api/files/:reference/access-code': 'file',
  'POST /desk/api/files/:reference/access-code-confirmation': 'file',
  'GET /desk/api/files/:reference/appointments': 'file',
  'POST /desk/api/files/:reference/appointments': 'file',
  'POST /desk/api/files/:reference/booking-coordinator': 'file',
  'POST /desk/api/files/:reference/time-request-answer': 'file',
  'GET /desk/api/files/:reference/messages': 'file',
  'POST /desk/api/record-checks': 'practice',
  'POST /desk/api/files/:reference/mail-stop': 'file',
  'GET /desk/api/files/:reference/record': 'file',
  'GET /desk/api/appointments': 'practice',
  'POST /desk/api/appointments/:id/outcome': 'practice',
  'POST /desk/api/appointments/:id/move': 'practice',
  'POST /desk/api/appointments/:id/cancellation': 'practice',
  'GET /desk/api/availability/:coordinatorId': 'practice',
  'PUT /desk/api/availability/:coordinatorId': 'practice',
  'GET /desk/api/calendar-feed': 'practice',
  'POST /desk/api/calendar-feed': 'practice',
  'DELETE /desk/api/calendar-feed': 'practice',
}

const routes = [
  ...new Set(
    app.routes
      .filter(({ path }) => !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${splitLanguagePath(path).path}`),
  ),
]

let stranger: Visitor
let unknownPerson: Visitor
let lead: Visitor
let others: readonly Visitor[]

beforeAll(async () => {
  await prepareDatabase()
  await insertFamilyOfTwoParents(FILE, { file: { leadCoordinatorId: LEAD, conflictsReviewedAt: Date.now() } })
  const team = await createAccessTeam()
  const signIn = (email?: string) => team.createVisitor(email, withoutFloodLimits)
  stranger = await signIn()
  unknownPerson = await signIn('nobody@example.org')
  const [leading, ...rest] = [...practice.coordinators].sort((one) => (one.id === LEAD ? -1 : 1))
  lead = await signIn(leading?.email)
  others = await Promise.all(
    rest.filter(({ administrator }) => !administrator).map(({ email }) => signIn(email)),
  )
})

it('lists every route of the router, and no other', () => {
  expect(Object.keys({ ...publicRoutes, ...deskRoutes }).toSorted()).toEqual(routes.toSorted())
  expect(routes.length).toBeGreaterThan(80)
})

const toPath = (path: string, reference = FILE) =>
  path
    .replace(':reference', reference)
    .replace(':coordinatorId', LEAD)
    .replace(':id', 'none')
    .replace(':file', `${'A'.repeat(32)}.ics`)
    .replace(':section', 'nowhere')
    .replace(':item', 'none')

const selectTablesWithoutCounts = async () => ({ ...(await selectAllTables()), code_attempts: [] })

const crossSiteOrigins: readonly Record<string, string>[] = [
  { 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'https://example.net' },
  {},
]

const requestFrom = (visitor: Visitor, method: string, path: string, headers: Record<string, string>) =>
  visitor.request(path, {
    method,
    omitBrowserHeaders: true,
    headers: { ...(method !== 'GET' && { 'Content-Type': 'application/json' }), ...headers },
    ...(method !== 'GET' && { body: '{}' }),
  })

const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' }

describe.each(Object.entries(deskRoutes))('%s', (route, kind) => {
  const [method = '', path = ''] = route.split(' ')
  const statusFor = async (visitor: Visitor, address: string, headers: Record<string, string> = sameOrigin) =>
    (await changesNothing(() => requestFrom(visitor, method, address, headers))).status

  it('is refused from elsewhere, even to the lead, and changes nothing', async () => {
    for (const headers of crossSiteOrigins) expect(await statusFor(lead, toPath(path), headers)).toBe(403)
  })

  it('is refused without a sign-in, and to who is no coordinator', async () => {
    expect(await statusFor(stranger, toPath(path))).toBe(401)
    expect(await statusFor(unknownPerson, toPath(path))).toBe(403)
  })

  if (kind !== 'file') return
  it('is not there for a file that is not theirs, or no file', async () => {
    for (const other of others) expect(await statusFor(other, toPath(path))).toBe(404)
    expect(await statusFor(lead, toPath(path, 'N0NE-N0NE'))).toBe(404)
  })
})

describe.each(Object.entries(publicRoutes))('%s', (route, expected) => {
  const [method = '', path = ''] = route.split(' ')

  it('is answered to a stranger as declared, and changes nothing but the count of wrong codes', async () => {
    const visitor = createVisitor(withoutFloodLimits)
    const before = await selectTablesWithoutCounts()
    const answers = [
      await changesNothing(() => visitor.get(toPath(path))),
      await visitor.post(toPath(path), {}),
      await visitor.request(toPath(path), {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json' },
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual(expected)
    expect(await selectTablesWithoutCounts()).toEqual(before)
  })

  if (method !== 'ALL') return
  it('is refused from elsewhere, and changes nothing', async () => {
    for (const headers of crossSiteOrigins)
      expect((await changesNothing(() => requestFrom(stranger, 'POST', toPath(path), headers))).status).toBe(
        403,
      )
  })
})
