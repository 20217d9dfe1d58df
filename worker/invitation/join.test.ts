import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import { appendAuditEvent, getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { loadSealedFileAnswersAndLastAuditRow } from '../../db/desk-file-readings.ts'
import { gateOpenCondition } from '../../db/gate.ts'
import { getSectionFields } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import {
  createFamilyWithInvitation,
  createOtherParentWithDraft,
  insertInvitation,
} from '../../tests/support/authorisation-and-invitation.ts'
import { appendDecodedBase64url, createCanaryIntake } from '../../tests/support/canary-intake.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { createCookieJarVisitor } from '../../tests/support/cookie-jar-visitor.ts'
import { countRows, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import {
  createParentWithDraft,
  declarationFields,
  saveEverySection,
} from '../../tests/support/intake-drafts.ts'
import type { MailDelivery } from '../../tests/support/mock-mail-provider.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { unsealSentAnswers } from '../../tests/support/sent-answers.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  runScheduledWork,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { buildContactRulesSealContext } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'
import type { EnvelopePart } from '../forms/envelope.ts'
import { unseal } from '../privacy/seal.ts'

const deliveries = setUpPortal()

const { byOneParent, byConsent } = intakeExamples

/** The intake that the other parent sends: in French, alone as well, about the same children under other names. */
const theirs: FormFields = {
  ...byOneParent.fields,
  legalName: ['Alexis Brandt'],
  usedName: [''],
  phone: byOneParent.fields.otherPhone ?? [],
  email: byOneParent.fields.otherEmail ?? [],
  otherName: ['Morgan Tanaka'],
  otherPhone: byOneParent.fields.phone ?? [],
  otherEmail: byOneParent.fields.email ?? [],
  language: ['fr'],
}

const deskQuery = (reference: string) => ({ reference, viewerId: '', now: Date.now(), maxAttempts: 4 })

describe('an intake begun with an invitation', () => {
  it('joins the file as the other parent’s, all of it, and opens no other', async () => {
    const { code, fileId, reference } = await createFamilyWithInvitation(byConsent.fields)
    await queryRows('update files set conflicts_reviewed_at = 5')
    const [before] = await queryRows('select * from files')
    const parent = await createOtherParentWithDraft(code, theirs)
    expect((await send(parent)).headers.get('Location')).toBe('/joining/sent/')
    const { files, parents, submissions, drafts, draft_sections, invitations } = await selectAllTables()
    // The file has more people now, who may be in other files. Its route and its lead stay the same.
    expect(files).toEqual([{ ...before, conflicts_reviewed_at: null }])
    const sent = submissions?.find(({ parent_id }) => parent_id === rowOf('other').id)
    function rowOf(side: string) {
      return parents?.find((row) => row.side === side) ?? {}
    }
    expect(parents).toHaveLength(2)
    expect(rowOf('other')).toMatchObject({
      file_id: fileId,
      language: 'fr',
      status: 'received',
      route: null,
      invitation_accepted_at: sent?.sent_at,
      issued_reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      access_code_hash: expect.any(String),
    })
    expect(rowOf('other').issued_reference).not.toBe(reference)
    expect(rowOf('initiating')).toMatchObject({
      route: 'consent',
      invitation_accepted_at: null,
      issued_reference: reference,
    })
    expect(submissions).toHaveLength(2)
    expect(sent).toMatchObject({ file_id: fileId, form: 'joining' })
    expect(invitations).toMatchObject([{ accepted_at: sent?.sent_at, ended_at: null }])
    expect([drafts, draft_sections]).toEqual([[], []])
    const record = await listAuditRows(parseEnvironment(bindings).db, fileId)
    expect(record.at(-1)).toMatchObject({
      actor: 'parent',
      action: 'intake_sent',
      detail: '{"cameByInvitation":true}',
    })
    expect(record).toHaveLength(3)
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), record)).toBeUndefined()
  })

  it('that was an intake, before there was a form for invited parents, keeps what was typed and joins as ever', async () => {
    const { code, fileId } = await createFamilyWithInvitation()
    const parent = await createOtherParentWithDraft(code, theirs, 'en', intakeForm)
    await parent.post('/invitation/', { code: [code] })
    expectRedirect(await parent.post('/invitation/start/'), '/intake/start/')
    expect((await parsePage(await parent.get('/intake/you/'))).filledFields.legalName).toEqual(
      theirs.legalName,
    )
    expect((await parent.post('/intake/send/', declarationFields)).headers.get('Location')).toBe(
      '/intake/sent/',
    )
    expect(await queryRows("select file_id, route from parents where side = 'other'")).toEqual([
      { file_id: fileId, route: 'one-parent' },
    ])
    expect((await parsePage(await parent.get('/intake/sent/'))).shown.has('offer-call')).toBe(false)
  })

  it.each(['waiting', 'new'])(
    'is told what holds for its file, and takes no place: the file is %s',
    async (stage) => {
      const { code } = await createFamilyWithInvitation()
      // With no room at all, whoever comes alone would wait.
      await queryRows('update files set stage = ?, lead_coordinator_id = null', stage)
      await queryRows(
        "update parents set status = ?, booking_coordinator_id = 'robin-ashdown'",
        stage === 'new' ? 'received' : stage,
      )
      const parent = await createOtherParentWithDraft(code, theirs)
      const isWaiting = stage === 'waiting'
      expect((await parsePage(await parent.get('/joining/check/'))).shown.has('waiting')).toBe(isWaiting)
      await send(parent)
      const { shown } = await parsePage(await parent.get('/joining/sent/'))
      expect([shown.has('waiting'), shown.has('received')]).toEqual([isWaiting, !isWaiting])
      expect(
        await queryRows('select distinct status, booking_coordinator_id as coordinator from parents'),
      ).toEqual([{ status: isWaiting ? 'waiting' : 'received', coordinator: 'robin-ashdown' }])
      expect(await countRows('files')).toBe(1)
    },
  )

  it('is sealed for its parent’s own row, and shown at the desk beside the first', async () => {
    const { code, reference } = await createFamilyWithInvitation()
    await send(await createOtherParentWithDraft(code, theirs))
    const { db, keys } = parseEnvironment(bindings)
    const file = await loadSealedFileAnswersAndLastAuditRow(db, deskQuery(reference))
    expect(file?.intakes.map(({ side }) => side)).toEqual(['initiating', 'other'])
    const [one, other] = await Promise.all(
      (file?.intakes ?? []).map(async ({ id, sealedAnswers }) => {
        const part = (await unseal(
          keys,
          'answers',
          `submissions.sealed_answers:${id}`,
          sealedAnswers,
        )) as EnvelopePart
        return part.answers.legalName
      }),
    )
    expect([one, other]).toEqual(['Morgan Ellis Tanaka', 'Alexis Brandt'])
    const [row] = await queryRows<{ id: string; sealed_contact_rules: string }>(
      "select * from parents where side = 'other'",
    )
    expect(
      await unseal(
        keys,
        'answers',
        buildContactRulesSealContext(row?.id ?? ''),
        row?.sealed_contact_rules ?? '',
      ),
    ).toMatchObject({
      name: 'Alexis Brandt',
      phone: '+16135550177',
    })
  })

  it('is told to whoever leads the file, and its parent gets a receipt of their own', async () => {
    const { code, reference } = await createFamilyWithInvitation()
    deliveries.length = 0
    const withReceipt = { ...theirs, emailSafe: ['yes'], mailSubject: ['documents'], receipt: ['yes'] }
    const parent = await createOtherParentWithDraft(code, withReceipt, 'fr')
    await send(parent, 'fr')
    const page = await parsePage(await parent.get('/fr/joining/sent/'))
    expect(deliveries.map(({ to }) => to)).toEqual([
      'robin@lantern-street.example.com',
      'a.brandt@example.net',
    ])
    const [news, receipt] = deliveries
    expect(news?.text).toContain(reference)
    expect(news?.text).not.toContain(page.slots.reference)
    expect(receipt?.subject).toBe(mailSubjectOptions.documents.fr)
    expect(receipt?.text).toContain(page.slots.reference)
    expect(receipt?.text).toMatch(/\/fr\/code\/$/m)
    expect(receipt?.text).toContain(page.slots.code)
    expect(receipt?.body).not.toContain(reference)
  })

  it('gets no mail at an address that the first parent gave as their own, and no page tells of it', async () => {
    const sendAndRead = async (email: string) => {
      const { code } = await createFamilyWithInvitation()
      deliveries.length = 0
      const fields = { ...theirs, email: [email], otherEmail: ['other@example.net'], emailSafe: ['yes'] }
      const parent = await createOtherParentWithDraft(code, {
        ...{ ...fields, mailSubject: ['documents'], receipt: ['yes'] },
      })
      const check = await parsePage(await parent.get('/joining/check/'))
      await send(parent)
      await runScheduledWork()
      const sent = await parsePage(await parent.get('/joining/sent/'))
      return { shown: [[...check.shown], [...sent.shown]], to: deliveries.map(({ to }) => to) }
    }
    const alone = await sendAndRead('alexis@example.net')
    expect(alone.to).toContain('alexis@example.net')
    await emptyDatabase()
    const shared = await sendAndRead('Mo.Tanaka+a@example.com')
    expect(shared.to).toEqual(['robin@lantern-street.example.com'])
    expect(shared.shown).toEqual(alone.shown)
    expect(await queryRows("select outcome, last_error from outbox where kind = 'receipt'")).toMatchObject([
      ...[{ outcome: 'failed', last_error: 'not_safe' }],
    ])
  })

  it('is told to every administrator when nobody leads the file', async () => {
    const { code } = await createFamilyWithInvitation()
    await queryRows('update files set lead_coordinator_id = null')
    deliveries.length = 0
    await send(await createOtherParentWithDraft(code, theirs))
    const administrators = practice.coordinators.filter(({ administrator }) => administrator)
    expect(deliveries.map(({ to }) => to)).toEqual(administrators.map(({ email }) => email))
  })

  it.each(languages)(
    'is confirmed with a reference and a code that open their own file, in %s',
    async (language) => {
      const { code } = await createFamilyWithInvitation()
      const parent = await createOtherParentWithDraft(code, theirs, language)
      await send(parent, language)
      const sent = await parsePage(await parent.get(localisePath(language, '/joining/sent/')))
      expect(sent.shown.has('received')).toBe(true)
      const later = createCookieJarVisitor()
      const opened = await later.post(localisePath(language, '/file/'), { code: [sent.slots.code ?? ''] })
      expect(opened.status).toBe(303)
      const own = await parsePage(await later.get(localisePath(language, '/file/')))
      expect(own.slots.reference).toBe(sent.slots.reference)
      const [row] = await queryRows<{ issued_reference: string }>(
        "select * from parents where side = 'other'",
      )
      expect(row?.issued_reference).toBe(sent.slots.reference)
    },
  )

  it('is not offered to call the first parent, and the first is offered as before', async () => {
    const { code, first } = await createFamilyWithInvitation()
    const before = await (await first.get('/intake/sent/')).text()
    const parent = await createOtherParentWithDraft(code, theirs)
    await send(parent)
    expect((await parsePage(await parent.get('/joining/sent/'))).shown.has('offer-call')).toBe(false)
    expect(await (await first.get('/intake/sent/')).text()).toBe(before)
    expect((await parsePage(await first.get('/intake/sent/'))).shown.has('offer-call')).toBe(true)
  })

  it('closes the gate: nobody is called who came by themselves', async () => {
    const { code, authorisationId } = await createFamilyWithInvitation()
    const gate = async () => {
      const callRequest = { authorisationId, coordinatorId: 'robin-ashdown', at: Date.now() }
      const [row] = await parseEnvironment(bindings).db.all<{ open: number }>(
        sql`select ${gateOpenCondition(callRequest)} as open`,
      )
      return row?.open
    }
    expect(await gate()).toBe(1)
    await send(await createOtherParentWithDraft(code, theirs))
    expect(await gate()).toBe(0)
  })

  it('is indexed with the sides as the file sees them', async () => {
    const { code, fileId } = await createFamilyWithInvitation()
    const first = await tokens()
    // The first parent gave the same numbers and addresses, each for the right side.
    const parent = await createOtherParentWithDraft(code, { ...theirs, ownLawyer: ['Ines Marchetti'] })
    await send(parent)
    const added = (await tokens()).filter((one) => !first.includes(one))
    expect(await countRows('match_tokens')).toBe(first.length + added.length)
    // The other parent's date of birth makes them a person, their lawyer is the one of the other side, and they name a
    // person to ask.
    expect(new Set(added.map((one) => one.split(' ').slice(0, 2).join(' ')))).toEqual(
      new Set(['other person', 'other lawyer', 'other lawyer-email', 'other reach-phone']),
    )
    expect(await queryRows('select distinct file_id from match_tokens')).toEqual([{ file_id: fileId }])
  })

  it.each([
    ['yes', 1],
    ['not-sure', 1],
    ['no', 0],
  ])(
    'places a contact hold when its parent cannot rule out an order: %s',
    async (noContactAnswer, contactHolds) => {
      const { code } = await createFamilyWithInvitation()
      await send(await createOtherParentWithDraft(code, { ...theirs, noContactOrder: [noContactAnswer] }))
      const stored = await queryRows(
        `select side, reported_in, lifted_at from contact_holds join parents on parents.id = parent_id`,
      )
      expect(stored).toEqual(
        Array(contactHolds).fill({ side: 'other', reported_in: 'intake', lifted_at: null }),
      )
    },
  )

  it('takes two calls to the database, of which the first asks the same as every other', async () => {
    const { code } = await createFamilyWithInvitation()
    const declarations = async (parent: Visitor, form: string) => {
      const { DB, calls } = createCountingD1()
      const sender = createCookieJarVisitor({ DB })
      sender.cookie = parent.cookie
      await sender.post(`/${form}/send/`, declarationFields)
      return calls.filter((statements) => !statements[0]?.startsWith('update "outbox"'))
    }
    const withInvitation = await declarations(await createOtherParentWithDraft(code, theirs), 'joining')
    const alone = await declarations(await createParentWithDraft(byConsent.fields), 'intake')
    expect([withInvitation.length, alone.length]).toEqual([2, 2])
    expect(withInvitation[0]).toEqual(alone[0])
  })
})

