import { beforeEach, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

const deliveries = setUpPortal()
const FILE = 'K7Q4-9MX2'
const ROUTE = `/desk/api/files/${FILE}/waiting-letters`

let team: Awaited<ReturnType<typeof createDeskTeam>>
beforeEach(async () => {
  team = await createDeskTeam()
  await insertFamilyOfTwoParents(FILE)
  await queryRows("update files set lead_coordinator_id = null, stage = 'waiting'")
  await queryRows("update parents set status = null where side = 'other'")
})

interface WaitingLetters {
  readonly readers: readonly { readonly newestLetter: string }[]
}

const load = async (who: Visitor = team.robin) => (await (await who.get(ROUTE)).json()) as WaitingLetters
const send = (changes: object = {}, who: Visitor = team.robin) =>
  postJson(who, ROUTE, { id: crypto.randomUUID(), side: 'initiating', seen: null, ...changes })

it('tells a parent that they wait, in their own words and language, and opens and takes nothing', async () => {
  expect(await load()).toEqual({
    readers: [
      { side: 'initiating', refusalReason: null, hasSafeAddress: true, newestLetter: null, toldAt: null },
    ],
  })
  expect((await send()).status).toBe(204)
  expect(deliveries.map(({ to }) => to)).toEqual(['ottilie@example.com'])
  expect(await queryRows('select stage, lead_coordinator_id from files')).toEqual([
    { stage: 'waiting', lead_coordinator_id: null },
  ])
  expect(await queryRows('select action, actor, detail from audit_events')).toEqual([
    {
      ...{ action: 'letter_sent', actor: 'robin-ashdown' },
      detail: expect.stringMatching(
        /"letterTemplate":"waitlisted","letterDelivery":"your-file","edited":false,"letterDigest":"[0-9a-f]{64}"/,
      ),
    },
  ])
  const { readers } = await load()
  expect(readers).toMatchObject([{ newestLetter: expect.any(String), toldAt: expect.any(Number) }])
  expect(JSON.stringify(readers)).not.toContain('Marchbanks')

  // Whoever takes the file later reads what was sent.
  await queryRows("update files set lead_coordinator_id = 'camille-verdier', stage = 'new'")
  const reading = { letter: readers[0]?.newestLetter }
  const answer = await postJson(team.camille, `/desk/api/files/${FILE}/readings/letter`, reading)
  const { text } = (await answer.json()) as { text: string }
  expect(text).toMatch(/^Hello Ottilie Marchbanks,\n\n/)
  expect(text).toContain(`Robin Ashdown\n${practice.name}`)
  expect(text).toContain('on our waiting list')
  expect(text).not.toContain('We have read')
})

it('goes once, also to whoever says that they saw the one before', async () => {
  expect((await send()).status).toBe(204)
  const [{ newestLetter: seen = '' } = {}] = (await load()).readers
  await expectNoChange(409, () => send({ seen }))
})

it('goes once, whoever presses', async () => {
  const id = crypto.randomUUID()
  const answers = await Promise.all(Array.from({ length: 6 }, () => send({ id })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, ...Array(5).fill(409)])
  await expectNoChange(409, () => send())
  expect(deliveries).toHaveLength(1)
})

it.each([
  ['nobody but an administrator', 403, () => send({}, team.camille), []],
  [
    'a file that somebody took',
    403,
    () => send(),
    ["update files set lead_coordinator_id = 'camille-verdier'"],
  ],
  ['a file that is not on the waiting list', 403, () => send(), ["update files set stage = 'new'"]],
  [
    'a file with an order to read',
    409,
    () => send(),
    [
      `insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', 'initiating ${FILE}', 'intake', 1)`,
    ],
  ],
  ['a parent who withdrew', 409, () => send(), ['update parents set application_withdrawn_at = 1']],
  ['a parent who did not come', 409, () => send({ side: 'other' }), []],
] as const)('is sent to, or by, %s: never', async (_, status, press, changes) => {
  for (const change of changes) await queryRows(change)
  await expectNoChange(status, press)
  expect(deliveries).toEqual([])
})

it('is not sent to a parent without a safe address, who is not named either', async () => {
  await insertFamilyOfTwoParents('N0N0-SAFE', {
    file: { leadCoordinatorId: null, stage: 'waiting' },
    parents: { initiating: { rules: { mailSubject: 'reference', phone: '+14165550123' } } },
  })
  const route = ROUTE.replace(FILE, 'N0N0-SAFE')
  const body = { id: crypto.randomUUID(), side: 'initiating', seen: null }
  expect(await (await team.robin.get(route)).json()).toMatchObject({
    readers: [
      { side: 'initiating', hasSafeAddress: false },
      { side: 'other', hasSafeAddress: true },
    ],
  })
  await expectNoChange(409, () => postJson(team.robin, route, body))
})

it.each([
  ['somebody took the file', "update files set lead_coordinator_id = 'camille-verdier', stage = 'new'"],
  [
    'an order was told of',
    `insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', 'initiating ${FILE}', 'intake', 1)`,
  ],
  [
    'the parent said that e-mail is not safe',
    `update parents set sealed_contact_rules = null where side = 'initiating'`,
  ],
])('sends nothing when meanwhile %s', async (_, change) => {
  const DB = createD1ActingBefore(/insert into "sent_letters"/, () => queryRows(change))
  const robin = await team.team.createVisitor('robin@lantern-street.example.com', { DB })
  expect((await send({}, robin)).status).toBe(409)
  expect([deliveries, await queryRows('select id from sent_letters')]).toEqual([[], []])
})
