import type { Options } from '../../forms/questions/choice.ts'

/** On which channel the other parent was reached. */
export const outreachChannels = {
  phone: { en: 'Phone', fr: 'Téléphone' },
  invitation: { en: 'Their invitation', fr: 'Son invitation' },
} as const satisfies Options
export type OutreachChannel = keyof typeof outreachChannels

/** How an attempt to reach the other parent ended. */
export const outreachOutcomes = {
  interested: { en: 'Reached and interested', fr: 'A répondu et montre de l’intérêt' },
  'wants-time': { en: 'Wants time', fr: 'Veut du temps' },
  declined: { en: 'Declined', fr: 'A dit non' },
  'wrong-number': { en: 'Wrong number', fr: 'Mauvais numéro' },
  'no-answer': { en: 'No answer', fr: 'Pas de réponse' },
  unsafe: { en: 'Unsafe to continue', fr: 'Continuer serait dangereux' },
} as const satisfies Options
export type OutreachOutcome = keyof typeof outreachOutcomes

/** What comes after an attempt. */
export const outreachNextSteps = {
  invite: { en: 'Give an invitation', fr: 'Remettre une invitation' },
  'call-again': { en: 'Call again', fr: 'Rappeler' },
  'wait-for-them': { en: 'Wait for them to call', fr: 'Attendre son appel' },
  'ask-parent': {
    en: 'Ask the parent who authorised the call',
    fr: 'En parler au parent qui a autorisé l’appel',
  },
  none: { en: 'Nothing more', fr: 'Rien de plus' },
} as const satisfies Options
export type OutreachNextStep = keyof typeof outreachNextSteps

/** What a coordinator found on reading an order. */
export const orderFindings = {
  'nothing-forbids': {
    en: 'Nothing in it forbids us to call the other parent',
    fr: 'Rien n’y interdit que nous appelions l’autre parent',
  },
  forbids: {
    en: 'It forbids the call, or I cannot be sure',
    fr: 'Elle interdit l’appel, ou le doute demeure',
  },
} as const satisfies Options
export type OrderFinding = keyof typeof orderFindings