describe('many sends at once, and as many more one after the other', () => {
  it('join once and mail once, and every one leads to the same confirmation', async () => {
    const { code, fileId } = await createFamilyWithInvitation()
    deliveries.length = 0
    const { cookie } = await createOtherParentWithDraft(code, theirs)
    const again = () => {
      const impatient = createCookieJarVisitor()
      impatient.cookie = cookie
      return impatient
    }
    const pages = new Set<string>()
    const isOne = async () => {
      expect(await Promise.all(['files', 'parents', 'submissions'].map(countRows))).toEqual([1, 2, 2])
      expect(deliveries).toHaveLength(1)
      pages.add(await (await again().get('/joining/sent/')).text())
      expect(pages.size).toBe(1)
    }
    const times = countPropertyRuns(10, 50)
    for (const { status } of await Promise.all(Array.from({ length: times }, () => send(again())))) {
      expect(status).toBe(303)
    }
    await isOne()
    for (let count = 0; count < times; count++) expect((await send(again())).status).toBe(303)
    await isOne()
    const record = await listAuditRows(parseEnvironment(bindings).db, fileId)
    expect(record.filter(({ action }) => action === 'intake_sent')).toHaveLength(2)
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), record)).toBeUndefined()
  })

  it('of two forms begun with one code join with one, and the other opens a file: none is lost', async () => {
    const { code } = await createFamilyWithInvitation()
    const both = [
      await createOtherParentWithDraft(code, theirs),
      await createOtherParentWithDraft(code, theirs),
    ]
    const answers = await Promise.all(both.map((parent) => send(parent)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await Promise.all(['files', 'parents', 'submissions'].map(countRows))).toEqual([2, 4, 3])
    expect(await queryRows('select 1 from invitations where accepted_at is not null')).toHaveLength(1)
    expect(
      await queryRows("select 1 from parents where side = 'other' and access_code_hash is not null"),
    ).toHaveLength(1)
  })
})

