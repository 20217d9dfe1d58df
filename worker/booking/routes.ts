import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { allowMethods } from '../http/error-response.ts'
import {
  downloadCalendarEntry,
  postCancellation,
  showAppointmentPage,
  showCancelPage,
} from './pages/appointment-page.ts'
import { postTimeChoice, showTimesPage } from './pages/choose-time.ts'
import { postBooking, showCheckPage } from './pages/confirm-booking.ts'
import { postJointConsent } from './pages/joint-consent.ts'
import { postTimeRequest, showTimeRequestPage } from './pages/time-request-page.ts'

/**
 * A parent's first session, under “Your file”: choosing a time, booking, moving and cancelling it, requesting a time when
 * none suits, and consenting to a joint one.
 */
export const bookingRoutes = new Hono<AppEnv>()
  .get('/book/', showTimesPage)
  .post('/book/', postTimeChoice)
  .get('/book/check/', showCheckPage)
  .post('/book/check/', postBooking)
  .get('/book/request/', showTimeRequestPage)
  .post('/book/request/', postTimeRequest)
  .get('/appointment/', showAppointmentPage)
  .get('/appointment/calendar/', downloadCalendarEntry)
  .get('/appointment/cancel/', showCancelPage)
  .post('/appointment/cancel/', postCancellation)
  .post('/joint-consent/', postJointConsent)
  .all('/book/', allowMethods('GET', 'HEAD', 'POST'))
  .all('/book/:page{check|request}/', allowMethods('GET', 'HEAD', 'POST'))
  .all('/appointment/', allowMethods('GET', 'HEAD'))
  .all('/appointment/calendar/', allowMethods('GET', 'HEAD'))
  .all('/appointment/cancel/', allowMethods('GET', 'HEAD', 'POST'))
  .all('/joint-consent/', allowMethods('POST'))
