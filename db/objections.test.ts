import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type ApprovableDecision,
  type Objection,
  overrideDetailByObjection,
} from '../content/file/overrides.ts'
import { APPROVAL_DAYS } from '../content/limits.ts'
import { DAY_MS } from '../content/time/units.ts'
import { expectRefused, queryRows } from '../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildIntakeRow,
  buildMessageRow,
  buildParentRow,
} from '../tests/support/file-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { answerApprovalRequest } from './approvals.ts'
import { appendAuditEvent } from './audit.ts'
import { assignFile, mergeFiles, recordConflictReview, setLegalCoordinator } from './files.ts'
import { decisionAllowedCondition, type GuardedDecision, loadDecisionObjections } from './objections.ts'
import { auditEvents, files, matchTokens, parents, submissions } from './schema.ts'

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
    db.insert(submissions).values(buildIntakeRow(id, 'initiating')),
    db.insert(matchTokens).values({ token: id, kind: 'email', fileId: id, side: 'initiating' }),
  ])
}

/** Lets a coordinator lead another family's file in which one of the parents occurs. */
async function giveConflict(coordinatorId: string): Promise<void> {
  const id = `conflict of ${coordinatorId}`
  await insertFile(id, { leadCoordinatorId: coordinatorId })
  await db.insert(matchTokens).values({ token: 'file', kind: 'email', fileId: id, side: 'initiating' })
}

const ids = ['ada', 'bo', 'camille', 'jules']

interface Action {
  /** Who decides about whom. */
  readonly decision: GuardedDecision
  readonly prepare?: () => Promise<unknown>
  readonly decide: (allowedCondition: ReturnType<typeof decisionAllowedCondition>) => Promise<boolean>
}

const at = NOW + 2
const common = { endsWait: false, leadCoordinatorId: null, coordinatorIds: ids, at }

/** Every action that gives somebody a part in a file, or opens it to them. */
const actions: Readonly<Record<string, Action>> = {
  'an administrator assigns it': {
    decision: {
      ...{ ...common, actor: 'ada', decision: 'assignment', about: 'camille', concerned: ['camille'] },
      ...{ capacity: 2, endsWait: true },
    },
    decide: (allowedCondition) =>
      assignFile(db, buildAuditEvent('file', 'ada', 'assigned', at), {
        ...{ transition: 'assign', coordinatorId: 'camille', previousLeadId: null, allowedCondition },
        message: buildMessageRow('file', at),
      }),
  },
  'a coordinator takes it': {
    decision: {
      ...{ ...common, actor: 'camille', decision: 'assignment', about: 'camille', concerned: ['camille'] },
      ...{ capacity: 2, endsWait: true },
    },
    decide: (allowedCondition) =>
      assignFile(db, buildAuditEvent('file', 'camille', 'assigned', at), {
        ...{ transition: 'take', coordinatorId: 'camille', previousLeadId: null, allowedCondition },
        message: undefined,
      }),
  },
  'the lead makes a lawyer assist': {
    decision: {
      ...{ ...common, actor: 'ada', decision: 'assistance', about: 'camille', concerned: ['camille'] },
      ...{ capacity: 2, leadCoordinatorId: 'ada' },
    },
    prepare: () => db.update(files).set({ leadCoordinatorId: 'ada' }).where(eq(files.id, 'file')),
    decide: (allowedCondition) =>
      setLegalCoordinator(
        db,
        buildAuditEvent('file', 'ada', 'assistance_decided', at),
        { legalCoordinatorId: 'camille', seen: 1000 },
        allowedCondition,
      ),
  },
  'the lead reviews its conflicts': {
    decision: {
      ...common,
      actor: 'camille',
      decision: 'conflict-review',
      about: 'camille',
      concerned: ['camille'],
      leadCoordinatorId: 'camille',
    },
    prepare: () => db.update(files).set({ leadCoordinatorId: 'camille' }).where(eq(files.id, 'file')),
    decide: (allowedCondition) =>
      recordConflictReview(
        db,
        buildAuditEvent('file', 'camille', 'conflicts_reviewed', at),
        at,
        allowedCondition,
      ),
  },
  'the lead reviews its conflicts again': {
    decision: {
      ...common,
      actor: 'camille',
      decision: 'conflict-review',
      about: 'camille',
      concerned: ['camille'],
      leadCoordinatorId: 'camille',
    },
    prepare: async () => {
      await db
        .update(files)
        .set({ leadCoordinatorId: 'camille', conflictsReviewedAt: NOW - 9 })
        .where(eq(files.id, 'file'))
      await insertFile('since', { acceptedAt: NOW })
      await db.insert(matchTokens).values([
        { token: 'child', kind: 'child', fileId: 'file', side: 'family' },
        { token: 'child', kind: 'child', fileId: 'since', side: 'family' },
      ])
    },
    decide: (allowedCondition) =>
      recordConflictReview(
        db,
        buildAuditEvent('file', 'camille', 'conflicts_reviewed', at),
        at,
        allowedCondition,
      ),
  },
  'an administrator merges it into a file that somebody leads': {
    decision: {
      ...{ ...common, actor: 'ada', decision: 'merge', about: 'ada', into: 'into' },
      concerned: ['camille', 'ada'],
    },
    prepare: () => insertFile('into', { leadCoordinatorId: 'camille' }),
    decide: (allowedCondition) =>
      mergeFiles(
        db,
        {
          from: buildAuditEvent('file', 'ada', 'files_merged', at),
          into: buildAuditEvent('into', 'ada', 'files_merged', at),
        },
        { allowedCondition, leadCoordinatorId: 'camille', legalCoordinatorId: null },
      ),
  },
}

