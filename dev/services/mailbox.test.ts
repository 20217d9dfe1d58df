import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import type { AcceptedMail } from './index.ts'
import { EXAMPLE_MAIL, startExampleServices } from './services.fixture.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'require-sri': 'off' },
})

const HOSTILE_MAIL = {
  ...EXAMPLE_MAIL,
  subject: '</title><script>alert("subject")</script>',
  text: 'javascript:alert(1) <b>bold</b> http://localhost:8787/a"onclick="alert(1)',
  html: '"></iframe><script>alert("html")</script>',
  headers: { 'X-<b>': '<i>' },
  attachments: [{ filename: '"><b>.txt', content: Buffer.from('hello') }],
}

describe('the mailbox for tests', () => {
  it('lists mail newest first as JSON, with attachments whole', async () => {
    const { resend, at } = await startExampleServices()
    await resend.emails.send({ ...EXAMPLE_MAIL, subject: 'First' })
    await resend.emails.send({ ...EXAMPLE_MAIL, subject: 'Second', attachments: HOSTILE_MAIL.attachments })

    const mails = (await (await at('/emails')).json()) as AcceptedMail[]

    expect(mails.map(({ subject }) => subject)).toEqual(['Second', 'First'])
    expect(mails[0]?.attachments[0]).toMatchObject({ size: 5, content: 'aGVsbG8=' })
    expect(mails[1]).toMatchObject({ html: null, headers: {}, idempotencyKey: null, replyTo: [] })
  })

  it('is empty after DELETE, 204, and takes mail again', async () => {
    const { resend, at } = await startExampleServices()
    await resend.emails.send(EXAMPLE_MAIL)

    expect((await at('/emails', { method: 'DELETE' })).status).toBe(204)
    expect(await (await at('/emails')).json()).toEqual([])

    await resend.emails.send(EXAMPLE_MAIL)
    expect(await (await at('/emails')).json()).toHaveLength(1)
  })
})

describe('the mailbox for people', () => {
  it('says what it is, lists mail newest first, and leads to the portal and to sign-in', async () => {
    const { resend, at } = await startExampleServices()
    await resend.emails.send({ ...EXAMPLE_MAIL, subject: 'First' })
    await resend.emails.send({ ...EXAMPLE_MAIL, subject: 'Second' })

    const page = await (await at('/')).text()

    expect(page).toContain('stand-in for the mail provider')
    expect(page.indexOf('Second')).toBeLessThan(page.indexOf('First'))
    expect(page).toContain('href="http://localhost:8787/"')
    expect(page).toContain(
      'href="/cdn-cgi/access/login/localhost:8787?kid=desk-audience-tag&amp;redirect_url=%2Fdesk%2F"',
    )
  })

  it('makes links of the addresses in plain text, without the full stop after them', async () => {
    const { resend, at } = await startExampleServices()
    const { data } = await resend.emails.send(EXAMPLE_MAIL)

    const page = await (await at(`/mail/${data?.id}`)).text()

    const address = 'http://localhost:8787/your-file/abc?a=1&amp;b=2'
    expect(page).toContain(`<a href="${address}">${address}</a>.`)
  })

  it('shows a hostile mail as text and in a frame without rights; nothing in it becomes markup of the page', async () => {
    const { resend, at } = await startExampleServices()
    const { data } = await resend.emails.send(HOSTILE_MAIL)

    const response = await at(`/mail/${data?.id}`)
    const page = await response.text()

    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page).not.toMatch(/<script|<b>|<i>|<a [^>]*onclick|href="javascript/)
    expect(page).toContain('<iframe sandbox title')
    expect(page).toContain('srcdoc="&quot;&gt;&lt;/iframe&gt;&lt;script&gt;')
  })

  it('gives an attachment back byte for byte, to keep rather than to open', async () => {
    const { resend, at } = await startExampleServices()
    const { data } = await resend.emails.send(HOSTILE_MAIL)

    const response = await at(`/mail/${data?.id}/attachments/1`)

    expect(await response.text()).toBe('hello')
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%22%3E%3Cb%3E.txt")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('answers 404 for a mail or an attachment that is not there', async () => {
    const { resend, at } = await startExampleServices()
    const { data } = await resend.emails.send(EXAMPLE_MAIL)

    expect((await at('/mail/none')).status).toBe(404)
    expect((await at(`/mail/${data?.id}/attachments/1`)).status).toBe(404)
  })

  it('is valid, accessible HTML on every page', async () => {
    const { resend, at } = await startExampleServices()
    const empty = await (await at('/')).text()
    const { data } = await resend.emails.send(HOSTILE_MAIL)
    const signIn = '/cdn-cgi/access/login/localhost:8787?kid=desk-audience-tag&redirect_url=/desk/'
    const paths = ['/', `/mail/${data?.id}`, '/mail/none', signIn, '/cdn-cgi/access/logout']

    const pages = [empty, ...(await Promise.all(paths.map(async (path) => (await at(path)).text())))]
    const reports = await Promise.all(pages.map((page) => validator.validateString(page)))

    expect(reports.flatMap(({ results }) => results.flatMap(({ messages }) => messages))).toEqual([])
  })
})
