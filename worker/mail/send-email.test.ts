import { Resend } from 'resend'
import { afterEach, expect, it, vi } from 'vitest'
import type { Message } from './message.ts'
import { sendEmail } from './send-email.ts'

// The provider's own SDK is the reference: each test asks both, and what they send and understand is the same.
const PROVIDER = { api: 'https://mail.example.com', key: 're_tests' }
const OPTIONS = { idempotencyKey: 'message-1' }
const message: Message = {
  from: 'Lantern Street <intake@lantern-street.example.com>',
  to: 'robin@example.com',
  subject: 'Votre dossier est arrivé',
  text: 'À bientôt.\n',
  html: '<p>À bientôt.</p>',
}
const calendar = { filename: 'calendar.ics', content: 'QkVHSU4=', contentType: 'text/calendar' }

afterEach(() => vi.unstubAllGlobals())

it.each<[string, Message]>([
  ['a plain message', message],
  ['a message with a file', { ...message, attachments: [calendar] }],
  ['a message without files', { ...message, attachments: [] }],
])('sends %s as the SDK does', async (_, sent) => {
  const requests = stubProvider(() => Response.json({ id: 'accepted' }))

  await sendEmail(PROVIDER, sent, OPTIONS)
  await sendThroughSdk(sent)

  const [own, sdk] = await Promise.all(requests.map(describeRequest))
  expect(own).toEqual(sdk)
  expect(own).toMatchObject({
    method: 'POST',
    url: 'https://mail.example.com/emails',
    idempotencyKey: 'message-1',
  })
  expect(own?.body).toMatchObject({ to: 'robin@example.com', subject: 'Votre dossier est arrivé' })
})

const answers: readonly [string, () => Response | Promise<Response>][] = [
  ['an acceptance', () => Response.json({ id: 'accepted' })],
  ['an acceptance without JSON', () => new Response('OK')],
  ['an acceptance of nothing', () => new Response('null')],
  ['a refused address', () => buildError(422, 'validation_error')],
  ['a refused key', () => buildError(403, 'invalid_api_key')],
  ['too many requests', () => buildError(429, 'rate_limit_exceeded', { 'retry-after': '7' })],
  ['a wait in words', () => buildError(429, 'rate_limit_exceeded', { 'retry-after': 'soon' })],
  ['a quota', () => buildError(429, 'daily_quota_exceeded')],
  ['an attempt under way', () => buildError(409, 'concurrent_idempotent_requests')],
  ['an error of the provider', () => buildError(500, 'internal_server_error')],
  ['an error without a name or a number', () => Response.json({ message: 'No' }, { status: 400 })],
  ['an error of other types', () => Response.json({ name: 3, statusCode: '400' }, { status: 400 })],
  ['an error that is null', () => new Response('null', { status: 502 })],
  ['an error in HTML', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['a refusal in HTML', () => new Response('<h1>Blocked</h1>', { status: 403 })],
  ['an empty error', () => new Response(null, { status: 503, headers: { 'retry-after': '30' } })],
  ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
]

it.each(answers)('understands %s as the SDK does', async (_, answer) => {
  stubProvider(answer)
  const own = await sendEmail(PROVIDER, message, OPTIONS)
  expect(own).toEqual(await sendThroughSdk(message))
  expect(own.ok).toBe(_ === 'an acceptance')
})

it('gives a time-out as a failure without a status, as the SDK does', async () => {
  stubProvider((request) => {
    request.signal.throwIfAborted()
    return Response.json({ id: 'accepted' })
  })
  const options = { ...OPTIONS, signal: AbortSignal.abort() }
  const own = await sendEmail(PROVIDER, message, options)
  expect(own).toEqual({ ok: false, name: 'application_error', status: null })
  expect(own).toEqual(await sendThroughSdk(message, options))
})

/** Puts an answer in place of the network, and gives the requests that were made. */
function stubProvider(answer: (request: Request) => Response | Promise<Response>): Request[] {
  const requests: Request[] = []
  vi.stubGlobal('fetch', async (url: string, { signal, ...init }: RequestInit) => {
    const request = new Request(url, { ...init, ...(signal && { signal }) })
    requests.push(request.clone())
    return answer(request)
  })
  return requests
}

/** Sends through the SDK, and says of its answer what the outbox needs to know. */
async function sendThroughSdk(
  sent: Message,
  options: { idempotencyKey: string; signal?: AbortSignal } = OPTIONS,
) {
  const sdk = new Resend(PROVIDER.key, { baseUrl: PROVIDER.api })
  const { data, error, headers } = await sdk.emails.send({ ...sent }, options)
  if (data) return { ok: true, providerId: data.id }
  const retryAfter = Number(headers?.['retry-after'])
  return {
    ok: false,
    name: typeof error?.name === 'string' ? error.name : 'application_error',
    status: typeof error?.statusCode === 'number' ? error.statusCode : null,
    ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
  }
}

const buildError = (statusCode: number, name: string, headers: HeadersInit = {}) =>
  Response.json({ statusCode, name, message: 'No' }, { status: statusCode, headers })

const describeRequest = async (request: Request) => ({
  method: request.method,
  url: request.url,
  authorization: request.headers.get('authorization'),
  contentType: request.headers.get('content-type'),
  idempotencyKey: request.headers.get('idempotency-key'),
  saysWhoItIs: Boolean(request.headers.get('user-agent')),
  body: await request.json(),
})
