import fc from 'fast-check'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { getSectionFields } from '../../forms/example.ts'
import {
  addUnprefixedItemFields,
  getExpectedFields,
  listRevealedQuestions,
  type Section,
  toStoredFields,
} from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { labelProblems } from '../../forms/label-problems.ts'
import { appendColon, type Language, languages, localisePath } from '../../forms/language.ts'
import { type FieldProblem, parseAnswersSoFar, parseSectionFields } from '../../forms/parse.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { notAnsweredWording, summariseAnswers } from '../../forms/summarise.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import { createParentWithDraft, declarationFields } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { withoutFloodLimits } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { deriveDraftKey } from '../privacy/draft-key.ts'
import { sealWithKey } from '../privacy/seal.ts'

setUpPortal()

/** A step that a parent takes; it is taken in one of the languages. */
type Doing =
  | { readonly kind: 'save'; readonly section: Section; readonly item: number; readonly typed: FormFields }
  | { readonly kind: 'remove'; readonly section: Section; readonly item: number }
  | { readonly kind: 'continue'; readonly section: Section }
  | { readonly kind: 'look'; readonly section: Section }
  | { readonly kind: 'route'; readonly route: string }
  | { readonly kind: 'fill'; readonly typed: FormFields }
  | { readonly kind: 'check' | 'tasks' | 'delete' }
type Step = Doing & { readonly language: Language }

const lists = listSectionsNotAtSending(intakeForm).filter(({ repeats }) => repeats)
const examples = Object.values(intakeExamples).map(({ fields }) => fields as FormFields)
const names = intakeForm.sections.flatMap((section) => [...getExpectedFields(section).keys()])
const values = fc.oneof(
  fc.constantFrom(...new Set(examples.flatMap((fields) => Object.values(fields).flat())), ''),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const overlay = fc.dictionary(fc.constantFrom(...names), fc.tuple(values), { maxKeys: 8 })
const typed = fc
  .tuple(fc.constantFrom(...examples), overlay)
  .map(([example, over]): FormFields => ({ ...example, ...over }))
const whole = fc.constantFrom(
  intakeExamples.byOneParent,
  intakeExamples.byCourtOrder,
  intakeExamples.byConsent,
)

const doing = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      section: fc.constantFrom(...listSectionsNotAtSending(intakeForm)),
      item: fc.nat(13),
      typed,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      section: fc.constantFrom(...lists),
      item: fc.nat(13),
      typed,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      section: fc.constantFrom(...lists),
      item: fc.nat(13),
    }),
  },
  fc.record({ kind: fc.constant('continue' as const), section: fc.constantFrom(...lists) }),
  fc.record({
    kind: fc.constant('look' as const),
    section: fc.constantFrom(...listSectionsNotAtSending(intakeForm)),
  }),
  fc.record({
    kind: fc.constant('route' as const),
    route: fc.constantFrom('consent', 'court-order', 'one-parent'),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fill' as const),
      typed: whole.map(({ fields }) => fields as FormFields),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('check' as const) }) },
  fc.record({ kind: fc.constant('tasks' as const) }),
  fc.record({ kind: fc.constant('delete' as const) }),
)
const walks = fc.array(
  fc.tuple(doing, fc.constantFrom(...languages)).map(([done, language]): Step => ({ ...done, language })),
  { minLength: 3, maxLength: 12 },
)

it('ends in a form that can be sent or says exactly what is missing, whichever way a parent walks', async () => {
  let sent = 0
  let incomplete = 0
  await fc.assert(
    fc.asyncProperty(walks, fc.constantFrom(...languages), fc.boolean(), async (walk, language, declares) => {
      const parent = createVisitor(withoutFloodLimits)
      const model = new Model()
      for (const step of walk) await take(parent, model, step)
      await expectCheck(parent, model, language)
      const declaring = declares ? declarationFields : {}
      const files = await countRows('files')
      const answer = await parent.post(localisePath(language, '/intake/send/'), declaring)
      const { problems } = parseAnswersSoFar(intakeForm, { ...model.fields, ...declaring })
      if (!model.begun) {
        expect(answer.status).toBe(410)
      } else if (problems.length === 0) {
        expect(answer.status).toBe(303)
        expect((await parsePage(await parent.get(localisePath(language, '/intake/sent/')))).status).toBe(200)
        sent += 1
      } else {
        const page = await parsePage(answer)
        expect(page.status).toBe(422)
        expect(page.summary?.problems).toEqual(problems.map((problem) => linkTo(problem, language)))
        incomplete += 1
      }
      const more = model.begun && problems.length === 0 ? 1 : 0
      expect(await countRows('files')).toBe(files + more)
    }),
    // A fixed seed makes every run take the same walks; both endings must be among them.
    { numRuns: countPropertyRuns(8, 250), seed: 20261122 },
  )
  expect(sent).toBeGreaterThan(0)
  expect(incomplete).toBeGreaterThan(0)
})

