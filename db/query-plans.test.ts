import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { rows } from '../tests/support/database-rows.ts'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import * as reminders from './appointment-reminders.ts'
import * as audit from './audit.ts'
import * as authorised from './authorisations.ts'
import * as hours from './availability.ts'
import * as booking from './booking.ts'
import * as feeds from './calendar-feed.ts'
import * as outreachVerbs from './call-attempts.ts'
import { type Database, database, ping } from './database.ts'
import * as agenda from './desk-appointments.ts'
import * as drafts from './drafts.ts'
import * as filesVerbs from './files.ts'
import * as intake from './intake.ts'
import { joinByInvitation } from './invitation-acceptance.ts'
import * as invitationsVerbs from './invitations.ts'
import * as outboxVerbs from './outbox.ts'
import * as ownBooking from './parent-booking.ts'
import * as ownFile from './parent-file.ts'
import * as wishes from './parent-requests.ts'

declare global {
  interface ImportMeta {
    /** Vite's: the modules whose paths fit, by path. */
    glob<Module>(
      paths: string | string[],
      options: { eager: true; query?: string; import?: string },
    ): Record<string, Module>
  }
}

const NOW = Date.UTC(2026, 0, 5)
const DAY = 86_400_000
const HERE = { connection: 'here', hour: 100 }

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  const db = database(bindings.DB)
  for (const sent of ['sent', 'sent by the other parent']) {
    await drafts.beginDraft(db, 'intake', section(sent), NOW)
    expect(await intake.openFile(db, await fileFrom(sent))).toBeDefined()
  }
  await drafts.beginDraft(db, 'intake', section('draft'), NOW)
  await drafts.saveSection(db, section('draft', 'children/01'), NOW)
  await drafts.setResumeCode(db, 'draft', { resumeId: 'code', resumeToken: 'sealed' }, NOW)
  await drafts.beginDraft(db, 'intake', section('expired', 'you', NOW - DAY), NOW - 40 * DAY)
})

const drafted = () => rows('select draft_id as id, section from draft_sections order by draft_id, section')

