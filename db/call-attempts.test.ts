import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, count, rows } from '../tests/support/database-rows.ts'
import { bindings, emptyDatabase, prepareDatabase, watchedD1 } from '../tests/support/test-portal.ts'
import { type AuditEvent, brokenAt, readAudit } from './audit.ts'
import {
  type Attempt,
  askAuthorisation,
  invite,
  isGateOpen,
  openOtherContact,
  openRulesOfCall,
  recordOrderRead,
  recordOutreach,
  renewFileCode,
} from './call-attempts.ts'
import { type Database, database } from './database.ts'
import { declineInvitation } from './invitations.ts'
import {
  authorisations,
  files,
  freezes,
  invitations,
  matchTokens,
  outbox,
  outreach,
  parents,
  submissions,
} from './schema.ts'

const db = database(bindings.DB)
const NOW = Date.UTC(2026, 10, 20, 18)
const MINUTE = 60_000
const DAY = 86_400_000
const MOST = 4

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await recordFile('file')
  await recordFile('another')
})

/** A file led by Robin, whose initiating parent wrote and authorised a call a day ago. */
async function recordFile(id: string): Promise<void> {
  await db.batch([
    db.insert(files).values({
      id,
      reference: id,
      route: 'one-parent',
      stage: 'open',
      leadCoordinator: 'robin',
      openedAt: 1,
    }),
    db.insert(parents).values([
      {
        id: `initiating ${id}`,
        fileId: id,
        side: 'initiating',
        language: 'en',
        standing: 'received',
        accessId: `old code ${id}`,
      },
      { id: `other ${id}`, fileId: id, side: 'other', language: 'fr' },
    ]),
    db.insert(submissions).values(intakeOf(id, 'initiating')),
    db.insert(authorisations).values({
      id: `word ${id}`,
      parentId: `initiating ${id}`,
      madeAt: NOW - DAY,
      grantedAt: NOW - DAY,
      expiresAt: NOW + 30 * DAY,
      otherContact: `sealed better contact ${id}`,
    }),
  ])
}

const intakeOf = (fileId: string, side: 'initiating' | 'other') => ({
  id: `${side} intake ${fileId}`,
  fileId,
  parentId: `${side} ${fileId}`,
  form: 'intake',
  version: 2,
  answers: 'sealed',
  otherContact: `sealed contact ${side} ${fileId}`,
  idempotencyKey: `${side} ${fileId}`,
  sentAt: NOW - 2 * DAY,
})

const eventOf = (action: AuditEvent['action'], actor = 'robin', happenedAt = NOW): AuditEvent => ({
  fileId: 'file',
  actor,
  action,
  detail: {},
  happenedAt,
})

const approachOf = (coordinator = 'robin', authorisationId = 'word file') => ({
  authorisationId,
  coordinator,
  at: NOW,
})

const openDetails = (on: Database = db, coordinator = 'robin') =>
  openOtherContact(on, eventOf('contact_opened', coordinator), approachOf(coordinator), MOST)

const attempt = (facts: Partial<Attempt> = {}): Attempt => ({
  id: crypto.randomUUID(),
  authorisationId: 'word file',
  attemptedAt: NOW - MINUTE,
  channel: 'phone',
  outcome: 'no-answer',
  nextStep: 'call-again',
  ...facts,
})

const record = (facts: Partial<Attempt> = {}, actor = 'robin') =>
  recordOutreach(db, eventOf('attempt_recorded', actor), attempt(facts), MOST)

const made = (id: string, authorisationId = 'word file') => ({
  id,
  codeId: `code ${id}`,
  approach: approachOf('robin', authorisationId),
  expiresAt: NOW + 14 * DAY,
})

const mailRow = (id: string) => ({
  id,
  fileId: 'file',
  kind: 'invitation',
  mail: 'sealed',
  outcome: 'queued' as const,
  attempts: 0,
  nextAttemptAt: NOW,
  createdAt: NOW,
})

