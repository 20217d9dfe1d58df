import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { parseHtml, readAttributes } from '../../tests/support/parse-html.ts'
import { LOGIN, MAIL, SIGN_IN, start } from './services.fixture.ts'

describe('the pages for people', () => {
  const HOSTILE = {
    ...MAIL,
    subject: '</title><script>alert("subject")</script>',
    text: 'javascript:alert(1) <b>bold</b> http://localhost:8787/a"onclick="alert(1)',
    html: '"></iframe><script>alert("html")</script>',
    headers: { 'X-<b>': '<i>' },
    attachments: [{ filename: '"><b>.txt', content: Buffer.from('hello'), contentType: 'text/plain' }],
  }

  it('shows mail newest first with its links and attachments, and leads to the portal and to sign-in', async () => {
    const { send, at } = await start()
    await send({ ...MAIL, attachments: HOSTILE.attachments })
    await send({ ...MAIL, subject: 'Second' })
    const page = parseHtml(await (await at('/')).text())
    expect(page.textContent).toContain('stand-in for the mail provider')
    expect(page.querySelectorAll('summary').map(({ textContent }) => textContent.split(' to ')[0])).toEqual([
      'Second',
      MAIL.subject,
    ])
    expect(readAttributes(page, 'a', 'href')).toEqual([
      ...['/', 'http://localhost:8787/', SIGN_IN.replace('=/desk/', '=%2Fdesk%2F')],
      'http://localhost:8787/file/abc?a=1&b=2',
      'data:application/octet-stream;base64,aGVsbG8=',
      'http://localhost:8787/file/abc?a=1&b=2',
    ])
    expect(readAttributes(page, 'a', 'download')).toEqual(['"><b>.txt'])
  })

  it('shows a hostile mail as text and in a frame without rights; nothing in it becomes markup of the page', async () => {
    const { send, at } = await start()
    await send(HOSTILE)
    const response = await at('/')
    const page = parseHtml(await response.text())
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.querySelector('script, b, i, a[onclick], a[href^="javascript"]')).toBeNull()
    const frame = page.querySelector('iframe')
    expect([frame?.getAttribute('sandbox'), frame?.getAttribute('srcdoc')]).toEqual(['', HOSTILE.html])
  })

  it('are valid, accessible HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard', 'html-validate:a11y'],
      rules: { 'require-sri': 'off' },
    })
    const { send, at } = await start()
    const empty = await (await at('/')).text()
    await send(HOSTILE)
    const paths = ['/', SIGN_IN, LOGIN, '/cdn-cgi/access/logout']
    const pages = [empty, ...(await Promise.all(paths.map(async (path) => (await at(path)).text())))]
    const reports = await Promise.all(pages.map((page) => validator.validateString(page)))
    expect(reports.flatMap(({ results }) => results.flatMap(({ messages }) => messages))).toEqual([])
  })
})
