import { expect, it } from 'vitest'
import { defineForm, defineSection } from '../form.ts'
import { parseForm, parseSectionFields } from '../parse.ts'
import { choiceQuestionKind, getChosenWordings } from './choice.ts'
import { ask } from './index.ts'
import { hiddenCharactersProblemWording } from './plain-text.ts'

const colour = ask.choice({
  label: { en: 'A colour', fr: 'Une couleur' },
  options: {
    red: { en: 'Red', fr: 'Rouge', hint: { en: 'Like a stop sign.', fr: 'Comme un panneau d’arrêt.' } },
    'sea-green': { en: 'Sea green', fr: 'Vert d’eau' },
  },
})
const page = defineSection('page', { title: { en: 'Page', fr: 'Page' }, questions: { colour } })
const asking = defineForm('asking', 1, [page])

function read(typed: string) {
  const saved = parseSectionFields(page, { colour: [typed] })
  return saved.ok ? parseForm(asking, saved.fields) : saved
}

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
    expect(read(typed)).toEqual({
      ok: false,
      fields: { colour: [typed] },
      problems: [
        {
          section: 'page',
          question: 'colour',
          field: 'colour',
          wording: {
            en: 'Choose from the answers shown',
            fr: 'Choisissez parmi les réponses proposées',
          },
        },
      ],
    })
  },
)

it.each(['red\0', 'red\u202e', 'red\ud800'])('refuses hidden characters: %j', (typed) => {
  expect(read(typed)).toMatchObject({
    ok: false,
    problems: [{ field: 'colour', wording: hiddenCharactersProblemWording }],
  })
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
