import type { Wording } from '../../forms/language.ts'
/** What may speak against a decision about who works on a file, in the order in which the desk names it. */
export const objections = ['conflict', 'not-licensed', 'language', 'no-room', 'others-waited-longer'] as const
export type Objection = (typeof objections)[number]

/** Their words. */
export const objectionOptions = {
  conflict: { en: 'A conflict of interest', fr: 'Un conflit d’intérêts' },
  'not-licensed': {
    en: 'No licence in the children’s province',
    fr: 'Aucun permis dans la province des enfants',
  },
  language: { en: 'Another language than the parent’s', fr: 'Une autre langue que celle du parent' },
  'no-room': { en: 'No room for another file', fr: 'Aucune place pour un autre dossier' },
  'others-waited-longer': {
    en: 'Other families have waited longer',
    fr: 'D’autres familles attendent depuis plus longtemps',
  },
} as const satisfies Record<Objection, Wording>

/** The fact of the record that says of each that it was overridden. */
export const overrideDetailByObjection = {
  conflict: 'overridesConflict',
  'not-licensed': 'overridesLicence',
  language: 'overridesLanguage',
  'no-room': 'overridesRoom',
  'others-waited-longer': 'overridesWaiting',
} as const satisfies Record<Objection, string>

/** The decisions that ask a second person when something speaks against them, in words. */
export const approvableDecisionOptions = {
  assignment: { en: 'Who leads', fr: 'Choix de la personne responsable' },
  assistance: { en: 'Who assists', fr: 'Choix de la ou du juriste' },
  'conflict-review': { en: 'Review of conflicts', fr: 'Vérification des conflits' },
  merge: { en: 'Joining two files', fr: 'Réunion de deux dossiers' },
} as const satisfies Readonly<Record<string, Wording>>
export type ApprovableDecision = keyof typeof approvableDecisionOptions

/** Why somebody decides although something speaks against it. */
export const overrideReasons = ['court-names-them', 'nobody-else', 'urgent', 'parents-informed'] as const
export type OverrideReason = (typeof overrideReasons)[number]

/** Their words. */
export const overrideReasonOptions = {
  'court-names-them': { en: 'A court order names them', fr: 'Une ordonnance désigne cette personne' },
  'nobody-else': { en: 'Nobody else can take it', fr: 'Personne d’autre ne peut s’en charger' },
  urgent: { en: 'It can’t wait', fr: 'Cela ne peut pas attendre' },
  'parents-informed': {
    en: 'The parents know of it and want it so',
    fr: 'Les parents le savent et le souhaitent ainsi',
  },
} as const satisfies Record<OverrideReason, Wording>
