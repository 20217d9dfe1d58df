import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fieldsOf } from '../../content/forms/example.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { environment } from '../environment.ts'
import { matchTokensOf } from '../privacy/blind-index.ts'
import { open } from '../privacy/seal.ts'
import { changesNothing, count, everyRow, rows } from '../testing/database.ts'
import { expectErrorPage } from '../testing/expect-page.ts'
import { parentWithDraft } from '../testing/intake.ts'
import { watchLogs } from '../testing/logs.ts'
import { type Delivery, hanging, mailProvider, unreachable } from '../testing/mail-provider.ts'
import { readPage } from '../testing/page.ts'
import { bindings, countingD1, prepareDatabase, visit, watchedD1 } from '../testing/portal.ts'
import type { EnvelopePart } from './send.ts'

let deliveries: Delivery[]

beforeEach(async () => {
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const { byOneParent, byCourtOrder, byConsent } = intakeExamples
const [howYouCome] = intake.sections
const tables = ['files', 'parents', 'submissions', 'outbox', 'audit_events'] as const

describe('sending an intake', () => {
  it('takes two calls to the database: one batch that reads, one that writes', async () => {
    const { DB, calls } = countingD1()
    const parent = await parentWithDraft(byOneParent.fields, 'en', { DB })
    calls.length = 0
    expect((await parent.post('/intake/send/')).status).toBe(303)
    // The mail leaves afterwards, on the worker’s own time.
    const [read, write, ...mail] = calls
    expect(read?.map(verbOf)).toEqual(['select draft_sections', 'select submissions', 'select files'])
    expect(write?.map(verbOf)).toEqual([
      'insert files',
      'insert parents',
      'insert submissions',
      // The parent’s phone, e-mail and person, the other’s phone and e-mail.
      ...Array.from({ length: 5 }, () => 'insert match_tokens'),
      'insert outbox',
      'insert audit_events',
      'delete draft_sections',
      'delete drafts',
    ])
    expect(new Set(mail.flat().map(verbOf))).toEqual(new Set(['update outbox']))
  })

  it('opens one file with both parents and a submission, and removes the draft', async () => {
    const parent = await parentWithDraft()
    const before = Date.now()
    await parent.post('/intake/send/')
    const { files, parents, submissions, drafts, draft_sections, audit_events } = await everyRow()
    expect(files).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
        route: 'one-parent',
        stage: 'new',
        lead_coordinator: 'robin-ashdown',
        opened_at: expect.any(Number),
      },
    ])
    expect(Number(files?.[0]?.opened_at)).toBeGreaterThanOrEqual(before)
    expect(parents?.map(({ side, language }) => [side, language])).toEqual([
      ['initiating', 'en'],
      ['other', 'en'],
    ])
    expect(submissions).toHaveLength(1)
    expect(submissions?.[0]).toMatchObject({
      file_id: files?.[0]?.id,
      parent_id: parents?.find(({ side }) => side === 'initiating')?.id,
      form: 'intake',
      version: intake.version,
      safety: null,
    })
    expect([drafts, draft_sections]).toEqual([[], []])
    expect(audit_events).toHaveLength(1)
    expect(audit_events?.[0]).toMatchObject({ actor: 'parent', action: 'intake_sent', sequence: 1 })
    const chain = await readAudit(environment(bindings).db, String(files?.[0]?.id))
    expect(await brokenAt(chain)).toBeUndefined()
  })

  it('leaves the drafts of others alone', async () => {
    const other = await parentWithDraft(byConsent.fields)
    const parent = await parentWithDraft()
    await parent.post('/intake/send/')
    expect(await count('drafts')).toBe(1)
    expect((await readPage(await other.get('/intake/you/'))).filled.legalName).toEqual(
      byConsent.fields.legalName,
    )
  })

  it('indexes both parents by what may be matched, in no readable form', async () => {
    await (await parentWithDraft()).post('/intake/send/')
    const { indexSecret } = environment(bindings)
    const own = {
      phone: '+16135550142',
      email: 'mo.tanaka@example.com',
      legalName: 'Morgan Ellis Tanaka',
      birthDate: '1987-11-04',
    }
    const expected = await matchTokensOf(indexSecret, intake, 'you', own)
    const stored = await rows<{ token: string; kind: string; side: string }>(
      'select token, kind, side from match_tokens',
    )
    const bySide = (side: string) => stored.filter((token) => token.side === side).map(({ token }) => token)
    expect(bySide('initiating').toSorted()).toEqual(expected.map(({ token }) => token).toSorted())
    expect(bySide('other')).toHaveLength(2)
    for (const { token } of stored) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })
})

