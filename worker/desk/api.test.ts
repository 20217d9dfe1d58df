import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { environment } from '../environment.ts'
import { seal } from '../privacy/seal.ts'
import { accessTeam, type Team } from '../testing/access.ts'
import { changesNothing, rows } from '../testing/database.ts'
import { parentWithDraft } from '../testing/intake.ts'
import { watchLogs } from '../testing/logs.ts'
import { mailProvider } from '../testing/mail-provider.ts'
import { bindings, countingD1, prepareDatabase, type Visitor } from '../testing/portal.ts'

interface Listed {
  readonly files: { reference: string; lead: string | null; mailOutcome: string }[]
}
interface Opened {
  readonly sections: { slug: string; rows: { question: string; label: string; lines: string[] }[] }[]
  readonly closed: { safety: boolean; otherContact: boolean }
  readonly [fact: string]: unknown
}

let team: Team
let robin: Visitor
let camille: Visitor
let jules: Visitor

beforeEach(async () => {
  await prepareDatabase()
  mailProvider()
  team = await accessTeam()
  robin = await team.visit('robin@lantern-street.example.com')
  camille = await team.visit('camille@lantern-street.example.com')
  jules = await team.visit('jules@lantern-street.example.com')
})
afterEach(() => {
  vi.restoreAllMocks()
})

const { byOneParent, byConsent } = intakeExamples

/** Sends an intake and gives its file to somebody; gives its reference. */
async function fileOf(
  lead: string | null,
  fields = byOneParent.fields as typeof byConsent.fields,
): Promise<string> {
  await (await parentWithDraft(fields)).post('/intake/send/')
  const [file] = await rows<{ id: string; reference: string }>(
    'select * from files order by rowid desc limit 1',
  )
  await rows('update files set lead_coordinator = ? where id = ?', lead, file?.id)
  return file?.reference ?? ''
}

const listed = async (visitor: Visitor) => {
  const { files } = (await (await visitor.get('/desk/api/files')).json()) as Listed
  return files.map(({ reference }) => reference).toSorted()
}

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
      expect(calls[0]).toHaveLength(1)
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
          leadCoordinator: 'camille-verdier',
          lead: 'Camille Verdier',
          openedAt: expect.any(Number),
          mailOutcome: 'sent',
        },
      ],
    })
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
    expect(english).toMatchObject({ reference, route: 'one-parent', stage: 'new', lead: 'Camille Verdier' })
    expect(linesOf(english, 'legalName')).toEqual(['Morgan Ellis Tanaka'])
    expect(linesOf(english, 'birthDate')).toEqual(['November 4, 1987'])
    expect(linesOf(english, 'otherLawyer')).toEqual([])
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
      ...byConsent.fields,
      otherPhone: ['416 555 0193'],
      otherEmail: ['kanari@example.net'],
    } as typeof byConsent.fields)
    const [submission] = await rows<{ id: string }>('select id from submissions')
    const place = `submissions.safety:${submission?.id}` as const
    const part = { asked: [], answers: { worried: 'Kanarisafety' } }
    const sealed = await seal(environment(bindings).keys, 'safety', place, part)
    await rows('update submissions set safety = ?', sealed)
    for (const visitor of [camille, robin]) {
      const answer = await (await visitor.get(`/desk/api/files/${reference}`)).text()
      expect(answer).not.toMatch(/kanari|5550193|555-0193|otherPhone|otherEmail|worried/i)
      expect(answer).not.toContain(sealed)
      expect((JSON.parse(answer) as Opened).closed).toEqual({ safety: true, otherContact: true })
    }
  })

  it('says when there is nothing closed', async () => {
    const reference = await fileOf('camille-verdier')
    await rows('update submissions set other_contact = null')
    expect((await opened(camille, reference)).closed).toEqual({ safety: false, otherContact: false })
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
      [2, 'camille-verdier', 'answers_opened'],
      [3, 'robin-ashdown', 'answers_opened'],
    ])
    expect(chain[1]?.happenedAt).toBeGreaterThanOrEqual(before)
    expect(await brokenAt(chain)).toBeUndefined()
  })

  it('is in the trail once for each, when several do at the same moment', async () => {
    const reference = await fileOf(null)
    const answers = await Promise.all(
      [robin, camille, jules, robin, camille].map((visitor) => visitor.get(`/desk/api/files/${reference}`)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const chain = await auditOf(reference)
    expect(chain).toHaveLength(6)
    expect(await brokenAt(chain)).toBeUndefined()
  })

  it('shows nothing when it cannot be written down', async () => {
    const reference = await fileOf('camille-verdier')
    const { DB } = countingD1()
    const refusing = new Proxy(DB, {
      get: (target, property) =>
        property === 'prepare'
          ? (sql: string) => {
              if (/insert into "audit_events"/.test(sql)) throw new Error('D1_ERROR: Kanari')
              return target.prepare(sql)
            }
          : Reflect.get(target, property),
    })
    const visitor = await team.visit('camille@lantern-street.example.com', { DB: refusing })
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

async function opened(visitor: Visitor, reference: string): Promise<Opened> {
  const answer = await visitor.get(`/desk/api/files/${reference}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Opened
}

const linesOf = ({ sections }: Opened, question: string) =>
  sections.flatMap((section) => section.rows).find((row) => row.question === question)?.lines

async function auditOf(reference: string) {
  const [file] = await rows<{ id: string }>('select id from files where reference = ?', reference)
  return readAudit(environment(bindings).db, file?.id ?? '')
}
