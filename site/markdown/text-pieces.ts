/** What a running text of a page is cut into. */
export type Piece =
  | { type: 'text'; value: string }
  | { type: 'link'; url: string; children: [{ type: 'text'; value: string }] }

export const text = (value: string): Piece => ({ type: 'text', value })

export const link = (url: string, value: string): Piece => ({
  type: 'link',
  url,
  children: [{ type: 'text', value }],
})
