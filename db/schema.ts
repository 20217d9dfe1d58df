import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  CallAttemptChannel,
  CallAttemptNextStep,
  CallAttemptOutcome,
  CallReopeningReason,
} from '../content/authorisation/call-attempts.ts'
import type { CodeConfirmationChannel } from '../content/authorisation/code-confirmation.ts'

import type {
  ContactHoldReason,
  OrderDocument,
  OrderFinding,
} from '../content/authorisation/order-readings.ts'

import type { AppointmentKind, MeetingMode } from '../content/booking/availability.ts'
import type { ContactDirection, ContactEntryChannel, ContactOutcome } from '../content/file/contact-log.ts'
import type { ErasureGround, RetentionHoldReason } from '../content/file/erasures.ts'
import type { NoteFolder, NoteKind } from '../content/file/notes.ts'
import type { ScreeningFinding, ScreeningWaiver } from '../content/file/screenings.ts'
import type { FileStage } from '../content/file-stages.ts'
import type { LetterDelivery, LetterTemplateKey } from '../content/letters/letter-options.ts'
import type { EmailProblem } from '../content/mail/email-problems.ts'
import type { MailRhythm } from '../content/mail/mail-rhythms.ts'
import type { MessageKind } from '../content/mail/message-kinds.ts'
import type { Urgency } from '../content/today/next-step-facts.ts'
import type { Language } from '../forms/language.ts'

// Times are UTC instants in integer milliseconds. A sealed value is a JWE compact token bound to its table, column and
// row. No foreign key cascades, because a migration that rebuilds a table would trigger it on D1.

/** One family's matter. */
export const files = sqliteTable(
  'files',
  {
    /** Random UUID; never shown to a parent. */
    id: text('id').primaryKey(),
    /** The reference that people say on the phone: Crockford base32 without look-alikes, `K7Q4-9MX2`. */
    reference: text('reference').notNull(),
    /** How the file started: `consent`, `court-order` or `one-parent`. */
    route: text('route', { enum: ['consent', 'court-order', 'one-parent'] }).notNull(),
    /** The stage, as content/file-stages.ts declares it. */
    stage: text('stage').$type<FileStage>().notNull(),
    /** Id of the lead coordinator, from the practice’s settings; empty while nobody leads. */
    leadCoordinatorId: text('lead_coordinator_id'),
    /** Id of the lawyer who assists, where the practice works in pairs and the lead agreed. */
    legalCoordinatorId: text('legal_coordinator_id'),
    /** Id of the lawyer proposed to assist; empty once the lead has decided. */
    proposedLegalCoordinatorId: text('proposed_legal_coordinator_id'),
    /** When a coordinator last reviewed conflicts and unlocked the file; empty while it is locked. */
    conflictsReviewedAt: integer('conflicts_reviewed_at'),
    /** The file of the same family that this one was merged into. */
    mergedIntoId: text('merged_into_id'),
    /** When the intake was sent. */
    createdAt: integer('created_at').notNull(),
    /** When the lead first acted on the file, as db/accepted-files.ts declares; empty while it may be anybody’s. */
    acceptedAt: integer('accepted_at'),
    /** When a coordinator took or got the file from the waiting list; empty for a file that never waited, or still does. */
    leftWaitingAt: integer('left_waiting_at'),
  },
  (table) => [
    uniqueIndex('files_reference').on(table.reference),
    index('files_by_lead').on(table.leadCoordinatorId, table.createdAt),
    index('files_by_load').on(table.leadCoordinatorId, table.stage, table.acceptedAt),
    index('files_unaccepted').on(table.stage).where(sql`accepted_at is null`),
    index('files_left_waiting').on(table.leftWaitingAt).where(sql`left_waiting_at is not null`),
    index('files_by_assistance').on(table.legalCoordinatorId, table.stage),
    index('files_by_creation').on(table.createdAt),
    index('files_by_stage').on(table.stage, table.createdAt),
    index('files_assisted_by_creation').on(table.legalCoordinatorId, table.createdAt),
    index('files_merged').on(table.mergedIntoId).where(sql`merged_into_id is not null`),
  ],
)

/** A parent in a file. */
export const parents = sqliteTable(
  'parents',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file to which the parent belongs. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** `initiating` sent the first intake; `other` is the other parent. */
    side: text('side', { enum: ['initiating', 'other'] }).notNull(),
    /** The language in which the practice writes and speaks to this parent. */
    language: text('language').$type<Language>().notNull(),
    /** Sealed JSON: how and when this parent may be reached. Empty until the parent told the practice. */
    sealedContactRules: text('sealed_contact_rules'),
    /**
     * Sealed JSON: the parent’s name as the desk shows it, by their own form, or by the other parent’s until they sent
     * one; with it, what the list of files tells of the answers of a parent who came. Empty while no name is known.
     */
    sealedDisplayName: text('sealed_display_name'),
    /** The reference that this parent was given. It stays theirs when their file is merged into the other parent’s. */
    issuedReference: text('issued_reference'),
    /** The status on “Your file”. Only a decision of the practice changes it, never a reading or a merge. */
    status: text('status', { enum: ['waiting', 'received', 'closed'] }),
    /** Keyed hash of the access code that opens “Your file”; empty until the parent has one. */
    accessCodeHash: text('access_code_hash'),
    /** When a coordinator last replaced the access code, and who; empty while the parent has the first one. */
    accessCodeReplacedAt: integer('access_code_replaced_at'),
    accessCodeReplacedBy: text('access_code_replaced_by'),
    /**
     * When a coordinator recorded that the parent has the code that replaced the first one, who, and through which channel.
     * Empty until then; nothing is signed with that code before.
     */
    accessCodeConfirmedAt: integer('access_code_confirmed_at'),
    accessCodeConfirmedBy: text('access_code_confirmed_by'),
    accessCodeConfirmedThrough: text('access_code_confirmed_through').$type<CodeConfirmationChannel>(),
    /** How this parent came, by their own answer; empty until they answered. A merge does not change it. */
    route: text('route', { enum: ['consent', 'court-order', 'one-parent'] }),
    /** When the parent sent the intake begun with an invitation; empty for a parent who came by themselves. */
    invitationAcceptedAt: integer('invitation_accepted_at'),
    /**
     * When the file was created whose place in the waiting list this parent has, although their form, begun with a code of
     * that file, opened another one; empty for everybody else.
     */
    placeCreatedAt: integer('place_created_at'),
    /**
     * Id of the coordinator whose openings the parent is offered; empty while nobody fits. The ranking alone sets it
     * when the parent sends their intake, and only a coordinator’s decision changes it, so that it never tells which
     * files are related.
     */
    bookingCoordinatorId: text('booking_coordinator_id'),
    /** When the parent withdrew their application; empty while they did not. */
    applicationWithdrawnAt: integer('application_withdrawn_at'),
    /**
     * When the parent consented to a joint appointment, should their coordinator find one wise; empty without consent.
     */
    jointConsentedAt: integer('joint_consented_at'),
    /**
     * How soon they said that something has to happen, in two grades, which puts a family on top of a coordinator’s day. What
     * they answered is sealed. Empty until they answered.
     */
    urgency: text('urgency').$type<Urgency>(),
  },
  (table) => [
    uniqueIndex('parents_by_file').on(table.fileId, table.side),
    uniqueIndex('parents_by_access_code').on(table.accessCodeHash),
  ],
)

