import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, rows } from '../tests/support/database-rows.ts'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { database } from './database.ts'
import {
  beginDraft,
  countTries,
  countTry,
  deleteDraft,
  deleteUnlessCoded,
  draftRows,
  forgetExpiredDrafts,
  forgetTries,
  moveDraft,
  readDraft,
  removeItem,
  saveDevice,
  saveSection,
  setResumeCode,
  tryResumeCode,
} from './drafts.ts'

const db = database(bindings.DB)
const BEGUN = Date.UTC(2026, 0, 5, 12)
const KEPT_MS = 28 * 86_400_000
const END = BEGUN + KEPT_MS
const draftId = 'the-draft'

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await begin(draftId, 'sealed 1')
})

/** Begins a draft with one section, kept for the days from then. */
const begin = (id: string, typed: string, at = BEGUN) =>
  beginDraft(db, 'intake', { draftId: id, section: 'you', typed, keptUntil: at + KEPT_MS }, at)

/** Saves into a draft, kept for the days from then. */
const save = (section: string, typed: string, at = BEGUN, most?: number) =>
  saveInto(draftId, section, typed, at, most)

const saveInto = (id: string, section: string, typed: string, at = BEGUN, most?: number) =>
  saveSection(db, { draftId: id, section, typed, keptUntil: at + KEPT_MS }, at, most)

const sections = async (now = BEGUN, id = draftId) =>
  Object.fromEntries((await readDraft(db, id, now)).map(({ section, typed }) => [section, typed]))

const code = (n: number | string = 1) => ({ resumeId: `code ${n}`, resumeToken: `sealed token ${n}` })
const HERE = { connection: 'here', hour: 100 }

/** An invitation, and all that must be there before it. */
async function invited(id: string): Promise<void> {
  await rows(
    "insert into files (id, reference, route, stage, opened_at) values ('f', 'r', 'consent', 'new', 0)",
  )
  await rows("insert into parents (id, file_id, side, language) values ('p', 'f', 'initiating', 'en')")
  await rows("insert into authorisations (id, parent_id, made_at) values ('a', 'p', 0)")
  await rows(
    `insert into invitations (id, authorisation_id, code_id, invited_at, expires_at)
      values (?, 'a', 'code', 0, 1)`,
    id,
  )
}

describe('a draft', () => {
  it('gives back what it began with', async () => {
    expect(await readDraft(db, draftId, BEGUN)).toEqual([
      { section: 'you', typed: 'sealed 1', revision: 1, keptUntil: END },
    ])
  })

  it('is begun and saved with one call to the database each', async () => {
    const { DB, calls } = countingD1()
    const row = { draftId: 'another', section: 'you', typed: 'sealed', keptUntil: END }
    await beginDraft(database(DB), 'intake', row, BEGUN)
    expect(calls).toHaveLength(1)
    await saveSection(database(DB), row, BEGUN)
    expect(calls).toHaveLength(2)
    expect(calls[1]).toHaveLength(1)
  })

  it('can be read until its time to the millisecond, and not a millisecond longer', async () => {
    expect(await sections(END - 1)).toEqual({ you: 'sealed 1' })
    expect(await sections(END)).toEqual({})
  })

  it('moves on with a save, every section of it', async () => {
    const later = END - 1
    expect(await save('other-parent', 'sealed 2', later)).toBe(true)
    const both = { you: 'sealed 1', 'other-parent': 'sealed 2' }
    expect(await sections(later + KEPT_MS - 1)).toEqual(both)
    expect(await sections(later + KEPT_MS)).toEqual({})
  })

  it('replaces a section that is saved again and counts how often it was', async () => {
    await save('you', 'sealed again', BEGUN + 5)
    expect(await readDraft(db, draftId, BEGUN + 5)).toEqual([
      { section: 'you', typed: 'sealed again', revision: 2, keptUntil: END + 5 },
    ])
  })

  it('counts every one of ten saves at once', async () => {
    const saves = Array.from({ length: 10 }, (_, n) => save('you', `sealed ${n}`, BEGUN + n))
    expect(await Promise.all(saves)).toEqual(Array(10).fill(true))
    expect(await draftRows(db, draftId)).toMatchObject([{ revision: 11 }])
  })

  it('takes nothing once it expired, neither over a section nor beside it', async () => {
    for (const section of ['you', 'other-parent', 'children/01']) {
      expect(await changesNothing(() => save(section, 'too late', END, 12))).toBe(false)
    }
  })

  it('takes nothing when it never was', async () => {
    for (const section of ['you', 'children/01']) {
      expect(await changesNothing(() => saveInto('nobody’s', section, 'sealed', BEGUN, 12))).toBe(false)
    }
  })

  it('keeps no invitation that is no more, and begins all the same', async () => {
    const row = { draftId: 'another', section: 'you', typed: 'sealed', keptUntil: END }
    await beginDraft(db, 'intake', row, BEGUN, 'gone')
    expect(await rows("select invitation_id from drafts where id = 'another'")).toEqual([
      { invitation_id: null },
    ])
    expect(await sections(BEGUN, 'another')).toEqual({ you: 'sealed' })
  })

  it('begins once: a second with the same id is refused whole', async () => {
    await changesNothing(async () => {
      const row = { draftId, section: 'other-parent', typed: 'sealed', keptUntil: END }
      await expect(beginDraft(db, 'intake', row, BEGUN)).rejects.toThrow()
    })
  })

  it('reads no section of another', async () => {
    await begin('another', 'somebody else’s')
    expect(await sections()).toEqual({ you: 'sealed 1' })
    expect(await sections(BEGUN, 'another')).toEqual({ you: 'somebody else’s' })
  })
})

