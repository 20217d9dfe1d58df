import { getTableName } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../content/time/units.ts'
import { expectRefused, queryRows } from '../tests/support/database-rows.ts'
import { buildAuditEvent, buildFileRow, buildMessageRow, buildParentRow } from '../tests/support/file-rows.ts'
import { insertFilledFile, listRowsOf, tablesOfFiles } from '../tests/support/filled-files.ts'
import { bindings, emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { logContact } from './contact-log.ts'
import { eraseBeforeEndOfTerm, eraseFileAtEndOfTerm } from './erasures.ts'
import { listFileContents } from './file-contents.ts'
import { dismissFile, restoreFile } from './files.ts'
import { saveNote } from './notes.ts'
import {
  liftRetentionHold,
  listFilesToErase,
  listRetentionPreview,
  placeRetentionHold,
  setRetentionTerm,
} from './retentions.ts'
import { erasures, files, outbox, parents } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2036, 0, 5, 12)
const RULES = { hash: 'hash of the rules', previewDays: 30 }
const HOLD = { reason: 'claim', sealedNote: null, expiresAt: null } as const

/** What outlasts an erasure: that there was a file, what was done with it, and that it was erased. */
const OUTLASTING = ['files', 'audit_events', 'file_retentions', 'erasures']

beforeEach(async () => {
  await prepareDatabase()
  await emptyDatabase()
  await insertFilledFile('gone')
  await insertFilledFile('stays')
  await queryRows(`insert into file_retentions (file_id, closed_at) values ('gone', 1), ('stays', 1)`)
})

const endTerm = (fileId: string, expiresAt = NOW, termSetAt = 1) =>
  setRetentionTerm(db, { fileId, closedAt: 1 }, { expiresAt, rulesHash: RULES.hash }, termSetAt)
const eraseAtEnd = (fileId: string, at = NOW, rules = RULES) =>
  eraseFileAtEndOfTerm(db, buildAuditEvent(fileId, 'system', 'data_erased', at), crypto.randomUUID(), rules)
const eraseFor = (fileId: string, side: 'initiating' | 'other' | null) =>
  eraseBeforeEndOfTerm(
    db,
    buildAuditEvent(fileId, 'robin', 'data_erased', NOW),
    { ...{ id: crypto.randomUUID(), side }, ground: 'request' },
    { messages: [], leftTokens: [] },
  )

it('says of every table with something of a file what becomes of it', () => {
  const declared = listFileContents('file', null).map(({ table }) => getTableName(table))
  expect([...new Set(declared)].sort()).toEqual([...declared].sort())
  expect([...declared, ...OUTLASTING].sort()).toEqual(tablesOfFiles.map(getTableName).sort())
})

