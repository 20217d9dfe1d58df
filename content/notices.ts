import { authorisationNoticeWording } from './file/authorisation-notices.ts'
import { bookingNoticeWording } from './file/booking-notices.ts'
import { codeDetailsWording } from './site/code-details-wording.ts'
import { formNoticeWording, newerPageWording } from './site/form-notices.ts'

/**
 * The notices above a page when something other than an answer needs mending, by group. The site builds them as one file,
 * which the worker reads when it shows one; it carries none of these words.
 */
export const noticeWordings = {
  form: formNoticeWording,
  code: codeDetailsWording,
  newerPage: newerPageWording,
  booking: bookingNoticeWording,
  authorisation: authorisationNoticeWording,
} as const
