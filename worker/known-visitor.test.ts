import { describe, expect, it } from 'vitest'
import { addPageButton } from '../content/page-buttons.ts'
import { encodeFormBody } from '../forms/example.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { languages, localisePath } from '../forms/language.ts'
import { createFamilyWithInvitation } from '../tests/support/authorisation-and-invitation.ts'
import { captureConsole } from '../tests/support/console-logs.ts'
import { createParentWithFirstSection, requestResumeCode } from '../tests/support/intake-drafts.ts'
import { createParentWithFile } from '../tests/support/parent-with-file.ts'
import { publicRouteTable } from '../tests/support/public-route-table.ts'
import { limitOf } from '../tests/support/requests.ts'
import { setUpPortal } from '../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor } from '../tests/support/test-portal.ts'

setUpPortal()

const WRONG = 'K7Q4-9MX2-PT5H-W3ZC'
const ADDRESS = '198.51.100.7'

describe('in a network that a neighbour floods', () => {
  it.each(languages)(
    'the right code opens what it is for, and what follows is shown: %s',
    async (language) => {
      const { code: fileCode } = await createParentWithFile()
      const { code: invitationCode } = await createFamilyWithInvitation()
      const draftCode = await requestResumeCode(await createParentWithFirstSection())
      for (const [path, code, next] of [
        ['/file/', fileCode, '/file/'],
        ['/invitation/', invitationCode, '/invitation/yours/'],
        ['/code/', invitationCode, '/invitation/yours/'],
        ['/intake/resume/', draftCode, '/intake/tasks/'],
      ] as const) {
        const parent = createFloodedVisitor()
        expect((await parent.get(localisePath(language, path))).status, path).toBe(200)
        const opened = await parent.post(localisePath(language, path), { code: [code], device: ['own'] })
        expect([opened.status, opened.headers.get('Location')]).toEqual([303, localisePath(language, next)])
        expect((await parent.get(localisePath(language, next))).status, next).toBe(200)
      }
    },
  )

  it('whoever has begun an intake goes on with it', async () => {
    const parent = createFloodedVisitor()
    parent.cookie = (await createParentWithFirstSection()).cookie
    expect((await parent.get('/intake/how-you-come/')).status).toBe(200)
    expect((await parent.post('/intake/how-you-come/', { route: ['consent'] })).status).toBe(303)
  })

  it('a session has a limit of its own', async () => {
    const parent = createFloodedVisitor(limitOf(2))
    parent.cookie = (await createParentWithFile()).parent.cookie
    const statuses: number[] = []
    for (let count = 0; count < 3; count++) statuses.push((await parent.get('/file/')).status)
    // The flood used up what the network may ask, and the session's own limit is used up by its first two requests.
    expect(statuses).toEqual([200, 200, 429])
  })

  it.each([
    ['what is no code', '/file/', { code: ['please'] }],
    ['nothing', '/file/', {}],
    ['a code posted twice', '/file/', { code: [WRONG, WRONG] }],
    ['a code where none is asked for', '/intake/how-you-come/', { route: ['consent'], code: [WRONG] }],
    ['more than a page of “Your file” has', '/file/', { code: [WRONG], more: ['x'.repeat(33_000)] }],
  ])('%s is refused without asking the database', async (_, path, fields: FormFields) => {
    const { DB, calls } = createCountingD1()
    expect((await createFloodedVisitor(limitOf(0), { DB }).post(path, fields)).status).toBe(429)
    expect(calls).toEqual([])
  })

  it('a cookie that was never signed is none', async () => {
    const { DB, calls } = createCountingD1()
    const visitor = createFloodedVisitor(limitOf(0), { DB })
    for (const cookie of [
      '__Host-file=hash.9999999999999.c2ln',
      `__Host-intake=${'A'.repeat(43)}.own.1.sig`,
    ]) {
      visitor.cookie = cookie
      expect((await visitor.get('/intake/tasks/')).status).toBe(429)
    }
    expect(calls).toEqual([])
  })

  it('a wrong code is looked up in one call, and counted as any', async () => {
    const { DB, calls } = createCountingD1()
    const visitor = createFloodedVisitor(limitOf(0), { DB })
    expect((await visitor.post('/file/', { code: [WRONG] })).status).toBe(422)
    expect(calls).toHaveLength(1)
  })

  it('every address that looks a code up does so', async () => {
    const logs = captureConsole()
    const post = (path: string, bindings: Readonly<Record<string, unknown>>) =>
      createVisitor(bindings).request(path, {
        method: 'POST',
        body: encodeFormBody(addPageButton(path, { code: [WRONG], device: ['own'] })),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'CF-Connecting-IP': ADDRESS },
      })
    const looking: string[] = []
    for (const route of Object.keys(publicRouteTable)) {
      const [, path = ''] = route.split(' ')
      const before = logs.eventsNamed('code_refused').length
      await post(path, {})
      if (logs.eventsNamed('code_refused').length === before) continue
      looking.push(path)
      expect((await post(path, { LIMIT_REQUESTS: limitOf(0) })).status, path).not.toBe(429)
    }
    expect(looking).toEqual(expect.arrayContaining(['/file/', '/invitation/', '/intake/resume/']))
  })
})

/** A browser in a network that has used up its limit. Sessions are counted by `sessions`. */
function createFloodedVisitor(
  sessions = limitOf(Number.POSITIVE_INFINITY),
  bindings: Readonly<Record<string, unknown>> = {},
) {
  const limit = async ({ key }: { key: string }) =>
    key.startsWith('session ') ? sessions.limit({ key }) : { success: false }
  return createVisitor({ ...bindings, LIMIT_REQUESTS: { limit } })
}
