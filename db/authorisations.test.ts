import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, rows } from '../tests/support/database-rows.ts'
import { bindings, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { type AuditEvent, brokenAt, readAudit } from './audit.ts'
import {
  endingBefore,
  type Given,
  giveWord,
  readReceipt,
  refuse,
  refuseUnasked,
  remind,
  tryReceipt,
  wasGiven,
  withdraw,
} from './authorisations.ts'
import { database } from './database.ts'
import { readOwnFile } from './parent-file.ts'
import { authorisations, files, freezes, outbox, parents } from './schema.ts'

const db = database(bindings.DB)
const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22, 15)
const FILE = 'file'
const GIVER = 'giver'
let now = NOW

beforeAll(prepareDatabase)
beforeEach(async () => {
  now = NOW
  await emptyDatabase()
  await openedFile(FILE, GIVER, 'robin')
})

/** A file with its parent, who opens “Your file” by the same name. */
async function openedFile(id: string, parentId: string, lead: string | null) {
  await db.batch([
    db
      .insert(files)
      .values({ id, reference: id, route: 'consent', stage: 'open', leadCoordinator: lead, openedAt: NOW }),
    db.insert(parents).values({
      id: parentId,
      fileId: id,
      side: 'initiating',
      language: 'en',
      route: 'one-parent',
      accessId: parentId,
    }),
  ])
}

const event = (action: AuditEvent['action'], fileId = FILE): AuditEvent => ({
  fileId,
  actor: 'parent',
  action,
  detail: {},
  happenedAt: now,
})
const mail = (id: string, fileId = FILE): typeof outbox.$inferInsert => ({
  id,
  fileId,
  kind: 'file-news',
  mail: 'sealed',
  outcome: 'queued',
  attempts: 0,
  nextAttemptAt: now,
  createdAt: now,
})
const given = (id: string, more: Partial<Given['row']> = {}): Given['row'] => ({
  id,
  parentId: GIVER,
  madeAt: now,
  grantedAt: now,
  expiresAt: now + 14 * DAY,
  receiptHash: `receipt of ${id}`,
  evidence: `evidence of ${id}`,
  idempotencyKey: `key of ${id}`,
  ...more,
})
const give = (row: Given['row'], replaces: string | null, freeze?: Given['freeze'], ended = false) =>
  giveWord(db, event('authorisation_granted'), {
    row,
    replaces: replaces === null ? undefined : { id: replaces, ended },
    freeze,
    mail: [{ lead: { id: 'robin' }, row: mail(`mail of ${row.id}`) }],
  })
const ask = (id: string) =>
  db.insert(authorisations).values({ id, parentId: GIVER, madeAt: now, askedBy: 'robin' })
const current = () =>
  rows("select id from authorisations where parent_id = 'giver' and superseded_at is null")

