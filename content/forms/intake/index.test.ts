import fc from 'fast-check'
import { expect, it } from 'vitest'
import { languages } from '../../language.ts'
import { fieldNames } from '../../questions/index.ts'
import type { Fields } from '../../questions/question.ts'
import type { Example } from '../example.ts'
import { everyQuestion, expectedFields, form, isBlank, relevant, section } from '../form.ts'
import { readForm, readSection, readSoFar } from '../read.ts'
import { summarise } from '../summarise.ts'
import { intakeExamples } from './examples.ts'
import { intake } from './index.ts'

const examples: Example[] = Object.values(intakeExamples)
const complete = examples.filter(({ title }) => title.startsWith('Complete'))

it('has a complete example of each of the three ways to start', () => {
  const routes = complete.map(({ fields }) => fields.route?.[0])
  expect(new Set(routes)).toEqual(new Set(Object.keys(intake.sections[0].questions.route.options)))
})

it.each(complete)('accepts the example “$title”, page by page and whole', ({ fields }) => {
  for (const section of intake.sections) {
    expect(readSection(section, fields)).toMatchObject({ ok: true })
  }
  expect(readForm(intake, fields)).toMatchObject({ ok: true })
})

it.each(languages)('reads every complete example back without an empty label (%s)', (language) => {
  for (const { fields } of complete) {
    const reading = readForm(intake, fields)
    if (!reading.ok) throw new Error('A complete example is incomplete')
    const rows = summarise(reading.asked, reading.answers, language).flatMap((section) => section.rows)
    expect(rows.map(({ question }) => question)).toEqual([...relevant(intake, fields)])
    for (const { question, label, lines } of rows) {
      expect(label).not.toBe('')
      expect(lines.length > 0).toBe(question in reading.answers)
    }
  }
})

it('has an example with something to mend on every page', () => {
  for (const section of intake.sections) {
    const reading = readSection(section, intakeExamples.mistakes.fields)
    expect(reading.ok, section.slug).toBe(false)
  }
  const whole = readForm(intake, intakeExamples.mistakes.fields)
  const sections = whole.ok ? [] : whole.problems.map(({ section }) => section)
  expect(new Set(sections)).toEqual(new Set(intake.sections.map(({ slug }) => slug)))
})

it('asks an empty form for exactly the questions that are required whatever the answers', () => {
  const reading = readForm(intake, intakeExamples.empty.fields)
  const missing = reading.ok ? [] : reading.problems.map(({ question }) => question)
  const always = everyQuestion(intake).filter(({ question }) => question.required && !question.when)
  expect(missing).toEqual(always.map(({ name }) => name))
})

const askedOn = (slug: string) => everyQuestion(intake).filter(({ section }) => section.slug === slug)

it('keeps every way to reach the other parent in an envelope of its own', () => {
  const ways = askedOn('other-parent').filter(({ question }) =>
    ['phone', 'email', 'address'].includes(question.kind),
  )
  expect(ways.length).toBeGreaterThan(0)
  for (const { name, question } of ways) expect(question.envelope, name).toBe('otherContact')
})

it('matches both parents by the same facts, so that each is known again on the other side', () => {
  const matchedBy = (slug: string) =>
    askedOn(slug).flatMap(({ question }) => (question.match ? [`${question.match} ${question.kind}`] : []))
  expect(new Set(matchedBy('you'))).toEqual(
    new Set(['person name', 'person date', 'phone phone', 'email email']),
  )
  expect(new Set(matchedBy('other-parent'))).toEqual(new Set(matchedBy('you')))
})

it('names no field that two questions share', () => {
  const names = intake.sections.flatMap((section) => [...expectedFields(section).keys()])
  expect(new Set(names).size).toBe(names.length)
})

/** Text as nobody types it: any UTF-16, well formed or not. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units))

/** For each field what an example says or, at times, nothing, what another says, an option's key or anything at all. */
const anyFields: fc.Arbitrary<Fields> = fc
  .tuple(fc.constantFrom(...examples), fc.constantFrom(1, 4, 20), fc.infiniteStream(fc.nat()), otherwise())
  .map(([{ fields }, rarely, chances, other]) =>
    Object.fromEntries(
      Object.entries(other).flatMap(([field, values]) => {
        const chosen = Number(chances.next().value) % rarely === 0 ? values : fields[field]
        return chosen ? [[field, chosen]] : []
      }),
    ),
  )

function otherwise(): fc.Arbitrary<Record<string, readonly string[]>> {
  const fields = everyQuestion(intake).flatMap(({ name, question }) =>
    fieldNames(name, question).map((field) => {
      const known = examples.flatMap(({ fields }) => fields[field] ?? [])
      const options = 'options' in question ? Object.keys(question.options) : ['yes', 'no', 'not-sure']
      const value = fc.oneof(fc.constantFrom('', ...known, ...options), anything)
      return [field, fc.array(value, { maxLength: 3 })] as const
    }),
  )
  return fc.record(Object.fromEntries(fields))
}

/** The same question, asked by itself and always. */
const alone = ({ name, question }: ReturnType<typeof everyQuestion>[number]) => {
  const { when: _, ...always } = question
  const page = { title: { en: 'Page', fr: 'Page' }, questions: { [name]: always } }
  return form('alone', 1, [section('page', page)])
}

it('reads any fields at all into every required answer, or lists exactly the questions in the way', () => {
  const questions = everyQuestion(intake).map((asked) => ({ ...asked, alone: alone(asked) }))
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(anyFields, (fields) => {
      const asked = relevant(intake, fields)
      const reading = readForm(intake, fields)
      seen.add(reading.ok)
      const inTheWay = questions.filter(({ name, alone }) => asked.has(name) && !readForm(alone, fields).ok)
      if (!reading.ok) {
        expect(new Set(reading.problems.map(({ question }) => question))).toEqual(
          new Set(inTheWay.map(({ name }) => name)),
        )
        return
      }
      expect(inTheWay).toEqual([])
      for (const { name, question } of questions) {
        const answer: unknown = Object.entries(reading.answers).find(([key]) => key === name)?.[1]
        if (!asked.has(name)) expect(answer).toBeUndefined()
        else if (question.required) expect(answer, name).toBeTruthy()
        else expect(answer !== undefined).toBe(!isBlank(name, question, fields))
      }
      for (const language of languages) {
        const rows = summarise(reading.asked, reading.answers, language).flatMap((page) => page.rows)
        expect(rows.map(({ question }) => question)).toEqual([...asked])
      }
    }),
    { numRuns: 200 },
  )
  expect(seen).toEqual(new Set([true, false]))
})

it('saves or refuses any page without throwing, and shows whatever can be read so far', () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      for (const section of intake.sections) {
        const reading = readSection(section, fields)
        if (!reading.ok) expect(reading.problems).not.toEqual([])
        for (const [field, values] of Object.entries(reading.fields)) {
          expect(values).toHaveLength(fields[field]?.length ?? -1)
        }
      }
      const { answers, asked } = readSoFar(intake, fields)
      for (const language of languages)
        expect(summarise(asked, answers, language)).toHaveLength(intake.sections.length)
    }),
    { numRuns: 100 },
  )
})

it('is not led astray by fields named as parts of every object', () => {
  const fields = Object.fromEntries([
    ['__proto__', ['consent']],
    ['constructor', ['consent']],
    ...Object.entries(intakeExamples.byConsent.fields),
  ]) as Fields
  expect(readForm(intake, fields)).toEqual(readForm(intake, intakeExamples.byConsent.fields))
})
