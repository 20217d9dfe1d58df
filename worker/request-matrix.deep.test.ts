import { beforeAll, describe, expect, it } from 'vitest'
import { addPageButton } from '../content/page-buttons.ts'
import { practice } from '../content/practice.ts'
import { languages, localisePath } from '../forms/language.ts'
import { createAccessTeam } from '../tests/support/access-team.ts'
import { changesNothing } from '../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../tests/support/desk-families.ts'
import { deskRouteTable } from '../tests/support/desk-route-table.ts'
import { createLostDraftCookie } from '../tests/support/intake-drafts.ts'
import { createParentWithFile } from '../tests/support/parent-with-file.ts'
import {
  emptyBodies,
  fillRoutePath,
  foreignHeaders,
  publicRouteTable,
} from '../tests/support/public-route-table.ts'
import { withOtherBindings, withoutFloodLimits } from '../tests/support/requests.ts'
import { prepareDatabase, type Visitor } from '../tests/support/test-portal.ts'

const FILE = 'F11E-F11E'
const LOST = 'parent whose draft has ended'
const UNSAFE_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

/** Everybody who may ask, each in a browser of their own: strangers, parents of either side and of other files, the desk. */
const visitors = new Map<string, Visitor>()

beforeAll(async () => {
  await prepareDatabase()
  const file = { leadCoordinatorId: 'camille-verdier', conflictsReviewedAt: Date.now() }
  await insertFamilyOfTwoParents(FILE, { file })
  const team = await createAccessTeam()
  const signIn = (email?: string) => team.createVisitor(email, withoutFloodLimits)
  visitors.set('stranger', await signIn())
  visitors.set('nobody of the practice', await signIn('nobody@example.org'))
  for (const { id, email } of practice.coordinators) visitors.set(id, await signIn(email))
  for (const role of ['parent', 'parent of another file']) {
    const { parent } = await createParentWithFile({ overrides: withoutFloodLimits })
    visitors.set(role, withOtherBindings(parent, { ...withoutFloodLimits, ACCESS_TEAM_DOMAIN: team.domain }))
  }
  const lost = await signIn()
  lost.cookie = await createLostDraftCookie()
  visitors.set(LOST, lost)
})

/** Asks as a visitor whose cookie stays what it is, whatever is answered. */
async function ask(
  role: string,
  method: string,
  path: string,
  headers: Headers,
  [, type, body]: EmptyBody = ['other', undefined, () => null],
): Promise<number> {
  const visitor = visitors.get(role)
  if (!visitor) throw new Error(`Nobody is “${role}”`)
  const { cookie } = visitor
  const { status } = await visitor.request(path, {
    method,
    omitBrowserHeaders: true,
    headers: { ...(type !== undefined && { 'Content-Type': type }), ...headers },
    ...(method !== 'GET' && { body: body(addPageButton(path, {}).press?.[0] ?? '') }),
  })
  visitor.cookie = cookie
  return status
}

type EmptyBody = (typeof emptyBodies)[number]
type Headers = Readonly<Record<string, string>>

const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length] as Item

const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' }
const byOriginAlone = { Origin: 'https://lantern-street.example.com' }

/** A webhook comes from elsewhere, and counts by its signature. */
const isWebhook = (route: string): boolean => route.includes(' /webhooks/')
const guardedRoutes = Object.keys({ ...publicRouteTable, ...deskRouteTable }).filter(
  (route) => !isWebhook(route),
)

