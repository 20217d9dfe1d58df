import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { MessageKind } from '../content/mail/message-kinds.ts'
import { DAY_MS } from '../content/time/units.ts'
import { queryRows } from '../tests/support/database-rows.ts'
import { bindings, createCountingD1, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import * as appointmentReminders from './appointment-reminders.ts'
import * as audit from './audit.ts'
import * as authorisations from './authorisations.ts'
import * as availability from './availability.ts'
import * as booking from './booking.ts'
import * as calendarFeed from './calendar-feed.ts'
import * as callAttempts from './call-attempts.ts'
import { type Database, openDatabase, ping } from './database.ts'
import * as deskAppointments from './desk-appointments.ts'
import { loadDeskFileAppointmentsPanel } from './desk-file-appointments.ts'
import { loadDeskFileCallsPanel, loadDeskFileWithAuthorisationsAndLastAuditRow } from './desk-file-calls.ts'
import { loadDeskFileContactHoldsPanel } from './desk-file-contact-holds.ts'
import { loadDeskFileHeader } from './desk-file-header.ts'
import { loadDeskFileMessagesPanel } from './desk-file-messages.ts'
import { loadDeskFileWithParents, loadDeskFileWithParentsAndAvailability } from './desk-file-parents.ts'
import {
  loadSealedFileAnswersAndLastAuditRow,
  loadSealedFileSafetyAnswersAndLastAuditRow,
  recordAnswersReadAndOpenNewFile,
} from './desk-file-readings.ts'
import { loadDeskFileRelatedFilesPanel } from './desk-file-related.ts'
import * as drafts from './drafts.ts'
import * as files from './files.ts'
import * as intake from './intake.ts'
import { acceptInvitationWithIntake } from './invitation-acceptance.ts'
import * as invitations from './invitations.ts'
import * as outbox from './outbox.ts'
import * as parentBooking from './parent-booking.ts'
import * as parentFile from './parent-file.ts'
import * as parentRequests from './parent-requests.ts'

declare global {
  interface ImportMeta {
    /** Vite’s `import.meta.glob`: the modules whose paths match, by path. */
    glob<Module>(
      paths: string | string[],
      options: { eager: true; query?: string; import?: string },
    ): Record<string, Module>
  }
}

const NOW = Date.UTC(2026, 0, 5)
const CONNECTION = { connectionHash: 'connection', hour: 100 }

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  const db = openDatabase(bindings.DB)
  for (const sent of ['sent', 'sent by the other parent']) {
    await drafts.createDraft(db, 'intake', section(sent), NOW)
    expect(await intake.createFileFromDraft(db, await newFileFrom(sent))).toBeDefined()
  }
  await drafts.createDraft(db, 'intake', section('draft'), NOW)
  await drafts.upsertDraftSection(db, section('draft', 'children/01'), NOW)
  await drafts.setResumeCode(db, 'draft', { resumeCodeHash: 'code', sealedResumeToken: 'sealed' }, NOW)
  await drafts.createDraft(db, 'intake', section('expired', 'you', NOW - DAY_MS), NOW - 40 * DAY_MS)
})

const drafted = () =>
  queryRows('select draft_id as id, section from draft_sections order by draft_id, section')

