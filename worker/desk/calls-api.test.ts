import { eq, ne } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { callScript, neverSaidWording, voicemailWording } from '../../content/authorisation/call-script.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { contactAuthorisationForm } from '../../content/forms/contact-authorisation/index.ts'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import {
  authorisations,
  callAttempts,
  contactHolds,
  type contactTokenKinds,
  files,
  matchTokens,
  parents,
  submissions,
} from '../../db/schema.ts'
import { parseForm } from '../../forms/parse.ts'
import { type AccessTeam, createAccessTeam, createDeskTeam } from '../../tests/support/access-team.ts'
import { appendIntakeSent, listAuditDetails } from '../../tests/support/audit-events.ts'
import { insertGrantedAuthorisation } from '../../tests/support/authorisation-and-invitation.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, countRows, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { insertMatchTokensOfAnswers } from '../../tests/support/desk-families.ts'
import { loadFilePanels, openFile, postJson } from '../../tests/support/desk-file.ts'
import { chooseCases, standsForRoles } from '../../tests/support/explored-cases.ts'
import { buildOneQuestionEnvelope } from '../../tests/support/file-rows.ts'
import { otherParentFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { acceptDelivery, mockMailProvider, refuseDelivery } from '../../tests/support/mock-mail-provider.ts'
import { buildNothingForbidsBody } from '../../tests/support/order-readings.ts'
import { insertScreening } from '../../tests/support/screenings.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createWatchedD1, type Visitor } from '../../tests/support/test-portal.ts'
import {
  buildAuthorisedContactSealContext,
  buildEvidenceSealContext,
} from '../authorisation/authorisation-evidence.ts'
import { buildContactRulesSealContext } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'
import { pickEnvelopePart } from '../forms/envelope.ts'
import { drainOutbox } from '../mail/drain.ts'
import { hashCode } from '../privacy/code.ts'
import { seal } from '../privacy/seal.ts'

const FILE = 'F11E-F11E'
const MOST = practice.attempts
const CAMILLE = 'camille@lantern-street.example.com'

let team: AccessTeam
let camille: Visitor
let jules: Visitor
let robin: Visitor
const deliveries = setUpPortal()

beforeEach(async () => {
  ;({ team, camille, jules, robin } = await createDeskTeam())
})

const { db, keys } = parseEnvironment(bindings)

/** Inserts a file that Camille leads. The initiating parent wrote; the other one speaks French. */
async function record(
  facts: Partial<typeof files.$inferInsert> = {},
  { email, phone, id = FILE }: { email?: string; phone?: string; id?: string } = {},
): Promise<void> {
  const contactRules = {
    ...{ mailSubject: 'documents', timeZone: 'America/Toronto' },
    ...(email && { email }),
    ...(phone && { phone }),
  }
  const file = { id, reference: id, route: 'one-parent', stage: 'open', createdAt: 1 } as const
  const submissionId = `intake ${id}`
  await db.batch([
    db.insert(files).values({
      ...file,
      leadCoordinatorId: 'camille-verdier',
      acceptedAt: facts.createdAt ?? file.createdAt,
      ...facts,
    }),
    db.insert(parents).values([
      {
        id: `initiating ${id}`,
        fileId: id,
        side: 'initiating',
        language: 'en',
        status: 'received',
        issuedReference: 'G1VE-NREF',
        accessCodeHash: `code of ${id}`,
        sealedContactRules: await seal(
          keys,
          'answers',
          buildContactRulesSealContext(`initiating ${id}`),
          contactRules,
        ),
      },
      { id: `other ${id}`, fileId: id, side: 'other', language: 'fr' },
    ]),
    db.insert(submissions).values({
      id: submissionId,
      fileId: id,
      parentId: `initiating ${id}`,
      form: 'intake',
      version: 2,
      sealedAnswers: await seal(
        keys,
        'answers',
        `submissions.sealed_answers:${submissionId}`,
        buildOneQuestionEnvelope('wrote', 'words'),
      ),
      sealedOtherContact: await seal(
        keys,
        'otherContact',
        `submissions.sealed_other_contact:${submissionId}`,
        buildOneQuestionEnvelope('otherPhone', '+1 613 555 0177'),
      ),
      idempotencyKey: submissionId,
      sentAt: 1,
    }),
  ])
  await insertScreening(`initiating ${id}`)
}

/** Inserts an authorisation of the initiating parent as their page stores it, granted an hour ago for thirty days. */
async function authorise(
  facts: Partial<typeof authorisations.$inferInsert> = {},
  id = 'authorisation',
): Promise<void> {
  const reading = parseForm(contactAuthorisationForm, authorisationExamples.full.fields)
  if (!reading.ok) throw new Error('The example cannot be read')
  const { asked, answers } = reading
  await db.insert(authorisations).values({
    id,
    parentId: `initiating ${FILE}`,
    createdAt: TEST_NOW - 3_600_000,
    grantedAt: TEST_NOW - 3_600_000,
    expiresAt: TEST_NOW + 30 * DAY_MS,
    receiptHash: `receipt ${id}`,
    sealedEvidence: await seal(
      keys,
      'answers',
      buildEvidenceSealContext(id),
      pickEnvelopePart('answers', asked, answers),
    ),
    sealedOtherContact: await seal(
      keys,
      'otherContact',
      buildAuthorisedContactSealContext(id),
      pickEnvelopePart('otherContact', asked, answers),
    ),
    ...facts,
  })
}

/** Inserts Camille's file and an authorisation of its initiating parent. */
const recordAuthorised = (facts: Parameters<typeof authorise>[0] = {}) =>
  record().then(() => authorise(facts))

const insertCallAttempt = (
  outcome: typeof callAttempts.$inferInsert.outcome,
  authorisationId = 'authorisation',
) =>
  db.insert(callAttempts).values({
    id: crypto.randomUUID(),
    authorisationId,
    attemptedAt: TEST_NOW - 60_000,
    recordedAt: TEST_NOW,
    recordedBy: 'camille-verdier',
    channel: 'phone',
    outcome,
    nextStep: 'none',
  })

const insertContactHold = (id = 'contact hold') =>
  db
    .insert(contactHolds)
    .values({ id, parentId: `initiating ${FILE}`, reportedIn: 'intake', reportedAt: TEST_NOW - 3_600_000 })

const post = (visitor: Visitor, path: string, body: unknown) =>
  postJson(visitor, `/desk/api/files/${FILE}/${path}`, body)

const readCallSheet = (visitor = camille, body: { authorisation?: string } = {}) =>
  post(visitor, 'readings/call-sheet', body)

const readOtherContact = (visitor = camille, authorisation = 'authorisation', language = 'en') =>
  post(visitor, 'readings/other-contact', { language, authorisation })

const callAttempt = (facts: Readonly<Record<string, unknown>> = {}) => ({
  id: crypto.randomUUID(),
  authorisation: 'authorisation',
  attemptedAt: TEST_NOW - 1000,
  channel: 'phone',
  outcome: 'no-answer',
  nextStep: 'call-again',
  ...facts,
})

interface ParentCallFacts {
  readonly side: string
  readonly gate: string
  readonly mayRequestAuthorisation: boolean
  readonly latest?: Readonly<Record<string, unknown>>
  readonly callAttempts: readonly Readonly<Record<string, unknown>>[]
  readonly invitations: readonly Readonly<Record<string, unknown>>[]
  readonly [fact: string]: unknown
}
interface Facts {
  readonly contactHolds: readonly Readonly<Record<string, unknown>>[]
  readonly calls: readonly ParentCallFacts[]
  readonly latestAuthorisations: readonly {
    readonly side: string
    readonly sections: { rows: { question: string; lines: string[] }[] }[]
  }[]
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  readonly may: Readonly<Record<string, boolean>>
}

const read = (visitor = camille) => openFile<Facts>(visitor, FILE)

const gateFor = async (visitor = camille, authorisation = 'authorisation') =>
  (await (await visitor.get(`/desk/api/files/${FILE}/call-gate?authorisation=${authorisation}`)).json()) as {
    isGateOpen: boolean
  }

/** Every route that changes or reads something, with a valid body and the rows it needs. */
const actions: readonly [path: string, body: unknown, arrange: () => Promise<unknown>][] = [
  ['authorisation-request', { side: 'initiating' }, async () => {}],
  [
    'order-reading',
    { finding: 'forbids', reportedUntil: TEST_NOW, read: null },
    () => authorise().then(() => insertContactHold()),
  ],
  ['readings/other-contact', { language: 'en', authorisation: 'authorisation' }, authorise],
  ['call-attempts', callAttempt(), authorise],
  [
    'invitation',
    { authorisation: 'authorisation' },
    () => authorise().then(() => insertCallAttempt('interested')),
  ],
  [
    'call-reopening',
    { side: 'initiating', reason: 'they-asked', coversUntil: TEST_NOW },
    () => authorise().then(() => insertCallAttempt('declined')),
  ],
  ['access-code', { side: 'initiating' }, async () => {}],
]

describe('what each may do', () => {
  const roles = {
    lead: { visitor: () => camille, facts: {}, status: 200 },
    assistant: { visitor: () => jules, facts: { legalCoordinatorId: 'jules-hartwell' }, status: 403 },
    stranger: { visitor: () => jules, facts: {}, status: 404 },
    administrator: { visitor: () => robin, facts: {}, status: 403 },
    'anybody, of nobody’s file': { visitor: () => jules, facts: { leadCoordinatorId: null }, status: 409 },
  } as const
  const cases = actions.flatMap(([path, body, arrange]) =>
    Object.entries(roles).map(([role, what]) => ({ path, body, arrange, role, ...what })),
  )

  const chosen = chooseCases(cases, standsForRoles(Object.keys(roles).length))

  it.each(chosen)('$role: “$path” is answered with $status', async ({ path, body, arrange, ...who }) => {
    await record(who.facts)
    await arrange()
    const ask = () => post(who.visitor(), path, body)
    const { status } = who.status === 200 ? await ask() : await changesNothing(ask)
    // A change answers 204.
    expect(status === 204 ? 200 : status).toBe(who.status)
  })

  it.each(Object.entries(roles))('%s: sees the gate and the call sheet accordingly', async (_, who) => {
    await record(who.facts)
    await authorise()
    const ask = () => readCallSheet(who.visitor(), { authorisation: 'authorisation' })
    const sheet = who.status === 200 ? await ask() : await changesNothing(ask)
    expect(sheet.status).toBe(who.status)
    expect(await changesNothing(() => gateFor(who.visitor()))).toEqual({
      isGateOpen: who.status === 200,
    })
  })

  it('is asked of the gate in one call', async () => {
    await recordAuthorised()
    const { DB, calls } = createCountingD1()
    expect(await gateFor(await team.createVisitor(CAMILLE, { DB }))).toEqual({ isGateOpen: true })
    expect(calls).toHaveLength(1)
  })

  it('is said with the file', async () => {
    await record()
    expect((await read()).may.callOtherParent).toBe(true)
    expect((await read(robin)).may.callOtherParent).toBe(false)
  })

  it.each(actions)('“%s” is refused until the conflicts are reviewed', async (path, body, arrange) => {
    await record({}, { id: 'F1RS-TTTT' })
    await record({ createdAt: 2 })
    await arrange()
    for (const fileId of ['F1RS-TTTT', FILE])
      await db.insert(matchTokens).values({ token: 'same', kind: 'email', fileId, side: 'initiating' })
    await expectNoChange(409, () => post(camille, path, body))
    expect((await read()).calls).toEqual([])
    expect((await read()).latestAuthorisations).toEqual([])
  })

  it.each<readonly [path: string, body: unknown]>([
    ['authorisation-request', { side: 'family' }],
    ['order-reading', { finding: 'perhaps', reportedUntil: 1 }],
    ['order-reading', { finding: 'forbids' }],
    // That nothing forbids the call is never recorded by a slip.
    ['order-reading', { finding: 'nothing-forbids', reportedUntil: 1 }],
    ['order-reading', { ...buildNothingForbidsBody(1), isConfirmed: false }],
    ['order-reading', { ...buildNothingForbidsBody(1), read: null }],
    // No order ends before it was made.
    ...(['nothing-forbids', 'forbids'] as const).map((finding) => {
      const body = buildNothingForbidsBody(1)
      return ['order-reading', { ...body, finding, read: { ...body.read, expiresOn: '2026-05-03' } }] as const
    }),
    ...(['document', 'court', 'date', 'expiresOn'] as const).map((missing) => {
      const body = buildNothingForbidsBody(1)
      return ['order-reading', { ...body, read: { ...body.read, [missing]: undefined } }] as const
    }),
    ...[
      ' ',
      '\u200b',
      '\u3164\u2800',
      '\u202d\u202c',
      '\u0301',
      'To\u202eronto',
      '\ud800',
      'x'.repeat(201),
    ].map((court) => {
      const body = buildNothingForbidsBody(1)
      return ['order-reading', { ...body, read: { ...body.read, court } }] as const
    }),
    ['contact-hold', { lifted: 'hold', reason: 'because' }],
    ['readings/other-contact', { language: 'en' }],
    ['readings/other-contact', { authorisation: 'authorisation' }],
    ['readings/call-sheet', { authorisation: 1 }],
    ['call-attempts', callAttempt({ outcome: 'maybe' })],
    ['call-attempts', callAttempt({ id: 'one' })],
    ['call-attempts', callAttempt({ channel: 'invitation' })],
    ['call-attempts', callAttempt({ attemptedAt: 'now' })],
    ['invitation', { authorisation: 'authorisation', email: 'not an address' }],
    ['access-code', {}],
    ['access-code-confirmation', { side: 'initiating', through: 'in-person' }],
  ])('“%s” takes nothing malformed', async (path, body) => {
    await recordAuthorised()
    await expectNoChange(422, () => post(camille, path, body))
  })
})

describe('a file', () => {
  it('says in which state the authorisation of the parent who came is, and what came of it', async () => {
    await record()
    expect((await read()).calls).toEqual([
      {
        side: 'initiating',
        language: 'en',
        reference: 'G1VE-NREF',
        earlier: [],
        gate: 'not-in-force',
        mayRequestAuthorisation: true,
        attemptsLeft: MOST,
        areCallsOver: false,
        hasUnsafeCall: false,
        callsRecordedUntil: 0,
        relatedCallAttempts: [],
        callReopenings: [],
        callAttempts: [],
        invitations: [],
      },
    ])
    await authorise()
    await insertCallAttempt('no-answer')
    await insertContactHold()
    const { calls, contactHolds: holds, latestAuthorisations } = await read()
    expect(calls).toMatchObject([
      {
        latest: {
          id: 'authorisation',
          state: 'on-hold',
          receiptHash: 'receipt authorisation',
          requestedBy: null,
        },
        gate: 'on-hold',
        mayRequestAuthorisation: false,
        callAttempts: [
          { outcome: 'no-answer', recordedBy: { id: 'camille-verdier', name: 'Camille Verdier' } },
        ],
      },
    ])
    expect(holds).toMatchObject([
      { side: 'initiating', reportedIn: 'intake', liftedAt: null, orderReadBy: null },
    ])
    expect(latestAuthorisations).toMatchObject([{ side: 'initiating' }])
    const answered = latestAuthorisations[0]?.sections[0]?.rows.find(
      ({ question }) => question === 'withheld',
    )
    expect(answered?.lines[0]).toBe('The street we moved to.')
  })

  it('never shows with it the contact details given, nor anything sealed', async () => {
    await record({}, { email: 'kanari@example.com' })
    await authorise()
    const text = JSON.stringify(await read())
    // A number as it is stored or as it is written; an instant may hold the same digits.
    expect(text).not.toMatch(/\+1\d{3}555|555[-. ]\d|otherPhone|eyJ|kanari|code of/)
  })

  it('shows the messages about it, and that one failed', async () => {
    await record({}, { email: 'morgan@example.com' })
    vi.restoreAllMocks()
    mockMailProvider(refuseDelivery(422, 'validation_error'))
    team = await createAccessTeam()
    camille = await team.createVisitor(CAMILLE)
    await post(camille, 'authorisation-request', { side: 'initiating' })
    expect((await read()).messages).toEqual([
      {
        id: expect.any(String),
        isStored: true,
        kind: 'authorisation-requested',
        outcome: 'failed',
        lastError: 'validation_error',
        emailProblem: null,
        createdAt: expect.any(Number),
      },
    ])
    expect((await read()).calls[0]?.latest?.state).toBe('requested')
  })
})

describe('requesting an authorisation', () => {
  it('e-mails a parent at an address they called safe, discreetly, under the subject they chose', async () => {
    await record({}, { email: 'morgan@example.com' })
    const answer = (await (await post(camille, 'authorisation-request', { side: 'initiating' })).json()) as {
      mailed: boolean
    }
    expect(answer).toEqual({ mailed: true })
    expect((await loadFilePanels<Facts>(camille, FILE)).calls[0]).toMatchObject({
      latest: { state: 'requested', requestedBy: { id: 'camille-verdier' } },
      mayRequestAuthorisation: false,
    })
    expect(deliveries).toMatchObject([{ to: 'morgan@example.com', subject: 'Your documents' }])
    expect(JSON.parse(deliveries[0]?.body ?? '').from).toBe(practice.discreetMailFrom)
    expect(await listAuditDetails(FILE)).toEqual([
      ['camille-verdier', 'authorisation_requested', { side: 'initiating', mailed: true }],
    ])
  })

  it('sends nothing to an address that was given for the other parent too, and says so', async () => {
    await record({}, { email: 'morgan@example.com' })
    await insertMatchTokensOfAnswers(FILE, {
      email: 'morgan@example.com',
      otherEmail: 'Morgan+a@example.com',
    })
    const answer = await post(camille, 'authorisation-request', { side: 'initiating' })
    expect(await answer.json()).toEqual({ mailed: false })
    expect(deliveries).toEqual([])
    expect(await countRows('outbox')).toBe(0)
    expect(await listAuditDetails(FILE)).toEqual([
      ['camille-verdier', 'authorisation_requested', { side: 'initiating', mailed: false }],
    ])
  })

  it('sends nothing to a parent who called no address safe, and says so', async () => {
    await record()
    const answer = (await (await post(camille, 'authorisation-request', { side: 'initiating' })).json()) as {
      mailed: boolean
    }
    expect(answer.mailed).toBe(false)
    expect(deliveries).toEqual([])
    expect(await listAuditDetails(FILE)).toEqual([
      ['camille-verdier', 'authorisation_requested', { side: 'initiating', mailed: false }],
    ])
  })

  it('is refused twice, and of the parent who has not come', async () => {
    await record({}, { email: 'morgan@example.com' })
    for (const side of ['other', 'initiating', 'initiating'])
      await post(camille, 'authorisation-request', { side })
    expect(await countRows('authorisations')).toBe(1)
    await expectNoChange(409, () => post(camille, 'authorisation-request', { side: 'initiating' }))
    expect(deliveries).toHaveLength(1)
  })
})

describe('opening the contact details', () => {
  it('gives those of the authorisation and of the intake, in the language of the desk, and records it', async () => {
    await recordAuthorised()
    const answer = await readOtherContact(camille, 'authorisation', 'fr')
    const { sections, callableNumbers } = (await answer.json()) as {
      sections: { rows: { label: string; lines: string[] }[] }[]
      callableNumbers: unknown
    }
    expect(sections.flatMap(({ rows }) => rows.map(({ label, lines }) => [label, lines]))).toEqual([
      ['Un meilleur numéro pour joindre l’autre parent', ['613\u00a0555\u00a00188']],
      ['otherPhone', ['+1 613 555 0177']],
    ])
    expect(callableNumbers).toEqual([
      { question: 'otherPhoneNow', phone: '+16135550188', shown: '613\u00a0555\u00a00188' },
      { question: 'otherPhone', phone: '+1 613 555 0177', shown: '+1\u00a0613\u00a0555\u00a00177' },
    ])
    expect(await listAuditDetails(FILE)).toEqual([['camille-verdier', 'other_contact_read', {}]])
    expect(answer.headers.get('Cache-Control')).toContain('no-store')
  })

  it('calls no number that its writer called unsafe', async () => {
    await recordAuthorised({ sealedOtherContact: null })
    const id = `intake ${FILE}`
    const part = { otherPhone: '+16135550177', otherPhoneSafe: 'no' }
    const envelope = { asked: [], answers: part }
    const context = `submissions.sealed_other_contact:${id}` as const
    const sealedOtherContact = await seal(keys, 'otherContact', context, envelope)
    await db.update(submissions).set({ sealedOtherContact }).where(eq(submissions.id, id))
    const answer = await readOtherContact()
    expect(await answer.json()).toMatchObject({ callableNumbers: [] })
  })

  it('leaves out a number that the parent who authorised the call gave as their own, and says so', async () => {
    await record({}, { phone: '+16135550177' })
    await authorise()
    const answer = await readOtherContact()
    const read = (await answer.json()) as { hasWithheldNumber: boolean; sections: unknown }
    expect(read.hasWithheldNumber).toBe(true)
    expect(JSON.stringify(read.sections)).toContain('613\u00a0555\u00a00188')
    expect(JSON.stringify(read.sections)).not.toContain('0177')
  })

  it('is flagged in the header when details were given for both parents', async () => {
    await recordAuthorised()
    const readKinds = async () => {
      const header = await camille.get(`/desk/api/files/${FILE}/header`)
      return ((await header.json()) as { sharedContactKinds: string[] }).sharedContactKinds
    }
    expect(await readKinds()).toEqual([])
    const insert = (token: string, kind: (typeof contactTokenKinds)[number], side: 'initiating' | 'other') =>
      db.insert(matchTokens).values({ token, kind, fileId: FILE, side })
    await insert('lawyer of both', 'lawyer-phone', 'initiating')
    await insert('lawyer of both', 'lawyer-phone', 'other')
    await insert('address', 'reach-email', 'initiating')
    await insert('number', 'reach-phone', 'initiating')
    expect(await readKinds()).toEqual([])
    await insert('number', 'lawyer-phone', 'other')
    expect(await readKinds()).toEqual(['phone'])
    await insert('address', 'reach-email', 'other')
    expect(await readKinds()).toEqual(['email', 'phone'])
  })

  it('leaves nothing of it in the log', async () => {
    await recordAuthorised()
    const logs = captureConsole()
    await readOtherContact()
    await gateFor()
    expect(logs.eventsNamed('request')).toHaveLength(2)
    // The id of a request may contain any three digits by chance.
    const logged = logs.lines.join('\n').replaceAll(/"request":"[\da-f-]{36}"/g, '')
    expect(logged).not.toMatch(/\+1\d{3}555|555[-. ]\d|authorisation|F11E|camille/i)
  })

  /** Inserts a related file; with `isReviewed`, Camille has reviewed it. */
  const recordRelatedFile = async (
    facts: Partial<typeof files.$inferInsert>,
    { isReviewed = false, hasContactHold = false, kind = 'phone' as 'phone' | 'lawyer' } = {},
  ) => {
    await record(facts, { id: 'E15E-WHER' })
    for (const fileId of ['E15E-WHER', FILE])
      await db.insert(matchTokens).values({ token: 'same', kind, fileId, side: 'initiating' })
    if (isReviewed) await queryRows('update files set conflicts_reviewed_at = ? where id = ?', TEST_NOW, FILE)
    if (hasContactHold)
      await db.insert(contactHolds).values({
        id: 'related contact hold',
        parentId: 'initiating E15E-WHER',
        reportedIn: 'intake',
        reportedAt: 1,
      })
  }

  /** Records a closed file in which the same person declined, with nothing else that shuts the gate. */
  const recordNoInRelatedFile = async () => {
    await recordRelatedFile({ stage: 'closed' }, { isReviewed: true })
    await queryRows("update match_tokens set side = 'other'")
    await authorise({ parentId: 'initiating E15E-WHER' }, 'elsewhere')
    await insertCallAttempt('declined', 'elsewhere')
  }

  const relatedFileGates: readonly [gate: string, arrange: () => Promise<unknown>][] = [
    ['conflict-review-needed', () => recordRelatedFile({ createdAt: 2 })],
    ['conflict-review-needed', () => recordRelatedFile({ createdAt: 2 }, { hasContactHold: true })],
    [
      'related-file-on-hold',
      () => recordRelatedFile({ createdAt: 2 }, { isReviewed: true, hasContactHold: true }),
    ],
    ['open', () => recordRelatedFile({ createdAt: 2 }, { isReviewed: true })],
    ['open', () => recordRelatedFile({ createdAt: 2, stage: 'closed' }, { hasContactHold: true })],
    ['open', () => recordRelatedFile({ createdAt: 2 }, { kind: 'lawyer', hasContactHold: true })],
  ]
  it.each(relatedFileGates)('is “%s” for requesting too, and refused accordingly', async (gate, arrange) => {
    await record()
    await arrange()
    const [parentCalls] = (await read()).calls
    const may = gate === 'open'
    expect(parentCalls).toMatchObject({ gate: may ? 'not-in-force' : gate, mayRequestAuthorisation: may })
    const ask = () => post(camille, 'authorisation-request', { side: 'initiating' })
    expect((may ? await ask() : await changesNothing(ask)).status).toBe(may ? 200 : 409)
  })

  const gates: readonly [gate: string, state: string, arrange: () => Promise<unknown>][] = [
    ['open', 'in-force', authorise],
    ...relatedFileGates.map(
      ([gate, arrange]) => [gate, 'in-force', () => authorise().then(arrange)] as (typeof gates)[number],
    ),
    ['not-in-force', 'expired', () => authorise({ expiresAt: TEST_NOW - 1 })],
    ['not-in-force', 'withdrawn', () => authorise({ withdrawnAt: TEST_NOW })],
    ['not-in-force', 'declined', () => authorise({ declinedAt: TEST_NOW, grantedAt: null, expiresAt: null })],
    ['not-in-force', 'requested', () => authorise({ grantedAt: null, expiresAt: null })],
    ['not-in-force', 'superseded', () => authorise({ supersededAt: TEST_NOW })],
    ['on-hold', 'on-hold', () => authorise().then(() => insertContactHold())],
    ['ended', 'in-force', () => authorise().then(() => insertCallAttempt('declined'))],
    ['ended', 'in-force', () => authorise().then(() => insertCallAttempt('unsafe'))],
    ['ended-in-related-file', 'in-force', () => authorise().then(recordNoInRelatedFile)],
    ['wrong-number', 'in-force', () => authorise().then(() => insertCallAttempt('wrong-number'))],
    [
      'attempts-used',
      'in-force',
      () =>
        authorise().then(() =>
          Promise.all(Array.from({ length: MOST }, () => insertCallAttempt('no-answer'))),
        ),
    ],
    ['closed', 'in-force', () => authorise().then(() => db.update(files).set({ stage: 'closed' }))],
    [
      'other-parent-came',
      'in-force',
      async () => {
        await authorise()
        const copied = `insert into submissions (id, file_id, parent_id, form, version, sealed_answers, idempotency_key, sent_at)
            select ?, file_id, ?, form, version, sealed_answers, ?, sent_at`
        await queryRows(`${copied} from submissions`, `intake ${FILE} 2`, `other ${FILE}`, 'second')
        const sealed = await seal(keys, 'answers', `submissions.sealed_answers:intake ${FILE} 2`, {
          asked: [],
          answers: {},
        })
        await queryRows("update submissions set sealed_answers = ? where idempotency_key = 'second'", sealed)
      },
    ],
  ]
  it('tells of a no in a related file, and opens again for a reason on record', async () => {
    await recordAuthorised()
    await recordNoInRelatedFile()
    const [shut] = (await read()).calls
    expect(shut).toMatchObject({
      areCallsOver: true,
      callsRecordedUntil: TEST_NOW,
      relatedCallAttempts: [{ reference: 'E15E-WHER', attemptedAt: TEST_NOW - 60_000, outcome: 'declined' }],
    })
    const [no] = (shut?.relatedCallAttempts ?? []) as object[]
    expect(Object.keys(no ?? {})).toEqual(['id', 'reference', 'attemptedAt', 'outcome'])
    const reopening = { side: 'initiating', reason: 'they-asked', coversUntil: TEST_NOW }
    for (const refused of [{ reason: 'they wish it' }, { coversUntil: TEST_NOW - 1 }, { side: 'other' }])
      expect(
        (await changesNothing(() => post(camille, 'call-reopening', { ...reopening, ...refused }))).status,
      ).toBeGreaterThanOrEqual(400)
    expect((await post(camille, 'call-reopening', reopening)).status).toBe(204)
    expect((await read()).calls).toMatchObject([
      {
        gate: 'open',
        areCallsOver: false,
        callReopenings: [{ reason: 'they-asked', reopenedBy: { id: 'camille-verdier' } }],
      },
    ])
    expect(await queryRows("select detail from audit_events where action = 'calls_reopened'")).toEqual([
      { detail: JSON.stringify({ side: 'initiating', reopeningReason: 'they-asked' }) },
    ])
  })

  it.each(gates)(
    'is “%s” as the page says it when the authorisation is %s, and refused accordingly',
    async (gate, state, arrange) => {
      await record()
      await arrange()
      const [parentCalls] = (await read()).calls
      expect(parentCalls).toMatchObject({ gate, latest: { state } })
      const open = gate === 'open'
      expect(await gateFor()).toEqual({ isGateOpen: open })
      const ask = () => readOtherContact()
      expect((open ? await ask() : await changesNothing(ask)).status).toBe(open ? 200 : 409)
      if (!open) {
        const call = callAttempt({ attemptedAt: TEST_NOW })
        await expectNoChange(409, () => post(camille, 'call-attempts', call))
      }
      // The page decides whether to offer the request by the same reasons that refuse it.
      const requested = await post(camille, 'authorisation-request', { side: 'initiating' })
      expect(requested.status).toBe(parentCalls?.mayRequestAuthorisation ? 200 : 409)
    },
  )

  it('is shut by the other parent who applies by themselves and names an order, until it was read', async () => {
    await sendIntake()
    const [first] = await db.select().from(files)
    if (!first) throw new Error('The intake was sent')
    const grantedId = await insertGrantedAuthorisation(first.id)
    const lead = await team.createVisitor(
      practice.coordinators.find(({ id }) => id === first.leadCoordinatorId)?.email ?? '',
    )
    const ask = (reference: string, path: string, body: unknown) =>
      postJson(lead, `/desk/api/files/${reference}/${path}`, body)
    const openNow = async () =>
      (await ask(first.reference, 'readings/other-contact', { language: 'en', authorisation: grantedId }))
        .status
    const gate = async () => (await loadFilePanels<Facts>(lead, first.reference)).calls[0]?.gate
    /** What the header, the list and Today tell of the order. */
    const tell = async (visitor: Visitor) => {
      const get = async <Told>(path: string) =>
        (await visitor.get(`/desk/api/${path}`)).json() as Promise<Told>
      const { contactHoldState } = await get<{ contactHoldState: string | null }>(
        `files/${first.reference}/header`,
      )
      const { facts } = await get<{ facts: { contactHold: { state: string } | null } | null }>(
        `files/${first.reference}/next-step`,
      )
      const { files } = await get<{ files: { reference: string; contactHoldState: string | null }[] }>(
        'files',
      )
      const listed = files.find(({ reference }) => reference === first.reference)?.contactHoldState
      return [contactHoldState, listed, facts?.contactHold?.state]
    }
    expect(await openNow()).toBe(200)
    expect(await tell(lead)).toEqual([null, null, undefined])

    vi.setSystemTime(TEST_NOW + 1000)
    await sendIntake({ ...otherParentFields, noContactOrder: ['yes'] })
    const [second] = await db.select().from(files).where(ne(files.id, first.id))
    if (!second) throw new Error('It opened a file of its own')
    // An order that anybody reports shuts the gate before their file is accepted.
    expect([await gate(), await openNow()]).toEqual(['related-file-on-hold', 409])
    expect(await tell(lead)).toEqual(['related-on-hold', 'related-on-hold', 'related-on-hold'])
    // Whoever may not call learns no more of the related file than they did.
    await queryRows("update files set legal_coordinator_id = 'jules-hartwell' where id = ?", first.id)
    expect(await tell(jules)).toEqual([null, null, undefined])
    const review = { reviewedUntil: second.createdAt }
    expect((await ask(first.reference, 'conflict-review', review)).status).toBe(204)
    expect([await gate(), await openNow()]).toEqual(['related-file-on-hold', 409])
    await ask(second.reference, 'conflict-review', review)
    const read = buildNothingForbidsBody(second.createdAt)
    expect((await ask(second.reference, 'order-reading', read)).status).toBe(204)
    expect([await gate(), await openNow()]).toEqual(['open', 200])
    expect(await tell(lead)).toEqual([null, null, undefined])
  })

  it('is shut by an order that forbids contact, which is said above every other reason, and again once a lifted hold is put back', async () => {
    await recordAuthorised()
    await insertContactHold()
    const state = async (visitor = camille) => {
      const { contactHoldState, calls } = await loadFilePanels<Facts & { contactHoldState: string | null }>(
        visitor,
        FILE,
      )
      return [contactHoldState, calls[0]?.gate]
    }
    expect(await state()).toEqual(['on-hold', 'on-hold'])
    const forbids = { finding: 'forbids', reportedUntil: TEST_NOW, read: null }
    expect((await post(camille, 'order-reading', forbids)).status).toBe(204)
    expect(await state()).toEqual(['order-forbids', 'order-forbids'])
    expect((await post(camille, 'order-reading', buildNothingForbidsBody(TEST_NOW))).status).toBe(204)
    expect(await state()).toEqual([null, 'open'])
    const { orderDocuments } = await openFile<{ orderDocuments: readonly object[] }>(camille, FILE)
    expect(orderDocuments).toMatchObject([{ court: 'Ontario Court of Justice, Toronto', date: '2026-05-04' }])

    vi.setSystemTime(TEST_NOW + 1000)
    const [{ id: lifted } = { id: '' }] = await queryRows<{ id: string }>('select id from contact_holds')
    const back = { lifted, reason: 'lifted-by-mistake' }
    await expectNoChange(404, () => post(jules, 'contact-hold', back))
    // An administrator may, and whoever leads is told.
    expect((await post(robin, 'contact-hold', back)).status).toBe(204)
    expect(await state()).toEqual(['on-hold', 'on-hold'])
    await expectNoChange(409, () => post(camille, 'contact-hold', back))
  })

  it('is shut to a request to a parent who came by invitation', async () => {
    await record()
    await db
      .update(parents)
      .set({ invitationAcceptedAt: 1 })
      .where(eq(parents.id, `initiating ${FILE}`))
    expect((await read()).calls).toMatchObject([{ mayRequestAuthorisation: false }])
    const ask = () => post(camille, 'authorisation-request', { side: 'initiating' })
    await expectNoChange(409, ask)
  })

  it('is refused for an authorisation of another file, or for none', async () => {
    await recordAuthorised()
    await record({}, { id: 'ANTH-ER00' })
    const another = (path: string, body: unknown) =>
      postJson(camille, `/desk/api/files/ANTH-ER00/${path}`, body)
    for (const [path, body] of [
      ['readings/other-contact', { language: 'en', authorisation: 'authorisation' }],
      ['readings/call-sheet', { authorisation: 'authorisation' }],
      ['call-attempts', callAttempt()],
      ['invitation', { authorisation: 'authorisation' }],
      ['invitation', { authorisation: 'authorisation', email: 'alex@example.net' }],
    ] as const)
      await expectNoChange(409, () => another(path, body))
    expect(await gateFor(camille, 'nothing')).toEqual({ isGateOpen: false })
    expect(await gateFor(camille, '')).toEqual({ isGateOpen: false })
    expect((await readOtherContact(camille, 'nothing')).status).toBe(409)
  })

  it('is refused, and answered, in a file that a merge has emptied', async () => {
    await recordAuthorised()
    const empty = { id: 'EMPT-Y000', reference: 'EMPT-Y000', route: 'consent', stage: 'closed' } as const
    await db.insert(files).values({ ...empty, leadCoordinatorId: 'camille-verdier', createdAt: 1 })
    const body = { authorisation: 'authorisation', email: 'alex@example.net' }
    expect((await postJson(camille, '/desk/api/files/EMPT-Y000/invitation', body)).status).toBe(409)
  })

  it.each([1, 2, 3])(
    'is refused when the authorisation is withdrawn before call %s to the database',
    async (nth) => {
      await recordAuthorised()
      await appendIntakeSent(FILE)
      let calls = 0
      const DB = createWatchedD1(async (_, go) => {
        calls += 1
        if (calls === nth) await queryRows('update authorisations set withdrawn_at = ?', TEST_NOW + 5)
        return go()
      })
      const visitor = await team.createVisitor(CAMILLE, { DB })
      const answer = await readOtherContact(visitor)
      // Reading takes two calls: one for the file with its last audit row, one for the content with its audit event.
      expect(calls).toBe(2)
      expect(answer.status).toBe(nth <= 2 ? 409 : 200)
      expect((await listAuditDetails(FILE)).slice(1)).toEqual(
        nth <= 2 ? [] : [['camille-verdier', 'other_contact_read', {}]],
      )
      if (nth <= 2) expect(await answer.text()).toBe('{"code":"stale"}')
    },
  )
})

describe('recording a call attempt', () => {
  it('shows it with the file at once, and records it', async () => {
    await recordAuthorised()
    const answer = await post(camille, 'call-attempts', callAttempt({ outcome: 'wants-time' }))
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    const [parentCalls] = (await loadFilePanels<Facts>(camille, FILE)).calls
    expect(parentCalls?.callAttempts).toMatchObject([{ outcome: 'wants-time', nextStep: 'call-again' }])
    expect(await listAuditDetails(FILE)).toEqual([
      [
        'camille-verdier',
        'call_attempt_recorded',
        { channel: 'phone', outcome: 'wants-time', nextStep: 'call-again' },
      ],
    ])
  })

  it('that left the agreed message is one of the calls that the practice allows', async () => {
    await recordAuthorised()
    const call = callAttempt({ outcome: 'left-message', nextStep: 'wait-for-them' })
    expect((await post(camille, 'call-attempts', call)).status).toBe(204)
    const [parentCalls] = (await read()).calls
    expect(parentCalls?.callAttempts).toMatchObject([{ outcome: 'left-message' }])
    expect(parentCalls?.attemptsLeft).toBe(MOST - 1)
  })

  it('is taken from a device whose clock runs a little ahead, as made now, and from no other future', async () => {
    await recordAuthorised()
    const ahead = (minutes: number) => callAttempt({ attemptedAt: TEST_NOW + minutes * 60_000 })
    expect((await post(camille, 'call-attempts', ahead(2))).status).toBe(204)
    const [stored] = await queryRows<{ at: number }>('select attempted_at as at from call_attempts')
    expect(stored?.at).toBe(TEST_NOW)
    await expectNoChange(409, () => post(camille, 'call-attempts', ahead(6)))
  })

  it('pressed twice leaves one, and one answer', async () => {
    await recordAuthorised()
    const call = callAttempt()
    const both = await Promise.all([
      post(camille, 'call-attempts', call),
      post(camille, 'call-attempts', call),
    ])
    expect(both.map(({ status }) => status)).toEqual([204, 204])
    expect(await countRows('call_attempts')).toBe(1)
    expect(await countRows('audit_events')).toBe(1)
  })

  it('at once in many tabs never exceeds what the practice allows', async () => {
    await recordAuthorised()
    const all = await Promise.all(
      Array.from({ length: MOST + 3 }, () => post(camille, 'call-attempts', callAttempt())),
    )
    expect(all.filter(({ status }) => status === 204)).toHaveLength(MOST)
    expect(all.filter(({ status }) => status === 409)).toHaveLength(3)
    expect(await countRows('call_attempts')).toBe(MOST)
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, FILE))).toBeUndefined()
  })

  it('made while the authorisation was in force is stored after it was withdrawn', async () => {
    await recordAuthorised({ withdrawnAt: TEST_NOW })
    const call = callAttempt({ attemptedAt: TEST_NOW - 60_000 })
    expect((await post(camille, 'call-attempts', call)).status).toBe(204)
    expect(await gateFor()).toEqual({ isGateOpen: false })
  })

  it.each(['declined', 'unsafe'])(
    'that ended with “%s” is stored whatever the gate says',
    async (outcome) => {
      await recordAuthorised({ withdrawnAt: TEST_NOW - 3_000_000 })
      await Promise.all(Array.from({ length: MOST }, () => insertCallAttempt('no-answer')))
      await insertContactHold()
      const call = callAttempt({ outcome, nextStep: 'none' })
      expect((await post(camille, 'call-attempts', call)).status).toBe(204)
      expect(await listAuditDetails(FILE)).toHaveLength(1)
    },
  )

  it('that ended with a no closes the gate in every other tab', async () => {
    await recordAuthorised()
    expect(await gateFor()).toEqual({ isGateOpen: true })
    await post(camille, 'call-attempts', callAttempt({ outcome: 'declined', nextStep: 'none' }))
    expect(await gateFor()).toEqual({ isGateOpen: false })
  })
})