const actions = async () => (await readAudit(db, 'file')).map(({ action }) => action)

const aFreeze = (saidAt = NOW - DAY) =>
  ({ id: `freeze ${saidAt}`, parentId: 'initiating file', saidIn: 'intake', saidAt }) as const

/** Everything that closes the gate, as another hand writes it. */
const closings: Readonly<Record<string, () => PromiseLike<unknown>>> = {
  'the word was taken back': () =>
    db.update(authorisations).set({ withdrawnAt: NOW }).where(eq(authorisations.id, 'word file')),
  'the word was taken back by a clock ahead of ours': () =>
    db
      .update(authorisations)
      .set({ withdrawnAt: NOW + 30_000 })
      .where(eq(authorisations.id, 'word file')),
  'the word ended': () =>
    db.update(authorisations).set({ expiresAt: NOW }).where(eq(authorisations.id, 'word file')),
  'a newer word took its place': () =>
    db.update(authorisations).set({ supersededAt: NOW }).where(eq(authorisations.id, 'word file')),
  'it was only asked for': () =>
    db
      .update(authorisations)
      .set({ grantedAt: null, expiresAt: null })
      .where(eq(authorisations.id, 'word file')),
  'the file was closed': () => db.update(files).set({ stage: 'closed' }),
  'somebody else leads': () => db.update(files).set({ leadCoordinator: 'camille' }),
  'nobody leads': () => db.update(files).set({ leadCoordinator: null }),
  'an order is to be read': () => db.insert(freezes).values(aFreeze(NOW + 1)),
  'the other parent said no': () =>
    db.insert(outreach).values({ ...attempt({ outcome: 'declined' }), recordedAt: NOW, recordedBy: 'robin' }),
  'it is not safe to go on': () =>
    db.insert(outreach).values({ ...attempt({ outcome: 'unsafe' }), recordedAt: NOW, recordedBy: 'robin' }),
  'the number is wrong': () =>
    db
      .insert(outreach)
      .values({ ...attempt({ outcome: 'wrong-number' }), recordedAt: NOW, recordedBy: 'robin' }),
  'the other parent came': () => db.insert(submissions).values(intakeOf('file', 'other')),
  'the other parent came in another file': () => knownElsewhere({ openedAt: NOW - 1 }),
  'the other parent came in another file by a clock ahead': () => knownElsewhere({ openedAt: NOW + 30_000 }),
  'an order is to be read in another file': () => knownElsewhere({ openedAt: 1, saidAt: NOW - 1 }),
}

/** Another file in which somebody of this one is known; in it a parent may have spoken of an order. */
async function knownElsewhere({
  kind = 'phone',
  saidAt,
  liftedAt = null,
  ...facts
}: Partial<typeof files.$inferInsert> & {
  kind?: 'phone' | 'child' | 'lawyer'
  saidAt?: number
  liftedAt?: number | null
}): Promise<void> {
  const id = 'elsewhere'
  const file = { id, reference: id, route: 'one-parent', stage: 'open', openedAt: 1 } as const
  await db.batch([
    db.insert(files).values({ ...file, ...facts }),
    db.insert(parents).values({ id: 'parent elsewhere', fileId: id, side: 'initiating', language: 'en' }),
    db.insert(matchTokens).values([
      { token: 'same', kind, fileId: id, side: 'initiating' },
      { token: 'same', kind, fileId: 'file', side: 'other' },
    ]),
    ...(saidAt
      ? [
          db
            .insert(freezes)
            .values({ ...aFreeze(saidAt), id: 'there', parentId: 'parent elsewhere', liftedAt }),
        ]
      : []),
  ])
}

const used = async (n = MOST) => {
  for (let made = 0; made < n; made++) {
    await db
      .insert(outreach)
      .values({ ...attempt(), attemptedAt: NOW - DAY / 2, recordedAt: NOW, recordedBy: 'robin' })
  }
}

