import { SHOW_TIMES_BUTTON } from '../../content/file/page-cases.ts'
import { timeRequestSection } from '../../content/forms/booking/index.ts'
import { PRESSED_BUTTON_FIELD, REVISION_FIELD } from '../http/read-form.ts'
import { listExpectedFieldNames } from '../http/read-section.ts'
import { createRouterFromRoutes } from '../http/routes.ts'
import { reopenFileWithCode } from '../session/reopen-file.ts'
import {
  postCancellation,
  respondWithCalendarEntry,
  showAppointmentPage,
  showCancelledPage,
  showCancelPage,
} from './pages/appointment-page.ts'
import { postTimeChoice, showTimesPage } from './pages/choose-time.ts'
import { postBooking, showCheckPage } from './pages/confirm-booking.ts'
import { postJointConsent, showJointConsentPage } from './pages/joint-consent.ts'
import { postTimeRequest, showTimeRequestPage } from './pages/time-request-page.ts'
import { CHOICE_FIELDS } from './reserve/booking-choice.ts'

/**
 * The routes of a parent’s first session, under “Your file”: choosing a time, booking, moving and cancelling it,
 * requesting a time when none suits, and consenting to a joint session.
 */
export const bookingRoutes = createRouterFromRoutes({
  '/book/': {
    get: showTimesPage,
    postForm: reopenFileWithCode({
      button: ['hold', SHOW_TIMES_BUTTON],
      fields: [...CHOICE_FIELDS, PRESSED_BUTTON_FIELD],
      answer: postTimeChoice,
    }),
  },
  '/book/check/': {
    get: showCheckPage,
    postForm: reopenFileWithCode({
      button: 'book',
      fields: CHOICE_FIELDS,
      answer: postBooking,
    }),
  },
  '/book/request/': {
    get: showTimeRequestPage,
    postForm: reopenFileWithCode({
      button: 'request',
      fields: [REVISION_FIELD, ...listExpectedFieldNames(timeRequestSection)],
      answer: postTimeRequest,
    }),
  },
  '/appointment/': { get: showAppointmentPage },
  '/appointment/calendar/': { get: respondWithCalendarEntry },
  '/appointment/cancelled/': { get: showCancelledPage },
  '/appointment/cancel/': {
    get: showCancelPage,
    postForm: {
      button: 'cancel',
      fields: ['start'],
      answer: postCancellation,
    },
  },
  '/joint-consent/': {
    get: showJointConsentPage,
    postForm: { fields: ['agrees'], answer: postJointConsent },
  },
})
