import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  OrderFinding,
  OutreachChannel,
  OutreachNextStep,
  OutreachOutcome,
} from '../content/authorisation/call-attempts.ts'
import type { SessionKind, Way } from '../content/booking/availability.ts'

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
    /** Where it stands. `waiting` for a coordinator with room, `new` until one has read it. */
    stage: text('stage', { enum: ['waiting', 'new', 'open', 'closed'] }).notNull(),
    /** Id of the coordinator who leads, from the practice's settings; empty while nobody fits. */
    leadCoordinator: text('lead_coordinator'),
    /** Id of the lawyer who assists, where the practice works in pairs and the lead agreed. */
    legalCoordinator: text('legal_coordinator'),
    /** Id of the lawyer proposed to assist; empty once the lead has decided. */
    proposedLegal: text('proposed_legal'),
    /** When somebody last looked at who is known from other files and let the content be read; empty until then. */
    clearedAt: integer('cleared_at'),
    /** The file of the same family that this one was joined into. */
    joinedInto: text('joined_into'),
    /** When the intake was sent. */
    openedAt: integer('opened_at').notNull(),
  },
  (table) => [
    uniqueIndex('files_reference').on(table.reference),
    index('files_by_lead').on(table.leadCoordinator, table.openedAt),
    index('files_by_load').on(table.leadCoordinator, table.stage),
    index('files_by_assistance').on(table.legalCoordinator, table.stage),
    index('files_by_opening').on(table.openedAt),
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
    language: text('language', { enum: ['en', 'fr'] }).notNull(),
    /** Sealed JSON: how and when this parent may be reached. Empty until they told us themselves. */
    contact: text('contact'),
    /** The reference they were given, which stays theirs when their file is joined into the other parent's. */
    givenReference: text('given_reference'),
    /** What “Your file” says. Only what somebody at the practice decides changes it, never what they read or join. */
    standing: text('standing', { enum: ['waiting', 'received', 'closed'] }),
    /** Keyed hash of the private code that opens “Your file”; empty until they have one. */
    accessId: text('access_id'),
    /** How this parent came, as they answered themselves; empty until they did. It stays when files are joined. */
    route: text('route', { enum: ['consent', 'court-order', 'one-parent'] }),
    /** When the intake begun with an invitation was sent; empty for whoever came by themselves. */
    invitedAt: integer('invited_at'),
    /**
     * Id of the coordinator whose times they are offered; empty while nobody fits. Settled by the ranking alone when
     * they send, and changed only by somebody's decision: what they see must not tell who is known to the practice.
     */
    booksWith: text('books_with'),
    /** When they agreed to a joint session, if their coordinator finds it wise; empty while they have not. */
    jointAgreedAt: integer('joint_agreed_at'),
  },
  (table) => [
    uniqueIndex('parents_by_file').on(table.fileId, table.side),
    uniqueIndex('parents_by_access').on(table.accessId),
  ],
)

/** A form as it was sent. */
export const submissions = sqliteTable(
  'submissions',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file it opened or joined. */
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
    answers: text('answers').notNull(),
    /** The same of the envelope `safety`, under its own key; empty when nothing was asked in it. */
    safety: text('safety'),
    /** The same of the envelope `otherContact`, under its own key. */
    otherContact: text('other_contact'),
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
    startedAt: integer('started_at').notNull(),
    /** Keyed hash of the resume code last shown; empty when none was asked for. */
    resumeId: text('resume_id'),
    /** The parent's token, sealed under a key that only the resume code and the practice's secret rebuild. */
    resumeToken: text('resume_token'),
    /** The invitation it was begun with: sent, it joins that file as the other parent's. */
    invitationId: text('invitation_id').references(() => invitations.id),
  },
  (table) => [
    uniqueIndex('drafts_by_resume').on(table.resumeId),
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
    typed: text('typed').notNull(),
    /** How often it was saved; the sum over a draft tells whether anything changed since it was read. */
    revision: integer('revision').notNull(),
    /** A draft is kept until the latest of its sections' times has passed. */
    keptUntil: integer('kept_until').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.draftId, table.section] }),
    index('draft_sections_by_end').on(table.keptUntil),
  ],
)

/** How often codes were tried from one connection in one hour, so that nobody can go on guessing. */
export const codeTries = sqliteTable(
  'code_tries',
  {
    /** Keyed hash of the connection's address, which is not stored; behind `mail `, what is counted is e-mail. */
    connection: text('connection').notNull(),
    /** The hour in UTC, counted from 1970. */
    hour: integer('hour').notNull(),
    /** Codes tried, right and wrong. */
    tries: integer('tries').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connection, table.hour] }),
    index('code_tries_by_hour').on(table.hour),
  ],
)