describe('opening the other parent’s contact details', () => {
  it('gives those of the intake and of the word, sealed, of that parent alone, and puts it on record', async () => {
    const opened = await openDetails()
    expect(opened).toHaveLength(2)
    expect(opened).toEqual(
      expect.arrayContaining([
        { givenIn: 'authorisations', id: 'word file', sealed: 'sealed better contact file' },
        { givenIn: 'submissions', id: 'initiating intake file', sealed: 'sealed contact initiating file' },
      ]),
    )
    expect(await actions()).toEqual(['contact_opened'])
  })

  it('is on record when there were none to show', async () => {
    await db.update(authorisations).set({ otherContact: null })
    await db.update(submissions).set({ otherContact: null })
    expect(await openDetails()).toEqual([])
    expect(await actions()).toEqual(['contact_opened'])
  })

  it.each(Object.entries(closings))('is refused, with no trace, when %s', async (_, close) => {
    expect(await isGateOpen(db, 'file', approachOf(), MOST)).toBe(true)
    await close()
    expect(await changesNothing(() => openDetails())).toBeUndefined()
    expect(await isGateOpen(db, 'file', approachOf(), MOST)).toBe(false)
  })

  it.each(Object.entries(closings))(
    'is refused when this comes right before the reading itself: %s',
    async (_, close) => {
      let read: unknown
      const DB = watchedD1(async (statements, go) => {
        if (statements.length === 1) return go()
        await close()
        const results = await go()
        read = (results as { results: unknown[] }[])[0]?.results
        return results
      })
      expect(await openDetails(database(DB))).toBeUndefined()
      // Nothing even left the database.
      expect(read).toEqual([])
      expect(await actions()).toEqual([])
    },
  )

  it('is refused when every attempt is used, whichever word they were made under', async () => {
    await used(MOST - 1)
    expect(await openDetails()).toHaveLength(2)
    await used(1)
    expect(await openDetails()).toBeUndefined()
  })

  it('is refused to anybody else, and for a word of another file', async () => {
    expect(await openDetails(db, 'camille')).toBeUndefined()
    expect(await isGateOpen(db, 'another', approachOf(), MOST)).toBe(false)
    expect(await isGateOpen(db, 'nowhere', approachOf(), MOST)).toBe(false)
  })

  it('is on record before anything else can be: two at once are two rows of one chain', async () => {
    await Promise.all([openDetails(), openDetails()])
    const chain = await readAudit(db, 'file')
    expect(chain).toHaveLength(2)
    expect(await brokenAt(chain)).toBeUndefined()
  })
})

