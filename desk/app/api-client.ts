import { DetailedError, hc, type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import type { Language } from '../../forms/language.ts'
import type { DeskApi } from '../../worker/desk/api.ts'

/** The value the worker responded with, or why there is none. */
export type ApiResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: ApiFailure }

/**
 * `signedOut` 401, `refused` 403, `missing` 404, `slotTaken` 409 because somebody has that time, `stale` any other 409,
 * `unavailable` anything else, the network included.
 */
export type ApiFailure = 'signedOut' | 'refused' | 'missing' | 'slotTaken' | 'stale' | 'unavailable'

export type SignedInCoordinator = InferResponseType<typeof deskClient.me.$get, 200>
export type ListedFile = InferResponseType<typeof deskClient.files.$get, 200>['files'][number]
export type FileDetails = InferResponseType<(typeof fileClient)['$get'], 200>
export type RelatedFileSummary = FileDetails['relatedFiles'][number]
export type ParentAnswers = FileDetails['parents'][number]
export type ParentCalls = FileDetails['calls'][number]
export type CallSheetData = InferResponseType<(typeof fileClient)['call-sheet']['$get'], 200>
export type OtherContactAnswers = InferResponseType<(typeof fileClient)['other-contact']['$post'], 200>
export type NewCallAttempt = InferRequestType<(typeof fileClient)['call-attempts']['$post']>['json']
export type CourtOrderFinding = InferRequestType<
  (typeof fileClient)['order-reading']['$post']
>['json']['finding']
export type ParentAppointments = FileDetails['appointments'][number]
export type FileAppointment = ParentAppointments['appointments'][number]
export type AppointmentCalendar = InferResponseType<typeof deskClient.appointments.$get, 200>
export type CalendarAppointment = AppointmentCalendar['appointments'][number]
export type NewAppointment = InferRequestType<(typeof fileClient)['appointments']['$post']>['json']
export type CoordinatorAvailability = InferResponseType<
  (typeof deskClient.availability)[':coordinatorId']['$get'],
  200
>
export type OpenedSafetyAnswers = InferResponseType<(typeof fileClient)['safety-answers']['$post'], 200>
export type SafetyOpeningReason = InferRequestType<
  (typeof fileClient)['safety-answers']['$post']
>['json']['reason']

/** Who is signed in, and every coordinator of the practice. Fetched once, however many parts of the page need it. */
export const fetchSignedInCoordinator = () => {
  cachedSignedInCoordinator ??= toApiResult(parseResponse(deskClient.me.$get()))
  return cachedSignedInCoordinator
}
let cachedSignedInCoordinator: Promise<ApiResult<SignedInCoordinator>> | undefined

/** The files they lead, assist in and nobody leads yet, newest first, and the waiting list in its order. */
export const fetchFileList = () => toApiResult(parseResponse(deskClient.files.$get()))

/** One file with its questions in a language. The worker records that it was opened. */
export const fetchFile = (reference: string, language: Language) =>
  toApiResult(parseResponse(fileClient.$get({ param: { reference }, query: { language } })))

/** The actions on a file. Each returns the file's facts after it. */
export const submitConflictReview = ({
  reference,
  relatedFiles,
}: Pick<FileDetails, 'reference' | 'relatedFiles'>) => {
  // A file that came after this page was loaded is not on it.
  const reviewedUntil = Math.max(0, ...relatedFiles.map(({ createdAt }) => createdAt))
  return toApiResult(
    parseResponse(
      fileClient['conflict-review'].$post({ ...referenceParam(reference), json: { reviewedUntil } }),
    ),
  )
}

export const submitReassignment = (reference: string) =>
  toApiResult(parseResponse(fileClient.reassignment.$post(referenceParam(reference))))

export const submitFileAssignment = (reference: string, coordinator: string) =>
  toApiResult(
    parseResponse(fileClient.assignment.$post({ ...referenceParam(reference), json: { coordinator } })),
  )

