import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { files, matchTokens, parents, submissions } from '../../db/schema.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { accessTeam, type Team } from '../../tests/support/access-team.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, rows } from '../../tests/support/database-rows.ts'
import { declared, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { type Delivery, mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { bindings, countingD1, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { seal } from '../privacy/seal.ts'

interface Person {
  readonly id: string
  readonly name: string
}
interface Row {
  readonly reference: string
  readonly lead: Person | null
  readonly mailOutcome: string
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
interface Opened {
  readonly parents: {
    readonly side: string
    readonly sections: Sections[]
    readonly orderToRead: boolean
    readonly closed: { safety: boolean; otherContact: boolean }
  }[]
  readonly known: Readonly<Record<string, unknown>>[]
  readonly closed: boolean
  readonly may: Readonly<Record<string, boolean>>
  readonly [fact: string]: unknown
}

const CAMILLE: Person = { id: 'camille-verdier', name: 'Camille Verdier' }
const JULES: Person = { id: 'jules-hartwell', name: 'Jules Hartwell' }
const ROBIN: Person = { id: 'robin-ashdown', name: 'Robin Ashdown' }

let team: Team
let robin: Visitor
let camille: Visitor
let jules: Visitor
let deliveries: Delivery[]

beforeEach(async () => {
  await prepareDatabase()
  deliveries = mailProvider()
  team = await accessTeam()
  robin = await team.visit('robin@lantern-street.example.com')
  camille = await team.visit('camille@lantern-street.example.com')
  jules = await team.visit('jules@lantern-street.example.com')
})
afterEach(() => {
  vi.restoreAllMocks()
})

const { byOneParent, byCourtOrder } = intakeExamples

/** Whoever looks has seen every file there is. */
const looked = { seenUntil: Number.MAX_SAFE_INTEGER }

/** Sends an intake and gives its file to somebody; gives its reference. */
async function fileOf(lead: string | null, fields: Fields = byOneParent.fields): Promise<string> {
  await (await parentWithDraft(fields)).post('/intake/send/', declared)
  const [file] = await rows<{ id: string; reference: string }>(
    'select * from files order by rowid desc limit 1',
  )
  await rows('update files set lead_coordinator = ? where id = ?', lead, file?.id)
  return file?.reference ?? ''
}

type Token = readonly [
  kind: (typeof matchTokens.$inferSelect)['kind'],
  side: 'initiating' | 'other' | 'family',
  token: string,
]

/** A file whose parent wrote one word about each thing, without the length of an intake; gives its reference. */
async function record(
  reference: string,
  { tokens = [], ...facts }: Partial<typeof files.$inferInsert> & { tokens?: readonly Token[] } = {},
): Promise<string> {
  const { db, keys } = environment(bindings)
  const id = `id of ${reference}`
  const part = (name: string) => ({
    asked: [
      {
        slug: 'page',
        title: { en: 'Page', fr: 'Page' },
        questions: { [name]: { kind: 'text', label: { en: name, fr: name } } },
      },
    ],
    answers: { [name]: `Kanari ${name} ${reference}` },
  })
  const parent = (side: 'initiating' | 'other') =>
    ({ id: `${side} ${id}`, fileId: id, side, language: 'en' }) as const
  const file = {
    id,
    reference,
    route: 'consent',
    stage: 'new',
    leadCoordinator: CAMILLE.id,
    openedAt: 1,
  } as const
  await db.batch([
    db.insert(files).values({ ...file, ...facts }),
    db.insert(parents).values([parent('initiating'), parent('other')]),
    db.insert(submissions).values({
      id: `intake ${id}`,
      fileId: id,
      parentId: `initiating ${id}`,
      form: 'intake',
      version: 1,
      answers: await seal(keys, 'answers', `submissions.answers:intake ${id}`, part('wrote')),
      safety: await seal(keys, 'safety', `submissions.safety:intake ${id}`, part('worries')),
      idempotencyKey: id,
      sentAt: facts.openedAt ?? 1,
    }),
    ...tokens.map(([kind, side, token]) => db.insert(matchTokens).values({ kind, side, token, fileId: id })),
  ])
  return reference
}

const post = (visitor: Visitor, path: string, body?: unknown) =>
  visitor.request(`/desk/api/files/${path}`, {
    method: 'POST',
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
  })

const listed = async (visitor: Visitor) => {
  const { files } = (await (await visitor.get('/desk/api/files')).json()) as Listed
  return files.map(({ reference }) => reference).toSorted()
}

it('says who is signed in and who works here, without addresses', async () => {
  const answer = await changesNothing(() => camille.get('/desk/api/me'))
  const coordinators = practice.coordinators.map(({ id, name, profession }) => ({ id, name, profession }))
  expect(await answer.json()).toEqual({ ...CAMILLE, administrator: false, coordinators })
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
      const { DB, calls } = countingD1()
      const visitor = await team.visit(email, { DB })
      const answer = await changesNothing(() => visitor.get('/desk/api/files'))
      expect(answer.status).toBe(200)
      expect(calls).toHaveLength(1)
    }
  })

  it('says who leads, how it started and whether mail went out, and no answer', async () => {
    const reference = await fileOf('camille-verdier')
    const answer = await (await camille.get('/desk/api/files')).text()
    expect(JSON.parse(answer)).toEqual({
      files: [
        {
          reference,
          route: 'one-parent',
          stage: 'new',
          lead: CAMILLE,
          openedAt: expect.any(Number),
          mailOutcome: 'sent',
        },
      ],
      more: false,
      waiting: [],
    })
  })

  it('gives the waiting list in its order, and says when older files were left out', async () => {
    await record('SEC0-NDND', { leadCoordinator: null, stage: 'waiting', openedAt: 2 })
    await record('F1RS-TTTT', { leadCoordinator: null, stage: 'waiting', openedAt: 1 })
    const { waiting, more } = (await (await jules.get('/desk/api/files')).json()) as Listed
    expect(waiting.map(({ reference }) => reference)).toEqual(['F1RS-TTTT', 'SEC0-NDND'])
    expect(more).toBe(false)
    for (let n = 0; n < 199; n++) {
      await rows(
        "insert into files (id, reference, route, stage, opened_at) values (?1, ?1, 'consent', 'new', 3)",
        `file ${n}`,
      )
    }
    const cut = (await (await jules.get('/desk/api/files')).json()) as Listed
    expect(cut.more).toBe(true)
    expect(cut.files).toHaveLength(200)
    expect(cut.waiting).toHaveLength(2)
  })

  it('goes on naming whoever left the practice, by id', async () => {
    await record('GN3E-GN3E', { leadCoordinator: 'somebody-gone' })
    const { files } = (await (await robin.get('/desk/api/files')).json()) as Listed
    expect(files.map(({ lead }) => lead)).toEqual([{ id: 'somebody-gone', name: 'somebody-gone' }])
  })

  it('shows mail that failed', async () => {
    await fileOf('camille-verdier')
    await rows("update outbox set outcome = 'failed'")
    const { files } = (await (await camille.get('/desk/api/files')).json()) as Listed
    expect(files.map(({ mailOutcome }) => mailOutcome)).toEqual(['failed'])
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
    expect(linesOf(english, 'childHealth')).toEqual(['I would rather say it in person'])
    const french = (await (await camille.get(`/desk/api/files/${reference}?language=fr`)).json()) as Opened
    expect(linesOf(french, 'birthDate')).toEqual(['4 novembre 1987'])
    const klingon = (await (await camille.get(`/desk/api/files/${reference}?language=tlh`)).json()) as Opened
    expect(linesOf(klingon, 'birthDate')).toEqual(['November 4, 1987'])
  })

  it('is found as it is read out on the phone', async () => {
    const reference = await fileOf('camille-verdier')
    const spoken = reference.toLowerCase().replace('-', '').replaceAll('0', 'o').replaceAll('1', 'l')
    expect((await opened(camille, spoken)).reference).toBe(reference)
  })

  it('never shows its internal id or anything sealed', async () => {
    const reference = await fileOf('camille-verdier')
    const answer = await (await camille.get(`/desk/api/files/${reference}`)).text()
    const sealed = await rows<{
      id: string
      answers: string
      other_contact: string
      idempotency_key: string
    }>('select * from submissions')
    const [file] = await rows<{ id: string }>('select id from files')
    const { id = '', answers = '', other_contact = '', idempotency_key = '' } = sealed[0] ?? {}
    for (const hidden of [id, answers, other_contact, idempotency_key, file?.id ?? '']) {
      expect(hidden).not.toBe('')
      expect(answer).not.toContain(hidden)
    }
  })

  it('keeps the other parent’s contact details and the safety answers closed, even for an administrator', async () => {
    const reference = await fileOf('camille-verdier', {
      ...byCourtOrder.fields,
      otherPhone: ['416 555 0193'],
      otherEmail: ['kanari@example.net'],
      harmWhen: ['Kanari'],
    })
    for (const visitor of [camille, robin]) {
      const answer = await (await visitor.get(`/desk/api/files/${reference}`)).text()
      expect(answer).not.toMatch(/kanari|5550193|555-0193|otherPhone|otherEmail|worried|harm/i)
      expect((JSON.parse(answer) as Opened).parents[0]?.closed).toEqual({ safety: true, otherContact: true })
    }
  })

  it('says when there is nothing closed', async () => {
    const reference = await fileOf('camille-verdier')
    await rows('update submissions set safety = null, other_contact = null')
    const { parents } = await opened(camille, reference)
    expect(parents[0]?.closed).toEqual({ safety: false, otherContact: false })
  })

  it.each([
    ['yes', true],
    ['not-sure', true],
    ['no', false],
    ['', false],
  ])('warns of an order that may forbid contact: %s', async (answer, warned) => {
    const reference = await fileOf('camille-verdier', { ...byOneParent.fields, noContactOrder: [answer] })
    expect((await opened(camille, reference)).parents[0]?.orderToRead).toBe(warned)
  })

  it('of nobody is open to every coordinator', async () => {
    const reference = await fileOf(null)
    for (const visitor of [robin, camille, jules]) {
      expect((await opened(visitor, reference)).lead).toBeNull()
    }
  })

  it('of somebody else is answered as one that does not exist, to the letter, and leaves no trace', async () => {
    const others = await fileOf('jules-hartwell')
    for (const path of [`/desk/api/files/${others}`, `/fr/desk/api/files/${others}`]) {
      const refused = await changesNothing(() => camille.get(path))
      const missing = await camille.get(path.replace(others, 'ZZZZ-ZZZZ'))
      expect(refused.status).toBe(404)
      expect(missing.status).toBe(404)
      expect(await refused.json()).toEqual({ error: 404 })
      expect(await missing.json()).toEqual({ error: 404 })
      const without = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'x-request-id')
      expect(without(refused)).toEqual(without(missing))
    }
  })
})

