import { describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { DAY_MS, HOUR_MS } from '../../content/time/units.ts'
import type { NextStepFacts } from '../../content/today/next-step-facts.ts'
import { buildStepClock, pickNextStep } from '../../content/today/pick-next-step.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { listAuditActions } from '../../tests/support/audit-events.ts'
import { insertGrantedAuthorisation } from '../../tests/support/authorisation-and-invitation.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import {
  insertAppointmentInFile,
  insertFamilyOfTwoParents,
  insertSharedMatchTokens,
} from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { insertFilesLedBy } from '../../tests/support/file-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const FILE = 'K7Q4-9MX2'
const OTHER = 'F1RS-TTTT'

const names = {
  robin: 'robin@lantern-street.example.com',
  camille: 'camille@lantern-street.example.com',
  jules: 'jules@lantern-street.example.com',
}
async function signIn(name: keyof typeof names, bindings = {}): Promise<Visitor> {
  return (await createAccessTeam()).createVisitor(names[name], bindings)
}

interface Day {
  readonly now: number
  readonly answersWithinDays: number
  readonly files: {
    reference: string
    role: string
    facts: NextStepFacts
    people: { initiating: string | null; other: string | null } | null
    reminders: { id: string; dueOn: string; text: string }[]
  }[]
}
const getDay = async (visitor: Visitor): Promise<Day> => (await visitor.get('/desk/api/today')).json()

/** The next step of a file as the desk finds it; undefined for a file that is not in the answer. */
async function findStep(visitor: Visitor, reference = FILE): Promise<string | undefined> {
  const { now, answersWithinDays, files } = await getDay(visitor)
  const file = files.find((one) => one.reference === reference)
  return file && pickNextStep(file.facts, buildStepClock(now, 'America/Toronto', answersWithinDays)).id
}

const insertFile = (file: Parameters<typeof insertFamilyOfTwoParents>[1] = {}) =>
  insertFamilyOfTwoParents(FILE, file)

describe('the facts of a file', () => {
  it('take one call to the database, however many there are, and unseal nothing but the names of the parents', async () => {
    await insertFile()
    await insertFamilyOfTwoParents(OTHER)
    const { DB, calls } = createCountingD1()
    const camille = await signIn('camille', { DB })
    const answer = await camille.get('/desk/api/today')
    expect(calls).toEqual([expect.anything()])
    const text = await answer.text()
    const { files } = JSON.parse(text) as Day
    expect(files.map(({ people }) => people?.initiating)).toEqual([
      'Ottilie Marchbanks',
      'Ottilie Marchbanks',
    ])
    for (const told of ['sealed', 'ottilie@example.com', 'Regina']) expect(text).not.toContain(told)
  })

  it('lead through a file, step by step, as each is done', async () => {
    await insertFile({ file: { stage: 'new', createdAt: TEST_NOW } })
    await queryRows("delete from submissions where parent_id like 'other %'")
    await queryRows("update parents set status = null where side = 'other'")
    const camille = await signIn('camille')
    expect(await findStep(camille)).toBe('read-intake')
    await postJson(camille, `/desk/api/files/${FILE}/readings/answers`, { language: 'en' })
    expect(await findStep(camille)).toBe('first-talk')
    const authorisation = await insertGrantedAuthorisation(FILE)
    expect(await findStep(camille)).toBe('authorised')
    await postJson(camille, `/desk/api/files/${FILE}/call-attempts`, {
      ...{ id: '3f0a4bd6-6a0e-4f5c-9a61-1a2b3c4d5e6f', authorisation, attemptedAt: TEST_NOW },
      ...{ channel: 'phone', outcome: 'interested', nextStep: 'invite' },
    })
    expect(await findStep(camille)).toBe('invite')
    await postJson(camille, `/desk/api/files/${FILE}/invitation`, { authorisation })
    expect(await findStep(camille)).toBe('await-invited')
    await queryRows('update authorisations set withdrawn_at = ?', TEST_NOW + 1)
    expect(await findStep(camille)).toBe('stopped')
    await queryRows(
      "insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', ?, 'intake', 1)",
      `initiating ${FILE}`,
    )
    expect(await findStep(camille)).toBe('read-order')
    await queryRows("update contact_holds set finding = 'forbids', order_read_at = 1")
    vi.setSystemTime(TEST_NOW + HOUR_MS)
    const later = await signIn('camille')
    await postJson(later, `/desk/api/files/${FILE}/readings/answers`, { language: 'en' })
    expect(await findStep(later)).toBe('order-forbids')
  })

  it('lead on from a session once somebody noted who came, though it isn’t over', async () => {
    await insertFile()
    await queryRows('update parents set joint_consented_at = null')
    await insertAppointmentInFile(FILE, 'one', TEST_NOW - 1)
    const camille = await signIn('camille')
    expect(await findStep(camille)).toBe('session-today')
    await queryRows("update appointments set outcome = 'attended'")
    expect(await findStep(camille)).not.toBe('session-today')
  })

  it.each<[string, () => Promise<unknown>, string]>([
    ['a session is today', () => insertAppointmentInFile(FILE, 'one', TEST_NOW + HOUR_MS), 'session-today'],
    ['nobody noted who came', () => insertAppointmentInFile(FILE, 'one', TEST_NOW - DAY_MS), 'note-session'],
    [
      'times were requested',
      () =>
        queryRows(
          "insert into time_requests (id, parent_id, created_at, sealed_preferences) values ('r', ?, 1, 'sealed')",
          `other ${FILE}`,
        ),
      'answer-times',
    ],
    [
      'an e-mail failed',
      () =>
        queryRows(
          `insert into outbox (id, file_id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at, last_error)
            values ('m', ?, 'new-file', 'sealed', 'failed', 1, ?, 1, 'validation_error')`,
          ...[FILE, TEST_NOW],
        ),
      'note-message',
    ],
  ])('tell when %s', async (_, insert, step) => {
    await insertFile()
    await queryRows('update parents set joint_consented_at = null')
    await queryRows(
      `insert into screenings (id, parent_id, recorded_at, recorded_by, held_at, mode, finding, covers_until)
        select id, id, 1, 'camille-verdier', 1, 'phone', 'go-ahead', ${Number.MAX_SAFE_INTEGER} from parents`,
    )
    await queryRows(
      `insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
        values (?, 1, 'camille-verdier', 'answers_read', '{}', 2, '', '')`,
      FILE,
    )
    const camille = await signIn('camille')
    expect(await findStep(camille)).toBe('await-joint-consent')
    await insert()
    expect(await findStep(camille)).toBe(step)
  })
})

