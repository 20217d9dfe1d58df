import type { DocumentType } from './clean-document.ts'

const contentTypes: Readonly<Record<DocumentType, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  // Even a text of HTML is a text.
  text: 'text/plain; charset=utf-8',
}

const extensions: Readonly<Record<DocumentType, string>> = {
  pdf: 'pdf',
  jpeg: 'jpg',
  png: 'png',
  word: 'docx',
  text: 'txt',
}

/**
 * Builds the headers with which a document is downloaded: as what its bytes are, to be stored under its title, and never run
 * or shown as a page of the portal, whatever it holds. What every answer of the worker has is added to them.
 */
export const buildDocumentHeaders = (
  { type, length }: { readonly type: DocumentType; readonly length: number },
  title: string,
): Readonly<Record<string, string>> => ({
  'Content-Type': contentTypes[type],
  'Content-Length': String(length),
  'Content-Disposition': buildDisposition(tidyFileName(title), extensions[type]),
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
})

const MAX_NAME_CHARACTERS = 80

/**
 * Makes a title the name of a file on any system: without folders, characters that a system refuses or that turn what
 * follows around, and dots and spaces at its ends.
 */
export function tidyFileName(title: string): string {
  const tidied = title
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[\\/:*?"<>|%]/g, '-')
  const short = [...tidied].slice(0, MAX_NAME_CHARACTERS).join('')
  return short.replaceAll(/\s+/g, ' ').replaceAll(/^[. -]+|[. -]+$/g, '') || 'document'
}

/** Names a file in the letters of HTTP, and again in all of its letters (RFC 6266, RFC 8187). */
function buildDisposition(name: string, extension: string): string {
  const letters = name.normalize('NFD').replaceAll(/\p{M}/gu, '')
  // Without its marks a name may be none, or one that a system refuses.
  const plain = tidyFileName(letters.replaceAll(/[^ -~]/gu, '_'))
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}.${extension}"; filename*=UTF-8''${encoded}.${extension}`
}
