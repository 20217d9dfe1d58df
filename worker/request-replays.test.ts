import { describe, expect, it } from 'vitest'
import { bookingExamples } from '../content/forms/booking/examples.ts'
import { authorisationExamples } from '../content/forms/contact-authorisation/examples.ts'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { splitLanguagePath } from '../forms/language.ts'
import { type AccessTeam, createAccessTeam } from '../tests/support/access-team.ts'
import {
  createFamilyWithInvitation,
  createOtherParentWithDraft,
  enterInvitationCode,
  insertGrantedAuthorisation,
} from '../tests/support/authorisation-and-invitation.ts'
import {
  BOOKING_NOW,
  CHANGEABLE_START,
  createBookingParent,
  createParentWithAppointment,
  createParentWithHeldTime,
  parseChosenFields,
} from '../tests/support/booking-actions.ts'
import { createCookieJarVisitor } from '../tests/support/cookie-jar-visitor.ts'
import {
  changesNothing,
  type DatabaseRow,
  queryRows,
  selectAllTables,
} from '../tests/support/database-rows.ts'
import {
  type DeskRouteRow,
  deskRouteTable,
  insertTableFile,
  TABLE_FILE,
} from '../tests/support/desk-route-table.ts'
import { chooseCases } from '../tests/support/explored-cases.ts'
import {
  createParentWithDraft,
  declarationFields,
  requestResumeCode,
} from '../tests/support/intake-drafts.ts'
import { createParentWithFile, fillAuthorisationForm } from '../tests/support/parent-with-file.ts'
import { setPrivacyOfficer } from '../tests/support/privacy-officers.ts'
import { withOtherBindings, withoutFloodLimits } from '../tests/support/requests.ts'
import { setUpPortal } from '../tests/support/set-up-portal.ts'
import { giveFileToStandIn } from '../tests/support/stand-ins.ts'
import { createVisitor, type Visitor } from '../tests/support/test-portal.ts'
import { app } from './index.ts'

setUpPortal({ now: BOOKING_NOW })

/** Lists the tables of which a row differs. */
const listChangedTables = (
  before: Record<string, readonly DatabaseRow[]>,
  after: Record<string, readonly DatabaseRow[]>,
) => Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))

/** Counts the rows of each table but that of wrong codes, which counts by the connection. */
const countRowsOfTables = ({ code_attempts: _, ...tables }: Record<string, readonly DatabaseRow[]>) =>
  Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]))

const emails = {
  ...{ lead: 'camille', administrator: 'robin', assistant: 'jules', standIn: 'jules' },
  officer: 'jules',
} as const
type Role = keyof typeof emails

let team: AccessTeam

/** Sends to a route of the desk what the desk would send, as one role, to a file made for it. */
async function askAs(role: Role, route: string, row: DeskRouteRow) {
  const [method = '', path = ''] = route.split(' ')
  await insertTableFile(row)
  if (role === 'assistant')
    await queryRows(
      "update files set legal_coordinator_id = 'jules-hartwell' where lead_coordinator_id is not null",
    )
  if (role === 'standIn') await giveFileToStandIn(TABLE_FILE, 'camille-verdier', 'jules-hartwell')
  setPrivacyOfficer(role === 'officer' ? 'jules-hartwell' : null)
  team = await createAccessTeam()
  const visitor = await team.createVisitor(`${emails[role]}@lantern-street.example.com`, withoutFloodLimits)
  const address = path
    .replace(':reference', TABLE_FILE)
    .replace(':coordinatorId', 'camille-verdier')
    .replace(':id', 'appointment')
  const init = method === 'GET' ? {} : { body: JSON.stringify(row.body?.() ?? {}) }
  const ask = () =>
    visitor.request(address, { method, headers: { 'Content-Type': 'application/json' }, ...init })
  const before = await selectAllTables()
  const { status } = await ask()
  return { ask, status, before, after: await selectAllTables() }
}

describe.each(Object.entries(deskRouteTable))('%s', (route, row) => {
  const doer =
    (['lead', 'administrator', 'officer'] as const).find((role) => (row[role] ?? 404) < 300) ?? 'lead'
  const expected = { standIn: row.lead, officer: row.kind === 'file' ? 404 : row.assistant, ...row }
  const roles = chooseCases(Object.keys(emails) as Role[], (role) => role === doer)

  it.each(roles)(
    'answers the %s as the table says, and changes nothing unless it is allowed',
    async (role) => {
      const { ask, status, before, after } = await askAs(role, route, row)
      expect(status).toBe(expected[role])
      if (status >= 300 || route.startsWith('GET ')) expect(after).toEqual(before)
      if (role !== doer) return
      const again = await ask()
      expect(again.status).toBe(row.again ?? expected[role])
      expect(listChangedTables(after, await selectAllTables())).toEqual(row.changedAgain ?? [])
    },
  )
})

