import { LONGEST_DIGEST_WAIT_HOURS } from '../limits.ts'
import { HOUR_MS } from '../time/units.ts'
import type { FileNews } from './file-news-message.ts'

/**
 * The news that can wait for a coordinator’s daily digest. What bears on somebody’s safety, stops a call, or may hold
 * something urgent that nobody has read yet is never among it.
 */
const deferrableNews: ReadonlySet<FileNews> = new Set<FileNews>([
  'authorised',
  'appointment-booked',
  'appointment-moved',
  'appointment-cancelled',
  'time-requested',
  'joint-consent-given',
])

/**
 * Whether news can wait for the digest. News of a session, which begins in so many milliseconds, waits only if the digest is
 * sure to come before the session begins.
 */
export const isDeferrableNews = (news: FileNews, beginsInMs = Infinity): boolean =>
  deferrableNews.has(news) && beginsInMs > LONGEST_DIGEST_WAIT_HOURS * HOUR_MS
