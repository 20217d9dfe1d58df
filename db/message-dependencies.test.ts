import { beforeEach, describe, expect, it } from 'vitest'
import {
  type MessageDependencyOf,
  type MessageKind,
  messageKindDefinitions,
} from '../content/mail/message-kinds.ts'
import { changesNothing, queryRows } from '../tests/support/database-rows.ts'
import { buildFileRow, buildMessageRow, buildParentRow } from '../tests/support/file-rows.ts'
import { insertScreening } from '../tests/support/screenings.ts'
import {
  bindings,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
  withoutTriggers,
} from '../tests/support/test-portal.ts'
import { claimDueMessages, recordDeliveryAttempt } from './outbox.ts'
import {
  appointments,
  attendances,
  authorisations,
  contactHolds,
  draftSections,
  drafts,
  files,
  invitations,
  outbox,
  parents,
} from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 22, 15)
const attendance = { attendanceId: 'attendance', sequence: 3 }
const MERGE_AWAY = "update parents set id = 'merged away' where id = 'initiating file'"
const authorisation = { authorisationId: 'authorisation' }

/**
 * For each kind: the facts its message carries, a change that the rows of `insertFamily` need first, and the changes
 * after which the message does not leave.
 */
const cases: {
  readonly [Kind in MessageKind]: {
    readonly dependsOn: MessageDependencyOf<Kind>
    readonly first?: string
    readonly endings: readonly string[]
  }
} = {
  'new-file': {
    dependsOn: { leadId: 'robin' },
    endings: [
      "update files set lead_coordinator_id = 'camille'",
      'update files set lead_coordinator_id = null',
    ],
  },
  'file-news': {
    dependsOn: { leadId: null },
    first: 'update files set lead_coordinator_id = null',
    endings: ["update files set lead_coordinator_id = 'robin'"],
  },
  'approval-asked': {
    dependsOn: { askedAt: NOW - 5, readerId: 'camille' },
    first: `insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
      values ('file', 1, 'robin', 'approval_requested', '{}', ${NOW - 5}, 'x', 'y')`,
    endings: [
      ...['approval_given', 'approval_declined', 'approval_requested', 'assigned'].map(
        (
          action,
        ) => `insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
          values ('file', 2, 'jules', '${action}', '{}', ${NOW - 4}, 'x', 'y')`,
      ),
      "update outbox set depends_on = json_set(depends_on, '$.readerId', 'robin')",
      "update files set stage = 'not-genuine'",
    ],
  },
  'record-broken': { dependsOn: {}, endings: [] },
  'record-anchor': { dependsOn: {}, endings: [] },
  'messages-held': { dependsOn: {}, endings: [] },
  operations: { dependsOn: {}, endings: [] },
  'daily-digest': { dependsOn: {}, endings: [] },
  receipt: { dependsOn: {}, endings: [MERGE_AWAY] },
  'resume-code': {
    dependsOn: { resumeCodeHash: 'hash', sections: ['reaching-you', 'other-parent'], revision: 2 },
    endings: [
      'delete from drafts',
      "update drafts set resume_code_hash = 'of a newer code'",
      'update drafts set resume_code_hash = null',
      "update draft_sections set revision = 3 where section = 'reaching-you'",
      "insert into draft_sections (draft_id, section, sealed_fields, revision, expires_at) values ('draft', 'other-parent', 'sealed', 1, 9e15)",
      `update draft_sections set expires_at = ${NOW}`,
    ],
  },
  'authorisation-requested': {
    dependsOn: authorisation,
    first: 'update authorisations set granted_at = null, expires_at = null',
    endings: [
      'update authorisations set granted_at = 1, expires_at = 9e15',
      'update authorisations set declined_at = 1',
      'update authorisations set superseded_at = 1',
      "update files set stage = 'closed'",
      'delete from authorisations',
    ],
  },
  'authorisation-expiring': {
    dependsOn: authorisation,
    endings: [
      'update authorisations set withdrawn_at = 1',
      'update authorisations set superseded_at = 1',
      `update authorisations set expires_at = ${NOW}`,
      "update files set stage = 'closed'",
    ],
  },
  'letter-to-read': {
    dependsOn: { letterId: 'letter' },
    first: `insert into sent_letters (id, parent_id, template, delivery, sealed_text, sent_by, sent_at)
      values ('letter', 'initiating file', 'checking-in', 'your-file', 'sealed', 'robin', 1)`,
    endings: [
      'delete from sent_letters',
      'update contact_holds set lifted_at = null',
      "update sent_letters set parent_id = 'other file'",
    ],
  },
  invitation: {
    dependsOn: { invitationId: 'invitation' },
    endings: [
      'update invitations set ended_at = 1',
      'update invitations set accepted_at = 1',
      `update invitations set expires_at = ${NOW}`,
      'update authorisations set withdrawn_at = 1',
      `update authorisations set expires_at = ${NOW}`,
      "update files set stage = 'closed'",
      'update contact_holds set lifted_at = null',
    ],
  },
  'appointment-booked': {
    dependsOn: attendance,
    endings: [
      'update appointments set cancelled_at = 1',
      'update appointments set sequence = 4',
      `update appointments set starts_at = ${NOW}`,
      'delete from attendances',
      "update attendances set parent_id = 'other file'",
    ],
  },
  'appointment-moved': {
    dependsOn: attendance,
    endings: ['update appointments set cancelled_at = 1', 'update appointments set sequence = 4'],
  },
  'appointment-cancelled': {
    dependsOn: attendance,
    first: 'update appointments set cancelled_at = 1',
    endings: ['update appointments set sequence = 4', 'delete from attendances'],
  },
  'appointment-reminder': {
    dependsOn: attendance,
    endings: [
      'update appointments set cancelled_at = 1',
      'update appointments set sequence = 4',
      'update contact_holds set lifted_at = null',
    ],
  },
}

