import type { LogEvents } from '../log-events.ts'

/** The events that pass. The compiler asks for each that is declared, and refuses every other. */
export const knownLogEvents: Readonly<Record<keyof LogEvents, true>> = {
  request: true,
  rate_limited: true,
  rate_limit_unavailable: true,
  cross_site_refused: true,
  token_refused: true,
  access_keys_stale: true,
  unknown_person_refused: true,
  code_refused: true,
  unknown_fields_dropped: true,
  section_refused: true,
  section_rejected: true,
  form_not_taken: true,
  turnstile_unavailable: true,
  form_incomplete: true,
  form_sent: true,
  resume_code_created: true,
  words_unavailable: true,
  wording_changed: true,
  authorisation_signed: true,
  authorisation_ended: true,
  invitation_declined: true,
  booking_malformed: true,
  booking_rejected: true,
  time_held: true,
  appointment_booked: true,
  appointment_cancelled: true,
  joint_consent_changed: true,
  application_withdrawn: true,
  page_added: true,
  joining_code_changed: true,
  time_request_created: true,
  message_sent: true,
  message_not_sent: true,
  messages_held: true,
  email_problem_reported: true,
  webhook_refused: true,
  webhook_message_unknown: true,
  message_unreadable: true,
  message_error: true,
  operations_checked: true,
  digest_queued: true,
  digest_failed: true,
  reminder_failed: true,
  outbox_paused: true,
  keys_unusable: true,
  retention_terms_set: true,
  files_erased: true,
  record_checked: true,
  record_broken: true,
  record_check_restarted: true,
  keys_rotated: true,
  value_unreadable: true,
  error: true,
  file_busy: true,
  scheduled_error: true,
  work_stopped: true,
  database_unreachable: true,
  settings_malformed: true,
}

type FieldsOf<Event> = Event extends unknown
  ? string extends keyof Event
    ? never
    : keyof Event & string
  : never
type LogField = FieldsOf<LogEvents[keyof LogEvents]>

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** A name of ours: letters alone, with what joins them, so that no code, reference or token looks like one. */
const NAME = /^[A-Za-z]+([_.:-][A-Za-z]+)*$/
const QUESTION = /^[a-z][A-Za-z]{0,40}(:[a-z_-]+)?$/
/** What the key ring takes for the id of a key. */
const KID = /^[\w-]{1,40}$/
/** The class of an error, which the bundler may have shortened. */
export const ERROR_NAME = /^[A-Za-z_$]{1,60}\d{0,2}$/
/** A pattern of a route: words, parameters by their names, and what stands for anything. */
const ROUTE = /^(\/(\*|:[A-Za-z]+|[a-z-]{1,24}|))+$/
/**
 * The frames of a stack as `getErrorLogFields` writes them: functions, and places in our own bundle. No file of ours has a
 * digit or a capital in its name, as secrets and references have.
 */
const FRAME = String.raw`at (async )?([\w$.<>]{1,60} )?\(?([a-z./_-]{1,60}\.[jt]s:\d{1,9}:\d{1,9}|<anonymous>)\)?`
export const FRAMES = new RegExp(`^(${FRAME}( < ${FRAME}){0,2})?$`)

/**
 * The shape of each field's texts, also of those in lists. Numbers and true or false pass, under a field that is named here.
 * The compiler asks for each field that an event declares, and refuses every other.
 */
export const logFieldShapes: Readonly<Record<LogField, RegExp>> = {
  again: NAME,
  assigned: NAME,
  at: FRAMES,
  attempts: NAME,
  attendance: ID,
  authorisation: ID,
  bound: NAME,
  broken: NAME,
  cancelled: NAME,
  changed: NAME,
  code: NAME,
  column: NAME,
  count: NAME,
  due: NAME,
  error: ERROR_NAME,
  events: NAME,
  file: ID,
  files: NAME,
  form: NAME,
  held: NAME,
  kid: KID,
  limited: NAME,
  mail: ID,
  mailed: NAME,
  method: /^[A-Z]{3,7}$/,
  missing: KID,
  moved: NAME,
  ms: NAME,
  name: NAME,
  outcome: NAME,
  questions: QUESTION,
  reading: ID,
  reason: NAME,
  request: ID,
  resealed: NAME,
  route: ROUTE,
  row: ID,
  running: NAME,
  seconds: NAME,
  section: NAME,
  sequence: NAME,
  settings: NAME,
  status: NAME,
  stopped: NAME,
  unread: NAME,
  unreadable: NAME,
  use: NAME,
  withdrawn: NAME,
  wrong: KID,
}