describe('another file in which somebody of this one is known', () => {
  const looked = (clearedAt: number) => rows("update files set cleared_at = ? where id = 'file'", clearedAt)
  const cases: readonly [open: boolean, why: string, given: () => Promise<unknown>][] = [
    [true, 'came before this one', () => knownElsewhere({ openedAt: 1 })],
    [false, 'came since', () => knownElsewhere({ openedAt: 2 })],
    [false, 'came since, and shares a child', () => knownElsewhere({ openedAt: 2, kind: 'child' })],
    [false, 'waits for a coordinator', () => knownElsewhere({ openedAt: 2, stage: 'waiting' })],
    [true, 'came since and is closed', () => knownElsewhere({ openedAt: 2, stage: 'closed' })],
    [true, 'shares only a lawyer', () => knownElsewhere({ openedAt: 2, kind: 'lawyer', saidAt: 3 })],
    [true, 'was looked at', () => knownElsewhere({ openedAt: 2 }).then(() => looked(2))],
    [false, 'came after the last look', () => knownElsewhere({ openedAt: 3 }).then(() => looked(2))],
    [false, 'speaks of an order', () => knownElsewhere({ saidAt: NOW })],
    [
      false,
      'speaks of an order, and was looked at',
      () => knownElsewhere({ saidAt: 3 }).then(() => looked(9)),
    ],
    [true, 'spoke of an order that was read', () => knownElsewhere({ saidAt: 3, liftedAt: NOW })],
    [true, 'spoke of an order and is closed', () => knownElsewhere({ saidAt: 3, stage: 'closed' })],
  ]
  it.each(cases)('lets the call be made: %s, when it %s', async (open, _, given) => {
    await db.insert(outreach).values({
      ...attempt({ outcome: 'interested', attemptedAt: NOW - 1 }),
      recordedAt: NOW,
      recordedBy: 'robin',
    })
    await given()
    expect(await isGateOpen(db, 'file', approachOf(), MOST)).toBe(open)
    expect((await openDetails()) !== undefined).toBe(open)
    expect(await record({ attemptedAt: NOW })).toBe(open)
    expect(await invite(db, eventOf('invited'), made('one'), undefined)).toBe(open)
    await rows('update authorisations set expires_at = ?', NOW - DAY)
    const asked = { id: 'asked', parentId: 'initiating file' }
    expect(await askAuthorisation(db, eventOf('authorisation_asked'), asked, undefined)).toBe(open)
  })

  it.each([
    ['it came', { openedAt: NOW - MINUTE + 1 }],
    ['an order was spoken of in it', { saidAt: NOW - MINUTE + 1 }],
  ])('leaves to be written down what was done before %s', async (_, facts) => {
    await knownElsewhere(facts)
    expect(await changesNothing(() => record({ attemptedAt: NOW - MINUTE + 1 }))).toBe(false)
    expect(await record({ attemptedAt: NOW - MINUTE })).toBe(true)
  })
})

describe('opening what a parent answered about the call', () => {
  const openRules = (on: Database = db) =>
    openRulesOfCall(on, eventOf('call_sheet_opened'), approachOf(), MOST)

  it('gives it, sealed, on record', async () => {
    await db.update(authorisations).set({ evidence: 'sealed evidence' })
    expect(await openRules()).toEqual({ evidence: 'sealed evidence' })
    expect(await actions()).toEqual(['call_sheet_opened'])
  })

  it.each(Object.entries(closings))('is refused, with no trace, when %s', async (_, close) => {
    await close()
    expect(await changesNothing(() => openRules())).toBeUndefined()
  })

  it('is refused when the word is taken back right before the reading itself', async () => {
    let read: unknown
    const DB = watchedD1(async (statements, go) => {
      if (statements.length === 1) return go()
      await closings['the word was taken back']?.()
      const results = await go()
      read = (results as { results: unknown[] }[])[0]?.results
      return results
    })
    expect(await openRules(database(DB))).toBeUndefined()
    expect(read).toEqual([])
  })
})