/**
 * A version of a form: every question in the words of that time. What is here is public, as the site shows it, and holds
 * nothing of anybody. A row is never changed or deleted.
 */
export const formVersions = sqliteTable('form_versions', {
  /** SHA-256 of the declaration, hexadecimal. Sealed answers name it too, so that an altered declaration is noticed. */
  hash: text('hash').primaryKey(),
  /** JSON of the form as declared: id, version, sections. */
  declaration: text('declaration').notNull(),
})

/**
 * A form that a parent sent, or a page that was added to it later. Nothing replaces a page that was added: the newest is
 * current, and the earlier ones stay. A row is never changed but to seal it anew or to move it with its parent.
 */
export const submissions = sqliteTable(
  'submissions',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file that the submission created or joined. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** The parent who sent it. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** The form's id: `intake`. */
    form: text('form').notNull(),
    /** The address of the page that was added, such as `documents`; empty for the form as it was sent. */
    addedPage: text('added_page'),
    /** Id of the coordinator who wrote down what the parent said; empty when the parent wrote it. */
    writtenBy: text('written_by'),
    /** The version of the form when the parent sent it. */
    version: integer('version').notNull(),
    /** The form as it was asked; empty when the sealed values hold the questions themselves. */
    formVersionHash: text('form_version_hash').references(() => formVersions.hash),
    /** Sealed JSON: the names of the questions and the answers of the envelope `answers`. */
    sealedAnswers: text('sealed_answers').notNull(),
    /**
     * Sealed JSON, padded: the names of the questions and the answers of the envelope `safety`, under its own key; empty
     * when it has no questions.
     */
    sealedSafety: text('sealed_safety'),
    /**
     * Sealed JSON: the names of the questions and the answers of the envelope `otherContact`, under its own key; empty
     * when it has no questions.
     */
    sealedOtherContact: text('sealed_other_contact'),
    /**
     * Hash of the draft from which it came; for a page that was added, a keyed hash of what it holds. Sending the same
     * again finds this row.
     */
    idempotencyKey: text('idempotency_key').notNull(),
    /** When the parent sent it. */
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
    /** Keyed hash of the resume code last shown; empty while there is none. */
    resumeCodeHash: text('resume_code_hash'),
    /** The parent’s token, sealed under a key that takes both the resume code and the practice’s secret to derive. */
    sealedResumeToken: text('sealed_resume_token'),
    /** The invitation with which the draft was begun. Sending the draft accepts it. */
    invitationId: text('invitation_id').references(() => invitations.id),
    /** The code of the other parent with which the draft was begun. Sending the draft accepts it. */
    joiningCodeId: text('joining_code_id').references(() => joiningCodes.id),
  },
  (table) => [
    uniqueIndex('drafts_by_resume_code').on(table.resumeCodeHash),
    // Whenever an invitation is inserted, SQLite searches this column for rows that refer to it.
    index('drafts_by_invitation').on(table.invitationId),
    index('drafts_by_joining_code').on(table.joiningCodeId),
  ],
)

/** A section of an unfinished form. */
export const draftSections = sqliteTable(
  'draft_sections',
  {
    /** The draft to which the section belongs. */
    draftId: text('draft_id')
      .notNull()
      .references(() => drafts.id),
    /** The section’s slug; for an item of a list, `children/<id>`. */
    section: text('section').notNull(),
    /**
     * Sealed JSON of the typed text by field, under the key derived from the parent’s token; '' once the item is
     * removed.
     */
    sealedFields: text('sealed_fields').notNull(),
    /**
     * A random number when the section was first saved, one more with each save. A page carries it, and is not saved over
     * a newer one. The sum over a draft tells whether anything changed since it was read.
     */
    revision: integer('revision').notNull(),
    /** When the section expires. A draft lives until the latest of its sections expires. */
    expiresAt: integer('expires_at').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.draftId, table.section] }),
    index('draft_sections_by_end').on(table.expiresAt),
  ],
)

/** The number of wrong codes from one connection in one hour. */
export const codeAttempts = sqliteTable(
  'code_attempts',
  {
    /**
     * Keyed hash of the connection’s network, whose address is not stored. After a prefix it counts something else: `mail `
     * e-mails that a network caused, `mail to ` those to an address, `send ` intakes; `mail of the practice` all of strangers.
     */
    connectionHash: text('connection_hash').notNull(),
    /** Hours since 1970 (UTC). An hour to come counts the e-mails that are held until then. */
    hour: integer('hour').notNull(),
    /** The number of wrong codes entered, of e-mails or of intakes. */
    attempts: integer('attempts').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionHash, table.hour] }),
    index('code_attempts_by_hour').on(table.hour),
  ],
)

