import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../content/time/units.ts'
import { listAuditActions } from '../tests/support/audit-events.ts'
import { changesNothing, countRows, expectRefused, queryRows } from '../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildIntakeRow,
  buildMessageRow,
  buildParentRow,
  emptyFormVersion,
} from '../tests/support/file-rows.ts'
import { insertScreening } from '../tests/support/screenings.ts'
import {
  createWatchedD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import type { AuditEvent } from './audit.ts'
import {
  type CallAttempt,
  isCallAllowedNow,
  readSealedAuthorisationEvidenceWithAudit,
  readSealedOtherParentContactWithAudit,
  recordCallAttempt,
  replaceInvitationAndQueueMessage,
  requestAuthorisation,
} from './call-attempts.ts'
import type { Database } from './database.ts'
import { insertFormVersionStatement } from './form-versions.ts'
import { declineInvitation } from './invitations.ts'
import {
  authorisations,
  callAttempts,
  contactHolds,
  files,
  invitations,
  matchTokens,
  outbox,
  parents,
  submissions,
} from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 20, 18)
const MINUTE = 60_000
const MOST = 4

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await insertFile('file')
  await insertFile('another')
})

/** Inserts a file led by Robin, whose initiating parent wrote and authorised a call a day ago. */
async function insertFile(id: string): Promise<void> {
  await db.batch([
    db.insert(files).values(buildFileRow(id, { route: 'one-parent', leadCoordinatorId: 'robin' })),
    db
      .insert(parents)
      .values([
        buildParentRow(id, 'initiating', { status: 'received', accessCodeHash: `old code ${id}` }),
        buildParentRow(id, 'other', { language: 'fr' }),
      ]),
    db.insert(submissions).values(submissionRow(id, 'initiating')),
    db.insert(authorisations).values({
      id: `authorisation ${id}`,
      parentId: `initiating ${id}`,
      createdAt: NOW - DAY_MS,
      grantedAt: NOW - DAY_MS,
      expiresAt: NOW + 30 * DAY_MS,
      sealedOtherContact: `sealed better contact ${id}`,
    }),
  ])
  await insertScreening(`initiating ${id}`)
}

const submissionRow = (fileId: string, side: 'initiating' | 'other') =>
  buildIntakeRow(fileId, side, {
    sealedOtherContact: `sealed contact ${side} ${fileId}`,
    sentAt: NOW - 2 * DAY_MS,
  })

const auditEvent = (action: AuditEvent['action'], actor = 'robin') =>
  buildAuditEvent('file', actor, action, NOW)

const gateCheck = (coordinatorId = 'robin', authorisationId = 'authorisation file') => ({
  authorisationId,
  coordinatorId,
  at: NOW,
})

const readContact = (on: Database = db, coordinatorId = 'robin') =>
  readSealedOtherParentContactWithAudit(
    on,
    auditEvent('other_contact_read', coordinatorId),
    gateCheck(coordinatorId),
    MOST,
  )

const callAttempt = (facts: Partial<CallAttempt> = {}): CallAttempt => ({
  id: crypto.randomUUID(),
  authorisationId: 'authorisation file',
  attemptedAt: NOW - MINUTE,
  channel: 'phone',
  outcome: 'no-answer',
  nextStep: 'call-again',
  ...facts,
})

const recordAttempt = (facts: Partial<CallAttempt> = {}, actor = 'robin') =>
  recordCallAttempt(db, auditEvent('call_attempt_recorded', actor), callAttempt(facts), MOST)

const newInvitation = (id: string, authorisationId = 'authorisation file') => ({
  id,
  codeHash: `code ${id}`,
  locatorHash: `locator ${id}`,
  gateCheck: gateCheck('robin', authorisationId),
  expiresAt: NOW + 14 * DAY_MS,
})

const messageRow = (id: string) => buildMessageRow('file', NOW, { id, kind: 'invitation' })

const contactHoldRow = (reportedAt = NOW - DAY_MS) =>
  ({ id: `hold ${reportedAt}`, parentId: 'initiating file', reportedIn: 'intake', reportedAt }) as const

