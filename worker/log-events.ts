import type { EmailProblem } from '../content/mail/email-problems.ts'
import type { OperationCheckName } from '../content/operations/operation-checks.ts'

/** The events that may be logged, with the fields of each: names, counts and ids only. */
export interface LogEvents {
  /** A request was answered. Carries the pattern of the route and the duration in milliseconds. */
  request: InRequest & {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
  }
  rate_limited: InRequest
  /** A rate limiter failed, and the request passed. */
  rate_limit_unavailable: InRequest & ErrorFields
  cross_site_refused: InRequest & { readonly method: string }
  /** Access does not vouch for the token, or could not be asked; `code` is the library's error code. */
  token_refused: InRequest & { readonly code: string }
  /** The keys of Access could not be had, so those that it gave last were used. */
  access_keys_stale: object
  /** Access vouches for somebody who is not a coordinator of the practice. */
  unknown_person_refused: InRequest
  code_refused: InRequest & {
    readonly use: 'resume' | 'file' | 'invitation' | 'any'
    readonly limited: boolean
  }

  /** A posted form had this number of fields that its page does not have; the rest was read. */
  unknown_fields_dropped: InRequest & { readonly count: number }
  /** A posted section did not come from its page, or arrived incomplete. */
  section_refused: InSection & { readonly reason: 'repeated_field' | 'damaged' }
  /** A posted section has something to mend in these questions. */
  section_rejected: InSection & NamesQuestions
  /** A complete form was not taken: too many came from its network, wait to be read, or came without a proof of a person. */
  form_not_taken: InForm & { readonly bound: 'network' | 'unread' | 'unproven' }
  /** Turnstile was slow, failed, or refused our secret; the form was taken within the other limits. */
  turnstile_unavailable: InRequest & ErrorFields
  form_incomplete: InForm & NamesQuestions
  /** A form was sent; `again` when it had been sent before. */
  form_sent: InForm & SendingFacts & { readonly again: boolean }
  resume_code_created: InForm & { readonly mailed: 'mailed' | 'mail-late' | 'mail-limited' | false }

  /** The wording that the parent saw is not the one they would sign now. */
  wording_changed: InRequest
  authorisation_signed: HasOutcome
  authorisation_ended: InRequest & { readonly stopped: boolean }
  invitation_declined: InRequest

  booking_malformed: InRequest
  booking_rejected: InRequest & NamesQuestions
  time_held: HasOutcome
  appointment_booked: HasOutcome & { readonly moved: boolean }
  appointment_cancelled: InRequest & { readonly cancelled: boolean }
  joint_consent_changed: InRequest & { readonly changed: boolean }
  application_withdrawn: InRequest & { readonly withdrawn: boolean }
  page_added: InRequest & { readonly outcome: boolean | 'error' | 'busy' }
  joining_code_changed: InRequest & { readonly changed: boolean }
  time_request_created: InRequest & { readonly outcome: boolean | 'error' | 'busy' }

  message_sent: AboutMessage & { readonly attempts: number }
  /**
   * A message was not sent. `name` is the provider's name for the error; `stopped` tells that it is not tried again.
   */
  message_not_sent: AboutMessage & {
    readonly attempts: number
    readonly name: string
    readonly stopped: boolean
  }
  /** The provider refused the practice’s account: nothing leaves until the next try, in so many seconds. `name` is its word. */
  outbox_paused: { readonly name: string; readonly seconds: number }
  /** The practice’s limit holds messages, and the administrators are told. */
  messages_held: { readonly held: number; readonly unread: number }
  /** The provider reported trouble with a message that it had accepted; `stopped`, that nothing more goes to its address. */
  email_problem_reported: AboutMessage & { readonly name: EmailProblem; readonly stopped: boolean }
  /** A webhook was refused: it has no valid signature of the provider, or an old one. */
  webhook_refused: InRequest
  /** A webhook is about a message that the portal does not know, or not yet. */
  webhook_message_unknown: InRequest
  message_unreadable: AboutMessage & ErrorFields
  message_error: AboutMessage & ErrorFields
  /** How the portal runs was looked at, which happens once a day; `due` are the checks by which something needs somebody. */
  operations_checked: { readonly due: readonly OperationCheckName[] }
  /** A coordinator’s daily digest was queued, which tells of this number of messages. */
  digest_queued: { readonly count: number }
  digest_failed: ErrorFields
  reminder_failed: ErrorFields &
    ({ readonly authorisation: string } | { readonly attendance: string } | { readonly reading: string })

  /** The site lacks the words that the worker loads, or holds those of another build; whatever needs them is refused. */
  words_unavailable: { readonly reason: 'missing' | 'not_of_this_build' }
  /** The ring lacks keys that rows need, or has wrong ones; these are their ids. Nothing is written until it is mended. */
  keys_unusable: { readonly missing: readonly string[]; readonly wrong: readonly string[] }
  /** The terms of closed files were computed; of `unreadable` ones, which did not open, the longest that may apply. */
  retention_terms_set: { readonly files: number; readonly unreadable: number }
  /** What so many files held was erased, because their terms had ended. */
  files_erased: { readonly files: number }
  /** The check of the record went through every file. */
  record_checked: { readonly files: number; readonly events: number; readonly broken: number }
  /** A file's audit chain is not as it was written, from this row on. */
  record_broken: { readonly file: string; readonly sequence: number }
  /** The state of the check was not signed by us, so it begins anew. */
  record_check_restarted: Readonly<Record<string, never>>

  /** A pass over a column re-sealed some rows, or found some that no key of the ring unseals. */
  keys_rotated: {
    readonly column: string
    readonly kid: string
    readonly resealed: number
    readonly unreadable: number
  }
  value_unreadable: ErrorFields & { readonly column: string; readonly row: string }

  error: InRequest & ErrorFields
  /** So many wrote to one file at once that a write found no turn. */
  file_busy: InRequest
  scheduled_error: ErrorFields
  /** The scheduled work has stopped, or an e-mail has been due for too long; `running` tells whether the work runs. */
  work_stopped: InRequest & { readonly running: boolean }
  database_unreachable: InRequest & ErrorFields
  /** Settings are missing or malformed; these are their names. */
  settings_malformed: { readonly settings: readonly string[] }
}

/** What the log says about a sent form: whether a coordinator leads the file that it opened or joined. */
export interface SendingFacts {
  readonly assigned?: boolean
}

/** What the log may say about a thrown error: its class and where it was thrown. The message may quote a value. */
export interface ErrorFields {
  readonly error: string
  readonly at: string
}

interface InRequest {
  /** The request's id, which the response carries too. */
  readonly request: string
}
interface InForm extends InRequest {
  readonly form: string
}
interface InSection extends InForm {
  readonly section: string
}
interface NamesQuestions {
  readonly questions: readonly string[]
}
interface HasOutcome extends InRequest {
  readonly outcome: string
}
interface AboutMessage {
  /** The id of the message's outbox row. */
  readonly mail: string
}
