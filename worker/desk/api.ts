import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { AppEnv } from '../http/context.ts'
import { respondWithDeskError } from './api-error.ts'
import { appointmentsApi } from './appointments-api.ts'
import { availabilityApi } from './availability-api.ts'
import { calendarFeedApi } from './calendar-feed-api.ts'
import { callReadingsApi } from './call-readings-api.ts'
import { callsApi } from './calls-api.ts'
import { contactHoldsApi } from './contact-holds-api.ts'
import { fileAppointmentsApi } from './file-appointments-api.ts'
import { fileDecisionsApi } from './file-decisions-api.ts'
import { fileHeaderApi } from './file-header-api.ts'
import { fileMessagesApi } from './file-messages-api.ts'
import { filesApi } from './files-api.ts'
import { meApi } from './me-api.ts'
import { parentCodesApi } from './parent-codes-api.ts'
import { readingsApi } from './readings-api.ts'
import { relatedFilesApi } from './related-files-api.ts'

/**
 * What the desk asks the worker; `hono/client` reads its types. Every route needs a coordinator signed in and, reading
 * included, a request of the desk's own pages. No GET changes anything. What is refused is a `DeskApiError`.
 *
 * A file's page asks for its header and for the panels it shows, each in one call to the database with its permission:
 *
 * - GET  /files/:reference/header         what the coordinator may do, and which panels there are
 * - GET  /files/:reference/related-files  { relatedFiles, callsShutBy }
 * - GET  /files/:reference/contact-holds  { contactHolds }
 * - GET  /files/:reference/calls          { calls }: of each parent who came
 * - GET  /files/:reference/appointments   { parents, booking, jointState, contactability }
 * - GET  /files/:reference/messages       { messages }
 *
 * Reading what a parent wrote is an event in the file's audit, so it is a POST of its own (all but `header` and
 * `related-files` answer `conflict_review_needed` while the file is locked):
 *
 * - POST /files/:reference/readings/answers         { language } → { parents, latestAuthorisations, timeRequests }
 * - POST /files/:reference/readings/safety-answers  { language, reason } → { parents }
 * - POST /files/:reference/readings/other-contact   { language, authorisation } → { sections }
 * - POST /files/:reference/readings/call-sheet      { authorisation? } → the sheet
 *
 * An action is a POST to a resource named for what it makes. It answers 204, or only what nobody could ask for again: a
 * code, or whether a message is on its way. Whoever shows what it changed asks the panels again.
 */
export const deskApi = new Hono<AppEnv>()
  .route('/', meApi)
  .route('/', filesApi)
  .route('/', fileHeaderApi)
  .route('/', fileDecisionsApi)
  .route('/', relatedFilesApi)
  .route('/', readingsApi)
  .route('/', callReadingsApi)
  .route('/', contactHoldsApi)
  .route('/', callsApi)
  .route('/', parentCodesApi)
  .route('/', fileAppointmentsApi)
  .route('/', fileMessagesApi)
  .route('/', appointmentsApi)
  .route('/', availabilityApi)
  .route('/', calendarFeedApi)

// What hono itself refuses: a body that is no JSON.
deskApi.onError((error, c) => {
  if (!(error instanceof HTTPException)) throw error
  return respondWithDeskError(c, { code: 'malformed' })
})

export type DeskApi = typeof deskApi
