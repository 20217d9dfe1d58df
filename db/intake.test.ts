import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MessageKind } from '../content/mail/message-kinds.ts'
import { DAY_MS } from '../content/time/units.ts'
import { changesNothing, queryRows, selectAllTables } from '../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildIntakeRow,
  buildMessageRow,
  buildParentRow,
  emptyFormVersion,
  farLimits,
} from '../tests/support/file-rows.ts'
import {
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import { type AuditEvent, buildNextAuditRow } from './audit.ts'
import { deleteExpiredDrafts, insertDraftWithFirstSection, upsertDraftSection } from './drafts.ts'
import {
  findConfirmationFactsOfDraft,
  insertNewFileAndDeleteDraft,
  loadDraftAndCoordinatorLoads,
  loadIntakeSubmissionContext,
  type NewFile,
} from './intake.ts'
import { files, matchTokens } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 0, 5, 12)
const END = NOW + 28 * DAY_MS

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

/** Inserts a draft of one section, saved once. */
async function insertDraft(id: string = crypto.randomUUID()): Promise<NewFile['draft']> {
  await insertDraftWithFirstSection(
    db,
    'intake',
    { draftId: id, section: 'you', sealedFields: 'sealed', expiresAt: END, revision: 1 },
    NOW,
  )
  return { id, revision: 1 }
}

/** The facts in which the files of these tests may differ. */
interface NewFileFacts {
  readonly reference?: string
  readonly ranking?: Partial<NewFile['ranking']>
  readonly tokens?: NewFile['tokens']
}

const TOKEN = { kind: 'email', token: 'the same address twice', side: 'initiating' } as const

/**
 * Builds everything that an intake writes, about an invented family. Robin and Camille may lead, Jules and Kim may
 * assist.
 */
async function newFileFrom(
  draft: NewFile['draft'],
  { reference, ranking, tokens }: NewFileFacts = {},
): Promise<NewFile> {
  const fileId = crypto.randomUUID()
  const parentId = crypto.randomUUID()
  const event = (action: AuditEvent['action'], detail = {}) => ({
    ...buildAuditEvent(fileId, 'parent', action, NOW),
    detail,
  })
  // The tests tell messages apart by this kind; it need not exist.
  const message = (kind: string) => buildMessageRow(fileId, NOW, { kind: kind as MessageKind })
  const sent = await buildNextAuditRow(db, undefined, event('intake_sent'))
  const leads = ['robin', 'camille', 'jules', 'kim'].map((id) => ({ id }))
  return {
    file: { id: fileId, reference: reference ?? fileId.slice(0, 9), route: 'consent', createdAt: NOW },
    ranking: {
      ...{ leads: ['robin', 'camille'], waiting: false, assistants: ['jules', 'kim'] },
      familyLeads: ['robin', 'camille', 'jules', 'kim'],
      ...ranking,
    },
    ...farLimits,
    parents: [
      buildParentRow(fileId, 'initiating', {
        ...{ id: parentId, language: 'fr', status: 'received' },
        issuedReference: reference ?? fileId.slice(0, 9),
      }),
      buildParentRow(fileId, 'other'),
    ],
    submission: buildIntakeRow(fileId, 'initiating', { parentId, idempotencyKey: draft.id, sentAt: NOW }),
    formVersion: emptyFormVersion,
    tokens: tokens ?? [TOKEN, TOKEN, { ...TOKEN, side: 'other' }],
    searchTokens: ['index-1.word'],
    mail: [
      { lead: 'anybody', row: { ...message('receipt'), parentId } },
      { lead: 'nobody', row: message('to an administrator') },
      { lead: 'nobody', row: message('to another administrator') },
      ...leads.map((lead) => ({ lead, row: message(`to ${lead.id}`) })),
    ],
    audit: [
      { lead: 'anybody', row: sent },
      { lead: 'nobody', row: await buildNextAuditRow(db, sent, event('left_unassigned')) },
      ...(await Promise.all(
        leads.map(async (lead) => ({
          lead,
          row: await buildNextAuditRow(db, sent, event('assigned', { lead: lead.id })),
        })),
      )),
    ],
    draft,
  }
}

