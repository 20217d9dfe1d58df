import type { MdastPluginEntry } from 'satteri'
import { practice } from '../../content/practice.ts'
import { DRAFT_DAYS_WORDS, SHARED_MINUTES_WORDS } from '../../content/retention.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { languageOfPage } from './page-file.ts'
import { link, type Piece, text } from './text-pieces.ts'

/** What a page takes from the settings of the practice and of the portal: `{{fees}}` in its text or its front matter. */
export const settings: Readonly<Record<string, Wording>> = {
  name: alike(practice.name),
  phone: alike(practice.phone.reach),
  email: alike(practice.email),
  office: practice.office,
  fees: practice.fees,
  cancellation: practice.cancellation,
  answersWithin: counted(practice.answersWithinDays, {
    en: ['working day', 'working days'],
    fr: ['jour ouvrable', 'jours ouvrables'],
  }),
  attempts: counted(practice.attempts, { en: ['time', 'times'], fr: ['fois', 'fois'] }),
  invitationLasts: counted(practice.invitationDays, { en: ['day', 'days'], fr: ['jour', 'jours'] }),
  draftKept: unbroken(DRAFT_DAYS_WORDS),
  sharedDraftKept: unbroken(SHARED_MINUTES_WORDS),
}

/** What is pressed rather than read. */
const hrefs: Readonly<Record<string, string>> = {
  phone: practice.phone.href,
  email: `mailto:${practice.email}`,
}

/** Puts the settings in their places in a page’s text; one that is not there fails the build. */
export const fillSettings: MdastPluginEntry = ({ fileURL }) => ({
  name: 'fill-settings',
  text(node, context) {
    if (node.value.includes('{{'))
      context.replaceNode(node, withSettings(node.value, languageOfPage(fileURL), `${fileURL}`))
  },
})

/** A text as pieces of text and links, its settings in their places. `where` is named when one is not there. */
export const withSettings = (source: string, language: Language, where: string): Piece[] =>
  source
    .split(PLACE)
    .map((part, index) => (index % 2 === 0 ? text(part) : setting(part, language, where)))
    .filter((piece) => piece.type === 'link' || piece.value !== '')

/** The same as plain text, for what is no paragraph. */
export const filled = (source: string, language: Language, where: string): string =>
  withSettings(source, language, where)
    .map((piece) => (piece.type === 'link' ? piece.children[0].value : piece.value))
    .join('')

/** Its name is what every second part of a text split by it holds. */
const PLACE = /{{(.*?)}}/

function setting(name: string, language: Language, where: string): Piece {
  const value = settings[name]?.[language]
  if (value === undefined) throw new Error(`${where}: there is no setting “${name}”`)
  return hrefs[name] ? link(hrefs[name], value) : text(value)
}

function alike(value: string): Wording {
  return { en: value, fr: value }
}

/** A number and what it counts, one or several of it. */
function counted(count: number, of: Readonly<Record<Language, readonly [one: string, several: string]>>) {
  const [en, fr] = [of.en, of.fr].map(([one, several]) => `${count} ${count === 1 ? one : several}`)
  return unbroken({ en: `${en}`, fr: `${fr}` })
}

/** A number stays on the line of what it counts. */
function unbroken({ en, fr }: Wording): Wording {
  return { en: en.replace(' ', '\u00a0'), fr: fr.replace(' ', '\u00a0') }
}
