import { beforeAll, beforeEach, expect, it } from 'vitest'
import { changesNothing, rows } from '../worker/testing/database.ts'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../worker/testing/portal.ts'
import { database } from './database.ts'
import { beginDraft, DRAFT_DAYS, draftRows, forgetExpiredDrafts, readDraft, saveSection } from './drafts.ts'

const db = database(bindings.DB)
const BEGUN = Date.UTC(2026, 0, 5, 12)
const KEPT_MS = 28 * 86_400_000
const draftId = 'the-draft'

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await beginDraft(db, 'intake', { draftId, section: 'you', typed: 'sealed 1' }, BEGUN)
})

const sections = async (now: number, id = draftId) =>
  Object.fromEntries((await readDraft(db, id, now)).map(({ section, typed }) => [section, typed]))

it('keeps a draft for the days the practice promises', () => {
  expect(DRAFT_DAYS * 86_400_000).toBe(KEPT_MS)
})

it('gives back what a draft began with', async () => {
  expect(await readDraft(db, draftId, BEGUN)).toEqual([
    { section: 'you', typed: 'sealed 1', revision: 1, savedAt: BEGUN },
  ])
})

it('begins and saves with one call to the database each', async () => {
  const { DB, calls } = countingD1()
  await beginDraft(database(DB), 'intake', { draftId: 'another', section: 'you', typed: 'sealed' }, BEGUN)
  expect(calls).toHaveLength(1)
  await saveSection(database(DB), { draftId: 'another', section: 'you', typed: 'sealed' }, BEGUN)
  expect(calls).toHaveLength(2)
})

it('can be read for 28 days to the millisecond, and not a millisecond longer', async () => {
  expect(await sections(BEGUN + KEPT_MS - 1)).toEqual({ you: 'sealed 1' })
  expect(await sections(BEGUN + KEPT_MS)).toEqual({})
})

it('moves on by 28 days with a save, every section of it', async () => {
  const later = BEGUN + KEPT_MS - 1
  expect(await saveSection(db, { draftId, section: 'other-parent', typed: 'sealed 2' }, later)).toBe(true)
  const both = { you: 'sealed 1', 'other-parent': 'sealed 2' }
  expect(await sections(later + KEPT_MS - 1)).toEqual(both)
  expect(await sections(later + KEPT_MS)).toEqual({})
})

it('replaces a section that is saved again and counts how often it was', async () => {
  await saveSection(db, { draftId, section: 'you', typed: 'sealed again' }, BEGUN + 5)
  expect(await readDraft(db, draftId, BEGUN + 5)).toEqual([
    { section: 'you', typed: 'sealed again', revision: 2, savedAt: BEGUN + 5 },
  ])
})

it('counts every one of ten saves at once', async () => {
  const saves = Array.from({ length: 10 }, (_, n) =>
    saveSection(db, { draftId, section: 'you', typed: `sealed ${n}` }, BEGUN + n),
  )
  expect(await Promise.all(saves)).toEqual(Array(10).fill(true))
  expect(await draftRows(db, draftId)).toMatchObject([{ revision: 11 }])
})

it('writes nothing into a draft that expired, neither over a section nor beside it', async () => {
  for (const section of ['you', 'other-parent']) {
    const save = () => saveSection(db, { draftId, section, typed: 'too late' }, BEGUN + KEPT_MS)
    expect(await changesNothing(save)).toBe(false)
  }
})

it('writes nothing into a draft that never was', async () => {
  const save = () => saveSection(db, { draftId: 'nobody’s', section: 'you', typed: 'sealed' }, BEGUN)
  expect(await changesNothing(save)).toBe(false)
})

it('begins a draft once: a second with the same id is refused whole', async () => {
  await changesNothing(async () => {
    const again = beginDraft(db, 'intake', { draftId, section: 'other-parent', typed: 'sealed' }, BEGUN)
    await expect(again).rejects.toThrow()
  })
})

it('reads no section of another draft', async () => {
  await beginDraft(db, 'intake', { draftId: 'another', section: 'you', typed: 'somebody else’s' }, BEGUN)
  expect(await sections(BEGUN)).toEqual({ you: 'sealed 1' })
  expect(await sections(BEGUN, 'another')).toEqual({ you: 'somebody else’s' })
})

it('forgets expired drafts out of both tables, and leaves the others as they were', async () => {
  const now = BEGUN + KEPT_MS + 1
  await beginDraft(db, 'intake', { draftId: 'saved-since', section: 'you', typed: 'old' }, BEGUN)
  await saveSection(db, { draftId: 'saved-since', section: 'other-parent', typed: 'new' }, BEGUN + 2)
  await beginDraft(db, 'intake', { draftId: 'younger', section: 'you', typed: 'young' }, BEGUN + 2)
  await forgetExpiredDrafts(db, now)
  expect(await rows('select id from drafts order by id')).toEqual([{ id: 'saved-since' }, { id: 'younger' }])
  expect(await rows('select draft_id, typed from draft_sections order by typed')).toEqual([
    { draft_id: 'saved-since', typed: 'new' },
    { draft_id: 'saved-since', typed: 'old' },
    { draft_id: 'younger', typed: 'young' },
  ])
})

it('never forgets what can still be read', async () => {
  await changesNothing(() => forgetExpiredDrafts(db, BEGUN + KEPT_MS - 1))
  expect(await sections(BEGUN + KEPT_MS - 1)).toEqual({ you: 'sealed 1' })
})

it('comes to an end of many expired drafts in a few runs, and touches no other', async () => {
  const now = BEGUN + 2 * KEPT_MS
  for (let n = 0; n < 60; n++) {
    await beginDraft(db, 'intake', { draftId: `old-${n}`, section: 'you', typed: 'x' }, BEGUN + n)
    await saveSection(db, { draftId: `old-${n}`, section: 'other-parent', typed: 'x' }, BEGUN + n)
  }
  await beginDraft(db, 'intake', { draftId: 'fresh', section: 'you', typed: 'x' }, now)
  for (let run = 0; run < 4; run++) await forgetExpiredDrafts(db, now)
  expect(await rows('select id from drafts')).toEqual([{ id: 'fresh' }])
  expect(await rows('select draft_id from draft_sections')).toEqual([{ draft_id: 'fresh' }])
})
