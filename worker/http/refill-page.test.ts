import { describe, expect, it } from 'vitest'
import { bookingExamples } from '../../content/forms/booking/examples.ts'
import { timeRequestSection } from '../../content/forms/booking/index.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authoriseSection } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { encodeFormBody, getSectionFields, listPagePosts } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { BOOKING_NOW, createBookingParent } from '../../tests/support/booking-actions.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { createParentWithDraft, omitBlankFields } from '../../tests/support/intake-drafts.ts'
import { parseHtml, readAttributes } from '../../tests/support/parse-html.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal({ now: BOOKING_NOW })

const { byOneParent, mistakes, full } = intakeExamples

/** Where the switch of a page leads: the address of its button, or else of its link. */
async function readSwitch(response: Response): Promise<string | undefined> {
  const page = parseHtml(await response.text())
  return [
    ...readAttributes(page, '.masthead__link[lang]', 'formaction'),
    ...readAttributes(page, '.masthead__link[lang]', 'href'),
  ][0]
}

const press = (visitor: Visitor, path: string, fields: FormFields) =>
  visitor.request(path, {
    method: 'POST',
    body: encodeFormBody({ ...fields, press: ['language'] }),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })

describe('the address of the other language', () => {
  const addresses = [
    ...listPagePosts(intakeForm, byOneParent.fields).map(({ path }) => path),
    '/intake/children/',
    '/intake/children/0new/',
    '/intake/children/01/?then=check',
    '/intake/children/?then=check',
    '/intake/you/?then=check',
    '/intake/check/',
    '/intake/tasks/',
    '/intake/resume/',
    '/intake/delete/',
    '/file/book/?way=phone&timeZone=America%2FVancouver&from=2026-12-01',
    '/file/book/request/',
    '/file/authorise/',
    '/file/stop/',
    '/file/',
    '/invitation/',
    '/receipt/',

    `/intake/you/?a=${encodeURIComponent('"><b>&amp;')}`,
  ]

  it.each(addresses)('is the same, of the same item, with its query: %s', async (address) => {
    const parent = address.startsWith('/file/')
      ? (await createBookingParent()).parent
      : await createParentWithDraft()
    const there = await readSwitch(await parent.get(address))
    expect(there).toBe(`/fr${address}`)
    const answer = await parent.get(there ?? '')
    expect(await readSwitch(answer)).toBe(address)
  })

  it.each(languages)('is that of the page when it comes back with mistakes, in %s', async (language) => {
    const parent = await createParentWithDraft()
    const other = languages.find((each) => each !== language) as Language
    const at = (path: string) => localisePath(language, path)
    const child = '/intake/children/02/?then=check'
    const mistaken = await parent.post(at(child), { 'childBirthDate-day': ['99'], press: ['save'] })
    expect([mistaken.status, await readSwitch(mistaken)]).toEqual([422, localisePath(other, child)])
    const sent = await parent.post(at('/intake/send/'), {})
    expect([sent.status, await readSwitch(sent)]).toEqual([422, localisePath(other, '/intake/check/')])
  })

  it('keeps where one came from in the link back to the list', async () => {
    const parent = await createParentWithDraft()
    const { links } = await parsePage(await parent.get('/intake/children/01/?then=check'))
    expect(links.map(({ href }) => href)).toContain('/intake/children/?then=check')
  })
})