describe('a file whose term has ended', () => {
  it('keeps nothing of its family, and another file keeps everything', async () => {
    const before = await listRowsOf('stays')
    expect([...(await listRowsOf('gone')).keys()].length).toBe(tablesOfFiles.length - 1)
    await endTerm('gone')
    expect(await eraseAtEnd('gone')).toBe(true)
    expect([...(await listRowsOf('gone')).keys()].sort()).toEqual([...OUTLASTING].sort())
    expect(await listRowsOf('stays')).toEqual(before)
    expect(await queryRows('pragma foreign_key_check')).toEqual([])
    expect(await queryRows('select file_id, side, ground, erased_by, erased_at from erasures')).toEqual([
      { file_id: 'gone', side: null, ground: 'term-ended', erased_by: 'system', erased_at: NOW },
    ])
  })

  it.each([
    ['a month early', () => eraseAtEnd('gone', NOW - 1)],
    ['by other rules than its term', () => eraseAtEnd('gone', NOW, { ...RULES, hash: 'newer rules' })],
    [
      'while it is held back',
      async () => {
        await placeRetentionHold(db, buildAuditEvent('gone', 'robin', 'retention_held', 2), HOLD)
        return eraseAtEnd('gone')
      },
    ],
    [
      'when it was shown too short a time that it would go',
      async () => {
        await queryRows(`update file_retentions set term_set_at = ?`, NOW - 30 * DAY_MS + 1)
        return eraseAtEnd('gone')
      },
    ],
    [
      'soon after a hold ended by itself',
      async () => {
        const hold = { ...HOLD, expiresAt: NOW - 30 * DAY_MS + 1 }
        await placeRetentionHold(db, buildAuditEvent('gone', 'robin', 'retention_held', 2), hold)
        return eraseAtEnd('gone')
      },
    ],
    [
      'once it is open again',
      async () => {
        await queryRows(`update files set stage = 'open' where id = 'gone'`)
        return eraseAtEnd('gone')
      },
    ],
  ])('is not erased %s', async (_, erase) => {
    await endTerm('gone')
    const submissions = (await listRowsOf('gone')).get('submissions')
    expect(await erase()).toBe(false)
    expect(await queryRows('select * from erasures')).toEqual([])
    expect((await listRowsOf('gone')).get('submissions')).toEqual(submissions)
  })

  it('is not shown anew when its term was computed anew and is the same, and is when it is another', async () => {
    const listTermSetAt = () => queryRows(`select term_set_at from file_retentions where file_id = 'gone'`)
    await endTerm('gone', NOW, 1)
    await endTerm('gone', NOW, 2)
    expect(await listTermSetAt()).toEqual([{ term_set_at: 1 }])
    await endTerm('gone', NOW - 1, 3)
    expect(await listTermSetAt()).toEqual([{ term_set_at: 3 }])
  })

  it('is erased once', async () => {
    await endTerm('gone')
    expect(await eraseAtEnd('gone')).toBe(true)
    expect(await eraseAtEnd('gone')).toBe(false)
    expect(await queryRows('select count(*) as n from erasures')).toEqual([{ n: 1 }])
  })

  it('is erased after a hold that ended by itself, once it was shown for long enough', async () => {
    await endTerm('gone')
    const hold = { ...HOLD, expiresAt: NOW - 30 * DAY_MS, sealedNote: 'sealed' }
    await placeRetentionHold(db, buildAuditEvent('gone', 'robin', 'retention_held', 2), hold)
    expect(await listFilesToErase(db, NOW, RULES, 9)).toEqual([{ fileId: 'gone' }])
    expect(await eraseAtEnd('gone')).toBe(true)
    expect(
      await queryRows(`select held_by, sealed_hold_note from file_retentions where erased_at > 0`),
    ).toEqual([{ held_by: null, sealed_hold_note: null }])
  })

  it('is not listed for erasure while it is open, though its hold outlasted that', async () => {
    await endTerm('gone')
    await queryRows(`update files set stage = 'open' where id = 'gone'`)
    expect(await listFilesToErase(db, NOW, RULES, 9)).toEqual([])
  })

  it('is erased some days after the hold was lifted', async () => {
    await endTerm('gone')
    const hold = buildAuditEvent('gone', 'robin', 'retention_held', 2)
    expect(await placeRetentionHold(db, hold, HOLD)).toBe(true)
    expect(await liftRetentionHold(db, { ...hold, action: 'retention_released', happenedAt: NOW })).toBe(true)
    expect(await eraseAtEnd('gone', NOW + 30 * DAY_MS - 1)).toBe(false)
    expect(await eraseAtEnd('gone', NOW + 30 * DAY_MS)).toBe(true)
  })
})