describe('opening the answers of a file', () => {
  it('adds to its audit trail who did and when, each time', async () => {
    const reference = await fileOf('camille-verdier')
    const before = Date.now()
    await opened(camille, reference)
    await opened(robin, reference)
    const chain = await auditOf(reference)
    expect(chain.map(({ sequence, actor, action }) => [sequence, actor, action])).toEqual([
      [1, 'parent', 'intake_sent'],
      [2, 'system', 'assigned'],
      [3, 'camille-verdier', 'answers_opened'],
      [4, 'robin-ashdown', 'answers_opened'],
    ])
    expect(chain[2]?.happenedAt).toBeGreaterThanOrEqual(before)
    expect(await brokenAt(chain)).toBeUndefined()
  })

  it('is in the trail once for each, when several do at the same moment', async () => {
    const reference = await fileOf(null)
    const answers = await Promise.all(
      [robin, camille, jules, robin, camille].map((visitor) => visitor.get(`/desk/api/files/${reference}`)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const chain = await auditOf(reference)
    expect(chain.filter(({ action }) => action === 'answers_opened')).toHaveLength(5)
    expect(await brokenAt(chain)).toBeUndefined()
  })

  it('shows nothing when it cannot be written down', async () => {
    const reference = await fileOf('camille-verdier')
    const visitor = await team.visit('camille@lantern-street.example.com', { DB: withoutRecord() })
    const answer = await changesNothing(() => visitor.get(`/desk/api/files/${reference}`))
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({ error: 500, request: answer.headers.get('X-Request-Id') })
  })

  it('leaves no reference, name or answer in the log', async () => {
    const reference = await fileOf('camille-verdier')
    const logs = watchLogs()
    await opened(camille, reference)
    expect(logs.events('request')).toHaveLength(1)
    const text = logs.lines.join('\n')
    for (const secret of [reference, 'Tanaka', 'Camille', 'camille']) expect(text).not.toContain(secret)
  })
})

describe('what each may do with a file', () => {
  /** Everybody there can be, as the portal knows them: Camille leads, Robin administers, Jules is the others. */
  const roles = {
    lead: { visitor: () => camille, facts: {} },
    assistant: { visitor: () => jules, facts: { legalCoordinator: JULES.id } },
    proposed: { visitor: () => jules, facts: { proposedLegal: JULES.id } },
    stranger: { visitor: () => jules, facts: {} },
    administrator: { visitor: () => robin, facts: {} },
    anybody: { visitor: () => jules, facts: { leadCoordinator: null } },
  } as const

  const reading = {
    lead: 200,
    assistant: 200,
    proposed: 404,
    stranger: 404,
    administrator: 200,
    anybody: 200,
  }
  const deciding = {
    lead: 200,
    assistant: 403,
    proposed: 404,
    stranger: 404,
    administrator: 200,
    anybody: 403,
  }
  const leading = { ...deciding, administrator: 403 }
  const routes: readonly [path: string, allowed: Record<keyof typeof roles, number>, body?: unknown][] = [
    ['', reading],
    ['/clear', reading, looked],
    ['/safety', reading, { reason: 'screening' }],
    ['/join', { ...deciding, anybody: 200 }, { into: 'F1RS-TTTT' }],
    ['/pass-on', leading],
    ['/assistant', leading, { lawyer: JULES.id }],
    ['/assign', { ...deciding, lead: 403 }, { coordinator: JULES.id }],
    ['/close', deciding],
  ]
  const cases = routes.flatMap(([path, allowed, body]) =>
    Object.entries(allowed).map(([role, status]) => ({
      path,
      role: role as keyof typeof roles,
      status,
      body,
    })),
  )

  it.each(cases)('$role: “$path” is answered with $status', async ({ path, role, status, body }) => {
    const { visitor, facts } = roles[role]
    const child = ['child', 'family', 'child'] as const
    await record('F1RS-TTTT', { ...facts, tokens: path === '/join' ? [child] : [] })
    await record('F11E-F11E', { ...facts, openedAt: 2, tokens: path === '/join' ? [child] : [] })
    const ask = (reference: string) =>
      path === ''
        ? visitor().get(`/desk/api/files/${reference}`)
        : post(visitor(), `${reference}${path}`, body)
    const answer = await (status === 200 ? ask('F11E-F11E') : changesNothing(() => ask('F11E-F11E')))
    expect(answer.status).toBe(status)
    if (status === 200) return
    expect(await answer.json()).toEqual({ error: status })
    expect(deliveries).toEqual([])
    if (status === 404) expect(await (await ask('ZZZZ-ZZZZ')).json()).toEqual({ error: 404 })
  })

  it('is said with the file, as the routes decide it', async () => {
    await record('F11E-F11E', { legalCoordinator: JULES.id })
    expect((await opened(camille, 'F11E-F11E')).may).toEqual({
      read: true,
      content: true,
      join: true,
      close: true,
      assign: false,
      passOn: true,
      decideAssistance: true,
      approach: true,
      book: true,
    })
    const nothingButReading = {
      join: false,
      close: false,
      assign: false,
      passOn: false,
      decideAssistance: false,
      approach: false,
      book: false,
    }
    expect((await opened(jules, 'F11E-F11E')).may).toEqual({
      ...nothingButReading,
      read: true,
      content: true,
    })
  })

  it.each([
    ['/assign', { coordinator: 'somebody' }],
    ['/assign', {}],
    ['/assistant', { lawyer: CAMILLE.id }],
    ['/assistant', {}],
    ['/join', {}],
    ['/safety', { reason: 'curiosity' }],
    ['/safety', {}],
    ['/safety', undefined],
    ['/clear', {}],
  ])('is not done with a body nobody would send: %s %j', async (path, body) => {
    await record('F11E-F11E', { leadCoordinator: ROBIN.id })
    const answer = await changesNothing(() => post(robin, `F11E-F11E${path}`, body))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ error: 400 })
  })

  it('is not done with a body that is no JSON, and that is no fault of ours', async () => {
    await record('F11E-F11E')
    const logs = watchLogs()
    const answer = await changesNothing(() =>
      camille.request('/desk/api/files/F11E-F11E/safety', {
        method: 'POST',
        body: '{"reason":',
        headers: { 'Content-Type': 'application/json' },
      }),
    )
    expect(answer.status).toBe(400)
    expect(logs.events('fault')).toEqual([])
  })
})

