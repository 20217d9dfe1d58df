import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import {
  declineInvitationPageWording,
  invitationPageWording,
} from '../../content/authorisation/invitation.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { MAX_WRONG_CODES_PER_HOUR, MAX_WRONG_CODES_PER_INVITATION } from '../../content/limits.ts'
import { addPageButton } from '../../content/page-buttons.ts'
import { practice } from '../../content/practice.ts'
import { codeDetailsWording } from '../../content/site/code-details-wording.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { gateOpenCondition } from '../../db/gate.ts'
import { encodeFormBody, getSectionFields } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import {
  createFamilyWithInvitation,
  createOtherParentWithDraft,
  enterInvitationCode,
  insertGrantedAuthorisation,
  insertInvitation,
} from '../../tests/support/authorisation-and-invitation.ts'
import { createCanaryIntake } from '../../tests/support/canary-intake.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { createCookieJarVisitor } from '../../tests/support/cookie-jar-visitor.ts'
import { changesNothing, countRows, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createParentWithDraft, readTypedFields } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { expectRedirect, listHeaders, withoutFloodLimits } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  openTestDatabase,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { generateInvitationCode } from '../privacy/code.ts'

const deliveries = setUpPortal()

const { byConsent, byCourtOrder } = intakeExamples
const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('opening an address', () => {
  it.each(['GET', 'HEAD'])(
    'changes and uses up nothing, signed in or not: %s, again and again',
    async (method) => {
      const { code, parent } = await createParentWithInvitation()
      for (const scanner of [createCookieJarVisitor(), parent]) {
        await changesNothing(async () => {
          for (let times = 0; times < countPropertyRuns(5, 50); times++) {
            const path = ADDRESSES[times % ADDRESSES.length] ?? ''
            const { status } = await scanner.request(`${path}#${code}`, { method })
            expect([200, 303, 405]).toContain(status)
            expect((await scanner.request('/invitation/', { method })).headers.getSetCookie()).toEqual([])
          }
        })
      }
      expect(await queryRows('select ended_at, accepted_at from invitations')).toEqual([
        { ended_at: null, accepted_at: null },
      ])
      await enterInvitationCode(code)
    },
  )

  it('asks the database nothing where a code is entered and where a no is thanked for', async () => {
    const { DB, calls } = createCountingD1()
    for (const path of ['/invitation/', '/fr/invitation/', '/invitation/declined/']) {
      expect((await createVisitor({ DB }).get(path)).status).toBe(200)
    }
    expect(calls).toEqual([])
  })

  it('with a code in it is as unknown as any, and says nothing of it', async () => {
    const { code } = await createFamilyWithInvitation()
    const right = await changesNothing(() => createVisitor().get(`/invitation/${code}/`))
    const wrong = await changesNothing(() => createVisitor().get(`/invitation/${generateInvitationCode()}/`))
    expect(await right.clone().text()).toBe(await wrong.text())
    expect(await right.clone().text()).not.toContain(code)
    await expectErrorPage(right, 404)
  })

  it.each(languages)(
    'shows a plain title, no icon, and is kept nowhere on the way, in %s',
    async (language) => {
      const { code } = await createFamilyWithInvitation()
      const parent = await enterInvitationCode(code, language)
      for (const path of ADDRESSES.filter((one) => !one.includes('start'))) {
        // Whoever has an invitation open has said no to nothing.
        const visitor = path.includes('declined') ? createVisitor() : parent
        const answer = await visitor.get(localisePath(language, path))
        expect([path, answer.status]).toEqual([path, 200])
        expect(answer.headers.get('Cache-Control')).toBe('no-store')
        const html = await answer.clone().text()
        expect((await parsePage(answer)).title).toBe(filledPageWording.discreetTitle[language])
        expect(html).not.toMatch(/rel="icon"/)
      }
    },
  )
})

