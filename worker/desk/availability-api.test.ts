import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Availability } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { changesNothing, countRows, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { createCountingD1, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'

let camille: Visitor
let robin: Visitor
let calls: string[][]

beforeEach(async () => {
  await prepareDatabase()
  const team = await createAccessTeam()
  const counting = createCountingD1()
  calls = counting.calls
  camille = await team.createVisitor('camille@lantern-street.example.com', { DB: counting.DB })
  robin = await team.createVisitor('robin@lantern-street.example.com')
})
afterEach(() => {
  vi.restoreAllMocks()
})

const CAMILLE = 'camille-verdier'
const settings = practice.coordinators.find(({ id }) => id === CAMILLE)?.availability as Availability

const read = async (visitor: Visitor, of = CAMILLE) =>
  (await visitor.get(`/desk/api/availability/${of}`)).json()
const save = (visitor: Visitor, body: unknown, of = CAMILLE) =>
  visitor.request(`/desk/api/availability/${of}`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

describe('a coordinator’s availability', () => {
  it('are those of the settings until they save, and theirs from then on, each in one call', async () => {
    const of = { id: CAMILLE, name: 'Camille Verdier' }
    expect(await read(camille)).toEqual({ of, isOwn: true, revision: 0, rules: settings })
    const rules = { ...settings, noticeHours: 48, closed: [{ from: '2026-12-24', until: '2027-01-03' }] }
    const answer = await save(camille, { revision: 0, rules })
    expect([answer.status, await answer.json()]).toEqual([200, { revision: 1, rules }])
    expect(await read(camille)).toMatchObject({ revision: 1, rules })
    expect(calls).toHaveLength(3)
  })

  it('are not saved over what another window saved', async () => {
    expect((await save(camille, { revision: 0, rules: settings })).status).toBe(200)
    const late = { revision: 0, rules: { ...settings, noticeHours: 1 } }
    await expectNoChange(409, () => save(camille, late))
  })

  it('are everybody’s own, and anybody’s to an administrator', async () => {
    expect((await camille.get('/desk/api/availability/robin-ashdown')).status).toBe(403)
    const rules = { revision: 0, rules: settings }
    await expectNoChange(403, () => save(camille, rules, 'robin-ashdown'))
    expect(await read(robin)).toMatchObject({ isOwn: false, revision: 0 })
    expect((await save(robin, rules)).status).toBe(200)
    await expectNoChange(404, () => save(robin, rules, 'nobody'))
    expect(await queryRows('select coordinator_id from availability')).toEqual([{ coordinator_id: CAMILLE }])
  })

  const hour = { weekday: 1, from: '09:00', until: '12:00' }
  it.each([
    ['weekly.1.until', { weekly: [hour, { ...hour, until: '09:00' }] }],
    ['weekly.0.from', { weekly: [{ ...hour, from: '09:10' }] }],
    ['extra.0.date', { extra: [{ date: '', from: '09:00', until: '10:00' }] }],
    ['closed.0.until', { closed: [{ from: '2026-12-24', until: '2026-12-23' }] }],
    ['minutesApart', { minutesApart: 15 }],
    ['noticeHours', { noticeHours: -1 }],
    ['daysAhead', { daysAhead: null }],
    ['mostADay', { mostADay: 0 }],
    ['timeZone', { timeZone: 'Europe/Paris' }],
    ['offered', { offered: {} }],
    ['offered.video.individual', { offered: { video: { individual: 50, joint: 90 } } }],
  ])('are held to what content/booking/availability.ts says: %s', async (path, invalid) => {
    const answer = await changesNothing(() =>
      save(camille, { revision: 0, rules: { ...settings, ...invalid } }),
    )
    expect([answer.status, await answer.json()]).toEqual([422, { code: 'invalid', paths: [path] }])
  })

  it('names everything that is invalid at once', async () => {
    const answer = await save(camille, { revision: 0, rules: { ...settings, mostADay: 0, daysAhead: 0 } })
    expect(await answer.json()).toEqual({ code: 'invalid', paths: ['daysAhead', 'mostADay'] })
    for (const body of [{}, { revision: -1, rules: settings }, { revision: 0.5, rules: settings }])
      await expectNoChange(422, () => save(camille, body))
    expect(await countRows('availability')).toBe(0)
  })
})
