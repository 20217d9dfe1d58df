import { decodeProtectedHeader } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { childrenSection } from '../../content/forms/intake/children.ts'
import { childrenMoreSection } from '../../content/forms/intake/children-more.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { ordersSection } from '../../content/forms/intake/orders.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { siteWording } from '../../content/site/wording.ts'
import { getSectionFields } from '../../forms/example.ts'
import { addUnprefixedItemFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { notAnsweredWording } from '../../forms/summarise.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { changesNothing, countRows, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { readFileAnswers } from '../../tests/support/desk-file.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import {
  createParentWithDraft,
  declarationFields,
  omitBlankFields,
  readTypedFields,
} from '../../tests/support/intake-drafts.ts'
import { parseHtml, readAttributes, readText } from '../../tests/support/parse-html.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { createD1ActingBefore, createFailingD1 } from '../../tests/support/racing-databases.ts'
import { expectRedirect, openTab, withOtherBindings } from '../../tests/support/requests.ts'
import { unsealSentAnswers } from '../../tests/support/sent-answers.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { deriveDraftKey } from '../privacy/draft-key.ts'
import { unsealWithKeyLookup } from '../privacy/seal.ts'

setUpPortal()

const { byOneParent, mistakes } = intakeExamples
const most = childrenSection.repeats.most

describe('a list that is empty', () => {
  it.each(languages)('says so, and its buttons add the first and go on, in %s', async (language) => {
    const answer = await createVisitor().get(localisePath(language, '/intake/children/'))
    const { buttons, hidden } = await buttonsOf(answer.clone())
    expect(buttons).toEqual([
      ['add', childrenSection.repeats.add[language]],
      ['continue', language === 'en' ? 'Continue' : 'Continuer'],
    ])
    expect(hidden).toEqual(expect.arrayContaining(['items', 'full', 'another']))
    expect((await parsePage(answer)).text).toContain(childrenSection.repeats.none[language])
  })

  it.each([
    ['children', 'add', 'continue'],
    ['orders', 'continue', 'add'],
  ])('has one main button, for what comes next as a rule: %s', async (slug, main, other) => {
    const parent = createVisitor()
    const readButtons = async () => {
      const page = parseHtml(await (await parent.get(`/intake/${slug}/`)).text())
      const read = (kind: string) =>
        readAttributes(page, `form button[name="press"]:not([hidden])${kind}`, 'value')
      return [read(':not(.govuk-button--secondary)'), read('.govuk-button--secondary')]
    }
    expect(await readButtons()).toEqual([[main], [other]])
    const item = await newPage(parent, slug)
    await parent.post(item, { childName: ['Noa'], press: ['save'] })
    expect(await readButtons()).toEqual([['continue'], ['add']])
  })

  it.each(languages)(
    'leads to the page that adds the first, where it is another one, in %s',
    async (language) => {
      const answer = await createVisitor().get(localisePath(language, '/intake/children-more/'))
      const none = parseHtml(await answer.text()).querySelector('[data-slot="none"]:not([hidden])')
      expect(readText(none)).toBe(childrenMoreSection.repeats.none[language])
      const link = none?.querySelector('a')
      expect(link?.getAttribute('href')).toBe(localisePath(language, '/intake/children/'))
      expect(link?.textContent).toBe(childrenSection.title[language])
    },
  )

  it('may stay empty: going on saves that it was seen, with one call', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    calls.length = 0
    const answer = await parent.post('/intake/children/', { press: ['continue'] })
    expectRedirect(answer, '/intake/safety/')
    expect(calls).toHaveLength(1)
    expect(calls[0]).toHaveLength(1)
    expect((await list(parent)).items).toEqual([])
  })
})

