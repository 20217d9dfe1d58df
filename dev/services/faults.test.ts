import { describe, expect, it } from 'vitest'
import { EXAMPLE_MAIL, startExampleServices } from './services.fixture.ts'

const WITH_IDEMPOTENCY_KEY = { idempotencyKey: 'receipt/1' }

describe('faults', () => {
  it('refuses as told, with retry-after, for as many sends as told, then accepts', async () => {
    const { resend, mailbox, setFault } = await startExampleServices()
    await setFault({ status: 429, retryAfterSeconds: 7, count: 2 })

    const [first, second, third] = [
      await resend.emails.send(EXAMPLE_MAIL),
      await resend.emails.send(EXAMPLE_MAIL),
      await resend.emails.send(EXAMPLE_MAIL),
    ]

    expect(first.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
    expect(first.headers?.['retry-after']).toBe('7')
    expect(second.error).toMatchObject({ statusCode: 429 })
    expect(third.error).toBeNull()
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('refuses with a named error, its documented status and the message given', async () => {
    const { resend, setFault } = await startExampleServices()
    await setFault({ name: 'daily_quota_exceeded', message: 'Come back tomorrow.' })

    const { error } = await resend.emails.send(EXAMPLE_MAIL)

    expect(error).toEqual({ statusCode: 429, name: 'daily_quota_exceeded', message: 'Come back tomorrow.' })
  })

  it('strikes only mail to the address told, however it is written, and no other', async () => {
    const { resend, setFault } = await startExampleServices()
    await setFault({ status: 500, to: 'robin@family.example' })

    const struck = await resend.emails.send({ ...EXAMPLE_MAIL, to: ['Robin <Robin@Family.example>'] })
    const spared = await resend.emails.send({ ...EXAMPLE_MAIL, to: ['sam@family.example'] })

    expect(struck.error).toMatchObject({ statusCode: 500, name: 'internal_server_error' })
    expect(spared.error).toBeNull()
  })

  it('answers late when told, and still accepts', async () => {
    const { resend, mailbox, setFault } = await startExampleServices()
    await setFault({ latencyMs: 100 })
    const before = performance.now()

    const { error } = await resend.emails.send(EXAMPLE_MAIL)

    expect(error).toBeNull()
    expect(performance.now() - before).toBeGreaterThan(95)
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('accepts although the caller gave up waiting, as a provider would', async () => {
    const { post, at, mailbox, setFault } = await startExampleServices()
    await setFault({ latencyMs: 100, count: 1 })

    const giveUp = new AbortController()
    const sent = at('/emails', {
      method: 'POST',
      headers: { authorization: 'Bearer re_example', 'idempotency-key': 'receipt/1' },
      body: JSON.stringify(EXAMPLE_MAIL),
      signal: giveUp.signal,
    })
    while ((await (await at('/faults')).text()) !== '[]');
    giveUp.abort()
    await expect(sent).rejects.toThrow()
    await expect.poll(() => mailbox.newestFirst().length, { interval: 10 }).toBe(1)

    const retried = await post(EXAMPLE_MAIL, { 'idempotency-key': 'receipt/1' })
    expect(await retried.json()).toEqual({ id: mailbox.newestFirst()[0]?.id })
  })

  it('accepts and never answers when told; sending again gives the first id and no second mail', async () => {
    const { resend, mailbox, setFault } = await startExampleServices()
    await setFault({ timeoutAfterAccepting: 50, count: 1 })

    const lost = await resend.emails.send(EXAMPLE_MAIL, WITH_IDEMPOTENCY_KEY)
    const retried = await resend.emails.send(EXAMPLE_MAIL, WITH_IDEMPOTENCY_KEY)

    expect(lost.error).toMatchObject({ statusCode: null, name: 'application_error' })
    expect(retried.data).toEqual({ id: mailbox.newestFirst()[0]?.id })
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('holds the connection open when told, until the caller gives up, having accepted the mail', async () => {
    const { at, mailbox, setFault } = await startExampleServices()
    await setFault({ timeoutAfterAccepting: true, count: 1 })

    const sent = at('/emails', {
      method: 'POST',
      headers: { authorization: 'Bearer re_example' },
      body: JSON.stringify(EXAMPLE_MAIL),
      signal: AbortSignal.timeout(80),
    })

    await expect(sent).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }))
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('drops the connection when told, accepting nothing; sending again sends', async () => {
    const { resend, mailbox, setFault } = await startExampleServices()
    await setFault({ dropConnection: true, count: 1 })

    const dropped = await resend.emails.send(EXAMPLE_MAIL, WITH_IDEMPOTENCY_KEY)
    expect(dropped.error).toMatchObject({ statusCode: null, name: 'application_error' })
    expect(mailbox.newestFirst()).toHaveLength(0)

    expect((await resend.emails.send(EXAMPLE_MAIL, WITH_IDEMPOTENCY_KEY)).error).toBeNull()
    expect(mailbox.newestFirst()).toHaveLength(1)
  })

  it('strikes one after the other in the order set, and a mail that is wrong anyway uses none up', async () => {
    const { resend, post, at, setFault } = await startExampleServices()
    await setFault({ status: 500, count: 1 })
    await setFault({ name: 'security_error', count: 2 })

    await post({ ...EXAMPLE_MAIL, to: 'robin' })
    const statuses = [await resend.emails.send(EXAMPLE_MAIL), await resend.emails.send(EXAMPLE_MAIL)]

    expect(statuses.map(({ error }) => error?.statusCode)).toEqual([500, 451])
    expect(await (await at('/faults')).json()).toEqual([{ name: 'security_error', count: 1 }])
  })

  it('shows those in force and forgets them when cleared', async () => {
    const { resend, at, setFault } = await startExampleServices()
    const fault = { status: 503, to: 'robin@family.example', count: 3 }

    expect((await setFault(fault)).status).toBe(201)
    expect(await (await at('/faults')).json()).toEqual([fault])

    expect((await at('/faults', { method: 'DELETE' })).status).toBe(204)
    expect(await (await at('/faults')).json()).toEqual([])
    expect((await resend.emails.send(EXAMPLE_MAIL)).error).toBeNull()
  })

  it.each([
    ['nothing', {}, 'say what goes wrong'],
    ['a status that is no error', { status: 200 }, '>=400'],
    ['a name the provider does not know', { name: 'out_of_ink' }, 'rate_limit_exceeded'],
    ['a misspelt field', { statsu: 500 }, 'statsu'],
    ['two things at once', { status: 500, dropConnection: true }, 'only one of'],
    ['retry-after without an error', { latencyMs: 1, retryAfterSeconds: 1 }, 'need a `status` or a `name`'],
  ])('refuses %s with 400, says what is allowed, and sets nothing', async (_what, fault, says) => {
    const { at, setFault } = await startExampleServices()

    const response = await setFault(fault)

    expect(response.status).toBe(400)
    const { error, allowed } = (await response.json()) as { error: string; allowed: object }
    expect(error).toContain(says)
    expect(Object.keys(allowed)).toEqual(expect.arrayContaining(['latencyMs', 'status', 'name', 'count']))
    expect(await (await at('/faults')).json()).toEqual([])
  })

  it('refuses what is no JSON with 400', async () => {
    const { at } = await startExampleServices()

    expect((await at('/faults', { method: 'POST', body: 'status=500' })).status).toBe(400)
  })
})