export const submitAssistanceDecision = (reference: string, lawyer: string | null) =>
  toApiResult(
    parseResponse(fileClient['legal-coordinator'].$post({ ...referenceParam(reference), json: { lawyer } })),
  )

export const submitFileMerge = (reference: string, mergeInto: string) =>
  toApiResult(parseResponse(fileClient.merge.$post({ ...referenceParam(reference), json: { mergeInto } })))

export const submitFileClosure = (reference: string) =>
  toApiResult(parseResponse(fileClient.closure.$post(referenceParam(reference))))

/** What each parent wrote about safety. The worker records who read it and why before it responds. */
export const fetchSafetyAnswers = (reference: string, reason: SafetyOpeningReason, language: Language) =>
  toApiResult(
    parseResponse(
      fileClient['safety-answers'].$post({
        ...referenceParam(reference),
        query: { language },
        json: { reason },
      }),
    ),
  )

/** Requests an authorisation from a parent; the result says whether an e-mail is on its way to them. */
export const submitAuthorisationRequest = (reference: string, side: ParentCalls['side']) =>
  toApiResult(
    parseResponse(
      fileClient['authorisation-request'].$post({ ...referenceParam(reference), json: { side } }),
    ),
  )

/** Records that the orders reported until that moment were read. */
export const submitOrderFinding = (reference: string, finding: CourtOrderFinding, reportedUntil: number) =>
  toApiResult(
    parseResponse(
      fileClient['order-reading'].$post({
        ...referenceParam(reference),
        json: { finding, reportedUntil },
      }),
    ),
  )

/** The other parent's contact details. The worker records who read them, or refuses. */
export const fetchOtherContact = (reference: string, authorisation: string, language: Language) =>
  toApiResult(
    parseResponse(
      fileClient['other-contact'].$post({
        ...referenceParam(reference),
        query: { language },
        json: { authorisation },
      }),
    ),
  )

/** Whether the contact details could be read now; nothing is recorded. */
export const fetchContactGate = (reference: string, authorisation: string) =>
  toApiResult(
    parseResponse(fileClient['call-gate'].$get({ ...referenceParam(reference), query: { authorisation } })),
  )

export const fetchCallSheet = (reference: string) =>
  toApiResult(
    parseResponse(
      fileClient['call-sheet'].$get({ ...referenceParam(reference), query: { authorisation: '' } }),
    ),
  )

export const submitCallAttempt = (reference: string, callAttempt: NewCallAttempt) =>
  toApiResult(
    parseResponse(fileClient['call-attempts'].$post({ ...referenceParam(reference), json: callAttempt })),
  )

/** Creates an invitation; its code is in this response only. */
export const submitInvitation = (reference: string, authorisation: string, email: string | undefined) =>
  toApiResult(
    parseResponse(
      fileClient.invitation.$post({
        ...referenceParam(reference),
        json: { authorisation, ...(email && { email }) },
      }),
    ),
  )

/** Replaces a parent's private code for “Your file”; the new one is in this response only. */
export const submitCodeRenewal = (reference: string, side: ParentCalls['side']) =>
  toApiResult(
    parseResponse(fileClient['access-code'].$post({ ...referenceParam(reference), json: { side } })),
  )

/** A coordinator's appointments around a date; by default this week's, of whoever is signed in. */
export const fetchAppointmentCalendar = ({
  view = '',
  date = '',
  coordinator = '',
}: Readonly<Record<string, string>>) =>
  toApiResult(
    parseResponse(
      deskClient.appointments.$get({
        query: { view: view as AppointmentCalendar['view'], date, coordinator },
      }),
    ),
  )

/** The actions on an appointment. Each returns whether every participant is written to, and its file's facts for whoever reads it. */
export const submitAppointmentOutcome = (id: string, outcome: 'attended' | 'missed') =>
  toApiResult(parseResponse(appointmentClient.outcome.$post({ param: { id }, json: { outcome } })))

export const submitAppointmentMove = (
  { id, sequence }: Pick<CalendarAppointment, 'id' | 'sequence'>,
  to: { readonly startsAt: number; readonly toOwnCalendar: boolean },
) => toApiResult(parseResponse(appointmentClient.move.$post({ param: { id }, json: { sequence, ...to } })))

