import type { MdastPluginEntry } from 'satteri'
import { practice } from '../../content/practice.ts'
import { DRAFT_DAYS_WORDING, SHARED_DRAFT_MINUTES_WORDING } from '../../content/retention.ts'
import { buildWording, type Language, sameInEveryLanguage, type Wording } from '../../forms/language.ts'
import { pageLanguageFromFile } from './page-file.ts'
import { linkPiece, type TextPiece, textPiece } from './text-pieces.ts'

/** What a page takes from the settings of the practice and of the portal: `{{fees}}` in its text or its front matter. */
export const pageSettings: Readonly<Record<string, Wording>> = {
  name: sameInEveryLanguage(practice.name),
  phone: sameInEveryLanguage(practice.phone.reach),
  email: sameInEveryLanguage(practice.email),
  office: practice.office,
  fees: practice.fees,
  cancellation: practice.cancellation,
  answersWithin: countedWording(practice.answersWithinDays, {
    en: ['working day', 'working days'],
    fr: ['jour ouvrable', 'jours ouvrables'],
  }),
  attempts: countedWording(practice.attempts, { en: ['time', 'times'], fr: ['fois', 'fois'] }),
  invitationLasts: countedWording(practice.invitationDays, { en: ['day', 'days'], fr: ['jour', 'jours'] }),
  draftLasts: withoutLineBreak(DRAFT_DAYS_WORDING),
  sharedDraftLasts: withoutLineBreak(SHARED_DRAFT_MINUTES_WORDING),
}

/** What is pressed rather than read. */
const settingHrefs: Readonly<Record<string, string>> = {
  phone: practice.phone.href,
  email: `mailto:${practice.email}`,
}

/** Puts the settings in their places in a page’s text; one that is not there fails the build. */
export const fillSettingsPlugin: MdastPluginEntry = ({ fileURL }) => ({
  name: 'fill-settings',
  text(node, context) {
    if (node.value.includes('{{'))
      context.replaceNode(node, fillSettingsInText(node.value, pageLanguageFromFile(fileURL), `${fileURL}`))
  },
})

/** A text as pieces of text and links, its settings in their places. `where` is named when one is not there. */
export const fillSettingsInText = (source: string, language: Language, where: string): TextPiece[] =>
  source
    .split(SETTING_PLACEHOLDER)
    .map((part, index) => (index % 2 === 0 ? textPiece(part) : settingPiece(part, language, where)))
    .filter((piece) => piece.type === 'link' || piece.value !== '')

/** The same as plain text, for what is no paragraph. */
export const fillSettingsAsPlainText = (source: string, language: Language, where: string): string =>
  fillSettingsInText(source, language, where)
    .map((piece) => (piece.type === 'link' ? piece.children[0].value : piece.value))
    .join('')

/** Its name is what every second part of a text split by it holds. */
const SETTING_PLACEHOLDER = /{{(.*?)}}/

function settingPiece(name: string, language: Language, where: string): TextPiece {
  const value = pageSettings[name]?.[language]
  if (value === undefined) throw new Error(`${where}: there is no setting “${name}”`)
  return settingHrefs[name] ? linkPiece(settingHrefs[name], value) : textPiece(value)
}

/** A number and what it counts, one or several of it. */
function countedWording(
  count: number,
  of: Readonly<Record<Language, readonly [one: string, several: string]>>,
) {
  const counted = buildWording((language) => {
    const [one, several] = of[language]
    return `${count} ${count === 1 ? one : several}`
  })
  return withoutLineBreak(counted)
}

/** A number stays on the line of what it counts. */
function withoutLineBreak(wording: Wording): Wording {
  return buildWording((language) => wording[language].replace(' ', '\u00a0'))
}
