import { describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { howYouComeSection } from '../../content/forms/intake/how-you-come.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { sendAgainWording } from '../../content/forms/send-again-wording.ts'
import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { addPageButton } from '../../content/page-buttons.ts'
import { practice } from '../../content/practice.ts'
import { appendAuditEvent, getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { encodeFormBody, getSectionFields } from '../../forms/example.ts'
import { listQuestionsWithSections } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { envelopeNames } from '../../forms/questions/question-base.ts'
import { appendDecodedBase64url } from '../../tests/support/canary-intake.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, countRows, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { buildAuditEvent, insertFilesLedBy } from '../../tests/support/file-rows.ts'
import {
  createNumberedFamilyFields,
  createParentWithDraft,
  declarationFields,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import {
  createHangingHandler,
  failConnection,
  mockMailProvider,
} from '../../tests/support/mock-mail-provider.ts'
import { parseHtml, readAttributes, readText } from '../../tests/support/parse-html.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import {
  createD1ActingBefore,
  createD1LosingAnswers,
  createFailingD1,
} from '../../tests/support/racing-databases.ts'
import { openTab, withOtherBindings } from '../../tests/support/requests.ts'
import { unsealSentAnswers } from '../../tests/support/sent-answers.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  createWatchedD1,
  openTestDatabase,
  runScheduledWork,
} from '../../tests/support/test-portal.ts'
import { buildContactRulesSealContext } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { unseal } from '../privacy/seal.ts'

const deliveries = setUpPortal()

const { byOneParent, byCourtOrder, byConsent, full } = intakeExamples
const tables = ['files', 'parents', 'submissions', 'outbox', 'audit_events'] as const
/** The rows that one file adds: two parents, sent and then assigned. */
const oneFile = [1, 2, 1, 1, 2]

describe('sending an intake', () => {
  it('takes two calls to the database: one batch that reads, one that writes', async () => {
    const { DB, calls } = createCountingD1()
    const parent = await createParentWithDraft(byOneParent.fields, 'en', { DB })
    calls.length = 0
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    // Messages are sent after the response, in the background.
    const [read, write, ...mail] = calls
    expect(read?.map(verbOf)).toEqual([
      'select draft_sections',
      // The submission of the draft, whose first column asks for a hold.
      'select contact_holds',
      'select files',
      'select json_each',
      'select json_each',
      // The invitation with which the draft was begun, and the place of its file: both ask the first parent’s coordinator first.
      'select parents',
      'select audit_events',
      'select parents',
    ])
    expect(write?.map(verbOf)).toEqual([
      'insert form_versions',
      'insert files',
      'insert parents',
      'insert submissions',
      'insert match_tokens',
      'insert search_tokens',
      'insert outbox',
      'update outbox',
      'insert code_attempts',
      'insert code_attempts',
      'insert audit_events',
      'delete draft_sections',
      'delete drafts',
      'select files',
    ])
    expect(new Set(mail.flat().map(verbOf))).toEqual(new Set(['update outbox']))
  })

  it('opens one file with both parents and a submission, and removes the draft', async () => {
    const parent = await createParentWithDraft()
    await parent.post('/intake/send/', declarationFields)
    const { files, parents, submissions, drafts, draft_sections, audit_events } = await selectAllTables()
    expect(files).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
        route: 'one-parent',
        stage: 'new',
        lead_coordinator_id: 'robin-ashdown',
        // A lawyer is assigned only after somebody has reviewed the conflicts.
        legal_coordinator_id: null,
        proposed_legal_coordinator_id: 'jules-hartwell',
        accepted_at: null,
        conflicts_reviewed_at: null,
        merged_into_id: null,
        left_waiting_at: null,
        created_at: TEST_NOW,
      },
    ])
    expect(parents?.map(({ side, language }) => [side, language])).toEqual([
      ['initiating', 'en'],
      ['other', 'en'],
    ])
    expect(submissions).toHaveLength(1)
    expect(submissions?.[0]).toMatchObject({
      file_id: files?.[0]?.id,
      parent_id: parents?.find(({ side }) => side === 'initiating')?.id,
      form: 'intake',
      version: intakeForm.version,
    })
    expect([drafts, draft_sections]).toEqual([[], []])
    expect(audit_events).toMatchObject([
      { actor: 'parent', action: 'intake_sent', sequence: 1, detail: '{"route":"one-parent"}' },
      { actor: 'system', action: 'assigned', sequence: 2, detail: '{"lead":"robin-ashdown"}' },
    ])
    const chain = await listAuditRows(parseEnvironment(bindings).db, String(files?.[0]?.id))
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), chain)).toBeUndefined()
  })

  it.each<[string, FormFields, boolean]>([
    ['said yes to an order that forbids contact', { noContactOrder: ['yes'] }, true],
    ['is not sure about one', { noContactOrder: ['not-sure'] }, true],
    ['named one of another kind that may', order('criminal'), true],
    ['named one that protects', order('protection'), true],
    ['named one about support', order('support'), false],
    ['said no', { noContactOrder: ['no'] }, false],
    ['said nothing', { noContactOrder: [''] }, false],
  ])('places a contact hold or not, when its parent %s', async (_, change, hasContactHold) => {
    await sendIntake({ ...byOneParent.fields, ...change })
    const [file] = await queryRows('select created_at from files')
    const storedRows = await queryRows(
      'select side, reported_in, reported_at, order_read_at, lifted_at from contact_holds join parents on parents.id = parent_id',
    )
    const one = {
      side: 'initiating',
      reported_in: 'intake',
      reported_at: file?.created_at,
      order_read_at: null,
      lifted_at: null,
    }
    expect(storedRows).toEqual(hasContactHold ? [one] : [])
  })

  it('keeps with its parent how they came, and that nobody invited them', async () => {
    for (const [example, route] of [
      [byOneParent, 'one-parent'],
      [byConsent, 'consent'],
      [byCourtOrder, 'court-order'],
    ] as const) {
      await sendIntake(example.fields)
      const [parent] = await queryRows(
        "select route, invitation_accepted_at from parents where side = 'initiating' order by rowid desc limit 1",
      )
      expect(parent).toEqual({ route, invitation_accepted_at: null })
    }
  })

  it('leaves the drafts of others alone', async () => {
    const other = await createParentWithDraft(byConsent.fields)
    await sendIntake()
    expect(await countRows('drafts')).toBe(1)
    expect((await parsePage(await other.get('/intake/you/'))).filledFields.legalName).toEqual(
      byConsent.fields.legalName,
    )
  })

  it('indexes both parents by what may be matched, in no readable form', async () => {
    await sendIntake()
    const { keys } = parseEnvironment(bindings)
    const expected = await deriveMatchTokens(keys.index, intakeForm, {
      phone: '+16135550142',
      alternatePhone: '+16135550166',
      email: 'mo.tanaka@example.com',
      legalName: 'Morgan Ellis Tanaka',
      birthDate: '1987-11-04',
      ownLawyer: 'Hannah Osei',
      ownLawyerEmail: 'hosei@osei-law.example.com',
      otherName: 'Alexis Brandt',
      otherPhone: '+16135550177',
      otherEmail: 'a.brandt@example.net',
      children: [
        { childName: 'Noa Brandt-Tanaka', childBirthDate: '2016-03-17' },
        { childName: 'Kit Brandt-Tanaka', childBirthDate: '2020-10-02' },
      ],
    })
    const stored = await queryRows<{ token: string; kind: string; side: string }>(
      'select token, kind, side from match_tokens',
    )
    const inOrder = (tokens: readonly { token: string; kind: string; side: string }[]) =>
      tokens.map(({ kind, side, token }) => `${side} ${kind} ${token}`).toSorted()
    expect(inOrder(stored)).toEqual(inOrder(expected))
    expect(new Set(stored.map(({ side, kind }) => `${side} ${kind}`))).toEqual(
      new Set([
        'initiating phone',
        'initiating email',
        'initiating person',
        'initiating lawyer',
        // A parent without a date of birth gives no person, and no lawyer was named.
        'other phone',
        'other email',
        'family child',
        'initiating reach-phone',
        'initiating reach-email',
        'initiating lawyer-email',
        'other reach-phone',
        'other reach-email',
      ]),
    )
    for (const { token } of stored) expect(token).toMatch(/^index-test\.[\w-]{43}$/)
  })
})

