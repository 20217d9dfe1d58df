import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { MessageKind } from '../content/mail/message-kinds.ts'
import type { AuditAction } from '../content/record/audit-actions.ts'
import { DAY_MS } from '../content/time/units.ts'
import { insertAttendedAppointment } from '../tests/support/attended-appointments.ts'
import { queryRows } from '../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildIntakeRow,
  buildMessageRow,
  buildParentRow,
  emptyFormVersion,
  farLimits,
} from '../tests/support/file-rows.ts'
import { buildOrderReading } from '../tests/support/order-readings.ts'
import { insertScreening } from '../tests/support/screenings.ts'
import {
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import * as absences from './absences.ts'
import * as accessCodes from './access-codes.ts'
import * as additions from './additions.ts'
import { findByAnyCodeOrCountWrongCode } from './any-code.ts'
import * as appointmentReminders from './appointment-reminders.ts'
import { answerApprovalRequest, requestApproval } from './approvals.ts'
import * as audit from './audit.ts'
import * as auditChecks from './audit-checks.ts'
import * as authorisations from './authorisations.ts'
import * as availability from './availability.ts'
import * as booking from './booking.ts'
import * as boundedMessages from './bounded-messages.ts'
import * as calendarFeed from './calendar-feed.ts'
import * as callAttempts from './call-attempts.ts'
import * as callReopenings from './call-reopenings.ts'
import * as codeAttempts from './code-attempts.ts'
import * as holds from './contact-holds.ts'
import { logContact, worksOnFileCondition } from './contact-log.ts'
import * as coordinatorMail from './coordinator-mail.ts'
import type { Database } from './database.ts'
import * as deskAppointments from './desk-appointments.ts'
import { loadDeskFileAppointmentsPanel } from './desk-file-appointments.ts'
import { loadDeskFileCallsPanel, loadDeskFileWithAuthorisationsAndLastAuditRow } from './desk-file-calls.ts'
import { loadDeskFileContactHoldsPanel } from './desk-file-contact-holds.ts'
import { loadDeskFileContactLog } from './desk-file-contact-log.ts'
import { loadDeskFileHeader } from './desk-file-header.ts'
import { loadDeskFileMessagesPanel } from './desk-file-messages.ts'
import {
  loadDeskFileAndLastAuditRow,
  loadDeskFileWithParents,
  loadDeskFileWithParentsAndAvailability,
} from './desk-file-parents.ts'
import {
  loadSealedFileAnswersAndLastAuditRow,
  loadSealedFileSafetyAnswersAndLastAuditRow,
  loadSealedIntakesAndLastAuditRow,
  loadSealedOverviewAndLastAuditRow,
  recordReading,
} from './desk-file-readings.ts'
import { loadDeskFileRecord } from './desk-file-record.ts'
import { loadDeskFileRelatedFilesPanel } from './desk-file-related.ts'
import * as drafts from './drafts.ts'
import * as emailProblems from './email-problems.ts'
import * as erasures from './erasures.ts'
import * as files from './files.ts'
import {
  insertFormVersionStatement,
  selectFormVersionsOfFile,
  selectFormVersionsOfIntakes,
} from './form-versions.ts'
import * as intake from './intake.ts'
import { acceptInvitationWithIntake } from './invitation-acceptance.ts'
import * as invitations from './invitations.ts'
import * as joiningCodes from './joining-codes.ts'
import * as keyRotations from './key-rotations.ts'
import * as keyUsage from './key-usage.ts'
import { loadDeskFileLeadCandidates } from './lead-candidates.ts'
import { listSealedAnswersOfParent } from './listed-answers.ts'
import * as listedFiles from './listed-files.ts'
import * as matchTokens from './match-tokens.ts'
import * as nextSteps from './next-steps.ts'
import * as notes from './notes.ts'
import { decisionAllowedCondition, type GuardedDecision, loadDecisionObjections } from './objections.ts'
import { findWorkState, loadOperationFacts } from './operation-facts.ts'
import * as outbox from './outbox.ts'
import * as parentBooking from './parent-booking.ts'
import * as parentFile from './parent-file.ts'
import * as parentRequests from './parent-requests.ts'
import { loadPersonalData } from './personal-data.ts'
import { loadPracticeNumberFacts } from './practice-numbers.ts'
import * as reminders from './reminders.ts'
import * as retentions from './retentions.ts'
import * as ringKeys from './ring-keys.ts'
import { recordDailyCheck, recordScheduledRun, startOperationDay } from './scheduled-runs.ts'
import { loadDeskFileScreeningsPanel, noteScreening } from './screenings.ts'
import * as search from './search.ts'

import * as sentLetters from './sent-letters.ts'
import * as waitingList from './waiting-list.ts'
import { withdrawApplication } from './withdrawals.ts'

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
const dayQuery = { viewerId: 'robin', now: NOW, maxAttempts: 4 }
const CONNECTION = { connectionHash: 'connection', hour: 100 }

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  const db = openTestDatabase()
  for (const sent of ['sent', 'sent by the other parent']) {
    await drafts.insertDraftWithFirstSection(db, 'intake', section(sent), NOW)
    expect(await intake.insertNewFileAndDeleteDraft(db, await newFileFrom(sent))).toBeDefined()
  }
  await drafts.insertDraftWithFirstSection(db, 'intake', section('draft'), NOW)
  await drafts.upsertDraftSection(db, section('draft', 'children/01'), NOW)
  await drafts.setResumeCode(db, 'draft', { resumeCodeHash: 'code', sealedResumeToken: 'sealed' }, NOW)
  await drafts.insertDraftWithFirstSection(
    db,
    'intake',
    section('expired', 'you', NOW - DAY_MS),
    NOW - 40 * DAY_MS,
  )
})

type Verbs = Readonly<Record<string, (db: Database) => PromiseLike<unknown>>>

/** What a verb gives here that gives nothing by itself. */
const done = () => 'done'

const keyRotation = {
  column: 'submissions.sealed_answers',
  kid: 'answers-2',
  cursor: '',
  resealed: 0,
  unreadable: 0,
  finishedAt: null,
}
const ringKey = { kid: 'answers-1', purpose: 'answers', sealedSentinel: 'sealed', createdAt: NOW }

