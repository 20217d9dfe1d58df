import type { MdastPluginEntry } from 'satteri'
import { cancellationWording } from '../../content/cancellation-wording.ts'
import { describeRetentionRules } from '../../content/file/retention-wording.ts'
import { firstHalfMinutesWording } from '../../content/forms/intake/estimate.ts'
import { fees, practice, retentionSources } from '../../content/practice.ts'
import { DRAFT_DAYS_WORDING, SHARED_DEVICE_DRAFT_MINUTES_WORDING } from '../../content/retention.ts'
import { buildWording, type Language, toUntranslatedWording, type Wording } from '../../forms/language.ts'
import { otherCompaniesSentencePart } from '../turnstile.ts'
import { getPageLanguageFromFile } from './page-file.ts'
import { createLinkPiece, createTextPiece, type TextPiece } from './text-pieces.ts'

const days = { en: ['day', 'days'], fr: ['jour', 'jours'] } as const
const months = { en: ['month', 'months'], fr: ['mois', 'mois'] } as const

/** The settings of the practice and the portal that a page can name in its text or front matter: `{{fees}}`. */
export const settingWordingByPlaceholder: Readonly<Record<string, Wording>> = {
  name: toUntranslatedWording(practice.name),
  phone: toUntranslatedWording(practice.phone.reach),
  email: toUntranslatedWording(practice.email),
  office: practice.office,
  fees,
  cancellation: cancellationWording.terms,
  answersWithin: countedWording(practice.answersWithinDays, {
    en: ['working day', 'working days'],
    fr: ['jour ouvrable', 'jours ouvrables'],
  }),
  attempts: countedWording(practice.attempts, { en: ['time', 'times'], fr: ['fois', 'fois'] }),
  invitationLasts: countedWording(practice.invitationDays, days),
  draftLasts: withoutLineBreak(DRAFT_DAYS_WORDING),
  sharedDraftLasts: withoutLineBreak(SHARED_DEVICE_DRAFT_MINUTES_WORDING),
  closedFileLasts: describeRetentionRules(practice.retention.closedFiles),
  untakenFileLasts: countedWording(practice.retention.untakenFileMonths, months),
  messageLasts: countedWording(practice.retention.messageMonths, months),
  logLasts: countedWording(practice.retention.logDays, days),
  previewLasts: countedWording(practice.retention.previewDays, days),
  retentionSources: buildWording((language) =>
    retentionSources.map(({ source }) => source[language]).join(' '),
  ),
  firstPart: withoutLineBreak(firstHalfMinutesWording),
  otherCompanies: otherCompaniesSentencePart,
}

/** The settings that become links, with the address that each opens. */
const settingHrefs: Readonly<Record<string, string>> = {
  phone: practice.phone.href,
  email: `mailto:${practice.email}`,
}

/** Replaces the placeholders of a page’s text with settings; throws on an unknown name, which fails the build. */
export const fillSettingsPlugin: MdastPluginEntry = ({ fileURL }) => ({
  name: 'fill-settings',
  text(node, context) {
    if (node.value.includes('{{'))
      context.replaceNode(
        node,
        fillSettingsAsTextPieces(node.value, getPageLanguageFromFile(fileURL), `${fileURL}`),
      )
  },
})

/**
 * Replaces the placeholders of a text with settings, and gives plain text and links. Throws an error that names `where`
 * when a setting is unknown.
 */
export const fillSettingsAsTextPieces = (source: string, language: Language, where: string): TextPiece[] =>
  source
    .split(SETTING_PLACEHOLDER)
    .map((part, index) => (index % 2 === 0 ? createTextPiece(part) : settingPiece(part, language, where)))
    .filter((piece) => piece.type === 'link' || piece.value !== '')

/** Replaces the placeholders of a text with settings as plain text, for titles and descriptions. */
export const fillSettingsAsPlainText = (source: string, language: Language, where: string): string =>
  fillSettingsAsTextPieces(source, language, where)
    .map((piece) => (piece.type === 'link' ? piece.children[0].value : piece.value))
    .join('')

/** Splitting a text by this pattern gives the names of settings as every second part. */
const SETTING_PLACEHOLDER = /{{(.*?)}}/

function settingPiece(name: string, language: Language, where: string): TextPiece {
  const value = settingWordingByPlaceholder[name]?.[language]
  if (value === undefined) throw new Error(`${where}: there is no setting “${name}”`)
  return settingHrefs[name] ? createLinkPiece(settingHrefs[name], value) : createTextPiece(value)
}

/** Writes a number and what it counts, in singular or plural. */
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

/** Keeps a number on the same line as the word it counts. */
function withoutLineBreak(wording: Wording): Wording {
  return buildWording((language) => wording[language].replace(' ', '\u00a0'))
}
