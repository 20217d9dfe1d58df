import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Resend } from 'resend'
import { expect, it, onTestFinished } from 'vitest'
import { MAIL, SETTINGS, start } from './services.fixture.ts'

interface Call {
  readonly path: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly payload: string
}

/** Starts something in place of the portal that remembers each call of its webhook. */
async function startReceiver(status = 204): Promise<{ portalOrigin: string; calls: Call[] }> {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    calls.push({ path: request.url, headers: request.headers, payload: Buffer.concat(chunks).toString() })
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { portalOrigin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

const postEvent = (at: Awaited<ReturnType<typeof start>>['at'], id: string, event: object) =>
  at(`/emails/${id}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })

it('reports a bounce as the SDK verifies it, of the mail that was sent', async () => {
  const { portalOrigin, calls } = await startReceiver()
  const { send, at } = await start({ portalOrigin })
  const { data } = await send(MAIL)
  const answer = await postEvent(at, data?.id ?? '', { type: 'email.bounced' })
  expect(await answer.json()).toEqual({ status: 204 })
  const [{ path, headers, payload } = {} as Call] = calls
  expect(path).toBe('/webhooks/resend')
  const event = new Resend('re_any').webhooks.verify({
    payload,
    headers: {
      id: String(headers['svix-id']),
      timestamp: String(headers['svix-timestamp']),
      signature: String(headers['svix-signature']),
    },
    webhookSecret: SETTINGS.webhookSecret,
  })
  expect(event).toMatchObject({
    type: 'email.bounced',
    data: { email_id: data?.id, to: [MAIL.to], bounce: { type: 'Permanent' } },
  })
})

it('tells what the portal answered, and refuses what it cannot report', async () => {
  const { portalOrigin, calls } = await startReceiver(503)
  const { send, at } = await start({ portalOrigin })
  const id = (await send(MAIL)).data?.id ?? ''
  expect(await (await postEvent(at, id, { type: 'email.complained' })).json()).toEqual({ status: 503 })
  expect((await postEvent(at, 'another', { type: 'email.bounced' })).status).toBe(404)
  expect((await postEvent(at, id, { type: 'email.lost' })).status).toBe(400)
  expect(calls).toHaveLength(1)
})

it('reports from a button of the mailbox too', async () => {
  const { portalOrigin, calls } = await startReceiver()
  const { send, at } = await start({ portalOrigin })
  const id = (await send(MAIL)).data?.id ?? ''
  const answer = await at(`/emails/${id}/events`, {
    method: 'POST',
    body: new URLSearchParams({ type: 'email.bounced' }),
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(calls).toHaveLength(1)
})
