import type { StepPage } from '../../content/today/next-steps.ts'
import type { Language } from '../../forms/language.ts'
import { getCallSheetPath, getFilePagePath } from '../client/routes.ts'

/** Gives the address at which a step of a file is done. */
export const getStepPath = (language: Language, reference: string, page: StepPage): string =>
  (page === 'call' ? getCallSheetPath : getFilePagePath)(language, reference)
