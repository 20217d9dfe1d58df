import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAuditActions } from '../tests/support/audit-events.ts'
import { countRows, expectRefused, queryRows } from '../tests/support/database-rows.ts'
import { chooseCases } from '../tests/support/explored-cases.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildIntakeRow,
  buildMessageRow,
  buildParentRow,
  emptyFormVersion,
  farLimits,
} from '../tests/support/file-rows.ts'
import { mergeFilesWithoutObjection } from '../tests/support/merge-files.ts'
import { insertScreening } from '../tests/support/screenings.ts'
import {
  bindings,
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
  withoutTriggers,
} from '../tests/support/test-portal.ts'
import { toRelatedFiles } from '../worker/desk/conflicts.ts'
import {
  type AuditEvent,
  appendAuditEvent,
  buildNextAuditRow,
  getFirstBrokenAuditSequence,
  listAuditRows,
} from './audit.ts'
import { loadDeskFileCallsPanel } from './desk-file-calls.ts'
import { loadDeskFileContactHoldsPanel } from './desk-file-contact-holds.ts'
import { loadDeskFileHeader } from './desk-file-header.ts'
import { loadDeskFileMessagesPanel } from './desk-file-messages.ts'
import {
  loadSealedFileAnswersAndLastAuditRow,
  loadSealedFileSafetyAnswersAndLastAuditRow,
  recordReading,
} from './desk-file-readings.ts'
import { loadDeskFileRelatedFilesPanel } from './desk-file-related.ts'
import { assignFile, closeFile, recordConflictReview, setLegalCoordinator, unassignFile } from './files.ts'
import { gateOpenCondition } from './gate.ts'
import { insertNewFileAndDeleteDraft, type NewFile } from './intake.ts'
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
const NOW = Date.UTC(2026, 0, 5, 12)

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

type FileRow = typeof files.$inferInsert
type Token = Pick<typeof matchTokens.$inferInsert, 'token' | 'kind' | 'side'>

/** Inserts a file with both parents, the intake of the first and its first audit event. Its reference is its id. */
async function insertFile(
  id: string,
  leadCoordinatorId: string | null,
  { tokens = [], ...facts }: Partial<FileRow> & { tokens?: readonly Token[] } = {},
): Promise<void> {
  await db.batch([
    db.insert(files).values(buildFileRow(id, { stage: 'new', leadCoordinatorId, createdAt: NOW, ...facts })),
    db.insert(parents).values([buildParentRow(id, 'initiating'), buildParentRow(id, 'other')]),
    db.insert(submissions).values(submissionRow(id, 'initiating', facts.createdAt)),
    ...tokens.map((token) => db.insert(matchTokens).values({ ...token, fileId: id })),
  ])
  await appendAuditEvent(db, event(id, 'parent', 'intake_sent'))
}

const submissionRow = (id: string, side: 'initiating' | 'other', sentAt = NOW) =>
  buildIntakeRow(id, side, { version: 1, sealedAnswers: `sealed ${side} ${id}`, sentAt })

const event = (fileId: string, actor: string, action: AuditEvent['action']) =>
  buildAuditEvent(fileId, actor, action, NOW)

const messageRow = (fileId: string, outcome: 'queued' | 'sent' | 'failed' = 'queued', createdAt = NOW) =>
  buildMessageRow(fileId, createdAt, { outcome })

/** Builds an authorisation of the initiating parent, with contact details that are never shown. */
const authorisationRow = (
  fileId: string,
  name: string,
  facts: Partial<typeof authorisations.$inferInsert> = {},
): typeof authorisations.$inferInsert => ({
  id: `${name} ${fileId}`,
  parentId: `initiating ${fileId}`,
  createdAt: NOW,
  sealedEvidence: `sealed ${name} ${fileId}`,
  sealedOtherContact: 'kanari contact',
  idempotencyKey: `kanari ${name} ${fileId}`,
  ...facts,
})

const contactHoldRow = (fileId: string) =>
  ({
    id: `hold ${fileId}`,
    parentId: `initiating ${fileId}`,
    reportedIn: 'contact-authorisation',
    reportedAt: NOW,
  }) as const

const callAttemptRow = (fileId: string) =>
  ({
    id: `attempt ${fileId}`,
    authorisationId: `granted ${fileId}`,
    attemptedAt: NOW,
    recordedAt: NOW,
    recordedBy: 'robin',
    channel: 'phone',
    outcome: 'interested',
    nextStep: 'invite',
  }) as const

const invitationRow = (fileId: string) => ({
  id: `invitation ${fileId}`,
  authorisationId: `granted ${fileId}`,
  codeHash: `kanari code ${fileId}`,
  createdAt: NOW,
  expiresAt: NOW + 1,
})

const insertMessage = (...facts: Parameters<typeof messageRow>) =>
  db.insert(outbox).values(messageRow(...facts))

/** Builds the query of a coordinator who leads and assists no file. */
const queryFor = (reference: string, viewerId = 'jules') => ({
  reference,
  viewerId,
  now: NOW,
  maxAttempts: 4,
})

