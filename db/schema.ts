import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  CallAttemptChannel,
  CallAttemptNextStep,
  CallAttemptOutcome,
  OrderFinding,
} from '../content/authorisation/call-attempts.ts'
import type { AppointmentKind, MeetingMode } from '../content/booking/availability.ts'
import type { FileStage } from '../content/file-stages.ts'
import type { MessageKind } from '../content/mail/message-kinds.ts'
import type { Language } from '../forms/language.ts'

// Times are UTC instants in integer milliseconds. What is sealed is a JWE compact token bound to its table,
// column and row. No foreign key cascades: a table rebuilt by a migration would fire it on D1.

/** One family's matter. */
export const files = sqliteTable(
  'files',
  {
    /** Random UUID; never shown to a parent. */
    id: text('id').primaryKey(),
    /** What people say on the phone: Crockford base32 without look-alikes, `K7Q4-9MX2`. */
    reference: text('reference').notNull(),
    /** How it started: `consent`, `court-order` or `one-parent`. */
    route: text('route', { enum: ['consent', 'court-order', 'one-parent'] }).notNull(),
    /** Where it stands, as content/file-stages.ts declares it. */
    stage: text('stage').$type<FileStage>().notNull(),
    /** Id of the coordinator who leads, from the practice's settings; empty while nobody fits. */
    leadCoordinatorId: text('lead_coordinator_id'),
    /** Id of the lawyer who assists, where the practice works in pairs and the lead agreed. */
    legalCoordinatorId: text('legal_coordinator_id'),
    /** Id of the lawyer proposed to assist; empty once the lead has decided. */
    proposedLegalCoordinatorId: text('proposed_legal_coordinator_id'),
    /** When somebody last reviewed conflicts and unlocked the file; empty while it is locked. */
    conflictsReviewedAt: integer('conflicts_reviewed_at'),
    /** The file of the same family that this one was merged into. */
    mergedIntoId: text('merged_into_id'),
    /** When the intake was sent. */
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('files_reference').on(table.reference),
    index('files_by_lead').on(table.leadCoordinatorId, table.createdAt),
    index('files_by_load').on(table.leadCoordinatorId, table.stage),
    index('files_by_assistance').on(table.legalCoordinatorId, table.stage),
    index('files_by_creation').on(table.createdAt),
  ],
)

/** A parent in a file. */
export const parents = sqliteTable(
  'parents',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file they belong to. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** `initiating` sent the first intake; `other` is the other parent. */
    side: text('side', { enum: ['initiating', 'other'] }).notNull(),
    /** The language they are written and spoken to in. */
    language: text('language').$type<Language>().notNull(),
    /** Sealed JSON: how and when this parent may be reached. Empty until they told us themselves. */
    sealedContactRules: text('sealed_contact_rules'),
    /** The reference they were given, which stays theirs when their file is merged into the other parent's. */
    issuedReference: text('issued_reference'),
    /** What “Your file” says. Only what somebody at the practice decides changes it, never what they read or merge. */
    status: text('status', { enum: ['waiting', 'received', 'closed'] }),
    /** Keyed hash of the private code that opens “Your file”; empty until they have one. */
    accessCodeHash: text('access_code_hash'),
    /** How this parent came, as they answered themselves; empty until they did. It stays when files are merged. */
    route: text('route', { enum: ['consent', 'court-order', 'one-parent'] }),
    /** When the intake begun with an invitation was sent; empty for whoever came by themselves. */
    invitationAcceptedAt: integer('invitation_accepted_at'),
    /**
     * Id of the coordinator whose openings they are offered; empty while nobody fits. Settled by the ranking alone when
     * they send, and changed only by somebody's decision: what they see must not tell which files are related.
     */
    bookingCoordinatorId: text('booking_coordinator_id'),
    /** When they consented to a joint appointment, if their coordinator finds it wise; empty while they have not. */
    jointConsentedAt: integer('joint_consented_at'),
  },
  (table) => [
    uniqueIndex('parents_by_file').on(table.fileId, table.side),
    uniqueIndex('parents_by_access_code').on(table.accessCodeHash),
  ],
)