/** Every verb of this folder, done once in a way that reaches all its statements. */
const verbs: Readonly<Record<string, (db: Database) => PromiseLike<unknown>>> = {
  ping,
  beginDraft: (db) => drafts.beginDraft(db, 'intake', section('new'), NOW),
  'saveSection of a page': async (db) =>
    expect(await drafts.saveSection(db, section('draft'), NOW)).toBe(true),
  'saveSection of a list': async (db) =>
    expect(await drafts.saveSection(db, section('draft', 'children/02'), NOW, 12)).toBe(true),
  saveDevice: async (db) => expect(await drafts.saveDevice(db, section('draft'), NOW)).toBe(true),
  moveDraft: async (db) => {
    const rows = [section('moved'), section('moved', 'children/01')]
    expect(await drafts.moveDraft(db, { id: 'draft', revision: 2 }, rows, NOW)).toBe(true)
    expect(await drafts.readDraft(db, 'moved', NOW)).toHaveLength(2)
  },
  removeItem: async (db) => {
    await drafts.removeItem(db, 'draft', 'children/01')
    expect(await rows("select section from draft_sections where typed = ''")).toHaveLength(1)
  },
  deleteDraft: async (db) => {
    await drafts.deleteDraft(db, 'draft')
    expect(await drafted()).toEqual([{ id: 'expired', section: 'you' }])
  },
  deleteUnlessCoded: async (db) => {
    await drafts.deleteUnlessCoded(db, 'expired')
    expect(await drafted()).toMatchObject([{ id: 'draft' }, { id: 'draft' }])
  },
  readDraft: async (db) => expect(await drafts.readDraft(db, 'draft', NOW)).toHaveLength(2),
  draftRows: async (db) => expect(await drafts.draftRows(db, 'draft')).toHaveLength(2),
  setResumeCode: async (db) =>
    expect(await drafts.setResumeCode(db, 'draft', { resumeId: 'x', resumeToken: 'y' }, NOW)).toBe(true),
  tryResumeCode: async (db) =>
    expect(await drafts.tryResumeCode(db, HERE, 'code', NOW)).toMatchObject({ draft: { id: 'draft' } }),
  countTry: (db) => drafts.countTry(db, 'here', 100),
  countTries: async (db) => expect(await drafts.countTries(db, ['here', 'draft'], 100)).toEqual([1, 1]),
  forgetTries: async (db) => {
    await drafts.countTry(db, 'here', 99)
    await drafts.forgetTries(db, 100)
    expect(await rows('select * from code_tries')).toEqual([])
  },
  forgetExpiredDrafts: async (db) => {
    await drafts.forgetExpiredDrafts(db, NOW)
    expect(await rows('select id from drafts')).toEqual([{ id: 'draft' }])
  },
  readBeforeSending: (db) => intake.readBeforeSending(db, 'draft', ['robin', 'camille'], NOW),
  readDraftAndRoom: async (db) =>
    expect((await intake.readDraftAndRoom(db, 'draft', ['robin', 'camille'], NOW)).sections).toHaveLength(2),
  openFile: async (db) => expect(await intake.openFile(db, await fileFrom('draft', 2))).toBeDefined(),
  readSent: async (db) => expect(await intake.readSent(db, 'sent', 0)).toBeDefined(),
  readOwnFile: async (db) => expect(await ownFile.readOwnFile(db, 'access sent')).toBeDefined(),
  tryFileCode: async (db) =>
    expect(await ownFile.tryFileCode(db, HERE, 'access sent')).toEqual({ tries: 1, known: true }),
  appendAudit: (db) => audit.appendAudit(db, eventOf('file sent')),
  changeOnRecord: async (db) =>
    expect(
      await audit.changeOnRecord(db, eventOf('file sent'), [drafts.removeItem(db, 'draft', 'you')]),
    ).toBe(true),
  changeOnRecordIf: async (db) =>
    expect(await audit.changeOnRecordIf(db, eventOf('file sent'), [], sql`true`)).toBe(true),
  readOnRecord: async (db) =>
    expect(
      await audit.readOnRecord(db, eventOf('file sent'), sql`true`, drafts.draftRows(db, 'draft')),
    ).toHaveLength(2),
  readAudit: async (db) => expect(await audit.readAudit(db, 'file sent')).toHaveLength(1),
  'listFiles of a coordinator': (db) => listed(db, { id: 'robin', administrator: false }),
  'listFiles of an administrator': (db) => listed(db, { id: 'robin', administrator: true }),
  readFile: async (db) =>
    expect(await filesVerbs.readFile(db, 'reference sent')).toMatchObject({ sent: [{}] }),
  clearFile: async (db) => expect(await filesVerbs.clearFile(db, eventOf('file sent', 'cleared'))).toBe(true),
  passOn: async (db) => {
    const mail = mailAbout('file sent', 'passed on')
    expect(await filesVerbs.passOn(db, eventOf('file sent', 'passed_on', 'robin'), [mail])).toBe(true)
    expect(await rows("select id from outbox where kind = 'passed on'")).toHaveLength(1)
  },
  assignFile: async (db) => {
    const mail = mailAbout('file sent', 'assigned')
    expect(await filesVerbs.assignFile(db, eventOf('file sent', 'assigned'), 'camille', mail)).toBe(true)
    expect(await rows("select id from outbox where kind = 'assigned'")).toHaveLength(1)
  },
  decideAssistance: async (db) => {
    const event = eventOf('file sent', 'assistance_decided', 'robin')
    expect(await filesVerbs.decideAssistance(db, event, 'jules')).toBe(true)
  },
  markOpened: async (db) =>
    expect(await filesVerbs.markOpened(db, eventOf('file sent', 'answers_opened', 'robin'))).toBe(true),
  closeFile: async (db) => expect(await filesVerbs.closeFile(db, eventOf('file sent', 'closed'))).toBe(true),
  joinFiles: async (db) => {
    const from = eventOf('file sent by the other parent', 'joined')
    expect(await filesVerbs.joinFiles(db, { from, into: eventOf('file sent', 'joined') })).toBe(true)
    expect(await rows("select id from submissions where file_id = 'file sent'")).toHaveLength(2)
  },
  giveWord: async (db) => {
    await given()
    const row = { ...word('newer'), otherContact: 'sealed', idempotencyKey: 'key newer' }
    const freeze = { id: 'freeze', parentId: 'parent sent', saidIn: 'intake', saidAt: NOW } as const
    const made = { row, replaces: { id: 'word', ended: false }, freeze, mail: news('given') }
    expect(await authorised.giveWord(db, eventOf('file sent'), made)).toBe(true)
    expect(await rows("select id from outbox where kind = 'given'")).toHaveLength(1)
  },
  insertFreeze: (db) =>
    db.batch([
      authorised.insertFreeze(
        db,
        { id: 'freeze', parentId: 'parent sent', saidIn: 'intake', saidAt: NOW },
        sql`true`,
      ),
    ]),
  withdraw: async (db) => {
    await given()
    expect(await authorised.withdraw(db, eventOf('file sent'), 'parent sent', news('stopped'))).toBe(true)
  },
  refuse: async (db) => {
    await rows("insert into authorisations (id, parent_id, made_at) values ('asked', 'parent sent', 1)")
    expect(await authorised.refuse(db, eventOf('file sent'), 'parent sent', news('refused'))).toBe(true)
  },
  refuseUnasked: async (db) => {
    const row = { id: 'no', parentId: 'parent sent', madeAt: NOW, declinedAt: NOW }
    expect(await authorised.refuseUnasked(db, eventOf('file sent'), row, news('refused'))).toBe(true)
  },
  wasGiven: async (db) => {
    await given()
    expect(await authorised.wasGiven(db, 'key word')).toBe(true)
  },
  readReceipt: async (db) => {
    await given()
    expect(await authorised.readReceipt(db, 'access sent')).toMatchObject({ id: 'word' })
  },
  ownFreeze: (db) => authorised.ownFreeze(db, 'access sent'),
  tryReceipt: async (db) => {
    await given()
    expect(await authorised.tryReceipt(db, HERE, 'receipt word')).toEqual({ tries: 1, known: true })
  },
  endingBefore: async (db) => {
    await given()
    expect(await authorised.endingBefore(db, NOW, NOW + 2 * DAY)).toHaveLength(1)
  },
  remind: async (db) => {
    await given()
    const mail = mailAbout('file sent', 'ending')
    expect(await authorised.remind(db, eventOf('file sent'), 'word', mail)).toBe(true)
    expect(await rows("select id from outbox where kind = 'ending'")).toHaveLength(1)
  },
  openOtherContact: async (db) => {
    await given()
    await rows("update submissions set other_contact = 'sealed'")
    expect(await outreachVerbs.openOtherContact(db, byRobin, approach, 4)).toHaveLength(1)
  },
  openRulesOfCall: async (db) => {
    await given()
    expect(await outreachVerbs.openRulesOfCall(db, byRobin, approach, 4)).toEqual({ evidence: 'sealed' })
  },
  isGateOpen: async (db) => {
    await given()
    expect(await outreachVerbs.isGateOpen(db, 'reference sent', approach, 4)).toBe(true)
  },
  'recordOutreach and invite': async (db) => {
    await given()
    expect(await reach(db, 'interested')).toBe(true)
    const made = { id: 'invitation', codeId: 'code', approach, expiresAt: NOW + DAY }
    expect(await outreachVerbs.invite(db, byRobin, made, mailAbout('file sent', 'invited'))).toBe(true)
    expect(await rows("select id from outbox where kind = 'invited'")).toHaveLength(1)
    expect(await reach(db, 'declined')).toBe(true)
    expect(await reach(db, 'declined')).toBe(true)
    expect(await rows('select id from invitations where ended_at is not null')).toHaveLength(1)
  },
  invite: async (db) => {
    const made = { id: 'invitation', codeId: 'code', approach, expiresAt: NOW + DAY }
    expect(await outreachVerbs.invite(db, byRobin, made, undefined)).toBe(false)
  },
  askAuthorisation: async (db) => {
    const mail = mailAbout('file sent', 'asked')
    const asked = { id: 'asked', parentId: 'parent sent' }
    expect(await outreachVerbs.askAuthorisation(db, byRobin, asked, mail)).toBe(true)
    expect(await rows("select id from outbox where kind = 'asked'")).toHaveLength(1)
  },
  recordOrderRead: async (db) => {
    await rows(
      "insert into freezes (id, parent_id, said_in, said_at) values ('freeze', 'parent sent', 'intake', 1)",
    )
    expect(await outreachVerbs.recordOrderRead(db, byRobin, 'nothing-forbids', NOW)).toBe(true)
  },
  renewFileCode: async (db) =>
    expect(await outreachVerbs.renewFileCode(db, byRobin, 'parent sent', 'new access')).toBe(true),
  tryInvitation: async (db) => {
    await invited()
    const found = await invitationsVerbs.tryInvitation(db, HERE, 'invitation code', NOW)
    expect(found).toEqual({ tries: 1, id: 'invitation' })
  },
  readInvitation: async (db) => {
    await invited()
    const found = await invitationsVerbs.readInvitation(db, 'invitation', 'draft', NOW)
    expect(found).toMatchObject({ open: { fileId: 'file sent' }, declined: false, draft: 'else' })
  },
  takeUp: async (db) => {
    await invited()
    await rows("update drafts set invitation_id = 'earlier' where id = 'draft'")
    expect(await invitationsVerbs.takeUp(db, 'invitation', 'draft', NOW)).toMatchObject({ draft: 'begun' })
    expect(await rows("select id from drafts where invitation_id = 'invitation'")).toEqual([{ id: 'draft' }])
  },
  declineInvitation: async (db) => {
    await invited()
    const event = eventOf('file sent', 'invitation_declined')
    const mail = [{ lead: { id: 'robin' }, row: mailAbout('file sent', 'declined') }]
    expect(await invitationsVerbs.declineInvitation(db, event, 'invitation', mail)).toBe(true)
    expect(await rows("select id from outbox where kind = 'declined'")).toHaveLength(1)
  },
  joinByInvitation: async (db) => {
    await invited()
    await rows("update drafts set invitation_id = 'invitation' where id = 'draft'")
    const { joining } = await intake.readBeforeSending(db, 'draft', [], NOW)
    if (!joining) throw new Error('The invitation is open')
    const { submission, tokens, draft } = await fileFrom('draft', 2)
    const { fileId, parentId } = joining
    const made = {
      invitation: joining,
      parent: {
        language: 'en',
        contact: 'sealed',
        givenReference: 'own reference',
        standing: 'received',
        accessId: 'own access',
        route: 'consent',
        invitedAt: NOW,
      },
      submission: { ...submission, fileId, parentId },
      freeze: { id: 'freeze', parentId, saidIn: 'intake', saidAt: NOW },
      tokens,
      mail: [{ lead: { id: 'robin' }, row: mailAbout(fileId, 'joined') }],
      audit: await audit.auditRowAfter(joining.last, eventOf(fileId)),
      draft,
    } as const
    expect(await joinByInvitation(db, made)).toEqual({ lead: 'robin' })
    expect(await rows("select id from submissions where file_id = 'file sent'")).toHaveLength(2)
    expect(await rows('select id from freezes')).toHaveLength(1)
  },
  readBooking: async (db) => {
    await booked()
    const read = await booking.readBooking(db, 'access sent', NOW)
    expect(read).toMatchObject({ own: { sessions: [{}] }, taken: [{}], rules: [{}], last: {} })
  },
  readOwnBooking: async (db) => {
    await booked()
    const read = await ownBooking.readOwnBooking(db, 'access sent')
    expect(read).toMatchObject({ own: { sessions: [{}] }, rules: [{}] })
  },
  readWithAttending: async (db) => {
    await booked()
    expect((await ownBooking.readWithAttending(db, 'access sent'))?.attending).toHaveLength(1)
  },
  keepTime: async (db) => {
    await mayBook()
    expect(await booking.keepTime(db, chosen('kept'), NOW + DAY)).toBe('done')
    expect(await booking.keepTime(db, chosen('kept instead'), NOW + DAY)).toBe('done')
  },
  forgetKeptTimes: async (db) => {
    await mayBook()
    await booking.keepTime(database(bindings.DB), chosen('kept'), NOW + DAY)
    await booking.forgetKeptTimes(db, NOW + DAY)
    expect(await rows('select id from appointments')).toEqual([])
  },
  bookTime: async (db) => {
    await mayBook()
    expect(await booking.bookTime(db, byParent, undefined, chosen('session'), news('booked'))).toBe('done')
    expect(await rows("select id from outbox where kind = 'booked'")).toHaveLength(1)
  },
  moveTime: async (db) => {
    await booked()
    const moving = { ...chosen('session', 2), moves: { id: 'session', sequence: 0 } }
    expect(await booking.moveTime(db, byParent, undefined, moving, news('moved'))).toBe('done')
    expect(await rows("select id from outbox where kind = 'moved'")).toHaveLength(1)
  },
  cancelTime: async (db) => {
    await booked()
    const cancelling = { id: 'session', sequence: 0, takenBackBy: 'parent sent' }
    expect(await booking.cancelTime(db, byParent, undefined, cancelling, news('cancelled'))).toBe(true)
  },
  requestTime: async (db) => {
    await requested()
    const row = { id: 'newer', parentId: 'parent sent', wanted: 'sealed', replaces: 'request' }
    expect(await wishes.requestTime(db, byParent, undefined, row, news('wanted'))).toBe(true)
  },
  agreeToJoint: async (db) => {
    await mayBook()
    const word = { parentId: 'parent sent', agrees: true }
    expect(await wishes.agreeToJoint(db, byParent, undefined, word, news('agreed'))).toBe(true)
  },
  lastAuditRow: async (db) => expect(await audit.lastAuditRow(db, 'file sent')).toHaveLength(1),
  changeOnRecordFrom: async (db) => {
    const [last] = await audit.lastAuditRow(db, 'file sent')
    expect(await audit.changeOnRecordFrom(db, byParent, last, [], sql`true`)).toBe(true)
  },
  toRemindBy: async (db) => {
    await booked()
    expect(await reminders.toRemindBy(db, NOW, NOW + 2 * DAY)).toHaveLength(1)
  },
  remindOfSession: async (db) => {
    await booked()
    const reminded = {
      attendanceId: 'of session',
      appointmentId: 'session',
      fileId: 'file sent',
      sequence: 0,
    }
    await reminders.remindOfSession(db, reminded, NOW, news('reminder'))
    expect(await rows('select id from attendances where reminded_at is not null')).toHaveLength(1)
  },
  listAgenda: async (db) => {
    await booked()
    const listed = await agenda.listAgenda(db, 'robin', { from: NOW, until: NOW + 2 * DAY }, NOW)
    expect(listed).toMatchObject({ appointments: [{}], rules: [{}] })
  },
  readAppointment: async (db) => {
    await booked()
    expect(await agenda.readAppointment(db, 'session', 'robin')).toMatchObject({ parents: [{}], rules: [{}] })
  },
  'bookAtDesk for one parent': async (db) => {
    await requested()
    const { session, attendance } = chosen('session')
    const made = { session, attendances: [attendance] }
    expect(await agenda.bookAtDesk(db, byRobin, made, news('booked'))).toBe('done')
  },
  'bookAtDesk for both': async (db) => {
    await bothMayMeet()
    const { session, attendances } = together('session')
    const made = { session, attendances }
    expect(await agenda.bookAtDesk(db, byRobin, made, news('booked'))).toBe('done')
    expect(await rows('select id from attendances')).toHaveLength(2)
  },
  'moveAtDesk of a joint session': async (db) => {
    await bothMayMeet()
    const { session, attendances } = together('session')
    await agenda.bookAtDesk(database(bindings.DB), byRobin, { session, attendances }, [])
    const moved = { session: { ...session, ...timesOf(2) }, sequence: 0, remindedAt: null }
    expect(await agenda.moveAtDesk(db, byRobin, moved, news('moved'))).toBe('done')
  },
  'moveAtDesk of an individual one': async (db) => {
    await booked()
    const moved = { session: { ...chosen('session').session, ...timesOf(2) }, sequence: 0, remindedAt: null }
    expect(await agenda.moveAtDesk(db, byRobin, moved, news('moved'))).toBe('done')
  },
  noteOutcome: async (db) => {
    await booked()
    const later = { ...byRobin, happenedAt: NOW + 2 * DAY }
    expect(await agenda.noteOutcome(db, later, 'session', 'attended')).toBe(true)
  },
  letBookWith: async (db) => {
    await mayBook('camille')
    expect(await agenda.letBookWith(db, byRobin, 'parent sent')).toBe(true)
  },
  answerTimes: async (db) => {
    await requested()
    expect(await agenda.answerTimes(db, byRobin, 'request')).toBe(true)
  },
  stopMail: async (db) => {
    await rows("update parents set contact = 'sealed' where id = 'parent sent'")
    const contact = { read: 'sealed', contact: 'sealed without an address' }
    expect(await agenda.stopMail(db, byRobin, 'parent sent', contact)).toBe(true)
  },
  readHours: async (db) => {
    await mayBook()
    expect(await hours.readHours(db, 'robin')).toMatchObject({ revision: 1 })
  },
  saveHours: async (db) => {
    await mayBook()
    const saved = { coordinator: 'robin', rules: '{}', revision: 1 }
    expect(await hours.saveHours(db, saved, NOW)).toBe(true)
  },
  makeFeed: async (db) => {
    await feeds.makeFeed(db, { coordinator: 'robin', secretId: 'secret', madeAt: NOW })
    await feeds.makeFeed(db, { coordinator: 'robin', secretId: 'newer secret', madeAt: NOW })
    expect(await rows('select secret_id from calendar_feeds')).toEqual([{ secret_id: 'newer secret' }])
  },
  readFeed: async (db) => {
    await fed()
    expect(await feeds.readFeed(db, 'robin')).toEqual({ madeAt: NOW })
  },
  removeFeed: async (db) => {
    await fed()
    await feeds.removeFeed(db, 'robin')
    expect(await rows('select * from calendar_feeds')).toEqual([])
  },
  openFeed: async (db) => {
    await fed()
    await booked()
    expect(await feeds.openFeed(db, 'secret', NOW)).toMatchObject({ coordinator: 'robin', booked: [{}] })
  },
  queueMail: (db) => outboxVerbs.queueMail(db, mailAbout(null, 'resume')),
  outcomeOf: (db) => outboxVerbs.outcomeOf(db, 'sent'),
  claimDue: async (db) => expect(await outboxVerbs.claimDue(db, NOW, 20)).toHaveLength(2),
  'recordAttempt sent': (db) => outboxVerbs.recordAttempt(db, 'mail', { outcome: 'sent', providerId: 'x' }),
  'recordAttempt queued': (db) =>
    outboxVerbs.recordAttempt(db, 'mail', { outcome: 'queued', lastError: 'x', nextAttemptAt: NOW }),
  'recordAttempt failed': (db) =>
    outboxVerbs.recordAttempt(db, 'mail', { outcome: 'failed', lastError: 'x' }),
}

