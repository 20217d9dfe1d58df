import { expect, it } from 'vitest'
import { defineSection } from './form.ts'
import { labelProblems } from './label-problems.ts'
import { parseSectionFields } from './parse.ts'
import { ask } from './questions/index.ts'
import { required, title } from './section-wording.fixture.ts'

const moved = { en: 'When did you move?', fr: 'Quand avez-vous déménagé?' }
const signature = { en: 'Your signature', fr: 'Votre signature' }
const signs = { en: 'Type your name to sign', fr: 'Écrivez votre nom pour signer' }
const section = defineSection('page', {
  title,
  questions: {
    movedOn: ask.date({ subject: 'any', label: moved }),
    town: ask.text({ label: title, required }),
    signedName: ask.name({ label: signature, signs, required: signs }),
  },
})

it('adds the question to what many can have wrong, and none to what a question words itself', () => {
  const fields = { 'movedOn-day': ['1'], 'movedOn-month': ['2'], 'movedOn-year': ['19'], signedName: ['?'] }
  const reading = parseSectionFields(section, fields)
  const labelled = reading.ok ? [] : labelProblems([section], reading.problems)
  expect(labelled.map(({ question, label }) => [question, label])).toEqual([
    ['movedOn', moved],
    ['town', undefined],
    ['signedName', undefined],
  ])
})