/** Calls every function of this folder once, in a way that runs all its statements. */
const verbs: Readonly<Record<string, (db: Database) => PromiseLike<unknown>>> = {
  ping,
  createDraft: (db) => drafts.createDraft(db, 'intake', section('new'), NOW),
  'upsertDraftSection of a page': async (db) =>
    expect(await drafts.upsertDraftSection(db, section('draft'), NOW)).toBe(true),
  'upsertDraftSection of a list': async (db) =>
    expect(await drafts.upsertDraftSection(db, section('draft', 'children/02'), NOW, 12)).toBe(true),
  saveDeviceSectionAndDraftExpiry: async (db) =>
    expect(await drafts.saveDeviceSectionAndDraftExpiry(db, section('draft'), NOW)).toBe(true),
  moveDraftToNewId: async (db) => {
    const rows = [section('moved'), section('moved', 'children/01')]
    expect(await drafts.moveDraftToNewId(db, { id: 'draft', revision: 2 }, rows, NOW)).toBe(true)
    expect(await drafts.loadDraftSections(db, 'moved', NOW)).toHaveLength(2)
  },
  clearDraftListItem: async (db) => {
    await drafts.clearDraftListItem(db, 'draft', 'children/01')
    expect(await queryRows("select section from draft_sections where sealed_fields = ''")).toHaveLength(1)
  },
  deleteDraft: async (db) => {
    await drafts.deleteDraft(db, 'draft')
    expect(await drafted()).toEqual([{ id: 'expired', section: 'you' }])
  },
  deleteDraftWithoutResumeCode: async (db) => {
    await drafts.deleteDraftWithoutResumeCode(db, 'expired')
    expect(await drafted()).toMatchObject([{ id: 'draft' }, { id: 'draft' }])
  },
  loadDraftSections: async (db) => expect(await drafts.loadDraftSections(db, 'draft', NOW)).toHaveLength(2),
  selectDraftSections: async (db) => expect(await drafts.selectDraftSections(db, 'draft')).toHaveLength(2),
  setResumeCode: async (db) =>
    expect(
      await drafts.setResumeCode(db, 'draft', { resumeCodeHash: 'x', sealedResumeToken: 'y' }, NOW),
    ).toBe(true),
  incrementAttemptsAndFindDraft: async (db) =>
    expect(await drafts.incrementAttemptsAndFindDraft(db, CONNECTION, 'code', NOW)).toMatchObject({
      draft: { id: 'draft' },
    }),
  incrementCodeAttemptsStatement: (db) => drafts.incrementCodeAttemptsStatement(db, 'connection', 100),
  incrementManyCodeAttempts: async (db) =>
    expect(await drafts.incrementManyCodeAttempts(db, ['connection', 'draft'], 100)).toEqual([1, 1]),
  deleteOldCodeAttempts: async (db) => {
    await drafts.incrementCodeAttemptsStatement(db, 'connection', 99)
    await drafts.deleteOldCodeAttempts(db, 100)
    expect(await queryRows('select * from code_attempts')).toEqual([])
  },
  deleteExpiredDrafts: async (db) => {
    await drafts.deleteExpiredDrafts(db, NOW)
    expect(await queryRows('select id from drafts')).toEqual([{ id: 'draft' }])
  },
  loadIntakeSubmissionContext: (db) =>
    intake.loadIntakeSubmissionContext(db, 'draft', ['robin', 'camille'], NOW),
  loadDraftAndOpenFileCounts: async (db) =>
    expect(
      (await intake.loadDraftAndOpenFileCounts(db, 'draft', ['robin', 'camille'], NOW)).sections,
    ).toHaveLength(2),
  createFileFromDraft: async (db) =>
    expect(await intake.createFileFromDraft(db, await newFileFrom('draft', 2))).toBeDefined(),
  findConfirmationFactsOfDraft: async (db) =>
    expect(await intake.findConfirmationFactsOfDraft(db, 'sent', 0)).toBeDefined(),
  loadParentFile: async (db) => expect(await parentFile.loadParentFile(db, 'access sent')).toBeDefined(),
  incrementAttemptsAndCheckParentExists: async (db) =>
    expect(await parentFile.incrementAttemptsAndCheckParentExists(db, CONNECTION, 'access sent')).toEqual({
      attempts: 1,
      exists: true,
    }),
  appendAuditEvent: (db) => audit.appendAuditEvent(db, auditEvent('file sent')),
  mutateWithAudit: async (db) =>
    expect(
      await audit.mutateWithAudit(db, auditEvent('file sent'), [
        drafts.clearDraftListItem(db, 'draft', 'you'),
      ]),
    ).toBe(true),
  mutateWithAuditIf: async (db) =>
    expect(await audit.mutateWithAuditIf(db, auditEvent('file sent'), [], sql`true`)).toBe(true),
  readWithAudit: async (db) =>
    expect(
      await audit.readWithAudit(
        db,
        auditEvent('file sent'),
        sql`true`,
        drafts.selectDraftSections(db, 'draft'),
      ),
    ).toHaveLength(2),
  listAuditRows: async (db) => expect(await audit.listAuditRows(db, 'file sent')).toHaveLength(1),
  'loadVisibleFilesAndWaitingList of a coordinator': (db) =>
    expectListed(db, { id: 'robin', administrator: false }),
  'loadVisibleFilesAndWaitingList of an administrator': (db) =>
    expectListed(db, { id: 'robin', administrator: true }),
  loadDeskFileHeader: async (db) =>
    expect(await loadDeskFileHeader(db, fileQuery)).toMatchObject({ file: { isLocked: true } }),
  loadDeskFileRelatedFilesPanel: async (db) =>
    expect(await loadDeskFileRelatedFilesPanel(db, fileQuery)).toMatchObject({ relatedFacts: [{}, {}] }),
  loadDeskFileWithParents: async (db) =>
    expect(await loadDeskFileWithParents(db, fileQuery)).toMatchObject({ parents: [{}, {}] }),
  loadDeskFileWithParentsAndAvailability: async (db) =>
    expect(await loadDeskFileWithParentsAndAvailability(db, fileQuery)).toMatchObject({ parents: [{}, {}] }),
  loadDeskFileContactHoldsPanel: async (db) =>
    expect(await loadDeskFileContactHoldsPanel(db, fileQuery)).toBeDefined(),
  loadDeskFileCallsPanel: async (db) => {
    await insertGrant()
    expect(await loadDeskFileCallsPanel(db, fileQuery)).toMatchObject({ authorisations: [{}] })
  },
  loadDeskFileWithAuthorisationsAndLastAuditRow: async (db) => {
    await insertGrant()
    expect(await loadDeskFileWithAuthorisationsAndLastAuditRow(db, fileQuery)).toMatchObject({
      authorisations: [{}],
    })
  },
  loadDeskFileAppointmentsPanel: async (db) => {
    await insertBookedAppointment()
    expect(await loadDeskFileAppointmentsPanel(db, fileQuery)).toMatchObject({ appointments: [{}] })
  },
  loadDeskFileMessagesPanel: async (db) =>
    expect(await loadDeskFileMessagesPanel(db, fileQuery)).toMatchObject({ messages: [{}] }),
  loadSealedFileAnswersAndLastAuditRow: async (db) => {
    await insertGrant()
    expect(await loadSealedFileAnswersAndLastAuditRow(db, fileQuery)).toMatchObject({
      intakes: [{}],
      evidence: [{}],
    })
  },
  loadSealedFileSafetyAnswersAndLastAuditRow: async (db) =>
    expect(await loadSealedFileSafetyAnswersAndLastAuditRow(db, fileQuery)).toMatchObject({ intakes: [{}] }),
  recordAnswersReadAndOpenNewFile: async (db) =>
    expect(
      await recordAnswersReadAndOpenNewFile(db, auditEvent('file sent', 'answers_read', 'robin'), undefined),
    ).toBe(true),
  recordConflictReview: async (db) =>
    expect(await files.recordConflictReview(db, auditEvent('file sent', 'conflicts_reviewed'))).toBe(true),
  unassignFile: async (db) => {
    const message = messageAbout('file sent', 'unassigned')
    expect(await files.unassignFile(db, auditEvent('file sent', 'file_unassigned', 'robin'), [message])).toBe(
      true,
    )
    expect(await queryRows("select id from outbox where kind = 'unassigned'")).toHaveLength(1)
  },
  assignFile: async (db) => {
    const message = messageAbout('file sent', 'assigned')
    expect(await files.assignFile(db, auditEvent('file sent', 'assigned'), 'camille', message)).toBe(true)
    expect(await queryRows("select id from outbox where kind = 'assigned'")).toHaveLength(1)
  },
  setLegalCoordinator: async (db) => {
    const event = auditEvent('file sent', 'assistance_decided', 'robin')
    expect(await files.setLegalCoordinator(db, event, 'jules')).toBe(true)
  },
  closeFile: async (db) => expect(await files.closeFile(db, auditEvent('file sent', 'closed'))).toBe(true),
  mergeFiles: async (db) => {
    const from = auditEvent('file sent by the other parent', 'files_merged')
    expect(await files.mergeFiles(db, { from, into: auditEvent('file sent', 'files_merged') })).toBe(true)
    expect(await queryRows("select id from submissions where file_id = 'file sent'")).toHaveLength(2)
  },
  grantAuthorisation: async (db) => {
    await insertGrant()
    const row = { ...authorisationRow('newer'), sealedOtherContact: 'sealed', idempotencyKey: 'key newer' }
    const contactHold = {
      id: 'hold',
      parentId: 'parent sent',
      reportedIn: 'intake',
      reportedAt: NOW,
    } as const
    const grant = {
      row,
      replaces: { id: 'authorisation', ended: false },
      contactHold,
      mail: routedMessages('granted'),
    }
    expect(await authorisations.grantAuthorisation(db, auditEvent('file sent'), grant)).toBe(true)
    expect(await queryRows("select id from outbox where kind = 'granted'")).toHaveLength(1)
  },
  placeContactHoldStatement: (db) =>
    db.batch([
      authorisations.placeContactHoldStatement(
        db,
        { id: 'hold', parentId: 'parent sent', reportedIn: 'intake', reportedAt: NOW },
        sql`true`,
      ),
    ]),
  withdrawAuthorisation: async (db) => {
    await insertGrant()
    expect(
      await authorisations.withdrawAuthorisation(
        db,
        auditEvent('file sent'),
        'parent sent',
        routedMessages('withdrawn'),
      ),
    ).toBe(true)
  },
  declineAuthorisation: async (db) => {
    await queryRows(
      "insert into authorisations (id, parent_id, created_at) values ('requested', 'parent sent', 1)",
    )
    expect(
      await authorisations.declineAuthorisation(
        db,
        auditEvent('file sent'),
        'parent sent',
        routedMessages('declined'),
      ),
    ).toBe(true)
  },
  declineUnrequestedAuthorisation: async (db) => {
    const row = { id: 'no', parentId: 'parent sent', createdAt: NOW, declinedAt: NOW }
    expect(
      await authorisations.declineUnrequestedAuthorisation(
        db,
        auditEvent('file sent'),
        row,
        routedMessages('declined'),
      ),
    ).toBe(true)
  },
  hasAuthorisationWithIdempotencyKey: async (db) => {
    await insertGrant()
    expect(await authorisations.hasAuthorisationWithIdempotencyKey(db, 'key')).toBe(true)
  },
  findLatestGrantWithReceipt: async (db) => {
    await insertGrant()
    expect(await authorisations.findLatestGrantWithReceipt(db, 'access sent')).toMatchObject({
      id: 'authorisation',
    })
  },
  selectActiveParentContactHold: (db) => authorisations.selectActiveParentContactHold(db, 'access sent'),
  incrementAttemptsAndCheckReceiptExists: async (db) => {
    await insertGrant()
    expect(await authorisations.incrementAttemptsAndCheckReceiptExists(db, CONNECTION, 'receipt')).toEqual({
      attempts: 1,
      exists: true,
    })
  },
  listExpiringAuthorisations: async (db) => {
    await insertGrant()
    expect(await authorisations.listExpiringAuthorisations(db, NOW, NOW + 2 * DAY_MS)).toHaveLength(1)
  },
  recordExpiryReminderAndQueueMessage: async (db) => {
    await insertGrant()
    const message = messageAbout('file sent', 'expiring')
    expect(
      await authorisations.recordExpiryReminderAndQueueMessage(
        db,
        auditEvent('file sent'),
        'authorisation',
        message,
      ),
    ).toBe(true)
    expect(await queryRows("select id from outbox where kind = 'expiring'")).toHaveLength(1)
  },
  readSealedOtherContactWithAudit: async (db) => {
    await insertGrant()
    await queryRows("update submissions set sealed_other_contact = 'sealed'")
    expect(await callAttempts.readSealedOtherContactWithAudit(db, byRobin, gateCheck, 4)).toHaveLength(1)
  },
  readSealedEvidenceWithAudit: async (db) => {
    await insertGrant()
    expect(await callAttempts.readSealedEvidenceWithAudit(db, byRobin, gateCheck, 4)).toEqual({
      sealedEvidence: 'sealed',
    })
  },
  isGateOpen: async (db) => {
    await insertGrant()
    expect(await callAttempts.isGateOpen(db, 'reference sent', gateCheck, 4)).toBe(true)
  },
  'recordCallAttempt and createInvitation': async (db) => {
    await insertGrant()
    expect(await recordReached(db, 'interested')).toBe(true)
    const invitation = { id: 'invitation', codeHash: 'code', gateCheck, expiresAt: NOW + DAY_MS }
    expect(
      await callAttempts.createInvitation(db, byRobin, invitation, messageAbout('file sent', 'invitation')),
    ).toBe(true)
    expect(await queryRows("select id from outbox where kind = 'invitation'")).toHaveLength(1)
    expect(await recordReached(db, 'declined')).toBe(true)
    expect(await recordReached(db, 'declined')).toBe(true)
    expect(await queryRows('select id from invitations where ended_at is not null')).toHaveLength(1)
  },
  createInvitation: async (db) => {
    const invitation = { id: 'invitation', codeHash: 'code', gateCheck, expiresAt: NOW + DAY_MS }
    expect(await callAttempts.createInvitation(db, byRobin, invitation, undefined)).toBe(false)
  },
  requestAuthorisation: async (db) => {
    const message = messageAbout('file sent', 'requested')
    const parseResponseOrThrowApiError = { id: 'requested', parentId: 'parent sent' }
    expect(await callAttempts.requestAuthorisation(db, byRobin, parseResponseOrThrowApiError, message)).toBe(
      true,
    )
    expect(await queryRows("select id from outbox where kind = 'requested'")).toHaveLength(1)
  },
  recordOrderRead: async (db) => {
    await queryRows(
      "insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', 'parent sent', 'intake', 1)",
    )
    expect(await callAttempts.recordOrderRead(db, byRobin, 'nothing-forbids', NOW)).toBe(true)
  },
  replaceAccessCode: async (db) =>
    expect(await callAttempts.replaceAccessCode(db, byRobin, 'parent sent', 'new access')).toBe(true),
  incrementAttemptsAndFindInvitationId: async (db) => {
    await insertInvitations()
    const found = await invitations.incrementAttemptsAndFindInvitationId(
      db,
      CONNECTION,
      'invitation code',
      NOW,
    )
    expect(found).toEqual({ attempts: 1, id: 'invitation' })
  },
  loadInvitationAndDraftStatus: async (db) => {
    await insertInvitations()
    const found = await invitations.loadInvitationAndDraftStatus(db, 'invitation', 'draft', NOW)
    expect(found).toMatchObject({ open: { fileId: 'file sent' }, declined: false, draft: 'else' })
  },
  attachDraftAndLoadInvitationStatus: async (db) => {
    await insertInvitations()
    await queryRows("update drafts set invitation_id = 'earlier' where id = 'draft'")
    expect(
      await invitations.attachDraftAndLoadInvitationStatus(db, 'invitation', 'draft', NOW),
    ).toMatchObject({
      draft: 'begun',
    })
    expect(await queryRows("select id from drafts where invitation_id = 'invitation'")).toEqual([
      { id: 'draft' },
    ])
  },
  declineInvitation: async (db) => {
    await insertInvitations()
    const event = auditEvent('file sent', 'invitation_declined')
    const messages = routedMessages('declined')
    expect(await invitations.declineInvitation(db, event, 'invitation', messages)).toBe(true)
    expect(await queryRows("select id from outbox where kind = 'declined'")).toHaveLength(1)
  },
  acceptInvitationWithIntake: async (db) => {
    await insertInvitations()
    await queryRows("update drafts set invitation_id = 'invitation' where id = 'draft'")
    const { invitation } = await intake.loadIntakeSubmissionContext(db, 'draft', [], NOW)
    if (!invitation) throw new Error('The invitation is open')
    const { submission, tokens, draft } = await newFileFrom('draft', 2)
    const { fileId, parentId } = invitation
    const acceptance = {
      invitation,
      parent: {
        language: 'en',
        sealedContactRules: 'sealed',
        issuedReference: 'own reference',
        status: 'received',
        accessCodeHash: 'own access',
        route: 'consent',
        invitationAcceptedAt: NOW,
      },
      submission: { ...submission, fileId, parentId },
      contactHold: { id: 'hold', parentId, reportedIn: 'intake', reportedAt: NOW },
      tokens,
      mail: [{ lead: { id: 'robin' }, row: messageAbout(fileId, 'accepted') }],
      audit: await audit.buildNextAuditRow(invitation.lastAuditRow, auditEvent(fileId)),
      draft,
    } as const
    expect(await acceptInvitationWithIntake(db, acceptance)).toEqual({ lead: 'robin' })
    expect(await queryRows("select id from submissions where file_id = 'file sent'")).toHaveLength(2)
    expect(await queryRows('select id from contact_holds')).toHaveLength(1)
  },
  loadBookingContext: async (db) => {
    await insertBookedAppointment()
    const read = await booking.loadBookingContext(db, 'access sent', NOW)
    expect(read).toMatchObject({
      parentFile: { appointments: [{}] },
      busyTimes: [{}],
      availabilityRows: [{}],
      lastAuditRow: {},
    })
  },
  loadParentFileForBooking: async (db) => {
    await insertBookedAppointment()
    const read = await parentBooking.loadParentFileForBooking(db, 'access sent')
    expect(read).toMatchObject({ parentFile: { appointments: [{}] }, availabilityRows: [{}] })
  },
  loadParentFileWithAttendees: async (db) => {
    await insertBookedAppointment()
    expect((await parentBooking.loadParentFileWithAttendees(db, 'access sent'))?.attendees).toHaveLength(1)
  },
  holdSlot: async (db) => {
    await allowBooking()
    expect(await booking.holdSlot(db, reservation('held'), NOW + DAY_MS)).toBe('reserved')
    expect(await booking.holdSlot(db, reservation('held after'), NOW + DAY_MS)).toBe('reserved')
  },
  deleteExpiredHolds: async (db) => {
    await allowBooking()
    await booking.holdSlot(openDatabase(bindings.DB), reservation('held'), NOW + DAY_MS)
    await booking.deleteExpiredHolds(db, NOW + DAY_MS)
    expect(await queryRows('select id from appointments')).toEqual([])
  },
  bookAppointment: async (db) => {
    await allowBooking()
    expect(
      await booking.bookAppointment(
        db,
        byParent,
        undefined,
        reservation('session'),
        routedMessages('booked'),
      ),
    ).toBe('reserved')
    expect(await queryRows("select id from outbox where kind = 'booked'")).toHaveLength(1)
  },
  moveAppointment: async (db) => {
    await insertBookedAppointment()
    const moving = { ...reservation('session', 2), moves: { id: 'session', sequence: 0 } }
    expect(await booking.moveAppointment(db, byParent, undefined, moving, routedMessages('moved'))).toBe(
      'reserved',
    )
    expect(await queryRows("select id from outbox where kind = 'moved'")).toHaveLength(1)
  },
  cancelAppointment: async (db) => {
    await insertBookedAppointment()
    const cancelling = { id: 'session', sequence: 0, consentWithdrawnBy: 'parent sent' }
    expect(
      await booking.cancelAppointment(db, byParent, undefined, cancelling, routedMessages('cancelled')),
    ).toBe(true)
  },
  createTimeRequest: async (db) => {
    await insertTimeRequest()
    const row = {
      id: 'newer',
      parentId: 'parent sent',
      sealedPreferences: 'sealed',
      replaces: 'parseResponseOrThrowApiError',
    }
    expect(
      await parentRequests.createTimeRequest(db, byParent, undefined, row, routedMessages('requested')),
    ).toBe(true)
  },
  setJointConsent: async (db) => {
    await allowBooking()
    const consent = { parentId: 'parent sent', consents: true }
    expect(
      await parentRequests.setJointConsent(db, byParent, undefined, consent, routedMessages('consented')),
    ).toBe(true)
  },
  selectLastAuditRow: async (db) => expect(await audit.selectLastAuditRow(db, 'file sent')).toHaveLength(1),
  mutateWithAuditGivenLastRow: async (db) => {
    const [last] = await audit.selectLastAuditRow(db, 'file sent')
    expect(await audit.mutateWithAuditGivenLastRow(db, byParent, last, [], sql`true`)).toBe(true)
  },
  listDueAppointmentReminders: async (db) => {
    await insertBookedAppointment()
    expect(await appointmentReminders.listDueAppointmentReminders(db, NOW, NOW + 2 * DAY_MS)).toHaveLength(1)
  },
  recordAppointmentReminderAndQueueMessages: async (db) => {
    await insertBookedAppointment()
    const reminded = {
      attendanceId: 'of session',
      appointmentId: 'session',
      fileId: 'file sent',
      sequence: 0,
    }
    await appointmentReminders.recordAppointmentReminderAndQueueMessages(
      db,
      reminded,
      NOW,
      routedMessages('reminder'),
    )
    expect(await queryRows('select id from attendances where reminded_at is not null')).toHaveLength(1)
  },
  loadAppointmentsAndAvailability: async (db) => {
    await insertBookedAppointment()
    const listed = await deskAppointments.loadAppointmentsAndAvailability(
      db,
      'robin',
      { from: NOW, until: NOW + 2 * DAY_MS },
      NOW,
    )
    expect(listed).toMatchObject({ appointments: [{}], availabilityRows: [{}] })
  },
  loadDeskAppointmentContext: async (db) => {
    await insertBookedAppointment()
    expect(await deskAppointments.loadDeskAppointmentContext(db, 'session', 'robin')).toMatchObject({
      parents: [{}],
      availabilityRows: [{}],
    })
  },
  'bookAppointmentAtDesk for one parent': async (db) => {
    await insertTimeRequest()
    const { appointment, attendance } = reservation('session')
    const deskBooking = { appointment, attendances: [attendance] }
    expect(
      await deskAppointments.bookAppointmentAtDesk(db, byRobin, deskBooking, routedMessages('booked')),
    ).toBe('reserved')
  },
  'bookAppointmentAtDesk for both': async (db) => {
    await allowJointAppointment()
    const deskBooking = jointReservation('session')
    expect(
      await deskAppointments.bookAppointmentAtDesk(db, byRobin, deskBooking, routedMessages('booked')),
    ).toBe('reserved')
    expect(await queryRows('select id from attendances')).toHaveLength(2)
  },
  'moveAppointmentAtDesk of a joint one': async (db) => {
    await allowJointAppointment()
    const { appointment, attendances } = jointReservation('session')
    await deskAppointments.bookAppointmentAtDesk(
      openDatabase(bindings.DB),
      byRobin,
      { appointment, attendances },
      [],
    )
    const moved = { appointment: { ...appointment, ...timesInDays(2) }, sequence: 0, remindedAt: null }
    expect(await deskAppointments.moveAppointmentAtDesk(db, byRobin, moved, routedMessages('moved'))).toBe(
      'reserved',
    )
  },
  'moveAppointmentAtDesk of an individual one': async (db) => {
    await insertBookedAppointment()
    const moved = {
      appointment: { ...reservation('session').appointment, ...timesInDays(2) },
      sequence: 0,
      remindedAt: null,
    }
    expect(await deskAppointments.moveAppointmentAtDesk(db, byRobin, moved, routedMessages('moved'))).toBe(
      'reserved',
    )
  },
  recordAppointmentOutcome: async (db) => {
    await insertBookedAppointment()
    const later = { ...byRobin, happenedAt: NOW + 2 * DAY_MS }
    expect(await deskAppointments.recordAppointmentOutcome(db, later, 'session', 'attended')).toBe(true)
  },
  assignBookingCoordinator: async (db) => {
    await allowBooking('camille')
    expect(await deskAppointments.assignBookingCoordinator(db, byRobin, 'parent sent')).toBe(true)
  },
  recordTimeRequestAnswered: async (db) => {
    await insertTimeRequest()
    expect(
      await deskAppointments.recordTimeRequestAnswered(db, byRobin, 'parseResponseOrThrowApiError'),
    ).toBe(true)
  },
  removeParentEmail: async (db) => {
    await queryRows("update parents set sealed_contact_rules = 'sealed' where id = 'parent sent'")
    const contactRules = {
      previousSealedContactRules: 'sealed',
      sealedContactRules: 'sealed without an address',
    }
    expect(await deskAppointments.removeParentEmail(db, byRobin, 'parent sent', contactRules)).toBe(true)
  },
  findAvailability: async (db) => {
    await allowBooking()
    expect(await availability.findAvailability(db, 'robin')).toMatchObject({ revision: 1 })
  },
  saveAvailability: async (db) => {
    await allowBooking()
    const saved = { coordinatorId: 'robin', rules: '{}', revision: 1 }
    expect(await availability.saveAvailability(db, saved, NOW)).toBe(true)
  },
  replaceCalendarFeed: async (db) => {
    await calendarFeed.replaceCalendarFeed(db, {
      coordinatorId: 'robin',
      secretHash: 'secret',
      createdAt: NOW,
    })
    await calendarFeed.replaceCalendarFeed(db, {
      coordinatorId: 'robin',
      secretHash: 'newer secret',
      createdAt: NOW,
    })
    expect(await queryRows('select secret_hash from calendar_feeds')).toEqual([
      { secret_hash: 'newer secret' },
    ])
  },
  findCalendarFeedCreatedAt: async (db) => {
    await insertFeed()
    expect(await calendarFeed.findCalendarFeedCreatedAt(db, 'robin')).toEqual({ createdAt: NOW })
  },
  deleteCalendarFeed: async (db) => {
    await insertFeed()
    await calendarFeed.deleteCalendarFeed(db, 'robin')
    expect(await queryRows('select * from calendar_feeds')).toEqual([])
  },
  loadCalendarFeedBySecret: async (db) => {
    await insertFeed()
    await insertBookedAppointment()
    expect(await calendarFeed.loadCalendarFeedBySecret(db, 'secret', NOW)).toMatchObject({
      coordinatorId: 'robin',
      booked: [{}],
    })
  },
  queueMessage: (db) => outbox.queueMessage(db, messageAbout(null, 'resume-code')),
  findMessageOutcome: (db) => outbox.findMessageOutcome(db, 'sent'),
  claimDueMessages: async (db) => expect(await outbox.claimDueMessages(db, NOW, 20)).toHaveLength(2),
  'recordDeliveryAttempt sent': (db) =>
    outbox.recordDeliveryAttempt(db, 'message', { outcome: 'sent', providerId: 'x' }),
  'recordDeliveryAttempt queued': (db) =>
    outbox.recordDeliveryAttempt(db, 'message', {
      outcome: 'queued',
      lastError: 'x',
      nextAttemptAt: NOW,
    }),
  'recordDeliveryAttempt failed': (db) =>
    outbox.recordDeliveryAttempt(db, 'message', { outcome: 'failed', lastError: 'x' }),
}

