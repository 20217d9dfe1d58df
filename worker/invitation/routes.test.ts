import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { declining, invitedPage } from '../../content/authorisation/invitation.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { codeProblems, words } from '../../content/site/wording.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { mayApproach } from '../../db/gate.ts'
import { encoded } from '../../forms/example.ts'
import { languages, pathIn } from '../../forms/language.ts'
import {
  enterCode,
  giveAuthorisation,
  invite,
  invitedFamily,
  invitedWithDraft,
} from '../../tests/support/authorisation-and-invitation.ts'
import { canaryIntake } from '../../tests/support/canary-intake.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { browser } from '../../tests/support/cookie-jar-visitor.ts'
import { changesNothing, count, everyRow, rows } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { given, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { type Delivery, mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  type Visitor,
  visit,
} from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { TRIES_AN_HOUR } from '../intake/code-attempts.ts'
import { newInvitationCode } from '../privacy/code.ts'

let deliveries: Delivery[]

beforeEach(async () => {
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const { byConsent, byCourtOrder } = intakeExamples
const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('opening an address', () => {
  it.each(['GET', 'HEAD'])(
    'changes and uses up nothing, signed in or not: %s, fifty times',
    async (method) => {
      const { code } = await invitedFamily()
      const parent = await enterCode(code)
      for (const scanner of [browser(), parent]) {
        await changesNothing(async () => {
          for (let times = 0; times < 50; times++) {
            const path = ADDRESSES[times % ADDRESSES.length] ?? ''
            const { status } = await scanner.request(`${path}#${code}`, { method })
            expect([200, 303, 405]).toContain(status)
            expect((await scanner.request('/invited/', { method })).headers.getSetCookie()).toEqual([])
          }
        })
      }
      expect(await rows('select ended_at, used_at from invitations')).toEqual([
        { ended_at: null, used_at: null },
      ])
      await enterCode(code)
    },
  )

  it('asks the database nothing where a code is entered and where a no is thanked for', async () => {
    const { DB, calls } = countingD1()
    for (const path of ['/invited/', '/fr/invited/', '/invited/declined/']) {
      expect((await visit({ DB }).get(path)).status).toBe(200)
    }
    expect(calls).toEqual([])
  })

  it('with a code in it is as unknown as any, and says nothing of it', async () => {
    const { code } = await invitedFamily()
    const right = await changesNothing(() => visit().get(`/invited/${code}/`))
    const wrong = await changesNothing(() => visit().get(`/invited/${newInvitationCode()}/`))
    expect(await right.clone().text()).toBe(await wrong.text())
    expect(await right.clone().text()).not.toContain(code)
    await expectErrorPage(right, 404)
  })

  it.each(languages)(
    'shows a plain title, no icon, and is kept nowhere on the way, in %s',
    async (language) => {
      const { code } = await invitedFamily()
      const parent = await enterCode(code, language)
      for (const path of ADDRESSES.filter((one) => !one.includes('start'))) {
        const answer = await parent.get(pathIn(language, path))
        expect([path, answer.status]).toEqual([path, 200])
        expect(answer.headers.get('Cache-Control')).toBe('no-store')
        const html = await answer.clone().text()
        expect((await readPage(answer)).title).toBe(words.discreetTitle[language])
        expect(html).not.toMatch(/rel="icon"/)
      }
    },
  )

  it.each([
    ['/invited/', 'DELETE', 'GET, HEAD, POST'],
    ['/invited/yours/', 'POST', 'GET, HEAD'],
    ['/invited/start/', 'GET', 'POST'],
    ['/invited/decline/', 'PUT', 'GET, HEAD, POST'],
    ['/invited/declined/', 'POST', 'GET, HEAD'],
  ])('%s is not taken by %s', async (path, method, allowed) => {
    const answer = await changesNothing(() => visit().request(path, { method }))
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allowed])
  })
})

describe('the right code', () => {
  it('opens the invitation with a guarded cookie, gone with the browser and without the code', async () => {
    const { code } = await invitedFamily()
    const answer = await visit().post('/invited/', { code: [code] })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/invited/yours/'])
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    const [pair = '', ...attributes] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-invited=/)
    expect(decodeURIComponent(pair)).not.toContain(code.slice(0, 5))
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
  })

  it('may be typed in odd ways, from anywhere, and again', async () => {
    const { code } = await invitedFamily()
    for (const odd of [
      code.toLowerCase(),
      code.replace('-', ''),
      code.replace('-', ' – '),
      ` ${[...code.replace('-', '')].join(' ')}\n`,
      code.replaceAll('0', 'o').replaceAll('1', 'I'),
      code.replaceAll('1', 'l'),
    ]) {
      expect((await visit().post('/invited/', { code: [odd] })).status).toBe(303)
    }
  })

  it.each(languages)('shows a page that tells nothing of the first parent, in %s', async (language) => {
    const { fields, needles } = canaryIntake('Kanari', '555 3')
    const { code, reference } = await invitedFamily(fields)
    const parent = browser()
    const answers = [await parent.post(pathIn(language, '/invited/'), { code: [code] })]
    for (const path of ADDRESSES) answers.push(await parent.get(pathIn(language, path)))
    const page = await readPage(answers[2]?.clone() as Response)
    expect(page.heading).toBe(invitedPage.title[language])
    expect(page.action).toBe(pathIn(language, '/invited/start/'))
    for (const answer of answers) {
      const all = JSON.stringify([[...answer.headers], await answer.text()])
      for (const needle of [...needles, reference, code]) expect(all).not.toContain(needle)
    }
  })

  it('shows the same page, whoever wrote what before and however the file stands', async () => {
    const one = await invitedFamily()
    const other = await invitedFamily(byCourtOrder.fields)
    await rows("update files set stage = 'open' where id = ?", other.fileId)
    await rows('update authorisations set withdrawn_at = ? where id = ?', Date.now(), other.authorisationId)
    const pages = await Promise.all(
      [one, other].map(async ({ code }) => (await (await enterCode(code)).get('/invited/yours/')).text()),
    )
    expect(pages[0]).toBe(pages[1])
  })

  it('takes one call to the database to try, and one to show', async () => {
    const { code } = await invitedFamily()
    const { DB, calls } = countingD1()
    const parent = browser({ DB })
    await parent.post('/invited/', { code: [code] })
    expect(calls).toHaveLength(1)
    await parent.get('/invited/yours/')
    expect(calls).toHaveLength(2)
  })

  it('keeps it open for thirty minutes after the last look at it, while it is open', async () => {
    vi.setSystemTime(NOW)
    const { code } = await invitedFamily()
    const parent = await enterCode(code)
    vi.setSystemTime(NOW + 29 * MINUTE)
    expect((await parent.get('/invited/yours/')).status).toBe(200)
    vi.setSystemTime(NOW + 58 * MINUTE)
    expect((await parent.get('/invited/yours/')).status).toBe(200)
    vi.setSystemTime(NOW + 88 * MINUTE)
    await isSentBack(parent)
  })

  it.each(ENDINGS())('opens nothing more once %s, and the cookie goes', async (_, end) => {
    const { code } = await invitedFamily()
    const parent = await enterCode(code)
    expect((await parent.get('/invited/yours/')).status).toBe(200)
    await end()
    const { cookie } = parent
    for (const [method, path] of [
      ['GET', '/invited/yours/'],
      ['GET', '/invited/decline/'],
      ['POST', '/invited/start/'],
      ['POST', '/invited/decline/'],
    ] as const) {
      parent.cookie = cookie
      await isSentBack(parent, path, method)
    }
  })

  it('does not work from another site', async () => {
    const { code } = await invitedFamily()
    const parent = browser()
    const answer = await changesNothing(() =>
      posted(parent, '/invited/', { code: [code] }, { 'Sec-Fetch-Site': 'cross-site' }),
    )
    await expectErrorPage(answer, 403)
    expect(parent.cookie).toBe('')
  })
})