describe('reading a file', () => {
  const parentsOfFile = ['initiating', 'other'].map((side) => ({
    ...{
      id: `${side} file`,
      side,
      language: 'en',
      sealedContactRules: null,
      issuedReference: null,
      route: null,
      sealedDisplayName: null,
    },
    ...{ status: null, invitationAcceptedAt: null, bookingCoordinatorId: null, jointConsentedAt: null },
    ...{ sharedEmailTokens: '[]', emailTokens: '[]' },
  }))

  it('gives its header and what its parents sent, sealed as stored, in one call', async () => {
    await insertFile('file', 'robin')
    await insertFile('another', 'robin')
    await db
      .insert(submissions)
      .values({ ...submissionRow('file', 'other', NOW - 1), sealedSafety: 'sealed safety' })
    const { DB, calls } = createCountingD1()
    const read = await loadSealedFileAnswersAndLastAuditRow(openTestDatabase(DB), queryFor('file'))
    expect(calls).toHaveLength(1)
    const intake = { hasSafetyAnswers: false, hasOtherContact: false }
    expect(read).toEqual({
      file: {
        id: 'file',
        reference: 'file',
        route: 'consent',
        stage: 'new',
        leadCoordinatorId: 'robin',
        legalCoordinatorId: null,
        proposedLegalCoordinatorId: null,
        conflictsReviewedAt: null,
        mergedIntoReference: null,
        createdAt: NOW,
        isLocked: false,
        sealedDisplayNames: [],
        viewerHasConflict: false,
        viewerStandsIn: false,
        standInIds: [],
        isAccepted: true,
        contactHoldState: null,
        hasUpcomingAppointment: false,
        isUrgent: false,
        participants: [],
        withdrawals: [],
        safeguarded: [],
        language: 'en',
        lastEvent: 1,
        approval: null,
        sharedContactKinds: [],
        unconfirmedAccessCodes: [],
      },
      intakes: [
        {
          ...intake,
          id: 'initiating intake file',
          side: 'initiating',
          sealedAnswers: 'sealed initiating file',
        },
        {
          ...intake,
          id: 'other intake file',
          side: 'other',
          sealedAnswers: 'sealed other file',
          hasSafetyAnswers: true,
        },
      ],
      additions: [],
      evidence: [],
      parents: parentsOfFile,
      timeRequests: [],
      formVersions: [],
      orderReadings: [],
      lastAuditRow: expect.objectContaining({ fileId: 'file', sequence: 1 }),
    })
    expect((await loadSealedFileSafetyAnswersAndLastAuditRow(db, queryFor('file')))?.intakes).toEqual([
      { id: 'initiating intake file', side: 'initiating', sealedSafety: null },
      { id: 'other intake file', side: 'other', sealedSafety: 'sealed safety' },
    ])
  })

  it('gives each parent, and why the other one cannot be called, in one call', async () => {
    await insertFile('file', 'robin')
    await insertFile('another', 'robin')
    await db.insert(submissions).values(submissionRow('file', 'other', NOW - 1))
    const { DB, calls } = createCountingD1()
    const read = await loadDeskFileCallsPanel(openTestDatabase(DB), queryFor('file'))
    expect(calls).toHaveLength(1)
    expect(read).toEqual({
      file: expect.objectContaining({ id: 'file' }),
      contactGates: ['initiating', 'other'].map((side) => ({
        parentId: `${side} file`,
        callRefusalReason: 'other-parent-came',
        requestRefusalReason: 'other-parent-came',
        attemptsLeft: 4,
        hasContactHold: 0,
        areCallsOver: 0,
        noContactRequestedAt: 0,
        hasUnsafeCall: 0,
      })),
      parents: parentsOfFile,
      authorisations: [],
      callAttempts: [],
      relatedCallAttempts: [],
      callReopenings: [],
      invitations: [],
    })
  })

  it('gives each parent’s authorisations newest first, the evidence of the latest alone, and nothing under another key', async () => {
    await insertFile('file', 'robin')
    await insertFile('another', 'robin')
    for (const id of ['file', 'another']) {
      await db
        .insert(authorisations)
        .values([
          authorisationRow(id, 'old', { createdAt: NOW - 3, grantedAt: NOW - 3, supersededAt: NOW - 2 }),
          authorisationRow(id, 'granted', { createdAt: NOW - 2, grantedAt: NOW - 2, supersededAt: NOW - 1 }),
          authorisationRow(id, 'requested', { createdAt: NOW - 1, sealedEvidence: null }),
        ])
      await db.batch([
        db.insert(contactHolds).values(contactHoldRow(id)),
        db.insert(callAttempts).values(callAttemptRow(id)),
        db.insert(invitations).values(invitationRow(id)),
      ])
    }
    const answers = await loadSealedFileAnswersAndLastAuditRow(db, queryFor('file'))
    expect(answers?.evidence).toEqual([
      { id: 'granted file', side: 'initiating', sealedEvidence: 'sealed granted file' },
    ])
    const read = await loadDeskFileCallsPanel(db, queryFor('file'))
    expect(read?.authorisations.map(({ id, hasEvidence }) => [id, hasEvidence])).toEqual([
      ['requested file', 0],
      ['granted file', 1],
      ['old file', 1],
    ])
    const panel = await loadDeskFileContactHoldsPanel(db, queryFor('file'))
    expect(panel?.contactHolds.map(({ id }) => id)).toEqual(['hold file'])
    expect(read?.callAttempts.map(({ id }) => id)).toEqual(['attempt file'])
    expect(read?.invitations.map(({ id }) => id)).toEqual(['invitation file'])
    expect(JSON.stringify([answers, read, panel])).not.toMatch(/kanari|another/)
    expect(JSON.stringify(read)).not.toContain('sealed granted')
  })

  it('gives the newest ten messages about it, and never what they say', async () => {
    await insertFile('file', 'robin')
    await insertFile('another', 'robin')
    await insertMessage('another', 'failed')
    for (let n = 0; n < 11; n++) await insertMessage('file', n === 10 ? 'failed' : 'sent', NOW + n)
    const read = await loadDeskFileMessagesPanel(db, queryFor('file'))
    expect(read?.messages).toHaveLength(10)
    expect(read?.messages[0]).toEqual({
      ...{ id: expect.any(String), isStored: true },
      kind: 'new-file',
      outcome: 'failed',
      lastError: null,
      emailProblem: null,
      createdAt: NOW + 10,
    })
  })

  it('leaves out other forms, and the other parent’s contact details', async () => {
    await insertFile('file', 'robin')
    await db.update(submissions).set({ sealedOtherContact: 'sealed contact' })
    const later = { ...submissionRow('file', 'initiating'), id: 'later', idempotencyKey: 'later' }
    await db.insert(submissions).values({ ...later, form: 'authorisation' })
    const read = await loadSealedFileAnswersAndLastAuditRow(db, queryFor('file'))
    expect(read?.intakes.map(({ id, hasOtherContact }) => [id, hasOtherContact])).toEqual([
      ['initiating intake file', true],
    ])
    expect(JSON.stringify(read)).not.toContain('sealed contact')
  })

  it('finds no file of an unknown reference', async () => {
    await insertFile('file', 'robin')
    for (const reference of ['', 'fil', 'FILE', '%'])
      for (const load of [loadDeskFileHeader, loadDeskFileCallsPanel, loadSealedFileAnswersAndLastAuditRow])
        expect(await load(db, queryFor(reference))).toBeUndefined()
  })
})

