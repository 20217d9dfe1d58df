import fc from 'fast-check'
import { expect, it } from 'vitest'
import { conditionHolds } from '../../../forms/condition.ts'
import { type FormExample, getSectionFields } from '../../../forms/example.ts'
import {
  defineForm,
  defineSection,
  type FilledPage,
  findSection,
  getExpectedFields,
  getVisibleFieldsOutsideItems,
  isQuestionBlank,
  listItemIds,
  listPagesWithVisibleQuestions,
  listQuestionsWithSections,
  listVisibleQuestionNamesOutsideItems,
  type Section,
  type SectionNote,
  toStoredFields,
} from '../../../forms/form.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { languages } from '../../../forms/language.ts'
import { parseAnswersSoFar, parseForm, parseSectionFields } from '../../../forms/parse.ts'
import { getOptOutFieldName, getQuestionFieldNames } from '../../../forms/questions/index.ts'
import { summariseAnswers } from '../../../forms/summarise.ts'
import { countPropertyRuns } from '../../../tests/support/property-runs.ts'
import { practice } from '../../practice.ts'
import { joiningForm } from '../joining/index.ts'
import { intakeExamples } from './examples.ts'
import { buildNoDocumentNote } from './how-you-come.ts'
import { intakeForm } from './index.ts'
import { startSection } from './start.ts'
import { youSection } from './you.ts'

const examples: FormExample[] = Object.values(intakeExamples)
const complete = examples.filter(({ title }) => title.startsWith('Complete'))
const sections: readonly Section[] = intakeForm.sections
const routes = Object.keys(startSection.questions.route.options)

it('has a complete example of each of the three ways to start', () => {
  expect(new Set(complete.map(({ fields }) => fields.route?.[0]))).toEqual(new Set(routes))
})

it.each(complete)('accepts the example “$title”, page by page and whole', ({ fields }) => {
  for (const { section, fields: own } of listPagesWithVisibleQuestions(intakeForm, fields)) {
    expect(parseSectionFields(section, getSectionFields(section, own)), section.slug).toMatchObject({
      ok: true,
    })
  }
  expect(parseForm(intakeForm, fields)).toMatchObject({ ok: true })
})

it.each(languages)('reads every complete example back without an empty label (%s)', (language) => {
  for (const { fields } of complete) {
    const reading = parseForm(intakeForm, fields)
    if (!reading.ok) throw new Error('A complete example is incomplete')
    const read = summariseAnswers(reading.asked, reading.answers, language)
    const pages = listPagesWithVisibleQuestions(intakeForm, fields)
    expect(read.map(({ slug }) => slug)).toEqual(pages.map(({ section }) => section.slug))
    for (const [index, { rows }] of read.entries()) {
      const page = pages[index]
      expect(rows.map(({ question }) => question)).toEqual([...(page?.asked ?? [])])
      for (const { question, label, lines } of rows) {
        expect(label).not.toBe('')
        expect(lines.length > 0, question).toBe(page !== undefined && isAnswered(page, question))
      }
    }
  }
})

/** Whether a parent typed something into a question or ticked one of its opt-outs. */
function isAnswered({ section, fields }: FilledPage, name: string): boolean {
  const question = section.questions[name]
  if (!question) return false
  return (
    !isQuestionBlank(name, question, fields) ||
    (fields[getOptOutFieldName(name)] ?? []).some((ticked) => ticked !== '')
  )
}

it('fills in every field of every page in “everything filled in”, and every list to its end', () => {
  const { fields } = intakeExamples.full
  const expected = sections.flatMap((section) => {
    const own = [...getExpectedFields(section).keys()]
    const items = listItemIds(section, fields)
    expect(items).toHaveLength(section.repeats?.most ?? 0)
    return section.repeats
      ? items.flatMap((item) => own.map((field) => `${section.slug}/${item}/${field}`))
      : own
  })
  expect(new Set(Object.keys(fields))).toEqual(new Set(expected))
  expect(Object.entries(fields).filter(([, values]) => values.every((value) => value.trim() === ''))).toEqual(
    [],
  )
})

it('has an example with something to mend on every page, of a list in one of its things', () => {
  const { fields } = intakeExamples.mistakes
  for (const { section, fields: own } of listPagesWithVisibleQuestions(intakeForm, fields)) {
    expect(parseSectionFields(section, getSectionFields(section, own)).ok, section.slug).toBe(false)
  }
  const whole = parseForm(intakeForm, fields)
  const mended = whole.ok ? [] : whole.problems.map(({ section }) => section)
  expect(new Set(mended)).toEqual(new Set(sections.map(({ slug }) => slug)))
})