interface Posted {
  readonly visitor: Visitor
  readonly path: string
  readonly fields?: FormFields
}

/** What a parent’s browser posts by each button that changes something, and the tables that a second press changes too. */
const parentPosts: Readonly<
  Record<string, readonly [post: () => Promise<Posted>, changedAgain?: string[], status?: number]>
> = {
  '/intake/:section/': [
    async () => ({
      visitor: await createParentWithDraft(),
      path: '/intake/how-you-come/',
      fields: { route: ['one-parent'] },
    }),
    // The sum of the revisions tells whether anything was saved since.
    ['draft_sections'],
  ],
  '/intake/send/': [
    async () => ({
      visitor: await createParentWithDraft(),
      path: '/intake/send/',
      fields: declarationFields,
    }),
  ],
  '/joining/send/': [
    async () => {
      const { code } = await createFamilyWithInvitation()
      return {
        visitor: await createOtherParentWithDraft(code, intakeExamples.byConsent.fields),
        path: '/joining/send/',
        fields: declarationFields,
      }
    },
  ],
  '/intake/resume-code/': [
    async () => ({
      visitor: await createParentWithDraft(),
      path: '/intake/resume-code/',
      fields: { press: ['show'] },
    }),
    // Each press shows a new code, which replaces the one before.
    ['drafts'],
    200,
  ],
  '/intake/resume/': [
    async () => ({
      visitor: createVisitor(),
      path: '/intake/resume/',
      fields: { code: [await requestResumeCode(await createParentWithDraft())], device: ['own'] },
    }),
    // Each time, the draft moves to the browser that resumed it.
    ['draft_sections', 'drafts'],
  ],
  '/intake/delete/': [async () => ({ visitor: await createParentWithDraft(), path: '/intake/delete/' })],
  '/intake/leave/': [
    async () => ({ visitor: await createParentWithDraft(), path: '/intake/leave/' }),
    [],
    204,
  ],
  '/file/': [
    async () => ({
      visitor: createVisitor(),
      path: '/file/',
      fields: { code: [(await createBookingParent()).code] },
    }),
  ],
  '/file/close/': [async () => ({ visitor: (await createBookingParent()).parent, path: '/file/close/' })],
  '/file/authorise/': [
    async () => {
      const { parent } = await createBookingParent()
      return { visitor: parent, ...(await fillAuthorisationForm(parent, authorisationExamples.plain.fields)) }
    },
  ],
  '/file/stop/': [
    async () => {
      const { parent, fileId } = await createBookingParent()
      await insertGrantedAuthorisation(fileId)
      return { visitor: parent, path: '/file/stop/' }
    },
  ],
  '/file/book/': [
    async () => {
      const { parent } = await createBookingParent()
      const hidden = await parseChosenFields(await parent.get('/file/book/'), '/file/book/')
      return { visitor: parent, path: '/file/book/', fields: { ...hidden, start: [CHANGEABLE_START] } }
    },
    // The hold is placed anew, for another ten minutes.
    ['appointment_slots', 'appointments', 'attendances'],
  ],
  '/file/book/check/': [
    async () => {
      const { parent, path, fields } = await createParentWithHeldTime()
      return { visitor: parent, path, fields }
    },
  ],
  '/file/book/request/': [
    async () => {
      const { parent } = await createBookingParent()
      const path = '/file/book/request/'
      return {
        visitor: parent,
        path,
        fields: {
          ...bookingExamples.plain.fields,
          ...(await parseChosenFields(await parent.get(path), path)),
        },
      }
    },
  ],
  '/code/': [
    async () => ({
      visitor: createVisitor(),
      path: '/code/',
      fields: { code: [(await createBookingParent()).code] },
    }),
  ],
  '/file/more/:page/': [
    async () => {
      const { parent } = await createBookingParent()
      const path = '/file/more/what-you-need/'
      const hidden = await parseChosenFields(await parent.get(path), path)
      return { visitor: parent, path, fields: { interpreter: ['Dari'], ...hidden } }
    },
  ],
  '/file/withdraw/': [
    async () => ({ visitor: (await createBookingParent()).parent, path: '/file/withdraw/' }),
  ],
  '/file/appointment/cancel/': [
    async () => {
      const { parent } = await createParentWithAppointment()
      const path = '/file/appointment/cancel/'
      return { visitor: parent, path, fields: await parseChosenFields(await parent.get(path), path) }
    },
  ],
  '/file/joint-consent/': [
    async () => ({
      visitor: (await createBookingParent()).parent,
      path: '/file/joint-consent/',
      fields: { agrees: ['yes'] },
    }),
  ],
  '/file/joining-code/': [
    async () => ({
      visitor: (await createParentWithFile({ parent: { route: 'consent' } })).parent,
      path: '/file/joining-code/',
      fields: { press: ['give'] },
    }),
  ],
  '/receipt/': [
    async () => ({ visitor: createVisitor(), path: '/receipt/', fields: { text: ['a receipt'] } }),
    ['code_attempts'],
    200,
  ],
  '/invitation/': [
    async () => ({
      visitor: createVisitor(),
      path: '/invitation/',
      fields: { code: [(await createFamilyWithInvitation()).code] },
    }),
  ],
  '/invitation/start/': [
    async () => ({
      visitor: await enterInvitationCode((await createFamilyWithInvitation()).code),
      path: '/invitation/start/',
    }),
  ],
  '/invitation/decline/': [
    async () => ({
      visitor: await enterInvitationCode((await createFamilyWithInvitation()).code),
      path: '/invitation/decline/',
    }),
  ],
}

