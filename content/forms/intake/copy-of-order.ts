import type { AnswerOptions } from '../../../forms/questions/choice.ts'

/** Whether a parent can show an order, both for the order that sends them here and for every other order. */
export const copyOfOrderOptions = {
  'can-bring': { en: 'Yes, I can bring it', fr: 'Oui, je peux l’apporter' },
  'will-ask': { en: 'Not yet, but I’ll ask for one', fr: 'Pas encore, mais je vais en demander une' },
  'no-copy': { en: 'No', fr: 'Non' },
} as const satisfies AnswerOptions
