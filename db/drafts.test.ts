import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../content/time/units.ts'
import { changesNothing, countRows, expectRefused, queryRows } from '../tests/support/database-rows.ts'
import {
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
// @ts-expect-error: `?raw` belongs to Vite and imports a file as text.
import wranglerSettings from '../wrangler.toml?raw'
import {
  clearDraftListItem,
  deleteDraft,
  deleteDraftWithoutResumeCode,
  deleteExpiredDrafts,
  findDraftOrCountWrongCode,
  insertDraftWithFirstSection,
  loadDraftSections,
  MAX_SECTIONS_DELETED_PER_RUN,
  moveDraftToNewId,
  saveDeviceSectionAndDraftExpiry,
  selectDraftSections,
  setResumeCode,
  upsertDraftSection,
} from './drafts.ts'

const db = openTestDatabase()
const CREATED_AT = Date.UTC(2026, 0, 5, 12)
const RETENTION_MS = 28 * DAY_MS
const END = CREATED_AT + RETENTION_MS
const draftId = 'the-draft'

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await begin(draftId, 'sealed 1')
})

/** Creates a draft with one section. */
const begin = (id: string, sealedFields: string, at = CREATED_AT) =>
  insertDraftWithFirstSection(
    db,
    'intake',
    { draftId: id, section: 'you', sealedFields, expiresAt: at + RETENTION_MS, revision: 1 },
    at,
  )

/** Saves a section into a draft, from a page that shows what is saved. */
const save = (section: string, sealedFields: string, at = CREATED_AT, maxItems?: number) =>
  saveInto(draftId, section, sealedFields, at, maxItems)

const saveInto = async (
  id: string,
  section: string,
  sealedFields: string,
  at = CREATED_AT,
  maxItems?: number,
) => {
  const madeFrom = await revisionOf(section, id)
  return (await saveFrom(madeFrom, section, sealedFields, { id, at, maxItems })) === 'saved'
}

/** Saves a section from a page that was made from this revision. */
const saveFrom = (
  madeFrom: number | undefined,
  section: string,
  sealedFields: string,
  {
    id = draftId,
    at = CREATED_AT,
    maxItems,
  }: { id?: string; at?: number; maxItems?: number | undefined } = {},
) =>
  upsertDraftSection(
    db,
    { draftId: id, section, sealedFields, expiresAt: at + RETENTION_MS, revision: 1 },
    at,
    { madeFrom, maxItems },
  )

const revisionOf = async (section: string, id = draftId) =>
  (await selectDraftSections(db, id)).find((row) => row.section === section)?.revision ?? 0

const clearItem = async (section: string, id = draftId) =>
  clearDraftListItem(db, id, [section], await revisionOf(section, id))

const sections = async (now = CREATED_AT, id = draftId) =>
  Object.fromEntries(
    (await loadDraftSections(db, id, now)).map(({ section, sealedFields }) => [section, sealedFields]),
  )

const resumeCode = (n: number | string = 1) => ({
  resumeCodeHash: `code ${n}`,
  sealedResumeToken: `sealed token ${n}`,
})
const CONNECTION = { connectionHash: 'connection', hour: 100 }
const findDraft = async (resumeCodeHash: string, now = CREATED_AT) =>
  (await findDraftOrCountWrongCode(db, CONNECTION, [resumeCodeHash], now)).found

/** Inserts an invitation, and every row to which it refers. */
async function insertInvitation(id: string, expiresAt = 1): Promise<void> {
  await queryRows(
    "insert into files (id, reference, route, stage, created_at) values ('f', 'r', 'consent', 'new', 0)",
  )
  await queryRows(
    "insert into parents (id, file_id, side, language) values ('p', 'f', 'initiating', 'en'), ('o', 'f', 'other', 'en')",
  )
  await queryRows("insert into authorisations (id, parent_id, created_at) values ('a', 'p', 0)")
  await queryRows(
    `insert into invitations (id, authorisation_id, code_hash, created_at, expires_at)
      values (?, 'a', 'code', 0, ?)`,
    id,
    expiresAt,
  )
}

