import type { FormFields } from '../forms/form-fields.ts'
import { splitLanguagePath } from '../forms/language.ts'

/**
 * The buttons of the pages that have one: what `press` says when it was pressed, by the English path to which the page
 * posts. Those of every form stand under their name. A post that does not say so does nothing.
 */
export const pageButtons = {
  '/code/': 'open',
  '/file/': 'open',
  '/file/appointment/cancel/': 'cancel',
  '/file/authorise/': 'sign',
  '/file/book/': 'hold',
  '/file/book/check/': 'book',
  '/file/book/request/': 'request',
  '/file/close/': 'close',
  '/file/more/': 'add',
  '/file/stop/': 'stop',
  '/file/withdraw/': 'withdraw',
  '/invitation/': 'open',
  '/invitation/decline/': 'decline',
  '/invitation/start/': 'start',
  delete: 'delete',
  resume: 'open',
  send: 'send',
} as const

export type PageButton = (typeof pageButtons)[keyof typeof pageButtons]

/** Adds to what is posted to an address the button of its page, if that has one, as a browser does. */
export function addPageButton(path: string, fields: FormFields): FormFields {
  // The pages on which a parent adds to their intake have the same button.
  const address = splitLanguagePath(path)
    .path.replace(/\?.*$/, '')
    .replace(/^(\/file\/more\/).+/, '$1')
  const [, page = ''] = /^\/[^/]+\/([^/]+)\/$/.exec(address) ?? []
  const buttons: Readonly<Record<string, string>> = pageButtons
  const button = buttons[address] ?? buttons[page]
  return button === undefined ? fields : { press: [button], ...fields }
}
