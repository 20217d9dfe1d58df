import { describe, expect, it } from 'vitest'
import { MIN_SHOWN_COUNT } from '../../content/numbers/number-measures.ts'
import { practice } from '../../content/practice.ts'
import { DAY_MS, HOUR_MS } from '../../content/time/units.ts'
import { authorisations, contactEntries, files, invitations, parents } from '../../db/schema.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { insertAppointmentInFile, insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { buildFileRow, buildParentRow, insertFilesLedBy } from '../../tests/support/file-rows.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import type { PracticeNumbers } from './practice-numbers.ts'

setUpPortal()

/** A day in the last period that has ended at `TEST_NOW`. */
const DAY_OF_LAST_PERIOD = Date.UTC(2026, 9, 20, 15)

async function signIn(name: 'robin' | 'camille' | 'jules', bindings = {}): Promise<Visitor> {
  return (await createAccessTeam()).createVisitor(`${name}@lantern-street.example.com`, bindings)
}

const loadNumbers = async (visitor: Visitor): Promise<PracticeNumbers> =>
  (await visitor.get('/desk/api/numbers')).json()
const loadLastPeriod = async () => (await loadNumbers(await signIn('camille'))).periods.at(-1)

type File = Partial<typeof files.$inferInsert>

/** Inserts files that came on one day, each with the parent who applied. */
async function insertFilesOf(count: number, file: File = {}): Promise<string[]> {
  const db = openTestDatabase()
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  for (const id of ids)
    await db.batch([
      db.insert(files).values(buildFileRow(id, { createdAt: DAY_OF_LAST_PERIOD, ...file })),
      db.insert(parents).values(buildParentRow(id, 'initiating', { status: 'received' })),
    ])
  return ids
}

const logCall = (
  fileId: string,
  happenedAt: number,
  entry: Partial<typeof contactEntries.$inferInsert> = {},
) =>
  openTestDatabase()
    .insert(contactEntries)
    .values({
      ...({ id: crypto.randomUUID(), fileId, side: 'initiating', direction: 'outgoing' } as const),
      ...({ channel: 'phone', outcome: 'no-answer', happenedAt, recordedAt: happenedAt } as const),
      ...{ recordedBy: 'camille-verdier', ...entry },
    })

