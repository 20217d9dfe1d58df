import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../ui/language.tsx'
import { answersReadingQuery, type FileHeader } from './queries.ts'

/**
 * Loads what the parents of a file wrote, in the language of the page. Loads nothing when the file was merged into
 * another one.
 */
export function useFileAnswers({ reference, mergedInto }: FileHeader) {
  const language = useLanguage()
  const isAsked = mergedInto === null
  const answers = useQuery({ ...answersReadingQuery(reference, language), enabled: isAsked })
  return isAsked ? answers : { ...answers, data: undefined, isLoadingError: false as const, error: null }
}
