import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { you } from '../../content/forms/intake/you.ts'
import { mailSubjects } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import { appendAudit, brokenAt, readAudit } from '../../db/audit.ts'
import { readFile } from '../../db/files.ts'
import { mayApproach } from '../../db/gate.ts'
import { fieldsOf } from '../../forms/example.ts'
import { languages, pathIn } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { invite, invitedFamily, invitedWithDraft } from '../../tests/support/authorisation-and-invitation.ts'
import { canaryIntake, readable } from '../../tests/support/canary-intake.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { browser } from '../../tests/support/cookie-jar-visitor.ts'
import { count, everyRow, rows } from '../../tests/support/database-rows.ts'
import { declared, fillIn, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { type Delivery, mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  type Visitor,
  watchedD1,
} from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { contactPlace } from '../intake/contact-rules.ts'
import type { EnvelopePart } from '../intake/send.ts'
import { open } from '../privacy/seal.ts'

let deliveries: Delivery[]

beforeEach(async () => {
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const { byOneParent, byConsent } = intakeExamples

/** What the other parent sends: in French, alone too, about the same children by other names. */
const theirs: Fields = {
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

describe('an intake begun with an invitation', () => {
  it('joins the file as the other parent’s, all of it, and opens no other', async () => {
    const { code, fileId, reference } = await invitedFamily(byConsent.fields)
    await rows('update files set cleared_at = 5')
    const [before] = await rows('select * from files')
    const parent = await invitedWithDraft(code, theirs)
    expect((await send(parent)).headers.get('Location')).toBe('/intake/sent/')
    const { files, parents, submissions, drafts, draft_sections, invitations } = await everyRow()
    // More people are in it, who may be known elsewhere; how it came and who leads it stays.
    expect(files).toEqual([{ ...before, cleared_at: null }])
    const sent = submissions?.find(({ parent_id }) => parent_id === rowOf('other').id)
    function rowOf(side: string) {
      return parents?.find((row) => row.side === side) ?? {}
    }
    expect(parents).toHaveLength(2)
    expect(rowOf('other')).toMatchObject({
      file_id: fileId,
      language: 'fr',
      standing: 'received',
      route: 'one-parent',
      invited_at: sent?.sent_at,
      given_reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      access_id: expect.any(String),
    })
    expect(rowOf('other').given_reference).not.toBe(reference)
    expect(rowOf('initiating')).toMatchObject({
      route: 'consent',
      invited_at: null,
      given_reference: reference,
    })
    expect(submissions).toHaveLength(2)
    expect(sent).toMatchObject({ file_id: fileId, form: 'intake' })
    expect(invitations).toMatchObject([{ used_at: sent?.sent_at, ended_at: null }])
    expect([drafts, draft_sections]).toEqual([[], []])
    const record = await readAudit(environment(bindings).db, fileId)
    expect(record.at(-1)).toMatchObject({
      actor: 'parent',
      action: 'intake_sent',
      detail: '{"route":"one-parent","invited":true}',
    })
    expect(record).toHaveLength(3)
    expect(await brokenAt(record)).toBeUndefined()
  })

  it('is sealed for its parent’s own row, and shown at the desk beside the first', async () => {
    const { code, reference } = await invitedFamily()
    await send(await invitedWithDraft(code, theirs))
    const { db, keys } = environment(bindings)
    const file = await readFile(db, reference)
    expect(file?.sent.map(({ side }) => side)).toEqual(['initiating', 'other'])
    const [one, other] = await Promise.all(
      (file?.sent ?? []).map(async ({ id, answers }) => {
        const part = (await open(keys, 'answers', `submissions.answers:${id}`, answers)) as EnvelopePart
        return part.answers.legalName
      }),
    )
    expect([one, other]).toEqual(['Morgan Ellis Tanaka', 'Alexis Brandt'])
    const [row] = await rows<{ id: string; contact: string }>("select * from parents where side = 'other'")
    expect(await open(keys, 'answers', contactPlace(row?.id ?? ''), row?.contact ?? '')).toMatchObject({
      name: 'Alexis Brandt',
      phone: '+16135550177',
    })
  })

  it('is told to whoever leads the file, and its parent gets a receipt of their own', async () => {
    const { code, reference } = await invitedFamily()
    deliveries.length = 0
    const wanted = { ...theirs, emailSafe: ['yes'], mailSubject: ['documents'], receipt: ['yes'] }
    const parent = await invitedWithDraft(code, wanted, 'fr')
    await send(parent, 'fr')
    const page = await readPage(await parent.get('/fr/intake/sent/'))
    expect(deliveries.map(({ to }) => to)).toEqual([
      'robin@lantern-street.example.com',
      'a.brandt@example.net',
    ])
    const [news, receipt] = deliveries
    expect(news?.text).toContain(reference)
    expect(news?.text).not.toContain(page.slots.reference)
    expect(receipt?.subject).toBe(mailSubjects.documents.fr)
    expect(receipt?.text).toContain(page.slots.reference)
    expect(receipt?.text).toContain(`/fr/file/#${page.slots.code}`)
    expect(receipt?.body).not.toContain(reference)
  })

  it('is told to every administrator when nobody leads the file', async () => {
    const { code } = await invitedFamily()
    await rows('update files set lead_coordinator = null')
    deliveries.length = 0
    await send(await invitedWithDraft(code, theirs))
    const administrators = practice.coordinators.filter(({ administrator }) => administrator)
    expect(deliveries.map(({ to }) => to)).toEqual(administrators.map(({ email }) => email))
  })

  it.each(languages)(
    'is confirmed with a reference and a code that open their own file, in %s',
    async (language) => {
      const { code } = await invitedFamily()
      const parent = await invitedWithDraft(code, theirs, language)
      await send(parent, language)
      const sent = await readPage(await parent.get(pathIn(language, '/intake/sent/')))
      expect(sent.shown.has('received')).toBe(true)
      const later = browser()
      const opened = await later.post(pathIn(language, '/file/'), { code: [sent.slots.code ?? ''] })
      expect(opened.status).toBe(303)
      const own = await readPage(await later.get(pathIn(language, '/file/yours/')))
      expect(own.slots.reference).toBe(sent.slots.reference)
      const [row] = await rows<{ given_reference: string }>("select * from parents where side = 'other'")
      expect(row?.given_reference).toBe(sent.slots.reference)
    },
  )

  it('is not offered to call the first parent, and the first is offered as before', async () => {
    const { code, first } = await invitedFamily()
    const before = await (await first.get('/intake/sent/')).text()
    const parent = await invitedWithDraft(code, theirs)
    await send(parent)
    expect((await readPage(await parent.get('/intake/sent/'))).shown.has('offer-call')).toBe(false)
    expect(await (await first.get('/intake/sent/')).text()).toBe(before)
    expect((await readPage(await first.get('/intake/sent/'))).shown.has('offer-call')).toBe(true)
  })

  it('closes the gate: nobody is called who came by themselves', async () => {
    const { code, authorisationId } = await invitedFamily()
    const gate = async () => {
      const approach = { authorisationId, coordinator: 'robin-ashdown', at: Date.now() }
      const [row] = await environment(bindings).db.all<{ open: number }>(
        sql`select ${mayApproach(approach)} as open`,
      )
      return row?.open
    }
    expect(await gate()).toBe(1)
    await send(await invitedWithDraft(code, theirs))
    expect(await gate()).toBe(0)
  })

  it('is indexed with the sides as the file sees them', async () => {
    const { code, fileId } = await invitedFamily()
    const first = await tokens()
    // Who wrote first gave the same numbers and addresses, each on the side it is on.
    const parent = await invitedWithDraft(code, { ...theirs, ownLawyer: ['Ines Marchetti'] })
    await send(parent)
    const added = (await tokens()).filter((one) => !first.includes(one))
    expect(await count('match_tokens')).toBe(first.length + added.length)
    // Their date of birth makes a person of the other parent; their lawyer is the other side's.
    expect(new Set(added.map((one) => one.split(' ').slice(0, 2).join(' ')))).toEqual(
      new Set(['other person', 'other lawyer']),
    )
    expect(await rows('select distinct file_id from match_tokens')).toEqual([{ file_id: fileId }])
  })

  it.each([
    ['yes', 1],
    ['not-sure', 1],
    ['no', 0],
  ])('freezes every approach when its parent cannot rule out an order: %s', async (said, freezes) => {
    const { code } = await invitedFamily()
    await send(await invitedWithDraft(code, { ...theirs, noContactOrder: [said] }))
    const kept = await rows(
      `select side, said_in, lifted_at from freezes join parents on parents.id = parent_id`,
    )
    expect(kept).toEqual(Array(freezes).fill({ side: 'other', said_in: 'intake', lifted_at: null }))
  })

  it('takes two calls to the database, of which the first asks the same as every other', async () => {
    const { code } = await invitedFamily()
    const asked = async (parent: Visitor) => {
      const { DB, calls } = countingD1()
      const sender = browser({ DB })
      sender.cookie = parent.cookie
      await send(sender)
      return calls.filter((statements) => !statements[0]?.startsWith('update "outbox"'))
    }
    const invited = await asked(await invitedWithDraft(code, theirs))
    const alone = await asked(await parentWithDraft(byConsent.fields))
    expect([invited.length, alone.length]).toEqual([2, 2])
    expect(invited[0]).toEqual(alone[0])
  })
})

describe('fifty sends at once, and fifty more one after the other', () => {
  it('join once and mail once, and every one leads to the same confirmation', async () => {
    const { code, fileId } = await invitedFamily()
    deliveries.length = 0
    const { cookie } = await invitedWithDraft(code, theirs)
    const again = () => {
      const impatient = browser()
      impatient.cookie = cookie
      return impatient
    }
    const pages = new Set<string>()
    const isOne = async () => {
      expect(await Promise.all(['files', 'parents', 'submissions'].map(count))).toEqual([1, 2, 2])
      expect(deliveries).toHaveLength(1)
      pages.add(await (await again().get('/intake/sent/')).text())
      expect(pages.size).toBe(1)
    }
    for (const { status } of await Promise.all(Array.from({ length: 50 }, () => send(again())))) {
      expect(status).toBe(303)
    }
    await isOne()
    for (let times = 0; times < 50; times++) expect((await send(again())).status).toBe(303)
    await isOne()
    const record = await readAudit(environment(bindings).db, fileId)
    expect(record.filter(({ action }) => action === 'intake_sent')).toHaveLength(2)
    expect(await brokenAt(record)).toBeUndefined()
  })

  it('of two forms begun with one code join with one, and the other opens a file: none is lost', async () => {
    const { code } = await invitedFamily()
    const both = [await invitedWithDraft(code, theirs), await invitedWithDraft(code, theirs)]
    const answers = await Promise.all(both.map((parent) => send(parent)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await Promise.all(['files', 'parents', 'submissions'].map(count))).toEqual([2, 4, 3])
    expect(await rows('select 1 from invitations where used_at is not null')).toHaveLength(1)
    expect(await rows("select 1 from parents where side = 'other' and access_id is not null")).toHaveLength(1)
  })
})

describe('a race while joining', () => {
  /** Does something between the read and the write of a sending, once. */
  async function sentWhile(parent: Visitor, meanwhile: () => Promise<unknown>): Promise<Visitor> {
    let done = false
    const DB = watchedD1(async (statements, go) => {
      if (!done && statements.some((one) => /^\s*insert into submissions/.test(one))) {
        done = true
        await meanwhile()
      }
      return go()
    })
    const sender = browser({ DB })
    sender.cookie = parent.cookie
    expect((await send(sender)).status).toBe(303)
    expect(done).toBe(true)
    return sender
  }

  it('loses no page saved between the read and the write', async () => {
    const { code } = await invitedFamily()
    const parent = await invitedWithDraft(code, theirs)
    const tab = browser()
    tab.cookie = parent.cookie
    await sentWhile(parent, () =>
      tab.post('/intake/you/', { ...fieldsOf(you, theirs), legalName: ['Alex Late'] }),
    )
    const [row] = await rows<{ id: string; answers: string }>(
      "select submissions.* from submissions join parents on parents.id = parent_id where side = 'other'",
    )
    const part = await open(
      environment(bindings).keys,
      'answers',
      `submissions.answers:${row?.id}`,
      row?.answers ?? '',
    )
    expect((part as EnvelopePart).answers.legalName).toBe('Alex Late')
    expect(await count('submissions')).toBe(2)
  })

  it('keeps the record whole when somebody else wrote into it', async () => {
    const { code, fileId, reference } = await invitedFamily()
    const parent = await invitedWithDraft(code, theirs)
    const desk = environment(bindings).db
    await sentWhile(parent, async () => {
      const event = {
        fileId,
        actor: 'robin-ashdown',
        action: 'answers_opened',
        detail: {},
        happenedAt: 5,
      } as const
      await appendAudit(desk, event)
    })
    const record = await readAudit(desk, fileId)
    expect(record.map(({ action }) => action)).toEqual([
      'intake_sent',
      'assigned',
      'answers_opened',
      'intake_sent',
    ])
    expect(await brokenAt(record)).toBeUndefined()
    expect((await readFile(desk, reference))?.sent).toHaveLength(2)
  })

  it.each(endings())('opens a file of its own when %s meanwhile', async (_, end) => {
    const { code, fileId } = await invitedFamily()
    const before = await rows('select * from submissions where file_id = ?', fileId)
    const parent = await invitedWithDraft(code, theirs)
    const sender = await sentWhile(parent, () => end(fileId))
    expect(await count('files')).toBe(2)
    expect(await rows('select 1 from submissions where file_id <> ?', fileId)).toHaveLength(1)
    expect(await rows('select * from submissions where file_id = ?', fileId)).toEqual(
      expect.arrayContaining(before),
    )
    expect((await sender.get('/intake/sent/')).status).toBe(200)
  })
})

describe('when the file may not be joined any more', () => {
  it.each(endings())(
    'the intake opens one of its own, and its parent sees no difference: %s',
    async (_, end) => {
      const one = await invitedFamily()
      const joined = await shownAfterSending(await invitedWithDraft(one.code, theirs))
      const { code, fileId } = await invitedFamily(byConsent.fields)
      const parent = await invitedWithDraft(code, theirs)
      await end(fileId)
      const kept = await rows('select * from submissions where file_id = ?', fileId)
      const record = await readAudit(environment(bindings).db, fileId)
      expect(await shownAfterSending(parent)).toEqual(joined)
      expect(await rows('select * from submissions where file_id = ?', fileId)).toEqual(kept)
      expect(await readAudit(environment(bindings).db, fileId)).toEqual(record)
      expect(await count('files')).toBe(3)
      const [own] = await rows(
        'select side, route, invited_at is not null as invited from parents order by rowid desc limit 1 offset 1',
      )
      expect(own).toEqual({ side: 'initiating', route: 'one-parent', invited: 1 })
    },
  )

  it('is not so when only the time to begin is over', async () => {
    const { code } = await invitedFamily()
    const parent = await invitedWithDraft(code, theirs)
    await rows('update invitations set expires_at = 1')
    await rows('update authorisations set withdrawn_at = 1')
    await send(parent)
    expect(await count('files')).toBe(1)
  })

  it('goes on with a newer invitation, once its code was entered', async () => {
    const { code, authorisationId } = await invitedFamily()
    const parent = await invitedWithDraft(code, theirs)
    await rows('update invitations set ended_at = 1')
    const newer = await invite(authorisationId)
    await parent.post('/invited/', { code: [newer] })
    await parent.post('/invited/start/')
    await send(parent)
    expect(await count('files')).toBe(1)
  })

  /** What the sender is shown, without what is each one’s own. */
  async function shownAfterSending(parent: Visitor) {
    const sent = await send(parent)
    const confirmation = await (await parent.get('/intake/sent/')).text()
    const own = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4})+/g
    return {
      status: sent.status,
      headers: [...sent.headers].map(([name, value]) => [
        name,
        name === 'x-request-id' ? '' : value.replace(/=[\w-]{43};/, '=…;'),
      ]),
      confirmation: confirmation.replace(own, 'a code'),
    }
  }
})

describe('nothing of one parent’s answers reaches the other', () => {
  it.each(languages)('on any page, in any mail, header or log line, in %s', async (language) => {
    const one = canaryIntake('Kanari', '555 3')
    const other = canaryIntake('Zeisig', '555 4')
    const { code, first, reference } = await invitedFamily(one.fields)
    const firstMail = deliveries.splice(0)
    const logs = watchLogs()
    const seenByOther: Response[] = []
    const watch = async (response: Promise<Response>) => seenByOther.push((await response).clone())
    const parent = browser()
    const at = (path: string) => pathIn(language, path)
    await watch(parent.post(at('/invited/'), { code: [code] }))
    for (const path of ['yours', 'decline']) await watch(parent.get(at(`/invited/${path}/`)))
    await watch(parent.post(at('/invited/start/')))
    for (const path of INTAKE) await watch(parent.get(at(`/intake/${path}/`)))
    await fillIn(parent, other.fields, language)
    const ownPages = INTAKE.length
    for (const path of [...INTAKE, 'tasks', 'check']) await watch(parent.get(at(`/intake/${path}/`)))
    await watch(parent.post(at('/intake/send/'), declared))
    await watch(parent.get(at('/intake/sent/')))
    const confirmed = await readPage(await parent.get(at('/intake/sent/')))
    await watch(parent.post(at('/file/'), { code: [confirmed.slots.code ?? ''] }))
    await watch(parent.get(at('/file/yours/')))
    expect(ownPages).toBeGreaterThan(5)
    const toOther = deliveries.filter(({ to }) => to.startsWith('zeisig') || to.startsWith('Zeisig'))
    expect(toOther.length).toBe(1)
    holds(await wordsOf(seenByOther, toOther), [...one.needles, reference])
    // And the reverse, on every page the first parent has.
    const seenByFirst = [await first.get(at('/intake/sent/'))]
    const ownCode = (await readPage(seenByFirst[0]?.clone() as Response)).slots.code ?? ''
    const later = browser()
    seenByFirst.push(await later.post(at('/file/'), { code: [ownCode] }))
    for (const path of ['yours', 'authorise', 'stop', 'receipt'])
      seenByFirst.push(await later.get(at(`/file/${path}/`)))
    holds(await wordsOf(seenByFirst, firstMail), [...other.needles, confirmed.slots.reference ?? ''])
    // Coordinators' mail, the log and the database hold neither's, in no readable form.
    const others = deliveries.filter((mail) => !toOther.includes(mail))
    expect(others.length).toBeGreaterThan(0)
    holds(JSON.stringify([others, logs.lines]), [...one.needles, ...other.needles])
    holds(readable(JSON.stringify(await everyRow())), [...one.needles, ...other.needles])
  })

  function holds(text: string, needles: readonly string[]): void {
    for (const needle of needles) expect(text.includes(needle) ? needle : 'nothing').toBe('nothing')
  }

  async function wordsOf(responses: readonly Response[], mail: readonly Delivery[]): Promise<string> {
    const pages = await Promise.all(
      responses.map(async (response) => [[...response.headers], await response.text()]),
    )
    return JSON.stringify([pages, mail.map(({ subject, text, html }) => [subject, text, html])])
  }
})

/** Every way in which a file may come not to be joined any more. */
function endings(): [string, (fileId: string) => Promise<unknown>][] {
  const invitation = `(select max(invitations.rowid) from invitations)`
  return [
    ['the file is closed', (id) => rows("update files set stage = 'closed' where id = ?", id)],
    ['the invitation ended', () => rows(`update invitations set ended_at = 1 where rowid = ${invitation}`)],
    ['the invitation was used', () => rows(`update invitations set used_at = 1 where rowid = ${invitation}`)],
    [
      'the other parent sent an intake by another way',
      (id) =>
        rows(
          `insert into submissions (id, file_id, parent_id, form, version, answers, idempotency_key, sent_at)
            select 'another', file_id, id, 'intake', 2, 'sealed', 'another', 1 from parents
            where side = 'other' and file_id = ?`,
          id,
        ),
    ],
  ]
}

const send = (parent: Visitor, language: (typeof languages)[number] = 'en') =>
  parent.post(pathIn(language, '/intake/send/'), declared)

const tokens = async () =>
  (
    await rows<{ side: string; kind: string; token: string }>(
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
