import type { Wording } from '../../forms/language.ts'

/** The letters that a coordinator can send one parent. */
export const letterTemplateKeys = ['declined', 'waitlisted', 'checking-in'] as const
export type LetterTemplateKey = (typeof letterTemplateKeys)[number]

/** Their words. */
export const letterTemplateOptions = {
  declined: { en: 'We can’t take this on, said kindly', fr: 'Un refus, dit avec égards' },
  waitlisted: { en: 'On the waiting list', fr: 'Sur la liste d’attente' },
  'checking-in': { en: 'Checking in', fr: 'Prendre des nouvelles' },
} as const satisfies Readonly<Record<LetterTemplateKey, Wording>>

/** How a letter gets to a parent: they read it in “Your file” and a neutral e-mail says so, or on paper. */
export const letterDeliveryKeys = ['your-file', 'print'] as const
export type LetterDelivery = (typeof letterDeliveryKeys)[number]

/** Their words. */
export const letterDeliveryOptions = {
  'your-file': {
    en: 'In “Your file”, with a neutral e-mail that something is there to read',
    fr: 'Dans « Votre dossier », avec un courriel neutre disant qu’il y a quelque chose à lire',
  },
  print: { en: 'Printed, for you to hand over', fr: 'Imprimée, à remettre en main propre' },
} as const satisfies Readonly<Record<LetterDelivery, Wording>>

/** The most characters of a letter. */
export const MAX_LETTER_CHARACTERS = 4000
