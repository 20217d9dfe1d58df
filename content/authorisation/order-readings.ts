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
type ChosenHoldReason = (typeof contactHoldReasons)[number]

/** Why a contact hold was placed that no parent reported: by a coordinator, or by whoever restored a backup. */
export type ContactHoldReason = ChosenHoldReason | 'restored-from-backup'

/** The words of the reasons that a coordinator chooses from. */
export const chosenHoldReasonOptions = {
  'lifted-by-mistake': { en: 'It was lifted by mistake', fr: 'Elle a été levée par erreur' },
  'order-still-applies': {
    en: 'The order applies after all, or there’s another one',
    fr: 'L’ordonnance s’applique finalement, ou il y en a une autre',
  },
  'not-sure-any-more': {
    en: 'It’s no longer certain what the order forbids',
    fr: 'Ce que l’ordonnance interdit n’est plus certain',
  },
} as const satisfies Record<ChosenHoldReason, Wording>

/** The words of every reason. */
export const contactHoldReasonOptions = {
  ...chosenHoldReasonOptions,
  'restored-from-backup': {
    en: 'Restored from a backup: ask the parents what changed',
    fr: 'Copie de sauvegarde restaurée : demandez aux parents ce qui a changé',
  },
} as const satisfies Record<ContactHoldReason, Wording>

/** The most characters of a court's name. */
export const MAX_COURT_CHARACTERS = 120
