import { type Language, languages } from '../forms/language.ts'
import {
  callScript,
  listSignedWordingLines,
  neverSaidWording,
  voicemailWording,
} from './authorisation/call-script.ts'
import { receiptWording } from './authorisation/receipt-wording.ts'
import { noticeWordings } from './notices.ts'

const byLanguage = <Value>(build: (language: Language) => Value) =>
  Object.fromEntries(languages.map((language) => [language, build(language)])) as Readonly<
    Record<Language, Value>
  >

/**
 * The words that the worker loads from the site, by group, and does not carry. The worker imports the type alone and gets
 * the words from `worker/words/load-words.ts`.
 */
export const loadedWords = {
  notices: noticeWordings,
  /** The call to the other parent, and all that a parent is shown before they authorise it. */
  call: {
    version: callScript.version,
    scriptParts: callScript.parts,
    voicemail: voicemailWording,
    neverSaid: neverSaidWording,
    signedLines: byLanguage(listSignedWordingLines),
  },
  receipt: receiptWording,
} as const

export type LoadedWords = typeof loadedWords

/** Writes the words as the site holds them. The worker refuses any text but this one, by its hash. */
export const writeLoadedWords = (): string => JSON.stringify(loadedWords)