/** Calls of every function of this folder, in a way that runs all its statements, with what the database holds first. */
const verbsBySetUp: readonly (readonly [setUp: () => PromiseLike<unknown>, verbs: Verbs])[] = [
  [
    async () => undefined,
    {
      saveKeyRotation: (db) => keyRotations.saveKeyRotation(db, keyRotation, keyRotation).then(done),
      listKeyRotations: async (db) => {
        await keyRotations.saveKeyRotation(db, keyRotation, undefined)
        return keyRotations.listKeyRotations(db)
      },
      listSealedAnswersOfParent: (db) => listSealedAnswersOfParent(db, 'parent sent'),
      listSealedValues: (db) => keyRotations.listSealedValues(db, 'submissions.sealed_answers', '', 9),
      replaceSealedValue: (db) =>
        keyRotations
          .replaceSealedValue(db, 'submissions.sealed_answers', 'x', { before: 'x', after: 'y' })
          .then(done),
      setRowsLeftOfRingKey: (db) => ringKeys.setRowsLeftOfRingKey(db, 'answers-1', 0).then(done),
      deleteKeyRotations: (db) => keyRotations.deleteKeyRotations(db).then(done),
      listSubmissionsWithForms: (db) => matchTokens.listSubmissionsWithForms(db, '', 9),
      addDerivedFromSubmissions: (db) =>
        matchTokens.addDerivedFromSubmissions(db, [
          {
            ...{ id: 'submission sent', fileId: 'file sent', searchTokens: ['index-2.y'] },
            tokens: [{ token: 'index-2.x', kind: 'email', side: 'initiating' }],
            names: [{ parentId: 'parent sent', sealedDisplayName: 'sealed' }],
          },
        ]),
      recordScheduledRun: async (db) => {
        const run = () => recordScheduledRun(db, [{ name: 'outbox', error: 'TypeError' }], '2026-12-01', NOW)
        await run()
        return Object.entries(await run())
      },
      startOperationDay: (db) => startOperationDay(db, '2026-12-01', 4096).then(done),
      recordDailyCheck: async (db) => {
        await startOperationDay(db, '2026-12-02', 4096)
        return recordDailyCheck(db, '2026-12-02', [messageAbout(null, 'operations')], NOW)
      },
      findWorkState: (db) => findWorkState(db, NOW).then((state) => [state]),
      loadOperationFacts: async (db) => Object.entries(await loadOperationFacts(db, NOW, 0)),
      deleteTokensOfKey: (db) => matchTokens.deleteTokensOfKey(db, 'index-1', 9).then(done),
      recordSearchAndFindFiles: (db) =>
        search.recordSearchAndFindFiles(db, {
          ...{ viewer: ROBIN, now: NOW, tokens: [['index-1.word']], reference: 'reference' },
        }),
      recordSearchAndFindErasableFiles: (db) =>
        search.recordSearchAndFindErasableFiles(db, {
          ...{ viewer: ROBIN, now: NOW, tokens: [['index-1.word']], reference: 'reference' },
        }),
      listDraftsWithOlderKeys: (db) =>
        keyUsage.listDraftsWithOlderKeys(db, { kid: 'draft-2', sealedPrefix: 'sealed' }, '', 9),
      findRowUnderOlderDraftKey: (db) => keyUsage.findRowUnderOlderDraftKey(db, 'draft-2', NOW),
      insertRingKeys: (db) => ringKeys.insertRingKeys(db, [ringKey]).then(done),
      listRingKeys: async (db) => {
        await ringKeys.insertRingKeys(db, [ringKey])
        return ringKeys.listRingKeys(db)
      },
      insertFormVersionStatement: async (db) => {
        await insertFormVersionStatement(db, emptyFormVersion)
        return insertFormVersionStatement(db, { ...emptyFormVersion, hash: 'of another form' }).then(done)
      },
      selectFormVersionsOfFile: (db) => selectFormVersionsOfFile(db, 'reference sent'),
      selectFormVersionsOfIntakes: (db) => selectFormVersionsOfIntakes(db, 'reference sent'),
      insertDraftWithFirstSection: (db) =>
        drafts.insertDraftWithFirstSection(db, 'intake', section('new'), NOW).then(done),
      'upsertDraftSection of a page': (db) =>
        drafts.upsertDraftSection(db, section('draft'), NOW, { madeFrom: 1 }),
      'upsertDraftSection of a list': (db) =>
        drafts.upsertDraftSection(db, section('draft', 'children/02'), NOW, { madeFrom: 0, maxItems: 12 }),
      saveDeviceSectionAndDraftExpiry: (db) =>
        drafts.saveDeviceSectionAndDraftExpiry(db, section('draft'), NOW, { madeFrom: 1 }),
      moveDraftToNewId: (db) =>
        drafts.moveDraftToNewId(
          db,
          { id: 'draft', revision: 2 },
          [section('moved'), section('moved', 'x')],
          NOW,
        ),
      clearDraftListItem: (db) =>
        drafts.clearDraftListItem(db, 'draft', ['children/01', 'children-more/01'], 1).then(done),
      deleteDraft: (db) => drafts.deleteDraft(db, 'draft').then(done),
      deleteDraftWithoutResumeCode: (db) => drafts.deleteDraftWithoutResumeCode(db, 'expired').then(done),
      loadDraftSections: (db) => drafts.loadDraftSections(db, 'draft', NOW),
      selectDraftSections: (db) => drafts.selectDraftSections(db, 'draft'),
      setResumeCode: (db) =>
        drafts.setResumeCode(db, 'draft', { resumeCodeHash: 'x', sealedResumeToken: 'y' }, NOW),
      findRowsOrCountWrongCode: async (db) =>
        (await codeAttempts.findRowsOrCountWrongCode(db, CONNECTION, drafts.selectDraftSections(db, 'draft')))
          .rows,
      loadDraftByResumeCode: (db) => drafts.loadDraftByResumeCode(db, 'code', NOW),
      findDraftOrCountWrongCode: async (db) =>
        (await drafts.findDraftOrCountWrongCode(db, CONNECTION, ['code'], NOW)).found,
      findByAnyCodeOrCountWrongCode: async (db) =>
        (
          await findByAnyCodeOrCountWrongCode(
            db,
            CONNECTION,
            {
              accessCodeHashes: ['access', 'older access'],
              resumeCodeHashes: ['code'],
              invitationHashes: [{ codeHash: 'invitation code', locatorHash: 'locator' }],
            },
            NOW,
          )
        ).draft,
      deleteOldCodeAttempts: (db) => codeAttempts.deleteOldCodeAttempts(db, 100).then(done),
      deleteExpiredDrafts: (db) => drafts.deleteExpiredDrafts(db, NOW).then(done),
      loadIntakeSubmissionContext: (db) =>
        intake.loadIntakeSubmissionContext(db, 'draft', ['robin', 'camille'], NOW, farLimits.bounds, 'hash'),
      loadDraftAndCoordinatorLoads: async (db) =>
        (await intake.loadDraftAndCoordinatorLoads(db, 'draft', ['robin', 'camille'], NOW)).sections,
      insertNewFileAndDeleteDraft: async (db) =>
        intake.insertNewFileAndDeleteDraft(db, await newFileFrom('draft', 2)),
      findConfirmationFactsOfDraft: (db) => intake.findConfirmationFactsOfDraft(db, 'sent', 0),
      loadParentFile: (db) => parentFile.loadParentFile(db, 'access sent', NOW),
      findParentOrCountWrongCode: async (db) =>
        (await parentFile.findParentOrCountWrongCode(db, CONNECTION, ['access sent', 'older'])).rows,
      appendAuditEvent: (db) => audit.appendAuditEvent(db, byParent).then(done),
      mutateWithAudit: (db) =>
        audit.mutateWithAudit(db, byParent, [drafts.clearDraftListItemStatement(db, 'draft', 'you', 1)]),
      mutateWithAuditIf: (db) => audit.mutateWithAuditIf(db, byParent, [], sql`true`),
      mutateWithAuditGivenLastRow: async (db) => {
        const [last] = await audit.selectLastAuditRow(db, 'file sent')
        return audit.mutateWithAuditGivenLastRow(db, byParent, last, [], sql`true`)
      },
      readWithAudit: (db) =>
        audit.readWithAudit(db, byParent, sql`true`, drafts.selectDraftSections(db, 'draft')),
      listAuditRows: (db) => audit.listAuditRows(db, 'file sent'),
      selectLastAuditRow: (db) => audit.selectLastAuditRow(db, 'file sent'),
      'loadOpenFiles of a coordinator': async (db) =>
        (await listedFiles.loadOpenFiles(db, { ...dayQuery, isAdministrator: false })).files,
      'loadOpenFiles of an administrator': async (db) =>
        (await listedFiles.loadOpenFiles(db, { ...dayQuery, isAdministrator: true })).files,
      'loadClosedFiles of a coordinator': async (db) => {
        await queryRows("update files set stage = 'closed'")
        return (await listedFiles.loadClosedFiles(db, { ...dayQuery, isAdministrator: false })).files
      },
      'loadClosedFiles of an administrator': async (db) => {
        await queryRows("update files set stage = 'closed'")
        return (await listedFiles.loadClosedFiles(db, { ...dayQuery, isAdministrator: true })).files
      },
      loadFilesWithNextStepFacts: async (db) => {
        await queryRows("update parents set status = 'received'")
        return (await nextSteps.loadFilesWithNextStepFacts(db, { ...dayQuery, formerLeadIds: ['gone'] })).own
      },
      loadFileWithNextStepFacts: async (db) => {
        const loaded = await nextSteps.loadFileWithNextStepFacts(db, fileQuery)
        return loaded ? [loaded] : []
      },
      loadPracticeNumberFacts: (db) =>
        loadPracticeNumberFacts(db, { from: NOW - 90 * DAY_MS, until: NOW + 1, coordinatorIds: ['robin'] }),
      selectCoordinatorLoads: (db) => intake.selectCoordinatorLoads(db, ['robin']),
      addReminder: (db) => reminders.addReminder(db, byRobin, reminder),
      finishReminder: async (db) => {
        await reminders.addReminder(openTestDatabase(), byRobin, reminder)
        return reminders.finishReminder(db, byRobin, 'reminder')
      },
      reopenReminder: async (db) => {
        await reminders.addReminder(openTestDatabase(), byRobin, reminder)
        await reminders.finishReminder(openTestDatabase(), byRobin, 'reminder')
        return reminders.reopenReminder(db, byRobin, 'reminder')
      },
      logContact: async (db) => {
        await queryRows("update parents set status = 'received'")
        const note = { ...sealedNote, id: 'note' }
        expect(await logContact(db, byRobin, { entry: contactEntry, note, reminder }, true)).toBe(true)
        const entry = { ...contactEntry, id: 'amended', amendsId: 'contact' }
        return logContact(db, byRobin, { entry, note: null, reminder: null }, false)
      },
      loadDeskFileContactLog: async (db) => {
        await logContact(
          openTestDatabase(),
          byRobin,
          { entry: { ...contactEntry, direction: 'incoming' }, note: null, reminder: null },
          true,
        )
        return (await loadDeskFileContactLog(db, fileQuery, { at: NOW, id: 'z' }))?.contacts
      },
      saveNote: async (db) => {
        expect(await notes.saveNote(db, byRobin, { ...note, isSigned: true }, true)).toBe(true)
        return notes.saveNote(db, byRobin, { ...note, id: 'amended', amendsId: 'note' }, false)
      },
      deleteNoteDraft: async (db) => {
        await notes.saveNote(openTestDatabase(), byRobin, note, true)
        return notes.deleteNoteDraft(db, byRobin, 'note')
      },
      readSealedNotesWithAudit: async (db) => {
        await notes.saveNote(openTestDatabase(), byRobin, note, true)
        return notes.readSealedNotesWithAudit(db, byRobin, { folder: 'decision', ids: ['note'] }, undefined)
      },
      loadDeskFileHeader: (db) => loadDeskFileHeader(db, fileQuery),
      loadDeskFileAndLastAuditRow: (db) => loadDeskFileAndLastAuditRow(db, fileQuery),
      loadDeskFileRelatedFilesPanel: async (db) =>
        (await loadDeskFileRelatedFilesPanel(db, fileQuery))?.relatedFacts,
      loadDeskFileWithParents: async (db) => (await loadDeskFileWithParents(db, fileQuery))?.parents,
      loadDeskFileWithParentsAndAvailability: async (db) =>
        (await loadDeskFileWithParentsAndAvailability(db, fileQuery))?.parents,
      loadDeskFileContactHoldsPanel: (db) => loadDeskFileContactHoldsPanel(db, fileQuery),
      listAuditRowsAfter: (db) => auditChecks.listAuditRowsAfter(db, { fileId: '', sequence: 0 }, 9),
      listAuditHeadsAfter: (db) => auditChecks.listAuditHeadsAfter(db, '', NOW + 1, 9),
      listFileReferences: (db) => auditChecks.listFileReferences(db, ['file sent']),
      saveAuditCheck: (db) => saveCheckTwice(db),
      loadAuditCheck: async (db) => {
        await saveCheckTwice(openTestDatabase())
        return (await auditChecks.loadAuditCheck(db)).state
      },
      loadDeskFileRecord: async (db) =>
        (await loadDeskFileRecord(db, fileQuery, { actor: 'parent', from: 0, until: NOW + 1, before: 9 }))
          ?.events,
      loadDeskFileMessagesPanel: async (db) => (await loadDeskFileMessagesPanel(db, fileQuery))?.messages,
      loadSealedFileSafetyAnswersAndLastAuditRow: async (db) =>
        (await loadSealedFileSafetyAnswersAndLastAuditRow(db, fileQuery))?.intakes,
      loadSealedIntakesAndLastAuditRow: async (db) =>
        (await loadSealedIntakesAndLastAuditRow(db, fileQuery))?.intakes,
      recordReading: (db) => recordReading(db, byRobin, undefined),
      loadSealedOverviewAndLastAuditRow: async (db) =>
        (await loadSealedOverviewAndLastAuditRow(db, fileQuery))?.intakes,
      recordConflictReview: (db) => files.recordConflictReview(db, byParent, NOW + 1, sql`true`),
      unassignFile: (db) => files.unassignFile(db, byRobin, [messageAbout('file sent', 'unassigned')]),
      assignFile: (db) => {
        const allowed = decisionAllowedCondition(decision, new Set(['no-room', 'conflict']))
        return files.assignFile(db, byParent, {
          ...{ transition: 'assign', coordinatorId: 'camille', previousLeadId: 'robin' },
          ...{ message: messageAbout('file sent', 'assigned'), allowedCondition: allowed },
        })
      },
      loadDecisionObjections: (db) => loadDecisionObjections(db, 'file sent', decision),
      loadDeskFileLeadCandidates: (db) => loadDeskFileLeadCandidates(db, fileQuery, ['robin', 'camille']),
      listAbsences: async (db) => {
        await absences.addAbsence(openTestDatabase(), absence)
        return absences.listAbsences(db, 'robin', NOW)
      },
      selectStandIns: async (db) => {
        await absences.addAbsence(openTestDatabase(), absence)
        return absences.selectStandIns(db, ['robin', 'camille'], NOW)
      },
      addAbsence: (db) => absences.addAbsence(db, absence),
      changeAbsence: async (db) => {
        await absences.addAbsence(openTestDatabase(), absence)
        const { createdBy: _by, createdAt: _at, ...changed } = absence
        return absences.changeAbsence(db, changed)
      },
      removeAbsence: (db) => absences.removeAbsence(db, 'robin', 'absence'),
      setLegalCoordinator: (db) =>
        files.setLegalCoordinator(db, byRobin, { legalCoordinatorId: 'jules', seen: 1 }, sql`true`),
      closeFile: (db) => files.closeFile(db, byParent, { administrator: true, seen: 1000 }),
      dismissFile: (db) => files.dismissFile(db, byParent, { administrator: true }),
      restoreFile: async (db) => {
        await files.dismissFile(db, byParent, { administrator: true })
        return files.restoreFile(db, byParent, messageAbout('file sent', 'restored'))
      },
      mergeFiles: (db) =>
        files.mergeFiles(
          db,
          {
            from: auditEvent('file sent by the other parent', 'files_merged'),
            into: byParent,
          },
          {
            allowedCondition: decisionAllowedCondition(decision, new Set(['conflict'])),
            ...{ leadCoordinatorId: 'robin', legalCoordinatorId: null },
          },
        ),
      requestApproval: (db) =>
        requestApproval(
          db,
          auditEvent('file sent', 'approval_requested', 'robin'),
          routedMessages('approval-asked'),
        ),
      answerApprovalRequest: async (db) => {
        await audit.appendAuditEvent(
          openTestDatabase(),
          auditEvent('file sent', 'approval_requested', 'camille'),
        )
        const [asked] = await queryRows<{ sequence: number }>(
          "select sequence from audit_events where action = 'approval_requested'",
        )
        return answerApprovalRequest(db, byRobin, asked?.sequence ?? 0)
      },
      placeContactHoldStatement: (db) =>
        db.batch([authorisations.placeContactHoldStatement(db, contactHold, sql`true`)]),
      declineUnrequestedAuthorisation: (db) => {
        const row = { id: 'no', parentId: 'parent sent', createdAt: NOW, declinedAt: NOW }
        return authorisations.declineUnrequestedAuthorisation(db, byParent, row, routedMessages('declined'))
      },
      selectActiveParentContactHold: async (db) => {
        await db.batch([authorisations.placeContactHoldStatement(db, contactHold, sql`true`)])
        return authorisations.selectActiveParentContactHold(db, 'access sent')
      },
      'replaceInvitationAndQueueMessage for nobody who was reached': async (db) =>
        (await callAttempts.replaceInvitationAndQueueMessage(db, byRobin, newInvitation, undefined)) ===
        false,
      requestAuthorisation: (db) => {
        const request = { id: 'requested', parentId: 'parent sent' }
        return callAttempts.requestAuthorisation(db, byRobin, request, messageAbout('file sent', 'requested'))
      },
      noteScreening: async (db) => {
        await queryRows("update parents set status = 'received'")
        await queryRows("update submissions set sealed_safety = 'sealed'")
        await audit.appendAuditEvent(
          openTestDatabase(),
          auditEvent('file sent', 'safety_answers_read', 'robin'),
        )
        const screening = { id: 'screening', parentId: 'parent sent', heldAt: NOW, mode: 'phone' } as const
        const found = { ...screening, finding: 'go-ahead' } as const
        expect(await noteScreening(db, byRobin, { ...found, seen: null, amends: false })).toBe(true)
        return noteScreening(db, byRobin, { ...found, id: 'amended', seen: 'screening', amends: true })
      },
      loadDeskFileScreeningsPanel: async (db) => {
        await insertScreening('parent sent')
        return (await loadDeskFileScreeningsPanel(db, fileQuery))?.screenings
      },
      recordOrderReading: async (db) => {
        await db.batch([authorisations.placeContactHoldStatement(db, contactHold, sql`true`)])
        return holds.recordOrderReading(db, byRobin, buildOrderReading('nothing-forbids'), NOW)
      },
      putBackContactHold: async (db) => {
        await db.batch([authorisations.placeContactHoldStatement(db, contactHold, sql`true`)])
        await queryRows('update contact_holds set lifted_at = 1')
        const lifted = { liftedId: 'hold', reason: 'lifted-by-mistake', administratorIds: ['robin'] } as const
        const messages = [{ lead: 'anybody', row: messageAbout('file sent', 'put back') }] as const
        return holds.putBackContactHold(db, byRobin, lifted, messages)
      },
      listExpiredOrders: async (db) => {
        await placeHoldByExpiredOrder()
        return holds.listExpiredOrders(db, '2026-11-20')
      },
      recordOrderExpiryAndQueueMessages: async (db) => {
        await placeHoldByExpiredOrder()
        const messages = [{ lead: 'anybody', row: messageAbout('file sent', 'expired') }] as const
        return holds.recordOrderExpiryAndQueueMessages(db, byRobin, 'reading', messages)
      },
      replaceAccessCode: (db) =>
        accessCodes.replaceAccessCode(db, byRobin, {
          parentId: 'parent sent',
          accessCodeHash: 'new access',
          seen: 1000,
        }),
      confirmAccessCode: async (db) => {
        await accessCodes.replaceAccessCode(db, byRobin, {
          parentId: 'parent sent',
          accessCodeHash: 'newer access',
          seen: 1000,
        })
        return accessCodes.confirmAccessCode(db, byRobin, {
          parentId: 'parent sent',
          replacedAt: byRobin.happenedAt,
          through: 'in-person',
        })
      },
      listUnusedAccessCodes: async (db) => {
        await queryRows(
          "insert into ring_keys (kid, purpose, sealed_sentinel, created_at) values ('draft-2', 'draft', 'x', 1)",
        )
        return accessCodes.listUnusedAccessCodes(db, 'draft-2', 1, 5)
      },
      endAccessCode: (db) => accessCodes.endAccessCode(db, byRobin, 'parent sent', 'access sent'),
      removeParentEmail: async (db) => {
        await queryRows("update parents set sealed_contact_rules = 'sealed' where id = 'parent sent'")
        const rules = { previousSealedContactRules: 'sealed', sealedContactRules: 'without an address' }
        return deskAppointments.removeParentEmail(db, byRobin, 'parent sent', rules)
      },
      queueBoundedMessage: (db) =>
        boundedMessages.queueBoundedMessage(
          db,
          {
            lead: 'anybody',
            row: messageAbout(null, 'resume-code'),
            refusedOver: [{ key: 'address', max: 3 }],
          },
          NOW,
        ),
      findHeldMessagesToReport: async (db) => {
        await queryRows("update outbox set last_error = 'held' where id = (select min(id) from outbox)")
        return boundedMessages.findHeldMessagesToReport(db, NOW, 200)
      },
      queueHeldMessagesReport: (db) =>
        boundedMessages.queueHeldMessagesReport(db, [messageAbout(null, 'messages-held')], NOW),
      findMailRhythm: async (db) => {
        await chooseDigest()
        return coordinatorMail.findMailRhythm(db, 'robin')
      },
      saveMailRhythm: async (db) => {
        await chooseDigest()
        return (await coordinatorMail.saveMailRhythm(db, 'robin', 'immediate', NOW)).released.meta.changes
      },
      listDigestReaders: async (db) => {
        await chooseDigest()
        return coordinatorMail.listDigestReaders(db, ['robin', 'camille'])
      },
      listMessagesForDigest: async (db) => {
        await chooseDigest()
        return coordinatorMail.listMessagesForDigest(db, 'robin', NOW)
      },
      recordDailyDigest: async (db) => {
        await chooseDigest()
        const message = messageAbout(null, 'daily-digest')
        const digest = { coordinatorId: 'robin', day: '2026-01-05', message, toldIds: ['message'] }
        return coordinatorMail.recordDailyDigest(db, digest)
      },
      loadDeskFileLetters: async (db) => {
        await sendALetter('earlier')
        return (await sentLetters.loadDeskFileLetters(db, fileQuery))?.letters
      },
      sendLetter: async (db) => {
        await queryRows("update parents set status = 'received' where id = 'parent sent'")
        return sentLetters.sendLetter(db, byRobin, newLetter('letter'), worksOnFileCondition(byRobin, true))
      },
      readSealedLetterWithAudit: async (db) => {
        await sendALetter('earlier')
        return sentLetters.readSealedLetterWithAudit(db, byRobin, 'earlier', undefined)
      },
      selectLettersToParent: async (db) => {
        await sendALetter('earlier')
        return sentLetters.selectLettersToParent(db, 'access sent')
      },
      findSearchTokensOfFile: (db) => search.findSearchTokensOfFile(db, 'file sent', ['index-1.word']),
      findMessageOutcome: (db) => outbox.findMessageOutcome(db, 'message new-file file sent'),
      findMessageByProviderId: async (db) => {
        await queryRows("update outbox set provider_id = 'x' where id = 'message new-file file sent'")
        return emailProblems.findMessageByProviderId(db, 'x')
      },
      recordEmailProblem: (db) =>
        emailProblems.recordEmailProblem(db, 'message new-file file sent', 'undelivered').then(done),
      recordAddressProblemAndQueueMessages: async (db) => {
        await queryRows("update parents set sealed_contact_rules = 'sealed' where id = 'parent sent'")
        const problem = {
          messageId: 'message new-file file sent',
          parentId: 'parent sent',
          emailProblem: 'bounced',
        } as const
        const rules = { previousSealedContactRules: 'sealed', sealedContactRules: 'without an address' }
        return emailProblems.recordAddressProblemAndQueueMessages(db, byRobin, { ...problem, ...rules }, [])
      },
      claimDueMessages: (db) => outbox.claimDueMessages(db, NOW, 20),
      'claimDueMessages of what sending queues': (db) =>
        outbox.claimDueMessages(db, NOW, 20, ['lead', 'parent']),
      'recordDeliveryAttempt sent': (db) =>
        outbox.recordDeliveryAttempt(db, 'message', { outcome: 'sent', providerId: 'x' }).then(done),
      postponeSealedMessage: (db) =>
        outbox.postponeSealedMessage(db, 'message', 'unreadable', NOW, null).then(done),
      endOutboxPause: async (db) => {
        await queryRows("update outbox set account_refused = 1 where outcome = 'queued'")
        return outbox.endOutboxPause(db).then(done)
      },
      queueFailedMessageAgain: async (db) => {
        await queryRows("update outbox set outcome = 'failed' where id = ?", 'message new-file file sent')
        return outbox.queueFailedMessageAgain(db, byRobin, 'message new-file file sent')
      },
      dropFailedMessage: async (db) => {
        await queryRows("update outbox set outcome = 'failed' where id = ?", 'message new-file file sent')
        return outbox.dropFailedMessage(db, byRobin, 'message new-file file sent')
      },
      'recordDeliveryAttempt queued': (db) => {
        const attempt = { outcome: 'queued', lastError: 'x', nextAttemptAt: NOW } as const
        return outbox.recordDeliveryAttempt(db, 'message', attempt).then(done)
      },
      'recordDeliveryAttempt failed': (db) =>
        outbox.recordDeliveryAttempt(db, 'message', { outcome: 'failed', lastError: 'x' }).then(done),
    },
  ],
  [
    () => insertGrant(),
    {
      loadDeskFileCallsPanel: async (db) => (await loadDeskFileCallsPanel(db, fileQuery))?.authorisations,
      loadDeskFileWithAuthorisationsAndLastAuditRow: async (db) =>
        (await loadDeskFileWithAuthorisationsAndLastAuditRow(db, fileQuery))?.authorisations,
      loadSealedFileAnswersAndLastAuditRow: async (db) =>
        (await loadSealedFileAnswersAndLastAuditRow(db, fileQuery))?.evidence,
      grantAuthorisation: (db) =>
        authorisations.grantAuthorisation(db, byParent, {
          row: { ...authorisationRow('newer'), sealedOtherContact: 'sealed', idempotencyKey: 'key newer' },
          formVersion: emptyFormVersion,
          replaces: { id: 'authorisation', ended: false },
          contactHold,
          mail: routedMessages('granted'),
        }),
      withdrawAuthorisation: (db) =>
        authorisations.withdrawAuthorisation(db, byParent, 'parent sent', routedMessages('withdrawn')),
      declineAuthorisation: async (db) => {
        await queryRows('update authorisations set granted_at = null, expires_at = null')
        return authorisations.declineAuthorisation(db, byParent, 'parent sent', routedMessages('declined'))
      },
      hasAuthorisationWithIdempotencyKey: (db) =>
        authorisations.hasAuthorisationWithIdempotencyKey(db, ['key']),
      findLatestGrantWithReceipt: (db) => authorisations.findLatestGrantWithReceipt(db, 'access sent'),
      findReceiptOrCountWrongCode: async (db) =>
        (await authorisations.findReceiptOrCountWrongCode(db, CONNECTION, 'receipt')).rows,
      listExpiringAuthorisations: (db) =>
        authorisations.listExpiringAuthorisations(db, NOW, NOW + 2 * DAY_MS),
      recordExpiryReminderAndQueueMessage: (db) => {
        const message = messageAbout('file sent', 'expiring')
        return authorisations.recordExpiryReminderAndQueueMessage(db, byParent, 'authorisation', message)
      },
      readSealedOtherParentContactWithAudit: async (db) => {
        await queryRows("update submissions set sealed_other_contact = 'sealed'")
        return callAttempts.readSealedOtherParentContactWithAudit(db, byRobin, gateCheck, 4)
      },
      readSealedAuthorisationEvidenceWithAudit: (db) =>
        callAttempts.readSealedAuthorisationEvidenceWithAudit(db, byRobin, gateCheck, 4),
      isCallAllowedNow: (db) => callAttempts.isCallAllowedNow(db, 'reference sent', gateCheck, 4),
      'recordCallAttempt and replaceInvitationAndQueueMessage': async (db) => {
        expect(await recordReached(db, 'interested')).toBe(true)
        const message = messageAbout('file sent', 'invitation')
        expect(await callAttempts.replaceInvitationAndQueueMessage(db, byRobin, newInvitation, message)).toBe(
          true,
        )
        expect(await recordReached(db, 'declined')).toBe(true)
        return queryRows('select id from invitations where ended_at is not null')
      },
      reopenCalls: async (db) => {
        expect(await recordReached(db, 'declined')).toBe(true)
        const reopening = {
          id: 'reopening',
          parentId: 'parent sent',
          reason: 'they-asked',
          answersUnsafe: false,
        } as const
        return callReopenings.reopenCalls(db, byRobin, { ...reopening, coversUntil: NOW }, 4)
      },
    },
  ],
  [
    () =>
      queryRows(`update files set stage = 'closed' where id = 'file sent'`).then(() =>
        queryRows(`insert into file_retentions (file_id, closed_at, expires_at, term_set_at, rules_hash)
          select id, 1, 1, 1, case id when 'file sent' then 'rules' else 'older' end from files`),
      ),
    {
      listFilesWithoutTerm: (db) => retentions.listFilesWithoutTerm(db, 'rules', 9),
      setRetentionTerm: (db) =>
        retentions
          .setRetentionTerm(db, { fileId: 'file sent', closedAt: 1 }, { expiresAt: 2, rulesHash: 'rules' }, 1)
          .then(done),
      listFilesToErase: (db) => retentions.listFilesToErase(db, NOW, retentionRules, 9),
      listRetentionPreview: (db) => retentions.listRetentionPreview(db, 'robin', NOW, retentionRules, 9),
      placeRetentionHold: (db) =>
        retentions.placeRetentionHold(db, byRobin, { reason: 'claim', sealedNote: null, expiresAt: null }),
      liftRetentionHold: (db) => retentions.liftRetentionHold(db, byRobin).then(done),
      eraseFileAtEndOfTerm: (db) => erasures.eraseFileAtEndOfTerm(db, byRobin, 'erasure', retentionRules),
      'eraseBeforeEndOfTerm family': (db) =>
        erasures.eraseBeforeEndOfTerm(
          db,
          byRobin,
          { id: 'erasure', side: null, ground: 'request' },
          afterErasure,
        ),
      'eraseBeforeEndOfTerm parent': async (db) => {
        await queryRows(`update parents set status = 'closed'`)
        return erasures.eraseBeforeEndOfTerm(
          ...([db, byRobin, { id: 'erasure', side: 'initiating', ground: 'request' }, afterErasure] as const),
        )
      },
      loadPersonalData: (db) =>
        loadPersonalData(db, { fileId: 'file sent', reference: 'sent', side: 'initiating' }),
      deleteOldMessages: (db) => retentions.deleteOldMessages(db, { before: NOW, now: NOW }, 9).then(done),
    },
  ],
  [
    () => insertInvitations(),
    {
      findEntryOrCountWrongCode: async (db) =>
        (
          await invitations.findEntryOrCountWrongCode(
            db,
            CONNECTION,
            [{ codeHash: 'invitation code', locatorHash: 'locator' }],
            NOW,
          )
        ).rows,
      loadEntryAndDraftStatus: async (db) => {
        const status = await invitations.loadEntryAndDraftStatus(db, 'invitation', ['draft'], NOW)
        expect(status).toMatchObject({ declined: false, begunForm: undefined, forms: ['intake'] })
        return status.open
      },
      attachDraftAndLoadEntryStatus: async (db) => {
        await queryRows("update drafts set invitation_id = 'earlier' where id = 'draft'")
        const status = await invitations.attachDraftAndLoadEntryStatus(db, 'invitation', ['draft'], NOW)
        expect(status).toMatchObject({ begunForm: 'intake' })
        return queryRows("select id from drafts where invitation_id = 'invitation'")
      },
      declineInvitation: (db) =>
        invitations.declineInvitation(db, byParent, 'invitation', routedMessages('declined')),
      acceptInvitationWithIntake: async (db) => {
        await queryRows("update drafts set invitation_id = 'invitation' where id = 'draft'")
        const { invitation } = await intake.loadIntakeSubmissionContext(
          db,
          'draft',
          [],
          NOW,
          farLimits.bounds,
          'hash',
        )
        if (!invitation) throw new Error('The invitation is open')
        const { submission, formVersion, tokens, searchTokens, draft } = await newFileFrom('draft', 2)
        const { fileId, parentId } = invitation
        return acceptInvitationWithIntake(db, {
          ...farLimits,
          ...{ invitation, tokens, searchTokens, draft, contactHold: { ...contactHold, parentId } },
          parent: {
            ...{ language: 'en', sealedContactRules: 'sealed', issuedReference: 'own reference' },
            sealedDisplayName: 'sealed',
            ...{
              status: 'received',
              accessCodeHash: 'own access',
              route: 'consent',
              invitationAcceptedAt: NOW,
              urgency: 'soon',
            },
          },
          submission: { ...submission, fileId, parentId },
          formVersion,
          mail: routedMessages('accepted'),
          audit: await audit.buildNextAuditRow(db, invitation.lastAuditRow, auditEvent(fileId)),
        })
      },
    },
  ],
  [
    () => queryRows("update parents set route = 'consent', status = 'received' where id = 'parent sent'"),
    {
      giveJoiningCode: (db) => joiningCodes.giveJoiningCode(db, byParent, undefined, joiningCode),
      loadParentFileWithJoiningCode: async (db) => {
        await giveJoiningCode()
        const loaded = await joiningCodes.loadParentFileWithJoiningCode(db, 'access sent', NOW)
        return loaded?.joiningCode
      },
      takeBackJoiningCodes: async (db) => {
        await giveJoiningCode()
        return joiningCodes.takeBackJoiningCodes(db, byParent, undefined, 'parent sent')
      },
      declineJoiningCode: async (db) => {
        await giveJoiningCode()
        return joiningCodes.declineJoiningCode(db, byParent, 'joining code', routedMessages('declined'))
      },
      loadSharedAnswers: async (db) => {
        await giveJoiningCode()
        return joiningCodes.loadSharedAnswers(db, 'joining code', 1)
      },
    },
  ],
  [
    () => allowBooking(),
    {
      holdSlot: async (db) => {
        expect(await booking.holdSlot(db, reservation('held'), NOW + DAY_MS)).toBe('reserved')
        return booking.holdSlot(db, reservation('held after'), NOW + DAY_MS)
      },
      deleteExpiredHolds: async (db) => {
        await booking.holdSlot(openTestDatabase(), reservation('held'), NOW + DAY_MS)
        await booking.deleteExpiredHolds(db, NOW + DAY_MS)
        return (await queryRows('select id from appointments')).length === 0
      },
      bookAppointment: (db) =>
        booking.bookAppointment(db, byParent, undefined, reservation('session'), routedMessages('booked')),
      addPageToIntake: (db) =>
        additions.addPageToIntake(db, byParent, undefined, addition, routedMessages('added')),
      listOtherContactParts: async (db) => {
        await queryRows("update submissions set sealed_other_contact = 'sealed'")
        return additions.listOtherContactParts(db, 'parent sent')
      },
      loadParentFileForAdditions: async (db) => {
        await additions.addPageToIntake(db, byParent, undefined, addition)
        return (await additions.loadParentFileForAdditions(db, 'access sent', NOW))?.addedPages
      },
      loadParentFileAndWaitingList: async (db) => {
        await queryRows("update parents set status = 'waiting' where id = 'parent sent'")
        await queryRows(
          "update files set stage = 'waiting', lead_coordinator_id = null, created_at = 1, left_waiting_at = 9, accepted_at = 9 where id <> 'file sent'",
        )
        const loaded = await waitingList.loadParentFileAndWaitingList(db, 'access sent', NOW)
        return loaded?.familiesBefore && loaded.waits.length > 0 && loaded
      },
      withdrawApplication: (db) =>
        withdrawApplication(db, byParent, 'parent sent', [], routedMessages('withdrawn')),
      setJointConsent: (db) => {
        const consent = { parentId: 'parent sent', consents: true }
        return parentRequests.setJointConsent(db, byParent, undefined, consent, routedMessages('consented'))
      },
      assignLeadAsBookingCoordinator: async (db) => {
        await queryRows("update parents set booking_coordinator_id = 'camille' where id = 'parent sent'")
        return deskAppointments.assignLeadAsBookingCoordinator(db, byRobin, 'parent sent')
      },
      findAvailability: (db) => availability.findAvailability(db, 'robin'),
      saveAvailability: (db) =>
        availability.saveAvailability(db, { coordinatorId: 'robin', rules: '{}', revision: 1 }, NOW),
    },
  ],
  [
    () => insertBookedAppointment(),
    {
      loadDeskFileAppointmentsPanel: async (db) =>
        (await loadDeskFileAppointmentsPanel(db, fileQuery))?.appointments,
      loadBookingContext: async (db) => (await booking.loadBookingContext(db, 'access sent', NOW))?.busyTimes,
      loadParentFileForBooking: async (db) =>
        (await parentBooking.loadParentFileForBooking(db, 'access sent', NOW))?.parentFile.appointments,
      loadParentFileWithAttendees: async (db) =>
        (await parentBooking.loadParentFileWithAttendees(db, 'access sent', NOW))?.attendees,
      moveAppointment: (db) => {
        const moving = { ...reservation('session', 2), moves: { id: 'session', sequence: 0 } }
        return booking.moveAppointment(db, byParent, undefined, moving, routedMessages('moved'))
      },
      cancelAppointment: (db) => {
        const cancelling = { id: 'session', sequence: 0, consentWithdrawnBy: 'parent sent' }
        return booking.cancelAppointment(db, byParent, undefined, cancelling, routedMessages('cancelled'))
      },
      'cancelAppointment at the desk': (db) => {
        const allowedCondition = deskAppointments.mayManageAppointmentCondition(ROBIN, NOW)
        const cancelling = { id: 'session', sequence: 0, allowedCondition }
        return booking.cancelAppointment(db, byRobin, undefined, cancelling, routedMessages('cancelled'))
      },
      listDueAppointmentReminders: (db) =>
        appointmentReminders.listDueAppointmentReminders(db, NOW, NOW + 2 * DAY_MS),
      recordAppointmentReminderAndQueueMessages: async (db) => {
        const ids = { attendanceId: 'of session', appointmentId: 'session', fileId: 'file sent', sequence: 0 }
        const messages = routedMessages('reminder')
        await appointmentReminders.recordAppointmentReminderAndQueueMessages(db, ids, NOW, messages)
        return queryRows('select id from attendances where reminded_at is not null')
      },
      loadAppointmentsAndAvailability: async (db) => {
        const days = { from: NOW, until: NOW + 2 * DAY_MS }
        return (
          await deskAppointments.loadAppointmentsAndAvailability(
            db,
            { coordinatorId: 'robin', viewerId: 'camille' },
            days,
            NOW,
          )
        ).appointments
      },
      loadDeskAppointmentContext: async (db) =>
        (await deskAppointments.loadDeskAppointmentContext(db, 'session', 'robin', NOW))?.parents,
      'moveAppointmentAtDesk of an individual one': (db) =>
        moveToNextDay(db, reservation('session').appointment),
      recordAttendance: (db) => {
        const later = { ...byRobin, happenedAt: NOW + 2 * DAY_MS }
        return deskAppointments.recordAttendance(db, later, 'session', {
          ...{ parentId: undefined, outcome: 'attended', previous: null },
          managedBy: ROBIN,
        })
      },
    },
  ],
  [
    () => allowJointAppointment(),
    {
      'bookAppointmentAtDesk for both': async (db) => {
        const messages = routedMessages('booked')
        await deskAppointments.bookAppointmentAtDesk(db, byRobin, jointReservation('session'), messages)
        return (await queryRows("select id from attendances where appointment_id = 'session'")).length === 2
      },
      'moveAppointmentAtDesk of a joint one': async (db) => {
        const joint = jointReservation('session')
        await deskAppointments.bookAppointmentAtDesk(openTestDatabase(), byRobin, joint, [])
        return moveToNextDay(db, joint.appointment)
      },
    },
  ],
  [
    () => insertTimeRequest(),
    {
      replaceTimeRequest: (db) => {
        const row = {
          ...{ id: 'newer', parentId: 'parent sent', sealedPreferences: 'x' },
          ...{ formVersion: emptyFormVersion, replaces: 'request' },
        }
        return parentRequests.replaceTimeRequest(db, byParent, undefined, row, routedMessages('requested'))
      },
      'bookAppointmentAtDesk for one parent': (db) => {
        const { appointment, attendance } = reservation('session')
        const one = { appointment, attendances: [attendance] }
        return deskAppointments.bookAppointmentAtDesk(db, byRobin, one, routedMessages('booked'))
      },
      recordTimeRequestAnswered: (db) => deskAppointments.recordTimeRequestAnswered(db, byRobin, 'request'),
      reopenTimeRequest: async (db) => {
        const answered = { ...byRobin, action: 'time_request_answered' } as const
        await deskAppointments.recordTimeRequestAnswered(openTestDatabase(), answered, 'request')
        return deskAppointments.reopenTimeRequest(db, byRobin, 'request')
      },
    },
  ],
  [
    () => insertFeed(),
    {
      replaceCalendarFeed: async (db) => {
        const feed = { coordinatorId: 'robin', secretHash: 'newer secret', createdAt: NOW }
        await calendarFeed.replaceCalendarFeed(db, feed)
        return queryRows("select secret_hash from calendar_feeds where secret_hash = 'newer secret'")
      },
      findCalendarFeed: (db) => calendarFeed.findCalendarFeed(db, 'robin'),
      deleteCalendarFeed: (db) => calendarFeed.deleteCalendarFeed(db, 'robin').then(done),
      loadFeedAppointmentsBySecretHash: async (db) => {
        await insertBookedAppointment()
        return (await calendarFeed.loadFeedAppointmentsBySecretHash(db, ['secret'], NOW))?.booked
      },
    },
  ],
]
const verbs = verbsBySetUp.flatMap(([setUp, group]) =>
  Object.entries(group).map(([name, verb]) => ({ name, setUp, verb })),
)

