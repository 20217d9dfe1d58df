import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { overviewQuestions } from '../../content/forms/overview-questions.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const { fields } = intakeExamples.byOneParent

let team: Awaited<ReturnType<typeof createDeskTeam>>
let file: { id: string; reference: string }

beforeEach(async () => {
  team = await createDeskTeam()
  await sendIntake(fields)
  const [sent] = await queryRows<{ id: string; reference: string }>('select id, reference from files')
  if (!sent) throw new Error('The intake opened a file')
  file = sent
  await queryRows("update files set lead_coordinator_id = 'camille-verdier', stage = 'new'")
})

const read = (visitor: Visitor, what: 'overview' | 'contact-rules' | 'phone-number', body: object = {}) =>
  postJson(visitor, `/desk/api/files/${file.reference}/readings/${what}`, { language: 'en', ...body })
const openPhone = (visitor: Visitor, side = 'initiating') => read(visitor, 'phone-number', { side })

interface Overview {
  readonly parents: readonly {
    readonly side: string
    readonly sections: readonly { readonly rows: readonly { readonly question: string }[] }[]
  }[]
  readonly contactability: readonly { readonly side: string; readonly channels: readonly string[] }[]
}

describe('the overview of a file', () => {
  it('tells what it names, and neither a number, an address, a safety answer nor the other parent’s details', async () => {
    const answer = await read(team.camille, 'overview')
    const text = await answer.text()
    const { parents, contactability } = JSON.parse(text) as Overview
    const told = parents.flatMap(({ sections }) => sections).flatMap(({ rows }) => rows)
    const named = new Set<string>(Object.values(overviewQuestions).flat())
    expect(told.filter(({ question }) => !named.has(question))).toEqual([])
    expect(told.map(({ question }) => question)).toEqual(
      expect.arrayContaining(['issueOne', 'childName', 'childBirthDate', 'messageSafe', 'separateArrival']),
    )
    for (const never of ['555-01', 'example.com', 'example.net', 'Crescent', 'worried', 'otherPhone'])
      expect(text).not.toContain(never)
    expect(contactability).toMatchObject([{ side: 'initiating', channels: ['call', 'alternate'] }])
  })

  it('is on record, leaves a new file new, and accepts nothing', async () => {
    expect((await read(team.camille, 'overview')).status).toBe(200)
    expect((await listAuditDetails(file.id)).at(-1)?.slice(0, 2)).toEqual([
      'camille-verdier',
      'overview_read',
    ])
    expect(await queryRows('select stage, accepted_at from files')).toEqual([
      { stage: 'new', accepted_at: null },
    ])
  })
})

describe('how the parents may be reached', () => {
  it('opens by itself, without a number or anything else that they told, and accepts nothing', async () => {
    const answer = await read(team.camille, 'contact-rules')
    const text = await answer.text()
    const { parents, contactability } = JSON.parse(text) as Overview
    const told = parents.flatMap(({ sections }) => sections).flatMap(({ rows }) => rows)
    const asked = new Set<string>([...overviewQuestions.reach, ...overviewQuestions.reachNotes])
    expect(told.length).toBeGreaterThan(0)
    expect(told.filter(({ question }) => !asked.has(question))).toEqual([])
    for (const never of ['555-01', 'example.com', 'example.net', 'otherPhone'])
      expect(text).not.toContain(never)
    // The parent who didn't come is not among them.
    expect(contactability).toMatchObject([{ side: 'initiating', channels: ['call', 'alternate'] }])
    expect((await listAuditDetails(file.id)).at(-1)?.slice(0, 2)).toEqual([
      'camille-verdier',
      'contact_rules_read',
    ])
    expect(await queryRows('select accepted_at from files')).toEqual([{ accepted_at: null }])
  })
})

describe('a parent’s phone number', () => {
  it('opens by itself, to be called as it is, and on record with the parent’s side', async () => {
    expect(await (await openPhone(team.camille)).json()).toEqual({
      ...{ phone: '+16135550142', shown: '613\u00a0555\u00a00142' },
    })
    expect((await listAuditDetails(file.id)).at(-1)).toEqual([
      ...['camille-verdier', 'phone_number_read', { side: 'initiating' }],
    ])
  })

  it('is not there for a parent who did not come', async () => {
    expect(await (await expectNoChange(409, () => openPhone(team.camille, 'other'))).json()).toEqual({
      code: 'stale',
    })
  })
})

const readings = {
  'the overview': (visitor: Visitor) => read(visitor, 'overview'),
  'the contact rules': (visitor: Visitor) => read(visitor, 'contact-rules'),
  'a number': (visitor: Visitor) => openPhone(visitor),
}

describe.each(Object.entries(readings))('%s', (_, ask) => {
  it.each([
    ['its lead', 'camille', '', 200],
    ['who assists', 'jules', "legal_coordinator_id = 'jules-hartwell'", 200],
    ['an administrator', 'robin', '', 200],
    ['its lead after it was closed', 'camille', "stage = 'closed'", 200],
    ['somebody without a part in it', 'jules', 'legal_coordinator_id = null', 404],
    ['anybody while nobody leads it', 'jules', "lead_coordinator_id = null, stage = 'waiting'", 409],
  ] as const)('answers %s as any reading does (%s, %s, %i)', async (_who, name, change, status) => {
    if (change) await queryRows(`update files set ${change}`)
    if (status === 200) expect((await ask(team[name])).status).toBe(200)
    else await expectNoChange(status, () => ask(team[name]))
  })

  it('stays closed until the conflicts were reviewed', async () => {
    await sendIntake(fields)
    await queryRows("update files set accepted_at = 1, lead_coordinator_id = 'camille-verdier'")
    await queryRows(
      'update files set created_at = created_at + 1, conflicts_reviewed_at = null where id = ?',
      file.id,
    )
    expect(await (await expectNoChange(409, () => ask(team.camille))).json()).toMatchObject({
      code: 'conflict_review_needed',
    })
  })
})