describe('a draft', () => {
  it('gives back what it began with', async () => {
    expect(await loadDraftSections(db, draftId, CREATED_AT)).toEqual([
      { section: 'you', sealedFields: 'sealed 1', revision: 1, expiresAt: END },
    ])
  })

  it('is begun and saved with one call to the database each', async () => {
    const { DB, calls } = createCountingD1()
    const row = { draftId: 'another', section: 'you', sealedFields: 'sealed', expiresAt: END, revision: 1 }
    await insertDraftWithFirstSection(openTestDatabase(DB), 'intake', row, CREATED_AT)
    expect(calls).toHaveLength(1)
    await upsertDraftSection(openTestDatabase(DB), row, CREATED_AT)
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
    expect(await sections(later + RETENTION_MS - 1)).toEqual(both)
    expect(await sections(later + RETENTION_MS)).toEqual({})
  })

  it('replaces a section that is saved again and counts how often it was', async () => {
    await save('you', 'sealed again', CREATED_AT + 5)
    expect(await loadDraftSections(db, draftId, CREATED_AT + 5)).toEqual([
      { section: 'you', sealedFields: 'sealed again', revision: 2, expiresAt: END + 5 },
    ])
  })

  it('takes one of ten saves at once from the same page, and gives it to the nine others', async () => {
    const saves = Array.from({ length: 10 }, (_, n) => saveFrom(1, 'you', `sealed anew ${n}`))
    const results = await Promise.all(saves)
    const winner = `sealed anew ${results.indexOf('saved')}`
    expect(results.filter((result) => result === 'saved')).toHaveLength(1)
    expect(results.filter((result) => result !== 'saved')).toEqual(
      Array(9).fill({ sealedFields: winner, revision: 2 }),
    )
    expect(await sections()).toEqual({ you: winner })
  })

  it.each([
    ['an older revision', 1],
    ['no revision', undefined],
    ['a page of before the first save', 0],
    ['a revision that is none', -1],
  ])('keeps the newer section when it is saved from %s, and lives on', async (_, madeFrom) => {
    await save('you', 'newer')
    const later = CREATED_AT + 5
    expect(await saveFrom(madeFrom, 'you', 'older', { at: later })).toEqual({
      sealedFields: 'newer',
      revision: 2,
    })
    expect(await loadDraftSections(db, draftId, later)).toEqual([
      { section: 'you', sealedFields: 'newer', revision: 2, expiresAt: END + 5 },
    ])
  })

  it.each([0, 7, undefined])(
    'takes a section that was never saved, from a page of revision %s',
    async (madeFrom) => {
      expect(await saveFrom(madeFrom, 'other-parent', 'first')).toBe('saved')
    },
  )

  it('takes nothing once it expired, neither over a section nor beside it', async () => {
    for (const section of ['you', 'other-parent', 'children/01']) {
      await expectRefused(() => save(section, 'too late', END, 12))
    }
  })

  it('takes nothing when it never was', async () => {
    for (const section of ['you', 'children/01']) {
      await expectRefused(() => saveInto('nobody’s', section, 'sealed', CREATED_AT, 12))
    }
  })

  it.each(['deleted', 'expired'])('does not begin with an invitation that is %s', async (invitationId) => {
    await insertInvitation('expired')
    const row = { draftId: 'another', section: 'you', sealedFields: 'sealed', expiresAt: END, revision: 1 }
    await changesNothing(async () => {
      const begins = insertDraftWithFirstSection(
        db,
        'intake',
        row,
        CREATED_AT,
        invitationId ? { id: invitationId } : undefined,
      )
      expect(await begins).toBe(false)
    })
  })

  it('begins once: the same begun again counts as begun, and changes nothing', async () => {
    await changesNothing(async () => {
      const row = {
        draftId,
        section: 'other-parent',
        sealedFields: 'sealed',
        expiresAt: END,
        revision: 1,
      }
      expect(await insertDraftWithFirstSection(db, 'intake', row, CREATED_AT)).toBe(true)
    })
  })

  it('reads no section of another', async () => {
    await begin('another', 'somebody else’s')
    expect(await sections()).toEqual({ you: 'sealed 1' })
    expect(await sections(CREATED_AT, 'another')).toEqual({ you: 'somebody else’s' })
  })
})