/** What may speak against an action, and changes between a page and a decision. */
const circumstances: Partial<Record<Objection, () => Promise<unknown>>> = {
  conflict: () => giveConflict('camille'),
  'no-room': async () => {
    for (const id of ['another', 'one more']) await insertFile(id, { leadCoordinatorId: 'camille' })
  },
  'others-waited-longer': () => insertFile('another', { stage: 'waiting', createdAt: NOW - 1 }),
}

const concernsOf = ({ capacity, endsWait }: GuardedDecision): Objection[] => [
  'conflict',
  ...(capacity === undefined ? [] : (['no-room'] as const)),
  ...(endsWait ? (['others-waited-longer'] as const) : []),
]

const cases = Object.entries(actions).flatMap(([name, action]) =>
  concernsOf(action.decision).map((objection) => ({ name, action, objection })),
)

const decide = (
  { decision, decide: run }: Action,
  known: readonly Objection[],
  changes: Partial<GuardedDecision> = {},
) => run(decisionAllowedCondition({ ...decision, ...changes }, new Set(known)))

async function ask({ decision: { actor, decision, about, into } }: Action, objections: readonly Objection[]) {
  await appendAuditEvent(db, {
    ...buildAuditEvent('file', actor, 'approval_requested', NOW + 1),
    detail: {
      ...{ decision, about, ...(into && { into }) },
      ...Object.fromEntries(objections.map((objection) => [overrideDetailByObjection[objection], true])),
      overrideReason: 'urgent',
    },
  })
}

/** Answers the newest request, as the route does. */
async function answer(who: string, approves = true, happenedAt = NOW + 1): Promise<boolean> {
  const rows = await db.select().from(auditEvents).where(eq(auditEvents.fileId, 'file'))
  const request = rows.findLast(({ action }) => action === 'approval_requested')
  if (!request) throw new Error('Somebody asked')
  const event = {
    ...buildAuditEvent('file', who, approves ? 'approval_given' : 'approval_declined', happenedAt),
    detail: { ...JSON.parse(request.detail), askedBy: request.actor },
  }
  return answerApprovalRequest(db, event, request.sequence)
}

describe.each(cases)('$name, although something speaks against it: $objection', ({ action, objection }) => {
  beforeEach(async () => {
    await action.prepare?.()
    await circumstances[objection]?.()
  })

  it('is refused as long as it does not override that knowingly', () =>
    expectRefused(() => decide(action, [])))

  it('is refused to who knows it, as long as there is somebody else who was not asked', () =>
    expectRefused(() => decide(action, [objection])))

  it('is made with a reason where nobody else is there', async () => {
    expect(await decide(action, [objection], { coordinatorIds: [action.decision.actor] })).toBe(true)
  })

  it('is made with a reason where everybody else has a conflict of interest', async () => {
    for (const id of ids) if (id !== 'camille' || objection !== 'conflict') await giveConflict(id)
    const known: Objection[] = ['conflict', ...concernsOf(action.decision)]
    expect(await decide(action, known)).toBe(true)
  })

  it('is made once somebody else approved it', async () => {
    await ask(action, [objection])
    await expectRefused(() => decide(action, [objection]))
    expect(await answer('bo')).toBe(true)
    expect(await decide(action, [objection])).toBe(true)
  })

  it('is refused once somebody else declined', async () => {
    await ask(action, [objection])
    expect(await answer('bo', false)).toBe(true)
    await expectRefused(() => decide(action, [objection]))
  })

  it('is approved by nobody who decides it, nor by who has a conflict of interest', async () => {
    await giveConflict('jules')
    await ask(action, [objection])
    await expectRefused(() => answer(action.decision.actor))
    await expectRefused(() => answer('jules'))
    await expectRefused(() => decide(action, [objection]))
  })

  it('is refused under an approval of something else', async () => {
    await ask({ ...action, decision: { ...action.decision, about: 'jules' } }, [objection])
    await answer('bo')
    await expectRefused(() => decide(action, [objection]))
    await ask(action, [])
    await answer('bo')
    await expectRefused(() => decide(action, [objection]))
  })

  it('is refused once the approval has expired, or its approver has left or has a conflict by now', async () => {
    await ask(action, [objection])
    await answer('bo')
    await expectRefused(() => decide(action, [objection], { at: at + APPROVAL_DAYS * DAY_MS }))
    await expectRefused(() => decide(action, [objection], { coordinatorIds: ['ada', 'camille', 'jules'] }))
    await giveConflict('bo')
    await expectRefused(() => decide(action, [objection]))
  })
})

