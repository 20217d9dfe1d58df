import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const fields = { ...intakeExamples.byOneParent.fields, noContactOrder: ['yes'] }

let team: Record<'robin' | 'camille' | 'jules', Visitor>
let file: { id: string; reference: string }

beforeEach(async () => {
  team = await createDeskTeam()
  await sendIntake(fields)
  const [sent] = await queryRows<{ id: string; reference: string }>('select id, reference from files')
  if (!sent) throw new Error('The intake opened a file')
  file = sent
  await queryRows("update files set lead_coordinator_id = null, stage = 'waiting'")
})

const post = (visitor: Visitor, path: string, body: object = {}) =>
  postJson(visitor, `/desk/api/files/${file.reference}/${path}`, body)
const get = (visitor: Visitor, panel: string) => visitor.get(`/desk/api/files/${file.reference}/${panel}`)
const take = (visitor: Visitor, coordinator: string) => post(visitor, 'assignment', { coordinator })

const everybody = ['robin', 'camille', 'jules'] as const

describe('a file that nobody has taken', () => {
  it.each(everybody)('opens no panel and no answer to %s, who is told to take it', async (name) => {
    const visitor = team[name]
    const asked = [
      ...['contact-holds', 'calls', 'appointments', 'messages'].map((panel) => () => get(visitor, panel)),
      () => post(visitor, 'readings/answers', { language: 'en' }),
      () => post(visitor, 'readings/safety-answers', { language: 'en', reason: 'screening' }),
      () => post(visitor, 'readings/other-contact', { language: 'en', authorisation: 'one' }),
      () => post(visitor, 'readings/call-sheet'),
      () => post(visitor, 'mail-stop', { side: 'initiating' }),
      () => post(visitor, 'access-code', { side: 'initiating' }),
    ]
    for (const ask of asked)
      expect(await (await expectNoChange(409, ask)).json()).toEqual({ code: 'file_not_taken' })
  })

  it('tells a summary, which is on record, and nothing else that the parent wrote', async () => {
    const answer = await post(team.camille, 'readings/summary', { language: 'en' })
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({
      rows: [
        { question: 'province', lines: ['Ontario'] },
        { question: 'urgency', lines: ['Within weeks'] },
      ],
      childCount: expect.any(Number),
    })
    const typed = Object.values(fields).flat().map(String)
    const told = new Set(['Ontario', 'ON', 'weeks'])
    for (const value of typed.filter((one) => one.length > 5 && !told.has(one)))
      expect(text).not.toContain(value)
    expect((await listAuditDetails(file.id)).at(-1)?.slice(0, 2)).toEqual(['camille-verdier', 'summary_read'])
    expect(await queryRows('select accepted_at, stage from files')).toEqual([
      { accepted_at: null, stage: 'waiting' },
    ])
  })

  it.each(everybody)('is told of to %s with its order, since anybody might call', async (name) => {
    const state = (await queryRows('select 1 from contact_holds')).length > 0 ? 'on-hold' : null
    expect(state).toBe('on-hold')
    const list = await (await team[name].get('/desk/api/files')).json()
    expect(list).toMatchObject({
      files: [],
      waiting: [
        { contactHoldState: state, language: 'en', lead: null, lastEventAt: null, facts: { parents: [] } },
      ],
    })
    expect(await (await get(team[name], 'header')).json()).toMatchObject({
      contactHoldState: state,
      locked: true,
    })
  })

  it('tells of what is urgent to whoever may take it or give it to somebody, and not once the parent withdrew', async () => {
    await queryRows("update parents set urgency = 'soon' where side = 'initiating'")
    const isUrgentFor = async (name: keyof typeof team) => {
      const { waiting } = (await (await team[name].get('/desk/api/files')).json()) as { waiting: object[] }
      expect(waiting).toHaveLength(1)
      return waiting[0] as { isUrgent: boolean; facts: object | null }
    }
    for (const name of everybody) expect(await isUrgentFor(name)).toMatchObject({ isUrgent: true })
    // Camille works with one of the parents in another family's file.
    await queryRows(`insert into files (id, reference, route, stage, created_at, accepted_at, lead_coordinator_id)
      values ('elsewhere', 'elsewhere', 'consent', 'open', 0, 0, 'camille-verdier')`)
    await queryRows(`insert into match_tokens (token, kind, file_id, side)
      select token, kind, 'elsewhere', side from match_tokens where side = 'initiating' and kind = 'email'`)
    const told = { isUrgent: false, facts: null, contactHoldState: null, unreachable: [] }
    expect(await isUrgentFor('camille')).toMatchObject(told)
    expect(await isUrgentFor('jules')).toMatchObject({ isUrgent: true })
    await queryRows('update parents set application_withdrawn_at = 1')
    expect(await isUrgentFor('jules')).toMatchObject({ isUrgent: false })
  })

  it('is not read by closing it first', async () => {
    await post(team.robin, 'closure')
    expect((await get(team.jules, 'header')).status).toBe(404)
    expect(await queryRows('select lead_coordinator_id as lead from files')).toEqual([{ lead: null }])
  })

  it('is not read by closing it as not genuine first, either', async () => {
    await postJson(team.robin, '/desk/api/not-genuine-closures', {
      references: [file.reference],
      reason: 'made-up',
    })
    await expectNoChange(403, () => post(team.robin, 'readings/answers', { language: 'en' }))
    expect((await post(team.robin, 'restoration', { reason: 'closed-by-mistake' })).status).toBe(204)
    await expectNoChange(409, () => post(team.robin, 'readings/answers', { language: 'en' }))
  })
})

describe('taking a file', () => {
  it.each([
    ['camille', 'camille-verdier'],
    ['jules', 'jules-hartwell'],
    ['robin', 'robin-ashdown'],
  ] as const)('makes %s its lead, who reads it then, on record', async (name, id) => {
    expect((await take(team[name], id)).status).toBe(204)
    expect((await listAuditDetails(file.id)).at(-1)).toEqual([id, 'assigned', { lead: id }])
    expect((await post(team[name], 'readings/answers', { language: 'en' })).status).toBe(200)
    expect(await queryRows('select status from parents where status is not null')).toEqual([
      { status: 'received' },
    ])
  })

  it('is done once, and closes the file to the others', async () => {
    const both = await Promise.all([
      take(team.camille, 'camille-verdier'),
      take(team.jules, 'jules-hartwell'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409])
    const [lead] = await queryRows<{ lead: string }>('select lead_coordinator_id as lead from files')
    const other = lead?.lead === 'jules-hartwell' ? team.camille : team.jules
    expect((await get(other, 'header')).status).toBe(404)
  })

  it('is for oneself; only an administrator gives it to another', async () => {
    await expectNoChange(403, () => take(team.jules, 'camille-verdier'))
    expect((await take(team.robin, 'camille-verdier')).status).toBe(204)
    await expectNoChange(404, () => take(team.jules, 'jules-hartwell'))
  })

  it('ends with giving it back: nobody reads it then', async () => {
    await take(team.camille, 'camille-verdier')
    await post(team.camille, 'reassignment')
    await expectNoChange(409, () => post(team.camille, 'readings/answers', { language: 'en' }))
  })
})
