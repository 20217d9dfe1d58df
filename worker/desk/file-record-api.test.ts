import { beforeEach, describe, expect, it } from 'vitest'
import type { AuditAction } from '../../content/record/audit-actions.ts'
import type { AuditDetail } from '../../content/record/audit-details.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { appendIntakeSent } from '../../tests/support/audit-events.ts'
import { insertFamilyOfTwoParents, insertSharedMatchTokens } from '../../tests/support/desk-families.ts'
import { buildAuditEvent } from '../../tests/support/file-rows.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

const FILE = 'FA11-FA11'
const db = openTestDatabase()
const readRecord = (visitor: Visitor, query = '') => visitor.get(`/desk/api/files/${FILE}/record${query}`)

interface ReadRecord {
  readonly events: { readonly sequence: number; readonly action: string }[]
  readonly hasOlder: boolean
  readonly unattributed: number
  readonly actors: { readonly id: string; readonly name: string | null }[]
}
const parseRecord = async (answer: Response) => (await answer.json()) as ReadRecord

setUpPortal()

describe('the record of a file', () => {
  it('is read by its lead, its assistant and an administrator, and by nobody else', async () => {
    await insertFamilyOfTwoParents(FILE)
    const { camille, jules, robin } = await createDeskTeam()
    expect([(await readRecord(camille)).status, (await readRecord(robin)).status]).toEqual([200, 200])
    expect((await readRecord(jules)).status).toBe(404)
    await db.$client.prepare("update files set legal_coordinator_id = 'jules-hartwell'").run()
    expect((await readRecord(jules)).status).toBe(200)
    await db.$client.prepare('update files set legal_coordinator_id = null, lead_coordinator_id = null').run()
    const { status } = await readRecord(jules)
    expect(status).toBe(409)
    expect((await readRecord(robin)).status).toBe(200)
  })

  it('is closed while conflicts are not reviewed', async () => {
    await insertFamilyOfTwoParents(FILE)
    await insertFamilyOfTwoParents('F1RS-TTTT')
    await insertSharedMatchTokens(FILE, 'F1RS-TTTT')
    const { camille } = await createDeskTeam()
    expect((await readRecord(camille)).status).toBe(409)
  })
})

describe('a page of the record', () => {
  let camille: Visitor
  beforeEach(async () => {
    await insertFamilyOfTwoParents(FILE)
    ;({ camille } = await createDeskTeam())
    await appendIntakeSent(FILE, 1)
    for (let at = 2; at <= 104; at++)
      await appendAuditEvent(
        db,
        buildAuditEvent(FILE, 'camille-verdier', at % 2 ? 'answers_read' : 'order_read', at),
      )
  })

  it('holds the newest hundred, and leads to the older ones', async () => {
    const newest = await parseRecord(await readRecord(camille))
    expect([newest.events.length, newest.events[0]?.sequence, newest.hasOlder]).toEqual([100, 104, true])
    const older = await parseRecord(await readRecord(camille, '?before=5'))
    expect([older.events.map(({ sequence }) => sequence), older.hasOlder]).toEqual([[4, 3, 2, 1], false])
    expect(older.actors.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
      { id: 'camille-verdier', name: 'Camille Verdier' },
      { id: 'parent', name: null },
    ])
  })

  it.each([
    ['?actor=parent', [1]],
    ['?actions=order_read&until=7', [6, 4, 2]],
    ['?from=103', [104, 103]],
    ['?actor=nobody', []],
    ["?actor=x'--&actions=;&from=-1&until=1e9&before=no", undefined],
  ])('is filtered: %s', async (query, expected) => {
    const { events } = await parseRecord(await readRecord(camille, query))
    if (expected) expect(events.map(({ sequence }) => sequence)).toEqual(expected)
    else expect(events).toHaveLength(100)
  })
})

it('is filtered by the parent whom an event is about, and by what a note belongs to', async () => {
  await insertFamilyOfTwoParents(FILE)
  const { camille } = await createDeskTeam()
  const about = (at: number, action: AuditAction, detail: AuditDetail) =>
    appendAuditEvent(db, { ...buildAuditEvent(FILE, 'camille-verdier', action, at), detail })
  await about(1, 'contact_logged', { side: 'other' })
  await about(2, 'screening_noted', { side: 'initiating' })
  await about(3, 'note_signed', { noteFolder: 'decision', side: 'initiating' })
  await about(4, 'note_signed', { noteFolder: 'screening' })
  const list = async (query: string) =>
    (await parseRecord(await readRecord(camille, query))).events.map(({ sequence }) => sequence)
  expect(await list('?side=initiating')).toEqual([3, 2])
  expect(await list('?side=other')).toEqual([1])
  expect(await list('?folder=decision')).toEqual([3])
  expect(await list('?folder=screening')).toEqual([4, 2])
  expect(await list('?folder=screening&side=initiating')).toEqual([2])
})

it('counts what names no parent or no folder where one is asked for, and shows it when asked', async () => {
  await insertFamilyOfTwoParents(FILE)
  const { camille } = await createDeskTeam()
  const about = (at: number, action: AuditAction, detail: AuditDetail) =>
    appendAuditEvent(db, { ...buildAuditEvent(FILE, 'camille-verdier', action, at), detail })
  await about(1, 'contact_logged', { side: 'other' })
  await about(2, 'screening_noted', { side: 'initiating' })
  await about(3, 'note_signed', { noteFolder: 'decision', side: 'initiating' })
  await about(4, 'note_signed', { noteFolder: 'screening' })
  await about(5, 'order_read', {})
  const show = async (query: string) => {
    const { events, unattributed } = await parseRecord(await readRecord(camille, query))
    return [events.map(({ sequence }) => sequence), unattributed]
  }
  expect(await show('')).toEqual([[5, 4, 3, 2, 1], 0])
  expect(await show('?actor=parent')).toEqual([[], 0])
  expect(await show('?side=initiating')).toEqual([[3, 2], 2])
  expect(await show('?side=initiating&unattributed=shown')).toEqual([[5, 4, 3, 2], 2])
  // A page counts what the others leave out, too.
  expect(await show('?side=initiating&before=3')).toEqual([[2], 2])
  expect(await show('?side=initiating&actions=order_read')).toEqual([[], 1])
  expect(await show('?side=other&until=5')).toEqual([[1], 1])
  expect(await show('?folder=decision')).toEqual([[3], 2])
  expect(await show('?folder=screening&side=initiating')).toEqual([[2], 2])
  expect(await show('?folder=screening&side=initiating&unattributed=shown')).toEqual([[5, 4, 2], 2])
})