describe('a button that the page does not have', () => {
  const presses = [
    {},
    { press: [''] },
    { press: ['remove'] },
    { press: ['Continue'] },
    { press: ['add', 'continue'] },
  ]

  it.each(presses)('does nothing on a list: %o', async (fields) => {
    const parent = createVisitor()
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    await expectErrorPage(await changesNothing(() => parent.post('/intake/children/', fields)), 400)
  })

  it.each([{ press: [''] }, { press: ['continue'] }, { press: ['Remove'] }, { press: ['remove', 'remove'] }])(
    'removes and saves nothing on an item, and what was typed comes back: %o',
    async (fields) => {
      const parent = createVisitor()
      const path = await newPage(parent)
      await parent.post(path, { childName: ['Noa'], press: ['save'] })
      const answer = await expectNoChange(400, () => parent.post(path, { childName: ['Noah'], ...fields }))
      expect(omitBlankFields((await parsePage(answer)).filledFields)).toEqual({ childName: ['Noah'] })
    },
  )
})

describe('adding to a list', () => {
  it('opens an empty page under an address of its own, and keeps nothing until it is saved', async () => {
    const parent = createVisitor()
    const [one, other] = [await newPage(parent), await newPage(parent)]
    expect(one).toMatch(/^\/intake\/children\/[0-9a-z]{16}\/$/)
    expect(other).not.toBe(one)
    const page = await parsePage(await changesNothing(() => parent.get(one)))
    expect([page.status, page.slots.number]).toEqual([200, '1'])
    expect(omitBlankFields(page.filledFields)).toEqual({})
    expect(page.action).toBe(one)
    expect(await countRows('drafts')).toBe(0)
  })

  it('saves each with one call to the database, and leads back to the list', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    for (const childName of ['Noa', 'Kit']) {
      const path = await newPage(parent)
      calls.length = 0
      const answer = await parent.post(path, { childName: [childName], press: ['save'] })
      expectRedirect(answer, '/intake/children/')
      expect(calls).toEqual([[expect.stringMatching(/^\s*insert into "draft_sections"/)]])
    }
    expect((await list(parent)).items.map(({ text }) => text)).toEqual(['Child 1: Noa', 'Child 2: Kit'])
  })

  it('begins a draft with the first, when nothing was saved before', async () => {
    const parent = createVisitor()
    await add(parent, 'Noa')
    expect(await queryRows('select section from draft_sections')).toEqual([
      { section: expect.stringMatching(/^children\//) },
    ])
    expect((await list(parent)).items.map(({ text }) => text)).toEqual(['Child 1: Noa'])
  })

  it('saves when Enter is pressed and no button is', async () => {
    const parent = createVisitor()
    const path = await newPage(parent)
    expect((await parent.post(path, { childName: ['Noa'] })).status).toBe(303)
    expect((await list(parent)).items).toHaveLength(1)
  })

  it.each([
    ['en', 'Child 1: Noa', 'Child 2'],
    ['fr', 'Enfant 1\u00a0: Noa', 'Enfant 2'],
  ] as const)(
    'shows who is in it by name, or by number while nameless, in %s',
    async (language, first, second) => {
      const parent = createVisitor()
      await add(parent, 'Noa')
      await add(parent, '', { childSchool: ['Sample Park'] })
      const { items, hidden } = await list(parent, language)
      expect(items.map(({ text }) => text)).toEqual([first, second])
      for (const { href } of items) {
        expect(href.startsWith(localisePath(language, '/intake/children/'))).toBe(true)
        expect((await parent.get(href)).status).toBe(200)
      }
      expect(hidden).toEqual(expect.arrayContaining(['none', 'add', 'full']))
    },
  )

  it('tells what is in it by what it is called by: an order by its kind', async () => {
    const parent = createVisitor()
    const path = await newPage(parent, 'orders')
    await parent.post(path, { otherOrderKind: ['protection'], press: ['save'] })
    const { items } = await list(parent, 'en', 'orders')
    expect(items.map(({ text }) => text)).toEqual([
      `Order 1: ${ordersSection.questions.otherOrderKind.options.protection.en}`,
    ])
  })

  it('keeps the order they were begun in, whenever each is saved or changed', async () => {
    const parent = createVisitor()
    vi.setSystemTime(Date.UTC(2026, 10, 1))
    const first = await newPage(parent)
    vi.setSystemTime(Date.UTC(2026, 10, 1, 0, 0, 0, 1))
    const second = await newPage(parent)
    vi.setSystemTime(Date.UTC(2026, 10, 9))
    const third = await newPage(parent)
    for (const path of [third, first, second]) {
      await parent.post(path, {
        childName: [[first, second, third].indexOf(path).toString()],
        press: ['save'],
      })
    }
    const shown = async () => (await list(parent)).items.map(({ text }) => text)
    expect(await shown()).toEqual(['Child 1: 0', 'Child 2: 1', 'Child 3: 2'])
    await parent.post(first, { childName: ['Still first'], press: ['save'] })
    expect(await shown()).toEqual(['Child 1: Still first', 'Child 2: 1', 'Child 3: 2'])
    expect((await parsePage(await parent.get(second))).slots.number).toBe('2')
  })

  it('never lets two new pages that are open at once write over one another', async () => {
    const parent = createVisitor()
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    const paths = await Promise.all(Array.from({ length: 8 }, () => newPage(parent)))
    expect(new Set(paths).size).toBe(8)
    await Promise.all(
      paths.map((path, index) => parent.post(path, { childName: [`Kid ${index}`], press: ['save'] })),
    )
    const names = (await list(parent)).items.map(({ text }) => text.replace(/^Child \d+: /, ''))
    expect(names.toSorted()).toEqual(Array.from({ length: 8 }, (_, index) => `Kid ${index}`))
  })

  it('leads back from what was never saved, and offers to remove what was, with submit buttons of one form', async () => {
    const parent = createVisitor()
    const path = await newPage(parent)
    const save = ['save', 'Save and continue']
    const unsaved = await parent.get(path)
    expect((await buttonsOf(unsaved.clone())).buttons).toEqual([save])
    const back = parseHtml(await unsaved.text()).querySelector('[data-slot="back"]:not([hidden])')
    expect(back?.getAttribute('href')).toBe('/intake/children/')
    await parent.post(path, { childName: ['Noa'], press: ['save'] })
    // To remove is asked first: its button is folded away under the words that open it.
    const remove = ['remove', siteWording.removeYes.en]
    expect((await buttonsOf(await parent.get(path))).buttons).toEqual([save, remove])
    const html = parseHtml(await (await parent.get(path)).text())
    const folded = html.querySelector('details:not([open]):not([hidden]):has(button[value="remove"])')
    expect(readText(folded?.querySelector('summary') ?? null)).toBe(childrenSection.repeats.remove.en)
  })

  it.each(languages)(
    'names a child who is not born, who has no name yet, on every list, in %s',
    async (language) => {
      const parent = createVisitor()
      const fields = { 'childBirthDate-instead': ['expected'], press: ['save'] }
      await parent.post(await newPage(parent), fields)
      const name = childrenSection.repeats.namedByOptOut?.name[language] ?? 'no name'
      for (const slug of ['children', 'children-more']) {
        const { items } = await list(parent, language, slug)
        expect(items.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
          expect.stringContaining(name),
        ])
      }
      const { items } = await list(parent, language, 'children-more')
      const more = await parsePage(await parent.get(items[0]?.href ?? ''))
      expect(more.slots.number).toContain(name)
    },
  )
})

