import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intakeForm } from '../content/forms/intake/index.ts'
import type { Language } from '../forms/language.ts'
import { sendExampleForm } from './send-example-form.ts'

/** Sends the first files of the example practice as parents would. */
export async function sendExampleIntakes(origin: string): Promise<void> {
  const families: [keyof typeof intakeExamples, Language][] = [
    ['byOneParent', 'en'],
    ['byCourtOrder', 'en'],
    ['byConsent', 'fr'],
  ]
  for (const [name, language] of families) {
    await sendExampleForm(origin, intakeForm, intakeExamples[name].fields, language)
  }
}