/** Every event that shuts the gate, as another writer records it. */
const gateClosers: Readonly<Record<string, () => PromiseLike<unknown>>> = {
  'the authorisation was withdrawn': () => updateAuthorisation({ withdrawnAt: NOW }),
  'the authorisation was withdrawn by a clock ahead of ours': () =>
    updateAuthorisation({ withdrawnAt: NOW + 30_000 }),
  'the authorisation expired': () => updateAuthorisation({ expiresAt: NOW }),
  'a newer authorisation superseded it': () => updateAuthorisation({ supersededAt: NOW }),
  'it was only requested': () => updateAuthorisation({ grantedAt: null, expiresAt: null }),
  'the file was closed': () => db.update(files).set({ stage: 'closed' }),
  'somebody else leads': () => db.update(files).set({ leadCoordinatorId: 'camille' }),
  'nobody leads': () => db.update(files).set({ leadCoordinatorId: null }),
  'a contact hold is active': () => db.insert(contactHolds).values(contactHoldRow(NOW + 1)),
  'the other parent said no': () => insertAttempt({ outcome: 'declined' }),
  'it is not safe to go on': () => insertAttempt({ outcome: 'unsafe' }),
  'the number is wrong': () => insertAttempt({ outcome: 'wrong-number' }),
  'the other parent came': () => db.insert(submissions).values(submissionRow('file', 'other')),
  'the other parent came in another file': () => insertRelatedFile({ createdAt: NOW - 1 }),
  'the other parent came in another file by a clock ahead': () =>
    insertRelatedFile({ createdAt: NOW + 30_000 }),
  'a contact hold is active in another file': () => insertRelatedFile({ createdAt: 1, reportedAt: NOW - 1 }),
}

const updateAuthorisation = (columns: Partial<typeof authorisations.$inferInsert>) =>
  db.update(authorisations).set(columns).where(eq(authorisations.id, 'authorisation file'))

/** Inserts a call attempt past every gate. */
const insertAttempt = (facts: Partial<CallAttempt> = {}) =>
  db.insert(callAttempts).values({ ...callAttempt(facts), recordedAt: NOW, recordedBy: 'robin' })

/** Reads while something else happens right before the reading itself. Gives what was read, and the database's rows. */
async function readRightAfter(close: () => PromiseLike<unknown>, read: (on: Database) => Promise<unknown>) {
  let rows: unknown
  const DB = createWatchedD1(async (statements, go) => {
    if (statements.length === 1) return go()
    await close()
    const results = await go()
    rows = (results as { results: unknown[] }[])[0]?.results
    return results
  })
  return { read: await read(openTestDatabase(DB)), rows }
}

/** Inserts a related file, in which a parent may have reported an order. */
async function insertRelatedFile({
  kind = 'phone',
  reportedAt,
  liftedAt = null,
  ...facts
}: Partial<typeof files.$inferInsert> & {
  kind?: 'phone' | 'child' | 'lawyer'
  reportedAt?: number
  liftedAt?: number | null
}): Promise<void> {
  const id = 'related'
  await db.batch([
    db.insert(files).values(buildFileRow(id, { route: 'one-parent', ...facts })),
    db.insert(parents).values(buildParentRow(id, 'initiating', { id: 'parent related' })),
    db.insert(matchTokens).values([
      { token: 'same', kind, fileId: id, side: 'initiating' },
      { token: 'same', kind, fileId: 'file', side: 'other' },
    ]),
    ...(reportedAt
      ? [
          db.insert(contactHolds).values({
            ...contactHoldRow(reportedAt),
            id: 'hold there',
            parentId: 'parent related',
            liftedAt,
          }),
        ]
      : []),
  ])
}

const useUpAttempts = async (n = MOST) => {
  for (let made = 0; made < n; made++) await insertAttempt({ attemptedAt: NOW - DAY_MS / 2 })
}

