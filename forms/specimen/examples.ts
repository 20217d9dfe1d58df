import { type FormExample, toFormFields } from '../example.ts'

const filledFields = {
  device: 'own',
  earlier: 'yes',
  aText: 'Fish & “chips”',
  aName: '',
  aLongText: '\nFirst line after an empty one\n<b>not bold</b> &amp; not an ampersand',
  anEmail: 'someone@example.com',
  aPhone: '613 555 0142',
  'aDate-day': '29',
  'aDate-month': '2',
  'aDate-year': '2024',
  aTimeZone: 'Europe/Paris',
  'anAddress-street': '1 Example Road',
  'anAddress-city': 'Sudbury',
  'anAddress-province': 'ON',
  'anAddress-postal-code': 'P3A 1A1',
  'anAddress-country': 'Canada',
  aChoice: 'one',
  someChoices: ['red', 'blue'],
  yesOrNo: 'not-sure',
  elsewhere: 'Here',
  sealed: 'Here too',
  confirmed: ['yes'],
}

export const specimenExamples = {
  empty: { title: 'Empty', fields: toFormFields({ device: 'own', earlier: 'yes' }) },
  filled: {
    title: 'Filled in',
    fields: toFormFields({ ...filledFields, aName: 'Anaïs O’Neil-Bélanger 李' }),
  },
  inError: {
    title: 'Everything to be mended',
    fields: toFormFields({
      device: 'own',
      earlier: 'yes',
      aText: 'Far longer than twenty characters',
      aName: 'Hidden \u202e character',
      aLongText: '  ',
      anEmail: 'someone at example',
      aPhone: '12',
      'aDate-day': '31',
      'aDate-month': '2',
      'aDate-year': '2024',
      aTimeZone: 'Europe/Nowhere',
      'anAddress-province': 'XX',
      aChoice: 'three',
      sealed: 'Far longer than a line may be. '.repeat(8),
    }),
  },
  inErrorBehind: {
    title: 'Everything behind a choice to be mended',
    fields: toFormFields({
      ...filledFields,
      aName: 'Sam',
      someChoices: ['purple'],
      yesOrNo: '',
      elsewhere: '',
    }),
  },
  closed: {
    title: 'Closed by conditions',
    fields: toFormFields({ ...filledFields, earlier: 'no', aName: 'Sam', aChoice: 'two' }),
  },
} as const satisfies Record<string, FormExample>