const createFileFrom = async (facts: NewFileFacts = {}) =>
  insertNewFileAndDeleteDraft(db, await newFileFrom(await insertDraft(), facts))

describe('creating a file', () => {
  it('writes everything in it, and deletes the draft', async () => {
    const newFile = await newFileFrom(await insertDraft())
    expect(await insertNewFileAndDeleteDraft(db, newFile)).toEqual({ lead: 'robin', stage: 'new' })
    const { d1_migrations: _, sqlite_sequence: __, ...tables } = await selectAllTables()
    const counts = Object.entries(tables).map(([table, all]) => [table, all.length])
    expect(Object.fromEntries(counts)).toEqual({
      absences: 0,
      files: 1,
      parents: 2,
      form_versions: 1,
      submissions: 1,
      match_tokens: 2,
      outbox: 2,
      audit_events: 2,
      code_attempts: 1,
      drafts: 0,
      draft_sections: 0,
      authorisations: 0,
      contact_holds: 0,
      call_attempts: 0,
      invitations: 0,
      joining_codes: 0,
      screenings: 0,
      contact_entries: 0,
      notes: 0,
      search_tokens: 1,
      searches: 0,
      availability: 0,
      appointments: 0,
      attendances: 0,
      appointment_slots: 0,
      time_requests: 0,
      calendar_feeds: 0,
      erasures: 0,
      file_retentions: 0,
      coordinator_mail_settings: 0,
      sent_letters: 0,
      reminders: 0,
      ring_keys: 0,
      key_rotations: 0,
      audit_checks: 0,
      scheduled_jobs: 0,
      operation_days: 0,
      call_reopenings: 0,
      order_readings: 0,
    })
    expect(tables.files).toEqual([
      {
        id: newFile.file.id,
        reference: newFile.file.reference,
        route: 'consent',
        stage: 'new',
        lead_coordinator_id: 'robin',
        legal_coordinator_id: null,
        proposed_legal_coordinator_id: 'jules',
        conflicts_reviewed_at: null,
        merged_into_id: null,
        created_at: NOW,
        accepted_at: null,
        left_waiting_at: null,
      },
    ])
  })

  it('writes every column of the messages and of the audit rows as it was prepared', async () => {
    const newFile = await newFileFrom(await insertDraft())
    await insertNewFileAndDeleteDraft(db, newFile)
    const [receipt, , , toRobin] = newFile.mail.map(({ row }) => row)
    expect(await queryRows('select * from outbox order by rowid')).toEqual(
      [receipt, toRobin].map((row) => ({
        id: row?.id,
        file_id: newFile.file.id,
        parent_id: row === receipt ? newFile.parents[0]?.id : null,
        kind: row?.kind,
        sealed_message: 'sealed',
        outcome: 'queued',
        attempts: 0,
        next_attempt_at: NOW,
        provider_id: null,
        last_error: null,
        account_refused: null,
        uncertain_since: null,
        stand_in_id: null,
        email_problem: null,
        problem_of_coordinator_id: null,
        depends_on: null,
        created_at: NOW,
      })),
    )
    const [sent, , assigned] = newFile.audit.map(({ row }) => row)
    expect(await queryRows('select * from audit_events order by sequence')).toEqual(
      [sent, assigned].map((row) => ({
        file_id: newFile.file.id,
        sequence: row?.sequence,
        actor: 'parent',
        action: row?.action,
        detail: row?.detail,
        happened_at: NOW,
        previous_hash: row?.previousHash,
        hash: row?.hash,
        key_id: row?.keyId,
      })),
    )
  })

  it('writes the messages and the audit rows for nobody when nobody leads', async () => {
    expect(await createFileFrom({ ranking: { leads: [] } })).toEqual({ lead: null, stage: 'new' })
    expect(await queryRows('select lead_coordinator_id, proposed_legal_coordinator_id from files')).toEqual([
      { lead_coordinator_id: null, proposed_legal_coordinator_id: null },
    ])
    expect(await queryRows('select kind from outbox order by kind')).toEqual([
      { kind: 'receipt' },
      { kind: 'to an administrator' },
      { kind: 'to another administrator' },
    ])
    expect(await queryRows('select action from audit_events order by sequence')).toEqual([
      { action: 'intake_sent' },
      { action: 'left_unassigned' },
    ])
  })

  it('puts the family on the waiting list when those who fit have no room', async () => {
    const nobodyFree = { ranking: { leads: [], waiting: true } }
    expect(await createFileFrom(nobodyFree)).toEqual({ lead: null, stage: 'waiting' })
    expect(await queryRows('select stage, lead_coordinator_id from files')).toEqual([
      { stage: 'waiting', lead_coordinator_id: null },
    ])
  })

  it('never takes a coordinator called as what is written for nobody or anybody', async () => {
    for (const id of ['nobody', 'anybody', 'id robin']) {
      await emptyDatabase()
      expect(await createFileFrom({ ranking: { leads: [id] } })).toEqual({ lead: id, stage: 'new' })
      // No message was prepared for them, so the administrators are told.
      expect(await queryRows('select kind from outbox')).toEqual([
        { kind: 'receipt' },
        { kind: 'to an administrator' },
        { kind: 'to another administrator' },
      ])
    }
  })

  it('creates one file of a draft that is sent twice', async () => {
    const draft = await insertDraft()
    expect(await insertNewFileAndDeleteDraft(db, await newFileFrom(draft))).toBeDefined()
    const again = await newFileFrom(draft)
    expect(await changesNothing(() => insertNewFileAndDeleteDraft(db, again))).toBeUndefined()
  })

  it('creates one file of a draft that is sent twenty times at once', async () => {
    const draft = await insertDraft()
    const all = await Promise.all(Array.from({ length: 20 }, () => newFileFrom(draft)))
    const created = await Promise.all(all.map((newFile) => insertNewFileAndDeleteDraft(db, newFile)))
    expect(created.filter(Boolean)).toHaveLength(1)
    expect(await queryRows('select id from files')).toEqual([
      { id: all[created.findIndex(Boolean)]?.file.id },
    ])
    expect(await queryRows('select id from outbox')).toHaveLength(2)
  })

  it.each(['you', 'other-parent', 'children/01'])(
    'writes nothing when the section “%s” was saved since the draft was read',
    async (section) => {
      const draft = await insertDraft()
      const newFile = await newFileFrom(draft)
      await upsertDraftSection(
        db,
        { draftId: draft.id, section, sealedFields: 'sealed since', expiresAt: END, revision: 1 },
        NOW,
        { madeFrom: 1 },
      )
      expect(await changesNothing(() => insertNewFileAndDeleteDraft(db, newFile))).toBeUndefined()
      expect(
        await insertNewFileAndDeleteDraft(db, { ...newFile, draft: { ...draft, revision: 2 } }),
      ).toBeDefined()
    },
  )

  it('writes nothing when the draft was deleted since it was read', async () => {
    const newFile = await newFileFrom(await insertDraft())
    await deleteExpiredDrafts(db, END + 1)
    expect(await changesNothing(() => insertNewFileAndDeleteDraft(db, newFile))).toBeUndefined()
  })

  it('writes nothing when the reference is taken, and creates the file under another', async () => {
    const sameReference = { reference: 'K7Q4-9MX2' }
    expect(await createFileFrom(sameReference)).toBeDefined()
    const draft = await insertDraft()
    const second = await newFileFrom(draft, sameReference)
    expect(await changesNothing(() => insertNewFileAndDeleteDraft(db, second))).toBeUndefined()
    expect(await insertNewFileAndDeleteDraft(db, await newFileFrom(draft))).toBeDefined()
  })

  it('writes nothing when any part fails, and takes a fault for no race', async () => {
    const newFile = await newFileFrom(await insertDraft())
    // Makes rows that the database refuses. A message fails after a parent, a submission and a token are written, and
    // an audit row fails after the messages.
    const unmade = <Row extends object>(
      prepared: readonly { lead: NewFile['mail'][number]['lead']; row: Row }[],
    ) =>
      prepared.map(({ lead, row }) => ({ lead, row: { ...row, kind: null, actor: null } as unknown as Row }))
    for (const broken of [
      { ...newFile, mail: unmade(newFile.mail) },
      { ...newFile, audit: unmade(newFile.audit) },
    ]) {
      await changesNothing(async () => {
        await expect(insertNewFileAndDeleteDraft(db, broken)).rejects.toThrow()
      })
    }
    expect(await insertNewFileAndDeleteDraft(db, newFile)).toBeDefined()
  })
})

