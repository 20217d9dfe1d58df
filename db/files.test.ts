import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, count, rows } from '../tests/support/database-rows.ts'
import {
  bindings,
  countingD1,
  emptyDatabase,
  prepareDatabase,
  watchedD1,
} from '../tests/support/test-portal.ts'
import { knownElsewhere } from '../worker/desk/conflicts.ts'
import { type AuditEvent, appendAudit, auditRowAfter, brokenAt, readAudit } from './audit.ts'
import { database } from './database.ts'
import {
  assignFile,
  clearFile,
  closeFile,
  decideAssistance,
  joinFiles,
  listFiles,
  markOpened,
  passOn,
  readFile,
} from './files.ts'
import { mayApproach } from './gate.ts'
import { type NewFile, openFile } from './intake.ts'
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
const NOW = Date.UTC(2026, 0, 5, 12)

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

type FileRow = typeof files.$inferInsert
type Token = Pick<typeof matchTokens.$inferInsert, 'token' | 'kind' | 'side'>

/** A file with both parents, the intake of the first and the beginning of its record; its reference is its id. */
async function recordFile(
  id: string,
  leadCoordinator: string | null,
  { tokens = [], ...facts }: Partial<FileRow> & { tokens?: readonly Token[] } = {},
): Promise<void> {
  const file = { id, reference: id, route: 'consent', stage: 'new', leadCoordinator, openedAt: NOW } as const
  const parent = (side: 'initiating' | 'other') =>
    ({ id: `${side} ${id}`, fileId: id, side, language: 'en' }) as const
  await db.batch([
    db.insert(files).values({ ...file, ...facts }),
    db.insert(parents).values([parent('initiating'), parent('other')]),
    db.insert(submissions).values(submissionOf(id, 'initiating', facts.openedAt)),
    ...tokens.map((token) => db.insert(matchTokens).values({ ...token, fileId: id })),
  ])
  await appendAudit(db, event(id, 'parent', 'intake_sent'))
}

const submissionOf = (id: string, side: 'initiating' | 'other', sentAt = NOW) => ({
  id: `${side} intake ${id}`,
  form: 'intake',
  version: 1,
  answers: `sealed ${side} ${id}`,
  parentId: `${side} ${id}`,
  fileId: id,
  idempotencyKey: `${side} ${id}`,
  sentAt,
})

const event = (fileId: string, actor: string, action: AuditEvent['action']): AuditEvent => ({
  fileId,
  actor,
  action,
  detail: {},
  happenedAt: NOW,
})

const mailRow = (
  fileId: string,
  outcome: 'queued' | 'sent' | 'failed' = 'queued',
  createdAt = NOW,
): typeof outbox.$inferInsert => ({
  id: crypto.randomUUID(),
  fileId,
  kind: 'new-file',
  mail: 'sealed',
  outcome,
  attempts: 0,
  nextAttemptAt: createdAt,
  createdAt,
})

/** A word of the initiating parent, with contact details that are never shown. */
const wordOf = (
  fileId: string,
  name: string,
  facts: Partial<typeof authorisations.$inferInsert> = {},
): typeof authorisations.$inferInsert => ({
  id: `${name} ${fileId}`,
  parentId: `initiating ${fileId}`,
  madeAt: NOW,
  evidence: `sealed ${name} ${fileId}`,
  otherContact: 'kanari contact',
  idempotencyKey: `kanari ${name} ${fileId}`,
  ...facts,
})

const freezeOf = (fileId: string) =>
  ({
    id: `freeze ${fileId}`,
    parentId: `initiating ${fileId}`,
    saidIn: 'contact-authorisation',
    saidAt: NOW,
  }) as const

const attemptOf = (fileId: string) =>
  ({
    id: `attempt ${fileId}`,
    authorisationId: `given ${fileId}`,
    attemptedAt: NOW,
    recordedAt: NOW,
    recordedBy: 'robin',
    channel: 'phone',
    outcome: 'interested',
    nextStep: 'invite',
  }) as const

const invitationOf = (fileId: string) => ({
  id: `invitation ${fileId}`,
  authorisationId: `given ${fileId}`,
  codeId: `kanari code ${fileId}`,
  invitedAt: NOW,
  expiresAt: NOW + 1,
})

const queueMail = (...mail: Parameters<typeof mailRow>) => db.insert(outbox).values(mailRow(...mail))

const listed = async (id: string, administrator: boolean, until = NOW) =>
  (await listFiles(db, { id, administrator }, until)).files.map(({ reference }) => reference)

