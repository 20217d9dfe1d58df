import { Resend } from 'resend'
import { describe, expect, it } from 'vitest'
import { KEY, MAIL, SETTINGS, start } from './services.fixture.ts'

describe('sending through the SDK', () => {
  it('accepts a mail, answers its id, and lists everything it came with, newest first', async () => {
    const { send, mailbox } = await start()
    const calendar = Buffer.from('BEGIN:VCALENDAR').toString('base64')
    const attachment = { filename: 'session.ics', content: calendar, contentType: 'text/calendar' }
    const extras = { html: '<p>Thank you.</p>', headers: { 'X-Reference': 'EH-7Q2K' } }

    const { data, error } = await send({ ...MAIL, ...extras, attachments: [attachment] }, KEY)
    await send({ ...MAIL, to: ['Médiation <a@practice.example>', 'b@practice.example'], subject: 'Second' })

    expect(error).toBeNull()
    const [second, first] = await mailbox()
    expect(first).toEqual({
      ...{ ...MAIL, ...extras, to: [MAIL.to], attachments: [attachment] },
      id: data?.id,
      idempotencyKey: 'receipt/1',
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    })
    expect(second).toMatchObject({ subject: 'Second', html: null, headers: {}, idempotencyKey: null })
    expect(second?.to).toHaveLength(2)
  })

  it('is emptied by DELETE, 204, and takes mail again', async () => {
    const { send, at, mailbox } = await start()
    await send(MAIL)
    expect((await at('/emails', { method: 'DELETE' })).status).toBe(204)
    expect(await mailbox()).toEqual([])
    await send(MAIL)
    expect(await mailbox()).toHaveLength(1)
  })

  it('refuses another key with 403 and none with 401, and keeps nothing', async () => {
    const { origin, post, mailbox } = await start()
    const { error } = await new Resend('re_other', { baseUrl: origin }).emails.send(MAIL)
    expect(error).toMatchObject({ statusCode: 403, name: 'invalid_api_key' })
    const response = await post(MAIL, { headers: {} })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ statusCode: 401, name: 'missing_api_key' })
    expect(await mailbox()).toEqual([])
  })

  const attach = (file: object) => ({ ...MAIL, attachments: [file] })

  it.each<[what: string, body: unknown, says: string]>([
    ['no sender', { ...MAIL, from: undefined }, 'from'],
    ['no recipient', { ...MAIL, to: [] }, 'to'],
    ['a null subject', { ...MAIL, subject: null }, 'subject'],
    ['no text', { ...MAIL, text: '' }, 'text'],
    ['a sender that is no address', { ...MAIL, from: 'Evenhand' }, 'email@example.com'],
    ['a recipient without a domain', { ...MAIL, to: 'robin@localhost' }, 'to'],
    ['an accent in an address', { ...MAIL, to: 'rené@family.example' }, 'to'],
    ['one wrong address of two', { ...MAIL, to: [MAIL.to, '@'] }, 'to'],
    ['headers that are no text', { ...MAIL, headers: { 'X-N': 1 } }, 'headers["X-N"]'],
    ['an empty attachment', attach({ filename: 'a', content_type: 'b' }), 'attachments[0].content'],
    ['a nameless attachment', attach({ content: '', content_type: 'b' }), 'attachments[0].filename'],
    ['an attachment in clear', attach({ filename: 'a', content: 'BEGIN:', content_type: 'b' }), 'base64'],
    ['what the portal never sends', { ...MAIL, scheduled_at: 'tomorrow' }, 'scheduled_at'],
    ['a body that is no JSON', 'hello', 'expected object'],
    ['a body that is a list', [MAIL], 'expected object'],
  ])('refuses %s with 422 validation_error, says where, and keeps nothing', async (_what, body, says) => {
    const { post, mailbox } = await start()
    const response = await post(body)
    expect(response.status).toBe(422)
    const error = { statusCode: 422, name: 'validation_error', message: expect.stringContaining(says) }
    expect(await response.json()).toEqual(error)
    expect(await mailbox()).toEqual([])
  })
})

describe('idempotency keys', () => {
  it('answers the same key and body with the same id, and keeps no second mail, though the mailbox was emptied', async () => {
    const { send, at, mailbox } = await start()
    const first = await send(MAIL, KEY)
    expect((await send(MAIL, KEY)).data).toEqual(first.data)
    expect(await mailbox()).toHaveLength(1)
    await at('/emails', { method: 'DELETE' })
    expect((await send(MAIL, KEY)).data).toEqual(first.data)
    expect(await mailbox()).toEqual([])
  })

  it('keeps one mail of twenty sent at once', async () => {
    const { send, mailbox } = await start()
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(MAIL, KEY)))
    const mails = await mailbox()
    expect(mails).toHaveLength(1)
    expect(new Set(answers.map(({ data }) => data?.id))).toEqual(new Set([mails[0]?.id]))
  })

  it('keeps two mails without a key, and under two keys', async () => {
    const { send, mailbox } = await start()
    for (const options of [{}, {}, KEY, { idempotencyKey: 'receipt/2' }]) await send(MAIL, options)
    expect(await mailbox()).toHaveLength(4)
  })

  it('refuses the same key with another body, 409 invalid_idempotent_request, and keeps the first mail only', async () => {
    const { send, mailbox } = await start()
    await send(MAIL, KEY)
    const { error } = await send({ ...MAIL, subject: 'Other' }, KEY)
    expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
    expect((await mailbox()).map(({ subject }) => subject)).toEqual([MAIL.subject])
  })

  it('refuses the same key while the first is under way, 409 concurrent_idempotent_requests, and lets it finish', async () => {
    const { send, mailbox, setFault, faults } = await start()
    await setFault({ latencyMs: 150, count: 1 })
    const first = send(MAIL, KEY)
    while (((await faults()) as object[]).length > 0);
    const second = await send(MAIL, KEY)
    expect(second.error).toMatchObject({ statusCode: 409, name: 'concurrent_idempotent_requests' })
    expect((await first).error).toBeNull()
    expect(await mailbox()).toHaveLength(1)
  })

  it('forgets a key whose send failed, so that trying again sends', async () => {
    const { send, mailbox, setFault } = await start()
    await setFault({ status: 500, count: 1 })
    expect((await send(MAIL, KEY)).error).toMatchObject({ statusCode: 500 })
    expect((await send(MAIL, KEY)).error).toBeNull()
    expect(await mailbox()).toHaveLength(1)
  })
})