/** The exported functions that send no query themselves. */
const pure =
  ` accessCodeSignsCondition assembleResumableDraft countWrongCodeIfStatement countWrongEntryCodeStatements
  restartTokenDerivationStatement isOverWrongCodeLimit selectDraftByResumeCode selectEntryByCode selectParentByAccessCode upgradeAccessCodeHashStatement
  insertAuditRowStatement pickRowsUnlessDraftExpired draftUnchangedCondition sumRevisionsOfSections
  selectDraftEntryAndLastAuditRow selectEntryById selectOpenEntries entryFileIdSql entryIdsSql buildNextAuditRow
  selectOpenJoiningCodes selectGivenJoiningCodes selectJoiningCodes selectFileToJoin filePlaceColumns entryIdOfDraftSql joiningCodeDeclinedCondition
  buildParentAuditEvent clearDraftListItemStatement
  carriedFilesSql getFirstBrokenAuditSequence isNextAuditRow BusyFileError isAuditSequenceTakenError waitWithJitter repeatAfterFault isRetryableError isOverloadedError isWriteConflictError openDatabase toBatchItem runNamedBatch retryWhileStale
  worksOnFileCondition hasParentCondition readableFileCondition lastNoContactRequestSql noContactRequestedCondition
  selectAuditCheck readAuditCheck isErasedCondition isFamilyErasableCondition isParentErasableCondition isHeldBackCondition isHoldableCondition getIdColumn isTermEndedCondition listFileContents startOrEndRetentionStatements
  insertRowIfStatement hasRowCondition insertJsonRowsIfStatement selectGivenRowSql jsonRowsSql
  insertRowsForCurrentLeadStatement insertMatchTokensStatement copyMatchTokensStatement copyRetentionHoldStatements
  insertMatchTokensOfSubmissionStatement relatesToMoreFilesCondition
  sharedEmailTokensSql isContactTokenCondition sealedMessageCountSql dependencyHoldsSql
  queueMessagesToLeadStatement cancelOutdatedMessagesStatement endInvitationsStatements
  createFileStageSqlBuilders openFileCondition waitingFileCondition dismissedFileCondition canTransitionCondition stageAfterSql
  leadsOpenFileCondition mayManageAppointmentCondition mergedFileIdsSql listKindsDependingOn dependsOnAskedCondition awaitsApprovalCondition hashUnderOtherKeyCondition transitionFileStatement noReasonHoldsCondition firstReasonSql
  buildGateShutConditionsByReason buildCallRefusalConditionsByReason buildAuthorisationRequestRefusalConditionsByReason
  buildJointAppointmentRefusalConditionsByReason relatedFileRefusalReasonSql listRelatedFileReasons fileRelationSql callAttemptsLeftSql contactHoldCondition
  acceptedFileCondition acceptFileStatement acceptedByThenSql unacceptedFileCountSql isUntoldWaitingFileCondition
  withinLimitsCondition countTowardsLimitsStatement queueBoundedMessagesStatements isFormVersionStoredSql
  ownOrRelatedContactHoldCondition hasRelatedFileSinceCondition hasUnreviewedRelatedFileCondition
  callsAreOverCondition sharedContactKindsSql isEveryCallCoveredCondition hasUnsafeCallCondition relatedRefusalCondition
  countRelatedCallAttemptsSql callsCoveredUntilSql addMaxClockSkew gateOpenCondition callAllowedCondition otherParentInterestedCondition
  authorisationFileIdSql jointAppointmentAllowedCondition metAloneCondition isSlotTakenError awaitBookingOutcome
  deleteExpiredHoldsStatements appointmentOfParentCondition insertAppointmentStatement
  updateAppointmentStatement insertAttendanceStatement insertSlotsStatement endTimeRequestStatement
  cancelAppointmentMessagesStatement buildParentFileQueries assembleParentFile buildParentFileForBookingQueries
  assembleParentFileForBooking selectParentAppointments selectParentTimeRequest selectAvailability selectNearbyAppointments parseNearbyAppointments selectBusyTimes parseBusyTimes
  absencesInForceSql standInOfLeadSql buildNamedStandInsColumn isLeadAwayCondition isAwayDuringCondition wasGivenFileCondition givenFileIdsSql actsAsLeadCondition actsAsLeadOfOpenFileCondition selectDeskFileHeader selectIntakes selectParentsOfFile selectBookingAvailability bookingCoordinatorIdSql fileIdSql parentIdsSql
  approvalEventSql approvedCondition parseApprovalEvent selectFilesThatAsk coordinatorsByConflictSql
  decisionAllowedCondition orderForbidsCondition contactHoldStateSql hasConflictOfInterestCondition selectOrderReadings
  isScreenedCondition buildScreeningReasons buildScreeningRefusalConditionsByReason hasHeldScreeningCondition hasSafeguardsCondition selectScreenings
  insertSearchTokensStatement copySearchTokensStatement buildViewerConflictColumn buildViewerStandsInColumn buildFileColumns buildStepColumns
  selectParentFacts addParentFacts addReminderIfStatement hasRoomForReminderCondition
  hasUpcomingAppointmentCondition sealedContactsSql parseSealedContacts unchangedSinceCondition selectContactGateFactsOfParents selectOpenTimeRequests
`
    .trim()
    .split(/\s+/)

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

