import { createScheduledController } from 'cloudflare:test'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, expectNoChange } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createLostDraftCookie } from '../../tests/support/intake-drafts.ts'
import { createFailingD1 } from '../../tests/support/racing-databases.ts'
import { bindings, createVisitor, createWatchedD1, prepareDatabase } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import worker from '../index.ts'
import { getErrorLogFields } from '../log.ts'

beforeAll(prepareDatabase)
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const broken = createWatchedD1(() => Promise.reject(new Error('D1_ERROR: Kanarimessage')))

describe('a fault', () => {
  it.each([
    ['/intake/check/', 'en'],
    ['/fr/intake/check/', 'fr'],
  ] as const)(
    'is answered with a page that says what to do, in the language of its address: %s',
    async (path, language) => {
      const logs = captureConsole()
      const parent = createVisitor({ DB: broken })
      parent.cookie = await createLostDraftCookie()
      const answer = await changesNothing(() => parent.get(path))
      const page = await expectErrorPage(answer, 500, language)
      expect(page.text).not.toContain('Kanari')
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(logs.eventsNamed('error')).toEqual([
        {
          event: 'error',
          request: answer.headers.get('X-Request-Id'),
          error: 'Error',
          at: expect.any(String),
        },
      ])
      expect(logs.lines.join('\n')).not.toContain('Kanari')
    },
  )

  it.each([
    ['/intake/how-you-come/', 'en'],
    ['/fr/intake/how-you-come/', 'fr'],
  ] as const)(
    'while saving keeps what was typed on the page, and says that it is not saved: %s',
    async (path, language) => {
      const logs = captureConsole()
      const fields = { parentingDocument: ['none'], background: ['Typed & kept'] }
      const answer = await expectNoChange(500, () => createVisitor({ DB: broken }).post(path, fields))
      expect(answer.headers.getSetCookie()).toEqual([])
      const html = await answer.text()
      expect(html.replace(/<[^>]*>/g, '')).toContain(formNoticeWording.notSaved[language])
      expect(html).toMatch(/value="none"[^>]*checked/)
      expect(html).toContain('Typed &amp; kept')
      expect(html).not.toContain('Kanari')
      expect(logs.eventsNamed('error')).toHaveLength(1)
    },
  )

  it('while looking up a draft still says what to mend, with what was typed', async () => {
    const parent = createVisitor({ DB: broken })
    parent.cookie = await createLostDraftCookie()
    const answer = await expectNoChange(422, () =>
      parent.post('/intake/how-you-come/', { parentingDocument: ['letter'], background: ['Typed & kept'] }),
    )
    expect(await answer.text()).toContain('Typed &amp; kept')
  })

  it('is answered in JSON to the desk, without its message', async () => {
    const team = await createAccessTeam()
    const robin = await team.createVisitor('robin@lantern-street.example.com', { DB: broken })
    for (const path of ['/desk/api/files', '/fr/desk/api/files']) {
      const answer = await robin.get(path)
      expect(answer.status).toBe(500)
      expect(await answer.json()).toEqual({ code: 'error', request: answer.headers.get('X-Request-Id') })
    }
  })

  it('of the settings is answered too, and names them in the log without their values', async () => {
    const logs = captureConsole()
    const visitor = createVisitor({ KEY_RING: 'Kanari', ACCESS_AUD: '', MAIL_API: undefined })
    await expectErrorPage(await visitor.get('/fr/intake/you/'), 500, 'fr')
    expect(logs.eventsNamed('settings_malformed')).toEqual([
      { event: 'settings_malformed', settings: ['ACCESS_AUD', 'MAIL_API', 'KEY_RING'] },
    ])
    expect(logs.lines.join('\n')).not.toContain('Kanari')
  })

  it.each([
    ['/intake/you/', 'en'],
    ['/fr/intake/you/', 'fr'],
  ] as const)('of the pages themselves is answered in words: %s', async (path, language) => {
    for (const ASSETS of [
      { fetch: async () => new Response('Kanari', { status: 404 }) },
      { fetch: () => Promise.reject(new Error('Kanari')) },
    ]) {
      const answer = await createVisitor({ ASSETS }).get(path)
      expect(answer.status).toBe(500)
      expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain; charset=utf-8$/i)
      const { title, lead, next } = errorPageWordingByStatus[500]
      expect(await answer.text()).toBe([title, lead, next].map((wording) => wording[language]).join('\n\n'))
    }
  })

  it.each([400, 401, 403, 404, 405, 413, 415, 429, 500])(
    'is not to be had by asking for its page: /errors/%i/',
    async (status) => {
      await expectErrorPage(await createVisitor().get(`/errors/${status}/`), 404)
      await expectErrorPage(await createVisitor().get(`/fr/errors/${status}/`), 404, 'fr')
    },
  )
})