describe('saving whose device it is', () => {
  const saveDeviceUntil = async (expiresAt: number, now = CREATED_AT, client = db) =>
    saveDeviceSectionAndDraftExpiry(
      client,
      {
        draftId,
        section: 'start',
        sealedFields: `sealed for the device until ${expiresAt}`,
        expiresAt,
        revision: 1,
      },
      now,
      { madeFrom: await revisionOf('start') },
    )

  it('lets the whole draft expire earlier, and then later again, in one call and no other draft', async () => {
    await save('other-parent', 'sealed 2')
    await begin('another', 'somebody else’s')
    const { DB, calls } = createCountingD1()
    expect(await saveDeviceUntil(CREATED_AT + 100, CREATED_AT, openTestDatabase(DB))).toBe('saved')
    expect(calls).toHaveLength(1)
    expect(Object.keys(await sections(CREATED_AT + 99))).toHaveLength(3)
    expect(await sections(CREATED_AT + 100)).toEqual({})
    await expectRefused(() => save('you', 'too late', CREATED_AT + 100))
    expect(await sections(CREATED_AT + 100, 'another')).toEqual({ you: 'somebody else’s' })
    expect(await saveDeviceUntil(END)).toBe('saved')
    expect(Object.keys(await sections(END - 1))).toHaveLength(3)
  })

  it('removes the resume code of that draft, and nobody else’s', async () => {
    await begin('another', 'somebody else’s')
    await setResumeCode(db, draftId, resumeCode(1), CREATED_AT)
    await setResumeCode(db, 'another', resumeCode(2), CREATED_AT)
    await saveDeviceUntil(END)
    expect(await findDraft('code 1')).toBeUndefined()
    expect(await findDraft('code 2')).toMatchObject({
      id: 'another',
    })
  })

  it('changes nothing else of the draft when a newer answer is kept', async () => {
    await saveDeviceUntil(END)
    await setResumeCode(db, draftId, resumeCode(1), CREATED_AT)
    const row = { draftId, section: 'start', sealedFields: 'sealed later', expiresAt: END - 5, revision: 1 }
    await changesNothing(async () => {
      expect(await saveDeviceSectionAndDraftExpiry(db, row, CREATED_AT, { madeFrom: 0 })).toMatchObject({
        revision: 1,
      })
    })
    expect(await findDraft('code 1')).toBeDefined()
  })

  it('brings back nothing that expired', async () => {
    expect(await saveDeviceUntil(END + RETENTION_MS, END)).toBe('refused')
    expect(await sections(END)).toEqual({})
    expect(await queryRows('select expires_at from draft_sections')).toEqual([{ expires_at: END }])
  })
})