/** Keyed hashes that let the practice notice a known person without reading anything. */
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
 * A parent's word on whether the practice may call the other parent: asked for by a coordinator, given or refused. A
 * row is never deleted; what ends it is added to it, and a newer one supersedes it.
 */
export const authorisations = sqliteTable(
  'authorisations',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** Whose word it is: the parent who came to the practice. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** When it was asked for, given or refused. */
    madeAt: integer('made_at').notNull(),
    /** Id of the coordinator who asked for it; empty when the parent came by themselves. */
    askedBy: text('asked_by'),
    /** When it was given. */
    grantedAt: integer('granted_at'),
    /** When it ends by itself. */
    expiresAt: integer('expires_at'),
    /** When its parent was told, or could not safely be told, that it ends soon. */
    remindedAt: integer('reminded_at'),
    /** When its parent took it back. */
    withdrawnAt: integer('withdrawn_at'),
    /** When its parent said no. */
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
    evidence: text('evidence'),
    /** Sealed JSON: contact details of the other parent given with it; closed as those of the intake are. */
    otherContact: text('other_contact'),
    /** Keyed hash of what was posted and what it was to replace: posting the same again finds this row. */
    idempotencyKey: text('idempotency_key'),
  },
  (table) => [
    index('authorisations_by_parent').on(table.parentId, table.madeAt),
    // Whatever was made before it is superseded, so that a parent never has two that count.
    uniqueIndex('authorisations_current').on(table.parentId).where(sql`superseded_at is null`),
    uniqueIndex('authorisations_by_receipt').on(table.receiptHash),
    uniqueIndex('authorisations_idempotency_key').on(table.idempotencyKey),
    index('authorisations_to_remind')
      .on(table.expiresAt)
      .where(sql`reminded_at is null and superseded_at is null and withdrawn_at is null`),
  ],
)

/** A parent could not rule out an order that forbids contact: nobody is approached until it was read. */
export const freezes = sqliteTable(
  'freezes',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** Who said so. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** In which form. */
    saidIn: text('said_in', { enum: ['intake', 'contact-authorisation'] }).notNull(),
    /** When. */
    saidAt: integer('said_at').notNull(),
    /** When a coordinator last recorded having read the order. */
    readAt: integer('read_at'),
    /** Id of that coordinator. */
    readBy: text('read_by'),
    /** What they found in it. */
    finding: text('finding').$type<OrderFinding>(),
    /** When the freeze ended; empty while it stands. */
    liftedAt: integer('lifted_at'),
  },
  (table) => [index('freezes_by_parent').on(table.parentId, table.liftedAt)],
)

/** An attempt to reach the other parent, and how it ended. */
export const outreach = sqliteTable(
  'outreach',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** Under whose word it was made. */
    authorisationId: text('authorisation_id')
      .notNull()
      .references(() => authorisations.id),
    /** When the other parent was called, or answered an invitation. */
    attemptedAt: integer('attempted_at').notNull(),
    /** When it was written down. */
    recordedAt: integer('recorded_at').notNull(),
    /** Id of the coordinator who called, or `other-parent` when they answered an invitation themselves. */
    recordedBy: text('recorded_by').notNull(),
    /** On which channel. */
    channel: text('channel').$type<OutreachChannel>().notNull(),
    /** How it ended. */
    outcome: text('outcome').$type<OutreachOutcome>().notNull(),
    /** What comes next. */
    nextStep: text('next_step').$type<OutreachNextStep>().notNull(),
  },
  (table) => [index('outreach_by_authorisation').on(table.authorisationId, table.attemptedAt)],
)

/** A way in for the other parent, who was reached and is interested: to an intake of their own in the same file. */
export const invitations = sqliteTable(
  'invitations',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The word under which the other parent was reached. */
    authorisationId: text('authorisation_id')
      .notNull()
      .references(() => authorisations.id),
    /** Keyed hash of the code read out or sent; the code itself is not kept. */
    codeId: text('code_id').notNull(),
    /** When it was made. */
    invitedAt: integer('invited_at').notNull(),
    /** Until when an intake can be begun with it. */
    expiresAt: integer('expires_at').notNull(),
    /** When a newer one took its place, or the other parent said no. */
    endedAt: integer('ended_at'),
    /** When the intake begun with it was sent. */
    usedAt: integer('used_at'),
  },
  (table) => [
    uniqueIndex('invitations_by_code').on(table.codeId),
    index('invitations_by_authorisation').on(table.authorisationId, table.invitedAt),
  ],
)

