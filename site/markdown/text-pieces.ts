/** A piece of a page's running text. */
export type TextPiece =
  | { type: 'text'; value: string }
  | { type: 'link'; url: string; children: [{ type: 'text'; value: string }] }

export const createTextPiece = (value: string): TextPiece => ({ type: 'text', value })

export const createLinkPiece = (url: string, value: string): TextPiece => ({
  type: 'link',
  url,
  children: [{ type: 'text', value }],
})
