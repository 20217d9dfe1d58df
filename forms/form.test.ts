import { expect, it } from 'vitest'
import { all, answered, any, is, not } from './condition.ts'
import {
  defineForm,
  defineSection,
  findSection,
  getRawAnswer,
  isConditionWithinSection,
  listQuestionsWithSections,
  listVisibleQuestionNamesOutsideItems,
} from './form.ts'
import { ask } from './questions/index.ts'
import { label, title } from './section-wording.fixture.ts'

const choice = { label, options: { one: { en: 'One', fr: 'Un' }, two: { en: 'Two', fr: 'Deux' } } }

it('refuses a question asked twice, on one page or on two', () => {
  const once = defineSection('once', { title, questions: { note: ask.text({ label }) } })
  const again = defineSection('again', { title, questions: { note: ask.text({ label }) } })
  expect(() => defineForm('test', 1, [once, again])).toThrow('test/again: “note” is asked twice')
  expect(defineForm('test', 1, [once]).sections).toEqual([once])
})

it.each([
  [
    'a later question',
    defineSection('page', {
      title,
      questions: { first: ask.text({ label, when: answered('later') }), later: ask.text({ label }) },
    }),
    'later',
  ],
  [
    'itself',
    defineSection('page', { title, questions: { first: ask.text({ label, when: answered('first') }) } }),
    'first',
  ],
  [
    'a question that is not asked',
    defineSection('page', { title, questions: { first: ask.text({ label, when: is('nobody', 'x') }) } }),
    'nobody',
  ],
  [
    'one part of a question',
    defineSection('page', {
      title,
      questions: {
        day: ask.date({ subject: 'any', label }),
        first: ask.text({ label, when: answered('day-day') }),
      },
    }),
    'day-day',
  ],
  [
    'a later question deep inside',
    defineSection('page', {
      title,
      questions: {
        a: ask.text({ label }),
        first: ask.text({ label, when: all(answered('a'), not(any(is('b', 'x')))) }),
        b: ask.text({ label }),
      },
    }),
    'b',
  ],
])('refuses a condition on %s', (_, page, other) => {
  expect(() => defineForm('test', 1, [page])).toThrow(
    `test/page: “first” depends on “${other}”, which is not asked before it`,
  )
})

it.each(['first-name', 'First', '1st', '', 'naïve', '__proto__'])(
  'refuses %j as the name of a field',
  (name) => {
    const page = defineSection('page', {
      title,
      questions: Object.fromEntries([[name, ask.text({ label })]]),
    })
    expect(() => defineForm('test', 1, [page])).toThrow(`test/page: “${name}” cannot name a field`)
  },
)

const first = defineSection('first', {
  title,
  questions: {
    route: ask.choice(choice),
    detail: ask.text({ label, when: is('route', 'one') }),
    day: ask.date({ subject: 'any', label, when: answered('detail') }),
  },
})
const second = defineSection('second', {
  title,
  questions: {
    about: ask.text({ label, when: answered('day') }),
    beside: ask.text({ label, when: not(answered('detail')) }),
    own: ask.text({ label }),
    afterOwn: ask.text({ label, when: answered('own') }),
    afterBoth: ask.text({ label, when: all(answered('own'), answered('about')) }),
    afterAbout: ask.text({ label, when: answered('about') }),
  },
})
const chain = defineForm('chain', 1, [first, second])

it('lists every question in the order it is asked, with its section', () => {
  expect(listQuestionsWithSections(chain).map(({ section, name }) => `${section.slug}/${name}`)).toEqual([
    'first/route',
    'first/detail',
    'first/day',
    'second/about',
    'second/beside',
    'second/own',
    'second/afterOwn',
    'second/afterBoth',
    'second/afterAbout',
  ])
})

it('finds a section by its slug alone', () => {
  expect(findSection(chain, 'second')).toBe(second)
  expect(findSection(chain, 'third')).toBeUndefined()
  expect(findSection(chain, 'toString')).toBeUndefined()
})

const everything = { route: ['one'], detail: ['x'], 'day-day': ['4'], about: ['y'] }

it('asks a chain of questions while each link is answered', () => {
  expect([...listVisibleQuestionNamesOutsideItems(chain, everything)]).toEqual([
    'route',
    'detail',
    'day',
    'about',
    'own',
    'afterAbout',
  ])
})

it('counts a question behind an irrelevant question as not answered, however far behind', () => {
  const turned = { ...everything, route: ['two'] }
  expect([...listVisibleQuestionNamesOutsideItems(chain, turned)]).toEqual(['route', 'beside', 'own'])
})

it('asks only what needs no answer when nothing is typed, and reads nothing but its own fields', () => {
  expect([...listVisibleQuestionNamesOutsideItems(chain, {})]).toEqual(['route', 'beside', 'own'])
  expect([
    ...listVisibleQuestionNamesOutsideItems(chain, { 'detail-other': ['x'], constructor: ['one'] }),
  ]).toEqual(['route', 'beside', 'own'])
})

it('looks at one value of a field that is posted once: the one its answer is read from', () => {
  expect(listVisibleQuestionNamesOutsideItems(chain, { route: ['two', 'one'] }).has('detail')).toBe(false)
})

it('knows whether a page can settle a question by itself, through everything it depends on', () => {
  const settled = listQuestionsWithSections({ ...chain, sections: [second] }).map(({ name, question }) => [
    name,
    isConditionWithinSection(second, question.when),
  ])
  expect(Object.fromEntries(settled)).toEqual({
    about: false,
    beside: false,
    own: true,
    afterOwn: true,
    afterBoth: false,
    afterAbout: false,
  })
})

it('gives a schema one string, a list or a record by part', () => {
  const fields = { note: ['a', 'b'], 'note-day': ['4'], 'note-year': ['2019'] }
  expect(getRawAnswer('note', ask.text({ label }), fields)).toBe('a')
  expect(getRawAnswer('note', ask.choices(choice), fields)).toEqual(['a', 'b'])
  expect(getRawAnswer('note', ask.choices(choice), { note: ['', 'b'] })).toEqual(['b'])
  expect(getRawAnswer('note', ask.date({ subject: 'any', label }), fields)).toEqual({
    day: '4',
    month: '',
    year: '2019',
  })
  expect(getRawAnswer('note', ask.text({ label }), {})).toBe('')
})
