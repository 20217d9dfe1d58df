import { beforeAll, describe, expect, it } from 'vitest'
import { practice } from '../content/practice.ts'
import { splitLanguagePath } from '../forms/language.ts'
import { createAccessTeam } from '../tests/support/access-team.ts'
import { changesNothing, selectAllTables } from '../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../tests/support/desk-families.ts'
import { deskRouteTable } from '../tests/support/desk-route-table.ts'
import { setPrivacyOfficer } from '../tests/support/privacy-officers.ts'
import { fillRoutePath, foreignHeaders, publicRouteTable } from '../tests/support/public-route-table.ts'
import { withoutFloodLimits } from '../tests/support/requests.ts'
import { createVisitor, prepareDatabase, type Visitor } from '../tests/support/test-portal.ts'
import { app } from './index.ts'

const FILE = 'F11E-F11E'
const LEAD = 'camille-verdier'

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
  setPrivacyOfficer(null)
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
  expect(Object.keys({ ...publicRouteTable, ...deskRouteTable }).toSorted()).toEqual(routes.toSorted())
  expect(routes.length).toBeGreaterThan(80)
})

const selectTablesWithoutCounts = async () => ({ ...(await selectAllTables()), code_attempts: [] })

const requestFrom = (visitor: Visitor, method: string, path: string, headers: Record<string, string>) =>
  visitor.request(path, {
    method,
    omitBrowserHeaders: true,
    headers: { ...(method !== 'GET' && { 'Content-Type': 'application/json' }), ...headers },
    ...(method !== 'GET' && { body: '{}' }),
  })

/** The product with all of them is in the deep test beside this one. */
const quickForeignHeaders = foreignHeaders.slice(0, 4)

const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' }

describe.each(Object.entries(deskRouteTable))('%s', (route, { kind }) => {
  const [method = '', path = ''] = route.split(' ')
  const statusFor = async (visitor: Visitor, address: string, headers: Record<string, string> = sameOrigin) =>
    (await changesNothing(() => requestFrom(visitor, method, address, headers))).status

  it('is refused from elsewhere, even to the lead, and changes nothing', async () => {
    for (const headers of quickForeignHeaders)
      expect(await statusFor(lead, fillRoutePath(path, FILE), headers)).toBe(403)
  })

  it('is refused without a sign-in, and to who is no coordinator', async () => {
    expect(await statusFor(stranger, fillRoutePath(path, FILE))).toBe(401)
    expect(await statusFor(unknownPerson, fillRoutePath(path, FILE))).toBe(403)
  })

  if (kind !== 'file') return
  it('is not there for a file that is not theirs, or no file', async () => {
    for (const other of others) expect(await statusFor(other, fillRoutePath(path, FILE))).toBe(404)
    expect(await statusFor(lead, fillRoutePath(path, 'N0NE-N0NE'))).toBe(404)
  })
})

describe.each(Object.entries(publicRouteTable))('%s', (route, { stranger: expected }) => {
  const [method = '', path = ''] = route.split(' ')

  it('is answered to a stranger as declared, and changes nothing but the count of wrong codes', async () => {
    const visitor = createVisitor(withoutFloodLimits)
    const before = await selectTablesWithoutCounts()
    const answers = [
      await changesNothing(() => visitor.get(fillRoutePath(path, FILE))),
      await visitor.post(fillRoutePath(path, FILE), {}),
      await visitor.request(fillRoutePath(path, FILE), {
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
    for (const headers of quickForeignHeaders)
      expect(
        (await changesNothing(() => requestFrom(stranger, 'POST', fillRoutePath(path, FILE), headers)))
          .status,
      ).toBe(403)
  })
})