describe('a file in which somebody is known', () => {
  const same = ['phone', 'initiating', 'one'] as const
  const relations: Record<string, readonly [readonly Token[], readonly Token[]]> = {
    'same-family': [[['child', 'family', 'child']], [['child', 'family', 'child']]],
    parent: [[same], [['phone', 'other', 'one']]],
    lawyer: [[['lawyer', 'other', 'one']], [['lawyer', 'other', 'one']]],
  }

  it.each(Object.entries(relations))(
    'says so and stays closed until somebody has looked: %s',
    async (relation, [here, there]) => {
      await record('F1RS-TTTT', { leadCoordinator: JULES.id, tokens: there })
      await record('F11E-F11E', { openedAt: 2, tokens: here })
      const before = await changesNothing(() => camille.get('/desk/api/files/F11E-F11E'))
      const text = await before.text()
      expect(text).not.toContain('Kanari')
      expect(JSON.parse(text)).toMatchObject({
        closed: true,
        parents: [],
        known: [
          {
            reference: 'F1RS-TTTT',
            lead: JULES,
            relation,
            kinds: [here[0]?.[0]],
            mayRead: false,
            mayJoin: false,
          },
        ],
      })
      const safety = await changesNothing(() => post(camille, 'F11E-F11E/safety', { reason: 'screening' }))
      expect(safety.status).toBe(409)

      expect((await post(camille, 'F11E-F11E/clear', looked)).status).toBe(200)
      const after = await opened(camille, 'F11E-F11E')
      expect(after.closed).toBe(false)
      expect(linesOf(after, 'wrote')).toEqual(['Kanari wrote F11E-F11E'])
      expect(after.known).toHaveLength(1)
      expect(await actionsOf('F11E-F11E')).toEqual(['cleared', 'answers_opened'])
      expect((await changesNothing(() => post(camille, 'F11E-F11E/clear', looked))).status).toBe(409)
    },
  )

  it('is never closed by a later file, and tells of it', async () => {
    await record('F11E-F11E', { tokens: [same] })
    await record('AFTE-RRRR', { openedAt: 2, tokens: [same] })
    const earlier = await opened(camille, 'F11E-F11E')
    expect(earlier).toMatchObject({ closed: false, known: [{ reference: 'AFTE-RRRR' }] })
    expect(linesOf(earlier, 'wrote')).toBeDefined()
  })

  it('is closed by a file of the same moment: neither was looked at first', async () => {
    await record('F11E-F11E', { tokens: [same] })
    await record('TW1N-TW1N', { tokens: [same] })
    for (const reference of ['F11E-F11E', 'TW1N-TW1N']) {
      expect((await opened(camille, reference)).closed).toBe(true)
    }
  })

  it.each(['leadCoordinator', 'legalCoordinator'] as const)(
    'keeps out who works with one of the parents elsewhere (%s), until an administrator gives it to them',
    async (there) => {
      await record('F1RS-TTTT', { leadCoordinator: ROBIN.id, [there]: JULES.id, tokens: [same] })
      await record('F11E-F11E', { openedAt: 2, leadCoordinator: null, tokens: [same] })
      expect(await opened(jules, 'F11E-F11E')).toMatchObject({ closed: true, may: { content: false } })
      for (const [path, body] of [['clear'], ['safety', { reason: 'screening' }]] as const) {
        const answer = await changesNothing(() => post(jules, `F11E-F11E/${path}`, body))
        expect(answer.status).toBe(403)
      }
      // Somebody without a tie clears it; the tie still holds for the one who has it.
      await post(camille, 'F11E-F11E/clear', looked)
      expect((await opened(camille, 'F11E-F11E')).parents).toHaveLength(1)
      expect((await opened(jules, 'F11E-F11E')).parents).toEqual([])

      await post(robin, 'F11E-F11E/assign', { coordinator: JULES.id })
      await post(jules, 'F11E-F11E/clear', looked)
      expect((await opened(jules, 'F11E-F11E')).parents).toHaveLength(1)
    },
  )

  it('is closed again for whoever leads it next', async () => {
    await record('F1RS-TTTT', { tokens: [same] })
    await record('F11E-F11E', { openedAt: 2, clearedAt: 3, tokens: [same] })
    expect((await opened(camille, 'F11E-F11E')).closed).toBe(false)
    const answer = await post(robin, 'F11E-F11E/assign', { coordinator: JULES.id })
    expect(await answer.json()).toMatchObject({ lead: JULES, mine: false, closed: true })
    expect((await opened(jules, 'F11E-F11E')).parents).toEqual([])
  })

  it('came since: whoever leads sees that calls wait for it, and looks again', async () => {
    await record('F11E-F11E', { tokens: [same] })
    await record('AFTE-RRRR', { openedAt: 2, tokens: [same] })
    expect((await opened(camille, 'F11E-F11E')).known).toMatchObject([{ bars: 'came-since' }])
    expect((await opened(robin, 'F11E-F11E')).known).toMatchObject([{ bars: null }])
    const stale = await changesNothing(() => post(camille, 'F11E-F11E/clear', { seenUntil: 1 }))
    expect(stale.status).toBe(409)
    const cleared = await post(camille, 'F11E-F11E/clear', { seenUntil: 2 })
    expect(await cleared.json()).toMatchObject({ closed: false, known: [{ bars: null }] })
    expect((await changesNothing(() => post(camille, 'F11E-F11E/clear', { seenUntil: 2 }))).status).toBe(409)
  })

  it('shows nobody its mail before they have looked', async () => {
    await record('F1RS-TTTT', { leadCoordinator: JULES.id, tokens: [same] })
    await record('F11E-F11E', { openedAt: 2, leadCoordinator: null, tokens: [same] })
    await rows(
      `insert into outbox (id, file_id, kind, mail, outcome, attempts, next_attempt_at, created_at)
        values ('mail', 'id of F11E-F11E', 'invitation', '', 'sent', 1, 1, 1)`,
    )
    const mailShown = async (visitor: Visitor) => (await opened(visitor, 'F11E-F11E')).mail
    expect(await mailShown(camille)).toEqual([])
    await post(camille, 'F11E-F11E/clear', looked)
    expect(await mailShown(camille)).toMatchObject([{ kind: 'invitation' }])
    // Jules works with that parent in the other file.
    expect(await mailShown(jules)).toEqual([])
  })

  it('shows no name, no value and no id of the other file', async () => {
    await record('F1RS-TTTT', { tokens: [same] })
    await record('F11E-F11E', { openedAt: 2, tokens: [same] })
    const answer = await (await camille.get('/desk/api/files/F11E-F11E')).text()
    expect(answer).not.toMatch(/Kanari|id of/)
    expect(Object.keys((JSON.parse(answer) as Opened).known[0] ?? {}).toSorted()).toEqual(
      [
        'reference',
        'stage',
        'openedAt',
        'relation',
        'kinds',
        'sameWriter',
        'bars',
        'lead',
        'mayRead',
        'mayJoin',
      ].toSorted(),
    )
  })
})

