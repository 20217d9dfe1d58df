import { expect, it } from 'vitest'
import { unknownOptionProblemWording } from './choice.ts'
import { ask } from './index.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'
import { yesNoNotSureQuestionKind } from './yes-no-not-sure.ts'

const safe = ask.yesNoNotSure({ label: { en: 'Is it safe?', fr: 'Est-ce sans risque?' } })
const { read: readFields } = createQuestionsReader({ safe })
const read = (typed: string) => readFields({ safe: [typed] })

it.each([
  ['yes', 'Yes', 'Oui'],
  ['no', 'No', 'Non'],
  ['not-sure', 'I’m not sure', 'Je ne sais pas trop'],
] as const)('answers %s and reads back “%s” or « %s »', (key, en, fr) => {
  expect(read(key)).toMatchObject({ ok: true, answers: { safe: key } })
  expect(yesNoNotSureQuestionKind.readBack(safe, key)).toEqual([{ en, fr }])
})

it('takes no answer for no answer, never for a no', () => {
  const reading = read('')
  expect(reading.ok).toBe(true)
  expect(reading).not.toHaveProperty('answers.safe')
})

it.each(['maybe', 'Yes', 'oui', 'true', 'on', 'valueOf', '__proto__'])(
  'refuses %j instead of guessing',
  (typed) => {
    expect(read(typed)).toMatchObject(buildRefusal('safe', unknownOptionProblemWording))
  },
)