/** Exported, and asking the database nothing by themselves. */
const pure = [
  'recorded',
  'stillKept',
  'unchanged',
  'revisionOf',
  'joiningQueries',
  'usable',
  'fileInvitedTo',
  'auditRowAfter',
  'brokenAt',
  'isConstraint',
  'database',
  'statement',
  'forLead',
  'queueForLead',
  'endQueued',
  'endInvitations',
  'isBarredElsewhere',
  'isKnownAfter',
  'mayApproach',
  'mayAttempt',
  'isInterested',
  'fileOf',
  'mayMeetJointly',
  'isSlotTaken',
  'bookedOr',
  'forget',
  'keptFor',
  'insertSession',
  'updateSession',
  'insertAttendance',
  'insertSlots',
  'endRequest',
  'endSessionMail',
  'ownFileQueries',
  'ownFileOf',
  'ownBookingQueries',
  'ownBookingOf',
  'ownSessions',
  'ownRequest',
  'rulesQuery',
]

/** The parent who sent the intake may book with Robin, or whom else they are given, who saved hours of their own. */
async function mayBook(coordinator = 'robin'): Promise<void> {
  await rows("update parents set standing = 'received', books_with = ? where id = 'parent sent'", coordinator)
  await rows(
    "insert into availability (coordinator, rules, revision, changed_at) values ('robin', '{}', 1, 1)",
  )
}

