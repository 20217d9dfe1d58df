import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import type { FamilyNeeds } from './assign.ts'

/** Reads from an intake's answers what decides who may lead the file. */
export const getFamilyNeeds = (answers: Partial<IntakeAnswers>, language: Language): FamilyNeeds => ({
  province: answers.province,
  language: answers.language === 'either' ? undefined : (answers.language ?? language),
  profession: answers.professionWanted === 'either' ? undefined : answers.professionWanted,
  named: practice.coordinators.find(({ id }) => id === answers.orderCoordinator)?.id,
})