describe('changing one in a list', () => {
  it('shows what was typed, in the other language too, and saves over it', async () => {
    const parent = await createParentWithDraft()
    const typed = getSectionFields(
      childrenSection,
      addUnprefixedItemFields(childrenSection, '01', byOneParent.fields),
    )
    for (const language of languages) {
      const page = await parsePage(await parent.get(localisePath(language, '/intake/children/01/')))
      expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(typed))
      expect(page.heading.replace(/\s+/g, ' ').trim()).toBe(language === 'en' ? 'Child 1' : 'Enfant 1')
    }
    const sections = await countRows('draft_sections')
    await parent.post('/intake/children/01/', { ...typed, childName: ['Elsewhere'], press: ['save'] })
    expect(await countRows('draft_sections')).toBe(sections)
    expect((await parsePage(await parent.get('/intake/children/01/'))).filledFields.childName).toEqual([
      'Elsewhere',
    ])
    expect((await parsePage(await parent.get('/intake/children/02/'))).filledFields.childName).toEqual([
      'Kit Brandt-Tanaka',
    ])
  })

  it('never shows one what was typed of another', async () => {
    const parent = await createParentWithDraft()
    const page = await parsePage(await parent.get('/intake/children/02/'))
    expect(JSON.stringify(page)).not.toContain('Noa Brandt-Tanaka')
    expect(page.filledFields.childName).toEqual(['Kit Brandt-Tanaka'])
  })

  it.each(languages)('keeps everything typed when something is to mend, in %s', async (language) => {
    const parent = await createParentWithDraft()
    const typed = getSectionFields(
      childrenSection,
      addUnprefixedItemFields(childrenSection, '01', mistakes.fields),
    )
    const path = localisePath(language, '/intake/children/02/')
    const page = await parsePage(await changesNothing(() => parent.post(path, { ...typed, press: ['save'] })))
    expect(page.status).toBe(422)
    expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(typed))
    expect(page.action).toBe(path)
    expect(page.slots.number).toBe('2')
    expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#childBirthDate-day'])
    // The summary, away from the question, names it.
    const [, message = ''] = page.messages.childBirthDate?.split(/:\s/) ?? []
    expect(message).not.toBe('')
    expect(page.summary?.problems[0]?.text).toContain(message)
    expect(page.invalidFields).toEqual(['childBirthDate-day'])
  })

  it('says what to mend of a new one under its own number', async () => {
    const parent = await createParentWithDraft()
    const path = await newPage(parent)
    const page = await parsePage(await parent.post(path, { 'childBirthDate-day': ['40'], press: ['save'] }))
    expect([page.status, page.slots.number, page.action]).toEqual([422, '3', path])
    expect((await list(parent)).items).toHaveLength(2)
  })

  it.each([
    ['a field of another page', { legalName: ['Kanari'] }],
    ['another one’s field', { 'children/02/childName': ['Kanari'] }],
  ])('saves nothing of %s', async (_, fields) => {
    const parent = await createParentWithDraft()
    const elsewhere = ['/intake/you/', '/intake/children/02/']
    const readElsewhere = () => Promise.all(elsewhere.map((path) => readTypedFields(parent, path)))
    const before = await readElsewhere()
    await parent.post('/intake/children/01/', {
      ...fields,
      childName: ['Noa'],
      press: ['save'],
    } as FormFields)
    expect(await readElsewhere()).toEqual(before)
    expect(await readTypedFields(parent, '/intake/children/01/')).toEqual({ childName: ['Noa'] })
  })

  it('refuses a field given twice, and changes nothing', async () => {
    const parent = await createParentWithDraft()
    const typed = { childName: ['Noa', 'Kit'], press: ['save'] }
    const page = await parsePage(await changesNothing(() => parent.post('/intake/children/01/', typed)))
    expect([page.status, page.summary?.notice]).toEqual([400, formNoticeWording.repeatedField.en])
  })

  it('keeps what was typed when the database fails', async () => {
    const parent = await createParentWithDraft()
    const failing = withOtherBindings(parent, {
      DB: createFailingD1(/insert into "draft_sections"/, 'D1_ERROR: kanari'),
    })
    const page = await parsePage(await failing.post('/intake/children/01/', { childName: ['Noa'] }))
    expect([page.status, page.summary?.notice, page.filledFields.childName]).toEqual([
      500,
      formNoticeWording.notSaved.en,
      ['Noa'],
    ])
  })
})