describe('opening the other parent’s contact details', () => {
  it('gives those of the intake and of the authorisation, sealed, of that parent alone, and has an audit event', async () => {
    await insertFormVersionStatement(db, emptyFormVersion)
    await updateAuthorisation({ formVersionHash: emptyFormVersion.hash })
    const opened = await readContact()
    expect(opened).toHaveLength(2)
    expect(opened).toEqual(
      expect.arrayContaining([
        {
          ...{ sourceTable: 'authorisations', id: 'authorisation file' },
          ...{ sealed: 'sealed better contact file', formVersion: emptyFormVersion },
        },
        {
          sourceTable: 'submissions',
          id: 'initiating intake file',
          sealed: 'sealed contact initiating file',
          // It holds its questions itself.
          formVersion: null,
        },
      ]),
    )
    expect(await listAuditActions('file')).toEqual(['other_contact_read'])
  })

  it('has an audit event when there were none to show', async () => {
    await db.update(authorisations).set({ sealedOtherContact: null })
    await db.update(submissions).set({ sealedOtherContact: null })
    expect(await readContact()).toEqual([])
    expect(await listAuditActions('file')).toEqual(['other_contact_read'])
  })

  it.each(Object.entries(gateClosers))('is refused, with no trace, when %s', async (_, close) => {
    expect(await isCallAllowedNow(db, 'file', gateCheck(), MOST)).toBe(true)
    await close()
    expect(await changesNothing(() => readContact())).toBeUndefined()
    expect(await isCallAllowedNow(db, 'file', gateCheck(), MOST)).toBe(false)
  })

  it.each(Object.entries(gateClosers))(
    'is refused when this comes right before the reading itself: %s',
    async (_, close) => {
      expect(await readRightAfter(close, readContact)).toEqual({ read: undefined, rows: [] })
      expect(await listAuditActions('file')).toEqual([])
    },
  )

  it('is refused when every attempt is used, whichever authorisation they were made under', async () => {
    await useUpAttempts(MOST - 1)
    expect(await readContact()).toHaveLength(2)
    await useUpAttempts(1)
    expect(await readContact()).toBeUndefined()
  })

  it('is refused to anybody else, and for an authorisation of another file', async () => {
    expect(await readContact(db, 'camille')).toBeUndefined()
    expect(await isCallAllowedNow(db, 'another', gateCheck(), MOST)).toBe(false)
    expect(await isCallAllowedNow(db, 'nowhere', gateCheck(), MOST)).toBe(false)
  })

  it('has its audit event before anything else can: two at once are two rows of one chain', async () => {
    await Promise.all([readContact(), readContact()])
    expect(await listAuditActions('file')).toHaveLength(2)
  })
})

describe('a related file', () => {
  const reviewedAt = (conflictsReviewedAt: number) =>
    queryRows("update files set conflicts_reviewed_at = ? where id = 'file'", conflictsReviewedAt)
  const cases: readonly [open: boolean, why: string, change: () => Promise<unknown>][] = [
    [true, 'was created before this one', () => insertRelatedFile({ createdAt: 1 })],
    [false, 'was created since', () => insertRelatedFile({ createdAt: 2 })],
    [
      false,
      'was created since, and shares a child',
      () => insertRelatedFile({ createdAt: 2, kind: 'child' }),
    ],
    [false, 'waits for a coordinator', () => insertRelatedFile({ createdAt: 2, stage: 'waiting' })],
    [true, 'was created since and is closed', () => insertRelatedFile({ createdAt: 2, stage: 'closed' })],
    [true, 'shares only a lawyer', () => insertRelatedFile({ createdAt: 2, kind: 'lawyer', reportedAt: 3 })],
    [true, 'was reviewed', () => insertRelatedFile({ createdAt: 2 }).then(() => reviewedAt(2))],
    [
      false,
      'was created after the last review',
      () => insertRelatedFile({ createdAt: 3 }).then(() => reviewedAt(2)),
    ],
    [false, 'has a contact hold', () => insertRelatedFile({ reportedAt: NOW })],
    [
      false,
      'has a contact hold, and was reviewed',
      () => insertRelatedFile({ reportedAt: 3 }).then(() => reviewedAt(9)),
    ],
    [true, 'has a contact hold that was lifted', () => insertRelatedFile({ reportedAt: 3, liftedAt: NOW })],
    [true, 'has a contact hold and is closed', () => insertRelatedFile({ reportedAt: 3, stage: 'closed' })],
  ]
  it.each(cases)('lets the call be made: %s, when it %s', async (open, _, change) => {
    await insertAttempt({ outcome: 'interested', attemptedAt: NOW - 1 })
    await change()
    expect(await isCallAllowedNow(db, 'file', gateCheck(), MOST)).toBe(open)
    expect((await readContact()) !== undefined).toBe(open)
    expect(await recordAttempt({ attemptedAt: NOW })).toBe(open)
    expect(
      await replaceInvitationAndQueueMessage(
        db,
        auditEvent('invitation_created'),
        newInvitation('one'),
        undefined,
      ),
    ).toBe(open)
    await queryRows('update authorisations set expires_at = ?', NOW - DAY_MS)
    const request = { id: 'request', parentId: 'initiating file' }
    expect(await requestAuthorisation(db, auditEvent('authorisation_requested'), request, undefined)).toBe(
      open,
    )
  })

  it.each([
    ['it was created', { createdAt: NOW - MINUTE + 1 }],
    ['an order was reported in it', { reportedAt: NOW - MINUTE + 1 }],
  ])('still lets an attempt be recorded that was made before %s', async (_, facts) => {
    await insertRelatedFile(facts)
    await expectRefused(() => recordAttempt({ attemptedAt: NOW - MINUTE + 1 }))
    expect(await recordAttempt({ attemptedAt: NOW - MINUTE })).toBe(true)
  })
})