describe('the right code', () => {
  it('opens the invitation with a guarded cookie, gone with the browser and without the code', async () => {
    const { code } = await createFamilyWithInvitation()
    const answer = await createVisitor().post('/invitation/', { code: [code] })
    expectRedirect(answer, '/invitation/yours/')
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    const [pair = '', ...attributes] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-invitation=/)
    expect(decodeURIComponent(pair)).not.toContain(code.slice(0, 5))
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
  })

  it('may be typed in odd ways, from anywhere, and again', async () => {
    const { code } = await createFamilyWithInvitation()
    for (const odd of [
      code.toLowerCase(),
      code.replace('-', ''),
      code.replace('-', ' – '),
      ` ${[...code.replace('-', '')].join(' ')}\n`,
      code.replaceAll('0', 'o').replaceAll('1', 'I'),
      code.replaceAll('1', 'l'),
    ]) {
      expect((await createVisitor().post('/invitation/', { code: [odd] })).status).toBe(303)
    }
  })

  it.each(languages)('shows a page that tells nothing of the first parent, in %s', async (language) => {
    const { fields, needles } = createCanaryIntake('Kanarien', '555 3')
    const { code, reference } = await createFamilyWithInvitation(fields)
    const parent = createCookieJarVisitor()
    const answers = [await parent.post(localisePath(language, '/invitation/'), { code: [code] })]
    for (const path of ADDRESSES) answers.push(await parent.get(localisePath(language, path)))
    const page = await parsePage(answers[2]?.clone() as Response)
    expect(page.heading).toBe(invitationPageWording.title[language])
    expect(page.action).toBe(localisePath(language, '/invitation/start/'))
    for (const answer of answers) {
      const all = JSON.stringify([[...answer.headers], await answer.text()])
      for (const needle of [...needles, reference, code]) expect(all).not.toContain(needle)
    }
  })

  it('shows the same page, whoever wrote what before and however the file stands', async () => {
    const one = await createFamilyWithInvitation()
    const other = await createFamilyWithInvitation(byCourtOrder.fields)
    await queryRows("update files set stage = 'open' where id = ?", other.fileId)
    await queryRows(
      'update authorisations set withdrawn_at = ? where id = ?',
      Date.now(),
      other.authorisationId,
    )
    const pages = await Promise.all(
      [one, other].map(async ({ code }) =>
        (await (await enterInvitationCode(code)).get('/invitation/yours/')).text(),
      ),
    )
    expect(pages[0]).toBe(pages[1])
  })

  it('takes one call to the database to try, and one to show', async () => {
    const { code } = await createFamilyWithInvitation()
    const { DB, calls } = createCountingD1()
    const parent = createCookieJarVisitor({ DB })
    await parent.post('/invitation/', { code: [code] })
    expect(calls).toHaveLength(1)
    await parent.get('/invitation/yours/')
    expect(calls).toHaveLength(2)
  })

  it('keeps it open for thirty minutes after the last look at it, while it is open', async () => {
    vi.setSystemTime(NOW)
    const { parent } = await createParentWithInvitation()
    vi.setSystemTime(NOW + 29 * MINUTE)
    expect((await parent.get('/invitation/yours/')).status).toBe(200)
    vi.setSystemTime(NOW + 58 * MINUTE)
    expect((await parent.get('/invitation/yours/')).status).toBe(200)
    vi.setSystemTime(NOW + 88 * MINUTE)
    await isSentBack(parent)
  })

  it.each(ENDINGS())('opens nothing more once %s, and the cookie goes', async (_, end) => {
    const { parent } = await createParentWithInvitation()
    expect((await parent.get('/invitation/yours/')).status).toBe(200)
    await end()
    const { cookie } = parent
    for (const [method, path] of [
      ['GET', '/invitation/yours/'],
      ['GET', '/invitation/decline/'],
      ['POST', '/invitation/start/'],
      ['POST', '/invitation/decline/'],
    ] as const) {
      parent.cookie = cookie
      await isSentBack(parent, path, method)
    }
  })
})

describe('a cookie', () => {
  it('cannot be made, changed, lengthened, or taken from another page of ours', async () => {
    const [one, other] = [
      await createFamilyWithInvitation(),
      await createFamilyWithInvitation(byConsent.fields),
    ]
    const [ownCookie, otherCookie] = [
      (await enterInvitationCode(one.code)).cookie,
      (await enterInvitationCode(other.code)).cookie,
    ]
    const [, id = '', until = ''] = /=([\w-]+)\.(\d+)/.exec(ownCookie) ?? []
    const [, foreign = ''] = /=([\w-]+)\./.exec(otherCookie) ?? []
    expect([id, until, foreign].every(Boolean)).toBe(true)
    const sent = await parsePage(await one.first.get('/intake/sent/'))
    const ownFile = createCookieJarVisitor()
    await ownFile.post('/file/', { code: sent.filledFields.code ?? [] })
    for (const forged of [
      ownCookie.replace(id, foreign),
      ownCookie.replace(until, `${Number(until) + HOUR}`),
      ownCookie.replace(until, `${until}.started`),
      `__Host-invitation=${id}.${until}`,
      `__Host-invitation=${id}`,
      '__Host-invitation=kanari',
      ownFile.cookie.replace('__Host-file', '__Host-invitation'),
    ]) {
      const forger = createCookieJarVisitor()
      forger.cookie = forged
      await isSentBack(forger)
      await isSentBack(forger, '/invitation/decline/', 'POST')
      forger.cookie = forged
      await forger.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    }
    expect(await queryRows('select distinct invitation_id from drafts')).toEqual([{ invitation_id: null }])
  })
})