describe('a race while joining', () => {
  /** Runs `meanwhile` once, between the read and the write of a sending. */
  async function sentWhile(parent: Visitor, meanwhile: () => Promise<unknown>): Promise<Visitor> {
    const DB = createD1ActingBefore(/^\s*insert into "submissions"/, () => meanwhile())
    const sender = createCookieJarVisitor({ DB })
    sender.cookie = parent.cookie
    expect((await send(sender)).status).toBe(303)
    return sender
  }

  it('loses no page saved between the read and the write', async () => {
    const { code } = await createFamilyWithInvitation()
    const parent = await createOtherParentWithDraft(code, theirs)
    const tab = createCookieJarVisitor()
    tab.cookie = parent.cookie
    await sentWhile(parent, () =>
      tab.post('/joining/you/', { ...getSectionFields(youSection, theirs), legalName: ['Alex Late'] }),
    )
    expect((await unsealSentAnswers()).answers.legalName).toBe('Alex Late')
    expect(await countRows('submissions')).toBe(2)
  })

  it('keeps the record whole when somebody else wrote into it', async () => {
    const { code, fileId, reference } = await createFamilyWithInvitation()
    const parent = await createOtherParentWithDraft(code, theirs)
    const desk = parseEnvironment(bindings).db
    await sentWhile(parent, async () => {
      const event = {
        fileId,
        actor: 'robin-ashdown',
        action: 'answers_read',
        detail: {},
        happenedAt: 5,
      } as const
      await appendAuditEvent(desk, event)
    })
    const record = await listAuditRows(desk, fileId)
    expect(record.map(({ action }) => action)).toEqual([
      'intake_sent',
      'assigned',
      'answers_read',
      'intake_sent',
    ])
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), record)).toBeUndefined()
    expect((await loadSealedFileAnswersAndLastAuditRow(desk, deskQuery(reference)))?.intakes).toHaveLength(2)
  })

  it.each(endings())('opens a file of its own when %s meanwhile', async (_, end) => {
    const { code, fileId } = await createFamilyWithInvitation()
    const before = await queryRows('select * from submissions where file_id = ?', fileId)
    const parent = await createOtherParentWithDraft(code, theirs)
    const sender = await sentWhile(parent, () => end(fileId))
    expect(await countRows('files')).toBe(2)
    expect(await queryRows('select 1 from submissions where file_id <> ?', fileId)).toHaveLength(1)
    expect(await queryRows('select * from submissions where file_id = ?', fileId)).toEqual(
      expect.arrayContaining(before),
    )
    expect((await sender.get('/joining/sent/')).status).toBe(200)
  })
})