/** Moves an appointment that was booked for tomorrow to the day after. */
function moveToNextDay(
  db: Database,
  appointment: Parameters<typeof deskAppointments.moveAppointmentAtDesk>[2]['appointment'],
) {
  const moved = {
    appointment: { ...appointment, ...timesInDays(2) },
    sequence: 0,
    remindedAt: null,
    managedBy: ROBIN,
  }
  return deskAppointments.moveAppointmentAtDesk(db, byRobin, moved, routedMessages('moved'))
}

async function allowJointAppointment(): Promise<void> {
  await allowBooking()
  await queryRows(
    "update parents set status = 'received', joint_consented_at = 1 where file_id = 'file sent'",
  )
  for (const parentId of ['parent sent', 'other parent sent'])
    await insertAttendedAppointment('file sent', parentId)
}

async function insertBookedAppointment(): Promise<void> {
  await allowBooking()
  const db = openTestDatabase()
  expect(await booking.bookAppointment(db, byParent, undefined, reservation('session'), [])).toBe('reserved')
}

async function insertTimeRequest(): Promise<void> {
  await allowBooking()
  await queryRows(
    "insert into time_requests (id, parent_id, created_at, sealed_preferences) values ('request', 'parent sent', 1, 'sealed')",
  )
}

const insertFeed = () => queryRows("insert into calendar_feeds values ('robin', 'secret', ?)", NOW)

