import { expect, it } from 'vitest'
import { getExpectedFields, listPagesWithVisibleQuestions, type Section } from '../../../forms/form.ts'
import { placeSavedFields } from '../../../forms/formerly.ts'
import { parseAnswersSoFar } from '../../../forms/parse.ts'
import { intakeForm } from './index.ts'
import { version2DraftPages } from './version-2-draft.fixture.ts'

const placed = placeSavedFields(intakeForm, version2DraftPages)

/** The page that asks for a field today. */
const findSectionOfField = (field: string): Section | undefined =>
  intakeForm.sections.find((section) => getExpectedFields(section).has(field))

it('shows every field typed under version 2 on the page that asks for it now', () => {
  const typed = version2DraftPages.flatMap(({ item, fields }) =>
    Object.entries(fields).map(([field, values]) => ({ item, field, values })),
  )
  expect(typed.length).toBeGreaterThan(150)
  for (const { item, field, values } of typed) {
    const section = findSectionOfField(field)
    const name = item === undefined ? field : `${section?.slug}/${item}/${field}`
    expect(placed.fields[name], name).toEqual(values)
  }
  expect(Object.keys(placed.fields)).toHaveLength(typed.length)
})

it('can be sent as it stands: nothing in it is a mistake, and only the confirmation is missing', () => {
  const { problems } = parseAnswersSoFar(intakeForm, placed.fields)
  expect(problems.map(({ question }) => question)).toEqual(['declared'])
})

it('counts each page as saved on which something typed stands', () => {
  const shown = listPagesWithVisibleQuestions(intakeForm, placed.fields).map(({ section }) => section.slug)
  expect(new Set([...placed.savedSections, 'declaration'])).toEqual(new Set(shown))
})

it('lets what is saved on a page now win over what stood on another page, wherever it is read first', () => {
  const start = { section: 'start', fields: { device: ['own'], route: ['consent'], orderCourt: [''] } }
  for (const pages of [
    [...version2DraftPages.filter(({ section }) => section !== 'start'), start],
    [start, ...version2DraftPages.filter(({ section }) => section !== 'start')],
  ]) {
    const { fields } = placeSavedFields(intakeForm, pages)
    expect([fields.route, fields.orderCourt]).toEqual([['consent'], ['']])
  }
})
