import { describe, expect, it, vi } from 'vitest'
import {
  receiptCheckPageWording,
  receiptCheckProblemWording,
} from '../../content/authorisation/receipt-check-wording.ts'
import { receiptEndWording } from '../../content/authorisation/receipt-end.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { MAX_WRONG_CODES_PER_HOUR } from '../../content/limits.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { createParentWithFile, submitAuthorisationForm } from '../../tests/support/parent-with-file.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'

const NOW = Date.UTC(2026, 10, 22, 15)
setUpPortal({ now: NOW })

const { plain, full } = authorisationExamples
const { genuine, unknown } = receiptCheckPageWording

/** Signs an authorisation and gives its receipt as the page shows it. */
async function signedReceipt(parent: Visitor, language: Language = 'en', fields = full.fields) {
  expect((await submitAuthorisationForm(parent, fields, language)).status).toBe(303)
  const { slots } = await parsePage(await parent.get(localisePath(language, '/file/receipt/')))
  return slots.receipt ?? ''
}

/** Gives what the page says about a text to somebody with no file open. */
async function checkReceiptText(
  text: string,
  language: Language = 'en',
): Promise<'genuine' | 'unknown' | undefined> {
  const page = await parseVisiblePage(
    await createVisitor().post(localisePath(language, '/receipt/'), { text: [text] }),
  )
  expect(page.status).toBe(200)
  const found = [genuine, unknown].filter(({ title }) => page.text.includes(title[language]))
  expect(found).toHaveLength(1)
  return found[0] === genuine ? 'genuine' : 'unknown'
}

/** Gives what the page says about a file, as a browser posts it beside the field for the text. */
async function checkReceiptFile(file: File, language: Language = 'en', text = '') {
  const page = await parseVisiblePage(await postReceiptFile(file, language, text))
  expect(page.status).toBe(200)
  return page.text.includes(genuine.title[language]) ? 'genuine' : 'unknown'
}

function postReceiptFile(file: File, language: Language = 'en', text = ''): Promise<Response> {
  const body = new FormData()
  body.append('file', file)
  body.append('text', text)
  return createVisitor().request(localisePath(language, '/receipt/'), { method: 'POST', body })
}