describe('inviting', () => {
  it('takes one call to read the file, and one to write', async () => {
    await record()
    await authorise()
    await insertCallAttempt('interested')
    await appendIntakeSent(FILE)
    const { DB, calls } = createCountingD1()
    const visitor = await team.createVisitor(CAMILLE, { DB })
    const answer = await post(visitor, 'invitation', { authorisation: 'authorisation' })
    expect(answer.status).toBe(200)
    // Messages are sent after the response.
    const isForMail = ([first = '', ...others]: readonly string[]) =>
      others.length === 0 && first.startsWith('update "outbox"')
    expect(calls.filter((statements) => !isForMail(statements))).toHaveLength(2)
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, FILE))).toBeUndefined()
  })

  it('gives a code to read out, once, and stores only its hash', async () => {
    await recordAuthorised()
    await insertCallAttempt('interested')
    const answer = (await (await post(camille, 'invitation', { authorisation: 'authorisation' })).json()) as {
      code: string
      expiresAt: number
    }
    expect(answer.code).toMatch(/^V-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    const days = (answer.expiresAt - TEST_NOW) / DAY_MS
    expect(Math.round(days)).toBe(practice.invitationDays)
    const [stored] = await queryRows<{ code_hash: string }>('select code_hash from invitations')
    expect(stored?.code_hash).toBe(await hashCode(keys.draft, 'invitation', answer.code.replace('V-', '')))
    expect((await read()).calls[0]?.invitations).toMatchObject([{ endedAt: null, acceptedAt: null }])
    expect(JSON.stringify(await read())).not.toContain(answer.code)
    expect(await listAuditDetails(FILE)).toContainEqual([
      'camille-verdier',
      'invitation_created',
      { by: 'read-out' },
    ])
    expect(deliveries).toEqual([])
  })

  it('sends it to no address that the first parent gave as their own, in whatever spelling', async () => {
    await recordAuthorised()
    await insertCallAttempt('interested')
    await insertMatchTokensOfAnswers(FILE, { email: 'morgan@example.com', otherEmail: 'alex@example.net' })
    const answer = await post(camille, 'invitation', {
      authorisation: 'authorisation',
      email: 'Morgan+code@Example.com',
    })
    expect([answer.status, await answer.json()]).toEqual([422, { code: 'invalid', paths: ['email'] }])
    expect([deliveries, await countRows('invitations')]).toEqual([[], 0])
  })

  it('sends it to an address they gave, in their language, and leaves the address nowhere', async () => {
    await recordAuthorised()
    await insertCallAttempt('interested')
    const logs = captureConsole()
    const answer = await post(camille, 'invitation', {
      authorisation: 'authorisation',
      email: 'alex@example.net',
    })
    const { code } = (await answer.json()) as { code: string }
    expect(deliveries).toMatchObject([{ to: 'alex@example.net', subject: 'Votre référence' }])
    expect(deliveries[0]?.text).toContain(code)
    expect(deliveries[0]?.text).toMatch(/\/fr\/code\/$/m)
    expect(JSON.parse(deliveries[0]?.body ?? '').from).toBe(practice.discreetMailFrom)
    expect(await listAuditDetails(FILE)).toContainEqual([
      'camille-verdier',
      'invitation_created',
      { by: 'e-mail' },
    ])
    const storedMessages = JSON.stringify(await queryRows('select * from outbox'))
    expect(storedMessages + logs.lines.join('\n') + JSON.stringify(await read())).not.toMatch(/alex@/)
    expect(logs.lines.join('\n')).not.toContain(code)
  })

  it('sends no code that opens nothing any more, once messages can leave', async () => {
    await recordAuthorised()
    await insertCallAttempt('interested')
    vi.restoreAllMocks()
    let isUp = false
    const down = refuseDelivery(500, 'internal_server_error')
    mockMailProvider((...request) => (isUp ? acceptDelivery : down)(...request), deliveries)
    camille = await (await createAccessTeam()).createVisitor(CAMILLE)
    const inviteByMail = () =>
      post(camille, 'invitation', { authorisation: 'authorisation', email: 'alex@example.net' })
    await inviteByMail()
    const second = (await (await inviteByMail()).json()) as { code: string }
    isUp = true
    const drain = () => drainOutbox(parseEnvironment(bindings), () => TEST_NOW + 120_000)
    const attempted = deliveries.length
    await drain()
    expect(deliveries.slice(attempted).map(({ text }) => text.includes(second.code))).toEqual([true])

    isUp = false
    await inviteByMail()
    await post(camille, 'call-attempts', callAttempt({ outcome: 'unsafe', nextStep: 'none' }))
    isUp = true
    const before = deliveries.length
    await drain()
    expect(deliveries).toHaveLength(before)
    expect((await read()).messages.map(({ outcome, lastError }) => [outcome, lastError]).toSorted()).toEqual([
      ['failed', 'ended'],
      ['failed', 'ended'],
      ['sent', 'internal_server_error'],
    ])
  })

  it.each(['wants-time', 'declined', 'no-answer'] as const)(
    'is refused after “%s”, and sends nothing',
    async (outcome) => {
      await recordAuthorised()
      await insertCallAttempt(outcome)
      const ask = () =>
        post(camille, 'invitation', { authorisation: 'authorisation', email: 'alex@example.net' })
      await expectNoChange(409, ask)
      expect(deliveries).toEqual([])
    },
  )
})

