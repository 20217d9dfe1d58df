import { bookingForm } from '../../content/forms/booking/index.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { insertFormVersionStatement } from '../../db/form-versions.ts'
import { callAttempts, matchTokens, timeRequests } from '../../db/schema.ts'
import { buildEvidenceSealContext } from '../../worker/authorisation/authorisation-evidence.ts'
import { sealTimePreferences } from '../../worker/booking/reserve/time-request.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { pickEnvelopePart } from '../../worker/forms/envelope.ts'
import { buildFormVersionRow } from '../../worker/forms/form-version.fixture.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { insertGrantedAuthorisation } from './authorisation-and-invitation.ts'
import { createExampleAvailability } from './booking-rows.ts'
import { queryRows } from './database-rows.ts'
import { exampleParents, insertAppointmentInFile, insertFamilyOfTwoParents } from './desk-families.ts'
import { buildNothingForbidsBody } from './order-readings.ts'
import { bindings, openTestDatabase } from './test-portal.ts'

/** The file of the table: Camille leads it, Jules assists where a row says so, and Robin administers the practice. */
export const TABLE_FILE = 'F11E-F11E'
const RELATED_FILE = 'F1RS-TTTT'
const LEAD_ID = 'camille-verdier'
const ASSISTANT_ID = 'jules-hartwell'

/** How a route of the desk answers each role to what the desk would send. */
export interface DeskRouteRow {
  /**
   * `file` is there only for who has a part in the file; `gate` tells everybody else that it is shut, whatever the file;
   * `practice` asks for a sign-in.
   */
  readonly kind: 'file' | 'gate' | 'practice'
  readonly lead: number
  /** To an administrator who neither leads nor assists. */
  readonly administrator: number
  readonly assistant: number
  /** To whoever was given the file while its lead is away; as to the lead if left out. */
  readonly standIn?: number
  /** To a privacy officer without a part in the file; 404 for a file, and otherwise as to the assistant, if left out. */
  readonly officer?: number
  /** To the lead, or else the administrator or the privacy officer, who did it and sends the same once more; as before if left out. */
  readonly again?: number
  /** The tables that the second one changes: each reading is recorded. None if left out. */
  readonly changedAgain?: readonly string[]
  readonly body?: () => object
  /** What the file lacks for the route to have something to do. */
  readonly prepare?: readonly string[]
}

const ADDED_REMINDER = '5d0c1d8e-7f0e-4c6a-8d5e-2b3c4d5e6f70'
const NOW = () => Date.now()
const otherParentsAreAway = ["delete from submissions where parent_id like 'other %'"]
const readByAll = { lead: 200, administrator: 200, assistant: 200 } as const
const failedMessage = `insert into outbox (id, file_id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at)
  select 'refused', id, 'file-news', 'sealed', 'failed', 1, 1, 1 from files where reference = '${TABLE_FILE}'`
const lead = { lead: 204, administrator: 403, assistant: 403 } as const
const leadAlone = { ...lead, standIn: 403 } as const
const recorded = ['audit_events'] as const
const officerAlone = { lead: 403, administrator: 403, assistant: 403, standIn: 403 } as const
/** Nobody leads it, so that everybody may know of it. */
const isWaiting = [
  "update files set lead_coordinator_id = null, legal_coordinator_id = null, stage = 'waiting'",
]
const administratorAlone = {
  lead: 403,
  administrator: 204,
  assistant: 403,
  standIn: 403,
  officer: 403,
} as const
const isClosed = [
  `update files set stage = 'closed' where reference = '${TABLE_FILE}'`,
  `insert into file_retentions (file_id, closed_at, expires_at, term_set_at) select id, 1, 1, 1 from files where reference = '${TABLE_FILE}'`,
]

