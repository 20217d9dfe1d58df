/**
 * The states of a parent’s authorisation of the call. An authorisation is `superseded` when the parent has granted a
 * newer one, and `none` when nothing was requested or granted.
 */
export type AuthorisationState =
  | (typeof authorisationStatesShownToParent)[number]
  | 'none'
  | 'on-hold'
  | 'superseded'

/** The states that “Your file” shows to a parent; one on hold as in force, since the hold would tell what they answered. */
export const authorisationStatesShownToParent = [
  'requested',
  'in-force',
  'expired',
  'withdrawn',
  'declined',
] as const

export const authorisationStatesWithReceipt = [
  'in-force',
  'expired',
  'withdrawn',
] as const satisfies readonly AuthorisationState[]