/** An hour of a session, so many days from now. */
const timesOf = (days: number) => {
  const [startsAt, endsAt] = [NOW + days * DAY, NOW + days * DAY + 3_600_000]
  return { startsAt, endsAt, takenFrom: startsAt, takenUntil: endsAt, quarters: [days * 96, days * 96 + 1] }
}

/** The time a parent chose, tomorrow unless told otherwise. */
const chosen = (id: string, days = 1): booking.Chosen => ({
  session: {
    ...timesOf(days),
    id,
    fileId: 'file sent',
    coordinator: 'robin',
    kind: 'individual',
    way: 'video',
    madeAt: NOW,
    madeBy: 'parent',
  },
  attendance: { id: `of ${id}`, parentId: 'parent sent', details: `sealed ${days}` },
  offered: { revision: 1, day: { from: NOW, until: NOW + 3 * DAY }, mostADay: 5 },
  moves: undefined,
})

/** A session of both parents of the file. */
const together = (id: string) => {
  const { session, attendance } = chosen(id)
  const other = { ...attendance, id: 'of the other parent', parentId: 'other parent sent' }
  return { session: { ...session, kind: 'joint' } as const, attendances: [attendance, other] }
}

async function bothMayMeet(): Promise<void> {
  await mayBook()
  await rows("update parents set standing = 'received', joint_agreed_at = 1 where file_id = 'file sent'")
}