const newLetter = (id: string): sentLetters.NewLetter => ({
  row: { id, parentId: 'parent sent', template: 'checking-in', delivery: 'your-file', sealedText: 'sealed' },
  seen: null,
  notice: {
    message: messageAbout('file sent', `letter-to-read ${id}`),
    ...{ sealedContactRules: null, sharedEmailTokens: '[]' },
  },
})

async function sendALetter(id: string): Promise<void> {
  await queryRows("update parents set status = 'received' where id = 'parent sent'")
  const mayRobin = worksOnFileCondition(byRobin, true)
  expect(await sentLetters.sendLetter(openTestDatabase(), byRobin, newLetter(id), mayRobin)).toBe(true)
}

/** Lets Robin choose a daily digest, for which one of their messages waits. */
async function chooseDigest(): Promise<void> {
  await queryRows("insert into coordinator_mail_settings values ('robin', 'daily', null, 1)")
  await queryRows("update files set lead_coordinator_id = 'robin' where id = 'file sent'")
  await queryRows(
    `update outbox set last_error = 'digest', depends_on = '{"leadId":"robin","digestFor":"robin"}', outcome = 'queued'
      where id = (select min(id) from outbox where file_id = 'file sent' and kind = 'new-file')`,
  )
}

/** Builds a parent’s authorisation in force, on which Robin may act. */
const authorisationRow = (id: string) => ({
  id,
  parentId: 'parent sent',
  createdAt: NOW,
  grantedAt: NOW,
  expiresAt: NOW + DAY_MS,
  sealedEvidence: 'sealed',
})
const insertGrant = async () => {
  await insertScreening('parent sent')
  await queryRows(
    `insert into authorisations (id, parent_id, created_at, granted_at, expires_at, sealed_evidence, receipt_hash,
      idempotency_key) values ('authorisation', 'parent sent', 1, 1, ${NOW + DAY_MS}, 'sealed', 'receipt', 'key')`,
  )
}
const absence = {
  ...{ id: 'absence', coordinatorId: 'robin', fromDay: '2026-01-05', untilDay: '2026-01-06' },
  ...{ fromAt: NOW, untilAt: NOW + 2 * DAY_MS, standInId: 'camille', createdBy: 'robin', createdAt: NOW },
}