/** What the other parent of “Complete, by one parent” would send. */
const byTheOther: Fields = {
  ...byOneParent.fields,
  legalName: ['Alexis Brandt'],
  'birthDate-day': ['9'],
  phone: ['613 555 0177'],
  email: ['a.brandt@example.net'],
  contactRules: ['Only in the evening'],
  otherName: ['Mo Tanaka'],
  otherPhone: ['613 555 0142'],
  otherEmail: ['mo.tanaka@example.com'],
}

describe('two parents of one family who write separately', () => {
  it('go to the same coordinator, and are joined into one file with both their answers', async () => {
    const first = await fileOf(CAMILLE.id)
    await (await parentWithDraft(byTheOther)).post('/intake/send/', declared)
    const [second] = (await listed(camille)).filter((reference) => reference !== first)
    const closed = await opened(camille, second ?? '')
    expect(closed).toMatchObject({
      lead: CAMILLE,
      closed: true,
      parents: [],
      known: [{ reference: first, relation: 'same-family', sameWriter: false, mayRead: true, mayJoin: true }],
    })
    const answer = await post(camille, `${second}/join`, { into: first })
    expect(await answer.json()).toMatchObject({ stage: 'closed', joinedInto: first, known: [] })

    const joined = await opened(camille, first)
    expect(joined).toMatchObject({ closed: false, stage: 'new', known: [] })
    expect(joined.parents.map(({ side }) => side)).toEqual(['initiating', 'other'])
    const names = joined.parents.map((parent) => linesOf({ ...joined, parents: [parent] }, 'legalName'))
    expect(names).toEqual([['Morgan Ellis Tanaka'], ['Alexis Brandt']])
    const safety = (await (await post(camille, `${first}/safety`, { reason: 'screening' })).json()) as Opened
    expect(safety.parents.map(({ side, sections }) => [side, sections.length > 0])).toEqual([
      ['initiating', true],
      ['other', true],
    ])

    expect((await opened(camille, second ?? '')).parents).toEqual([])
    for (const reference of [first, second ?? '']) {
      expect(await actionsOf(reference)).toContain('joined')
      expect(await brokenAt(await auditOf(reference))).toBeUndefined()
    }
    const again = await changesNothing(() => post(camille, `${second}/join`, { into: first }))
    expect(again.status).toBe(404)
  })
})

