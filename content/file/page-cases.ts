// Of several words a built page holds, the worker shows those of one case. It needs the names of the cases and none of
// the words, which stay with the site.

/** Where a parent’s own request stands. Whoever left no safe way to be reached is told otherwise. */
export const openFileStatusCases = [
  'waiting',
  'received',
  'waiting-unreachable',
  'received-unreachable',
] as const
/** The same on “Your file”, which a closed file still opens. */
export const fileStatusCases = [...openFileStatusCases, 'closed'] as const
/** What a parent can end on the page about stopping: an authorisation in force, or one that was requested. */
export const authorisationStopCases = ['stop-in-force', 'stop-requested'] as const
/** How far the receipt by e-mail is, as the confirmation page tells it. */
export const receiptMailCases = ['sending', 'late', 'not-sent'] as const
/** The statuses of a parent’s first session on “Your file”, which shows one at a time. */
export const firstAppointmentStatusKeys = ['open', 'booked', 'requested', 'past'] as const

/** The button of the page of times that shows those for another way to meet or another time zone. */
export const SHOW_TIMES_BUTTON = 'times'
/** How many families stand before a parent in the waiting list. */
export const waitingPlaceCases = ['next', 'one', 'several'] as const
