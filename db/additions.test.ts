import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MAX_ADDED_PAGES } from '../content/limits.ts'
import { expectRefused, queryRows } from '../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildIntakeRow,
  buildParentRow,
  emptyFormVersion,
} from '../tests/support/file-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { type Addition, addPageToIntake, loadParentFileForAdditions } from './additions.ts'
import { loadSealedFileAnswersAndLastAuditRow } from './desk-file-readings.ts'
import { files, formVersions, matchTokens, parents, submissions } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 29)

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await db.insert(formVersions).values(emptyFormVersion)
  await insertFamily('file', { leadCoordinatorId: 'robin', legalCoordinatorId: 'jules' })
})

const insertFamily = (id: string, facts: Partial<typeof files.$inferInsert> = {}) =>
  db.batch([
    db.insert(files).values(buildFileRow(id, facts)),
    db
      .insert(parents)
      .values([
        buildParentRow(id, 'initiating', { status: 'received', accessCodeHash: `code of ${id}` }),
        buildParentRow(id, 'other', { status: 'received', accessCodeHash: `other code of ${id}` }),
      ]),
    db.insert(submissions).values([buildIntakeRow(id, 'initiating'), buildIntakeRow(id, 'other')]),
    db.insert(matchTokens).values({ token: `of ${id}`, kind: 'email', fileId: id, side: 'initiating' }),
  ])

interface Changes extends Partial<Omit<Addition, 'row' | 'formVersion'>> {
  readonly side?: 'initiating' | 'other'
  readonly page?: string
  readonly writtenBy?: string
}

/** Adds a page; its id is given. */
function addPage(id: string, { side = 'initiating', page = 'documents', writtenBy, ...rest }: Changes = {}) {
  const row = {
    ...buildIntakeRow('file', side, { id, sealedAnswers: `sealed ${id}`, idempotencyKey: id, sentAt: NOW }),
    ...{ addedPage: page, writtenBy },
  }
  const event = buildAuditEvent('file', writtenBy ?? 'parent', 'answers_added', NOW)
  return addPageToIntake(db, event, undefined, { row, formVersion: emptyFormVersion, revision: '', ...rest })
}

const buildHold = () =>
  ({ id: 'hold', parentId: 'initiating file', reportedIn: 'intake', reportedAt: NOW }) as const

const listAdded = () =>
  queryRows<{ id: string }>('select id from submissions where added_page is not null order by rowid').then(
    (rows) => rows.map(({ id }) => id),
  )

