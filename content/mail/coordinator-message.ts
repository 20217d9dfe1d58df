import { type Language, localisedPath } from '../../forms/language.ts'
import { practice } from '../practice.ts'
import { type ComposedMessage, composeMessage } from './compose-message.ts'

/** What every e-mail to a coordinator may know of a file: its reference, and where to read it. */
export interface CoordinatorMessageFacts {
  readonly reference: string
  /** `https://…`, no slash at the end. */
  readonly portalOrigin: string
}

/** Sentences about a file and a link to it at the desk, behind sign-in. */
export function composeCoordinatorMessage(
  { reference, portalOrigin }: CoordinatorMessageFacts,
  { subject, lines }: { readonly subject: string; readonly lines: readonly string[] },
  language: Language,
): ComposedMessage {
  const href = `${portalOrigin}${localisedPath(language, `/desk/files/${reference}/`)}`
  const label = { en: 'Open it at the desk', fr: 'L’ouvrir au bureau' }[language]
  return composeMessage({ subject, language, lines, link: { href, label }, signed: practice.name })
}

/** Before anybody is called or written to. */
export const contactRulesReminder: Readonly<Record<Language, string>> = {
  en: 'Read the contact rules first, before any call or message.',
  fr: 'Lisez d’abord les règles de contact, avant tout appel ou message.',
}
