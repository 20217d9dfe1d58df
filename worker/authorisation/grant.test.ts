import { describe, expect, it, vi } from 'vitest'
import { callScript, listSignedWordingLines } from '../../content/authorisation/call-script.ts'
import { authorisationNoticeWording } from '../../content/file/authorisation-notices.ts'
import {
  authorisationStatusWording,
  filePageWording,
  receiptPageWording,
} from '../../content/file/page-wording.ts'
import { ownNumberProblemWording } from '../../content/file/problem-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import {
  authoriseSection,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FileNewsFacts } from '../../content/mail/file-news-message.ts'
import { addPageButton } from '../../content/page-buttons.ts'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { insertFormVersionStatement } from '../../db/form-versions.ts'
import { formVersions } from '../../db/schema.ts'
import { encodeFormBody } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { listAuditDetails, listAuditEvents } from '../../tests/support/audit-events.ts'
import { appendDecodedBase64url } from '../../tests/support/canary-intake.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import {
  changesNothing,
  countRows,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../tests/support/database-rows.ts'
import { composeFileNewsMessage } from '../../tests/support/expected-messages.ts'
import { omitBlankFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import {
  createParentAboutToAuthorise,
  createParentWithAuthorisation,
  createParentWithFile,
  fillAuthorisationForm,
  insertContactHold,
  insertRequestedAuthorisation,
  openFileWithCode,
  submitAuthorisationForm,
} from '../../tests/support/parent-with-file.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { expectRedirect, withOtherBindings } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createWatchedD1,
  prepareDatabase,
  runScheduledWork,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { buildFormVersionRow } from '../forms/form-version.fixture.ts'
import { parseFormVersions, restoreEnvelopePart } from '../forms/form-version.ts'
import { unseal } from '../privacy/seal.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import {
  type AuthorisationEvidence,
  buildAuthorisedContactSealContext,
  buildEvidenceSealContext,
} from './authorisation-evidence.ts'

const { db, keys, portalOrigin } = parseEnvironment(bindings)

const NOW = Date.UTC(2026, 10, 22, 15)
const deliveries = setUpPortal({ now: NOW })

const { plain, full, orderNotSure } = authorisationExamples

interface AuthorisationRow {
  readonly id: string
  readonly created_at: number
  readonly granted_at: number
  readonly expires_at: number
  readonly withdrawn_at: number | null
  readonly superseded_at: number | null
  readonly wording_version: number
  readonly wording_hash: string
  readonly receipt_hash: string
  readonly sealed_evidence: string
  readonly sealed_other_contact: string | null
}
const listAuthorisationRows = () => queryRows<AuthorisationRow>('select * from authorisations order by rowid')
const findOnlyAuthorisation = async (): Promise<AuthorisationRow> => {
  const [row, ...more] = await listAuthorisationRows()
  if (!row || more.length > 0) throw new Error(`${more.length} too many`)
  return row
}
/** Unseals the evidence, with the questions in the words that were asked. */
async function openEvidence({ id, sealed_evidence }: AuthorisationRow) {
  const context = buildEvidenceSealContext(id)
  const evidence = (await unseal(keys, 'answers', context, sealed_evidence)) as AuthorisationEvidence
  const forms = await parseFormVersions(await db.select().from(formVersions))
  return { ...evidence, ...restoreEnvelopePart(evidence, forms) }
}
const receiptSeen = async (parent: Visitor, language: Language = 'en') =>
  (await parsePage(await parent.get(localisePath(language, '/file/receipt/')))).slots
/** Composes the text of the message about an event of a file. */
const fileNewsText = (reference: string, news: FileNewsFacts['news'], language: Language = 'en') =>
  composeFileNewsMessage({ reference, news, portalOrigin }, language)