type Facts = Partial<Record<'initiating' | 'other' | 'family' | 'lawyer', readonly string[]>>

/**
 * A file that may be related to the new one, with the facts of the new family that it shares: about `me`, `them`, a
 * `child` or their `lawyer`.
 */
interface RelatedFile extends Facts {
  readonly lead: string | null
  readonly legal?: string
  readonly stage?: 'waiting' | 'new' | 'open' | 'closed'
  readonly createdAt?: number
}

/** Builds the match tokens of facts, each of the kind with which its name begins. */
const matchTokensOf = (facts: Facts) =>
  (['initiating', 'other', 'family', 'lawyer'] as const).flatMap((side) =>
    (facts[side] ?? []).map((fact) => ({
      token: fact,
      side: side === 'lawyer' ? ('initiating' as const) : side,
      kind: matchTokenKind(fact),
    })),
  )

const matchTokenKind = (fact: string): 'child' | 'lawyer' | 'person' =>
  fact.startsWith('child') ? 'child' : fact.startsWith('lawyer') ? 'lawyer' : 'person'

/** The match tokens of the family whose file is created: two parents, two children and a lawyer. */
const familyTokens = matchTokensOf({
  initiating: ['me', 'me, by phone'],
  other: ['them', 'them, by phone'],
  family: ['child', 'child, younger'],
  lawyer: ['lawyer'],
})

