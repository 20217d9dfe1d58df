import { expect, it } from 'vitest'
import { answered, is } from './condition.ts'
import { defineForm, defineSection, getExpectedFields } from './form.ts'
import { parseAnswersSoFar, parseForm, parseSectionFields } from './parse.ts'
import { unknownOptionProblemWording } from './questions/choice.ts'
import { ask } from './questions/index.ts'
import { buildMisleadingCharactersProblem } from './questions/plain-text.ts'
import { label, required, title, yesOrNo } from './section-wording.fixture.ts'

const start = defineSection('start', {
  title,
  questions: {
    married: ask.choice({ label, required, options: yesOrNo }),
    wedding: ask.date({ subject: 'any', label, required, when: is('married', 'yes') }),
    afterwards: ask.text({ label, required, when: answered('wedding'), max: 10 }),
    helpers: ask.choices({ label, options: yesOrNo }),
  },
})
const contact = defineSection('contact', {
  title,
  questions: {
    phone: ask.phone({ label }),
    spouse: ask.text({ label, required, when: is('married', 'yes'), max: 10 }),
    spouseSafe: ask.yesNoNotSure({ label, required, when: answered('spouse') }),
  },
})
const family = defineForm('family', 1, [start, contact])

const at = (where: typeof start | typeof contact, question: string, part = '') => ({
  section: where.slug,
  question,
  field: part ? `${question}-${part}` : question,
})

it('takes a page filled in well, tidied, and nothing that the page does not ask', () => {
  expect(
    parseSectionFields(contact, { phone: [' \u200e613 555 0142 '], spouse: [' Sam '], other: ['x'] }),
  ).toEqual({
    ok: true,
    fields: { phone: ['613 555 0142'], spouse: [' Sam '] },
  })
})

it('asks for what a page can tell is missing, in the order of the page', () => {
  expect(parseSectionFields(start, { married: [''], wedding: ['x'] })).toEqual({
    ok: false,
    fields: { married: [''] },
    problems: [{ ...at(start, 'married'), wording: required }],
  })
  expect(parseSectionFields(start, { married: ['yes'] })).toMatchObject({
    problems: [{ ...at(start, 'wedding', 'day'), wording: required }],
  })
})

it('does not require at save what depends on another page, whatever that page says', () => {
  expect(parseSectionFields(contact, { phone: [''] })).toEqual({ ok: true, fields: { phone: [''] } })
  expect(parseSectionFields(contact, { phone: [''], spouse: [''], married: ['yes'] }).ok).toBe(true)
})

it('does not require at save what depends on the same page through another', () => {
  expect(parseSectionFields(contact, { spouse: ['Sam'] }).ok).toBe(true)
})

it('judges at save what depends on another page when it is answered', () => {
  expect(parseSectionFields(contact, { spouse: ['Samantha-Jane'], spouseSafe: ['perhaps'] })).toMatchObject({
    ok: false,
    problems: [
      {
        ...at(contact, 'spouse'),
        wording: {
          en: 'Shorten this to 10 characters or fewer. It has 13 now',
          fr: 'Raccourcissez ce texte à 10 caractères au plus. Il en compte maintenant 13',
        },
      },
      at(contact, 'spouseSafe'),
    ],
  })
})

it('keeps what is typed behind a closed condition, and does not judge it', () => {
  const fields = {
    married: ['no'],
    'wedding-day': ['31'],
    'wedding-month': ['2'],
    'wedding-year': ['24'],
    afterwards: ['far longer than ten characters'],
  }
  expect(parseSectionFields(start, fields)).toEqual({ ok: true, fields })
})

it('judges what is hidden in a text only where it is asked', () => {
  const typed = { 'wedding-day': ['4'], 'wedding-month': ['5'], 'wedding-year': ['20\u202e19'] }
  expect(parseSectionFields(start, { ...typed, married: ['no'] })).toEqual({
    ok: true,
    fields: { ...typed, married: ['no'] },
  })
  const asked = parseSectionFields(start, { ...typed, married: ['yes'] })
  expect(asked.ok || asked.problems[0]).toEqual({
    ...at(start, 'wedding', 'year'),
    wording: buildMisleadingCharactersProblem('20\u202e19'),
  })
})

