/**
 * The trouble that the mail provider reports with a message it had accepted. `bounced` means that the address takes no
 * e-mail; `complained`, that whoever reads it marked the message as unwanted; `undelivered`, that this message did not
 * arrive, while a later one may.
 */
export type EmailProblem = 'bounced' | 'complained' | 'undelivered'

/** The trouble after which nothing is sent to an address any more, until the parent gives it, or another, anew. */
export const addressProblems = ['bounced', 'complained'] as const satisfies readonly EmailProblem[]
export type AddressProblem = (typeof addressProblems)[number]
