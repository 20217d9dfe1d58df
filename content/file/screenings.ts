import type { Wording } from '../../forms/language.ts'
import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** What a coordinator found in an individual talk with a parent. */
export const screeningFindings = ['go-ahead', 'with-safeguards', 'more-needed', 'not-suitable'] as const
export type ScreeningFinding = (typeof screeningFindings)[number]

/** Their words. */
export const screeningFindingOptions = {
  'go-ahead': { en: 'Go ahead', fr: 'Aller de l’avant' },
  'with-safeguards': { en: 'Go ahead, with safeguards', fr: 'Aller de l’avant, avec des précautions' },
  'more-needed': { en: 'More is needed first', fr: 'Il faut en savoir plus d’abord' },
  'not-suitable': { en: 'Not suitable', fr: 'Ne convient pas' },
} as const satisfies Record<ScreeningFinding, Wording>

/** Why a coordinator screens a parent without a talk of their own. Each says where the talk took place instead. */
export const screeningWaiverReasons = ['talked-before', 'colleague-talked', 'parent-asks-not-to'] as const

/** Their words; the last one stands for what was done before talks were noted here. */
export const screeningWaiverOptions = {
  'talked-before': {
    en: 'I talked with this parent alone before they sent their form',
    fr: 'J’ai parlé seul à seul avec ce parent avant l’envoi de sa demande',
  },
  'colleague-talked': {
    en: 'A colleague talked with them alone, and told me what they found',
    fr: 'Une ou un collègue a parlé seul à seul avec ce parent et m’a fait part de ses constats',
  },
  'parent-asks-not-to': {
    en: 'They asked for no talk, and what they wrote is enough to decide',
    fr: 'Ce parent ne souhaite pas d’entretien, et ses réponses suffisent pour décider',
  },
  'before-screenings': {
    en: 'A call was made, or a joint session booked, before talks were noted here',
    fr: 'Un appel a été fait, ou une rencontre conjointe réservée, avant que les entretiens soient notés ici',
  },
} as const satisfies AnswerOptions
export type ScreeningWaiver = keyof typeof screeningWaiverOptions

/** The most characters of what a coordinator notes. */
export const MAX_SCREENING_NOTE_CHARACTERS = 4000

/** How long ago a talk may have been held, in days, when it is noted. */
export const MAX_SCREENING_AGE_DAYS = 366