async function insertRelatedFiles(relatedFiles: readonly RelatedFile[]): Promise<void> {
  for (const [index, { lead, legal, stage = 'open', createdAt, ...facts }] of relatedFiles.entries()) {
    const id = `related ${index}`
    const people = { leadCoordinatorId: lead, legalCoordinatorId: legal ?? null }
    const since = createdAt ?? NOW - DAY_MS * (relatedFiles.length - index)
    await db.insert(files).values(buildFileRow(id, { stage, ...people, createdAt: since }))
    for (const token of matchTokensOf(facts)) await db.insert(matchTokens).values({ ...token, fileId: id })
  }
}

/**
 * A case: its name, the related files, who then leads and assists (“robin, jules”), and how the ranking differs from
 * Robin before Camille and Jules before Kim.
 */
type Case = [string, RelatedFile[], string, Partial<NewFile['ranking']>?]

const unrelated: Case[] = [
  ['the first of the ranking leads when there is no related file', [], 'robin, jules'],
  ['the second leads when the first is not ranked', [], 'camille, jules', { leads: ['camille'] }],
  ['nobody assists when nobody may', [], 'robin, nobody', { assistants: [] }],
  ['nobody leads and nobody is proposed when nobody is ranked', [], 'nobody, nobody', { leads: [] }],
  ['nobody assists the file they lead', [], 'jules, kim', { leads: ['jules'] }],
  [
    'people of other files decide nothing',
    [{ lead: 'robin', initiating: ['somebody'], other: ['somebody else'], family: ['child of theirs'] }],
    'robin, jules',
  ],
]