describe('fifty sends of one draft at once, and fifty more one after the other', () => {
  it('open one file and mail once, and every one leads to the same confirmation', async () => {
    const parent = await parentWithDraft()
    const { cookie } = parent
    const again = () => {
      const impatient = visit()
      impatient.cookie = cookie
      return impatient
    }
    const atOnce = await Promise.all(Array.from({ length: 50 }, () => again().post('/intake/send/')))
    const one = await afterwards(atOnce)
    const inTurn = []
    for (let count = 0; count < 50; count++) inTurn.push(await again().post('/intake/send/'))
    expect(await afterwards(inTurn)).toEqual(one)

    async function afterwards(answers: Response[]) {
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
      expect(new Set(answers.map(({ headers }) => headers.get('Location')))).toEqual(
        new Set(['/intake/sent/']),
      )
      for (const { headers } of answers) expect(headers.getSetCookie()[0]).toContain(cookie)
      const counts = await Promise.all(tables.map(count))
      expect(counts).toEqual([1, 2, 1, 1, 1])
      expect(deliveries).toHaveLength(1)
      const confirmations = await Promise.all(
        Array.from({ length: 5 }, async () => (await again().get('/intake/sent/')).text()),
      )
      expect(new Set(confirmations).size).toBe(1)
      return confirmations[0]
    }
  })

  it('open one file even when each has read before any has written', async () => {
    const parent = await parentWithDraft()
    const readers = 5
    let reading = 0
    const everybodyHasRead = Promise.withResolvers<void>()
    const DB = watchedD1(async ([first = ''], go) => {
      const result = await go()
      if (verbOf(first) === 'select draft_sections') {
        reading += 1
        if (reading === readers) everybodyHasRead.resolve()
        await everybodyHasRead.promise
      }
      return result
    })
    const answers = await Promise.all(
      Array.from({ length: readers }, () => {
        const impatient = visit({ DB })
        impatient.cookie = parent.cookie
        return impatient.post('/intake/send/')
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: readers }, () => 303))
    expect(await Promise.all(tables.map(count))).toEqual([1, 2, 1, 1, 1])
    expect(deliveries).toHaveLength(1)
  })
})

