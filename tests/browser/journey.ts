import { it } from 'vitest'
import { type Language, languages } from '../../forms/language.ts'

/** What people do from one end to the other, and what they find. It is the same in every language. */
export interface Journey {
  /** What the journey proves: the name of its test. */
  readonly title: string
  /** The language in which `npm test` takes it. Some journeys are in English and some in French, so that both are seen. */
  readonly quickLanguage: Language
  readonly take: (language: Language) => Promise<void>
}

/** Tests each journey in one language: `npm test`. */
export function testJourneysOnce(journeys: readonly Journey[]): void {
  for (const journey of journeys) testJourney(journey, journey.quickLanguage)
}

/** Tests each journey in every language: `npm run test:deep`. */
export function testJourneysInEveryLanguage(journeys: readonly Journey[]): void {
  for (const journey of journeys) for (const language of languages) testJourney(journey, language)
}

function testJourney({ title, take }: Journey, language: Language): void {
  it(`${title}, in ${language}`, () => take(language))
}
