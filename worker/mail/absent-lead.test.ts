import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { addAbsence } from '../../db/absences.ts'
import { queueMessagesToLeadStatement } from '../../db/lead-routing.ts'
import { files, matchTokens } from '../../db/schema.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { buildFileRow } from '../../tests/support/file-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { runScheduledAt, setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { bindings, openTestDatabase } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { createLeadRoutedFileNewsMessages } from './coordinator-messages.ts'
import { drainOutbox } from './drain.ts'

const deliveries = setUpPortal()
const db = openTestDatabase()
const [ROBIN, CAMILLE, JULES] = ['robin-ashdown', 'camille-verdier', 'jules-hartwell'] as const

let fileId: string
beforeEach(async () => {
  await sendIntake(intakeExamples.byOneParent.fields)
  const [file] = await queryRows<{ id: string }>('select id from files')
  fileId = file?.id ?? ''
  await leadBy(CAMILLE)
  deliveries.length = 0
})

const leadBy = (coordinatorId: string | null) =>
  queryRows('update files set lead_coordinator_id = ? where id = ?', coordinatorId, fileId)

const beAway = (coordinatorId: string, standInId: string | null, begins = -1) =>
  addAbsence(db, {
    ...{ id: coordinatorId, coordinatorId, standInId, fromDay: '2026-01-01', untilDay: '2026-01-07' },
    ...{ fromAt: TEST_NOW + begins * DAY_MS, untilAt: TEST_NOW + (begins + 7) * DAY_MS },
    ...{ createdBy: coordinatorId, createdAt: TEST_NOW },
  })

/** Lets a coordinator lead another family's file in which one of the parents occurs. */
async function giveConflict(leadCoordinatorId: string): Promise<void> {
  await db.insert(files).values(buildFileRow('another family', { leadCoordinatorId }))
  await db.insert(matchTokens).values(
    [fileId, 'another family'].map((one) => ({
      ...{ token: 'shared', kind: 'email' as const, fileId: one, side: 'initiating' as const },
    })),
  )
}

/** Prepares the news that something has become urgent, as a parent would cause it. */
const prepareNews = (standInIds?: readonly string[], actorId?: string) =>
  createLeadRoutedFileNewsMessages(
    parseEnvironment(bindings),
    { fileId, fileReference: 'K7Q4-9MX2', standInIds, actorId },
    'urgent',
    TEST_NOW,
  )

async function queueNews(): Promise<void> {
  await queueMessagesToLeadStatement(db, fileId, await prepareNews())
}

async function listReaders(): Promise<string[]> {
  await runScheduledAt(TEST_NOW + 60_000)
  return deliveries.map(({ to }) => String(to).split('@')[0] ?? '').toSorted()
}

describe('the news of a file', () => {
  it.each<[string, () => unknown, string[]]>([
    ['goes to the lead, and to nobody else', () => undefined, ['camille']],
    ['goes to who stands in too, while the lead is away', () => beAway(CAMILLE, JULES), ['camille', 'jules']],
    ['goes to the lead alone before they are away', () => beAway(CAMILLE, JULES, 2), ['camille']],
    ['goes to an administrator too when nobody stands in', () => beAway(CAMILLE, null), ['camille', 'robin']],
    [
      'goes to an administrator, not to a stand-in in conflict',
      async () => [await beAway(CAMILLE, JULES), await giveConflict(JULES)],
      ['camille', 'robin'],
    ],
    [
      'goes to an administrator when the stand-in is away too',
      async () => [await beAway(CAMILLE, JULES), await beAway(JULES, ROBIN)],
      ['camille', 'robin'],
    ],
    [
      'goes to an administrator when the stand-in has left the practice',
      () => beAway(CAMILLE, 'somebody-gone'),
      ['camille', 'robin'],
    ],
    [
      'goes to an administrator when the lead has left the practice',
      () => leadBy('somebody-gone'),
      ['robin'],
    ],
    ['goes to an administrator when nobody leads', () => leadBy(null), ['robin']],
    [
      'goes once to an administrator who leads and is away, with nobody to stand in',
      async () => [await leadBy(ROBIN), await beAway(ROBIN, null)],
      ['robin'],
    ],
  ])('%s', async (_, arrange, readers) => {
    await arrange()
    await queueNews()
    expect(await listReaders()).toEqual(readers)
  })

  it.each<[string, () => unknown, string, string[]]>([
    ['who stands in', () => beAway(CAMILLE, JULES), JULES, ['camille']],
    ['an administrator', () => leadBy(null), ROBIN, []],
    ['an administrator while the lead has left', () => leadBy('somebody-gone'), ROBIN, []],
    ['the lead', () => beAway(CAMILLE, JULES), CAMILLE, ['jules']],
  ])(
    'is not told to whoever did what it tells, and to the others alike: %s',
    async (_, arrange, actorId, readers) => {
      await arrange()
      await queueMessagesToLeadStatement(db, fileId, await prepareNews(undefined, actorId))
      expect(await listReaders()).toEqual(readers)
    },
  )

  it('does not leave for a stand-in who has a conflict of interest by then, or for one whose lead is back', async () => {
    await beAway(CAMILLE, JULES)
    await queueNews()
    await giveConflict(JULES)
    expect(await listReaders()).toEqual(['camille'])
    deliveries.length = 0
    await queryRows('delete from match_tokens')
    await queueNews()
    await queryRows('delete from absences')
    expect(await listReaders()).toEqual(['camille'])
  })

  it('is prepared for those who may stand in now, and for nobody where nobody is away', async () => {
    const listStandIns = async (standInIds: readonly string[]) =>
      (await prepareNews(standInIds)).flatMap(({ row }) => row.standInId ?? [])
    expect(await listStandIns([])).toEqual([])
    expect(await listStandIns([JULES])).toEqual([JULES])
    expect(await prepareNews([])).toHaveLength(practice.coordinators.length + 1)
  })

  it('goes to an administrator when the absence began after it was prepared', async () => {
    const prepared = await prepareNews([])
    await beAway(CAMILLE, JULES)
    await queueMessagesToLeadStatement(db, fileId, prepared)
    expect(await listReaders()).toEqual(['camille', 'robin'])
  })

  it('waits for a run that asks who is away, when another one asks who leads alone', async () => {
    await beAway(CAMILLE, JULES)
    await queueNews()
    await drainOutbox(parseEnvironment(bindings), Date.now, { dependencies: ['present-lead', 'parent'] })
    expect(deliveries.map(({ to }) => String(to).split('@')[0])).toEqual(['camille'])
    expect(await listReaders()).toEqual(['camille', 'jules'])
  })

  it('tells a stand-in why they get it, and nothing that a parent wrote', async () => {
    await beAway(CAMILLE, JULES)
    await queueNews()
    await listReaders()
    const sent = deliveries.find(({ to }) => String(to).startsWith('jules'))
    expect(sent?.text).toContain('you stand in')
    expect(sent?.text).not.toContain('Camille')
  })
})