it.each(['613 555-0100', '(613) 555 0100', '+1 613.555.0100'])(
  'is not signed with the parent’s own number for the other parent, as %s, which the page names',
  async (otherPhoneNow) => {
    const { parent } = await createParentWithFile({
      rules: { mailSubject: 'documents', phone: '+16135550100' },
    })
    const fields = { ...plain.fields, otherPhoneNow: [otherPhoneNow] }
    const answer = await changesNothing(() => submitAuthorisationForm(parent, fields))
    expect(answer.status).toBe(422)
    const { summary } = await parsePage(answer)
    const { label } = authoriseSection.questions.otherPhoneNow
    expect(summary?.problems).toEqual([
      { href: '#otherPhoneNow', text: `${label.en}: ${ownNumberProblemWording.en}` },
    ])
    const another = { ...fields, otherPhoneNow: ['613 555 0199'] }
    expect((await submitAuthorisationForm(parent, another)).status).toBe(303)
  },
)

describe.each(languages)('signing, in %s', (language) => {
  it('stores one authorisation, for as long as was chosen, and leads to its receipt', async () => {
    for (const [days, example] of [
      [60, plain],
      [30, full],
      [14, { fields: { ...plain.fields, authorisedDays: ['14'] } }],
    ] as const) {
      await prepareDatabase()
      const { parent, parentId } = await createParentWithFile()
      const answer = await submitAuthorisationForm(parent, example.fields, language)
      expectRedirect(answer, localisePath(language, '/file/receipt/'))
      expect(await findOnlyAuthorisation()).toMatchObject({
        parent_id: parentId,
        created_at: NOW,
        granted_at: NOW,
        expires_at: NOW + days * DAY_MS,
        withdrawn_at: null,
        superseded_at: null,
        requested_by: null,
      })
    }
  })

  it('stores the version and the hash of the very wording shown', async () => {
    const { parent } = await createParentWithAuthorisation(plain.fields, {}, language)
    const row = await findOnlyAuthorisation()
    const wording = listSignedWordingLines(language)
    expect(row.wording_version).toBe(callScript.version)
    expect(row.wording_hash).toBe(await sha256Hex(wording.join('\n')))
    expect(row.wording_hash).not.toBe(await sha256Hex(listSignedWordingLines(other(language)).join('\n')))
    expect((await openEvidence(row)).wording).toEqual(wording)
    // The hashed wording is exactly the wording on the page.
    const shown = (await parsePage(await parent.get(localisePath(language, '/file/authorise/')))).text
    const page = shown.replace(/\s+/g, '')
    for (const line of wording) expect(page).toContain(line.replace(/\s+/g, ''))
  })

  it('gives a receipt whose hash is that of its text without what lays it out', async () => {
    const { parent, reference } = await createParentWithAuthorisation(
      full.fields,
      { parent: { route: 'consent' } },
      language,
    )
    const row = await findOnlyAuthorisation()
    const { receipt = '', 'receipt-hash': hash } = await receiptSeen(parent, language)
    expect(hash).toBe(row.receipt_hash)
    const digested = receipt
      .replace(/\s+/g, ' ')
      .replace(/([-/]) /g, '$1')
      .normalize('NFC')
    expect(hash).toBe(await sha256Hex(digested))
    expect(receipt.replace(/ /g, '')).toContain(row.wording_hash)
    for (const fact of [
      reference,
      'Morgan Ellis Tanaka',
      new Date(NOW).toISOString(),
      new Date(NOW + 30 * DAY_MS).toISOString(),
    ]) {
      expect(receipt).toContain(fact)
    }
    const { links, text } = await parseVisiblePage(await parent.get(localisePath(language, '/file/receipt/')))
    const check = `${portalOrigin}${localisePath(language, '/receipt/')}`
    expect(links).toContainEqual({ href: localisePath(language, '/receipt/'), text: check })
    expect(text).toContain(receiptPageWording.inForce[language])
    // What a parent answers in private is nowhere on the receipt.
    for (const told of ['street we moved to', '19:00', '613-555-0188', '6135550188', 'Wednesdays']) {
      expect(receipt).not.toContain(told)
    }
    expect((await openEvidence(row)).receipt.join('\n')).toBe(receipt)
  })
})

const other = (language: Language): Language => (language === 'en' ? 'fr' : 'en')