describe('what the log says about a fault', () => {
  it('is its class and where, without its message', () => {
    const { error, at } = getErrorLogFields(new RangeError('Kanari'))
    expect(error).toBe('RangeError')
    expect(at).toMatch(/^at .*errors\.test\.ts:\d+:\d+\)? < at /)
  })

  it('leaves out a message of many lines, whatever they look like', () => {
    const message = 'Failed query: insert\nparams: Kanari\n    at Kanari (kanari.ts:1:1)\n'
    const { at } = getErrorLogFields(new Error(message))
    expect(at).not.toMatch(/kanari/i)
    expect(at).toMatch(/errors\.test\.ts/)
  })

  it('leaves out the parameters of a query that failed', async () => {
    const DB = createFailingD1(/draft_sections/, 'D1_ERROR: too much')
    const logs = captureConsole()
    const parent = createVisitor({ DB })
    parent.cookie = await createLostDraftCookie()
    await expectErrorPage(await parent.get('/intake/you/'), 500)
    const [fault] = logs.eventsNamed('error')
    expect(fault?.at).toMatch(/^at /)
    expect(fault?.at).not.toMatch(/params|select/)
  })

  it.each([
    ['a string', 'string'],
    [undefined, 'undefined'],
    [null, 'object'],
  ])('is the type of what was thrown when it is no error: %s', (thrown, type) => {
    expect(getErrorLogFields(thrown)).toEqual({ error: type, at: '' })
  })
})

describe('the settings', () => {
  const secrets = {
    KEY_RING: ['Kanari', '{"answers":["Kanari"]}', '{}', '[]', 'null', ''],
    RESEND_API_KEY: ['Kanari', ''],
    ACCESS_AUD: ['', 7],
    ACCESS_TEAM_DOMAIN: ['Kanari', 'ftp://kanari.example.com', 'javascript:kanari'],
    PORTAL_ORIGIN: ['Kanari', ''],
    MAIL_API: ['Kanari'],
  }

  it.each(Object.entries(secrets))(
    'say that %s is malformed by its name and never its value',
    (name, values) => {
      for (const value of [...values, undefined]) {
        const logs = captureConsole()
        const parse = () => parseEnvironment({ ...bindings, [name]: value })
        expect(parse).toThrow(`These settings are missing or malformed: ${name}`)
        expect(logs.lines.join('\n')).not.toMatch(/kanari/i)
        vi.restoreAllMocks()
      }
    },
  )

  it('say which purpose the key ring lacks, as after an update', () => {
    const { audit: _, ...earlier } = JSON.parse(String(bindings.KEY_RING)) as Record<string, unknown>
    const logs = captureConsole()
    const parse = () => parseEnvironment({ ...bindings, KEY_RING: JSON.stringify(earlier) })
    expect(parse).toThrow(new Error('These settings are missing or malformed: KEY_RING.audit'))
    expect(logs.eventsNamed('settings_malformed')).toMatchObject([{ settings: ['KEY_RING.audit'] }])
  })

  it('are parsed once for the same bindings', () => {
    const same = { ...bindings }
    expect(parseEnvironment(same)).toBe(parseEnvironment(same))
  })
})

describe('health', () => {
  it('is 200 while the database answers, to anybody, from anywhere', async () => {
    const answer = await createVisitor().request('/healthz', { omitBrowserHeaders: true })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'ok' })
  })

  it('is 503 when the database does not answer, without a word on why', async () => {
    const logs = captureConsole()
    const answer = await createVisitor({ DB: broken }).get('/healthz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ status: 'unavailable' })
    expect(logs.eventsNamed('database_unreachable')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toContain('Kanari')
  })
})

describe('the scheduled work', () => {
  it('does the rest when one part fails, and ends as failed without saying more than that', async () => {
    // At night in Canada, when the check of the record begins.
    vi.setSystemTime(Date.parse('2026-12-01T08:00:00Z'))
    const logs = captureConsole()
    const verbs: string[] = []
    const DB = createWatchedD1(async ([sql = ''], go) => {
      verbs.push(sql.split(' ')[0] ?? '')
      if (sql.startsWith('update "outbox"')) throw new Error('D1_ERROR: Kanari')
      return go()
    })
    const run = worker.scheduled(createScheduledController() as never, { ...bindings, DB }, {} as never)
    await expect(run).rejects.toThrow(/^The scheduled work failed; its faults are in the log$/)
    // The statements concern the keys, what is derived from submissions, sealed names, code attempts, holds, drafts, three
    // kinds of reminders, digests, messages that are held, the record, the outbox, of retention terms, files to erase and old
    // messages, and the run itself with the day’s size of the database.
    const expected =
      'delete delete delete insert insert insert insert insert insert select select select select select select select select select select select select select select update'
    expect(verbs.toSorted().join(' ')).toBe(expected)
    expect(logs.eventsNamed('scheduled_error')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toContain('Kanari')
  })
})
