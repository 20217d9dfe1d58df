/**
 * The states of a parent’s authorisation of the call. An authorisation is `superseded` when the parent has granted a
 * newer one, and `none` when nothing was requested or granted.
 */
export type AuthorisationState = (typeof authorisationStatesShownToParent)[number] | 'none' | 'superseded'

/** The states that “Your file” shows to a parent. */
export const authorisationStatesShownToParent = [
  'requested',
  'in-force',
  'on-hold',
  'expired',
  'withdrawn',
  'declined',
] as const

export const authorisationStatesWithReceipt = [
  'in-force',
  'on-hold',
  'expired',
  'withdrawn',
] as const satisfies readonly AuthorisationState[]