describe.each(Object.entries(parentPosts))('POST %s', (_, [begin, changedAgain = [], expected = 303]) => {
  it('pressed twice is answered alike, and done once', async () => {
    const { visitor, path, fields = {} } = await begin()
    // The second press comes from the same page, before the browser has the first answer.
    const tab = withOtherBindings(visitor, {})
    const first = await visitor.post(path, fields)
    const after = await selectAllTables()
    const second = await tab.post(path, fields)
    expect([first.status, second.status]).toEqual([expected, expected])
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
    const afterSecond = await selectAllTables()
    expect(listChangedTables(after, afterSecond)).toEqual(changedAgain)
    expect(countRowsOfTables(afterSecond)).toEqual(countRowsOfTables(after))
  })

  it('posted by the parent of another file changes no row of the first one', async () => {
    const { path, fields = {} } = await begin()
    const before = await selectAllTables()
    const other = createCookieJarVisitor()
    await other.post('/file/', { code: [(await createBookingParent()).code] })
    await other.post(path, withoutCodes(fields))
    const after = await selectAllTables()
    for (const [name, rows] of Object.entries(before))
      expect(after[name], name).toEqual(expect.arrayContaining(rows))
  })
})

/** What acts without a button: a page of a form is saved by Enter too, a script leaves, and a receipt is only looked up. */
const withoutButton = ['/intake/:section/', '/intake/leave/', '/receipt/']

const otherButtons: readonly [string, FormFields][] = [
  ['no button', { press: [], agrees: [] }],
  ['an unknown one', { press: ['continue'], agrees: ['maybe'] }],
  ['the switch of the language', { press: ['language'], agrees: [] }],
  ['two buttons', { press: ['open', 'stop'], agrees: ['yes', 'no'] }],
]
const buttonCases = Object.entries(parentPosts)
  .filter(([path]) => !withoutButton.includes(path))
  .flatMap(([address, [begin]], page) =>
    otherButtons.map(([name, other], index) => ({
      ...{ address, name, begin, other },
      // The first page without a button, the next with an unknown one, and so on.
      standsForOthers: index === page % otherButtons.length,
    })),
  )

it.each(chooseCases(buttonCases, ({ standsForOthers }) => standsForOthers))(
  'POST $address without its button does nothing: $name',
  async ({ begin, other }) => {
    const { visitor, path, fields = {} } = await begin()
    const { cookie } = visitor
    const answer = await changesNothing(() => visitor.post(path, { ...fields, ...other }))
    expect(answer.status).toBeLessThan(500)
    // A session is at most renewed. Where it would begin or end, there is still none or still one.
    expect(visitor.cookie.split('=')[0]).toBe(cookie.split('=')[0])
  },
)

/** A code opens what it opens, whoever enters it. */
const withoutCodes = ({ code: _, ...fields }: FormFields): FormFields => fields

it('covers every address of parents that takes a post and does something with it', () => {
  const listed = new Set(Object.keys(parentPosts))
  const paths = app.routes
    .filter(({ method, path }) => method === 'ALL' && !path.endsWith('*'))
    // Every form has the same addresses, which createFormRoutes answers.
    .map(({ path }) => splitLanguagePath(path).path.replace(/^\/joining\//, '/intake/'))
  expect([...new Set(paths)].filter((path) => !listed.has(path)).toSorted()).toEqual(withoutPosts.toSorted())
})

/** These answer 405 to a post (worker/request-matrix.test.ts); an item of a list is saved as a section is. */
const withoutPosts = [
  '/file/more/',
  '/intake/:section/:item/',
  '/intake/begin/',
  '/intake/check/',
  '/intake/sent/',
  '/intake/tasks/',
  '/intake/deleted/',
  '/file/code/',
  '/file/opened/',
  '/file/receipt/',
  '/file/receipt/download/',
  '/file/appointment/',
  '/file/appointment/calendar/',
  '/file/appointment/cancelled/',
  '/invitation/yours/',
  '/invitation/declined/',
]