it('shows a coordinator their own files and nobody’s, newest first, and none of another', async () => {
  await recordFile('old own', 'robin', { openedAt: NOW - 3 })
  await recordFile('nobody’s', null, { openedAt: NOW - 2 })
  await recordFile('another’s', 'camille', { openedAt: NOW - 1 })
  await recordFile('new own', 'robin', { openedAt: NOW })
  expect(await listed('robin', false)).toEqual(['new own', 'nobody’s', 'old own'])
  expect(await listed('camille', false)).toEqual(['another’s', 'nobody’s'])
  expect(await listed('jules', false)).toEqual(['nobody’s'])
})

it('shows an administrator every file, newest first', async () => {
  await recordFile('first', 'robin', { openedAt: NOW - 2 })
  await recordFile('second', null, { openedAt: NOW - 1 })
  await recordFile('third', 'camille', { openedAt: NOW })
  expect(await listed('robin', true)).toEqual(['third', 'second', 'first'])
})

it('says of each file what the list needs and nothing that is sealed', async () => {
  await recordFile('file', 'robin')
  const file = {
    reference: 'file',
    route: 'consent',
    stage: 'new',
    leadCoordinator: 'robin',
    openedAt: NOW,
    mailOutcome: null,
  }
  const listed = await listFiles(db, { id: 'robin', administrator: false }, NOW)
  expect(listed).toEqual({ files: [file], more: false, waiting: [] })
})

it.each([true, false])(
  'says how the latest mail about a file ended (administrator: %s)',
  async (administrator) => {
    await recordFile('file', 'robin')
    await recordFile('beside', 'robin', { openedAt: NOW - 1 })
    await queueMail('file', 'sent', NOW)
    await queueMail('file', 'failed', NOW + 1)
    await queueMail('beside', 'queued', NOW + 2)
    const outcomes = await listFiles(db, { id: 'robin', administrator }, NOW)
    expect(outcomes.files.map(({ reference, mailOutcome }) => [reference, mailOutcome])).toEqual([
      ['file', 'failed'],
      ['beside', 'queued'],
    ])
  },
)

it('does not call mail a failure that was not needed any more', async () => {
  await recordFile('file', 'robin')
  const ended = { ...mailRow('file', 'failed', NOW + 1), lastError: 'ended' }
  await db.insert(outbox).values(ended)
  const outcome = async () => (await listFiles(db, { id: 'robin', administrator: false }, NOW)).files[0]
  expect(await outcome()).toMatchObject({ mailOutcome: null })
  await queueMail('file', 'sent', NOW)
  expect(await outcome()).toMatchObject({ mailOutcome: 'sent' })
  await db.update(outbox).set({ outcome: 'failed', lastError: 'timeout' }).where(eq(outbox.id, ended.id))
  expect(await outcome()).toMatchObject({ mailOutcome: 'failed' })
})

it.each([true, false])(
  'shows the newest two hundred and says that there are more, in one call (administrator: %s)',
  async (administrator) => {
    const many = Array.from({ length: 201 }, (_, n) => ({
      id: `file ${n}`,
      reference: `file ${n}`,
      route: 'consent' as const,
      stage: 'new' as const,
      leadCoordinator: n % 2 ? 'robin' : null,
      openedAt: NOW + n,
    }))
    for (let from = 0; from < many.length; from += 16)
      await db.insert(files).values(many.slice(from, from + 16))
    const { DB, calls } = countingD1()
    const who = { id: 'robin', administrator }
    const page = await listFiles(database(DB), who, NOW + 201)
    expect(calls).toHaveLength(1)
    expect(page.more).toBe(true)
    expect(page.files.map(({ reference }) => reference)).toEqual(
      many
        .map(({ reference }) => reference)
        .slice(1)
        .reverse(),
    )
    await db.delete(files).where(eq(files.id, 'file 0'))
    expect(await listFiles(db, who, NOW + 201)).toMatchObject({ more: false, files: page.files })
  },
)

it.each([true, false])(
  'reads no more rows of ten times as many files (administrator: %s)',
  async (administrator) => {
    const thousands = (count: number) =>
      bindings.DB.prepare(
        `with recursive n(n) as (select 1 union all select n + 1 from n where n < ?)
       insert or ignore into files (id, reference, route, stage, lead_coordinator, opened_at)
       select n, n, 'consent', iif(n % 5 = 0, 'open', 'closed'), iif(n % 3 = 0, null, iif(n % 3 = 1, 'robin', 'camille')), n
       from n`,
      )
        .bind(count)
        .run()
    const rowsRead = async () => {
      let read = 0
      const DB = watchedD1(async (_, go) => {
        const results = (await go()) as D1Result[]
        read = results.reduce((sum, { meta }) => sum + meta.rows_read, 0)
        return results
      })
      const { files } = await listFiles(database(DB), { id: 'robin', administrator }, NOW)
      expect(files).toHaveLength(200)
      return read
    }
    await thousands(1000)
    const few = await rowsRead()
    await thousands(10_000)
    expect(await rowsRead()).toBeLessThanOrEqual(1.2 * few)
  },
)