describe('saving whose device it is', () => {
  const saveDeviceUntil = (keptUntil: number, now = BEGUN, client = db) =>
    saveDevice(client, { draftId, section: 'start', typed: 'sealed device', keptUntil }, now)

  it('keeps the whole draft for less long, and then for longer again, in one call and no other draft', async () => {
    await save('other-parent', 'sealed 2')
    await begin('another', 'somebody else’s')
    const { DB, calls } = countingD1()
    expect(await saveDeviceUntil(BEGUN + 100, BEGUN, database(DB))).toBe(true)
    expect(calls).toHaveLength(1)
    expect(Object.keys(await sections(BEGUN + 99))).toHaveLength(3)
    expect(await sections(BEGUN + 100)).toEqual({})
    expect(await changesNothing(() => save('you', 'too late', BEGUN + 100))).toBe(false)
    expect(await sections(BEGUN + 100, 'another')).toEqual({ you: 'somebody else’s' })
    expect(await saveDeviceUntil(END)).toBe(true)
    expect(Object.keys(await sections(END - 1))).toHaveLength(3)
  })

  it('takes away the code that was given for it, and nobody else’s', async () => {
    await begin('another', 'somebody else’s')
    await setResumeCode(db, draftId, code(1), BEGUN)
    await setResumeCode(db, 'another', code(2), BEGUN)
    await saveDeviceUntil(END)
    expect((await tryResumeCode(db, HERE, 'code 1', BEGUN)).draft).toBeUndefined()
    expect((await tryResumeCode(db, HERE, 'code 2', BEGUN)).draft).toMatchObject({ id: 'another' })
  })

  it('brings back nothing that expired', async () => {
    expect(await saveDeviceUntil(END + KEPT_MS, END)).toBe(false)
    expect(await sections(END)).toEqual({})
    expect(await rows('select kept_until from draft_sections')).toEqual([{ kept_until: END }])
  })
})

