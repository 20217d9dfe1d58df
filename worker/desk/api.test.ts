import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { files, matchTokens, parents, submissions } from '../../db/schema.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type AccessTeam, createDeskTeam } from '../../tests/support/access-team.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { loadFilePanels, openFile, postJson, readFileAnswers } from '../../tests/support/desk-file.ts'
import { chooseCases, standsForRoles } from '../../tests/support/explored-cases.ts'
import { buildOneQuestionEnvelope } from '../../tests/support/file-rows.ts'
import { otherParentFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { setPrivacyOfficer } from '../../tests/support/privacy-officers.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  openTestDatabase,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { seal } from '../privacy/seal.ts'

interface Person {
  readonly id: string
  readonly name: string
}
interface Row {
  readonly reference: string
  readonly lead: Person | null
  readonly messageOutcome: string
}
interface Listed {
  readonly files: Row[]
  readonly more: boolean
  readonly waiting: Row[]
}
interface Sections {
  readonly slug: string
  readonly rows: { question: string; label: string; lines: string[] }[]
}
interface LoadedFacts {
  readonly parents: {
    readonly side: string
    readonly sections: Sections[]
    readonly hasOrderToRead: boolean
    readonly sealedParts: { safety: boolean; otherContact: boolean }
  }[]
  readonly relatedFiles: Readonly<Record<string, unknown>>[]
  readonly locked: boolean
  readonly approval?: { readonly sequence: number } | null
  readonly may: Readonly<Record<string, boolean>>
  readonly [fact: string]: unknown
}

const CAMILLE: Person = { id: 'camille-verdier', name: 'Camille Verdier' }
const JULES: Person = { id: 'jules-hartwell', name: 'Jules Hartwell' }
const ROBIN: Person = { id: 'robin-ashdown', name: 'Robin Ashdown' }

let team: AccessTeam
let robin: Visitor
let camille: Visitor
let jules: Visitor
const deliveries = setUpPortal()

beforeEach(async () => {
  setPrivacyOfficer(null)
  ;({ team, camille, jules, robin } = await createDeskTeam())
})

const { byOneParent, byCourtOrder } = intakeExamples

/** The body of a conflict review that covers every related file. */
const reviewed = { reviewedUntil: TEST_NOW }

/** Sends an intake and assigns its file to a coordinator. Returns the file's reference. */
async function fileOf(lead: string | null, fields: FormFields = byOneParent.fields): Promise<string> {
  await sendIntake(fields)
  const [file] = await queryRows<{ id: string; reference: string }>(
    'select * from files order by rowid desc limit 1',
  )
  await queryRows('update files set lead_coordinator_id = ? where id = ?', lead, file?.id)
  return file?.reference ?? ''
}

type Token = readonly [
  kind: (typeof matchTokens.$inferSelect)['kind'],
  side: 'initiating' | 'other' | 'family',
  token: string,
]

/**
 * Inserts a file whose parent answered one question in each envelope instead of a whole intake. Returns its reference.
 */
async function record(
  reference: string,
  { tokens = [], ...facts }: Partial<typeof files.$inferInsert> & { tokens?: readonly Token[] } = {},
): Promise<string> {
  const { db, keys } = parseEnvironment(bindings)
  const id = `id of ${reference}`
  const part = (name: string) => buildOneQuestionEnvelope(name, `Kanari ${name} ${reference}`)
  const parent = (side: 'initiating' | 'other') =>
    ({ id: `${side} ${id}`, fileId: id, side, language: 'en' }) as const
  const file = {
    id,
    reference,
    route: 'consent',
    stage: 'new',
    leadCoordinatorId: CAMILLE.id,
    createdAt: 1,
  } as const
  await db.batch([
    db.insert(files).values({ ...file, acceptedAt: facts.createdAt ?? file.createdAt, ...facts }),
    db.insert(parents).values([{ ...parent('initiating'), status: 'received' }, parent('other')]),
    db.insert(submissions).values({
      id: `intake ${id}`,
      fileId: id,
      parentId: `initiating ${id}`,
      form: 'intake',
      version: 1,
      sealedAnswers: await seal(keys, 'answers', `submissions.sealed_answers:intake ${id}`, part('wrote')),
      sealedSafety: await seal(keys, 'safety', `submissions.sealed_safety:intake ${id}`, part('worries')),
      idempotencyKey: id,
      sentAt: facts.createdAt ?? 1,
    }),
    ...tokens.map(([kind, side, token]) => db.insert(matchTokens).values({ kind, side, token, fileId: id })),
  ])
  return reference
}

const post = (visitor: Visitor, path: string, body?: unknown) =>
  postJson(visitor, `/desk/api/files/${path}`, body)

const listed = async (visitor: Visitor) => {
  const { files } = (await (await visitor.get('/desk/api/files')).json()) as Listed
  return files.map(({ reference }) => reference).toSorted()
}

it('says who is signed in and who works here, without addresses', async () => {
  const answer = await changesNothing(() => camille.get('/desk/api/me'))
  const coordinators = practice.coordinators.map(({ id, name, profession }) => ({ id, name, profession }))
  expect(await answer.json()).toEqual({
    ...CAMILLE,
    administrator: false,
    privacyOfficer: false,
    coordinators,
  })
})

describe('the list of files', () => {
  it('shows a coordinator their own and those nobody leads, and an administrator all', async () => {
    const own = await fileOf('camille-verdier')
    const others = await fileOf('jules-hartwell')
    const nobodys = await fileOf(null)
    expect(await listed(camille)).toEqual([own, nobodys].toSorted())
    expect(await listed(jules)).toEqual([others, nobodys].toSorted())
    expect(await listed(robin)).toEqual([own, others, nobodys].toSorted())
  })

  it('takes one call to the database, and leaves no trace', async () => {
    await fileOf('camille-verdier')
    for (const email of ['robin@lantern-street.example.com', 'camille@lantern-street.example.com']) {
      const { DB, calls } = createCountingD1()
      const visitor = await team.createVisitor(email, { DB })
      await expectNoChange(200, () => visitor.get('/desk/api/files'))
      expect(calls).toHaveLength(1)
    }
  })

  it('says whose it is, who leads, how it started and whether mail went out, and no other answer', async () => {
    const reference = await fileOf('camille-verdier')
    const answer = await (await camille.get('/desk/api/files')).text()
    expect(JSON.parse(answer)).toEqual({
      now: expect.any(Number),
      answersWithinDays: practice.answersWithinDays,
      files: [
        {
          reference,
          route: 'one-parent',
          stage: 'new',
          lead: CAMILLE,
          role: 'lead',
          createdAt: expect.any(Number),
          lastEventAt: expect.any(Number),
          messageOutcome: 'sent',
          contactHoldState: null,
          unreachable: [],
          mayDismiss: true,
          isUrgent: false,
          hasRelatedFile: false,
          language: 'en',
          provinces: ['ON'],
          needsInterpreter: false,
          hasNeeds: true,
          people: { initiating: 'Mo (Morgan Ellis Tanaka)', other: 'Alexis Brandt' },
          facts: expect.objectContaining({ hasLead: true, isLocked: false, contactHold: null }),
        },
      ],
      more: false,
      waiting: [],
      sealedMessages: 0,
      asking: [],
    })
  })

  it('tells an administrator, and nobody else, of e-mails that wait for a missing key', async () => {
    await queryRows(
      `insert into outbox (id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at, last_error)
        values ('a', 'resume-code', 'sealed', 'queued', 0, 1, 1, 'unreadable'),
          ('b', 'resume-code', 'sealed', 'queued', 1, 1, 1, 'timeout'), ('c', 'receipt', '', 'failed', 1, 1, 1, 'unreadable')`,
    )
    const count = async (visitor: Visitor) =>
      ((await (await visitor.get('/desk/api/files')).json()) as { sealedMessages: number }).sealedMessages
    expect([await count(robin), await count(camille)]).toEqual([1, 0])
  })

  it('says which files its reader may close as not genuine', async () => {
    const own = await fileOf('camille-verdier')
    const nobodys = await fileOf(null)
    const mayDismiss = async (visitor: Visitor) => {
      const { files } = (await (await visitor.get('/desk/api/files')).json()) as {
        readonly files: readonly { readonly reference: string; readonly mayDismiss: boolean }[]
      }
      return files.filter((file) => file.mayDismiss).map(({ reference }) => reference)
    }
    expect(await mayDismiss(camille)).toEqual([own])
    expect((await mayDismiss(robin)).toSorted()).toEqual([own, nobodys].toSorted())
    await queryRows("update files set stage = 'closed'")
    expect(await mayDismiss(robin)).toEqual([])
  })

  it('gives each family who waits once, in their order, apart from the other files', async () => {
    await record('SEC0-NDND', { leadCoordinatorId: null, stage: 'waiting', createdAt: 2 })
    await record('F1RS-TTTT', { leadCoordinatorId: null, stage: 'waiting', createdAt: 1 })
    const nobodys = await record('N0B0-DYS0', { leadCoordinatorId: null })
    const { files, waiting, more } = (await (await jules.get('/desk/api/files')).json()) as Listed
    expect(waiting.map(({ reference }) => reference)).toEqual(['F1RS-TTTT', 'SEC0-NDND'])
    expect(files.map(({ reference }) => reference)).toEqual([nobodys])
    expect(more).toBe(false)
  })

  it('gives the closed files of who led them by pages, and tells nothing of those of others', async () => {
    await record('0WN0-0001', { stage: 'closed', createdAt: 1 })
    await record('0WN0-0002', { stage: 'closed', createdAt: 2 })
    const read = async (visitor: Visitor, query = '') =>
      (await (await visitor.get(`/desk/api/closed-files${query}`)).json()) as Listed
    const { files, more } = await read(camille)
    expect(files).toMatchObject([
      { reference: '0WN0-0002', stage: 'closed', mayDismiss: false, role: 'lead', lead: CAMILLE },
      { reference: '0WN0-0001' },
    ])
    expect(more).toBe(false)
    expect((await read(camille, '?at=2&before=0WN0-0002')).files).toMatchObject([{ reference: '0WN0-0001' }])
    expect((await read(camille, '?at=1&before=0WN0-0001')).files).toEqual([])
    for (const malformed of [
      '?at=x&before=0WN0-0002',
      '?at=2',
      '?before=',
      '?at=99999999999999999999&before=1',
    ])
      expect((await read(camille, malformed)).files).toHaveLength(2)
    expect((await read(jules)).files).toEqual([])
    expect((await read(robin)).files).toMatchObject([{ role: null }, { role: null }])
  })

  it('goes on naming whoever left the practice, by id', async () => {
    await record('GN3E-GN3E', { leadCoordinatorId: 'former-coordinator' })
    const { files } = (await (await robin.get('/desk/api/files')).json()) as Listed
    expect(files.map(({ lead }) => lead)).toEqual([
      { id: 'former-coordinator', name: 'former-coordinator', hasLeft: true },
    ])
  })

  it('shows mail that failed', async () => {
    await fileOf('camille-verdier')
    await queryRows("update outbox set outcome = 'failed'")
    const { files } = (await (await camille.get('/desk/api/files')).json()) as Listed
    expect(files.map(({ messageOutcome }) => messageOutcome)).toEqual(['failed'])
  })

  it('is empty in a practice without files', async () => {
    expect(await listed(robin)).toEqual([])
  })
})

describe('a file', () => {
  it('shows its answers as they were given, in the language asked for', async () => {
    const reference = await fileOf('camille-verdier')
    const english = await opened(camille, reference)
    expect(english).toMatchObject({ reference, route: 'one-parent', stage: 'new', lead: CAMILLE })
    expect(linesOf(english, 'legalName')).toEqual(['Morgan Ellis Tanaka'])
    expect(linesOf(english, 'birthDate')).toEqual(['November 4, 1987'])
    expect(linesOf(english, 'otherLawyer')).toEqual([])
    expect(linesOf(english, 'childHealth')).toEqual(['I’d rather say it in person'])
    const french = await opened(camille, reference, 'fr')
    expect(linesOf(french, 'birthDate')).toEqual(['4 novembre 1987'])
    const klingon = await changesNothing(() => readFileAnswers(camille, reference, 'tlh'))
    expect(await klingon.json()).toEqual({ code: 'invalid', paths: ['language'] })
  })

  it('is found as it is read out on the phone', async () => {
    const reference = await fileOf('camille-verdier')
    const spoken = reference.toLowerCase().replace('-', '').replaceAll('0', 'o').replaceAll('1', 'l')
    expect((await opened(camille, spoken)).reference).toBe(reference)
  })

  it('never shows its internal id or anything sealed', async () => {
    const reference = await fileOf('camille-verdier')
    const answer = JSON.stringify(await opened(camille, reference))
    const sealed = await queryRows<{
      id: string
      sealed_answers: string
      sealed_other_contact: string
      idempotency_key: string
    }>('select * from submissions')
    const [file] = await queryRows<{ id: string }>('select id from files')
    const { id = '', sealed_answers = '', sealed_other_contact = '', idempotency_key = '' } = sealed[0] ?? {}
    for (const hidden of [id, sealed_answers, sealed_other_contact, idempotency_key, file?.id ?? '']) {
      expect(hidden).not.toBe('')
      expect(answer).not.toContain(hidden)
    }
  })

  it('never shows the other parent’s contact details or the safety answers, even to an administrator', async () => {
    const reference = await fileOf('camille-verdier', {
      ...byCourtOrder.fields,
      otherPhone: ['416 555 0193'],
      otherEmail: ['kanari@example.net'],
      harmWhen: ['Kanari'],
    })
    for (const visitor of [camille, robin]) {
      const answer = JSON.stringify(await opened(visitor, reference))
      expect(answer).not.toMatch(/kanari|5550193|555.0193|otherPhone|otherEmail|worried|harm/i)
      expect((JSON.parse(answer) as LoadedFacts).parents[0]?.sealedParts).toEqual({
        safety: true,
        otherContact: true,
      })
    }
  })

  it('says when nothing is sealed', async () => {
    const reference = await fileOf('camille-verdier')
    await queryRows('update submissions set sealed_safety = null, sealed_other_contact = null')
    const { parents } = await opened(camille, reference)
    expect(parents[0]?.sealedParts).toEqual({ safety: false, otherContact: false })
  })

  it.each([
    ['yes', true],
    ['not-sure', true],
    ['no', false],
    ['', false],
  ])('warns of an order that may forbid contact: %s', async (answer, warned) => {
    const reference = await fileOf('camille-verdier', { ...byOneParent.fields, noContactOrder: [answer] })
    expect((await opened(camille, reference)).parents[0]?.hasOrderToRead).toBe(warned)
  })

  it('of nobody is there for every coordinator, and its answers for none', async () => {
    const reference = await fileOf(null)
    for (const visitor of [robin, camille, jules])
      expect(await opened(visitor, reference)).toMatchObject({ lead: null, locked: true, parents: [] })
  })

  it('of somebody else is answered as one that does not exist, to the letter, and leaves no trace', async () => {
    const others = await fileOf('jules-hartwell')
    for (const panel of ['header', 'related-files', 'contact-holds', 'calls', 'appointments', 'messages'])
      for (const path of [`/desk/api/files/${others}/${panel}`, `/fr/desk/api/files/${others}/${panel}`]) {
        const refused = await changesNothing(() => camille.get(path))
        const missing = await camille.get(path.replace(others, 'ZZZZ-ZZZZ'))
        expect(refused.status).toBe(404)
        expect(missing.status).toBe(404)
        expect(await refused.json()).toEqual({ code: 'not_found' })
        expect(await missing.json()).toEqual({ code: 'not_found' })
        const without = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'x-request-id')
        expect(without(refused)).toEqual(without(missing))
      }
  })
})

