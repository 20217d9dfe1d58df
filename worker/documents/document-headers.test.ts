import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { buildDocumentHeaders, tidyFileName } from './document-headers.ts'

it('lets a document be stored as what it is, and nothing of it run', () => {
  expect(buildDocumentHeaders({ type: 'text', length: 12 }, '<script>')).toEqual({
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': '12',
    'Content-Disposition': `attachment; filename="script.txt"; filename*=UTF-8''script.txt`,
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
})

it('names a file in all of its letters', () => {
  const headers = buildDocumentHeaders({ type: 'pdf', length: 1 }, 'Ordonnance (décembre) d’été 👪')
  expect(headers['Content-Disposition']).toBe(
    `attachment; filename="Ordonnance (decembre) d_ete _.pdf"; filename*=UTF-8''Ordonnance%20%28d%C3%A9cembre%29%20d%E2%80%99%C3%A9t%C3%A9%20%F0%9F%91%AA.pdf`,
  )
})

it.each(['\u{11435}', '\u0301\u0301', '\u226e'])(
  'names a file whose title is nothing without its marks: %j',
  (title) => {
    const { 'Content-Disposition': disposition } = buildDocumentHeaders({ type: 'png', length: 1 }, title)
    expect(disposition).toBe(
      `attachment; filename="document.png"; filename*=UTF-8''${encodeURIComponent(title)}.png`,
    )
  },
)

it.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['C:\\Users\\me\\order', 'C--Users-me-order'],
  ['order\r\nSet-Cookie: a=b', 'orderSet-Cookie- a=b'],
  ['order \u202efdp.exe', 'order fdp.exe'],
  ['  .hidden. ', 'hidden'],
  ['100% “ours”?', '100- “ours”'],
  ['', 'document'],
  ['...', 'document'],
  ['é'.normalize('NFD'), 'é'],
  ['x'.repeat(500), 'x'.repeat(80)],
])('makes a file’s name of the title %j', (title, name) => {
  expect(tidyFileName(title)).toBe(name)
})

it('makes headers of any title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (title) => {
      const disposition = buildDocumentHeaders({ type: 'png', length: 1 }, title)['Content-Disposition'] ?? ''
      expect(disposition).toMatch(
        /^attachment; filename="[ !#-[\]-~]+\.png"; filename\*=UTF-8''[\w.!~%-]+\.png$/,
      )
      expect(new Headers({ 'Content-Disposition': disposition }).get('Content-Disposition')).toBe(disposition)
    }),
    { numRuns: countPropertyRuns(500) },
  )
})