it('requires eight answers and no more, so that all else can wait for the first meeting', () => {
  const reading = parseForm(intakeForm, intakeExamples.empty.fields)
  const missing = reading.ok ? [] : reading.problems.map(({ question }) => question)
  expect(missing).toEqual([
    'device',
    'route',
    'legalName',
    'province',
    'phone',
    'otherName',
    'worried',
    'declared',
  ])
  const required = listQuestionsWithSections(intakeForm).filter(({ question }) => question.required)
  expect(required.map(({ name }) => name)).toEqual(missing)
})

it('asks what it asks of children and orders only of each of them', () => {
  expect(sections.flatMap(({ slug, repeats }) => (repeats ? [[slug, repeats.most]] : []))).toEqual([
    ['children', 12],
    ['children-more', 12],
    ['orders', 8],
  ])
})

it('offers only opt-outs that fit their question', () => {
  const offering = (optOut: string) =>
    listQuestionsWithSections(intakeForm).flatMap(({ name, question }) =>
      ('options' in question && Object.hasOwn(question.options, optOut)) ||
      question.optOuts?.some((one) => one === optOut)
        ? [name]
        : [],
    )
  expect(offering('no-phone')).toEqual(['phone'])
  expect(offering('expected')).toEqual(['childBirthDate'])
})

it('offers the coordinators and the provinces of the practice', () => {
  const { orderCoordinator } = startSection.questions
  expect(Object.keys(orderCoordinator.options)).toEqual([
    ...practice.coordinators.map(({ id }) => id),
    'somebody-else',
    'not-sure',
  ])
  expect(Object.keys(youSection.questions.province.options)).toEqual([
    ...practice.provinces,
    'elsewhere',
    'not-sure',
  ])
})

it('asks for a profession only where one coordinator works alone', () => {
  const asked = listQuestionsWithSections(intakeForm).some(({ name }) => name === 'professionWanted')
  expect(asked).toBe(!practice.worksInPairs)
})

const byRoute: Record<string, string[]> = {
  consent: ['whoAgreed', 'otherAgrees'],
  'court-order': [
    'orderCourt',
    'orderDate',
    'orderNamesCoordinator',
    'orderCoordinator',
    'orderFileNumber',
    'spokenBefore',
    'orderScope',
    'orderTerm',
    'orderCopy',
  ],
  'one-parent': ['whatHolds'],
}

it.each(routes)('asks %s only its own questions, and explains what it means next', (route) => {
  const always = listVisibleQuestionNamesOutsideItems(intakeForm, {})
  const asked = listVisibleQuestionNamesOutsideItems(intakeForm, {
    route: [route],
    orderNamesCoordinator: ['yes'],
  })
  expect([...asked].filter((name) => !always.has(name))).toEqual(byRoute[route])
  expect([...always].filter((name) => !asked.has(name))).toEqual([])
  expect(shownNotes('start', { route: [route] })).toHaveLength(1)
})

it('asks who it is when an order names someone else, and says what that means', () => {
  const named = { route: ['court-order'], orderNamesCoordinator: ['yes'] }
  const elsewhere = { ...named, orderCoordinator: ['somebody-else'] }
  const isAsked = (fields: FormFields) =>
    listVisibleQuestionNamesOutsideItems(intakeForm, fields).has('orderCoordinatorName')
  expect([isAsked(elsewhere), isAsked({ ...named, orderCoordinator: ['not-sure'] })]).toEqual([true, false])
  expect(shownNotes('start', elsewhere).map(({ after }) => after)).toContain('orderCoordinatorName')
})

it('says on the page itself that the practice works in its provinces only', () => {
  expect(shownNotes('you', { province: ['elsewhere'] })).toHaveLength(1)
  for (const province of [...practice.provinces, 'not-sure', ''])
    expect(shownNotes('you', { province: [province] })).toEqual([])
})

it('asks about a named coordinator only when an order names one', () => {
  const asked = listVisibleQuestionNamesOutsideItems(intakeForm, {
    route: ['court-order'],
    orderNamesCoordinator: ['no'],
  })
  expect(asked.has('orderCoordinator')).toBe(false)
  expect(asked.has('spokenBefore')).toBe(false)
})