it('says of each child what is to be mended, when several have the same mistake', async () => {
  const parent = await createParentWithDraft()
  // No page accepts this date; it stands for one that was accepted once and no longer is.
  const fields: Record<string, readonly string[]> = { ...intakeExamples.byOneParent.fields }
  for (const item of ['01', '02']) {
    fields[`children/${item}/childBirthDate-day`] = ['99']
    await plant(parent, `children/${item}`, addUnprefixedItemFields(sectionAt('children'), item, fields))
  }
  const page = await parsePage(await parent.post('/intake/send/', declarationFields))
  expect(page.status).toBe(422)
  expect(page.summary?.problems).toEqual(
    parseAnswersSoFar(intakeForm, { ...fields, ...declarationFields }).problems.map((problem) =>
      linkTo(problem, 'en'),
    ),
  )
  expect(page.summary?.problems.map(({ href }) => href)).toEqual([
    '/intake/children/01/?then=check#childBirthDate-day',
    '/intake/children/02/?then=check#childBirthDate-day',
  ])
})

it('asks to mend one child, and not its sister who has nothing to mend', async () => {
  const parent = await createParentWithDraft()
  const fields: Record<string, readonly string[]> = { ...intakeExamples.byOneParent.fields }
  fields['children/02/childBirthDate-day'] = ['99']
  for (const part of ['day', 'month', 'year']) fields[`children/01/childBirthDate-${part}`] = ['']
  for (const item of ['01', '02']) {
    await plant(parent, `children/${item}`, addUnprefixedItemFields(sectionAt('children'), item, fields))
  }
  const page = await parsePage(await parent.post('/intake/send/', declarationFields))
  expect(page.status).toBe(422)
  expect(page.answers).toHaveProperty('children/2/childBirthDate')
  expect(page.answers).not.toHaveProperty('children/1/childBirthDate')
})

/** What a parent's draft contains, according to what the portal said that it saved. */
class Model {
  begun = false
  readonly #pages = new Map<string, FormFields>()