/** The kinds of match tokens that relate files. */
const relatingTokenKinds = ['email', 'phone', 'person', 'child', 'lawyer'] as const

/**
 * The kinds of match tokens that relate no files. They find an address or a number that was given for both parents,
 * whether it reaches a parent, also through a person to ask instead, or a lawyer.
 */
export const contactTokenKinds = ['reach-email', 'reach-phone', 'lawyer-email', 'lawyer-phone'] as const

/** Match tokens: keyed hashes by which the practice finds related files without reading anything. */
export const matchTokens = sqliteTable(
  'match_tokens',
  {
    /** HMAC-SHA256 of the kind and the normalised value, base64url. */
    token: text('token').notNull(),
    /**
     * The kind of fact that was hashed: an `email`, a `phone`, a `person` or `child` (name and date of birth), a
     * `lawyer`, or one of `contactTokenKinds`.
     */
    kind: text('kind', {
      enum: [...relatingTokenKinds, ...contactTokenKinds],
    }).notNull(),
    /** The file in which the fact was given. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** Whose fact it is in that file. A fact about a child is the `family`’s. */
    side: text('side', { enum: ['initiating', 'other', 'family'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.token, table.fileId, table.side] }),
    index('match_tokens_by_file').on(table.fileId),
  ],
)

/** Search tokens: keyed hashes of each word by which a file is found, of its beginnings, and of whole numbers. */
export const searchTokens = sqliteTable(
  'search_tokens',
  {
    /** The id of the key, and 96 bits of the HMAC-SHA256 of a kind and a normalised value. The kind is not stored. */
    token: text('token').notNull(),
    /** The file that is found. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
  },
  (table) => [
    primaryKey({ columns: [table.token, table.fileId] }),
    index('search_tokens_by_file').on(table.fileId),
  ],
)

/**
 * Every search at the desk: who and when, never for what. Triggers (migrations/) refuse to change, replace or delete a row.
 */
export const searches = sqliteTable(
  'searches',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** Id of the coordinator. */
    searchedBy: text('searched_by').notNull(),
    /** The sequence number within the coordinator’s searches, from 1. A missing number is a row that was removed. */
    sequence: integer('sequence').notNull(),
    /** When they searched. */
    searchedAt: integer('searched_at').notNull(),
    /** HMAC-SHA256 of the id, the coordinator and the time, hexadecimal. */
    hash: text('hash').notNull(),
    /** The id of the key of the HMAC. */
    keyId: text('key_id').notNull(),
  },
  (table) => [uniqueIndex('searches_in_order').on(table.searchedBy, table.sequence)],
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
    /** The parent who grants or declines it, and who came to the practice. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** When the row was inserted: it was requested, granted or declined. */
    createdAt: integer('created_at').notNull(),
    /** Id of the coordinator who requested it; empty when the parent granted or declined it unasked. */
    requestedBy: text('requested_by'),
    grantedAt: integer('granted_at'),
    /** When it expires; empty while it was not granted. */
    expiresAt: integer('expires_at'),
    /** When its parent was reminded that it expires soon, or could not safely be reminded. */
    remindedAt: integer('reminded_at'),
    /** When its parent withdrew it; empty while it was not withdrawn. */
    withdrawnAt: integer('withdrawn_at'),
    /** When its parent declined it; empty while they did not. */
    declinedAt: integer('declined_at'),
    /** When a newer authorisation superseded it. */
    supersededAt: integer('superseded_at'),
    /** Id of the coordinator who had replaced the access code with which it was granted; empty for a first code. */
    accessCodeReplacedBy: text('access_code_replaced_by'),
    /** The version of the wording that the parent was shown. */
    wordingVersion: integer('wording_version'),
    /** SHA-256 of that wording, hexadecimal. */
    wordingHash: text('wording_hash'),
    /** SHA-256 of the parent’s receipt in its normal form, hexadecimal. A receipt is checked by it. */
    receiptHash: text('receipt_hash'),
    /** The form as it was asked; empty while nothing was granted, and when the evidence holds the questions itself. */
    formVersionHash: text('form_version_hash').references(() => formVersions.hash),
    /**
     * Sealed JSON: names of questions and answers, the receipt, the local time shown, the request, the coarse network,
     * the device.
     */
    sealedEvidence: text('sealed_evidence'),
    /** Sealed JSON: the other parent’s contact details given with it, under the same key as those in the intake. */
    sealedOtherContact: text('sealed_other_contact'),
    /** Keyed hash of the posted form and of the row it supersedes. Posting the same form again finds this row. */
    idempotencyKey: text('idempotency_key'),
  },
  (table) => [
    index('authorisations_by_parent').on(table.parentId, table.createdAt),
    // Every earlier row is superseded, so that a parent never has two current authorisations.
    uniqueIndex('authorisations_current').on(table.parentId).where(sql`superseded_at is null`),
    uniqueIndex('authorisations_by_receipt').on(table.receiptHash),
    uniqueIndex('authorisations_idempotency_key').on(table.idempotencyKey),
    index('authorisations_to_remind')
      .on(table.expiresAt)
      .where(sql`reminded_at is null and superseded_at is null and withdrawn_at is null`),
  ],
)

/**
 * A reading of an order: what a coordinator read and found. A row is never changed but to record that the coordinator was
 * told of the order's expiry.
 */