const emailToken = (token: string, side: Token['side']): Token => ({ token, kind: 'email', side })
const relatedFilesOf = async (reference: string) =>
  toRelatedFiles((await loadDeskFileRelatedFilesPanel(db, queryFor(reference)))?.relatedFacts ?? [])

describe('related files', () => {
  it('are told by kind of fact and by side, each file once', async () => {
    const tokens = [
      emailToken('one', 'initiating'),
      emailToken('two', 'other'),
      { token: 'three', kind: 'phone', side: 'initiating' } as const,
    ]
    await insertFile('file', 'robin', { tokens })
    await insertFile('swapped', 'camille', {
      createdAt: NOW - 1,
      legalCoordinatorId: 'jules',
      tokens: [
        emailToken('one', 'other'),
        emailToken('two', 'initiating'),
        { ...tokens[2], side: 'other' } as Token,
      ],
    })
    await insertFile('nobody in common', 'camille', { tokens: [emailToken('four', 'initiating')] })
    expect(await relatedFilesOf('file')).toEqual([
      {
        reference: 'swapped',
        leadCoordinatorId: 'camille',
        legalCoordinatorId: 'jules',
        stage: 'new',
        createdAt: NOW - 1,
        acceptedAt: NOW - 1,
        blockedBy: null,
        relation: 'same-family',
        kinds: expect.arrayContaining(['email', 'phone']),
        isSameWriter: false,
      },
    ])
  })

  it('are told with whether a contact hold is active in them', async () => {
    const tokens = [emailToken('one', 'initiating')]
    for (const id of ['file', 'on hold', 'lifted', 'other']) await insertFile(id, 'robin', { tokens })
    await db
      .insert(contactHolds)
      .values([
        contactHoldRow('on hold'),
        { ...contactHoldRow('lifted'), liftedAt: NOW },
        contactHoldRow('file'),
      ])
    const related = await relatedFilesOf('file')
    expect(
      related
        .filter(({ blockedBy }) => blockedBy === 'related-file-on-hold')
        .map(({ reference }) => reference),
    ).toEqual(['on hold'])
    expect(related).toHaveLength(3)
  })

  it('are last by a lawyer in common, however many there are', async () => {
    const lawyer = { token: 'lawyer', kind: 'lawyer', side: 'other' } as const
    const child = { token: 'child', kind: 'child', side: 'family' } as const
    for (let n = 0; n < 210; n++)
      await insertFile(`file ${n}`, null, { createdAt: NOW - n, tokens: [lawyer] })
    await insertFile('family', null, { createdAt: NOW + 1, tokens: [child] })
    await insertFile('file', null, { tokens: [lawyer, child] })
    const related = await relatedFilesOf('file')
    expect(related[0]).toMatchObject({ reference: 'family', relation: 'same-family', kinds: ['child'] })
    expect(related[1]).toMatchObject({ reference: 'file 209', relation: 'lawyer' })
    expect(related).toHaveLength(200)
  })

  const facts = [
    ['child', 'family', 'family'],
    ['person', 'initiating', 'initiating'],
    ['person', 'initiating', 'other'],
    ['email', 'other', 'initiating'],
    ['phone', 'other', 'other'],
    ['lawyer', 'initiating', 'other'],
  ] as const

  type CommonFacts = readonly (typeof facts)[number][]

  /** States the rule of `fileRelationSql` once more, in other words. */
  const expectedRelation = (common: CommonFacts) => {
    const parents = common.filter(([kind]) => kind === 'person' || kind === 'email' || kind === 'phone')
    const pairs = new Set(parents.map(([, ours, theirs]) => `${ours} is ${theirs}`))
    const isSameFamily =
      common.some(([kind]) => kind === 'child') ||
      ['initiating is other', 'other is initiating'].every((pair) => pairs.has(pair)) ||
      ['initiating is initiating', 'other is other'].every((pair) => pairs.has(pair))
    if (isSameFamily) return 'same-family'
    if (parents.length > 0) return 'parent'
    return common.length > 0 ? 'lawyer' : undefined
  }

  it('are of the same family or a conflict by the same rule as when the database decides who leads', async () => {
    const seen = new Set<string | undefined>()
    const subsets = Array.from({ length: 2 ** facts.length }, (_, subset) => subset)
    const hasTwoAtMost = (subset: number) => facts.filter((_, bit) => subset & (2 ** bit)).length <= 2
    for (const subset of chooseCases(subsets, hasTwoAtMost)) {
      const common = facts.filter((_, bit) => subset & (2 ** bit))
      const token = (index: number) => `${subset} ${index}`
      const theirs = common.map(([kind, , side], index) => ({ token: token(index), kind, side }))
      const ours = common.map(([kind, side], index) => ({ token: token(index), kind, side }))
      await insertFile(`related ${subset}`, 'jules', { tokens: theirs })
      // Deletes each file again, so that the second is not related to the first.
      const leadAmong = async (leads: readonly string[]) => {
        const newFile = await newFileWith(`new ${subset}`, ours, leads)
        const created = await insertNewFileAndDeleteDraft(db, newFile)
        const [related] = await relatedFilesOf(newFile.file.reference)
        for (const viewerId of ['jules', 'robin']) {
          const header = await loadDeskFileHeader(db, queryFor(newFile.file.reference, viewerId))
          expect(header?.file.viewerHasConflict).toBe(viewerId === 'jules' && related?.relation === 'parent')
        }
        await deleteFile(newFile.file.id)
        return [created?.lead, related?.relation] as const
      }
      const [byFamily, relation] = await leadAmong(['robin'])
      const [despiteConflict] = await leadAmong(['jules', 'robin'])
      const decided =
        byFamily === 'jules' ? 'same-family' : despiteConflict === 'robin' ? 'parent' : 'no conflict'
      expect(decided, JSON.stringify(common)).toBe(
        relation === 'same-family' || relation === 'parent' ? relation : 'no conflict',
      )
      expect(relation, JSON.stringify(common)).toBe(expectedRelation(common))
      seen.add(relation)
    }
    expect(seen).toEqual(new Set([undefined, 'same-family', 'parent', 'lawyer']))
  })

  it.each([
    ['the one who wrote wrote the other', ['initiating', 'initiating'], ['other', 'other'], true],
    ['the one who wrote is the other parent in it', ['initiating', 'other'], ['other', 'initiating'], false],
    ['the two share a phone', ['initiating', 'initiating'], ['initiating', 'other'], false],
    ['only the other parent is the same', ['other', 'initiating'], ['other', 'other'], false],
  ] as const)('say whether one parent wrote both: %s', async (_, one, two, isSameWriter) => {
    await insertFile('file', 'robin', { tokens: [emailToken('one', one[0]), emailToken('two', two[0])] })
    await insertFile('related', 'robin', { tokens: [emailToken('one', one[1]), emailToken('two', two[1])] })
    expect(await relatedFilesOf('file')).toMatchObject([{ reference: 'related', isSameWriter }])
  })
})