describe('taking one out of a list', () => {
  it('is the press of a button, whatever else stands on the page, and leads back to the list', async () => {
    const parent = await createParentWithDraft()
    const answer = await parent.post('/intake/children/01/', {
      childName: ['Not saved'],
      'childBirthDate-day': ['99'],
      press: ['remove'],
    })
    expectRedirect(answer, '/intake/children/')
    expect((await list(parent)).items.map(({ text }) => text)).toEqual(['Child 1: Kit Brandt-Tanaka'])
    // The database no longer contains what was typed about the child.
    const [row] = await queryRows("select sealed_fields from draft_sections where section = 'children/01'")
    expect(row).toEqual({ sealed_fields: '' })
    expect(await readTypedFields(parent, '/intake/children/01/')).toEqual({})
  })

  it('twice, of one never saved and without a draft is harmless', async () => {
    const parent = await createParentWithDraft()
    await parent.post('/intake/children/01/', { press: ['remove'] })
    await parent.post('/intake/children/01/', { press: ['remove'] })
    const fresh = await newPage(parent)
    await expectNoChange(303, () => parent.post(fresh, { press: ['remove'] }))
    await expectNoChange(303, () => createVisitor().post(fresh, { press: ['remove'] }))
    expect((await list(parent)).items).toHaveLength(1)
  })

  it('takes none out of another parent’s draft', async () => {
    const other = await createParentWithDraft()
    const parent = createVisitor()
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    await parent.post('/intake/children/01/', { press: ['remove'] })
    expect((await list(other)).items).toHaveLength(2)
  })

  it('is noticed by a send that read it before: it is in nothing that was sent', async () => {
    const parent = await createParentWithDraft()
    let removed: Response | undefined
    const DB = createD1ActingBefore(/^\s*insert into "files"/, async () => {
      removed = await openTab(parent).post('/intake/children/01/', { press: ['remove'] })
    })
    const sender = withOtherBindings(parent, { DB })
    expect((await sender.post('/intake/send/', declarationFields)).status).toBe(303)
    expect(removed?.status).toBe(303)
    expect(await countRows('files')).toBe(1)
    const sent = JSON.stringify(await unsealSentAnswers())
    expect(sent).not.toContain('Noa Brandt-Tanaka')
    expect(sent).toContain('Kit Brandt-Tanaka')
  })
})