describe('a race while sending', () => {
  it('loses no section saved between the read and the write', async () => {
    const parent = await parentWithDraft()
    const saved = fieldsOf(howYouCome, { ...byOneParent.fields, background: ['Written at the last moment'] })
    let late: Response | undefined
    const DB = watchedD1(async ([first = ''], go) => {
      if (verbOf(first) === 'insert files' && !late) {
        const otherTab = visit()
        otherTab.cookie = parent.cookie
        late = await otherTab.post('/intake/how-you-come/', saved)
      }
      return go()
    })
    const sender = visit({ DB })
    sender.cookie = parent.cookie
    expect((await sender.post('/intake/send/')).status).toBe(303)
    expect(late?.status).toBe(303)
    expect(await Promise.all(tables.map(count))).toEqual([1, 2, 1, 1, 1])
    expect((await answersOf('answers')).answers.background).toBe('Written at the last moment')
  })

  it('takes no section saved after the write, and says so', async () => {
    const parent = await parentWithDraft()
    const otherTab = visit()
    otherTab.cookie = parent.cookie
    await parent.post('/intake/send/')
    const late = await otherTab.post('/intake/how-you-come/', { route: ['consent'] })
    expect(late.status).toBe(410)
    expect(await count('draft_sections')).toBe(0)
  })

  it('takes another reference when the first is taken', async () => {
    await (await parentWithDraft()).post('/intake/send/')
    await rows("update files set reference = '0000-0000'")
    const genuine = crypto.getRandomValues.bind(crypto)
    let unlucky = 0
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint8Array && array.length === 8 && unlucky < 2) {
        unlucky += 1
        return array.fill(0) as typeof array
      }
      return genuine(array)
    })
    const parent = await parentWithDraft(byConsent.fields)
    expect((await parent.post('/intake/send/')).status).toBe(303)
    expect(unlucky).toBe(2)
    const references = await rows<{ reference: string }>('select reference from files')
    expect(references).toHaveLength(2)
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(2)
  })

  it('opens nothing and keeps the draft when it is lost again and again', async () => {
    await (await parentWithDraft()).post('/intake/send/')
    await rows("update files set reference = '0000-0000'")
    const genuine = crypto.getRandomValues.bind(crypto)
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) =>
      array instanceof Uint8Array && array.length === 8 ? (array.fill(0) as typeof array) : genuine(array),
    )
    const parent = await parentWithDraft(byConsent.fields)
    await expectErrorPage(await changesNothing(() => parent.post('/intake/send/')), 500)
    vi.restoreAllMocks()
    mailProvider()
    expect((await parent.post('/intake/send/')).status).toBe(303)
  })

  it('opens nothing and keeps the draft when the database fails in the middle', async () => {
    const parent = await parentWithDraft()
    const DB = watchedD1(async ([first = ''], go) => {
      if (verbOf(first) === 'insert files') throw new Error('D1_ERROR: internal error')
      return go()
    })
    const sender = visit({ DB })
    sender.cookie = parent.cookie
    await expectErrorPage(await changesNothing(() => sender.post('/intake/send/')), 500)
    expect((await parent.post('/intake/send/')).status).toBe(303)
    expect(await Promise.all(tables.map(count))).toEqual([1, 2, 1, 1, 1])
  })

  it('is not a second file when the answer to the first was lost', async () => {
    const parent = await parentWithDraft()
    const DB = watchedD1(async ([first = ''], go) => {
      const result = await go()
      if (verbOf(first) === 'insert files') throw new Error('D1_ERROR: Network connection lost.')
      return result
    })
    const sender = visit({ DB })
    sender.cookie = parent.cookie
    expect((await sender.post('/intake/send/')).status).toBe(500)
    expect((await parent.post('/intake/send/')).status).toBe(303)
    expect(await Promise.all(tables.map(count))).toEqual([1, 2, 1, 1, 1])
    expect((await parent.get('/intake/sent/')).status).toBe(200)
  })
})