describe('a file that was erased', () => {
  beforeEach(async () => {
    await queryRows(`update files set lead_coordinator_id = 'robin' where id = 'gone'`)
    await endTerm('gone')
    expect(await eraseAtEnd('gone')).toBe(true)
  })

  it('is not opened again', async () => {
    await queryRows(`update files set stage = 'not-genuine'`)
    const restore = (fileId: string) =>
      restoreFile(db, buildAuditEvent(fileId, 'robin', 'restored', NOW + 1), {
        ...buildMessageRow(fileId, NOW),
        id: `message ${fileId}`,
      })
    await expectRefused(() => restore('gone'))
    expect(await restore('stays')).toBe(true)
  })

  it('takes no note and no contact entry', async () => {
    const note = {
      kind: 'internal',
      folder: 'decision',
      sealedText: 'sealed',
      sealedScreeningText: null,
    } as const
    const write = (fileId: string, side: 'initiating' | null) =>
      saveNote(
        db,
        buildAuditEvent(fileId, 'robin', 'note_signed', NOW + 1),
        { ...note, id: `note ${fileId} ${side}`, side, amendsId: null, isSigned: true },
        true,
      )
    await expectRefused(() => write('gone', null))
    expect(await write('stays', null)).toBe(true)
    // A parent who is there doesn’t change that.
    await db.insert(parents).values(buildParentRow('gone', 'initiating', { status: 'closed' }))
    const log = (fileId: string) =>
      logContact(
        db,
        buildAuditEvent(fileId, 'robin', 'contact_logged', NOW + 1),
        {
          entry: {
            ...{ id: `entry ${fileId}`, side: 'initiating', direction: 'incoming', channel: 'phone' },
            ...{ happenedAt: NOW, outcome: 'reached', amendsId: null },
          },
          note: null,
          reminder: null,
        },
        true,
      )
    await expectRefused(() => log('gone'))
    expect(await log('stays')).toBe(true)
  })
})

it('takes the messages of a file that was merged into one with it', async () => {
  const write = (id: string, parentId: string | null) =>
    db.insert(outbox).values(buildMessageRow('merged', NOW, { id, parentId }))
  await db.insert(files).values(buildFileRow('merged', { stage: 'closed', mergedIntoId: 'gone' }))
  await write('to the practice', null)
  await write('to one', 'parents id initiating gone')
  await write('to the other', 'parents id other gone')
  const listMessages = () =>
    queryRows<{ id: string }>(`select id from outbox where file_id = 'merged' order by id`)
  expect(await eraseFor('gone', 'other')).toBe(true)
  expect(await listMessages()).toEqual([{ id: 'to one' }, { id: 'to the practice' }])
  expect(await eraseFor('gone', null)).toBe(true)
  expect(await listMessages()).toEqual([])
})

it('leaves a hold on a file that is opened again, and its new term waits for it', async () => {
  await queryRows(`update files set stage = 'not-genuine', lead_coordinator_id = 'robin'`)
  expect(await placeRetentionHold(db, buildAuditEvent('gone', 'robin', 'retention_held', 2), HOLD)).toBe(true)
  for (const fileId of ['gone', 'stays'])
    expect(await restoreFile(db, buildAuditEvent(fileId, 'robin', 'restored', NOW))).toBe(true)
  const list = () => queryRows('select file_id, closed_at, held_reason from file_retentions')
  expect(await list()).toEqual([{ file_id: 'gone', closed_at: 1, held_reason: 'claim' }])
  expect(
    await dismissFile(db, buildAuditEvent('gone', 'robin', 'dismissed', NOW + 1), { administrator: true }),
  ).toBe(true)
  expect(await list()).toEqual([{ file_id: 'gone', closed_at: NOW + 1, held_reason: 'claim' }])
})

