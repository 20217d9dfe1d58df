import { createElement } from 'react'
import { expect, it } from 'vitest'
import { buildDeskForm } from '../../../content/desk-form/build-desk-form.ts'
import type { DeskFormPage } from '../../../content/desk-form/desk-form.ts'
import { deskFormPages } from '../../../content/forms/added-pages.ts'
import { intakeExamples } from '../../../content/forms/intake/examples.ts'
import { buildFullIntakeFields } from '../../../content/forms/intake/full-example.ts'
import { intakeForm } from '../../../content/forms/intake/index.ts'
import { getExpectedFields, listRevealedQuestions } from '../../../forms/form.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { languages } from '../../../forms/language.ts'
import { parseSectionFields } from '../../../forms/parse.ts'
import { parseHtml } from '../../../tests/support/parse-html.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { AddedAnswersPanel } from './added-answers.tsx'
import {
  addDraftItem,
  changeDraftFields,
  confirmDoubts,
  emptyPageDraft,
  isBlankPageDraft,
  listAskedQuestions,
  listPostedItems,
  type PageDraft,
  removeDraftItem,
  tickOption,
} from './page-draft.ts'
import { PageItems } from './page-items.tsx'
import { buildAddWording } from './wording.ts'

const pagesByLanguage = languages.map((language) => [language, buildDeskForm(language)] as const)
const [, pages = []] = pagesByLanguage[0] ?? []

const listPageFields = ({ questions }: DeskFormPage) =>
  questions.flatMap(({ parts, optOuts }) => [
    ...parts.map(({ field }) => field),
    ...(optOuts ? [optOuts.field] : []),
  ])

/** The fields of a page out of those of a whole form; of a list those of its first item. */
const pickPageFields = (page: DeskFormPage, all: FormFields): FormFields =>
  Object.fromEntries(
    listPageFields(page).flatMap((field) => {
      const stored = Object.keys(all).find((name) => name === field || name.endsWith(`/01/${field}`))
      return stored ? [[field, all[stored] ?? []] as const] : []
    }),
  )

const renderPage = (page: DeskFormPage, draft: PageDraft) =>
  parseHtml(
    renderAtDesk(
      createElement(PageItems, {
        ...{ page, draft, known: {}, problems: [], idPrefix: 'at' },
        onChange: () => undefined,
      }),
    ),
  )

/** Every question of a page, whatever decides whether it is asked. */
const askEverything = (page: DeskFormPage): DeskFormPage => ({
  ...page,
  questions: page.questions.map(({ when: _, ...question }) => question),
})

/** What the controls of a field show: what is typed, chosen or ticked. */
function readField(shown: ReturnType<typeof renderPage>, field: string): string[] {
  const id = `at-0-${field}`
  const typed = shown.querySelector(`input[id="${id}"]:not([type="radio"], [type="checkbox"])`)
  if (typed) return [typed.getAttribute('value') ?? '']
  const long = shown.querySelector(`textarea[id="${id}"]`)
  if (long) return [long.textContent ?? '']
  const chosen = shown.querySelector(`select[id="${id}"] option[selected]`)
  if (chosen) return [chosen.getAttribute('value') ?? chosen.textContent ?? '']
  return [...shown.querySelectorAll(`input[name="${id}"][checked]`)].map(
    (box) => box.getAttribute('value') ?? '',
  )
}

it.each(
  pagesByLanguage.flatMap(([language, all]) => all.map((page) => ({ language, slug: page.slug, page }))),
)('shows every question of $slug in $language with a label and reads back what was filled in', ({ page }) => {
  const fields = pickPageFields(page, buildFullIntakeFields())
  const shown = renderPage(askEverything(page), { ...emptyPageDraft, items: [{ key: 0, fields }] })
  expect(page.questions.length).toBeGreaterThan(0)
  for (const { name, label, parts } of page.questions) {
    expect([name, shown.textContent?.includes(label)]).toEqual([name, true])
    // The example that fills in every field has something in each question.
    expect([name, parts.some(({ field }) => (fields[field] ?? []).some(Boolean))]).toEqual([name, true])
  }
  for (const [field, values] of Object.entries(fields))
    expect([field, readField(shown, field)]).toEqual([field, values])
  for (const control of shown.querySelectorAll('input[id], select, textarea')) {
    const isLabelled =
      control.closest('label') ?? shown.querySelector(`label[for="${control.getAttribute('id')}"]`)
    expect([control.getAttribute('id'), isLabelled !== null]).toEqual([control.getAttribute('id'), true])
  }
})