describe('fifty sends of one draft at once, and fifty more one after the other', () => {
  it('open one file and mail once, and every one leads to the same confirmation', async () => {
    const parent = await createParentWithDraft()
    const { cookie } = parent
    const again = () => {
      const impatient = createVisitor()
      impatient.cookie = cookie
      return impatient
    }
    const atOnce = await Promise.all(
      Array.from({ length: 50 }, () => again().post('/intake/send/', declarationFields)),
    )
    const one = await afterwards(atOnce)
    const inTurn = []
    for (let count = 0; count < 50; count++)
      inTurn.push(await again().post('/intake/send/', declarationFields))
    expect(await afterwards(inTurn)).toEqual(one)

    async function afterwards(answers: Response[]) {
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
      expect(new Set(answers.map(({ headers }) => headers.get('Location')))).toEqual(
        new Set(['/intake/sent/']),
      )
      const [withToken = ''] = cookie.split('.')
      for (const { headers } of answers) expect(headers.getSetCookie()[0]).toContain(`${withToken}.`)
      const counts = await Promise.all(tables.map(countRows))
      expect(counts).toEqual(oneFile)
      expect(deliveries).toHaveLength(1)
      const confirmations = await Promise.all(
        Array.from({ length: 5 }, async () => (await again().get('/intake/sent/')).text()),
      )
      expect(new Set(confirmations).size).toBe(1)
      return confirmations[0]
    }
  })

  it('open one file even when each has read before any has written', async () => {
    const parent = await createParentWithDraft()
    const readers = 5
    let reading = 0
    const everybodyHasRead = Promise.withResolvers<void>()
    const DB = createWatchedD1(async ([first = ''], go) => {
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
        const impatient = withOtherBindings(parent, { DB })
        return impatient.post('/intake/send/', declarationFields)
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: readers }, () => 303))
    expect(await Promise.all(tables.map(countRows))).toEqual(oneFile)
    expect(deliveries).toHaveLength(1)
  })
})