describe('joining', () => {
  const child = ['child', 'family', 'child'] as const
  const phone = ['phone', 'initiating', 'one'] as const
  const join = (visitor: Visitor) => post(visitor, 'F11E-F11E/join', { into: 'F1RS-TTTT' })

  it.each([
    ['files of two families', { tokens: [phone] }, { tokens: [['phone', 'other', 'one'] as const] }, 409],
    ['two files that one parent wrote', { tokens: [phone, child] }, { tokens: [phone, child] }, 409],
    ['into a closed file', { tokens: [child] }, { tokens: [child], stage: 'closed' as const }, 409],
    ['a closed file', { tokens: [child], stage: 'closed' as const }, { tokens: [child] }, 409],
    ['into a file where nobody is known', { tokens: [child] }, {}, 404],
    ['into the file of another', { tokens: [child] }, { tokens: [child], leadCoordinator: JULES.id }, 404],
    [
      'into a file one only assists',
      { tokens: [child] },
      { tokens: [child], leadCoordinator: JULES.id, legalCoordinator: CAMILLE.id },
      409,
    ],
  ])('is refused: %s', async (_, from, into, status) => {
    await record('F1RS-TTTT', into)
    await record('F11E-F11E', { openedAt: 2, ...from })
    expect((await changesNothing(() => join(camille))).status).toBe(status)
  })

  it('is done once when two ask at the same moment', async () => {
    await record('F1RS-TTTT', { tokens: [child] })
    await record('F11E-F11E', { openedAt: 2, tokens: [child] })
    const statuses = (await Promise.all([join(camille), join(robin)])).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(await actionsOf('F11E-F11E')).toEqual(['joined'])
    expect(await actionsOf('F1RS-TTTT')).toEqual(['joined'])
  })

  it('closes the other file until whoever is known in it since is looked at', async () => {
    await record('F1RS-TTTT', { tokens: [child] })
    await record('BETW-EEEN', { openedAt: 2, tokens: [phone] })
    await record('F11E-F11E', { openedAt: 3, tokens: [child, phone] })
    expect((await opened(camille, 'F1RS-TTTT')).closed).toBe(false)
    await join(camille)
    expect(await opened(camille, 'F1RS-TTTT')).toMatchObject({
      closed: true,
      known: [{ reference: 'BETW-EEEN' }],
    })
  })
})

