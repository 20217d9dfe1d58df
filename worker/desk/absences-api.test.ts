import { beforeEach, describe, expect, it } from 'vitest'
import { selectAvailability } from '../../db/availability.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { resolveAvailability } from '../booking/openings/effective-availability.ts'

setUpPortal()

const CAMILLE = 'camille-verdier'
const year = new Date().getUTCFullYear() + 1
const absence = {
  ...{ id: '5d0c1d8e-7f0e-4c6a-8d5e-2b3c4d5e6f70', standIn: 'jules-hartwell' },
  ...{ fromDay: `${year}-03-01`, untilDay: `${year}-03-14` },
}

let team: Record<'robin' | 'camille' | 'jules', Visitor>
beforeEach(async () => {
  team = await createDeskTeam()
})

const add = (visitor: Visitor, changes: object = {}, of = CAMILLE) =>
  postJson(visitor, `/desk/api/absences/${of}`, { ...absence, ...changes })
const list = async (visitor: Visitor, of = CAMILLE) =>
  (await (await visitor.get(`/desk/api/absences/${of}`)).json()) as { absences: object[] }

describe('the days on which a coordinator is away', () => {
  it('are told with who stands in, and end when they are removed', async () => {
    expect((await add(team.camille)).status).toBe(204)
    const { standIn: _, ...days } = absence
    const told = { ...days, standIn: { id: 'jules-hartwell', name: 'Jules Hartwell' } }
    expect(await list(team.camille)).toEqual({ absences: [told] })
    expect(await list(team.robin)).toEqual({ absences: [told] })
    const { status } = await team.camille.request(`/desk/api/absences/${CAMILLE}/${absence.id}`, {
      method: 'DELETE',
    })
    expect([status, await list(team.camille)]).toEqual([204, { absences: [] }])
  })

  it('are changed, with who stands in, and never into those of another absence', async () => {
    await add(team.camille)
    const change = (visitor: Visitor, changes: object = {}) => {
      const { id, ...entered } = absence
      return visitor.request(`/desk/api/absences/${CAMILLE}/${id}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...entered, ...changes }),
      })
    }
    expect((await change(team.camille, { untilDay: `${year}-03-20`, standIn: null })).status).toBe(204)
    expect(await list(team.camille)).toMatchObject({
      absences: [{ fromDay: absence.fromDay, untilDay: `${year}-03-20`, standIn: null }],
    })
    const other = { id: crypto.randomUUID(), fromDay: `${year}-04-01`, untilDay: `${year}-04-05` }
    await add(team.camille, other)
    await expectNoChange(422, () => change(team.camille, { untilDay: `${year}-04-01` }))
    await expectNoChange(422, () => change(team.camille, { untilDay: `${year}-02-01` }))
    await expectNoChange(422, () => change(team.camille, { untilDay: `${year + 2}-03-01` }))
    await expectNoChange(403, () => change(team.jules))
    await queryRows('delete from absences')
    await expectNoChange(422, () => change(team.camille))
  })

  it('are entered by each for themselves, and for anybody by an administrator, who is on record', async () => {
    await expectNoChange(403, () => add(team.jules))
    expect((await team.jules.get(`/desk/api/absences/${CAMILLE}`)).status).toBe(403)
    expect((await add(team.robin)).status).toBe(204)
    await expectNoChange(404, () => add(team.robin, {}, 'nobody'))
    expect(await queryRows('select created_by as by from absences')).toEqual([{ by: 'robin-ashdown' }])
    await expectNoChange(403, () =>
      team.jules.request(`/desk/api/absences/${CAMILLE}/${absence.id}`, { method: 'DELETE' }),
    )
  })

  it.each<[string, object]>([
    ['end before they begin', { untilDay: `${year}-02-01` }],
    ['are past', { fromDay: '2026-01-01', untilDay: '2026-01-02' }],
    ['name nobody of the practice', { standIn: 'somebody' }],
    ['name the same person', { standIn: CAMILLE }],
  ])('are refused when they %s', async (_, changes) => {
    await expectNoChange(422, () => add(team.camille, changes))
  })

  it('never overlap, since then two would stand in', async () => {
    await add(team.camille)
    const other = { id: crypto.randomUUID(), fromDay: `${year}-03-14`, untilDay: `${year}-03-20` }
    await expectNoChange(422, () => add(team.camille, other))
    expect((await add(team.camille, { ...other, fromDay: `${year}-03-15` })).status).toBe(204)
  })

  it('are days without openings, whether the coordinator saved hours or not, and begin in their own time zone', async () => {
    await add(team.camille)
    const closed = { from: absence.fromDay, until: absence.untilDay }
    const rows = await selectAvailability(openTestDatabase(), CAMILLE)
    expect(resolveAvailability(CAMILLE, rows)).toMatchObject({ revision: 0 })
    expect(resolveAvailability(CAMILLE, rows)?.availability.closed).toContainEqual(closed)
    expect(resolveAvailability('robin-ashdown', rows)?.availability.closed).not.toContainEqual(closed)
    const [stored] = await queryRows<{ begins: number; ends: number }>(
      'select from_at as begins, until_at as ends from absences',
    )
    // The clocks of Toronto change in the night to the last day.
    expect([stored?.begins, stored?.ends]).toEqual([
      Date.parse(`${year}-03-01T00:00-05:00`),
      Date.parse(`${year}-03-15T00:00-04:00`),
    ])
  })
})
