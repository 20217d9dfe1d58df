import type { Wording } from '../../forms/language.ts'
import { isExamplePractice } from '../example-practice.ts'
import { practice } from '../practice.ts'

/** What stands at the foot of every page, and above a printed one. */
export const legalNoteWording: Wording = isExamplePractice(practice.name)
  ? {
      en: `${practice.name} is a fictional practice. These pages explain; they aren’t legal advice.`,
      fr: `${practice.name} est un cabinet fictif. Ces pages donnent des explications, et non un avis juridique.`,
    }
  : {
      en: 'These pages explain; they aren’t legal advice.',
      fr: 'Ces pages donnent des explications, et non un avis juridique.',
    }
