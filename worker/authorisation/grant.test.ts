import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorisedText, wordsOfCall } from '../../content/authorisation/call-script.ts'
import { authorisationNotices, calling, receiptPage } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { contactAuthorisation } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { type FileNews, fileNewsMail } from '../../content/mail/file-news-message.ts'
import { practice } from '../../content/practice.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { encoded } from '../../forms/example.ts'
import { type Language, languages, pathIn } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { readable } from '../../tests/support/canary-intake.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, count, everyRow, rows } from '../../tests/support/database-rows.ts'
import { declared, given, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { type Delivery, mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { filledIn, parentWithFile, signs, withFileOpen } from '../../tests/support/parent-with-file.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import { seenPage } from '../../tests/support/parse-visible-page.ts'
import {
  bindings,
  prepareDatabase,
  scheduled,
  type Visitor,
  visit,
  watchedD1,
} from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { open } from '../privacy/seal.ts'
import { sha256 } from '../privacy/sha256.ts'
import { type Evidence, evidencePlace, otherContactPlace } from './grant.ts'

let deliveries: Delivery[]
const { db, keys, portalOrigin } = environment(bindings)

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const NOW = Date.UTC(2026, 10, 22, 15)
const DAY = 86_400_000
const { plain, full, orderNotSure } = authorisationExamples

interface Kept {
  readonly id: string
  readonly made_at: number
  readonly granted_at: number
  readonly expires_at: number
  readonly withdrawn_at: number | null
  readonly superseded_at: number | null
  readonly wording_version: number
  readonly wording_hash: string
  readonly receipt_hash: string
  readonly evidence: string
  readonly other_contact: string | null
}
const words = () => rows<Kept>('select * from authorisations order by rowid')
const onlyWord = async (): Promise<Kept> => {
  const [row, ...more] = await words()
  if (!row || more.length > 0) throw new Error(`${more.length} too many`)
  return row
}
const evidenceOf = async ({ id, evidence }: Kept) =>
  (await open(keys, 'answers', evidencePlace(id), evidence)) as Evidence
const receiptSeen = async (parent: Visitor, language: Language = 'en') =>
  (await readPage(await parent.get(pathIn(language, '/file/receipt/')))).slots
/** To whom which news of a file went, as the mail says it. */
const newsOf = (reference: string, news: FileNews['news'], language: Language = 'en') =>
  fileNewsMail({ reference, news, portalOrigin }, language)

describe.each(languages)('signing, in %s', (language) => {
  it('keeps one word, for as long as was chosen, and leads to its receipt', async () => {
    for (const [days, example] of [
      [60, plain],
      [30, full],
      [14, { fields: { ...plain.fields, authorisedDays: ['14'] } }],
    ] as const) {
      await prepareDatabase()
      const { parent, parentId } = await parentWithFile()
      const answer = await signs(parent, example.fields, language)
      expect([answer.status, answer.headers.get('Location')]).toEqual([
        303,
        pathIn(language, '/file/receipt/'),
      ])
      expect(await onlyWord()).toMatchObject({
        parent_id: parentId,
        made_at: NOW,
        granted_at: NOW,
        expires_at: NOW + days * DAY,
        withdrawn_at: null,
        superseded_at: null,
        asked_by: null,
      })
    }
  })

  it('keeps the version and the hash of the very wording shown', async () => {
    const { parent } = await parentWithFile()
    await signs(parent, plain.fields, language)
    const row = await onlyWord()
    const wording = authorisedText(language)
    expect(row.wording_version).toBe(wordsOfCall.version)
    expect(row.wording_hash).toBe(await sha256(wording.join('\n')))
    expect(row.wording_hash).not.toBe(await sha256(authorisedText(other(language)).join('\n')))
    expect((await evidenceOf(row)).wording).toEqual(wording)
    // What is hashed is what is on the page, to the word.
    const shown = (await readPage(await parent.get(pathIn(language, '/file/authorise/')))).text
    const page = shown.replace(/\s+/g, '')
    for (const line of wording) expect(page).toContain(line.replace(/\s+/g, ''))
  })

  it('gives a receipt whose hash is that of its text without what lays it out', async () => {
    const { parent, reference } = await parentWithFile({ parent: { route: 'consent' } })
    await signs(parent, full.fields, language)
    const row = await onlyWord()
    const { receipt = '', 'receipt-hash': hash } = await receiptSeen(parent, language)
    expect(hash).toBe(row.receipt_hash)
    const digested = receipt
      .replace(/\s+/g, ' ')
      .replace(/([-/]) /g, '$1')
      .normalize('NFC')
    expect(hash).toBe(await sha256(digested))
    expect(receipt.replace(/ /g, '')).toContain(row.wording_hash)
    for (const fact of [
      reference,
      'Morgan Ellis Tanaka',
      new Date(NOW).toISOString(),
      new Date(NOW + 30 * DAY).toISOString(),
    ]) {
      expect(receipt).toContain(fact)
    }
    const { links, text } = await seenPage(await parent.get(pathIn(language, '/file/receipt/')))
    const check = `${portalOrigin}${pathIn(language, '/receipt/')}`
    expect(links).toContainEqual({ href: pathIn(language, '/receipt/'), text: check })
    expect(text).toContain(receiptPage.inForce[language])
    // In private means nowhere on paper.
    for (const told of ['street we moved to', '19:00', '613-555-0188', '6135550188', 'Wednesdays']) {
      expect(receipt).not.toContain(told)
    }
    expect((await evidenceOf(row)).receipt.join('\n')).toBe(receipt)
  })
})

const other = (language: Language): Language => (language === 'en' ? 'fr' : 'en')

describe('the evidence', () => {
  it('holds what was ticked, answered, signed and shown, and how, as coarsely as that may be', async () => {
    const { parent } = await parentWithFile({ rules: { timeZone: 'America/Regina' } })
    const { path, fields } = await filledIn(parent, full.fields)
    const answer = await parent.request(path, {
      method: 'POST',
      body: encoded(fields),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'CF-Connecting-IP': '198.51.100.77',
        'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      },
    })
    const row = await onlyWord()
    const { receipt, wording, salt, asked, answers, ...rest } = await evidenceOf(row)
    expect(rest).toEqual({
      form: 'contact-authorisation',
      version: contactAuthorisation.version,
      language: 'en',
      timeZone: 'America/Regina',
      localTime: 'November 22, 2026, 9:00\u00a0a.m. (UTC−06:00, America/Regina)',
      circumstances: {
        requestId: answer.headers.get('X-Request-Id'),
        network: '198.51.100.0/24',
        device: 'Firefox, Linux',
      },
    })
    expect(answers).toEqual({
      voicemail: 'call-back',
      callWhen: full.fields.callWhen?.[0],
      callNever: full.fields.callNever?.[0],
      withheld: full.fields.withheld?.[0],
      'withheld-instead': ['in-person'],
      orderNow: 'no',
      authorisedDays: '30',
      understood: ['voluntary', 'they-learn', 'no-messages', 'cannot-undo'],
      signedName: 'Morgan Ellis Tanaka',
    })
    const names = asked.flatMap(({ questions }) => Object.keys(questions))
    expect(names.toSorted()).toEqual(
      Object.keys({ ...answers })
        .filter((name) => !name.includes('-'))
        .toSorted(),
    )
    expect(receipt.join('\n')).toContain(`${answer.headers.get('X-Request-Id')}`)
    expect(receipt.join('\n').replace(/ /g, '')).toContain(await answersHash(row))
    expect(JSON.stringify(rest)).not.toContain('100.77')
  })

  it('leaves the other parent’s number to an envelope of its own, and none is there when none was given', async () => {
    const { parent } = await parentWithFile()
    await signs(parent, full.fields)
    const row = await onlyWord()
    expect(JSON.stringify(await evidenceOf(row))).not.toContain('5550188')
    const closed = await open(keys, 'otherContact', otherContactPlace(row.id), row.other_contact ?? '')
    expect(closed).toMatchObject({ answers: { otherPhoneNow: '+16135550188' } })
    await expect(open(keys, 'answers', otherContactPlace(row.id), row.other_contact ?? '')).rejects.toThrow()
    await signs(parent, plain.fields)
    expect((await words()).at(-1)?.other_contact).toBeNull()
  })

  it.each([
    ['America/Vancouver', 'December 1, 2026, 10:30\u00a0a.m. (UTC−07:00, America/Vancouver)'],
    ['America/St_Johns', 'December 1, 2026, 2:00\u00a0p.m. (UTC−03:30, America/St_Johns)'],
    ['America/Toronto', 'December 1, 2026, 12:30\u00a0p.m. (UTC−05:00, America/Toronto)'],
    // The zone of the practice, for whoever named none.
    [undefined, 'December 1, 2026, 12:30\u00a0p.m. (UTC−05:00, America/Toronto)'],
  ] as const)('tells the time as a clock shows it where its parent lives: %s', async (timeZone, local) => {
    vi.setSystemTime(Date.UTC(2026, 11, 1, 17, 30))
    const { parent } = await parentWithFile({ rules: timeZone ? { timeZone } : {} })
    await signs(parent)
    expect((await evidenceOf(await onlyWord())).localTime).toBe(local)
    const { receipt } = await receiptSeen(parent)
    expect(receipt).toContain(`: ${local}\n`)
    expect(receipt).toContain(': 2026-12-01T17:30:00.000Z\n')
  })

  it('takes the time zone out of a real intake, and names days by it', async () => {
    // Half past two in the night in Toronto is eleven in the evening of the day before in Vancouver.
    vi.setSystemTime(Date.UTC(2026, 10, 22, 6, 30))
    const parent = await parentWithDraft({
      ...intakeExamples.byOneParent.fields,
      timeZone: ['America/Vancouver'],
    })
    await parent.post('/intake/send/', declared)
    const { code } = (await readPage(await parent.get('/intake/sent/'))).slots
    const own = await withFileOpen(code ?? '')
    await signs(own, { ...plain.fields, authorisedDays: ['30'] })
    const { receipt, ...slots } = await receiptSeen(own)
    expect(receipt).toContain(': November 21, 2026, 11:30\u00a0p.m. (UTC−07:00, America/Vancouver)\n')
    expect(receipt).toContain(': December 21, 2026, 11:30\u00a0p.m. (UTC−07:00, America/Vancouver)\n')
    expect(slots['receipt-date']).toContain('December 21, 2026')
    expect((await seenPage(await own.get('/file/yours/'))).text).toContain(
      `${calling.inForce.en} December 21, 2026.`,
    )
  })
})

/** The hash of the answers, made again from what is kept. */
async function answersHash(row: Kept): Promise<string> {
  const { salt, answers } = await evidenceOf(row)
  const closed = row.other_contact
    ? ((await open(keys, 'otherContact', otherContactPlace(row.id), row.other_contact)) as Evidence).answers
    : {}
  return sha256(salt + JSON.stringify([answers, closed]))
}

describe('what goes with a word', () => {
  it('is on record, in a chain that is whole, without an answer', async () => {
    const { parent, fileId } = await parentWithFile()
    await signs(parent, full.fields)
    const chain = await readAudit(db, fileId)
    expect(chain.map(({ actor, action, detail }) => [actor, action, JSON.parse(detail)])).toEqual([
      [
        'parent',
        'authorisation_granted',
        { days: 30, version: wordsOfCall.version, frozen: false, renewed: false },
      ],
    ])
    expect(await brokenAt(chain)).toBeUndefined()
  })

  it.each([
    ['robin-ashdown', 'robin@lantern-street.example.com', 'en'],
    ['camille-verdier', 'camille@lantern-street.example.com', 'fr'],
    [null, 'robin@lantern-street.example.com', 'en'],
  ] as const)('is mail to whoever leads, or to the administrators: %s', async (lead, to, language) => {
    const { parent, reference } = await parentWithFile({ lead })
    await signs(parent, full.fields, 'fr')
    expect(deliveries.map((mail) => [mail.to, mail.subject, mail.text])).toEqual([
      [to, newsOf(reference, 'authorised', language).subject, newsOf(reference, 'authorised', language).text],
    ])
  })

  it('is nothing in clear: no answer in a row, a log line, an e-mail or an address', async () => {
    const logs = watchLogs()
    const { parent } = await parentWithFile({ rules: { name: 'Kanari Rule', email: 'kanari@example.net' } })
    const { path, fields } = await filledIn(parent, canaries)
    const faulty = withDatabase(parent, 'lost')
    const met = [
      await parent.post(path, { ...fields, signedName: ['Kanari\u0007'] }),
      await parent.post(path, { ...fields, extra: ['Kanari extra'] }),
      await faulty.post(path, fields),
      await parent.request(path, {
        method: 'POST',
        body: encoded(fields),
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'CF-Connecting-IP': '198.51.100.77',
          'User-Agent': 'Kanari/1.0 (Kanari; Linux) Firefox/145.0',
        },
      }),
      await parent.get('/file/receipt/'),
      await parent.post('/receipt/', { text: [(await receiptSeen(parent)).receipt ?? ''] }),
      await parent.post('/receipt/', { text: ['Kanari text'] }),
      await parent.post('/file/stop/'),
    ]
    expect(met.map(({ status }) => status)).toEqual([422, 400, 500, 303, 200, 200, 200, 303])
    expect(deliveries).toHaveLength(2)
    const locations = met.map(({ headers }) => headers.get('Location') ?? '')
    const said = [await everyRow(), logs.lines, locations, deliveries]
    const dump = readable(JSON.stringify(said))
    for (const needle of ['anari', '555 0192', '5550192', '555-0192', '100.77']) {
      expect([needle, dump.includes(needle)]).toEqual([needle, false])
    }
    // And they are kept, sealed.
    const row = (await words())[0]
    expect(JSON.stringify(row && (await evidenceOf(row)))).toContain('Kanari withheld')
  })
})

/** Something findable in every field that takes text. */
const canaries: Fields = {
  ...plain.fields,
  otherPhoneNow: ['416 555 0192'],
  callWhen: ['Kanari when'],
  callNever: ['Kanari never'],
  withheld: ['Kanari withheld'],
  signedName: ['Kanari Signed'],
}

describe('the same posting, again and again', () => {
  it('keeps one word, sends one e-mail and shows one receipt: fifty at once and fifty in turn', async () => {
    const { parent, fileId } = await parentWithFile()
    const { path, fields } = await filledIn(parent, full.fields)
    const press = async () => {
      const { status, headers } = await parent.post(path, fields)
      return `${status} ${headers.get('Location')}`
    }
    const answers = new Set(await Promise.all(Array.from({ length: 50 }, press)))
    const first = await (await parent.get('/file/receipt/')).text()
    vi.setSystemTime(NOW + 60_000)
    for (let times = 0; times < 50; times++) answers.add(await press())
    expect([...answers]).toEqual(['303 /file/receipt/'])
    expect(await count('authorisations')).toBe(1)
    expect(await count('outbox')).toBe(1)
    expect(deliveries).toHaveLength(1)
    expect(await (await parent.get('/file/receipt/')).text()).toBe(first)
    const chain = await readAudit(db, fileId)
    expect([chain.length, await brokenAt(chain)]).toEqual([1, undefined])
  })

  it('freezes once', async () => {
    const { parent } = await parentWithFile()
    const { path, fields } = await filledIn(parent, orderNotSure.fields)
    await Promise.all([1, 2, 3].map(() => parent.post(path, fields)))
    expect([await count('freezes'), await count('authorisations')]).toEqual([1, 1])
  })

  it('gives nothing back that was stopped in between, or asked for anew', async () => {
    const { parent, parentId } = await parentWithFile()
    const { path, fields } = await filledIn(parent)
    await parent.post(path, fields)
    await parent.post('/file/stop/')
    expect((await changesNothing(() => parent.post(path, fields))).status).toBe(303)
    await rows('update authorisations set superseded_at = 2')
    await rows(
      "insert into authorisations (id, parent_id, made_at, asked_by) values ('asked', ?, 3, 'robin-ashdown')",
      parentId,
    )
    expect((await changesNothing(() => parent.post(path, fields))).status).toBe(303)
    expect((await seenPage(await parent.get('/file/yours/'))).text).toContain(calling.asked.en)
  })

  it.each(['lost', 'failed'] as const)(
    'is what pressing again is when the database’s answer %s: nothing typed goes, one word is kept',
    async (how) => {
      const logs = watchLogs()
      const { parent } = await parentWithFile()
      const { path, fields } = await filledIn(parent, full.fields)
      const page = await readPage(await withDatabase(parent, how).post(path, fields))
      expect([page.status, page.summary?.notice]).toEqual([500, authorisationNotices.notSigned.en])
      expect(given(page.filled)).toEqual(given(fields))
      expect(await count('authorisations')).toBe(how === 'lost' ? 1 : 0)
      expect(logs.events('fault')).toHaveLength(1)
      expect((await parent.post(path, page.filled)).status).toBe(303)
      await scheduled()
      expect([await count('authorisations'), await count('outbox'), deliveries.length]).toEqual([1, 1, 1])
    },
  )

  it('keeps what was typed when the database does not answer at all', async () => {
    const { parent } = await parentWithFile()
    const { path, fields } = await filledIn(parent, full.fields, 'fr')
    const page = await readPage(await withDatabase(parent, 'down').post(path, fields))
    expect([page.status, page.summary?.notice]).toEqual([500, authorisationNotices.notSigned.fr])
    expect(given(page.filled)).toEqual(given(fields))
  })

  it('keeps what was typed when the file was closed while they read, until it is open again', async () => {
    for (const language of languages) {
      await prepareDatabase()
      vi.setSystemTime(NOW)
      const { parent, code } = await parentWithFile()
      const { path, fields } = await filledIn(parent, full.fields, language)
      vi.setSystemTime(NOW + 31 * 60_000)
      const page = await readPage(await changesNothing(() => parent.post(path, fields)))
      expect([page.status, page.summary?.notice]).toEqual([410, authorisationNotices.fileClosed[language]])
      expect(given(page.filled)).toEqual(given(fields))
      const again = await withFileOpen(code)
      expect((await again.post(page.action ?? '', page.filled)).status).toBe(303)
      expect(await count('authorisations')).toBe(1)
    }
  })

  it('signs no words that changed since the page was shown', async () => {
    const { parent } = await parentWithFile()
    const { path, fields } = await filledIn(parent, full.fields)
    for (const wording of [['0'.repeat(64)], []]) {
      const page = await readPage(await changesNothing(() => parent.post(path, { ...fields, wording })))
      expect([page.status, page.summary?.notice]).toEqual([409, authorisationNotices.wordingChanged.en])
      expect(given(page.filled)).toEqual(given(fields))
    }
    expect((await parent.post(path, fields)).status).toBe(303)
  })
})

/** The same visitor where a database loses the answer to a word's being kept, fails before it, or is down. */
function withDatabase(parent: Visitor, how: 'lost' | 'failed' | 'down'): Visitor {
  const DB = watchedD1(async (statements, go) => {
    const keeps = statements.some((sql) => sql.includes('insert into authorisations'))
    if (!keeps && how !== 'down') return go()
    if (how === 'lost') await go()
    throw new Error('Network connection lost: Kanari')
  })
  const visitor = visit({ DB })
  visitor.cookie = parent.cookie
  return visitor
}

describe('two windows', () => {
  it('with different answers: the second is told, loses nothing, and may press again', async () => {
    for (const language of languages) {
      await prepareDatabase()
      const { parent } = await parentWithFile()
      const [one, two] = [await filledIn(parent, plain.fields), await filledIn(parent, full.fields, language)]
      await parent.post(one.path, one.fields)
      const told = await readPage(await changesNothing(() => parent.post(two.path, two.fields)))
      expect([told.status, told.summary]).toEqual([
        409,
        { beforeForm: true, notice: authorisationNotices.alreadyAuthorised[language], problems: [] },
      ])
      const [first] = await words()
      expect(given(told.filled)).toEqual(given({ ...two.fields, replaces: [first?.id ?? ''] }))
      vi.setSystemTime(NOW + 60_000)
      expect((await parent.post(told.action ?? '', told.filled)).status).toBe(303)
      expect((await words()).map((row) => [row.granted_at, row.superseded_at])).toEqual([
        [NOW, NOW + 60_000],
        [NOW + 60_000, null],
      ])
      vi.setSystemTime(NOW)
    }
  })

  it('at the very same time: one is kept, the other told', async () => {
    const { parent, fileId } = await parentWithFile()
    const both = [await filledIn(parent, plain.fields), await filledIn(parent, full.fields)]
    const answers = await Promise.all(both.map(({ path, fields }) => parent.post(path, fields)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect([await count('authorisations'), await count('outbox'), deliveries.length]).toEqual([1, 1, 1])
    expect(await brokenAt(await readAudit(db, fileId))).toBeUndefined()
  })

  it('one answers what a coordinator asked meanwhile, without a word about another window', async () => {
    const { parent, parentId } = await parentWithFile()
    const { path, fields } = await filledIn(parent)
    await rows(
      "insert into authorisations (id, parent_id, made_at, asked_by) values ('asked', ?, 1, 'robin-ashdown')",
      parentId,
    )
    expect((await parent.post(path, fields)).status).toBe(303)
    const [asked, granted] = await words()
    expect([asked?.superseded_at, granted?.granted_at, granted?.superseded_at]).toEqual([NOW, NOW, null])
  })

  it.each(['said no', 'stopped it'])(
    'never undo a stop: one signs after the other %s, and is told',
    async (how) => {
      const { parent } = await parentWithFile()
      if (how === 'stopped it') await signs(parent, full.fields)
      const { path, fields } = await filledIn(parent)
      await parent.post('/file/stop/')
      const told = await readPage(await changesNothing(() => parent.post(path, fields)))
      expect([told.status, told.summary?.notice]).toEqual([409, authorisationNotices.stoppedMeanwhile.en])
      // Pressed again, it is meant.
      expect((await parent.post(told.action ?? '', told.filled)).status).toBe(303)
      expect((await words()).at(-1)?.superseded_at).toBeNull()
    },
  )
})

describe('giving a word anew', () => {
  it('takes the place of the one in force, and says so', async () => {
    const { parent: earlier, code, fileId, reference } = await parentWithFile()
    await signs(earlier, plain.fields)
    const before = await receiptSeen(earlier)
    vi.setSystemTime(NOW + DAY)
    const parent = await withFileOpen(code)
    await signs(parent, { ...plain.fields, authorisedDays: ['14'] })
    const [first, second] = await words()
    expect([first?.superseded_at, first?.withdrawn_at, first?.expires_at]).toEqual([
      NOW + DAY,
      null,
      NOW + 60 * DAY,
    ])
    expect([second?.superseded_at, second?.expires_at]).toEqual([null, NOW + 15 * DAY])
    const after = await receiptSeen(parent)
    expect(after['receipt-hash']).toBe(second?.receipt_hash)
    expect(after['receipt-hash']).not.toBe(before['receipt-hash'])
    const chain = await readAudit(db, fileId)
    expect(chain.map(({ detail }) => JSON.parse(detail).renewed)).toEqual([false, true])
    expect(deliveries.map(({ text }) => text)).toEqual([1, 2].map(() => newsOf(reference, 'authorised').text))
  })

  it('works with exactly the same answers, at once after stopping and after its time', async () => {
    const { parent, code } = await parentWithFile()
    await signs(parent)
    await parent.post('/file/stop/')
    expect((await signs(parent)).status).toBe(303)
    vi.setSystemTime(NOW + 60 * DAY)
    expect((await signs(await withFileOpen(code))).status).toBe(303)
    const all = await words()
    expect(all.map((row) => row.superseded_at === null)).toEqual([false, false, true])
    expect(new Set(all.map((row) => row.receipt_hash)).size).toBe(3)
  })
})

describe('an order that may forbid contact', () => {
  it.each(['yes', 'not-sure'])('keeps the word and lets it wait, kindly: %s', async (orderNow) => {
    const { parent, parentId, reference, fileId } = await parentWithFile()
    expect((await signs(parent, { ...plain.fields, orderNow: [orderNow] })).status).toBe(303)
    expect(await rows('select parent_id, said_in, said_at, lifted_at from freezes')).toEqual([
      { parent_id: parentId, said_in: 'contact-authorisation', said_at: NOW, lifted_at: null },
    ])
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(reference, 'authorised-frozen').text])
    expect(JSON.parse((await readAudit(db, fileId))[0]?.detail ?? '{}')).toMatchObject({ frozen: true })
    for (const language of languages) {
      const { text } = await seenPage(await parent.get(pathIn(language, '/file/yours/')))
      expect(text).toContain(calling.frozen[language])
      expect(text).not.toContain(calling.inForce[language])
      const receipt = await seenPage(await parent.get(pathIn(language, '/file/receipt/')))
      expect(receipt.text).toContain(receiptPage.frozen[language])
    }
    await rows('update freezes set lifted_at = ?', NOW)
    expect((await seenPage(await parent.get('/file/yours/'))).text).toContain(calling.inForce.en)
  })

  it('spoken of in the intake lets a word wait that knows of none', async () => {
    const { parent, parentId, reference } = await parentWithFile()
    await rows(
      "insert into freezes (id, parent_id, said_in, said_at) values ('freeze', ?, 'intake', 1)",
      parentId,
    )
    await signs(parent)
    expect((await seenPage(await parent.get('/file/yours/'))).text).toContain(calling.frozen.en)
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(reference, 'authorised-frozen').text])
    expect(await count('freezes')).toBe(1)
  })

  it('goes on standing when a new word says there is none', async () => {
    const { parent } = await parentWithFile()
    await signs(parent, orderNotSure.fields)
    await signs(parent, plain.fields)
    expect(await rows('select lifted_at from freezes')).toEqual([{ lifted_at: null }])
    expect((await seenPage(await parent.get('/file/yours/'))).text).toContain(calling.frozen.en)
  })
})

it('is not possible once the file was closed, however lately', async () => {
  const { parent, fileId } = await parentWithFile()
  const { path, fields } = await filledIn(parent)
  // Closed between the look at the file and the keeping of the word.
  const DB = watchedD1(async (statements, go) => {
    if (statements.some((sql) => sql.includes('insert into authorisations'))) {
      await rows("update files set stage = 'closed' where id = ?", fileId)
      await rows("update parents set standing = 'closed' where file_id = ? and side = 'initiating'", fileId)
    }
    return go()
  })
  const visitor = visit({ DB })
  visitor.cookie = parent.cookie
  const answer = await visitor.post(path, fields)
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/file/yours/'])
  expect([await count('authorisations'), await count('outbox'), deliveries.length]).toEqual([0, 0, 0])
})

it('tells nobody at the practice by an address the portal did not choose', async () => {
  const { parent } = await parentWithFile()
  await signs(parent, canaries)
  expect(deliveries.map(({ body }) => JSON.parse(body).from)).toEqual([practice.mailFrom])
})