describe('opening what a parent answered about the call', () => {
  const readAnswers = (on: Database = db) =>
    readSealedAuthorisationEvidenceWithAudit(on, auditEvent('call_sheet_read'), gateCheck(), MOST)

  it('gives it, sealed, with an audit event', async () => {
    await db.update(authorisations).set({ sealedEvidence: 'sealed evidence' })
    expect(await readAnswers()).toEqual({ sealedEvidence: 'sealed evidence', formVersion: null })
    await insertFormVersionStatement(db, emptyFormVersion)
    await updateAuthorisation({ formVersionHash: emptyFormVersion.hash })
    expect(await readAnswers()).toMatchObject({ formVersion: emptyFormVersion })
    expect(await listAuditActions('file')).toEqual(['call_sheet_read', 'call_sheet_read'])
  })

  it.each(Object.entries(gateClosers))('is refused, with no trace, when %s', async (_, close) => {
    await close()
    expect(await changesNothing(() => readAnswers())).toBeUndefined()
  })

  it('is refused when the authorisation is withdrawn right before the reading itself', async () => {
    const withdraw = () => updateAuthorisation({ withdrawnAt: NOW })
    expect(await readRightAfter(withdraw, readAnswers)).toEqual({ read: undefined, rows: [] })
  })
})

describe('recording a call attempt', () => {
  it('stores when, by whom, how it ended and what comes next, with an audit event', async () => {
    expect(await recordAttempt({ id: 'one' })).toBe(true)
    expect(await queryRows('select * from call_attempts')).toEqual([
      {
        id: 'one',
        authorisation_id: 'authorisation file',
        attempted_at: NOW - MINUTE,
        recorded_at: NOW,
        recorded_by: 'robin',
        channel: 'phone',
        outcome: 'no-answer',
        next_step: 'call-again',
      },
    ])
    expect(await listAuditActions('file')).toEqual(['call_attempt_recorded'])
  })

  it.each(Object.entries(gateClosers).filter(([why]) => !/clock|no$|safe|wrong|came|hold/.test(why)))(
    'is refused when %s before it was made',
    async (_, close) => {
      await close()
      await expectRefused(() => recordAttempt({ attemptedAt: NOW }))
    },
  )

  it.each([
    'the authorisation was withdrawn',
    'a newer authorisation superseded it',
    'a contact hold is active',
    'the other parent came',
  ])('is recorded all the same when %s after it was made', async (why) => {
    await gateClosers[why]?.()
    await queryRows('update submissions set sent_at = ? where parent_id = ?', NOW, 'other file')
    expect(await recordAttempt()).toBe(true)
  })

  it.each([
    ['before the authorisation was granted', NOW - DAY_MS - 1],
    ['more than a week ago', NOW - 7 * DAY_MS - 1],
    ['in the future', NOW + 1],
  ])('is refused when it is said to have been made %s', async (_, attemptedAt) => {
    await queryRows('update authorisations set granted_at = ?', Math.min(NOW - 8 * DAY_MS, NOW))
    if (attemptedAt === NOW - DAY_MS - 1)
      await queryRows('update authorisations set granted_at = ?', NOW - DAY_MS)
    await expectRefused(() => recordAttempt({ attemptedAt }))
  })

  it('twice, by a double press or a retry, is recorded once and answered alike', async () => {
    const one = callAttempt({ id: 'one' })
    const send = () => recordCallAttempt(db, auditEvent('call_attempt_recorded'), one, MOST)
    expect(await Promise.all([send(), send()])).toEqual([true, true])
    expect(await send()).toBe(true)
    expect(await countRows('call_attempts')).toBe(1)
    expect(await listAuditActions('file')).toEqual(['call_attempt_recorded'])
    await gateClosers['the authorisation was withdrawn']?.()
    expect(await send()).toBe(true)
  })

  it('is refused under the id of another one', async () => {
    await recordAttempt({ id: 'one' })
    await expectRefused(() => recordAttempt({ id: 'one', outcome: 'interested' }))
    await expectRefused(() => recordAttempt({ id: 'one' }, 'camille'))
  })

  it('never goes beyond what the practice allows, however many write at once', async () => {
    await useUpAttempts(MOST - 1)
    const recorded = await Promise.all(Array.from({ length: 5 }, () => recordAttempt()))
    expect(recorded.filter(Boolean)).toHaveLength(1)
    expect(await countRows('call_attempts')).toBe(MOST)
    expect(await listAuditActions('file')).toEqual(['call_attempt_recorded'])
  })

  it('at a wrong number uses none of them, and is the last under that authorisation', async () => {
    await useUpAttempts(MOST - 1)
    expect(await recordAttempt({ outcome: 'wrong-number' })).toBe(true)
    expect(await recordAttempt({ attemptedAt: NOW })).toBe(false)
    await queryRows("update authorisations set superseded_at = ? where id = 'authorisation file'", NOW)
    await db.insert(authorisations).values({
      id: 'newer',
      parentId: 'initiating file',
      createdAt: NOW,
      grantedAt: NOW,
      expiresAt: NOW + DAY_MS,
    })
    expect(await recordAttempt({ authorisationId: 'newer', attemptedAt: NOW })).toBe(true)
    expect(await recordAttempt({ authorisationId: 'newer', attemptedAt: NOW })).toBe(false)
  })

  it.each([
    ['declined', NOW],
    ['unsafe', NOW],
    ['wrong-number', NOW],
    ['interested', null],
    ['wants-time', null],
    ['no-answer', null],
  ] as const)('that ended with “%s” ends the open invitations of that file: %s', async (outcome, endedAt) => {
    const invitation = {
      authorisationId: 'authorisation file',
      createdAt: NOW - DAY_MS,
      expiresAt: NOW + DAY_MS,
    }
    await db.insert(invitations).values([
      { ...invitation, id: 'open', codeHash: 'open' },
      { ...invitation, id: 'used', codeHash: 'used', acceptedAt: NOW - 2 },
      { ...invitation, id: 'ended', codeHash: 'ended', endedAt: NOW - 3 },
      { ...invitation, id: 'another', codeHash: 'another', authorisationId: 'authorisation another' },
    ])
    expect(await recordAttempt({ outcome })).toBe(true)
    expect(await queryRows('select id, ended_at from invitations order by id')).toEqual([
      { id: 'another', ended_at: null },
      { id: 'ended', ended_at: NOW - 3 },
      { id: 'open', ended_at: endedAt },
      { id: 'used', ended_at: null },
    ])
  })

  it('that is refused ends no invitation, and cancels none of its messages', async () => {
    await db
      .insert(invitations)
      .values({ ...newInvitation('open'), authorisationId: 'authorisation file', createdAt: NOW - DAY_MS })
    await db.insert(outbox).values(messageRow('open'))
    await useUpAttempts()
    await expectRefused(() => recordAttempt({ outcome: 'wrong-number' }))
  })

  const stopping = (['declined', 'unsafe'] as const).flatMap((outcome) =>
    Object.keys(gateClosers)
      .filter((why) => !/closed|leads/.test(why))
      .map((why) => ({ outcome, why })),
  )
  it.each(stopping)(
    'is always recorded when it ended with “$outcome”, even when $why',
    async ({ outcome, why }) => {
      await db
        .insert(invitations)
        .values({ ...newInvitation('open'), authorisationId: 'authorisation file', createdAt: NOW - DAY_MS })
      await useUpAttempts()
      await gateClosers[why]?.()
      expect(await recordAttempt({ outcome, attemptedAt: NOW, nextStep: 'none' })).toBe(true)
      expect(await queryRows('select ended_at from invitations')).toEqual([{ ended_at: NOW }])
      expect(await listAuditActions('file')).toEqual(['call_attempt_recorded'])
    },
  )

  it.each(['declined', 'unsafe'] as const)(
    '“%s” is recorded for nobody but whoever leads, in an open file, under an authorisation of that file',
    async (outcome) => {
      const stop = (facts: Partial<CallAttempt> = {}, actor?: string) =>
        recordAttempt({ outcome, ...facts }, actor)
      await expectRefused(() => stop({ authorisationId: 'authorisation another' }))
      await expectRefused(() => stop({ authorisationId: 'nothing' }))
      await expectRefused(() => stop({}, 'camille'))
      await gateClosers['the file was closed']?.()
      await expectRefused(() => stop())
    },
  )
})

