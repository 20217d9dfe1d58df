/** The kinds of contact details that can turn out to be those of both parents. */
export const sharedContactKinds = ['email', 'phone'] as const
export type SharedContactKind = (typeof sharedContactKinds)[number]