describe('writing down an attempt', () => {
  it('keeps when, by whom, how it ended and what comes next, on record', async () => {
    expect(await record({ id: 'one' })).toBe(true)
    expect(await rows('select * from outreach')).toEqual([
      {
        id: 'one',
        authorisation_id: 'word file',
        attempted_at: NOW - MINUTE,
        recorded_at: NOW,
        recorded_by: 'robin',
        channel: 'phone',
        outcome: 'no-answer',
        next_step: 'call-again',
      },
    ])
    expect(await actions()).toEqual(['attempt_recorded'])
  })

  it.each(Object.entries(closings).filter(([why]) => !/clock|no$|safe|wrong|came|order/.test(why)))(
    'is refused when %s before it was made',
    async (_, close) => {
      await close()
      expect(await changesNothing(() => record({ attemptedAt: NOW }))).toBe(false)
    },
  )

  it.each([
    'the word was taken back',
    'a newer word took its place',
    'an order is to be read',
    'the other parent came',
  ])('is kept all the same when %s after it was made', async (why) => {
    await closings[why]?.()
    await rows('update submissions set sent_at = ? where parent_id = ?', NOW, 'other file')
    expect(await record()).toBe(true)
  })

  it.each([
    ['before the word was given', NOW - DAY - 1],
    ['more than a week ago', NOW - 7 * DAY - 1],
    ['in the future', NOW + 1],
  ])('is refused when it is said to have been made %s', async (_, attemptedAt) => {
    await rows('update authorisations set granted_at = ?', Math.min(NOW - 8 * DAY, NOW))
    if (attemptedAt === NOW - DAY - 1) await rows('update authorisations set granted_at = ?', NOW - DAY)
    expect(await changesNothing(() => record({ attemptedAt }))).toBe(false)
  })

  it('twice, by a double press or a retry, is kept once and answered alike', async () => {
    const one = attempt({ id: 'one' })
    const send = () => recordOutreach(db, eventOf('attempt_recorded'), one, MOST)
    expect(await Promise.all([send(), send()])).toEqual([true, true])
    expect(await send()).toBe(true)
    expect(await count('outreach')).toBe(1)
    expect(await actions()).toEqual(['attempt_recorded'])
    await closings['the word was taken back']?.()
    expect(await send()).toBe(true)
  })

  it('is refused under the id of another one', async () => {
    await record({ id: 'one' })
    expect(await changesNothing(() => record({ id: 'one', outcome: 'interested' }))).toBe(false)
    expect(await changesNothing(() => record({ id: 'one' }, 'camille'))).toBe(false)
  })

  it('never goes beyond what the practice allows, however many write at once', async () => {
    await used(MOST - 1)
    const kept = await Promise.all(Array.from({ length: 5 }, () => record()))
    expect(kept.filter(Boolean)).toHaveLength(1)
    expect(await count('outreach')).toBe(MOST)
    expect(await actions()).toEqual(['attempt_recorded'])
  })

  it('at a wrong number takes none of them, and is the last under that word', async () => {
    await used(MOST - 1)
    expect(await record({ outcome: 'wrong-number' })).toBe(true)
    expect(await record({ attemptedAt: NOW })).toBe(false)
    await rows("update authorisations set superseded_at = ? where id = 'word file'", NOW)
    await db.insert(authorisations).values({
      id: 'newer',
      parentId: 'initiating file',
      madeAt: NOW,
      grantedAt: NOW,
      expiresAt: NOW + DAY,
    })
    expect(await record({ authorisationId: 'newer', attemptedAt: NOW })).toBe(true)
    expect(await record({ authorisationId: 'newer', attemptedAt: NOW })).toBe(false)
  })

  it.each([
    ['declined', NOW],
    ['unsafe', NOW],
    ['wrong-number', NOW],
    ['interested', null],
    ['wants-time', null],
    ['no-answer', null],
  ] as const)('that ended with “%s” ends the open invitations of that file: %s', async (outcome, endedAt) => {
    const invitation = { authorisationId: 'word file', invitedAt: NOW - DAY, expiresAt: NOW + DAY }
    await db.insert(invitations).values([
      { ...invitation, id: 'open', codeId: 'open' },
      { ...invitation, id: 'used', codeId: 'used', usedAt: NOW - 2 },
      { ...invitation, id: 'ended', codeId: 'ended', endedAt: NOW - 3 },
      { ...invitation, id: 'another', codeId: 'another', authorisationId: 'word another' },
    ])
    expect(await record({ outcome })).toBe(true)
    expect(await rows('select id, ended_at from invitations order by id')).toEqual([
      { id: 'another', ended_at: null },
      { id: 'ended', ended_at: NOW - 3 },
      { id: 'open', ended_at: endedAt },
      { id: 'used', ended_at: null },
    ])
  })

  it('that is refused ends no invitation, and none of its mail', async () => {
    await db
      .insert(invitations)
      .values({ ...made('open'), authorisationId: 'word file', invitedAt: NOW - DAY })
    await db.insert(outbox).values(mailRow('open'))
    await used()
    expect(await changesNothing(() => record({ outcome: 'wrong-number' }))).toBe(false)
  })

  const stopping = (['declined', 'unsafe'] as const).flatMap((outcome) =>
    Object.keys(closings)
      .filter((why) => !/closed|leads/.test(why))
      .map((why) => ({ outcome, why })),
  )
  it.each(stopping)(
    'is always kept when it ended with “$outcome”, even when $why',
    async ({ outcome, why }) => {
      await db
        .insert(invitations)
        .values({ ...made('open'), authorisationId: 'word file', invitedAt: NOW - DAY })
      await used()
      await closings[why]?.()
      expect(await record({ outcome, attemptedAt: NOW, nextStep: 'none' })).toBe(true)
      expect(await rows('select ended_at from invitations')).toEqual([{ ended_at: NOW }])
      expect(await actions()).toEqual(['attempt_recorded'])
    },
  )

  it.each(['declined', 'unsafe'] as const)(
    '“%s” is kept for nobody but whoever leads, in an open file, under a word of that file',
    async (outcome) => {
      const stop = (facts: Partial<Attempt> = {}, actor?: string) => record({ outcome, ...facts }, actor)
      expect(await changesNothing(() => stop({ authorisationId: 'word another' }))).toBe(false)
      expect(await changesNothing(() => stop({ authorisationId: 'nothing' }))).toBe(false)
      expect(await changesNothing(() => stop({}, 'camille'))).toBe(false)
      await closings['the file was closed']?.()
      expect(await changesNothing(() => stop())).toBe(false)
    },
  )
})