export const orderReadings = sqliteTable(
  'order_readings',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file in which the order was reported. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** When the coordinator recorded it. */
    readAt: integer('read_at').notNull(),
    /** Id of the coordinator who read it. */
    readBy: text('read_by').notNull(),
    finding: text('finding').$type<OrderFinding>().notNull(),
    /** What was read; empty when the finding is that one cannot be sure, and nothing was read. */
    document: text('document').$type<OrderDocument>(),
    /** Sealed JSON: the court and the date of the document. */
    sealedDocument: text('sealed_document'),
    /** The last day on which the order applies, `2027-03-31`; empty when it names none. */
    expiresOn: text('expires_on'),
    /** When the lead was told that an order that forbids contact has expired. */
    expiryToldAt: integer('expiry_told_at'),
  },
  (table) => [
    index('order_readings_by_file').on(table.fileId, table.readAt),
    index('order_readings_to_tell')
      .on(table.expiresOn)
      .where(sql`expiry_told_at is null and finding = 'forbids'`),
  ],
)

/**
 * A contact hold: a parent could not rule out an order that forbids contact, so nobody is contacted until it was read.
 */
export const contactHolds = sqliteTable(
  'contact_holds',
  {
    /** Random UUID; the id of the page that told of the order, where one was added to the intake. */
    id: text('id').primaryKey(),
    /** The parent who reported the order. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** The form in which they reported it; `desk` when a coordinator put back a hold that was lifted. */
    reportedIn: text('reported_in', { enum: ['intake', 'contact-authorisation', 'desk'] }).notNull(),
    /** When they reported it, or when the coordinator put the hold back. */
    reportedAt: integer('reported_at').notNull(),
    /** Id of the coordinator who put the hold back; empty when the parent placed it. */
    placedBy: text('placed_by'),
    /** Why they put it back. */
    placedReason: text('placed_reason').$type<ContactHoldReason>(),
    /** When a coordinator last recorded having read the order. */
    orderReadAt: integer('order_read_at'),
    /** Id of the coordinator who read it. */
    orderReadBy: text('order_read_by'),
    /** What the coordinator found in the order. */
    finding: text('finding').$type<OrderFinding>(),
    /** That reading; empty when it was recorded before readings had rows of their own. */
    orderReadingId: text('order_reading_id').references(() => orderReadings.id),
    /** When the hold was lifted; empty while it is active. */
    liftedAt: integer('lifted_at'),
  },
  (table) => [
    index('contact_holds_by_parent').on(table.parentId, table.liftedAt),
    index('contact_holds_by_reading').on(table.orderReadingId),
  ],
)

/**
 * A screening: what a coordinator found in a talk with one parent alone, or without one, for a reason. A row is never
 * changed or deleted (triggers in migrations/); a mistake is amended by a newer row. The newest row of a parent counts.
 */
export const screenings = sqliteTable(
  'screenings',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The parent who was screened. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** When the coordinator noted it. */
    recordedAt: integer('recorded_at').notNull(),
    /** Id of the coordinator; `system` for what was done before screenings were noted. */
    recordedBy: text('recorded_by').notNull(),
    /** When the talk was held, and how; both empty when it was waived. */
    heldAt: integer('held_at'),
    mode: text('mode').$type<MeetingMode>(),
    /** Why there was no talk; empty when it was held. */
    waiver: text('waiver').$type<ScreeningWaiver>(),
    finding: text('finding').$type<ScreeningFinding>().notNull(),
    /** Sealed JSON: what the coordinator noted, under the key of the safety answers; empty without a note. */
    sealedNote: text('sealed_note'),
    /** What the parent told until this instant was known. An order or a safety answer told later makes it due again. */
    coversUntil: integer('covers_until').notNull(),
    /** The id of the row that this one amends; empty for a screening of its own. */
    amendsId: text('amends_id'),
  },
  (table) => [index('screenings_by_parent').on(table.parentId, table.recordedAt)],
)

/** A call to the other parent, and its outcome. */
export const callAttempts = sqliteTable(
  'call_attempts',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The authorisation under which the call was made. */
    authorisationId: text('authorisation_id')
      .notNull()
      .references(() => authorisations.id),
    /** When the other parent was called, or answered an invitation. */
    attemptedAt: integer('attempted_at').notNull(),
    /** When the attempt was recorded. */
    recordedAt: integer('recorded_at').notNull(),
    /** Id of the coordinator who called, or `other-parent` when the other parent answered an invitation themselves. */
    recordedBy: text('recorded_by').notNull(),
    /** The channel of the attempt. */
    channel: text('channel').$type<CallAttemptChannel>().notNull(),
    outcome: text('outcome').$type<CallAttemptOutcome>().notNull(),
    nextStep: text('next_step').$type<CallAttemptNextStep>().notNull(),
  },
  (table) => [index('call_attempts_by_authorisation').on(table.authorisationId, table.attemptedAt)],
)

/**
 * A decision to call a person again who said no, or whom the practice called as often as it may. A row is never changed
 * or deleted.
 */
export const callReopenings = sqliteTable(
  'call_reopenings',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The parent who came to the practice, and whose other parent may be called again. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** When the lead coordinator decided it. */
    reopenedAt: integer('reopened_at').notNull(),
    /** Id of the lead coordinator. */
    reopenedBy: text('reopened_by').notNull(),
    reason: text('reason').$type<CallReopeningReason>().notNull(),
    /** Call attempts recorded until this instant stop no call any more. The coordinator saw them when deciding. */
    coversUntil: integer('covers_until').notNull(),
  },
  (table) => [index('call_reopenings_by_parent').on(table.parentId, table.reopenedAt)],
)