describe('a code that opens nothing', () => {
  it('is answered alike, byte for byte, whichever way it is wrong and whatever it was', async () => {
    const codes = new Map<string, string>()
    for (const [name, end] of ENDINGS()) {
      const { code } = await createFamilyWithInvitation(byConsent.fields)
      await end()
      codes.set(name, code)
    }
    const { code, first } = await createFamilyWithInvitation()
    const ownCode = (await parsePage(await first.get('/intake/sent/'))).filledFields.code?.[0] ?? ''
    for (const mangled of [
      generateInvitationCode(),
      code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7')),
      `${code}7`,
      code.slice(1),
      ownCode,
      'kanari <b>',
    ]) {
      codes.set(`mangled ${mangled}`, mangled)
    }
    const answers = new Set<string>()
    for (const [name, code] of codes) {
      // What is said of a code goes by the letter in front of it, and by nothing else.
      const typed = code.replace(/^[A-Z]-/, '')
      const { DB, calls } = createCountingD1()
      const stranger = createCookieJarVisitor({ DB })
      const answer = await stranger.post('/invitation/', { code: [typed] })
      const page = await parsePage(answer.clone())
      expect([name, page.status, page.filledFields.code]).toEqual([name, 422, [typed]])
      expect(page.summary?.problems).toEqual([{ href: '#code', text: codeProblemWording.unknown.en }])
      expect(stranger.cookie).toBe('')
      const html = (await answer.text()).replace(/( name="code"[^>]*) value="[^"]*"/, '$1')
      answers.add(JSON.stringify([html, listHeaders(answer), calls]))
    }
    expect(codes.size).toBe(6 + ENDINGS().length)
    expect(answers.size).toBe(1)
  })

  it.each(languages)('is said to in %s', async (language) => {
    const page = await parsePage(
      await createVisitor().post(localisePath(language, '/invitation/'), { code: ['x'] }),
    )
    expect(page.summary?.problems[0]?.text).toBe(codeProblemWording.unknown[language])
    expect(page.action).toBe(localisePath(language, '/code/'))
  })

  it('does not lock the right one out, however many wrong ones come from its connection', async () => {
    vi.setSystemTime(NOW)
    const { code } = await createFamilyWithInvitation()
    const address = { 'CF-Connecting-IP': '198.51.100.77' }
    const tryCode = (typed: string, path = '/invitation/') =>
      posted(createCookieJarVisitor(withoutFloodLimits), path, { code: [typed] }, address)
    const neighbour = generateWrongCode(code)
    expect((await tryCode(neighbour)).status).toBe(422)
    await queryRows('update code_attempts set attempts = ?', MAX_WRONG_CODES_PER_HOUR - 1)
    expect((await tryCode(neighbour)).status).toBe(422)
    const limited = await tryCode(neighbour)
    expect(limited.status).toBe(429)
    expect((await parsePage(limited)).text).toContain(codeDetailsWording.tooMany.en)
    // This code counts together with every other one.
    expect((await tryCode('K7Q4', '/file/')).status).toBe(429)
    expectRedirect(await tryCode(code), '/invitation/yours/')
  })

  it('ends the invitation that it begins like, after ten, from wherever they come, and no other', async () => {
    const { code } = await createFamilyWithInvitation()
    const { code: other } = await createFamilyWithInvitation(byConsent.fields)
    const enter = (typed: string, place: number) =>
      posted(
        createCookieJarVisitor(withoutFloodLimits),
        '/invitation/',
        { code: [typed] },
        { 'CF-Connecting-IP': `198.51.100.${place}` },
      )
    const nearly = code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7'))
    const answers = new Set<string>()
    for (let place = 1; place < MAX_WRONG_CODES_PER_INVITATION; place++)
      answers.add(await (await enter(nearly, place)).text())
    // The right code counts for nothing, and still opens.
    for (const place of [50, 51]) expect((await enter(code, place)).status).toBe(303)
    answers.add(await (await enter(nearly, 60)).text())
    const right = await enter(code, 61)
    expect(right.status).toBe(422)
    answers.add((await right.text()).replace(code, nearly))
    expect(answers.size).toBe(1)
    expect((await enter(other, 62)).status).toBe(303)
  })

  it('ends it once when all come at once', async () => {
    const { code } = await createFamilyWithInvitation()
    const nearly = code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7'))
    const count = MAX_WRONG_CODES_PER_INVITATION + 20
    await Promise.all(
      Array.from({ length: count }, () =>
        createCookieJarVisitor(withoutFloodLimits).post('/invitation/', { code: [nearly] }),
      ),
    )
    expect(await queryRows('select wrong_codes, ended_at is not null as ended from invitations')).toEqual([
      { wrong_codes: MAX_WRONG_CODES_PER_INVITATION, ended: 1 },
    ])
  })
})

