import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallAttemptOutcome, CallReopeningReason } from '../content/authorisation/call-attempts.ts'
import { DAY_MS } from '../content/time/units.ts'
import { expectRefused, queryRows } from '../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildIntakeRow,
  buildParentRow,
  nothingSpeaksAgainst,
} from '../tests/support/file-rows.ts'
import { mergeFilesWithoutObjection } from '../tests/support/merge-files.ts'
import { insertScreening } from '../tests/support/screenings.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { type AuditEvent, listAuditRows } from './audit.ts'
import {
  readSealedOtherParentContactWithAudit,
  recordCallAttempt,
  requestAuthorisation,
} from './call-attempts.ts'
import { reopenCalls } from './call-reopenings.ts'
import { loadDeskFileCallsPanel } from './desk-file-calls.ts'
import { closeFile, recordConflictReview } from './files.ts'
import {
  authorisations,
  callAttempts,
  files,
  joiningCodes,
  matchTokens,
  parents,
  submissions,
} from './schema.ts'

const db = openTestDatabase()
const MOST = 4
/** As content/authorisation/call-attempts.ts declares them. */
const REASONS_AFTER_UNSAFE: ReadonlySet<string> = new Set(['safety-reviewed', 'somebody-else'])
const LEAD = 'robin-ashdown'

let now = 0
beforeAll(prepareDatabase)
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 15)
  await emptyDatabase()
})

/** The facts by which the two parents of a family, and their child, are found again. */
const GINA = { email: 'gina@', person: 'Gina 1986' }
const PAUL = { phone: 'phone of Paul', person: 'Paul 1984' }
const CHILD = { child: 'Ada 2019' }
const LAWYER = { lawyer: 'name of a lawyer' }
type Facts = Partial<Record<(typeof matchTokens.$inferInsert)['kind'], string>>

interface Intake {
  readonly writer: Facts
  readonly other: Facts
  readonly family?: Facts
}
const byGina: Intake = { writer: GINA, other: PAUL, family: CHILD }
const byPaul: Intake = { writer: PAUL, other: GINA, family: CHILD }

/** Inserts a file that the coordinator leads, with an intake and an authorisation in force. */
async function insertIntake(id: string, { writer, other, family = {} }: Intake, lead = LEAD): Promise<void> {
  const tokens = (
    [
      ['initiating', writer],
      ['other', other],
      ['family', family],
    ] as const
  ).flatMap(([side, facts]) =>
    Object.entries(facts).map(([kind, value]) => ({
      ...{ fileId: id, side, kind: kind as keyof Facts, token: `${kind}:${value}` },
    })),
  )
  await db.batch([
    db
      .insert(files)
      .values(buildFileRow(id, { route: 'one-parent', leadCoordinatorId: lead, createdAt: now })),
    db
      .insert(parents)
      .values([buildParentRow(id, 'initiating', { status: 'received' }), buildParentRow(id, 'other')]),
    db
      .insert(submissions)
      .values(buildIntakeRow(id, 'initiating', { sealedOtherContact: 'sealed phone', sentAt: now })),
    db.insert(matchTokens).values(tokens),
    db.insert(authorisations).values({
      ...{ id: `authorisation ${id}`, parentId: `initiating ${id}`, createdAt: now, grantedAt: now },
      expiresAt: now + 60 * DAY_MS,
    }),
  ])
  await insertScreening(`initiating ${id}`)
  now += 1000
}

const event = (fileId: string, action: AuditEvent['action']) => buildAuditEvent(fileId, LEAD, action, now)
const review = async (fileId: string) => {
  now += 1
  await recordConflictReview(db, event(fileId, 'conflicts_reviewed'), now, nothingSpeaksAgainst)
  now += 1
}
const record = (fileId: string, outcome: CallAttemptOutcome, attemptedAt = now) =>
  recordCallAttempt(
    db,
    event(fileId, 'call_attempt_recorded'),
    {
      ...{
        id: crypto.randomUUID(),
        authorisationId: `authorisation ${fileId}`,
        attemptedAt,
        channel: 'phone',
      },
      ...{ outcome, nextStep: 'none' },
    },
    MOST,
  )