describe('a race while sending', () => {
  it('loses no section saved between the read and the write', async () => {
    const parent = await createParentWithDraft()
    const saved = getSectionFields(howYouComeSection, {
      ...byOneParent.fields,
      background: ['Written at the last moment'],
    })
    let late: Response | undefined
    const DB = createD1ActingBefore(/^\s*insert into "files"/, async () => {
      late = await openTab(parent).post('/intake/how-you-come/', saved)
    })
    const sender = withOtherBindings(parent, { DB })
    expect((await sender.post('/intake/send/', declarationFields)).status).toBe(303)
    expect(late?.status).toBe(303)
    expect(await Promise.all(tables.map(countRows))).toEqual(oneFile)
    expect((await unsealSentAnswers('answers')).answers.background).toBe('Written at the last moment')
  })

  it('takes no section saved after the write, and says so', async () => {
    const parent = await createParentWithDraft()
    const otherTab = openTab(parent)
    await parent.post('/intake/send/', declarationFields)
    expect((await otherTab.post('/intake/how-you-come/', { route: ['consent'] })).status).toBe(410)
    expect(await countRows('draft_sections')).toBe(0)
  })

  it('takes another reference when the first is taken', async () => {
    await sendIntake()
    await queryRows("update files set reference = '0000-0000'")
    const genuine = crypto.getRandomValues.bind(crypto)
    let unlucky = 0
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint8Array && array.length === 8 && unlucky < 2) {
        unlucky += 1
        return array.fill(0) as typeof array
      }
      return genuine(array)
    })
    await sendIntake(byConsent.fields)
    expect(unlucky).toBe(2)
    const references = await queryRows<{ reference: string }>('select reference from files')
    expect(references).toHaveLength(2)
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(2)
  })

  it('opens nothing and keeps the draft when it is lost again and again', async () => {
    await sendIntake()
    await queryRows("update files set reference = '0000-0000'")
    const genuine = crypto.getRandomValues.bind(crypto)
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) =>
      array instanceof Uint8Array && array.length === 8 ? (array.fill(0) as typeof array) : genuine(array),
    )
    const parent = await createParentWithDraft(byConsent.fields)
    await expectSendAgainPage(await changesNothing(() => parent.post('/intake/send/', declarationFields)))
    vi.restoreAllMocks()
    mockMailProvider()
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
  })

  it('opens nothing and keeps the draft when the database fails in the middle', async () => {
    const parent = await createParentWithDraft()
    const DB = createFailingD1(/^\s*insert into "files"/)
    const sender = withOtherBindings(parent, { DB })
    await expectSendAgainPage(await changesNothing(() => sender.post('/intake/send/', declarationFields)))
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    expect(await Promise.all(tables.map(countRows))).toEqual(oneFile)
  })

  it('is not a second file when the answer to the first was lost', async () => {
    const parent = await createParentWithDraft()
    const DB = createD1LosingAnswers(/^\s*insert into "files"/)
    const sender = withOtherBindings(parent, { DB })
    // The worker tries again, finds the file, and the parent notices nothing.
    expect((await sender.post('/intake/send/', declarationFields)).status).toBe(303)
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    expect(await Promise.all(tables.map(countRows))).toEqual(oneFile)
    expect((await parent.get('/intake/sent/')).status).toBe(200)
  })
})

/** The page that does not claim to know whether the form arrived, with what was ticked and the button again. */
async function expectSendAgainPage(answer: Response, language: Language = 'en', status = 500) {
  const page = await parsePage(answer)
  expect([page.status, page.heading]).toEqual([status, sendAgainWording.title[language]])
  expect(page.text).toContain(sendAgainWording.safe[language])
  expect([page.action, page.filledFields]).toEqual([
    localisePath(language, '/intake/send/'),
    declarationFields,
  ])
}

describe('a fault while sending', () => {
  it.each([
    ['what is read before', /draft_sections/, 'en'],
    ['what is read before', /draft_sections/, 'fr'],
    ['what is written', /^\s*insert into "files"/, 'fr'],
  ] as const)('of %s is told as it is, and pressing again sends once: %s %s', async (_, sql, language) => {
    const parent = await createParentWithDraft()
    const sender = withOtherBindings(parent, { DB: createFailingD1(sql) })
    const path = localisePath(language, '/intake/send/')
    const answer = await changesNothing(() => sender.post(path, declarationFields))
    expect(answer.headers.getSetCookie()).toEqual([])
    await expectSendAgainPage(answer, language)
    for (let press = 0; press < 3; press++)
      expect((await parent.post(path, declarationFields)).status).toBe(303)
    expect(await Promise.all(tables.map(countRows))).toEqual(oneFile)
  })
})