describe('moving a draft', () => {
  const moved = (id: string) =>
    ['you', 'children/01'].map((section) => ({
      draftId: id,
      section,
      typed: `sealed anew ${section}`,
      keptUntil: BEGUN + 100,
    }))

  it('leaves it under its new id only, without a code, and every other draft as it was, in one call', async () => {
    await begin('another', 'somebody else’s')
    await save('children/01', 'sealed 2')
    await setResumeCode(db, draftId, code(), BEGUN)
    const { DB, calls } = countingD1()
    expect(await moveDraft(database(DB), { id: draftId, revision: 2 }, moved('moved'), BEGUN)).toBe(true)
    expect(calls).toHaveLength(1)
    expect(await sections(BEGUN)).toEqual({})
    expect(await sections(BEGUN + 99, 'moved')).toEqual({
      you: 'sealed anew you',
      'children/01': 'sealed anew children/01',
    })
    expect(await sections(BEGUN + 100, 'moved')).toEqual({})
    expect(await rows('select id, resume_id from drafts order by id')).toEqual([
      { id: 'another', resume_id: null },
      { id: 'moved', resume_id: null },
    ])
    expect((await tryResumeCode(db, HERE, 'code 1', BEGUN)).draft).toBeUndefined()
    expect(await sections(BEGUN, 'another')).toEqual({ you: 'somebody else’s' })
  })

  it('is done whole or not at all', async () => {
    await begin('another', 'somebody else’s')
    await changesNothing(async () => {
      expect(await moveDraft(db, { id: draftId, revision: 1 }, moved('another'), BEGUN)).toBe(false)
    })
  })

  it('is not done, and says so, once it was saved into, emptied, sent or deleted since it was read', async () => {
    const read = { id: draftId, revision: 1 }
    const moving = () => changesNothing(() => moveDraft(db, read, moved('moved'), BEGUN))
    await save('children/01', 'at the last moment')
    expect(await moving()).toBe(false)
    await removeItem(db, draftId, 'children/01')
    expect(await moving()).toBe(false)
    await deleteDraft(db, draftId)
    expect(await moving()).toBe(false)
  })

  it('takes the invitation it was begun with along, and gives none to another', async () => {
    await invited('the-invitation')
    const row = { draftId: 'invited', section: 'you', typed: 'sealed', keptUntil: END }
    await beginDraft(db, 'intake', row, BEGUN, 'the-invitation')
    for (const id of ['invited', draftId]) {
      expect(await moveDraft(db, { id, revision: 1 }, moved(`moved ${id}`), BEGUN)).toBe(true)
    }
    expect(await rows('select id, invitation_id from drafts order by id')).toEqual([
      { id: 'moved invited', invitation_id: 'the-invitation' },
      { id: `moved ${draftId}`, invitation_id: null },
    ])
  })
})

describe('a list in a draft', () => {
  const MOST = 3
  const fill = async () => {
    for (const item of ['01', '02', '03']) await save(`children/${item}`, `child ${item}`, BEGUN, MOST)
  }
  const children = async () =>
    Object.entries(await sections()).filter(([name]) => name.startsWith('children'))

  it('takes as many as it may hold, and writes nothing of one too many', async () => {
    await fill()
    expect(await children()).toHaveLength(MOST)
    expect(await changesNothing(() => save('children/04', 'one too many', BEGUN, MOST))).toBe(false)
  })

  it('takes changes to those in it when it is full', async () => {
    await fill()
    expect(await save('children/02', 'changed', BEGUN, MOST)).toBe(true)
    expect(await sections()).toMatchObject({ 'children/01': 'child 01', 'children/02': 'changed' })
  })

  it('takes no more than that when twenty come at once', async () => {
    const saves = Array.from({ length: 20 }, (_, n) => save(`children/${n + 10}`, `child ${n}`, BEGUN, MOST))
    expect((await Promise.all(saves)).filter(Boolean)).toHaveLength(MOST)
    expect(await children()).toHaveLength(MOST)
  })

  it('has room again when one is taken out, whose row stays empty and counts as a change', async () => {
    await fill()
    await removeItem(db, draftId, 'children/02')
    expect(await draftRows(db, draftId)).toContainEqual({
      section: 'children/02',
      typed: '',
      revision: 2,
      keptUntil: END,
    })
    expect(await save('children/04', 'another', BEGUN, MOST)).toBe(true)
    expect(await changesNothing(() => save('children/02', 'back again', BEGUN, MOST))).toBe(false)
    await removeItem(db, draftId, 'children/01')
    expect(await save('children/02', 'back again', BEGUN, MOST)).toBe(true)
    expect(await sections()).toMatchObject({ 'children/01': '', 'children/02': 'back again' })
  })

  it('counts neither another list, nor the list’s own page, nor another draft', async () => {
    await begin('another', 'somebody else’s')
    for (const other of ['orders/01', 'children', 'children-of-others/01', 'childre/01']) {
      await save(other, 'sealed')
    }
    for (const item of ['01', '02', '03']) await saveInto('another', `children/${item}`, 'sealed')
    await fill()
    expect(await changesNothing(() => save('children/04', 'one too many', BEGUN, MOST))).toBe(false)
  })

  it('loses one that is taken out from its own draft only, and nothing by one that is not there', async () => {
    await begin('another', 'somebody else’s')
    await saveInto('another', 'children/01', 'theirs')
    await fill()
    await changesNothing(async () => {
      await removeItem(db, draftId, 'children/99')
      await removeItem(db, 'nobody’s', 'children/01')
    })
    await removeItem(db, draftId, 'children/01')
    expect(await sections(BEGUN, 'another')).toMatchObject({ 'children/01': 'theirs' })
  })
})