const sameFamily: Case[] = [
  ['by a child: who leads leads again', [{ lead: 'camille', family: ['child'] }], 'camille, jules'],
  ['by one child of two', [{ lead: 'camille', family: ['child, younger'] }], 'camille, jules'],
  [
    'by a child, with one parent of the two',
    [{ lead: 'camille', initiating: ['me'], other: ['a stepparent'], family: ['child'] }],
    'camille, jules',
  ],
  [
    'by both parents, each on the other side',
    [{ lead: 'camille', initiating: ['them'], other: ['me'] }],
    'camille, jules',
  ],
  [
    'by both parents, each on the same side',
    [{ lead: 'camille', initiating: ['me, by phone'], other: ['them'] }],
    'camille, jules',
  ],
  [
    'though whoever leads it has no room',
    [{ lead: 'camille', family: ['child'] }],
    'camille, jules',
    { leads: ['robin'] },
  ],
  [
    'led by somebody without a licence or the language: the ranking decides',
    [{ lead: 'camille', family: ['child'] }],
    'robin, jules',
    { familyLeads: ['robin'] },
  ],
  [
    'led by somebody without a licence or the language, and nobody else is ranked: nobody leads',
    [{ lead: 'camille', family: ['child'] }],
    'nobody, nobody',
    { familyLeads: ['robin'], leads: [] },
  ],
  ['though nobody is ranked', [{ lead: 'camille', family: ['child'] }], 'camille, jules', { leads: [] }],
  [
    'led by the lawyer who would assist: another is proposed',
    [{ lead: 'jules', family: ['child'] }],
    'jules, kim',
  ],
  [
    'assisted by a lawyer, who may assist again',
    [{ lead: 'camille', legal: 'jules', family: ['child'] }],
    'camille, jules',
  ],
  [
    'in a closed file: the ranking decides',
    [{ lead: 'camille', stage: 'closed', family: ['child'] }],
    'robin, jules',
  ],
  [
    'in a closed file: nobody is excluded from leading',
    [{ lead: 'camille', stage: 'closed', family: ['child'] }],
    'camille, jules',
    { leads: ['camille'] },
  ],
  ['in a file that nobody leads', [{ lead: null, family: ['child'] }], 'robin, jules'],
  [
    'in two files: whoever leads the later one',
    [
      { lead: 'robin', family: ['child'] },
      { lead: 'camille', family: ['child'] },
    ],
    'camille, jules',
  ],
  [
    'in two files, the later one closed',
    [
      { lead: 'camille', family: ['child'] },
      { lead: 'robin', stage: 'closed', family: ['child'] },
    ],
    'camille, jules',
  ],
  [
    'in two files, the later one led by nobody',
    [
      { lead: 'camille', family: ['child'] },
      { lead: null, family: ['child'] },
    ],
    'camille, jules',
  ],
]

