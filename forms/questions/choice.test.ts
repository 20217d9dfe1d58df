import { expect, it } from 'vitest'
import { showOnPages } from '../show-on-pages.ts'
import { choiceQuestionKind, getChosenWordings } from './choice.ts'
import { ask } from './index.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

const colour = ask.choice({
  label: { en: 'A colour', fr: 'Une couleur' },
  options: {
    red: {
      en: 'Red',
      fr: 'Rouge',
      hint: showOnPages({ en: 'Like a stop sign.', fr: 'Comme un panneau d’arrêt.' }),
    },
    'sea-green': { en: 'Sea green', fr: 'Vert d’eau' },
  },
})
const { read: readFields } = createQuestionsReader({ colour })
const read = (typed: string) => readFields({ colour: [typed] })

it('answers with the key of the option chosen', () => {
  expect(read('sea-green')).toMatchObject({ ok: true, answers: { colour: 'sea-green' } })
})

it('counts as not answered when nothing is chosen', () => {
  const reading = read('')
  expect(reading.ok).toBe(true)
  expect(reading).not.toHaveProperty('answers.colour')
})

it.each(['purple', 'Red', 'red ', 'Sea green', 'constructor', '__proto__', 'toString', '0'])(
  'refuses %j, which was not offered',
  (typed) => {
    const wording = { en: 'Choose from the answers shown', fr: 'Choisissez parmi les réponses proposées' }
    expect(read(typed)).toEqual({ fields: { colour: [typed] }, ...buildRefusal('colour', wording) })
  },
)

it.each(['red\u202e', 'red\ud800'])('refuses hidden characters: %j', (typed) => {
  expect(read(typed)).toMatchObject(buildRefusal('colour', buildMisleadingCharactersProblem(typed)))
})

it('reads back the option’s words in both languages, without its hint', () => {
  expect(choiceQuestionKind.readBack(colour, 'red')).toEqual([{ en: 'Red', fr: 'Rouge' }])
})

it('reads several options back in the order they were offered', () => {
  expect(getChosenWordings(colour.options, ['sea-green', 'red'])).toEqual([
    { en: 'Red', fr: 'Rouge' },
    { en: 'Sea green', fr: 'Vert d’eau' },
  ])
})