async function newFileWith(id: string, tokens: readonly Token[], leads: readonly string[]): Promise<NewFile> {
  const parent = { id: `initiating ${id}`, fileId: id, side: 'initiating', language: 'en' } as const
  const sent = await buildNextAuditRow(db, undefined, event(id, 'parent', 'intake_sent'))
  return {
    file: { id, reference: id, route: 'consent', createdAt: NOW + 1 },
    ranking: { leads, waiting: false, familyLeads: ['robin', 'camille', 'jules'], assistants: [] },
    ...farLimits,
    parents: [parent],
    submission: submissionRow(id, 'initiating'),
    formVersion: emptyFormVersion,
    tokens: [...tokens],
    searchTokens: [`word ${id}`],
    mail: [],
    audit: [{ lead: 'anybody', row: sent }],
    draft: { id, revision: 0 },
  }
}

async function deleteFile(id: string) {
  const deletions = ['audit_events', 'match_tokens', 'search_tokens', 'submissions', 'parents'].map((table) =>
    bindings.DB.prepare(`delete from ${table} where file_id = ?`).bind(id),
  )
  const deletion = bindings.DB.prepare('delete from files where id = ?').bind(id)
  await withoutTriggers(['audit_events'], [...deletions, deletion])
}

const findFile = async (id: string) => (await db.select().from(files).where(eq(files.id, id)))[0]
describe('reviewing conflicts', () => {
  it('is done once, and records when', async () => {
    await insertFile('file', 'robin')
    const review = () =>
      recordConflictReview(db, event('file', 'robin', 'conflicts_reviewed'), NOW, sql`true`)
    expect((await Promise.all([review(), review()])).filter(Boolean)).toHaveLength(1)
    expect((await findFile('file'))?.conflictsReviewedAt).toBe(NOW)
    expect(await listAuditActions('file')).toEqual(['intake_sent', 'conflicts_reviewed'])
  })

  it('is done again for each related file created since, and for nothing else', async () => {
    const email = { token: 'email', kind: 'email', side: 'initiating' } as const
    const lawyer = { token: 'lawyer', kind: 'lawyer', side: 'initiating' } as const
    await insertFile('file', 'robin', {
      createdAt: NOW - 9,
      conflictsReviewedAt: NOW - 5,
      tokens: [email, lawyer],
    })
    await insertFile('reviewed', 'robin', { createdAt: NOW - 6, tokens: [email] })
    await insertFile('closed', 'robin', { createdAt: NOW - 2, stage: 'closed', tokens: [email] })
    await insertFile('lawyer', 'robin', { createdAt: NOW - 2, tokens: [lawyer] })
    await insertFile('nobody', 'robin', { createdAt: NOW - 2 })
    const review = (reviewedUntil = NOW) =>
      recordConflictReview(db, event('file', 'robin', 'conflicts_reviewed'), reviewedUntil, sql`true`)
    await expectRefused(() => review())
    await insertFile('created since', 'robin', { createdAt: NOW - 3, tokens: [email] })
    // A page that was read before the file was created does not show it.
    await expectRefused(() => review(NOW - 4))
    const both = await Promise.all([review(NOW - 3), review(NOW - 3)])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect((await findFile('file'))?.conflictsReviewedAt).toBe(NOW)
    expect(await listAuditActions('file')).toEqual(['intake_sent', 'conflicts_reviewed'])
  })

  it('is not done first by a page that does not show all either', async () => {
    const tokens = [{ token: 'email', kind: 'email', side: 'initiating' } as const]
    await insertFile('file', 'robin', { createdAt: NOW - 9, tokens })
    await insertFile('later', 'robin', { createdAt: NOW - 3, tokens })
    await expectRefused(() =>
      recordConflictReview(db, event('file', 'robin', 'conflicts_reviewed'), NOW - 4, sql`true`),
    )
  })

  it('is undone when another is to lead, who reviews for themselves', async () => {
    await insertFile('file', 'robin', { conflictsReviewedAt: NOW })
    await insertFile('second', 'robin', { conflictsReviewedAt: NOW })
    await unassignFile(db, event('file', 'robin', 'file_unassigned'), [])
    await assignFile(db, event('second', 'robin', 'assigned'), {
      ...{ transition: 'assign', coordinatorId: 'camille', previousLeadId: 'robin' },
      ...{ message: messageRow('second'), allowedCondition: sql`true` },
    })
    expect((await findFile('file'))?.conflictsReviewedAt).toBeNull()
    expect((await findFile('second'))?.conflictsReviewedAt).toBeNull()
  })
})

