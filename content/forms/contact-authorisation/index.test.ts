import { expect, it } from 'vitest'
import { conditionHolds } from '../../../forms/condition.ts'
import { toFormFields } from '../../../forms/example.ts'
import { getExpectedFields, listQuestionsWithSections } from '../../../forms/form.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { languages } from '../../../forms/language.ts'
import { parseForm } from '../../../forms/parse.ts'
import { summariseAnswers } from '../../../forms/summarise.ts'
import { authorisationExamples } from './examples.ts'
import { authoriseSection, contactAuthorisationForm } from './index.ts'

const { plain, full, orderNotSure, mistakes } = authorisationExamples

const read = (fields: FormFields) => parseForm(contactAuthorisationForm, fields)

it('takes the least that authorises a call: an answer about orders, a time, every box and a name', () => {
  expect(read(plain.fields)).toMatchObject({
    ok: true,
    answers: {
      orderNow: 'no',
      authorisedDays: '60',
      understood: ['voluntary', 'they-learn', 'no-messages', 'cannot-undo'],
      signedName: 'Morgan Ellis Tanaka',
    },
  })
  const needed = listQuestionsWithSections(contactAuthorisationForm).filter(
    ({ question }) => question.required,
  )
  expect(needed.map(({ name }) => name)).toEqual(['orderNow', 'authorisedDays', 'understood', 'signedName'])
})

it('reads everything a parent may say beside that', () => {
  expect(read(full.fields)).toMatchObject({
    ok: true,
    answers: {
      otherPhoneNow: '+16135550188',
      voicemail: 'call-back',
      callWhen: 'Weekday evenings between 19:00 and 20:30.\nSunday mornings are quiet too.',
      callNever: 'Wednesdays and every second weekend, when the children are there. Never at work.',
      withheld: 'The street we moved to.\nThat I changed jobs in the spring.',
      'withheld-instead': ['in-person'],
      orderNow: 'no',
      authorisedDays: '30',
    },
  })
  expect(Object.keys(full.fields).sort()).toEqual([...getExpectedFields(authoriseSection).keys()].sort())
})

it.each(['yes', 'not-sure'])(
  'still reads when there is or may be an order (%s), and says that the call waits',
  (order) => {
    const reading = read({ ...orderNotSure.fields, orderNow: [order] })
    expect(reading).toMatchObject({ ok: true, answers: { orderNow: order, authorisedDays: '14' } })
    const shown =
      authoriseSection.notes?.filter(({ when }) => conditionHolds(when, { orderNow: [order] })) ?? []
    expect(shown.map(({ title }) => title?.en)).toEqual(['Thank you for telling us'])
    expect(shown[0]?.lines[0]?.en).toContain('Nobody will call until a coordinator has read the order')
    for (const other of ['no', '']) expect(conditionHolds(shown[0]?.when, { orderNow: [other] })).toBe(false)
  },
)

it('says how to mend each answer, in both languages', () => {
  const reading = read(mistakes.fields)
  const said = reading.ok ? [] : reading.problems.map(({ field, wording }) => [field, wording.en, wording.fr])
  expect(said).toEqual([
    [
      'orderNow',
      'Choose an answer about orders. “I’m not sure” is an answer too',
      'Choisissez une réponse au sujet des ordonnances. «\u00a0Je ne sais pas trop\u00a0» en est une aussi',
    ],
    ['authorisedDays', 'Choose from the answers shown', 'Choisissez parmi les réponses proposées'],
    ['voicemail', 'Choose from the answers shown', 'Choisissez parmi les réponses proposées'],
    ['callWhen', ...tooLong(500)],
    ['callNever', ...tooLong(500)],
    ['withheld', ...tooLong(1000)],
    [
      'otherPhoneNow',
      'Enter a phone number with its area code, like 416\u00a0555\u00a00134',
      'Entrez un numéro de téléphone avec l’indicatif régional, par exemple 613\u00a0555\u00a00134',
    ],
    [
      'understood',
      'Confirm each point: some boxes are still empty. If one of them isn’t clear, call us first',
      'Confirmez chaque point : des cases sont encore vides. Si l’un d’eux n’est pas clair, appelez-nous d’abord',
    ],
    ['signedName', 'Type your full name to sign', 'Écrivez votre nom au complet pour signer'],
  ])
})

const tooLong = (most: number) => [
  `Shorten this to ${most} characters or fewer. It has ${most + 1} now`,
  `Raccourcissez ce texte à ${most} caractères au plus. Il en compte maintenant ${most + 1}`,
]

const boxes = ['voluntary', 'they-learn', 'no-messages', 'cannot-undo']

it.each(boxes)('is not signed without the box “%s”', (missing) => {
  const understood = boxes.filter((box) => box !== missing)
  expect(read({ ...plain.fields, understood })).toMatchObject({
    ok: false,
    problems: [{ question: 'understood', wording: authoriseSection.questions.understood.every }],
  })
})

it('is not signed with no box ticked, no time chosen or nothing said about orders', () => {
  const reading = read({
    ...plain.fields,
    ...toFormFields({ orderNow: '', authorisedDays: '', understood: [] }),
  })
  expect(reading.ok ? [] : reading.problems.map(({ wording }) => [wording.en, wording.fr])).toEqual([
    [
      'Choose an answer about orders. “I’m not sure” is an answer too',
      'Choisissez une réponse au sujet des ordonnances. «\u00a0Je ne sais pas trop\u00a0» en est une aussi',
    ],
    [
      'Choose how long we may keep trying to call',
      'Choisissez pendant combien de temps nous pouvons essayer d’appeler',
    ],
    [
      'Confirm each point: we may call only once all four boxes are ticked',
      'Confirmez chaque point : nous ne pouvons appeler que si les quatre cases sont cochées',
    ],
  ])
})

it('offers 14, 30 and 60 days, shortest first', () => {
  expect(Object.keys(authoriseSection.questions.authorisedDays.options)).toEqual(['14', '30', '60'])
})

it('seals a number for the other parent away from the other answers', () => {
  const sealed = listQuestionsWithSections(contactAuthorisationForm).filter(
    ({ question }) => question.envelope,
  )
  expect(sealed.map(({ name, question }) => [name, question.envelope])).toEqual([
    ['otherPhoneNow', 'otherContact'],
  ])
})

it('lets no browser remember what is typed', () => {
  expect(
    listQuestionsWithSections(contactAuthorisationForm).filter(({ question }) => question.autocomplete),
  ).toEqual([])
})

it.each(languages)('reads a signed authorisation back (%s)', (language) => {
  const reading = read(full.fields)
  if (!reading.ok) throw new Error('The example with everything filled in does not read')
  const [section] = summariseAnswers(reading.asked, reading.answers, language)
  for (const { question, lines } of section?.rows ?? []) expect(lines, question).not.toEqual([])
  expect(section?.rows.find(({ question }) => question === 'understood')?.lines).toHaveLength(4)
})
