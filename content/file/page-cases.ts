// Of several words a built page holds, the worker shows those of one case. It needs the names of the cases and none of
// the words, which stay with the site.

/**
 * Where a parent’s own request stands, on “Your file” and the confirmation, which a closed file still opens. Whoever left no
 * safe way to be reached is told otherwise.
 */
export const fileStatusCases = [
  'waiting',
  'received',
  'waiting-unreachable',
  'received-unreachable',
  'under-way',
  'under-way-unreachable',
  'closed',
] as const
/** What a parent has just done on a page that leads back to “Your file”, which confirms it. */
export const fileDoneCases = ['reaching-you', 'urgent'] as const
/** What a parent can end on the page about stopping: an authorisation in force, or one that was requested. */
export const authorisationStopCases = ['stop-in-force', 'stop-requested'] as const
/** How far the receipt by e-mail is, as the confirmation page tells it. */
export const receiptMailCases = ['sending', 'late', 'not-sent', 'given-up'] as const
/** The statuses of a parent’s first session on “Your file”, which shows one at a time. */
export const firstAppointmentStatusKeys = [
  'open',
  'unassigned',
  'outside',
  'held',
  'booked',
  'requested',
  'past',
] as const

/** The button of the page of times that shows those for another way to meet or another time zone. */
export const SHOW_TIMES_BUTTON = 'times'
/** How a phone session can begin, by the ways in which its parent said they can be reached. */
export const phoneSessionCases = ['call', 'call-at-time', 'none', 'unknown'] as const
/** How a parent learns how to join a video session; nobody tells one who left no safe way. */
export const videoSessionCases = ['reach', 'none', 'unknown'] as const
/** How many families stand before a parent in the waiting list. */
export const waitingPlaceCases = ['next', 'one', 'several'] as const