const kinds = Object.keys(messageKindDefinitions) as MessageKind[]

async function insertFamily(): Promise<void> {
  const parentId = 'initiating file'
  await db.batch([
    db.insert(files).values(buildFileRow('file', { leadCoordinatorId: 'robin' })),
    db.insert(parents).values([buildParentRow('file', 'initiating'), buildParentRow('file', 'other')]),
    db.insert(authorisations).values({
      ...{ id: 'authorisation', parentId, createdAt: 1, grantedAt: 1, expiresAt: NOW + 1 },
    }),
    db
      .insert(contactHolds)
      .values({ id: 'hold', parentId, reportedIn: 'intake', reportedAt: 1, liftedAt: 2 }),
    db.insert(invitations).values({
      ...{
        id: 'invitation',
        authorisationId: 'authorisation',
        codeHash: 'x',
        createdAt: 1,
        expiresAt: NOW + 1,
      },
    }),
    db.insert(appointments).values({
      ...{
        id: 'appointment',
        fileId: 'file',
        coordinatorId: 'robin',
        kind: 'joint',
        mode: 'video',
        sequence: 3,
      },
      ...{ startsAt: NOW + 1, endsAt: NOW + 2, busyFrom: NOW + 1, busyUntil: NOW + 2 },
      ...{ createdAt: 1, createdBy: 'robin' },
    }),
    db
      .insert(attendances)
      .values({ id: 'attendance', appointmentId: 'appointment', parentId, sealedDetails: 'sealed' }),
    db.insert(drafts).values({ id: 'draft', form: 'intake', createdAt: 1, resumeCodeHash: 'hash' }),
    db.insert(draftSections).values([
      { draftId: 'draft', section: 'reaching-you', sealedFields: 'sealed', revision: 2, expiresAt: NOW + 1 },
      { draftId: 'draft', section: 'you', sealedFields: 'sealed', revision: 7, expiresAt: NOW + 1 },
    ]),
  ])
  await insertScreening(parentId)
}

/** Makes a change, after the deletion of what refers to the rows that it deletes or renames. */
const change = (sql: string) =>
  withoutTriggers(
    [...(referrers[sql] ?? []), 'sent_letters'],
    [...(referrers[sql] ?? []).map((table) => `delete from ${table}`), sql].map((statement) =>
      bindings.DB.prepare(statement),
    ) as never,
  )

const referrers: Readonly<Record<string, readonly string[]>> = {
  'delete from drafts': ['draft_sections'],
  'delete from authorisations': ['invitations'],
  [MERGE_AWAY]: ['attendances', 'invitations', 'authorisations', 'contact_holds', 'screenings'],
}

async function queueKind(kind: MessageKind): Promise<void> {
  await change(cases[kind].first ?? 'select 1')
  await db.insert(outbox).values(
    buildMessageRow(kind === 'resume-code' ? null : 'file', NOW - 1, {
      ...{ id: 'message', kind, parentId: 'initiating file', sealedMessage: 'sealed' },
      dependsOn: JSON.stringify(cases[kind].dependsOn),
    }),
  )
}