describe('a word', () => {
  it('is kept with its mail and its freeze, all of it or nothing', async () => {
    const freeze = { id: 'freeze', parentId: GIVER, saidIn: 'contact-authorisation', saidAt: now } as const
    expect(await give(given('word'), null, freeze)).toBe(true)
    expect(await rows('select id, parent_id, said_at, lifted_at from freezes')).toEqual([
      { id: 'freeze', parent_id: GIVER, said_at: NOW, lifted_at: null },
    ])
    expect(await rows('select id from outbox')).toEqual([{ id: 'mail of word' }])
    expect((await readAudit(db, FILE)).map(({ action }) => action)).toEqual(['authorisation_granted'])
    const again = { ...freeze, id: 'another freeze' }
    expect(await changesNothing(() => give(given('other'), null, again))).toBe(false)
    await rows("update files set stage = 'closed'")
    expect(await changesNothing(() => give(given('other'), 'word', again))).toBe(false)
  })

  it.each<[string, Partial<Given['row']>]>([
    ['was asked for', { grantedAt: null, expiresAt: null, askedBy: 'robin' }],
    ['is over', { expiresAt: NOW }],
  ])('takes the place of one unseen that %s', async (_, more) => {
    await db.insert(authorisations).values(given('before', more))
    expect(await give(given('word'), null)).toBe(true)
    expect(await current()).toEqual([{ id: 'word' }])
    expect(await rows("select superseded_at from authorisations where id = 'before'")).toEqual([
      { superseded_at: NOW },
    ])
  })

  it.each<[string, Partial<Given['row']>]>([
    ['said no to', { grantedAt: null, expiresAt: null, declinedAt: 1 }],
    ['taken back', { withdrawnAt: 1 }],
    ['taken back and over', { withdrawnAt: 1, expiresAt: NOW }],
  ])('takes the place of one %s only when its parent saw that it was', async (_, more) => {
    await db.insert(authorisations).values(given('before', more))
    for (const replaces of [null, 'before', 'another'])
      expect(await changesNothing(() => give(given('word'), replaces))).toBe(false)
    expect(await changesNothing(() => give(given('word'), 'another', undefined, true))).toBe(false)
    expect(await give(given('word'), 'before', undefined, true)).toBe(true)
    expect(await current()).toEqual([{ id: 'word' }])
  })

  it('ends the mail that still waits to ask for it, or to say that the one before ends', async () => {
    const waiting = (kind: string) => ({ ...mail(kind), kind })
    await give(given('before'), null)
    await db.insert(outbox).values(['authorisation-asked', 'authorisation-ending', 'receipt'].map(waiting))
    const left = () => rows("select id from outbox where outcome = 'queued' and kind <> 'file-news'")
    await changesNothing(() => give(given('word'), null))
    await give(given('word'), 'before')
    expect(await left()).toEqual([{ id: 'receipt' }])
    await db.insert(outbox).values([waiting('authorisation-ending')].map((row) => ({ ...row, id: 'ending' })))
    now += 1
    await withdraw(db, event('authorisation_withdrawn'), GIVER, [])
    expect(await left()).toEqual([{ id: 'receipt' }])
    await rows('update authorisations set superseded_at = 1')
    await ask('asked')
    await db.insert(outbox).values([{ ...waiting('authorisation-asked'), id: 'asking' }])
    await refuse(db, event('authorisation_declined'), GIVER, [])
    expect(await left()).toEqual([{ id: 'receipt' }])
  })

  it('takes the place of one in force only when that was seen', async () => {
    await give(given('before'), null)
    for (const replaces of [null, '', 'another']) {
      expect(await changesNothing(() => give(given('word'), replaces))).toBe(false)
    }
    expect(await give(given('word'), 'before')).toBe(true)
    expect(await changesNothing(() => give(given('late'), 'before'))).toBe(false)
    expect(await current()).toEqual([{ id: 'word' }])
  })

  it('leaves that of another parent alone, whatever it says it replaces', async () => {
    await openedFile('other file', 'other', 'robin')
    await db.insert(authorisations).values(given('theirs', { parentId: 'other', withdrawnAt: 1 }))
    await give(given('word'), 'theirs')
    expect(await rows("select superseded_at from authorisations where id = 'theirs'")).toEqual([
      { superseded_at: null },
    ])
  })

  it('posted before moves nothing that came after it', async () => {
    expect(await wasGiven(db, 'key of word')).toBe(false)
    await give(given('word'), null)
    now += 1
    await withdraw(db, event('authorisation_withdrawn'), GIVER, [])
    await rows('update authorisations set superseded_at = 1')
    await ask('asked')
    const again = () => give(given('again', { idempotencyKey: 'key of word' }), null)
    expect(await changesNothing(again)).toBe(false)
    expect(await wasGiven(db, 'key of word')).toBe(true)
    expect(await current()).toEqual([{ id: 'asked' }])
  })

  it('is given once by twenty at once, and the record stays whole', async () => {
    const words = Array.from({ length: 20 }, (_, n) => give(given(`word ${n}`), null))
    expect((await Promise.all(words)).filter(Boolean)).toHaveLength(1)
    expect(await rows('select count(*) as n from outbox')).toEqual([{ n: 1 }])
    const chain = await readAudit(db, FILE)
    expect([chain.length, await brokenAt(chain)]).toEqual([1, undefined])
  })
})

describe('ending a word', () => {
  const takeBack = () =>
    withdraw(db, event('authorisation_withdrawn'), GIVER, [{ lead: 'anybody', row: mail(`${now}`) }])
  const sayNo = () =>
    refuse(db, event('authorisation_declined'), GIVER, [{ lead: 'anybody', row: mail(`${now}`) }])
  const sayNoUnasked = () =>
    refuseUnasked(
      db,
      event('authorisation_declined'),
      { id: `no ${now}`, parentId: GIVER, madeAt: now, declinedAt: now },
      [{ lead: 'anybody', row: mail(`${now}`) }],
    )

  it('takes back the one in force and no other', async () => {
    await openedFile('other file', 'other', 'robin')
    await db.insert(authorisations).values(given('theirs', { parentId: 'other' }))
    await give(given('before'), null)
    await give(given('word'), 'before')
    expect(await takeBack()).toBe(true)
    expect(await rows('select id from authorisations where withdrawn_at is not null')).toEqual([
      { id: 'word' },
    ])
    now += 1
    expect(await changesNothing(takeBack)).toBe(false)
  })

  it('takes back nothing that is over, was asked for or was refused', async () => {
    await give(given('word', { expiresAt: now }), null)
    expect(await changesNothing(takeBack)).toBe(false)
    await rows('update authorisations set superseded_at = 1')
    await ask('asked')
    expect(await changesNothing(takeBack)).toBe(false)
    expect(await sayNo()).toBe(true)
    now += 1
    expect(await changesNothing(takeBack)).toBe(false)
    expect(await changesNothing(sayNo)).toBe(false)
  })

  it('says no to what was asked only, and unasked only while nothing was said', async () => {
    expect(await changesNothing(sayNo)).toBe(false)
    expect(await sayNoUnasked()).toBe(true)
    now += 1
    expect(await changesNothing(sayNoUnasked)).toBe(false)
    await give(given('word'), null)
    now += 1
    expect(await changesNothing(sayNo)).toBe(false)
    expect(await changesNothing(sayNoUnasked)).toBe(false)
  })
})