describe('a list that is full', () => {
  it('offers no more and says what to do', async () => {
    const parent = createVisitor()
    for (let index = 0; index < most; index++) await add(parent, `Kid ${index}`)
    const answer = await parent.get('/intake/children/')
    const { buttons, hidden } = await buttonsOf(answer.clone())
    expect(buttons.map(([press]) => press)).toEqual(['continue'])
    expect(hidden).not.toContain('full')
    expect((await parsePage(answer)).text).toContain(childrenSection.repeats.full.en)
  })

  it.each(languages)('refuses one more and keeps it on its page, in %s', async (language) => {
    const parent = createVisitor()
    const extra = await newPage(parent)
    for (let index = 0; index < most; index++) await add(parent, `Kid ${index}`)
    const typed = { childName: ['The thirteenth'], 'childBirthDate-instead': ['unknown'] }
    const path = localisePath(language, extra)
    const page = await parsePage(await changesNothing(() => parent.post(path, { ...typed, press: ['save'] })))
    expect([page.status, page.summary?.notice]).toEqual([429, formNoticeWording.listFull[language]])
    expect(omitBlankFields(page.filledFields)).toEqual(typed)
    expect(page.action).toBe(path)
    expect((await list(parent)).items).toHaveLength(most)
  })

  it('still takes changes to those in it, and one more when one was taken out', async () => {
    const parent = createVisitor()
    const paths: string[] = []
    for (let index = 0; index < most; index++) paths.push(await add(parent, `Kid ${index}`))
    const [first = '', second = ''] = paths
    expect((await parent.post(first, { childName: ['Renamed'], press: ['save'] })).status).toBe(303)
    await parent.post(second, { press: ['remove'] })
    await add(parent, 'The new one')
    // An item that was removed does not return under its old address while the list is full.
    expect((await parent.post(second, { childName: ['Kid 1'], press: ['save'] })).status).toBe(429)
    expect((await list(parent)).items).toHaveLength(most)
  })

  it('never takes more than it may, however many are saved at once', async () => {
    const parent = createVisitor()
    await add(parent, 'The first')
    const paths = await Promise.all(Array.from({ length: most + 8 }, () => newPage(parent)))
    const answers = await Promise.all(
      paths.map((path, index) => parent.post(path, { childName: [`Kid ${index}`], press: ['save'] })),
    )
    const byStatus = Map.groupBy(answers, ({ status }) => status)
    expect([byStatus.get(303)?.length, byStatus.get(429)?.length]).toEqual([most - 1, 9])
    expect((await list(parent)).items).toHaveLength(most)
    expect(await countRows('draft_sections')).toBe(most)
  })

  it('counts its own only: twelve children leave room for eight orders', async () => {
    const parent = createVisitor()
    for (let index = 0; index < most; index++) await add(parent, `Kid ${index}`)
    for (let index = 0; index < ordersSection.repeats.most; index++) {
      const path = await newPage(parent, 'orders')
      expect((await parent.post(path, { otherOrderKind: ['parenting'], press: ['save'] })).status).toBe(303)
    }
    const path = await newPage(parent, 'orders')
    expect((await parent.post(path, { otherOrderKind: ['parenting'], press: ['save'] })).status).toBe(429)
  })

  it('counts each parent’s own', async () => {
    const other = createVisitor()
    for (let index = 0; index < most; index++) await add(other, `Kid ${index}`)
    const parent = createVisitor()
    await add(parent, 'Noa')
    await add(parent, 'Kit')
    expect((await list(parent)).items).toHaveLength(2)
  })
})