describe('unassigning a file', () => {
  it('leaves it to nobody and queues the messages, once', async () => {
    await insertFile('file', 'robin', { proposedLegalCoordinatorId: 'jules', stage: 'open' })
    const unassign = () =>
      unassignFile(db, event('file', 'robin', 'file_unassigned'), [messageRow('file'), messageRow('file')])
    expect((await Promise.all([unassign(), unassign()])).filter(Boolean)).toHaveLength(1)
    expect(await findFile('file')).toMatchObject({
      leadCoordinatorId: null,
      proposedLegalCoordinatorId: null,
      stage: 'open',
    })
    expect(await countRows('outbox')).toBe(2)
  })

  it.each([
    ['somebody who does not lead it', 'camille', 'open'],
    ['whoever leads it, once it is closed', 'robin', 'closed'],
  ] as const)('does nothing for %s, and tells nobody', async (_, actor, stage) => {
    await insertFile('file', 'robin', { stage })
    const unassign = () => unassignFile(db, event('file', actor, 'file_unassigned'), [messageRow('file')])
    await expectRefused(unassign)
  })
})

describe('assigning a file', () => {
  const assign = async (coordinatorId: string, changes: Partial<Parameters<typeof assignFile>[2]> = {}) =>
    assignFile(db, event('file', 'robin', 'assigned'), {
      ...{ transition: 'assign', coordinatorId, message: messageRow('file'), allowedCondition: sql`true` },
      previousLeadId: (await findFile('file'))?.leadCoordinatorId ?? null,
      ...changes,
    })

  it('gives it to a coordinator and queues their message, once', async () => {
    await insertFile('file', null, { stage: 'waiting' })
    expect((await Promise.all([assign('camille'), assign('camille')])).filter(Boolean)).toHaveLength(1)
    expect(await findFile('file')).toMatchObject({ leadCoordinatorId: 'camille', stage: 'new' })
    expect(await countRows('outbox')).toBe(1)
    await expectRefused(() => assign('camille'))
    expect(await assign('jules')).toBe(true)
    expect(await listAuditActions('file')).toEqual(['intake_sent', 'assigned', 'assigned'])
  })

  it.each(['legalCoordinatorId', 'proposedLegalCoordinatorId'] as const)(
    'to the lawyer who was its %s leaves that empty',
    async (role) => {
      await insertFile('file', 'robin', { [role]: 'jules', stage: 'open' })
      await assign('camille')
      expect((await findFile('file'))?.[role]).toBe('jules')
      await assign('jules')
      expect(await findFile('file')).toMatchObject({
        leadCoordinatorId: 'jules',
        [role]: null,
        stage: 'open',
      })
    },
  )

  it('tells the parent that the wait is over only when it is done', async () => {
    await insertFile('file', 'camille', { stage: 'waiting' })
    await db.update(parents).set({ status: 'waiting' }).where(eq(parents.side, 'initiating'))
    await expectRefused(() => assign('camille'))
    expect(await assign('jules')).toBe(true)
    expect(await queryRows('select side, status from parents order by side')).toEqual([
      { side: 'initiating', status: 'received' },
      { side: 'other', status: null },
    ])
  })

  it('does nothing to a closed file, and tells nobody', async () => {
    await insertFile('file', 'robin', { stage: 'closed' })
    await expectRefused(() => assign('camille'))
  })

  it('does nothing once somebody else leads it than when it was decided, and tells nobody', async () => {
    await insertFile('file', 'robin')
    await expectRefused(() => assign('camille', { previousLeadId: null }))
    await expectRefused(() => assign('camille', { previousLeadId: 'jules', transition: 'take' }))
  })

  it.each([
    ['camille', NOW - 1],
    ['robin', null],
  ])('counts a conflict review only if the new lead made it: %s', async (reviewer, then) => {
    await insertFile('file', null, { createdAt: NOW - 5 })
    const review = { ...event('file', reviewer, 'conflicts_reviewed'), happenedAt: NOW - 1 }
    await recordConflictReview(db, review, NOW - 1, sql`true`)
    expect(await assign('camille', { transition: 'take', message: undefined })).toBe(true)
    expect(await findFile('file')).toMatchObject({ leadCoordinatorId: 'camille', conflictsReviewedAt: then })
    expect(await countRows('outbox')).toBe(0)
  })
})

