import { beforeAll, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { encodeFormBody, getSectionFields } from '../../forms/example.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { createParentWithDraft, omitBlankFields, readTypedFields } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { createVisitor, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { MAX_BODY_BYTES } from '../http/read-form.ts'

let parent: Visitor

beforeAll(async () => {
  await prepareDatabase()
  parent = await createParentWithDraft()
})

const typed = getSectionFields(youSection, intakeExamples.byOneParent.fields)

describe('a form that no page of ours posts', () => {
  it.each<[string, string]>([
    ['an unknown field', '&extra=1'],
    ['a browser extension’s field', '&extension-input='],
    ['a field of another section', '&route=consent'],
    ['__proto__', '&__proto__=1'],
    ['a path into __proto__', '&__proto__[admin]=1'],
    ['constructor', '&constructor=1'],
    ['toString', '&toString=1'],
    ['a name encoded twice', '&legal%254eame=1'],
    ['an empty name', '&=1'],
    ['a name with a NUL', '&legalName%00=1'],
    ['an array’s name', '&legalName[]=1'],
    ['ten thousand unknown fields', Array.from({ length: 10_000 }, (_, index) => `&a${index}=`).join('')],
  ])('is saved without what the page does not have: %s', async (_, more) => {
    const visitor = await createParentWithDraft()
    expect((await visitor.post('/intake/you/', encodeFormBody(typed) + more)).status).toBe(303)
    expect(await readTypedFields(visitor, '/intake/you/')).toEqual(omitBlankFields(typed))
    expect(await readTypedFields(visitor, '/intake/start/')).toMatchObject({ route: ['one-parent'] })
  })

  it.each<[string, string]>([
    ['a single field twice', '&legalName=Somebody+Else'],
    ['a single field twice with one value', `&${encodeFormBody({ legalName: typed.legalName ?? [] })}`],
  ])('is given back with what was typed, and not saved: %s', async (_, more) => {
    const answer = await changesNothing(() => parent.post('/intake/you/', encodeFormBody(typed) + more))
    const page = await parsePage(answer)
    expect(page.status).toBe(400)
    expect(page.title).toMatch(/^Error: /)
    expect(page.summary).toEqual({
      beforeForm: true,
      notice: formNoticeWording.repeatedField.en,
      problems: [],
    })
    expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(typed))
  })

  it.each(['a', 'legalName'])(
    'does not keep the worker busy with one field as often as a posting can hold it: %s',
    async (name) => {
      // Grouping the fields in one pass takes a second; copying them for each field takes longer than a test is given.
      const many = `${name}=&`.repeat(MAX_BODY_BYTES / (name.length + 2))
      const answer = await changesNothing(() => parent.post('/intake/you/', many))
      expect(answer.status).toBe(name === 'a' ? 422 : 400)
    },
  )
})

describe('text that was pasted', () => {
  it.each<[string, string, string]>([
    ['a control character', 'Mo\u0007rgan', 'Morgan'],
    ['an escape sequence', 'Mo\u001b[31mrgan', 'Mo[31mrgan'],
    ['a delete character', 'Mo\u007frgan', 'Morgan'],
    ['a C1 control', 'Mo\u0085rgan', 'Mo rgan'],
    ['a line end of Word', 'Mo\u000brgan', 'Mo rgan'],
    ['a line break in a line', 'Mo\r\nrgan', 'Mo rgan'],
    ['a line separator in a line', 'Mo\u2028rgan', 'Mo rgan'],
    ['a NUL', 'Mo\u0000rgan', 'Morgan'],
    ['a name as a phone keeps a contact', '\u202dMorgan Tanaka\u202c', 'Morgan Tanaka'],
    ['a name in Persian', 'محمد\u200cعلی', 'محمد\u200cعلی'],
  ])('is saved tidied, and shown, checked and sent so: %s', async (_, legalName, tidy) => {
    const visitor = await createParentWithDraft()
    const answer = await visitor.post('/intake/you/', { ...typed, legalName: [legalName] })
    expect(answer.status).toBe(303)
    expect(await readTypedFields(visitor, '/intake/you/')).toEqual(
      omitBlankFields({ ...typed, legalName: [tidy] }),
    )
    const check = await (await visitor.get('/intake/check/')).text()
    expect(check).toContain(tidy)
    expect(check).not.toMatch(/\p{Bidi_Control}/u)
  })
})

describe('text that a question cannot keep', () => {
  it.each<[string, string]>([
    ['a name of 300 characters', 'x'.repeat(300)],
    ['a right-to-left override', 'Mo\u202ergan'],
    ['an isolate that turns its letters around', 'Mo\u2067rgan\u2069'],
  ])('is given back to be mended: %s', async (_, legalName) => {
    const post = () => parent.post('/intake/you/', encodeFormBody({ ...typed, legalName: [legalName] }))
    const page = await parsePage(await changesNothing(post))
    expect(page.status).toBe(422)
    expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#legalName'])
    expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields({ ...typed, legalName: [legalName] }))
  })

  it('names both lines of an address that are too long, with one message that leads to the first', async () => {
    const long = 'x'.repeat(201)
    const post = () =>
      parent.post(
        '/intake/you-more/',
        encodeFormBody({ ...typed, 'address-street': [long], 'address-city': [long] }),
      )
    const page = await parsePage(await changesNothing(post))
    expect(page.summary?.problems).toEqual([
      {
        href: '#address-street',
        text: 'Where is it safe to send you mail? Shorten this to 200 characters or fewer. It has 201 now',
      },
    ])
    expect(page.invalidFields).toEqual(['address-street', 'address-city'])
  })

  it('is kept when it is only unusual: a replacement character, a tab, 200 letters outside the first plane', async () => {
    const visitor = createVisitor()
    for (const orderTerm of ['odd \ufffd sign', 'a\tb', '𝒳'.repeat(200)]) {
      const fields = { route: ['court-order'], orderTerm: [orderTerm] }
      expect((await visitor.post('/intake/how-you-come/', fields)).status).toBe(303)
      const { filledFields } = await parsePage(await visitor.get('/intake/how-you-come/'))
      expect(filledFields.orderTerm).toEqual([orderTerm])
    }
  })
})
