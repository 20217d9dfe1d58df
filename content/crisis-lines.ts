import type { Language } from '../forms/language.ts'
import { crisisLines } from './practice.ts'

/** Lists the crisis lines in the order of the settings, those that answer in the reader's language first. */
export const listCrisisLines = (language: Language) => {
  const answersReader = ({ languages }: (typeof crisisLines)[number]) => languages.includes(language)
  return [...crisisLines.filter(answersReader), ...crisisLines.filter((line) => !answersReader(line))]
}
