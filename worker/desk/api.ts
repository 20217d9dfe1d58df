import { HTTPException } from 'hono/http-exception'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { absencesApi } from './absences-api.ts'
import { additionsApi } from './additions-api.ts'
import { respondWithDeskError } from './api-error.ts'
import { appointmentsApi } from './appointments-api.ts'
import { approvalsApi } from './approvals-api.ts'
import { availabilityApi } from './availability-api.ts'
import { calendarFeedApi } from './calendar-feed-api.ts'
import { callPreparationReadingsApi } from './call-readings-api.ts'
import { callReopeningsApi } from './call-reopenings-api.ts'
import { callsApi } from './calls-api.ts'
import { contactHoldsApi } from './contact-holds-api.ts'
import { contactLogApi } from './contact-log-api.ts'
import { fileAppointmentsApi } from './file-appointments-api.ts'
import { fileDecisionsApi } from './file-decisions-api.ts'
import { fileHeaderApi } from './file-header-api.ts'
import { fileMessagesApi } from './file-messages-api.ts'
import { fileRecordApi } from './file-record-api.ts'
import { filesApi } from './files-api.ts'
import { leadCandidatesApi } from './lead-candidates-api.ts'
import { lettersApi } from './letters-api.ts'
import { mailRhythmApi } from './mail-rhythm-api.ts'
import { signedInCoordinatorAndColleaguesApi } from './me-api.ts'
import { notGenuineApi } from './not-genuine-api.ts'
import { notesApi } from './notes-api.ts'
import { numbersApi } from './numbers-api.ts'
import { operationsApi } from './operations-api.ts'
import { parentCodesApi } from './parent-codes-api.ts'
import { personalDataApi } from './personal-data-api.ts'
import { answerReadingsApi } from './readings-api.ts'
import { recordChecksApi } from './record-checks-api.ts'
import { relatedFilesApi } from './related-files-api.ts'
import { remindersApi } from './reminders-api.ts'
import { retentionsApi } from './retentions-api.ts'
import { screeningsApi } from './screenings-api.ts'
import { searchApi } from './search-api.ts'
import { textDraftKeyApi } from './text-draft-key-api.ts'
import { todayApi } from './today-api.ts'
import { waitingLettersApi } from './waiting-letters-api.ts'

/**
 * The desk's API; `hono/client` reads its types. Every route, GET included, requires a coordinator who is signed in and
 * a request that comes from the portal's own pages. No GET changes anything, nor unseals more than the names of the
 * parents, for those who may read their file, whether they can be reached, the coordinator's own reminders, and why a
 * file is held back. A refusal is a `DeskApiError`.
 *
 * The page of a file asks for the header and for each panel it shows. Each takes one database call, which also reads
 * what decides the permission:
 *
 * - GET  /files/:reference/header         what the coordinator may do, and which panels there are
 * - GET  /files/:reference/related-files  { relatedFiles, callsShutBy }
 * - GET  /files/:reference/lead-candidates  { candidates, … }, for an administrator who assigns the file
 * - GET  /files/:reference/contact-holds  { contactHolds }
 * - GET  /files/:reference/screenings     { parents, screenings }
 * - GET  /files/:reference/contact-log    { entries, older }, a page of contacts and notes
 * - GET  /files/:reference/letters        { readers, letters }, each template filled in for each parent
 * - GET  /files/:reference/waiting-letters  { readers }, for whoever may give a waiting file to somebody
 * - GET  /files/:reference/calls          { calls }, one entry for each parent who came
 * - GET  /files/:reference/appointments   { parents, booking, jointState }
 * - GET  /files/:reference/messages       { messages }
 * - GET  /files/:reference/record         { events, actors }, which a page of its own shows
 *
 * Reading what a parent wrote is recorded in the file's audit, so each reading is a POST. While the file is locked, all
 * routes but `header` and `related-files` answer `conflict_review_needed`. As long as nobody took it, all but those, the
 * summary, the letter about the waiting list and the decisions answer `file_not_taken`:
 *
 * - POST /files/:reference/readings/summary         { language } → { rows, childCount }, before anybody took the file
 * - POST /files/:reference/readings/answers         { language } → { parents, additions, routes,
 *                                               latestAuthorisations, timeRequests, contactability }
 * - POST /files/:reference/readings/safety-answers  { language, reason } → { parents, screeningNotes, additions }
 * - POST /files/:reference/readings/notes           { folder, ids, reason } → { notes }
 * - POST /files/:reference/readings/letter          { letter } → { text }
 * - POST /files/:reference/readings/other-contact   { language, authorisation } → { sections }
 * - POST /files/:reference/readings/call-sheet      { authorisation? } → the sheet
 *
 * A search is recorded too, without what was searched for:
 *
 * - POST /search                                    { query } → { hits, more }
 *
 * An action is a POST to a resource that is named for what it makes. It answers 204, or with the one thing that cannot be
 * asked for later: a code, or whether a message was queued. After it, the desk loads again the panels that it changed.
 */
export const deskApi = new Hono<AppEnv>()
  .route('/', signedInCoordinatorAndColleaguesApi)
  .route('/', textDraftKeyApi)
  .route('/', todayApi)
  .route('/', filesApi)
  .route('/', fileHeaderApi)
  .route('/', fileDecisionsApi)
  .route('/', leadCandidatesApi)
  .route('/', approvalsApi)
  .route('/', notGenuineApi)
  .route('/', relatedFilesApi)
  .route('/', answerReadingsApi)
  .route('/', additionsApi)
  .route('/', callPreparationReadingsApi)
  .route('/', contactHoldsApi)
  .route('/', screeningsApi)
  .route('/', remindersApi)
  .route('/', contactLogApi)
  .route('/', notesApi)
  .route('/', lettersApi)
  .route('/', waitingLettersApi)
  .route('/', callsApi)
  .route('/', callReopeningsApi)
  .route('/', parentCodesApi)
  .route('/', fileAppointmentsApi)
  .route('/', fileMessagesApi)
  .route('/', fileRecordApi)
  .route('/', appointmentsApi)
  .route('/', availabilityApi)
  .route('/', absencesApi)
  .route('/', calendarFeedApi)
  .route('/', mailRhythmApi)
  .route('/', recordChecksApi)
  .route('/', operationsApi)
  .route('/', numbersApi)
  .route('/', retentionsApi)
  .route('/', personalDataApi)
  .route('/', searchApi)

// hono itself throws for a body that is not JSON.
deskApi.onError((error, c) => {
  if (!(error instanceof HTTPException)) throw error
  return respondWithDeskError(c, { code: 'malformed' })
})

export type DeskApi = typeof deskApi