const claim = (now = NOW) => claimDueMessages(db, now, 10)
const storedMessage = async () =>
  (await queryRows('select outcome, attempts, last_error, sealed_message, depends_on from outbox'))[0]

beforeEach(async () => {
  await prepareDatabase()
  await emptyDatabase()
  await insertFamily()
})

describe.each(kinds)('a message of the kind %s', (kind) => {
  it('leaves alike, or stays, when only what depends on some things is taken', async () => {
    await queueKind(kind)
    const { dependsOn } = messageKindDefinitions[kind]
    const others = kinds.map((other) => messageKindDefinitions[other].dependsOn)
    const without = others.filter((other) => other !== dependsOn)
    expect(await changesNothing(() => claimDueMessages(db, NOW, 10, without))).toEqual([])
    expect(await claimDueMessages(db, NOW, 10, [dependsOn])).toMatchObject([
      { id: 'message', outcome: 'queued', sealedMessage: 'sealed' },
    ])
  })

  it('leaves while what it depends on holds', async () => {
    await queueKind(kind)
    expect(await claim()).toMatchObject([{ id: 'message', outcome: 'queued', sealedMessage: 'sealed' }])
  })

  it('is not sent once its file is closed as not genuine, unless it is true all the same', async () => {
    await queueKind(kind)
    await change("update files set stage = 'not-genuine'")
    const isTrueAllTheSame = /^(record-.*|messages-held|operations|daily-digest|resume-code)$/.test(kind)
    expect(await claim()).toMatchObject([{ outcome: isTrueAllTheSame ? 'queued' : 'failed' }])
  })

  it.each(cases[kind].endings)('is cancelled as it leaves, its text deleted, after: %s', async (ending) => {
    await queueKind(kind)
    await change(ending)
    expect(await claim()).toMatchObject([{ id: 'message', outcome: 'failed', sealedMessage: '' }])
    expect(await storedMessage()).toEqual({
      ...{ outcome: 'failed', attempts: 0, last_error: 'ended', sealed_message: '', depends_on: null },
    })
    expect(await changesNothing(() => claim(NOW + 3_600_000))).toEqual([])
  })

  // Nothing can end a message that depends on nothing.
  it.skipIf(cases[kind].endings.length === 0)('is asked again at the next attempt', async () => {
    await queueKind(kind)
    await claim()
    const late = { outcome: 'queued', lastError: 'timeout', nextAttemptAt: NOW } as const
    await recordDeliveryAttempt(db, 'message', late)
    const [ending = ''] = cases[kind].endings
    await change(ending)
    expect(await claim()).toMatchObject([{ outcome: 'failed', attempts: 1 }])
  })
})

it.each(kinds.filter((kind) => messageKindDefinitions[kind].to === 'parent'))(
  'sends no message of the kind %s to a parent who withdrew their application, whoever queued it since',
  async (kind) => {
    await change(
      "update parents set application_withdrawn_at = 1, status = 'closed' where id = 'initiating file'",
    )
    await queueKind(kind)
    expect(await claim()).toMatchObject([{ id: 'message', outcome: 'failed', sealedMessage: '' }])
  },
)

it('sends no letter to a parent whom a merge moved into a file with a contact hold', async () => {
  await db.insert(files).values(buildFileRow('merged', { leadCoordinatorId: 'robin' }))
  await db.insert(parents).values(buildParentRow('merged', 'other'))
  await db
    .insert(contactHolds)
    .values({ id: 'of the merged file', parentId: 'other merged', reportedIn: 'intake', reportedAt: 1 })
  await queueKind('letter-to-read')
  await change("update parents set file_id = 'merged' where id = 'initiating file'")
  expect(await claim()).toMatchObject([{ id: 'message', outcome: 'failed', sealedMessage: '' }])
})

it('cancels one message and takes another in the same claim', async () => {
  await queueKind('new-file')
  await db
    .insert(outbox)
    .values(buildMessageRow('file', NOW, { id: 'of nobody', dependsOn: '{"leadId":null}' }))
  expect((await claim()).map(({ id, outcome }) => [id, outcome]).toSorted()).toEqual([
    ['message', 'queued'],
    ['of nobody', 'failed'],
  ])
})

it('keeps nothing of the dependency once a message was sent', async () => {
  await queueKind('resume-code')
  await claim()
  await recordDeliveryAttempt(db, 'message', { outcome: 'sent', providerId: 'provider-1' })
  expect(await storedMessage()).toMatchObject({ outcome: 'sent', depends_on: null })
})
