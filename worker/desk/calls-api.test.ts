import { eq, ne } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { neverSaid, wordsOfCall, wordsOfMessage } from '../../content/authorisation/call-script.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { contactAuthorisation } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import {
  authorisations,
  files,
  freezes,
  matchTokens,
  outreach,
  parents,
  submissions,
} from '../../db/schema.ts'
import { readForm } from '../../forms/parse.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { accessTeam, type Team } from '../../tests/support/access-team.ts'
import { giveAuthorisation } from '../../tests/support/authorisation-and-invitation.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, count, rows } from '../../tests/support/database-rows.ts'
import { declared, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import {
  type Delivery,
  mailProvider,
  refused as refusedBy,
  taken,
} from '../../tests/support/mock-mail-provider.ts'
import { bindings, prepareDatabase, type Visitor, watchedD1 } from '../../tests/support/test-portal.ts'
import { evidencePlace, otherContactPlace } from '../authorisation/grant.ts'
import { environment } from '../environment.ts'
import { contactPlace } from '../intake/contact-rules.ts'
import { partOf } from '../intake/send.ts'
import { drainOutbox } from '../mail/drain.ts'
import { codeId } from '../privacy/code.ts'
import { seal } from '../privacy/seal.ts'

const FILE = 'F11E-F11E'
const DAY = 86_400_000
const MOST = practice.attempts
const CAMILLE = 'camille@lantern-street.example.com'

let team: Team
let camille: Visitor
let jules: Visitor
let robin: Visitor
let deliveries: Delivery[]

beforeEach(async () => {
  await prepareDatabase()
  deliveries = mailProvider()
  team = await accessTeam()
  camille = await team.visit(CAMILLE)
  jules = await team.visit('jules@lantern-street.example.com')
  robin = await team.visit('robin@lantern-street.example.com')
})
afterEach(() => {
  vi.restoreAllMocks()
})

const { db, keys, draftSecret } = environment(bindings)

/** A file that Camille leads, whose initiating parent wrote; the other parent speaks French. */
async function record(
  facts: Partial<typeof files.$inferInsert> = {},
  { email, id = FILE }: { email?: string; id?: string } = {},
): Promise<void> {
  const part = (name: string, answer: string) => ({
    asked: [
      {
        slug: 'page',
        title: { en: 'Page', fr: 'Page' },
        questions: { [name]: { kind: 'text', label: { en: name, fr: name } } },
      },
    ],
    answers: { [name]: answer },
  })
  const contact = { mailSubject: 'documents', timeZone: 'America/Toronto', ...(email && { email }) }
  const file = { id, reference: id, route: 'one-parent', stage: 'open', openedAt: 1 } as const
  const given = `intake ${id}`
  await db.batch([
    db.insert(files).values({ ...file, leadCoordinator: 'camille-verdier', ...facts }),
    db.insert(parents).values([
      {
        id: `initiating ${id}`,
        fileId: id,
        side: 'initiating',
        language: 'en',
        standing: 'received',
        givenReference: 'G1VE-NREF',
        accessId: `code of ${id}`,
        contact: await seal(keys, 'answers', contactPlace(`initiating ${id}`), contact),
      },
      { id: `other ${id}`, fileId: id, side: 'other', language: 'fr' },
    ]),
    db.insert(submissions).values({
      id: given,
      fileId: id,
      parentId: `initiating ${id}`,
      form: 'intake',
      version: 2,
      answers: await seal(keys, 'answers', `submissions.answers:${given}`, part('wrote', 'words')),
      otherContact: await seal(
        keys,
        'otherContact',
        `submissions.other_contact:${given}`,
        part('otherPhone', '+1 613 555 0177'),
      ),
      idempotencyKey: given,
      sentAt: 1,
    }),
  ])
}

/** The initiating parent's word, given an hour ago for thirty days, as the page of their own keeps it. */
async function authorise(
  facts: Partial<typeof authorisations.$inferInsert> = {},
  id = 'word',
): Promise<void> {
  const reading = readForm(contactAuthorisation, authorisationExamples.full.fields)
  if (!reading.ok) throw new Error('The example cannot be read')
  const { asked, answers } = reading
  const now = Date.now()
  await db.insert(authorisations).values({
    id,
    parentId: `initiating ${FILE}`,
    madeAt: now - 3_600_000,
    grantedAt: now - 3_600_000,
    expiresAt: now + 30 * DAY,
    receiptHash: `receipt ${id}`,
    evidence: await seal(keys, 'answers', evidencePlace(id), partOf('answers', asked, answers)),
    otherContact: await seal(
      keys,
      'otherContact',
      otherContactPlace(id),
      partOf('otherContact', asked, answers),
    ),
    ...facts,
  })
}

/** The other parent of the complete example, who applies by themselves and names an order. */
const byTheOther: Fields = {
  ...intakeExamples.byOneParent.fields,
  legalName: ['Alexis Brandt'],
  'birthDate-day': ['9'],
  phone: ['613 555 0177'],
  email: ['a.brandt@example.net'],
  otherName: ['Mo Tanaka'],
  otherPhone: ['613 555 0142'],
  otherEmail: ['mo.tanaka@example.com'],
  noContactOrder: ['yes'],
}

const attempted = (outcome: typeof outreach.$inferInsert.outcome, authorisationId = 'word') =>
  db.insert(outreach).values({
    id: crypto.randomUUID(),
    authorisationId,
    attemptedAt: Date.now() - 60_000,
    recordedAt: Date.now(),
    recordedBy: 'camille-verdier',
    channel: 'phone',
    outcome,
    nextStep: 'none',
  })

const frozen = (id = 'freeze') =>
  db
    .insert(freezes)
    .values({ id, parentId: `initiating ${FILE}`, saidIn: 'intake', saidAt: Date.now() - 3_600_000 })

const post = (visitor: Visitor, path: string, body: unknown) =>
  visitor.request(`/desk/api/files/${FILE}/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

const anAttempt = (facts: Readonly<Record<string, unknown>> = {}) => ({
  id: crypto.randomUUID(),
  authorisation: 'word',
  attemptedAt: Date.now() - 1000,
  channel: 'phone',
  outcome: 'no-answer',
  nextStep: 'call-again',
  ...facts,
})

interface Calling {
  readonly side: string
  readonly gate: string
  readonly mayBeAsked: boolean
  readonly latest?: Readonly<Record<string, unknown>>
  readonly attempts: readonly Readonly<Record<string, unknown>>[]
  readonly invitations: readonly Readonly<Record<string, unknown>>[]
  readonly freezes: readonly Readonly<Record<string, unknown>>[]
  readonly [fact: string]: unknown
}
interface Facts {
  readonly calling: readonly Calling[]
  readonly authorised: readonly {
    readonly side: string
    readonly sections: { rows: { question: string; lines: string[] }[] }[]
  }[]
  readonly mail: readonly Readonly<Record<string, unknown>>[]
  readonly may: Readonly<Record<string, boolean>>
}

const read = async (visitor = camille) =>
  (await (await visitor.get(`/desk/api/files/${FILE}`)).json()) as Facts

const gateFor = async (visitor = camille, authorisation = 'word') =>
  (await (await visitor.get(`/desk/api/files/${FILE}/gate?authorisation=${authorisation}`)).json()) as {
    open: boolean
  }

const auditOf = async () =>
  (await readAudit(db, FILE)).map(({ actor, action, detail }) => [actor, action, JSON.parse(detail)])

/** Every route that changes or opens something, as it is asked rightly, and the answer when it is done. */
const deeds: readonly [path: string, body: unknown, given: () => Promise<unknown>][] = [
  ['authorisation', { side: 'initiating' }, async () => {}],
  ['order-read', { finding: 'forbids', saidUntil: Date.now() }, () => authorise().then(() => frozen())],
  ['other-contact', { authorisation: 'word' }, authorise],
  ['attempts', anAttempt(), authorise],
  ['invitation', { authorisation: 'word' }, () => authorise().then(() => attempted('interested'))],
  ['code', { side: 'initiating' }, async () => {}],
]

describe('what each may do', () => {
  const roles = {
    lead: { visitor: () => camille, facts: {}, status: 200 },
    assistant: { visitor: () => jules, facts: { legalCoordinator: 'jules-hartwell' }, status: 403 },
    stranger: { visitor: () => jules, facts: {}, status: 404 },
    administrator: { visitor: () => robin, facts: {}, status: 403 },
    'anybody, of nobody’s file': { visitor: () => jules, facts: { leadCoordinator: null }, status: 403 },
  } as const
  const cases = deeds.flatMap(([path, body, given]) =>
    Object.entries(roles).map(([role, what]) => ({ path, body, given, role, ...what })),
  )

  it.each(cases)('$role: “$path” is answered with $status', async ({ path, body, given, ...who }) => {
    await record(who.facts)
    await given()
    const ask = () => post(who.visitor(), path, body)
    const { status } = who.status === 200 ? await ask() : await changesNothing(ask)
    expect(status).toBe(who.status)
  })

  it.each(Object.entries(roles))('%s: sees the gate and the call sheet accordingly', async (_, who) => {
    await record(who.facts)
    await authorise()
    const ask = () => who.visitor().get(`/desk/api/files/${FILE}/call-sheet?authorisation=word`)
    const sheet = who.status === 200 ? await ask() : await changesNothing(ask)
    expect(sheet.status).toBe(who.status)
    expect(await changesNothing(() => gateFor(who.visitor()))).toEqual({ open: who.status === 200 })
  })

  it('is said with the file', async () => {
    await record()
    expect((await read()).may.approach).toBe(true)
    expect((await read(robin)).may.approach).toBe(false)
  })

  it.each(deeds)(
    '“%s” is kept closed while who is known has not been looked at',
    async (path, body, given) => {
      await record({}, { id: 'F1RS-TTTT' })
      await record({ openedAt: 2 })
      await given()
      for (const fileId of ['F1RS-TTTT', FILE])
        await db.insert(matchTokens).values({ token: 'same', kind: 'email', fileId, side: 'initiating' })
      if (path === 'code') return expect((await post(camille, path, body)).status).toBe(200)
      expect((await changesNothing(() => post(camille, path, body))).status).toBe(409)
      expect((await read()).calling).toEqual([])
      return expect((await read()).authorised).toEqual([])
    },
  )

  it.each([
    ['authorisation', { side: 'family' }],
    ['order-read', { finding: 'perhaps', saidUntil: 1 }],
    ['order-read', { finding: 'forbids' }],
    ['other-contact', {}],
    ['attempts', anAttempt({ outcome: 'maybe' })],
    ['attempts', anAttempt({ id: 'one' })],
    ['attempts', anAttempt({ channel: 'invitation' })],
    ['attempts', anAttempt({ attemptedAt: 'now' })],
    ['invitation', { authorisation: 'word', email: 'not an address' }],
    ['code', {}],
  ])('“%s” takes nothing malformed', async (path, body) => {
    await record()
    await authorise()
    expect((await changesNothing(() => post(camille, path, body))).status).toBe(400)
  })
})

describe('a file', () => {
  it('says where the word of the parent who came stands, and what came of it', async () => {
    await record()
    expect((await read()).calling).toEqual([
      {
        side: 'initiating',
        language: 'en',
        reference: 'G1VE-NREF',
        earlier: [],
        gate: 'not-in-force',
        mayBeAsked: true,
        attemptsLeft: MOST,
        attempts: [],
        invitations: [],
        freezes: [],
      },
    ])
    await authorise()
    await attempted('no-answer')
    await frozen()
    const { calling, authorised } = await read()
    expect(calling).toMatchObject([
      {
        latest: { id: 'word', state: 'frozen', receiptHash: 'receipt word', askedBy: null },
        gate: 'frozen',
        mayBeAsked: false,
        attempts: [{ outcome: 'no-answer', by: { id: 'camille-verdier', name: 'Camille Verdier' } }],
        freezes: [{ saidIn: 'intake', liftedAt: null, readBy: null }],
      },
    ])
    expect(authorised).toMatchObject([{ side: 'initiating' }])
    const answered = authorised[0]?.sections[0]?.rows.find(({ question }) => question === 'withheld')
    expect(answered?.lines[0]).toBe('The street we moved to.')
  })

  it('never shows with it the contact details given, nor anything sealed', async () => {
    await record({}, { email: 'kanari@example.com' })
    await authorise()
    const text = await (await camille.get(`/desk/api/files/${FILE}`)).text()
    expect(text).not.toMatch(/555|otherPhone|eyJ|kanari|code of/)
  })

  it('shows the mail about it, and that one failed', async () => {
    await record({}, { email: 'morgan@example.com' })
    vi.restoreAllMocks()
    mailProvider(refusedBy(422, 'validation_error'))
    team = await accessTeam()
    camille = await team.visit(CAMILLE)
    await post(camille, 'authorisation', { side: 'initiating' })
    expect((await read()).mail).toEqual([
      {
        kind: 'authorisation-asked',
        outcome: 'failed',
        lastError: 'validation_error',
        createdAt: expect.any(Number),
      },
    ])
    expect((await read()).calling[0]?.latest?.state).toBe('requested')
  })
})

describe('asking for a word', () => {
  it('e-mails a parent at an address they called safe, discreetly, as they wished it to be called', async () => {
    await record({}, { email: 'morgan@example.com' })
    const answer = (await (await post(camille, 'authorisation', { side: 'initiating' })).json()) as {
      mailed: boolean
      file: Facts
    }
    expect(answer.mailed).toBe(true)
    expect(answer.file.calling[0]).toMatchObject({
      latest: { state: 'requested', askedBy: { id: 'camille-verdier' } },
      mayBeAsked: false,
    })
    expect(deliveries).toMatchObject([{ to: 'morgan@example.com', subject: 'Your documents' }])
    expect(JSON.parse(deliveries[0]?.body ?? '').from).toBe(practice.discreetMailFrom)
    expect(await auditOf()).toEqual([
      ['camille-verdier', 'authorisation_asked', { side: 'initiating', mailed: true }],
    ])
  })

  it('sends nothing to a parent who called no address safe, and says so', async () => {
    await record()
    const answer = (await (await post(camille, 'authorisation', { side: 'initiating' })).json()) as {
      mailed: boolean
    }
    expect(answer.mailed).toBe(false)
    expect(deliveries).toEqual([])
    expect(await auditOf()).toEqual([
      ['camille-verdier', 'authorisation_asked', { side: 'initiating', mailed: false }],
    ])
  })

  it('is refused twice, and of the parent who has not come', async () => {
    await record({}, { email: 'morgan@example.com' })
    for (const side of ['other', 'initiating', 'initiating']) await post(camille, 'authorisation', { side })
    expect(await count('authorisations')).toBe(1)
    expect((await changesNothing(() => post(camille, 'authorisation', { side: 'initiating' }))).status).toBe(
      409,
    )
    expect(deliveries).toHaveLength(1)
  })
})

describe('opening the contact details', () => {
  it('gives those of the word and of the intake, in the language of the desk, and records it', async () => {
    await record()
    await authorise()
    const answer = await post(camille, 'other-contact?language=fr', { authorisation: 'word' })
    const { sections } = (await answer.json()) as {
      sections: { rows: { label: string; lines: string[] }[] }[]
    }
    expect(sections.flatMap(({ rows }) => rows.map(({ label, lines }) => [label, lines]))).toEqual([
      ['Un meilleur numéro pour joindre l’autre parent', ['(613) 555-0188']],
      ['otherPhone', ['+1 613 555 0177']],
    ])
    expect(await auditOf()).toEqual([['camille-verdier', 'contact_opened', {}]])
    expect(answer.headers.get('Cache-Control')).toContain('no-store')
  })

  it('leaves nothing of it in the log', async () => {
    await record()
    await authorise()
    const logs = watchLogs()
    await post(camille, 'other-contact', { authorisation: 'word' })
    await gateFor()
    expect(logs.events('request')).toHaveLength(2)
    // A request's own id may hold any three digits by chance.
    const told = logs.lines.join('\n').replaceAll(/"request":"[\da-f-]{36}"/g, '')
    expect(told).not.toMatch(/555|word|F11E|camille/i)
  })

  /** Another file in which somebody of this one is known; Camille has looked at it if this one was cleared. */
  const known = async (
    facts: Partial<typeof files.$inferInsert>,
    { cleared = false, frozen = false, kind = 'phone' as 'phone' | 'lawyer' } = {},
  ) => {
    await record(facts, { id: 'E15E-WHER' })
    for (const fileId of ['E15E-WHER', FILE])
      await db.insert(matchTokens).values({ token: 'same', kind, fileId, side: 'initiating' })
    if (cleared) await rows('update files set cleared_at = ? where id = ?', Date.now(), FILE)
    if (frozen)
      await db
        .insert(freezes)
        .values({ id: 'there', parentId: 'initiating E15E-WHER', saidIn: 'intake', saidAt: 1 })
  }

  const elsewhere: readonly [gate: string, given: () => Promise<unknown>][] = [
    ['known-elsewhere', () => known({ openedAt: 2 })],
    ['known-elsewhere', () => known({ openedAt: 2 }, { frozen: true })],
    ['frozen-elsewhere', () => known({ openedAt: 2 }, { cleared: true, frozen: true })],
    ['open', () => known({ openedAt: 2 }, { cleared: true })],
    ['open', () => known({ openedAt: 2, stage: 'closed' }, { frozen: true })],
    ['open', () => known({ openedAt: 2 }, { kind: 'lawyer', frozen: true })],
  ]
  it.each(elsewhere)('is “%s” for asking too, and the database agrees', async (gate, given) => {
    await record()
    await given()
    const [calling] = (await read()).calling
    const may = gate === 'open'
    expect(calling).toMatchObject({ gate: may ? 'not-in-force' : gate, mayBeAsked: may })
    const ask = () => post(camille, 'authorisation', { side: 'initiating' })
    expect((may ? await ask() : await changesNothing(ask)).status).toBe(may ? 200 : 409)
  })

  const gates: readonly [gate: string, state: string, given: () => Promise<unknown>][] = [
    ['open', 'in-force', authorise],
    ...elsewhere.map(
      ([gate, given]) => [gate, 'in-force', () => authorise().then(given)] as (typeof gates)[number],
    ),
    ['not-in-force', 'expired', () => authorise({ expiresAt: Date.now() - 1 })],
    ['not-in-force', 'withdrawn', () => authorise({ withdrawnAt: Date.now() })],
    [
      'not-in-force',
      'declined',
      () => authorise({ declinedAt: Date.now(), grantedAt: null, expiresAt: null }),
    ],
    ['not-in-force', 'requested', () => authorise({ grantedAt: null, expiresAt: null })],
    ['not-in-force', 'superseded', () => authorise({ supersededAt: Date.now() })],
    ['frozen', 'frozen', () => authorise().then(() => frozen())],
    ['ended', 'in-force', () => authorise().then(() => attempted('declined'))],
    ['ended', 'in-force', () => authorise().then(() => attempted('unsafe'))],
    ['wrong-number', 'in-force', () => authorise().then(() => attempted('wrong-number'))],
    [
      'attempts-used',
      'in-force',
      () => authorise().then(() => Promise.all(Array.from({ length: MOST }, () => attempted('no-answer')))),
    ],
    ['closed', 'in-force', () => authorise().then(() => db.update(files).set({ stage: 'closed' }))],
    [
      'other-is-here',
      'in-force',
      async () => {
        await authorise()
        const copied =
          'insert into submissions select ?, file_id, ?, form, version, answers, null, null, ?, sent_at'
        await rows(`${copied} from submissions`, `intake ${FILE} 2`, `other ${FILE}`, 'second')
        const sealed = await seal(keys, 'answers', `submissions.answers:intake ${FILE} 2`, {
          asked: [],
          answers: {},
        })
        await rows("update submissions set answers = ? where idempotency_key = 'second'", sealed)
      },
    ],
  ]
  it.each(gates)(
    'is “%s” as the page says it when the word is %s, and the database agrees',
    async (gate, state, given) => {
      await record()
      await given()
      const [calling] = (await read()).calling
      expect(calling).toMatchObject({ gate, latest: { state } })
      const open = gate === 'open'
      expect(await gateFor()).toEqual({ open })
      const ask = () => post(camille, 'other-contact', { authorisation: 'word' })
      expect((open ? await ask() : await changesNothing(ask)).status).toBe(open ? 200 : 409)
      if (!open) {
        const call = anAttempt({ attemptedAt: Date.now() })
        expect((await changesNothing(() => post(camille, 'attempts', call))).status).toBe(409)
      }
      // Whether a parent may be asked is said by the same rule as it is done.
      const asked = await post(camille, 'authorisation', { side: 'initiating' })
      expect(asked.status).toBe(calling?.mayBeAsked ? 200 : 409)
    },
  )

  it('is shut by the other parent who applies by themselves and names an order, until it was read', async () => {
    await (await parentWithDraft()).post('/intake/send/', declared)
    const [first] = await db.select().from(files)
    if (!first) throw new Error('The intake was sent')
    const word = await giveAuthorisation(first.id)
    const lead = await team.visit(
      practice.coordinators.find(({ id }) => id === first.leadCoordinator)?.email ?? '',
    )
    const ask = (reference: string, path: string, body: unknown) =>
      lead.request(`/desk/api/files/${reference}/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      })
    const openNow = async () => (await ask(first.reference, 'other-contact', { authorisation: word })).status
    const gate = async () =>
      ((await (await lead.get(`/desk/api/files/${first.reference}`)).json()) as Facts).calling[0]?.gate
    expect(await openNow()).toBe(200)

    await (await parentWithDraft(byTheOther)).post('/intake/send/', declared)
    const [second] = await db.select().from(files).where(ne(files.id, first.id))
    if (!second) throw new Error('It opened a file of its own')
    expect([await gate(), await openNow()]).toEqual(['known-elsewhere', 409])
    const looked = { seenUntil: second.openedAt }
    expect((await ask(first.reference, 'clear', looked)).status).toBe(200)
    expect([await gate(), await openNow()]).toEqual(['frozen-elsewhere', 409])
    await ask(second.reference, 'clear', looked)
    const read = { finding: 'nothing-forbids', saidUntil: second.openedAt }
    expect((await ask(second.reference, 'order-read', read)).status).toBe(200)
    expect([await gate(), await openNow()]).toEqual(['open', 200])
  })

  it('is shut to a second asking for a parent who came by invitation', async () => {
    await record()
    await db
      .update(parents)
      .set({ invitedAt: 1 })
      .where(eq(parents.id, `initiating ${FILE}`))
    expect((await read()).calling).toMatchObject([{ mayBeAsked: false }])
    const ask = () => post(camille, 'authorisation', { side: 'initiating' })
    expect((await changesNothing(ask)).status).toBe(409)
  })

  it('is refused for a word of another file, or for none', async () => {
    await record()
    await authorise()
    await record({}, { id: 'ANTH-ER00' })
    const another = (path: string, body: unknown) =>
      camille.request(`/desk/api/files/ANTH-ER00/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      })
    for (const [path, body] of [
      ['other-contact', { authorisation: 'word' }],
      ['attempts', anAttempt()],
      ['invitation', { authorisation: 'word' }],
      ['invitation', { authorisation: 'word', email: 'alex@example.net' }],
    ] as const)
      expect((await changesNothing(() => another(path, body))).status).toBe(409)
    expect(await gateFor(camille, 'nothing')).toEqual({ open: false })
    expect(await gateFor(camille, '')).toEqual({ open: false })
    expect((await post(camille, 'other-contact', { authorisation: 'nothing' })).status).toBe(409)
    expect((await camille.get('/desk/api/files/ANTH-ER00/call-sheet?authorisation=word')).status).toBe(409)
  })

  it('is refused, and answered, in a file that a join has emptied', async () => {
    await record()
    await authorise()
    const empty = { id: 'EMPT-Y000', reference: 'EMPT-Y000', route: 'consent', stage: 'closed' } as const
    await db.insert(files).values({ ...empty, leadCoordinator: 'camille-verdier', openedAt: 1 })
    const answer = await camille.request('/desk/api/files/EMPT-Y000/invitation', {
      method: 'POST',
      body: JSON.stringify({ authorisation: 'word', email: 'alex@example.net' }),
      headers: { 'Content-Type': 'application/json' },
    })
    expect(answer.status).toBe(409)
  })

  it.each([1, 2, 3, 4])(
    'is refused when the word is taken back before call %s to the database',
    async (nth) => {
      await record()
      await authorise()
      let calls = 0
      const DB = watchedD1(async (_, go) => {
        calls += 1
        if (calls === nth) await rows('update authorisations set withdrawn_at = ?', Date.now() + 5)
        return go()
      })
      const visitor = await team.visit(CAMILLE, { DB })
      const answer = await post(visitor, 'other-contact', { authorisation: 'word' })
      // Three calls: the file, the end of its record, and the reading with its own row of it.
      expect(calls).toBe(3)
      expect(answer.status).toBe(nth <= 3 ? 409 : 200)
      expect(await auditOf()).toEqual(nth <= 3 ? [] : [['camille-verdier', 'contact_opened', {}]])
      if (nth <= 3) expect(await answer.text()).toBe('{"error":409}')
    },
  )
})

describe('writing down an attempt', () => {
  it('shows it with the file at once, and puts it on record without its words', async () => {
    await record()
    await authorise()
    const answer = (await (
      await post(camille, 'attempts', anAttempt({ outcome: 'wants-time' }))
    ).json()) as Facts
    expect(answer.calling[0]?.attempts).toMatchObject([{ outcome: 'wants-time', nextStep: 'call-again' }])
    expect(await auditOf()).toEqual([
      [
        'camille-verdier',
        'attempt_recorded',
        { channel: 'phone', outcome: 'wants-time', nextStep: 'call-again' },
      ],
    ])
  })

  it('is taken from a device whose clock runs a little ahead, as made now, and from no other future', async () => {
    await record()
    await authorise()
    const before = Date.now()
    const ahead = (minutes: number) => anAttempt({ attemptedAt: Date.now() + minutes * 60_000 })
    expect((await post(camille, 'attempts', ahead(2))).status).toBe(200)
    const [kept] = await rows<{ at: number }>('select attempted_at as at from outreach')
    expect(kept?.at).toBeGreaterThanOrEqual(before)
    expect(kept?.at).toBeLessThanOrEqual(Date.now())
    expect((await changesNothing(() => post(camille, 'attempts', ahead(6)))).status).toBe(409)
  })

  it('pressed twice leaves one, and one answer', async () => {
    await record()
    await authorise()
    const call = anAttempt()
    const both = await Promise.all([post(camille, 'attempts', call), post(camille, 'attempts', call)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(await count('outreach')).toBe(1)
    expect(await count('audit_events')).toBe(1)
  })

  it('at once in many tabs never exceeds what the practice allows', async () => {
    await record()
    await authorise()
    const all = await Promise.all(
      Array.from({ length: MOST + 3 }, () => post(camille, 'attempts', anAttempt())),
    )
    expect(all.filter(({ status }) => status === 200)).toHaveLength(MOST)
    expect(all.filter(({ status }) => status === 409)).toHaveLength(3)
    expect(await count('outreach')).toBe(MOST)
    expect(await brokenAt(await readAudit(db, FILE))).toBeUndefined()
  })

  it('made while the word held is kept after it was taken back', async () => {
    await record()
    await authorise({ withdrawnAt: Date.now() })
    const call = anAttempt({ attemptedAt: Date.now() - 60_000 })
    expect((await post(camille, 'attempts', call)).status).toBe(200)
    expect(await gateFor()).toEqual({ open: false })
  })

  it.each(['declined', 'unsafe'])('that ended with “%s” is kept whatever the gate says', async (outcome) => {
    await record()
    await authorise({ withdrawnAt: Date.now() - 3_000_000 })
    await Promise.all(Array.from({ length: MOST }, () => attempted('no-answer')))
    await frozen()
    const call = anAttempt({ outcome, nextStep: 'none' })
    expect((await post(camille, 'attempts', call)).status).toBe(200)
    expect(await auditOf()).toHaveLength(1)
  })

  it('that ended with a no closes the gate in every other tab', async () => {
    await record()
    await authorise()
    expect(await gateFor()).toEqual({ open: true })
    await post(camille, 'attempts', anAttempt({ outcome: 'declined', nextStep: 'none' }))
    expect(await gateFor()).toEqual({ open: false })
  })
})

describe('inviting', () => {
  it('gives a code to read out, once, and keeps only its hash', async () => {
    await record()
    await authorise()
    await attempted('interested')
    const answer = (await (await post(camille, 'invitation', { authorisation: 'word' })).json()) as {
      code: string
      expiresAt: number
      file: Facts
    }
    expect(answer.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    const days = (answer.expiresAt - Date.now()) / DAY
    expect(Math.round(days)).toBe(practice.invitationDays)
    const [kept] = await rows<{ code_id: string }>('select code_id from invitations')
    expect(kept?.code_id).toBe(await codeId(draftSecret, 'invitation', answer.code))
    expect(answer.file.calling[0]?.invitations).toMatchObject([{ endedAt: null, usedAt: null }])
    expect(JSON.stringify(await read())).not.toContain(answer.code)
    expect(await auditOf()).toContainEqual(['camille-verdier', 'invited', { by: 'read-out' }])
    expect(deliveries).toEqual([])
  })

  it('sends it to an address they gave, in their language, and leaves the address nowhere', async () => {
    await record()
    await authorise()
    await attempted('interested')
    const logs = watchLogs()
    const answer = await post(camille, 'invitation', { authorisation: 'word', email: 'alex@example.net' })
    const { code } = (await answer.json()) as { code: string }
    expect(deliveries).toMatchObject([{ to: 'alex@example.net', subject: 'Votre référence' }])
    expect(deliveries[0]?.text).toContain(code)
    expect(deliveries[0]?.text).toContain('/fr/invited/#')
    expect(JSON.parse(deliveries[0]?.body ?? '').from).toBe(practice.discreetMailFrom)
    expect(await auditOf()).toContainEqual(['camille-verdier', 'invited', { by: 'e-mail' }])
    const kept = JSON.stringify(await rows('select * from outbox'))
    expect(kept + logs.lines.join('\n') + JSON.stringify(await read())).not.toMatch(/alex@/)
    expect(logs.lines.join('\n')).not.toContain(code)
  })

  it('sends no code that opens nothing any more, once the mail can leave', async () => {
    await record()
    await authorise()
    await attempted('interested')
    vi.restoreAllMocks()
    let isUp = false
    const down = refusedBy(500, 'internal_server_error')
    deliveries = mailProvider((...asked) => (isUp ? taken : down)(...asked))
    team = await accessTeam()
    camille = await team.visit(CAMILLE)
    const invitedByMail = () =>
      post(camille, 'invitation', { authorisation: 'word', email: 'alex@example.net' })
    await invitedByMail()
    const second = (await (await invitedByMail()).json()) as { code: string }
    isUp = true
    const drain = () => drainOutbox(environment(bindings), () => Date.now() + 120_000)
    const tried = deliveries.length
    await drain()
    expect(deliveries.slice(tried).map(({ text }) => text.includes(second.code))).toEqual([true])

    isUp = false
    await invitedByMail()
    await post(camille, 'attempts', anAttempt({ outcome: 'unsafe', nextStep: 'none' }))
    isUp = true
    const before = deliveries.length
    await drain()
    expect(deliveries).toHaveLength(before)
    expect((await read()).mail.map(({ outcome, lastError }) => [outcome, lastError]).toSorted()).toEqual([
      ['failed', 'ended'],
      ['failed', 'ended'],
      ['sent', 'internal_server_error'],
    ])
  })

  it.each(['wants-time', 'declined', 'no-answer'] as const)(
    'is refused after “%s”, and sends nothing',
    async (outcome) => {
      await record()
      await authorise()
      await attempted(outcome)
      const ask = () => post(camille, 'invitation', { authorisation: 'word', email: 'alex@example.net' })
      expect((await changesNothing(ask)).status).toBe(409)
      expect(deliveries).toEqual([])
    },
  )
})

describe('the call sheet', () => {
  it('is in the other parent’s language: the rules of this call first, the words, and what is never said', async () => {
    await record()
    await authorise()
    await attempted('no-answer')
    const answer = await camille.get(`/desk/api/files/${FILE}/call-sheet?authorisation=word`)
    const sheet = (await answer.json()) as {
      language: string
      rules: { question: string; label: string; lines: string[] }[]
      words: { title: string; lines: string[] }[]
      message: string
      never: string[]
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
    expect(sheet.words.map(({ title }) => title)).toEqual(wordsOfCall.parts.map(({ title }) => title.fr))
    expect(sheet.words.flatMap(({ lines }) => lines)).toEqual(
      wordsOfCall.parts.flatMap(({ lines }) => lines.map(({ fr }) => fr)),
    )
    expect(sheet.message).toBe(wordsOfMessage.fr)
    expect(sheet.never).toEqual(neverSaid.lines.map(({ fr }) => fr))
    expect(JSON.stringify(sheet)).not.toMatch(/555-?01|otherPhone/)
    const latest = await camille.get(`/desk/api/files/${FILE}/call-sheet`)
    expect(await latest.json()).toEqual(sheet)
  })

  it('is on record each time it is opened', async () => {
    await record()
    await authorise()
    await camille.get(`/desk/api/files/${FILE}/call-sheet`)
    await rows('update authorisations set withdrawn_at = ?', Date.now())
    await camille.get(`/desk/api/files/${FILE}/call-sheet`)
    expect(await auditOf()).toEqual([
      ['camille-verdier', 'call_sheet_opened', { rules: true }],
      ['camille-verdier', 'call_sheet_opened', { rules: false }],
    ])
    expect(await brokenAt(await readAudit(db, FILE))).toBeUndefined()
  })

  it.each([
    ['the word was taken back', () => rows('update authorisations set withdrawn_at = ?', Date.now())],
    ['an order is to be read', () => frozen()],
    ['nobody may be called any more', () => attempted('unsafe')],
  ])('holds nothing that the parent answered once %s', async (_, shut) => {
    await record()
    await authorise()
    await shut()
    const answer = await camille.get(`/desk/api/files/${FILE}/call-sheet`)
    expect(answer.status).toBe(200)
    const sheet = await answer.text()
    expect(JSON.parse(sheet)).toMatchObject({ open: false, rules: [], message: null, authorisation: 'word' })
    expect(sheet).not.toContain('The street we moved to.')
  })

  it('has no words for a message where none may be left', async () => {
    await record()
    await authorise({
      evidence: await seal(keys, 'answers', evidencePlace('word'), { asked: [], answers: {} }),
    })
    const answer = await camille.get(`/desk/api/files/${FILE}/call-sheet?authorisation=word`)
    expect(await answer.json()).toMatchObject({ message: null, rules: [] })
  })
})

it('a new code for “Your file” opens it, and the old one does not', async () => {
  await record()
  const old = await codeId(draftSecret, 'file', 'the old code')
  await rows('update parents set access_id = ? where side = ?', old, 'initiating')
  const { code } = (await (await post(camille, 'code', { side: 'initiating' })).json()) as { code: string }
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  const [parent] = await rows<{ access_id: string }>(
    "select access_id from parents where side = 'initiating'",
  )
  expect(parent?.access_id).toBe(await codeId(draftSecret, 'file', code))
  expect(await auditOf()).toEqual([['camille-verdier', 'code_renewed', { side: 'initiating' }]])
  expect((await changesNothing(() => post(camille, 'code', { side: 'other' }))).status).toBe(409)
})
