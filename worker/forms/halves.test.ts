import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { version2DraftPages } from '../../content/forms/intake/version-2-draft.fixture.ts'
import { getSectionFields, listPagePosts } from '../../forms/example.ts'
import { listFirstHalfSections, listSecondHalfSections } from '../../forms/halves.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import { declarationFields, findIntakeSection, readTypedFields } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { unseal } from '../privacy/seal.ts'
import type { StoredEnvelopePart } from './form-version.ts'

setUpPortal()

const { briefByOneParent, byOneParent } = intakeExamples
const firstHalf = listFirstHalfSections(intakeForm).map(({ slug }) => slug)
const secondHalf = listSecondHalfSections(intakeForm).map(({ slug }) => slug)

async function createParentWithFirstHalf(): Promise<Visitor> {
  const parent = createVisitor()
  for (const { path, fields } of listPagePosts(intakeForm, briefByOneParent.fields))
    if (firstHalf.includes(path.split('/')[2] ?? '')) await parent.post(path, fields)
  return parent
}

/** The pages that a sent intake says it asked, of those that every coordinator of the file reads. */
async function listPagesAsked(): Promise<string[]> {
  const [row] = await queryRows<{ id: string; sealed: string }>(
    'select id, sealed_answers as sealed from submissions',
  )
  const { keys } = parseEnvironment(bindings)
  const context = `submissions.sealed_answers:${row?.id}` as const
  const { asked } = (await unseal(keys, 'answers', context, row?.sealed ?? '')) as StoredEnvelopePart
  return asked.map(({ slug }) => slug)
}

it('is sent with the first half alone, of which nothing else counts as asked', async () => {
  const parent = await createParentWithFirstHalf()
  const check = await parsePage(await parent.get('/intake/check/'))
  expect(check.summarisedSections).toEqual(firstHalf)
  expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
  expect(await countRows('files')).toBe(1)
  expect(await listPagesAsked()).toEqual([...firstHalf, 'declaration'])
})

it.each(secondHalf.filter((slug) => !findIntakeSection(slug).repeats))(
  'takes any page of the second half before it is sent, alone: %s',
  async (slug) => {
    const parent = await createParentWithFirstHalf()
    const fields = getSectionFields(findIntakeSection(slug), byOneParent.fields)
    expect((await parent.post(`/intake/${slug}/`, fields)).status).toBe(303)
    expect((await parsePage(await parent.get('/intake/check/'))).summarisedSections).toEqual([
      ...firstHalf,
      slug,
    ])
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
  },
)

it('takes away what was said about a child on both pages when the child is removed', async () => {
  const parent = await createParentWithFirstHalf()
  await parent.post('/intake/children-more/01/', { childSchool: ['Maple'], press: ['save'] })
  const { revision = '' } = await parsePage(await parent.get('/intake/children/01/'))
  await parent.post('/intake/children/01/', { press: ['remove'], revision: [revision] })
  expect(await readTypedFields(parent, '/intake/children-more/01/')).toEqual({})
  expect(
    await queryRows(
      "select section from draft_sections where sealed_fields <> '' and section like 'children%/%'",
    ),
  ).toEqual([])
})

it('keeps what is posted from a page that has been open since version 2, and shows it where it is asked now', async () => {
  const parent = createVisitor()
  await parent.post('/intake/start/', { device: ['own'], route: ['consent'] })
  for (const { section, item, fields } of version2DraftPages) {
    if (section === 'start') continue
    const path = `/intake/${section}/${item === undefined ? '' : `${item}/`}`
    const press = findIntakeSection(section).repeats
      ? { press: [item === undefined ? 'continue' : 'save'] }
      : {}
    expect((await parent.post(path, { ...fields, ...press })).status, path).toBe(303)
  }
  expect((await readTypedFields(parent, '/intake/you-more/')).usedName).toEqual(['Margot'])
  expect((await readTypedFields(parent, '/intake/children-more/02/')).childSchool).toEqual([
    'Sample Harbour Public School',
  ])
  // The route was asked and saved on its own page meanwhile.
  expect((await readTypedFields(parent, '/intake/start/')).route).toEqual(['consent'])
  expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
})