/** An invitation with which the other parent, who was reached and is interested, sends an intake into the same file. */
export const invitations = sqliteTable(
  'invitations',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The authorisation under which the other parent was reached. */
    authorisationId: text('authorisation_id')
      .notNull()
      .references(() => authorisations.id),
    /** Keyed hash of the code that is read out or sent; the code itself is not stored. */
    codeHash: text('code_hash').notNull(),
    /** Keyed hash of the code's first group; empty for an invitation that was created before it was stored. */
    locatorHash: text('locator_hash'),
    /** The number of wrong codes entered that begin like the right one. */
    wrongCodes: integer('wrong_codes').notNull().default(0),
    /** When the invitation was created. */
    createdAt: integer('created_at').notNull(),
    /** The instant until which an intake can be begun with the invitation. */
    expiresAt: integer('expires_at').notNull(),
    /** When a newer invitation replaced it, the other parent declined, or too many wrong codes were entered. */
    endedAt: integer('ended_at'),
    /** When the other parent sent the intake begun with it. */
    acceptedAt: integer('accepted_at'),
  },
  (table) => [
    uniqueIndex('invitations_by_code').on(table.codeHash),
    index('invitations_by_locator').on(table.locatorHash),
    index('invitations_by_authorisation').on(table.authorisationId, table.createdAt),
  ],
)

/** The code that a parent who comes by consent gives the other one, which opens a form of their own in the same file. */
export const joiningCodes = sqliteTable(
  'joining_codes',
  {
    /** Random UUID, from which a key of the practice derives the code. */
    id: text('id').primaryKey(),
    /** The parent who gives the code. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** Keyed hash of the code; the code itself is not stored. */
    codeHash: text('code_hash').notNull(),
    /** Keyed hash of the code's first group. */
    locatorHash: text('locator_hash').notNull(),
    /** The number of wrong codes entered that begin like the right one. */
    wrongCodes: integer('wrong_codes').notNull().default(0),
    /** Whether the other parent may see the children’s names, and which parenting document there is, as this one gave them. */
    showsChildren: integer('shows_children', { mode: 'boolean' }).notNull(),
    showsDocument: integer('shows_document', { mode: 'boolean' }).notNull(),
    /** When the parent asked for the code. */
    createdAt: integer('created_at').notNull(),
    /** The instant until which a form can be begun with the code. */
    expiresAt: integer('expires_at').notNull(),
    /** When the parent took the code back, the other parent declined, or too many wrong codes were entered. */
    endedAt: integer('ended_at'),
    /** When the parent took it back, which alone their own page tells. */
    takenBackAt: integer('taken_back_at'),
    /** When the other parent declined. */
    declinedAt: integer('declined_at'),
    /** When the other parent sent the form begun with it. */
    acceptedAt: integer('accepted_at'),
  },
  (table) => [
    uniqueIndex('joining_codes_by_code').on(table.codeHash),
    index('joining_codes_by_locator').on(table.locatorHash),
    index('joining_codes_by_parent').on(table.parentId, table.createdAt),
  ],
)

/** The availability that a coordinator saved, which replaces that of the practice’s settings. */
export const availability = sqliteTable('availability', {
  /** Id of the coordinator. */
  coordinatorId: text('coordinator_id').primaryKey(),
  /** JSON in the shape that content/booking/availability.ts declares. */
  rules: text('rules').notNull(),
  /** The revision: 1, 2, 3 …. An opening can be booked only if the newest revision offers it. */
  revision: integer('revision').notNull(),
  /** When the availability was last changed. */
  updatedAt: integer('updated_at').notNull(),
})

/** Days on which a coordinator is away, and who stands in for them. Nobody is away twice at once. */
export const absences = sqliteTable(
  'absences',
  {
    /** Random UUID, from the page. */
    id: text('id').primaryKey(),
    /** Id of the coordinator who is away. */
    coordinatorId: text('coordinator_id').notNull(),
    /** The first day, `2026-12-21`, in the coordinator’s time zone. */
    fromDay: text('from_day').notNull(),
    /** The last day. */
    untilDay: text('until_day').notNull(),
    /** The instants at which the first day begins and the last one ends. */
    fromAt: integer('from_at').notNull(),
    untilAt: integer('until_at').notNull(),
    /** Id of the coordinator who stands in; empty for the administrators. */
    standInId: text('stand_in_id'),
    /** Id of the coordinator who entered it, and when. */
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('absences_by_coordinator').on(table.coordinatorId, table.untilAt)],
)

/** A meeting with a coordinator, or slots held for a parent who is about to book one. */
export const appointments = sqliteTable(
  'appointments',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file to which the appointment belongs. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** Id of the coordinator. */
    coordinatorId: text('coordinator_id').notNull(),
    /** Whether it is with one parent or with both. */
    kind: text('kind').$type<AppointmentKind>().notNull(),
    /** The meeting mode: by video, by phone or in person. */
    mode: text('mode').$type<MeetingMode>().notNull(),
    /** When the appointment begins and ends. */
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    /** The part of the coordinator’s day that it takes, with the time that stays free around it. */
    busyFrom: integer('busy_from').notNull(),
    busyUntil: integer('busy_until').notNull(),
    /** When the appointment was booked, or the hold was placed. */
    createdAt: integer('created_at').notNull(),
    /** `parent`, or the id of the coordinator who booked it. */
    createdBy: text('created_by').notNull(),
    /** The instant until which the slots are held; empty once the appointment is booked. */
    heldUntil: integer('held_until'),
    /** How often the appointment was moved or cancelled: SEQUENCE of its calendar entries (RFC 5545). */
    sequence: integer('sequence').notNull().default(0),
    /** When the appointment was cancelled, and by whom: `parent` or a coordinator’s id. */
    cancelledAt: integer('cancelled_at'),
    cancelledBy: text('cancelled_by'),
    /** Whether every parent who takes part came, once a coordinator recorded it of each. */
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

/** A parent who takes part in an appointment. Each parent has their own row and learns nothing about the other’s. */
export const attendances = sqliteTable(
  'attendances',
  {
    /** Random UUID; UID of the parent’s calendar entry. */
    id: text('id').primaryKey(),
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointments.id),
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** Sealed JSON: the time zone in which the parent reads times, and how their calendar names the appointment. */
    sealedDetails: text('sealed_details').notNull(),
    /** When the parent was reminded, or could not safely be. */
    remindedAt: integer('reminded_at'),
    /** Whether this parent came, once a coordinator recorded it; if empty, what was recorded of the appointment holds. */
    outcome: text('attendance_outcome', { enum: ['attended', 'missed'] }),
  },
  (table) => [
    uniqueIndex('attendances_by_appointment').on(table.appointmentId, table.parentId),
    index('attendances_by_parent').on(table.parentId),
  ],
)