describe('opening the answers of a file', () => {
  it('adds to its audit trail who did and when, each time', async () => {
    const reference = await fileOf('camille-verdier')
    await opened(camille, reference)
    await opened(robin, reference)
    const chain = await auditEvents(reference)
    expect(chain.map(({ sequence, actor, action }) => [sequence, actor, action])).toEqual([
      [1, 'parent', 'intake_sent'],
      [2, 'system', 'assigned'],
      [3, 'camille-verdier', 'answers_read'],
      [4, 'robin-ashdown', 'answers_read'],
    ])
    expect(chain[2]?.happenedAt).toBe(TEST_NOW)
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), chain)).toBeUndefined()
  })

  it('is in the trail once for each, when several do at the same moment', async () => {
    const reference = await fileOf('camille-verdier')
    await queryRows("update files set legal_coordinator_id = 'jules-hartwell'")
    const answers = await Promise.all(
      [robin, camille, jules, robin, camille].map((visitor) => readFileAnswers(visitor, reference)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const chain = await auditEvents(reference)
    expect(chain.filter(({ action }) => action === 'answers_read')).toHaveLength(5)
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), chain)).toBeUndefined()
  })

  it('shows nothing when it cannot be recorded', async () => {
    const reference = await fileOf('camille-verdier')
    const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB: withoutAudit() })
    const answer = await expectNoChange(500, () => readFileAnswers(visitor, reference))
    expect(await answer.json()).toEqual({ code: 'error', request: answer.headers.get('X-Request-Id') })
  })

  it('leaves no reference, name or answer in the log', async () => {
    const reference = await fileOf('camille-verdier')
    const logs = captureConsole()
    await readFileAnswers(camille, reference)
    expect(logs.eventsNamed('request')).toHaveLength(1)
    const text = logs.lines.join('\n')
    for (const secret of [reference, 'Tanaka', 'Camille', 'camille']) expect(text).not.toContain(secret)
  })
})