const conflict: Case[] = [
  ...(['me', 'them'] as const).flatMap((who) =>
    (['initiating', 'other'] as const).map(
      (side): Case => [
        `${who === 'me' ? 'the parent who writes' : 'the other parent'} alone, as the ${side} one of another file`,
        [{ lead: 'robin', [side]: [who] }],
        'camille, jules',
      ],
    ),
  ),
  [
    'both parents, each in a file of their own with the same lead',
    [
      { lead: 'robin', initiating: ['me'], other: ['a later partner'] },
      { lead: 'robin', initiating: ['them'], other: ['a later partner'] },
    ],
    'camille, jules',
  ],
  [
    'both parents as one person: a number the two of them share',
    [{ lead: 'robin', initiating: ['me', 'them'] }],
    'camille, jules',
  ],
  ['a closed file', [{ lead: 'robin', stage: 'closed', initiating: ['them'] }], 'camille, jules'],
  [
    'a file on the waiting list',
    [{ lead: 'robin', stage: 'waiting', initiating: ['them'] }],
    'camille, jules',
  ],
  ['a file that nobody leads', [{ lead: null, initiating: ['them'] }], 'robin, jules'],
  [
    'all who are ranked: nobody leads, and nobody is proposed',
    [
      { lead: 'robin', initiating: ['me'] },
      { lead: 'camille', other: ['them'] },
    ],
    'nobody, nobody',
  ],
  ['the only one ranked', [{ lead: 'robin', other: ['them'] }], 'nobody, nobody', { leads: ['robin'] }],
  [
    'somebody who assists the other file: they lead no file against it',
    [{ lead: 'camille', legal: 'jules', initiating: ['them'] }],
    'robin, kim',
    { leads: ['jules', 'robin'] },
  ],
  ['the lawyer first proposed', [{ lead: 'jules', initiating: ['them'] }], 'robin, kim'],
  [
    'the lawyer first proposed, by assisting',
    [{ lead: 'camille', legal: 'jules', other: ['me'] }],
    'robin, kim',
    { leads: ['robin'] },
  ],
  [
    'every lawyer: nobody is proposed',
    [{ lead: 'jules', legal: 'kim', other: ['me'] }],
    'robin, nobody',
    { leads: ['robin'] },
  ],
  [
    'whoever leads the same family’s file: the ranking decides, without them',
    [
      { lead: 'camille', family: ['child'] },
      { lead: 'camille', initiating: ['them'], other: ['a later partner'] },
    ],
    'robin, jules',
    { leads: ['camille', 'robin'] },
  ],
  [
    'another than leads the same family’s file',
    [
      { lead: 'robin', family: ['child'] },
      { lead: 'camille', initiating: ['them'], other: ['a later partner'] },
    ],
    'robin, jules',
  ],
  [
    'whoever leads the later file of the same family: the earlier one’s lead',
    [
      { lead: 'robin', family: ['child'] },
      { lead: 'camille', family: ['child'] },
      { lead: 'camille', initiating: ['them'] },
    ],
    'robin, jules',
  ],
]

const lawyerOnly: Case[] = [
  ['by a lawyer alone, nobody is passed over', [{ lead: 'robin', lawyer: ['lawyer'] }], 'robin, jules'],
  ['by a lawyer alone, nobody leads again', [{ lead: 'camille', lawyer: ['lawyer'] }], 'robin, jules'],
  [
    'by a lawyer and one parent, it is a conflict all the same',
    [{ lead: 'robin', lawyer: ['lawyer'], initiating: ['them'] }],
    'camille, jules',
  ],
]

const everyCase = [unrelated, sameFamily, conflict, lawyerOnly].flat()

describe('who leads and who is proposed to assist', () => {
  const settles = async (relatedFiles: Case[1], expected: Case[2], ranking: Case[3] = {}) => {
    const [lead, assistant] = expected.split(', ').map((id) => (id === 'nobody' ? null : id))
    await insertRelatedFiles(relatedFiles)
    const newFile = await newFileFrom(await insertDraft(), { ranking, tokens: familyTokens })
    expect(await insertNewFileAndDeleteDraft(db, newFile)).toEqual({ lead, stage: 'new' })
    const assistants = 'select proposed_legal_coordinator_id, legal_coordinator_id from files where id = ?'
    expect(await queryRows(assistants, newFile.file.id)).toEqual([
      { proposed_legal_coordinator_id: assistant, legal_coordinator_id: null },
    ])
    // Messages and audit rows follow the lead coordinator, and nobody else is told anything.
    const kinds = await queryRows<{ kind: string }>(
      'select kind from outbox where file_id = ?',
      newFile.file.id,
    )
    const told = lead ? [`to ${lead}`] : ['to an administrator', 'to another administrator']
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['receipt', ...told])
    const actions = await queryRows('select action, detail from audit_events order by sequence')
    expect(actions).toEqual([
      { action: 'intake_sent', detail: '{}' },
      lead
        ? { action: 'assigned', detail: JSON.stringify({ lead }) }
        : { action: 'left_unassigned', detail: '{}' },
    ])
  }

  it.each(unrelated)('%s', (_, ...one) => settles(...one))
  it.each(sameFamily)('the same family, %s', (_, ...one) => settles(...one))
  it.each(conflict)('a conflict of interest: %s', (_, ...one) => settles(...one))
  it.each(lawyerOnly)('related %s', (_, ...one) => settles(...one))

  it('is the same for two new files of one family at once', async () => {
    const newFile = await Promise.all(
      Array.from({ length: 2 }, async (_, index) =>
        newFileFrom(await insertDraft(), {
          ranking: { leads: index === 0 ? ['robin', 'camille'] : ['camille', 'robin'] },
          tokens: familyTokens,
        }),
      ),
    )
    const [one, other] = await Promise.all(newFile.map((file) => insertNewFileAndDeleteDraft(db, file)))
    expect(one?.lead).toBe(other?.lead)
  })

  it('matches nothing when no fact was given', async () => {
    await insertRelatedFiles([{ lead: 'robin', initiating: ['them'] }])
    expect(await createFileFrom({ tokens: [] })).toEqual({ lead: 'robin', stage: 'new' })
  })
})