describe('deleting', () => {
  it('takes a draft out of both tables in one call, and no other', async () => {
    await save('children/01', 'sealed 2')
    await setResumeCode(db, draftId, code(), BEGUN)
    await begin('another', 'somebody else’s')
    const { DB, calls } = countingD1()
    await deleteDraft(database(DB), draftId)
    expect(calls).toHaveLength(1)
    expect(await rows('select id from drafts')).toEqual([{ id: 'another' }])
    expect(await rows('select draft_id from draft_sections')).toEqual([{ draft_id: 'another' }])
    expect((await tryResumeCode(db, HERE, 'code 1', BEGUN)).draft).toBeUndefined()
  })

  it('takes a draft without a code the same way when somebody leaves', async () => {
    await begin('another', 'somebody else’s')
    const { DB, calls } = countingD1()
    await deleteUnlessCoded(database(DB), draftId)
    expect(calls).toHaveLength(1)
    expect(await rows('select id from drafts')).toEqual([{ id: 'another' }])
    expect(await rows('select draft_id from draft_sections')).toEqual([{ draft_id: 'another' }])
  })

  it('leaves a draft with a code whole when somebody leaves', async () => {
    await save('children/01', 'sealed 2')
    await setResumeCode(db, draftId, code(), BEGUN)
    await changesNothing(() => deleteUnlessCoded(db, draftId))
  })

  it.each([
    ['deleteDraft', deleteDraft],
    ['deleteUnlessCoded', deleteUnlessCoded],
  ])('deletes nothing of a draft that is not there: %s', async (_, verb) => {
    await changesNothing(() => verb(db, 'nobody’s'))
  })
})

describe('a resume code', () => {
  it('finds its draft and what its token is sealed in, in one call', async () => {
    expect(await setResumeCode(db, draftId, code(), BEGUN)).toBe(true)
    const { DB, calls } = countingD1()
    expect(await tryResumeCode(database(DB), HERE, 'code 1', BEGUN)).toEqual({
      tries: 1,
      draft: { id: draftId, resumeToken: 'sealed token 1' },
    })
    expect(calls).toHaveLength(1)
  })

  it('replaces the one before, which then finds nothing', async () => {
    await setResumeCode(db, draftId, code(1), BEGUN)
    await setResumeCode(db, draftId, code(2), BEGUN)
    expect((await tryResumeCode(db, HERE, 'code 1', BEGUN)).draft).toBeUndefined()
    expect((await tryResumeCode(db, HERE, 'code 2', BEGUN)).draft).toMatchObject({ id: draftId })
  })

  it('finds nothing once the draft’s time has passed, and is not given then', async () => {
    await setResumeCode(db, draftId, code(), BEGUN)
    expect((await tryResumeCode(db, HERE, 'code 1', END - 1)).draft).toBeDefined()
    expect((await tryResumeCode(db, HERE, 'code 1', END)).draft).toBeUndefined()
    expect(await changesNothing(() => setResumeCode(db, draftId, code(2), END))).toBe(false)
    expect(await changesNothing(() => setResumeCode(db, 'nobody’s', code(2), BEGUN))).toBe(false)
  })

  it('is of one draft only: the same for a second is refused', async () => {
    await begin('another', 'somebody else’s')
    await setResumeCode(db, draftId, code(), BEGUN)
    await changesNothing(async () => {
      await expect(setResumeCode(db, 'another', code(), BEGUN)).rejects.toThrow()
    })
  })

  it('finds no draft without one', async () => {
    for (const typed of ['', 'null', draftId]) {
      expect((await tryResumeCode(db, HERE, typed, BEGUN)).draft).toBeUndefined()
    }
  })
})

