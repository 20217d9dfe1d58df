import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** The channels on which a coordinator may reach the other parent. */
export const callAttemptChannelOptions = {
  phone: { en: 'Phone', fr: 'Téléphone' },
  invitation: { en: 'Their invitation', fr: 'Son invitation' },
} as const satisfies AnswerOptions
export type CallAttemptChannel = keyof typeof callAttemptChannelOptions

export const callAttemptOutcomeOptions = {
  interested: { en: 'Reached and interested', fr: 'A répondu et montre de l’intérêt' },
  'wants-time': { en: 'Wants time', fr: 'Veut du temps' },
  declined: { en: 'Declined', fr: 'A dit non' },
  'wrong-number': { en: 'Wrong number', fr: 'Mauvais numéro' },
  'no-answer': { en: 'No answer', fr: 'Pas de réponse' },
  unsafe: { en: 'Unsafe to continue', fr: 'Continuer serait dangereux' },
} as const satisfies AnswerOptions
export type CallAttemptOutcome = keyof typeof callAttemptOutcomeOptions

export const callAttemptNextStepOptions = {
  invite: { en: 'Give an invitation', fr: 'Remettre une invitation' },
  'call-again': { en: 'Call again', fr: 'Rappeler' },
  'wait-for-them': { en: 'Wait for them to call', fr: 'Attendre son appel' },
  'ask-parent': {
    en: 'Ask the parent who authorised the call',
    fr: 'En parler au parent qui a autorisé l’appel',
  },
  none: { en: 'Nothing more', fr: 'Rien de plus' },
} as const satisfies AnswerOptions
export type CallAttemptNextStep = keyof typeof callAttemptNextStepOptions

export const orderFindingOptions = {
  'nothing-forbids': {
    en: 'Nothing in it forbids us to call the other parent',
    fr: 'Rien n’y interdit que nous appelions l’autre parent',
  },
  forbids: {
    en: 'It forbids the call, or I cannot be sure',
    fr: 'Elle interdit l’appel, ou le doute demeure',
  },
} as const satisfies AnswerOptions
export type OrderFinding = keyof typeof orderFindingOptions