describe('when the file may not be joined any more', () => {
  it.each(endings())(
    'the intake opens one of its own, and its parent sees no difference: %s',
    async (_, end) => {
      const one = await createFamilyWithInvitation()
      const joined = await shownAfterSending(await createOtherParentWithDraft(one.code, theirs))
      const { code, fileId } = await createFamilyWithInvitation(byConsent.fields)
      const parent = await createOtherParentWithDraft(code, theirs)
      await end(fileId)
      const stored = await queryRows('select * from submissions where file_id = ?', fileId)
      const record = await listAuditRows(parseEnvironment(bindings).db, fileId)
      expect(await shownAfterSending(parent)).toEqual(joined)
      expect(await queryRows('select * from submissions where file_id = ?', fileId)).toEqual(stored)
      expect(await listAuditRows(parseEnvironment(bindings).db, fileId)).toEqual(record)
      expect(await countRows('files')).toBe(3)
      const [own] = await queryRows(
        'select side, route, invitation_accepted_at is not null as came_by_invitation from parents order by rowid desc limit 1 offset 1',
      )
      expect(own).toEqual({ side: 'initiating', route: 'one-parent', came_by_invitation: 1 })
    },
  )

  it('is not so when only the time to begin is over', async () => {
    const { code } = await createFamilyWithInvitation()
    const parent = await createOtherParentWithDraft(code, theirs)
    await queryRows('update invitations set expires_at = 1')
    await queryRows('update authorisations set withdrawn_at = 1')
    await send(parent)
    expect(await countRows('files')).toBe(1)
  })

  it('goes on with a newer invitation, once its code was entered', async () => {
    const { code, authorisationId } = await createFamilyWithInvitation()
    const parent = await createOtherParentWithDraft(code, theirs)
    await queryRows('update invitations set ended_at = 1')
    const newer = await insertInvitation(authorisationId)
    await parent.post('/invitation/', { code: [newer] })
    await parent.post('/invitation/start/')
    await send(parent)
    expect(await countRows('files')).toBe(1)
  })

  /** What the sender sees, without what differs from one sender to the next. */
  async function shownAfterSending(parent: Visitor) {
    const sent = await send(parent)
    const confirmation = await (await parent.get('/joining/sent/')).text()
    const own = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4})+/g
    return {
      status: sent.status,
      headers: [...sent.headers].map(([name, value]) => [
        name,
        name === 'x-request-id' ? '' : value.replace(/=[\w-]{43}\.own\.sent\.\d+\.[\w-]{43};/, '=…;'),
      ]),
      confirmation: confirmation.replace(own, 'a code'),
    }
  }
})