describe('inviting the other parent', () => {
  const inviteNow = (id: string, mail?: ReturnType<typeof mailRow>) =>
    invite(db, eventOf('invited'), made(id), mail)

  it('is done once they were reached and are interested, with its mail, in place of an older one', async () => {
    expect(await changesNothing(() => inviteNow('early', mailRow('early')))).toBe(false)
    await record({ outcome: 'interested', nextStep: 'invite' })
    expect(await inviteNow('first')).toBe(true)
    expect(await inviteNow('second', mailRow('second'))).toBe(true)
    expect(await rows('select id, code_id, expires_at, ended_at from invitations order by id')).toEqual([
      { id: 'first', code_id: 'code first', expires_at: NOW + 14 * DAY, ended_at: NOW },
      { id: 'second', code_id: 'code second', expires_at: NOW + 14 * DAY, ended_at: null },
    ])
    expect(await rows('select id from outbox')).toEqual([{ id: 'second' }])
    expect(await actions()).toEqual(['attempt_recorded', 'invited', 'invited'])
  })

  const mails = () => rows('select id, outcome, last_error, mail from outbox order by id')
  const ended = { outcome: 'failed', last_error: 'ended', mail: '' }
  const waiting = { outcome: 'queued', last_error: null, mail: 'sealed' }

  it('again ends the mail of the older one that has not left, and not its own', async () => {
    await db.insert(outbox).values({ ...mailRow('receipt'), kind: 'receipt' })
    await record({ outcome: 'interested' })
    await inviteNow('first', mailRow('first'))
    await inviteNow('second', mailRow('second'))
    expect(await mails()).toEqual([
      { id: 'first', ...ended },
      { id: 'receipt', ...waiting },
      { id: 'second', ...waiting },
    ])
  })

  it('is undone by a call that ends calls: its mail does not leave either', async () => {
    await record({ outcome: 'interested' })
    await inviteNow('first', mailRow('first'))
    await record({ outcome: 'unsafe' })
    expect(await mails()).toEqual([{ id: 'first', ...ended }])
  })

  it('is undone by the other parent’s no: mail that repeats it does not leave', async () => {
    await record({ outcome: 'interested' })
    await inviteNow('first', mailRow('first'))
    const news = { ...mailRow('news'), kind: 'file-news' }
    const decline = (id: string) =>
      declineInvitation(db, eventOf('invitation_declined', 'parent'), id, [{ lead: 'anybody', row: news }])
    expect(await changesNothing(() => decline('nothing'))).toBe(false)
    expect(await decline('first')).toBe(true)
    expect(await mails()).toEqual([
      { id: 'first', ...ended },
      { id: 'news', ...waiting },
    ])
  })

  it('is done when every attempt is used', async () => {
    await record({ outcome: 'interested' })
    await used(MOST - 1)
    expect(await inviteNow('one')).toBe(true)
  })

  it('is not done for interest in another file', async () => {
    const theirs = attempt({ authorisationId: 'word another', outcome: 'interested' })
    expect(await recordOutreach(db, eventOf('attempt_recorded'), theirs, MOST)).toBe(false)
    await db.insert(outreach).values({ ...theirs, recordedAt: NOW, recordedBy: 'robin' })
    expect(await changesNothing(() => inviteNow('one'))).toBe(false)
    expect(
      await changesNothing(() => invite(db, eventOf('invited'), made('one', 'word another'), undefined)),
    ).toBe(false)
  })

  it.each(Object.entries(closings))('is refused, its mail with it, when %s', async (_, close) => {
    await record({ outcome: 'interested' })
    await inviteNow('first')
    await close()
    expect(await changesNothing(() => inviteNow('second', mailRow('second')))).toBe(false)
  })
})

