import { escapeHtml } from '../../content/escape-html.ts'
import { markUnbroken } from '../../content/unbroken.ts'

/** A day in either language, an instant or an offset in UTC, or a request's id. */
const PARTS_OF_RECEIPT =
  /\p{L}+ \d{1,2}, \d{4}|\d{1,2}(?:er)? \p{L}+ \d{4}|\d{4}-\d\d-\d\dT[\d:.]+Z|UTC[+−]\d\d:\d\d|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gu

/** Renders a receipt so that no day, instant or id breaks inside. Its text stays the same, character for character. */
export const renderReceiptText = (lines: readonly string[]): { readonly html: string } => ({
  html: escapeHtml(lines.join('\n')).replace(PARTS_OF_RECEIPT, markUnbroken),
})
