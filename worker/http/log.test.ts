import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { howYouCome } from '../../content/forms/intake/how-you-come.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { you } from '../../content/forms/intake/you.ts'
import { fieldsOf, postsOf } from '../../forms/example.ts'
import { everyQuestion } from '../../forms/form.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { rows } from '../../tests/support/database-rows.ts'
import { declared, fillIn, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { mailProvider, refused } from '../../tests/support/mock-mail-provider.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import { prepareDatabase, visit, watchedD1 } from '../../tests/support/test-portal.ts'

beforeEach(async () => {
  await prepareDatabase()
  mailProvider(refused(422, 'validation_error'))
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('the log', () => {
  it('has one line a request, with the pattern of the route that answered rather than the address', async () => {
    const parent = await parentWithDraft()
    const logs = watchLogs()
    const asked: [() => Promise<Response>, string, number][] = [
      [() => parent.get('/intake/you/?kanari=1'), '/intake/:section/', 200],
      [() => parent.get('/fr/intake/you/'), '/fr/intake/:section/', 200],
      [() => parent.get('/intake/check/'), '/intake/check/', 200],
      [() => parent.post('/intake/send/', declared), '/intake/send/', 303],
      [() => parent.get('/intake/sent/'), '/intake/sent/', 200],
      [() => visit().get('/desk/files/KANA-R100/'), '/desk/*', 401],
      [() => visit().get('/kanari/'), '/*', 404],
    ]
    for (const [ask] of asked) await ask()
    expect(logs.events('request').map(({ route, status }) => [route, status])).toEqual(
      asked.map(([, route, status]) => [route, status]),
    )
    expect(logs.lines.join('\n')).not.toMatch(/kanari|KANA/i)
  })

  it('is JSON, a line an event', async () => {
    const logs = watchLogs()
    await visit().get('/intake/you/')
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
    const logs = watchLogs()
    await visit().post('/intake/you/', fieldsOf(you, intakeExamples.mistakes.fields))
    expect(logs.events('section_rejected')).toEqual([
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
    const parent = visit()
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const logs = watchLogs()
    await parent.post('/intake/send/', declared)
    expect(logs.events('intake_incomplete')).toEqual([
      {
        event: 'intake_incomplete',
        request: expect.any(String),
        questions: ['device', 'legalName', 'province', 'phone', 'otherName', 'worried'],
      },
    ])
  })

  it('holds no answer, field name made up by a stranger, cookie, reference or address, whatever goes wrong', async () => {
    const logs = watchLogs()
    const kanari = 'Kanari416'
    const texts = new Set(
      everyQuestion(intake).flatMap(({ name, question }) =>
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
    const parent = visit({ LIMIT_REQUESTS })
    await fillIn(parent, fields)
    const { cookie } = parent
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    // Every way to go wrong with something typed.
    for (const { path: place, fields: typed } of onePageEach(fields)) {
      const path = `${place}?${kanari}=${kanari}`
      for (const name of Object.keys(typed)) {
        await parent.post(path, { ...typed, [name]: [`${kanari}\u202e`] })
        await parent.post(path, { ...typed, [name]: [`${kanari}${'x'.repeat(6000)}`] })
      }
      await parent.post(path, { ...typed, [kanari]: [kanari] })
      await parent.request(path, { method: 'POST', headers, body: `${kanari}=%ED%A0%80` })
      await parent.request(path, { method: 'POST', bare: true, headers, body: `${kanari}=1` })
      await parent.request(path, { method: 'POST', body: kanari, headers: { 'Content-Type': kanari } })
    }
    await parent.post('/intake/resume/', { code: [kanari] })
    await parent.post('/file/', { code: [kanari] })
    const given = await readPage(await parent.post('/intake/resume-code/', { mail: ['yes'] }))
    await visit().get(`/intake/${kanari}/`)
    await visit().get(`/${kanari}/?${kanari}`)
    await visit().request('/intake/you/', {
      headers: { 'X-Request-Id': `${kanari}!`, Cookie: kanari, Referer: kanari },
    })
    const broken = visit({ DB: watchedD1(() => Promise.reject(new Error(kanari))) })
    broken.cookie = cookie
    await broken.post('/intake/how-you-come/', fieldsOf(howYouCome, fields))
    await broken.post('/intake/send/', declared)
    await broken.get('/intake/check/')
    await parent.post('/intake/send/', {})
    await parent.post('/intake/send/', declared)
    const sent = await readPage(await parent.get('/intake/sent/'))
    const reader = visit()
    await reader.get('/file/')
    await reader.post('/file/', { code: [sent.slots.code ?? ''] })
    await reader.get('/file/yours/')
    await parent.post('/intake/send/', declared)
    const [file] = await rows<{ reference: string }>('select reference from files')

    const events = new Set(logs.lines.map((line) => (JSON.parse(line) as { event: string }).event))
    expect(events).toEqual(
      new Set([
        'request',
        'section_rejected',
        'section_refused',
        'cross_site_refused',
        'fault',
        'resume_code_given',
        'code_refused',
        'intake_incomplete',
        'intake_sent',
        'mail_not_sent',
      ]),
    )
    const text = logs.lines.join('\n')
    expect(text.match(/.*kanari.*/gi)).toBeNull()
    const token = cookie.split('=')[1] ?? ''
    for (const secret of [token, file?.reference ?? '', given.slots.code ?? '', sent.slots.code ?? '']) {
      expect(secret).not.toBe('')
      expect(text).not.toContain(secret)
    }
    for (const typed of ['1983', '613', '555', 'margot', 'okafor']) {
      // Request ids and times are digits too, so the lines are read without them.
      const lines = text.replace(/"(request|mail)":"[^"]*"|"ms":\d+|:\d+:\d+/g, '')
      expect(lines).not.toContain(typed)
    }
  })
})

/** The pages of a filled-in form, of each list the first entry only. */
const onePageEach = (fields: Fields) =>
  postsOf(intake, fields).filter(({ path }) => !/\/(children|orders)\/(?!01\/)./.test(path))
