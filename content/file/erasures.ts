import type { Wording } from '../../forms/language.ts'

/** Why somebody erases what a file holds although its term has not ended. */
export const erasureReasonKeys = ['request', 'court-order', 'mistake', 'other-duty'] as const
export type ErasureReason = (typeof erasureReasonKeys)[number]

/** Their words, which the record has. Nobody writes any of their own: the record is never changed, and names nobody. */
export const erasureReasonOptions = {
  request: { en: 'The person asked for it', fr: 'La personne l’a demandé' },
  'court-order': { en: 'A court or tribunal ordered it', fr: 'Un tribunal l’a ordonné' },
  mistake: { en: 'It was a test, or came to us by mistake', fr: 'C’était un essai ou une erreur' },
  'other-duty': { en: 'Another legal duty requires it', fr: 'Une autre obligation légale l’exige' },
} as const satisfies Readonly<Record<ErasureReason, Wording>>

/** Why what a file held was erased. */
export const erasureGroundOptions = {
  'term-ended': {
    en: 'The time for which it is stored had ended',
    fr: 'La durée de conservation était écoulée',
  },
  ...erasureReasonOptions,
} as const satisfies Readonly<Record<string, Wording>>
export type ErasureGround = keyof typeof erasureGroundOptions

/** The most characters of what somebody writes about it. */
export const MAX_HOLD_NOTE_CHARACTERS = 500

/** Why a file stays although its term ends or somebody asks for its erasure. */
export const retentionHoldReasonKeys = ['claim', 'complaint', 'investigation', 'access-request'] as const
export type RetentionHoldReason = (typeof retentionHoldReasonKeys)[number]

/** Their words. */
export const retentionHoldReasonOptions = {
  claim: { en: 'A claim or a court case', fr: 'Une réclamation ou une instance' },
  complaint: { en: 'A complaint to a professional body', fr: 'Une plainte à un ordre professionnel' },
  investigation: { en: 'An investigation', fr: 'Une enquête' },
  'access-request': {
    en: 'Someone asked to see what we hold',
    fr: 'Une personne a demandé à voir ce que nous détenons',
  },
} as const satisfies Readonly<Record<RetentionHoldReason, Wording>>
