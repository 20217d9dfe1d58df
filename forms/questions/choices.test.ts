import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { unknownOptionProblemWording } from './choice.ts'
import { choicesQuestionKind } from './choices.ts'
import { ask } from './index.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

const helpers = ask.choices({
  label: { en: 'Who helped?', fr: 'Qui vous a aidé?' },
  options: {
    family: { en: 'Family', fr: 'La famille' },
    friends: { en: 'Friends', fr: 'Des amis' },
    police: { en: 'The police', fr: 'La police' },
  },
})
const { read: readFields } = createQuestionsReader({ helpers })
const read = (...ticked: string[]) => readFields({ helpers: ticked })

it('answers with the key of every option ticked, each once', () => {
  expect(read('police', 'family', 'police')).toMatchObject({
    ok: true,
    answers: { helpers: ['police', 'family'] },
  })
})

it('accepts any selection and reads it back in the order the options were offered', () => {
  const keys = Object.keys(helpers.options)
  fc.assert(
    fc.property(fc.shuffledSubarray(keys, { minLength: 1 }), (ticked) => {
      expect(read(...ticked)).toMatchObject({ ok: true, answers: { helpers: ticked } })
      const shown = choicesQuestionKind.readBack(helpers, ticked).map(({ en }) => en)
      const offered = Object.entries(helpers.options).filter(([key]) => ticked.includes(key))
      expect(shown).toEqual(offered.map(([, { en }]) => en))
    }),
    { numRuns: countPropertyRuns(100) },
  )
})

it('counts as not answered when nothing is ticked', () => {
  for (const nothing of [read(), read(''), read('', '  ')]) {
    expect(nothing.ok).toBe(true)
    expect(nothing).not.toHaveProperty('answers.helpers')
  }
})

it.each(['neighbours', 'Family', 'constructor', '__proto__'])(
  'refuses %j among the ticks, and keeps none of them',
  (unknown) => {
    expect(read('family', unknown)).toEqual({
      fields: { helpers: ['family', unknown] },
      ...buildRefusal('helpers', unknownOptionProblemWording),
    })
  },
)

const agreed = ask.choices({
  label: { en: 'What have you read?', fr: 'Qu’avez-vous lu?' },
  required: { en: 'Tick what you have read', fr: 'Cochez ce que vous avez lu' },
  every: { en: 'Read both, then tick both', fr: 'Lisez les deux, puis cochez les deux' },
  options: { first: { en: 'The first', fr: 'Le premier' }, second: { en: 'The second', fr: 'Le second' } },
})
const { read: readSigning } = createQuestionsReader({ agreed })

it.each([
  [[], [agreed.required]],
  [['first'], [agreed.every]],
  [['second', 'second'], [agreed.every]],
  [['first', 'third'], [unknownOptionProblemWording]],
  [['second', 'first'], []],
])('wants every option where every one is needed: %j', (ticked, problems) => {
  const reading = readSigning({ agreed: ticked })
  expect(reading.ok ? [] : reading.problems.map(({ wording }) => wording)).toEqual(problems)
})

it('refuses hidden characters in any of the ticks', () => {
  expect(read('family', 'police\u2066')).toMatchObject(
    buildRefusal('helpers', buildMisleadingCharactersProblem('police\u2066')),
  )
})

it('reads back in both languages', () => {
  expect(choicesQuestionKind.readBack(helpers, ['friends'])).toEqual([{ en: 'Friends', fr: 'Des amis' }])
})

const tried = ask.choices({
  label: { en: 'What have you tried?', fr: 'Qu’avez-vous essayé?' },
  options: {
    court: { en: 'Court', fr: 'Le tribunal' },
    talks: { en: 'Talks', fr: 'Des échanges' },
    nothing: { en: 'Nothing yet', fr: 'Rien pour l’instant', alone: true },
  },
})
const { read: readTried } = createQuestionsReader({ tried })

it.each([[['nothing', 'court']], [['court', 'nothing']], [['talks', 'court', 'nothing', 'court']]])(
  'refuses an option that stands alone beside another, and keeps both: %j',
  (ticked) => {
    expect(readTried({ tried: ticked })).toEqual({
      fields: { tried: ticked },
      ...buildRefusal('tried', {
        en: '“Nothing yet” goes with no other answer. Untick it, or untick the others',
        fr: '«\u00a0Rien pour l’instant\u00a0» ne va avec aucune autre réponse. Décochez cette case, ou décochez les autres',
      }),
    })
  },
)

it.each([[['nothing']], [['nothing', 'nothing']], [['court', 'talks']]])(
  'takes an option that stands alone, alone, and the others together: %j',
  (ticked) => {
    expect(readTried({ tried: ticked })).toMatchObject({ answers: { tried: [...new Set(ticked)] } })
  },
)