describe('what each may do with a file', () => {
  /**
   * One coordinator for each role that the portal distinguishes: Camille leads, Robin administers, Jules is anybody
   * else.
   */
  const roles = {
    lead: { visitor: () => camille, facts: {} },
    assistant: { visitor: () => jules, facts: { legalCoordinatorId: JULES.id } },
    proposed: { visitor: () => jules, facts: { proposedLegalCoordinatorId: JULES.id } },
    stranger: { visitor: () => jules, facts: {} },
    administrator: { visitor: () => robin, facts: {} },
    anybody: { visitor: () => jules, facts: { leadCoordinatorId: null } },
  } as const

  const reading = {
    lead: 200,
    assistant: 200,
    proposed: 404,
    stranger: 404,
    administrator: 200,
    anybody: 409,
  }
  const deciding = {
    lead: 200,
    assistant: 403,
    proposed: 404,
    stranger: 404,
    administrator: 200,
    anybody: 409,
  }
  const leading = { ...deciding, administrator: 403 }
  const routes: readonly [path: string, allowed: Record<keyof typeof roles, number>, body?: unknown][] = [
    ['/header', { ...reading, anybody: 200 }],
    ['/readings/answers', reading, { language: 'en' }],
    ['/conflict-review', { ...reading, anybody: 200 }, reviewed],
    ['/readings/safety-answers', reading, { language: 'en', reason: 'screening' }],
    ['/merge', { ...deciding, anybody: 200 }, { mergeInto: 'F1RS-TTTT' }],
    ['/reassignment', leading],
    ['/legal-coordinator', leading, { lawyer: JULES.id }],
    ['/assignment', { ...deciding, lead: 403, anybody: 200 }, { coordinator: JULES.id }],
    ['/closure', deciding],
  ]
  const cases = routes.flatMap(([path, allowed, body]) =>
    Object.entries(allowed).map(([role, status]) => ({
      path,
      role: role as keyof typeof roles,
      status,
      body,
    })),
  )

  const codes = { 403: 'not_permitted', 404: 'not_found', 409: 'file_not_taken' } as const

  const chosen = chooseCases(cases, standsForRoles(Object.keys(roles).length))

  it.each(chosen)('$role: “$path” is answered with $status', async ({ path, role, status, body }) => {
    const { visitor, facts } = roles[role]
    const child = ['child', 'family', 'child'] as const
    await record('F1RS-TTTT', { ...facts, tokens: path === '/merge' ? [child] : [] })
    await record('F11E-F11E', { ...facts, createdAt: 2, tokens: path === '/merge' ? [child] : [] })
    const ask = (reference: string) =>
      path === '/header'
        ? visitor().get(`/desk/api/files/${reference}/header`)
        : post(visitor(), `${reference}${path}`, body)
    const answer = await (status === 200 ? ask('F11E-F11E') : changesNothing(() => ask('F11E-F11E')))
    // A change answers 204.
    expect(answer.status === 204 ? 200 : answer.status).toBe(status)
    if (status === 200) return
    expect(await answer.json()).toEqual({ code: codes[status as keyof typeof codes] })
    expect(deliveries).toEqual([])
    if (status === 404) expect(await (await ask('ZZZZ-ZZZZ')).json()).toEqual({ code: 'not_found' })
  })

  it('is said with the file, as the routes decide it', async () => {
    await record('F11E-F11E', { legalCoordinatorId: JULES.id })
    expect((await opened(camille, 'F11E-F11E')).may).toEqual({
      read: true,
      approve: false,
      content: true,
      readRecord: true,
      merge: true,
      close: true,
      dismiss: true,
      restore: false,
      assign: false,
      reviewConflicts: true,
      readSummary: false,
      take: false,
      requestReassignment: true,
      decideAssistance: true,
      addToAnswers: true,
      remind: true,
      callOtherParent: true,
      renewAccessCode: true,
      screen: true,
      reopenCalls: true,
      putBackContactHold: true,
      book: true,
      takeOverBooking: true,
      resendMessages: true,
      dropMessages: false,
      handlePersonalData: false,
      logContact: true,
      sendWaitingLetter: false,
    })
    const nothingButReading = {
      reviewConflicts: true,
      readSummary: false,
      take: false,
      merge: false,
      close: false,
      dismiss: false,
      restore: false,
      assign: false,
      requestReassignment: false,
      decideAssistance: false,
      callOtherParent: false,
      renewAccessCode: false,
      screen: false,
      reopenCalls: false,
      book: false,
      takeOverBooking: false,
      resendMessages: false,
      dropMessages: false,
      handlePersonalData: false,
      logContact: true,
      sendWaitingLetter: false,
    }
    expect((await opened(jules, 'F11E-F11E')).may).toEqual({
      ...nothingButReading,
      read: true,
      approve: false,
      content: true,
      readRecord: true,
      addToAnswers: true,
      remind: true,
      putBackContactHold: true,
    })
    expect((await opened(robin, 'F11E-F11E')).may).toEqual({
      ...nothingButReading,
      read: true,
      approve: false,
      content: true,
      readRecord: true,
      addToAnswers: false,
      remind: false,
      merge: true,
      close: true,
      dismiss: true,
      restore: true,
      assign: true,
      putBackContactHold: true,
      resendMessages: true,
      dropMessages: true,
      handlePersonalData: false,
    })
  })

  it.each([
    ['/assignment', { coordinator: 'somebody' }],
    ['/assignment', {}],
    ['/legal-coordinator', { lawyer: CAMILLE.id }],
    ['/legal-coordinator', {}],
    ['/merge', {}],
    ['/readings/safety-answers', { language: 'en', reason: 'curiosity' }],
    ['/readings/safety-answers', { language: 'en' }],
    ['/readings/safety-answers', undefined],
    ['/readings/answers', {}],
    ['/conflict-review', {}],
  ])('is not done with a body nobody would send: %s %j', async (path, body) => {
    await record('F11E-F11E', { leadCoordinatorId: ROBIN.id })
    const answer = await expectNoChange(422, () => post(robin, `F11E-F11E${path}`, body))
    expect(await answer.json()).toEqual({ code: 'invalid', paths: expect.any(Array) })
  })

  it('is not done with a body that is no JSON, and that is no error of ours', async () => {
    await record('F11E-F11E')
    const logs = captureConsole()
    await expectNoChange(400, () =>
      camille.request('/desk/api/files/F11E-F11E/readings/safety-answers', {
        method: 'POST',
        body: '{"reason":',
        headers: { 'Content-Type': 'application/json' },
      }),
    )
    expect(logs.eventsNamed('error')).toEqual([])
  })
})