/** Lists the notes of a page that depend on an answer and are shown. */
function shownNotes(slug: string, fields: FormFields): SectionNote[] {
  const visible = getVisibleFieldsOutsideItems(intakeForm, fields)
  return (findSection(intakeForm, slug)?.notes ?? []).filter(
    ({ when }) => when && conditionHolds(when, visible),
  )
}

it('tells a family without a document what that means here', () => {
  const shown = shownNotes('how-you-come', { parentingDocument: ['none'] })
  expect(shown).toEqual([buildNoDocumentNote(practice.takesFamiliesWithoutDocument)])
  expect(shownNotes('how-you-come', { parentingDocument: ['unknown'] })).toEqual([])
})

it('makes a plan with a family where the practice takes it without one, and elsewhere names an honest next step', () => {
  const taken = buildNoDocumentNote(true)
  const notYet = buildNoDocumentNote(false)
  expect(taken.lines[0]?.en).toContain('Making a parenting plan is then one of the first tasks')
  const said = notYet.lines.map(({ en }) => en).join(' ')
  for (const step of [
    'mediator',
    'lawyer',
    'legal aid',
    'duty counsel',
    'still send this form',
    'call you',
  ]) {
    expect(said).toContain(step)
  }
  for (const { after, when } of [taken, notYet]) {
    expect({ after, when }).toEqual({
      after: 'parentingDocument',
      when: { question: 'parentingDocument', is: ['none'] },
    })
  }
})

it('asks about the document there is, or about the one that is wanted', () => {
  const about = (document: string) =>
    [...listVisibleQuestionNamesOutsideItems(intakeForm, { parentingDocument: [document] })].filter((name) =>
      name.startsWith('document'),
    )
  for (const document of ['parenting-plan', 'court-order', 'minutes', 'agreement']) {
    expect(about(document)).toEqual(['documentDate', 'documentCovers', 'documentDisputed'])
  }
  expect(about('none')).toEqual(['documentWanted'])
  expect(about('unknown')).toEqual([])
})

it.each([
  ['stepped-away', ['childrenMiss', 'carryingNeeds'], ['When one of you has stepped back']],
  ['kept-out', ['timeNow', 'missedTime'], ['When someone interferes with time with the children']],
  [
    'both',
    ['childrenMiss', 'carryingNeeds', 'timeNow', 'missedTime'],
    ['When one of you has stepped back', 'When someone interferes with time with the children'],
  ],
  ['neither', [], [undefined]],
  ['in-person', [], [undefined]],
])('opens for the dynamic %s its own questions and its own explanation', (dynamic, questions, titles) => {
  const always = listVisibleQuestionNamesOutsideItems(intakeForm, {})
  const asked = [...listVisibleQuestionNamesOutsideItems(intakeForm, { dynamic: [dynamic] })].filter(
    (name) => !always.has(name),
  )
  expect(asked).toEqual(questions)
  expect(shownNotes('what-is-happening', { dynamic: [dynamic] }).map(({ title }) => title?.en)).toEqual(
    titles,
  )
})

const labels = [
  /alienat|deadbeat|narciss|toxic|abuser|neglectful/i,
  /absent(ee)? (parent|father|mother)|uninvolved|unfit|abandon/i,
  /aliéna|démissionnaire|pervers|toxique|indigne|agresseu/i,
  /(parent|père|mère) absente?|désengagé/i,
]

it('puts no label on the other parent, whatever the practice’s settings', () => {
  const said = JSON.stringify([intakeForm, buildNoDocumentNote(true), buildNoDocumentNote(false)])
  for (const label of labels) expect(said).not.toMatch(label)
  expect(labels.every((label) => !label.test('One of us has stepped back'))).toBe(true)
  expect(labels.some((label) => label.test('parental alienation'))).toBe(true)
})

const questionsOn = (slug: string) =>
  listQuestionsWithSections(intakeForm).filter(({ section }) => section.slug === slug)

it('keeps every way to reach the other parent in an envelope of its own, and where it comes from', () => {
  const contactQuestions = [...questionsOn('other-parent'), ...questionsOn('other-parent-more')].filter(
    ({ name, question }) =>
      ['phone', 'email', 'address'].includes(question.kind) || /^other(Phone|Email)(From|Safe)$/.test(name),
  )
  expect(contactQuestions).toHaveLength(9)
  for (const { name, question } of contactQuestions) expect(question.envelope, name).toBe('otherContact')
})