describe('deciding who assists', () => {
  const decide = (actor: string, lawyer: string | null) =>
    setLegalCoordinator(
      db,
      event('file', actor, 'assistance_decided'),
      { legalCoordinatorId: lawyer, seen: 1000 },
      sql`true`,
    )

  it.each(['jules', 'other lawyer', null])('takes the decision of whoever leads: %s', async (lawyer) => {
    await insertFile('file', 'robin', { proposedLegalCoordinatorId: 'jules' })
    expect(await decide('robin', lawyer)).toBe(true)
    expect(await findFile('file')).toMatchObject({
      legalCoordinatorId: lawyer,
      proposedLegalCoordinatorId: null,
    })
  })

  it('takes no decision of another, none of who leads about themselves, none about a closed file', async () => {
    await insertFile('file', 'robin', { proposedLegalCoordinatorId: 'jules' })
    await expectRefused(() => decide('jules', 'jules'))
    await expectRefused(() => decide('robin', 'robin'))
    await db.update(files).set({ stage: 'closed' })
    await expectRefused(() => decide('robin', 'jules'))
  })
})

describe('a reading', () => {
  it.each([
    ['new', 'robin'],
    ['waiting', 'robin'],
    ['open', 'robin'],
    ['closed', 'robin'],
    ['new', 'somebody else'],
  ] as const)(
    'of a file that is %s by %s is recorded, and changes nothing of the file',
    async (stage, actor) => {
      await insertFile('file', 'robin', { stage })
      expect(await recordReading(db, event('file', actor, 'answers_read'), undefined)).toBe(true)
      expect((await findFile('file'))?.stage).toBe(stage)
      expect(await listAuditActions('file')).toEqual(['intake_sent', 'answers_read'])
    },
  )

  it('of nobody’s file is refused and not recorded', async () => {
    await insertFile('file', null)
    expect(await recordReading(db, event('file', 'robin', 'answers_read'), undefined)).toBe(false)
    expect(await listAuditActions('file')).toEqual(['intake_sent'])
  })
})

it('closes a file once, and makes nobody its lead who could read it then', async () => {
  await insertFile('led', 'camille')
  await insertFile('nobody’s', null)
  for (const [id, lead] of [
    ['led', 'camille'],
    ['nobody’s', null],
  ] as const) {
    const close = () => closeFile(db, event(id, 'robin', 'closed'), { administrator: true, seen: 1000 })
    expect((await Promise.all([close(), close()])).filter(Boolean)).toHaveLength(1)
    expect(await findFile(id)).toMatchObject({ stage: 'closed', leadCoordinatorId: lead })
    expect(await listAuditActions(id)).toEqual(['intake_sent', 'closed'])
  }
})

it('sends nothing more of a call once a file is closed, and what tells of the intake still', async () => {
  for (const id of ['led', 'another']) {
    await insertFile(id, 'camille')
    await db.insert(outbox).values(
      (['authorisation-requested', 'authorisation-expiring', 'invitation', 'receipt'] as const).map(
        (kind) => ({
          ...messageRow(id),
          kind,
        }),
      ),
    )
  }
  await closeFile(db, event('led', 'robin', 'closed'), { administrator: true, seen: 1000 })
  const left = await queryRows(
    "select file_id, kind from outbox where outcome = 'queued' order by file_id, kind",
  )
  expect(left.filter(({ file_id }) => file_id === 'led')).toEqual([{ file_id: 'led', kind: 'receipt' }])
  expect(left).toHaveLength(5)
})