/** Generates a code that does not begin like another one. */
function generateWrongCode(code: string): string {
  for (;;) {
    const wrong = generateInvitationCode()
    if (wrong.slice(0, 5) !== code.slice(0, 5)) return wrong
  }
}

/** Opens an invitation and presses its button. */
async function startWithInvitation(code: string, language: Language = 'en'): Promise<Visitor> {
  const parent = await enterInvitationCode(code, language)
  await parent.post(localisePath(language, '/invitation/start/'))
  return parent
}

/** How an invitation that a parent began with is open no more when they save their first page. */
const closings: Readonly<Record<string, (parent: Visitor) => unknown>> = {
  'two hours pass': () => vi.setSystemTime(NOW + 121 * MINUTE),
  'the browser forgets it': (parent) => {
    parent.cookie = '__Host-cookie=yes'
  },
  'it is accepted elsewhere': () => queryRows('update invitations set accepted_at = ?', NOW),
  'it is ended at the desk': () => queryRows('update invitations set ended_at = ?', NOW),
  'it expires': () => queryRows('update invitations set expires_at = ?', NOW),
  'its file is closed': () => queryRows("update files set stage = 'closed'"),
}

/** Pages on which a draft can begin, each with something typed. */
const firstPages: Readonly<Record<string, FormFields>> = {
  '/joining/start/': { device: ['own'] },
  '/joining/you/': { ...getSectionFields(youSection, byConsent.fields), legalName: ['Alexis Brandt'] },
  '/joining/children/0000000001/': { childName: ['Remy'], press: ['save'] },
}
const closingsOfPages = Object.keys(closings).flatMap((closing) =>
  languages.flatMap((language) =>
    Object.entries(firstPages).map(([path, typed]) => ({
      ...{ closing, language, typed, path: localisePath(language, path) },
    })),
  ),
)

describe('an invitation that closes before the first page is saved', () => {
  it.each(closingsOfPages)(
    'is told with a field for the code and what was typed, and begins no draft: $closing, $path',
    async ({ closing, language, path, typed }) => {
      vi.setSystemTime(NOW)
      const { code, authorisationId } = await createFamilyWithInvitation()
      const parent = await startWithInvitation(code, language)
      const { invitationMark = '' } = await parsePage(await parent.get(path))
      const fields = { ...typed, invitation: [invitationMark] }
      await closings[closing]?.(parent)
      const told = await parsePage(await changesNothing(() => parent.post(path, fields)))
      expect([told.status, told.shown.has('invitation')]).toEqual([410, true])
      expect(told.summary?.notice).toBe(formNoticeWording.invitationClosed[language])
      const { press: _, ...answers } = typed
      expect(told.filledFields).toMatchObject(pickTyped(answers))
      // Pressing again changes nothing of that.
      const again = { ...typed, invitation: [told.invitationMark ?? ''] }
      expect((await changesNothing(() => parent.post(path, again))).status).toBe(410)
      const wrong = await parsePage(await parent.post(path, { ...again, code: [generateWrongCode(code)] }))
      expect(wrong.status).toBe(410)
      expect(wrong.messages.code).toContain(codeProblemWording.unknown[language])
      expect(wrong.filledFields).toMatchObject(pickTyped(answers))
      expect(await countRows('drafts')).toBe(0)
      await queryRows("update files set stage = 'new'")
      const stillOpens = closing === 'two hours pass' || closing === 'the browser forgets it'
      const entered = stillOpens ? code : await insertInvitation(authorisationId)
      const saved = await parent.post(path, { ...again, code: [entered] })
      expect(saved.status).toBe(303)
      expect(await bound()).toEqual([true])
    },
  )

  it.each(languages)('can be left behind, if the parent says so, in %s', async (language) => {
    vi.setSystemTime(NOW)
    const path = localisePath(language, '/joining/start/')
    const parent = await startWithInvitation((await createFamilyWithInvitation()).code, language)
    vi.setSystemTime(NOW + 121 * MINUTE)
    const fields = {
      device: ['own'],
      route: ['one-parent'],
      invitation: ['started'],
      'without-invitation': ['yes'],
    }
    expect((await parent.post(path, fields)).status).toBe(303)
    expect(await bound()).toEqual([false])
  })

  it('keeps what was typed when the language is switched, and still tells', async () => {
    vi.setSystemTime(NOW)
    const parent = await startWithInvitation((await createFamilyWithInvitation()).code)
    const fields = { device: ['own'], route: ['one-parent'], invitation: ['started'] }
    parent.cookie = '__Host-cookie=yes'
    const page = await parsePage(await parent.post('/fr/intake/start/', { ...fields, press: ['language'] }))
    expect([page.filledFields.device, page.invitationMark]).toEqual([['own'], 'started'])
    expect((await parent.post('/fr/intake/start/', fields)).status).toBe(410)
  })

  it('asks nobody for a code who began without one, or whose draft is begun', async () => {
    vi.setSystemTime(NOW)
    const { code } = await createFamilyWithInvitation()
    const alone = createCookieJarVisitor()
    expect(
      (await alone.post('/intake/start/', { device: ['own'], route: ['one-parent'], invitation: [''] }))
        .status,
    ).toBe(303)
    const parent = await startWithInvitation(code)
    await parent.post('/joining/start/', { device: ['own'] })
    vi.setSystemTime(NOW + 121 * MINUTE)
    const you = getSectionFields(youSection, byConsent.fields)
    expect((await parent.post('/joining/you/', you)).status).toBe(303)
    expect((await parsePage(await parent.get('/joining/you/'))).shown.has('invitation')).toBe(false)
  })
})

