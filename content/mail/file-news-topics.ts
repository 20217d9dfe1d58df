import type { FileNews } from './file-news-message.ts'

/** News that may be about the same matter, of which the latest replaces earlier ones that are held. Others stand alone. */
const topicByFileNews: Readonly<Partial<Record<FileNews, string>>> = {
  authorised: 'authorisation',
  'authorised-on-hold': 'authorisation',
  withdrawn: 'authorisation',
  declined: 'authorisation',
  'appointment-booked': 'appointment',
  'appointment-moved': 'appointment',
  'appointment-cancelled': 'appointment',
  'joint-consent-given': 'joint-consent',
  'joint-consent-withdrawn': 'joint-consent',
}

export const getFileNewsTopic = (news: FileNews): string => topicByFileNews[news] ?? news