it('shows those who assist their files, and the lawyer proposed nothing yet', async () => {
  await recordFile('assisted', 'robin', { legalCoordinator: 'jules' })
  await recordFile('proposed', 'robin', { proposedLegal: 'jules' })
  expect(await listed('jules', false)).toEqual(['assisted'])
})

it('gives the whole waiting list to everybody, who has waited longest first, and nobody who is led', async () => {
  await recordFile('second', null, { stage: 'waiting', openedAt: NOW - 2 })
  await recordFile('first', null, { stage: 'waiting', openedAt: NOW - 3 })
  await recordFile('led', 'camille', { stage: 'waiting', openedAt: NOW - 4 })
  await recordFile('fits nobody', null, { openedAt: NOW - 5 })
  for (const who of [
    { id: 'robin', administrator: true },
    { id: 'jules', administrator: false },
  ]) {
    const { waiting } = await listFiles(db, who, NOW)
    expect(waiting.map(({ reference }) => reference)).toEqual(['first', 'second'])
  }
})

describe('reading a file', () => {
  it('gives what its parents sent, sealed as stored, in one call', async () => {
    await recordFile('file', 'robin')
    await recordFile('another', 'robin')
    await db
      .insert(submissions)
      .values({ ...submissionOf('file', 'other', NOW - 1), safety: 'sealed safety' })
    const { DB, calls } = countingD1()
    const read = await readFile(database(DB), 'file')
    expect(calls).toHaveLength(1)
    const sent = { safety: null, hasOtherContact: 0 }
    expect(read).toEqual({
      file: {
        id: 'file',
        reference: 'file',
        route: 'consent',
        stage: 'new',
        leadCoordinator: 'robin',
        legalCoordinator: null,
        proposedLegal: null,
        clearedAt: null,
        joinedInto: null,
        openedAt: NOW,
      },
      sent: [
        {
          ...sent,
          id: 'initiating intake file',
          side: 'initiating',
          answers: 'sealed initiating file',
          sentAt: NOW,
        },
        {
          ...sent,
          id: 'other intake file',
          side: 'other',
          answers: 'sealed other file',
          safety: 'sealed safety',
          sentAt: NOW - 1,
        },
      ],
      known: [],
      sessions: [],
      requests: [],
      rules: [],
      people: (['initiating', 'other'] as const).map((side) => ({
        id: `${side} file`,
        side,
        language: 'en',
        contact: null,
        givenReference: null,
        standing: null,
        invitedAt: null,
        booksWith: null,
        jointAgreedAt: null,
      })),
      authorisations: [],
      freezes: [],
      attempts: [],
      invitations: [],
      mail: [],
    })
  })

  it('gives each parent’s words newest first, the evidence of the latest alone, and nothing that is closed', async () => {
    await recordFile('file', 'robin')
    await recordFile('another', 'robin')
    for (const id of ['file', 'another']) {
      await db
        .insert(authorisations)
        .values([
          wordOf(id, 'old', { madeAt: NOW - 3, grantedAt: NOW - 3, supersededAt: NOW - 2 }),
          wordOf(id, 'given', { madeAt: NOW - 2, grantedAt: NOW - 2, supersededAt: NOW - 1 }),
          wordOf(id, 'asked', { madeAt: NOW - 1, evidence: null }),
        ])
      await db.batch([
        db.insert(freezes).values(freezeOf(id)),
        db.insert(outreach).values(attemptOf(id)),
        db.insert(invitations).values(invitationOf(id)),
      ])
    }
    const read = await readFile(db, 'file')
    expect(read?.authorisations.map(({ id, evidence }) => [id, evidence])).toEqual([
      ['asked file', null],
      ['given file', 'sealed given file'],
      ['old file', null],
    ])
    expect(read?.freezes.map(({ id }) => id)).toEqual(['freeze file'])
    expect(read?.attempts.map(({ id }) => id)).toEqual(['attempt file'])
    expect(read?.invitations.map(({ id }) => id)).toEqual(['invitation file'])
    expect(JSON.stringify(read)).not.toMatch(/kanari|another/)
  })

  it('gives the newest ten mails about it, and never what they say', async () => {
    await recordFile('file', 'robin')
    await recordFile('another', 'robin')
    await queueMail('another', 'failed')
    for (let n = 0; n < 11; n++) await queueMail('file', n === 10 ? 'failed' : 'sent', NOW + n)
    const read = await readFile(db, 'file')
    expect(read?.mail).toHaveLength(10)
    expect(read?.mail[0]).toEqual({
      kind: 'new-file',
      outcome: 'failed',
      lastError: null,
      createdAt: NOW + 10,
    })
  })

  it('leaves out other forms, and the other parent’s contact details', async () => {
    await recordFile('file', 'robin')
    await db.update(submissions).set({ otherContact: 'sealed contact' })
    const later = { ...submissionOf('file', 'initiating'), id: 'later', idempotencyKey: 'later' }
    await db.insert(submissions).values({ ...later, form: 'authorisation' })
    const read = await readFile(db, 'file')
    expect(read?.sent.map(({ id, hasOtherContact }) => [id, hasOtherContact])).toEqual([
      ['initiating intake file', 1],
    ])
    expect(JSON.stringify(read)).not.toContain('sealed contact')
  })

  it('finds no file of an unknown reference', async () => {
    await recordFile('file', 'robin')
    for (const reference of ['', 'fil', 'FILE', '%']) expect(await readFile(db, reference)).toBeUndefined()
  })
})