/** The fields with something in them. */
const pickTyped = (fields: FormFields): FormFields =>
  Object.fromEntries(Object.entries(fields).filter(([, values]) => values.some((value) => value !== '')))

describe('beginning', () => {
  it.each(languages)(
    'binds what is typed next to the invitation, in one call a page, in %s',
    async (language) => {
      const { code } = await createFamilyWithInvitation()
      const parent = await enterInvitationCode(code, language)
      const begun = await changesNothing(() => parent.post(localisePath(language, '/invitation/start/')))
      expectRedirect(begun, localisePath(language, '/joining/start/'))
      expect(await readTypedFields(parent, localisePath(language, '/joining/start/'))).toEqual({})
      const { DB, calls } = createCountingD1()
      const watched = createCookieJarVisitor({ DB })
      watched.cookie = parent.cookie
      expect(
        (await watched.post(localisePath(language, '/joining/start/'), { device: ['own'] })).status,
      ).toBe(303)
      expect(calls.map((statements) => statements.length)).toEqual([2])
      expect(await bound()).toEqual([true])
    },
  )

  it('needs the button: a form begun without it is anybody’s', async () => {
    const { parent } = await createParentWithInvitation()
    await parent.get('/invitation/yours/')
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    expect(await bound()).toEqual([false])
  })

  it('leaves two hours until the first page is saved', async () => {
    vi.setSystemTime(NOW)
    const { code } = await createFamilyWithInvitation()
    const parent = await startWithInvitation(code)
    vi.setSystemTime(NOW + 119 * MINUTE)
    expect((await parent.post('/joining/start/', { device: ['own'] })).status).toBe(303)
    expect(await bound()).toEqual([true])
  })

  it('leaves an intake of one’s own as it is', async () => {
    const { code } = await createFamilyWithInvitation()
    const parent = createCookieJarVisitor()
    parent.cookie = (await createParentWithDraft(byConsent.fields)).cookie
    await parent.post('/invitation/', { code: [code] })
    expect((await parsePage(await parent.get('/invitation/yours/'))).shown.has('unfinished')).toBe(false)
    await changesNothing(() => parent.post('/invitation/start/'))
    expect(await readTypedFields(parent, '/joining/you/')).toEqual({})
    await parent.post('/joining/start/', { device: ['own'] })
    expect((await parsePage(await parent.get('/intake/you/'))).filledFields.legalName).toEqual(
      byConsent.fields.legalName,
    )
    expect((await bound()).toSorted()).toEqual([false, true])
  })

  it('lets go of a form of another file, after the page has warned; a code still opens it', async () => {
    const [family, another] = [
      await createFamilyWithInvitation(),
      await createFamilyWithInvitation(byCourtOrder.fields),
    ]
    const parent = await createOtherParentWithDraft(another.code, byConsent.fields)
    const resume =
      (await parsePage(await parent.post('/joining/resume-code/', { press: ['show'] }))).slots.code ?? ''
    await parent.post('/invitation/', { code: [family.code] })
    expect((await parsePage(await parent.get('/invitation/yours/'))).shown.has('unfinished')).toBe(true)
    await changesNothing(() => parent.post('/invitation/start/'))
    expect(await readTypedFields(parent, '/joining/you/')).toEqual({})
    await parent.post('/joining/start/', { device: ['own'] })
    const back = createCookieJarVisitor()
    expect((await back.post('/joining/resume/', { code: [resume], device: ['own'] })).status).toBe(303)
    expect((await parsePage(await back.get('/joining/you/'))).filledFields.legalName).toEqual(
      byConsent.fields.legalName,
    )
    expect(await bound()).toEqual([true, true])
  })

  it('needs a code: without one, no page of the form saves anything', async () => {
    const stranger = createCookieJarVisitor()
    for (const [path, fields] of Object.entries(firstPages)) {
      const told = await parsePage(await changesNothing(() => stranger.post(path, fields)))
      expect([told.status, told.shown.has('invitation')]).toEqual([410, true])
    }
    const alone = { ...firstPages['/joining/start/'], 'without-invitation': ['yes'] }
    expectRedirect(await stranger.post('/joining/start/', alone), '/intake/start/')
    expect(await queryRows('select form from drafts')).toEqual([{ form: 'intake' }])
  })

  it('warns of nothing when there is nothing, or what there was is sent, or it is their own', async () => {
    const { code, first } = await createFamilyWithInvitation()
    const sender = createCookieJarVisitor()
    sender.cookie = first.cookie
    await sender.post('/invitation/', { code: [code] })
    for (const parent of [
      await enterInvitationCode(code),
      sender,
      await createOtherParentWithDraft(code, byConsent.fields),
    ]) {
      expect((await parsePage(await parent.get('/invitation/yours/'))).shown.has('unfinished')).toBe(false)
    }
  })

  it('again goes on with what was begun, in the same browser', async () => {
    const { code } = await createFamilyWithInvitation()
    const parent = await createOtherParentWithDraft(code, byConsent.fields)
    await parent.post('/invitation/', { code: [code] })
    await changesNothing(() => parent.post('/invitation/start/'))
    expect((await parsePage(await parent.get('/joining/you/'))).filledFields.legalName).toEqual(
      byConsent.fields.legalName,
    )
    expect(await countRows('drafts')).toBe(1)
  })

  it('with a newer invitation goes on with what an older one of the same family began, and no other', async () => {
    const [family, another] = [
      await createFamilyWithInvitation(),
      await createFamilyWithInvitation(byCourtOrder.fields),
    ]
    const [parent, stranger] = [
      await createOtherParentWithDraft(family.code, byConsent.fields),
      await createOtherParentWithDraft(another.code, byConsent.fields),
    ]
    await queryRows('update invitations set ended_at = ?', Date.now())
    const newer = await insertInvitation(family.authorisationId)
    for (const visitor of [parent, stranger]) {
      await visitor.post('/invitation/', { code: [newer] })
      await visitor.post('/invitation/start/')
    }
    expect((await parsePage(await parent.get('/joining/you/'))).filledFields.legalName).toEqual(
      byConsent.fields.legalName,
    )
    expect(await readTypedFields(stranger, '/joining/you/')).toEqual({})
    expect(
      await queryRows(`select ended_at is null as open from drafts join invitations on invitations.id = invitation_id
        order by open`),
    ).toEqual([{ open: 0 }, { open: 1 }])
  })

  it('stays bound when it is gone on with elsewhere, and when the device turns out to be shared', async () => {
    const { code } = await createFamilyWithInvitation()
    const parent = await createOtherParentWithDraft(code, byConsent.fields)
    const resume =
      (await parsePage(await parent.post('/joining/resume-code/', { press: ['show'] }))).slots.code ?? ''
    const library = createCookieJarVisitor()
    await library.post('/joining/resume/', { code: [resume], device: ['own'] })
    const before = await queryRows<{ id: string }>('select id from drafts')
    expect((await library.post('/joining/start/', { device: ['shared'] })).status).toBe(303)
    const after = await queryRows<{ id: string }>('select id from drafts')
    expect(after).not.toEqual(before)
    expect(await bound()).toEqual([true])
  })

  it('is forgotten by a browser that is left in a hurry, or whose form is deleted', async () => {
    const { code } = await createFamilyWithInvitation()
    for (const path of ['/joining/leave/', '/joining/delete/']) {
      const parent = await enterInvitationCode(code)
      await parent.post('/invitation/start/')
      await parent.post(path)
      expect(parent.cookie).not.toContain('invitation')
      await isSentBack(parent)
    }
    await enterInvitationCode(code)
  })
})