describe('passing a file on', () => {
  it('tells the administrators, and leaves it to nobody', async () => {
    await record('F11E-F11E', { proposedLegal: JULES.id })
    const answer = await post(camille, 'F11E-F11E/pass-on')
    expect(await answer.json()).toMatchObject({ lead: null, mine: false, proposed: null })
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(deliveries[0]?.text).toContain('F11E-F11E')
    expect(await auditOf('F11E-F11E')).toMatchObject([{ actor: CAMILLE.id, action: 'passed_on' }])
  })

  it('twice at the same moment is done once and told once', async () => {
    await record('F11E-F11E')
    const both = await Promise.all([post(camille, 'F11E-F11E/pass-on'), post(camille, 'F11E-F11E/pass-on')])
    // Whoever comes second finds it nobody's already, when reading or when writing.
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, expect.toBeOneOf([403, 409])])
    expect(deliveries).toHaveLength(1)
    expect(await actionsOf('F11E-F11E')).toEqual(['passed_on'])
  })
})

describe('assigning a file', () => {
  const assign = (coordinator: string) => post(robin, 'F11E-F11E/assign', { coordinator })

  it('gives it to a coordinator, who is told, and takes it off the waiting list', async () => {
    await record('F11E-F11E', { leadCoordinator: null, stage: 'waiting' })
    expect(await (await assign(JULES.id)).json()).toMatchObject({ lead: JULES, stage: 'new' })
    expect(deliveries.map(({ to }) => to)).toEqual(['jules@lantern-street.example.com'])
    const [event] = await auditOf('F11E-F11E')
    expect(event).toMatchObject({ actor: ROBIN.id, action: 'assigned', detail: `{"lead":"${JULES.id}"}` })
  })

  it('twice to the same coordinator is done once and told once', async () => {
    await record('F11E-F11E', { leadCoordinator: null })
    expect((await assign(CAMILLE.id)).status).toBe(200)
    expect((await changesNothing(() => assign(CAMILLE.id))).status).toBe(409)
    expect((await assign(JULES.id)).status).toBe(200)
    expect(deliveries).toHaveLength(2)
  })

  it('is not done once it is closed', async () => {
    await record('F11E-F11E', { stage: 'closed' })
    expect((await changesNothing(() => assign(JULES.id))).status).toBe(409)
    expect(deliveries).toEqual([])
  })
})

