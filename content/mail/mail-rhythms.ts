/** When a coordinator gets the e-mail about their files. What is urgent or about safety comes at once in either case. */
export const mailRhythmKeys = ['immediate', 'daily'] as const
export type MailRhythm = (typeof mailRhythmKeys)[number]

/** The rhythm of whoever never chose one. */
export const DEFAULT_MAIL_RHYTHM: MailRhythm = 'immediate'