/** The exported functions that send no query themselves. */
const pure = [
  'insertAuditRowStatement',
  'pickRowsUnlessDraftExpired',
  'draftUnchangedCondition',
  'sumDraftRevisions',
  'selectDraftInvitationAndLastAuditRow',
  'selectOpenInvitations',
  'invitationFileIdSql',
  'buildNextAuditRow',
  'getFirstBrokenAuditSequence',
  'isWriteConflictError',
  'openDatabase',
  'toBatchItem',
  'runNamedBatch',
  'retryWhileStale',
  'insertRowIfStatement',
  'hasRowCondition',
  'insertJsonRowsIfStatement',
  'selectGivenRowSql',
  'jsonRowsSql',
  'insertRowsForCurrentLeadStatement',
  'insertMatchTokensStatement',
  'copyMatchTokensStatement',
  'queueRoutedMessagesStatement',
  'cancelOutdatedMessagesStatement',
  'endInvitationsStatements',
  'createFileStageSqlBuilders',
  'openFileCondition',
  'waitingFileCondition',
  'canTransitionCondition',
  'stageAfterSql',
  'leadsOpenFileCondition',
  'transitionFileStatement',
  'noReasonHoldsCondition',
  'firstReasonSql',
  'gateShutConditionsByReason',
  'callRefusalConditionsByReason',
  'authorisationRequestRefusalConditionsByReason',
  'jointAppointmentRefusalConditionsByReason',
  'relatedFileReasonSql',
  'callAttemptsLeftSql',
  'contactHoldCondition',
  'ownOrRelatedContactHoldCondition',
  'hasRelatedFileSinceCondition',
  'hasUnreviewedRelatedFileCondition',
  'addMaxClockSkew',
  'contactAllowedCondition',
  'callAllowedCondition',
  'otherParentInterestedCondition',
  'authorisationFileIdSql',
  'jointAppointmentAllowedCondition',
  'isSlotTakenError',
  'awaitBookingOutcome',
  'deleteExpiredHoldsStatements',
  'appointmentOfParentCondition',
  'insertAppointmentStatement',
  'updateAppointmentStatement',
  'insertAttendanceStatement',
  'insertSlotsStatement',
  'endTimeRequestStatement',
  'cancelAppointmentMessagesStatement',
  'parentFileQueries',
  'assembleParentFile',
  'parentFileForBookingQueries',
  'assembleParentFileForBooking',
  'selectParentAppointments',
  'selectParentTimeRequest',
  'selectAvailability',
  'selectDeskFileHeader',
  'selectParentsOfFile',
  'selectLeadAvailability',
  'fileIdSql',
  'parentIdsSql',
  'selectContactGateFactsByParent',
  'selectContactHolds',
  'selectOpenTimeRequests',
]