describe('the tries of a connection', () => {
  it('are counted, right and wrong ones, each hour and each connection apart', async () => {
    await setResumeCode(db, draftId, code(), BEGUN)
    const tries = async (connection: string, hour: number, typed: string) =>
      (await tryResumeCode(db, { connection, hour }, typed, BEGUN)).tries
    expect(await tries('here', 100, 'wrong')).toBe(1)
    expect(await tries('here', 100, 'code 1')).toBe(2)
    expect(await tries('there', 100, 'wrong')).toBe(1)
    expect(await tries('here', 101, 'wrong')).toBe(1)
    expect(await tries('here', 100, 'wrong')).toBe(3)
  })

  it('are all counted when fifty come at once', async () => {
    const counted = await Promise.all(Array.from({ length: 50 }, () => countTry(db, 'here', 100)))
    const tries = counted.map(([row]) => row?.tries ?? 0)
    expect(tries.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  })

  it('are counted under several names in one call, each by itself', async () => {
    await countTry(db, 'here', 100)
    const { DB, calls } = countingD1()
    expect(await countTries(database(DB), ['here', 'the draft'], 100)).toEqual([2, 1])
    expect(calls).toHaveLength(1)
  })

  it('are forgotten with their hour, and this hour’s are not', async () => {
    for (const hour of [98, 99, 100]) await countTry(db, 'here', hour)
    await forgetTries(db, 100)
    expect(await rows('select hour, tries from code_tries')).toEqual([{ hour: 100, tries: 1 }])
  })
})

describe('forgetting', () => {
  it('takes expired drafts out of both tables, and leaves the others as they were', async () => {
    await begin('saved-since', 'old')
    await saveInto('saved-since', 'other-parent', 'new', BEGUN + 2)
    await begin('younger', 'young', BEGUN + 2)
    await setResumeCode(db, draftId, code(), BEGUN)
    await forgetExpiredDrafts(db, END + 1)
    expect(await rows('select id from drafts order by id')).toEqual([
      { id: 'saved-since' },
      { id: 'younger' },
    ])
    expect(await rows('select draft_id, typed from draft_sections order by typed')).toEqual([
      { draft_id: 'saved-since', typed: 'new' },
      { draft_id: 'saved-since', typed: 'old' },
      { draft_id: 'younger', typed: 'young' },
    ])
  })

  it('takes a draft of a shared device as soon as its own time has passed', async () => {
    await begin('another', 'somebody else’s')
    await saveDevice(db, { draftId, section: 'start', typed: 'shared', keptUntil: BEGUN + 100 }, BEGUN)
    await changesNothing(() => forgetExpiredDrafts(db, BEGUN + 100))
    await forgetExpiredDrafts(db, BEGUN + 101)
    expect(await rows('select id from drafts')).toEqual([{ id: 'another' }])
  })

  it('never takes what can still be read', async () => {
    await changesNothing(() => forgetExpiredDrafts(db, END - 1))
    expect(await sections(END - 1)).toEqual({ you: 'sealed 1' })
  })

  it('comes to an end of many expired drafts in a few runs, and touches no other', async () => {
    const now = BEGUN + 2 * KEPT_MS
    for (let n = 0; n < 60; n++) {
      await begin(`old-${n}`, 'x', BEGUN + n)
      await saveInto(`old-${n}`, 'other-parent', 'x', BEGUN + n)
    }
    await begin('fresh', 'x', now)
    for (let run = 0; run < 4; run++) await forgetExpiredDrafts(db, now)
    expect(await rows('select id from drafts')).toEqual([{ id: 'fresh' }])
    expect(await rows('select draft_id from draft_sections')).toEqual([{ draft_id: 'fresh' }])
  })
})