describe('the numbers of the practice', () => {
  it('take one call to the database, and hold nothing by which a family could be told', async () => {
    await insertFamilyOfTwoParents('K7Q4-9MX2', { file: { createdAt: DAY_OF_LAST_PERIOD } })
    await insertFilesOf(6)
    const { DB, calls } = createCountingD1()
    const answer = await expectNoChange(200, async () =>
      (await signIn('camille', { DB })).get('/desk/api/numbers'),
    )
    expect(calls).toEqual([expect.anything()])
    const text = await answer.text()
    for (const told of ['Ottilie', 'K7Q4', 'sealed', String(DAY_OF_LAST_PERIOD)])
      expect(text).not.toContain(told)
  })

  it('count intakes by route, and none that nobody genuine sent', async () => {
    await insertFilesOf(7)
    await insertFilesOf(5, { route: 'one-parent' })
    await insertFilesOf(3, { stage: 'not-genuine' })
    expect((await loadLastPeriod())?.intakes).toEqual({ consent: 7, 'court-order': null, 'one-parent': 5 })
  })

  it('leave out what is closed as not genuine later, with its calls, and count it again once it is restored', async () => {
    const ids = await insertFilesOf(6)
    for (const id of ids) await logCall(id, DAY_OF_LAST_PERIOD + 2 * DAY_MS)
    const counted = async () => {
      const period = await loadLastPeriod()
      return [period?.intakes.consent, period?.daysToFirstCall.median]
    }
    const setStage = (stage: string, count: number) =>
      queryRows(
        'update files set stage = ? where id in (select value from json_each(?))',
        stage,
        JSON.stringify(ids.slice(0, count)),
      )
    expect(await counted()).toEqual([6, 2])
    await setStage('not-genuine', 1)
    expect(await counted()).toEqual([5, 2])
    await setStage('not-genuine', 2)
    expect(await counted()).toEqual([null, null])
    await setStage('new', 2)
    expect(await counted()).toEqual([6, 2])
  })

  it('withhold every count under five, zero among them, and show no sum from which one follows', async () => {
    for (const count of [0, 1, 4]) {
      await queryRows('delete from parents')
      await queryRows('delete from files')
      await insertFilesOf(count)
      await insertFilesOf(9, { route: 'court-order' })
      const numbers = await loadNumbers(await signIn('robin'))
      expect(numbers.periods.at(-1)?.intakes.consent).toBeNull()
      const shown =
        JSON.stringify({ ...numbers, loads: [] })
          .match(/(?<=[:[,])\d+(?=[,}\]])/g)
          ?.map(Number) ?? []
      expect(shown).toContain(9)
      // Neither all intakes, nor the withheld ones.
      for (const sum of count === 0 ? [0] : [count, 9 + count]) {
        const settings = [numbers.weeks]
        expect(shown.filter((number) => !settings.includes(number))).not.toContain(sum)
      }
    }
  })

  it('count in periods that have ended, and that never overlap in part', async () => {
    const { periods, weeks } = await loadNumbers(await signIn('camille'))
    expect(periods).toHaveLength(13)
    expect(periods.at(-1)).toMatchObject({ firstDay: '2026-10-05', lastDay: '2026-11-01' })
    for (const [at, { firstDay, lastDay }] of periods.entries()) {
      expect((Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS).toBe(weeks * 7 - 1)
      const next = periods[at + 1]
      if (next) expect(Date.parse(next.firstDay) - Date.parse(lastDay)).toBe(DAY_MS)
    }
    await insertFilesOf(8, { createdAt: Date.UTC(2026, 10, 10) })
    expect((await loadLastPeriod())?.intakes.consent).toBeNull()
  })

  it('measure the time to the first call by the parent who applied, by what was amended last', async () => {
    const ids = await insertFilesOf(10)
    for (const [at, id] of ids.entries()) {
      await logCall(id, DAY_OF_LAST_PERIOD + at * DAY_MS - HOUR_MS * (at === 0 ? 0 : 1))
      // Neither an e-mail nor a call to the other parent is one.
      await logCall(id, DAY_OF_LAST_PERIOD, { channel: 'email' })
      await logCall(id, DAY_OF_LAST_PERIOD, { side: 'other', direction: 'incoming', outcome: 'reached' })
    }
    expect((await loadLastPeriod())?.daysToFirstCall).toEqual({ median: 4, ninetieth: 8 })
    const [first] = await queryRows<{ id: string; file_id: string }>(
      `select id, file_id from contact_entries where happened_at = ${DAY_OF_LAST_PERIOD} and channel = 'phone'
        and side = 'initiating'`,
    )
    await logCall(first?.file_id ?? '', DAY_OF_LAST_PERIOD + 9.5 * DAY_MS, { amendsId: first?.id })
    expect((await loadLastPeriod())?.daysToFirstCall).toEqual({ median: 5, ninetieth: 9 })
  })

  it('measure the time to the first session that was held', async () => {
    const ids = await insertFilesOf(5)
    for (const [at, id] of ids.entries()) {
      const startsAt = DAY_OF_LAST_PERIOD + (at + 3) * DAY_MS
      await openTestDatabase().insert(parents).values(buildParentRow(id, 'other'))
      await insertAppointmentInFile(id, `session of ${id}`, startsAt, { outcome: 'attended' })
      await insertAppointmentInFile(id, `missed ${id}`, startsAt - DAY_MS - 2 * HOUR_MS, {
        ...{ outcome: 'missed', coordinatorId: 'robin-ashdown' },
      })
      await insertAppointmentInFile(id, `cancelled ${id}`, DAY_OF_LAST_PERIOD, { cancelledAt: 1 })
    }
    expect((await loadLastPeriod())?.daysToFirstSession).toEqual({ median: 5, ninetieth: null })
  })

  it('count authorisations that were given, withdrawn, and led to a second intake', async () => {
    const db = openTestDatabase()
    const at = DAY_OF_LAST_PERIOD + DAY_MS
    for (const [nth, id] of (await insertFilesOf(7)).entries()) {
      const authorisationId = `authorisation ${id}`
      await db.insert(authorisations).values({
        ...{ id: authorisationId, parentId: `initiating ${id}`, createdAt: at, grantedAt: at },
        withdrawnAt: nth < 4 ? at + DAY_MS : null,
      })
      if (nth < 5)
        await db.insert(invitations).values({
          ...{ id, authorisationId, codeHash: id, createdAt: at, expiresAt: at },
          acceptedAt: at + DAY_MS,
        })
    }
    expect((await loadLastPeriod())?.authorisations).toEqual({
      granted: 7,
      withdrawn: null,
      secondIntakes: 5,
    })
  })

  it('count the families who wait, and how long half of them have', async () => {
    await insertFilesOf(4, { stage: 'waiting' })
    const camille = await signIn('camille')
    expect((await loadNumbers(camille)).waiting).toEqual({ families: null, medianDays: null })
    await insertFilesOf(1, { stage: 'waiting' })
    expect((await loadNumbers(camille)).waiting).toEqual({ families: 5, medianDays: 34 })
  })

  it('show each coordinator their own load, and an administrator every load', async () => {
    await insertFilesLedBy('camille-verdier', 6)
    await insertFilesLedBy('camille-verdier', 2, { acceptedAt: null })
    await insertFilesLedBy('jules-hartwell', 4)
    const camille = {
      coordinator: { id: 'camille-verdier', name: 'Camille Verdier' },
      ...{ carried: 6, unread: 2, capacity: 10 },
    }
    expect((await loadNumbers(await signIn('camille'))).loads).toEqual([camille])
    const { loads, mayExport } = await loadNumbers(await signIn('robin'))
    expect(mayExport).toBe(true)
    expect(loads).toContainEqual(camille)
    expect(loads.map(({ carried }) => carried)).toEqual([0, 6, 4])
  })
})