describe('a receipt that the practice issued', () => {
  it.each(languages)('is found however it was laid out, in %s', async (language) => {
    const { parent } = await createParentWithFile({ rules: { timeZone: 'America/St_Johns' } })
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
      // Wraps the text as a printer does: in short lines, with breaks where a long word may break.
      text.replace(/(.{20,40}) /g, '$1\n    ').replace(/([-/])(?=\w)/g, '$1\n'),
      text.replaceAll('fi', 'ﬁ'),
      `\ufeff${text.replaceAll('e', 'e\u200b')}`,
      text.normalize('NFD'),
    ]) {
      expect([copy.slice(0, 80), await checkReceiptText(copy, language)]).toEqual([
        copy.slice(0, 80),
        'genuine',
      ])
    }
  })

  it.each(languages)(
    'is downloaded as a file with a name that tells nothing, and found from it, in %s',
    async (language) => {
      const { parent } = await createParentWithFile()
      const text = await signedReceipt(parent, language)
      const file = await changesNothing(() => parent.get(localisePath(language, '/file/receipt/download/')))
      expect([file.status, file.headers.get('Content-Type'), file.headers.get('Cache-Control')]).toEqual([
        200,
        'text/plain; charset=utf-8',
        'no-store',
      ])
      expect(file.headers.get('Content-Disposition')).toBe('attachment; filename="document.txt"')
      const content = await file.text()
      expect(content).toBe(`${text}\n`)
      expect(await checkReceiptFile(new File([content], 'receipt.txt'), language)).toBe('genuine')
      expect(await checkReceiptFile(new File([`\ufeff${content.replaceAll('\n', '\r\n')}`], 'b.txt'))).toBe(
        'genuine',
      )
      expect(await checkReceiptFile(new File([content.replace('Morgan', 'Morgen')], 'x.txt'))).toBe('unknown')
    },
  )

  it('is found from a file whatever text stands beside it, and from the text when no file was chosen', async () => {
    const { parent } = await createParentWithFile()
    const text = await signedReceipt(parent)
    expect(await checkReceiptFile(new File([text], 'a.txt'), 'en', 'something else')).toBe('genuine')
    expect(await checkReceiptFile(new File([], ''), 'en', text)).toBe('genuine')
  })

  it.each(languages)(
    'is found with what stands below it on its page, and shown without, in %s',
    async (language) => {
      const { parent } = await createParentWithFile()
      const receipt = await signedReceipt(parent, language)
      const pasted = `${receipt}\n\nSHA-256 0123456789abcdef`
      expect(await checkReceiptText(pasted, language)).toBe('genuine')
      const page = await createVisitor().post(localisePath(language, '/receipt/'), { text: [pasted] })
      expect((await parsePage(page)).filledFields.text?.[0]).not.toContain('SHA-256 0')
      expect(await checkReceiptText(`SHA-256 ${pasted}`, language)).toBe('unknown')
    },
  )

  it('is not found with one letter or number changed, left out or added', async () => {
    const { parent, reference } = await createParentWithFile()
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
      text.toLowerCase(),
      `1\n${text}`,
      text.replace(receiptEndWording.en, `1\n${receiptEndWording.en}`),
      text.replace(receiptEndWording.en, `${receiptEndWording.en}\n${receiptEndWording.en}`),
      'Receipt',
    ]) {
      expect(copy).not.toBe(text)
      expect([copy.slice(-20), await checkReceiptText(copy)]).toEqual([copy.slice(-20), 'unknown'])
    }
  })

  it('stays one when a newer took its place, when it was withdrawn, when it expired, when the file is closed', async () => {
    const { parent } = await createParentWithFile()
    const first = await signedReceipt(parent)
    const second = await signedReceipt(parent, 'en', plain.fields)
    expect(second).not.toBe(first)
    await parent.post('/file/stop/')
    vi.setSystemTime(NOW + 90 * DAY_MS)
    await queryRows("update files set stage = 'closed'")
    for (const text of [first, second]) expect(await checkReceiptText(text)).toBe('genuine')
  })

  it.each([
    ['of Persian, with its non-joiner', 'محمد\u200cعلی', '“محمد\u200cعلی”'],
    ['with joined emoji', 'Mo 👩\u200d👧', '“Mo 👩\u200d👧”'],
    ['as a phone keeps a contact', '\u202dMo Tanaka\u202c', '“Mo Tanaka”'],
    ['of Hebrew, with a mark of direction', 'דנה\u200f (א)', '“דנה (א)”'],
  ])('prints the name as it was typed: a name %s', async (_, name, printed) => {
    const { parent } = await createParentWithFile()
    const text = await signedReceipt(parent, 'en', { ...full.fields, signedName: [name] })
    expect(text).toContain(printed)
    expect(await checkReceiptText(text)).toBe('genuine')
  })

  it('says nothing of whose it is or in what state, and every one looks the same', async () => {
    const pages = []
    for (const name of ['Ada Bell', 'Cai Dunn']) {
      const { parent, reference } = await createParentWithFile()
      const text = await signedReceipt(parent, 'en', { ...full.fields, signedName: [name] })
      if (name === 'Cai Dunn') await parent.post('/file/stop/')
      const answer = await createVisitor().post('/receipt/', { text: [text] })
      expect(answer.headers.getSetCookie()).toEqual([])
      const page = await parsePage(answer)
      expect(page.filledFields.text).toEqual([text.replaceAll('\r\n', '\n')])
      const html = page.text.replace(page.filledFields.text?.[0] ?? '', '')
      for (const fact of [reference, name]) expect(html).not.toContain(fact)
      pages.push(html)
    }
    expect(pages[0]).toBe(pages[1])
  })
})

