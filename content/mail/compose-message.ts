import type { Language } from '../../forms/language.ts'
import { type Letter, renderLetterHtml } from './letter-html.ts'

/** An e-mail as the outbox stores it. */
export interface ComposedMessage {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What a message to a parent says, and the English path of the page that its one link opens: `/file/`. */
export interface ParentLetter {
  readonly lines: Readonly<Record<Language, readonly string[]>>
  readonly path: string
}

/** Writes a letter as text and as HTML, which say the same. */
export const composeMessageFromLetter = (mail: Letter): ComposedMessage => ({
  subject: mail.subject,
  text: [
    ...mail.lines,
    mail.link.label ? `${mail.link.label}\n${mail.link.href}` : mail.link.href,
    ...(mail.note ? [mail.note] : []),
    ...(mail.signed ? [mail.signed] : []),
  ].join('\n\n'),
  html: renderLetterHtml(mail),
})
