import type { Wording } from '../../forms/language.ts'

/** Why a file is closed, as the record has it. No parent is told. */
export const closureReasons = [
  'finished',
  'not-suitable',
  'unwanted',
  'not-reached',
  'elsewhere',
  'no-capacity',
] as const
export type ClosureReason = (typeof closureReasons)[number]

/** Their words. */
export const closureReasonOptions = {
  finished: { en: 'The work is done', fr: 'Le travail est terminé' },
  'not-suitable': {
    en: 'Coordination doesn’t suit this family',
    fr: 'La coordination ne convient pas à cette famille',
  },
  unwanted: { en: 'A parent doesn’t want it', fr: 'Un parent n’en veut pas' },
  'not-reached': { en: 'A parent couldn’t be reached', fr: 'Un parent n’a pas pu être joint' },
  elsewhere: { en: 'The family gets help elsewhere', fr: 'La famille reçoit de l’aide ailleurs' },
  'no-capacity': { en: 'The practice can’t take it on', fr: 'Le cabinet ne peut pas s’en charger' },
} as const satisfies Record<ClosureReason, Wording>

/** Why a lead gives a file back, as the record has it. */
export const reassignmentReasons = ['conflict', 'no-room', 'away', 'other-knowledge', 'own-safety'] as const
export type ReassignmentReason = (typeof reassignmentReasons)[number]

/** Their words. */
export const reassignmentReasonOptions = {
  conflict: { en: 'A possible conflict of interest', fr: 'Un conflit d’intérêts possible' },
  'no-room': { en: 'No room for this file', fr: 'Pas de place pour ce dossier' },
  away: { en: 'Time away', fr: 'Une absence' },
  'other-knowledge': {
    en: 'It needs someone else’s knowledge or language',
    fr: 'Il faut les connaissances ou la langue de quelqu’un d’autre',
  },
  'own-safety': { en: 'The coordinator’s own safety', fr: 'La sécurité de la personne responsable' },
} as const satisfies Record<ReassignmentReason, Wording>
