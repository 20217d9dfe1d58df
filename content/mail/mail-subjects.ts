import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** The subjects that a parent can choose for their e-mail, so that a glance at the inbox tells nothing. */
export const mailSubjectOptions = {
  reference: { en: 'Your reference', fr: 'Votre référence' },
  appointment: { en: 'About your appointment', fr: 'À propos de votre rendez-vous' },
  documents: { en: 'Your documents', fr: 'Vos documents' },
} as const satisfies AnswerOptions

export type MailSubject = keyof typeof mailSubjectOptions