it.each(deskFormPages.map((page) => [page.slug, page] as const))(
  'asks on %s what the form engine asks, in every example, and posts what it takes',
  (slug, { section, preset, assumes }) => {
    const page = pages.find((one) => one.slug === slug)
    if (!page) throw new Error('The desk lacks the page')
    const expected = getExpectedFields(section)
    for (const example of [
      ...Object.values(intakeExamples).map(({ fields }) => fields),
      buildFullIntakeFields(),
    ]) {
      const known = { route: (example as FormFields).route ?? ['one-parent'] }
      const fields = pickPageFields(page, example)
      const revealed = listRevealedQuestions(intakeForm, section, {
        ...known,
        ...assumes,
        ...preset,
        ...fields,
      })
      const asked = listAskedQuestions(page, fields, known).map(({ name }) => name)
      expect(asked).toEqual(Object.keys(section.questions).filter((name) => revealed.has(name)))
      for (const field of Object.keys(fields)) expect([field, expected.has(field)]).toEqual([field, true])
    }
    const [posted = {}] = listPostedItems({ ...emptyPageDraft, items: [{ key: 0, fields: {} }] })
    expect(parseSectionFields(section, posted).ok).toBe(true)
  },
)

it('has a button for another child until the list is full, and one to remove each', () => {
  const children = pages.find(({ slug }) => slug === 'children')
  if (!children?.repeats) throw new Error('The page about the children is no list')
  const { one, another, remove, most } = children.repeats
  let draft = emptyPageDraft
  for (let added = 1; added < most; added += 1) {
    expect(renderPage(children, draft).textContent).toContain(another)
    draft = addDraftItem(draft)
  }
  const full = renderPage(children, draft)
  expect(full.textContent).not.toContain(another)
  expect([...full.querySelectorAll('legend')].map(({ textContent }) => textContent)).toContain(
    `${one} ${most}`,
  )
  expect(
    [...full.querySelectorAll('button')].every(({ textContent }) => textContent?.startsWith(remove)),
  ).toBe(true)
})

it('keeps the other items when one is removed, and always one to fill in', () => {
  const named = changeDraftFields(addDraftItem(emptyPageDraft), 1, { childName: ['Bo'] })
  expect(listPostedItems(removeDraftItem(named, 0))).toEqual([{ childName: ['Bo'] }])
  const [last] = removeDraftItem(removeDraftItem(named, 0), 1).items
  expect([last?.key === 1, last?.fields]).toEqual([false, {}])
})

it('unticks what cannot be true together', () => {
  const options = [
    { value: 'court', label: 'Court' },
    { value: 'nothing', label: 'Nothing yet', alone: true as const },
  ]
  const [court, nothing] = options
  if (!court || !nothing) throw new Error('The options are missing')
  expect(tickOption(options, ['court'], nothing, true)).toEqual(['nothing'])
  expect(tickOption(options, ['nothing'], court, true)).toEqual(['court'])
  expect(tickOption(options, ['court'], court, false)).toEqual([])
})

it('confirms an address that was asked about and left as it is, and nothing else', () => {
  const draft = changeDraftFields(emptyPageDraft, 0, { email: ['mo@gmial.com'], phone: ['12'] })
  const wording = { en: 'Did you mean …?', fr: 'Vouliez-vous écrire …?' }
  const confirmed = confirmDoubts(draft, [
    { item: 0, field: 'email', wording, isDoubt: true },
    { item: 0, field: 'phone', wording },
  ])
  expect(listPostedItems(confirmed)).toEqual([
    { email: ['mo@gmial.com'], phone: ['12'], 'email-confirmed': ['mo@gmial.com'] },
  ])
})

it('knows a page on which nothing can be seen', () => {
  expect(isBlankPageDraft(changeDraftFields(emptyPageDraft, 0, { usedName: [' \u200b'] }))).toBe(true)
  expect(isBlankPageDraft({ ...emptyPageDraft, note: 'x' })).toBe(false)
})

it('names the parent where it is opened, and loads nothing before', () => {
  const props = { reference: 'K7Q4-9MX2', side: 'initiating', route: 'consent', additions: [] } as const
  const shown = parseHtml(renderAtDesk(createElement(AddedAnswersPanel, { ...props, name: 'Alex' })))
  expect(shown.querySelector('summary')?.textContent).toBe(buildAddWording('Alex').en)
  expect(shown.querySelector('form')).toBeNull()
})
