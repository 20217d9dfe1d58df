/** Where a parent’s authorisation of the call can stand; `superseded` only for one that a newer one took the place of. */
export type AuthorisationState = (typeof reportedStates)[number] | 'none' | 'superseded'

/** The states that “Your file” tells a parent of. */
export const reportedStates = [
  'requested',
  'in-force',
  'on-hold',
  'expired',
  'withdrawn',
  'declined',
] as const

/** The states in which a receipt can be read, as its page tells them. */
export const receiptStates = [
  'in-force',
  'on-hold',
  'expired',
  'withdrawn',
] as const satisfies readonly AuthorisationState[]