describe('a cookie', () => {
  it('cannot be made, changed, lengthened, or taken from another page of ours', async () => {
    const [one, other] = [await invitedFamily(), await invitedFamily(byConsent.fields)]
    const [mine, theirs] = [(await enterCode(one.code)).cookie, (await enterCode(other.code)).cookie]
    const [, id = '', until = ''] = /=([\w-]+)\.(\d+)/.exec(mine) ?? []
    const [, foreign = ''] = /=([\w-]+)\./.exec(theirs) ?? []
    expect([id, until, foreign].every(Boolean)).toBe(true)
    const sent = await readPage(await one.first.get('/intake/sent/'))
    const ownFile = browser()
    await ownFile.post('/file/', { code: sent.filled.code ?? [] })
    for (const forged of [
      mine.replace(id, foreign),
      mine.replace(until, `${Number(until) + HOUR}`),
      mine.replace(until, `${until}.started`),
      `__Host-invited=${id}.${until}`,
      `__Host-invited=${id}`,
      '__Host-invited=kanari',
      ownFile.cookie.replace('__Host-file', '__Host-invited'),
    ]) {
      const forger = browser()
      forger.cookie = forged
      await isSentBack(forger)
      await isSentBack(forger, '/invited/decline/', 'POST')
      forger.cookie = forged
      await forger.post('/intake/start/', { device: ['own'] })
    }
    expect(await rows('select distinct invitation_id from drafts')).toEqual([{ invitation_id: null }])
  })
})

