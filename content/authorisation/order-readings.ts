import type { Wording } from '../../forms/language.ts'
import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** What a coordinator found in an order. */
export const orderFindingOptions = {
  'nothing-forbids': {
    en: 'Nothing in it forbids us to call the other parent',
    fr: 'Rien n’y interdit que nous appelions l’autre parent',
  },
  forbids: {
    en: 'It forbids the call, or I can’t be sure',
    fr: 'Elle interdit l’appel, ou le doute demeure',
  },
} as const satisfies AnswerOptions
export type OrderFinding = keyof typeof orderFindingOptions

/** The kinds of document that a coordinator may have read. */
export const orderDocuments = [
  'protection-order',
  'family-order',
  'criminal-conditions',
  'court-record',
] as const
export type OrderDocument = (typeof orderDocuments)[number]

/** Their words. */
export const orderDocumentOptions = {
  'protection-order': {
    en: 'A protection or restraining order',
    fr: 'Une ordonnance de protection ou de non-communication',
  },
  'family-order': { en: 'Another family court order', fr: 'Une autre ordonnance en matière familiale' },
  'criminal-conditions': {
    en: 'Conditions of release or probation, or a peace bond',
    fr: 'Des conditions de mise en liberté ou de probation, ou un engagement de ne pas troubler l’ordre public',
  },
  'court-record': {
    en: 'The court’s own record, which lists no order',
    fr: 'Le registre du tribunal, où ne figure aucune ordonnance',
  },
} as const satisfies Record<OrderDocument, Wording>

/** Why a coordinator puts back a contact hold that was lifted. */
export const contactHoldReasons = ['lifted-by-mistake', 'order-still-applies', 'not-sure-any-more'] as const
export type ContactHoldReason = (typeof contactHoldReasons)[number]

/** Their words. */
export const contactHoldReasonOptions = {
  'lifted-by-mistake': { en: 'It was lifted by mistake', fr: 'Elle a été levée par erreur' },
  'order-still-applies': {
    en: 'The order applies after all, or there’s another one',
    fr: 'L’ordonnance s’applique finalement, ou il y en a une autre',
  },
  'not-sure-any-more': {
    en: 'It’s no longer certain what the order forbids',
    fr: 'Ce que l’ordonnance interdit n’est plus certain',
  },
} as const satisfies Record<ContactHoldReason, Wording>

/** The most characters of a court's name. */
export const MAX_COURT_CHARACTERS = 120
