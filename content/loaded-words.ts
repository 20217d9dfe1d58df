import { buildByLanguage } from '../forms/language.ts'
import {
  callScript,
  listSignedWordingLines,
  neverSaidWording,
  voicemailWording,
} from './authorisation/call-script.ts'
import { receiptWording } from './authorisation/receipt-wording.ts'
import { fileRouteOptions } from './file/routes.ts'
import { letterTexts } from './letters/letter-templates.ts'
import { printedLetters } from './mail/printed-letters.ts'
import { noticeWordings } from './notices.ts'
import { numberMeasureWording, percentileWording } from './numbers/number-measures.ts'
import { spreadsheetWording } from './numbers/spreadsheet-wording.ts'
import { operationCheckLabels } from './operations/operation-check-wording.ts'
import { exportFactWording, exportPageWording, exportReachWording } from './personal-data/export-wording.ts'
import { crisisLines } from './practice.ts'

/**
 * The words that the worker loads from the site, by group, and does not carry. The worker imports the type alone and gets
 * the words from `worker/site/load-words.ts`.
 */
export const loadedWords = {
  notices: noticeWordings,
  /** The call to the other parent, and all that a parent is shown before they authorise it. */
  call: {
    version: callScript.version,
    scriptParts: callScript.parts,
    voicemail: voicemailWording,
    neverSaid: neverSaidWording,
    signedLines: buildByLanguage(listSignedWordingLines),
  },
  receipt: receiptWording,
  /** The day on which the crisis line was dialled that was dialled longest ago. The worker carries none of the lines. */
  crisisLinesCheckedOn: crisisLines.map(({ checkedOn }) => checkedOn).toSorted()[0] ?? '',
  /** The names of what is checked of how the portal runs. */
  operationChecks: operationCheckLabels,
  letters: printedLetters,
  /** The letters that a coordinator sends one parent, which are no e-mail. */
  letterTexts,
  /** The spreadsheet of the practice’s numbers. */
  numbers: {
    sheet: spreadsheetWording,
    measures: numberMeasureWording,
    percentiles: percentileWording,
    routes: fileRouteOptions,
  },
  /** What is held of a parent, as it is given to them. */
  personalData: { page: exportPageWording, reach: exportReachWording, facts: exportFactWording },
} as const

export type LoadedWords = typeof loadedWords

/** Writes the words as the site holds them. The worker refuses any text but this one, by its hash. */
export const writeLoadedWords = (): string => JSON.stringify(loadedWords)