const email = (token: string, side: Token['side']): Token => ({ token, kind: 'email', side })
const knownIn = async (reference: string) => knownElsewhere((await readFile(db, reference))?.known ?? [])

describe('who is known from other files', () => {
  it('is told by kind of fact and by side, of each file once', async () => {
    const tokens = [
      email('one', 'initiating'),
      email('two', 'other'),
      { token: 'three', kind: 'phone', side: 'initiating' } as const,
    ]
    await recordFile('file', 'robin', { tokens })
    await recordFile('swapped', 'camille', {
      openedAt: NOW - 1,
      legalCoordinator: 'jules',
      tokens: [email('one', 'other'), email('two', 'initiating'), { ...tokens[2], side: 'other' } as Token],
    })
    await recordFile('nobody in common', 'camille', { tokens: [email('four', 'initiating')] })
    expect(await knownIn('file')).toEqual([
      {
        reference: 'swapped',
        leadCoordinator: 'camille',
        legalCoordinator: 'jules',
        stage: 'new',
        openedAt: NOW - 1,
        frozen: 0,
        relation: 'same-family',
        kinds: expect.arrayContaining(['email', 'phone']),
        sameWriter: false,
      },
    ])
  })

  it('is told with whether an order is to be read there', async () => {
    const tokens = [email('one', 'initiating')]
    for (const id of ['file', 'frozen', 'lifted', 'other']) await recordFile(id, 'robin', { tokens })
    await db
      .insert(freezes)
      .values([freezeOf('frozen'), { ...freezeOf('lifted'), liftedAt: NOW }, freezeOf('file')])
    const known = await knownIn('file')
    expect(known.filter(({ frozen }) => frozen === 1).map(({ reference }) => reference)).toEqual(['frozen'])
    expect(known).toHaveLength(3)
  })

  it('puts a lawyer in common last, however many files there are', async () => {
    const lawyer = { token: 'lawyer', kind: 'lawyer', side: 'other' } as const
    const child = { token: 'child', kind: 'child', side: 'family' } as const
    for (let n = 0; n < 210; n++) await recordFile(`file ${n}`, null, { openedAt: NOW - n, tokens: [lawyer] })
    await recordFile('family', null, { openedAt: NOW + 1, tokens: [child] })
    await recordFile('file', null, { tokens: [lawyer, child] })
    const known = await knownIn('file')
    expect(known[0]).toMatchObject({ reference: 'family', relation: 'same-family', kinds: ['child'] })
    expect(known[1]).toMatchObject({ reference: 'file 209', relation: 'lawyer' })
    expect(known).toHaveLength(200)
  })

  const facts = [
    ['child', 'family', 'family'],
    ['person', 'initiating', 'initiating'],
    ['person', 'initiating', 'other'],
    ['email', 'other', 'initiating'],
    ['phone', 'other', 'other'],
    ['lawyer', 'initiating', 'other'],
  ] as const

  it('is the same family or a conflict by the same rule as when the database decides who leads', async () => {
    const seen = new Set<string | undefined>()
    for (let subset = 0; subset < 2 ** facts.length; subset++) {
      const common = facts.filter((_, bit) => subset & (2 ** bit))
      const token = (index: number) => `${subset} ${index}`
      const theirs = common.map(([kind, , side], index) => ({ token: token(index), kind, side }))
      const ours = common.map(([kind, side], index) => ({ token: token(index), kind, side }))
      await recordFile(`known ${subset}`, 'jules', { tokens: theirs })
      // Each is taken away again, so that the second is not known from the first.
      const leadAmong = async (leads: readonly string[]) => {
        const made = await newFileWith(`new ${subset}`, ours, leads)
        const opened = await openFile(db, made)
        const [known] = await knownIn(made.file.reference)
        await forget(made.file.id)
        return [opened?.lead, known?.relation] as const
      }
      const [byFamily, relation] = await leadAmong(['robin'])
      const [despiteConflict] = await leadAmong(['jules', 'robin'])
      const decided =
        byFamily === 'jules' ? 'same-family' : despiteConflict === 'robin' ? 'parent' : 'no conflict'
      expect(decided, JSON.stringify(common)).toBe(
        relation === 'same-family' || relation === 'parent' ? relation : 'no conflict',
      )
      expect(relation === undefined).toBe(common.length === 0)
      seen.add(relation)
    }
    expect(seen).toEqual(new Set([undefined, 'same-family', 'parent', 'lawyer']))
  })

  it.each([
    ['the one who wrote wrote there', ['initiating', 'initiating'], ['other', 'other'], true],
    ['the one who wrote is the other there', ['initiating', 'other'], ['other', 'initiating'], false],
    ['the two share a phone', ['initiating', 'initiating'], ['initiating', 'other'], false],
    ['only the other parent is known', ['other', 'initiating'], ['other', 'other'], false],
  ] as const)('says whether one parent wrote both: %s', async (_, one, two, sameWriter) => {
    await recordFile('file', 'robin', { tokens: [email('one', one[0]), email('two', two[0])] })
    await recordFile('known', 'robin', { tokens: [email('one', one[1]), email('two', two[1])] })
    expect(await knownIn('file')).toMatchObject([{ reference: 'known', sameWriter }])
  })
})

