import type { StepPage } from '../../content/today/next-steps.ts'
import type { Language } from '../../forms/language.ts'
import { type FilePageName, getCallSheetPath, getFilePagePath } from '../client/routes.ts'

/** Gives the address at which a step of a file is done. */
export const getStepPath = (language: Language, reference: string, page: StepPage): string =>
  page === 'call'
    ? getCallSheetPath(language, reference)
    : getFilePagePath(language, reference, filePageByStepPage[page])

const filePageByStepPage = {
  overview: 'file',
  intake: 'fileIntake',
  safety: 'fileSafety',
  contact: 'fileContact',
  sessions: 'fileSessions',
} as const satisfies Record<Exclude<StepPage, 'call'>, FilePageName>
