import { queryOptions } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { Language } from '../../forms/language.ts'
import { accessWatchOptions } from '../client/access-watch.ts'
import { fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { getFilePartQueryKey } from '../client/file-key.ts'

export type FileHeader = InferResponseType<typeof fileClient.header.$get, 200>
export type ParticipantSide = FileHeader['participants'][number]
export type RelatedFiles = InferResponseType<(typeof fileClient)['related-files']['$get'], 200>
export type LeadCandidates = InferResponseType<(typeof fileClient)['lead-candidates']['$get'], 200>
export type RelatedFileFacts = RelatedFiles['relatedFiles'][number]
export type ContactHolds = InferResponseType<(typeof fileClient)['contact-holds']['$get'], 200>
export type ContactHoldFacts = ContactHolds['contactHolds'][number]
export type OrderReadingFacts = ContactHolds['orderReadings'][number]
export type NewOrderReading = InferRequestType<(typeof fileClient)['order-reading']['$post']>['json']
export type Screenings = InferResponseType<typeof fileClient.screenings.$get, 200>
export type NewScreening = InferRequestType<typeof fileClient.screenings.$post>['json']
export type ParentCalls = InferResponseType<typeof fileClient.calls.$get, 200>['calls'][number]
export type FileAppointments = InferResponseType<typeof fileClient.appointments.$get, 200>
export type ParentAppointments = FileAppointments['parents'][number]
export type FileAppointment = ParentAppointments['appointments'][number]
export type FileMessage = InferResponseType<typeof fileClient.messages.$get, 200>['messages'][number]
export type FileAnswers = InferResponseType<(typeof fileClient.readings)['answers']['$post'], 200>
export type FileOverview = InferResponseType<(typeof fileClient.readings)['overview']['$post'], 200>
/** How the parents of a file may be reached, opened by itself. */
export type OpenedContactRules = InferResponseType<
  (typeof fileClient.readings)['contact-rules']['$post'],
  200
>
export type OpenedPhoneNumber = InferResponseType<(typeof fileClient.readings)['phone-number']['$post'], 200>
type SafetyAnswersReading = (typeof fileClient.readings)['safety-answers']['$post']
export type OpenedSafetyAnswers = InferResponseType<SafetyAnswersReading, 200>
export type SafetyOpeningReason = InferRequestType<SafetyAnswersReading>['json']['reason']
/** A version of a page that was added to a parent’s intake. */
export type AddedPage = FileAnswers['additions'][number]
export type ParentAnswers = FileAnswers['parents'][number]
/** Whether e-mail to a parent is safe, and their time zone. */
export type Contactability = FileAnswers['contactability'][number]

const to = (reference: string) => ({ param: { reference } })

/**
 * The file's header, which decides which panels are shown and what may be done in them. It is asked repeatedly while the
 * page is visible, and whenever somebody returns to it.
 */
export const fileHeaderQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'header'),
    queryFn: () => parseResponseOrThrowApiError(fileClient.header.$get(to(reference))),
    ...accessWatchOptions,
  })

export const relatedFilesQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'related-files'),
    queryFn: () => parseResponseOrThrowApiError(fileClient['related-files'].$get(to(reference))),
  })

/** Who could lead the file, with what speaks for and against each. */
export const leadCandidatesQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'lead-candidates'),
    queryFn: () => parseResponseOrThrowApiError(fileClient['lead-candidates'].$get(to(reference))),
  })

/** The orders that parents reported, and what was found in them. */
export const contactHoldsQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'contact-holds'),
    queryFn: () => parseResponseOrThrowApiError(fileClient['contact-holds'].$get(to(reference))),
  })

/** What coordinators found when they talked with each parent alone, and what stands against noting it now. */
export const screeningsQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'screenings'),
    queryFn: () => parseResponseOrThrowApiError(fileClient.screenings.$get(to(reference))),
  })

/** The authorisations to call the other parent, and all that followed from them. */
export const authorisationsAndCallsQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'calls'),
    queryFn: () => parseResponseOrThrowApiError(fileClient.calls.$get(to(reference))),
  })

/** Each parent's appointments, and what booking another one needs. */
export const fileAppointmentsQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'appointments'),
    queryFn: () => parseResponseOrThrowApiError(fileClient.appointments.$get(to(reference))),
  })

export const fileMessagesQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'messages'),
    queryFn: () => parseResponseOrThrowApiError(fileClient.messages.$get(to(reference))),
  })

/** The few answers that are told before anybody takes the file. The worker records each reading, as below. */
export const summaryReadingQuery = (reference: string, language: Language) =>
  queryOptions({
    queryKey: ['summary-reading', reference, language],
    queryFn: () =>
      parseResponseOrThrowApiError(
        fileClient.readings.summary.$post({ ...to(reference), json: { language } }),
      ),
    gcTime: 0,
  })

/** What every overview of a file has at the start of its key, in whichever language. */
export const getOverviewReadingKeyPrefix = (reference: string) => ['overview-reading', reference] as const

/** What the overview tells of what the parents wrote. The worker records each reading, as below. */
export const overviewReadingQuery = (reference: string, language: Language) =>
  queryOptions({
    queryKey: [...getOverviewReadingKeyPrefix(reference), language] as const,
    queryFn: () =>
      parseResponseOrThrowApiError(
        fileClient.readings.overview.$post({ ...to(reference), json: { language } }),
      ),
    gcTime: 0,
  })

/**
 * What the parents wrote. The worker records each reading, so this is loaded once, when it is first shown. Nothing
 * makes it stale, and the cache drops it when it is no longer shown. The first reading by its lead accepts the file, so that
 * the next step isn’t to read it any more.
 */
export const answersReadingQuery = (reference: string, language: Language) =>
  queryOptions({
    queryKey: ['answers-reading', reference, language],
    queryFn: async ({ client }) => {
      const reading = await parseResponseOrThrowApiError(
        fileClient.readings.answers.$post({ ...to(reference), json: { language } }),
      )
      void client.invalidateQueries({ queryKey: fileHeaderQuery(reference).queryKey })
      return reading
    },
    gcTime: 0,
  })