async function newFileWith(id: string, tokens: readonly Token[], leads: readonly string[]): Promise<NewFile> {
  const parent = { id: `initiating ${id}`, fileId: id, side: 'initiating', language: 'en' } as const
  const sent = await auditRowAfter(undefined, event(id, 'parent', 'intake_sent'))
  return {
    file: { id, reference: id, route: 'consent', openedAt: NOW + 1 },
    ranking: { leads, waiting: false, assistants: [] },
    parents: [parent],
    submission: submissionOf(id, 'initiating'),
    tokens: [...tokens],
    mail: [],
    audit: [{ lead: 'anybody', row: sent }],
    draft: { id, revision: 0 },
  }
}

async function forget(id: string) {
  for (const table of ['audit_events', 'match_tokens', 'submissions', 'parents']) {
    await rows(`delete from ${table} where file_id = ?`, id)
  }
  await rows('delete from files where id = ?', id)
}

const fileRow = async (id: string) => (await db.select().from(files).where(eq(files.id, id)))[0]
const actionsOf = async (id: string) => (await readAudit(db, id)).map(({ action }) => action)

describe('clearing a file', () => {
  it('is done once, and records when', async () => {
    await recordFile('file', 'robin')
    const clear = () => clearFile(db, event('file', 'robin', 'cleared'))
    expect((await Promise.all([clear(), clear()])).filter(Boolean)).toHaveLength(1)
    expect((await fileRow('file'))?.clearedAt).toBe(NOW)
    expect(await actionsOf('file')).toEqual(['intake_sent', 'cleared'])
  })

  it('is done again for each file that came since, and for nothing else', async () => {
    const email = { token: 'email', kind: 'email', side: 'initiating' } as const
    const lawyer = { token: 'lawyer', kind: 'lawyer', side: 'initiating' } as const
    await recordFile('file', 'robin', { openedAt: NOW - 9, clearedAt: NOW - 5, tokens: [email, lawyer] })
    await recordFile('looked at', 'robin', { openedAt: NOW - 6, tokens: [email] })
    await recordFile('closed', 'robin', { openedAt: NOW - 2, stage: 'closed', tokens: [email] })
    await recordFile('lawyer', 'robin', { openedAt: NOW - 2, tokens: [lawyer] })
    await recordFile('nobody', 'robin', { openedAt: NOW - 2 })
    const clear = (seenUntil?: number) => clearFile(db, event('file', 'robin', 'cleared'), seenUntil)
    expect(await changesNothing(() => clear())).toBe(false)
    await recordFile('came since', 'robin', { openedAt: NOW - 3, tokens: [email] })
    // A page that was read before it came does not show it.
    expect(await changesNothing(() => clear(NOW - 4))).toBe(false)
    const both = await Promise.all([clear(NOW - 3), clear(NOW - 3)])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect((await fileRow('file'))?.clearedAt).toBe(NOW)
    expect(await actionsOf('file')).toEqual(['intake_sent', 'cleared'])
  })

  it('is not done first by a page that does not show all either', async () => {
    const tokens = [{ token: 'email', kind: 'email', side: 'initiating' } as const]
    await recordFile('file', 'robin', { openedAt: NOW - 9, tokens })
    await recordFile('later', 'robin', { openedAt: NOW - 3, tokens })
    expect(await changesNothing(() => clearFile(db, event('file', 'robin', 'cleared'), NOW - 4))).toBe(false)
  })

  it('is undone when another is to lead, who looks for themselves', async () => {
    await recordFile('file', 'robin', { clearedAt: NOW })
    await recordFile('second', 'robin', { clearedAt: NOW })
    await passOn(db, event('file', 'robin', 'passed_on'), [])
    await assignFile(db, event('second', 'robin', 'assigned'), 'camille', mailRow('second'))
    expect((await fileRow('file'))?.clearedAt).toBeNull()
    expect((await fileRow('second'))?.clearedAt).toBeNull()
  })
})