describe('a code that opens nothing', () => {
  it('is answered alike, byte for byte, whichever way it is wrong and whatever it was', async () => {
    const codes = new Map<string, string>()
    for (const [name, end] of ENDINGS()) {
      const { code } = await invitedFamily(byConsent.fields)
      await end()
      codes.set(name, code)
    }
    const { code, first } = await invitedFamily()
    const ownCode = (await readPage(await first.get('/intake/sent/'))).filled.code?.[0] ?? ''
    for (const mangled of [
      newInvitationCode(),
      code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7')),
      `${code}7`,
      code.slice(1),
      ownCode,
      '',
      'kanari <b>',
    ]) {
      codes.set(`mangled ${mangled}`, mangled)
    }
    const answers = new Set<string>()
    for (const [name, typed] of codes) {
      const { DB, calls } = countingD1()
      const stranger = browser({ DB })
      const answer = await stranger.post('/invited/', { code: [typed] })
      const page = await readPage(answer.clone())
      expect([name, page.status, page.filled.code]).toEqual([name, 422, [typed]])
      expect(page.summary?.problems).toEqual([{ href: '#code', text: codeProblems.invited.en }])
      expect(stranger.cookie).toBe('')
      const html = (await answer.text()).replace(/ value="[^"]*"/, '')
      answers.add(JSON.stringify([html, headersOf(answer), calls]))
    }
    expect(codes.size).toBe(7 + ENDINGS().length)
    expect(answers.size).toBe(1)
  })

  it.each(languages)('is said to in %s', async (language) => {
    const page = await readPage(await visit().post(pathIn(language, '/invited/'), { code: ['x'] }))
    expect(page.summary?.problems[0]?.text).toBe(codeProblems.invited[language])
    expect(page.action).toBe(pathIn(language, '/invited/'))
  })

  it('is tried a hundred times an hour from one connection, and then the right one neither', async () => {
    vi.setSystemTime(NOW)
    const { code } = await invitedFamily()
    const here = { 'CF-Connecting-IP': '198.51.100.77' }
    for (let tries = 0; tries < TRIES_AN_HOUR; tries++) {
      expect((await posted(visit(unlimited), '/invited/', { code: ['K7Q49-MX2PT'] }, here)).status).toBe(422)
    }
    const locked = browser(unlimited)
    const answer = await posted(locked, '/invited/', { code: [code] }, here)
    expect(answer.status).toBe(429)
    expect(locked.cookie).toBe('')
    expect((await readPage(answer)).summary?.problems[0]?.text).toBe(codeProblems.locked.en)
    // Counted together with every other code.
    expect((await posted(visit(unlimited), '/file/', { code: ['K7Q4'] }, here)).status).toBe(429)
    await enterCode(code)
    vi.setSystemTime(NOW + HOUR)
    expect((await posted(visit(unlimited), '/invited/', { code: [code] }, here)).status).toBe(303)
  })
})

