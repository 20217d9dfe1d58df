import {
  appendColon,
  type Language,
  listTitledLines,
  quoteText,
  type TitledLines,
  type Wording,
} from '../../forms/language.ts'
import { getChosenWordings } from '../../forms/questions/choice.ts'
import { authoriseSection } from '../forms/contact-authorisation/index.ts'
import { startSection } from '../forms/intake/start.ts'
import { practice } from '../practice.ts'
import { formatInstantInZone } from '../time/local-time.ts'
import type { IntakeRoute } from './call-script.ts'
import { type CodeConfirmationChannel, codeConfirmationChannelOptions } from './code-confirmation.ts'
import type { receiptWording } from './receipt-wording.ts'

/** The facts of an authorisation that its receipt states. Instants are in milliseconds, hashes in hexadecimal. */
export interface ReceiptFacts {
  readonly reference: string
  readonly route: IntakeRoute
  /** The name typed as a signature. */
  readonly signedName: string
  readonly grantedAt: number
  readonly expiresAt: number
  /** The IANA time zone in which local times are written. */
  readonly timeZone: string
  /** The number of days for which the authorisation was granted. */
  readonly days: number
  /** The keys of the ticked boxes. */
  readonly ticked: readonly string[]
  /** The key of the message that may be left when nobody answers; without one, no message may be left. */
  readonly voicemail?: string
  readonly wordingVersion: number
  readonly wordingHash: string
  readonly answersHash: string
  readonly requestId: string
  /** The version of the form that was signed. */
  readonly formVersion: number
  /** Missing when it was signed with the parent’s first access code. */
  readonly replacedAccessCode?: ReplacedAccessCodeFacts
}

/** An access code that a coordinator created, and how its parent confirmed that they have it. */
export interface ReplacedAccessCodeFacts {
  readonly replacedAt: number
  /** The coordinator’s name. */
  readonly replacedBy: string
  readonly confirmedAt: number
  readonly confirmedBy: string
  readonly confirmedThrough: CodeConfirmationChannel
}

/** The words of a receipt, which the worker loads from the site. */
export interface ReceiptWords {
  readonly receiptWording: typeof receiptWording
  /** The words of the call, which stand on the receipt. */
  readonly callScriptParts: readonly TitledLines[]
}

/**
 * Writes a receipt line by line, in words a court can rely on. The same facts and words always give the same lines.
 */
export function composeReceiptLines(
  { receiptWording, callScriptParts }: ReceiptWords,
  facts: ReceiptFacts,
  language: Language,
): string[] {
  const { voicemail, understood } = authoriseSection.questions
  const inLanguage = (wording: Wording) => wording[language]
  const labelledLine = (label: Wording, value: string | number) =>
    `${appendColon(inLanguage(label), language)} ${value}`
  const chosen = getChosenWordings(voicemail.options, [facts.voicemail ?? 'nothing']).map(inLanguage)
  return [
    inLanguage(receiptWording.heading),
    `${practice.name}, ${inLanguage(practice.descriptor)}`,
    '',
    labelledLine(receiptWording.reference, facts.reference),
    labelledLine(receiptWording.route, inLanguage(startSection.questions.route.options[facts.route])),
    labelledLine(receiptWording.signedName, quoteName(facts.signedName, language)),
    ...replacedCodeLines(facts.replacedAccessCode),
    ...moments(receiptWording.granted, facts.grantedAt),
    ...moments(receiptWording.expires, facts.expiresAt),
    labelledLine(receiptWording.days, facts.days),
    '',
    inLanguage(receiptWording.allowed),
    inLanguage(receiptWording.notAllowed),
    labelledLine(receiptWording.attempts, practice.attempts),
    labelledLine(receiptWording.voicemail, chosen.join(', ')),
    ...getChosenWordings(understood.options, facts.ticked).map((box) =>
      labelledLine(receiptWording.ticked, inLanguage(box)),
    ),
    inLanguage(receiptWording.times),
    inLanguage(receiptWording.orders),
    inLanguage(receiptWording.withheld),
    '',
    labelledLine(receiptWording.formVersion, facts.formVersion),
    labelledLine(receiptWording.answersHash, groupHash(facts.answersHash)),
    labelledLine(receiptWording.wordingVersion, facts.wordingVersion),
    labelledLine(receiptWording.wordingHash, groupHash(facts.wordingHash)),
    labelledLine(receiptWording.requestId, facts.requestId),
    '',
    inLanguage(receiptWording.call),
    ...callScriptParts.flatMap((part) => ['', ...listTitledLines(part, language)]),
    '',
    inLanguage(receiptWording.end),
  ]

  function replacedCodeLines(code: ReplacedAccessCodeFacts | undefined): string[] {
    if (!code) return []
    const { replacedBy, replacedAt, confirmedBy, confirmedAt, confirmedThrough } = code
    const at = (instant: number) => formatInstantInZone(instant, facts.timeZone, language)
    return [
      labelledLine(receiptWording.codeReplaced, `${replacedBy}, ${at(replacedAt)}`),
      labelledLine(receiptWording.codeConfirmed, `${confirmedBy}, ${at(confirmedAt)}`),
      labelledLine(
        receiptWording.codeConfirmedThrough,
        inLanguage(codeConfirmationChannelOptions[confirmedThrough]),
      ),
    ]
  }

  function moments(label: Wording, at: number): string[] {
    return [
      labelledLine(label, formatInstantInZone(at, facts.timeZone, language)),
      labelledLine({ en: `${label.en}, in UTC`, fr: `${label.fr}, en UTC` }, new Date(at).toISOString()),
    ]
  }
}

/**
 * Puts a name in quotation marks and removes any of its own, so that it cannot pass for another line. Joiners stay,
 * because many scripts need them; marks of direction could turn the quotation marks around.
 */
const quoteName = (name: string, language: Language): string => {
  const plain = name
    .replace(/[\p{Format}--[\u200c\u200d]]/gv, '')
    .replace(/["“”„«»\p{Control}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return quoteText(plain, language)
}

/** Splits a hash into groups of eight characters, so that a line breaks only between groups. */
const groupHash = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? ''

/**
 * Normalises the text of a receipt before it is hashed, so that a pasted copy gives the same hash. Each run of white
 * space becomes one space, invisible characters that copying adds are removed, and ligatures of a printed text become
 * letters. Nothing else changes: a direction mark, a raised digit or a number split in two gives another hash.
 */
export const normaliseReceiptText = (text: string): string =>
  text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    // A browser may break a line after a hyphen or a slash, where the receipt has no space.
    .replace(/([-/]) /g, '$1')
    .trim()