describe('the call sheet', () => {
  it('is in the other parent’s language: the rules of this call first, the script, and what is never said', async () => {
    await recordAuthorised()
    await insertCallAttempt('no-answer')
    const answer = await readCallSheet(camille, { authorisation: 'authorisation' })
    const sheet = (await answer.json()) as {
      language: string
      rules: { question: string; label: string; lines: string[] }[]
      callScript: { title: string; lines: string[] }[]
      message: string
      neverSaid: string[]
    }
    expect(sheet.language).toBe('fr')
    expect(sheet.rules.map(({ question }) => question)).toEqual([
      'callWhen',
      'callNever',
      'voicemail',
      'withheld',
    ])
    expect(sheet.rules[2]?.lines).toEqual(['Un nom et un numéro, sans dire pourquoi'])
    expect(sheet.rules[3]?.lines.join()).toContain('The street we moved to.')
    expect(sheet.callScript.map(({ title }) => title)).toEqual(callScript.parts.map(({ title }) => title.fr))
    expect(sheet.callScript.flatMap(({ lines }) => lines)).toEqual(
      callScript.parts.flatMap(({ lines }) => lines.map(({ fr }) => fr)),
    )
    expect(sheet.message).toBe(voicemailWording.fr)
    expect(sheet.neverSaid).toEqual(neverSaidWording.lines.map(({ fr }) => fr))
    expect(JSON.stringify(sheet)).not.toMatch(/555-?01|otherPhone/)
    const latest = await readCallSheet()
    expect(await latest.json()).toEqual(sheet)
  })

  it('is recorded each time it is opened', async () => {
    await recordAuthorised()
    await appendIntakeSent(FILE)
    const { DB, calls } = createCountingD1()
    await readCallSheet(await team.createVisitor(CAMILLE, { DB }))
    expect(calls).toHaveLength(2)
    await queryRows('update authorisations set withdrawn_at = ?', TEST_NOW)
    await readCallSheet()
    expect((await listAuditDetails(FILE)).slice(1)).toEqual([
      ['camille-verdier', 'call_sheet_read', { rules: true }],
      ['camille-verdier', 'call_sheet_read', { rules: false }],
    ])
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, FILE))).toBeUndefined()
  })

  it.each([
    [
      'the authorisation was withdrawn',
      () => queryRows('update authorisations set withdrawn_at = ?', TEST_NOW),
    ],
    ['an order is to be read', () => insertContactHold()],
    ['nobody may be called any more', () => insertCallAttempt('unsafe')],
  ])('holds nothing that the parent answered once %s', async (_, closeGate) => {
    await recordAuthorised()
    await closeGate()
    const answer = await readCallSheet()
    expect(answer.status).toBe(200)
    const sheet = await answer.text()
    expect(JSON.parse(sheet)).toMatchObject({
      isGateOpen: false,
      rules: [],
      message: null,
      authorisation: 'authorisation',
    })
    expect(sheet).not.toContain('The street we moved to.')
  })

  it('has no message when none may be left', async () => {
    await recordAuthorised({
      sealedEvidence: await seal(keys, 'answers', buildEvidenceSealContext('authorisation'), {
        asked: [],
        answers: {},
      }),
    })
    const answer = await readCallSheet(camille, { authorisation: 'authorisation' })
    expect(await answer.json()).toMatchObject({ message: null, rules: [] })
  })
})

it('a new code for “Your file” opens it, and the old one does not', async () => {
  await record()
  const old = await hashCode(keys.draft, 'file', 'the old code')
  await queryRows('update parents set access_code_hash = ? where side = ?', old, 'initiating')
  const { code } = (await (await post(camille, 'access-code', { side: 'initiating' })).json()) as {
    code: string
  }
  expect(code).toMatch(/^A(-[0-9A-Z]{4}){4}$/)
  const [parent] = await queryRows<{ access_code_hash: string }>(
    "select access_code_hash from parents where side = 'initiating'",
  )
  expect(parent?.access_code_hash).toBe(await hashCode(keys.draft, 'file', code.replace('A-', '')))
  expect(await listAuditDetails(FILE)).toEqual([
    ['camille-verdier', 'access_code_replaced', { side: 'initiating' }],
  ])
  await expectNoChange(409, () => post(camille, 'access-code', { side: 'other' }))
})
