import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type AccessTeam, createAccessTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const FILE = 'K7Q4-9MX2'
const TEXT = 'Kanari: heard at the school'

let team: AccessTeam
let lead: Visitor
let assistant: Visitor

beforeEach(async () => {
  team = await createAccessTeam()
  lead = await team.createVisitor('camille@lantern-street.example.com')
  assistant = await team.createVisitor('jules@lantern-street.example.com')
  await insertFamilyOfTwoParents(FILE, { file: { acceptedAt: 1, legalCoordinatorId: 'jules-hartwell' } })
})

const note = (body: object = {}) => ({
  ...{ id: crypto.randomUUID(), kind: 'collateral', folder: 'decision', side: null },
  ...{ text: TEXT, amends: null, sign: false },
  ...body,
})
const save = async (body: object, who = lead) =>
  (await postJson(who, `/desk/api/files/${FILE}/notes`, body)).status
const remove = async (id: string, who = lead) =>
  (await postJson(who, `/desk/api/files/${FILE}/note-draft-deletion`, { note: id })).status
const read = async (ids: string[], asked: object = { folder: 'decision' }, who = lead) => {
  const answer = await postJson(who, `/desk/api/files/${FILE}/readings/notes`, { ids, ...asked })
  return answer.ok ? ((await answer.json()) as { notes: object[] }).notes : answer.status
}
const listIds = async (who = lead) => {
  const answer = await who.get(`/desk/api/files/${FILE}/contact-log`)
  return ((await answer.json()) as { entries: { id: string }[] }).entries.map(({ id }) => id)
}
const listEvents = async () =>
  (await queryRows<{ action: string; detail: string }>('select action, detail from audit_events')).map(
    ({ action, detail }) => [action, JSON.parse(detail)],
  )

describe('a draft', () => {
  it('is seen, changed and deleted by its author alone, and says nothing on record', async () => {
    const draft = note()
    expect(await save(draft)).toBe(204)
    expect([await listIds(), await listIds(assistant)]).toEqual([[draft.id], []])
    expect(await read([draft.id], undefined, assistant)).toEqual([])
    expect(await save({ ...draft, text: 'Something else' }, assistant)).toBe(409)
    expect(await save({ ...draft, text: 'Kanari, again' })).toBe(204)
    expect(await read([draft.id])).toEqual([{ id: draft.id, text: 'Kanari, again' }])
    expect([await remove(draft.id, assistant), await remove(draft.id), await remove(draft.id)]).toEqual([
      ...[409, 204, 409],
    ])
    expect(await listIds()).toEqual([])
    expect((await listEvents()).map(([action, detail]) => [action, detail])).toEqual([
      ['note_drafted', {}],
      ['notes_read', { noteFolder: 'decision' }],
      ['note_drafted', {}],
      ['notes_read', { noteFolder: 'decision' }],
      ['note_draft_deleted', {}],
    ])
  })

  it('may move to the other folder, whose key seals it then', async () => {
    const draft = note()
    await save(draft)
    await save({ ...draft, folder: 'screening' })
    expect(
      await queryRows('select sealed_text, sealed_screening_text is not null as safety from notes'),
    ).toEqual([{ sealed_text: null, safety: 1 }])
  })
})

describe('a signed note', () => {
  it('is read by who may read the file, and neither changed nor deleted', async () => {
    const signed = note({ sign: true })
    expect(await save(signed)).toBe(204)
    expect(await save({ ...signed, text: 'Something else' })).toBe(409)
    expect(await save({ ...signed, sign: false })).toBe(409)
    expect(await remove(signed.id)).toBe(409)
    expect(await read([signed.id], undefined, assistant)).toEqual([{ id: signed.id, text: TEXT }])
    expect(JSON.stringify(await queryRows('select * from notes'))).not.toContain('Kanari')
    for (const change of [
      "update notes set kind = 'call'",
      'update notes set signed_at = 5',
      'delete from notes',
    ])
      await expect(queryRows(change)).rejects.toThrow('signed notes are append-only')
    await expect(
      queryRows(`replace into notes select * from notes where id = '${signed.id}'`),
    ).rejects.toThrow('signed notes are append-only')
  })

  it('has a fingerprint in its event, which only its own text has under the key of the record', async () => {
    const signed = note({ sign: true, side: 'other' })
    await save(signed)
    const [[action, detail] = []] = await listEvents()
    expect([action, detail]).toEqual([
      'note_signed',
      { side: 'other', noteKind: 'collateral', noteFolder: 'decision', noteDigest: expect.any(String) },
    ])
    const { auditSigner } = openTestDatabase()
    const verify = (text: string) =>
      auditSigner.verify(auditSigner.keyId, JSON.stringify(['note', signed.id, text]), detail.noteDigest)
    expect([await verify(TEXT), await verify(`${TEXT}.`)]).toEqual([true, false])
  })

  it('is amended once by a note that names it; both stay readable', async () => {
    const first = note({ sign: true })
    await save(first)
    const second = note({ sign: true, amends: first.id, text: 'Not at the school' })
    const draft = note({ amends: first.id, text: 'Kanari' })
    expect([await save(draft), await save(second), await save({ ...draft, sign: true })]).toEqual([
      ...[204, 204, 409],
    ])
    expect(await read([first.id, second.id])).toHaveLength(2)
    expect(await save(note({ sign: true, amends: draft.id }))).toBe(409)
    expect((await listEvents()).map(([action]) => action)).toContain('note_amended')
  })

  it('is also signed and amended once the file is closed, and in no file that was merged', async () => {
    await queryRows("update files set stage = 'closed'")
    const first = note({ sign: true })
    expect([await save(first), await save(note({ sign: true, amends: first.id }))]).toEqual([204, 204])
    await queryRows('update files set merged_into_id = id')
    expect(await save(note())).toBe(409)
  })
})

describe('notes of screening', () => {
  it('are read apart from those of a decision process, for a reason, with both on record', async () => {
    const screening = note({ sign: true, folder: 'screening' })
    const decision = note({ sign: true })
    await save(screening)
    await save(decision)
    const both = [screening.id, decision.id]
    expect(await read(both, { folder: 'screening' })).toBe(422)
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    expect(await read(both)).toEqual([{ id: decision.id, text: TEXT }])
    expect(decrypt).toHaveBeenCalledTimes(1)
    expect(await read(both, { folder: 'screening', reason: 'screening' })).toEqual([
      { id: screening.id, text: TEXT },
    ])
    expect((await listEvents()).slice(-2)).toEqual([
      ['notes_read', { noteFolder: 'decision' }],
      ['notes_read', { noteFolder: 'screening', reason: 'screening' }],
    ])
  })

  it('of another file are not read through this one', async () => {
    await insertFamilyOfTwoParents('F1RS-TTTT', { file: { acceptedAt: 1 } })
    const elsewhere = note({ sign: true })
    await postJson(lead, '/desk/api/files/F1RS-TTTT/notes', elsewhere)
    expect(await read([elsewhere.id])).toEqual([])
    expect(await save(note({ sign: true, amends: elsewhere.id }))).toBe(409)
    expect(TEST_NOW).toBeGreaterThan(0)
  })
})
