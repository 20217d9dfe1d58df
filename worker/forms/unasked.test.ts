import { describe, expect, it } from 'vitest'
import { documentsSection } from '../../content/forms/intake/documents.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { otherParentSection } from '../../content/forms/intake/other-parent.ts'
import { otherParentMoreSection } from '../../content/forms/intake/other-parent-more.ts'
import { getSectionFields } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { countRows } from '../../tests/support/database-rows.ts'
import {
  createParentWithDraft,
  declarationFields,
  readTypedFields,
} from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { withOtherBindings } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const { fields } = intakeExamples.byOneParent

/** What is wrong in an answer, on one page with the question that asks for it. */
const otherParent = '/intake/other-parent/'
const otherParentMore = '/intake/other-parent-more/'
const tooLong = 'x'.repeat(201)
const misleading = 'a \u202efriend'

/** Fields about the other parent, with one that nothing asks for while the field before it is empty. */
const unaskedOnOnePage: readonly (readonly [string, string, FormFields])[] = [
  ['otherPhoneFrom', 'otherPhone', { otherPhoneFrom: [tooLong] }],
  ['otherPhoneFrom', 'otherPhone', { otherPhoneFrom: [misleading] }],
  ['otherPhoneSafe', 'otherPhone', { otherPhoneSafe: ['perhaps'] }],
  ['otherEmailFrom', 'otherEmail', { otherEmailFrom: [tooLong] }],
  ['otherEmailSafe', 'otherEmail', { otherEmailSafe: ['perhaps'] }],
  ['otherLawyerEmail', 'otherLawyer', { otherLawyerEmail: ['ask my sister'] }],
  ['otherLawyerPhone', 'otherLawyer', { otherLawyerPhone: ['no line of hers'] }],
]

describe('a question that is no longer asked', () => {
  it.each(unaskedOnOnePage)(
    'is not judged on its page, at the check or on sending: %s behind an empty %s',
    async (name, before, bad) => {
      for (const empty of ['', ' ', '\u200b']) {
        const parent = await createParentWithDraft()
        const typed = { ...fields, ...bad, [before]: [empty] }
        await parent.post(otherParent, getSectionFields(otherParentSection, typed))
        const more = getSectionFields(otherParentMoreSection, typed)
        expect((await parent.post(otherParentMore, more)).status).toBe(303)
        const typedAgain = (await readTypedFields(parent, otherParentMore))[name]
        expect(typedAgain).toEqual(name.endsWith('Safe') ? undefined : bad[name])
        expect((await parsePage(await parent.get('/intake/check/'))).text).not.toContain(bad[name]?.[0])
      }
    },
  )

  it('is judged again when it is asked again, and what was typed is still there', async () => {
    const parent = await createParentWithDraft()
    const typed = {
      ...getSectionFields(otherParentMoreSection, fields),
      otherLawyerPhone: ['no line of hers'],
      otherLawyer: [''],
    }
    await parent.post(otherParentMore, typed)
    const asked = { ...typed, otherLawyer: ['Ada Osei'] }
    const page = await parsePage(await parent.post(otherParentMore, asked))
    expect([page.status, page.summary?.problems.map(({ href }) => href)]).toEqual([
      422,
      ['#otherLawyerPhone'],
    ])
    expect(page.filledFields.otherLawyerPhone).toEqual(['no line of hers'])
  })

  it('is not judged on sending', async () => {
    const parent = await createParentWithDraft()
    const typed = {
      ...getSectionFields(otherParentMoreSection, fields),
      otherLawyerPhone: [misleading],
      otherLawyer: [''],
    }
    await parent.post(otherParentMore, typed)
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    expect(await countRows('files')).toBe(1)
  })
})

describe('a question that an answer on another page decides about', () => {
  const documents = '/intake/documents/'
  const badDate = { 'documentDate-day': ['31'], 'documentDate-month': ['2'], 'documentDate-year': ['2025'] }
  const sayDocument = (parent: Visitor, parentingDocument: string) =>
    parent.post('/intake/how-you-come/', { route: ['one-parent'], parentingDocument: [parentingDocument] })
  const typed = { ...getSectionFields(documentsSection, fields), ...badDate }

  it('is saved unjudged while it is not asked, and judged while it is', async () => {
    const parent = await createParentWithDraft()
    await sayDocument(parent, 'none')
    const { DB, calls } = createCountingD1()
    expect((await withOtherBindings(parent, { DB }).post(documents, typed)).status).toBe(303)
    // What was typed has a mistake, so the other pages are read before it is saved.
    expect(calls).toHaveLength(2)
    await sayDocument(parent, 'court-order')
    const page = await parsePage(await parent.post(documents, typed))
    expect([page.status, page.summary?.problems.map(({ href }) => href)]).toEqual([
      422,
      ['#documentDate-day'],
    ])
  })

  it('comes back as it was typed when it is asked again, and the check lists what to mend', async () => {
    const parent = await createParentWithDraft()
    await sayDocument(parent, 'none')
    await parent.post(documents, typed)
    expect((await parent.post('/intake/send/', {})).status).toBe(422)
    await sayDocument(parent, 'agreement')
    expect(await readTypedFields(parent, documents)).toMatchObject(badDate)
    const page = await parsePage(await parent.post('/intake/send/', declarationFields))
    expect([page.status, page.summary?.problems.map(({ href }) => href)]).toEqual([
      422,
      ['/intake/documents/?then=check#documentDate-day'],
    ])
  })

  it('does not keep the form from being sent while it is not asked', async () => {
    const parent = await createParentWithDraft()
    await sayDocument(parent, 'none')
    await parent.post(documents, typed)
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
  })
})
