import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Objection } from '../../content/file/overrides.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { files, matchTokens } from '../../db/schema.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { buildFileRow } from '../../tests/support/file-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { runScheduledAt, setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { beAwayThisWeek } from '../../tests/support/stand-ins.ts'
import { openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

const db = openTestDatabase()
/** The coordinator to whom files are given, as the practice's settings have them. */
const assigned = practice.coordinators[0] as (typeof practice.coordinators)[number]
const { languages, capacity } = assigned
afterEach(() => void Object.assign(assigned, { languages, capacity }))

let team: Record<'robin' | 'camille' | 'jules', Visitor>
const deliveries = setUpPortal()

beforeEach(async () => {
  team = await createDeskTeam()
})

const { fields } = intakeExamples.byOneParent

/** Sends an intake of a family and takes its file from whoever leads. Gives the file. */
async function sendUnassigned(changes: typeof fields) {
  await sendIntake({ ...fields, ...changes })
  const [file] = await queryRows<{ id: string; reference: string }>('select id, reference from files')
  if (!file) throw new Error('The intake opened a file')
  await queryRows('update files set lead_coordinator_id = null')
  return file
}

/** Lets a coordinator lead another family's file in which one of the parents occurs. */
async function giveConflict(fileId: string, leadCoordinatorId: string): Promise<void> {
  const id = `conflict of ${leadCoordinatorId}`
  await db.insert(files).values(buildFileRow(id, { leadCoordinatorId, createdAt: Date.now() - 1 }))
  await db.insert(matchTokens).values(
    [id, fileId].map((one) => ({
      token: id,
      kind: 'email' as const,
      fileId: one,
      side: 'initiating' as const,
    })),
  )
}

const post = (visitor: Visitor, reference: string, path: string, body: object) =>
  postJson(visitor, `/desk/api/files/${reference}/${path}`, body)
const headerOf = async (visitor: Visitor, reference: string) =>
  (await (await visitor.get(`/desk/api/files/${reference}/header`)).json()) as {
    approval: { sequence: number }
  }
const askingOf = async (visitor: Visitor) =>
  ((await (await visitor.get('/desk/api/files')).json()) as { asking: object[] }).asking

/** Declines whatever somebody asks about a file. */
async function answer(visitor: Visitor, reference: string): Promise<void> {
  const { sequence: request } = (await headerOf(visitor, reference)).approval
  await post(visitor, reference, 'approvals', { request, approves: false })
}

describe('giving a file to a coordinator', () => {
  const body = { coordinator: 'robin-ashdown' }
  const override = { ...body, overrides: ['not-licensed'], reason: 'urgent' }

  it('names first that they are not licensed where the children live, and waits for a second person', async () => {
    const { id, reference } = await sendUnassigned({ province: ['BC'] })
    const { robin, camille, jules } = team
    const assign = (given: object) => post(robin, reference, 'assignment', given)
    const refused = await expectNoChange(409, () => assign(body))
    expect(await refused.json()).toEqual({
      code: 'override_needed',
      objections: [{ objection: 'not-licensed', name: 'Robin Ashdown', province: 'BC' }],
      askedOf: ['Camille Verdier', 'Jules Hartwell'],
    })
    // A reason for part of it, or none, asks nobody.
    await expectNoChange(409, () => assign({ ...body, overrides: ['not-licensed'] }))
    await expectNoChange(409, () => assign({ ...override, overrides: ['language'] }))
    const asked = await assign(override)
    expect([asked.status, await asked.json()]).toEqual([
      409,
      { code: 'approval_requested', askedOf: ['Camille Verdier', 'Jules Hartwell'] },
    ])
    expect(await queryRows('select lead_coordinator_id as lead from files')).toEqual([{ lead: null }])

    expect(await askingOf(robin)).toEqual([])
    for (const other of [camille, jules])
      expect(await askingOf(other)).toMatchObject([{ reference, askedBy: { id: 'robin-ashdown' } }])
    const { approval } = await headerOf(jules, reference)
    expect(approval).toMatchObject({
      ...{ isGiven: false, decision: 'assignment', about: { id: 'robin-ashdown' }, into: null },
      ...{ overrides: ['not-licensed'], reason: 'urgent', approvedBy: null },
    })
    const { sequence } = approval
    const approve = (visitor: Visitor, request = sequence) =>
      post(visitor, reference, 'approvals', { request, approves: true })
    await expectNoChange(403, () => approve(robin))
    await expectNoChange(409, () => approve(jules, sequence - 1))
    expect((await approve(jules)).status).toBe(204)
    expect((await approve(camille)).status).toBe(403)
    expect(await askingOf(camille)).toEqual([])

    expect((await assign(body)).status).toBe(204)
    const facts = { overridesLicence: true, overrideReason: 'urgent' }
    const about = { decision: 'assignment', about: 'robin-ashdown', ...facts }
    expect((await listAuditDetails(id)).slice(-3)).toEqual([
      ['robin-ashdown', 'approval_requested', about],
      ['jules-hartwell', 'approval_given', { ...about, askedBy: 'robin-ashdown' }],
      ['robin-ashdown', 'assigned', { lead: 'robin-ashdown', ...facts, approvedBy: 'jules-hartwell' }],
    ])
  })

  it('needs no second person where everybody else has a conflict of interest', async () => {
    const { id, reference } = await sendUnassigned({ province: ['BC'] })
    for (const other of ['camille-verdier', 'jules-hartwell']) await giveConflict(id, other)
    const refused = await post(team.robin, reference, 'assignment', body)
    expect(await refused.json()).toMatchObject({ code: 'override_needed', askedOf: [] })
    expect((await post(team.robin, reference, 'assignment', override)).status).toBe(204)
  })

  it('tells those who may agree by e-mail, with the reference, the decision and a link, and nothing else', async () => {
    const { id, reference } = await sendUnassigned({ province: ['BC'] })
    await giveConflict(id, 'camille-verdier')
    deliveries.length = 0
    await post(team.robin, reference, 'assignment', override)
    await runScheduledAt(TEST_NOW + 60_000)
    expect(deliveries.map(({ to, subject }) => [to, subject])).toEqual([
      ['jules@lantern-street.example.com', `Your agreement is asked in file ${reference}`],
    ])
    const [{ text, body: sent } = { text: '', body: '' }] = deliveries
    expect(text).toContain(`decision in file ${reference}: Who leads.`)
    expect(text).toContain(`/desk/files/${reference}/`)
    const typed = Object.values(fields)
      .flat()
      .filter((value) => /[ @]/.test(value))
    for (const secret of ['urgent', 'cannot wait', 'Robin', 'licence', ...typed])
      expect(sent).not.toContain(secret)
  })

  it.each([
    ['was answered meanwhile', async (reference: string) => answer(team.camille, reference)],
    [
      'is of somebody in conflict by then',
      async (_: string, id: string) => giveConflict(id, 'jules-hartwell'),
    ],
  ])('sends no e-mail about a request that %s', async (_, happen) => {
    const { id, reference } = await sendUnassigned({ province: ['BC'] })
    await post(team.robin, reference, 'assignment', override)
    await happen(reference, id)
    deliveries.length = 0
    await runScheduledAt(TEST_NOW + 60_000)
    expect(deliveries.map(({ to }) => to)).not.toContain('jules@lantern-street.example.com')
  })

  it('does not go on after a second person declined', async () => {
    const { reference } = await sendUnassigned({ province: ['BC'] })
    await post(team.robin, reference, 'assignment', override)
    await answer(team.jules, reference)
    await expectNoChange(409, () => post(team.robin, reference, 'assignment', body))
  })

  it.each<[Objection, () => Promise<unknown>]>([
    ['language', async () => Object.assign(assigned, { languages: ['en'] })],
    ['no-room', async () => Object.assign(assigned, { capacity: 0 })],
    [
      'others-waited-longer',
      async () => {
        await queryRows(`insert into files (id, reference, route, stage, created_at)
          values ('longer', 'W41T-1NGX', 'consent', 'waiting', 1)`)
        await queryRows("update files set stage = 'waiting'")
      },
    ],
  ])(
    'names what else speaks against it, and is done once a second person agreed: %s',
    async (objection, arrange) => {
      const { id, reference } = await sendUnassigned({ province: ['ON'], language: ['fr'] })
      await arrange()
      const assign = (more: object = {}) =>
        post(team.robin, reference, 'assignment', { coordinator: assigned.id, ...more })
      const refused = await expectNoChange(409, () => assign())
      expect(await refused.json()).toMatchObject({ code: 'override_needed', objections: [{ objection }] })
      await expectNoChange(409, () => assign({ reason: 'urgent' }))
      expect((await assign({ overrides: [objection], reason: 'urgent' })).status).toBe(409)
      const { sequence: request } = (await headerOf(team.camille, reference)).approval
      await post(team.camille, reference, 'approvals', { request, approves: true })
      expect((await assign()).status).toBe(204)
      expect((await listAuditDetails(id)).at(-1)).toMatchObject([
        'robin-ashdown',
        'assigned',
        { overrideReason: 'urgent', approvedBy: 'camille-verdier' },
      ])
    },
  )

  it.each([[['ON']], [['not-sure']]])(
    'needs no reason where nothing speaks against it: %j',
    async (province) => {
      const { reference } = await sendUnassigned({ province })
      expect((await post(team.robin, reference, 'assignment', body)).status).toBe(204)
    },
  )

  it('is guarded in the same way for who takes it', async () => {
    const { reference } = await sendUnassigned({ province: ['elsewhere'] })
    const take = () => post(team.jules, reference, 'assignment', { coordinator: 'jules-hartwell' })
    const refused = await expectNoChange(409, take)
    expect(await refused.json()).toMatchObject({ objections: [{ objection: 'not-licensed' }] })
  })
})

describe('a second person in a file that somebody leads', () => {
  /** Camille leads the file, although she works with one of the parents elsewhere, and nobody gave it to her. */
  async function sendLedInConflict() {
    const file = await sendUnassigned({ province: ['ON'] })
    await queryRows("update files set lead_coordinator_id = 'camille-verdier'")
    await giveConflict(file.id, 'camille-verdier')
    return file
  }
  const review = (reviewer: Visitor, reference: string, more: object = {}) =>
    post(reviewer, reference, 'conflict-review', { reviewedUntil: Date.now(), ...more })

  it('sees that the file exists while they are asked, and nothing that a parent wrote', async () => {
    const { reference } = await sendLedInConflict()
    const { camille, jules } = team
    expect((await jules.get(`/desk/api/files/${reference}/header`)).status).toBe(404)
    await review(camille, reference, { overrides: ['conflict'], reason: 'nobody-else' })
    expect(await headerOf(jules, reference)).toMatchObject({
      locked: true,
      may: { read: true, approve: true, content: false, reviewConflicts: false, readRecord: false },
    })
    await expectNoChange(403, () => post(jules, reference, 'readings/answers', { language: 'en' }))
    await expectNoChange(403, () => review(jules, reference))
    const { sequence: request } = (await headerOf(jules, reference)).approval
    expect((await post(jules, reference, 'approvals', { request, approves: true })).status).toBe(204)
    expect((await review(camille, reference)).status).toBe(204)
    expect((await jules.get(`/desk/api/files/${reference}/header`)).status).toBe(404)
  })

  it('is asked for of whoever stands in for an administrator who is away, and of nobody twice', async () => {
    const { reference } = await sendLedInConflict()
    await beAwayThisWeek('robin-ashdown', 'jules-hartwell')
    deliveries.length = 0
    await review(team.camille, reference, { overrides: ['conflict'], reason: 'nobody-else' })
    await runScheduledAt(TEST_NOW + 60_000)
    expect(deliveries.map(({ to }) => String(to).split('@')[0]).toSorted()).toEqual(['jules', 'robin'])
  })

  it('is needed before a lawyer without the language or in conflict assists', async () => {
    const { id, reference } = await sendUnassigned({ province: ['ON'] })
    await queryRows("update files set lead_coordinator_id = 'camille-verdier'")
    await giveConflict(id, 'jules-hartwell')
    const assist = (more: object = {}) =>
      post(team.camille, reference, 'legal-coordinator', { lawyer: 'jules-hartwell', ...more })
    const refused = await expectNoChange(409, () => assist())
    expect(await refused.json()).toMatchObject({
      objections: [{ objection: 'conflict', name: 'Jules Hartwell' }],
      askedOf: ['Robin Ashdown'],
    })
    await assist({ overrides: ['conflict'], reason: 'nobody-else' })
    expect(await queryRows('select 1 from files where legal_coordinator_id is not null')).toEqual([])
  })
})