describe('what a parent reads', () => {
  it('is the latest word they gave, however it ended and whatever was asked since', async () => {
    expect(await readReceipt(db, GIVER)).toBeUndefined()
    await ask('asked')
    expect(await readReceipt(db, GIVER)).toBeUndefined()
    await give(given('first'), null)
    await give(given('second'), 'first')
    expect(await readReceipt(db, GIVER)).toMatchObject({ id: 'second', frozen: false })
    await rows('update authorisations set withdrawn_at = 2, superseded_at = 3')
    await ask('asked again')
    expect(await readReceipt(db, GIVER)).toMatchObject({ id: 'second', withdrawnAt: 2 })
    expect(await readReceipt(db, 'nobody')).toBeUndefined()
  })

  it('tells of a freeze by their own word that stands, and of no other', async () => {
    await openedFile('other file', 'other', 'robin')
    await rows("update parents set file_id = 'file', side = 'other' where id = 'other'")
    await give(given('word'), null)
    const freeze = (id: string, parentId: string, liftedAt?: number) =>
      db.insert(freezes).values({ id, parentId, saidIn: 'intake', saidAt: 1, liftedAt })
    await freeze('theirs', 'other')
    await freeze('lifted', GIVER, 2)
    const seen = async () => [(await readReceipt(db, GIVER))?.frozen, (await readOwnFile(db, GIVER))?.frozen]
    expect(await seen()).toEqual([false, false])
    await freeze('mine', GIVER)
    expect(await seen()).toEqual([true, true])
  })

  it('is known by its hash, whoever asks and however it ended, and each try counts', async () => {
    await give(given('first'), null)
    await give(given('second'), 'first')
    await rows('update authorisations set withdrawn_at = 1')
    const here = { connection: 'here', hour: 1 }
    expect(await tryReceipt(db, here, 'receipt of first')).toEqual({ tries: 1, known: true })
    expect(await tryReceipt(db, here, 'receipt of second')).toEqual({ tries: 2, known: true })
    expect(await tryReceipt(db, here, 'receipt of third')).toEqual({ tries: 3, known: false })
    expect(await tryReceipt(db, here, '')).toEqual({ tries: 4, known: false })
  })
})

describe('words that end soon', () => {
  const due = async () => (await endingBefore(db, now, now + 7 * DAY)).map(({ id }) => id)
  const told = (id: string) =>
    remind(db, { ...event('authorisation_ending'), actor: 'system' }, id, mail(`reminder ${now}`))

  it('are found from a week before to the end, soonest first', async () => {
    await openedFile('other file', 'other', 'robin')
    await give(given('word', { expiresAt: now + 7 * DAY }), null)
    await db.insert(authorisations).values(given('sooner', { parentId: 'other', expiresAt: now + DAY }))
    expect(await due()).toEqual(['sooner', 'word'])
    now -= 1
    expect(await due()).toEqual(['sooner'])
    now = NOW + DAY
    expect(await due()).toEqual(['word'])
  })

  it.each([
    ['told', 'update authorisations set reminded_at = 1'],
    ['taken back', 'update authorisations set withdrawn_at = 1'],
    ['replaced', 'update authorisations set superseded_at = 1'],
  ])('are told of once, and not when they were %s meanwhile', async (_, happens) => {
    await give(given('word', { expiresAt: now + DAY }), null)
    expect(await due()).toEqual(['word'])
    await rows(happens)
    expect(await due()).toEqual([])
    expect(await changesNothing(() => told('word'))).toBe(false)
  })

  it('are kept as told together with the mail that tells it, by one of many', async () => {
    await give(given('word', { expiresAt: now + DAY }), null)
    const ends = await Promise.all(
      [1, 2, 3].map((n) => remind(db, event('authorisation_ending'), 'word', mail(`${n}`))),
    )
    expect(ends.filter(Boolean)).toHaveLength(1)
    expect(await rows("select 1 from outbox where id <> 'mail of word'")).toHaveLength(1)
    expect(await rows('select reminded_at from authorisations')).toEqual([{ reminded_at: NOW }])
    expect(await brokenAt(await readAudit(db, FILE))).toBeUndefined()
  })
})
