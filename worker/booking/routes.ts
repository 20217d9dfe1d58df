import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { takesOnly } from '../http/error-page.ts'
import { cancelSession, downloadEntry, showAppointment, showCancel } from './appointment.ts'
import { chooseTime, showTimes } from './choose.ts'
import { bookChosen, showCheck } from './confirm.ts'
import { wishJoint } from './joint.ts'
import { sendRequest, showRequest } from './request.ts'

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
