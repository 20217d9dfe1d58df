import { beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { MAX_WRONG_CODES_PER_HOUR } from '../../content/limits.ts'
import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import { DRAFT_DAYS, SHARED_DEVICE_DRAFT_MINUTES } from '../../content/retention.ts'
import { codeDetailsWording } from '../../content/site/code-details-wording.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { codeProblemWording, sectionStatusWording } from '../../content/site/wording.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getSectionFields } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { appendDecodedBase64url } from '../../tests/support/canary-intake.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import {
  changesNothing,
  countRows,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../tests/support/database-rows.ts'
import { expectExpiredLinkPage } from '../../tests/support/expect-error-page.ts'
import {
  createParentWithDraft,
  createParentWithFirstSection,
  declarationFields,
  findIntakeSection,
  omitBlankFields,
  readTypedFields,
  requestResumeCode,
  saveIntakeSection,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { failConnection, mockMailProvider } from '../../tests/support/mock-mail-provider.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, listHeaders, openTab, postCodeFrom } from '../../tests/support/requests.ts'
import { runScheduledAt, setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  runScheduledWork,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { MAX_MAILS_TO_ADDRESS_PER_HOUR } from '../mail/flood-limits.ts'
import { deriveDraftKey } from '../privacy/draft-key.ts'
import { sealWithKey } from '../privacy/seal.ts'

const deliveries = setUpPortal()

const { byOneParent, byConsent } = intakeExamples
const HOUR = 3_600_000

describe('where a parent stands', () => {
  it.each(languages)('has closed where there is no draft, and says what to do: %s', async (language) => {
    const parent = createVisitor()
    for (const path of ['/intake/tasks/', '/intake/delete/'])
      await expectExpiredLinkPage(
        await changesNothing(() => parent.get(localisePath(language, path))),
        language,
      )
    expect(parent.cookie).toBe('')
  })

  it.each(languages)('is said of every part as one walks, in %s', async (language) => {
    const parent = createVisitor()
    const notice = async () => {
      const { slots } = await parsePage(await parent.get(localisePath(language, '/intake/tasks/')))
      return Object.fromEntries(
        listSectionsNotAtSending(intakeForm).map(({ slug }) => [slug, slots[`status-${slug}`]]),
      )
    }
    const nothing = Object.fromEntries(
      listSectionsNotAtSending(intakeForm).map(({ slug, half }) => [
        slug,
        sectionStatusWording[half === 'second' ? 'optional' : 'to-do'][language],
      ]),
    )
    const done = sectionStatusWording.done[language]
    await saveIntakeSection(parent, 'start')
    expect(await notice()).toEqual({ ...nothing, start: done })
    await saveIntakeSection(parent, 'safety')
    expect(await notice()).toEqual({ ...nothing, start: done, safety: done })
    await parent.post('/intake/children/ab/', { childName: ['Noa'], press: ['save'] })
    expect(await notice()).toEqual({ ...nothing, start: done, safety: done, children: done })
    await parent.post('/intake/orders/', { press: ['continue'] })
    expect(await notice()).toEqual({ ...nothing, start: done, safety: done, children: done, orders: done })
    // A page that is refused is not saved, so it is still to do.
    expect((await parent.post('/intake/you/', { legalName: [''] })).status).toBe(422)
    expect((await notice()).you).toBe(sectionStatusWording['to-do'][language])
  })

  it('is something to mend in a part that was saved and cannot be sent as it is', async () => {
    const parent = createVisitor()
    await saveIntakeSection(parent, 'you')
    await saveIntakeSection(parent, 'start')
    // This happens when the practice stops working in a province while a parent is writing.
    await plant(parent, 'you', {
      ...getSectionFields(findIntakeSection('you'), byOneParent.fields),
      province: ['nowhere'],
    })
    const { slots } = await parsePage(await parent.get('/intake/tasks/'))
    expect(slots['status-you']).toBe(sectionStatusWording['to-mend'].en)
    expect(slots['status-start']).toBe(sectionStatusWording.done.en)
    await saveIntakeSection(parent, 'you')
    expect((await parsePage(await parent.get('/intake/tasks/'))).slots['status-you']).toBe(
      sectionStatusWording.done.en,
    )
  })

  it('takes one call to the database, and leads to every part', async () => {
    const { DB, calls } = createCountingD1()
    const parent = await createParentWithFirstSection({ DB })
    calls.length = 0
    const { links } = await parsePage(await parent.get('/intake/tasks/'))
    expect(calls).toHaveLength(1)
    const addresses = links.map(({ href }) => href)
    for (const { slug } of listSectionsNotAtSending(intakeForm))
      expect(addresses).toContain(`/intake/${slug}/`)
    expect(addresses).toContain('/intake/check/')
  })
})

describe('a code to come back with', () => {
  it('opens the draft in another browser, which without it sees nothing', async () => {
    const parent = await createParentWithDraft()
    const code = await requestResumeCode(parent)
    expect(code).toMatch(/^R(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
    const otherPlace = createVisitor()
    expect(await readTypedFields(otherPlace, '/intake/you/')).toEqual({})
    const answer = await open(otherPlace, code)
    expectRedirect(answer, '/intake/tasks/')
    for (const slug of ['start', 'you', 'safety-more', 'before-you-send']) {
      expect(await readTypedFields(otherPlace, `/intake/${slug}/`)).toEqual(
        omitBlankFields(getSectionFields(findIntakeSection(slug), byOneParent.fields)),
      )
    }
    expect(await countRows('drafts')).toBe(1)
  })

  it.each([
    ['in small letters', (code: string) => code.toLowerCase()],
    ['without dashes', (code: string) => code.replaceAll('-', '')],
    ['with spaces', (code: string) => ` ${code.replaceAll('-', '  ')}\t`],
    ['with long dashes', (code: string) => code.replaceAll('-', '—')],
    ['letter by letter', (code: string) => [...code.replaceAll('-', '')].join(' ')],
    [
      'with O for 0 and I or l for 1',
      (code: string) => code.replaceAll('0', 'o').replace('1', 'I').replaceAll('1', 'l'),
    ],
  ])('opens it typed %s', async (_, odd) => {
    const parent = await createParentWithFirstSection()
    const otherPlace = createVisitor()
    expect((await open(otherPlace, odd(await requestResumeCode(parent)))).status).toBe(303)
    expect((await parsePage(await otherPlace.get('/intake/start/'))).filledFields.route).toEqual([
      'one-parent',
    ])
  })

  it('replaces the one before, which opens nothing any more', async () => {
    const parent = await createParentWithFirstSection()
    const first = await requestResumeCode(parent)
    const second = await requestResumeCode(parent)
    expect(second).not.toBe(first)
    const otherPlace = createVisitor()
    expect((await open(otherPlace, first)).status).toBe(422)
    expect(otherPlace.cookie).toBe('')
    expect((await open(otherPlace, second)).status).toBe(303)
  })

  it('is on the page that gives it, and nowhere in the database, in no log line and in no header', async () => {
    const logs = captureConsole()
    const parent = await createParentWithDraft(byConsent.fields)
    const shown = await parent.post('/intake/resume-code/', { press: ['mail'] })
    const headers = JSON.stringify([...shown.headers])
    const code = (await parsePage(shown)).slots.code ?? ''
    const answer = await open(createVisitor(), code)
    expect(answer.status).toBe(303)
    await open(
      createVisitor(),
      code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7')),
    )
    const dump = appendDecodedBase64url(
      JSON.stringify([await selectAllTables(), logs.lines, headers, [...answer.headers]]),
    )
    const letters = code.replaceAll('-', '')
    for (const needle of [code, letters, code.toLowerCase(), letters.toLowerCase()]) {
      expect(dump.includes(needle)).toBe(false)
    }
    // The search is meaningful: the code was in the parent's e-mail.
    expect(deliveries[0]?.text).toContain(code)
  })

  it('does not let the database alone open the draft: what it keeps opens only with the code', async () => {
    const parent = await createParentWithDraft()
    await requestResumeCode(parent)
    const [, token = ''] = /^__Host-intake=([^.]+)/.exec(parent.cookie) ?? []
    expect(token).toHaveLength(43)
    expect(appendDecodedBase64url(JSON.stringify(await selectAllTables())).includes(token)).toBe(false)
  })

  it('is given for no draft, and for none that is gone', async () => {
    const nobody = createVisitor()
    const answer = await changesNothing(() => nobody.post('/intake/resume-code/', { press: ['show'] }))
    expectRedirect(answer, '/intake/tasks/')

    const late = await createParentWithFirstSection()
    await queryRows('update draft_sections set expires_at = ?', Date.now() - 1)
    await expectNoChange(303, () => late.post('/intake/resume-code/', { press: ['show'] }))
  })

  it('keeps a draft of a shared device for four weeks behind the code, and no longer open in that browser', async () => {
    const NOW = Date.now()
    const shared = createVisitor()
    await saveIntakeSection(shared, 'start', { device: ['shared'], route: ['one-parent'] })
    const { text } = await parseVisiblePage(await shared.get('/intake/tasks/'))
    for (const said of [resumeWording.shared.en, resumeWording.sharedCode.en]) expect(text).toContain(said)
    const { slots } = await parsePage(await shared.post('/intake/resume-code/', { press: ['show'] }))
    vi.setSystemTime(NOW + (SHARED_DEVICE_DRAFT_MINUTES + 1) * 60_000)
    expect((await shared.get('/intake/tasks/')).status).toBe(410)
    vi.setSystemTime(NOW + 27 * DAY_MS)
    const elsewhere = createVisitor()
    expectRedirect(
      await elsewhere.post('/code/', { code: [slots.code ?? ''], device: ['own'] }),
      '/intake/tasks/',
    )
  })

  it.each([
    ['no button', {}],
    ['a button of another page', { press: ['save'] }],
    ['a button without a name', { press: [''] }],
    ['two buttons', { press: ['show', 'mail'] }],
    ['one button twice', { press: ['show', 'show'] }],
    ['the answers of a page', { route: ['consent'] }],
    ['what earlier pages asked by', { mail: ['yes'] }],
  ])('is not given to %s', async (_, fields) => {
    const parent = await createParentWithFirstSection()
    const answer = await expectNoChange(400, () => parent.post('/intake/resume-code/', fields))
    expect((await parsePage(answer)).slots.code).toBeUndefined()
  })

  it('is not given by opening an address', async () => {
    const parent = await createParentWithFirstSection()
    expect((await changesNothing(() => parent.get('/intake/resume-code/'))).headers.get('Location')).toBe(
      '/intake/tasks/',
    )
  })

  it('says until when it works, in both languages', async () => {
    vi.setSystemTime(Date.UTC(2026, 10, 22, 15))
    const parent = await createParentWithFirstSection()
    const redirect = await parent.request('/intake/resume-code/', {
      method: 'POST',
      body: 'press=show',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      returnsRedirect: true,
    })
    expectRedirect(redirect, '/intake/resume-code/')
    const Cookie = [parent.cookie, ...redirect.headers.getSetCookie().map((one) => one.split(';')[0])].join(
      '; ',
    )
    const open = async () =>
      parsePage(await changesNothing(() => parent.request('/intake/resume-code/', { headers: { Cookie } })))
    // A reload asks for no other code, which would replace the one that was written down.
    const { slots } = await open()
    expect(slots.code).toMatch(/^R-/)
    expect((await open()).slots).toEqual(slots)
    const english = await parsePage(await parent.post('/intake/resume-code/', { press: ['show'] }))
    expect(english.slots['last-day']).toBe('December 20, 2026')
    const french = await parsePage(await parent.post('/fr/intake/resume-code/', { press: ['show'] }))
    expect(french.slots['last-day']).toBe('20 décembre 2026')
  })
})

describe('a code that opens nothing', () => {
  it('is answered alike, whether it is wrong, replaced, expired, sent, deleted or no code at all', async () => {
    const replaced = await createParentWithFirstSection()
    const before = await requestResumeCode(replaced)
    await requestResumeCode(replaced)

    const expired = await createParentWithFirstSection()
    const late = await requestResumeCode(expired)
    await queryRows(
      'update draft_sections set expires_at = ? where draft_id = (select id from drafts order by rowid desc limit 1)',
      Date.now() - 1,
    )

    const sent = await createParentWithDraft()
    const spent = await requestResumeCode(sent)
    expect((await sent.post('/intake/send/', declarationFields)).status).toBe(303)

    const deleted = await createParentWithFirstSection()
    const deletedCode = await requestResumeCode(deleted)
    await deleted.post('/intake/delete/')

    // A code of “Your file” has the same form and another use.
    const filed = (await parsePage(await sent.get('/intake/sent/'))).slots.code ?? ''

    const answers = []
    for (const code of [
      'K7Q4-9MX2-PT5H-W3ZC',
      before,
      late,
      spent,
      deletedCode,
      filed,
      'kanari',
      `${before}0`,
    ].map((code) => code.replace(/^[A-Z]-/, ''))) {
      const stranger = createVisitor()
      const answer = await open(stranger, code)
      const { filledFields, ...page } = await parsePage(answer.clone())
      expect(filledFields.code).toEqual([code])
      expect(page.summary?.problems).toEqual([{ href: '#code', text: codeProblemWording.unknown.en }])
      expect(stranger.cookie).toBe('')
      const html = await answer.text()
      answers.push([answer.status, html.replace(` value="${code}"`, ''), listHeaders(answer)])
    }
    expect(answers[0]?.[0]).toBe(422)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('says so in French to whoever reads French', async () => {
    const { messages, filledFields } = await parsePage(
      await open(createVisitor(), 'pas un code', { device: ['own'] }, '/fr/intake/resume/'),
    )
    expect(messages.code).toContain(codeProblemWording.unknown.fr)
    expect(filledFields.code).toEqual(['pas un code'])
  })

  it('is not even tried before it is said whose device it is: the code stays typed, nothing is counted', async () => {
    const parent = await createParentWithFirstSection()
    const code = await requestResumeCode(parent)
    for (const device of [[], ['kanari']]) {
      const otherPlace = createVisitor()
      const page = await parsePage(await changesNothing(() => open(otherPlace, code, { device })))
      expect([page.status, page.filledFields.code, otherPlace.cookie]).toEqual([422, [code], ''])
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#device'])
    }
  })

  it('is told of together with the device when it cannot be a code, and is still not counted', async () => {
    for (const code of ['', 'kanari']) {
      const page = await parsePage(await changesNothing(() => open(createVisitor(), code, { device: [] })))
      expect([page.status, page.summary?.problems.map(({ href }) => href)]).toEqual([
        422,
        ['#code', '#device'],
      ])
    }
  })

  it('is refused in a few words, with what helps in plain text below, which the field is described by', async () => {
    const { messages, text, describedByIds, ids } = await parsePage(await open(createVisitor(), 'kanari'))
    expect(messages.code?.split(' ').length).toBeLessThan(12)
    expect(text.split(codeDetailsWording.unknown.en)).toHaveLength(2)
    expect(describedByIds.code).toEqual(['code-hint', 'code-error', 'code-details'])
    expect(ids).toContain('code-details')
  })

  it('keeps what was ticked beside it', async () => {
    const page = await parsePage(await open(createVisitor(), 'kanari', { device: ['shared'] }))
    expect(page.filledFields).toMatchObject({ code: ['kanari'], device: ['shared'] })
  })

  it('leaves the draft of the browser that tried it in its place', async () => {
    const parent = await createParentWithFirstSection()
    const { cookie } = parent
    expect((await open(parent, 'K7Q4-9MX2-PT5H-W3ZC')).headers.getSetCookie()).toEqual([])
    expect(parent.cookie).toBe(cookie)
    expect(await countRows('drafts')).toBe(1)
  })
})

describe('trying codes', () => {
  const connection = '198.51.100.23'
  const otherPlace = '198.51.100.24'
  const wrong = 'K7Q4-9MX2-PT5H-W3ZC'
  const NOW = Date.UTC(2026, 10, 22, 15, 20)

  beforeEach(() => vi.setSystemTime(NOW))

  it('is told to be over after so many wrong ones an hour from one connection, and the right one opens', async () => {
    const parent = await createParentWithDraft()
    const code = await requestResumeCode(parent)
    for (let count = 0; count < MAX_WRONG_CODES_PER_HOUR; count++)
      expect((await tryFrom(connection, wrong)).status).toBe(422)
    const limited = await tryFrom(connection, wrong)
    expect(limited.status).toBe(429)
    const page = await parsePage(limited)
    expect(page.summary?.problems).toEqual([{ href: '#code', text: codeProblemWording.unknown.en }])
    expect(page.text).toContain(codeDetailsWording.tooMany.en)
    expect(page.filledFields.code).toEqual([wrong])
    expect((await tryFrom(otherPlace, wrong)).status).toBe(422)
    expectRedirect(await tryFrom(connection, code), '/intake/tasks/')
  })

  it('counts no right code', async () => {
    const parent = await createParentWithFirstSection()
    const code = await requestResumeCode(parent)
    for (const _ of [1, 2, 3]) expect((await tryFrom(connection, code)).status).toBe(303)
    expect(await countRows('code_attempts')).toBe(0)
  })

  it('begins anew with the next hour', async () => {
    await tryFrom(connection, wrong)
    await queryRows('update code_attempts set attempts = ?', MAX_WRONG_CODES_PER_HOUR)
    vi.setSystemTime(Math.floor(NOW / HOUR + 1) * HOUR - 1)
    expect((await tryFrom(connection, wrong)).status).toBe(429)
    vi.setSystemTime(Math.floor(NOW / HOUR + 1) * HOUR)
    expect((await tryFrom(connection, wrong)).status).toBe(422)
  })

  it('is counted when all come at once, and no further than that they are too many', async () => {
    await tryFrom(connection, wrong)
    await queryRows('update code_attempts set attempts = ?', MAX_WRONG_CODES_PER_HOUR - 10)
    const answers = await Promise.all(Array.from({ length: 60 }, () => tryFrom(connection, wrong)))
    const refusals = Map.groupBy(answers, ({ status }) => status)
    expect([refusals.get(422)?.length, refusals.get(429)?.length]).toEqual([10, 50])
    expect(await queryRows('select attempts from code_attempts')).toEqual([
      { attempts: MAX_WRONG_CODES_PER_HOUR + 1 },
    ])
  })

  it('takes one call to the database, the same for every code that opens nothing', async () => {
    const { DB, calls } = createCountingD1()
    const parent = await createParentWithFirstSection()
    const replaced = await requestResumeCode(parent)
    await requestResumeCode(parent)
    for (const code of [replaced, wrong, 'no code']) await open(createVisitor({ DB }), code)
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map((call) => JSON.stringify(call))).size).toBe(1)
  })

  it('keeps no address, and is forgotten by the scheduled work of the next hour and not before', async () => {
    const logs = captureConsole()
    await tryFrom(connection, wrong)
    const dump = appendDecodedBase64url(JSON.stringify([await selectAllTables(), logs.lines]))
    expect(dump).not.toContain(connection)
    expect(await queryRows('select hour, attempts from code_attempts')).toEqual([
      { hour: Math.floor(NOW / HOUR), attempts: 1 },
    ])
    await runScheduledWork()
    expect(await countRows('code_attempts')).toBe(1)
    vi.setSystemTime(NOW + HOUR)
    await tryFrom(otherPlace, wrong)
    await runScheduledWork()
    expect(await queryRows('select hour from code_attempts')).toEqual([{ hour: Math.floor(NOW / HOUR) + 1 }])
  })

  it('counts nothing for looking at the page', async () => {
    for (const _ of [1, 2, 3]) {
      await changesNothing(async () =>
        expect((await createVisitor().get('/intake/resume/')).status).toBe(200),
      )
    }
  })
})

describe('the code by e-mail', () => {
  const safe = { ...byConsent.fields }

  it('leaves only when asked for, to the address called safe, under the chosen subject', async () => {
    const parent = await createParentWithDraft(safe)
    await parent.post('/intake/resume-code/', { press: ['show'] })
    expect(deliveries).toEqual([])
    const page = await parsePage(await parent.post('/intake/resume-code/', { press: ['mail'] }))
    expect(deliveries).toHaveLength(1)
    const [mail] = deliveries
    expect(mail).toMatchObject({ to: 'maelle.cote@example.org', subject: mailSubjectOptions.appointment.en })
    expect(JSON.parse(mail?.body ?? '{}').from).toBe(practice.discreetMailFrom)
    expect(mail?.text).toContain(page.slots.code)
    expect(mail?.text).toContain('https://lantern-street.example.com/code/')
    expect([page.shown.has('mailed'), page.shown.has('mail-late')]).toEqual([true, false])
  })

  it('is never said to be on its way while mail does not leave: the code is there to be written down', async () => {
    vi.restoreAllMocks()
    mockMailProvider(failConnection)
    const parent = await createParentWithDraft(safe)
    const page = await parsePage(await parent.post('/intake/resume-code/', { press: ['mail'] }))
    expect([page.shown.has('mailed'), page.shown.has('mail-late')]).toEqual([false, true])
    expect((await open(createVisitor(), page.slots.code ?? '')).status).toBe(303)
    // The message is tried again nevertheless.
    expect(await queryRows('select kind, file_id, outcome, attempts from outbox')).toEqual([
      { kind: 'resume-code', file_id: null, outcome: 'queued', attempts: 1 },
    ])
  })

  it('says nothing of the practice, of what it is about, or of any answer', async () => {
    const parent = await createParentWithDraft(safe)
    await parent.post('/fr/intake/resume-code/', { press: ['mail'] })
    const [mail] = deliveries
    expect(mail?.subject).toBe(mailSubjectOptions.appointment.fr)
    const notice = [mail?.subject, mail?.text, mail?.html].join('\n').replaceAll(/https:\/\/[^\s"<]*/g, '')
    expect(notice).not.toMatch(/lantern|coordinat|parent|enfant|Maëlle|Côté|Gagné|Zoé|Noël|cabinet/i)
    const typedValues = Object.values(safe)
      .flat()
      .filter((value) => value.length > 5)
    for (const value of typedValues) expect(notice.includes(value) ? value : '').toBe('')
  })

  it.each([
    ['called unsafe', { emailSafe: ['no'] }],
    ['the parent is not sure of', { emailSafe: ['not-sure'] }],
    ['nothing was said about', { emailSafe: [] }],
    ['that is not there', { email: [''] }],
  ])('does not leave to an address %s, even when it is asked for', async (_, fields) => {
    const parent = await createParentWithDraft({ ...safe, ...fields })
    const page = await parsePage(await parent.post('/intake/resume-code/', { press: ['mail'] }))
    expect(page.slots.code).toMatch(/^R-[0-9A-Z-]{19}$/)
    expect(deliveries).toEqual([])
    expect(await countRows('outbox')).toBe(0)
  })

  it('is offered only with a safe address', async () => {
    const offered = async (fields: FormFields) => {
      const parent = await createParentWithDraft(fields)
      return hiddenSlots(await parent.get('/intake/tasks/'))
    }
    expect(await offered(safe)).not.toContain('resume-mail')
    expect(await offered({ ...safe, emailSafe: ['no'] })).toContain('resume-mail')
  })

  it('does not go where it was safe once and is not any more', async () => {
    const parent = await createParentWithDraft(safe)
    await saveIntakeSection(parent, 'reaching-you', { ...safe, emailSafe: ['no'] })
    await parent.post('/intake/resume-code/', { press: ['mail'] })
    expect(deliveries).toEqual([])
  })

  it('leaves so often an hour to one address, and the page shows the code and says when no e-mail leaves', async () => {
    const parent = await createParentWithDraft(safe)
    for (let count = 0; count < MAX_MAILS_TO_ADDRESS_PER_HOUR + 2; count++) {
      const page = await parsePage(await parent.post('/intake/resume-code/', { press: ['mail'] }))
      expect([page.shown.has('mailed'), page.shown.has('mail-limited')]).toEqual(
        count < MAX_MAILS_TO_ADDRESS_PER_HOUR ? [true, false] : [false, true],
      )
      expect((await open(parent, page.slots.code ?? '')).status).toBe(303)
    }
    expect(deliveries).toHaveLength(MAX_MAILS_TO_ADDRESS_PER_HOUR)
  })
})

describe('deleting what was typed', () => {
  it('is not done by opening its page, which asks first', async () => {
    const parent = await createParentWithDraft()
    const { cookie } = parent
    for (const method of ['GET', 'HEAD']) {
      const answer = await expectNoChange(200, () => parent.request('/intake/delete/', { method }))
      expect(answer.headers.getSetCookie()).toEqual([])
    }
    expect(parent.cookie).toBe(cookie)
  })

  it('takes every row and the cookie at once, and nothing of anybody else', async () => {
    const other = await createParentWithDraft(byConsent.fields)
    const otherDraft = await selectAllTables()
    const parent = await createParentWithDraft()
    await requestResumeCode(parent)
    const answer = await parent.post('/intake/delete/')
    expectRedirect(answer, '/intake/deleted/')
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-intake=; Max-Age=0;/)])
    expect(await selectAllTables()).toEqual(otherDraft)
    expect(await readTypedFields(other, '/intake/you/')).toEqual(
      omitBlankFields(getSectionFields(findIntakeSection('you'), byConsent.fields)),
    )
    expect(await readTypedFields(parent, '/intake/you/')).toEqual({})
  })

  it('is harmless twice, without a draft, with a forged cookie and after sending', async () => {
    const parent = await createParentWithDraft()
    const { cookie } = parent
    await parent.post('/intake/delete/')
    parent.cookie = cookie
    await expectNoChange(303, () => parent.post('/intake/delete/'))
    await expectNoChange(303, () => createVisitor().post('/intake/delete/'))
    const forger = createVisitor()
    forger.cookie = '__Host-intake=kanari'
    await expectNoChange(303, () => forger.post('/intake/delete/'))
    const sent = await sendIntake()
    await expectNoChange(303, () => sent.post('/intake/delete/'))
    expect(await countRows('files')).toBe(1)
  })

  it('leaves nothing to save into: a tab left open is told, and keeps what it holds', async () => {
    const parent = await createParentWithDraft()
    const tab = openTab(parent)
    await parent.post('/intake/delete/')
    const answer = await changesNothing(() =>
      tab.post('/intake/start/', { device: ['own'], route: ['consent'] }),
    )
    const page = await parsePage(answer)
    expect([page.status, page.summary?.notice, page.filledFields.route]).toEqual([
      410,
      formNoticeWording.draftMissing.en,
      ['consent'],
    ])
  })
})

describe('how long an unfinished form is kept', () => {
  const NOW = Date.UTC(2026, 10, 1, 12)

  beforeEach(() => vi.setSystemTime(NOW))

  it('is 28 days from the last save of any part, in the cookie and in the database', async () => {
    const parent = createVisitor()
    const first = await saveIntakeSection(parent, 'start')
    expect(first.headers.getSetCookie()[0]).toContain(`; Max-Age=${DRAFT_DAYS * 86_400};`)
    vi.setSystemTime(NOW + 20 * DAY_MS)
    const second = await saveIntakeSection(parent, 'safety')
    expect(second.headers.getSetCookie()[0]).toContain(`; Max-Age=${DRAFT_DAYS * 86_400};`)
    await runScheduledAt(NOW + 48 * DAY_MS - 1)
    expect((await parsePage(await parent.get('/intake/start/'))).filledFields.route).toEqual(['one-parent'])
    vi.setSystemTime(NOW + 48 * DAY_MS)
    expect((await parent.get('/intake/start/')).status).toBe(410)
    await expectExpiredLinkPage(await parent.get('/intake/tasks/'))
    await runScheduledAt(NOW + 48 * DAY_MS + 1)
    expect([await countRows('drafts'), await countRows('draft_sections')]).toEqual([0, 0])
  })

  it('ends for its code as well', async () => {
    const parent = await createParentWithFirstSection()
    const code = await requestResumeCode(parent)
    vi.setSystemTime(NOW + 28 * DAY_MS - 1)
    expect((await open(createVisitor(), code)).status).toBe(303)
    vi.setSystemTime(NOW + 28 * DAY_MS)
    expect((await open(createVisitor(), code)).status).toBe(422)
  })

  it('is not made longer by looking at it', async () => {
    const parent = await createParentWithFirstSection()
    vi.setSystemTime(NOW + 10 * DAY_MS)
    for (const path of ['tasks', 'start', 'you', 'check', 'resume', 'delete']) {
      const answer = await changesNothing(() => parent.get(`/intake/${path}/`))
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })
})

/** Enters a resume code, with the answer whose device it is. */
const open = (
  visitor: Visitor,
  code: string,
  more: FormFields = { device: ['own'] },
  path = '/intake/resume/',
) => visitor.post(path, { code: [code], ...more })

/** Enters a code from an address on the network. */
const tryFrom = (address: string, code: string, visitor?: Visitor) =>
  postCodeFrom(address, '/intake/resume/', code, visitor)

/** The slots of a page that are hidden. */
const hiddenSlots = async (response: Response): Promise<readonly string[]> =>
  (await parsePage(response)).hiddenSlots

/** Puts fields that no page accepts into a parent's draft, sealed as the portal seals them. */
async function plant(parent: Visitor, section: string, fields: FormFields): Promise<void> {
  const [, token = ''] = /^__Host-intake=([^.]+)/.exec(parent.cookie) ?? []
  const [draft] = await queryRows<{ id: string }>('select id from drafts')
  const key = await deriveDraftKey(parseEnvironment(bindings).keys.draft[0], intakeForm.id, token)
  const typed = await sealWithKey(key, `draft_sections.sealed_fields:${draft?.id}/${section}`, fields)
  await queryRows('update draft_sections set sealed_fields = ? where section = ?', typed, section)
}
