import { expect, it } from 'vitest'
import { all, is } from './condition.ts'
import { defineForm, defineSection, listQuestionsWithSections } from './form.ts'
import { defineFormVariant } from './form-variant.ts'
import { ask } from './questions/index.ts'
import { showOnPages } from './show-on-pages.ts'

const label = { en: 'Question', fr: 'Question' }
const base = defineForm('base', 3, [
  defineSection('one', {
    title: label,
    questions: {
      route: ask.yesNoNotSure({ label }),
      behind: ask.text({ label, when: is('route', 'yes') }),
      further: ask.text({ label, when: all(is('behind', 'x')) }),
      stays: ask.text({ label }),
    },
    notes: [
      { after: 'route', lines: showOnPages([label]) },
      { when: is('route', 'yes'), lines: showOnPages([label]) },
      { after: 'stays', lines: showOnPages([label]) },
    ],
  }),
  defineSection('two', { title: label, questions: { alone: ask.text({ label }) } }),
])
const named = (form: typeof base) => listQuestionsWithSections(form).map(({ name }) => name)

it('asks the questions of its base but for those left out and what depends on them', () => {
  const variant = defineFormVariant('variant', 1, base, { without: ['route'] })
  expect(named(variant)).toEqual(['stays', 'alone'])
  expect(variant.sections[0]?.notes).toEqual([{ after: 'stays', lines: showOnPages([label]) }])
  // One declaration each: the very question of the base.
  expect(variant.sections[0]?.questions.stays).toBe(base.sections[0]?.questions.stays)
  expect(named(base)).toContain('route')
})

it('drops a section without questions, and says other words where it has some', () => {
  const title = { en: 'Other words', fr: 'D’autres mots' }
  const variant = defineFormVariant('variant', 1, base, { without: ['alone'], sections: { one: { title } } })
  expect(variant.sections.map(({ slug }) => slug)).toEqual(['one'])
  expect(variant.sections[0]?.title).toBe(title)
})

it('refuses to leave out what its base does not ask', () => {
  // @ts-expect-error The base has no such question.
  expect(() => defineFormVariant('variant', 1, base, { without: ['nothing'] })).toThrow('nothing')
})
