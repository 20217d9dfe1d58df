import { afterEach, describe, expect, it, vi } from 'vitest'
import { MAIL, SETTINGS, start } from './services.fixture.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** Starts the services, with what a widget and a portal do. */
async function startTurnstile() {
  const services = await start()
  const verify = async (fields: Record<string, string>, type = 'application/json') =>
    services.at('/turnstile/v0/siteverify', {
      method: 'POST',
      headers: { 'content-type': type },
      body: type === 'application/json' ? JSON.stringify(fields) : new URLSearchParams(fields),
    })
  return {
    ...services,
    verify,
    answerTo: async (fields: Record<string, string>) => (await verify(fields)).json(),
    issueToken: async () => {
      const page = await services.at('/turnstile/v0/widget?hostname=localhost&action=send')
      return /turnstileToken: '([^']+)'/.exec(await page.text())?.[1] ?? ''
    },
  }
}
const secret = SETTINGS.turnstileSecret
const refusal = (code: string) => ({ success: false, 'error-codes': [code] })

describe('the verification of a token', () => {
  it.each(['application/json', 'application/x-www-form-urlencoded'])(
    'tells of a fresh one what it was given for, posted as %s',
    async (type) => {
      const { verify, issueToken } = await startTurnstile()
      const answer = await (await verify({ secret, response: await issueToken() }, type)).json()
      expect(answer).toEqual({
        success: true,
        challenge_ts: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        hostname: 'localhost',
        action: 'send',
        cdata: '',
        'error-codes': [],
      })
    },
  )

  it('takes each token once, or again with the idempotency key that it came with first', async () => {
    const { answerTo, issueToken } = await startTurnstile()
    const [once, twice] = [await issueToken(), await issueToken()]
    expect(await answerTo({ secret, response: once })).toMatchObject({ success: true })
    expect(await answerTo({ secret, response: once })).toEqual(refusal('timeout-or-duplicate'))
    const withKey = { secret, response: twice, idempotency_key: crypto.randomUUID() }
    for (let n = 0; n < 3; n++) expect(await answerTo(withKey)).toMatchObject({ success: true })
    expect(await answerTo({ ...withKey, idempotency_key: crypto.randomUUID() })).toEqual(
      refusal('timeout-or-duplicate'),
    )
  })

  it('takes none that is older than five minutes', async () => {
    const { answerTo, issueToken } = await startTurnstile()
    const [fresh, old] = [await issueToken(), await issueToken()]
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 299_000)
    expect(await answerTo({ secret, response: fresh })).toMatchObject({ success: true })
    vi.setSystemTime(Date.now() + 2000)
    expect(await answerTo({ secret, response: old })).toEqual(refusal('timeout-or-duplicate'))
  })

  it.each([
    ['no secret', { response: 'x' }, 'missing-input-secret'],
    ['another secret', { secret: 'another', response: 'x' }, 'invalid-input-secret'],
    ['no token', { secret }, 'missing-input-response'],
    ['a token that nobody was given', { secret, response: 'x' }, 'invalid-input-response'],
  ])('names what is wrong: %s', async (_, fields, code) => {
    const { answerTo } = await startTurnstile()
    expect(await answerTo(fields)).toEqual(refusal(code))
  })

  it('fails and is slow when a fault says so, which strikes no mail, as a fault of the mail strikes it not', async () => {
    const { verify, issueToken, setFault, faults, send } = await startTurnstile()
    await setFault({ service: 'turnstile', status: 500, count: 1 })
    await setFault({ status: 503, count: 1 })
    const token = { secret, response: await issueToken() }
    expect((await verify(token)).status).toBe(500)
    expect(await (await verify(token)).json()).toMatchObject({ success: true })
    expect(await faults()).toEqual([{ status: 503, count: 1 }])
    expect((await send(MAIL)).error).not.toBeNull()
    expect((await send(MAIL)).error).toBeNull()
  })
})

it('serves a script that fills in the widget, and names the field that the portal reads', async () => {
  const { at } = await startTurnstile()
  const script = await at('/turnstile/v0/api.js')
  expect(script.headers.get('content-type')).toBe('text/javascript')
  expect(await script.text()).toContain("name: 'cf-turnstile-response'")
})