describe('faults', () => {
  it('refuses as told, for as many sends as told, then accepts; one after the other in the order set', async () => {
    const { send, post, mailbox, setFault, faults } = await start()
    await setFault({ status: 429, count: 2 })
    await setFault({ name: 'daily_quota_exceeded', count: 1 })
    await setFault({ name: 'security_error', status: 500, count: 1 })
    await post({ ...MAIL, to: 'wrong, which uses none up' })
    const errors = []
    while (((await faults()) as object[]).length > 0) errors.push((await send(MAIL)).error)
    expect(errors.map((error) => [error?.statusCode, error?.name])).toEqual([
      [429, 'rate_limit_exceeded'],
      [429, 'rate_limit_exceeded'],
      [429, 'daily_quota_exceeded'],
      [500, 'security_error'],
    ])
    expect(await mailbox()).toEqual([])
    expect((await send(MAIL)).error).toBeNull()
    expect(await mailbox()).toHaveLength(1)
  })

  it('answers late when told, and accepts although the caller gave up waiting, as a provider would', async () => {
    const { send, post, mailbox, setFault, faults } = await start()
    await setFault({ latencyMs: 100, count: 1 })
    const giveUp = new AbortController()
    const headers = { authorization: `Bearer ${SETTINGS.resendApiKey}`, 'idempotency-key': 'receipt/1' }
    const sent = post(MAIL, { headers, signal: giveUp.signal })
    while (((await faults()) as object[]).length > 0);
    expect(await mailbox()).toEqual([])
    giveUp.abort()
    await expect(sent).rejects.toThrow()
    await expect.poll(async () => (await mailbox()).length, { interval: 10 }).toBe(1)
    expect(await (await post(MAIL, { headers })).json()).toEqual({ id: (await mailbox())[0]?.id })
    expect((await send(MAIL)).error).toBeNull()
  })

  it('accepts and never answers when told; sending again gives the first id and no second mail', async () => {
    const { send, mailbox, setFault } = await start()
    await setFault({ timeoutAfterAccepting: 50, count: 1 })
    const lost = await send(MAIL, KEY)
    const retried = await send(MAIL, KEY)
    expect(lost.error).toMatchObject({ statusCode: null, name: 'application_error' })
    expect(retried.data).toEqual({ id: (await mailbox())[0]?.id })
    expect(await mailbox()).toHaveLength(1)
  })

  it('holds the connection open when told, until the caller gives up, having accepted the mail', async () => {
    const { post, mailbox, setFault } = await start()
    await setFault({ timeoutAfterAccepting: true })
    const giveUp = new AbortController()
    const sent = post(MAIL, { signal: giveUp.signal })
    const refusal = expect(sent).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    await expect.poll(mailbox).toHaveLength(1)
    giveUp.abort()
    await refusal
    expect(await mailbox()).toHaveLength(1)
  })

  it('shows those in force, all until they are cleared', async () => {
    const { send, at, setFault, faults } = await start()
    expect((await setFault({ status: 503 })).status).toBe(201)
    for (let time = 0; time < 3; time++)
      expect((await send(MAIL)).error).toMatchObject({ statusCode: 503, name: 'internal_server_error' })
    expect(await faults()).toEqual([{ status: 503 }])
    expect((await at('/faults', { method: 'DELETE' })).status).toBe(204)
    expect(await faults()).toEqual([])
    expect((await send(MAIL)).error).toBeNull()
  })

  it.each([
    ['a status that is no error', { status: 200 }, '>=400'],
    ['a name the provider does not know', { name: 'out_of_ink' }, 'rate_limit_exceeded'],
    ['a misspelt field', { statsu: 500 }, 'statsu'],
  ])('refuses %s with 400, says what is allowed, and sets nothing', async (_what, fault, says) => {
    const { setFault, faults } = await start()
    const response = await setFault(fault)
    expect(response.status).toBe(400)
    const { error, allowed } = (await response.json()) as { error: string; allowed: object }
    expect(error).toContain(says)
    expect(Object.keys(allowed)).toEqual([
      'service',
      'latencyMs',
      'status',
      'name',
      'timeoutAfterAccepting',
      'count',
    ])
    expect(await faults()).toEqual([])
  })
})
