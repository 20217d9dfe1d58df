import { expect, it } from 'vitest'
import { contactAuthorisationForm } from '../../content/forms/contact-authorisation/index.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { listSharedContactQuestions } from './shared-contact.ts'

const listShared = (answers: Readonly<Record<string, unknown>>) =>
  listSharedContactQuestions(intakeForm, answers).map(({ question }) => question)

const SAM = 'sam@example.com'
const NUMBER = '+16135550142'

/** Every question for an address or a number, by side, and whether it is a lawyer's. */
const ownQuestions = { email: ['email'], phone: ['phone', 'alternatePhone'] }
const otherQuestions = { email: ['otherEmail'], phone: ['otherPhone'] }
const lawyers = {
  own: { email: 'ownLawyerEmail', phone: 'ownLawyerPhone' },
  other: { email: 'otherLawyerEmail', phone: 'otherLawyerPhone' },
}

const pairs = (['email', 'phone'] as const).flatMap((kind) => [
  ...ownQuestions[kind].flatMap((own) =>
    [...otherQuestions[kind], lawyers.other[kind]].map((other) => [kind, own, other] as const),
  ),
  ...otherQuestions[kind].map((other) => [kind, lawyers.own[kind], other] as const),
])

it.each(pairs)('finds the same %s as %s and as %s', (kind, own, other) => {
  const value = kind === 'email' ? SAM : NUMBER
  expect(listShared({ [own]: value, [other]: value }).toSorted()).toEqual([own, other].toSorted())
})

it.each([
  ['email', 'letters', SAM, 'SAM@Example.COM'],
  ['email', 'spaces around it', SAM, '  sam@example.com '],
  ['email', 'a tag', SAM, 'sam+kids@example.com'],
  ['email', 'dots at Gmail', 'sammorgan@gmail.com', 's.am.morgan@gmail.com'],
  ['email', 'Gmail’s other name', 'sam@gmail.com', 'Sam+a@googlemail.com'],
  ['email', 'full-width letters', SAM, 'ｓam@example.com'],
  ['email', 'a dot at its end', SAM, 'sam@example.com.'],
  ['email', 'accents in its domain', 'sam@québec.example', 'sam@xn--qubec-csa.example'],
  ['phone', 'spaces and hyphens', NUMBER, '+1 613-555-0142'],
  ['phone', 'brackets', NUMBER, '+1 (613) 555-0142'],
  ['phone', 'an extension', NUMBER, '+16135550142;ext=5'],
  ['phone', 'full-width digits', NUMBER, '+１６１３５５５０１４２'],
] as const)('finds the same %s in another spelling: %s', (kind, _, one, other) => {
  const [own, others] = kind === 'email' ? ['email', 'otherEmail'] : ['alternatePhone', 'otherPhone']
  expect(listShared({ [own]: one, [others]: other })).toEqual([own, others])
  expect(listShared({ [own]: other, [others]: one })).toEqual([own, others])
})

it.each([
  ['one lawyer for both', { ownLawyerEmail: SAM, otherLawyerEmail: SAM }],
  ['one lawyer’s number for both', { ownLawyerPhone: NUMBER, otherLawyerPhone: NUMBER }],
  ['two addresses at one provider', { email: SAM, otherEmail: 'alex@example.com' }],
  ['dots that are none at Gmail alone', { email: 's.am@example.com', otherEmail: SAM }],
  ['two extensions of nothing', { phone: ';ext=5', otherPhone: ';ext=5' }],
  ['nothing', {}],
  ['one’s own twice', { phone: NUMBER, alternatePhone: NUMBER }],
  ['the other parent’s twice', { otherEmail: SAM, otherLawyerEmail: SAM }],
])('takes for no address of both: %s', (_, answers) => {
  expect(listShared(answers)).toEqual([])
})

it('looks at every question for an e-mail address or a phone number, and says whose each is', () => {
  const kinds = new Set(['email', 'phone'])
  const asked = [intakeForm, contactAuthorisationForm].flatMap(({ sections }) =>
    sections.flatMap(({ about, questions }) =>
      Object.entries(questions)
        .filter(([, { kind }]) => kinds.has(kind))
        .map(([name]) => `${about}: ${name}`),
    ),
  )
  expect(asked.toSorted()).toEqual([
    'initiating: alternatePhone',
    'initiating: email',
    'initiating: ownLawyerEmail',
    'initiating: ownLawyerPhone',
    'initiating: phone',
    'other: otherEmail',
    'other: otherLawyerEmail',
    'other: otherLawyerPhone',
    'other: otherPhone',
    'other: otherPhoneNow',
  ])
})