describe('who is told', () => {
  it('is the coordinator the file is assigned to, alone, in their language', async () => {
    // Robin, who comes first, has a file already: the next in Ontario goes to Camille.
    await (await parentWithDraft()).post('/intake/send/')
    await (await parentWithDraft(byCourtOrder.fields)).post('/intake/send/')
    const files = await rows<{ lead_coordinator: string }>(
      'select lead_coordinator from files order by rowid',
    )
    expect(files.map(({ lead_coordinator }) => lead_coordinator)).toEqual([
      'robin-ashdown',
      'camille-verdier',
    ])
    expect(deliveries.map(({ to }) => to)).toEqual([
      'robin@lantern-street.example.com',
      'camille@lantern-street.example.com',
    ])
    expect(deliveries[0]?.subject).toMatch(/^New file /)
    expect(deliveries[1]?.subject).toMatch(/^Nouveau dossier /)
    expect(deliveries[1]?.text).toContain('/fr/desk/files/')
  })

  it('does not count files that are closed', async () => {
    await (await parentWithDraft()).post('/intake/send/')
    await rows("update files set stage = 'closed'")
    await (await parentWithDraft()).post('/intake/send/')
    const files = await rows<{ lead_coordinator: string }>('select lead_coordinator from files')
    expect(files.map(({ lead_coordinator }) => lead_coordinator)).toEqual(['robin-ashdown', 'robin-ashdown'])
  })

  it('is one who speaks the parent’s language', async () => {
    const british = { ...byOneParent.fields, province: ['BC'] }
    await (await parentWithDraft({ ...british, language: ['en'] })).post('/intake/send/')
    await (await parentWithDraft({ ...british, language: ['fr'] })).post('/intake/send/')
    await (await parentWithDraft({ ...british, language: [''] }, 'fr')).post('/fr/intake/send/')
    const files = await rows<{ lead_coordinator: string }>(
      'select lead_coordinator from files order by rowid',
    )
    // Jules speaks English only.
    expect(files.map(({ lead_coordinator }) => lead_coordinator)).toEqual([
      'camille-verdier',
      'camille-verdier',
      'camille-verdier',
    ])
    await (await parentWithDraft({ ...british, language: ['either'] })).post('/intake/send/')
    const [last] = await rows<{ lead_coordinator: string }>(
      'select lead_coordinator from files order by rowid desc',
    )
    expect(last?.lead_coordinator).toBe('jules-hartwell')
  })

  it.each([
    ['nobody works where the children live', { province: ['elsewhere'] }],
    ['it is not settled where the children live', { province: ['not-sure'] }],
  ])('is every administrator when %s, and they are asked to assign it', async (_, change) => {
    await (await parentWithDraft({ ...byOneParent.fields, ...change })).post('/intake/send/')
    const [file] = await rows<{ lead_coordinator: string | null; reference: string }>('select * from files')
    expect(file?.lead_coordinator).toBeNull()
    const administrators = practice.coordinators.filter(({ administrator }) => administrator)
    expect(deliveries.map(({ to }) => to)).toEqual(administrators.map(({ email }) => email))
    expect(deliveries[0]?.text).toContain(`fits nobody yet: ${file?.reference}`)
  })

  it('is every administrator when everybody who fits is full', async () => {
    const full = practice.coordinators.map(({ id, capacity }) =>
      Array.from({ length: capacity }, (_, index) => [`${id}-${index}`, `${id}-${index}`, id]),
    )
    for (const [id, reference, lead] of full.flat()) {
      await rows("insert into files values (?, ?, 'consent', 'open', ?, 0)", id, reference, lead)
    }
    await (await parentWithDraft()).post('/intake/send/')
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(deliveries[0]?.text).toContain('fits nobody yet')
  })

  it('learns the reference, the route and where to read more, and no answer but the route', async () => {
    const { fields, needles } = canaryIntake()
    await (await parentWithDraft(fields)).post('/intake/send/')
    const [file] = await rows<{ reference: string }>('select reference from files')
    const [mail] = deliveries
    expect(mail?.text).toContain(file?.reference)
    expect(mail?.text).toContain('How it starts: A court order asks for it.')
    expect(mail?.text).toContain(`https://lantern-street.example.com/desk/files/${file?.reference}/`)
    for (const needle of needles) expect(mail?.body).not.toContain(needle)
  })
})

describe('the mail in HTML', () => {
  it('says what its text says, in paragraphs, with one link: to the file at the desk', async () => {
    await (await parentWithDraft()).post('/intake/send/')
    const [file] = await rows<{ reference: string }>('select reference from files')
    const [mail] = deliveries
    const tags = new Set<string>()
    const links: (string | null)[] = []
    let text = ''
    const rewriter = new HTMLRewriter().on('*', {
      element: (element) => {
        tags.add(element.tagName)
        if (element.tagName === 'a') links.push(element.getAttribute('href'))
      },
    })
    rewriter.onDocument({
      text: (chunk) => {
        text += chunk.text
      },
    })
    await rewriter.transform(new Response(mail?.html)).text()
    expect(tags).toEqual(new Set(['p', 'a']))
    expect(links).toEqual([`https://lantern-street.example.com/desk/files/${file?.reference}/`])
    const plain = mail?.text.replace(links[0] ?? '', '')
    expect(text.split(/\s+/).filter(Boolean)).toEqual(plain?.split(/\s+/).filter(Boolean))
  })
})

