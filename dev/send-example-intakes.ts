import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intake } from '../content/forms/intake/index.ts'
import type { Language } from '../forms/language.ts'
import { sendExample } from './send-example-form.ts'

/** The example practice's first files, sent as parents would send them. */
export async function seed(origin: string): Promise<void> {
  const families: [keyof typeof intakeExamples, Language][] = [
    ['byOneParent', 'en'],
    ['byCourtOrder', 'en'],
    ['byConsent', 'fr'],
  ]
  for (const [name, language] of families) {
    await sendExample(origin, intake, intakeExamples[name].fields, language)
  }
}