describe('a file with related files', () => {
  const same = ['phone', 'initiating', 'one'] as const
  const relations: Record<string, readonly [readonly Token[], readonly Token[]]> = {
    'same-family': [[['child', 'family', 'child']], [['child', 'family', 'child']]],
    parent: [[same], [['phone', 'other', 'one']]],
    lawyer: [[['lawyer', 'other', 'one']], [['lawyer', 'other', 'one']]],
  }

  it.each(Object.entries(relations))(
    'says so and stays locked until the conflicts are reviewed: %s',
    async (relation, [ownTokens, relatedTokens]) => {
      await record('F1RS-TTTT', { leadCoordinatorId: JULES.id, tokens: relatedTokens })
      await record('F11E-F11E', { createdAt: 2, tokens: ownTokens })
      const text = JSON.stringify(await changesNothing(() => opened(camille, 'F11E-F11E')))
      expect(text).not.toContain('Kanari')
      expect(JSON.parse(text)).toMatchObject({
        locked: true,
        participants: [],
        parents: [],
        relatedFiles: [
          {
            reference: 'F1RS-TTTT',
            lead: JULES,
            relation,
            kinds: [ownTokens[0]?.[0]],
            mayRead: false,
            mayMerge: false,
          },
        ],
      })
      const safety = await changesNothing(() =>
        post(camille, 'F11E-F11E/readings/safety-answers', { language: 'en', reason: 'screening' }),
      )
      const answers = await changesNothing(() => readFileAnswers(camille, 'F11E-F11E'))
      for (const refused of [safety, answers])
        expect([refused.status, await refused.json()]).toEqual([409, { code: 'conflict_review_needed' }])

      expect((await post(camille, 'F11E-F11E/conflict-review', reviewed)).status).toBe(204)
      const after = await opened(camille, 'F11E-F11E')
      expect(after).toMatchObject({ locked: false, participants: ['initiating'] })
      expect(linesOf(after, 'wrote')).toEqual(['Kanari wrote F11E-F11E'])
      expect(after.relatedFiles).toHaveLength(1)
      expect(await actionsOf('F11E-F11E')).toEqual(['conflicts_reviewed', 'answers_read'])
      expect((await changesNothing(() => post(camille, 'F11E-F11E/conflict-review', reviewed))).status).toBe(
        409,
      )
    },
  )

  it('is never locked by a later file, and tells of it', async () => {
    await record('F11E-F11E', { tokens: [same] })
    await record('AFTE-RRRR', { createdAt: 2, tokens: [same] })
    const earlier = await opened(camille, 'F11E-F11E')
    expect(earlier).toMatchObject({ locked: false, relatedFiles: [{ reference: 'AFTE-RRRR' }] })
    expect(linesOf(earlier, 'wrote')).toBeDefined()
  })

  it('is locked by a file of the same moment: neither came first', async () => {
    await record('F11E-F11E', { tokens: [same] })
    await record('TW1N-TW1N', { tokens: [same] })
    for (const reference of ['F11E-F11E', 'TW1N-TW1N']) {
      expect((await opened(camille, reference)).locked).toBe(true)
    }
  })

  it.each(['leadCoordinatorId', 'legalCoordinatorId'] as const)(
    'is not open to who works with one of the parents in another file (%s), until an administrator assigns it to them',
    async (role) => {
      await record('F1RS-TTTT', { leadCoordinatorId: ROBIN.id, [role]: JULES.id, tokens: [same] })
      await record('F11E-F11E', { createdAt: 2, leadCoordinatorId: null, tokens: [same] })
      expect(await opened(jules, 'F11E-F11E')).toMatchObject({ locked: true, may: { content: false } })
      for (const [path, body] of [
        ['conflict-review'],
        ['readings/answers', { language: 'en' }],
        ['readings/safety-answers', { language: 'en', reason: 'screening' }],
      ] as const) {
        await expectNoChange(403, () => post(jules, `F11E-F11E/${path}`, body))
      }
      await expectNoChange(403, () => post(jules, 'F11E-F11E/readings/summary', { language: 'en' }))
      // A coordinator without a conflict reviews it, and the other coordinator's conflict still counts.
      await post(camille, 'F11E-F11E/conflict-review', reviewed)
      expect((await post(camille, 'F11E-F11E/readings/summary', { language: 'en' })).status).toBe(200)
      expect(await opened(jules, 'F11E-F11E')).toMatchObject({ locked: true, participants: [], parents: [] })

      const assignment = { coordinator: JULES.id }
      await expectNoChange(409, () => post(robin, 'F11E-F11E/assignment', assignment))
      const override = { overrides: ['conflict'], reason: 'nobody-else' }
      await post(robin, 'F11E-F11E/assignment', { ...assignment, ...override })
      const { approval } = await panelsOf(camille, 'F11E-F11E')
      await post(camille, 'F11E-F11E/approvals', { request: approval?.sequence, approves: true })
      expect((await post(robin, 'F11E-F11E/assignment', assignment)).status).toBe(204)
      await expectNoChange(409, () => post(jules, 'F11E-F11E/conflict-review', reviewed))
      await post(jules, 'F11E-F11E/conflict-review', { ...reviewed, ...override })
      expect((await opened(jules, 'F11E-F11E')).parents).toHaveLength(1)
    },
  )

  it('is locked again for whoever leads it next', async () => {
    await record('F1RS-TTTT', { tokens: [same] })
    await record('F11E-F11E', { createdAt: 2, conflictsReviewedAt: 3, tokens: [same] })
    expect((await opened(camille, 'F11E-F11E')).locked).toBe(false)
    expect((await post(robin, 'F11E-F11E/assignment', { coordinator: JULES.id })).status).toBe(204)
    expect(await panelsOf(robin, 'F11E-F11E')).toMatchObject({ lead: JULES, isLead: false, locked: true })
    expect((await opened(jules, 'F11E-F11E')).parents).toEqual([])
  })

  it('that came since: the lead sees that it blocks calls, and reviews the conflicts again', async () => {
    await record('F11E-F11E', { tokens: [same] })
    await record('AFTE-RRRR', { leadCoordinatorId: JULES.id, createdAt: 2, tokens: [same] })
    expect((await opened(camille, 'F11E-F11E')).relatedFiles).toMatchObject([
      { blockedBy: 'conflict-review-needed' },
    ])
    expect((await opened(robin, 'F11E-F11E')).relatedFiles).toMatchObject([{ blockedBy: null }])
    await expectNoChange(409, () => post(camille, 'F11E-F11E/conflict-review', { reviewedUntil: 1 }))
    expect((await post(camille, 'F11E-F11E/conflict-review', { reviewedUntil: 2 })).status).toBe(204)
    expect(await panelsOf(camille, 'F11E-F11E')).toMatchObject({
      locked: false,
      relatedFiles: [{ blockedBy: null }],
    })
    await expectNoChange(409, () => post(camille, 'F11E-F11E/conflict-review', { reviewedUntil: 2 }))
  })

  it('shows nobody its messages before the conflicts are reviewed', async () => {
    await record('F1RS-TTTT', { leadCoordinatorId: JULES.id, tokens: [same] })
    await record('F11E-F11E', { createdAt: 2, leadCoordinatorId: null, tokens: [same] })
    await queryRows(
      `insert into outbox (id, file_id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at)
        values ('message', 'id of F11E-F11E', 'invitation', '', 'sent', 1, 1, 1)`,
    )
    await post(robin, 'F11E-F11E/assignment', { coordinator: CAMILLE.id })
    const shownMessages = async (visitor: Visitor) => (await opened(visitor, 'F11E-F11E')).messages
    expect(await shownMessages(camille)).toEqual([])
    await post(camille, 'F11E-F11E/conflict-review', reviewed)
    expect(await shownMessages(camille)).toMatchObject([{ kind: 'new-file' }, { kind: 'invitation' }])
  })

  it('shows no name, no value and no id of the other file', async () => {
    await record('F1RS-TTTT', { tokens: [same] })
    await record('F11E-F11E', { createdAt: 2, tokens: [same] })
    const answer = JSON.stringify(await opened(camille, 'F11E-F11E'))
    expect(answer).not.toMatch(/Kanari|id of/)
    expect(Object.keys((JSON.parse(answer) as LoadedFacts).relatedFiles[0] ?? {}).toSorted()).toEqual(
      [
        'reference',
        'stage',
        'createdAt',
        'relation',
        'kinds',
        'isSameWriter',
        'acceptedAt',
        'blockedBy',
        'lead',
        'mayRead',
        'mayMerge',
      ].toSorted(),
    )
  })
})