async function booked(): Promise<void> {
  await mayBook()
  const made = await booking.bookTime(database(bindings.DB), byParent, undefined, chosen('session'), [])
  expect(made).toBe('done')
}

async function requested(): Promise<void> {
  await mayBook()
  await rows("insert into time_requests values ('request', 'parent sent', 1, 'sealed', null)")
}

const fed = () => rows("insert into calendar_feeds values ('robin', 'secret', ?)", NOW)

/** A parent's word in force, which Robin may act on. */
const word = (id: string) => ({
  id,
  parentId: 'parent sent',
  madeAt: NOW,
  grantedAt: NOW,
  expiresAt: NOW + DAY,
  evidence: 'sealed',
})
const given = () =>
  rows(
    `insert into authorisations (id, parent_id, made_at, granted_at, expires_at, evidence, receipt_hash,
      idempotency_key) values ('word', 'parent sent', 1, 1, ${NOW + DAY}, 'sealed', 'receipt word', 'key word')`,
  )
const approach = { authorisationId: 'word', coordinator: 'robin', at: NOW }
const news = (kind: string) => [{ lead: { id: 'robin' }, row: mailAbout('file sent', kind) }]
const reach = (db: Database, outcome: 'interested' | 'declined') =>
  outreachVerbs.recordOutreach(
    db,
    byRobin,
    {
      id: `attempt ${outcome}`,
      authorisationId: 'word',
      attemptedAt: NOW,
      channel: 'phone',
      outcome,
      nextStep: 'none',
    },
    4,
  )