/** Lets the parent who sent the intake book with Robin, or with another coordinator, who saved an availability. */
async function allowBooking(coordinatorId = 'robin'): Promise<void> {
  await queryRows(
    "update parents set status = 'received', booking_coordinator_id = ? where id = 'parent sent'",
    coordinatorId,
  )
  await queryRows(
    "insert into availability (coordinator_id, rules, revision, updated_at) values ('robin', '{}', 1, 1)",
  )
}

/** Gives the start and end of an appointment this many days from now. */
const timesInDays = (days: number) => {
  const [startsAt, endsAt] = [NOW + days * DAY_MS, NOW + days * DAY_MS + 3_600_000]
  return { startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt, quarters: [days * 96, days * 96 + 1] }
}

/** Builds the reservation of a parent, by default for tomorrow. */
const reservation = (id: string, days = 1): booking.Reservation => ({
  appointment: {
    ...timesInDays(days),
    id,
    fileId: 'file sent',
    coordinatorId: 'robin',
    kind: 'individual',
    mode: 'video',
    createdAt: NOW,
    createdBy: 'parent',
  },
  attendance: { id: `of ${id}`, parentId: 'parent sent', sealedDetails: `sealed ${days}` },
  offered: { revision: 1, day: { from: NOW, until: NOW + 3 * DAY_MS }, mostADay: 5 },
  moves: undefined,
})

