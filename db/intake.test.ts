import { beforeAll, beforeEach, expect, it } from 'vitest'
import { changesNothing, everyRow, rows } from '../worker/testing/database.ts'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../worker/testing/portal.ts'
import { firstAuditRow } from './audit.ts'
import { database } from './database.ts'
import { beginDraft, forgetExpiredDrafts, saveSection } from './drafts.ts'
import { type NewFile, openFile, readBeforeSending, readSent } from './intake.ts'

const db = database(bindings.DB)
const NOW = Date.UTC(2026, 0, 5, 12)
const KEPT_MS = 28 * 86_400_000

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

/** A draft of one section, saved once. */
async function draftOf(id: string = crypto.randomUUID()): Promise<NewFile['draft']> {
  await beginDraft(db, 'intake', { draftId: id, section: 'you', typed: 'sealed' }, NOW)
  return { id, revision: 1 }
}

/** Everything an intake writes, about a family of nobody. */
async function madeFrom(draft: NewFile['draft'], file: Partial<NewFile['file']> = {}): Promise<NewFile> {
  const fileId = crypto.randomUUID()
  const parentId = crypto.randomUUID()
  const token = { kind: 'email', token: 'the same address twice', fileId, side: 'initiating' } as const
  const mail = { fileId, kind: 'new-file', mail: 'sealed', outcome: 'queued', attempts: 0 } as const
  return {
    file: {
      id: fileId,
      reference: fileId.slice(0, 9),
      route: 'consent',
      stage: 'new',
      leadCoordinator: 'robin',
      openedAt: NOW,
      ...file,
    },
    parents: [
      { id: parentId, fileId, side: 'initiating', language: 'fr' },
      { id: crypto.randomUUID(), fileId, side: 'other', language: 'en' },
    ],
    submission: {
      id: crypto.randomUUID(),
      fileId,
      parentId,
      form: 'intake',
      version: 1,
      answers: 'sealed',
      idempotencyKey: draft.id,
      sentAt: NOW,
    },
    tokens: [token, token, { ...token, side: 'other' }],
    mail: [
      { ...mail, id: crypto.randomUUID(), nextAttemptAt: NOW, createdAt: NOW },
      { ...mail, id: crypto.randomUUID(), nextAttemptAt: NOW, createdAt: NOW },
    ],
    audit: await firstAuditRow({
      fileId,
      actor: 'parent',
      action: 'intake_sent',
      detail: {},
      happenedAt: NOW,
    }),
    draft,
  }
}

it('opens a file with everything in it, and removes the draft', async () => {
  const made = await madeFrom(await draftOf())
  expect(await openFile(db, made)).toBe(true)
  const { d1_migrations: _, sqlite_sequence: __, ...tables } = await everyRow()
  const counts = Object.entries(tables).map(([table, all]) => [table, all.length])
  expect(Object.fromEntries(counts)).toEqual({
    files: 1,
    parents: 2,
    submissions: 1,
    match_tokens: 2,
    outbox: 2,
    audit_events: 1,
    drafts: 0,
    draft_sections: 0,
  })
  expect(tables.files).toEqual([
    {
      id: made.file.id,
      reference: made.file.reference,
      route: 'consent',
      stage: 'new',
      lead_coordinator: 'robin',
      opened_at: NOW,
    },
  ])
})

it('opens a file that nobody leads yet', async () => {
  expect(await openFile(db, await madeFrom(await draftOf(), { leadCoordinator: null }))).toBe(true)
  expect(await rows('select lead_coordinator from files')).toEqual([{ lead_coordinator: null }])
})

it('opens one file of a draft that is sent twice', async () => {
  const draft = await draftOf()
  expect(await openFile(db, await madeFrom(draft))).toBe(true)
  const again = await madeFrom(draft)
  expect(await changesNothing(() => openFile(db, again))).toBe(false)
})

it('opens one file of a draft that is sent twenty times at once', async () => {
  const draft = await draftOf()
  const all = await Promise.all(Array.from({ length: 20 }, () => madeFrom(draft)))
  const opened = await Promise.all(all.map((made) => openFile(db, made)))
  expect(opened.filter(Boolean)).toHaveLength(1)
  expect(await rows('select id from files')).toEqual([{ id: all[opened.indexOf(true)]?.file.id }])
  expect(await rows('select id from outbox')).toHaveLength(2)
})

