import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { mailSubjects } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import { DRAFT_DAYS } from '../../content/retention.ts'
import { codeProblems, notices, statuses } from '../../content/site/wording.ts'
import { encoded, fieldsOf } from '../../forms/example.ts'
import { sectionOf } from '../../forms/form.ts'
import { languages, pathIn } from '../../forms/language.ts'
import { steps } from '../../forms/progress.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, count, everyRow, rows } from '../../tests/support/database-rows.ts'
import { expectClosed, expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { declared, given, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { type Delivery, mailProvider, unreachable } from '../../tests/support/mock-mail-provider.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  scheduled,
  type Visitor,
  visit,
} from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { draftKeyOf } from '../privacy/draft-key.ts'
import { sealWith } from '../privacy/seal.ts'
import { MAILED_AN_HOUR, TRIES_AN_HOUR } from './code-attempts.ts'

let deliveries: Delivery[]

beforeEach(async () => {
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const { byOneParent, byConsent } = intakeExamples
const DAY = 86_400_000
const HOUR = 3_600_000

describe('where a parent stands', () => {
  it.each(languages)('has closed where there is no draft, and says what to do: %s', async (language) => {
    const parent = visit()
    for (const path of ['/intake/tasks/', '/intake/delete/'])
      await expectClosed(await changesNothing(() => parent.get(pathIn(language, path))), language)
    expect(parent.cookie).toBe('')
  })

  it.each(languages)('is said of every part as one walks, in %s', async (language) => {
    const parent = visit()
    const said = async () => {
      const { slots } = await readPage(await parent.get(pathIn(language, '/intake/tasks/')))
      return Object.fromEntries(steps(intake).map(({ slug }) => [slug, slots[`status-${slug}`]]))
    }
    const nothing = Object.fromEntries(steps(intake).map(({ slug }) => [slug, statuses['to-do'][language]]))
    const done = statuses.done[language]
    await save(parent, 'start', byOneParent.fields)
    expect(await said()).toEqual({ ...nothing, start: done })
    await save(parent, 'safety', byOneParent.fields)
    expect(await said()).toEqual({ ...nothing, start: done, safety: done })
    await parent.post('/intake/children/ab/', { childName: ['Noa'], press: ['save'] })
    expect(await said()).toEqual({ ...nothing, start: done, safety: done, children: done })
    await parent.post('/intake/orders/', { press: ['continue'] })
    expect(await said()).toEqual({ ...nothing, start: done, safety: done, children: done, orders: done })
    // What is refused is not saved, and so still to do.
    expect((await parent.post('/intake/you/', { legalName: [''] })).status).toBe(422)
    expect((await said()).you).toBe(statuses['to-do'][language])
  })

  it('is something to mend in a part that was saved and cannot be sent as it is', async () => {
    const parent = visit()
    await save(parent, 'you', byOneParent.fields)
    await save(parent, 'start', byOneParent.fields)
    // As when the practice stops working in a province while a parent is writing.
    await plant(parent, 'you', { ...fieldsOf(part('you'), byOneParent.fields), province: ['nowhere'] })
    const { slots } = await readPage(await parent.get('/intake/tasks/'))
    expect(slots['status-you']).toBe(statuses['to-mend'].en)
    expect(slots['status-start']).toBe(statuses.done.en)
    await save(parent, 'you', byOneParent.fields)
    expect((await readPage(await parent.get('/intake/tasks/'))).slots['status-you']).toBe(statuses.done.en)
  })

  it('takes one call to the database, and leads to every part', async () => {
    const { DB, calls } = countingD1()
    const parent = visit({ DB })
    await save(parent, 'start', byOneParent.fields)
    calls.length = 0
    const { links } = await readPage(await parent.get('/intake/tasks/'))
    expect(calls).toHaveLength(1)
    const addresses = links.map(({ href }) => href)
    for (const { slug } of steps(intake)) expect(addresses).toContain(`/intake/${slug}/`)
    expect(addresses).toContain('/intake/check/')
  })

  it('takes no other method, and changes nothing then', async () => {
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const answer = await changesNothing(() => parent.post('/intake/tasks/'))
    expect(answer.headers.get('Allow')).toBe('GET, HEAD')
    await expectErrorPage(answer, 405)
  })
})

describe('a code to come back with', () => {
  it('opens the draft in another browser, which without it sees nothing', async () => {
    const parent = await parentWithDraft()
    const code = await askCode(parent)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    const elsewhere = visit()
    expect(given((await readPage(await elsewhere.get('/intake/you/'))).filled)).toEqual({})
    const answer = await open(elsewhere, code)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/intake/tasks/'])
    for (const slug of ['start', 'you', 'safety-more', 'before-you-send']) {
      expect(given((await readPage(await elsewhere.get(`/intake/${slug}/`))).filled)).toEqual(
        given(fieldsOf(part(slug), byOneParent.fields)),
      )
    }
    // Both browsers hold the same draft now, and there is still one.
    await save(elsewhere, 'how-you-come', { ...byOneParent.fields, background: ['From elsewhere'] })
    expect((await readPage(await parent.get('/intake/how-you-come/'))).filled.background).toEqual([
      'From elsewhere',
    ])
    expect(await count('drafts')).toBe(1)
  })

  it('can be used more than once while nothing is sent', async () => {
    const parent = await parentWithDraft()
    const code = await askCode(parent)
    for (const _ of [1, 2, 3]) expect((await open(visit(), code)).status).toBe(303)
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
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const elsewhere = visit()
    expect((await open(elsewhere, odd(await askCode(parent)))).status).toBe(303)
    expect((await readPage(await elsewhere.get('/intake/start/'))).filled.hasRead).toEqual(['yes'])
  })

  it('replaces the one before, which opens nothing any more', async () => {
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const first = await askCode(parent)
    const second = await askCode(parent)
    expect(second).not.toBe(first)
    const elsewhere = visit()
    expect((await open(elsewhere, first)).status).toBe(422)
    expect(elsewhere.cookie).toBe('')
    expect((await open(elsewhere, second)).status).toBe(303)
  })

  it('is on the page that gives it, and nowhere in the database, in no log line and in no header', async () => {
    const logs = watchLogs()
    const parent = await parentWithDraft(byConsent.fields)
    const shown = await parent.post('/intake/resume-code/', { mail: ['yes'] })
    const headers = JSON.stringify([...shown.headers])
    const code = (await readPage(shown)).slots.code ?? ''
    const answer = await open(visit(), code)
    expect(answer.status).toBe(303)
    await open(
      visit(),
      code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7')),
    )
    const dump = readable(JSON.stringify([await everyRow(), logs.lines, headers, [...answer.headers]]))
    const letters = code.replaceAll('-', '')
    for (const needle of [code, letters, code.toLowerCase(), letters.toLowerCase()]) {
      expect(dump.includes(needle)).toBe(false)
    }
    // The needle is real: the parent was mailed it.
    expect(deliveries[0]?.text).toContain(code)
  })

  it('does not let the database alone open the draft: what it keeps opens only with the code', async () => {
    const parent = await parentWithDraft()
    await askCode(parent)
    const [, token = ''] = /^__Host-intake=([^.]+)/.exec(parent.cookie) ?? []
    expect(token).toHaveLength(43)
    expect(readable(JSON.stringify(await everyRow())).includes(token)).toBe(false)
  })

  it('is given for no draft, for none that is gone, and on no shared device', async () => {
    const nobody = visit()
    const answer = await changesNothing(() => nobody.post('/intake/resume-code/'))
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/intake/tasks/'])

    const late = visit()
    await save(late, 'start', byOneParent.fields)
    await rows('update draft_sections set kept_until = ?', Date.now() - 1)
    expect((await changesNothing(() => late.post('/intake/resume-code/'))).status).toBe(303)

    const shared = visit()
    await save(shared, 'start', { device: ['shared'] })
    expect((await changesNothing(() => shared.post('/intake/resume-code/'))).status).toBe(303)
    const page = await readPage(await shared.get('/intake/tasks/'))
    expect(page.text).toContain('You said that somebody else uses this device')
  })

  it('is not given by opening an address, or by another site', async () => {
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    expect((await changesNothing(() => parent.get('/intake/resume-code/'))).headers.get('Location')).toBe(
      '/intake/tasks/',
    )
    const forged = await changesNothing(() =>
      parent.request('/intake/resume-code/', {
        method: 'POST',
        bare: true,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          Origin: 'https://elsewhere.example.com',
          'Sec-Fetch-Site': 'cross-site',
        },
      }),
    )
    expect(forged.status).toBe(403)
  })

  it('says until when it works, in both languages', async () => {
    vi.setSystemTime(Date.UTC(2026, 10, 22, 15))
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const english = await readPage(await parent.post('/intake/resume-code/'))
    expect(english.slots['last-day']).toBe('December 20, 2026')
    const french = await readPage(await parent.post('/fr/intake/resume-code/'))
    expect(french.slots['last-day']).toBe('20 décembre 2026')
  })
})

describe('a code that opens nothing', () => {
  it('is answered alike, whether it is wrong, replaced, expired, sent, deleted or no code at all', async () => {
    const replaced = visit()
    await save(replaced, 'start', byOneParent.fields)
    const before = await askCode(replaced)
    await askCode(replaced)

    const expired = visit()
    await save(expired, 'start', byOneParent.fields)
    const late = await askCode(expired)
    await rows(
      'update draft_sections set kept_until = ? where draft_id = (select id from drafts order by rowid desc limit 1)',
      Date.now() - 1,
    )

    const sent = await parentWithDraft()
    const spent = await askCode(sent)
    expect((await sent.post('/intake/send/', declared)).status).toBe(303)

    const deleted = visit()
    await save(deleted, 'start', byOneParent.fields)
    const gone = await askCode(deleted)
    await deleted.post('/intake/delete/')

    // A code of “Your file” is a code, and of another use.
    const filed = (await readPage(await sent.get('/intake/sent/'))).slots.code ?? ''

    const answers = []
    for (const code of [
      'K7Q4-9MX2-PT5H-W3ZC',
      before,
      late,
      spent,
      gone,
      filed,
      '',
      'kanari',
      `${before}0`,
    ]) {
      const stranger = visit()
      const answer = await open(stranger, code)
      const { filled, ...page } = await readPage(answer.clone())
      expect(filled.code).toEqual([code])
      expect(page.summary?.problems).toEqual([{ href: '#code', text: codeProblems.unknown.en }])
      expect(stranger.cookie).toBe('')
      const html = await answer.text()
      answers.push([answer.status, html.replace(` value="${code}"`, ''), headersOf(answer)])
    }
    expect(answers[0]?.[0]).toBe(422)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('says so in French to whoever reads French', async () => {
    const { messages, filled } = await readPage(
      await open(visit(), 'pas un code', { device: ['own'] }, '/fr/intake/resume/'),
    )
    expect(messages.code).toContain(codeProblems.unknown.fr)
    expect(filled.code).toEqual(['pas un code'])
  })

  it('is not even tried before it is said whose device it is: the code stays typed, nothing is counted', async () => {
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const code = await askCode(parent)
    for (const device of [[], ['kanari']]) {
      const elsewhere = visit()
      const page = await readPage(await changesNothing(() => open(elsewhere, code, { device })))
      expect([page.status, page.filled.code, elsewhere.cookie]).toEqual([422, [code], ''])
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#device'])
    }
  })

  it('keeps what was ticked beside it', async () => {
    const page = await readPage(await open(visit(), 'kanari', { device: ['shared'] }))
    expect(page.filled).toMatchObject({ code: ['kanari'], device: ['shared'] })
  })

  it('leaves the draft of the browser that tried it in its place', async () => {
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const { cookie } = parent
    expect((await open(parent, 'K7Q4-9MX2-PT5H-W3ZC')).headers.getSetCookie()).toEqual([])
    expect(parent.cookie).toBe(cookie)
    expect(await count('drafts')).toBe(1)
  })
})

describe('trying codes', () => {
  const here = '198.51.100.23'
  const elsewhere = '198.51.100.24'
  const wrong = 'K7Q4-9MX2-PT5H-W3ZC'
  const NOW = Date.UTC(2026, 10, 22, 15, 20)

  it('is over after so many an hour from one connection, for the right code too, and for nobody else', async () => {
    vi.setSystemTime(NOW)
    const parent = await parentWithDraft()
    const code = await askCode(parent)
    for (let count = 0; count < TRIES_AN_HOUR; count++) expect((await tryFrom(here, wrong)).status).toBe(422)
    const thief = visit(unlimited)
    const locked = await tryFrom(here, code, thief)
    expect(locked.status).toBe(429)
    expect(thief.cookie).toBe('')
    const page = await readPage(locked)
    expect(page.summary?.problems).toEqual([{ href: '#code', text: codeProblems.locked.en }])
    expect(page.filled.code).toEqual([code])
    expect((await tryFrom(elsewhere, code)).status).toBe(303)
  })

  it('counts right codes as well', async () => {
    vi.setSystemTime(NOW)
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const code = await askCode(parent)
    for (let count = 0; count < TRIES_AN_HOUR; count++) expect((await tryFrom(here, code)).status).toBe(303)
    expect((await tryFrom(here, code)).status).toBe(429)
  })

  it('begins anew with the next hour', async () => {
    vi.setSystemTime(NOW)
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const code = await askCode(parent)
    for (let count = 0; count < TRIES_AN_HOUR + 2; count++) await tryFrom(here, wrong)
    vi.setSystemTime(Math.floor(NOW / HOUR + 1) * HOUR - 1)
    expect((await tryFrom(here, code)).status).toBe(429)
    vi.setSystemTime(Math.floor(NOW / HOUR + 1) * HOUR)
    expect((await tryFrom(here, code)).status).toBe(303)
  })

  it('is counted when all come at once: no more are looked at', async () => {
    vi.setSystemTime(NOW)
    const answers = await Promise.all(Array.from({ length: TRIES_AN_HOUR + 50 }, () => tryFrom(here, wrong)))
    const refusals = Map.groupBy(answers, ({ status }) => status)
    expect([refusals.get(422)?.length, refusals.get(429)?.length]).toEqual([TRIES_AN_HOUR, 50])
    expect(await rows('select tries from code_tries')).toEqual([{ tries: TRIES_AN_HOUR + 50 }])
  })

  it('takes one call to the database, the same for every code', async () => {
    const { DB, calls } = countingD1()
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const code = await askCode(parent)
    await open(visit({ DB }), code)
    await open(visit({ DB }), wrong)
    await open(visit({ DB }), 'no code')
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map((call) => JSON.stringify(call))).size).toBe(1)
  })

  it('keeps no address, and is forgotten by the scheduled work of the next hour and not before', async () => {
    vi.setSystemTime(NOW)
    const logs = watchLogs()
    await tryFrom(here, wrong)
    const dump = readable(JSON.stringify([await everyRow(), logs.lines]))
    expect(dump).not.toContain(here)
    expect(await rows('select hour, tries from code_tries')).toEqual([
      { hour: Math.floor(NOW / HOUR), tries: 1 },
    ])
    await scheduled()
    expect(await count('code_tries')).toBe(1)
    vi.setSystemTime(NOW + HOUR)
    await tryFrom(elsewhere, wrong)
    await scheduled()
    expect(await rows('select hour from code_tries')).toEqual([{ hour: Math.floor(NOW / HOUR) + 1 }])
  })

  it('counts nothing for looking at the page', async () => {
    for (const _ of [1, 2, 3]) {
      await changesNothing(async () => expect((await visit().get('/intake/resume/')).status).toBe(200))
    }
  })
})

describe('the code by e-mail', () => {
  const safe = { ...byConsent.fields }

  it('leaves only when asked for, to the address called safe, under the chosen subject', async () => {
    const parent = await parentWithDraft(safe)
    await parent.post('/intake/resume-code/')
    expect(deliveries).toEqual([])
    const page = await readPage(await parent.post('/intake/resume-code/', { mail: ['yes'] }))
    expect(deliveries).toHaveLength(1)
    const [mail] = deliveries
    expect(mail).toMatchObject({ to: 'maelle.cote@example.org', subject: mailSubjects.appointment.en })
    expect(JSON.parse(mail?.body ?? '{}').from).toBe(practice.discreetMailFrom)
    expect(mail?.text).toContain(page.slots.code)
    expect(mail?.text).toContain('https://lantern-street.example.com/intake/resume/')
    expect([page.shown.has('mailed'), page.shown.has('mail-late')]).toEqual([true, false])
  })

  it('is never said to be on its way while mail does not leave: the code is there to be written down', async () => {
    vi.restoreAllMocks()
    mailProvider(unreachable)
    const parent = await parentWithDraft(safe)
    const page = await readPage(await parent.post('/intake/resume-code/', { mail: ['yes'] }))
    expect([page.shown.has('mailed'), page.shown.has('mail-late')]).toEqual([false, true])
    expect(page.slots.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    // It is tried again all the same.
    expect(await rows('select kind, outcome from outbox')).toEqual([{ kind: 'resume', outcome: 'queued' }])
  })

  it('says nothing of the practice, of what it is about, or of any answer', async () => {
    const parent = await parentWithDraft(safe)
    await parent.post('/fr/intake/resume-code/', { mail: ['yes'] })
    const [mail] = deliveries
    expect(mail?.subject).toBe(mailSubjects.appointment.fr)
    const said = [mail?.subject, mail?.text, mail?.html].join('\n').replaceAll(/https:\/\/[^\s"<]*/g, '')
    expect(said).not.toMatch(/lantern|coordinat|parent|enfant|Maëlle|Côté|Gagné|Zoé|Noël|cabinet/i)
    const typedWords = Object.values(safe)
      .flat()
      .filter((value) => value.length > 5)
    for (const value of typedWords) expect(said.includes(value) ? value : '').toBe('')
  })

  it.each([
    ['called unsafe', { emailSafe: ['no'] }],
    ['the parent is not sure of', { emailSafe: ['not-sure'] }],
    ['nothing was said about', { emailSafe: [] }],
    ['that is not there', { email: [''] }],
  ])('does not leave to an address %s, even when it is asked for', async (_, fields) => {
    const parent = await parentWithDraft({ ...safe, ...fields })
    const page = await readPage(await parent.post('/intake/resume-code/', { mail: ['yes'] }))
    expect(page.slots.code).toMatch(/^[0-9A-Z-]{19}$/)
    expect(deliveries).toEqual([])
    expect(await count('outbox')).toBe(0)
  })

  it('is offered only with a safe address', async () => {
    const offered = async (fields: Fields) => {
      const parent = await parentWithDraft(fields)
      return hiddenSlots(await parent.get('/intake/tasks/'))
    }
    expect(await offered(safe)).not.toContain('resume-mail')
    expect(await offered({ ...safe, emailSafe: ['no'] })).toContain('resume-mail')
  })

  it('does not go where it was safe once and is not any more', async () => {
    const parent = await parentWithDraft(safe)
    await save(parent, 'reaching-you', { ...safe, emailSafe: ['no'] })
    await parent.post('/intake/resume-code/', { mail: ['yes'] })
    expect(deliveries).toEqual([])
  })

  it('leaves so often an hour and no more for one draft, and the code is shown all the same', async () => {
    const parent = await parentWithDraft(safe)
    for (let count = 0; count < MAILED_AN_HOUR + 2; count++) {
      const page = await readPage(await parent.post('/intake/resume-code/', { mail: ['yes'] }))
      expect((await open(visit(), page.slots.code ?? '')).status).toBe(303)
    }
    expect(deliveries).toHaveLength(MAILED_AN_HOUR)
  })

  it('fails without taking the code from the page, and is tried again', async () => {
    vi.restoreAllMocks()
    mailProvider(unreachable)
    const parent = await parentWithDraft(safe)
    const page = await readPage(await parent.post('/intake/resume-code/', { mail: ['yes'] }))
    expect(page.status).toBe(200)
    expect((await open(visit(), page.slots.code ?? '')).status).toBe(303)
    expect(await rows('select kind, file_id, outcome, attempts from outbox')).toEqual([
      { kind: 'resume', file_id: null, outcome: 'queued', attempts: 1 },
    ])
  })
})

describe('deleting what was typed', () => {
  it('is not done by opening its page, which asks first', async () => {
    const parent = await parentWithDraft()
    const { cookie } = parent
    for (const method of ['GET', 'HEAD']) {
      const answer = await changesNothing(() => parent.request('/intake/delete/', { method }))
      expect(answer.status).toBe(200)
      expect(answer.headers.getSetCookie()).toEqual([])
    }
    expect(parent.cookie).toBe(cookie)
  })

  it('takes every row and the cookie at once, and nothing of anybody else', async () => {
    const other = await parentWithDraft(byConsent.fields)
    const theirs = await everyRow()
    const parent = await parentWithDraft()
    await askCode(parent)
    const answer = await parent.post('/intake/delete/')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/intake/deleted/'])
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-intake=; Max-Age=0;/)])
    expect(await everyRow()).toEqual(theirs)
    expect(given((await readPage(await other.get('/intake/you/'))).filled)).toEqual(
      given(fieldsOf(part('you'), byConsent.fields)),
    )
    expect(given((await readPage(await parent.get('/intake/you/'))).filled)).toEqual({})
  })

  it('is harmless twice, without a draft, with a forged cookie and after sending', async () => {
    const parent = await parentWithDraft()
    const { cookie } = parent
    await parent.post('/intake/delete/')
    parent.cookie = cookie
    expect((await changesNothing(() => parent.post('/intake/delete/'))).status).toBe(303)
    expect((await changesNothing(() => visit().post('/intake/delete/'))).status).toBe(303)
    const forger = visit()
    forger.cookie = '__Host-intake=kanari'
    expect((await changesNothing(() => forger.post('/intake/delete/'))).status).toBe(303)
    const sent = await parentWithDraft()
    await sent.post('/intake/send/', declared)
    expect((await changesNothing(() => sent.post('/intake/delete/'))).status).toBe(303)
    expect(await count('files')).toBe(1)
  })

  it('leaves nothing to save into: a tab left open is told, and keeps what it holds', async () => {
    const parent = await parentWithDraft()
    const tab = visit()
    tab.cookie = parent.cookie
    await parent.post('/intake/delete/')
    const answer = await changesNothing(() =>
      tab.post('/intake/start/', { device: ['own'], hasRead: ['partly'] }),
    )
    const page = await readPage(answer)
    expect([page.status, page.summary?.notice, page.filled.hasRead]).toEqual([
      410,
      notices.draftGone.en,
      ['partly'],
    ])
  })

  it('is not done for another site', async () => {
    const parent = await parentWithDraft()
    const answer = await changesNothing(() =>
      parent.request('/intake/delete/', { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } }),
    )
    expect(answer.status).toBe(403)
  })
})

describe('how long an unfinished form is kept', () => {
  const NOW = Date.UTC(2026, 10, 1, 12)

  it('is 28 days from the last save of any part, in the cookie and in the database', async () => {
    vi.setSystemTime(NOW)
    const parent = visit()
    const first = await save(parent, 'start', byOneParent.fields)
    expect(first.headers.getSetCookie()[0]).toContain(`; Max-Age=${DRAFT_DAYS * 86_400};`)
    vi.setSystemTime(NOW + 20 * DAY)
    const second = await save(parent, 'safety', byOneParent.fields)
    expect(second.headers.getSetCookie()[0]).toContain(`; Max-Age=${DRAFT_DAYS * 86_400};`)
    vi.setSystemTime(NOW + 48 * DAY - 1)
    await scheduled()
    expect((await readPage(await parent.get('/intake/start/'))).filled.hasRead).toEqual(['yes'])
    vi.setSystemTime(NOW + 48 * DAY)
    expect((await parent.get('/intake/start/')).status).toBe(410)
    await expectClosed(await parent.get('/intake/tasks/'))
    vi.setSystemTime(NOW + 48 * DAY + 1)
    await scheduled()
    expect([await count('drafts'), await count('draft_sections')]).toEqual([0, 0])
  })

  it('ends for its code as well', async () => {
    vi.setSystemTime(NOW)
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    const code = await askCode(parent)
    vi.setSystemTime(NOW + 28 * DAY - 1)
    expect((await open(visit(), code)).status).toBe(303)
    vi.setSystemTime(NOW + 28 * DAY)
    expect((await open(visit(), code)).status).toBe(422)
  })

  it('is not made longer by looking at it', async () => {
    vi.setSystemTime(NOW)
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    vi.setSystemTime(NOW + 10 * DAY)
    for (const path of ['tasks', 'start', 'you', 'check', 'resume', 'delete']) {
      const answer = await changesNothing(() => parent.get(`/intake/${path}/`))
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('says what happened when it is over, and a save then keeps what was typed on the page', async () => {
    vi.setSystemTime(NOW)
    const parent = visit()
    await save(parent, 'start', byOneParent.fields)
    vi.setSystemTime(NOW + 28 * DAY)
    const shown = await readPage(await parent.get('/intake/you/'))
    expect(shown.summary?.notice).toBe(notices.draftGoneBefore.en)
    const page = await readPage(
      await changesNothing(() => parent.post('/intake/you/', fieldsOf(part('you'), byOneParent.fields))),
    )
    expect([page.status, page.summary?.notice]).toEqual([410, notices.draftGone.en])
    expect(given(page.filled)).toEqual(given(fieldsOf(part('you'), byOneParent.fields)))
  })
})

const part = (slug: string) => {
  const section = sectionOf(intake, slug)
  if (!section) throw new Error(`There is no part ${slug}`)
  return section
}

/** Saves one part of the form, which must be taken. */
async function save(parent: Visitor, slug: string, fields: Fields): Promise<Response> {
  const answer = await parent.post(`/intake/${slug}/`, fieldsOf(part(slug), fields))
  expect(answer.status).toBe(303)
  return answer
}

/** Asks for a code to come back with. */
async function askCode(parent: Visitor): Promise<string> {
  const page = await readPage(await parent.post('/intake/resume-code/'))
  expect(page.status).toBe(200)
  return page.slots.code ?? ''
}

const open = (visitor: Visitor, code: string, more: Fields = { device: ['own'] }, path = '/intake/resume/') =>
  visitor.post(path, { code: [code], ...more })

/** Tries a code from a connection. */
const tryFrom = (address: string, code: string, visitor = visit(unlimited)) =>
  visitor.request('/intake/resume/', {
    method: 'POST',
    body: encoded({ code: [code], device: ['own'] }),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'CF-Connecting-IP': address },
  })

/** The guard against floods counts by connection too, and is not what is tried here. */
const unlimited = { LIMIT_REQUESTS: { limit: async () => ({ success: true }) } }

/** Everything an answer says beside its body, but for the request's id. */
const headersOf = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'x-request-id')

/** Which of a page's slots are hidden. */
async function hiddenSlots(response: Response): Promise<string[]> {
  const hidden: string[] = []
  const rewriter = new HTMLRewriter().on('[data-slot][hidden]', {
    element: (element) => void hidden.push(element.getAttribute('data-slot') ?? ''),
  })
  await rewriter.transform(response).text()
  return hidden
}

/** Puts what no page would take into a parent's draft, sealed as the portal seals it. */
async function plant(parent: Visitor, section: string, fields: Fields): Promise<void> {
  const [, token = ''] = /^__Host-intake=([^.]+)/.exec(parent.cookie) ?? []
  const [draft] = await rows<{ id: string }>('select id from drafts')
  const key = await draftKeyOf(environment(bindings).draftSecret, intake.id, token)
  const typed = await sealWith(key, `draft_sections.typed:${draft?.id}/${section}`, fields)
  await rows('update draft_sections set typed = ? where section = ?', typed, section)
}

/** A text with everything in it that could be base64url decoded beside it. */
const readable = (text: string): string =>
  text +
  (text.match(/[A-Za-z0-9_-]{8,}/g) ?? [])
    .map((found) => Buffer.from(found, 'base64url').toString('latin1'))
    .join('\n')
