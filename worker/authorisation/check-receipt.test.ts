import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { receiptCheck } from '../../content/authorisation/receipt.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { type Language, languages, pathIn } from '../../forms/language.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, everyRow, rows } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { parentWithFile, signs } from '../../tests/support/parent-with-file.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import { seenPage } from '../../tests/support/parse-visible-page.ts'
import { countingD1, prepareDatabase, type Visitor, visit } from '../../tests/support/test-portal.ts'
import { BODY_BYTES } from '../http/read-form.ts'
import { TRIES_AN_HOUR } from '../intake/code-attempts.ts'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const NOW = Date.UTC(2026, 10, 22, 15)
const { plain, full } = authorisationExamples
const { genuine, unknown } = receiptCheck

/** The receipt that a parent has just signed for, as its page shows it. */
async function signedReceipt(parent: Visitor, language: Language = 'en', fields = full.fields) {
  expect((await signs(parent, fields, language)).status).toBe(303)
  const { slots } = await readPage(await parent.get(pathIn(language, '/file/receipt/')))
  return slots.receipt ?? ''
}

/** What the page says of a text, to somebody with no file open. */
async function said(text: string, language: Language = 'en'): Promise<'genuine' | 'unknown' | undefined> {
  const page = await seenPage(await visit().post(pathIn(language, '/receipt/'), { text: [text] }))
  expect(page.status).toBe(200)
  const found = [genuine, unknown].filter(({ title }) => page.text.includes(title[language]))
  expect(found).toHaveLength(1)
  return found[0] === genuine ? 'genuine' : 'unknown'
}

describe('a receipt that the practice gave', () => {
  it.each(languages)('is known however it was laid out, in %s', async (language) => {
    const { parent } = await parentWithFile({ rules: { timeZone: 'America/St_Johns' } })
    const text = await signedReceipt(parent, language)
    for (const copy of [
      text,
      `\n\n${text}\n`,
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      text.replaceAll('\n', ' '),
      text.replaceAll('\n\n', '\n'),
      text.replaceAll(' ', '\u00a0'),
      text.replaceAll('\u00a0', ' '),
      text.replaceAll(' ', '\u2009'),
      // As a printer wraps it: in short lines, and where a long word may break.
      text.replace(/(.{20,40}) /g, '$1\n    ').replace(/([-/])(?=\w)/g, '$1\n'),
      text.replaceAll('fi', 'ﬁ'),
      `\ufeff${text.replaceAll('e', 'e\u200b')}`,
      text.normalize('NFD'),
    ]) {
      expect([copy.slice(0, 80), await said(copy, language)]).toEqual([copy.slice(0, 80), 'genuine'])
    }
  })

  it('is not known with one letter or number changed, left out or added', async () => {
    const { parent, reference } = await parentWithFile()
    const text = await signedReceipt(parent)
    for (const copy of [
      text.replace('Morgan', 'Morgen'),
      text.replace(reference, `${reference.slice(0, -1)}!`),
      text.replace('Length in days: 30', 'Length in days: 60'),
      text.replace('days: 30', 'days: 3 0'),
      text.replace('days: 30', 'days: \u202e30'),
      text.replace('days: 30', 'days: 3⁰'),
      text.replace('.000Z', '.001Z'),
      text.slice(0, -1),
      `${text}.`,
      text.toLowerCase(),
      `${text}\n1`,
      'Receipt',
    ]) {
      expect(copy).not.toBe(text)
      expect([copy.slice(-20), await said(copy)]).toEqual([copy.slice(-20), 'unknown'])
    }
  })

  it('stays one when a newer took its place, when it was taken back, when it is over, when the file is closed', async () => {
    const { parent } = await parentWithFile()
    const first = await signedReceipt(parent)
    const second = await signedReceipt(parent, 'en', plain.fields)
    expect(second).not.toBe(first)
    await parent.post('/file/stop/')
    vi.setSystemTime(NOW + 90 * 86_400_000)
    await rows("update files set stage = 'closed'")
    for (const text of [first, second]) expect(await said(text)).toBe('genuine')
  })

  it('says nothing of whose it is or how it stands, and every one looks the same', async () => {
    const pages = []
    for (const name of ['Ada Bell', 'Cai Dunn']) {
      const { parent, reference } = await parentWithFile()
      const text = await signedReceipt(parent, 'en', { ...full.fields, signedName: [name] })
      if (name === 'Cai Dunn') await parent.post('/file/stop/')
      const answer = await visit().post('/receipt/', { text: [text] })
      expect(answer.headers.getSetCookie()).toEqual([])
      const page = await readPage(answer)
      expect(page.filled.text).toEqual([text.replaceAll('\r\n', '\n')])
      const html = page.text.replace(page.filled.text?.[0] ?? '', '')
      for (const fact of [reference, name]) expect(html).not.toContain(fact)
      pages.push(html)
    }
    expect(pages[0]).toBe(pages[1])
  })
})

