import type { Language } from '../forms/language.ts'
import { practice } from './practice.ts'

/** Lists the crisis lines in the order of the settings, those that answer in the reader's language first. */
export const listCrisisLines = (language: Language) => {
  const answersReader = ({ languages }: (typeof practice.crisisLines)[number]) => languages.includes(language)
  return [
    ...practice.crisisLines.filter(answersReader),
    ...practice.crisisLines.filter((line) => !answersReader(line)),
  ]
}
