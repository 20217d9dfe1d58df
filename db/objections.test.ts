import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectRefused, queryRows } from '../tests/support/database-rows.ts'
import { buildAuditEvent, buildFileRow, buildMessageRow, buildParentRow } from '../tests/support/file-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { assignFile, recordConflictReview, setLegalCoordinator } from './files.ts'
import { decisionAllowedCondition, type GuardedDecision, loadDecisionObjections } from './objections.ts'
import { files, matchTokens, parents } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 20, 18)

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await insertFile('file', { stage: 'waiting' })
})

async function insertFile(id: string, facts: Partial<typeof files.$inferInsert> = {}): Promise<void> {
  await db.batch([
    db.insert(files).values(buildFileRow(id, { createdAt: NOW, acceptedAt: 1, ...facts })),
    db
      .insert(parents)
      .values([buildParentRow(id, 'initiating', { status: 'received' }), buildParentRow(id, 'other')]),
    db.insert(matchTokens).values({ token: id, kind: 'email', fileId: id, side: 'initiating' }),
  ])
}

/** Lets a coordinator lead another family's file in which one of the parents occurs. */
async function giveConflict(coordinatorId: string): Promise<void> {
  const id = `conflict of ${coordinatorId}`
  await insertFile(id, { leadCoordinatorId: coordinatorId })
  await db.insert(matchTokens).values({ token: 'file', kind: 'email', fileId: id, side: 'initiating' })
}

const decision: GuardedDecision = {
  actor: 'ada',
  coordinatorId: 'camille',
  capacity: 1,
  otherIds: ['ada', 'bo'],
}

const assign = (known: readonly string[] = [], changes: Partial<GuardedDecision> = {}) => {
  const guarded = { ...decision, ...changes }
  return assignFile(db, buildAuditEvent('file', guarded.actor, 'assigned', NOW + 1), {
    ...{ transition: 'assign', coordinatorId: guarded.coordinatorId, previousLeadId: null },
    ...{ message: buildMessageRow('file', NOW + 1) },
    allowedCondition: decisionAllowedCondition(guarded, new Set(known)),
  })
}

describe('an assignment', () => {
  it('is made when nothing speaks against it', async () => {
    expect(await assign()).toBe(true)
    expect(await queryRows('select lead_coordinator_id from files')).toEqual([
      { lead_coordinator_id: 'camille' },
    ])
  })

  it.each([
    ['conflict', () => giveConflict('camille')],
    ['no-room', () => insertFile('another', { leadCoordinatorId: 'camille' })],
    ['others-waited-longer', () => insertFile('another', { stage: 'waiting', createdAt: NOW - 1 })],
  ])(
    'is refused by its own statement, not by the page, as long as it does not override: %s',
    async (name, arrange) => {
      await arrange()
      const known = name === 'conflict' ? ['no-room'] : []
      await expectRefused(() => assign(known))
      expect(await assign([...known, name])).toBe(true)
    },
  )

  it('is counted and named before it is made', async () => {
    await giveConflict('camille')
    await insertFile('longer', { stage: 'waiting', createdAt: NOW - 1 })
    await insertFile('later', { stage: 'waiting', createdAt: NOW + 1 })
    expect(await loadDecisionObjections(db, 'file', decision)).toEqual({
      hasConflict: true,
      isSecondPersonNeeded: false,
      carriedFiles: 1,
      longerWaitingFiles: 1,
    })
  })
})

describe('somebody in conflict', () => {
  it('does not decide about a conflict as long as somebody without one could', async () => {
    await giveConflict('ada')
    const itself = { coordinatorId: 'ada', capacity: 9 }
    await expectRefused(() => assign(['conflict'], itself))
    await giveConflict('bo')
    // Nobody without a conflict is left, so a reason on record is all there can be.
    expect(await assign(['conflict'], itself)).toBe(true)
  })

  it('unlocks no file alone', async () => {
    await db.update(files).set({ leadCoordinatorId: 'ada' }).where(eq(files.id, 'file'))
    await giveConflict('ada')
    const review = (actor: string, known: readonly string[]) =>
      recordConflictReview(
        db,
        buildAuditEvent('file', actor, 'conflicts_reviewed', NOW + 1),
        NOW + 1,
        decisionAllowedCondition({ actor, coordinatorId: actor, otherIds: ['ada', 'bo'] }, new Set(known)),
      )
    await expectRefused(() => review('ada', []))
    await expectRefused(() => review('ada', ['conflict']))
    expect(await review('bo', [])).toBe(true)
  })

  it('assists in no file unless the lead overrides that knowingly', async () => {
    await db.update(files).set({ leadCoordinatorId: 'ada' }).where(eq(files.id, 'file'))
    await giveConflict('jules')
    const decide = (known: readonly string[]) =>
      setLegalCoordinator(
        db,
        buildAuditEvent('file', 'ada', 'assistance_decided', NOW + 1),
        'jules',
        decisionAllowedCondition({ actor: 'ada', coordinatorId: 'jules', otherIds: ['bo'] }, new Set(known)),
      )
    await expectRefused(() => decide([]))
    expect(await decide(['conflict'])).toBe(true)
  })
})