describe('two parents of one family who write separately', () => {
  it('go to the same coordinator, and are merged into one file with both their answers', async () => {
    const first = await fileOf(CAMILLE.id)
    await queryRows('update files set accepted_at = created_at')
    await sendIntake({ ...otherParentFields, contactRules: ['Only in the evening'] })
    const [second] = (await listed(camille)).filter((reference) => reference !== first)
    const locked = await opened(camille, second ?? '')
    expect(locked).toMatchObject({
      lead: CAMILLE,
      locked: true,
      parents: [],
      relatedFiles: [
        { reference: first, relation: 'same-family', isSameWriter: false, mayRead: true, mayMerge: true },
      ],
    })
    await queryRows(
      `insert into file_retentions (file_id, closed_at, held_at, held_by, held_reason)
        select id, 1, 1, 'jules-hartwell', 'claim' from files where reference = ?`,
      second ?? '',
    )
    expect((await post(camille, `${second}/merge`, { mergeInto: first })).status).toBe(204)
    expect(
      await queryRows(
        `select held_reason as reason from file_retentions join files on id = file_id
        where reference = ?`,
        first,
      ),
    ).toEqual([{ reason: 'claim' }])
    expect(await panelsOf(camille, second ?? '')).toMatchObject({
      stage: 'closed',
      mergedInto: first,
      relatedFiles: [],
    })

    const merged = await opened(camille, first)
    expect(merged).toMatchObject({ locked: false, stage: 'new', relatedFiles: [] })
    expect(merged.parents.map(({ side }) => side)).toEqual(['initiating', 'other'])
    const names = merged.parents.map((parent) => linesOf({ ...merged, parents: [parent] }, 'legalName'))
    expect(names).toEqual([['Morgan Ellis Tanaka'], ['Alexis Brandt']])
    const safety = (await (
      await post(camille, `${first}/readings/safety-answers`, { language: 'en', reason: 'screening' })
    ).json()) as LoadedFacts
    expect(safety.parents.map(({ side, sections }) => [side, sections.length > 0])).toEqual([
      ['initiating', true],
      ['other', true],
    ])

    expect((await opened(camille, second ?? '')).parents).toEqual([])
    for (const reference of [first, second ?? '']) {
      expect(await actionsOf(reference)).toContain('files_merged')
      expect(
        await getFirstBrokenAuditSequence(openTestDatabase(), await auditEvents(reference)),
      ).toBeUndefined()
    }
    await expectNoChange(404, () => post(camille, `${second}/merge`, { mergeInto: first }))
  })
})

