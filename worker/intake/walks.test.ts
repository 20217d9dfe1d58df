import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { fieldsOf } from '../../forms/example.ts'
import { expectedFields, fieldsOfItem, keptFields, type Section } from '../../forms/form.ts'
import { type Language, languages, pathIn } from '../../forms/language.ts'
import { type FieldProblem, problemsIn, readSection, readSoFar } from '../../forms/parse.ts'
import { steps } from '../../forms/progress.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { summarise } from '../../forms/summarise.ts'
import { count, rows } from '../../tests/support/database-rows.ts'
import { declared, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import { bindings, prepareDatabase, type Visitor, visit } from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { draftKeyOf } from '../privacy/draft-key.ts'
import { sealWith } from '../privacy/seal.ts'

beforeEach(async () => {
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** One thing a parent does, in a language. */
type Doing =
  | { readonly kind: 'save'; readonly section: Section; readonly item: number; readonly typed: Fields }
  | { readonly kind: 'remove'; readonly section: Section; readonly item: number }
  | { readonly kind: 'continue'; readonly section: Section }
  | { readonly kind: 'look'; readonly section: Section }
  | { readonly kind: 'route'; readonly route: string }
  | { readonly kind: 'fill'; readonly typed: Fields }
  | { readonly kind: 'check' | 'tasks' | 'delete' }
type Step = Doing & { readonly language: Language }

const lists = steps(intake).filter(({ repeats }) => repeats)
const examples = Object.values(intakeExamples).map(({ fields }) => fields as Fields)
const names = intake.sections.flatMap((section) => [...expectedFields(section).keys()])
const values = fc.oneof(
  fc.constantFrom(...new Set(examples.flatMap((fields) => Object.values(fields).flat())), ''),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const overlay = fc.dictionary(fc.constantFrom(...names), fc.tuple(values), { maxKeys: 8 })
const typed = fc
  .tuple(fc.constantFrom(...examples), overlay)
  .map(([example, over]): Fields => ({ ...example, ...over }))
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
      section: fc.constantFrom(...steps(intake)),
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
  fc.record({ kind: fc.constant('look' as const), section: fc.constantFrom(...steps(intake)) }),
  fc.record({
    kind: fc.constant('route' as const),
    route: fc.constantFrom('consent', 'court-order', 'one-parent'),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fill' as const),
      typed: whole.map(({ fields }) => fields as Fields),
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
      const parent = visit(unlimited)
      const model = new Model()
      for (const step of walk) await take(parent, model, step)
      await expectCheck(parent, model, language)
      const declaring = declares ? declared : {}
      const files = await count('files')
      const answer = await parent.post(pathIn(language, '/intake/send/'), declaring)
      const problems = problemsIn(intake, { ...model.fields, ...declaring })
      if (!model.begun) {
        expect(answer.status).toBe(410)
      } else if (problems.length === 0) {
        expect(answer.status).toBe(303)
        expect((await readPage(await parent.get(pathIn(language, '/intake/sent/')))).status).toBe(200)
        sent += 1
      } else {
        const page = await readPage(answer)
        expect(page.status).toBe(422)
        expect(page.summary?.problems).toEqual(problems.map((problem) => linkTo(problem, language)))
        incomplete += 1
      }
      const more = model.begun && problems.length === 0 ? 1 : 0
      expect(await count('files')).toBe(files + more)
    }),
    // A seed of its own keeps the walks the same from run to run; both endings must be among them.
    { numRuns: 25, seed: 20261122 },
  )
  expect(sent).toBeGreaterThan(0)
  expect(incomplete).toBeGreaterThan(0)
}, 60_000)

it('says of each child what is to be mended, when several have the same mistake', async () => {
  const parent = await parentWithDraft()
  // No page takes such a day; it stands for what was taken once and is not any more.
  const fields: Record<string, readonly string[]> = { ...intakeExamples.byOneParent.fields }
  for (const item of ['01', '02']) {
    fields[`children/${item}/childBirthDate-day`] = ['99']
    await plant(parent, `children/${item}`, fieldsOfItem(sectionAt('children'), item, fields))
  }
  const page = await readPage(await parent.post('/intake/send/', declared))
  expect(page.status).toBe(422)
  expect(page.summary?.problems).toEqual(
    problemsIn(intake, { ...fields, ...declared }).map((problem) => linkTo(problem, 'en')),
  )
  expect(page.summary?.problems.map(({ href }) => href)).toEqual([
    '/intake/children/01/?then=check#childBirthDate-day',
    '/intake/children/02/?then=check#childBirthDate-day',
  ])
})

it('asks to mend one child, and not its sister who has nothing to mend', async () => {
  const parent = await parentWithDraft()
  const fields: Record<string, readonly string[]> = { ...intakeExamples.byOneParent.fields }
  fields['children/02/childBirthDate-day'] = ['99']
  for (const part of ['day', 'month', 'year']) fields[`children/01/childBirthDate-${part}`] = ['']
  for (const item of ['01', '02']) {
    await plant(parent, `children/${item}`, fieldsOfItem(sectionAt('children'), item, fields))
  }
  const page = await readPage(await parent.post('/intake/send/', declared))
  expect(page.status).toBe(422)
  expect(page.answers).toHaveProperty('children/2/childBirthDate')
  expect(page.answers).not.toHaveProperty('children/1/childBirthDate')
})

/** What a parent's draft holds, as far as the portal said that it saved it. */
class Model {
  begun = false
  readonly #pages = new Map<string, Fields>()

  get fields(): Fields {
    return Object.assign({}, ...this.#pages.values())
  }
  has(section: Section, item?: string): boolean {
    return this.#pages.has(pageName(section, item))
  }
  countOf({ slug }: Section): number {
    return [...this.#pages.keys()].filter((name) => name.startsWith(`${slug}/`)).length
  }
  save(section: Section, item: string | undefined, fields: Fields): void {
    this.begun = true
    this.#pages.set(pageName(section, item), keptFields(section, item, fields))
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

/** Takes one step in the portal and in the model, and holds the one to the other. */
async function take(parent: Visitor, model: Model, step: Step): Promise<void> {
  const at = (path: string) => pathIn(step.language, path)
  switch (step.kind) {
    case 'save': {
      const { section, typed } = step
      const item = section.repeats ? idOf(step.item) : undefined
      const own = item === undefined ? typed : fieldsOfItem(section, item, typed)
      return saveOne(parent, model, { section, item, typed: fieldsOf(section, own), language: step.language })
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
      const section = sectionAt('how-you-come')
      const typed = { ...fieldsOf(section, model.fields), route: [step.route] }
      return saveOne(parent, model, { section, item: undefined, typed, language: step.language })
    }
    case 'fill': {
      for (const section of steps(intake)) {
        if (section.repeats) continue
        const typed = fieldsOf(section, step.typed)
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
  readonly typed: Fields
  readonly language: Language
}

/** Posts one page: saved when it can be read and there is room, and then the model holds it too. */
async function saveOne(
  parent: Visitor,
  model: Model,
  { section, item, typed, language }: Saving,
): Promise<void> {
  const path = pathIn(language, `/intake/${pageName(section, item)}/`)
  const answer = await parent.post(path, typed)
  // A browser posts line ends as it likes and no half of a letter; what arrives is what is judged.
  const reading = readSection(section, typed)
  const full =
    item !== undefined && !model.has(section, item) && model.countOf(section) >= (section.repeats?.most ?? 0)
  if (!reading.ok) {
    const page = await readPage(answer)
    expect(page.status).toBe(422)
    expect(page.summary?.problems.map(({ text }) => text)).toEqual(
      once(reading.problems).map(({ wording }) => wording[language]),
    )
  } else if (full) {
    expect(answer.status).toBe(429)
  } else {
    expect(answer.status).toBe(303)
    model.save(section, item, reading.fields)
  }
}

/** The check shows what was saved, as it reads back, and nothing else; without a draft it has closed. */
async function expectCheck(parent: Visitor, model: Model, language: Language): Promise<void> {
  const answer = await parent.get(pathIn(language, '/intake/check/'))
  if (!model.begun) {
    expect(answer.status).toBe(410)
    return
  }
  expect(answer.status).toBe(200)
  const { answers, asked } = readSoFar(intake, model.fields)
  const expected = summarise(asked, answers, language).flatMap(({ slug, item, rows }) =>
    rows.flatMap(({ question, lines }) => {
      const name = item === undefined ? question : `${slug}/${item}/${question}`
      return lines.length > 0 ? [[name, lines] as const] : []
    }),
  )
  expect((await readPage(answer)).answers).toEqual(Object.fromEntries(expected))
}

/** Where the check's list of problems leads for one, and what it says. */
function linkTo({ section, item, field, wording }: FieldProblem, language: Language) {
  const text = wording[language]
  if (sectionAt(section).atSending) return { href: `#${field}`, text }
  const page = `/intake/${section}/${item === undefined ? '' : `${item}/`}`
  return { href: `${pathIn(language, page)}?then=check#${field}`, text }
}

/** One problem a question, as a page has one place for it. */
const once = (problems: readonly FieldProblem[]) =>
  [...new Map(problems.toReversed().map((problem) => [problem.question, problem])).values()].toReversed()

function sectionAt(slug: string): Section {
  const section = intake.sections.find((one) => one.slug === slug)
  if (!section) throw new Error(`There is no part ${slug}`)
  return section
}

/** Puts what no page would take into a parent's draft, sealed as the portal seals it. */
async function plant(parent: Visitor, name: string, fields: Fields): Promise<void> {
  const [, token = ''] = /^__Host-intake=([^.]+)/.exec(parent.cookie) ?? []
  const [slug = ''] = name.split('/')
  const own = fieldsOf(sectionAt(slug), fields)
  const [draft] = await rows<{ id: string }>('select id from drafts')
  const key = await draftKeyOf(environment(bindings).draftSecret, intake.id, token)
  const typed = await sealWith(key, `draft_sections.typed:${draft?.id}/${name}`, own)
  await rows('update draft_sections set typed = ? where section = ?', typed, name)
}

const unlimited = {
  LIMIT_REQUESTS: { limit: async () => ({ success: true }) },
  LIMIT_NEW_DRAFTS: { limit: async () => ({ success: true }) },
}