/** Builds an appointment of both parents of the file, as a coordinator books it. */
const jointReservation = (id: string) => {
  const { appointment, attendance } = reservation(id)
  const other = { ...attendance, id: 'of the other parent', parentId: 'other parent sent' }
  return { appointment: { ...appointment, kind: 'joint' } as const, attendances: [attendance, other] }
}

async function allowJointAppointment(): Promise<void> {
  await allowBooking()
  await queryRows(
    "update parents set status = 'received', joint_consented_at = 1 where file_id = 'file sent'",
  )
}

async function insertBookedAppointment(): Promise<void> {
  await allowBooking()
  const outcome = await booking.bookAppointment(
    openDatabase(bindings.DB),
    byParent,
    undefined,
    reservation('session'),
    [],
  )
  expect(outcome).toBe('reserved')
}

async function insertTimeRequest(): Promise<void> {
  await allowBooking()
  await queryRows(
    "insert into time_requests values ('parseResponseOrThrowApiError', 'parent sent', 1, 'sealed', null)",
  )
}

const insertFeed = () => queryRows("insert into calendar_feeds values ('robin', 'secret', ?)", NOW)

/** Builds a parent’s authorisation in force, on which Robin may act. */
const authorisationRow = (id: string) => ({
  id,
  parentId: 'parent sent',
  createdAt: NOW,
  grantedAt: NOW,
  expiresAt: NOW + DAY_MS,
  sealedEvidence: 'sealed',
})
const insertGrant = () =>
  queryRows(
    `insert into authorisations (id, parent_id, created_at, granted_at, expires_at, sealed_evidence, receipt_hash,
      idempotency_key) values ('authorisation', 'parent sent', 1, 1, ${NOW + DAY_MS}, 'sealed', 'receipt', 'key')`,
  )