describe('moving a draft', () => {
  const moved = (id: string) =>
    ['you', 'children/01'].map((section) => ({
      draftId: id,
      section,
      sealedFields: `sealed anew ${section}`,
      expiresAt: CREATED_AT + 100,
      revision: 4,
    }))

  it('leaves it under its new id only, without a code, and every other draft as it was, in one call', async () => {
    await begin('another', 'somebody else’s')
    await save('children/01', 'sealed 2')
    await setResumeCode(db, draftId, resumeCode(), CREATED_AT)
    const { DB, calls } = createCountingD1()
    expect(
      await moveDraftToNewId(openTestDatabase(DB), { id: draftId, revision: 2 }, moved('moved'), CREATED_AT),
    ).toBe(true)
    expect(calls).toHaveLength(1)
    expect(await sections(CREATED_AT)).toEqual({})
    expect(await sections(CREATED_AT + 99, 'moved')).toEqual({
      you: 'sealed anew you',
      'children/01': 'sealed anew children/01',
    })
    expect(await sections(CREATED_AT + 100, 'moved')).toEqual({})
    expect(await queryRows('select id, resume_code_hash from drafts order by id')).toEqual([
      { id: 'another', resume_code_hash: null },
      { id: 'moved', resume_code_hash: null },
    ])
    expect(await findDraft('code 1')).toBeUndefined()
    expect(await sections(CREATED_AT, 'another')).toEqual({ you: 'somebody else’s' })
  })

  it('is done whole or not at all', async () => {
    await begin('another', 'somebody else’s')
    await changesNothing(async () => {
      expect(await moveDraftToNewId(db, { id: draftId, revision: 1 }, moved('another'), CREATED_AT)).toBe(
        false,
      )
    })
  })

  it('is not done, and says so, once it was saved into, emptied, sent or deleted since it was read', async () => {
    const read = { id: draftId, revision: 1 }
    const moving = () => changesNothing(() => moveDraftToNewId(db, read, moved('moved'), CREATED_AT))
    await save('children/01', 'at the last moment')
    expect(await moving()).toBe(false)
    await clearItem('children/01')
    expect(await moving()).toBe(false)
    await deleteDraft(db, draftId)
    expect(await moving()).toBe(false)
  })

  it('keeps the code by which it is moved, with the new token, and only if that code still opens it', async () => {
    const read = { id: draftId, revision: 1 }
    await setResumeCode(db, draftId, resumeCode(2), CREATED_AT)
    await changesNothing(async () =>
      expect(
        await moveDraftToNewId(db, read, moved('moved'), CREATED_AT, {
          ...{ foundHash: 'code 1', code: resumeCode(1) },
        }),
      ).toBe(false),
    )
    const sealedAnew = { resumeCodeHash: 'code 2 hashed anew', sealedResumeToken: 'sealed anew' }
    expect(
      await moveDraftToNewId(db, read, moved('moved'), CREATED_AT, { foundHash: 'code 2', code: sealedAnew }),
    ).toBe(true)
    expect(await findDraft('code 2')).toBeUndefined()
    expect(await findDraft('code 2 hashed anew')).toMatchObject({
      ...{ id: 'moved', sealedResumeToken: 'sealed anew' },
    })
    expect(await countRows('drafts')).toBe(1)
  })

  it('takes the invitation it was begun with along, and gives none to another', async () => {
    await insertInvitation('the-invitation', END)
    const row = {
      draftId: 'begun by invitation',
      section: 'you',
      sealedFields: 'sealed',
      expiresAt: END,
      revision: 1,
    }
    await insertDraftWithFirstSection(db, 'intake', row, CREATED_AT, { id: 'the-invitation' })
    for (const id of ['begun by invitation', draftId]) {
      expect(await moveDraftToNewId(db, { id, revision: 1 }, moved(`moved ${id}`), CREATED_AT)).toBe(true)
    }
    expect(await queryRows('select id, invitation_id from drafts order by id')).toEqual([
      { id: 'moved begun by invitation', invitation_id: 'the-invitation' },
      { id: `moved ${draftId}`, invitation_id: null },
    ])
  })
})

