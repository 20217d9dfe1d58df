/** Every event that may be logged, and what a line of it says besides: names, counts and ids. */
export interface LogEvents {
  /** A request was answered: the pattern of the route that did, and how long it took, in milliseconds. */
  request: InRequest & {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
  }
  rate_limited: InRequest
  cross_site_refused: InRequest & { readonly method: string }
  /** Who vouches for the token is not Access, or not now; `code` is the library's. */
  token_refused: InRequest & { readonly code: string }
  /** Somebody signed in whom the practice does not know. */
  unknown_person_refused: InRequest
  code_refused: InRequest & { readonly use: 'resume' | 'file' | 'invitation'; readonly locked: boolean }

  /** A posted section cannot have come from its page, or not whole. */
  section_refused: InSection & { readonly reason: 'unknown_field' | 'repeated_field' | 'damaged' }
  /** A posted section has something to mend, in these questions. */
  section_rejected: InSection & NamesQuestions
  form_incomplete: InForm & NamesQuestions
  /** `again` for one that was sent before. */
  form_sent: InForm & SendingFacts & { readonly again: boolean }
  resume_code_created: InForm & { readonly mailed: 'mailed' | 'mail-late' | false }

  /** What the parent was shown is not what they would sign now. */
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
  time_request_created: InRequest & { readonly outcome: boolean | 'error' }

  message_sent: AboutMessage & { readonly attempts: number }
  /** `name` is the provider's for the error; `stopped` when it is not tried again. */
  message_not_sent: AboutMessage & {
    readonly attempts: number
    readonly name: string
    readonly stopped: boolean
  }
  message_unreadable: AboutMessage & ErrorFields
  message_error: AboutMessage & ErrorFields
  reminder_failed: ErrorFields & ({ readonly authorisation: string } | { readonly attendance: string })

  error: InRequest & ErrorFields
  scheduled_error: ErrorFields
  database_unreachable: InRequest & ErrorFields
  /** The names of the settings that are missing or malformed. */
  settings_malformed: { readonly settings: readonly string[] }
}

/** What the log says of a form that was sent: whether somebody leads the file it opened or joined. */
export interface SendingFacts {
  readonly assigned?: boolean
}

/** What a log may say about a thrown error: its class and where, never its message, which can quote a value. */
export interface ErrorFields {
  readonly error: string
  readonly at: string
}

interface InRequest {
  /** The id that the answer carries too. */
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
  /** Its row in the outbox. */
  readonly mail: string
}