it('seals what is said about safety, all of it on the two safety pages, and nothing else', () => {
  const sealed = listQuestionsWithSections(intakeForm).filter(
    ({ question }) => question.envelope === 'safety',
  )
  expect(new Set(sealed.map(({ section }) => section.slug))).toEqual(new Set(['safety', 'safety-more']))
  const open = [...questionsOn('safety'), ...questionsOn('safety-more')].filter(
    (asked) => asked.question.envelope !== 'safety',
  )
  // The practice must see whether there is an order, to hold back every call until somebody has read it.
  expect(open.map(({ name }) => name)).toEqual(['inYourWords', 'urgency', 'noContactOrder'])
})

it('shows where to find help whatever was answered, and asks for more only when a parent wishes', () => {
  expect(sections.filter(({ help }) => help).map(({ slug }) => slug)).toEqual(['safety', 'safety-more'])
  for (const worried of ['yes', 'no', 'not-sure', '']) {
    const page = listPagesWithVisibleQuestions(intakeForm, { worried: [worried] }).find(
      ({ section }) => section.slug === 'safety-more',
    )
    expect([...(page?.asked ?? [])]).toEqual(['tellNow'])
  }
  expect(listVisibleQuestionNamesOutsideItems(intakeForm, { tellNow: ['in-person'] }).has('harmKinds')).toBe(
    false,
  )
  expect(listVisibleQuestionNamesOutsideItems(intakeForm, { tellNow: ['yes'] }).has('harmKinds')).toBe(true)
})

it('says that nobody is contacted as soon as an order against contact is possible', () => {
  for (const answer of ['yes', 'not-sure']) {
    expect(shownNotes('safety', { noContactOrder: [answer] })).toHaveLength(1)
  }
  expect(shownNotes('safety', { noContactOrder: ['no'] })).toEqual([])
})

it('matches both parents by the same facts, so that each is known again on the other side', () => {
  const matchedBy = (about: Section['about']) =>
    listQuestionsWithSections(intakeForm).flatMap(({ section, question }) =>
      section.about === about && question.match ? [`${question.match} ${question.kind}`] : [],
    )
  const facts = ['person name', 'person date', 'phone phone', 'email email']
  const lawyers = ['lawyer name', 'lawyer email', 'lawyer phone']
  expect(new Set(matchedBy('initiating'))).toEqual(new Set([...facts, ...lawyers]))
  expect(new Set(matchedBy('other'))).toEqual(new Set(matchedBy('initiating')))
  expect(matchedBy(undefined)).toEqual(['child name', 'child date'])
})

it('names no field that two questions share', () => {
  const names = sections.flatMap((section) => [...getExpectedFields(section).keys()])
  expect(new Set(names).size).toBe(names.length)
})

/** Any sequence of UTF-16 code units, well formed or not. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units))

/** For each field: the value of an example, no value, the value of another example, an option's key, or any text. */
const anyFields: fc.Arbitrary<FormFields> = fc
  .tuple(fc.constantFrom(...examples), fc.constantFrom(1, 20, 400), fc.infiniteStream(fc.nat()), otherwise())
  .map(([{ fields }, rarely, chances, other]) =>
    Object.fromEntries(
      Object.entries(other).flatMap(([field, values]) => {
        const chosen = Number(chances.next().value) % rarely === 0 ? values : fields[field]
        return chosen ? [[field, chosen]] : []
      }),
    ),
  )

function otherwise(): fc.Arbitrary<Record<string, readonly string[]>> {
  const fields = listQuestionsWithSections(intakeForm).flatMap(({ section, name, question }) =>
    getQuestionFieldNames(name, question).flatMap((field) => {
      const options = 'options' in question ? Object.keys(question.options) : ['yes', 'no', 'not-sure']
      return placesOf(section, field).map((storedField) => {
        const exampleValues = examples.flatMap(({ fields }) => fields[storedField] ?? [])
        const value = fc.oneof(fc.constantFrom('', ...exampleValues, ...options), anything)
        return [storedField, fc.array(value, { maxLength: 3 })] as const
      })
    }),
  )
  return fc.record(Object.fromEntries(fields))
}

/** The names under which a field is stored; in a section that repeats, those of its first two items. */
function placesOf(section: Section, field: string): string[] {
  if (!section.repeats) return [field]
  return ['01', '02'].flatMap((item) => Object.keys(toStoredFields(section, item, { [field]: [] })))
}