describe('an address in a list', () => {
  it.each([
    'item',
    'x',
    'Noa',
    'UPPER',
    'a-b',
    '%C3%A9%C3%A9',
    'aa%2Fbb',
    '..%2Fyou',
    'a'.repeat(17),
    '0;drop',
    '%00%00',
    'aa/bb',
  ])('that no child can have is not there: %s', async (odd) => {
    const parent = await createParentWithDraft()
    for (const press of ['save', 'remove']) {
      const path = `/intake/children/${odd}/`
      await expectErrorPage(await changesNothing(() => parent.get(path)), 404)
      const posted = () => parent.post(path, { childName: ['Kanari'], press: [press] })
      await expectErrorPage(await changesNothing(posted), 404)
    }
    expect((await list(parent)).items).toHaveLength(2)
  })

  it('of a child that nobody saved is the page of a new one', async () => {
    const parent = await createParentWithDraft()
    const page = await parsePage(await changesNothing(() => parent.get('/intake/children/zz99/')))
    expect([page.status, page.slots.number]).toEqual([200, '3'])
    expect(omitBlankFields(page.filledFields)).toEqual({})
  })

  it('stands under lists only', async () => {
    for (const path of ['you/01', 'start/01', 'declaration/01', 'nothing/01']) {
      await expectErrorPage(await createVisitor().get(`/intake/${path}/`), 404)
    }
  })

  it.each([
    ['a field', { childName: ['Kanari'], press: ['continue'] }],
    ['a field of another page', { legalName: ['Kanari'], press: ['continue'] }],
  ])('of the list takes no answers: %s', async (_, fields) => {
    const parent = await createParentWithDraft()
    const before = await list(parent)
    expect((await parent.post('/intake/children/', fields as FormFields)).status).toBe(303)
    expect(await list(parent)).toEqual(before)
  })
})