describe('nothing of one parent’s answers reaches the other', () => {
  it.each(languages)('on any page, in any mail, header or log line, in %s', async (language) => {
    const one = createCanaryIntake('Kanarien', '555 3')
    const other = createCanaryIntake('Zeisig', '555 4')
    const { code, first, reference } = await createFamilyWithInvitation(one.fields)
    const firstMail = deliveries.splice(0)
    const logs = captureConsole()
    const seenByOther: Response[] = []
    const watch = async (response: Promise<Response>) => seenByOther.push((await response).clone())
    const parent = createCookieJarVisitor()
    const at = (path: string) => localisePath(language, path)
    await watch(parent.post(at('/invitation/'), { code: [code] }))
    for (const path of ['yours', 'decline']) await watch(parent.get(at(`/invitation/${path}/`)))
    await watch(parent.post(at('/invitation/start/')))
    for (const path of INTAKE) await watch(parent.get(at(`/joining/${path}/`)))
    await saveEverySection(parent, other.fields, language, joiningForm)
    const ownPages = INTAKE.length
    for (const path of [...INTAKE, 'tasks', 'check']) await watch(parent.get(at(`/joining/${path}/`)))
    await watch(parent.post(at('/joining/send/'), declarationFields))
    await watch(parent.get(at('/joining/sent/')))
    const confirmed = await parsePage(await parent.get(at('/joining/sent/')))
    await watch(parent.post(at('/file/'), { code: [confirmed.slots.code ?? ''] }))
    await watch(parent.get(at('/file/')))
    expect(ownPages).toBeGreaterThan(5)
    const toOther = deliveries.filter(({ to }) => to.startsWith('zeisig') || to.startsWith('Zeisig'))
    expect(toOther.length).toBe(1)
    holds(await textOf(seenByOther, toOther), [...one.needles, reference])
    // The reverse must hold on every page of the first parent.
    const seenByFirst = [await first.get(at('/intake/sent/'))]
    const ownCode = (await parsePage(seenByFirst[0]?.clone() as Response)).slots.code ?? ''
    const later = createCookieJarVisitor()
    seenByFirst.push(await later.post(at('/file/'), { code: [ownCode] }))
    for (const path of ['/file/', '/file/authorise/', '/file/stop/', '/file/receipt/'])
      seenByFirst.push(await later.get(at(path)))
    holds(await textOf(seenByFirst, firstMail), [...other.needles, confirmed.slots.reference ?? ''])
    // The coordinators' e-mails, the log and the database contain nothing readable of either parent.
    const others = deliveries.filter((mail) => !toOther.includes(mail))
    expect(others.length).toBeGreaterThan(0)
    holds(JSON.stringify([others, logs.lines]), [...one.needles, ...other.needles])
    holds(appendDecodedBase64url(JSON.stringify(await selectAllTables())), [...one.needles, ...other.needles])
  })

  function holds(text: string, needles: readonly string[]): void {
    for (const needle of needles) expect(text.includes(needle) ? needle : 'nothing').toBe('nothing')
  }

  async function textOf(responses: readonly Response[], mail: readonly MailDelivery[]): Promise<string> {
    const pages = await Promise.all(
      responses.map(async (response) => [[...response.headers], await response.text()]),
    )
    return JSON.stringify([pages, mail.map(({ subject, text, html }) => [subject, text, html])])
  }
})

