import { describe, expect, it } from 'vitest'
import { uninvitedWording } from '../../content/authorisation/invitation.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { listPagePosts } from '../../forms/example.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import {
  createFamilyWithInvitation,
  enterInvitationCode,
} from '../../tests/support/authorisation-and-invitation.ts'
import { changesNothing, countRows } from '../../tests/support/database-rows.ts'
import {
  createLostDraftCookie,
  createParentWithDraft,
  createParentWithFirstSection,
  omitBlankFields,
  readTypedFields,
} from '../../tests/support/intake-drafts.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const { fields: family } = intakeExamples.byOneParent
const pages = listPagePosts(intakeForm, family)

/** The browser forgot every cookie, or that of the draft alone. */
const cookiesLeft = { none: '', another: '__Host-cookie=yes' }

describe.each(languages)('a page of a draft whose cookie the browser lost, in %s', (language) => {
  it.each(pages)(
    'says so, and keeps what was typed until it is saved again: $path',
    async ({ path, fields }) => {
      const address = localisePath(language, path)
      const { press: _, ...typed } = fields as Record<string, readonly string[]>
      for (const cookie of Object.values(cookiesLeft)) {
        const parent = await createParentWithDraft(family, language)
        const { revision = '' } = await parsePage(await parent.get(address))
        parent.cookie = cookie
        const answer = await changesNothing(() => parent.post(address, { ...fields, revision: [revision] }))
        const page = await parsePage(answer)
        expect([page.status, page.summary?.notice]).toEqual([410, formNoticeWording.draftForgotten[language]])
        expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(typed))
        const drafts = await countRows('drafts')
        const again = await parent.post(address, { ...fields, revision: [page.revision ?? ''] })
        expect([again.status, await countRows('drafts')]).toEqual([303, drafts + 1])
        if (!/\/(children|children-more|orders)\/$/.test(path))
          expect(await readTypedFields(parent, address)).toEqual(omitBlankFields(typed))
      }
    },
  )
})

describe('a page of a draft whose cookie the browser lost', () => {
  it.each([
    ['that was never saved', '/intake/you/', { legalName: ['Morgan'] }],
    ['with mistakes', '/intake/you/', { legalName: [''], 'birthDate-day': ['99'] }],
    ['of a list to which another is added', '/intake/children/', { press: ['add'] }],
    ['of an item that is removed', '/intake/children/01/', { childName: ['Noa'], press: ['remove'] }],
  ])('says so: one %s', async (_, path, fields) => {
    const parent = await createParentWithFirstSection()
    const { revision = '' } = await parsePage(await parent.get(path))
    parent.cookie = cookiesLeft.another
    const page = await parsePage(
      await changesNothing(() => parent.post(path, { ...fields, revision: [revision] })),
    )
    expect([page.status, page.summary?.notice]).toEqual([410, formNoticeWording.draftForgotten.en])
    expect(page.summary?.problems).toEqual([])
    const { press: _press, ...typed } = fields as Record<string, readonly string[]>
    expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(typed))
  })

  it('begins a draft at the first save where there was none', async () => {
    const visitor = createVisitor()
    const { revision = '' } = await parsePage(await visitor.get('/intake/start/'))
    visitor.cookie = cookiesLeft.another
    const saved = await visitor.post('/intake/start/', {
      device: ['own'],
      route: ['one-parent'],
      revision: [revision],
    })
    expect([saved.status, await countRows('drafts')]).toEqual([303, 1])
  })
})

describe('a page that begins a request of one’s own', () => {
  const says = async (
    visitor: { get(path: string): Promise<Response> },
    path: string,
    language: Language = 'en',
  ) =>
    (await parseVisiblePage(await visitor.get(localisePath(language, path)))).text.includes(
      uninvitedWording.called[language],
    )

  it.each(pages)('says where the code of an invitation is entered: $path', async ({ path }) => {
    for (const language of languages) {
      expect(await says(createVisitor(), path, language)).toBe(true)
      const lost = createVisitor()
      lost.cookie = await createLostDraftCookie()
      expect(await says(lost, path, language)).toBe(true)
      const { links } = await parsePage(await createVisitor().get(localisePath(language, path)))
      expect(links.map(({ href }) => href)).toContain(localisePath(language, '/invitation/'))
    }
  })

  it('does not say so once there is a draft, or an invitation was begun with', async () => {
    expect(await says(await createParentWithFirstSection(), '/intake/you/')).toBe(false)
    const otherParent = await enterInvitationCode((await createFamilyWithInvitation()).code)
    expect(await says(otherParent, '/intake/start/')).toBe(true)
    await otherParent.post('/invitation/start/')
    expect(await says(otherParent, '/intake/start/')).toBe(false)
  })
})