it('reports one thing to mend for a question, and every question that needs it', () => {
  const reading = parseSectionFields(start, { married: ['perhaps\0'], helpers: ['nobody', 'no\u202e'] })
  expect(reading.ok || reading.problems.map(({ field, wording }) => [field, wording])).toEqual([
    ['married', unknownOptionProblemWording],
    ['helpers', buildMisleadingCharactersProblem('no\u202e')],
  ])
})

const good = {
  married: ['yes'],
  'wedding-day': ['4'],
  'wedding-month': ['June'],
  'wedding-year': ['2011'],
  afterwards: ['Rain'],
  helpers: ['no', 'yes'],
  phone: ['613 555 0142'],
  spouse: [' Sam '],
  spouseSafe: ['not-sure'],
}

it('gives every answer of a whole form, each of its own kind', () => {
  expect(parseForm(family, good)).toEqual({
    ok: true,
    answers: {
      married: 'yes',
      wedding: '2011-06-04',
      afterwards: 'Rain',
      helpers: ['no', 'yes'],
      phone: '+16135550142',
      spouse: 'Sam',
      spouseSafe: 'not-sure',
    },
    asked: [start, contact],
  })
})

it('leaves out of the whole form what is not asked, and says what was', () => {
  const reading = parseForm(family, { ...good, married: ['no'] })
  expect(reading).toMatchObject({ ok: true })
  if (!reading.ok) return
  expect(reading.answers).toEqual({ married: 'no', helpers: ['no', 'yes'], phone: '+16135550142' })
  expect(reading.asked.map(({ slug, questions }) => [slug, Object.keys(questions)])).toEqual([
    ['start', ['married', 'helpers']],
    ['contact', ['phone']],
  ])
})

it('leaves out of the answers what was left empty, and still says that it was asked', () => {
  const reading = parseForm(family, { married: ['no'], helpers: [''], phone: ['  '] })
  expect(reading).toMatchObject({ ok: true, answers: { married: 'no' } })
  expect(reading.ok && Object.keys(reading.answers)).toEqual(['married'])
  expect(reading.ok && reading.asked.flatMap(({ questions }) => Object.keys(questions))).toEqual([
    'married',
    'helpers',
    'phone',
  ])
})

it('requires in the whole form what a page left to another, and lists everything in the way at once', () => {
  expect(parseForm(family, { married: ['yes'], 'wedding-day': ['31'], phone: ['12'] })).toMatchObject({
    ok: false,
    problems: [
      at(start, 'wedding', 'month'),
      { ...at(start, 'afterwards'), wording: required },
      at(contact, 'phone'),
      { ...at(contact, 'spouse'), wording: required },
    ],
  })
})

it('finds nothing in the way of a form that asks nothing', () => {
  expect(parseForm(defineForm('nothing', 1, []), { stray: ['x'] })).toEqual({
    ok: true,
    answers: {},
    asked: [],
  })
})

it('shows before sending the answers that can be read, without those that are missing, wrong or not asked', () => {
  const soFar = parseAnswersSoFar(family, {
    married: ['yes'],
    'wedding-day': ['31'],
    'wedding-month': ['2'],
    'wedding-year': ['2011'],
    afterwards: ['Rain'],
    phone: ['12'],
    spouseSafe: ['yes'],
  })
  expect(soFar.answers).toEqual({ married: 'yes', afterwards: 'Rain' })
  expect(soFar.asked.map(({ slug, questions }) => [slug, Object.keys(questions)])).toEqual([
    ['start', ['married', 'wedding', 'afterwards', 'helpers']],
    ['contact', ['phone', 'spouse']],
  ])
})

it('names the fields a page may post, and which of them more than once', () => {
  expect([...getExpectedFields(start)]).toEqual([
    ['married', { many: false }],
    ['wedding-day', { many: false }],
    ['wedding-month', { many: false }],
    ['wedding-year', { many: false }],
    ['afterwards', { many: false }],
    ['helpers', { many: true }],
  ])
})
