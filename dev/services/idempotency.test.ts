import { describe, expect, it } from 'vitest'
import { EXAMPLE_MAIL, startExampleServices } from './services.fixture.ts'

const HOUR_MS = 60 * 60 * 1000

describe('idempotency keys', () => {
  it('answers the same key and body with the same id, and keeps no second mail', async () => {
    const { resend, mailbox } = await startExampleServices()

    const first = await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })
    const second = await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })

    expect(second.data).toEqual(first.data)
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('keeps one mail of twenty sent at once', async () => {
    const { resend, mailbox } = await startExampleServices()

    const sends = Array.from({ length: 20 }, () =>
      resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' }),
    )
    const ids = new Set((await Promise.all(sends)).map(({ data }) => data?.id))

    expect([...ids]).toEqual([mailbox.newestFirst()[0]?.id])
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('keeps two mails without a key, or under two keys', async () => {
    const { resend, mailbox } = await startExampleServices()

    await resend.emails.send(EXAMPLE_MAIL)
    await resend.emails.send(EXAMPLE_MAIL)
    await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })
    await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/2' })

    expect(mailbox.newestFirst()).toHaveLength(4)
  })

  it('refuses the same key with another body, 409 invalid_idempotent_request, and keeps the first mail only', async () => {
    const { resend, mailbox } = await startExampleServices()
    await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })

    const { error } = await resend.emails.send(
      { ...EXAMPLE_MAIL, subject: 'Other' },
      { idempotencyKey: 'receipt/1' },
    )

    expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
    expect(mailbox.newestFirst().map(({ subject }) => subject)).toEqual([EXAMPLE_MAIL.subject])
  })

  it('refuses the same key while the first is under way, 409 concurrent_idempotent_requests, and lets it finish', async () => {
    const { resend, mailbox, setFault, at } = await startExampleServices()
    await setFault({ latencyMs: 150, count: 1 })

    const first = resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })
    while ((await (await at('/faults')).text()) !== '[]');
    const second = await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })

    expect(second.error).toMatchObject({ statusCode: 409, name: 'concurrent_idempotent_requests' })
    expect((await first).error).toBeNull()
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('remembers for 24 hours, even with the mailbox emptied, and forgets after', async () => {
    let now = Date.parse('2026-03-02T17:00:00Z')
    const { resend, mailbox, at } = await startExampleServices({ now: () => now })
    const send = () => resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })
    const first = await send()
    await at('/emails', { method: 'DELETE' })

    now += 24 * HOUR_MS - 1
    expect((await send()).data).toEqual(first.data)
    expect(mailbox.newestFirst()).toHaveLength(0)

    now += 1
    expect((await send()).data).not.toEqual(first.data)
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('forgets a key whose send failed, so that trying again sends', async () => {
    const { resend, mailbox, setFault } = await startExampleServices()
    await setFault({ status: 500, count: 1 })

    const failed = await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })
    const retried = await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'receipt/1' })

    expect(failed.error).toMatchObject({ statusCode: 500 })
    expect(retried.error).toBeNull()
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it.each([
    ['empty', ''],
    ['257 characters', 'k'.repeat(257)],
  ])('refuses a key that is %s with 400 invalid_idempotency_key and keeps nothing', async (_what, key) => {
    const { post, mailbox } = await startExampleServices()

    const response = await post(EXAMPLE_MAIL, { 'idempotency-key': key })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ statusCode: 400, name: 'invalid_idempotency_key' })
    expect(mailbox.newestFirst()).toEqual([])
  })

  it('accepts a key of 256 characters', async () => {
    const { resend } = await startExampleServices()

    expect((await resend.emails.send(EXAMPLE_MAIL, { idempotencyKey: 'k'.repeat(256) })).error).toBeNull()
  })
})
