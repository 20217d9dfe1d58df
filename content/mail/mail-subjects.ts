import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** What a parent may have their e-mail called, so that a glance at their inbox says nothing. */
export const mailSubjects = {
  reference: { en: 'Your reference', fr: 'Votre référence' },
  appointment: { en: 'About your appointment', fr: 'À propos de votre rendez-vous' },
  documents: { en: 'Your documents', fr: 'Vos documents' },
} as const satisfies AnswerOptions

export type MailSubject = keyof typeof mailSubjects