describe('saying no', () => {
  it('is kept once, tells whoever leads, ends every way in, and closes the gate', async () => {
    const { code, fileId, reference, authorisationId } = await createFamilyWithInvitation()
    const another = await insertInvitation(authorisationId)
    const parent = await enterInvitationCode(code)
    deliveries.length = 0
    expect(await gateIsOpen(authorisationId)).toBe(true)
    const answer = await parent.post('/invitation/decline/')
    expectRedirect(answer, '/invitation/declined/')
    expect((await parsePage(await parent.get('/invitation/declined/'))).heading).toBe(
      declineInvitationPageWording.declinedTitle.en,
    )
    expect(await queryRows("select * from call_attempts where outcome = 'declined'")).toEqual([
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
      expect((await createVisitor().post('/invitation/', { code: [ended] })).status).toBe(422)
    }
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(deliveries[0]?.text).toContain(reference)
    const record = await listAuditRows(parseEnvironment(bindings).db, fileId)
    expect(record.at(-1)).toMatchObject({ actor: 'parent', action: 'invitation_declined', detail: '{}' })
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), record)).toBeUndefined()
  })

  it('ends no invitation of another family, and none that was used', async () => {
    const [family, another] = [
      await createFamilyWithInvitation(),
      await createFamilyWithInvitation(byConsent.fields),
    ]
    await insertInvitation(family.authorisationId, { acceptedAt: 5 })
    await (await enterInvitationCode(family.code)).post('/invitation/decline/')
    await enterInvitationCode(another.code)
    expect(await queryRows('select ended_at from invitations where accepted_at = 5')).toEqual([
      { ended_at: null },
    ])
  })

  it.each(languages)('is one button on a page of its own, in %s', async (language) => {
    const { code } = await createFamilyWithInvitation()
    const parent = await enterInvitationCode(code, language)
    const page = await parsePage(
      await changesNothing(() => parent.get(localisePath(language, '/invitation/decline/'))),
    )
    expect([page.heading, page.action]).toEqual([
      declineInvitationPageWording.title[language],
      localisePath(language, '/invitation/decline/'),
    ])
    const answer = await parent.post(page.action ?? '')
    expect(answer.headers.get('Location')).toBe(localisePath(language, '/invitation/declined/'))
  })

  it('twice, from two tabs or ten times at once is one no, one mail and the same page', async () => {
    const { parent } = await createParentWithInvitation()
    const tab = createCookieJarVisitor()
    tab.cookie = parent.cookie
    deliveries.length = 0
    const presses = Array.from({ length: 10 }, () => {
      const one = createCookieJarVisitor()
      one.cookie = parent.cookie
      return one.post('/invitation/decline/')
    })
    const answers = [
      ...(await Promise.all(presses)),
      await parent.post('/invitation/decline/'),
      await tab.post('/invitation/decline/'),
    ]
    for (const answer of answers) expectRedirect(answer, '/invitation/declined/')
    // The browser holds no cookie of the invitation any more.
    expect(parent.cookie).toBe('')
    expect(await queryRows("select outcome from call_attempts where outcome = 'declined'")).toHaveLength(1)
    expect(await queryRows("select 1 from audit_events where action = 'invitation_declined'")).toHaveLength(1)
    expect(deliveries).toHaveLength(1)
    await isSentBack(parent)
  })

  it('is possible whatever the first parent did meanwhile', async () => {
    for (const change of ['withdrawn_at = 1', 'expires_at = 1', 'superseded_at = 1']) {
      const { authorisationId, parent } = await createParentWithInvitation(byConsent.fields)
      await queryRows(`update authorisations set ${change} where id = ?`, authorisationId)
      expect((await parent.post('/invitation/decline/')).headers.get('Location')).toBe(
        '/invitation/declined/',
      )
      const stored = await queryRows(
        "select 1 from call_attempts where authorisation_id = ? and outcome = 'declined'",
        authorisationId,
      )
      expect(stored).toHaveLength(1)
    }
  })

  it('ends what was given after the first was renewed, too', async () => {
    const { code, reference, authorisationId } = await createFamilyWithInvitation()
    await queryRows('update authorisations set superseded_at = ?', Date.now())
    const renewed = await insertGrantedAuthorisation(reference)
    const newer = await insertInvitation(renewed)
    await (await enterInvitationCode(code)).post('/invitation/decline/')
    expect((await createVisitor().post('/invitation/', { code: [newer] })).status).toBe(422)
    expect(await gateIsOpen(renewed)).toBe(false)
    expect(await gateIsOpen(authorisationId)).toBe(false)
  })

  it('tells every administrator when nobody leads the file', async () => {
    const { code, fileId } = await createFamilyWithInvitation()
    await queryRows('update files set lead_coordinator_id = null where id = ?', fileId)
    deliveries.length = 0
    await (await enterInvitationCode(code)).post('/invitation/decline/')
    const administrators = practice.coordinators.filter(({ administrator }) => administrator)
    expect(deliveries.map(({ to }) => to)).toEqual(administrators.map(({ email }) => email))
  })

  it('writes no code, no name and nothing of the first parent into mail or log', async () => {
    const { fields, needles } = createCanaryIntake('Kanarien', '555 3')
    const { code } = await createFamilyWithInvitation(fields)
    deliveries.length = 0
    const logs = captureConsole()
    const parent = await enterInvitationCode(code)
    await parent.post('/invitation/decline/')
    await parent.post('/invitation/', { code: [code] })
    expect(deliveries).toHaveLength(1)
    const all = JSON.stringify([deliveries, logs.lines, await selectAllTables()])
    for (const needle of [...needles, code, code.replace('-', '')]) expect(all).not.toContain(needle)
    expect(logs.eventsNamed('code_refused')).toMatchObject([{ use: 'invitation', limited: false }])
  })
})