describe('beginning', () => {
  it.each(languages)(
    'binds what is typed next to the invitation, in one call a page, in %s',
    async (language) => {
      const { code } = await invitedFamily()
      const parent = await enterCode(code, language)
      const begun = await changesNothing(() => parent.post(pathIn(language, '/invited/start/')))
      expect([begun.status, begun.headers.get('Location')]).toEqual([303, pathIn(language, '/intake/start/')])
      expect(given((await readPage(await parent.get(pathIn(language, '/intake/start/')))).filled)).toEqual({})
      const { DB, calls } = countingD1()
      const watched = browser({ DB })
      watched.cookie = parent.cookie
      expect((await watched.post(pathIn(language, '/intake/start/'), { device: ['own'] })).status).toBe(303)
      expect(calls.map((statements) => statements.length)).toEqual([2])
      expect(await bound()).toEqual([true])
    },
  )

  it('needs the button: a form begun without it is anybody’s', async () => {
    const { code } = await invitedFamily()
    const parent = await enterCode(code)
    await parent.get('/invited/yours/')
    await parent.post('/intake/start/', { device: ['own'] })
    expect(await bound()).toEqual([false])
  })

  it('leaves two hours until the first page is saved, and then binds nothing', async () => {
    vi.setSystemTime(NOW)
    const { code } = await invitedFamily()
    for (const [minutes, expected] of [
      [119, true],
      [121, false],
    ] as const) {
      vi.setSystemTime(NOW)
      const parent = await enterCode(code)
      await parent.post('/invited/start/')
      await rows('delete from draft_sections')
      await rows('delete from drafts')
      vi.setSystemTime(NOW + minutes * MINUTE)
      expect((await parent.post('/intake/start/', { device: ['own'] })).status).toBe(303)
      expect(await bound()).toEqual([expected])
    }
  })

  it('lets go of another form that this browser holds, after the page has warned; a code still opens it', async () => {
    const { code } = await invitedFamily()
    const parent = browser()
    parent.cookie = (await parentWithDraft(byConsent.fields)).cookie
    const resume = (await readPage(await parent.post('/intake/resume-code/'))).slots.code ?? ''
    await parent.post('/invited/', { code: [code] })
    expect((await readPage(await parent.get('/invited/yours/'))).shown.has('unfinished')).toBe(true)
    await changesNothing(() => parent.post('/invited/start/'))
    expect(given((await readPage(await parent.get('/intake/you/'))).filled)).toEqual({})
    await parent.post('/intake/start/', { device: ['own'] })
    const back = browser()
    expect((await back.post('/intake/resume/', { code: [resume], device: ['own'] })).status).toBe(303)
    expect((await readPage(await back.get('/intake/you/'))).filled.legalName).toEqual(
      byConsent.fields.legalName,
    )
    expect((await bound()).toSorted()).toEqual([false, true])
  })

  it('warns of nothing when there is nothing, or what there was is sent, or it is their own', async () => {
    const { code, first } = await invitedFamily()
    const sender = browser()
    sender.cookie = first.cookie
    await sender.post('/invited/', { code: [code] })
    for (const parent of [await enterCode(code), sender, await invitedWithDraft(code, byConsent.fields)]) {
      expect((await readPage(await parent.get('/invited/yours/'))).shown.has('unfinished')).toBe(false)
    }
  })

  it('again goes on with what was begun, in the same browser', async () => {
    const { code } = await invitedFamily()
    const parent = await invitedWithDraft(code, byConsent.fields)
    await parent.post('/invited/', { code: [code] })
    await changesNothing(() => parent.post('/invited/start/'))
    expect((await readPage(await parent.get('/intake/you/'))).filled.legalName).toEqual(
      byConsent.fields.legalName,
    )
    expect(await count('drafts')).toBe(1)
  })

  it('with a newer invitation goes on with what an older one of the same family began, and no other', async () => {
    const [family, another] = [await invitedFamily(), await invitedFamily(byCourtOrder.fields)]
    const [parent, stranger] = [
      await invitedWithDraft(family.code, byConsent.fields),
      await invitedWithDraft(another.code, byConsent.fields),
    ]
    await rows('update invitations set ended_at = ?', Date.now())
    const newer = await invite(family.authorisationId)
    for (const visitor of [parent, stranger]) {
      await visitor.post('/invited/', { code: [newer] })
      await visitor.post('/invited/start/')
    }
    expect((await readPage(await parent.get('/intake/you/'))).filled.legalName).toEqual(
      byConsent.fields.legalName,
    )
    expect(given((await readPage(await stranger.get('/intake/you/'))).filled)).toEqual({})
    expect(
      await rows(`select ended_at is null as open from drafts join invitations on invitations.id = invitation_id
        order by open`),
    ).toEqual([{ open: 0 }, { open: 1 }])
  })

  it('stays bound when it is gone on with elsewhere, and when the device turns out to be shared', async () => {
    const { code } = await invitedFamily()
    const parent = await invitedWithDraft(code, byConsent.fields)
    const resume = (await readPage(await parent.post('/intake/resume-code/'))).slots.code ?? ''
    const library = browser()
    await library.post('/intake/resume/', { code: [resume], device: ['own'] })
    const before = await rows<{ id: string }>('select id from drafts')
    expect((await library.post('/intake/start/', { device: ['shared'], hasRead: ['yes'] })).status).toBe(303)
    const after = await rows<{ id: string }>('select id from drafts')
    expect(after).not.toEqual(before)
    expect(await bound()).toEqual([true])
  })

  it('is forgotten by a browser that is left in a hurry, or whose form is deleted', async () => {
    const { code } = await invitedFamily()
    for (const path of ['/intake/leave/', '/intake/delete/']) {
      const parent = await enterCode(code)
      await parent.post('/invited/start/')
      await parent.post(path)
      expect(parent.cookie).not.toContain('invited')
      await isSentBack(parent)
    }
    await enterCode(code)
  })
})