it.each([
  ['today', 'soon'],
  ['weeks', 'ordinary'],
  ['no-hurry', 'ordinary'],
  [undefined, null],
])('stores of how soon something has to happen, answered “%s”, only the grade %s', async (answer, grade) => {
  const { urgency: _, ...fields } = intakeExamples.byOneParent.fields
  await sendIntake({ ...fields, ...(answer && { urgency: [answer] }) })
  expect(await queryRows('select urgency from parents order by side')).toEqual([
    { urgency: grade },
    { urgency: null },
  ])
})

describe('whose day it is', () => {
  it.each<
    [string, Parameters<typeof insertFamilyOfTwoParents>[1], Partial<Record<keyof typeof names, string>>]
  >([
    ['is led', {}, { camille: 'lead' }],
    [
      'is assisted in',
      { file: { legalCoordinatorId: 'jules-hartwell' } },
      { camille: 'lead', jules: 'assistant' },
    ],
    ['is closed', { file: { stage: 'closed', legalCoordinatorId: 'jules-hartwell' } }, {}],
    ['is not genuine', { file: { stage: 'not-genuine' } }, {}],
    [
      'nobody leads',
      { file: { leadCoordinatorId: null } },
      { robin: 'taker', camille: 'taker', jules: 'taker' },
    ],
    [
      'waits',
      { file: { leadCoordinatorId: null, stage: 'waiting' } },
      { robin: 'taker', camille: 'taker', jules: 'taker' },
    ],
  ])('decides who sees a file that %s', async (_, options, roles) => {
    await insertFile(options)
    const seen = await Promise.all(
      (['robin', 'camille', 'jules'] as const).map(async (name) => {
        const [file] = (await getDay(await signIn(name))).files
        return file ? [[name, file.role]] : []
      }),
    )
    expect(Object.fromEntries(seen.flat())).toEqual(roles)
  })

  it('leaves out families who wait while there is no room', async () => {
    await insertFile({ file: { leadCoordinatorId: null, stage: 'waiting' } })
    await insertFilesLedBy('jules-hartwell', 8)
    expect(await findStep(await signIn('jules'))).toBeUndefined()
    expect(await findStep(await signIn('camille'))).toBe('take-waiting')
  })

  it('shows a file to nobody with a conflict of interest, but to its lead, and to an administrator who assigns it', async () => {
    await insertFile({ file: { leadCoordinatorId: null, conflictsReviewedAt: TEST_NOW } })
    for (const name of ['camille', 'jules', 'robin'] as const) {
      const id = `${name}-${{ camille: 'verdier', jules: 'hartwell', robin: 'ashdown' }[name]}`
      await insertFamilyOfTwoParents(id, { file: { leadCoordinatorId: id } })
      await insertSharedMatchTokens(FILE, id)
    }
    const stepsOf = async () =>
      Promise.all((['camille', 'jules', 'robin'] as const).map(async (name) => findStep(await signIn(name))))
    expect(await stepsOf()).toEqual([undefined, undefined, 'take'])
    await queryRows(
      "update files set lead_coordinator_id = 'camille-verdier', legal_coordinator_id = 'jules-hartwell' where id = ?",
      FILE,
    )
    expect(await stepsOf()).toEqual([expect.any(String), undefined, undefined])
  })

  it('tells of a file that is locked, or that nobody leads, only how it came and what has to be known', async () => {
    await insertFile({ parents: { initiating: { urgency: 'soon' } }, file: { createdAt: 2 } })
    await insertFamilyOfTwoParents(OTHER, { file: { createdAt: 1 } })
    await insertSharedMatchTokens(FILE, OTHER)
    const camille = await signIn('camille')
    const untold = { parents: [], lastActAt: null, upcoming: null }
    const readFacts = async () => {
      const { facts, people } = (await getDay(camille)).files.find((one) => one.reference === FILE) ?? {}
      expect(people).toBeNull()
      return facts
    }
    expect(await readFacts()).toMatchObject({ ...untold, isLocked: true, hasLead: true })
    await queryRows('update files set lead_coordinator_id = null')
    await queryRows('delete from match_tokens')
    expect(await readFacts()).toMatchObject({ ...untold, isLocked: false, hasLead: false, isUrgent: true })
  })
})

