import type { Wording } from '../../forms/language.ts'

/** The ways in which a parent confirms that they have their new access code. */
export const codeConfirmationChannelOptions = {
  phone: {
    en: 'On the phone, at a number they called safe',
    fr: 'Par téléphone, à un numéro que ce parent a dit sûr',
  },
  'e-mail': {
    en: 'By e-mail, at an address they called safe',
    fr: 'Par courriel, à une adresse que ce parent a dite sûre',
  },
  'in-person': { en: 'In person', fr: 'En personne' },
} as const satisfies Record<string, Wording>

export type CodeConfirmationChannel = keyof typeof codeConfirmationChannelOptions

export const codeConfirmationChannelKeys = Object.keys(
  codeConfirmationChannelOptions,
) as CodeConfirmationChannel[]