describe('saying no', () => {
  it('is kept once, tells whoever leads, ends every way in, and closes the gate', async () => {
    const { code, fileId, reference, authorisationId } = await invitedFamily()
    const another = await invite(authorisationId)
    const parent = await enterCode(code)
    deliveries.length = 0
    expect(await gateIsOpen(authorisationId)).toBe(true)
    const answer = await parent.post('/invited/decline/')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/invited/declined/'])
    expect((await readPage(await parent.get('/invited/declined/'))).heading).toBe(declining.declinedTitle.en)
    expect(await rows("select * from outreach where outcome = 'declined'")).toEqual([
      {
        id: expect.any(String),
        authorisation_id: authorisationId,
        attempted_at: expect.any(Number),
        recorded_at: expect.any(Number),
        recorded_by: 'other-parent',
        channel: 'invitation',
        outcome: 'declined',
        next_step: 'none',
      },
    ])
    expect(await gateIsOpen(authorisationId)).toBe(false)
    for (const ended of [code, another]) {
      expect((await visit().post('/invited/', { code: [ended] })).status).toBe(422)
    }
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(deliveries[0]?.text).toContain(reference)
    const record = await readAudit(environment(bindings).db, fileId)
    expect(record.at(-1)).toMatchObject({ actor: 'parent', action: 'invitation_declined', detail: '{}' })
    expect(await brokenAt(record)).toBeUndefined()
  })

  it('ends no invitation of another family, and none that was used', async () => {
    const [family, another] = [await invitedFamily(), await invitedFamily(byConsent.fields)]
    await invite(family.authorisationId, { usedAt: 5 })
    await (await enterCode(family.code)).post('/invited/decline/')
    await enterCode(another.code)
    expect(await rows('select ended_at from invitations where used_at = 5')).toEqual([{ ended_at: null }])
  })

  it.each(languages)('is one button on a page of its own, in %s', async (language) => {
    const { code } = await invitedFamily()
    const parent = await enterCode(code, language)
    const page = await readPage(await changesNothing(() => parent.get(pathIn(language, '/invited/decline/'))))
    expect([page.heading, page.action]).toEqual([
      declining.title[language],
      pathIn(language, '/invited/decline/'),
    ])
    const answer = await parent.post(page.action ?? '')
    expect(answer.headers.get('Location')).toBe(pathIn(language, '/invited/declined/'))
  })

  it('twice, from two tabs or ten times at once is one no, one mail and the same page', async () => {
    const { code } = await invitedFamily()
    const parent = await enterCode(code)
    const tab = browser()
    tab.cookie = parent.cookie
    deliveries.length = 0
    const presses = Array.from({ length: 10 }, () => {
      const one = browser()
      one.cookie = parent.cookie
      return one.post('/invited/decline/')
    })
    const answers = [
      ...(await Promise.all(presses)),
      await parent.post('/invited/decline/'),
      await tab.post('/invited/decline/'),
    ]
    for (const { status, headers } of answers) {
      expect([status, headers.get('Location')]).toEqual([303, '/invited/declined/'])
    }
    // Nothing of it stays in the browser.
    expect(parent.cookie).toBe('')
    expect(await rows("select outcome from outreach where outcome = 'declined'")).toHaveLength(1)
    expect(await rows("select 1 from audit_events where action = 'invitation_declined'")).toHaveLength(1)
    expect(deliveries).toHaveLength(1)
    await isSentBack(parent)
  })

  it('is possible whatever the first parent did meanwhile', async () => {
    for (const change of ['withdrawn_at = 1', 'expires_at = 1', 'superseded_at = 1']) {
      const { code, authorisationId } = await invitedFamily(byConsent.fields)
      const parent = await enterCode(code)
      await rows(`update authorisations set ${change} where id = ?`, authorisationId)
      expect((await parent.post('/invited/decline/')).headers.get('Location')).toBe('/invited/declined/')
      const kept = await rows(
        "select 1 from outreach where authorisation_id = ? and outcome = 'declined'",
        authorisationId,
      )
      expect(kept).toHaveLength(1)
    }
  })

  it('ends what was given after the first was renewed, too', async () => {
    const { code, reference, authorisationId } = await invitedFamily()
    await rows('update authorisations set superseded_at = ?', Date.now())
    const renewed = await giveAuthorisation(reference)
    const newer = await invite(renewed)
    await (await enterCode(code)).post('/invited/decline/')
    expect((await visit().post('/invited/', { code: [newer] })).status).toBe(422)
    expect(await gateIsOpen(renewed)).toBe(false)
    expect(await gateIsOpen(authorisationId)).toBe(false)
  })

  it('tells every administrator when nobody leads the file', async () => {
    const { code, fileId } = await invitedFamily()
    await rows('update files set lead_coordinator = null where id = ?', fileId)
    deliveries.length = 0
    await (await enterCode(code)).post('/invited/decline/')
    const administrators = practice.coordinators.filter(({ administrator }) => administrator)
    expect(deliveries.map(({ to }) => to)).toEqual(administrators.map(({ email }) => email))
  })

  it('writes no code, no name and nothing of the first parent into mail or log', async () => {
    const { fields, needles } = canaryIntake('Kanari', '555 3')
    const { code } = await invitedFamily(fields)
    deliveries.length = 0
    const logs = watchLogs()
    const parent = await enterCode(code)
    await parent.post('/invited/decline/')
    await parent.post('/invited/', { code: [code] })
    expect(deliveries).toHaveLength(1)
    const all = JSON.stringify([deliveries, logs.lines, await everyRow()])
    for (const needle of [...needles, code, code.replace('-', '')]) expect(all).not.toContain(needle)
    expect(logs.events('code_refused')).toMatchObject([{ use: 'invitation', locked: false }])
  })
})