  get fields(): FormFields {
    return Object.assign({}, ...this.#pages.values())
  }
  has(section: Section, item?: string): boolean {
    return this.#pages.has(pageName(section, item))
  }
  countOf({ slug }: Section): number {
    return [...this.#pages.keys()].filter((name) => name.startsWith(`${slug}/`)).length
  }
  save(section: Section, item: string | undefined, fields: FormFields): void {
    this.begun = true
    this.#pages.set(pageName(section, item), toStoredFields(section, item, fields))
  }
  remove(section: Section, item: string): void {
    this.#pages.delete(pageName(section, item))
  }
  clear(): void {
    this.begun = false
    this.#pages.clear()
  }
}

const pageName = ({ slug }: Section, item?: string) => (item === undefined ? slug : `${slug}/${item}`)
const idOf = (item: number) => String(item + 1).padStart(2, '0')

/** Takes one step in the portal and in the model, and compares the two. */
async function take(parent: Visitor, model: Model, step: Step): Promise<void> {
  const at = (path: string) => localisePath(step.language, path)
  switch (step.kind) {
    case 'save': {
      const { section, typed } = step
      const item = section.repeats ? idOf(step.item) : undefined
      const own = item === undefined ? typed : addUnprefixedItemFields(section, item, typed)
      return saveOne(parent, model, {
        section,
        item,
        typed: getSectionFields(section, own),
        language: step.language,
      })
    }
    case 'remove': {
      const answer = await parent.post(at(`/intake/${step.section.slug}/${idOf(step.item)}/`), {
        press: ['remove'],
      })
      expect(answer.status).toBe(303)
      return model.remove(step.section, idOf(step.item))
    }
    case 'continue': {
      expect((await parent.post(at(`/intake/${step.section.slug}/`), { press: ['continue'] })).status).toBe(
        303,
      )
      return model.save(step.section, undefined, {})
    }
    case 'route': {
      const section = sectionAt('start')
      const typed = { ...getSectionFields(section, model.fields), device: ['own'], route: [step.route] }
      return saveOne(parent, model, { section, item: undefined, typed, language: step.language })
    }
    case 'fill': {
      for (const section of listSectionsNotAtSending(intakeForm)) {
        if (section.repeats) continue
        const typed = getSectionFields(section, step.typed)
        await saveOne(parent, model, { section, item: undefined, typed, language: step.language })
      }
      return undefined
    }
    case 'look':
      expect((await parent.get(at(`/intake/${step.section.slug}/`))).status).toBe(200)
      return undefined
    case 'tasks':
      expect((await parent.get(at('/intake/tasks/'))).status).toBe(model.begun ? 200 : 410)
      return undefined
    case 'delete':
      expect((await parent.post(at('/intake/delete/'))).status).toBe(303)
      return model.clear()
    case 'check':
      return expectCheck(parent, model, step.language)
  }
}

interface Saving {
  readonly section: Section
  readonly item: string | undefined
  readonly typed: FormFields
  readonly language: Language
}

/** Posts one page. When it can be read and there is room, it must be saved, and the model saves it too. */
async function saveOne(
  parent: Visitor,
  model: Model,
  { section, item, typed, language }: Saving,
): Promise<void> {
  const path = localisePath(language, `/intake/${pageName(section, item)}/`)
  const answer = await parent.post(path, typed)
  // A browser may change line ends and cannot send half a character, so the model reads what arrives.
  const reading = parseSectionFields(section, typed)
  const full =
    item !== undefined && !model.has(section, item) && model.countOf(section) >= (section.repeats?.most ?? 0)
  const fields = { ...model.fields, ...toStoredFields(section, item, reading.fields) }
  const pageFields = item === undefined ? fields : addUnprefixedItemFields(section, item, fields)
  const asked = listRevealedQuestions(intakeForm, section, pageFields)
  const problems = reading.ok ? [] : reading.problems.filter(({ question }) => asked.has(question))
  if (problems.length > 0) {
    const page = await parsePage(answer)
    expect(page.status).toBe(422)
    expect(page.summary?.problems.map(({ text }) => text)).toEqual(
      once(problems).map((problem) => linkTo(problem, language).text),
    )
  } else if (full) {
    expect(answer.status).toBe(429)
  } else {
    expect(answer.status).toBe(303)
    model.save(section, item, reading.fields)
  }
}

/** Expects that the check shows exactly what was saved, as it reads back, or that it is closed without a draft. */
async function expectCheck(parent: Visitor, model: Model, language: Language): Promise<void> {
  const answer = await parent.get(localisePath(language, '/intake/check/'))
  if (!model.begun) {
    expect(answer.status).toBe(410)
    return
  }
  expect(answer.status).toBe(200)
  const { answers, asked } = parseAnswersSoFar(intakeForm, model.fields)
  const expected = summariseAnswers(asked, answers, language).flatMap(({ slug, item, rows }) =>
    rows.flatMap(({ question, lines }) => {
      const name = item === undefined ? question : `${slug}/${item}/${question}`
      return lines.length > 0 ? [[name, lines] as const] : []
    }),
  )
  // That a list or one of its items is empty is no answer.
  const notAnswers = new Set([
    filledPageWording.missingAnswer[language],
    notAnsweredWording[language],
    ...intakeForm.sections.map(({ repeats }) => repeats?.none[language]),
  ])
  const shown = Object.entries((await parsePage(answer)).answers).filter(
    ([, lines]) => !notAnswers.has(String(lines)),
  )
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected))
}

/** The link and the text of a problem in the check's list. */
function linkTo(problem: FieldProblem, language: Language) {
  const { section, item, field, wording } = problem
  const label = labelProblems(intakeForm.sections, [problem])[0]?.label?.[language] ?? ''
  const named = label === '' || label.endsWith('?') ? label : appendColon(label, language)
  const text = `${named} ${wording[language]}`.trim()
  if (sectionAt(section).atSending) return { href: `#${field}`, text }
  const page = `/intake/${section}/${item === undefined ? '' : `${item}/`}`
  return { href: `${localisePath(language, page)}?then=check#${field}`, text }
}

/** Keeps one problem for each question, since a page has room for one. */
const once = (problems: readonly FieldProblem[]) =>
  [...new Map(problems.toReversed().map((problem) => [problem.question, problem])).values()].toReversed()

function sectionAt(slug: string): Section {
  const section = intakeForm.sections.find((one) => one.slug === slug)
  if (!section) throw new Error(`There is no part ${slug}`)
  return section
}

/** Puts fields that no page accepts into a parent's draft, sealed as the portal seals them. */
async function plant(parent: Visitor, name: string, fields: FormFields): Promise<void> {
  const [, token = ''] = /^__Host-intake=([^.]+)/.exec(parent.cookie) ?? []
  const [slug = ''] = name.split('/')
  const own = getSectionFields(sectionAt(slug), fields)
  const [draft] = await queryRows<{ id: string }>('select id from drafts')
  const key = await deriveDraftKey(parseEnvironment(bindings).keys.draft[0], intakeForm.id, token)
  const typed = await sealWithKey(key, `draft_sections.sealed_fields:${draft?.id}/${name}`, own)
  await queryRows('update draft_sections set sealed_fields = ? where section = ?', typed, name)
}
