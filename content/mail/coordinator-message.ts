import { type Language, localisePath } from '../../forms/language.ts'
import { type DeskPageName, deskAddresses } from '../desk-addresses.ts'
import { practice } from '../practice.ts'
import type { Letter } from './letter-html.ts'

/** All that an e-mail to a coordinator may tell of a file: its reference, and a link to read it. */
export interface CoordinatorMessageFacts {
  readonly reference: string
  /** `https://…`, without a slash at the end. */
  readonly portalOrigin: string
}

interface SubjectAndLines {
  readonly subject: string
  readonly lines: readonly string[]
}

/** Writes sentences about several files, or none, and a link to a page of the desk, which asks its reader to sign in. */
export const writeDeskLetter = (
  page: DeskPageName,
  { portalOrigin }: Pick<CoordinatorMessageFacts, 'portalOrigin'>,
  { subject, lines }: SubjectAndLines,
  language: Language,
): Letter => ({
  ...{ subject, language, lines, signed: practice.name },
  link: {
    href: `${portalOrigin}${localisePath(language, deskAddresses[page])}`,
    label: { en: 'Open the desk', fr: 'Ouvrir le bureau' }[language],
  },
})

/** Writes sentences about a file and a link to it at the desk. */
export function writeCoordinatorLetter(
  { reference, portalOrigin }: CoordinatorMessageFacts,
  { subject, lines }: SubjectAndLines,
  language: Language,
): Letter {
  const href = `${portalOrigin}${localisePath(language, `/desk/files/${reference}/`)}`
  const label = { en: 'Open it at the desk', fr: 'L’ouvrir au bureau' }[language]
  return { subject, language, lines, link: { href, label }, signed: practice.name }
}

/** Says to whoever stands in what they may do with a file that is given to them by the e-mail. */
export const standInWording: Readonly<Record<Language, string>> = {
  en: 'You can work in the file until they’re back. Leave what can wait to them.',
  fr: 'Vous pouvez travailler à ce dossier jusqu’à son retour et lui laisser ce qui peut attendre.',
}

/** Stands in every e-mail that may lead to a call or a message. */
export const contactRulesReminderWording: Readonly<Record<Language, string>> = {
  en: 'Read the contact rules first, before any call or message.',
  fr: 'Lisez d’abord les règles de contact, avant tout appel ou message.',
}