const decision: GuardedDecision = {
  ...{ actor: 'robin', decision: 'assignment', about: 'camille', concerned: ['camille'], capacity: 1 },
  ...{ endsWait: true, leadCoordinatorId: 'robin', coordinatorIds: ['robin'], at: NOW },
}

async function placeHoldByExpiredOrder(): Promise<void> {
  const db = openTestDatabase()
  await db.batch([authorisations.placeContactHoldStatement(db, contactHold, sql`true`)])
  const reading = buildOrderReading('forbids', { id: 'reading', expiresOn: '2026-11-19' })
  await holds.recordOrderReading(db, byRobin, reading, NOW)
}

const contactHold = { id: 'hold', parentId: 'parent sent', reportedIn: 'intake', reportedAt: NOW } as const
const gateCheck = { authorisationId: 'authorisation', coordinatorId: 'robin', at: NOW }
const newInvitation = {
  id: 'invitation',
  codeHash: 'code',
  locatorHash: 'locator',
  gateCheck,
  expiresAt: NOW + DAY_MS,
}
const addition = {
  row: {
    ...buildIntakeRow('sent', 'initiating', { id: 'added', sentAt: NOW }),
    ...{ addedPage: 'documents', fileId: 'file sent', parentId: 'parent sent', idempotencyKey: 'added' },
  },
  ...{ formVersion: emptyFormVersion, revision: '', sealedContactRules: 'sealed' },
  tokens: [{ token: 'added', kind: 'phone', side: 'other' }],
  contactHold: { id: 'added', parentId: 'parent sent', reportedIn: 'intake', reportedAt: NOW },
} as const
const routedMessages = (kind: string) => [{ lead: { id: 'robin' }, row: messageAbout('file sent', kind) }]
const recordReached = (db: Database, outcome: 'interested' | 'declined') => {
  const attempt = { id: `attempt ${outcome}`, authorisationId: 'authorisation', attemptedAt: NOW, outcome }
  return callAttempts.recordCallAttempt(db, byRobin, { ...attempt, channel: 'phone', nextStep: 'none' }, 4)
}