const readContact = async (fileId: string) =>
  (await readSealedOtherParentContactWithAudit(
    db,
    event(fileId, 'other_contact_read'),
    { authorisationId: `authorisation ${fileId}`, coordinatorId: LEAD, at: now },
    MOST,
  )) !== undefined
const reopen = (fileId: string, reason: CallReopeningReason, coversUntil = now, actor = LEAD) =>
  reopenCalls(
    db,
    { ...event(fileId, 'calls_reopened'), actor, detail: { reopeningReason: reason } },
    {
      id: crypto.randomUUID(),
      parentId: `initiating ${fileId}`,
      reason,
      coversUntil,
      answersUnsafe: REASONS_AFTER_UNSAFE.has(reason),
    },
    MOST,
  )
const readPanel = async (fileId: string) => {
  const panel = await loadDeskFileCallsPanel(db, {
    reference: fileId,
    viewerId: LEAD,
    now,
    maxAttempts: MOST,
  })
  const gate = panel?.contactGates.find(({ parentId }) => parentId === `initiating ${fileId}`)
  return {
    panel,
    reason: gate?.callRefusalReason,
    attemptsLeft: gate?.attemptsLeft,
    request: gate?.requestRefusalReason,
  }
}

/** Inserts the first file, in which a call ended like this, and a second intake whose conflicts were reviewed. */
async function insertTwoIntakes(
  outcome: CallAttemptOutcome,
  second: Intake = byGina,
  first: Intake = byGina,
) {
  await insertIntake('first', first)
  expect(await record('first', outcome)).toBe(true)
  now += 1
  await insertIntake('second', second)
  await review('second')
}

describe.each(['declined', 'unsafe'] as const)('a person of whom a call ended as %s', (outcome) => {
  it.each([
    ['an open file', async () => undefined],
    ['a closed file', () => closeFile(db, event('first', 'closed'), { administrator: true, seen: 1000 })],
  ])('is not called for the same parent’s second intake, from %s', async (_, arrange) => {
    await insertTwoIntakes(outcome)
    await arrange()
    expect(await readPanel('second')).toMatchObject({
      reason: 'ended-in-related-file',
      request: 'ended-in-related-file',
    })
    expect((await readPanel('second')).panel?.relatedCallAttempts).toMatchObject([
      { reference: 'first', outcome },
    ])
    await expectRefused(() => readContact('second'))
    await expectRefused(() => record('second', 'no-answer'))
    await expectRefused(() =>
      requestAuthorisation(
        db,
        event('second', 'authorisation_requested'),
        { id: 'requested', parentId: 'initiating second' },
        undefined,
      ),
    )
  })

  it.each([
    ['into the other parent’s', 'first', 'of Paul'],
    ['with the other parent’s merged into it', 'of Paul', 'first'],
  ])('is not called for a third intake after the first file was merged %s', async (_, from, into) => {
    await insertIntake('first', byGina)
    expect(await record('first', outcome)).toBe(true)
    await insertIntake('of Paul', byPaul)
    const events = { from: event(from, 'files_merged'), into: event(into, 'files_merged') }
    expect(await mergeFilesWithoutObjection(db, events)).toBe(true)
    await insertIntake('second', byGina)
    await review('second')
    expect((await readPanel('second')).reason).toBe('ended-in-related-file')
    expect((await readPanel('second')).panel?.relatedCallAttempts).toMatchObject([
      { reference: into, outcome },
    ])
    await expectRefused(() => readContact('second'))
  })

  it.each<[string, Intake]>([
    ['by their own details, whoever writes', { writer: { email: 'new@' }, other: { phone: PAUL.phone } }],
    ['by a child and the same writer, with new details', { ...byGina, other: { phone: 'new phone' } }],
    ['by a child alone', { writer: { email: 'new@' }, other: { phone: 'new phone' }, family: CHILD }],
  ])('is found again %s', async (_, second) => {
    await insertTwoIntakes(outcome, second)
    expect((await readPanel('second')).reason).toBe('ended-in-related-file')
    await expectRefused(() => readContact('second'))
  })

  it('does not keep anybody from being called who has only a lawyer in common', async () => {
    const withLawyer = { writer: { email: 'new@' }, other: { phone: 'new phone', ...LAWYER } }
    await insertTwoIntakes(outcome, withLawyer, { ...byGina, other: { ...PAUL, ...LAWYER } })
    expect(await readContact('second')).toBe(true)
  })

  it('does not keep another person from being called for the same writer', async () => {
    await insertTwoIntakes(outcome, {
      writer: GINA,
      other: { phone: 'phone of Pat' },
      family: { child: 'Bo 2022' },
    })
    expect(await readContact('second')).toBe(true)
  })

  it('may have said so between the reading of the page and the call', async () => {
    await insertIntake('first', byGina)
    await insertIntake('second', byGina)
    await review('second')
    await review('first')
    expect(await readContact('second')).toBe(true)
    const before = now
    now += 60_000
    expect(await record('first', outcome)).toBe(true)
    await expectRefused(() => readContact('second'))
    await expectRefused(() => record('second', 'no-answer'))
    // A call made before that was allowed, and is still recorded.
    expect(await record('second', 'no-answer', before)).toBe(true)
  })
})