describe('the next step of one file', () => {
  const ask = async (visitor: Visitor, reference = FILE) => {
    const answer = await visitor.get(`/desk/api/files/${reference}/next-step`)
    return answer.status === 200
      ? ((await answer.json()) as { facts: NextStepFacts | null }).facts
      : answer.status
  }

  it('has the facts of the day, in one call to the database', async () => {
    await insertFile()
    const { DB, calls } = createCountingD1()
    const camille = await signIn('camille', { DB })
    const [file] = (await getDay(camille)).files
    calls.length = 0
    expect(await ask(camille)).toEqual(file?.facts)
    expect(calls).toEqual([expect.anything()])
    // An administrator reads the file, and it is not in their day.
    expect(await ask(await signIn('robin'))).toEqual(file?.facts)
    expect(await ask(await signIn('jules'))).toBe(404)
  })

  it('tells of a file that nobody took what the day tells, and of a closed one nothing', async () => {
    await insertFile()
    await queryRows("update files set lead_coordinator_id = null, stage = 'new'")
    await queryRows("update parents set urgency = 'soon'")
    const jules = await signIn('jules')
    const [file] = (await getDay(jules)).files
    expect(file?.facts.isUrgent).toBe(true)
    expect(await ask(jules)).toEqual(file?.facts)
    await queryRows("update files set lead_coordinator_id = 'camille-verdier', stage = 'closed'")
    expect(await ask(await signIn('camille'))).toBeNull()
  })
})

describe('a reminder', () => {
  const reminder = {
    id: '5d0c1d8e-7f0e-4c6a-8d5e-2b3c4d5e6f70',
    ...{ dueOn: '2026-12-01', text: 'Kanari: ask about the passport' },
  }
  const add = (visitor: Visitor, body: object = {}) =>
    postJson(visitor, `/desk/api/files/${FILE}/reminders`, { ...reminder, ...body })
  const finish = (visitor: Visitor, id = reminder.id, file = FILE) =>
    postJson(visitor, `/desk/api/files/${file}/reminder-completion`, { reminder: id })

  it('is sealed, is shown to whoever wrote it alone, and is done once', async () => {
    await insertFile({ file: { legalCoordinatorId: 'jules-hartwell' } })
    await insertFamilyOfTwoParents(OTHER)
    const [camille, jules] = [await signIn('camille'), await signIn('jules')]
    expect((await add(camille)).status).toBe(204)
    expect((await add(camille)).status).toBe(409)
    const readReminders = async (visitor: Visitor) =>
      (await getDay(visitor)).files.find((one) => one.reference === FILE)?.reminders
    expect(await readReminders(camille)).toEqual([reminder])
    expect(await readReminders(jules)).toEqual([])
    expect(JSON.stringify(await queryRows('select * from reminders, audit_events'))).not.toContain('Kanari')
    for (const nothing of [
      () => finish(jules),
      () => finish(camille, reminder.id, OTHER),
      () => finish(camille, 'nothing'),
    ])
      await expectNoChange(409, nothing)
    expect((await finish(camille)).status).toBe(204)
    await expectNoChange(409, () => finish(camille))
    expect(await readReminders(camille)).toEqual([])
    expect(await listAuditActions(FILE)).toEqual(['reminder_added', 'reminder_finished'])
  })

  it('is not added to a closed file, nor a twenty-first', async () => {
    await insertFile()
    const camille = await signIn('camille')
    for (let nth = 0; nth < 20; nth++)
      expect((await add(camille, { id: crypto.randomUUID() })).status).toBe(204)
    await expectNoChange(409, () => add(camille))
    await queryRows('update reminders set finished_at = 1')
    await queryRows("update files set stage = 'closed'")
    await expectNoChange(409, () => add(camille))
  })
})
