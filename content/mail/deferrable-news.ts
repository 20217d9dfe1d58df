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

export const isDeferrableNews = (news: FileNews): boolean => deferrableNews.has(news)
