import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fieldsOf } from '../../content/forms/example.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { rows } from '../testing/database.ts'
import { parentWithDraft } from '../testing/intake.ts'
import { watchLogs } from '../testing/logs.ts'
import { mailProvider, refused } from '../testing/mail-provider.ts'
import { prepareDatabase, visit, watchedD1 } from '../testing/portal.ts'

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
      [() => parent.post('/intake/send/'), '/intake/send/', 303],
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
    const [, you] = intake.sections
    await visit().post('/intake/you/', fieldsOf(you, intakeExamples.mistakes.fields))
    expect(logs.events('section_rejected')).toEqual([
      {
        event: 'section_rejected',
        request: expect.any(String),
        form: 'intake',
        section: 'you',
        questions: ['legalName', 'birthDate', 'province', 'phone', 'email'],
      },
    ])
    for (const typed of ['ask my sister', 'mo.tanaka']) expect(logs.lines.join('\n')).not.toContain(typed)
  })

  it('names what is missing when an intake is sent too early', async () => {
    const parent = visit()
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const logs = watchLogs()
    await parent.post('/intake/send/')
    expect(logs.events('intake_incomplete')).toEqual([
      {
        event: 'intake_incomplete',
        request: expect.any(String),
        questions: ['legalName', 'province', 'phone', 'otherName'],
      },
    ])
  })

  it('holds no answer, field name made up by a stranger, cookie, reference or address, whatever goes wrong', async () => {
    const logs = watchLogs()
    const kanari = 'Kanari416'
    const fields = Object.fromEntries(
      Object.entries(intakeExamples.byCourtOrder.fields).map(([name, values]) => [
        name,
        /Name$|Court$|FileNumber$|background|Rules|street|city|Lawyer/.test(name) ? [kanari] : values,
      ]),
    )
    const parent = await parentWithDraft(fields)
    const { cookie } = parent
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    // Every way to go wrong with something typed.
    for (const section of intake.sections) {
      const path = `/intake/${section.slug}/?${kanari}=${kanari}`
      for (const name of Object.keys(fieldsOf(section, fields))) {
        await parent.post(path, { ...fieldsOf(section, fields), [name]: [`${kanari}\u202e`] })
        await parent.post(path, { ...fieldsOf(section, fields), [name]: [`${kanari}${'x'.repeat(6000)}`] })
      }
      await parent.post(path, { ...fieldsOf(section, fields), [kanari]: [kanari] })
      await parent.request(path, { method: 'POST', headers, body: `${kanari}=%ED%A0%80` })
      await parent.request(path, { method: 'POST', bare: true, headers, body: `${kanari}=1` })
      await parent.request(path, { method: 'POST', body: kanari, headers: { 'Content-Type': kanari } })
    }
    await visit().get(`/intake/${kanari}/`)
    await visit().get(`/${kanari}/?${kanari}`)
    await visit().request('/intake/you/', {
      headers: { 'X-Request-Id': `${kanari}!`, Cookie: kanari, Referer: kanari },
    })
    const broken = visit({ DB: watchedD1(() => Promise.reject(new Error(kanari))) })
    broken.cookie = cookie
    await broken.post('/intake/how-you-come/', fieldsOf(intake.sections[0], fields))
    await broken.post('/intake/send/')
    await broken.get('/intake/check/')
    await parent.post('/intake/send/')
    await parent.get('/intake/sent/')
    await parent.post('/intake/send/')
    const [file] = await rows<{ reference: string }>('select reference from files')

    const events = new Set(logs.lines.map((line) => (JSON.parse(line) as { event: string }).event))
    expect(events).toEqual(
      new Set([
        'request',
        'section_rejected',
        'section_refused',
        'cross_site_refused',
        'fault',
        'intake_sent',
        'mail_not_sent',
      ]),
    )
    const text = logs.lines.join('\n')
    expect(text.match(/.*kanari.*/gi)).toBeNull()
    const token = cookie.split('=')[1] ?? ''
    for (const secret of [token, file?.reference ?? '']) {
      expect(secret).not.toBe('')
      expect(text).not.toContain(secret)
    }
    for (const typed of ['1987', '613', '555', 'mo.tanaka', 'a.brandt']) {
      // Request ids and times are digits too, so the lines are read without them.
      const lines = text.replace(/"(request|mail)":"[^"]*"|"ms":\d+|:\d+:\d+/g, '')
      expect(lines).not.toContain(typed)
    }
  })
})