describe('mail trouble', () => {
  it('does not hold up the answer to the parent', async () => {
    vi.restoreAllMocks()
    const { answering, letGo } = hanging()
    const held = mailProvider(answering)
    const parent = await parentWithDraft()
    const answer = await parent.request('/intake/send/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      unattended: true,
    })
    expect(answer.status).toBe(303)
    expect((await parent.get('/intake/sent/')).status).toBe(200)
    await vi.waitFor(() => expect(held).toHaveLength(1))
    const queued = await rows<{ outcome: string }>('select outcome from outbox')
    expect(queued).toEqual([{ outcome: 'queued' }])
    letGo()
    await vi.waitFor(async () =>
      expect(await rows('select outcome from outbox')).toEqual([{ outcome: 'sent' }]),
    )
  })

  it('loses neither the submission nor the mail', async () => {
    vi.restoreAllMocks()
    mailProvider(unreachable)
    const parent = await parentWithDraft()
    expect((await parent.post('/intake/send/')).status).toBe(303)
    expect(await Promise.all(tables.map(count))).toEqual([1, 2, 1, 1, 1])
    expect(await rows('select outcome, attempts, last_error from outbox')).toEqual([
      { outcome: 'queued', attempts: 1, last_error: 'application_error' },
    ])
  })
})

describe('what was answered', () => {
  it('is sealed: the other parent’s contact details apart, and nothing readable in any column of any row', async () => {
    const { fields, needles } = canaryIntake()
    const logs = watchLogs()
    const parent = await parentWithDraft(fields)
    const drafted = await everyRow()
    expect((await parent.post('/intake/send/')).status).toBe(303)
    const sent = await everyRow()
    for (const dump of [drafted, sent, logs.lines]) {
      const text = readable(JSON.stringify(dump))
      for (const needle of needles) expect(text.includes(needle) ? needle : 'nothing').toBe('nothing')
    }
    // The needles are real: opened, the same answers are there.
    const opened = JSON.stringify([await answersOf('answers'), await answersOf('otherContact')])
    for (const needle of ['Kanarilegal', 'Kanaribackground', '+14165550193', 'kanari-other@example.net']) {
      expect(opened).toContain(needle)
    }
  })

  it('is kept with what was asked, each envelope holding its own questions only', async () => {
    await (await parentWithDraft()).post('/intake/send/')
    const everybody = await answersOf('answers')
    const otherContact = await answersOf('otherContact')
    expect(Object.keys(otherContact.answers)).toEqual(['otherPhone', 'otherPhoneSafe', 'otherEmail'])
    expect(otherContact.answers).toEqual({
      otherPhone: '+16135550177',
      otherPhoneSafe: 'not-sure',
      otherEmail: 'a.brandt@example.net',
    })
    for (const name of Object.keys(otherContact.answers)) expect(everybody.answers).not.toHaveProperty(name)
    expect(everybody.answers).toMatchObject({ route: 'one-parent', legalName: 'Morgan Ellis Tanaka' })
    const asked = everybody.asked.flatMap(({ questions }) => Object.keys(questions))
    expect(asked).toContain('legalName')
    expect(asked).not.toContain('orderCourt')
    expect(asked).not.toContain('otherPhone')
    expect(otherContact.asked.map(({ slug }) => slug)).toEqual(['other-parent'])
  })

  it('cannot be opened from another row, another column or with another key', async () => {
    await (await parentWithDraft()).post('/intake/send/')
    const { keys } = environment(bindings)
    const [row] = await rows<{ id: string; answers: string; other_contact: string }>(
      'select * from submissions',
    )
    const { id = '', answers = '', other_contact = '' } = row ?? {}
    await expect(
      open(keys, 'answers', `submissions.answers:${crypto.randomUUID()}`, answers),
    ).rejects.toThrow()
    await expect(open(keys, 'answers', `submissions.other_contact:${id}`, other_contact)).rejects.toThrow()
    await expect(open(keys, 'otherContact', `submissions.answers:${id}`, answers)).rejects.toThrow()
  })

  it('behind a condition that no longer holds is not sent', async () => {
    const fields = {
      ...byCourtOrder.fields,
      ...byConsent.fields,
      orderCourt: ['Kanaricourt'],
      route: ['one-parent'],
    }
    await (await parentWithDraft(fields)).post('/intake/send/')
    const { answers, asked } = await answersOf('answers')
    expect(JSON.stringify(answers)).not.toContain('Kanaricourt')
    expect(answers).not.toHaveProperty('whoAgreed')
    expect(asked.flatMap(({ questions }) => Object.keys(questions))).not.toContain('otherAgrees')
  })
})