const joiningCode = {
  ...{ id: 'joining code', parentId: 'parent sent', codeHash: 'joining', locatorHash: 'locator' },
  ...{ showsChildren: true, showsDocument: false, createdAt: NOW, expiresAt: NOW + DAY_MS },
}
const giveJoiningCode = () =>
  joiningCodes.giveJoiningCode(openTestDatabase(), byParent, undefined, joiningCode)

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

const section = (draftId: string, name = 'you', expiresAt = NOW + DAY_MS) => ({
  draftId,
  section: name,
  sealedFields: 'sealed',
  expiresAt,
  revision: 1,
})

const auditEvent = (fileId: string, action: AuditAction = 'intake_sent', actor = 'parent') =>
  buildAuditEvent(fileId, actor, action, NOW)

/** Begins the check of the record, and makes a step of it. */
async function saveCheckTwice(db: Database) {
  const state = { startedAt: 1 } as auditChecks.AuditCheckState
  const { hash } = await auditChecks.loadAuditCheck(db)
  await auditChecks.saveAuditCheck(db, hash, state, [])
  return auditChecks.saveAuditCheck(
    db,
    (await auditChecks.loadAuditCheck(db)).hash,
    { ...state, files: 1 },
    [],
  )
}

const fileQuery = { reference: 'reference sent', viewerId: 'jules', now: NOW, maxAttempts: 4 }