describe('asking a parent for their word', () => {
  const ask = (
    id: string,
    { parentId = 'initiating file', actor = 'robin', mail = mailRow(`mail ${id}`) } = {},
  ) => askAuthorisation(db, eventOf('authorisation_asked', actor), { id, parentId }, mail)

  it('keeps who asked, sends the mail, and is on record', async () => {
    await rows('delete from authorisations')
    expect(await ask('asked')).toBe(true)
    expect(await rows('select * from authorisations')).toMatchObject([
      { id: 'asked', parent_id: 'initiating file', made_at: NOW, asked_by: 'robin', granted_at: null },
    ])
    expect(await rows('select id from outbox')).toEqual([{ id: 'mail asked' }])
    expect(await actions()).toEqual(['authorisation_asked'])
    expect(await changesNothing(() => ask('again'))).toBe(false)
  })

  it('twice at the same moment asks once', async () => {
    await rows('delete from authorisations')
    const asked = await Promise.all([ask('one'), ask('two')])
    expect(asked.filter(Boolean)).toHaveLength(1)
    expect(await count('outbox')).toBe(1)
  })

  it.each([
    ['withdrawn', 'withdrawn_at = ?', NOW - 1],
    ['declined', 'declined_at = ?', NOW - 1],
    ['expired', 'expires_at = ?', NOW],
  ])('takes the place of a word that was %s', async (_, ended, at) => {
    await rows(`update authorisations set ${ended}`, at)
    expect(await ask('asked')).toBe(true)
    expect(await rows('select id, superseded_at from authorisations order by id')).toEqual([
      { id: 'asked', superseded_at: null },
      { id: 'word another', superseded_at: null },
      { id: 'word file', superseded_at: NOW },
    ])
  })

  it('is refused while a word holds, frozen or not', async () => {
    expect(await changesNothing(() => ask('asked'))).toBe(false)
    await db.insert(freezes).values(aFreeze())
    expect(await changesNothing(() => ask('asked'))).toBe(false)
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
    'an order is to be read in another file',
  ])('is refused when %s', async (why) => {
    await rows('update authorisations set expires_at = ?', NOW - DAY)
    await closings[why]?.()
    expect(await changesNothing(() => ask('asked'))).toBe(false)
  })

  it('is refused for a parent who has sent nothing, and for one of another file', async () => {
    await rows('update authorisations set expires_at = ?', NOW - DAY)
    expect(await changesNothing(() => ask('asked', { parentId: 'other file' }))).toBe(false)
    expect(await changesNothing(() => ask('asked', { parentId: 'initiating another' }))).toBe(false)
    expect(await changesNothing(() => ask('asked', { actor: 'camille' }))).toBe(false)
  })

  it('is done while an order is to be read in this file itself: what they say anew is asked about it', async () => {
    await rows('update authorisations set expires_at = ?', NOW - DAY)
    await knownElsewhere({ openedAt: 1 })
    await db.insert(freezes).values(aFreeze())
    expect(await ask('asked')).toBe(true)
  })

  it('is refused for a parent who came by invitation', async () => {
    await rows('update authorisations set expires_at = ?', NOW - DAY)
    await rows("update parents set invited_at = 1 where id = 'initiating file'")
    expect(await changesNothing(() => ask('asked'))).toBe(false)
    await rows('update parents set invited_at = null')
    expect(await ask('asked')).toBe(true)
  })
})

