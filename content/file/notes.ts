import type { Wording } from '../../forms/language.ts'

/** What a note is about. */
export const noteKinds = ['call', 'session', 'collateral', 'internal'] as const
export type NoteKind = (typeof noteKinds)[number]

/** Their words. */
export const noteKindOptions = {
  call: { en: 'A call', fr: 'Un appel' },
  session: { en: 'A session', fr: 'Une rencontre' },
  collateral: {
    en: 'Someone else: a school, a lawyer, a doctor',
    fr: 'Une tierce personne : école, avocate, médecin',
  },
  internal: { en: 'Internal', fr: 'À l’interne' },
} as const satisfies Record<NoteKind, Wording>

/**
 * What a note belongs to. The record of a decision process is kept longer, and may be shown to a court; notes of screening
 * and mediation are no part of it.
 */
export const noteFolders = ['screening', 'decision'] as const
export type NoteFolder = (typeof noteFolders)[number]

/** Their words. */
export const noteFolderOptions = {
  screening: { en: 'Screening and mediation', fr: 'Dépistage et médiation' },
  decision: { en: 'The record of a decision process', fr: 'Le dossier d’un processus décisionnel' },
} as const satisfies Record<NoteFolder, Wording>

/** The most characters of a note. */
export const MAX_NOTE_CHARACTERS = 4000
