import { type FormExample, toFormFields } from '../../../forms/example.ts'

const plainFields = {
  otherPhoneNow: '',
  callWhen: '',
  callNever: '',
  withheld: '',
  orderNow: 'no',
  authorisedDays: '60',
  understood: ['voluntary', 'they-learn', 'no-messages', 'cannot-undo'],
  signedName: 'Morgan Ellis Tanaka',
}

export const authorisationExamples = {
  plain: { title: 'Signed, all else left empty', fields: toFormFields(plainFields) },
  full: {
    title: 'Signed, everything filled in',
    fields: toFormFields({
      ...plainFields,
      otherPhoneNow: '613-555-0188',
      voicemail: 'call-back',
      callWhen: 'Weekday evenings between 19:00 and 20:30.\nSunday mornings are quiet too.',
      callNever: 'Wednesdays and every second weekend, when the children are there. Never at work.',
      withheld: 'The street we moved to.\nThat I changed jobs in the spring.',
      'withheld-instead': ['in-person'],
      authorisedDays: '30',
    }),
  },
  orderNotSure: {
    title: 'Signed, not sure about an order',
    fields: toFormFields({ ...plainFields, orderNow: 'not-sure', authorisedDays: '14' }),
  },
  mistakes: {
    title: 'Something to mend in every question',
    fields: toFormFields({
      otherPhoneNow: 'the same as before',
      voicemail: 'a long message',
      callWhen: 'x'.repeat(501),
      callNever: 'x'.repeat(501),
      withheld: 'x'.repeat(1001),
      orderNow: '',
      authorisedDays: '90',
      understood: ['voluntary', 'no-messages'],
      signedName: '   ',
    }),
  },
} as const satisfies Record<string, FormExample>
