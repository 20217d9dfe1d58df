import { describe, expect, it } from 'vitest'
import { waitingPlaceWording } from '../../content/file/page-wording.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { assignFile } from '../../db/files.ts'
import { files } from '../../db/schema.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { buildAuditEvent, buildFileRow, nothingSpeaksAgainst } from '../../tests/support/file-rows.ts'
import { mergeFilesWithoutObjection } from '../../tests/support/merge-files.ts'
import { createParentWithFile } from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { estimateWeeksToWait } from './waiting-place.ts'

setUpPortal()
const db = openTestDatabase()
const WEEK = 7 * DAY_MS

/** Inserts families that came before, whose files wait. */
const insertWaiting = (...ids: string[]) =>
  db
    .insert(files)
    .values(
      ids.map((id) => buildFileRow(id, { stage: 'waiting', createdAt: TEST_NOW - DAY_MS, acceptedAt: null })),
    )

/** Inserts families who waited some weeks and whose files were accepted since. */
const insertFormer = (...weeks: number[]) =>
  db
    .insert(files)
    .values(
      weeks.map((count, nth) =>
        buildFileRow(`former ${nth}`, { createdAt: 1, leftWaitingAt: 1 + count * WEEK }),
      ),
    )

async function createWaitingParent(overrides = {}) {
  const file = await createParentWithFile({ lead: null, parent: { status: 'waiting' }, overrides })
  await queryRows("update files set stage = 'waiting' where id = ?", file.fileId)
  return file
}

const openYourFile = async (parent: Visitor, path = '/file/') => parseVisiblePage(await parent.get(path))

describe('a place in the waiting list', () => {
  it.each(languages)('is told in plain words, in %s', async (language) => {
    const { parent } = await createWaitingParent()
    const path = localisePath(language, '/file/')
    const { cases } = waitingPlaceWording
    expect((await openYourFile(parent, path)).text).toContain(cases.next[language])
    await insertWaiting('first')
    expect((await openYourFile(parent, path)).text).toContain(cases.one[language])
    await insertWaiting('second', 'third')
    expect((await openYourFile(parent, path)).text).toContain(`3 ${cases.several[language]}`)
  })

  it('counts nobody who came later, left the list or was closed, and is told to nobody who does not wait', async () => {
    const { parent, parentId } = await createWaitingParent()
    await insertWaiting('later', 'led', 'closed')
    await queryRows('update files set created_at = ? where id = ?', TEST_NOW + 1, 'later')
    await queryRows("update files set lead_coordinator_id = 'robin-ashdown', stage = 'new' where id = 'led'")
    await queryRows("update files set stage = 'closed' where id = 'closed'")
    expect((await openYourFile(parent)).shown).toContain('place-next')
    await queryRows("update parents set status = 'received' where id = ?", parentId)
    expect((await openYourFile(parent)).shown).not.toContain('place')
  })

  it('tells how long families usually wait from five on, of those accepted since', async () => {
    const { parent } = await createWaitingParent()
    await insertFormer(5, 6, 7, 20)
    expect((await openYourFile(parent)).shown).not.toContain('place-weeks')
    await db
      .insert(files)
      .values(buildFileRow('unread', { createdAt: 1, leftWaitingAt: WEEK, acceptedAt: null }))
    expect((await openYourFile(parent)).shown).not.toContain('place-weeks')
    await queryRows("update files set accepted_at = 9 where id = 'unread'")
    const page = await openYourFile(parent)
    expect([page.slots['weeks-from'], page.slots['weeks-to']]).toEqual(['5', '7'])
  })

  it('leads to saying that it has become urgent', async () => {
    const { parent } = await createWaitingParent()
    expect(
      (await openYourFile(parent)).links.filter(({ href }) => href === '/file/more/urgent/'),
    ).toHaveLength(2)
  })

  it('comes in the one call that opens “Your file”', async () => {
    const { DB, calls } = createCountingD1()
    const { parent } = await createWaitingParent({ DB })
    calls.length = 0
    await parent.get('/file/')
    expect(calls).toHaveLength(1)
  })

  it('stays the same when the file is merged into the one that the other parent sent before', async () => {
    const theirs = await createWaitingParent()
    await queryRows('update files set created_at = created_at - 5 where id = ?', theirs.fileId)
    const mine = await createWaitingParent()
    await insertWaiting('another')
    const before = await (await mine.parent.get('/file/')).text()
    const event = (fileId: string) => buildAuditEvent(fileId, 'robin-ashdown', 'files_merged', TEST_NOW)
    expect(
      await mergeFilesWithoutObjection(db, { from: event(mine.fileId), into: event(theirs.fileId) }),
    ).toBe(true)
    expect(await (await mine.parent.get('/file/')).text()).toBe(before)
  })
})

it('is the same for a parent who joined the file later, as for the one who began it', async () => {
  const { parent, fileId } = await createWaitingParent()
  await queryRows('update files set created_at = ?', TEST_NOW - 2)
  await queryRows('update submissions set sent_at = ?', TEST_NOW - 2)
  await insertWaiting('before', 'between')
  await queryRows('update files set created_at = ? where id = ?', TEST_NOW - 1, 'between')
  const other = await createParentWithFile({ parent: { status: 'waiting', invitationAcceptedAt: TEST_NOW } })
  await queryRows(`delete from parents where id = 'other of ${fileId}'`)
  await queryRows("update parents set file_id = ?, side = 'other' where id = ?", fileId, other.parentId)
  for (const visitor of [parent, other.parent]) {
    const { shown } = await openYourFile(visitor)
    expect([...shown].filter((name) => name.startsWith('place'))).toEqual(['place', 'place-one'])
  }
})

it('a file leaves the list when somebody leads it, and only from the list', async () => {
  await insertWaiting('waiting')
  await db.insert(files).values(buildFileRow('open'))
  for (const id of ['waiting', 'open'])
    await assignFile(db, buildAuditEvent(id, 'robin-ashdown', 'assigned', TEST_NOW), {
      ...{ transition: 'assign', coordinatorId: 'camille-verdier', previousLeadId: null, message: undefined },
      allowedCondition: nothingSpeaksAgainst,
    })
  expect(await queryRows('select id, left_waiting_at as at from files order by id')).toEqual([
    { id: 'open', at: null },
    { id: 'waiting', at: TEST_NOW },
  ])
})

it('what is usual is the middle half, in whole weeks that differ', () => {
  expect(estimateWeeksToWait([1, 2, 3, 4].map((week) => week * WEEK))).toBeUndefined()
  expect(estimateWeeksToWait([1, 5, 6, 8, 30].map((week) => week * WEEK))).toEqual({ from: 5, to: 8 })
  expect(estimateWeeksToWait([0, 0, 0, 0, 0])).toEqual({ from: 1, to: 2 })
  expect(estimateWeeksToWait([4, 4, 4, 4, 4].map((week) => week * WEEK))).toEqual({ from: 4, to: 5 })
})