it('asks the database once, and stores nothing but that an unknown text was tried', async () => {
  const { parent } = await createParentWithFile()
  const text = await signedReceipt(parent)
  const logs = captureConsole()
  const before = await selectAllTables()
  const { DB, calls } = createCountingD1()
  const visitor = createVisitor({ DB })
  for (const tried of [text, 'Kanari']) {
    await visitor.post('/receipt/', { text: [tried] })
    expect(calls).toHaveLength(1)
    calls.length = 0
  }
  const { code_attempts, ...after } = await selectAllTables()
  const { code_attempts: earlier, ...others } = before
  expect(after).toEqual(others)
  expect(code_attempts).toEqual([
    ...(earlier ?? []),
    { connection_hash: expect.any(String), hour: expect.any(Number), attempts: 1 },
  ])
  expect(logs.lines.join('\n')).not.toMatch(/Kanari|Tanaka/)
})

it('is static until something is checked', async () => {
  const { DB, calls } = createCountingD1()
  const answer = await createVisitor({ DB }).get('/receipt/')
  expect([answer.status, calls]).toEqual([200, []])
  expect((await parseVisiblePage(answer)).text).not.toContain(unknown.title.en)
})

it.each(languages)('asks for the text when there is none, in %s', async (language) => {
  for (const text of ['', '  \n ', '\u200b']) {
    const page = await parsePage(
      await changesNothing(() => createVisitor().post(localisePath(language, '/receipt/'), { text: [text] })),
    )
    expect(page.status).toBe(422)
    expect(page.summary?.problems).toEqual([
      { href: '#text', text: receiptCheckProblemWording.missing[language] },
    ])
    expect(page.messages.text).toContain(receiptCheckProblemWording.missing[language])
    expect(page.ids).toContain('text')
    expect(page.filledFields.text).toEqual([text])
  }
  expect((await createVisitor().post(localisePath(language, '/receipt/'), {})).status).toBe(422)
})

it('knows the right text after any number of others from one connection, and tells those that they are many', async () => {
  const { parent } = await createParentWithFile()
  const text = await signedReceipt(parent)
  const visitor = createVisitor({ LIMIT_REQUESTS: { limit: async () => ({ success: true }) } })
  expect((await visitor.post('/receipt/', { text: ['x'] })).status).toBe(200)
  await queryRows('update code_attempts set attempts = ?', MAX_WRONG_CODES_PER_HOUR)
  const page = await parsePage(await visitor.post('/receipt/', { text: ['x'] }))
  expect([page.status, page.summary?.problems.map((problem) => problem.text)]).toEqual([
    429,
    [receiptCheckProblemWording.tooManyUnknown.en],
  ])
  expect(page.filledFields.text).toEqual(['x'])
  const right = await parseVisiblePage(await visitor.post('/receipt/', { text: [text] }))
  expect(right.text).toContain(genuine.title.en)
})

it('shows what was pasted as text', async () => {
  const markup = '</textarea><script>alert(1)</script> & &amp; "quoted"'
  const page = await parsePage(await createVisitor().post('/receipt/', { text: [markup] }))
  expect(page.filledFields.text).toEqual([markup])
  expect(page.scripts).toBe((await parsePage(await createVisitor().get('/receipt/'))).scripts)
})

it.each(languages)(
  'asks for the text file where the one chosen is no text, and shows nothing of it, in %s',
  async (language) => {
    const pdf = new File([new Uint8Array([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe, 0x80])], 'receipt.pdf')
    const page = await parsePage(await changesNothing(() => postReceiptFile(pdf, language)))
    expect([page.status, page.filledFields.text]).toEqual([422, ['']])
    expect(page.summary?.problems).toEqual([
      { href: '#file', text: receiptCheckProblemWording.unreadable[language] },
    ])
  },
)

it('takes a file under no other name', async () => {
  const body = new FormData()
  body.append('text', new File(['text'], 'text.txt'))
  expect((await createVisitor().request('/receipt/', { method: 'POST', body })).status).toBe(400)
})