/** Every address of the desk's API. A new route is missing here, and fails, until it is listed. */
export const deskRouteTable: Readonly<Record<string, DeskRouteRow>> = {
  'GET /desk/api/me': { kind: 'practice', ...readByAll },
  'GET /desk/api/text-draft-key': { kind: 'practice', ...readByAll },
  'GET /desk/api/files': { kind: 'practice', ...readByAll },
  'GET /desk/api/closed-files': { kind: 'practice', ...readByAll },
  'POST /desk/api/search': {
    ...{ kind: 'practice', ...readByAll, changedAgain: ['searches'] },
    body: () => ({ query: 'Marchbanks' }),
  },
  'GET /desk/api/today': { kind: 'practice', ...readByAll },
  'POST /desk/api/files/:reference/reminders': {
    ...{ kind: 'file', lead: 204, administrator: 403, assistant: 204, again: 409 },
    body: () => ({ id: ADDED_REMINDER, dueOn: '2026-12-01', text: 'Ask about the passport' }),
  },
  'POST /desk/api/files/:reference/reminder-completion': {
    ...{ kind: 'file', lead: 204, administrator: 403, assistant: 409, standIn: 409, again: 409 },
    body: () => ({ reminder: 'reminder' }),
  },
  'POST /desk/api/files/:reference/reminder-removal': {
    ...{ kind: 'file', lead: 204, administrator: 403, assistant: 409, standIn: 409, again: 409 },
    body: () => ({ reminder: 'reminder' }),
  },
  'POST /desk/api/files/:reference/reminder-reopening': {
    ...{ kind: 'file', lead: 204, administrator: 403, assistant: 409, standIn: 409, again: 409 },
    body: () => ({ reminder: 'reminder' }),
    prepare: ['update reminders set finished_at = 2'],
  },
  'GET /desk/api/files/:reference/contact-log': { kind: 'file', ...readByAll },
  'POST /desk/api/files/:reference/contacts': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 204, again: 409 },
    body: () => ({
      ...{ id: ADDED_REMINDER, side: 'initiating', channel: 'phone', happenedAt: NOW(), amends: null },
      ...{ ended: { direction: 'outgoing', outcome: 'no-answer' }, note: null, reminder: null },
    }),
  },
  'POST /desk/api/files/:reference/notes': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 204, again: 409 },
    body: () => ({
      ...{ id: ADDED_REMINDER, kind: 'internal', folder: 'screening', side: null },
      ...{ text: 'Ask about the passport', amends: null, sign: true },
    }),
  },
  'POST /desk/api/files/:reference/note-draft-deletion': {
    ...{ kind: 'file', lead: 204, administrator: 409, assistant: 409, standIn: 409, again: 409 },
    body: () => ({ note: 'draft' }),
  },
  'POST /desk/api/files/:reference/readings/notes': {
    ...{ kind: 'file', ...readByAll, changedAgain: recorded },
    body: () => ({ folder: 'decision', ids: ['draft'] }),
  },
  'GET /desk/api/files/:reference/letters': { kind: 'file', ...readByAll },
  'POST /desk/api/files/:reference/letters': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 204, again: 409 },
    body: () => ({
      ...{ id: ADDED_REMINDER, side: 'initiating', template: 'checking-in', delivery: 'your-file' },
      ...{ text: 'How are you?', seen: 'letter', confirmedWords: null },
    }),
  },
  'GET /desk/api/files/:reference/waiting-letters': {
    ...{ kind: 'file', ...administratorAlone, administrator: 200, prepare: isWaiting },
  },
  'POST /desk/api/files/:reference/waiting-letters': {
    ...{ kind: 'file', ...administratorAlone, again: 409, prepare: isWaiting },
    body: () => ({ id: ADDED_REMINDER, side: 'initiating', seen: 'letter' }),
  },
  'POST /desk/api/files/:reference/readings/letter': {
    ...{ kind: 'file', ...readByAll, changedAgain: recorded },
    body: () => ({ letter: 'letter' }),
  },
  'GET /desk/api/files/:reference/next-step': { kind: 'file', ...readByAll },
  'GET /desk/api/files/:reference/header': { kind: 'file', ...readByAll },
  'GET /desk/api/files/:reference/lead-candidates': {
    ...{ kind: 'file', lead: 403, administrator: 200, assistant: 403 },
  },
  'POST /desk/api/files/:reference/reassignment': {
    ...{ kind: 'file', ...leadAlone, again: 409 },
    body: () => ({ reason: 'no-room' }),
  },
  'POST /desk/api/files/:reference/assignment': {
    ...{ kind: 'file', lead: 403, administrator: 204, assistant: 403, again: 409 },
    body: () => ({
      coordinator: ASSISTANT_ID,
      seen: 1000,
      overrides: ['language', 'not-licensed'],
      reason: 'urgent',
    }),
  },
  'POST /desk/api/files/:reference/legal-coordinator': {
    ...{ kind: 'file', ...leadAlone, again: 409 },
    body: () => ({ lawyer: ASSISTANT_ID, seen: 1000 }),
  },
  'POST /desk/api/files/:reference/closure': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 403, standIn: 403, again: 409 },
    body: () => ({ seen: 1000, reason: 'finished' }),
    prepare: ['delete from appointment_slots', 'delete from attendances', 'delete from appointments'],
  },
  // The lead asked; a second person answers once.
  'POST /desk/api/files/:reference/approvals': {
    ...{
      kind: 'file',
      lead: 403,
      administrator: 204,
      assistant: 204,
      standIn: 204,
      officer: 204,
      again: 403,
    },
    body: () => ({ request: 1000, approves: true }),
    prepare: [
      `insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
        values ('${TABLE_FILE}', 1000, '${LEAD_ID}', 'approval_requested', '{}', ${Date.now()}, '', 'asked')`,
    ],
  },
  'POST /desk/api/not-genuine-closures': {
    ...{ kind: 'practice', ...readByAll },
    body: () => ({ references: [TABLE_FILE], reason: 'made-up' }),
    prepare: ["update files set accepted_at = null, stage = 'new'"],
  },
  'POST /desk/api/files/:reference/restoration': {
    ...{ kind: 'file', lead: 403, administrator: 204, assistant: 403, again: 409 },
    body: () => ({ reason: 'closed-by-mistake' }),
    prepare: ["update files set stage = 'not-genuine'"],
  },
  'GET /desk/api/files/:reference/related-files': { kind: 'file', ...readByAll },
  'POST /desk/api/files/:reference/conflict-review': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 204, again: 409 },
    body: () => ({ reviewedUntil: NOW() }),
    prepare: ['update files set conflicts_reviewed_at = null'],
  },
  'POST /desk/api/files/:reference/merge': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 403, standIn: 403, again: 404 },
    body: () => ({ mergeInto: RELATED_FILE }),
    prepare: otherParentsAreAway,
  },
  // Nobody leads it, so anybody may read its summary.
  'POST /desk/api/files/:reference/readings/summary': {
    ...{ kind: 'file', ...readByAll, officer: 200, changedAgain: recorded },
    body: () => ({ language: 'en' }),
    prepare: ["update files set lead_coordinator_id = null, stage = 'waiting'"],
  },
  'POST /desk/api/files/:reference/readings/overview': {
    ...{ kind: 'file', ...readByAll, changedAgain: recorded },
    body: () => ({ language: 'en' }),
  },
  'POST /desk/api/files/:reference/readings/contact-rules': {
    ...{ kind: 'file', ...readByAll, changedAgain: recorded },
    body: () => ({ language: 'en' }),
  },
  'POST /desk/api/files/:reference/readings/phone-number': {
    ...{ kind: 'file', ...readByAll, changedAgain: recorded },
    body: () => ({ language: 'en', side: 'initiating' }),
  },
  'POST /desk/api/files/:reference/readings/answers': {
    ...{ kind: 'file', ...readByAll, changedAgain: recorded },
    body: () => ({ language: 'en' }),
  },
  'POST /desk/api/files/:reference/readings/safety-answers': {
    ...{ kind: 'file', ...readByAll, changedAgain: recorded },
    body: () => ({ language: 'en', reason: 'screening' }),
  },
  'POST /desk/api/files/:reference/additions': {
    ...{ kind: 'file', lead: 204, administrator: 403, assistant: 204, again: 409 },
    body: () => ({
      side: 'initiating',
      page: 'documents',
      items: [],
      note: 'Said at the meeting',
      revision: '',
    }),
  },
  'POST /desk/api/files/:reference/readings/other-contact': {
    ...{ kind: 'file', lead: 200, administrator: 403, assistant: 403, changedAgain: recorded },
    body: () => ({ language: 'en', authorisation: 'authorisation' }),
    prepare: otherParentsAreAway,
  },
  'POST /desk/api/files/:reference/readings/call-sheet': {
    ...{ kind: 'file', lead: 200, administrator: 403, assistant: 403, changedAgain: recorded },
    body: () => ({ authorisation: 'authorisation' }),
    prepare: otherParentsAreAway,
  },
  'GET /desk/api/files/:reference/contact-holds': { kind: 'file', ...readByAll },
  'POST /desk/api/files/:reference/order-reading': {
    ...{ kind: 'file', ...lead, again: 409 },
    body: () => buildNothingForbidsBody(1),
    prepare: ['update contact_holds set lifted_at = null, order_read_at = null, finding = null'],
  },
  'POST /desk/api/files/:reference/contact-hold': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 204, again: 409 },
    body: () => ({ lifted: 'hold', reason: 'lifted-by-mistake' }),
  },
  'GET /desk/api/files/:reference/screenings': { kind: 'file', ...readByAll },
  'POST /desk/api/files/:reference/screenings': {
    ...{ kind: 'file', ...lead, again: 409 },
    body: () => ({
      ...{ side: 'initiating', talk: { heldAt: NOW(), mode: 'phone' }, finding: 'go-ahead' },
      ...{ note: 'Calls from work only', seen: 'screened for authorisation', amends: false },
    }),
    prepare: ['update submissions set sealed_safety = null'],
  },
  'GET /desk/api/files/:reference/call-gate': { kind: 'gate', ...readByAll },
  'GET /desk/api/files/:reference/calls': { kind: 'file', ...readByAll },
  'POST /desk/api/files/:reference/authorisation-request': {
    ...{ kind: 'file', lead: 200, administrator: 403, assistant: 403, again: 409 },
    body: () => ({ side: 'initiating' }),
    prepare: [...otherParentsAreAway, 'update authorisations set withdrawn_at = 1'],
  },
  'POST /desk/api/files/:reference/call-attempts': {
    ...{ kind: 'file', ...lead },
    body: () => ({
      id: '3f0a4bd6-6a0e-4f5c-9a61-1a2b3c4d5e6f',
      ...{ authorisation: 'authorisation', attemptedAt: NOW() },
      ...{ channel: 'phone', outcome: 'no-answer', nextStep: 'call-again' },
    }),
    prepare: otherParentsAreAway,
  },
  'POST /desk/api/files/:reference/call-reopening': {
    ...{ kind: 'file', ...leadAlone, again: 409 },
    body: () => ({ side: 'initiating', reason: 'they-asked', coversUntil: NOW() }),
    prepare: ["update call_attempts set outcome = 'declined', next_step = 'none'"],
  },
  'POST /desk/api/files/:reference/invitation': {
    ...{ kind: 'file', lead: 200, administrator: 403, assistant: 403 },
    // Each press reads out a new code, which replaces the one before.
    changedAgain: ['audit_events', 'invitations'],
    body: () => ({ authorisation: 'authorisation' }),
    prepare: otherParentsAreAway,
  },
  'POST /desk/api/files/:reference/access-code': {
    ...{
      kind: 'file',
      lead: 200,
      administrator: 403,
      assistant: 403,
      changedAgain: ['audit_events', 'parents'],
    },
    body: () => ({ side: 'initiating', seen: 1000 }),
  },
  'POST /desk/api/files/:reference/access-code-confirmation': {
    ...{ kind: 'file', ...lead, again: 409 },
    body: () => ({ side: 'initiating', replacedAt: 5, through: 'in-person' }),
    prepare: ["update parents set access_code_replaced_at = 5, access_code_replaced_by = 'camille-verdier'"],
  },
  'GET /desk/api/files/:reference/appointments': { kind: 'file', ...readByAll },
  'POST /desk/api/files/:reference/appointments': {
    ...{ kind: 'file', lead: 200, administrator: 403, assistant: 403, again: 409 },
    body: () => ({ with: 'initiating', mode: 'video', startsAt: startOfHourIn(3 * DAY_MS) }),
    prepare: ['delete from appointment_slots', 'delete from attendances', 'delete from appointments'],
  },
  'POST /desk/api/files/:reference/booking-coordinator': {
    ...{ kind: 'file', ...leadAlone, again: 409 },
    body: () => ({ side: 'initiating' }),
    prepare: ["update parents set booking_coordinator_id = 'robin-ashdown'"],
  },
  'POST /desk/api/files/:reference/time-request-answer': {
    ...{ kind: 'file', ...lead, again: 409 },
    body: () => ({ timeRequest: 'request' }),
  },
  // Whoever answered takes it back, and nobody else.
  'POST /desk/api/files/:reference/time-request-reopening': {
    ...{ kind: 'file', ...lead, standIn: 409, again: 409 },
    body: () => ({ timeRequest: 'request' }),
    prepare: [
      'update time_requests set ended_at = 77',
      `insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
        values ('${TABLE_FILE}', 1000, '${LEAD_ID}', 'time_request_answered', '{}', 77, '', 'answered')`,
    ],
  },
  'GET /desk/api/files/:reference/messages': { kind: 'file', ...readByAll },
  'GET /desk/api/numbers': { kind: 'practice', ...readByAll },
  'GET /desk/api/numbers/spreadsheet': { kind: 'practice', lead: 403, administrator: 200, assistant: 403 },
  'GET /desk/api/operations': { kind: 'practice', lead: 403, administrator: 200, assistant: 403 },
  'POST /desk/api/record-checks': {
    ...{ kind: 'practice', lead: 403, administrator: 200, assistant: 403 },
    body: () => ({ line: 'no line' }),
  },
  'POST /desk/api/files/:reference/text-message': {
    ...{ kind: 'file', ...lead, changedAgain: recorded },
    body: () => ({ side: 'initiating' }),
  },
  'POST /desk/api/files/:reference/message-repeat': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 403, again: 409 },
    body: () => ({ message: 'refused' }),
    prepare: [failedMessage],
  },
  'POST /desk/api/files/:reference/message-removal': {
    ...{ kind: 'file', lead: 403, administrator: 204, assistant: 403, again: 409 },
    body: () => ({ message: 'refused' }),
    prepare: [failedMessage],
  },
  'POST /desk/api/files/:reference/mail-stop': {
    ...{ kind: 'file', lead: 204, administrator: 204, assistant: 204, again: 409 },
    body: () => ({ side: 'initiating' }),
  },
  'GET /desk/api/files/:reference/record': { kind: 'file', ...readByAll },
  'GET /desk/api/appointments': { kind: 'practice', ...readByAll },
  'POST /desk/api/appointments/:id/outcome': {
    ...{ kind: 'practice', lead: 204, administrator: 204, assistant: 403, officer: 404, again: 409 },
    body: () => ({ outcome: 'attended', previous: null }),
    prepare: ['update appointments set starts_at = 1, ends_at = 2'],
  },
  'POST /desk/api/appointments/:id/move': {
    ...{ kind: 'practice', lead: 200, administrator: 200, assistant: 403, officer: 404, again: 409 },
    body: () => ({ startsAt: startOfHourIn(4 * DAY_MS), sequence: 0, toOwnCalendar: false }),
  },
  'POST /desk/api/appointments/:id/cancellation': {
    ...{ kind: 'practice', lead: 200, administrator: 200, assistant: 403, officer: 404, again: 409 },
    body: () => ({ sequence: 0 }),
  },
  'GET /desk/api/availability/:coordinatorId': {
    ...{ kind: 'practice', lead: 200, administrator: 200, assistant: 403, standIn: 403 },
  },
  'PUT /desk/api/availability/:coordinatorId': {
    ...{ kind: 'practice', lead: 200, administrator: 200, assistant: 403, standIn: 403, again: 409 },
    body: () => ({ revision: 0, rules: createExampleAvailability() }),
  },
  'GET /desk/api/absences/:coordinatorId': {
    ...{ kind: 'practice', lead: 200, administrator: 200, assistant: 403, standIn: 403 },
  },
  'POST /desk/api/absences/:coordinatorId': {
    ...{ kind: 'practice', lead: 204, administrator: 204, assistant: 403, standIn: 403, again: 422 },
    body: () => ({
      ...{ id: ADDED_REMINDER, fromDay: nextYear('-03-01'), untilDay: nextYear('-03-14') },
      standIn: ASSISTANT_ID,
    }),
  },
  // There is none to change.
  'PUT /desk/api/absences/:coordinatorId/:id': {
    ...{ kind: 'practice', lead: 422, administrator: 422, assistant: 403, standIn: 403 },
    body: () => ({ fromDay: nextYear('-03-01'), untilDay: nextYear('-03-14'), standIn: null }),
  },
  'DELETE /desk/api/absences/:coordinatorId/:id': {
    ...{ kind: 'practice', lead: 204, administrator: 204, assistant: 403, standIn: 403 },
  },
  'GET /desk/api/calendar-feed': { kind: 'practice', ...readByAll },
  'POST /desk/api/calendar-feed': { kind: 'practice', ...readByAll, changedAgain: ['calendar_feeds'] },
  'GET /desk/api/mail-rhythm': { kind: 'practice', ...readByAll },
  'PUT /desk/api/mail-rhythm': {
    ...{ kind: 'practice', lead: 204, administrator: 204, assistant: 204 },
    body: () => ({ rhythm: 'daily' }),
  },
  'DELETE /desk/api/calendar-feed': { kind: 'practice', ...readByAll },
  'POST /desk/api/person-search': {
    ...{ kind: 'practice', ...officerAlone, officer: 200, changedAgain: ['searches'] },
    body: () => ({ query: 'Marchbanks' }),
  },
  'POST /desk/api/files/:reference/readings/personal-data': {
    ...{ kind: 'file', ...officerAlone, officer: 200, changedAgain: recorded },
    body: () => ({ side: 'initiating', withSafety: false }),
  },
  'POST /desk/api/files/:reference/erasure': {
    ...{ kind: 'file', ...officerAlone, officer: 204, again: 409, prepare: isClosed },
    body: () => ({ side: null, reason: 'request' }),
  },
  'GET /desk/api/retentions': { kind: 'practice', ...officerAlone, officer: 200 },
  'POST /desk/api/files/:reference/retention-hold': {
    ...{ kind: 'file', ...officerAlone, officer: 204, again: 409, prepare: isClosed },
    body: () => ({ reason: 'claim', note: 'Court file 12', lastDay: null }),
  },
  'POST /desk/api/files/:reference/retention-release': {
    ...{ kind: 'file', ...officerAlone, officer: 204, again: 409 },
    prepare: [
      ...isClosed,
      `update file_retentions set held_at = 1, held_by = '${LEAD_ID}', held_reason = 'claim'`,
    ],
  },
}