describe('one parent who asks', () => {
  it.each(['initiating', 'other'] as const)('leaves of the %s only facts without content', async (side) => {
    const otherSide = side === 'initiating' ? 'other' : 'initiating'
    const before = await listRowsOf('gone', otherSide)
    expect(await eraseFor('gone', side)).toBe(true)
    const left = await listRowsOf('gone', side)
    expect(left.size).toBeGreaterThan(0)
    // What was read of an order, and what a coordinator wants to remember, is about the family; a draft is its writer’s.
    for (const table of ['order_readings', 'reminders', 'drafts', 'draft_sections']) left.delete(table)
    for (const rows of left.values()) expect(rows.join()).not.toMatch(new RegExp(`sealed_\\w+ ${side} gone`))
    for (const table of [
      'submissions',
      'screenings',
      'sent_letters',
      'notes',
      'contact_entries',
      'time_requests',
      'outbox',
    ])
      expect(left.has(table), table).toBe(false)
    // Of the other parent only what they told of how to reach this one is gone, and the words for a search.
    const after = await listRowsOf('gone', otherSide)
    expect(after.get('notes')).toEqual(before.get('notes'))
    expect(after.get('parents')).toEqual(before.get('parents'))
    expect(after.get('submissions')?.join()).toBe(
      before
        .get('submissions')
        ?.join()
        .replace(`"submissions sealed_other_contact ${otherSide} gone"`, 'null'),
    )
    expect(await queryRows('pragma foreign_key_check')).toEqual([])
  })

  const comeAgain = {
    'a form of theirs': `insert into submissions (id, file_id, parent_id, form, version, sent_at, sealed_answers, idempotency_key)
      select 'again', file_id, 'parents id other gone', form, version, sent_at, 'sealed', 'again' from submissions
      where file_id = 'gone' limit 1`,
    'their name': `update parents set sealed_display_name = 'sealed' where id = 'parents id other gone'`,
    'what the other one tells of them': `update submissions set sealed_other_contact = 'sealed' where file_id = 'gone'`,
    'a contact': `insert into contact_entries (id, file_id, side, direction, channel, outcome, happened_at, recorded_at, recorded_by)
      values ('again', 'gone', 'other', 'incoming', 'phone', 'reached', 1, 1, 'robin')`,
  }
  it.each(Object.entries(comeAgain))('is erased again once %s came, and not before', async (_, come) => {
    expect(await eraseFor('gone', 'other')).toBe(true)
    expect(await eraseFor('gone', 'other')).toBe(false)
    await queryRows(come)
    expect(await eraseFor('gone', 'other')).toBe(true)
    expect(await eraseFor('gone', 'other')).toBe(false)
  })

  it('stays closed in a file that is opened again, in which nothing of theirs is', async () => {
    await queryRows(`update files set stage = 'not-genuine', lead_coordinator_id = 'robin'`)
    await queryRows(`update parents set status = 'closed', application_withdrawn_at = null`)
    expect(await eraseFor('gone', 'initiating')).toBe(true)
    expect(await restoreFile(db, buildAuditEvent('gone', 'robin', 'restored', NOW))).toBe(true)
    expect(await queryRows(`select side, status from parents where file_id = 'gone' order by side`)).toEqual([
      { side: 'initiating', status: 'closed' },
      { side: 'other', status: 'received' },
    ])
  })

  it('lets no file be opened again in which nobody else sent anything', async () => {
    await queryRows(`update files set stage = 'not-genuine', lead_coordinator_id = 'robin'`)
    await queryRows(`update parents set status = 'closed'`)
    expect(await eraseFor('gone', 'initiating')).toBe(true)
    expect(await eraseFor('gone', 'other')).toBe(true)
    await expectRefused(() => restoreFile(db, buildAuditEvent('gone', 'robin', 'restored', NOW)))
  })

  it('leaves no place in the waiting list', async () => {
    await queryRows(`update parents set place_created_at = 1`)
    expect(await eraseFor('gone', 'other')).toBe(true)
    expect(
      await queryRows(`select place_created_at from parents where id = 'parents id other gone'`),
    ).toEqual([{ place_created_at: null }])
  })

  it('is not erased with the family in a file that is open again, though its hold had outlasted that', async () => {
    await placeRetentionHold(db, buildAuditEvent('gone', 'robin', 'retention_held', 2), HOLD)
    await queryRows(`update files set stage = 'open' where id = 'gone'`)
    await queryRows(`update file_retentions set held_at = null`)
    expect(await eraseFor('gone', null)).toBe(false)
  })

  it('is not erased while their part is open, nor while the file is held back', async () => {
    await queryRows(`update parents set status = 'received' where id = 'parents id other gone'`)
    expect(await eraseFor('gone', 'other')).toBe(false)
    expect(await eraseFor('gone', 'initiating')).toBe(true)
    await placeRetentionHold(db, buildAuditEvent('stays', 'robin', 'retention_held', 2), HOLD)
    expect(await eraseFor('stays', 'other')).toBe(false)
    expect(await eraseFor('stays', null)).toBe(false)
  })
})