describe('the evidence', () => {
  it('holds what was ticked, answered, signed and shown, and how, as coarsely as that may be', async () => {
    const { parent, path, fields } = await createParentAboutToAuthorise(full.fields, {
      rules: { timeZone: 'America/Regina' },
    })
    const answer = await parent.request(path, {
      method: 'POST',
      body: encodeFormBody(addPageButton(path, fields)),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'CF-Connecting-IP': '198.51.100.77',
        'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      },
    })
    const row = await findOnlyAuthorisation()
    const { receipt, wording, salt, asked: requested, answers, ...rest } = await openEvidence(row)
    expect(rest).toEqual({
      form: 'contact-authorisation',
      version: contactAuthorisationForm.version,
      formVersionHash: (await buildFormVersionRow(contactAuthorisationForm)).hash,
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
    const names = requested.flatMap(({ questions }) => Object.keys(questions))
    expect(names.toSorted()).toEqual(
      Object.keys({ ...answers })
        .filter((name) => !name.includes('-'))
        .toSorted(),
    )
    expect(receipt.join('\n')).toContain(`${answer.headers.get('X-Request-Id')}`)
    expect(receipt.join('\n').replace(/ /g, '')).toContain(await computeAnswersHash(row))
    expect(JSON.stringify(rest)).not.toContain('100.77')
  })

  it('leaves the other parent’s number to an envelope of its own, and none is there when none was given', async () => {
    const { parent } = await createParentWithAuthorisation(full.fields)
    const row = await findOnlyAuthorisation()
    expect(JSON.stringify(await openEvidence(row))).not.toContain('5550188')
    const closed = await unseal(
      keys,
      'otherContact',
      buildAuthorisedContactSealContext(row.id),
      row.sealed_other_contact ?? '',
    )
    expect(closed).toMatchObject({ answers: { otherPhoneNow: '+16135550188' } })
    await expect(
      unseal(keys, 'answers', buildAuthorisedContactSealContext(row.id), row.sealed_other_contact ?? ''),
    ).rejects.toThrow()
    await submitAuthorisationForm(parent, plain.fields)
    expect((await listAuthorisationRows()).at(-1)?.sealed_other_contact).toBeNull()
  })

  it.each([
    ['America/Vancouver', 'December 1, 2026, 10:30\u00a0a.m. (UTC−07:00, America/Vancouver)'],
    ['America/St_Johns', 'December 1, 2026, 2:00\u00a0p.m. (UTC−03:30, America/St_Johns)'],
    ['America/Toronto', 'December 1, 2026, 12:30\u00a0p.m. (UTC−05:00, America/Toronto)'],
    // A parent who named no time zone gets that of the practice.
    [undefined, 'December 1, 2026, 12:30\u00a0p.m. (UTC−05:00, America/Toronto)'],
  ] as const)('tells the time as a clock shows it where its parent lives: %s', async (timeZone, local) => {
    vi.setSystemTime(Date.UTC(2026, 11, 1, 17, 30))
    const { parent } = await createParentWithAuthorisation(undefined, { rules: timeZone ? { timeZone } : {} })
    expect((await openEvidence(await findOnlyAuthorisation())).localTime).toBe(local)
    const { receipt } = await receiptSeen(parent)
    expect(receipt).toContain(`: ${local}\n`)
    expect(receipt).toContain(': 2026-12-01T17:30:00.000Z\n')
  })

  it('takes the time zone out of a real intake, and names days by it', async () => {
    // 2:30 a.m. in Toronto is 11:30 p.m. of the day before in Vancouver.
    vi.setSystemTime(Date.UTC(2026, 10, 22, 6, 30))
    const parent = await sendIntake({
      ...intakeExamples.byOneParent.fields,
      timeZone: ['America/Vancouver'],
    })
    const { code } = (await parsePage(await parent.get('/intake/sent/'))).slots
    const own = await openFileWithCode(code ?? '')
    await submitAuthorisationForm(own, { ...plain.fields, authorisedDays: ['30'] })
    const { receipt, ...slots } = await receiptSeen(own)
    expect(receipt).toContain(': November 21, 2026, 11:30\u00a0p.m. (UTC−07:00, America/Vancouver)\n')
    expect(receipt).toContain(': December 21, 2026, 11:30\u00a0p.m. (UTC−07:00, America/Vancouver)\n')
    expect(slots['receipt-date']).toContain('December 21, 2026')
    expect((await parseVisiblePage(await own.get('/file/'))).text).toContain(
      `${authorisationStatusWording.inForce.en} December 21, 2026.`,
    )
  })
})

/** Computes the hash of the answers again from the stored evidence. */
async function computeAnswersHash(row: AuthorisationRow): Promise<string> {
  const { salt, answers } = await openEvidence(row)
  const closed = row.sealed_other_contact
    ? (
        (await unseal(
          keys,
          'otherContact',
          buildAuthorisedContactSealContext(row.id),
          row.sealed_other_contact,
        )) as AuthorisationEvidence
      ).answers
    : {}
  return sha256Hex(salt + JSON.stringify([answers, closed]))
}

describe('what goes with an authorisation', () => {
  it('is an audit event, in a chain that is whole, without an answer', async () => {
    const { fileId } = await createParentWithAuthorisation(full.fields)
    expect(await listAuditDetails(fileId)).toEqual([
      [
        'parent',
        'authorisation_granted',
        { days: 30, version: callScript.version, contactHold: false, renewed: false },
      ],
    ])
  })

  it.each([
    ['robin-ashdown', 'robin@lantern-street.example.com', 'en'],
    ['camille-verdier', 'camille@lantern-street.example.com', 'fr'],
    [null, 'robin@lantern-street.example.com', 'en'],
  ] as const)('is mail to whoever leads, or to the administrators: %s', async (lead, to, language) => {
    const { reference } = await createParentWithAuthorisation(full.fields, { lead }, 'fr')
    expect(deliveries.map((mail) => [mail.to, mail.subject, mail.text])).toEqual([
      [
        to,
        fileNewsText(reference, 'authorised', language).subject,
        fileNewsText(reference, 'authorised', language).text,
      ],
    ])
  })

  it('is nothing in clear: no answer in a row, a log line, an e-mail or an address', async () => {
    const logs = captureConsole()
    const { parent, path, fields } = await createParentAboutToAuthorise(canaries, {
      rules: { name: 'Kanari Rule', email: 'kanari@example.net' },
    })
    const faulty = withFailingDatabase(parent, 'lost')
    const met = [
      await parent.post(path, { ...fields, signedName: ['Kanari\u202eoM'] }),
      await parent.post(path, { ...fields, signedName: ['Kanari', 'Kanari extra'] }),
      await faulty.post(path, fields),
      await parent.request(path, {
        method: 'POST',
        body: encodeFormBody(addPageButton(path, fields)),
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
    const everythingWritten = [await selectAllTables(), logs.lines, locations, deliveries]
    const dump = appendDecodedBase64url(JSON.stringify(everythingWritten))
    for (const needle of ['anari', '555 0192', '555\u00a00192', '5550192', '555-0192', '100.77']) {
      expect([needle, dump.includes(needle)]).toEqual([needle, false])
    }
    // The answers are stored, sealed.
    const row = (await listAuthorisationRows())[0]
    expect(JSON.stringify(row && (await openEvidence(row)))).toContain('Kanari withheld')
  })
})

/** A text that tests can search for in every text field. */
const canaries: FormFields = {
  ...plain.fields,
  otherPhoneNow: ['416 555 0192'],
  callWhen: ['Kanari when'],
  callNever: ['Kanari never'],
  withheld: ['Kanari withheld'],
  signedName: ['Kanari Signed'],
}

describe('the same posting, again and again', () => {
  it('stores one authorisation, sends one e-mail and shows one receipt: many at once and many in turn', async () => {
    const { parent, fileId, path, fields } = await createParentAboutToAuthorise(full.fields)
    const press = async () => {
      const { status, headers } = await parent.post(path, fields)
      return `${status} ${headers.get('Location')}`
    }
    const times = countPropertyRuns(10, 50)
    const answers = new Set(await Promise.all(Array.from({ length: times }, press)))
    const first = await (await parent.get('/file/receipt/')).text()
    vi.setSystemTime(NOW + 60_000)
    for (let count = 0; count < times; count++) answers.add(await press())
    expect([...answers]).toEqual(['303 /file/receipt/'])
    expect(await countRows('authorisations')).toBe(1)
    expect(await countRows('outbox')).toBe(1)
    expect(deliveries).toHaveLength(1)
    expect(await (await parent.get('/file/receipt/')).text()).toBe(first)
    expect(await listAuditEvents(fileId)).toHaveLength(1)
  })

  it('places one contact hold', async () => {
    const { parent, path, fields } = await createParentAboutToAuthorise(orderNotSure.fields)
    await Promise.all([1, 2, 3].map(() => parent.post(path, fields)))
    expect([await countRows('contact_holds'), await countRows('authorisations')]).toEqual([1, 1])
  })

  it('does not bring back what was stopped in between, or asked for anew', async () => {
    const { parent, parentId, path, fields } = await createParentAboutToAuthorise()
    await parent.post(path, fields)
    await parent.post('/file/stop/')
    await expectNoChange(303, () => parent.post(path, fields))
    await queryRows('update authorisations set superseded_at = 2')
    await insertRequestedAuthorisation(parentId, { createdAt: 3 })
    await expectNoChange(303, () => parent.post(path, fields))
    expect((await parseVisiblePage(await parent.get('/file/'))).text).toContain(
      authorisationStatusWording.requested.en,
    )
  })

  it.each(['lost', 'failed'] as const)(
    'is what pressing again is when the database’s answer %s: nothing typed is lost, one authorisation is stored',
    async (how) => {
      const logs = captureConsole()
      const { parent, path, fields } = await createParentAboutToAuthorise(full.fields)
      const page = await parsePage(await withFailingDatabase(parent, how).post(path, fields))
      expect([page.status, page.summary?.notice]).toEqual([500, authorisationNoticeWording.notSigned.en])
      expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(fields))
      expect(await countRows('authorisations')).toBe(how === 'lost' ? 1 : 0)
      expect(logs.eventsNamed('error')).toHaveLength(1)
      expect((await parent.post(path, page.filledFields)).status).toBe(303)
      await runScheduledWork()
      expect([await countRows('authorisations'), await countRows('outbox'), deliveries.length]).toEqual([
        1, 1, 1,
      ])
    },
  )

  it('loses nothing typed when the database does not answer at all', async () => {
    const { parent, path, fields } = await createParentAboutToAuthorise(full.fields, {}, 'fr')
    const page = await parsePage(await withFailingDatabase(parent, 'down').post(path, fields))
    expect([page.status, page.summary?.notice]).toEqual([500, authorisationNoticeWording.notSigned.fr])
    expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(fields))
  })

  it('loses nothing typed when the file was closed while they read, until it is open again', async () => {
    for (const language of languages) {
      await prepareDatabase()
      vi.setSystemTime(NOW)
      const { parent, code, path, fields } = await createParentAboutToAuthorise(full.fields, {}, language)
      vi.setSystemTime(NOW + 31 * 60_000)
      const page = await parsePage(await changesNothing(() => parent.post(path, fields)))
      expect([page.status, page.summary?.notice]).toEqual([
        410,
        authorisationNoticeWording.fileClosed[language],
      ])
      expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(fields))
      const again = await openFileWithCode(code)
      expect((await again.post(page.action ?? '', page.filledFields)).status).toBe(303)
      expect(await countRows('authorisations')).toBe(1)
    }
  })

  it('signs no words that changed since the page was shown', async () => {
    const { parent, path, fields } = await createParentAboutToAuthorise(full.fields)
    for (const wording of [['0'.repeat(64)], []]) {
      const page = await parsePage(await changesNothing(() => parent.post(path, { ...fields, wording })))
      expect([page.status, page.summary?.notice]).toEqual([409, authorisationNoticeWording.wordingChanged.en])
      expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields(fields))
    }
    expect((await parent.post(path, fields)).status).toBe(303)
  })
})

/**
 * Gives the same visitor on a database that loses the answer after storing an authorisation, fails before it, or is
 * down.
 */
function withFailingDatabase(parent: Visitor, how: 'lost' | 'failed' | 'down'): Visitor {
  const DB = createWatchedD1(async (statements, go) => {
    const isGrant = statements.some((sql) => sql.includes('insert into "authorisations"'))
    if (!isGrant && how !== 'down') return go()
    if (how === 'lost') await go()
    throw new Error('Network connection lost: Kanari')
  })
  const visitor = withOtherBindings(parent, { DB })
  return visitor
}

describe('two windows', () => {
  it('with different answers: the second is told, loses nothing, and may press again', async () => {
    for (const language of languages) {
      await prepareDatabase()
      const { parent } = await createParentWithFile()
      const [one, two] = [
        await fillAuthorisationForm(parent, plain.fields),
        await fillAuthorisationForm(parent, full.fields, language),
      ]
      await parent.post(one.path, one.fields)
      const told = await parsePage(await changesNothing(() => parent.post(two.path, two.fields)))
      expect([told.status, told.summary]).toEqual([
        409,
        { beforeForm: true, notice: authorisationNoticeWording.alreadyAuthorised[language], problems: [] },
      ])
      const [first] = await listAuthorisationRows()
      expect(omitBlankFields(told.filledFields)).toEqual(
        omitBlankFields({ ...two.fields, replaces: [first?.id ?? ''] }),
      )
      vi.setSystemTime(NOW + 60_000)
      expect((await parent.post(told.action ?? '', told.filledFields)).status).toBe(303)
      expect((await listAuthorisationRows()).map((row) => [row.granted_at, row.superseded_at])).toEqual([
        [NOW, NOW + 60_000],
        [NOW + 60_000, null],
      ])
      vi.setSystemTime(NOW)
    }
  })

  it('at the very same time: one is stored, the other told', async () => {
    const { parent, fileId } = await createParentWithFile()
    const both = [
      await fillAuthorisationForm(parent, plain.fields),
      await fillAuthorisationForm(parent, full.fields),
    ]
    const answers = await Promise.all(both.map(({ path, fields }) => parent.post(path, fields)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect([await countRows('authorisations'), await countRows('outbox'), deliveries.length]).toEqual([
      1, 1, 1,
    ])
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, fileId))).toBeUndefined()
  })

  it('one answers what a coordinator asked meanwhile, saying nothing of another window', async () => {
    const { parent, parentId, path, fields } = await createParentAboutToAuthorise()
    await insertRequestedAuthorisation(parentId)
    expect((await parent.post(path, fields)).status).toBe(303)
    const [requested, granted] = await listAuthorisationRows()
    expect([requested?.superseded_at, granted?.granted_at, granted?.superseded_at]).toEqual([NOW, NOW, null])
  })

  it.each(['said no', 'stopped it'])(
    'never undo a stop: one signs after the other %s, and is told',
    async (how) => {
      const { parent } = await createParentWithFile()
      if (how === 'stopped it') await submitAuthorisationForm(parent, full.fields)
      const { path, fields } = await fillAuthorisationForm(parent)
      await parent.post('/file/stop/')
      // The version of the form is public, and is stored whether or not what was signed still counts.
      await insertFormVersionStatement(db, await buildFormVersionRow(contactAuthorisationForm))
      const told = await parsePage(await changesNothing(() => parent.post(path, fields)))
      expect([told.status, told.summary?.notice]).toEqual([
        409,
        authorisationNoticeWording.stoppedMeanwhile.en,
      ])
      // Pressing again confirms the choice.
      expect((await parent.post(told.action ?? '', told.filledFields)).status).toBe(303)
      expect((await listAuthorisationRows()).at(-1)?.superseded_at).toBeNull()
    },
  )
})