export const submitAppointmentCancellation = ({
  id,
  sequence,
}: Pick<CalendarAppointment, 'id' | 'sequence'>) =>
  toApiResult(parseResponse(appointmentClient.cancellation.$post({ param: { id }, json: { sequence } })))

export const submitAppointmentBooking = (reference: string, appointment: NewAppointment) =>
  toApiResult(
    parseResponse(fileClient.appointments.$post({ ...referenceParam(reference), json: appointment })),
  )

export const submitBookingCoordinator = (reference: string, side: ParentCalls['side']) =>
  toApiResult(
    parseResponse(fileClient['booking-coordinator'].$post({ ...referenceParam(reference), json: { side } })),
  )

export const submitTimeRequestAnswered = (reference: string, timeRequest: string) =>
  toApiResult(
    parseResponse(
      fileClient['time-request-answer'].$post({ ...referenceParam(reference), json: { timeRequest } }),
    ),
  )

export const submitMailStop = (reference: string, side: ParentCalls['side']) =>
  toApiResult(parseResponse(fileClient['mail-stop'].$post({ ...referenceParam(reference), json: { side } })))

/** A coordinator's availability; by default that of whoever is signed in. */
export async function fetchAvailability(
  coordinatorId: string | undefined,
): Promise<ApiResult<CoordinatorAvailability>> {
  const signedIn = await fetchSignedInCoordinator()
  if (!signedIn.ok) return signedIn
  const param = { coordinatorId: coordinatorId ?? signedIn.value.id }
  return toApiResult(parseResponse(deskClient.availability[':coordinatorId'].$get({ param })))
}

/** The revision it was saved as, or the paths of what cannot be saved: `weekly.0.until`. */
export type AvailabilitySaveResult =
  | { readonly revision: number }
  | { readonly invalidPaths: readonly string[] }

/** Saves availability rules in place of the revision that was loaded. */
export const submitAvailability = (coordinatorId: string, revision: number, rules: unknown) => {
  const request = deskClient.availability[':coordinatorId'].$put({
    param: { coordinatorId },
    json: { revision, rules },
  })
  return toApiResult<AvailabilitySaveResult>(
    request.then(async (response) =>
      (response.status as number) === 422
        ? ((await response.json()) as unknown as { invalidPaths: string[] })
        : ((await parseResponse(response)) as { revision: number }),
    ),
  )
}

export const fetchCalendarFeed = () => toApiResult(parseResponse(deskClient['calendar-feed'].$get()))

/** Creates a secret address for one's own calendar; it is in this response only, and any earlier one stops working. */
export const submitCalendarFeedCreation = () =>
  toApiResult(parseResponse(deskClient['calendar-feed'].$post()))

export const submitCalendarFeedRemoval = () =>
  toApiResult(parseResponse(deskClient['calendar-feed'].$delete()))

const referenceParam = (reference: string) => ({ param: { reference } })

// With this header Access answers 401 once a session has run out; without it, it redirects to another origin, which
// fetch cannot follow. Source: developers.cloudflare.com, "Session management", AJAX.
const deskClient = hc<DeskApi>('/desk/api', { headers: { 'X-Requested-With': 'XMLHttpRequest' } })
const fileClient = deskClient.files[':reference']
const appointmentClient = deskClient.appointments[':id']

async function toApiResult<Value>(response: Promise<Value>): Promise<ApiResult<Value>> {
  try {
    return { ok: true, value: await response }
  } catch (error) {
    return { ok: false, failure: classifyFailure(error) }
  }
}

function classifyFailure(error: unknown): ApiFailure {
  if (!(error instanceof DetailedError)) return 'unavailable'
  switch (error.statusCode) {
    case 401:
      return 'signedOut'
    case 403:
      return 'refused'
    case 404:
      return 'missing'
    case 409:
      return error.detail?.data?.reason === 'slot_taken' ? 'slotTaken' : 'stale'
    default:
      return 'unavailable'
  }
}