describe('who is told', () => {
  it('is the coordinator the file is assigned to, alone, in their language', async () => {
    // Robin comes first and already has a file, so the next file in Ontario goes to Camille.
    await sendIntake()
    await sendIntake(createNumberedFamilyFields(byCourtOrder.fields, 1))
    const files = await queryRows<{ lead_coordinator_id: string }>(
      'select lead_coordinator_id from files order by rowid',
    )
    expect(files.map(({ lead_coordinator_id }) => lead_coordinator_id)).toEqual([
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
    await sendIntake()
    await queryRows("update files set stage = 'closed'")
    await sendIntake(createNumberedFamilyFields(byOneParent.fields, 1))
    const files = await queryRows<{ lead_coordinator_id: string }>('select lead_coordinator_id from files')
    expect(files.map(({ lead_coordinator_id }) => lead_coordinator_id)).toEqual([
      'robin-ashdown',
      'robin-ashdown',
    ])
  })

  it('is one who is licensed where the children live and speaks the parent’s language', async () => {
    let family = 0
    const leads = async (change: FormFields, language: Language = 'en') => {
      family += 1
      await sendIntake(createNumberedFamilyFields({ ...byOneParent.fields, ...change }, family), language)
      const [last] = await queryRows<{ lead: string }>(
        'select lead_coordinator_id as lead from files order by rowid desc limit 1',
      )
      return last?.lead
    }
    const british = { province: ['BC'] }
    for (const language of [['en'], ['fr'], ['either']]) {
      expect(await leads({ ...british, language })).toBe('camille-verdier')
    }
    expect(await leads({ ...british, language: [''] }, 'fr')).toBe('camille-verdier')
    // In Ontario both speak both languages, and Camille has four files by now.
    expect(await leads({ language: ['fr'] })).toBe('robin-ashdown')
  })

  it('is never the lawyer, who is proposed to assist where they may, and told of nothing yet', async () => {
    const cases = [
      [{ province: ['BC'], language: ['en'] }, 'jules-hartwell'],
      [{ province: ['BC'], language: ['either'] }, 'jules-hartwell'],
      [{ province: ['BC'], language: ['fr'] }, 'jules-hartwell'],
      [{ province: ['ON'], language: ['en'] }, 'jules-hartwell'],
      [{ province: ['elsewhere'], language: ['fr'] }, null],
    ] as const
    for (const [index, [change, proposed]] of cases.entries()) {
      const fields = createNumberedFamilyFields({ ...byOneParent.fields, ...change }, index)
      await sendIntake(fields)
      const [file] = await queryRows('select * from files order by rowid desc limit 1')
      expect(file).toMatchObject({ proposed_legal_coordinator_id: proposed, legal_coordinator_id: null })
      expect(file?.lead_coordinator_id).not.toBe('jules-hartwell')
    }
    expect(deliveries).toHaveLength(cases.length)
    expect(deliveries.map(({ to }) => to)).not.toContain('jules@lantern-street.example.com')
  })

  it('is whom the court order names, wherever the children live', async () => {
    const named = { orderNamesCoordinator: ['yes'], orderCoordinator: ['jules-hartwell'] }
    await sendIntake({ ...byCourtOrder.fields, ...named })
    expect(await queryRows('select lead_coordinator_id, proposed_legal_coordinator_id from files')).toEqual([
      { lead_coordinator_id: 'jules-hartwell', proposed_legal_coordinator_id: null },
    ])
    expect(deliveries.map(({ to }) => to)).toEqual(['jules@lantern-street.example.com'])
  })

  it('is whoever leads the same family’s file, when the other parent sends an intake too', async () => {
    await sendIntake()
    await sendIntake(fromTheOtherParent)
    expect(await queryRows('select lead_coordinator_id from files')).toEqual([
      { lead_coordinator_id: 'robin-ashdown' },
      { lead_coordinator_id: 'robin-ashdown' },
    ])
  })

  it('is never somebody who works with one of the parents in another family', async () => {
    await sendIntake()
    await queryRows('update files set accepted_at = created_at')
    await sendIntake(createNumberedFamilyFields(byOneParent.fields, 1))
    // It would be Robin's turn, but the other parent's number is that of the first family, written differently.
    const conflict = { ...createNumberedFamilyFields(byOneParent.fields, 2), otherPhone: ['613.555.0142'] }
    await sendIntake(conflict)
    await sendIntake(createNumberedFamilyFields(byOneParent.fields, 3))
    expect(await queryRows('select lead_coordinator_id from files order by rowid')).toEqual([
      { lead_coordinator_id: 'robin-ashdown' },
      { lead_coordinator_id: 'camille-verdier' },
      { lead_coordinator_id: 'camille-verdier' },
      { lead_coordinator_id: 'robin-ashdown' },
    ])
  })

  it('is nobody who read the file of one of the parents before they passed it on', async () => {
    await sendIntake()
    const [first] = await queryRows<{ id: string }>('select id from files')
    const read = buildAuditEvent(first?.id ?? '', 'robin-ashdown', 'answers_read', TEST_NOW)
    await appendAuditEvent(openTestDatabase(), read)
    await queryRows('update files set lead_coordinator_id = null')
    await sendIntake({ ...createNumberedFamilyFields(byOneParent.fields, 2), otherPhone: ['613.555.0142'] })
    expect(await queryRows('select lead_coordinator_id from files order by rowid')).toEqual([
      { lead_coordinator_id: null },
      { lead_coordinator_id: 'camille-verdier' },
    ])
  })

  it('is nobody who read a file that was merged into that of one of the parents', async () => {
    await sendIntake()
    await queryRows(
      `insert into files (id, reference, route, stage, merged_into_id, created_at)
        select 'emptied', 'E-E', route, 'closed', id, created_at from files`,
    )
    const given = buildAuditEvent('emptied', 'system', 'assigned', TEST_NOW)
    await appendAuditEvent(openTestDatabase(), { ...given, detail: { lead: 'robin-ashdown' } })
    const read = buildAuditEvent('emptied', 'robin-ashdown', 'answers_read', TEST_NOW)
    await appendAuditEvent(openTestDatabase(), read)
    await queryRows('update files set lead_coordinator_id = null, accepted_at = created_at')
    await sendIntake({ ...createNumberedFamilyFields(byOneParent.fields, 2), otherPhone: ['613.555.0142'] })
    expect(await queryRows("select lead_coordinator_id from files where id <> 'emptied'")).toEqual([
      { lead_coordinator_id: null },
      { lead_coordinator_id: 'camille-verdier' },
    ])
  })

  it.each([
    ['nobody works where the children live', { province: ['elsewhere'] }],
    ['it is not settled where the children live', { province: ['not-sure'] }],
  ])('is every administrator when %s, and they are asked to assign it', async (_, change) => {
    await sendIntake({ ...byOneParent.fields, ...change })
    const [file] = await queryRows<{ lead_coordinator_id: string | null; reference: string }>(
      'select * from files',
    )
    expect(file?.lead_coordinator_id).toBeNull()
    const administrators = practice.coordinators.filter(({ administrator }) => administrator)
    expect(deliveries.map(({ to }) => to)).toEqual(administrators.map(({ email }) => email))
    expect(deliveries[0]?.text).toContain(`fits nobody yet: ${file?.reference}`)
    expect(await queryRows('select actor, action from audit_events order by sequence')).toEqual([
      { actor: 'parent', action: 'intake_sent' },
      { actor: 'system', action: 'left_unassigned' },
    ])
  })

  it('is every administrator when everybody who fits is full: the family waits for room', async () => {
    await everybodyIsFull()
    await sendIntake()
    const [file] = await queryRows('select * from files order by rowid desc limit 1')
    expect(file).toMatchObject({
      lead_coordinator_id: null,
      stage: 'waiting',
      proposed_legal_coordinator_id: null,
    })
    expect(await queryRows('select actor, action from audit_events order by sequence')).toEqual([
      { actor: 'parent', action: 'intake_sent' },
      { actor: 'system', action: 'waitlisted' },
    ])
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(deliveries[0]?.text).toContain(`on the waiting list: ${file?.reference}`)
  })

  it('learns the reference, the route and where to read more, and no answer but the route', async () => {
    const { fields, needles } = canaryIntake()
    await sendIntake(fields)
    const [file] = await queryRows<{ reference: string }>('select reference from files')
    const mail = deliveries.find(({ to }) => to === 'robin@lantern-street.example.com')
    expect(mail?.text).toContain(file?.reference)
    expect(mail?.text).toContain('How it starts: “A court order asks for it”.')
    expect(mail?.text).toContain(`https://lantern-street.example.com/desk/files/${file?.reference}/`)
    for (const needle of needles) expect(mail?.body).not.toContain(needle)
    // The receipt says none of it either, except in its recipient's address.
    expect(deliveries).toHaveLength(2)
    for (const { subject, text, html } of deliveries) {
      for (const needle of needles) expect(subject + text + html).not.toContain(needle)
    }
  })
})

describe('the receipt', () => {
  const withReceipt = {
    ...byOneParent.fields,
    emailSafe: ['yes'],
    mailSubject: ['documents'],
    receipt: ['yes'],
  }
  const toParents = () => deliveries.filter(({ to }) => !to.endsWith('@lantern-street.example.com'))

  it.each(languages)(
    'goes to a parent who wants one at an address they called safe, in %s',
    async (language) => {
      const parent = await sendIntake(withReceipt, language)
      const [file] = await queryRows<{ reference: string }>('select reference from files')
      const { slots } = await parsePage(await parent.get('/intake/sent/'))
      const [mail, ...more] = toParents()
      expect(more).toEqual([])
      expect(mail).toMatchObject({
        to: 'mo.tanaka@example.com',
        subject: mailSubjectOptions.documents[language],
      })
      expect(JSON.parse(mail?.body ?? '').from).toBe(practice.discreetMailFrom)
      expect(mail?.text).toContain(file?.reference)
      const link = `https://lantern-street.example.com${localisePath(language, '/code/')}`
      for (const body of [mail?.text, mail?.html]) {
        expect(body).toContain(link)
        expect(body).toContain(slots.code)
        expect(body).not.toContain(`${link}#`)
        expect(body?.replaceAll(/https:\/\/[^\s"<]*/g, '')).not.toMatch(
          /lantern|coordinat|parent|child|intake/i,
        )
      }
      expect(await queryRows('select kind from outbox order by kind')).toEqual([
        { kind: 'new-file' },
        { kind: 'receipt' },
      ])
    },
  )

  it.each(languages)(
    'is not waited for while mail does not leave: the page says so, in %s',
    async (language) => {
      vi.restoreAllMocks()
      mockMailProvider(failConnection)
      const parent = await sendIntake(withReceipt, language)
      const late = await parsePage(await parent.get(localisePath(language, '/intake/sent/')))
      expect([late.shown.has('receipt-sending'), late.shown.has('receipt-late')]).toEqual([false, true])
      expect([late.shown.has('write-down-both'), late.shown.has('write-down-reference')]).toEqual([
        true,
        false,
      ])
      expect(late.slots.code).toMatch(/^A(-[0-9A-Z]{4}){4}$/)
      // The provider answers again, so the message is sent and the page no longer warns.
      vi.restoreAllMocks()
      mockMailProvider()
      await queryRows('update outbox set next_attempt_at = 0')
      await runScheduledWork()
      const sent = await parsePage(await parent.get(localisePath(language, '/intake/sent/')))
      expect([sent.shown.has('receipt-sending'), sent.shown.has('receipt-late')]).toEqual([true, false])
    },
  )

  it.each<[string, FormFields]>([
    ['who does not want one', { receipt: ['no'] }],
    ['who did not say', { receipt: [] }],
    ['whose address is not safe', { emailSafe: ['no'] }],
    ['whose address may not be safe', { emailSafe: ['not-sure'] }],
    ['who did not say whether it is safe', { emailSafe: [''] }],
    ['who gave none', { email: [''] }],
    ['whose address is the other parent’s too', { otherEmail: ['MO.Tanaka+kids@Example.com'] }],
  ])('goes to no parent %s', async (_, change) => {
    const parent = await sendIntake({ ...withReceipt, ...change })
    expect(toParents()).toEqual([])
    expect(await queryRows('select kind from outbox')).toEqual([{ kind: 'new-file' }])
    const { shown } = await parsePage(await parent.get('/intake/sent/'))
    expect([...shown].filter((slot) => slot.startsWith('receipt-'))).toEqual([])
  })

  it('goes to a parent whose family waits for room, too', async () => {
    await everybodyIsFull()
    await sendIntake(withReceipt)
    expect(toParents()).toHaveLength(1)
  })
})

describe('an address or a number that was given for both parents', () => {
  const { email = [], phone = [] } = byOneParent.fields
  it.each<[what: string, fields: FormFields, slots: readonly string[]]>([
    ['the same e-mail address', { otherEmail: email }, ['same-email']],
    ['the same number, written otherwise', { otherPhone: [`+1 ${phone[0]}`] }, ['same-phone']],
    ['both', { otherEmail: email, otherPhone: phone }, ['same-email', 'same-phone']],
    ['neither', {}, []],
  ])('is named before sending, in every language: %s', async (_, fields, slots) => {
    const parent = await createParentWithDraft({ ...byOneParent.fields, ...fields, emailSafe: ['yes'] })
    for (const language of languages) {
      const { shown } = await parsePage(await parent.get(localisePath(language, '/intake/check/')))
      expect([...shown].filter((slot) => slot.startsWith('same-')).toSorted()).toEqual(slots)
    }
  })

  it.each([
    ['both', email, false],
    ['the parent alone', [], true],
  ])('offers a receipt only where one could be sent: an address of %s', async (_, otherEmail, isOffered) => {
    const parent = await createParentWithDraft({ ...byOneParent.fields, otherEmail, emailSafe: ['yes'] })
    const { hiddenQuestions } = await parsePage(await parent.get('/intake/check/'))
    expect(hiddenQuestions.includes('receipt')).toBe(!isOffered)
  })

  it('is not stored as a way to reach the parent', async () => {
    await sendIntake({ ...byOneParent.fields, emailSafe: ['yes'], otherEmail: email, otherPhone: phone })
    const { keys } = parseEnvironment(bindings)
    const [row] = await queryRows<{ id: string; sealed: string }>(
      "select id, sealed_contact_rules as sealed from parents where side = 'initiating'",
    )
    const rules = await unseal(
      keys,
      'answers',
      buildContactRulesSealContext(row?.id ?? ''),
      row?.sealed ?? '',
    )
    expect(rules).not.toHaveProperty('email')
    expect(rules).toMatchObject({ phoneSafe: 'no', messageSafe: 'no' })
  })
})

describe('whether the other parent is known', () => {
  /** Sends an intake and opens its confirmation. Gives what the parent sees, without what differs from file to file. */
  async function shownTo(fields: FormFields) {
    const parent = await createParentWithDraft(fields)
    const { DB, calls } = createCountingD1()
    const sender = withOtherBindings(parent, { DB })
    const sent = await sender.post('/intake/send/', declarationFields)
    const confirmation = await (await sender.get('/intake/sent/')).text()
    const headers = [...sent.headers].filter(([name]) => name !== 'x-request-id')
    const cookieValue = /=[\w-]{43}\.own\.sent\.\d+\.[\w-]{43};/
    return {
      status: sent.status,
      headers: headers.map(([name, value]) => [name, value.replace(cookieValue, '=the token;')]),
      confirmation: confirmation.replace(/[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4})+/g, 'a code'),
      statements: calls.slice(0, 2),
    }
  }

  it.each([
    ['while there is room', async () => {}],
    ['while nobody has room', everybodyIsFull],
  ])('shows in no answer and in no statement, %s', async (_, fill) => {
    // The first intake after a change of the form brings its declaration, whoever sends it.
    await sendIntake(createNumberedFamilyFields(byOneParent.fields, 3))
    await fill()
    const nobodyRelated = await shownTo(createNumberedFamilyFields(byOneParent.fields, 1))
    expect(nobodyRelated.status).toBe(303)
    await sendIntake()
    await queryRows("update files set lead_coordinator_id = 'robin-ashdown' where stage = 'waiting'")
    expect(await shownTo(fromTheOtherParent)).toEqual(nobodyRelated)
    const conflict = { ...createNumberedFamilyFields(byOneParent.fields, 2), otherPhone: ['613 555 0142'] }
    expect(await shownTo(conflict)).toEqual(nobodyRelated)
  })
})

describe('the mail in HTML', () => {
  it('says what its text says, in paragraphs, with one link: to the file at the desk', async () => {
    await sendIntake()
    const [file] = await queryRows<{ reference: string }>('select reference from files')
    const [mail] = deliveries
    const page = parseHtml(mail?.html ?? '')
    const tags = new Set(page.querySelectorAll('.letter *').map(({ localName }) => localName))
    const links = readAttributes(page, '.letter a', 'href')
    const text = readText(page.querySelector('.letter'))
    expect(tags).toEqual(new Set(['p', 'span', 'a']))
    expect(links).toEqual([`https://lantern-street.example.com/desk/files/${file?.reference}/`])
    const plain = mail?.text.replace(links[0] ?? '', '')
    expect(text.split(/\s+/).filter(Boolean)).toEqual(plain?.split(/\s+/).filter(Boolean))
  })
})

describe('mail trouble', () => {
  it('does not hold up the answer to the parent', async () => {
    vi.restoreAllMocks()
    const { handler, release } = createHangingHandler()
    const held = mockMailProvider(handler)
    const parent = await createParentWithDraft()
    const answer = await parent.request('/intake/send/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: encodeFormBody(addPageButton('/intake/send/', declarationFields)),
      skipBackgroundWork: true,
    })
    expect(answer.status).toBe(303)
    expect((await parent.get('/intake/sent/')).status).toBe(200)
    await expect.poll(() => held).toHaveLength(1)
    const queued = await queryRows<{ outcome: string }>('select outcome from outbox')
    expect(queued).toEqual([{ outcome: 'queued' }])
    release()
    await expect.poll(() => queryRows('select outcome from outbox')).toEqual([{ outcome: 'sent' }])
  })

  it('loses neither the submission nor the mail', async () => {
    vi.restoreAllMocks()
    mockMailProvider(failConnection)
    await sendIntake()
    expect(await Promise.all(tables.map(countRows))).toEqual(oneFile)
    expect(await queryRows('select outcome, attempts, last_error from outbox')).toEqual([
      { outcome: 'queued', attempts: 1, last_error: 'application_error' },
    ])
  })
})

describe('what was answered', () => {
  it('is sealed: the other parent’s contact details apart, and nothing readable in any column of any row', async () => {
    const { fields, needles } = canaryIntake()
    const logs = captureConsole()
    const parent = await createParentWithDraft(fields)
    const drafted = await selectAllTables()
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    const sent = await selectAllTables()
    for (const dump of [drafted, sent, logs.lines]) {
      const text = appendDecodedBase64url(JSON.stringify(dump))
      for (const needle of needles) expect(text.includes(needle) ? needle : 'nothing').toBe('nothing')
    }
    // The search is meaningful: the unsealed envelopes contain the answers.
    const opened = JSON.stringify(
      await Promise.all(envelopeNames.map((envelope) => unsealSentAnswers(envelope))),
    )
    for (const name of ['legalName', 'background', 'childSchedule', 'otherOrderSays', 'harmWhen']) {
      expect(opened).toContain(`Kanari${name}`)
    }
    for (const [name, value] of Object.entries(fields)) {
      if (/otherPhone$|alternatePhone$/.test(name)) expect(opened).toContain(value[0]?.replaceAll(' ', ''))
    }
  })

  it('is kept with what was asked, each envelope holding its own questions only', async () => {
    await sendIntake(byCourtOrder.fields)
    const [everybody, safety, otherContact] = await Promise.all(
      envelopeNames.map((envelope) => unsealSentAnswers(envelope)),
    )
    expect(otherContact?.answers).toEqual({
      otherPhone: '+16135550177',
      otherPhoneFrom: 'We text about pick-up times',
      otherPhoneSafe: 'not-sure',
      otherEmail: 'a.brandt@example.net',
      otherEmailFrom: 'From the soccer club’s list of parents',
      otherEmailSafe: 'not-sure',
    })
    expect(otherContact?.asked.map(({ slug }) => slug)).toEqual(['other-parent', 'other-parent-more'])
    expect(safety?.answers).toEqual({
      worried: 'yes',
      tellNow: 'yes',
      harmKinds: ['threats', 'online'],
      harmTowards: ['me'],
      harmWhen: 'The winter after we separated',
      harmGoesOn: 'not-sure',
      'harmHelpers-instead': ['in-person'],
    })
    expect(safety?.asked.map(({ slug }) => slug)).toEqual(['safety', 'safety-more'])
    const storedRows = [everybody, safety, otherContact].flatMap((part) => Object.keys(part?.answers ?? {}))
    expect(new Set(storedRows).size).toBe(storedRows.length)
    expect(everybody?.answers).toMatchObject({
      route: 'court-order',
      legalName: 'Morgan Ellis Tanaka',
      'orderTerm-instead': ['unknown'],
      children: [{ childName: 'Noa Brandt-Tanaka' }, { childName: 'Kit Brandt-Tanaka' }],
      'children-more': [
        { 'childHealth-instead': ['in-person'] },
        { childSchool: 'Sample Park, kindergarten' },
      ],
      orders: [{ otherOrderKind: 'protection' }],
      declared: ['yes'],
    })
    for (const [index, part] of [everybody, safety, otherContact].entries()) {
      const asked = part?.asked.flatMap(({ questions }) => Object.values(questions)) ?? []
      for (const { envelope = 'answers' } of asked) expect(envelope).toBe(envelopeNames[index])
    }
    const asked = everybody?.asked.flatMap(({ questions }) => Object.keys(questions))
    expect(asked).toContain('legalName')
    expect(asked).not.toContain('whoAgreed')
    expect(everybody?.asked.map(({ slug, item }) => (item ? `${slug} ${item}` : slug))).toEqual([
      'start',
      'you',
      'reaching-you',
      'other-parent',
      'children 1',
      'children 2',
      'safety',
      'how-you-come',
      'you-more',
      'reaching-you-more',
      'other-parent-more',
      'children-more 1',
      'children-more 2',
      'what-is-happening',
      'documents',
      'orders 1',
      'what-you-need',
      'before-you-send',
      'declaration',
    ])
  })

  it('of how a parent may be reached is kept with them too, sealed, with an address only when it is safe', async () => {
    await sendIntake()
    const [row] = await queryRows<{ id: string; sealed_contact_rules: string }>(
      "select * from parents where side = 'initiating'",
    )
    const { keys } = parseEnvironment(bindings)
    expect(
      await unseal(
        keys,
        'answers',
        buildContactRulesSealContext(row?.id ?? ''),
        row?.sealed_contact_rules ?? '',
      ),
    ).toEqual({
      name: 'Mo',
      phone: '+16135550142',
      furtherPhones: ['+16135550166'],
      alternatePhone: '+16135550166',
      phoneUse: 'call',
      phoneSafe: 'yes',
      messageSafe: 'no',
      sayWho: 'no',
      safeTimes: 'Weekdays between 9:30 and 14:00.',
      rules: byOneParent.fields.contactRules?.[0],
      timeZone: 'America/Toronto',
      mailSubject: 'reference',
    })
    expect(
      await queryRows(
        "select sealed_contact_rules, issued_reference, access_code_hash from parents where side = 'other'",
      ),
    ).toEqual([{ sealed_contact_rules: null, issued_reference: null, access_code_hash: null }])
  })

  it('cannot be opened from another row, another column or with another key', async () => {
    await sendIntake()
    const { keys } = parseEnvironment(bindings)
    const [row] = await queryRows<{ id: string; sealed_answers: string; sealed_other_contact: string }>(
      'select * from submissions',
    )
    const { id = '', sealed_answers: answers = '', sealed_other_contact: otherContact = '' } = row ?? {}
    await expect(
      unseal(keys, 'answers', `submissions.sealed_answers:${crypto.randomUUID()}`, answers),
    ).rejects.toThrow()
    await expect(
      unseal(keys, 'answers', `submissions.sealed_other_contact:${id}`, otherContact),
    ).rejects.toThrow()
    await expect(unseal(keys, 'otherContact', `submissions.sealed_answers:${id}`, answers)).rejects.toThrow()
  })

  it('behind a condition that no longer holds is not sent', async () => {
    const fields = {
      ...byCourtOrder.fields,
      ...byConsent.fields,
      orderCourt: ['Kanaricourt'],
      route: ['one-parent'],
    }
    await sendIntake(fields)
    const { answers, asked } = await unsealSentAnswers('answers')
    expect(JSON.stringify(answers)).not.toContain('Kanaricourt')
    expect(answers).not.toHaveProperty('whoAgreed')
    expect(asked.flatMap(({ questions }) => Object.keys(questions))).not.toContain('otherAgrees')
  })
})

/** An intake that names one other order, of this kind. */
function order(kind: string): FormFields {
  return { noContactOrder: ['no'], 'orders/01/otherOrderKind': [kind] }
}

/** The verb and the table of a statement: `insert files`. */
function verbOf(sql: string): string {
  const [, update, verb = update ?? '', table = ''] =
    /^\s*(?:(update)|(?:(select|insert|delete)\b.*?\b(?:from|into)))\s+"?([a-z_]+)/is.exec(sql) ?? []
  return `${verb.toLowerCase()} ${table}`
}

/** The intake of the other parent of the same family, with the sides exchanged and the same children. */
const fromTheOtherParent: FormFields = {
  ...byOneParent.fields,
  legalName: ['Alexis Brandt'],
  phone: byOneParent.fields.otherPhone ?? [],
  email: byOneParent.fields.otherEmail ?? [],
  otherName: ['Morgan Tanaka'],
  otherPhone: byOneParent.fields.phone ?? [],
  otherEmail: byOneParent.fields.email ?? [],
}

/** Gives every coordinator as many open files as their capacity. */
async function everybodyIsFull(): Promise<void> {
  for (const { id, capacity } of practice.coordinators) await insertFilesLedBy(id, capacity)
}

/** An intake with a findable word in every field that takes text, and every form in which each may appear. */
function canaryIntake() {
  const kinds = new Map(
    listQuestionsWithSections(intakeForm).map(({ name, question }) => [name, question.kind]),
  )
  const numbers: string[] = []
  const findable = (field: string, [typed = '']: readonly string[]): string => {
    const name = field.split('/').at(-1) ?? ''
    const [question = '', part = ''] = name.split('-')
    switch (kinds.get(question)) {
      case 'name':
      case 'text':
      case 'longText':
        return part ? typed : `Kanari${question}`
      case 'email':
        return `Kanari-${question}@example.net`
      case 'phone':
        if (part) return typed
        numbers.push(`555 ${3000 + numbers.length}`)
        return `+1 416 ${numbers.at(-1)}`
      case 'date':
        return { day: '27', month: '7', year: '1977' }[part] ?? typed
      case 'address':
        return (
          { street: '77 Kanaristreet', city: 'Kanaricity', 'postal-code': 'k7k 7k7' }[
            name.slice(question.length + 1)
          ] ?? typed
        )
      default:
        return typed
    }
  }
  const fields = Object.fromEntries(
    Object.entries(full.fields).map(([field, values]) =>
      values.length > 1 ? [field, values] : [field, [findable(field, values)]],
    ),
  )
  expect(numbers.length).toBeGreaterThan(4)
  const dates = ['1977-07-27', 'July 27, 1977', '27 juillet 1977']
  const postalCodes = ['k7k 7k7', 'K7K 7K7', 'K7K7K7']
  const written = numbers.flatMap((number) => [number, number.replace(' ', ''), number.replace(' ', '-')])
  return { fields, needles: ['anari', 'ANARI', ...dates, ...postalCodes, ...written] }
}