describe('authorising anew', () => {
  it('takes the place of the one in force, and says so', async () => {
    const { parent: earlier, code, fileId, reference } = await createParentWithAuthorisation(plain.fields)
    const before = await receiptSeen(earlier)
    vi.setSystemTime(NOW + DAY_MS)
    const parent = await openFileWithCode(code)
    await submitAuthorisationForm(parent, { ...plain.fields, authorisedDays: ['14'] })
    const [first, second] = await listAuthorisationRows()
    expect([first?.superseded_at, first?.withdrawn_at, first?.expires_at]).toEqual([
      NOW + DAY_MS,
      null,
      NOW + 60 * DAY_MS,
    ])
    expect([second?.superseded_at, second?.expires_at]).toEqual([null, NOW + 15 * DAY_MS])
    const after = await receiptSeen(parent)
    expect(after['receipt-hash']).toBe(second?.receipt_hash)
    expect(after['receipt-hash']).not.toBe(before['receipt-hash'])
    expect((await listAuditEvents(fileId)).map(({ detail }) => detail.renewed)).toEqual([false, true])
    expect(deliveries.map(({ text }) => text)).toEqual(
      [1, 2].map(() => fileNewsText(reference, 'authorised').text),
    )
  })

  it('works with exactly the same answers, at once after stopping and after its time', async () => {
    const { parent, code } = await createParentWithAuthorisation()
    await parent.post('/file/stop/')
    expect((await submitAuthorisationForm(parent)).status).toBe(303)
    vi.setSystemTime(NOW + 60 * DAY_MS)
    expect((await submitAuthorisationForm(await openFileWithCode(code))).status).toBe(303)
    const all = await listAuthorisationRows()
    expect(all.map((row) => row.superseded_at === null)).toEqual([false, false, true])
    expect(new Set(all.map((row) => row.receipt_hash)).size).toBe(3)
  })
})