describe('passing a file on', () => {
  it('leaves it to nobody and queues the mail, once', async () => {
    await recordFile('file', 'robin', { proposedLegal: 'jules', stage: 'open' })
    const pass = () => passOn(db, event('file', 'robin', 'passed_on'), [mailRow('file'), mailRow('file')])
    expect((await Promise.all([pass(), pass()])).filter(Boolean)).toHaveLength(1)
    expect(await fileRow('file')).toMatchObject({ leadCoordinator: null, proposedLegal: null, stage: 'open' })
    expect(await count('outbox')).toBe(2)
  })

  it.each([
    ['somebody who does not lead it', 'camille', 'open'],
    ['whoever leads it, once it is closed', 'robin', 'closed'],
  ] as const)('does nothing for %s, and tells nobody', async (_, actor, stage) => {
    await recordFile('file', 'robin', { stage })
    const pass = () => passOn(db, event('file', actor, 'passed_on'), [mailRow('file')])
    expect(await changesNothing(pass)).toBe(false)
  })
})

describe('assigning a file', () => {
  const assign = (coordinator: string) =>
    assignFile(db, event('file', 'robin', 'assigned'), coordinator, mailRow('file'))

  it('gives it to a coordinator and queues their mail, once', async () => {
    await recordFile('file', null, { stage: 'waiting' })
    expect((await Promise.all([assign('camille'), assign('camille')])).filter(Boolean)).toHaveLength(1)
    expect(await fileRow('file')).toMatchObject({ leadCoordinator: 'camille', stage: 'new' })
    expect(await count('outbox')).toBe(1)
    expect(await changesNothing(() => assign('camille'))).toBe(false)
    expect(await assign('jules')).toBe(true)
    expect(await actionsOf('file')).toEqual(['intake_sent', 'assigned', 'assigned'])
  })

  it.each(['legalCoordinator', 'proposedLegal'] as const)(
    'to the lawyer who was its %s leaves that empty',
    async (role) => {
      await recordFile('file', 'robin', { [role]: 'jules', stage: 'open' })
      await assign('camille')
      expect((await fileRow('file'))?.[role]).toBe('jules')
      await assign('jules')
      expect(await fileRow('file')).toMatchObject({ leadCoordinator: 'jules', [role]: null, stage: 'open' })
    },
  )

  it('tells the parent that the wait is over only when it is done', async () => {
    await recordFile('file', 'camille', { stage: 'waiting' })
    await db.update(parents).set({ standing: 'waiting' }).where(eq(parents.side, 'initiating'))
    expect(await changesNothing(() => assign('camille'))).toBe(false)
    expect(await assign('jules')).toBe(true)
    expect(await rows('select side, standing from parents order by side')).toEqual([
      { side: 'initiating', standing: 'received' },
      { side: 'other', standing: null },
    ])
  })

  it('does nothing to a closed file, and tells nobody', async () => {
    await recordFile('file', 'robin', { stage: 'closed' })
    expect(await changesNothing(() => assign('camille'))).toBe(false)
  })
})