describe('a list in a draft', () => {
  const MAX_ITEMS = 3
  const fill = async () => {
    for (const item of ['01', '02', '03'])
      await save(`children/${item}`, `child ${item}`, CREATED_AT, MAX_ITEMS)
  }
  const children = async () =>
    Object.entries(await sections()).filter(([name]) => name.startsWith('children'))

  it('takes as many as it may hold, and writes nothing of one too many', async () => {
    await fill()
    expect(await children()).toHaveLength(MAX_ITEMS)
    await expectRefused(() => save('children/04', 'one too many', CREATED_AT, MAX_ITEMS))
  })

  it('takes changes to those in it when it is full', async () => {
    await fill()
    expect(await save('children/02', 'changed', CREATED_AT, MAX_ITEMS)).toBe(true)
    expect(await sections()).toMatchObject({ 'children/01': 'child 01', 'children/02': 'changed' })
  })

  it('takes no more than that when twenty come at once', async () => {
    const saves = Array.from({ length: 20 }, (_, n) =>
      save(`children/${n + 10}`, `child ${n}`, CREATED_AT, MAX_ITEMS),
    )
    expect((await Promise.all(saves)).filter(Boolean)).toHaveLength(MAX_ITEMS)
    expect(await children()).toHaveLength(MAX_ITEMS)
  })

  it('has room again when one is taken out, whose row stays empty and counts as a change', async () => {
    await fill()
    await clearItem('children/02')
    expect(await selectDraftSections(db, draftId)).toContainEqual({
      section: 'children/02',
      sealedFields: '',
      revision: 2,
      expiresAt: END,
    })
    expect(await save('children/04', 'another', CREATED_AT, MAX_ITEMS)).toBe(true)
    await expectRefused(() => save('children/02', 'back again', CREATED_AT, MAX_ITEMS))
    await clearItem('children/01')
    expect(await save('children/02', 'back again', CREATED_AT, MAX_ITEMS)).toBe(true)
    expect(await sections()).toMatchObject({ 'children/01': '', 'children/02': 'back again' })
  })

  it.each([1, 0, undefined])(
    'keeps one that was changed since the page of revision %s was made',
    async (madeFrom) => {
      await fill()
      await save('children/02', 'changed', CREATED_AT, MAX_ITEMS)
      await changesNothing(async () => {
        expect(await clearDraftListItem(db, draftId, ['children/02'], madeFrom)).toEqual([
          { sealedFields: 'changed', revision: 2 },
        ])
      })
    },
  )

  it('goes on only from the page that shows it as it is', async () => {
    await fill()
    const goOnFrom = (listMadeFrom: number | undefined) =>
      upsertDraftSection(
        db,
        {
          draftId,
          section: 'children',
          sealedFields: `list of ${listMadeFrom}`,
          expiresAt: END,
          revision: 1,
        },
        CREATED_AT,
        { listMadeFrom },
      )
    for (const older of [0, 2, 4]) expect(await goOnFrom(older)).toBe('refused')
    expect(await goOnFrom(3)).toBe('saved')
    expect(await goOnFrom(undefined)).toMatchObject({ sealedFields: 'list of 3' })
    await clearItem('children/02')
    expect(await goOnFrom(3)).toBe('refused')
  })

  it('counts neither another list, nor the list’s own page, nor another draft', async () => {
    await begin('another', 'somebody else’s')
    for (const other of ['orders/01', 'children', 'children-of-others/01', 'childre/01']) {
      await save(other, 'sealed')
    }
    for (const item of ['01', '02', '03']) await saveInto('another', `children/${item}`, 'sealed')
    await fill()
    await expectRefused(() => save('children/04', 'one too many', CREATED_AT, MAX_ITEMS))
  })

  it('loses one that is taken out from its own draft only, and nothing by one that is not there', async () => {
    await begin('another', 'somebody else’s')
    await saveInto('another', 'children/01', 'theirs')
    await fill()
    await changesNothing(async () => {
      expect(await clearItem('children/99')).toEqual([])
      expect(await clearItem('children/01', 'nobody’s')).toEqual([])
    })
    await clearItem('children/01')
    expect(await sections(CREATED_AT, 'another')).toMatchObject({ 'children/01': 'theirs' })
  })
})