/** A form as it was sent. */
export const submissions = sqliteTable(
  'submissions',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file it created or came into. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** Who sent it. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** The form's id: `intake`. */
    form: text('form').notNull(),
    /** The form's version when it was sent. */
    version: integer('version').notNull(),
    /** Sealed JSON: what was asked and what was answered, of the envelope `answers`. */
    sealedAnswers: text('sealed_answers').notNull(),
    /** The same of the envelope `safety`, under its own key; empty when nothing was asked in it. */
    sealedSafety: text('sealed_safety'),
    /** The same of the envelope `otherContact`, under its own key. */
    sealedOtherContact: text('sealed_other_contact'),
    /** Hash of the draft it came from: sending the same draft again finds this row. */
    idempotencyKey: text('idempotency_key').notNull(),
    /** When it was sent. */
    sentAt: integer('sent_at').notNull(),
  },
  (table) => [
    uniqueIndex('submissions_idempotency_key').on(table.idempotencyKey),
    index('submissions_by_file').on(table.fileId, table.sentAt),
    index('submissions_by_parent').on(table.parentId),
  ],
)

/** An unfinished form. Its sections are readable only with the parent's token. */
export const drafts = sqliteTable(
  'drafts',
  {
    /** SHA-256 of the form's id and the parent's token, base64url; the token itself is never stored. */
    id: text('id').primaryKey(),
    /** The form's id. */
    form: text('form').notNull(),
    /** When the first section was saved. */
    createdAt: integer('created_at').notNull(),
    /** Keyed hash of the resume code last shown; empty when none was asked for. */
    resumeCodeHash: text('resume_code_hash'),
    /** The parent's token, sealed under a key that only the resume code and the practice's secret rebuild. */
    sealedResumeToken: text('sealed_resume_token'),
    /** The invitation it was begun with, which is accepted when it is sent. */
    invitationId: text('invitation_id').references(() => invitations.id),
  },
  (table) => [
    uniqueIndex('drafts_by_resume_code').on(table.resumeCodeHash),
    // SQLite looks here for rows that wait for an invitation whenever one is made.
    index('drafts_by_invitation').on(table.invitationId),
  ],
)

/** One section of an unfinished form. */
export const draftSections = sqliteTable(
  'draft_sections',
  {
    /** The draft it belongs to. */
    draftId: text('draft_id')
      .notNull()
      .references(() => drafts.id),
    /** The section's slug; for one of many, `children/<id>`. */
    section: text('section').notNull(),
    /** Sealed JSON of what was typed, by field, under the key derived from the parent's token; '' once removed. */
    sealedFields: text('sealed_fields').notNull(),
    /** How often it was saved; the sum over a draft tells whether anything changed since it was read. */
    revision: integer('revision').notNull(),
    /** A draft lives until the latest of its sections expires. */
    expiresAt: integer('expires_at').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.draftId, table.section] }),
    index('draft_sections_by_end').on(table.expiresAt),
  ],
)

/** How many code attempts came from one connection in one hour, so that nobody can go on guessing. */
export const codeAttempts = sqliteTable(
  'code_attempts',
  {
    /** Keyed hash of the connection's address, which is not stored; behind `mail `, what is counted is e-mail. */
    connectionHash: text('connection_hash').notNull(),
    /** The hour in UTC, counted from 1970. */
    hour: integer('hour').notNull(),
    /** Codes tried, right and wrong. */
    attempts: integer('attempts').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionHash, table.hour] }),
    index('code_attempts_by_hour').on(table.hour),
  ],
)

/** Keyed hashes that let the practice notice related files without reading anything. */
export const matchTokens = sqliteTable(
  'match_tokens',
  {
    /** HMAC-SHA256 of the kind and the normalised value, base64url. */
    token: text('token').notNull(),
    /** What was hashed: an `email`, a `phone`, a `person` or `child` (name and date of birth), a `lawyer`. */
    kind: text('kind', { enum: ['email', 'phone', 'person', 'child', 'lawyer'] }).notNull(),
    /** The file it was given in. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** Whose it is in that file; a child's is the `family`'s. */
    side: text('side', { enum: ['initiating', 'other', 'family'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.token, table.fileId, table.side] }),
    index('match_tokens_by_file').on(table.fileId),
  ],
)