describe('changing a list from the check', () => {
  it('leads back to the check through the list', async () => {
    const parent = await createParentWithDraft()
    const { links } = await parsePage(await parent.get('/intake/check/'))
    const change = links.find(({ href }) => href.startsWith('/intake/children/02/'))?.href ?? ''
    expect(change).toBe('/intake/children/02/?then=check#childName')
    const opened = await parsePage(await parent.get(change.replace(/#.*/, '')))
    expect(opened.action).toBe('/intake/children/02/?then=check')
    const saved = await parent.post(opened.action ?? '', {
      ...getSectionFields(
        childrenSection,
        addUnprefixedItemFields(childrenSection, '02', byOneParent.fields),
      ),
      childName: ['Kit renamed'],
      press: ['save'],
    })
    expect(saved.headers.get('Location')).toBe('/intake/children/?then=check')
    const listed = await parsePage(await parent.get('/intake/children/?then=check'))
    expect(listed.action).toBe('/intake/children/?then=check')
    expect(listed.links.map(({ href }) => href)).toContain('/intake/children/01/?then=check')
    const on = await parent.post('/intake/children/?then=check', { press: ['continue'] })
    expect(on.headers.get('Location')).toBe('/intake/check/')
    expect((await parsePage(await parent.get('/intake/check/'))).answers['children/2/childName']).toEqual([
      'Kit renamed',
    ])
  })

  it('keeps the way back while one is added, mended and removed', async () => {
    const parent = await createParentWithDraft()
    const added = await parent.post('/intake/children/?then=check', { press: ['add'] })
    const path = added.headers.get('Location') ?? ''
    expect(path).toMatch(/^\/intake\/children\/[0-9a-z]{16}\/\?then=check$/)
    const page = await parsePage(await parent.post(path, { 'childBirthDate-day': ['40'], press: ['save'] }))
    expect([page.status, page.action]).toEqual([422, path])
    const removed = await parent.post(path, { press: ['remove'] })
    expect(removed.headers.get('Location')).toBe('/intake/children/?then=check')
  })
})

describe('those in a list', () => {
  it.each(languages)('stand in the check in order, each with its own answers, in %s', async (language) => {
    const parent = await createParentWithDraft()
    const { answers, text } = await parsePage(await parent.get(localisePath(language, '/intake/check/')))
    expect(answers['children/1/childName']).toEqual(['Noa Brandt-Tanaka'])
    expect(answers['children/2/childName']).toEqual(['Kit Brandt-Tanaka'])
    expect(answers['children/1/childBirthDate']).toEqual([
      language === 'en' ? 'March 17, 2016' : '17 mars 2016',
    ])
    expect(answers['children-more/1/childHealth']).toEqual([
      language === 'en' ? 'I’d rather say it in person' : 'Je préfère en parler de vive voix',
    ])
    expect(answers).not.toHaveProperty('children-more/2/childHealth')
    expect(answers).not.toHaveProperty('children/3/childName')
    expect(text.indexOf('Noa Brandt-Tanaka')).toBeLessThan(text.indexOf('Kit Brandt-Tanaka'))
  })

  it.each(languages)('stand in the check also when nothing was said of them, in %s', async (language) => {
    const parent = await createParentWithDraft()
    const added = await parent.post('/intake/children/', { press: ['add'] })
    await parent.post(added.headers.get('Location') ?? '', { childName: [''], press: ['save'] })
    const { answers, leftEmpty, text } = await parsePage(
      await parent.get(localisePath(language, '/intake/check/')),
    )
    expect(text).toContain(`${childrenSection.repeats.one[language]} 3`)
    expect(answers['children/3/childName']).toEqual([notAnsweredWording[language]])
    expect(answers).not.toHaveProperty('children/3/childBirthDate')
    const links = leftEmpty.map(({ href }) => href).filter((href) => href.includes('#child'))
    expect(links.filter((href) => href.endsWith('#childName'))).toEqual([])
    expect(links.filter((href) => href.includes('#childBirthDate'))).toHaveLength(1)
  })

  it('stand in the submission and at the desk in order, and what was removed in none of them', async () => {
    const team = await createAccessTeam()
    const parent = await createParentWithDraft()
    await add(parent, 'Kanari Removed')
    const { items } = await list(parent)
    expect(items.at(-1)?.text).toBe('Child 3: Kanari Removed')
    await parent.post(items.at(-1)?.href ?? '', { press: ['remove'] })
    await add(parent, 'Zed Last')
    const check = await parsePage(await parent.get('/intake/check/'))
    expect(check.answers['children/3/childName']).toEqual(['Zed Last'])
    expect(check.text).not.toContain('Kanari')

    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    const sent = await unsealSentAnswers()
    const names = (sent.answers.children as readonly { childName?: string }[]).map(
      ({ childName }) => childName,
    )
    expect(names).toEqual(['Noa Brandt-Tanaka', 'Kit Brandt-Tanaka', 'Zed Last'])
    expect(JSON.stringify(sent)).not.toContain('Kanari')

    const [file] = await queryRows<{ reference: string }>('select reference from files')
    const robin = await team.createVisitor('robin@lantern-street.example.com')
    const opened = await readFileAnswers(robin, file?.reference ?? '')
    expect(opened.status).toBe(200)
    const desk = (await opened.json()) as Desk
    const shown = desk.parents[0]?.sections.filter(({ slug }) => slug === 'children') ?? []
    expect(shown.map(({ title }) => title)).toEqual(['Child 1', 'Child 2', 'Child 3'])
    expect(shown.map(({ rows }) => rows.find(({ question }) => question === 'childName')?.lines)).toEqual([
      ['Noa Brandt-Tanaka'],
      ['Kit Brandt-Tanaka'],
      ['Zed Last'],
    ])
    expect(JSON.stringify(desk)).not.toContain('Kanari')
  })

  it('are named in no readable column of the draft: which of them a row is, is all that shows', async () => {
    const parent = await createParentWithDraft()
    const stored = await queryRows<{ draft_id: string; section: string; sealed_fields: string }>(
      "select * from draft_sections where section like 'children/%' order by section",
    )
    expect(stored.map(({ section }) => section)).toEqual(['children/01', 'children/02'])
    // The header of a sealed value is readable, as base64url; what follows it is not.
    const readable = stored.map(({ sealed_fields, ...columns }) => ({
      ...columns,
      header: decodeProtectedHeader(sealed_fields),
    }))
    expect(JSON.stringify(readable)).not.toContain('Noa')
    // The ciphertext of one item does not open in the place of another.
    const [, token = ''] = /^__Host-intake=([^.]+)/.exec(parent.cookie) ?? []
    const key = await deriveDraftKey(parseEnvironment(bindings).keys.draft[0], 'intake', token)
    const [one] = stored
    const context = `draft_sections.sealed_fields:${one?.draft_id}` as const
    expect(
      await unsealWithKeyLookup(() => key, `${context}/children/01`, one?.sealed_fields ?? ''),
    ).toMatchObject({
      childName: ['Noa Brandt-Tanaka'],
    })
    await expect(
      unsealWithKeyLookup(() => key, `${context}/children/02`, one?.sealed_fields ?? ''),
    ).rejects.toThrow()
  })
})

interface Desk {
  readonly parents: readonly {
    readonly sections: readonly {
      readonly slug: string
      readonly title: string
      readonly rows: readonly { readonly question: string; readonly lines: readonly string[] }[]
    }[]
  }[]
}

/** Presses “add” on a list, and returns the address it leads to. */
async function newPage(parent: Visitor, slug = 'children'): Promise<string> {
  // Items are ordered by when they were added.
  vi.setSystemTime(Date.now() + 1)
  const answer = await parent.post(`/intake/${slug}/`, { press: ['add'] })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location') ?? ''
}

/** Adds a child and saves it, and returns its address. */
async function add(parent: Visitor, childName: string, more: FormFields = {}): Promise<string> {
  const path = await newPage(parent)
  const answer = await parent.post(path, { childName: [childName], ...more, press: ['save'] })
  expect(answer.status).toBe(303)
  return path
}

/** A list as its page shows it: the items, and which of the page's texts are hidden. */
async function list(parent: Visitor, language: Language = 'en', slug = 'children') {
  const answer = await parent.get(localisePath(language, `/intake/${slug}/`))
  const { hidden } = await buttonsOf(answer.clone())
  const { links } = await parsePage(answer)
  const prefix = localisePath(language, `/intake/${slug}/`)
  const items = links.filter(({ href }) => href.startsWith(prefix) && href !== prefix)
  return { items, hidden }
}

/** The visible submit buttons of a page, with what they post and say, and the slots that are hidden. */
async function buttonsOf(response: Response) {
  const page = parseHtml(await response.text())
  const buttons = page
    .querySelectorAll('form button[name="press"][type="submit"]:not([hidden], [hidden] *)')
    .map((button) => [button.getAttribute('value') ?? '', button.textContent.trim()])
  return { buttons, hidden: readAttributes(page, '[data-slot][hidden]', 'data-slot') }
}