describe('whatever files are related', () => {
  it('sends the database the same statements, in as many calls, and gives the same stage', async () => {
    const statementsSent = new Set<string>()
    for (const [, relatedFiles] of everyCase) {
      for (const waiting of [false, true]) {
        await emptyDatabase()
        await insertRelatedFiles(relatedFiles)
        const newFile = await newFileFrom(await insertDraft(), { ranking: { waiting }, tokens: familyTokens })
        const { DB, calls } = createCountingD1()
        const settled = await insertNewFileAndDeleteDraft(openTestDatabase(DB), newFile)
        expect(settled?.stage).toBe(waiting ? 'waiting' : 'new')
        expect(calls.map((statements) => statements.length)).toEqual([14])
        statementsSent.add(JSON.stringify(calls))
      }
    }
    expect(statementsSent.size).toBe(1)
  })
})

describe('before sending', () => {
  it('reads the draft, what was sent from it and who has how many open files in one call', async () => {
    const { DB, calls } = createCountingD1()
    const draft = await insertDraft()
    const read = await loadIntakeSubmissionContext(
      openTestDatabase(DB),
      draft.id,
      ['robin'],
      NOW,
      farLimits.bounds,
      'hash',
    )
    expect(calls).toHaveLength(1)
    expect(read).toEqual({
      sections: [{ section: 'you', sealedFields: 'sealed', revision: 1, expiresAt: END }],
      sent: undefined,
      coordinatorLoads: new Map([['robin', { open: 0, accepted: 0 }]]),
      standInByAbsent: new Map(),
      reachedBound: undefined,
      isFormVersionStored: false,
    })
  })

  it('finds that a version of the form is stored', async () => {
    const newFile = await newFileFrom(await insertDraft())
    const { hash = '' } = newFile.formVersion ?? {}
    await insertNewFileAndDeleteDraft(db, newFile)
    const load = (formVersionHash: string) =>
      loadIntakeSubmissionContext(db, 'any', [], NOW, farLimits.bounds, formVersionHash)
    expect((await load(hash)).isFormVersionStored).toBe(true)
    expect((await load('another')).isFormVersionStored).toBe(false)
  })

  it('reads the draft and who has how many open files in one call, for pages that say whether there is room', async () => {
    await createFileFrom()
    const { DB, calls } = createCountingD1()
    const draft = await insertDraft()
    const read = await loadDraftAndCoordinatorLoads(openTestDatabase(DB), draft.id, ['robin', 'camille'], NOW)
    expect(calls).toHaveLength(1)
    expect(read).toEqual({
      sections: [{ section: 'you', sealedFields: 'sealed', revision: 1, expiresAt: END }],
      coordinatorLoads: new Map([
        ['robin', { open: 1, accepted: 0 }],
        ['camille', { open: 0, accepted: 0 }],
      ]),
    })
    expect((await loadDraftAndCoordinatorLoads(db, draft.id, [], END)).sections).toEqual([])
  })

  it('reads no section of a draft that expired, and knows nothing of one that never was', async () => {
    const draft = await insertDraft()
    expect(
      (await loadIntakeSubmissionContext(db, draft.id, [], END - 1, farLimits.bounds, 'hash')).sections,
    ).toHaveLength(1)
    expect(
      (await loadIntakeSubmissionContext(db, draft.id, [], END, farLimits.bounds, 'hash')).sections,
    ).toEqual([])
    const unknown = await loadIntakeSubmissionContext(db, 'nobody’s', [], NOW, farLimits.bounds, 'hash')
    expect(unknown).toEqual({
      sections: [],
      sent: undefined,
      coordinatorLoads: new Map(),
      standInByAbsent: new Map(),
      isFormVersionStored: false,
    })
  })

  it('finds the reference of what was sent from a draft, however long ago', async () => {
    const newFile = await newFileFrom(await insertDraft())
    await insertNewFileAndDeleteDraft(db, newFile)
    const read = await loadIntakeSubmissionContext(
      db,
      newFile.draft.id,
      [],
      END + 10 * DAY_MS,
      farLimits.bounds,
      'hash',
    )
    expect(read).toMatchObject({ sections: [], sent: { reference: newFile.file.reference } })
  })

  it('counts the files each has open or accepted: led or assisted, none that is closed or only proposed', async () => {
    const all: Partial<typeof files.$inferInsert>[] = [
      { leadCoordinatorId: 'robin', stage: 'waiting' },
      { leadCoordinatorId: 'robin', stage: 'new', acceptedAt: null },
      { leadCoordinatorId: 'robin', stage: 'open', legalCoordinatorId: 'jules' },
      { leadCoordinatorId: 'robin', stage: 'closed', legalCoordinatorId: 'jules' },
      { leadCoordinatorId: 'camille', stage: 'open', proposedLegalCoordinatorId: 'jules' },
      { leadCoordinatorId: null, stage: 'new' },
    ]
    for (const [index, file] of all.entries()) await db.insert(files).values(buildFileRow(`${index}`, file))
    const coordinatorIds = ['robin', 'camille', 'jules', 'o’neil "x"']
    const { coordinatorLoads } = await loadIntakeSubmissionContext(
      db,
      'any',
      coordinatorIds,
      NOW,
      farLimits.bounds,
      'hash',
    )
    expect(coordinatorLoads).toEqual(
      new Map([
        ['robin', { open: 3, accepted: 2 }],
        ['camille', { open: 1, accepted: 1 }],
        ['jules', { open: 1, accepted: 1 }],
        ['o’neil "x"', { open: 0, accepted: 0 }],
      ]),
    )
  })
})

