import { DetailedError, hc, type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import type { Language } from '../../forms/language.ts'
import type { DeskApi } from '../../worker/desk/api.ts'

/** What the worker answered, or why there is nothing to show. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/**
 * `signedOut` 401, `refused` 403, `missing` 404, `taken` 409 because somebody has that time, `overtaken` any other 409,
 * `unavailable` anything else, the network included.
 */
export type Failure = 'signedOut' | 'refused' | 'missing' | 'taken' | 'overtaken' | 'unavailable'

export type Me = InferResponseType<typeof client.me.$get, 200>
export type ListedFile = InferResponseType<typeof client.files.$get, 200>['files'][number]
export type OpenedFile = InferResponseType<(typeof file)['$get'], 200>
export type KnownFile = OpenedFile['known'][number]
export type ParentAnswers = OpenedFile['parents'][number]
export type Calling = OpenedFile['calling'][number]
export type CallSheetFacts = InferResponseType<(typeof file)['call-sheet']['$get'], 200>
export type OtherContactFacts = InferResponseType<(typeof file)['other-contact']['$post'], 200>
export type NewAttempt = InferRequestType<(typeof file)['attempts']['$post']>['json']
export type Finding = InferRequestType<(typeof file)['order-read']['$post']>['json']['finding']
export type FileSessions = OpenedFile['sessions'][number]
export type FileSession = FileSessions['sessions'][number]
export type Agenda = InferResponseType<typeof client.appointments.$get, 200>
export type Appointment = Agenda['appointments'][number]
export type NewSession = InferRequestType<(typeof file)['sessions']['$post']>['json']
export type Hours = InferResponseType<(typeof client.hours)[':coordinator']['$get'], 200>
export type SafetyAnswers = InferResponseType<(typeof file)['safety']['$post'], 200>
export type SafetyReason = InferRequestType<(typeof file)['safety']['$post']>['json']['reason']

/** Who is signed in, and every coordinator of the practice. Asked once, however many parts of the page need it. */
export const readMe = () => {
  me ??= answerTo(parseResponse(client.me.$get()))
  return me
}
let me: Promise<Answer<Me>> | undefined

/** The files they lead, assist in and nobody leads yet, newest first, and the waiting list in its order. */
export const readFiles = () => answerTo(parseResponse(client.files.$get()))

/** One file with its questions in a language. The worker records that it was opened. */
export const readFile = (reference: string, language: Language) =>
  answerTo(parseResponse(file.$get({ param: { reference }, query: { language } })))

/** What a coordinator does with a file. Each answers with the file's facts as they stand then. */
export const clearFile = ({ reference, known }: Pick<OpenedFile, 'reference' | 'known'>) => {
  // Who came after this page was read is not on it.
  const seenUntil = Math.max(0, ...known.map(({ openedAt }) => openedAt))
  return answerTo(parseResponse(file.clear.$post({ ...at(reference), json: { seenUntil } })))
}

export const passOn = (reference: string) => answerTo(parseResponse(file['pass-on'].$post(at(reference))))

export const assignFile = (reference: string, coordinator: string) =>
  answerTo(parseResponse(file.assign.$post({ ...at(reference), json: { coordinator } })))

export const decideAssistance = (reference: string, lawyer: string | null) =>
  answerTo(parseResponse(file.assistant.$post({ ...at(reference), json: { lawyer } })))

export const joinFile = (reference: string, into: string) =>
  answerTo(parseResponse(file.join.$post({ ...at(reference), json: { into } })))

export const closeFile = (reference: string) => answerTo(parseResponse(file.close.$post(at(reference))))

/** What each parent wrote about safety. The worker records who looked and why, and then answers. */
export const openSafety = (reference: string, reason: SafetyReason, language: Language) =>
  answerTo(parseResponse(file.safety.$post({ ...at(reference), query: { language }, json: { reason } })))

/** Asks a parent whether the other one may be called; says whether an e-mail is on its way to them. */
export const askAuthorisation = (reference: string, side: Calling['side']) =>
  answerTo(parseResponse(file.authorisation.$post({ ...at(reference), json: { side } })))

/** What was said until that moment is what was read. */
export const recordOrderRead = (reference: string, finding: Finding, saidUntil: number) =>
  answerTo(parseResponse(file['order-read'].$post({ ...at(reference), json: { finding, saidUntil } })))

/** The other parent's contact details. The worker records who looked, or refuses. */
export const openOtherContact = (reference: string, authorisation: string, language: Language) =>
  answerTo(
    parseResponse(
      file['other-contact'].$post({ ...at(reference), query: { language }, json: { authorisation } }),
    ),
  )

/** Whether they could be opened now; nothing is recorded. */
export const readGate = (reference: string, authorisation: string) =>
  answerTo(parseResponse(file.gate.$get({ ...at(reference), query: { authorisation } })))

export const readCallSheet = (reference: string) =>
  answerTo(parseResponse(file['call-sheet'].$get({ ...at(reference), query: { authorisation: '' } })))

export const recordAttempt = (reference: string, attempt: NewAttempt) =>
  answerTo(parseResponse(file.attempts.$post({ ...at(reference), json: attempt })))

/** Makes an invitation; its code is in this one answer. */
export const invite = (reference: string, authorisation: string, email: string | undefined) =>
  answerTo(
    parseResponse(
      file.invitation.$post({ ...at(reference), json: { authorisation, ...(email && { email }) } }),
    ),
  )

/** Makes a new private code for a parent's “Your file”; it is in this one answer. */
export const renewCode = (reference: string, side: Calling['side']) =>
  answerTo(parseResponse(file.code.$post({ ...at(reference), json: { side } })))

/** A coordinator's appointments around a date; of whoever is signed in, this week, unless something else is asked. */
export const readAgenda = ({ view = '', date = '', coordinator = '' }: Readonly<Record<string, string>>) =>
  answerTo(
    parseResponse(client.appointments.$get({ query: { view: view as Agenda['view'], date, coordinator } })),
  )

/** What is done with a session. Each answers whether everybody in it is written to, and with its file's facts if shown. */
export const noteOutcome = (id: string, outcome: 'attended' | 'missed') =>
  answerTo(parseResponse(appointment.outcome.$post({ param: { id }, json: { outcome } })))

export const moveSession = (
  { id, sequence }: Pick<Appointment, 'id' | 'sequence'>,
  to: { readonly startsAt: number; readonly mine: boolean },
) => answerTo(parseResponse(appointment.move.$post({ param: { id }, json: { sequence, ...to } })))

export const cancelSession = ({ id, sequence }: Pick<Appointment, 'id' | 'sequence'>) =>
  answerTo(parseResponse(appointment.cancel.$post({ param: { id }, json: { sequence } })))

export const bookSession = (reference: string, session: NewSession) =>
  answerTo(parseResponse(file.sessions.$post({ ...at(reference), json: session })))

export const letBookWith = (reference: string, side: Calling['side']) =>
  answerTo(parseResponse(file['books-with'].$post({ ...at(reference), json: { side } })))

export const answerTimes = (reference: string, request: string) =>
  answerTo(parseResponse(file['times-answered'].$post({ ...at(reference), json: { request } })))

export const stopMail = (reference: string, side: Calling['side']) =>
  answerTo(parseResponse(file['no-mail'].$post({ ...at(reference), json: { side } })))

/** When a coordinator meets families; of whoever is signed in, unless another is named. */
export async function readHours(coordinator: string | undefined): Promise<Answer<Hours>> {
  const me = await readMe()
  if (!me.ok) return me
  const param = { coordinator: coordinator ?? me.value.id }
  return answerTo(parseResponse(client.hours[':coordinator'].$get({ param })))
}

/** They are saved as this revision, or `wrong` says where they cannot be so: `weekly.0.until`. */
export type SavedHours = { readonly revision: number } | { readonly wrong: readonly string[] }

/** Saves them in place of the revision that was read. */
export const saveHours = (coordinator: string, revision: number, rules: unknown) => {
  const replying = client.hours[':coordinator'].$put({ param: { coordinator }, json: { revision, rules } })
  return answerTo<SavedHours>(
    replying.then(async (reply) =>
      (reply.status as number) === 422
        ? ((await reply.json()) as unknown as { wrong: string[] })
        : ((await parseResponse(reply)) as { revision: number }),
    ),
  )
}

export const readFeed = () => answerTo(parseResponse(client.feed.$get()))

/** Makes a private address for one's own calendar; it is in this one answer, and any before it stops. */
export const makeFeed = () => answerTo(parseResponse(client.feed.$post()))

export const removeFeed = () => answerTo(parseResponse(client.feed.$delete()))

const at = (reference: string) => ({ param: { reference } })

// With this header Access answers 401 once a session has run out; without it, it redirects to another origin, which
// fetch cannot follow. Source: developers.cloudflare.com, "Session management", AJAX.
const client = hc<DeskApi>('/desk/api', { headers: { 'X-Requested-With': 'XMLHttpRequest' } })
const file = client.files[':reference']
const appointment = client.appointments[':id']

async function answerTo<Value>(reply: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await reply }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof DetailedError)) return 'unavailable'
  switch (error.statusCode) {
    case 401:
      return 'signedOut'
    case 403:
      return 'refused'
    case 404:
      return 'missing'
    case 409:
      return error.detail?.data?.why === 'gone' ? 'taken' : 'overtaken'
    default:
      return 'unavailable'
  }
}