/** Builds a form that asks this question alone, without its condition. */
const alone = ({ name, question }: ReturnType<typeof listQuestionsWithSections>[number]) => {
  const { when: _, ...always } = question
  const page = { title: { en: 'Page', fr: 'Page' }, questions: { [name]: always } }
  return defineForm('alone', 1, [defineSection('page', page)])
}

const alones = new Map(listQuestionsWithSections(intakeForm).map((asked) => [asked.name, alone(asked)]))

/** The questions with a problem on a page, each found by asking it alone. */
const listPageProblems = ({ section, item, fields, asked }: FilledPage): string[] =>
  [...asked]
    .filter((name) => !parseForm(alones.get(name) ?? intakeForm, fields).ok)
    .map((name) => placeOf({ section: section.slug, ...(item !== undefined && { item }), question: name }))

const placeOf = (at: { section: string; item?: string; question: string }) =>
  [at.section, at.item ?? '', at.question].join('/')

/** The answers of one page; in a section that repeats, those of the page's item. */
const answersOf = (answers: Record<string, unknown>, pages: readonly FilledPage[], page: FilledPage) => {
  if (page.item === undefined) return answers
  const before = pages.filter(({ section }) => section === page.section).indexOf(page)
  return (answers[page.section.slug] as Record<string, unknown>[])[before] ?? {}
}

it('reads any fields at all into every required answer, or lists exactly the questions in the way', () => {
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(anyFields, (fields) => {
      const pages = listPagesWithVisibleQuestions(intakeForm, fields)
      const reading = parseForm(intakeForm, fields)
      seen.add(reading.ok)
      const problems = pages.flatMap(listPageProblems)
      if (!reading.ok) {
        expect(new Set(reading.problems.map(placeOf))).toEqual(new Set(problems))
        return
      }
      expect(problems).toEqual([])
      for (const page of pages) {
        const answers = answersOf(reading.answers, pages, page)
        for (const [name, question] of Object.entries(page.section.questions)) {
          if (!page.asked.has(name)) expect(answers[name]).toBeUndefined()
          else if (question.required)
            expect(answers[name] ?? answers[getOptOutFieldName(name)], name).toBeTruthy()
          else expect(answers[name] !== undefined).toBe(!isQuestionBlank(name, question, page.fields))
        }
      }
      for (const language of languages) {
        const rows = summariseAnswers(reading.asked, reading.answers, language).flatMap((page) => page.rows)
        expect(rows.map(({ question }) => question)).toEqual(pages.flatMap(({ asked }) => [...asked]))
      }
    }),
    { numRuns: countPropertyRuns(500) },
  )
  expect(seen).toEqual(new Set([true, false]))
})

it('saves or refuses any page without throwing, and shows whatever can be read so far', () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      const pages = listPagesWithVisibleQuestions(intakeForm, fields)
      for (const { section, fields: own } of pages) {
        const reading = parseSectionFields(section, own)
        if (!reading.ok) expect(reading.problems).not.toEqual([])
        for (const [field, values] of Object.entries(reading.fields)) {
          // The page remembers what it asked about.
          if (!field.endsWith('-confirmed')) expect(values).toHaveLength(own[field]?.length ?? -1)
        }
      }
      const { answers, asked } = parseAnswersSoFar(intakeForm, fields)
      for (const language of languages)
        expect(summariseAnswers(asked, answers, language)).toHaveLength(pages.length)
    }),
    { numRuns: countPropertyRuns(20, 500) },
  )
})

it('is not led astray by fields named as parts of every object', () => {
  const fields = Object.fromEntries([
    ['__proto__', ['consent']],
    ['constructor', ['consent']],
    ...Object.entries(intakeExamples.byConsent.fields),
  ]) as FormFields
  expect(parseForm(intakeForm, fields)).toEqual(parseForm(intakeForm, intakeExamples.byConsent.fields))
})

it.each([intakeForm, joiningForm])(
  'names the page that a list of $id asks about once more, as a link',
  (form) => {
    const again = form.sections.filter(({ repeats }) => repeats?.itemsOf !== undefined)
    expect(again.length).toBeGreaterThan(0)
    for (const { repeats } of again)
      for (const language of languages)
        expect(repeats?.none[language]).toContain(findSection(form, repeats?.itemsOf ?? '')?.title[language])
  },
)