/**
 * The slots of appointments: one row for each quarter hour of a coordinator, so that no two appointments can overlap.
 */
export const appointmentSlots = sqliteTable(
  'appointment_slots',
  {
    /** Id of the coordinator. */
    coordinatorId: text('coordinator_id').notNull(),
    /** Quarter hours since 1970 (UTC). */
    quarter: integer('quarter').notNull(),
    /** The appointment that takes the slot. */
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointments.id),
  },
  (table) => [
    primaryKey({ columns: [table.coordinatorId, table.quarter] }),
    index('appointment_slots_by_appointment').on(table.appointmentId),
  ],
)

/** A request of a parent who found no time to book, with what would suit them. */
export const timeRequests = sqliteTable(
  'time_requests',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The parent who asks. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** When they reported it. */
    createdAt: integer('created_at').notNull(),
    /** The form as it was asked; empty when the preferences hold the questions themselves. */
    formVersionHash: text('form_version_hash').references(() => formVersions.hash),
    /** Sealed JSON: names of questions and answers. */
    sealedPreferences: text('sealed_preferences').notNull(),
    /** When the request ended: an appointment was booked, a coordinator answered it, or a newer request replaced it. */
    endedAt: integer('ended_at'),
  },
  (table) => [
    index('time_requests_by_parent').on(table.parentId, table.createdAt),
    uniqueIndex('time_requests_current').on(table.parentId).where(sql`ended_at is null`),
  ],
)

/** What a coordinator wants to be reminded of in a file, and sees alone. */
export const reminders = sqliteTable(
  'reminders',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file that it is about. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** Id of the coordinator who wrote it, and to whom alone it is shown. */
    coordinatorId: text('coordinator_id').notNull(),
    /** The day on which it is due, `2026-12-01`. */
    dueOn: text('due_on').notNull(),
    /** Sealed JSON: its text. */
    sealedText: text('sealed_text').notNull(),
    /** When it was written. */
    createdAt: integer('created_at').notNull(),
    /** When the coordinator was done with it; empty until then. */
    finishedAt: integer('finished_at'),
  },
  (table) => [index('reminders_by_file').on(table.fileId, table.coordinatorId)],
)

/**
 * The contact log: each time that the practice and a parent were in touch. A row is never changed or deleted (triggers in
 * migrations/), but moved along when its file is merged; a mistake is amended by a newer row, which counts in its place.
 */
export const contactEntries = sqliteTable(
  'contact_entries',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file in which it is logged. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** The parent with whom it was. */
    side: text('side', { enum: ['initiating', 'other'] }).notNull(),
    direction: text('direction').$type<ContactDirection>().notNull(),
    channel: text('channel').$type<ContactEntryChannel>().notNull(),
    outcome: text('outcome').$type<ContactOutcome>().notNull(),
    /** When it was, and when and by whom it was logged. */
    happenedAt: integer('happened_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    /** The id of the row that this one amends; empty for a contact of its own. */
    amendsId: text('amends_id'),
  },
  (table) => [
    index('contact_entries_by_file').on(table.fileId, table.happenedAt),
    uniqueIndex('contact_entries_amended').on(table.amendsId).where(sql`amends_id is not null`),
  ],
)

/**
 * A note of a coordinator. Until its author signs it, it is a draft that they alone see, change and delete. A signed note
 * is never changed or deleted (triggers in migrations/): a newer one names the one that it amends.
 */
export const notes = sqliteTable(
  'notes',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file that it is about. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** The parent whom it is about; empty when it is about neither alone. */
    side: text('side', { enum: ['initiating', 'other'] }),
    kind: text('kind').$type<NoteKind>().notNull(),
    /** What it belongs to, which decides which of the two texts it has. */
    folder: text('folder').$type<NoteFolder>().notNull(),
    /** The entry of the contact log with which it was written; empty for a note of its own. */
    contactEntryId: text('contact_entry_id'),
    /** Sealed JSON: the text of a note that belongs to the record of a decision process. */
    sealedText: text('sealed_text'),
    /** Sealed JSON, padded: the text of a note of screening and mediation, under the key of the safety answers. */
    sealedScreeningText: text('sealed_screening_text'),
    /** Id of the coordinator who wrote it, and when they last saved it. */
    writtenBy: text('written_by').notNull(),
    writtenAt: integer('written_at').notNull(),
    /** When its author signed it; empty for a draft. */
    signedAt: integer('signed_at'),
    /** The id of the note that this one amends; empty for a note of its own. */
    amendsId: text('amends_id'),
  },
  (table) => [
    index('notes_by_file').on(table.fileId, table.writtenAt),
    uniqueIndex('notes_amended')
      .on(table.amendsId)
      .where(sql`amends_id is not null and signed_at is not null`),
  ],
)

/**
 * A letter that a coordinator sent to one parent, as it was sent. A row is never changed or deleted (triggers in
 * migrations/); a rotation seals it anew.
 */
export const sentLetters = sqliteTable(
  'sent_letters',
  {
    /** Random UUID, from the page, so that pressing twice sends one. */
    id: text('id').primaryKey(),
    /** The parent to whom it is. */
    parentId: text('parent_id')
      .notNull()
      .references(() => parents.id),
    /** The template from which it was written. */
    template: text('template').$type<LetterTemplateKey>().notNull(),
    /** Whether the parent reads it in “Your file”, or on paper. */
    delivery: text('delivery').$type<LetterDelivery>().notNull(),
    /** Sealed JSON: its text. */
    sealedText: text('sealed_text').notNull(),
    /** Id of the coordinator who sent it, and when. */
    sentBy: text('sent_by').notNull(),
    sentAt: integer('sent_at').notNull(),
  },
  (table) => [index('sent_letters_by_parent').on(table.parentId, table.sentAt)],
)