describe('deciding who assists', () => {
  it.each([JULES, null])('is up to whoever leads: %j', async (lawyer) => {
    await record('F11E-F11E', { proposedLegal: JULES.id })
    expect(await opened(camille, 'F11E-F11E')).toMatchObject({ proposed: JULES, assistant: null })
    const answer = await post(camille, 'F11E-F11E/assistant', { lawyer: lawyer?.id ?? null })
    expect(await answer.json()).toMatchObject({ proposed: null, assistant: lawyer })
    expect(await listed(jules)).toEqual(lawyer ? ['F11E-F11E'] : [])
  })

  it('never makes whoever leads their own assistant', async () => {
    await record('F11E-F11E', { leadCoordinator: JULES.id })
    const decide = () => post(jules, 'F11E-F11E/assistant', { lawyer: JULES.id })
    expect((await changesNothing(decide)).status).toBe(409)
  })
})

describe('closing a file', () => {
  it('is done once, on record, and leaves it readable', async () => {
    await record('F11E-F11E')
    expect(await (await post(camille, 'F11E-F11E/close')).json()).toMatchObject({ stage: 'closed' })
    expect((await changesNothing(() => post(camille, 'F11E-F11E/close'))).status).toBe(409)
    expect(await opened(camille, 'F11E-F11E')).toMatchObject({ stage: 'closed', parents: [{}] })
    expect(await actionsOf('F11E-F11E')).toEqual(['closed', 'answers_opened'])
  })

  it('of a file nobody leads keeps it from every other coordinator', async () => {
    await record('F11E-F11E', { leadCoordinator: null })
    await post(robin, 'F11E-F11E/close')
    expect(await listed(jules)).toEqual([])
  })
})

