import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Objection } from '../../content/file/overrides.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

/** The coordinator to whom files are given, as the practice's settings have them. */
const assigned = practice.coordinators[0] as (typeof practice.coordinators)[number]
const { languages, capacity } = assigned
afterEach(() => void Object.assign(assigned, { languages, capacity }))

let robin: Visitor
setUpPortal()

beforeEach(async () => {
  ;({ robin } = await createDeskTeam())
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

const assign = (reference: string, body: object) =>
  postJson(robin, `/desk/api/files/${reference}/assignment`, body)

describe('giving a file to a coordinator', () => {
  it('names that they are not licensed where the children live, and goes on with a reason on record', async () => {
    const { id, reference } = await sendUnassigned({ province: ['BC'] })
    const body = { coordinator: 'robin-ashdown' }
    const refused = await expectNoChange(409, () => assign(reference, body))
    expect(await refused.json()).toEqual({
      code: 'override_needed',
      objections: [{ objection: 'not-licensed', province: 'BC' }],
      decidedBy: [],
    })
    const overrides = { ...body, overrides: ['not-licensed'] }
    await expectNoChange(409, () => assign(reference, overrides))
    await expectNoChange(409, () => assign(reference, { ...body, overrides: ['language'], reason: 'urgent' }))
    expect((await assign(reference, { ...overrides, reason: 'urgent' })).status).toBe(204)
    expect((await listAuditDetails(id)).at(-1)).toEqual([
      'robin-ashdown',
      'assigned',
      { lead: 'robin-ashdown', overridesLicence: true, overrideReason: 'urgent' },
    ])
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
    'names what else speaks against it, and is done with a reason on record: %s',
    async (objection, arrange) => {
      const { id, reference } = await sendUnassigned({ province: ['ON'], language: ['fr'] })
      await arrange()
      const body = { coordinator: assigned.id }
      const refused = await expectNoChange(409, () => assign(reference, body))
      expect(await refused.json()).toMatchObject({ code: 'override_needed', objections: [{ objection }] })
      await expectNoChange(409, () => assign(reference, { ...body, reason: 'urgent' }))
      const known = { ...body, overrides: [objection], reason: 'urgent' }
      expect((await assign(reference, known)).status).toBe(204)
      expect((await listAuditDetails(id)).at(-1)).toMatchObject([
        'robin-ashdown',
        'assigned',
        { overrideReason: 'urgent' },
      ])
    },
  )

  it('needs no reason where nothing speaks against it', async () => {
    const { reference } = await sendUnassigned({ province: ['ON'] })
    expect((await assign(reference, { coordinator: 'robin-ashdown' })).status).toBe(204)
  })
})