describe('a person who declined a code that the other parent gave them', () => {
  /** The parent of a file gave a code, and it was declined. */
  const declineCode = (fileId: string) =>
    db.insert(joiningCodes).values({
      ...{ id: `code ${fileId}`, parentId: `initiating ${fileId}`, codeHash: fileId, locatorHash: fileId },
      ...{ showsChildren: false, showsDocument: false, createdAt: now, expiresAt: now + DAY_MS },
      ...{ endedAt: now, declinedAt: now },
    })

  it.each([
    ['in the same file', 'first', 'ended'],
    ['in the same parent’s second file', 'second', 'ended-in-related-file'],
  ])('is not called %s until calls are reopened', async (_, called, reason) => {
    await insertIntake('first', byGina)
    await insertIntake('second', byGina)
    await review('second')
    await review('first')
    now += 1
    expect(await readContact(called)).toBe(true)
    await declineCode('first')
    expect((await readPanel(called)).reason).toBe(reason)
    await expectRefused(() => readContact(called))
    expect(await reopen(called, 'they-asked')).toBe(true)
    now += 1
    expect(await readContact(called)).toBe(true)
  })

  it('does not keep the parent who gave it from being called by the other', async () => {
    await insertIntake('first', byGina)
    await declineCode('first')
    await insertIntake('second', byPaul)
    await review('second')
    now += 1
    expect((await readPanel('second')).reason).toBeNull()
  })
})

describe('a person who said no and later comes themselves', () => {
  it('does not keep the first parent from being called', async () => {
    await insertTwoIntakes('declined', byPaul)
    expect(await readPanel('second')).toMatchObject({ reason: null, attemptsLeft: MOST })
    expect(await readContact('second')).toBe(true)
  })

  it('is no reason to call where it was unsafe between the two', async () => {
    await insertTwoIntakes('unsafe', byPaul)
    expect((await readPanel('second')).reason).toBe('ended-in-related-file')
    await expectRefused(() => readContact('second'))
  })
})

it('counts the attempts in every file of the family, and not those with a wrong number', async () => {
  await insertIntake('first', byGina)
  for (const outcome of ['no-answer', 'wants-time', 'no-answer'] as const)
    expect(await record('first', outcome)).toBe(true)
  expect(await record('first', 'wrong-number')).toBe(true)
  await closeFile(db, event('first', 'closed'), { administrator: true, seen: 1000 })
  await insertIntake('second', byGina)
  await review('second')
  expect((await readPanel('second')).attemptsLeft).toBe(1)
  expect(await record('second', 'no-answer')).toBe(true)
  now += 1
  expect(await readPanel('second')).toMatchObject({ attemptsLeft: 0, reason: 'attempts-used' })
  await expectRefused(() => record('second', 'no-answer'))
  await expectRefused(() => readContact('second'))
})