/** What a statement does and to which table: `insert files`. */
function verbOf(sql: string): string {
  const [, verb = '', table = ''] =
    /^\s*(select|insert|update|delete)\b(?:.*?\b(?:from|into)\s+|\s+)"?([a-z_]+)/is.exec(sql) ?? []
  return `${verb.toLowerCase()} ${table}`
}

/** One envelope of the only submission, opened. */
async function answersOf(envelope: 'answers' | 'otherContact'): Promise<EnvelopePart> {
  const column = { answers: 'answers', otherContact: 'other_contact' }[envelope]
  const [row] = await rows<{ id: string; sealed: string }>(`select id, ${column} as sealed from submissions`)
  const place = `submissions.${column}:${row?.id}` as const
  return (await open(environment(bindings).keys, envelope, place, row?.sealed ?? '')) as EnvelopePart
}

/** An intake with something findable in every field that takes text, and every form each may be found in. */
function canaryIntake() {
  const fields = {
    ...byCourtOrder.fields,
    orderCourt: ['Kanaricourt'],
    'orderDate-day': ['23'],
    'orderDate-month': ['8'],
    'orderDate-year': ['2023'],
    orderFileNumber: ['KANARI-77-7'],
    background: ['Kanaribackground'],
    legalName: ['Kanarilegal'],
    usedName: ['Kanariused'],
    'birthDate-day': ['27'],
    'birthDate-month': ['7'],
    'birthDate-year': ['1977'],
    phone: ['416 555 0192'],
    email: ['Kanari-Own@example.net'],
    contactRules: ['Kanarirules'],
    'address-street': ['77 Kanaristreet'],
    'address-city': ['Kanaricity'],
    'address-postal-code': ['k7k 7k7'],
    otherName: ['Kanariother'],
    'otherBirthDate-day': ['28'],
    'otherBirthDate-month': ['8'],
    'otherBirthDate-year': ['1978'],
    otherPhone: ['416 555 0193'],
    otherEmail: ['kanari-other@example.net'],
    otherLawyer: ['Kanarilawyer'],
  }
  const dates = ['2023-08-23', '1977-07-27', '1978-08-28', 'July 27, 1977', 'August 28, 1978']
  const numbers = [
    '555 0192',
    '5550192',
    '555-0192',
    '555 0193',
    '5550193',
    '555-0193',
    'k7k 7k7',
    'K7K 7K7',
    'K7K7K7',
  ]
  return { fields, needles: ['anari', 'ANARI', ...dates, ...numbers] }
}

/** A text with everything in it that could be base64url decoded beside it. */
const readable = (text: string): string =>
  text +
  (text.match(/[A-Za-z0-9_-]{8,}/g) ?? [])
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    .join('\n')
