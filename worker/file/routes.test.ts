import { beforeEach, describe, expect, it, vi } from 'vitest'
import { filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { MAX_WRONG_CODES_PER_HOUR } from '../../content/limits.ts'
import { codeDetailsWording } from '../../content/site/code-details-wording.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { appendDecodedBase64url, createCanaryIntake } from '../../tests/support/canary-intake.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import {
  changesNothing,
  countRows,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createParentWithDraft, declarationFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { openFileWithCode } from '../../tests/support/parent-with-file.ts'
import { type ParsedPage, parsePage, parseVisibleForms } from '../../tests/support/parse-page.ts'
import {
  expectRedirect,
  listHeaders,
  postCodeFrom,
  withoutFloodLimits,
} from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'

const deliveries = setUpPortal()

const { byOneParent, byConsent } = intakeExamples
const WRONG = 'K7Q4-9MX2-PT5H-W3ZC'
const HOUR = 3_600_000
/** What is said of a code goes by the letter in front of it, and by nothing else. */
const withoutLetter = (code: string) => code.replace(/^[A-Z]-/, '')

describe('opening a link to a file', () => {
  // A link in an older e-mail was /file/code/#CODE, and a client sends the part behind the # to no server.
  it.each(['GET', 'HEAD'])(
    'signs nobody in, counts nothing and changes nothing: %s, fifty times',
    async (method) => {
      const { code } = await sentIntake()
      const scanner = createVisitor()
      await changesNothing(async () => {
        for (let count = 0; count < 50; count++) {
          const answer = await scanner.request(`/file/code/#${code}`, { method })
          expect(answer.status).toBe(200)
          // The first answer sets the cookie that says nothing, and no other.
          expect(answer.headers.getSetCookie().join()).toMatch(/^(__Host-cookie=yes; [^,]*)?$/)
        }
      })
      expect(await isFileOpen(scanner)).toBe(false)
      // The requests used nothing up: the parent's own press still opens the file, from the same connection.
      expect((await scanner.post('/file/', { code: [code] })).status).toBe(303)
    },
  )

  it('shows one page, byte for byte, whatever the code, with one button that posts it', async () => {
    const { code, reference } = await sentIntake()
    const [right, wrong] = [
      await createVisitor().get(`/file/code/#${code}`),
      await createVisitor().get(`/file/code/#${WRONG}`),
    ]
    const html = await right.clone().text()
    expect(html).toBe(await wrong.text())
    for (const secret of [code, reference]) expect(html).not.toContain(secret)
    expect(listHeaders(right)).toEqual(listHeaders(wrong))
    const { action, filledFields, heading } = await parsePage(right)
    expect([action, filledFields, heading]).toEqual([
      '/code/',
      { code: [''], 'from-page': [''] },
      filePageWording.title.en,
    ])
  })

  it('asks the database nothing', async () => {
    const { DB, calls } = createCountingD1()
    await createVisitor({ DB }).get('/file/')
    await createVisitor({ DB }).get('/file/code/')
    expect(calls).toEqual([])
  })

  it('shows the same form as the address without a code, also while another parent’s file is open', async () => {
    const [one, other] = [await sentIntake(), await sentIntake(byConsent.fields)]
    for (const language of languages) {
      const path = localisePath(language, '/file/code/')
      const form = await (await createVisitor().get(localisePath(language, '/file/'))).text()
      const parent = createVisitor()
      await parent.post('/file/', { code: [one.code] })
      const answer = await changesNothing(() => parent.get(path))
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await answer.text()).toBe(form)
      expect(form).not.toContain(one.reference)
      await parent.post('/file/', { code: [other.code] })
      expect((await parsePage(await parent.get('/file/'))).slots.reference).toBe(other.reference)
    }
  })

  it('never shows the page of an open file where it is built, but leads to the file', async () => {
    const { parent } = await openSentFile()
    for (const visitor of [createVisitor(), parent]) {
      for (const language of languages) {
        const answer = await visitor.get(localisePath(language, '/file/opened/'))
        expect([answer.status, answer.headers.get('Location')]).toEqual([
          301,
          localisePath(language, '/file/'),
        ])
      }
    }
  })

  it('has no address with the code in it: one is as unknown as any, and says nothing of it', async () => {
    const { code } = await sentIntake()
    const right = await changesNothing(() => createVisitor().get(`/file/${code}/`))
    const wrong = await changesNothing(() => createVisitor().get(`/file/${WRONG}/`))
    expect(await right.clone().text()).toBe(await wrong.text())
    expect(await right.clone().text()).not.toContain(code)
    await expectErrorPage(right, 404)
  })
})

describe('pressing the button', () => {
  it('signs in with a guarded cookie, gone with the browser and without the code, and leads to the file', async () => {
    const { code, reference } = await sentIntake()
    const parent = createVisitor()
    const answer = await parent.post('/file/', { code: [code] })
    expectRedirect(answer, '/file/')
    const [cookie, ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    const [name = '', ...attributes] = (cookie ?? '').split('; ')
    expect(name).toMatch(/^__Host-file=/)
    expect(appendDecodedBase64url(decodeURIComponent(name))).not.toContain(code)
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
    const page = await parsePage(await parent.get('/file/'))
    expect([page.status, page.slots.reference]).toEqual([200, reference])
  })

  it('keeps the file open for thirty minutes after the last look at it, whatever the browser keeps', async () => {
    const NOW = Date.UTC(2026, 10, 22, 15)
    vi.setSystemTime(NOW)
    const { parent } = await openSentFile()
    const { cookie } = parent
    vi.setSystemTime(NOW + 29 * 60_000)
    expect(await isFileOpen(parent)).toBe(true)
    vi.setSystemTime(NOW + 58 * 60_000)
    expect(await isFileOpen(parent)).toBe(true)
    // The first cookie expired in the meantime.
    const stale = createVisitor()
    stale.cookie = cookie
    expect(await isFileOpen(stale)).toBe(false)
    vi.setSystemTime(NOW + 88 * 60_000)
    expect(await isFileOpen(parent)).toBe(false)
  })

  it('gives a cookie that cannot be changed: neither whose file it opens nor until when', async () => {
    const [one, other] = [await sentIntake(), await sentIntake(byConsent.fields)]
    const parent = createVisitor()
    await parent.post('/file/', { code: [one.code] })
    const ownFile = parent.cookie
    await parent.post('/file/', { code: [other.code] })
    const [, id = '', until = ''] = /=([\w-]+\.[\w-]+)\.(\d+)\./.exec(ownFile) ?? []
    const [, otherFile = ''] = /=([\w-]+\.[\w-]+)\.\d+\./.exec(parent.cookie) ?? []
    expect([id, until, otherFile].every(Boolean)).toBe(true)
    for (const changed of [ownFile.replace(until, `${Number(until) + 1}`), ownFile.replace(id, otherFile)]) {
      const forger = createVisitor()
      forger.cookie = changed
      expect(await isFileOpen(forger)).toBe(false)
    }
  })

  it('takes the code typed in odd ways', async () => {
    const { code } = await sentIntake()
    for (const odd of [
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('-', ''),
      `  ${code}  `,
      code.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]) {
      expect((await createVisitor().post('/file/', { code: [odd] })).status).toBe(303)
    }
  })

  it('works from the confirmation page, in both languages', async () => {
    for (const language of languages) {
      const parent = await sendIntake()
      const [form] = await parseVisibleForms(await parent.get(localisePath(language, '/intake/sent/')))
      const answer = await createVisitor().post(form?.action ?? '', form?.fields)
      expect(answer.headers.get('Location')).toBe(localisePath(language, '/file/'))
    }
  })

  it('takes two calls to the database: one to try the code, one to show the file', async () => {
    const { code } = await sentIntake()
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await parent.post('/file/', { code: [code] })
    expect(calls).toHaveLength(1)
    await parent.get('/file/')
    expect(calls).toHaveLength(2)
  })
})

describe('the file as its parent sees it', () => {
  it.each(languages)('shows the reference, the stage and none of the answers, in %s', async (language) => {
    const { fields, needles } = createCanaryIntake('Kanarien', '555 3')
    const { code, reference } = await sentIntake(fields)
    const parent = createVisitor()
    await parent.post(localisePath(language, '/file/'), { code: [code] })
    const answer = await parent.get(localisePath(language, '/file/'))
    const html = await answer.clone().text()
    const page = await parsePage(answer)
    expect(page.slots.reference).toBe(reference)
    expect(await shownStatuses(parent, language)).toEqual(['received'])
    expect(page.slots.received?.trim()).toBe(filePageWording.statuses.received[language])
    for (const needle of needles) expect(html.includes(needle) ? needle : '').toBe('')
    expect(html).not.toContain(code)
  })

  it.each(['waiting', 'received', 'closed'] as const)(
    'says what its parent was told, and nothing else: %s',
    async (status) => {
      const { code } = await sentIntake()
      await queryRows("update parents set status = ? where side = 'initiating'", status)
      const parent = createVisitor()
      await parent.post('/file/', { code: [code] })
      expect(await shownStatuses(parent)).toEqual([status])
    },
  )

  it('is each parent’s own: one code never shows another’s reference', async () => {
    const one = await sentIntake()
    const other = await sentIntake(byConsent.fields)
    expect(other.code).not.toBe(one.code)
    for (const { code, reference } of [one, other]) {
      const parent = createVisitor()
      await parent.post('/file/', { code: [code] })
      expect((await parsePage(await parent.get('/file/'))).slots.reference).toBe(reference)
    }
  })

  it('has a plain title and no icon, before and after', async () => {
    const { code } = await sentIntake()
    const parent = createVisitor()
    for (const isOpen of [false, true]) {
      if (isOpen) await parent.post('/file/', { code: [code] })
      const html = await (await parent.get('/file/')).text()
      expect(html).toMatch(/<title>Form<\/title>/)
      expect(html).not.toMatch(/rel="icon"/)
    }
  })

  it('is not shown without a cookie, with one nobody gave, or once the code opens nothing', async () => {
    const { parent } = await openSentFile()
    await queryRows('update parents set access_code_hash = null')
    const forger = createVisitor()
    forger.cookie = `__Host-file=${WRONG}`
    const scribbler = createVisitor()
    scribbler.cookie = '__Host-file=kanari'
    for (const visitor of [createVisitor(), forger, scribbler, parent]) {
      const hasCookie = visitor.cookie !== ''
      const answer = await expectNoChange(200, () => visitor.get('/file/'))
      expect(showsCodeForm(await parsePage(answer.clone()))).toBe(true)
      // The response to a browser without the cookie does not even name it, and sets only the one that says nothing.
      const dropped = expect.stringMatching(/^__Host-file=; Max-Age=0/)
      expect(answer.headers.getSetCookie()).toEqual(
        hasCookie ? [dropped] : [expect.stringMatching(/^__Host-cookie=yes;/)],
      )
    }
  })
})

describe('a code that opens no file', () => {
  it('is answered alike, whichever way it is wrong', async () => {
    const parent = await createParentWithDraft()
    const resumes =
      (await parsePage(await parent.post('/intake/resume-code/', { press: ['show'] }))).slots.code ?? ''
    const { code } = await sentIntake()
    const nearly = code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7'))
    const answers = []
    for (const typed of [WRONG, nearly, resumes, 'kanari', `${code}7`, code.slice(0, -1)].map(
      withoutLetter,
    )) {
      const stranger = createVisitor()
      const answer = await stranger.post('/file/', { code: [typed] })
      const page = await parsePage(answer.clone())
      expect(page.filledFields.code).toEqual([typed])
      expect(page.summary?.problems).toEqual([{ href: '#code', text: codeProblemWording.unknown.en }])
      expect(stranger.cookie).toBe('')
      const html = (await answer.text()).replace(` value="${typed}"`, '')
      answers.push(JSON.stringify([answer.status, html, listHeaders(answer)]))
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^\[422,/)
  })
})

describe('too many wrong codes from one connection', () => {
  const NOW = Date.UTC(2026, 10, 22, 15, 30)
  const connection = '198.51.100.77'

  beforeEach(() => vi.setSystemTime(NOW))

  it('lock nobody out: the right one opens, and counts as nothing', async () => {
    const { code } = await sentIntake()
    for (let count = 0; count < MAX_WRONG_CODES_PER_HOUR; count++) {
      expect((await tryFrom(connection, WRONG)).status).toBe(422)
    }
    const limited = await tryFrom(connection, WRONG)
    expect(limited.status).toBe(429)
    expect((await parsePage(limited)).text).toContain(codeDetailsWording.tooMany.en)
    expect((await tryFrom('198.51.100.78', WRONG)).status).toBe(422)
    const parent = createVisitor(withoutFloodLimits)
    await changesNothing(async () =>
      expectRedirect(await tryFrom(connection, code, '/file/', parent), '/file/'),
    )
    expect(await isFileOpen(parent)).toBe(true)
    vi.setSystemTime(NOW + HOUR)
    expect((await tryFrom(connection, WRONG)).status).toBe(422)
  })

  it('are answered alike, however near they are to one that opens', async () => {
    const { code } = await sentIntake()
    for (let count = 0; count <= MAX_WRONG_CODES_PER_HOUR; count++) await tryFrom(connection, WRONG)
    const nearly = code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7'))
    const answers = new Set<string>()
    for (const typed of [WRONG, nearly, '', 'kanari']) {
      const answer = await tryFrom(connection, typed)
      const html = (await answer.clone().text()).replace(` value="${typed}"`, '')
      answers.add(JSON.stringify([answer.status, html, listHeaders(answer)]))
    }
    expect(answers.size).toBe(1)
    expect([...answers][0]).toMatch(/^\[429,/)
  })

  it('are counted together with codes to come back with', async () => {
    for (let count = 0; count < MAX_WRONG_CODES_PER_HOUR / 2; count++) {
      expect((await tryFrom(connection, WRONG)).status).toBe(422)
      expect((await tryFrom(connection, WRONG, '/intake/resume/')).status).toBe(422)
    }
    expect((await tryFrom(connection, WRONG)).status).toBe(429)
    expect((await tryFrom(connection, WRONG, '/intake/resume/')).status).toBe(429)
    expect(await queryRows('select attempts from code_attempts')).toEqual([
      { attempts: MAX_WRONG_CODES_PER_HOUR + 1 },
    ])
  })

  it('are counted within the part of an IPv6 network that one household has', async () => {
    for (let index = 0; index < MAX_WRONG_CODES_PER_HOUR; index++) {
      await tryFrom(`2001:db8:1:2::${index.toString(16)}:beef`, WRONG)
    }
    expect((await tryFrom('2001:0DB8:0001:0002:ffff::1', WRONG)).status).toBe(429)
    expect((await tryFrom('2001:db8:1:3::1', WRONG)).status).toBe(422)
  })
})

describe('closing a file on a device', () => {
  it('takes the cookie, and the file needs its code again', async () => {
    const { code, parent } = await openSentFile()
    const answer = await changesNothing(() => parent.post('/file/close/'))
    expectRedirect(answer, '/file/')
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-file=; Max-Age=0;/)])
    expect(await isFileOpen(parent)).toBe(false)
    expect((await parent.post('/file/', { code: [code] })).status).toBe(303)
  })
})

describe('the private code', () => {
  it('is on the confirmation page and in the receipt, and in no row, no log line and no Location', async () => {
    const logs = captureConsole()
    const { code, answers } = await sentIntake(byConsent.fields)
    const parent = createVisitor()
    const met = [
      ...answers,
      await parent.get(`/file/${code}/`),
      await parent.get(`/fr/file/${code}/`),
      await parent.request(`/file/${code}/`, { method: 'DELETE' }),
      await parent.post('/file/', { code: [code] }),
      await parent.get('/file/'),
      await parent.post('/file/close/'),
      await parent.post('/file/', { code: [code.slice(0, -1)] }),
    ]
    const locations = met.map(({ headers }) => headers.get('Location') ?? '')
    expect(locations).toContain('/file/')
    const dump = appendDecodedBase64url(JSON.stringify([await selectAllTables(), logs.lines, locations]))
    const secret = code.replace(/^A-/, '')
    const letters = secret.replaceAll('-', '')
    for (const needle of [secret, letters, secret.toLowerCase(), letters.toLowerCase(), secret.slice(1)]) {
      expect(dump.includes(needle)).toBe(false)
    }
    expect(logs.eventsNamed('code_refused')).toEqual([
      { event: 'code_refused', request: expect.any(String), use: 'file', limited: false },
    ])
    const receipt = deliveries.find(({ to }) => to === 'maelle.cote@example.org')
    expect(receipt?.text).toContain(code)
    expect(receipt?.text).toMatch(/\/code\/$/m)
  })

  it('cannot be made from the reference', async () => {
    const { reference } = await sentIntake()
    for (const typed of [reference, `${reference}-${reference}`]) {
      expect((await createVisitor().post('/file/', { code: [typed] })).status).toBe(422)
    }
  })
})

/** Sends an intake and returns what the confirmation page shows. */
async function sentIntake(fields: FormFields = byOneParent.fields) {
  const parent = await createParentWithDraft(fields)
  const sending = await parent.post('/intake/send/', declarationFields)
  expect(sending.status).toBe(303)
  const sent = await parent.get('/intake/sent/')
  const { slots } = await parsePage(sent.clone())
  expect(await countRows('files')).toBeGreaterThan(0)
  return { code: slots.code ?? '', reference: slots.reference ?? '', answers: [sending, sent] }
}

/** Sends an intake and opens its file in another browser. */
async function openSentFile() {
  const sent = await sentIntake()
  return { ...sent, parent: await openFileWithCode(sent.code) }
}

/** Enters a code from an address on the network. */
const tryFrom = (address: string, code: string, path = '/file/', visitor?: Visitor) =>
  postCodeFrom(address, path, code, visitor)

/** Whether /file/ shows a parent their file, and not the form for the code. */
async function isFileOpen(parent: Visitor): Promise<boolean> {
  const page = await parsePage(await parent.get('/file/'))
  expect([page.status, showsCodeForm(page)]).toEqual([200, !page.slots.reference])
  return !showsCodeForm(page)
}

const showsCodeForm = ({ ids }: ParsedPage): boolean => ids.has('code')

/** The status of a file as its page shows it. */
async function shownStatuses(
  parent: Visitor,
  language: (typeof languages)[number] = 'en',
): Promise<string[]> {
  const { shown } = await parsePage(await parent.get(localisePath(language, '/file/')))
  return Object.keys(filePageWording.statuses).filter((status) => shown.has(status))
}
