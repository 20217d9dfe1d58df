import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** What a note is about. */
export const noteKindOptions = {
  call: { en: 'A call', fr: 'Un appel' },
  session: { en: 'A session', fr: 'Une rencontre' },
  collateral: {
    en: 'Someone else: a school, a lawyer, a doctor',
    fr: 'Une tierce personne : école, avocate, médecin',
  },
  internal: { en: 'Internal', fr: 'À l’interne' },
} as const satisfies AnswerOptions
export type NoteKind = keyof typeof noteKindOptions

/**
 * What a note belongs to. The record of a decision process is kept longer, and may be shown to a court; notes of screening
 * and mediation are no part of it.
 */
export const noteFolderOptions = {
  screening: { en: 'Screening and mediation', fr: 'Dépistage et médiation' },
  decision: { en: 'The record of a decision process', fr: 'Le dossier d’un processus décisionnel' },
} as const satisfies AnswerOptions
export type NoteFolder = keyof typeof noteFolderOptions

/** The most characters of a note. */
export const MAX_NOTE_CHARACTERS = 4000