const gateCheck = { authorisationId: 'authorisation', coordinatorId: 'robin', at: NOW }
const routedMessages = (kind: string) => [{ lead: { id: 'robin' }, row: messageAbout('file sent', kind) }]
const recordReached = (db: Database, outcome: 'interested' | 'declined') =>
  callAttempts.recordCallAttempt(
    db,
    byRobin,
    {
      id: `attempt ${outcome}`,
      authorisationId: 'authorisation',
      attemptedAt: NOW,
      channel: 'phone',
      outcome,
      nextStep: 'none',
    },
    4,
  )

/** Inserts two invitations for the other parent of one file, the earlier of which has ended. */
async function insertInvitations(): Promise<void> {
  await queryRows(
    "insert into authorisations (id, parent_id, created_at) values ('granted', 'parent sent', 1)",
  )
  for (const [id, ended] of [
    ['earlier', 1],
    ['invitation', null],
  ]) {
    await queryRows(
      `insert into invitations (id, authorisation_id, code_hash, created_at, expires_at, ended_at)
        values (?1, 'granted', ?1 || ' code', 1, ${NOW + DAY_MS}, ?2)`,
      id,
      ended,
    )
  }
}

async function expectListed(
  db: Database,
  viewer: Parameters<typeof files.loadVisibleFilesAndWaitingList>[1],
) {
  expect((await files.loadVisibleFilesAndWaitingList(db, viewer, NOW)).files).toHaveLength(2)
}