/** When a coordinator meets families, once they changed what the practice's settings say. */
export const availability = sqliteTable('availability', {
  /** Id of the coordinator. */
  coordinator: text('coordinator').primaryKey(),
  /** JSON as content/availability.ts declares it. */
  rules: text('rules').notNull(),
  /** 1, 2, 3 …: what is booked must have been offered by the rules as they stand. */
  revision: integer('revision').notNull(),
  /** When they were changed. */
  changedAt: integer('changed_at').notNull(),
})

/** A session with a coordinator, or a time kept for a moment for a parent who is about to book it. */
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
    coordinator: text('coordinator').notNull(),
    /** With one parent or with both. */
    kind: text('kind').$type<SessionKind>().notNull(),
    /** By video, by phone or in person. */
    way: text('way').$type<Way>().notNull(),
    /** When it begins and ends. */
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    /** What it takes of the coordinator's day, with what is kept free around it. */
    takenFrom: integer('taken_from').notNull(),
    takenUntil: integer('taken_until').notNull(),
    /** When it was booked, or first kept. */
    madeAt: integer('made_at').notNull(),
    /** `parent`, or the id of the coordinator who booked it. */
    madeBy: text('made_by').notNull(),
    /** Until when the time is kept; empty once it is booked. */
    keptUntil: integer('kept_until'),
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
      .on(table.coordinator, table.startsAt)
      .where(sql`cancelled_at is null`),
    index('appointments_cancelled')
      .on(table.coordinator, table.startsAt)
      .where(sql`cancelled_at is not null`),
    index('appointments_by_file').on(table.fileId, table.startsAt),
    index('appointments_kept').on(table.keptUntil).where(sql`kept_until is not null`),
    index('appointments_to_come').on(table.startsAt).where(sql`cancelled_at is null and kept_until is null`),
  ],
)

/** A parent who takes part in a session: each has their own row, and learns nothing of the other's. */
export const attendances = sqliteTable(
  'attendances',
  {
    /** Random UUID; UID of the calendar entry they are given. */
    id: text('id').primaryKey(),
    /** The session. */
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointments.id),
    /** The parent. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** Sealed JSON: the time zone they read the time in and what their calendar calls it. */
    details: text('details').notNull(),
    /** When they were reminded, or could not safely be. */
    remindedAt: integer('reminded_at'),
  },
  (table) => [
    uniqueIndex('attendances_by_appointment').on(table.appointmentId, table.parentId),
    index('attendances_by_parent').on(table.parentId),
  ],
)

/** The quarter hours a session takes: of each coordinator's, one row each, so that nothing can overlap. */
export const appointmentSlots = sqliteTable(
  'appointment_slots',
  {
    /** Id of the coordinator. */
    coordinator: text('coordinator').notNull(),
    /** Quarter hours since 1970 in UTC. */
    quarter: integer('quarter').notNull(),
    /** What takes it. */
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointments.id),
  },
  (table) => [
    primaryKey({ columns: [table.coordinator, table.quarter] }),
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
    madeAt: integer('made_at').notNull(),
    /** Sealed JSON: what was asked and answered. */
    wanted: text('wanted').notNull(),
    /** When a session was booked, a coordinator had answered, or a newer request took its place. */
    endedAt: integer('ended_at'),
  },
  (table) => [
    index('time_requests_by_parent').on(table.parentId, table.madeAt),
    uniqueIndex('time_requests_current').on(table.parentId).where(sql`ended_at is null`),
  ],
)

/** A secret address under which a coordinator's own calendar reads when they are booked. */
export const calendarFeeds = sqliteTable(
  'calendar_feeds',
  {
    /** Id of the coordinator. */
    coordinator: text('coordinator').primaryKey(),
    /** Keyed hash of the secret in the address; the secret is not kept. */
    secretId: text('secret_id').notNull(),
    /** When it was made; a newer one takes its place. */
    madeAt: integer('made_at').notNull(),
  },
  (table) => [uniqueIndex('calendar_feeds_by_secret').on(table.secretId)],
)

/** Mail to be sent: rendered once and frozen, so that a retry repeats the same body. */
export const outbox = sqliteTable(
  'outbox',
  {
    /** Random UUID; also the idempotency key the provider is given. */
    id: text('id').primaryKey(),
    /** The file it is about; empty for mail about a form that was not sent yet. */
    fileId: text('file_id').references(() => files.id),
    /** The parent it is for, whose address must still be safe when it leaves; empty for everybody else. */
    parentId: text('parent_id'),
    /** Which e-mail: `new-file`. */
    kind: text('kind').notNull(),
    /** Sealed JSON: to, from, subject, text, html. */
    mail: text('mail').notNull(),
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
    /** What: `intake_sent`, `answers_opened`. */
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