describe('an order that may forbid contact', () => {
  it.each(['yes', 'not-sure'])(
    'stores the authorisation and puts it on hold, kindly: %s',
    async (orderNow) => {
      const { parent, parentId, reference, fileId } = await createParentWithFile()
      expect((await submitAuthorisationForm(parent, { ...plain.fields, orderNow: [orderNow] })).status).toBe(
        303,
      )
      expect(
        await queryRows('select parent_id, reported_in, reported_at, lifted_at from contact_holds'),
      ).toEqual([
        { parent_id: parentId, reported_in: 'contact-authorisation', reported_at: NOW, lifted_at: null },
      ])
      expect(deliveries.map(({ text }) => text)).toEqual([fileNewsText(reference, 'authorised-on-hold').text])
      expect(JSON.parse((await listAuditRows(db, fileId))[0]?.detail ?? '{}')).toMatchObject({
        contactHold: true,
      })
      // Whoever has the code would learn from any difference what was answered about an order.
      const readPages = () =>
        Promise.all(
          ['/file/', '/file/receipt/', '/file/authorise/', '/file/stop/'].map(
            async (path) => (await parseVisiblePage(await parent.get(path))).text,
          ),
        )
      const [file, receipt, ...others] = await readPages()
      expect(file).toContain(authorisationStatusWording.inForce.en)
      expect(file).toContain(filePageWording.firstOrder.en)
      expect(receipt).toContain(receiptPageWording.inForce.en)
      await queryRows('update contact_holds set lifted_at = ?', NOW)
      expect(await readPages()).toEqual([file, receipt, ...others])
    },
  )

  it('spoken of in the intake puts an authorisation on hold that says there is none', async () => {
    const { parent, parentId, reference } = await createParentWithFile()
    await insertContactHold(parentId)
    await submitAuthorisationForm(parent)
    expect(deliveries.map(({ text }) => text)).toEqual([fileNewsText(reference, 'authorised-on-hold').text])
    expect(await countRows('contact_holds')).toBe(1)
  })

  it('still counts when a new authorisation says there is none', async () => {
    const { parent } = await createParentWithAuthorisation(orderNotSure.fields)
    await submitAuthorisationForm(parent, plain.fields)
    expect(await queryRows('select lifted_at from contact_holds')).toEqual([{ lifted_at: null }])
  })
})

it('is not possible once the file was closed, however lately', async () => {
  const { parent, fileId, path, fields } = await createParentAboutToAuthorise()
  // The file is closed after it was read and before the authorisation is stored.
  const DB = createWatchedD1(async (statements, go) => {
    if (statements.some((sql) => sql.includes('insert into "authorisations"'))) {
      await queryRows("update files set stage = 'closed' where id = ?", fileId)
      await queryRows(
        "update parents set status = 'closed' where file_id = ? and side = 'initiating'",
        fileId,
      )
    }
    return go()
  })
  const visitor = withOtherBindings(parent, { DB })
  const answer = await visitor.post(path, fields)
  expectRedirect(answer, '/file/')
  expect([await countRows('authorisations'), await countRows('outbox'), deliveries.length]).toEqual([0, 0, 0])
})

it('tells nobody at the practice by an address the portal did not choose', async () => {
  await createParentWithAuthorisation(canaries)
  expect(deliveries.map(({ body }) => JSON.parse(body).from)).toEqual([practice.mailFrom])
})