describe('the spreadsheet', () => {
  const SPREADSHEET = '/desk/api/numbers/spreadsheet'

  it('is for administrators alone', async () => {
    for (const name of ['camille', 'jules'] as const)
      expect((await (await signIn(name)).get(SPREADSHEET)).status).toBe(403)
  })

  it('has the numbers of the page, no names, and a byte order mark', async () => {
    await insertFilesOf(6)
    await insertFilesLedBy('camille-verdier', 7)
    const answer = await expectNoChange(200, async () => (await signIn('robin')).get(SPREADSHEET))
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="numbers-2026-11-01.csv"')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines[0]).toBe('"What is counted","First day","Last day","Number"')
    expect(lines).toContain('"Intakes, By consent","2026-10-05","2026-11-01",6')
    expect(lines).toContain('"Intakes, By court order","2026-10-05","2026-11-01","under 5"')
    expect(lines).toContain('"Days to the first call, median","2026-10-05","2026-11-01","too few"')
    expect(lines.slice(-4)).toEqual([
      '"Files that a coordinator works on","","",7',
      '"Files that a coordinator works on","","","under 5"',
      '"Files that a coordinator works on","","","under 5"',
      '',
    ])
    for (const { name, id } of practice.coordinators)
      for (const told of [name, id]) expect(lines.join()).not.toContain(told)
    // No number under the least that is shown, whatever it counts.
    const counts = lines
      .filter((line) => !line.includes('Days'))
      .flatMap((line) => /,(\d+)$/.exec(line)?.[1] ?? [])
    expect(counts.map(Number).filter((count) => count < MIN_SHOWN_COUNT)).toEqual([])
  })

  it('is written for a French spreadsheet program', async () => {
    const text = await (await (await signIn('robin')).get(`${SPREADSHEET}?language=fr`)).text()
    expect(text).toContain('"Demandes, D’un commun accord";"2026-10-05";"2026-11-01";"moins de 5"')
  })
})