describe('a page that is added', () => {
  it('leaves the intake and every earlier version as they were', async () => {
    const before = await queryRows('select * from submissions order by rowid')
    expect(await addPage('first')).toBe(true)
    const first = await queryRows("select * from submissions where id = 'first'")
    expect(await addPage('second', { revision: 'first' })).toBe(true)
    expect(await queryRows('select * from submissions order by rowid limit 3')).toEqual([...before, ...first])
    expect(await listAdded()).toEqual(['first', 'second'])
    expect(await queryRows('select actor, action from audit_events order by sequence')).toEqual([
      { actor: 'parent', action: 'answers_added' },
      { actor: 'parent', action: 'answers_added' },
    ])
  })

  it('is refused to whoever did not know the newest version, in the statement itself', async () => {
    await addPage('first')
    await expectRefused(() => addPage('late'))
    await expectRefused(() => addPage('later', { revision: 'another' }))
    const [one, other] = await Promise.all([
      addPage('one', { revision: 'first' }),
      addPage('other', { revision: 'first' }),
    ])
    expect([one, other].filter(Boolean)).toHaveLength(1)
  })

  it('has versions for each parent and page apart, and a parent knows only of their own', async () => {
    expect(await addPage('mine')).toBe(true)
    expect(await addPage('theirs', { side: 'other' })).toBe(true)
    expect(await addPage('orders', { page: 'orders' })).toBe(true)
    // A coordinator knows of all versions of this parent, and the parent of none that a coordinator wrote.
    await expectRefused(() => addPage('unseen', { writtenBy: 'robin' }))
    expect(await addPage('said', { writtenBy: 'robin', revision: 'mine' })).toBe(true)
    expect(await addPage('more', { revision: 'mine' })).toBe(true)
    const loaded = await loadParentFileForAdditions(db, 'code of file', NOW)
    expect(loaded?.addedPages.map(({ page, id }) => [page, id])).toEqual([
      ['documents', 'more'],
      ['orders', 'orders'],
    ])
  })

  it.each([
    ['a closed file', "update files set stage = 'closed'"],
    ['a file from which the parent withdrew', "update parents set status = 'closed'"],
    ['a parent whom only the other one named', 'update parents set status = null'],
    ['a file the parent is not in', "update parents set file_id = 'elsewhere'"],
  ])('is refused in %s', async (_, change) => {
    await db.insert(files).values(buildFileRow('elsewhere'))
    await queryRows(change)
    await expectRefused(() => addPage('first'))
  })

  it('is written for a parent by the lead and by who assists, and by nobody else', async () => {
    await expectRefused(() => addPage('no', { writtenBy: 'camille' }))
    expect(await addPage('lead', { writtenBy: 'robin' })).toBe(true)
    expect(await addPage('assistant', { writtenBy: 'jules', revision: 'lead' })).toBe(true)
    await queryRows('update files set lead_coordinator_id = null, legal_coordinator_id = null')
    await expectRefused(() => addPage('late', { writtenBy: 'robin', revision: 'assistant' }))
  })

  it('is one of a bounded number', async () => {
    await queryRows(
      `with recursive nth(value) as (select 1 union all select value + 1 from nth where value < ${MAX_ADDED_PAGES - 1})
        insert into submissions (id, file_id, parent_id, form, version, added_page, sealed_answers, idempotency_key, sent_at)
        select 'x' || value, 'file', 'initiating file', 'intake', 2, 'orders', '', 'x' || value, 1
        from nth`,
    )
    expect(await addPage('last')).toBe(true)
    await expectRefused(() => addPage('over', { revision: 'last' }))
  })

  it('is told at the desk with who wrote it, newest first, and is no intake', async () => {
    await addPage('first')
    await addPage('said', { writtenBy: 'robin', revision: 'first' })
    const query = { reference: 'file', viewerId: 'robin', now: NOW, maxAttempts: 3 }
    const read = await loadSealedFileAnswersAndLastAuditRow(db, query)
    expect(read?.intakes.map(({ id }) => id)).toEqual(['initiating intake file', 'other intake file'])
    expect(read?.additions.map(({ id, page, writtenBy, addedAt }) => [id, page, writtenBy, addedAt])).toEqual(
      [
        ['said', 'documents', 'robin', NOW],
        ['first', 'documents', null, NOW],
      ],
    )
  })
})

describe('what an added page tells', () => {
  const phone = { token: 'phone', kind: 'phone', side: 'other' } as const
  const contact = { token: 'reach', kind: 'reach-phone', side: 'other' } as const
  const reviewedAt = async () =>
    (
      await queryRows<{ at: number | null }>(
        "select conflicts_reviewed_at as at from files where id = 'file'",
      )
    )[0]?.at

  it.each([
    ['initiating', 'other'],
    ['other', 'initiating'],
  ] as const)('is indexed on the side that the %s parent has in the file', async (side, expected) => {
    await addPage('first', { side, tokens: [phone] })
    expect(await queryRows("select file_id, side from match_tokens where token = 'phone'")).toEqual([
      { file_id: 'file', side: expected },
    ])
  })

  it('has conflicts reviewed again when it relates the file to another one, and only then', async () => {
    await insertFamily('related')
    await db.insert(matchTokens).values([
      { ...phone, fileId: 'related' },
      { ...contact, fileId: 'related' },
    ])
    await queryRows("update files set conflicts_reviewed_at = 5 where id = 'file'")
    await addPage('nothing new', { tokens: [contact, { ...phone, token: 'of nobody' }] })
    expect(await reviewedAt()).toBe(5)
    await addPage('related', { tokens: [phone], revision: 'nothing new' })
    expect(await reviewedAt()).toBeNull()
    await queryRows("update files set conflicts_reviewed_at = 6 where id = 'file'")
    await addPage('again', { tokens: [phone], revision: 'related' })
    expect(await reviewedAt()).toBe(6)
  })

  it('places a contact hold and replaces the contact rules, both or neither with the page', async () => {
    const contactHold = buildHold()
    const following = { contactHold, sealedContactRules: 'new rules', tokens: [phone] }
    await expectRefused(() => addPage('late', { ...following, revision: 'unknown' }))
    expect(await addPage('first', following)).toBe(true)
    expect(await queryRows('select id from contact_holds')).toEqual([{ id: 'hold' }])
    expect(await queryRows("select id from parents where sealed_contact_rules = 'new rules'")).toEqual([
      { id: 'initiating file' },
    ])
  })
})