const contactEntry = {
  id: 'contact',
  side: 'initiating',
  direction: 'outgoing',
  channel: 'phone',
  outcome: 'reached',
  happenedAt: NOW - 1,
  amendsId: null,
} as const
const sealedNote = { folder: 'decision', sealedText: 'sealed', sealedScreeningText: null } as const
const note = {
  ...sealedNote,
  id: 'note',
  kind: 'call',
  side: 'initiating',
  amendsId: null,
  isSigned: false,
} as const

const reminder = { id: 'reminder', dueOn: '2026-12-01', sealedText: 'sealed' }

const byParent = auditEvent('file sent')
const byRobin = auditEvent('file sent', 'call_attempt_recorded', 'robin')
const ROBIN = { id: 'robin', administrator: true }
const afterErasure = { messages: [], leftTokens: ['index-1.left'] }
const retentionRules = { hash: 'rules', previewDays: 0 }

/** The ids of the messages about “file sent” that the verb that is running was given, each of which it must queue. */
const builtMessageIds: string[] = []

function messageAbout(fileId: string | null, kind: string) {
  const id = `message ${kind} ${fileId}`
  if (fileId === 'file sent') builtMessageIds.push(id)
  // The tests tell messages apart by this kind; it need not exist.
  return buildMessageRow(fileId, NOW, { id, kind: kind as MessageKind })
}

/** Builds a file of one family, sent from a draft with this sum of revisions; Robin leads it. */
const newFileFrom = async (draft: string, revision = 1): Promise<intake.NewFile> => ({
  file: { id: `file ${draft}`, reference: `reference ${draft}`, route: 'consent', createdAt: NOW },
  ranking: { leads: ['robin', 'camille'], waiting: false, familyLeads: ['camille'], assistants: ['jules'] },
  ...farLimits,
  parents: [
    buildParentRow(`file ${draft}`, 'initiating', {
      ...{ id: `parent ${draft}`, accessCodeHash: `access ${draft}` },
    }),
    buildParentRow(`file ${draft}`, 'other', { id: `other parent ${draft}` }),
  ],
  submission: buildIntakeRow(`file ${draft}`, 'initiating', {
    ...{ id: `intake ${draft}`, parentId: `parent ${draft}`, idempotencyKey: draft, sentAt: NOW },
    formVersionHash: emptyFormVersion.hash,
  }),
  formVersion: emptyFormVersion,
  tokens: [
    { token: 'parent', kind: 'email', side: 'other' },
    { token: 'child', kind: 'child', side: 'family' },
  ],
  searchTokens: ['index-1.word'],
  mail: [{ lead: { id: 'robin' }, row: messageAbout(`file ${draft}`, 'new-file') }],
  audit: [
    {
      lead: 'anybody',
      row: await audit.buildNextAuditRow(openTestDatabase(), undefined, auditEvent(`file ${draft}`)),
    },
  ],
  draft: { id: draft, revision },
})

it('knows every verb of this folder', () => {
  const modules = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./schema.ts'], {
    eager: true,
  })
  const exported = Object.values(modules).flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  )
  const run = verbs.map(({ name }) => name.split(' ')[0] ?? '')
  expect(exported.sort()).toEqual([...new Set([...run, ...pure])].sort())
})

it.each(verbs)('$name does its work and reads no growing table from end to end', async ({ setUp, verb }) => {
  await setUp()
  builtMessageIds.length = 0
  const { DB, calls } = createCountingD1()
  const result = await verb(openTestDatabase(DB))
  for (const failure of [false, undefined, null, 'slot_taken', 'stale', []])
    expect(result).not.toEqual(failure)
  const stored = (await queryRows<{ id: string }>('select id from outbox')).map(({ id }) => id)
  expect(stored).toEqual(expect.arrayContaining(builtMessageIds))
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
    'a table read whole to name the rows of an update',
    'update outbox set attempts = ? from (select id as due_id from outbox where kind = ?) "due" where id = due_id',
    'SCAN outbox',
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
  const scans = plan
    .map(({ detail }) => detail)
    .filter((line) => line.startsWith('SCAN') && !harmless.test(line))
  if (scans.length === 0) return []
  const found = await foundBefore(sql)
  return scans.filter((line) => !found.has(line.split(' ')[1] ?? ''))
}

/**
 * The scans that are allowed: of a list given as a parameter, of a row without a table (the gate’s `caller`), and of rows
 * that an earlier part of the plan has found, and of the tables that have one row for each key, column, job or migration.
 */
const harmless =
  /^SCAN (caller$|ring_keys$|key_rotations$|scheduled_jobs$|d1_migrations$|json_each\b|CONSTANT ROW|\(subquery|SUBQUERY|\d+ CONSTANT ROWS|\d+-ROW VALUES CLAUSE)/

/**
 * Lists the names that a statement gives to its own parts. Each such part is read whole, after its own lines of the
 * plan.
 */
async function foundBefore(sql: string): Promise<Set<string>> {
  const tables = await queryRows<{ name: string }>("select name from sqlite_master where type = 'table'")
  const named = [
    ...sql.matchAll(/(?:\bwith|,)\s+(\w+)(?:\(\w+\))? as \(\s*select\b/gi),
    // The part of an update that names the rows to change: `from (select …) "due" where`.
    ...sql.matchAll(/ from \(select\b[\s\S]*\) "(\w+)" where /g),
  ].map(([, name = '']) => name)
  return new Set(named.filter((name) => !tables.some((table) => table.name === name)))
}
