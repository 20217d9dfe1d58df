import { expect, it } from 'vitest'
import { parseHtml, readText } from '../../tests/support/parse-html.ts'
import { renderReceiptText } from './receipt-html.ts'

const lines = [
  "Signed by typing this name: “<b>Morgan</b> & 'Ellis'”",
  'Signed: November 22, 2026, 4:15\u00a0p.m. (UTC−05:00, America/Toronto)',
  'Signé le 1er décembre 2026',
  'Signed, in UTC: 2026-11-22T21:15:09.120Z',
  'Request: 0d5c1f1e-6a44-4c7e-9b37-2f6f1c8f5a10',
]

it('keeps each day, instant, offset and id on one line, and the text as it is', () => {
  const page = parseHtml(`<pre>${renderReceiptText(lines).html}</pre>`)
  expect(readText(page.querySelector('pre'))).toBe(lines.join('\n'))
  expect(page.querySelectorAll('.unbroken').map((part) => part.textContent)).toEqual([
    'November 22, 2026',
    'UTC−05:00',
    '1er décembre 2026',
    '2026-11-22T21:15:09.120Z',
    '0d5c1f1e-6a44-4c7e-9b37-2f6f1c8f5a10',
  ])
})