describe('deleting', () => {
  it('takes a draft out of both tables in one call, and no other', async () => {
    await save('children/01', 'sealed 2')
    await setResumeCode(db, draftId, resumeCode(), CREATED_AT)
    await begin('another', 'somebody else’s')
    const { DB, calls } = createCountingD1()
    await deleteDraft(openTestDatabase(DB), draftId)
    expect(calls).toHaveLength(1)
    expect(await queryRows('select id from drafts')).toEqual([{ id: 'another' }])
    expect(await queryRows('select draft_id from draft_sections')).toEqual([{ draft_id: 'another' }])
    expect(await findDraft('code 1')).toBeUndefined()
  })

  it('takes a draft without a code the same way when somebody leaves', async () => {
    await begin('another', 'somebody else’s')
    const { DB, calls } = createCountingD1()
    await deleteDraftWithoutResumeCode(openTestDatabase(DB), draftId)
    expect(calls).toHaveLength(1)
    expect(await queryRows('select id from drafts')).toEqual([{ id: 'another' }])
    expect(await queryRows('select draft_id from draft_sections')).toEqual([{ draft_id: 'another' }])
  })

  it('leaves a draft with a code whole when somebody leaves', async () => {
    await save('children/01', 'sealed 2')
    await setResumeCode(db, draftId, resumeCode(), CREATED_AT)
    await changesNothing(() => deleteDraftWithoutResumeCode(db, draftId))
  })

  it.each([
    ['deleteDraft', deleteDraft],
    ['deleteDraftWithoutResumeCode', deleteDraftWithoutResumeCode],
  ])('deletes nothing of a draft that is not there: %s', async (_, verb) => {
    await changesNothing(() => verb(db, 'nobody’s'))
  })
})

describe('a resume code', () => {
  it('finds its draft and what its token is sealed in, in one call', async () => {
    expect(await setResumeCode(db, draftId, resumeCode(), CREATED_AT)).toBe(true)
    const { DB, calls } = createCountingD1()
    expect(await findDraftOrCountWrongCode(openTestDatabase(DB), CONNECTION, ['code 1'], CREATED_AT)).toEqual(
      {
        found: {
          id: draftId,
          form: 'intake',
          resumeCodeHash: 'code 1',
          sealedResumeToken: 'sealed token 1',
          sections: [{ section: 'you', sealedFields: 'sealed 1', revision: 1, expiresAt: END }],
        },
        hasTooManyWrongCodes: false,
      },
    )
    expect(calls).toHaveLength(1)
  })

  it('replaces the one before, which then finds nothing', async () => {
    await setResumeCode(db, draftId, resumeCode(1), CREATED_AT)
    await setResumeCode(db, draftId, resumeCode(2), CREATED_AT)
    expect(await findDraft('code 1')).toBeUndefined()
    expect(await findDraft('code 2')).toMatchObject({
      id: draftId,
    })
  })

  it('finds nothing once the draft has expired, and is not given then', async () => {
    await setResumeCode(db, draftId, resumeCode(), CREATED_AT)
    expect(await findDraft('code 1', END - 1)).toBeDefined()
    expect(await findDraft('code 1', END)).toBeUndefined()
    await expectRefused(() => setResumeCode(db, draftId, resumeCode(2), END))
    await expectRefused(() => setResumeCode(db, 'nobody’s', resumeCode(2), CREATED_AT))
  })

  it('is of one draft only: the same for a second is refused', async () => {
    await begin('another', 'somebody else’s')
    await setResumeCode(db, draftId, resumeCode(), CREATED_AT)
    await changesNothing(async () => {
      await expect(setResumeCode(db, 'another', resumeCode(), CREATED_AT)).rejects.toThrow()
    })
  })

  it('finds no draft without one', async () => {
    for (const resumeCodeHash of ['', 'null', draftId]) {
      expect(await findDraft(resumeCodeHash)).toBeUndefined()
    }
  })
})

