import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { howYouComeSection } from '../content/forms/intake/how-you-come.ts'
import { intakeForm } from '../content/forms/intake/index.ts'
import { youSection } from '../content/forms/intake/you.ts'
import { getSectionFields, listPagePosts } from '../forms/example.ts'
import { listQuestionsWithSections } from '../forms/form.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { captureConsole } from '../tests/support/console-logs.ts'
import { queryRows } from '../tests/support/database-rows.ts'
import { chooseCases } from '../tests/support/explored-cases.ts'
import { createParentWithDraft, declarationFields, saveEverySection } from '../tests/support/intake-drafts.ts'
import { mockMailProvider, refuseDelivery } from '../tests/support/mock-mail-provider.ts'
import { parsePage } from '../tests/support/parse-page.ts'
import { createVisitor, createWatchedD1, prepareDatabase } from '../tests/support/test-portal.ts'
import { getErrorLogFields } from './log.ts'

beforeEach(async () => {
  await prepareDatabase()
  mockMailProvider(refuseDelivery(422, 'validation_error'))
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('the log', () => {
  it('has one line a request, with the pattern of the route that answered rather than the address', async () => {
    const parent = await createParentWithDraft()
    const logs = captureConsole()
    const requests: [() => Promise<Response>, string, number][] = [
      [() => parent.get('/intake/you/?kanari=1'), '/intake/:section/', 200],
      [() => parent.get('/fr/intake/you/'), '/fr/intake/:section/', 200],
      [() => parent.get('/intake/check/'), '/intake/check/', 200],
      [() => parent.post('/intake/send/', declarationFields), '/intake/send/', 303],
      [() => parent.get('/intake/sent/'), '/intake/sent/', 200],
      [() => createVisitor().get('/desk/files/KANA-R100/'), '/desk/*', 401],
      [() => createVisitor().get('/kanari/'), '/*', 404],
    ]
    for (const [ask] of requests) await ask()
    expect(logs.eventsNamed('request').map(({ route, status }) => [route, status])).toEqual(
      requests.map(([, route, status]) => [route, status]),
    )
    expect(logs.lines.join('\n')).not.toMatch(/kanari|KANA/i)
  })

  it('is JSON, a line an event', async () => {
    const logs = captureConsole()
    await createVisitor().get('/intake/you/')
    expect(logs.lines).toHaveLength(1)
    expect(JSON.parse(logs.lines[0] ?? '')).toEqual({
      event: 'request',
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'GET',
      route: '/intake/:section/',
      status: 200,
      ms: expect.any(Number),
    })
  })

  it('names the questions that have a mistake and never what was typed', async () => {
    const logs = captureConsole()
    await createVisitor().post('/intake/you/', getSectionFields(youSection, intakeExamples.mistakes.fields))
    expect(logs.eventsNamed('section_rejected')).toEqual([
      {
        event: 'section_rejected',
        request: expect.any(String),
        form: 'intake',
        section: 'you',
        questions: ['legalName', 'birthDate', 'province'],
      },
    ])
    for (const typed of ['ask my sister', 'mo.tanaka']) expect(logs.lines.join('\n')).not.toContain(typed)
  })

  it('names what is missing when an intake is sent too early', async () => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const logs = captureConsole()
    await parent.post('/intake/send/', declarationFields)
    expect(logs.eventsNamed('form_incomplete')).toEqual([
      {
        event: 'form_incomplete',
        request: expect.any(String),
        form: 'intake',
        questions: ['device', 'legalName', 'province', 'phone', 'otherName', 'worried'],
      },
    ])
  })

  it('holds no answer, field name made up by a stranger, cookie, reference or address, whatever goes wrong', async () => {
    const logs = captureConsole()
    const kanari = 'Kanari416'
    const texts = new Set(
      listQuestionsWithSections(intakeForm).flatMap(({ name, question }) =>
        ['name', 'text', 'longText'].includes(question.kind) ? [name] : [],
      ),
    )
    const fields = Object.fromEntries(
      Object.entries(intakeExamples.full.fields).map(([field, values]) => {
        const name = field.split('/').at(-1) ?? ''
        return [field, texts.has(name) || /street|city/.test(name) ? [kanari] : values]
      }),
    )
    const LIMIT_REQUESTS = { limit: async () => ({ success: true }) }
    const parent = createVisitor({ LIMIT_REQUESTS })
    await saveEverySection(parent, fields)
    const { cookie } = parent
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    // Posts pages in each way that can go wrong.
    for (const { path: place, fields: typed } of chooseCases(onePageEach(fields), hasManyKinds)) {
      const path = `${place}?${kanari}=${kanari}`
      for (const name of Object.keys(typed)) {
        await parent.post(path, { ...typed, [name]: [`${kanari}\u202e`] })
        await parent.post(path, { ...typed, [name]: [`${kanari}${'x'.repeat(6000)}`] })
      }
      await parent.post(path, { ...typed, [kanari]: [kanari] })
      await parent.request(path, { method: 'POST', headers, body: `${kanari}=%ED%A0%80` })
      await parent.request(path, { method: 'POST', omitBrowserHeaders: true, headers, body: `${kanari}=1` })
      await parent.request(path, { method: 'POST', body: kanari, headers: { 'Content-Type': kanari } })
    }
    await parent.post('/intake/resume/', { code: [kanari] })
    await parent.post('/file/', { code: [kanari] })
    const code = await parsePage(await parent.post('/intake/resume-code/', { press: ['mail'] }))
    await createVisitor().get(`/intake/${kanari}/`)
    await createVisitor().get(`/${kanari}/?${kanari}`)
    await createVisitor().request('/intake/you/', {
      headers: { 'X-Request-Id': `${kanari}!`, Cookie: kanari, Referer: kanari },
    })
    const broken = createVisitor({ DB: createWatchedD1(() => Promise.reject(new Error(kanari))) })
    broken.cookie = cookie
    await broken.post('/intake/how-you-come/', getSectionFields(howYouComeSection, fields))
    await broken.post('/intake/send/', declarationFields)
    await broken.get('/intake/check/')
    await parent.post('/intake/send/', {})
    await parent.post('/intake/send/', declarationFields)
    const sent = await parsePage(await parent.get('/intake/sent/'))
    const reader = createVisitor()
    await reader.get('/file/')
    await reader.post('/file/', { code: [sent.slots.code ?? ''] })
    await reader.get('/file/')
    await parent.post('/intake/send/', declarationFields)
    const [file] = await queryRows<{ reference: string }>('select reference from files')

    const events = new Set(logs.lines.map((line) => (JSON.parse(line) as { event: string }).event))
    expect(events).toEqual(
      new Set([
        'request',
        'section_rejected',
        'section_refused',
        'unknown_fields_dropped',
        'cross_site_refused',
        'error',
        'resume_code_created',
        'code_refused',
        'form_incomplete',
        'form_sent',
        'message_not_sent',
      ]),
    )
    const text = logs.lines.join('\n')
    expect(text.match(/.*kanari.*/gi)).toBeNull()
    const token = cookie.split('=')[1] ?? ''
    for (const secret of [token, file?.reference ?? '', code.slots.code ?? '', sent.slots.code ?? '']) {
      expect(secret).not.toBe('')
      expect(text).not.toContain(secret)
    }
    for (const typed of ['1983', '613', '555', 'margot', 'okafor']) {
      // Request ids and times contain digits too, so the test removes them before it looks for phone numbers.
      const lines = text.replace(/"(request|mail)":"[^"]*"|"ms":\d+|:\d+:\d+/g, '')
      expect(lines).not.toContain(typed)
    }
  })
})

/** The pages of a filled-in form, with only the first item of each list. */
const onePageEach = (fields: FormFields) =>
  listPagePosts(intakeForm, fields).filter(({ path }) => !/\/(children|orders)\/(?!01\/)./.test(path))

/** Between them, these pages have every kind of question that is typed into. */
const hasManyKinds = ({ path }: { readonly path: string }): boolean =>
  /\/(you|reaching-you|children\/01|safety)\/$/.test(path)

describe('the fields of an error', () => {
  it.each([
    [
      'its code, if it has one',
      Object.assign(new Error('x'), { code: 'ERR_JWE_INVALID' }),
      'ERR_JWE_INVALID',
    ],
    [
      'its name, if its code is no constant',
      Object.assign(new TypeError('x'), { code: 'kanari' }),
      'TypeError',
    ],
    ['its name, if it has no code', new RangeError('kanari'), 'RangeError'],
  ])('name %s', (_, error, name) => {
    expect(getErrorLogFields(error)).toEqual({ error: name, at: expect.stringMatching(/^at /) })
    expect(getErrorLogFields(error).at).not.toContain('kanari')
  })
})