it('allows the last attempt to one of two files that are called at once', async () => {
  await insertIntake('first', byGina)
  await insertIntake('second', byGina)
  await review('second')
  await review('first')
  for (let count = 1; count < MOST; count++) expect(await record('first', 'no-answer')).toBe(true)
  now += 1
  const recorded = await Promise.all([record('first', 'no-answer'), record('second', 'no-answer')])
  expect(recorded.filter(Boolean)).toHaveLength(1)
  expect(await db.select().from(callAttempts)).toHaveLength(MOST)
})

describe('reopening calls', () => {
  it('allows them again from then on, with its reason in the audit, until the next no', async () => {
    await insertTwoIntakes('declined')
    expect(await reopen('second', 'they-asked')).toBe(true)
    now += 1
    expect((await listAuditRows(db, 'second')).at(-1)).toMatchObject({
      actor: LEAD,
      action: 'calls_reopened',
      detail: JSON.stringify({ reopeningReason: 'they-asked' }),
    })
    expect(await readPanel('second')).toMatchObject({ reason: null, attemptsLeft: MOST })
    expect(await readContact('second')).toBe(true)
    // A call made before calls were reopened was not allowed.
    await expectRefused(() => record('second', 'no-answer', now - 1000))
    expect(await record('second', 'declined')).toBe(true)
    now += 1
    expect((await readPanel('second')).reason).toBe('ended')
    await expectRefused(() => readContact('second'))
  })

  it('covers no later no of a related file, even one recorded at the same time', async () => {
    await insertTwoIntakes('declined')
    const shownAt = now
    now += 1
    expect(await record('first', 'declined', now - 1)).toBe(true)
    await expectRefused(() => reopen('second', 'they-asked', shownAt))
    expect(await reopen('second', 'they-asked', now)).toBe(true)
    now += 1
    expect(await readContact('second')).toBe(true)
    expect(await record('first', 'declined', now)).toBe(true)
    now += 1
    await expectRefused(() => readContact('second'))
  })

  it('reopens its own file alone', async () => {
    await insertTwoIntakes('declined')
    expect(await reopen('second', 'they-asked')).toBe(true)
    now += 1
    await expectRefused(() => readContact('first'))
    await insertIntake('third', byGina)
    await review('third')
    expect((await readPanel('third')).reason).toBe('ended-in-related-file')
  })

  it('is for a lead, of an open file, where something stops calls', async () => {
    await insertIntake('first', byGina)
    await expectRefused(() => reopen('first', 'they-asked'))
    expect(await record('first', 'declined')).toBe(true)
    await expectRefused(() => reopen('first', 'they-asked', now, 'camille-verdier'))
    await closeFile(db, event('first', 'closed'), { administrator: true, seen: 1000 })
    await expectRefused(() => reopen('first', 'they-asked'))
  })

  it.each([
    ['they-asked', false],
    ['court-order', false],
    ['safety-reviewed', true],
    ['somebody-else', true],
  ] as const)('after an unsafe call for the reason %s: %s', async (reason, allowed) => {
    await insertTwoIntakes('unsafe')
    if (!allowed) return expectRefused(() => reopen('second', reason))
    expect(await reopen('second', reason)).toBe(true)
    now += 1
    expect(await readContact('second')).toBe(true)
  })

  it('gives as many attempts as at first', async () => {
    await insertIntake('first', byGina)
    for (let count = 0; count < MOST; count++) expect(await record('first', 'no-answer')).toBe(true)
    expect((await readPanel('first')).reason).toBe('attempts-used')
    expect(await reopen('first', 'they-asked')).toBe(true)
    now += 1
    expect(await readPanel('first')).toMatchObject({ reason: null, attemptsLeft: MOST })
    expect(await queryRows('select reason, reopened_by from call_reopenings')).toEqual([
      { reason: 'they-asked', reopened_by: LEAD },
    ])
  })
})
