import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { listPagePosts } from '../../forms/example.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import {
  createFamilyWithInvitation,
  enterInvitationCode,
} from '../../tests/support/authorisation-and-invitation.ts'
import { BOOKING_NOW, createBookingParent } from '../../tests/support/booking-actions.ts'
import { changesNothing, countRows } from '../../tests/support/database-rows.ts'
import { omitBlankFields } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor } from '../../tests/support/test-portal.ts'

setUpPortal({ now: BOOKING_NOW })

const pages = listPagePosts(intakeForm, intakeExamples.byOneParent.fields)

/** A browser that sends no cookie, whatever it is given. */
function createVisitorWithoutCookies() {
  const visitor = createVisitor()
  return {
    get: (path: string) => {
      visitor.cookie = ''
      return visitor.get(path)
    },
    post: (...posted: Parameters<typeof visitor.post>) => {
      visitor.cookie = ''
      return visitor.post(...posted)
    },
  }
}

describe.each(languages)('a browser that keeps no cookie, in %s', (language: Language) => {
  const at = (path: string) => localisePath(language, path)

  it.each(pages)('is told so at the first save, with what was typed: $path', async ({ path, fields }) => {
    const visitor = createVisitorWithoutCookies()
    const opened = await visitor.get(at(path))
    expect(opened.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-cookie=yes; .*HttpOnly; Secure/),
    ])
    const { revision = '' } = await parsePage(opened)
    const answer = await changesNothing(() => visitor.post(at(path), { ...fields, revision: [revision] }))
    const page = await parsePage(answer)
    expect([page.status, page.summary?.notice]).toEqual([403, formNoticeWording.noCookie[language]])
    const { press: _, ...typed } = fields as Record<string, readonly string[]>
    expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(typed))
    expect(answer.headers.get('Location')).toBeNull()
  })

  it.each([
    ['/file/', { code: ['ABCD'] }],
    ['/intake/resume/', { code: ['ABCD'], device: ['own'] }],
    ['/invitation/', { code: ['ABCDE'] }],
  ])('is told so before a code is tried: %s', async (path, typed) => {
    const { code } = await createBookingParent()
    const visitor = createVisitorWithoutCookies()
    for (const fields of [typed, { ...typed, code: [code] }]) {
      const page = await parsePage(
        await changesNothing(() => visitor.post(at(path), { ...fields, 'from-page': [''] })),
      )
      expect([page.status, page.summary?.notice]).toEqual([403, formNoticeWording.noCookie[language]])
      expect(page.filledFields.code).toEqual(fields.code)
    }
  })
})

describe('a browser that keeps cookies', () => {
  it('gets the empty cookie once, and saves at the first press', async () => {
    const visitor = createVisitor()
    const { revision = '' } = await parsePage(await visitor.get('/intake/start/'))
    expect((await visitor.get('/intake/you/')).headers.getSetCookie()).toEqual([])
    const saved = await visitor.post('/intake/start/', {
      device: ['own'],
      route: ['one-parent'],
      revision: [revision],
    })
    expect([saved.status, await countRows('drafts')]).toEqual([303, 1])
  })

  it.each(['/file/', '/file/code/'])('opens the file at the first press: %s', async (path) => {
    const { code } = await createBookingParent()
    const visitor = createVisitor()
    await visitor.get(path)
    expect((await visitor.post('/file/', { code: [code], 'from-page': [''] })).status).toBe(303)
  })

  it.each(['/intake/leave/', '/intake/delete/', '/invitation/decline/'])(
    'is left with none of ours by whoever leaves for good: %s',
    async (path) => {
      const parent = await enterInvitationCode((await createFamilyWithInvitation()).code)
      parent.cookie = [parent.cookie, '__Host-cookie=yes'].join('; ')
      const removed = (await parent.post(path)).headers.getSetCookie()
      for (const name of ['__Host-cookie', '__Host-invitation'])
        expect(removed).toContainEqual(expect.stringMatching(new RegExp(`^${name}=; Max-Age=0`)))
      expect((await createVisitor().post('/intake/leave/')).headers.getSetCookie()).toEqual([])
    },
  )

  it('saves at the second press when it lost its cookies since it opened the page', async () => {
    const visitor = createVisitor()
    const { revision = '' } = await parsePage(await visitor.get('/intake/start/'))
    visitor.cookie = ''
    const fields = { device: ['own'], route: ['one-parent'], revision: [revision] }
    expect((await visitor.post('/intake/start/', fields)).status).toBe(403)
    expect((await visitor.post('/intake/start/', fields)).status).toBe(303)
  })
})