/** Two invitations for the other parent of one file, the earlier of which ended. */
async function invited(): Promise<void> {
  await rows("insert into authorisations (id, parent_id, made_at) values ('given', 'parent sent', 1)")
  for (const [id, ended] of [
    ['earlier', 1],
    ['invitation', null],
  ]) {
    await rows(
      `insert into invitations (id, authorisation_id, code_id, invited_at, expires_at, ended_at)
        values (?1, 'given', ?1 || ' code', 1, ${NOW + DAY}, ?2)`,
      id,
      ended,
    )
  }
}

async function listed(db: Database, who: Parameters<typeof filesVerbs.listFiles>[1]) {
  expect((await filesVerbs.listFiles(db, who, NOW)).files).toHaveLength(2)
}

const section = (draftId: string, name = 'you', keptUntil = NOW + DAY) => ({
  draftId,
  section: name,
  typed: 'sealed',
  keptUntil,
})

const eventOf = (fileId: string, action: audit.Action = 'intake_sent', actor = 'parent') =>
  ({ fileId, actor, action, detail: {}, happenedAt: NOW }) as const

const byParent = eventOf('file sent')
const byRobin = eventOf('file sent', 'attempt_recorded', 'robin')

const mailAbout = (fileId: string | null, kind: string) =>
  ({
    id: `mail ${kind} ${fileId}`,
    fileId,
    kind,
    mail: 'sealed',
    outcome: 'queued',
    attempts: 0,
    nextAttemptAt: NOW,
    createdAt: NOW,
  }) as const

