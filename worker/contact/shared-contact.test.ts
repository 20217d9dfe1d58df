import { expect, it } from 'vitest'
import { contactAuthorisationForm } from '../../content/forms/contact-authorisation/index.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { listSharedContactQuestions } from './shared-contact.ts'

const listShared = (answers: Readonly<Record<string, unknown>>) =>
  listSharedContactQuestions(intakeForm, answers).map(({ question }) => question)

it.each<[what: string, answers: Readonly<Record<string, string>>, shared: readonly string[]]>([
  ['the same address', { email: 'sam@example.com', otherEmail: 'sam@example.com' }, ['email', 'otherEmail']],
  [
    'the same mailbox in another spelling',
    { email: 'S.Am+kids@Gmail.com', otherEmail: 'sam@googlemail.com' },
    ['email', 'otherEmail'],
  ],
  [
    'the same number in another spelling',
    { phone: '+1 (613) 555-0100', otherPhone: '+16135550100' },
    ['phone', 'otherPhone'],
  ],
  [
    'the number of the person to ask instead',
    { phone: '+16135550100', alternatePhone: '+16135550142', otherPhone: '+1 613 555 0142' },
    ['alternatePhone', 'otherPhone'],
  ],
  [
    'the address of the other parent’s lawyer as one’s own',
    { email: 'roy@example.com', otherLawyerEmail: 'roy@example.com' },
    ['email', 'otherLawyerEmail'],
  ],
  ['one lawyer for both', { ownLawyerEmail: 'roy@example.com', otherLawyerEmail: 'roy@example.com' }, []],
  ['two addresses at one provider', { email: 'sam@example.com', otherEmail: 'alex@example.com' }, []],
  ['nothing', {}, []],
  ['one’s own twice', { phone: '+16135550100', alternatePhone: '+16135550100' }, []],
])('finds what reaches both parents: %s', (_, answers, shared) => {
  expect(listShared(answers)).toEqual(shared)
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