/** Every event after which a file can no longer be joined. */
function endings(): [string, (fileId: string) => Promise<unknown>][] {
  const invitation = `(select max(invitations.rowid) from invitations)`
  return [
    ['the file is closed', (id) => queryRows("update files set stage = 'closed' where id = ?", id)],
    [
      'the invitation ended',
      () => queryRows(`update invitations set ended_at = 1 where rowid = ${invitation}`),
    ],
    [
      'the invitation was used',
      () => queryRows(`update invitations set accepted_at = 1 where rowid = ${invitation}`),
    ],
    [
      'the other parent sent an intake by another way',
      (id) =>
        queryRows(
          `insert into submissions (id, file_id, parent_id, form, version, sealed_answers, idempotency_key, sent_at)
            select 'another', file_id, id, 'intake', 2, 'sealed', 'another', 1 from parents
            where side = 'other' and file_id = ?`,
          id,
        ),
    ],
  ]
}

const send = (parent: Visitor, language: (typeof languages)[number] = 'en') =>
  parent.post(localisePath(language, '/joining/send/'), declarationFields)

const tokens = async () =>
  (
    await queryRows<{ side: string; kind: string; token: string }>(
      'select side, kind, token from match_tokens order by side, kind, token',
    )
  ).map(({ side, kind, token }) => `${side} ${kind} ${token}`)

const INTAKE = [
  'start',
  'how-you-come',
  'you',
  'reaching-you',
  'other-parent',
  'children',
  'children/01',
  'safety',
]