const section = (draftId: string, name = 'you', expiresAt = NOW + DAY_MS) => ({
  draftId,
  section: name,
  sealedFields: 'sealed',
  expiresAt,
})

const auditEvent = (fileId: string, action: audit.AuditAction = 'intake_sent', actor = 'parent') =>
  ({ fileId, actor, action, detail: {}, happenedAt: NOW }) as const

const fileQuery = { reference: 'reference sent', viewerId: 'jules', now: NOW, maxAttempts: 4 }

const byParent = auditEvent('file sent')
const byRobin = auditEvent('file sent', 'call_attempt_recorded', 'robin')

const messageAbout = (fileId: string | null, kind: string) =>
  ({
    id: `message ${kind} ${fileId}`,
    fileId,
    // The tests tell messages apart by this kind; it need not exist.
    kind: kind as MessageKind,
    sealedMessage: 'sealed',
    outcome: 'queued',
    attempts: 0,
    nextAttemptAt: NOW,
    createdAt: NOW,
  }) as const

/** Builds a file of one family, sent from a draft with this sum of revisions; Robin leads it. */
const newFileFrom = async (draft: string, revision = 1): Promise<intake.NewFile> => ({
  file: { id: `file ${draft}`, reference: `reference ${draft}`, route: 'consent', createdAt: NOW },
  ranking: { leads: ['robin', 'camille'], waiting: false, assistants: ['jules'] },
  parents: [
    {
      id: `parent ${draft}`,
      fileId: `file ${draft}`,
      side: 'initiating',
      language: 'en',
      accessCodeHash: `access ${draft}`,
    },
    { id: `other parent ${draft}`, fileId: `file ${draft}`, side: 'other', language: 'en' },
  ],
  submission: {
    id: `intake ${draft}`,
    fileId: `file ${draft}`,
    parentId: `parent ${draft}`,
    form: 'intake',
    version: 2,
    sealedAnswers: 'sealed',
    idempotencyKey: draft,
    sentAt: NOW,
  },
  tokens: [
    { token: 'parent', kind: 'email', side: 'other' },
    { token: 'child', kind: 'child', side: 'family' },
  ],
  mail: [{ lead: { id: 'robin' }, row: messageAbout(`file ${draft}`, 'new-file') }],
  audit: [{ lead: 'anybody', row: await audit.buildNextAuditRow(undefined, auditEvent(`file ${draft}`)) }],
  draft: { id: draft, revision },
})

