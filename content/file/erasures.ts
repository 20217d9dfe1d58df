import type { Wording } from '../../forms/language.ts'

/** Why what a file held was erased. */
export const erasureGroundOptions = {
  'term-ended': {
    en: 'The time for which it is stored had ended',
    fr: 'La durée de conservation était écoulée',
  },
  request: { en: 'The person asked for it', fr: 'La personne l’a demandé' },
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
