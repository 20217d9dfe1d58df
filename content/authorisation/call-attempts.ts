import type { Wording } from '../../forms/language.ts'
import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** The channels on which a coordinator may reach the other parent. */
export const callAttemptChannelOptions = {
  phone: { en: 'Phone', fr: 'Téléphone' },
  invitation: { en: 'Their invitation', fr: 'Son invitation' },
} as const satisfies AnswerOptions
export type CallAttemptChannel = keyof typeof callAttemptChannelOptions

export const callAttemptOutcomes = [
  'interested',
  'wants-time',
  'declined',
  'wrong-number',
  'no-answer',
  'left-message',
  'unsafe',
] as const
export type CallAttemptOutcome = (typeof callAttemptOutcomes)[number]

/** Their words. */
export const callAttemptOutcomeOptions = {
  interested: { en: 'Reached and interested', fr: 'A répondu et montre de l’intérêt' },
  'wants-time': { en: 'Wants time', fr: 'Veut du temps' },
  declined: { en: 'Declined', fr: 'A dit non' },
  'wrong-number': { en: 'Wrong number', fr: 'Mauvais numéro' },
  'no-answer': { en: 'No answer', fr: 'Pas de réponse' },
  'left-message': {
    en: 'No answer; left the agreed message',
    fr: 'Pas de réponse; message convenu laissé',
  },
  unsafe: { en: 'Unsafe to continue', fr: 'Continuer serait dangereux' },
} as const satisfies Record<CallAttemptOutcome, Wording>

export const callAttemptNextSteps = ['invite', 'call-again', 'wait-for-them', 'ask-parent', 'none'] as const
export type CallAttemptNextStep = (typeof callAttemptNextSteps)[number]

/** Their words. */
export const callAttemptNextStepOptions = {
  invite: { en: 'Give an invitation', fr: 'Remettre une invitation' },
  'call-again': { en: 'Call again', fr: 'Rappeler' },
  'wait-for-them': { en: 'Wait for them to call', fr: 'Attendre son appel' },
  'ask-parent': {
    en: 'Ask the parent who authorised the call',
    fr: 'En parler au parent qui a autorisé l’appel',
  },
  none: { en: 'Nothing more', fr: 'Rien de plus' },
} as const satisfies Record<CallAttemptNextStep, Wording>

/** The reasons for which a lead coordinator may call a person again who said no. None of them is a parent’s wish alone. */
export const callReopeningReasons = ['they-asked', 'court-order', 'safety-reviewed', 'somebody-else'] as const
export type CallReopeningReason = (typeof callReopeningReasons)[number]

/** Their words. */
export const callReopeningReasonOptions = {
  'they-asked': {
    en: 'They asked us to call, themselves or through their lawyer',
    fr: 'Cette personne nous a demandé de l’appeler, elle-même ou par l’entremise de son avocate ou de son avocat',
  },
  'court-order': {
    en: 'A court order made since asks this practice to call',
    fr: 'Une ordonnance rendue depuis demande à ce cabinet d’appeler',
  },
  'safety-reviewed': {
    en: 'Safety was looked at again with the parent who came, and a call is safe now',
    fr: 'La sécurité a été réexaminée avec le parent qui s’est présenté, et un appel est sûr maintenant',
  },
  'somebody-else': {
    en: 'It was someone else, or about another family',
    fr: 'Il s’agissait de quelqu’un d’autre, ou d’une autre famille',
  },
} as const satisfies Record<CallReopeningReason, Wording>

/** Whether a reason reopens calls even after somebody found that it would be unsafe to continue. */
export const answersUnsafeCall = (reason: CallReopeningReason): boolean =>
  reason === 'safety-reviewed' || reason === 'somebody-else'