it('knows every verb of this folder', () => {
  const modules = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./schema.ts'], {
    eager: true,
  })
  const exported = Object.values(modules).flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  )
  const run = Object.keys(verbs).map((name) => name.split(' ')[0] ?? '')
  expect(exported.sort()).toEqual([...new Set([...run, ...pure])].sort())
})

it.each(Object.entries(verbs))('%s reads no growing table from end to end', async (_, verb) => {
  const { DB, calls } = createCountingD1()
  await verb(openDatabase(DB))
  const statements = new Set(calls.flat())
  expect(statements.size).toBeGreaterThan(0)
  for (const sql of statements) expect(await scansOf(sql), sql).toEqual([])
})

it.each([
  ['a table read whole', 'select * from outbox', 'SCAN outbox'],
  ['a column without an index', 'select id from files where route = ?', 'SCAN files'],
  ['an index read whole', 'select count(*) from drafts', /^SCAN drafts/],
  ['a deletion', 'delete from match_tokens where kind = ?', 'SCAN match_tokens'],
  ['a change', 'update submissions set version = ? where form = ?', 'SCAN submissions'],
  [
    'an insertion from a table',
    'insert into drafts (id, form, created_at) select id, form, ? from submissions',
    'SCAN submissions',
  ],
  [
    'a table under another name',
    'select 1 from files f join parents other on other.language = f.route',
    'SCAN f',
  ],
  [
    'a table read whole in a part with a name',
    'with named(id) as (select id from files where route = ?) select id from named',
    'SCAN files',
  ],
  [
    'a table read whole behind the name of another',
    'with files as (select id from drafts where form = ?) select id from files',
    'SCAN drafts',
  ],
  [
    'a condition that no index answers',
    'select 1 where exists (select 1 from audit_events where actor = ?)',
    'SCAN audit_events',
  ],
])('would notice %s', async (_, sql, scan) => {
  const scans = await scansOf(sql)
  expect(scans.length).toBeGreaterThan(0)
  expect(scans[0]).toMatch(scan)
})

/** Lists the lines of a statement’s plan that read a table or an index from end to end. */
async function scansOf(sql: string): Promise<string[]> {
  const parameters = (sql.match(/\?/g) ?? []).map(() => 1)
  const plan = await queryRows<{ detail: string }>(`explain query plan ${sql}`, ...parameters)
  const found = await foundBefore(sql)
  return plan
    .map(({ detail }) => detail)
    .filter((line) => line.startsWith('SCAN') && !harmless.test(line) && !found.has(line.split(' ')[1] ?? ''))
}

/**
 * The scans that are allowed: of a list given as a parameter, of a row without a table, and of rows that an earlier
 * part of the plan has found.
 */
const harmless =
  /^SCAN (json_each\b|CONSTANT ROW|\(subquery|SUBQUERY|\d+ CONSTANT ROWS|\d+-ROW VALUES CLAUSE)/

/**
 * Lists the names that a statement gives to its own parts. Each such part is read whole, after its own lines of the
 * plan.
 */
async function foundBefore(sql: string): Promise<Set<string>> {
  const tables = await queryRows<{ name: string }>("select name from sqlite_master where type = 'table'")
  const named = [...sql.matchAll(/(?:\bwith|,)\s+(\w+)(?:\(\w+\))? as \(\s*select\b/gi)].map(
    ([, name = '']) => name,
  )
  return new Set(named.filter((name) => !tables.some((table) => table.name === name)))
}