/**
 * A parent's permission for the practice to call the other parent: requested by a coordinator, granted or declined. A
 * row is never deleted; what ends it is added to it, and a newer one supersedes it.
 */
export const authorisations = sqliteTable(
  'authorisations',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** Who grants or declines it: the parent who came to the practice. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** When it was requested, granted or declined. */
    createdAt: integer('created_at').notNull(),
    /** Id of the coordinator who requested it; empty when the parent came by themselves. */
    requestedBy: text('requested_by'),
    /** When it was granted. */
    grantedAt: integer('granted_at'),
    /** When it expires by itself. */
    expiresAt: integer('expires_at'),
    /** When its parent was told, or could not safely be told, that it expires soon. */
    remindedAt: integer('reminded_at'),
    /** When its parent withdrew it. */
    withdrawnAt: integer('withdrawn_at'),
    /** When its parent declined it. */
    declinedAt: integer('declined_at'),
    /** When a newer one took its place. */
    supersededAt: integer('superseded_at'),
    /** The version of the wording they were shown. */
    wordingVersion: integer('wording_version'),
    /** SHA-256 of that wording, hexadecimal. */
    wordingHash: text('wording_hash'),
    /** SHA-256 of the receipt they were given, without its spaces, hexadecimal: by it a receipt is checked. */
    receiptHash: text('receipt_hash'),
    /** Sealed JSON: what was asked and answered, the receipt, the local time shown, request, coarse network, device. */
    sealedEvidence: text('sealed_evidence'),
    /** Sealed JSON: contact details of the other parent given with it, under the same key as those of the intake. */
    sealedOtherContact: text('sealed_other_contact'),
    /** Keyed hash of what was posted and what it was to replace: posting the same again finds this row. */
    idempotencyKey: text('idempotency_key'),
  },
  (table) => [
    index('authorisations_by_parent').on(table.parentId, table.createdAt),
    // Whatever was made before it is superseded, so that a parent never has two that count.
    uniqueIndex('authorisations_current').on(table.parentId).where(sql`superseded_at is null`),
    uniqueIndex('authorisations_by_receipt').on(table.receiptHash),
    uniqueIndex('authorisations_idempotency_key').on(table.idempotencyKey),
    index('authorisations_to_remind')
      .on(table.expiresAt)
      .where(sql`reminded_at is null and superseded_at is null and withdrawn_at is null`),
  ],
)

/** A parent could not rule out an order that forbids contact: nobody is contacted until it was read. */
export const contactHolds = sqliteTable(
  'contact_holds',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** Who reported the order. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** In which form. */
    reportedIn: text('reported_in', { enum: ['intake', 'contact-authorisation'] }).notNull(),
    /** When. */
    reportedAt: integer('reported_at').notNull(),
    /** When a coordinator last recorded having read the order. */
    orderReadAt: integer('order_read_at'),
    /** Id of that coordinator. */
    orderReadBy: text('order_read_by'),
    /** What they found in it. */
    finding: text('finding').$type<OrderFinding>(),
    /** When the hold was lifted; empty while it is active. */
    liftedAt: integer('lifted_at'),
  },
  (table) => [index('contact_holds_by_parent').on(table.parentId, table.liftedAt)],
)

/** A call to the other parent, and how it ended. */
export const callAttempts = sqliteTable(
  'call_attempts',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The authorisation it was made under. */
    authorisationId: text('authorisation_id')
      .notNull()
      .references(() => authorisations.id),
    /** When the other parent was called, or answered an invitation. */
    attemptedAt: integer('attempted_at').notNull(),
    /** When it was recorded. */
    recordedAt: integer('recorded_at').notNull(),
    /** Id of the coordinator who called, or `other-parent` when they answered an invitation themselves. */
    recordedBy: text('recorded_by').notNull(),
    /** On which channel. */
    channel: text('channel').$type<CallAttemptChannel>().notNull(),
    /** How it ended. */
    outcome: text('outcome').$type<CallAttemptOutcome>().notNull(),
    /** What comes next. */
    nextStep: text('next_step').$type<CallAttemptNextStep>().notNull(),
  },
  (table) => [index('call_attempts_by_authorisation').on(table.authorisationId, table.attemptedAt)],
)