/** A file of one family, sent from a draft of so many saves; Robin leads it. */
const fileFrom = async (draft: string, revision = 1): Promise<intake.NewFile> => ({
  file: { id: `file ${draft}`, reference: `reference ${draft}`, route: 'consent', openedAt: NOW },
  ranking: { leads: ['robin', 'camille'], waiting: false, assistants: ['jules'] },
  parents: [
    {
      id: `parent ${draft}`,
      fileId: `file ${draft}`,
      side: 'initiating',
      language: 'en',
      accessId: `access ${draft}`,
    },
    { id: `other parent ${draft}`, fileId: `file ${draft}`, side: 'other', language: 'en' },
  ],
  submission: {
    id: `intake ${draft}`,
    fileId: `file ${draft}`,
    parentId: `parent ${draft}`,
    form: 'intake',
    version: 2,
    answers: 'sealed',
    idempotencyKey: draft,
    sentAt: NOW,
  },
  tokens: [
    { token: 'parent', kind: 'email', side: 'other' },
    { token: 'child', kind: 'child', side: 'family' },
  ],
  mail: [{ lead: { id: 'robin' }, row: mailAbout(`file ${draft}`, 'new-file') }],
  audit: [{ lead: 'anybody', row: await audit.auditRowAfter(undefined, eventOf(`file ${draft}`)) }],
  draft: { id: draft, revision },
})

