import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** When a coordinator gets the e-mail about their files. What is urgent or about safety comes at once in either case. */
export const mailRhythmOptions = {
  immediate: { en: 'At once, one e-mail for each', fr: 'Tout de suite, un courriel à la fois' },
  daily: {
    en: 'Once a day, in one e-mail at the start of your day',
    fr: 'Une fois par jour, en un seul courriel au début de votre journée',
  },
} as const satisfies AnswerOptions
export type MailRhythm = keyof typeof mailRhythmOptions

/** The rhythm of whoever never chose one. */
export const DEFAULT_MAIL_RHYTHM: MailRhythm = 'immediate'