describe('merging', () => {
  const child = ['child', 'family', 'child'] as const
  const phone = ['phone', 'initiating', 'one'] as const
  const merge = (visitor: Visitor) => post(visitor, 'F11E-F11E/merge', { mergeInto: 'F1RS-TTTT' })

  it.each([
    ['files of two families', { tokens: [phone] }, { tokens: [['phone', 'other', 'one'] as const] }, 409],
    ['two files that one parent wrote', { tokens: [phone, child] }, { tokens: [phone, child] }, 409],
    ['into a closed file', { tokens: [child] }, { tokens: [child], stage: 'closed' as const }, 409],
    ['a closed file', { tokens: [child], stage: 'closed' as const }, { tokens: [child] }, 409],
    ['into a file that is not related', { tokens: [child] }, {}, 404],
    ['into the file of another', { tokens: [child] }, { tokens: [child], leadCoordinatorId: JULES.id }, 404],
    [
      'into a file one only assists',
      { tokens: [child] },
      { tokens: [child], leadCoordinatorId: JULES.id, legalCoordinatorId: CAMILLE.id },
      409,
    ],
  ])('is refused: %s', async (_, from, into, status) => {
    await record('F1RS-TTTT', into)
    await record('F11E-F11E', { createdAt: 2, ...from })
    await expectNoChange(status, () => merge(camille))
  })

  it('is done once when two ask at the same moment', async () => {
    await record('F1RS-TTTT', { tokens: [child] })
    await record('F11E-F11E', { createdAt: 2, tokens: [child] })
    const statuses = (await Promise.all([merge(camille), merge(robin)])).map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
    expect(await actionsOf('F11E-F11E')).toEqual(['files_merged'])
    expect(await actionsOf('F1RS-TTTT')).toEqual(['files_merged'])
  })

  it('locks the other file until what is related to it since is reviewed', async () => {
    await record('F1RS-TTTT', { tokens: [child] })
    await record('BETW-EEEN', { leadCoordinatorId: ROBIN.id, createdAt: 2, tokens: [phone] })
    await record('F11E-F11E', { createdAt: 3, tokens: [child, phone] })
    expect((await opened(camille, 'F1RS-TTTT')).locked).toBe(false)
    await merge(camille)
    expect(await opened(camille, 'F1RS-TTTT')).toMatchObject({
      locked: true,
      relatedFiles: [{ reference: 'BETW-EEEN' }],
    })
  })
})