describe('inviting the other parent', () => {
  const inviteNow = (id: string, message?: ReturnType<typeof messageRow>) =>
    replaceInvitationAndQueueMessage(db, auditEvent('invitation_created'), newInvitation(id), message)

  it('is done once they were reached and are interested, with its message, in place of an older one', async () => {
    await expectRefused(() => inviteNow('early', messageRow('early')))
    await recordAttempt({ outcome: 'interested', nextStep: 'invite' })
    expect(await inviteNow('first')).toBe(true)
    expect(await inviteNow('second', messageRow('second'))).toBe(true)
    expect(
      await queryRows('select id, code_hash, expires_at, ended_at from invitations order by id'),
    ).toEqual([
      { id: 'first', code_hash: 'code first', expires_at: NOW + 14 * DAY_MS, ended_at: NOW },
      { id: 'second', code_hash: 'code second', expires_at: NOW + 14 * DAY_MS, ended_at: null },
    ])
    expect(await queryRows('select id from outbox')).toEqual([{ id: 'second' }])
    expect(await listAuditActions('file')).toEqual([
      'call_attempt_recorded',
      'invitation_created',
      'invitation_created',
    ])
  })

  const messages = () => queryRows('select id, outcome, last_error, sealed_message from outbox order by id')
  const cancelled = { outcome: 'failed', last_error: 'ended', sealed_message: '' }
  const queued = { outcome: 'queued', last_error: null, sealed_message: 'sealed' }

  it('again cancels the message of the older one that has not left, and not its own', async () => {
    await db.insert(outbox).values({ ...messageRow('receipt'), kind: 'receipt' })
    await recordAttempt({ outcome: 'interested' })
    await inviteNow('first', messageRow('first'))
    await inviteNow('second', messageRow('second'))
    expect(await messages()).toEqual([
      { id: 'first', ...cancelled },
      { id: 'receipt', ...queued },
      { id: 'second', ...queued },
    ])
  })

  it('is undone by a call that ends calls: its message does not leave either', async () => {
    await recordAttempt({ outcome: 'interested' })
    await inviteNow('first', messageRow('first'))
    await recordAttempt({ outcome: 'unsafe' })
    expect(await messages()).toEqual([{ id: 'first', ...cancelled }])
  })

  it('is undone when the other parent declines: a message that repeats it does not leave', async () => {
    await recordAttempt({ outcome: 'interested' })
    await inviteNow('first', messageRow('first'))
    const news = { ...messageRow('news'), kind: 'file-news' as const }
    const decline = (id: string) =>
      declineInvitation(db, auditEvent('invitation_declined', 'parent'), id, [{ lead: 'anybody', row: news }])
    await expectRefused(() => decline('nothing'))
    expect(await decline('first')).toBe(true)
    expect(await messages()).toEqual([
      { id: 'first', ...cancelled },
      { id: 'news', ...queued },
    ])
  })

  it('is done when every attempt is used', async () => {
    await recordAttempt({ outcome: 'interested' })
    await useUpAttempts(MOST - 1)
    expect(await inviteNow('one')).toBe(true)
  })

  it('is not done for interest in another file', async () => {
    const theirs = callAttempt({ authorisationId: 'authorisation another', outcome: 'interested' })
    expect(await recordCallAttempt(db, auditEvent('call_attempt_recorded'), theirs, MOST)).toBe(false)
    await db.insert(callAttempts).values({ ...theirs, recordedAt: NOW, recordedBy: 'robin' })
    await expectRefused(() => inviteNow('one'))
    await expectRefused(() =>
      replaceInvitationAndQueueMessage(
        db,
        auditEvent('invitation_created'),
        newInvitation('one', 'authorisation another'),
        undefined,
      ),
    )
  })

  it.each(Object.entries(gateClosers))('is refused, its message with it, when %s', async (_, close) => {
    await recordAttempt({ outcome: 'interested' })
    await inviteNow('first')
    await close()
    await expectRefused(() => inviteNow('second', messageRow('second')))
  })
})