/** What lets the other parent, who was reached and is interested, send an intake of their own into the same file. */
export const invitations = sqliteTable(
  'invitations',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The authorisation under which the other parent was reached. */
    authorisationId: text('authorisation_id')
      .notNull()
      .references(() => authorisations.id),
    /** Keyed hash of the code read out or sent; the code itself is not stored. */
    codeHash: text('code_hash').notNull(),
    /** When it was created. */
    createdAt: integer('created_at').notNull(),
    /** Until when an intake can be begun with it. */
    expiresAt: integer('expires_at').notNull(),
    /** When a newer one took its place, or the other parent declined. */
    endedAt: integer('ended_at'),
    /** When the intake begun with it was sent. */
    acceptedAt: integer('accepted_at'),
  },
  (table) => [
    uniqueIndex('invitations_by_code').on(table.codeHash),
    index('invitations_by_authorisation').on(table.authorisationId, table.createdAt),
  ],
)

/** When a coordinator meets families, once they changed what the practice's settings say. */
export const availability = sqliteTable('availability', {
  /** Id of the coordinator. */
  coordinatorId: text('coordinator_id').primaryKey(),
  /** JSON as content/booking/availability.ts declares it. */
  rules: text('rules').notNull(),
  /** 1, 2, 3 …: what is booked must have been offered by the newest. */
  revision: integer('revision').notNull(),
  /** When it was last changed. */
  updatedAt: integer('updated_at').notNull(),
})

/** A meeting with a coordinator, or a slot held for a moment for a parent who is about to book it. */
export const appointments = sqliteTable(
  'appointments',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file it belongs to. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** Id of the coordinator. */
    coordinatorId: text('coordinator_id').notNull(),
    /** With one parent or with both. */
    kind: text('kind').$type<AppointmentKind>().notNull(),
    /** By video, by phone or in person. */
    mode: text('mode').$type<MeetingMode>().notNull(),
    /** When it begins and ends. */
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    /** What it takes of the coordinator's day, with what stays free around it. */
    busyFrom: integer('busy_from').notNull(),
    busyUntil: integer('busy_until').notNull(),
    /** When it was booked, or the hold was placed. */
    createdAt: integer('created_at').notNull(),
    /** `parent`, or the id of the coordinator who booked it. */
    createdBy: text('created_by').notNull(),
    /** Until when its slots are held; empty once it is booked. */
    heldUntil: integer('held_until'),
    /** How often it was moved or cancelled: SEQUENCE of its calendar entries. */
    sequence: integer('sequence').notNull().default(0),
    /** When it was cancelled, and by whom: `parent` or a coordinator's id. */
    cancelledAt: integer('cancelled_at'),
    cancelledBy: text('cancelled_by'),
    /** Whether they came, once a coordinator noted it. */
    outcome: text('outcome', { enum: ['attended', 'missed'] }),
  },
  (table) => [
    index('appointments_by_coordinator')
      .on(table.coordinatorId, table.startsAt)
      .where(sql`cancelled_at is null`),
    index('appointments_cancelled')
      .on(table.coordinatorId, table.startsAt)
      .where(sql`cancelled_at is not null`),
    index('appointments_by_file').on(table.fileId, table.startsAt),
    index('appointments_held').on(table.heldUntil).where(sql`held_until is not null`),
    index('appointments_to_come').on(table.startsAt).where(sql`cancelled_at is null and held_until is null`),
  ],
)

/** A parent who takes part in an appointment: each has their own row, and learns nothing of the other's. */
export const attendances = sqliteTable(
  'attendances',
  {
    /** Random UUID; UID of the calendar entry they are given. */
    id: text('id').primaryKey(),
    /** The appointment. */
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointments.id),
    /** The parent. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** Sealed JSON: the time zone they read the time in and what their calendar calls it. */
    sealedDetails: text('sealed_details').notNull(),
    /** When they were reminded, or could not safely be. */
    remindedAt: integer('reminded_at'),
  },
  (table) => [
    uniqueIndex('attendances_by_appointment').on(table.appointmentId, table.parentId),
    index('attendances_by_parent').on(table.parentId),
  ],
)