/**
 * How long a closed file is stored. A file has a row from the day on which it was closed; opening it again deletes the row,
 * unless somebody holds the file back.
 */
export const fileRetentions = sqliteTable(
  'file_retentions',
  {
    /** The file: a closed one, or one that somebody held back. */
    fileId: text('file_id')
      .primaryKey()
      .references(() => files.id),
    /** When it was closed; while it is open, when it was closed before or held back. */
    closedAt: integer('closed_at').notNull(),
    /** When its term ends, at the end of a month; empty until the scheduled work computed it. */
    expiresAt: integer('expires_at'),
    /** Hash of the rules by which the term was computed, so that changed rules compute it anew; '' before. */
    rulesHash: text('rules_hash').notNull().default(''),
    /** When that was, or when a hold was lifted: from then on the desk shows for some days what will be erased. */
    termSetAt: integer('term_set_at'),
    /** When somebody ruled that it stays whatever its term is, who, and why; empty when nobody did. */
    heldAt: integer('held_at'),
    heldBy: text('held_by'),
    heldReason: text('held_reason').$type<RetentionHoldReason>(),
    /** Sealed: what the coordinator wrote about it; empty for nothing. */
    sealedHoldNote: text('sealed_hold_note'),
    /** When the hold ends by itself; empty for one that somebody lifts. */
    holdExpiresAt: integer('hold_expires_at'),
    /** When what the family told was erased because the term had ended; empty while it is stored. */
    erasedAt: integer('erased_at'),
  },
  (table) => [
    index('file_retentions_by_rules').on(table.rulesHash).where(sql`erased_at is null`),
    index('file_retentions_by_end').on(table.expiresAt).where(sql`erased_at is null`),
    index('file_retentions_held').on(table.heldAt).where(sql`held_at is not null`),
  ],
)

/**
 * An erasure of what a file holds about a family, or about one parent. Only its row lets the triggers (migrations/) delete
 * what is otherwise append-only. It is written in the batch that deletes, and stays with the record of the file.
 */
export const erasures = sqliteTable(
  'erasures',
  {
    /** Random UUID. */
    id: text('id').primaryKey(),
    /** The file. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** Whose data was erased: one parent’s, or the whole family’s when empty. */
    side: text('side', { enum: ['initiating', 'other'] }),
    ground: text('ground').$type<ErasureGround>().notNull(),
    /** `system`, or the id of the coordinator who decided it. */
    erasedBy: text('erased_by').notNull(),
    erasedAt: integer('erased_at').notNull(),
  },
  (table) => [index('erasures_by_file').on(table.fileId)],
)

/** How a coordinator wants the e-mail about their files; nothing is stored for whoever never chose. */
export const coordinatorMailSettings = sqliteTable('coordinator_mail_settings', {
  /** Id of the coordinator. */
  coordinatorId: text('coordinator_id').primaryKey(),
  /** Whether each e-mail comes at once, or what can wait comes once a day. */
  rhythm: text('rhythm').$type<MailRhythm>().notNull(),
  /** The day of the last digest, `2026-12-01`, in the coordinator’s time zone; empty before the first. */
  lastDigestDay: text('last_digest_day'),
  /** When they chose. */
  updatedAt: integer('updated_at').notNull(),
})

/** A secret address at which a coordinator’s calendar program reads their appointments. */
export const calendarFeeds = sqliteTable(
  'calendar_feeds',
  {
    /** Id of the coordinator. */
    coordinatorId: text('coordinator_id').primaryKey(),
    /** Keyed hash of the secret in the address; the secret is not stored. */
    secretHash: text('secret_hash').notNull(),
    /** When the address was created. A newer address replaces it. */
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('calendar_feeds_by_secret_hash').on(table.secretHash)],
)

/** Messages to be sent. Each is rendered once, so that a retry sends the same body. */
export const outbox = sqliteTable(
  'outbox',
  {
    /** Random UUID; also the idempotency key that the provider receives. */
    id: text('id').primaryKey(),
    /** The file that the message is about; empty for a message about a form that was not sent yet. */
    fileId: text('file_id').references(() => files.id),
    /** The parent to whom it goes, whose address must still be safe at delivery; empty for other readers. */
    parentId: text('parent_id'),
    /** The kind of message, such as `new-file`. */
    kind: text('kind').$type<MessageKind>().notNull(),
    /**
     * JSON of the facts by which the dependency of its kind is asked again; empty once it was sent or failed, and for a
     * message that was queued before they were stored.
     */
    dependsOn: text('depends_on'),
    /** Sealed JSON: to, from, subject, text, html. */
    sealedMessage: text('sealed_message').notNull(),
    /** `queued` until the provider accepts the message or refuses it for good. */
    outcome: text('outcome', { enum: ['queued', 'sent', 'failed'] }).notNull(),
    /** The number of delivery attempts. */
    attempts: integer('attempts').notNull(),
    /** When the next attempt may start; during an attempt, when another run may take over. */
    nextAttemptAt: integer('next_attempt_at').notNull(),
    /** The provider’s id, once the provider accepted the message. */
    providerId: text('provider_id'),
    /** What the provider reported after it had accepted the message; empty while it reported no trouble. */
    emailProblem: text('email_problem').$type<EmailProblem>(),
    /** Id of the coordinator to whose address it went, once the provider reported trouble with it; empty for every other. */
    problemOfCoordinatorId: text('problem_of_coordinator_id'),
    /** The provider’s name of the last error, such as `rate_limit_exceeded`, never its message. */
    lastError: text('last_error'),
    /** Whether the last error was about the practice’s account, which pauses the outbox; empty while there was none. */
    accountRefused: integer('account_refused', { mode: 'boolean' }),
    /** When the message was written. */
    createdAt: integer('created_at').notNull(),
    /**
     * When the first attempt began after which nobody knows whether the provider accepted the message. Empty while no
     * attempt was made, or the provider refused each one.
     */
    uncertainSince: integer('uncertain_since'),
    /**
     * Id of the coordinator to whom the message gives its file: they stand in for its lead, who was away as it was queued.
     * Empty for every other message.
     */
    standInId: text('stand_in_id'),
  },
  (table) => [
    index('outbox_due').on(table.outcome, table.nextAttemptAt),
    index('outbox_by_stand_in').on(table.standInId, table.createdAt).where(sql`stand_in_id is not null`),
    index('outbox_by_file').on(table.fileId, table.createdAt),
    index('outbox_by_coordinator_problem')
      .on(table.problemOfCoordinatorId, table.createdAt)
      .where(sql`problem_of_coordinator_id is not null`),
    index('outbox_by_provider_id').on(table.providerId).where(sql`provider_id is not null`),
    index('outbox_refused_account')
      .on(table.nextAttemptAt)
      .where(sql`outcome = 'queued' and account_refused = 1`),
  ],
)

