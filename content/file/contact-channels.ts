import type { Wording } from '../../forms/language.ts'

/** The ways in which the practice can reach a parent, as they told us; the surest first. */
export const contactChannelOptions = {
  call: { en: 'A call', fr: 'Un appel' },
  'call-at-time': {
    en: 'A call, at the time they named only',
    fr: 'Un appel, seulement au moment indiqué',
  },
  text: { en: 'A text message, written by hand', fr: 'Un texto, écrit à la main' },
  mail: { en: 'E-mail', fr: 'Un courriel' },
  alternate: { en: 'Someone they trust', fr: 'Une personne de confiance' },
} as const satisfies Readonly<Record<string, Wording>>

export type ContactChannel = keyof typeof contactChannelOptions
