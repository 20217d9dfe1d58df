import { Resend } from 'resend'
import { describe, expect, it } from 'vitest'
import { EXAMPLE_MAIL, startExampleServices } from './services.fixture.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe('sending through the resend SDK', () => {
  it('accepts a mail, answers its id, and keeps everything it came with', async () => {
    const { resend, mailbox } = await startExampleServices({ now: () => Date.parse('2026-03-02T17:00:00Z') })

    const { data, error } = await resend.emails.send(
      {
        ...EXAMPLE_MAIL,
        html: '<p>Thank you.</p>',
        cc: ['Sam <sam@practice.example>'],
        bcc: 'archive@practice.example',
        replyTo: 'help@practice.example',
        headers: { 'X-Reference': 'EH-7Q2K' },
        tags: [{ name: 'kind', value: 'receipt' }],
      },
      { idempotencyKey: 'receipt/1' },
    )

    expect(error).toBeNull()
    expect(data?.id).toMatch(UUID)
    expect(mailbox.newestFirst()).toEqual([
      {
        id: data?.id,
        from: EXAMPLE_MAIL.from,
        to: [EXAMPLE_MAIL.to],
        cc: ['Sam <sam@practice.example>'],
        bcc: ['archive@practice.example'],
        replyTo: ['help@practice.example'],
        subject: EXAMPLE_MAIL.subject,
        text: EXAMPLE_MAIL.text,
        html: '<p>Thank you.</p>',
        headers: { 'X-Reference': 'EH-7Q2K' },
        tags: [{ name: 'kind', value: 'receipt' }],
        attachments: [],
        idempotencyKey: 'receipt/1',
        receivedAt: '2026-03-02T17:00:00.000Z',
      },
    ])
  })

  it('keeps attachments with their type and decoded size, whether sent as bytes or as base64', async () => {
    const { resend, mailbox } = await startExampleServices()
    const calendar = Buffer.from('BEGIN:VCALENDAR')

    await resend.emails.send({
      ...EXAMPLE_MAIL,
      attachments: [
        { filename: 'session.ics', content: calendar },
        { filename: 'notes', content: calendar.toString('base64'), contentType: 'text/plain' },
      ],
    })

    const content = calendar.toString('base64')
    expect(mailbox.newestFirst()[0]?.attachments).toEqual([
      { filename: 'session.ics', contentType: 'text/calendar; charset=utf-8', size: 15, content },
      { filename: 'notes', contentType: 'text/plain', size: 15, content },
    ])
  })

  it('refuses an unknown key with 403 invalid_api_key and keeps nothing', async () => {
    const { origin, mailbox } = await startExampleServices()

    const { error } = await new Resend('re_other', { baseUrl: origin }).emails.send(EXAMPLE_MAIL)

    expect(error).toEqual({ statusCode: 403, name: 'invalid_api_key', message: 'API key is invalid.' })
    expect(mailbox.newestFirst()).toEqual([])
  })

  it('refuses a request without a key with 401 missing_api_key and keeps nothing', async () => {
    const { post, mailbox } = await startExampleServices()

    const response = await post(EXAMPLE_MAIL, { authorization: '' })

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ statusCode: 401, name: 'missing_api_key' })
    expect(mailbox.newestFirst()).toEqual([])
  })
})

const FIFTY_ADDRESSES = Array.from({ length: 50 }, (_, index) => `parent${index}@family.example`)

const refusedBodies: [what: string, body: unknown, statusCode: number, name: string, says: string][] = [
  ['no sender', { ...EXAMPLE_MAIL, from: undefined }, 422, 'missing_required_field', '`from`'],
  ['no recipient', { ...EXAMPLE_MAIL, to: [] }, 422, 'missing_required_field', '`to`'],
  ['a null subject', { ...EXAMPLE_MAIL, subject: null }, 422, 'missing_required_field', '`subject`'],
  ['neither text nor HTML', { ...EXAMPLE_MAIL, text: '' }, 422, 'validation_error', '`html` or `text`'],
  ['a sender that is no address', { ...EXAMPLE_MAIL, from: 'Evenhand' }, 422, 'validation_error', '`from`'],
  [
    'a recipient without a domain',
    { ...EXAMPLE_MAIL, to: 'robin@localhost' },
    422,
    'validation_error',
    '`to`',
  ],
  [
    'an accent in an address',
    { ...EXAMPLE_MAIL, to: 'rené@family.example' },
    422,
    'validation_error',
    '`to`',
  ],
  [
    'one wrong address of two',
    { ...EXAMPLE_MAIL, cc: [EXAMPLE_MAIL.to, '@'] },
    422,
    'validation_error',
    '`cc`',
  ],
  ['a wrong reply address', { ...EXAMPLE_MAIL, reply_to: 'robin' }, 422, 'validation_error', '`reply_to`'],
  [
    '51 recipients',
    { ...EXAMPLE_MAIL, to: [...FIFTY_ADDRESSES, EXAMPLE_MAIL.to] },
    422,
    'validation_error',
    '50 is the most',
  ],
  [
    'headers that are no text',
    { ...EXAMPLE_MAIL, headers: { 'X-N': 1 } },
    422,
    'validation_error',
    'headers.X-N',
  ],
  [
    'a tag with a space',
    { ...EXAMPLE_MAIL, tags: [{ name: 'a b', value: 'c' }] },
    422,
    'validation_error',
    'tags.0.name',
  ],
  ['more than 40 MB', { ...EXAMPLE_MAIL, text: 'x'.repeat(40_000_000) }, 422, 'validation_error', '40 MB'],
  [
    'an empty attachment',
    { ...EXAMPLE_MAIL, attachments: [{ filename: 'a' }] },
    422,
    'invalid_attachment',
    '`content`',
  ],
  [
    'a nameless attachment',
    { ...EXAMPLE_MAIL, attachments: [{ content: '' }] },
    422,
    'invalid_attachment',
    '`filename`',
  ],
  [
    'an attachment in clear',
    { ...EXAMPLE_MAIL, attachments: [{ filename: 'a', content: 'BEGIN:' }] },
    422,
    'invalid_attachment',
    'not base64',
  ],
  [
    'an attachment to fetch',
    { ...EXAMPLE_MAIL, attachments: [{ filename: 'a', path: 'https://x.example' }] },
    422,
    'invalid_attachment',
    '`path`',
  ],
  ['a later date', { ...EXAMPLE_MAIL, scheduled_at: 'tomorrow' }, 422, 'validation_error', '`scheduled_at`'],
  ['a body that is no JSON', 'hello', 400, 'validation_error', 'JSON object'],
  ['a body that is a list', [EXAMPLE_MAIL], 400, 'validation_error', 'JSON object'],
]

describe('what is wrong with a mail', () => {
  it.each(refusedBodies)('refuses %s and keeps nothing', async (_what, body, statusCode, name, says) => {
    const { post, mailbox } = await startExampleServices()

    const response = await post(body)

    expect(response.status).toBe(statusCode)
    expect(await response.json()).toEqual({ statusCode, name, message: expect.stringContaining(says) })
    expect(mailbox.newestFirst()).toEqual([])
  })

  it('accepts 50 recipients, an accented name and a field that is null', async () => {
    const { post, mailbox } = await startExampleServices()

    const response = await post({
      ...EXAMPLE_MAIL,
      from: 'Médiation <a@practice.example>',
      to: FIFTY_ADDRESSES,
      topic_id: null,
    })

    expect(response.status).toBe(200)
    expect(mailbox.newestFirst()[0]?.to).toEqual(FIFTY_ADDRESSES)
  })
})