it.each(Object.entries(actions))('%s, unless somebody else leads the file by then', async (_, action) => {
  await action.prepare?.()
  const [file] = await db.select({ lead: files.leadCoordinatorId }).from(files).where(eq(files.id, 'file'))
  for (const leadCoordinatorId of ['jules', file?.lead === null ? 'bo' : null]) {
    await db.update(files).set({ leadCoordinatorId }).where(eq(files.id, 'file'))
    await expectRefused(() => decide(action, []))
  }
})

it('asks nobody where nothing speaks against an action', async () => {
  for (const name of Object.keys(actions).slice(0, 2)) {
    await emptyDatabase()
    await insertFile('file', { stage: 'waiting' })
    expect(await decide(actions[name] as Action, [])).toBe(true)
  }
})

it('answers a request once, in time, and only the newest', async () => {
  const action = actions['a coordinator takes it'] as Action
  await ask(action, ['no-room'])
  await expectRefused(() => answer('bo', true, NOW + 1 + APPROVAL_DAYS * DAY_MS))
  const old = buildAuditEvent('file', 'bo', 'approval_given', NOW + 1)
  await ask(action, ['no-room'])
  await expectRefused(() => answerApprovalRequest(db, old, 1))
  expect(await answer('bo')).toBe(true)
  await expectRefused(() => answer('jules'))
})

it('uses an approval once', async () => {
  const action = actions['an administrator assigns it'] as Action
  await circumstances['no-room']?.()
  await ask(action, ['no-room'])
  await answer('bo')
  expect(await decide(action, ['no-room'])).toBe(true)
  await db.update(files).set({ leadCoordinatorId: null }).where(eq(files.id, 'file'))
  await expectRefused(() => decide(action, ['no-room']))
})

it('asks no second time when somebody else assigned the file knowing of the conflict', async () => {
  const action = actions['the lead reviews its conflicts'] as Action
  await action.prepare?.()
  await giveConflict('camille')
  await appendAuditEvent(db, {
    ...buildAuditEvent('file', 'ada', 'assigned', NOW),
    detail: { lead: 'camille', overridesConflict: true },
  })
  expect(await decide(action, ['conflict'])).toBe(true)
})

it('merges nothing by halves when it is refused, and nothing once others lead the file', async () => {
  const action = actions['an administrator merges it into a file that somebody leads'] as Action
  await action.prepare?.()
  await db.update(files).set({ leadCoordinatorId: 'jules' }).where(eq(files.id, 'into'))
  await expectRefused(() => decide(action, []))
  expect(await queryRows('select file_id from submissions order by file_id')).toEqual([
    { file_id: 'file' },
    { file_id: 'into' },
  ])
})

it('counts and names what speaks against a decision, and who could approve it', async () => {
  await giveConflict('camille')
  await giveConflict('jules')
  await insertFile('longer', { stage: 'waiting', createdAt: NOW - 1 })
  await insertFile('later', { stage: 'waiting', createdAt: NOW + 1 })
  const action = actions['an administrator assigns it'] as Action
  const decision: ApprovableDecision = 'assignment'
  expect(await loadDecisionObjections(db, 'file', { ...action.decision, decision })).toEqual({
    conflicted: ['camille'],
    secondPersons: ['bo'],
    wasAssignedKnowingly: false,
    carriedFiles: 1,
    longerWaitingFiles: 1,
    approval: null,
  })
})