/**
 * The audit of each file: each row holds the keyed hash of the row before. Triggers (migrations/) refuse to change,
 * replace or delete a row.
 */
export const auditEvents = sqliteTable(
  'audit_events',
  {
    /** The file whose chain the row belongs to. */
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** The sequence number within the file, from 1. Two simultaneous writers cannot both take the next number. */
    sequence: integer('sequence').notNull(),
    /** The actor: `parent`, `system`, or a coordinator’s id. */
    actor: text('actor').notNull(),
    /** The action, such as `intake_sent` or `answers_read`. */
    action: text('action').notNull(),
    /** JSON of facts about the action, never answers. */
    detail: text('detail').notNull(),
    /** When they reported it. */
    happenedAt: integer('happened_at').notNull(),
    /** The `hash` of the row before; 64 zeros for the first. */
    previousHash: text('previous_hash').notNull(),
    /** HMAC-SHA256 of this row's other columns, hexadecimal. */
    hash: text('hash').notNull(),
    /** The id of the key of the HMAC. A row without one was written before rows were signed, and counts as broken. */
    keyId: text('key_id').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.fileId, table.sequence] }),
    index('audit_events_about_approvals')
      .on(table.happenedAt)
      .where(sql`action in ('approval_requested', 'approval_given')`),
  ],
)

/**
 * Every key that the practice uses, so that a ring in which one is missing or wrong is noticed before anything is
 * written. The keys themselves are in no table.
 */
export const ringKeys = sqliteTable('ring_keys', {
  /** The key’s id. */
  kid: text('kid').primaryKey(),
  /** What the key is for: an envelope, `mail`, `draft`, `index`. */
  purpose: text('purpose').notNull(),
  /** The sentinel: sealed JSON of the purpose, under a subkey of the key. Only the right key unseals it. */
  sealedSentinel: text('sealed_sentinel').notNull(),
  /** When the portal first met the key. */
  createdAt: integer('created_at').notNull(),
  /** The number of rows that need the key, once a newer one has taken over; empty while they were not all looked at. */
  rowsLeft: integer('rows_left'),
})

/** How far a column’s values are re-sealed under the newest key. A step of the scheduled work carries it on. */
export const keyRotations = sqliteTable('key_rotations', {
  /** The table and column: `submissions.sealed_answers`; `match_tokens.token` for match tokens. */
  column: text('column').primaryKey(),
  /** Id of the key under which the values are re-sealed: the first of the ring. */
  kid: text('kid').notNull(),
  /** The id of the last row of this pass; empty at its beginning. */
  cursor: text('cursor').notNull(),
  /** The number of rows that this pass re-sealed. */
  resealed: integer('resealed').notNull(),
  /** The number of rows that this pass could not unseal, which it left as they are. */
  unreadable: integer('unreadable').notNull(),
  /** When a whole pass found every row under the key; empty until then. */
  finishedAt: integer('finished_at'),
})

/** How far the daily check of the audit record has come: one row, signed, so that nobody moves it on without the key. */
export const auditChecks = sqliteTable('audit_checks', {
  /** Always `daily`. */
  id: text('id').primaryKey(),
  /** JSON of the state, as `AuditCheckState` says. */
  state: text('state').notNull(),
  /** HMAC-SHA256 of the state, hexadecimal. */
  hash: text('hash').notNull(),
  /** The id of the key of the HMAC. */
  keyId: text('key_id').notNull(),
})

/** How each job of the scheduled work ended, so that a job that keeps failing is noticed. */
export const scheduledJobs = sqliteTable('scheduled_jobs', {
  /** The job, or `run` for a run of all of them. */
  name: text('name').primaryKey(),
  /** When the row was written: with every run for `run`, and for a job when it fails, and when it works again. */
  updatedAt: integer('updated_at').notNull(),
  /** How many times in a row it failed; 0 when its last run ended well, and for `run`. */
  failures: integer('failures').notNull(),
  /** When it first failed of those; empty when its last run ended well. */
  failingSince: integer('failing_since'),
  /** The class of the last error, such as `TypeError`, never its message. */
  error: text('error'),
})

/** A day of the practice: the size of the database, and whether the administrators were told what needs somebody. */
export const operationDays = sqliteTable('operation_days', {
  /** The day in UTC, `2026-12-01`. */
  day: text('day').primaryKey(),
  /** The size of the database on its first run, in bytes. */
  databaseBytes: integer('database_bytes').notNull(),
  /** When it was looked at whether something needs somebody; empty until then. */
  checkedAt: integer('checked_at'),
})