describe.each(guardedRoutes)('%s', (route) => {
  const [method = '', path = ''] = route.split(' ')
  const isForDesk = path.startsWith('/desk/api/')
  const methods = isForDesk ? [...new Set([method, ...UNSAFE_METHODS])] : UNSAFE_METHODS

  const refuse = async (role: string, unsafe: string, address: string, headers: Headers, body: EmptyBody) => {
    const status = await ask(role, unsafe, address, headers, body)
    expect(status, `${unsafe} as ${role}, ${JSON.stringify(headers)}, ${body[1]}`).toBe(403)
  }

  it('is refused from elsewhere to everybody, in either language', async () => {
    await changesNothing(async () => {
      let n = 0
      const roles = [...visitors.keys()]
      // Each role with each kind of header, and the languages, methods and contents in turn.
      for (const role of roles)
        for (const headers of foreignHeaders) {
          const address = localisePath(pick(languages, n + roles.indexOf(role)), fillRoutePath(path, FILE))
          await refuse(role, pick(methods, n), address, headers, pick(emptyBodies, n))
          n++
        }
    })
  })

  it('is refused from elsewhere by every method and with any content', async () => {
    const address = fillRoutePath(path, FILE)
    await changesNothing(async () => {
      for (const headers of foreignHeaders)
        for (const body of emptyBodies)
          for (const unsafe of methods) await refuse('camille-verdier', unsafe, address, headers, body)
    })
  })
})

describe.each(Object.entries(publicRouteTable))(
  '%s',
  (route, { stranger, lostDraft = stranger[0], parent = [stranger[0], stranger[1]] }) => {
    const [method = '', path = ''] = route.split(' ')
    const inEither = /^[/](?:healthz|calendar|webhooks)/.test(path) ? (['en'] as const) : languages

    it.each(inEither)(
      'answers each as the table says, from wherever a page is opened, in %s',
      async (language) => {
        const address = localisePath(language, fillRoutePath(path, FILE))
        await changesNothing(async () => {
          for (const role of ['stranger', LOST, 'parent', 'parent of another file'])
            for (const headers of [sameOrigin, ...foreignHeaders]) {
              const expected = { stranger: stranger[0], [LOST]: lostDraft }[role] ?? parent[0]
              expect(await ask(role, 'GET', address, headers), `${role} ${JSON.stringify(headers)}`).toBe(
                expected,
              )
            }
        })
      },
    )

    if (method !== 'ALL') return
    it.each(languages)(
      'takes a form, by whichever header it says its origin, and no other content, in %s',
      async (language) => {
        const address = localisePath(language, fillRoutePath(path, FILE))
        const [, form, other] = stranger
        for (const headers of [sameOrigin, byOriginAlone])
          for (const body of emptyBodies) {
            const [kind, type] = body
            expect(await ask('stranger', 'POST', address, headers, body), `${kind} ${type}`).toBe(
              kind === 'form' ? form : other,
            )
          }
        // A section or an item that does not exist has no methods.
        const isNowhere = path.includes(':') && stranger[0] === 404
        for (const unsafe of ['PUT', 'PATCH', 'DELETE'])
          expect(await ask('stranger', unsafe, address, sameOrigin)).toBe(isNowhere ? 404 : 405)
      },
    )
  },
)

describe.each(Object.entries(deskRouteTable))('%s', (route, { kind, officer }) => {
  const [method = '', path = ''] = route.split(' ')

  it.each(languages)('is there for nobody else, with whatever content, in %s', async (language) => {
    const ofFile = localisePath(language, fillRoutePath(path, FILE))
    const ofNone = localisePath(language, fillRoutePath(path, 'N0NE-N0NE'))
    await changesNothing(async () => {
      for (const body of emptyBodies)
        for (const headers of [sameOrigin, byOriginAlone]) {
          for (const role of ['stranger', 'parent', 'parent of another file'])
            expect(await ask(role, method, ofFile, headers, body), role).toBe(401)
          expect(await ask('nobody of the practice', method, ofFile, headers, body)).toBe(403)
          if (kind !== 'file') continue
          // A privacy officer needs no part in the file for what is theirs.
          if (officer === undefined)
            expect(await ask('jules-hartwell', method, ofFile, headers, body)).toBe(404)
          for (const { id } of practice.coordinators)
            expect(await ask(id, method, ofNone, headers, body), id).toBe(404)
        }
    })
  })
})