const nextYear = (day: string) => `${new Date(NOW()).getUTCFullYear() + 1}${day}`

/** An hour that begins after some time, with minutes that a calendar offers. */
const startOfHourIn = (ms: number) => Math.ceil((NOW() + ms) / 3_600_000) * 3_600_000

/** Inserts the file of the table, with a row for whatever a route acts on, and what one of them needs besides. */
export async function insertTableFile({ prepare = [] }: Partial<DeskRouteRow> = {}): Promise<void> {
  const env = parseEnvironment(bindings)
  const db = openTestDatabase()
  const part = pickEnvelopePart('answers', [], {})
  const now = Date.now()
  const parentId = `initiating ${TABLE_FILE}`
  const file = { leadCoordinatorId: LEAD_ID, conflictsReviewedAt: now, acceptedAt: 1, createdAt: now }
  const rules = { ...exampleParents.initiating.rules, phone: '+14165550123' }
  await insertFamilyOfTwoParents(TABLE_FILE, { file, parents: { initiating: { rules } } })
  await insertFamilyOfTwoParents(RELATED_FILE, { file: { ...file, createdAt: 1 } })
  for (const fileId of [TABLE_FILE, RELATED_FILE])
    await db.insert(matchTokens).values({ token: 'of their child', kind: 'child', fileId, side: 'family' })
  const sealedEvidence = await seal(env.keys, 'answers', buildEvidenceSealContext('authorisation'), part)
  await insertGrantedAuthorisation(TABLE_FILE, { id: 'authorisation', sealedEvidence })
  await insertAppointmentInFile(TABLE_FILE, 'appointment', startOfHourIn(DAY_MS))
  await db.insert(callAttempts).values({
    ...{
      id: 'attempt',
      authorisationId: 'authorisation',
      attemptedAt: 1,
      recordedAt: 1,
      recordedBy: LEAD_ID,
    },
    ...({ channel: 'phone', outcome: 'interested', nextStep: 'invite' } as const),
  })
  const sealedPreferences = await sealTimePreferences(env, 'request', part)
  const formVersion = await buildFormVersionRow(bookingForm)
  await insertFormVersionStatement(db, formVersion)
  await db.insert(timeRequests).values({
    ...{ id: 'request', parentId, createdAt: 1, sealedPreferences, formVersionHash: formVersion.hash },
  })
  await queryRows(
    `insert into contact_holds (id, parent_id, reported_in, reported_at, order_read_at, order_read_by, finding, lifted_at)
      values ('hold', ?, 'intake', 1, 1, ?, 'nothing-forbids', 1)`,
    parentId,
    LEAD_ID,
  )
  await queryRows(
    `insert into reminders (id, file_id, coordinator_id, due_on, sealed_text, created_at) values ('reminder', ?, ?, '2026-12-01', ?, 1)`,
    TABLE_FILE,
    LEAD_ID,
    await seal(env.keys, 'answers', 'reminders.sealed_text:reminder', 'Call the school'),
  )
  await queryRows(
    `insert into notes (id, file_id, kind, folder, sealed_text, written_by, written_at)
      values ('draft', ?, 'internal', 'decision', ?, ?, 1)`,
    TABLE_FILE,
    await seal(env.keys, 'answers', 'notes.sealed_text:draft', 'Ask the school'),
    LEAD_ID,
  )
  await queryRows(
    `insert into sent_letters (id, parent_id, template, delivery, sealed_text, sent_by, sent_at)
      values ('letter', ?, 'checking-in', 'print', ?, ?, 1)`,
    parentId,
    await seal(env.keys, 'answers', 'sent_letters.sealed_text:letter', 'How are you?'),
    LEAD_ID,
  )
  for (const sql of prepare) await queryRows(sql)
}