describe('reassigning a file', () => {
  it('tells the administrators, and leaves it to nobody', async () => {
    await record('F11E-F11E', { proposedLegalCoordinatorId: JULES.id })
    expect((await post(camille, 'F11E-F11E/reassignment')).status).toBe(204)
    expect(await panelsOf(camille, 'F11E-F11E')).toMatchObject({ lead: null, isLead: false, proposed: null })
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(deliveries[0]?.text).toContain('F11E-F11E')
    expect(await auditEvents('F11E-F11E')).toMatchObject([
      { actor: CAMILLE.id, action: 'file_unassigned', detail: '{"reassignmentReason":"no-room"}' },
    ])
  })

  it.each([
    ['reassignment', ROBIN.id, {}, []],
    // Whoever led it is told, and not who takes it.
    ['assignment', CAMILLE.id, { coordinator: ROBIN.id }, ['camille@lantern-street.example.com']],
    ['assignment', ROBIN.id, { coordinator: JULES.id }, ['jules@lantern-street.example.com']],
  ])('mails nobody about their own act: %s of %s', async (route, lead, body, told) => {
    await record('F11E-F11E', { leadCoordinatorId: lead })
    expect((await post(robin, `F11E-F11E/${route}`, body)).status).toBe(204)
    expect(deliveries.map(({ to }) => to)).toEqual(told)
  })

  it('twice at the same moment is done once and told once', async () => {
    await record('F11E-F11E')
    const both = await Promise.all([
      post(camille, 'F11E-F11E/reassignment'),
      post(camille, 'F11E-F11E/reassignment'),
    ])
    // The slower request finds that the file has a lead, when it reads or when it writes.
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, expect.toBeOneOf([403, 409])])
    expect(deliveries).toHaveLength(1)
    expect(await actionsOf('F11E-F11E')).toEqual(['file_unassigned'])
  })
})

describe('assigning a file', () => {
  const assign = (coordinator: string) => post(robin, 'F11E-F11E/assignment', { coordinator })

  it('gives it to a coordinator, who is told, and takes it off the waiting list', async () => {
    await record('F11E-F11E', { leadCoordinatorId: null, stage: 'waiting' })
    expect((await assign(JULES.id)).status).toBe(204)
    expect(await panelsOf(robin, 'F11E-F11E')).toMatchObject({ lead: JULES, stage: 'new' })
    expect(deliveries.map(({ to }) => to)).toEqual(['jules@lantern-street.example.com'])
    const [event] = await auditEvents('F11E-F11E')
    expect(event).toMatchObject({ actor: ROBIN.id, action: 'assigned', detail: `{"lead":"${JULES.id}"}` })
  })

  it('tells whoever led it that they no longer do, and whoever leads it now', async () => {
    await record('F11E-F11E')
    expect((await assign(JULES.id)).status).toBe(204)
    expect(deliveries.map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ['camille@lantern-street.example.com', 'Dossier F11E-F11E\u00a0: autre responsable'],
      ['jules@lantern-street.example.com', 'New file F11E-F11E'],
    ])
  })

  it('twice to the same coordinator is done once and told once', async () => {
    await record('F11E-F11E', { leadCoordinatorId: null })
    expect((await assign(CAMILLE.id)).status).toBe(204)
    await expectNoChange(409, () => assign(CAMILLE.id))
    expect(deliveries).toHaveLength(1)
    expect((await assign(JULES.id)).status).toBe(204)
    expect(deliveries).toHaveLength(3)
  })

  it('is not done once it is closed', async () => {
    await record('F11E-F11E', { stage: 'closed' })
    await expectNoChange(409, () => assign(JULES.id))
    expect(deliveries).toEqual([])
  })
})

describe('deciding who assists', () => {
  it.each([JULES, null])('is up to whoever leads: %j', async (lawyer) => {
    await record('F11E-F11E', { proposedLegalCoordinatorId: JULES.id })
    expect(await opened(camille, 'F11E-F11E')).toMatchObject({ proposed: JULES, assistant: null })
    const answer = await post(camille, 'F11E-F11E/legal-coordinator', { lawyer: lawyer?.id ?? null })
    expect(answer.status).toBe(204)
    expect(await panelsOf(camille, 'F11E-F11E')).toMatchObject({ proposed: null, assistant: lawyer })
    expect(await listed(jules)).toEqual(lawyer ? ['F11E-F11E'] : [])
  })

  it('never makes whoever leads their own assistant', async () => {
    await record('F11E-F11E', { leadCoordinatorId: JULES.id })
    const decide = () => post(jules, 'F11E-F11E/legal-coordinator', { lawyer: JULES.id })
    await expectNoChange(409, decide)
  })
})

describe('closing a file', () => {
  it('is done once, is recorded, and leaves it readable', async () => {
    await record('F11E-F11E')
    expect((await post(camille, 'F11E-F11E/closure')).status).toBe(204)
    await expectNoChange(409, () => post(camille, 'F11E-F11E/closure'))
    expect(await opened(camille, 'F11E-F11E')).toMatchObject({ stage: 'closed', parents: [{}] })
    expect(await actionsOf('F11E-F11E')).toEqual(['closed', 'answers_read'])
  })

  it('of a file nobody leads hides it from every other coordinator', async () => {
    await record('F11E-F11E', { leadCoordinatorId: null })
    await post(robin, 'F11E-F11E/closure')
    expect(await listed(jules)).toEqual([])
  })
})