it.each(['you', 'other-parent'])(
  'writes nothing when the section “%s” was saved since the draft was read',
  async (section) => {
    const draft = await draftOf()
    const made = await madeFrom(draft)
    await saveSection(db, { draftId: draft.id, section, typed: 'sealed since' }, NOW)
    expect(await changesNothing(() => openFile(db, made))).toBe(false)
    expect(await openFile(db, { ...made, draft: { ...draft, revision: 2 } })).toBe(true)
  },
)

it('writes nothing when the draft was forgotten since it was read', async () => {
  const made = await madeFrom(await draftOf())
  await forgetExpiredDrafts(db, NOW + KEPT_MS + 1)
  expect(await changesNothing(() => openFile(db, made))).toBe(false)
})

it('writes nothing when the reference is taken, and opens the file under another', async () => {
  const taken = { reference: 'K7Q4-9MX2' }
  expect(await openFile(db, await madeFrom(await draftOf(), taken))).toBe(true)
  const draft = await draftOf()
  const second = await madeFrom(draft, taken)
  expect(await changesNothing(() => openFile(db, second))).toBe(false)
  expect(await openFile(db, await madeFrom(draft))).toBe(true)
})

it('writes nothing when any part fails, and takes a fault for no race', async () => {
  const made = await madeFrom(await draftOf())
  const [mail] = made.mail
  if (!mail) throw new Error('An intake queues mail')
  // A parent, a submission and a token are written before the outbox refuses this.
  const broken = { ...made, mail: [{ ...mail, mail: null as unknown as string }] }
  await changesNothing(async () => {
    await expect(openFile(db, broken)).rejects.toThrow()
  })
  expect(await openFile(db, made)).toBe(true)
})

it('reads the draft, what was sent from it and who has how many open files in one call', async () => {
  const { DB, calls } = countingD1()
  const draft = await draftOf()
  const read = await readBeforeSending(database(DB), draft.id, ['robin'], NOW)
  expect(calls).toHaveLength(1)
  expect(read).toEqual({
    sections: [{ section: 'you', typed: 'sealed', revision: 1, savedAt: NOW }],
    sent: undefined,
    openFiles: new Map([['robin', 0]]),
  })
})

it('reads no section of a draft that expired, and knows nothing of one that never was', async () => {
  const draft = await draftOf()
  expect((await readBeforeSending(db, draft.id, [], NOW + KEPT_MS - 1)).sections).toHaveLength(1)
  expect((await readBeforeSending(db, draft.id, [], NOW + KEPT_MS)).sections).toEqual([])
  const unknown = await readBeforeSending(db, 'nobody’s', [], NOW)
  expect(unknown).toEqual({ sections: [], sent: undefined, openFiles: new Map() })
})

it('finds the reference of what was sent from a draft, however long ago', async () => {
  const made = await madeFrom(await draftOf())
  await openFile(db, made)
  const read = await readBeforeSending(db, made.draft.id, [], NOW + 10 * KEPT_MS)
  expect(read).toMatchObject({ sections: [], sent: { reference: made.file.reference } })
})

it('counts the files each coordinator has open: new and open ones, nobody else’s, none that is closed', async () => {
  const files: Partial<NewFile['file']>[] = [
    { leadCoordinator: 'robin', stage: 'new' },
    { leadCoordinator: 'robin', stage: 'open' },
    { leadCoordinator: 'robin', stage: 'closed' },
    { leadCoordinator: 'camille', stage: 'open' },
    { leadCoordinator: null, stage: 'new' },
  ]
  for (const file of files) await openFile(db, await madeFrom(await draftOf(), file))
  const { openFiles } = await readBeforeSending(db, 'any', ['robin', 'camille', 'jules', 'o’neil "x"'], NOW)
  expect(openFiles).toEqual(
    new Map([
      ['robin', 2],
      ['camille', 1],
      ['jules', 0],
      ['o’neil "x"', 0],
    ]),
  )
})

it('shows what was sent after a moment, and not what was sent at it or before', async () => {
  const made = await madeFrom(await draftOf())
  await openFile(db, made)
  expect(await readSent(db, made.draft.id, NOW - 1)).toEqual({ reference: made.file.reference })
  expect(await readSent(db, made.draft.id, NOW)).toBeUndefined()
  expect(await readSent(db, 'nobody’s', 0)).toBeUndefined()
})
