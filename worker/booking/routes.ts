import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { takesOnly } from '../http/error-response.ts'
import { cancelSession, downloadEntry, showAppointment, showCancel } from './pages/appointment-page.ts'
import { chooseTime, showTimes } from './pages/choose-time.ts'
import { bookChosen, showCheck } from './pages/confirm-booking.ts'
import { wishJoint } from './pages/joint-consent.ts'
import { sendRequest, showRequest } from './pages/time-request-page.ts'

/**
 * A parent's first session, under “Your file”: choosing a time, booking, moving and cancelling it, saying what would suit
 * instead, and agreeing to a joint one.
 */
export const bookingRoutes = new Hono<AppEnv>()
  .get('/book/', showTimes)
  .post('/book/', chooseTime)
  .get('/book/check/', showCheck)
  .post('/book/check/', bookChosen)
  .get('/book/request/', showRequest)
  .post('/book/request/', sendRequest)
  .get('/appointment/', showAppointment)
  .get('/appointment/calendar/', downloadEntry)
  .get('/appointment/cancel/', showCancel)
  .post('/appointment/cancel/', cancelSession)
  .post('/joint/', wishJoint)
  .all('/book/', takesOnly('GET', 'HEAD', 'POST'))
  .all('/book/:page{check|request}/', takesOnly('GET', 'HEAD', 'POST'))
  .all('/appointment/', takesOnly('GET', 'HEAD'))
  .all('/appointment/calendar/', takesOnly('GET', 'HEAD'))
  .all('/appointment/cancel/', takesOnly('GET', 'HEAD', 'POST'))
  .all('/joint/', takesOnly('POST'))