describe('requesting an authorisation from a parent', () => {
  const request = (
    id: string,
    { parentId = 'initiating file', actor = 'robin', message = messageRow(`message ${id}`) } = {},
  ) => requestAuthorisation(db, auditEvent('authorisation_requested', actor), { id, parentId }, message)

  it('stores who requested it, queues the message, and has an audit event', async () => {
    await queryRows('delete from authorisations')
    expect(await request('request')).toBe(true)
    expect(await queryRows('select * from authorisations')).toMatchObject([
      {
        id: 'request',
        parent_id: 'initiating file',
        created_at: NOW,
        requested_by: 'robin',
        granted_at: null,
      },
    ])
    expect(await queryRows('select id from outbox')).toEqual([{ id: 'message request' }])
    expect(await listAuditActions('file')).toEqual(['authorisation_requested'])
    await expectRefused(() => request('again'))
  })

  it('twice at the same moment requests once', async () => {
    await queryRows('delete from authorisations')
    const requested = await Promise.all([request('one'), request('two')])
    expect(requested.filter(Boolean)).toHaveLength(1)
    expect(await countRows('outbox')).toBe(1)
  })

  it.each([
    ['withdrawn', 'withdrawn_at = ?', NOW - 1],
    ['declined', 'declined_at = ?', NOW - 1],
    ['expired', 'expires_at = ?', NOW],
  ])('takes the place of an authorisation that was %s', async (_, ended, at) => {
    await queryRows(`update authorisations set ${ended}`, at)
    expect(await request('request')).toBe(true)
    expect(await queryRows('select id, superseded_at from authorisations order by id')).toEqual([
      { id: 'authorisation another', superseded_at: null },
      { id: 'authorisation file', superseded_at: NOW },
      { id: 'request', superseded_at: null },
    ])
  })

  it('is refused while an authorisation is in force, on hold or not', async () => {
    await expectRefused(() => request('request'))
    await db.insert(contactHolds).values(contactHoldRow())
    await expectRefused(() => request('request'))
  })

  it.each([
    'the file was closed',
    'somebody else leads',
    'nobody leads',
    'the other parent said no',
    'it is not safe to go on',
    'the other parent came',
    'the other parent came in another file',
    'the other parent came in another file by a clock ahead',
    'a contact hold is active in another file',
  ])('is refused when %s', async (why) => {
    await queryRows('update authorisations set expires_at = ?', NOW - DAY_MS)
    await gateClosers[why]?.()
    await expectRefused(() => request('request'))
  })

  it('is refused for a parent who has sent nothing, and for one of another file', async () => {
    await queryRows('update authorisations set expires_at = ?', NOW - DAY_MS)
    await expectRefused(() => request('request', { parentId: 'other file' }))
    await expectRefused(() => request('request', { parentId: 'initiating another' }))
    await expectRefused(() => request('request', { actor: 'camille' }))
  })

  it('is done while a contact hold is active in this file itself: a new authorisation asks about the order', async () => {
    await queryRows('update authorisations set expires_at = ?', NOW - DAY_MS)
    await insertRelatedFile({ createdAt: 1 })
    await db.insert(contactHolds).values(contactHoldRow())
    expect(await request('request')).toBe(true)
  })

  it('is refused for a parent who came by invitation', async () => {
    await queryRows('update authorisations set expires_at = ?', NOW - DAY_MS)
    await queryRows("update parents set invitation_accepted_at = 1 where id = 'initiating file'")
    await expectRefused(() => request('request'))
    await queryRows('update parents set invitation_accepted_at = null')
    expect(await request('request')).toBe(true)
  })
})