/** Creates a family with an invitation, and a browser of the other parent who has entered its code. */
async function createParentWithInvitation(...[fields]: Parameters<typeof createFamilyWithInvitation>) {
  const family = await createFamilyWithInvitation(fields)
  return { ...family, parent: await enterInvitationCode(family.code) }
}

const ADDRESSES = [
  '/invitation/',
  '/invitation/yours/',
  '/invitation/start/',
  '/invitation/decline/',
  '/invitation/declined/',
]

/** Every event after which the newest invitation opens nothing. */
function ENDINGS(): [string, () => Promise<unknown>][] {
  const newest = '(select id from invitations order by rowid desc limit 1)'
  const file = `(select file_id from invitations join authorisations on authorisations.id = authorisation_id
    join parents on parents.id = parent_id where invitations.id = ${newest})`
  return [
    [
      'its time is over',
      () => queryRows(`update invitations set expires_at = ? where id = ${newest}`, Date.now()),
    ],
    [
      'a newer one took its place',
      () => queryRows(`update invitations set ended_at = 1 where id = ${newest}`),
    ],
    ['it was used', () => queryRows(`update invitations set accepted_at = 1 where id = ${newest}`)],
    ['the file is closed', () => queryRows(`update files set stage = 'closed' where id = ${file}`)],
    [
      'the other parent has sent an intake by another way',
      () =>
        queryRows(`insert into submissions (id, file_id, parent_id, form, version, sealed_answers, idempotency_key, sent_at)
          select hex(randomblob(9)), file_id, id, 'intake', 2, 'sealed', hex(randomblob(9)), 1 from parents
          where side = 'other' and file_id = ${file}`),
    ],
  ]
}

/** Expects a redirect to the page that asks for a code, with the cookie deleted and nothing changed. */
async function isSentBack(parent: Visitor, path = '/invitation/yours/', method = 'GET'): Promise<void> {
  const answer = await changesNothing(() =>
    method === 'POST' ? parent.post(path) : parent.request(path, { method }),
  )
  expectRedirect(answer, '/invitation/')
  expect(parent.cookie).not.toContain('invitation')
}

const posted = (
  visitor: Visitor,
  path: string,
  fields: Readonly<Record<string, readonly string[]>>,
  headers: Record<string, string>,
) =>
  visitor.request(path, {
    method: 'POST',
    body: encodeFormBody(addPageButton(path, fields)),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })

/** Whether each draft is bound to an invitation. */
const bound = async () =>
  (await queryRows<{ bound: number }>('select invitation_id is not null as bound from drafts')).map(
    ({ bound }) => bound === 1,
  )

async function gateIsOpen(authorisationId: string): Promise<boolean> {
  const callRequest = { authorisationId, coordinatorId: 'robin-ashdown', at: Date.now() }
  const [gate] = await parseEnvironment(bindings).db.all<{ open: number }>(
    sql`select ${gateOpenCondition(callRequest)} as open`,
  )
  return gate?.open === 1
}