describe('deleting expired drafts', () => {
  it('deletes expired drafts from both tables, and leaves the others as they were', async () => {
    await begin('saved-since', 'old')
    await saveInto('saved-since', 'other-parent', 'new', CREATED_AT + 2)
    await begin('younger', 'young', CREATED_AT + 2)
    await setResumeCode(db, draftId, resumeCode(), CREATED_AT)
    await deleteExpiredDrafts(db, END + 1)
    expect(await queryRows('select id from drafts order by id')).toEqual([
      { id: 'saved-since' },
      { id: 'younger' },
    ])
    expect(
      await queryRows('select draft_id, sealed_fields from draft_sections order by sealed_fields'),
    ).toEqual([
      { draft_id: 'saved-since', sealed_fields: 'new' },
      { draft_id: 'saved-since', sealed_fields: 'old' },
      { draft_id: 'younger', sealed_fields: 'young' },
    ])
  })

  it('deletes a draft of a shared device as soon as it has expired itself', async () => {
    await begin('another', 'somebody else’s')
    await saveDeviceSectionAndDraftExpiry(
      db,
      { draftId, section: 'start', sealedFields: 'shared', expiresAt: CREATED_AT + 100, revision: 1 },
      CREATED_AT,
    )
    await changesNothing(() => deleteExpiredDrafts(db, CREATED_AT + 100))
    await deleteExpiredDrafts(db, CREATED_AT + 101)
    expect(await queryRows('select id from drafts')).toEqual([{ id: 'another' }])
  })

  it('never deletes what can still be read', async () => {
    await changesNothing(() => deleteExpiredDrafts(db, END - 1))
    expect(await sections(END - 1)).toEqual({ you: 'sealed 1' })
  })

  it('comes to an end of many expired drafts in a few runs, and touches no other', async () => {
    const now = CREATED_AT + 2 * RETENTION_MS
    for (let n = 0; n < 60; n++) {
      await begin(`old-${n}`, 'x', CREATED_AT + n)
      await saveInto(`old-${n}`, 'other-parent', 'x', CREATED_AT + n)
    }
    await begin('fresh', 'x', now)
    for (let run = 0; run < 4; run++) await deleteExpiredDrafts(db, now)
    expect(await queryRows('select id from drafts')).toEqual([{ id: 'fresh' }])
    expect(await queryRows('select draft_id from draft_sections')).toEqual([{ draft_id: 'fresh' }])
  })

  it('keeps up with a flood: one run deletes what 100 networks save in a minute, in few calls', async () => {
    const drafts = 100 * NEW_DRAFTS_PER_MINUTE
    const sections = 100 * REQUESTS_PER_MINUTE
    await queryRows(
      `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
        insert into drafts (id, form, created_at) select 'flood ' || n, 'intake', 1 from numbers`,
      drafts,
    )
    await queryRows(
      `with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ?)
        insert into draft_sections (draft_id, section, sealed_fields, revision, expires_at)
        select 'flood ' || (1 + n % cast(? as integer)), 'section ' || n, 'sealed', 1, 2 from numbers`,
      sections - 1,
      drafts,
    )
    const { DB, calls } = createCountingD1()
    await deleteExpiredDrafts(openTestDatabase(DB), CREATED_AT)
    expect(await queryRows("select count(*) as n from drafts where id like 'flood %'")).toEqual([{ n: 0 }])
    expect(await queryRows("select count(*) as n from draft_sections where draft_id like 'flood %'")).toEqual(
      [{ n: 0 }],
    )
    // A run may send a thousand queries to D1.
    expect(calls.flat().length).toBeLessThan(200)
  })

  it('deletes at least as much in a run as a hundred networks can save in that time', () => {
    // Beginning a draft saves its first section.
    expect(NEW_DRAFTS_PER_MINUTE).toBeLessThanOrEqual(REQUESTS_PER_MINUTE)
    expect(MAX_SECTIONS_DELETED_PER_RUN).toBeGreaterThanOrEqual(160 * REQUESTS_PER_MINUTE)
  })
})

/** The limits that wrangler.toml gives a network. */
const readLimit = (name: string): number =>
  Number(new RegExp(`name = "${name}"[^[]*limit = (\\d+), period = 60 `).exec(wranglerSettings)?.[1])
const REQUESTS_PER_MINUTE = readLimit('LIMIT_REQUESTS')
const NEW_DRAFTS_PER_MINUTE = readLimit('LIMIT_NEW_DRAFTS')