/** The slots of appointments: one row for each quarter hour of a coordinator's, so that nothing can overlap. */
export const appointmentSlots = sqliteTable(
  'appointment_slots',
  {
    /** Id of the coordinator. */
    coordinatorId: text('coordinator_id').notNull(),
    /** Quarter hours since 1970 in UTC. */
    quarter: integer('quarter').notNull(),
    /** What takes it. */
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointments.id),
  },
  (table) => [
    primaryKey({ columns: [table.coordinatorId, table.quarter] }),
    index('appointment_slots_by_appointment').on(table.appointmentId),
  ],
)

/** What would suit a parent who found no time to book. */
export const timeRequests = sqliteTable(
  'time_requests',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** Who asks. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** When. */
    createdAt: integer('created_at').notNull(),
    /** Sealed JSON: what was asked and answered. */
    sealedPreferences: text('sealed_preferences').notNull(),
    /** When an appointment was booked, a coordinator had answered, or a newer request took its place. */
    endedAt: integer('ended_at'),
  },
  (table) => [
    index('time_requests_by_parent').on(table.parentId, table.createdAt),
    uniqueIndex('time_requests_current').on(table.parentId).where(sql`ended_at is null`),
  ],
)

/** A secret address under which a coordinator's own calendar reads when they are booked. */
export const calendarFeeds = sqliteTable(
  'calendar_feeds',
  {
    /** Id of the coordinator. */
    coordinatorId: text('coordinator_id').primaryKey(),
    /** Keyed hash of the secret in the address; the secret is not stored. */
    secretHash: text('secret_hash').notNull(),
    /** When it was made; a newer one takes its place. */
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('calendar_feeds_by_secret_hash').on(table.secretHash)],
)

/** Messages to be sent: rendered once, so that a retry repeats the same body. */
export const outbox = sqliteTable(
  'outbox',
  {
    /** Random UUID; also the idempotency key the provider is given. */
    id: text('id').primaryKey(),
    /** The file it is about; empty for a message about a form that was not sent yet. */
    fileId: text('file_id').references(() => files.id),
    /** The parent it is for, whose address must still be safe when it leaves; empty for everybody else. */
    parentId: text('parent_id'),
    /** Which message: `new-file`. */
    kind: text('kind').$type<MessageKind>().notNull(),
    /** Sealed JSON: to, from, subject, text, html. */
    sealedMessage: text('sealed_message').notNull(),
    /** `queued` until the provider took it or refused it for good. */
    outcome: text('outcome', { enum: ['queued', 'sent', 'failed'] }).notNull(),
    /** How often it was tried. */
    attempts: integer('attempts').notNull(),
    /** When it may next be tried; while one attempt is under way, when another may take over. */
    nextAttemptAt: integer('next_attempt_at').notNull(),
    /** The provider's id once taken. */
    providerId: text('provider_id'),
    /** The provider's name for the last error: `rate_limit_exceeded`. Never a message. */
    lastError: text('last_error'),
    /** When it was written. */
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('outbox_due').on(table.outcome, table.nextAttemptAt),
    index('outbox_by_file').on(table.fileId, table.createdAt),
  ],
)

/** What happened to a file, append-only, each row holding the hash of the one before. */
export const auditEvents = sqliteTable(
  'audit_events',
  {
    /** The file's chain it belongs to. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** 1, 2, 3 … within the file: two writers at once cannot both take the next number. */
    sequence: integer('sequence').notNull(),
    /** Who: `parent`, `system`, or a coordinator's id. */
    actor: text('actor').notNull(),
    /** What: `intake_sent`, `answers_read`. */
    action: text('action').notNull(),
    /** JSON of facts about it, never answers. */
    detail: text('detail').notNull(),
    /** When. */
    happenedAt: integer('happened_at').notNull(),
    /** The `hash` of the row before; 64 zeros for the first. */
    previousHash: text('previous_hash').notNull(),
    /** SHA-256 of this row's other columns, hexadecimal. */
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fileId, table.sequence] })],
)