it('shows what was sent after a moment, and not what was sent at it or before', async () => {
  const newFile = await newFileFrom(await insertDraft())
  await insertNewFileAndDeleteDraft(db, newFile)
  const shown = {
    parentId: newFile.parents[0]?.id,
    sealedContactRules: null,
    sealedDisplayName: null,
    urgency: null,
    hasContactHold: 0,
    reference: newFile.file.reference,
    status: 'received',
    bookingCoordinatorId: null,
    route: null,
    invitationAcceptedAt: null,
    accessCodeHash: null,
    sentAt: NOW,
  }
  const sending = { ...shown, receipt: 'sending' }
  expect(await findConfirmationFactsOfDraft(db, newFile.draft.id, NOW - 1)).toEqual(sending)
  expect(await findConfirmationFactsOfDraft(db, newFile.draft.id, NOW)).toBeUndefined()
  expect(await findConfirmationFactsOfDraft(db, 'nobody’s', 0)).toBeUndefined()
  const later = async (change: string) => {
    await queryRows(`update outbox set ${change} where kind = 'receipt'`)
    return findConfirmationFactsOfDraft(db, newFile.draft.id, 0)
  }
  expect(await later("last_error = 'application_error'")).toEqual({ ...shown, receipt: 'late' })
  expect(await later("outcome = 'failed'")).toEqual({ ...shown, receipt: 'given-up' })
  expect(await later("last_error = 'not_safe'")).toEqual(sending)
  expect(await later("last_error = 'ended'")).toEqual(sending)
  expect(await later("outcome = 'sent'")).toEqual(sending)
  expect(await later("parent_id = 'the other parent'")).toEqual({ ...shown, receipt: null })
})