describe('what ends a coordinator’s work on a file', () => {
  it.each([
    ['closure', 'closed', 'unwanted', '{"closureReason":"unwanted"}'],
    ['reassignment', 'file_unassigned', 'own-safety', '{"reassignmentReason":"own-safety"}'],
  ])(
    'needs one of its reasons, which the record keeps and no mail tells: %s',
    async (path, action, reason, detail) => {
      await record('F11E-F11E')
      for (const wrong of [undefined, '', 'no reason', null])
        await expectNoChange(422, () => post(camille, `F11E-F11E/${path}`, { reason: wrong }))
      expect((await post(camille, `F11E-F11E/${path}`, { reason })).status).toBe(204)
      expect(await auditEvents('F11E-F11E')).toMatchObject([{ actor: CAMILLE.id, action, detail }])
      expect(JSON.stringify(deliveries)).not.toContain(reason)
    },
  )
})

describe('the safety answers', () => {
  const openSafety = (visitor: Visitor, reference: string, reason = 'screening') =>
    post(visitor, `${reference}/readings/safety-answers`, { language: 'fr', reason })

  it('are opened for a reason, in the language asked for, with one audit event each time', async () => {
    const reference = await fileOf(CAMILLE.id, byCourtOrder.fields)
    const before = await actionsOf(reference)
    const answer = (await (await openSafety(camille, reference, 'duty-to-report')).json()) as LoadedFacts
    expect(linesOf(answer, 'worried')).toEqual(['Oui'])
    expect(linesOf(answer, 'legalName')).toBeUndefined()
    await openSafety(robin, reference)
    const added = (await auditEvents(reference)).slice(before.length)
    expect(added.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      [CAMILLE.id, 'safety_answers_read', '{"reason":"duty-to-report"}'],
      [ROBIN.id, 'safety_answers_read', '{"reason":"screening"}'],
    ])
    expect(
      await getFirstBrokenAuditSequence(openTestDatabase(), await auditEvents(reference)),
    ).toBeUndefined()
  })

  it('are not opened when that cannot be recorded', async () => {
    await record('F11E-F11E')
    const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB: withoutAudit() })
    const answer = await expectNoChange(500, () => openSafety(visitor, 'F11E-F11E'))
    expect(await answer.text()).not.toContain('Kanari')
  })

  it('are never in what any other call answers', async () => {
    await record('F11E-F11E', { proposedLegalCoordinatorId: JULES.id })
    const paths = ['/conflict-review', '/legal-coordinator', '/reassignment', '/assignment', '/closure']
    const bodies: Record<string, unknown> = {
      '/conflict-review': reviewed,
      '/legal-coordinator': { lawyer: null },
      '/assignment': { coordinator: CAMILLE.id },
    }
    for (const path of paths) {
      const visitor = path === '/assignment' ? robin : camille
      const answer = await post(visitor, `F11E-F11E${path}`, bodies[path])
      expect([path, answer.status]).toEqual([path, 204])
      expect(await answer.text()).not.toMatch(/Kanari|worries/)
    }
    expect(await (await camille.get('/desk/api/files')).text()).not.toMatch(/Kanari worries|worries/)
    expect(JSON.stringify(await opened(camille, 'F11E-F11E'))).not.toMatch(/Kanari worries|worries/)
  })

  it('leave nothing of themselves in the log', async () => {
    await record('F11E-F11E')
    const logs = captureConsole()
    await openSafety(camille, 'F11E-F11E')
    expect(logs.lines.join('\n')).not.toMatch(/Kanari|F11E|camille|screening/i)
  })
})

describe('an answer that cannot be opened', () => {
  it('is an error in JSON that says nothing, and leaves no trace of having been read', async () => {
    const logs = captureConsole()
    const reference = await fileOf('camille-verdier')
    await queryRows("update submissions set sealed_answers = 'Kanari'")
    const answer = await expectNoChange(500, () => readFileAnswers(camille, reference))
    expect(await answer.json()).toEqual({ code: 'error', request: answer.headers.get('X-Request-Id') })
    expect(logs.lines.join('\n')).not.toContain('Kanari')
  })
})

describe('a call that does not exist', () => {
  it.each([
    '/desk/api/nowhere',
    '/desk/api/',
    '/desk/api/files/',
    '/desk/api/files/a/b',
    '/fr/desk/api/nowhere',
  ])('is 404 in JSON, there and then: %s', async (path) => {
    const answer = await robin.get(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Type')).toBe('application/json')
    expect(await answer.json()).toEqual({ code: 'not_found', request: answer.headers.get('X-Request-Id') })
  })
})

/** A database that refuses to store audit events. */
function withoutAudit() {
  const { DB } = createCountingD1()
  return new Proxy(DB, {
    get: (target, property) =>
      property === 'prepare'
        ? (sql: string) => {
            if (/insert into "?audit_events/.test(sql)) throw new Error('D1_ERROR: Kanari')
            return target.prepare(sql)
          }
        : Reflect.get(target, property),
  })
}

/** Everything that the page shows of a file before anybody opens an answer. */
const panelsOf = (visitor: Visitor, reference: string) => loadFilePanels<LoadedFacts>(visitor, reference)

const opened = (visitor: Visitor, reference: string, language?: string) =>
  openFile<LoadedFacts>(visitor, reference, language)

const linesOf = ({ parents }: LoadedFacts, question: string) =>
  parents
    .flatMap(({ sections }) => sections.flatMap((section) => section.rows))
    .find((row) => row.question === question)?.lines

async function auditEvents(reference: string) {
  const [file] = await queryRows<{ id: string }>('select id from files where reference = ?', reference)
  return listAuditRows(parseEnvironment(bindings).db, file?.id ?? '')
}

const actionsOf = async (reference: string) => (await auditEvents(reference)).map(({ action }) => action)