const ADDRESSES = [
  '/invited/',
  '/invited/yours/',
  '/invited/start/',
  '/invited/decline/',
  '/invited/declined/',
]

/** Every way in which the newest invitation may come to open nothing. */
function ENDINGS(): [string, () => Promise<unknown>][] {
  const newest = '(select id from invitations order by rowid desc limit 1)'
  const file = `(select file_id from invitations join authorisations on authorisations.id = authorisation_id
    join parents on parents.id = parent_id where invitations.id = ${newest})`
  return [
    [
      'its time is over',
      () => rows(`update invitations set expires_at = ? where id = ${newest}`, Date.now()),
    ],
    ['a newer one took its place', () => rows(`update invitations set ended_at = 1 where id = ${newest}`)],
    ['it was used', () => rows(`update invitations set used_at = 1 where id = ${newest}`)],
    ['the file is closed', () => rows(`update files set stage = 'closed' where id = ${file}`)],
    [
      'the other parent has sent an intake by another way',
      () =>
        rows(`insert into submissions (id, file_id, parent_id, form, version, answers, idempotency_key, sent_at)
          select hex(randomblob(9)), file_id, id, 'intake', 2, 'sealed', hex(randomblob(9)), 1 from parents
          where side = 'other' and file_id = ${file}`),
    ],
  ]
}

/** Holds an answer to leading back to where a code is entered, with the cookie gone and nothing changed. */
async function isSentBack(parent: Visitor, path = '/invited/yours/', method = 'GET'): Promise<void> {
  const answer = await changesNothing(() => parent.request(path, { method }))
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/invited/'])
  expect(parent.cookie).not.toContain('invited')
}

const posted = (
  visitor: Visitor,
  path: string,
  fields: Readonly<Record<string, readonly string[]>>,
  headers: Record<string, string>,
) =>
  visitor.request(path, {
    method: 'POST',
    body: encoded(fields),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })

/** Whether each draft is bound to an invitation. */
const bound = async () =>
  (await rows<{ bound: number }>('select invitation_id is not null as bound from drafts')).map(
    ({ bound }) => bound === 1,
  )

async function gateIsOpen(authorisationId: string): Promise<boolean> {
  const approach = { authorisationId, coordinator: 'robin-ashdown', at: Date.now() }
  const [gate] = await environment(bindings).db.all<{ open: number }>(
    sql`select ${mayApproach(approach)} as open`,
  )
  return gate?.open === 1
}

const headersOf = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'x-request-id')

/** The guard against floods counts by connection too, and is not what is tried here. */
const unlimited = { LIMIT_REQUESTS: { limit: async () => ({ success: true }) } }