describe('having read an order', () => {
  const read = (finding: 'nothing-forbids' | 'forbids', actor = 'robin', until = NOW) =>
    recordOrderRead(db, eventOf('order_read', actor), finding, until)

  it('lifts what both parents said when nothing in it forbids contact', async () => {
    await db.insert(freezes).values([aFreeze(), { ...aFreeze(NOW - 1), parentId: 'other file' }])
    await db.insert(freezes).values({ ...aFreeze(NOW - 2), parentId: 'initiating another' })
    expect(await read('nothing-forbids')).toBe(true)
    expect(
      await rows('select parent_id, read_at, read_by, finding, lifted_at from freezes order by said_at'),
    ).toEqual([
      {
        parent_id: 'initiating file',
        read_at: NOW,
        read_by: 'robin',
        finding: 'nothing-forbids',
        lifted_at: NOW,
      },
      { parent_id: 'initiating another', read_at: null, read_by: null, finding: null, lifted_at: null },
      { parent_id: 'other file', read_at: NOW, read_by: 'robin', finding: 'nothing-forbids', lifted_at: NOW },
    ])
    expect(await actions()).toEqual(['order_read'])
    expect(await openDetails()).toBeDefined()
    expect(await changesNothing(() => read('forbids'))).toBe(false)
  })

  it('leaves the freeze when it forbids contact, until it is read again', async () => {
    await db.insert(freezes).values(aFreeze())
    expect(await read('forbids')).toBe(true)
    expect(await rows('select read_by, finding, lifted_at from freezes')).toEqual([
      { read_by: 'robin', finding: 'forbids', lifted_at: null },
    ])
    expect(await openDetails()).toBeUndefined()
    expect(await read('nothing-forbids')).toBe(true)
    expect(await openDetails()).toBeDefined()
  })

  it('lifts nothing that was said after the page was read', async () => {
    await db.insert(freezes).values(aFreeze(NOW - 1))
    expect(await changesNothing(() => read('nothing-forbids', 'robin', NOW - 2))).toBe(false)
  })

  it('is for whoever leads, in an open file', async () => {
    await db.insert(freezes).values(aFreeze())
    expect(await changesNothing(() => read('nothing-forbids', 'camille'))).toBe(false)
    await db.update(files).set({ stage: 'closed' })
    expect(await changesNothing(() => read('nothing-forbids'))).toBe(false)
  })
})

describe('a new private code', () => {
  const renew = (parentId: string, actor = 'robin') =>
    renewFileCode(db, eventOf('code_renewed', actor), parentId, 'new code')

  it('takes the place of the old one, on record', async () => {
    expect(await renew('initiating file')).toBe(true)
    expect(await rows("select access_id from parents where id = 'initiating file'")).toEqual([
      { access_id: 'new code' },
    ])
    expect(await actions()).toEqual(['code_renewed'])
  })

  it('is made by whoever leads, for a parent of that file who has sent something', async () => {
    for (const [parentId, actor] of [
      ['initiating file', 'camille'],
      ['other file', 'robin'],
      ['initiating another', 'robin'],
    ] as const)
      expect(await changesNothing(() => renew(parentId, actor))).toBe(false)
  })
})