describe('merging two files', () => {
  const merge = (from: string, into: string) =>
    mergeFilesWithoutObjection(db, {
      from: event(from, 'robin', 'files_merged'),
      into: event(into, 'robin', 'files_merged'),
    })

  /** Inserts two files of one family, each begun by another parent. */
  async function family() {
    const child = { token: 'child', kind: 'child', side: 'family' } as const
    await insertFile('into', 'robin', {
      conflictsReviewedAt: NOW,
      tokens: [emailToken('anna', 'initiating'), emailToken('ben', 'other'), child],
    })
    await insertFile('from', 'robin', {
      createdAt: NOW + 1,
      tokens: [
        emailToken('ben', 'initiating'),
        emailToken('anna', 'other'),
        emailToken('ben’s other', 'initiating'),
        child,
      ],
    })
  }

  it('brings both parents’ answers into one, under their own parents', async () => {
    await family()
    expect(await merge('from', 'into')).toBe(true)
    const read = await loadSealedFileAnswersAndLastAuditRow(db, queryFor('into'))
    expect(read?.intakes.map(({ side, sealedAnswers }) => [side, sealedAnswers])).toEqual([
      ['initiating', 'sealed initiating into'],
      ['other', 'sealed initiating from'],
    ])
    expect(read?.file.conflictsReviewedAt).toBeNull()
    expect(await queryRows('select id, file_id, side from parents order by side')).toEqual([
      { id: 'initiating into', file_id: 'into', side: 'initiating' },
      { id: 'initiating from', file_id: 'into', side: 'other' },
    ])
  })

  it.each<[string, from: number | null, into: number | null | undefined, number | null]>([
    ['is held back as the one merged into it', null, undefined, null],
    ['is held back for as long as the longer hold, that without an end', null, NOW + 5, null],
    ['is held back for as long as the longer hold, that of the other', NOW + 9, NOW + 5, NOW + 9],
    ['is held back for as long as the longer hold, its own', NOW + 5, NOW + 9, NOW + 9],
    ['is held back for as long as the longer hold, its own without an end', NOW + 5, null, null],
    ['is held back as before once the other hold is over', NOW, NOW + 5, NOW + 5],
  ])('%s', async (_, from, into, expiresAt) => {
    await family()
    const holdBack = (fileId: string, until: number | null) =>
      queryRows(
        `insert into file_retentions (file_id, closed_at, held_at, held_reason, sealed_hold_note, hold_expires_at)
        values (?, 1, 1, 'claim', ?, ?)`,
        ...[fileId, `note of ${fileId}`, until],
      )
    await holdBack('from', from)
    if (into !== undefined) await holdBack('into', into)
    expect(await merge('from', 'into')).toBe(true)
    expect(
      await queryRows(
        `select hold_expires_at, sealed_hold_note from file_retentions where file_id = 'into' and held_at is not null`,
      ),
    ).toEqual([{ hold_expires_at: expiresAt, sealed_hold_note: into === undefined ? null : 'note of into' }])
  })

  it('takes the reminders along', async () => {
    await family()
    await queryRows(
      `insert into reminders (id, file_id, coordinator_id, due_on, sealed_text, created_at)
        values ('reminder', 'from', 'robin', '2026-12-01', 'sealed', 1)`,
    )
    await merge('from', 'into')
    expect(await queryRows('select file_id from reminders')).toEqual([{ file_id: 'into' }])
  })

  it('takes the contact log and the notes along, seen from the other side', async () => {
    await family()
    for (const [id, file, side] of [
      ['1', 'from', 'initiating'],
      ['2', 'from', 'other'],
      ['3', 'into', 'other'],
    ]) {
      await queryRows(
        `insert into contact_entries (id, file_id, side, direction, channel, outcome, happened_at, recorded_at, recorded_by)
          values (?, ?, ?, 'incoming', 'phone', 'reached', 1, 1, 'robin')`,
        ...[id, file, side],
      )
      await queryRows(
        `insert into notes (id, file_id, side, kind, folder, written_by, written_at, signed_at)
          values (?, ?, ?, 'call', 'screening', 'robin', 1, 1)`,
        ...[id, file, side],
      )
    }
    expect(await merge('from', 'into')).toBe(true)
    const seen = [
      { id: '1', file_id: 'into', side: 'other' },
      { id: '2', file_id: 'into', side: 'initiating' },
      { id: '3', file_id: 'into', side: 'other' },
    ]
    expect(await queryRows('select id, file_id, side from contact_entries')).toEqual(seen)
    expect(await queryRows('select id, file_id, side from notes')).toEqual(seen)
  })

  it('takes their match tokens along, seen from the other side', async () => {
    await family()
    await merge('from', 'into')
    expect(await queryRows('select file_id, token, side from match_tokens order by token, side')).toEqual([
      { file_id: 'into', token: 'anna', side: 'initiating' },
      { file_id: 'into', token: 'ben', side: 'other' },
      { file_id: 'into', token: 'ben’s other', side: 'other' },
      { file_id: 'into', token: 'child', side: 'family' },
    ])
    expect(await relatedFilesOf('into')).toEqual([])
  })

  it('leaves the emptied file closed, pointing to the other, and both audit chains whole', async () => {
    await family()
    await merge('from', 'into')
    expect(await loadSealedFileAnswersAndLastAuditRow(db, queryFor('from'))).toMatchObject({
      file: { stage: 'closed', mergedIntoReference: 'into', leadCoordinatorId: 'robin' },
      intakes: [],
    })
    expect(await relatedFilesOf('from')).toEqual([])
    expect((await findFile('into'))?.stage).toBe('new')
    for (const id of ['from', 'into']) {
      expect(await listAuditActions(id)).toEqual(['intake_sent', 'files_merged'])
      expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, id))).toBeUndefined()
    }
  })

  it('takes along authorisations, calls and contact holds, which close the gate of the file they came into', async () => {
    await family()
    await insertScreening('initiating into')
    const until = { grantedAt: NOW, expiresAt: NOW + 10 }
    await db
      .insert(authorisations)
      .values([
        authorisationRow('from', 'granted', until),
        authorisationRow('into', 'granted', { ...until, sealedEvidence: null }),
      ])
    const isOpen = async () => {
      const gateCheck = { authorisationId: 'granted into', coordinatorId: 'robin', at: NOW + 1 }
      const [row] = await db
        .select({ open: sql<number>`${gateOpenCondition(gateCheck)}`.as('open') })
        .from(files)
        .limit(1)
      return row?.open === 1
    }
    // The file that is not merged shuts the gate until somebody has reviewed it.
    expect(await isOpen()).toBe(false)
    const review = { ...event('into', 'robin', 'conflicts_reviewed'), happenedAt: NOW + 1 }
    expect(await recordConflictReview(db, review, NOW + 1, sql`true`)).toBe(true)
    expect(await isOpen()).toBe(true)
    await db.batch([
      db.insert(contactHolds).values(contactHoldRow('from')),
      db.insert(callAttempts).values(callAttemptRow('from')),
      db.insert(invitations).values(invitationRow('from')),
    ])
    expect(await merge('from', 'into')).toBe(true)
    const read = await loadDeskFileCallsPanel(db, queryFor('into'))
    expect(read?.authorisations.map(({ parentId }) => parentId).toSorted()).toEqual([
      'initiating from',
      'initiating into',
    ])
    expect((await loadDeskFileContactHoldsPanel(db, queryFor('into')))?.contactHolds).toEqual([
      expect.objectContaining({ parentId: 'initiating from', liftedAt: null }),
    ])
    expect(read?.callAttempts).toHaveLength(1)
    expect(read?.invitations).toHaveLength(1)
    expect(await isOpen()).toBe(false)
    // The other parent’s own intake shuts the gate too. Without it, only the contact hold does.
    await db.delete(submissions).where(eq(submissions.parentId, 'initiating from'))
    expect(await isOpen()).toBe(false)
    await db.update(contactHolds).set({ liftedAt: NOW })
    expect(await isOpen()).toBe(true)
    expect(await loadDeskFileCallsPanel(db, queryFor('from'))).toMatchObject({
      parents: [],
      authorisations: [],
    })
    expect((await loadDeskFileContactHoldsPanel(db, queryFor('from')))?.contactHolds).toEqual([])
  })

  it('is refused a second time, in either direction', async () => {
    await family()
    await merge('from', 'into')
    await expectRefused(() => merge('from', 'into'))
    await expectRefused(() => merge('into', 'from'))
  })

  it('is refused when both parents are there already, whichever of the two files has them', async () => {
    await family()
    await insertFile('third', 'robin')
    await merge('from', 'into')
    await expectRefused(() => merge('third', 'into'))
    await expectRefused(() => merge('into', 'third'))
  })

  it.each(['from', 'into'])('is refused when the file %s is closed', async (id) => {
    await family()
    await db
      .update(files)
      .set({ stage: 'closed' })
      .where(and(eq(files.id, id)))
    await expectRefused(() => merge('from', 'into'))
  })

  it('is refused into a file that does not exist', async () => {
    await family()
    await expectRefused(() => merge('from', 'nowhere'))
  })

  it.each([
    [
      'the same two',
      [
        ['from', 'into'],
        ['from', 'into'],
      ],
    ],
    [
      'each into the other',
      [
        ['from', 'into'],
        ['into', 'from'],
      ],
    ],
    [
      'two into one',
      [
        ['from', 'into'],
        ['third', 'into'],
      ],
    ],
    [
      'one into two',
      [
        ['from', 'into'],
        ['from', 'third'],
      ],
    ],
  ] as const)('done twice at the same moment merges once: %s', async (_, merges) => {
    await family()
    await insertFile('third', 'robin', { createdAt: NOW + 2 })
    const done = await Promise.all(merges.map(([from, into]) => merge(from, into)))
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(await queryRows("select id from files where stage = 'closed'")).toHaveLength(1)
    expect(await countRows('submissions')).toBe(3)
    const events = await queryRows("select file_id from audit_events where action = 'files_merged'")
    expect(events).toHaveLength(2)
  })
})