describe('the safety answers', () => {
  const look = (visitor: Visitor, reference: string, reason = 'screening') =>
    post(visitor, `${reference}/safety?language=fr`, { reason })

  it('are opened for a reason, in the language asked for, one row on record a look', async () => {
    const reference = await fileOf(CAMILLE.id, byCourtOrder.fields)
    const before = await actionsOf(reference)
    const answer = (await (await look(camille, reference, 'duty-to-report')).json()) as Opened
    expect(linesOf(answer, 'worried')).toEqual(['Oui'])
    expect(linesOf(answer, 'legalName')).toBeUndefined()
    await look(robin, reference)
    const added = (await auditOf(reference)).slice(before.length)
    expect(added.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      [CAMILLE.id, 'safety_opened', '{"reason":"duty-to-report"}'],
      [ROBIN.id, 'safety_opened', '{"reason":"screening"}'],
    ])
    expect(await brokenAt(await auditOf(reference))).toBeUndefined()
  })

  it('are not opened when that cannot be written down', async () => {
    await record('F11E-F11E')
    const visitor = await team.visit('camille@lantern-street.example.com', { DB: withoutRecord() })
    const answer = await changesNothing(() => look(visitor, 'F11E-F11E'))
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('Kanari')
  })

  it('are never in what any other call answers', async () => {
    await record('F11E-F11E')
    const paths = ['/clear', '/assistant', '/pass-on', '/assign', '/close']
    const bodies: Record<string, unknown> = {
      '/clear': looked,
      '/assistant': { lawyer: null },
      '/assign': { coordinator: CAMILLE.id },
    }
    for (const path of paths) {
      const visitor = path === '/assign' ? robin : camille
      const answer = await post(visitor, `F11E-F11E${path}`, bodies[path])
      expect([path, answer.status]).toEqual([path, 200])
      expect(await answer.text()).not.toMatch(/Kanari|worries/)
    }
    for (const path of ['/desk/api/files', '/desk/api/files/F11E-F11E']) {
      expect(await (await camille.get(path)).text()).not.toMatch(/Kanari worries|worries/)
    }
  })

  it('leave nothing of themselves in the log', async () => {
    await record('F11E-F11E')
    const logs = watchLogs()
    await look(camille, 'F11E-F11E')
    expect(logs.lines.join('\n')).not.toMatch(/Kanari|F11E|camille|screening/i)
  })
})

describe('an answer that cannot be opened', () => {
  it('is a fault in JSON that says nothing, and leaves no trace of having been read', async () => {
    const logs = watchLogs()
    const reference = await fileOf('camille-verdier')
    await rows("update submissions set answers = 'Kanari'")
    const answer = await changesNothing(() => camille.get(`/desk/api/files/${reference}`))
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({ error: 500, request: answer.headers.get('X-Request-Id') })
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
    expect(await answer.json()).toEqual({ error: 404, request: answer.headers.get('X-Request-Id') })
  })
})

/** A database that takes no row of any file's record. */
function withoutRecord() {
  const { DB } = countingD1()
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

async function opened(visitor: Visitor, reference: string): Promise<Opened> {
  const answer = await visitor.get(`/desk/api/files/${reference}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Opened
}

const linesOf = ({ parents }: Opened, question: string) =>
  parents
    .flatMap(({ sections }) => sections.flatMap((section) => section.rows))
    .find((row) => row.question === question)?.lines

async function auditOf(reference: string) {
  const [file] = await rows<{ id: string }>('select id from files where reference = ?', reference)
  return readAudit(environment(bindings).db, file?.id ?? '')
}

const actionsOf = async (reference: string) => (await auditOf(reference)).map(({ action }) => action)