describe.each([
  ['the file that was merged into it', 'from', 'gone'],
  ['the file that it was merged into', 'gone', 'from'],
])('a file whose own hold was lifted, while %s is held back,', (_, held, fileId) => {
  const event = (id: string, action: 'retention_held' | 'retention_released') =>
    buildAuditEvent(id, 'robin', action, 2)

  beforeEach(async () => {
    await db.insert(files).values(buildFileRow('from', { stage: 'closed' }))
    await queryRows(`insert into file_retentions (file_id, closed_at) values ('from', 1)`)
    for (const id of ['gone', 'from']) {
      expect(await placeRetentionHold(db, event(id, 'retention_held'), HOLD)).toBe(true)
      await endTerm(id)
    }
    await queryRows(`update files set merged_into_id = 'gone' where id = 'from'`)
    await db.insert(outbox).values(buildMessageRow('from', 1, { id: 'of from' }))
    expect(await liftRetentionHold(db, event(fileId, 'retention_released'))).toBe(true)
  })

  it('is not erased by its term, at request, or of its messages, until that hold is lifted, too', async () => {
    expect(await listFilesToErase(db, NOW, RULES, 9)).toEqual([])
    expect(await eraseAtEnd(fileId)).toBe(false)
    expect(await eraseFor(fileId, null)).toBe(false)
    expect(await eraseFor('gone', 'other')).toBe(false)
    expect(await queryRows(`select id from outbox where id = 'of from'`)).toHaveLength(1)
    expect(await liftRetentionHold(db, event(held, 'retention_released'))).toBe(true)
    expect(await eraseFor('gone', 'other')).toBe(true)
    expect(await eraseAtEnd('gone')).toBe(true)
    expect(await queryRows(`select id from outbox where id = 'of from'`)).toEqual([])
  })

  it('is shown without a date, and for long enough before it goes once nobody holds either back', async () => {
    const readErasedFrom = async () =>
      (await listRetentionPreview(db, 'robin', NOW, RULES, 9)).find((row) => row.fileId === fileId)
        ?.erasedFrom
    expect(await readErasedFrom()).toBeNull()
    await liftRetentionHold(db, { ...event(held, 'retention_released'), happenedAt: NOW })
    expect(await readErasedFrom()).toBe(NOW + 30 * DAY_MS)
    expect(await eraseAtEnd(fileId)).toBe(false)
  })

  it('goes no sooner than it was shown for long enough after a hold that ended by itself', async () => {
    const endedAt = NOW - 30 * DAY_MS + 1
    await queryRows(`update file_retentions set hold_expires_at = ? where file_id = ?`, endedAt, held)
    expect(await eraseAtEnd(fileId)).toBe(false)
    expect(await eraseAtEnd(fileId, NOW + 1)).toBe(true)
  })
})

it.each(['screenings', 'sent_letters', 'contact_entries', 'notes'])(
  'deletes a row of %s with an erasure alone',
  async (table) => {
    await expect(queryRows(`delete from ${table}`)).rejects.toThrow('append-only')
    expect(await eraseFor('gone', 'initiating')).toBe(true)
    const ofOther =
      table === 'notes' || table === 'contact_entries' ? `side = 'other'` : `parent_id like '%other gone'`
    await expect(queryRows(`delete from ${table} where ${ofOther}`)).rejects.toThrow('append-only')
  },
)

it.each([
  ['screenings', 'recorded_at'],
  ['sent_letters', 'sent_at'],
  ['contact_entries', 'recorded_at'],
  ['notes', 'signed_at'],
])('lets no row of %s go that came after the erasure', async (table, column) => {
  const [row] = await queryRows<{ at: number }>(
    `select ${column} as at from ${table} where id like '%initiating stays'`,
  )
  const erasedAt = row?.at ?? Number.NaN
  const erasure = { id: 'erasure', fileId: 'stays', ground: 'request', erasedBy: 'robin', erasedAt } as const
  await db.insert(erasures).values(erasure)
  // The row of the other parent was written an instant later.
  await expect(queryRows(`delete from ${table} where id like '%other stays'`)).rejects.toThrow('append-only')
  await queryRows(`delete from ${table} where id like '%initiating stays'`)
  expect(await queryRows(`select id from ${table} where id like '%stays'`)).toHaveLength(1)
})

it.each([
  `update erasures set erased_at = 1`,
  `delete from erasures`,
  `insert or replace into erasures select * from erasures`,
])('refuses: %s', async (change) => {
  expect(await eraseFor('gone', null)).toBe(true)
  await expect(bindings.DB.prepare(change).run()).rejects.toThrow('append-only')
})