describe('deciding who assists', () => {
  const decide = (actor: string, lawyer: string | null) =>
    decideAssistance(db, event('file', actor, 'assistance_decided'), lawyer)

  it.each(['jules', 'other lawyer', null])('takes the decision of whoever leads: %s', async (lawyer) => {
    await recordFile('file', 'robin', { proposedLegal: 'jules' })
    expect(await decide('robin', lawyer)).toBe(true)
    expect(await fileRow('file')).toMatchObject({ legalCoordinator: lawyer, proposedLegal: null })
  })

  it('takes no decision of another, none of who leads about themselves, none about a closed file', async () => {
    await recordFile('file', 'robin', { proposedLegal: 'jules' })
    expect(await changesNothing(() => decide('jules', 'jules'))).toBe(false)
    expect(await changesNothing(() => decide('robin', 'robin'))).toBe(false)
    await db.update(files).set({ stage: 'closed' })
    expect(await changesNothing(() => decide('robin', 'jules'))).toBe(false)
  })
})

describe('a reading', () => {
  it.each([
    ['new', 'robin', 'open'],
    ['waiting', 'robin', 'waiting'],
    ['open', 'robin', 'open'],
    ['closed', 'robin', 'closed'],
    ['new', 'somebody else', 'new'],
    ['waiting', 'somebody else', 'waiting'],
  ] as const)('of a file that is %s by %s leaves it %s, on record', async (stage, actor, then) => {
    await recordFile('file', 'robin', { stage })
    expect(await markOpened(db, event('file', actor, 'answers_opened'))).toBe(true)
    expect((await fileRow('file'))?.stage).toBe(then)
    expect(await actionsOf('file')).toEqual(['intake_sent', 'answers_opened'])
  })

  it('of nobody’s file leaves it new', async () => {
    await recordFile('file', null)
    await markOpened(db, event('file', 'robin', 'answers_opened'))
    expect((await fileRow('file'))?.stage).toBe('new')
  })
})

it('closes a file once; whoever closes nobody’s answers for it', async () => {
  await recordFile('led', 'camille')
  await recordFile('nobody’s', null)
  for (const [id, lead] of [
    ['led', 'camille'],
    ['nobody’s', 'robin'],
  ] as const) {
    const close = () => closeFile(db, event(id, 'robin', 'closed'))
    expect((await Promise.all([close(), close()])).filter(Boolean)).toHaveLength(1)
    expect(await fileRow(id)).toMatchObject({ stage: 'closed', leadCoordinator: lead })
    expect(await actionsOf(id)).toEqual(['intake_sent', 'closed'])
  }
})

it('sends nothing more of a call once a file is closed, and what tells of the intake still', async () => {
  for (const id of ['led', 'another']) {
    await recordFile(id, 'camille')
    await db.insert(outbox).values(
      ['authorisation-asked', 'authorisation-ending', 'invitation', 'receipt'].map((kind) => ({
        ...mailRow(id),
        kind,
      })),
    )
  }
  await closeFile(db, event('led', 'robin', 'closed'))
  const left = await rows("select file_id, kind from outbox where outcome = 'queued' order by file_id, kind")
  expect(left.filter(({ file_id }) => file_id === 'led')).toEqual([{ file_id: 'led', kind: 'receipt' }])
  expect(left).toHaveLength(5)
})