it('knows every verb of this folder', () => {
  const files = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./schema.ts'], {
    eager: true,
  })
  const exported = Object.values(files).flatMap((file) =>
    Object.entries(file).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  )
  const run = Object.keys(verbs).map((name) => name.split(' ')[0] ?? '')
  expect(exported.sort()).toEqual([...new Set([...run, ...pure])].sort())
})

it.each(Object.entries(verbs))('%s reads no growing table from end to end', async (_, verb) => {
  const { DB, calls } = countingD1()
  await verb(database(DB))
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
    'insert into drafts (id, form, started_at) select id, form, ? from submissions',
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

/** The lines of a statement's plan that read a table, or an index, from end to end. */
async function scansOf(sql: string): Promise<string[]> {
  const parameters = (sql.match(/\?/g) ?? []).map(() => 1)
  const plan = await rows<{ detail: string }>(`explain query plan ${sql}`, ...parameters)
  const found = await foundBefore(sql)
  return plan
    .map(({ detail }) => detail)
    .filter((line) => line.startsWith('SCAN') && !harmless.test(line) && !found.has(line.split(' ')[1] ?? ''))
}

/** A list given as a parameter, a row without a table, and what a part of the same plan has found already. */
const harmless =
  /^SCAN (json_each\b|CONSTANT ROW|\(subquery|SUBQUERY|\d+ CONSTANT ROWS|\d+-ROW VALUES CLAUSE)/

/** The parts of a statement that it names itself: each is read whole, after its own lines of the plan. */
async function foundBefore(sql: string): Promise<Set<string>> {
  const tables = await rows<{ name: string }>("select name from sqlite_master where type = 'table'")
  const named = [...sql.matchAll(/(?:\bwith|,)\s+(\w+)(?:\(\w+\))? as \(\s*select\b/gi)].map(
    ([, name = '']) => name,
  )
  return new Set(named.filter((name) => !tables.some((table) => table.name === name)))
}