describe.each(languages)('switching to the other language, from %s', (language) => {
  const other = languages.find((each) => each !== language) as Language
  const there = (path: string) => localisePath(other, path)

  it.each([...listPagePosts(intakeForm, mistakes.fields), ...listPagePosts(intakeForm, full.fields)])(
    'keeps what was typed, mistakes and all, and saves nothing: $path',
    async ({ path, fields }) => {
      const parent = await createParentWithDraft(byOneParent.fields, language)
      const typed = { ...fields, revision: ['7'] }
      const answer = await changesNothing(() => press(parent, there(`${path}?then=check`), typed))
      const html = await answer.clone().text()
      const page = await parsePage(answer)
      expect([page.status, page.language, page.revision]).toEqual([200, `${other}-CA`, '7'])
      expect(html).toMatch(/<form [^>]*data-unsaved/)
      expect(page.action).toBe(there(`${path}?then=check`))
      const { press: _, ...shown } = fields as Record<string, readonly string[]>
      const offered = Object.fromEntries(Object.entries(shown).filter(([name]) => isFreeText(html, name)))
      expect(page.filledFields).toMatchObject(offered)
      // What was emptied or not ticked does not come back from what is saved.
      for (const [name, values] of Object.entries(omitBlankFields(page.filledFields)))
        expect(shown[name] ?? [], name).toEqual(values)
    },
  )

  it.each(['', 'America/Regina', 'Asia/Kathmandu', 'Etc/"&<b>', 'Nowhere/City'])(
    'keeps the time zone as it was chosen, and chooses none: %j',
    async (timeZone) => {
      const parent = await createParentWithDraft(byOneParent.fields, language)
      const page = await parsePage(await press(parent, there('/intake/you-more/'), { timeZone: [timeZone] }))
      expect(page.filledFields.timeZone).toEqual([timeZone])
      const mended = await parsePage(
        await parent.post(there('/intake/you-more/'), { timeZone: [timeZone], ownLawyer: ['a\u202eb'] }),
      )
      expect([mended.status, mended.filledFields.timeZone]).toEqual([422, [timeZone]])
    },
  )

  it('keeps what was ticked before sending', async () => {
    const parent = await createParentWithDraft(byOneParent.fields, language)
    const answer = await changesNothing(() => press(parent, there('/intake/check/'), { declared: ['yes'] }))
    const page = await parsePage(answer)
    expect([page.status, page.filledFields.declared, page.action]).toEqual([
      200,
      ['yes'],
      there('/intake/send/'),
    ])
  })

  it('keeps what was typed without any draft', async () => {
    const page = await parsePage(
      await press(createVisitor(), there('/intake/you/'), { legalName: ['Zoë <b>"&amp;'] }),
    )
    expect([page.status, page.filledFields.legalName]).toEqual([200, ['Zoë <b>"&amp;']])
  })

  it('keeps what was typed in “Your file”, but takes the words to sign from the page shown', async () => {
    const { parent } = await createBookingParent()
    const request = { ...getSectionFields(timeRequestSection, bookingExamples.full.fields), revision: ['r'] }
    const requested = await parsePage(await press(parent, there('/file/book/request/'), request))
    expect(requested.filledFields).toMatchObject({
      preferredTimes: bookingExamples.full.fields.preferredTimes,
    })
    const authorise = {
      ...getSectionFields(authoriseSection, authorisationExamples.plain.fields),
      wording: ['old'],
      replaces: ['shown'],
    }
    const shown = await parsePage(await press(parent, there('/file/authorise/'), authorise))
    const { filledFields } = await parsePage(await parent.get(there('/file/authorise/')))
    expect(shown.filledFields.wording).toEqual(filledFields.wording)
    expect(shown.filledFields.replaces).toEqual(['shown'])
    expect(shown.filledFields.signedName).toEqual(authorisationExamples.plain.fields.signedName)
  })

  it.each([
    ['/intake/resume/', { code: ['ABCD-'], device: ['shared'] }],
    ['/file/', { code: ['ABCD-'] }],
    ['/invitation/', { code: ['ABCDE'] }],
    ['/receipt/', { text: ['line\nline'] }],
  ])('keeps a code or a text that was begun, and tries none: %s', async (path, typed) => {
    const page = await parsePage(await changesNothing(() => press(createVisitor(), there(path), typed)))
    expect([page.status, page.language]).toEqual([200, `${other}-CA`])
    expect(page.filledFields).toMatchObject(typed)
  })
})

/** Whether a field of a page takes any text, and not one of some options. */
const isFreeText = (html: string, name: string) =>
  new RegExp(`<(input|textarea)(?![^>]*type="(radio|checkbox)")[^>]* name="${name}"`).test(html)