describe('joining two files', () => {
  const join = (from: string, into: string) =>
    joinFiles(db, { from: event(from, 'robin', 'joined'), into: event(into, 'robin', 'joined') })

  /** Two files of one family, each begun by another parent. */
  async function family() {
    const child = { token: 'child', kind: 'child', side: 'family' } as const
    await recordFile('into', 'robin', {
      clearedAt: NOW,
      tokens: [email('anna', 'initiating'), email('ben', 'other'), child],
    })
    await recordFile('from', 'robin', {
      openedAt: NOW + 1,
      tokens: [email('ben', 'initiating'), email('anna', 'other'), email('ben’s other', 'initiating'), child],
    })
  }

  it('brings both parents’ answers into one, under their own parents', async () => {
    await family()
    expect(await join('from', 'into')).toBe(true)
    const read = await readFile(db, 'into')
    expect(read?.sent.map(({ side, answers }) => [side, answers])).toEqual([
      ['initiating', 'sealed initiating into'],
      ['other', 'sealed initiating from'],
    ])
    expect(read?.file.clearedAt).toBeNull()
    expect(await rows('select id, file_id, side from parents order by side')).toEqual([
      { id: 'initiating into', file_id: 'into', side: 'initiating' },
      { id: 'initiating from', file_id: 'into', side: 'other' },
    ])
  })

  it('takes what is known of them along, seen from the other side', async () => {
    await family()
    await join('from', 'into')
    expect(await rows('select file_id, token, side from match_tokens order by token, side')).toEqual([
      { file_id: 'into', token: 'anna', side: 'initiating' },
      { file_id: 'into', token: 'ben', side: 'other' },
      { file_id: 'into', token: 'ben’s other', side: 'other' },
      { file_id: 'into', token: 'child', side: 'family' },
    ])
    expect(await knownIn('into')).toEqual([])
  })

  it('leaves the emptied file closed, pointing to the other, and both records whole', async () => {
    await family()
    await join('from', 'into')
    expect(await readFile(db, 'from')).toMatchObject({
      file: { stage: 'closed', joinedInto: 'into', leadCoordinator: 'robin' },
      sent: [],
      known: [],
    })
    expect((await fileRow('into'))?.stage).toBe('new')
    for (const id of ['from', 'into']) {
      expect(await actionsOf(id)).toEqual(['intake_sent', 'joined'])
      expect(await brokenAt(await readAudit(db, id))).toBeUndefined()
    }
  })

  it('takes along what its parent said about calling, and a freeze holds in the file it came into', async () => {
    await family()
    const until = { grantedAt: NOW, expiresAt: NOW + 10 }
    await db
      .insert(authorisations)
      .values([wordOf('from', 'given', until), wordOf('into', 'given', { ...until, evidence: null })])
    const isOpen = async () => {
      const approach = { authorisationId: 'given into', coordinator: 'robin', at: NOW + 1 }
      const [row] = await db
        .select({ open: sql<number>`${mayApproach(approach)}`.as('open') })
        .from(files)
        .limit(1)
      return row?.open === 1
    }
    // While it is not joined, it keeps the gate shut until somebody has looked at it.
    expect(await isOpen()).toBe(false)
    const looked = { ...event('into', 'robin', 'cleared'), happenedAt: NOW + 1 }
    expect(await clearFile(db, looked)).toBe(true)
    expect(await isOpen()).toBe(true)
    await db.batch([
      db.insert(freezes).values(freezeOf('from')),
      db.insert(outreach).values(attemptOf('from')),
      db.insert(invitations).values(invitationOf('from')),
    ])
    expect(await join('from', 'into')).toBe(true)
    const read = await readFile(db, 'into')
    expect(read?.authorisations.map(({ parentId }) => parentId).toSorted()).toEqual([
      'initiating from',
      'initiating into',
    ])
    expect(read?.freezes).toEqual([expect.objectContaining({ parentId: 'initiating from', liftedAt: null })])
    expect(read?.attempts).toHaveLength(1)
    expect(read?.invitations).toHaveLength(1)
    expect(await isOpen()).toBe(false)
    // Nor is it open for another reason alone, that the other parent is here.
    await db.delete(submissions).where(eq(submissions.parentId, 'initiating from'))
    expect(await isOpen()).toBe(false)
    await db.update(freezes).set({ liftedAt: NOW })
    expect(await isOpen()).toBe(true)
    expect(await readFile(db, 'from')).toMatchObject({ people: [], authorisations: [], freezes: [] })
  })

  it('is refused a second time, either way', async () => {
    await family()
    await join('from', 'into')
    expect(await changesNothing(() => join('from', 'into'))).toBe(false)
    expect(await changesNothing(() => join('into', 'from'))).toBe(false)
  })

  it('is refused when both parents are there already, whichever of the two files has them', async () => {
    await family()
    await recordFile('third', 'robin')
    await join('from', 'into')
    expect(await changesNothing(() => join('third', 'into'))).toBe(false)
    expect(await changesNothing(() => join('into', 'third'))).toBe(false)
  })

  it.each(['from', 'into'])('is refused when the file %s is closed', async (id) => {
    await family()
    await db
      .update(files)
      .set({ stage: 'closed' })
      .where(and(eq(files.id, id)))
    expect(await changesNothing(() => join('from', 'into'))).toBe(false)
  })

  it('is refused into a file that does not exist', async () => {
    await family()
    expect(await changesNothing(() => join('from', 'nowhere'))).toBe(false)
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
  ] as const)('done twice at the same moment joins once: %s', async (_, joins) => {
    await family()
    await recordFile('third', 'robin', { openedAt: NOW + 2 })
    const done = await Promise.all(joins.map(([from, into]) => join(from, into)))
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(await rows("select id from files where stage = 'closed'")).toHaveLength(1)
    expect(await count('submissions')).toBe(3)
    const events = await rows("select file_id from audit_events where action = 'joined'")
    expect(events).toHaveLength(2)
  })
})