it('asks the database once, and writes down nothing but that a try was made', async () => {
  const { parent } = await parentWithFile()
  const text = await signedReceipt(parent)
  const logs = watchLogs()
  const before = await everyRow()
  const { DB, calls } = countingD1()
  const visitor = visit({ DB })
  for (const tried of [text, 'Kanari']) {
    await visitor.post('/receipt/', { text: [tried] })
    expect(calls).toHaveLength(1)
    calls.length = 0
  }
  const { code_tries, ...after } = await everyRow()
  const { code_tries: earlier, ...others } = before
  expect(after).toEqual(others)
  expect(code_tries).toEqual([
    ...(earlier ?? []),
    { connection: expect.any(String), hour: expect.any(Number), tries: 2 },
  ])
  expect(logs.lines.join('\n')).not.toMatch(/Kanari|Tanaka/)
})

it('is static until something is checked', async () => {
  const { DB, calls } = countingD1()
  const answer = await visit({ DB }).get('/receipt/')
  expect([answer.status, calls]).toEqual([200, []])
  expect((await seenPage(answer)).text).not.toContain(unknown.title.en)
})

it.each(languages)('asks for the text when there is none, in %s', async (language) => {
  for (const text of ['', '  \n ', '\u200b']) {
    const page = await readPage(
      await changesNothing(() => visit().post(pathIn(language, '/receipt/'), { text: [text] })),
    )
    expect(page.status).toBe(422)
    expect(page.summary?.problems).toEqual([{ href: '#text', text: receiptCheck.missing[language] }])
    expect(page.messages.text).toContain(receiptCheck.missing[language])
    expect(page.ids).toContain('text')
    expect(page.filled.text).toEqual([text])
  }
  expect((await visit().post(pathIn(language, '/receipt/'), {})).status).toBe(422)
})

it('looks at no more than the tries of an hour from one connection, the right text neither', async () => {
  const { parent } = await parentWithFile()
  const text = await signedReceipt(parent)
  const visitor = visit({ LIMIT_REQUESTS: { limit: async () => ({ success: true }) } })
  expect((await visitor.post('/receipt/', { text: ['x'] })).status).toBe(200)
  await rows('update code_tries set tries = ?', TRIES_AN_HOUR)
  const page = await readPage(await visitor.post('/receipt/', { text: [text] }))
  expect([page.status, page.summary?.problems.map((problem) => problem.text)]).toEqual([
    429,
    [receiptCheck.locked.en],
  ])
  expect(page.filled.text).toEqual([text])
  expect(await said(text)).toBe('genuine')
  vi.setSystemTime(NOW + 3_600_000)
  const later = await seenPage(await visitor.post('/receipt/', { text: [text] }))
  expect(later.text).toContain(genuine.title.en)
})

it('shows what was pasted as text, and refuses what is too much or no form', async () => {
  const markup = '</textarea><script>alert(1)</script> & &amp; "quoted"'
  const page = await readPage(await visit().post('/receipt/', { text: [markup] }))
  expect(page.filled.text).toEqual([markup])
  expect(page.scripts).toBe((await readPage(await visit().get('/receipt/'))).scripts)
  await expectErrorPage(await visit().post('/receipt/', 'x'.repeat(BODY_BYTES + 1)), 413)
  const refused = await visit().request('/receipt/', {
    method: 'POST',
    body: 'text',
    headers: { 'Content-Type': 'text/plain' },
  })
  await expectErrorPage(refused, 415)
  const put = await visit().request('/receipt/', { method: 'PUT' })
  expect([put.status, put.headers.get('Allow')]).toEqual([405, 'GET, HEAD, POST'])
  await expectErrorPage(
    await visit().request('/receipt/', { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } }),
    403,
  )
})
