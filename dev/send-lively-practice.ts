import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intakeForm } from '../content/forms/intake/index.ts'
import { defaultLanguage } from '../forms/language.ts'
import { authoriseCall } from './authorise-call.ts'
import { bookFirstOpening } from './book-first-opening.ts'
import {
  openDeskAsLead,
  openYourFile,
  type RequestDeskApi,
  recordCall,
  screenInitiatingParent,
} from './desk-actions.ts'
import { fillInForFamily, type LivelyStep, livelyFamilies } from './lively-families.ts'
import { type FetchVisitor, sendExampleForm } from './send-example-form.ts'
import type { Portal } from './start-portal.ts'

/**
 * Fills the example practice with 32 files at every point of their way, through the pages and the desk as people would.
 * A file that nobody leads stays as it was sent.
 */
export async function sendLivelyPractice(portal: Portal): Promise<void> {
  for (const [index, family] of livelyFamilies.entries()) {
    const fields = fillInForFamily(intakeExamples[family.example].fields, family, index)
    // Each family has a network of its own, as the limits on requests expect.
    const headers = { 'CF-Connecting-IP': `2001:db8:${index + 1}::1` }
    const sent = await sendExampleForm(portal.origin, intakeForm, fields, family.language, headers)
    const { reference, file } = await openYourFile(sent)
    const desk = await openDeskAsLead(portal, reference)
    if (desk) for (const step of family.steps) await actions[step](desk, file)
  }
}

const actions: Readonly<Record<LivelyStep, (desk: RequestDeskApi, file: FetchVisitor) => Promise<unknown>>> =
  {
    read: (desk) => desk('/readings/answers', { language: defaultLanguage }),
    screened: screenInitiatingParent,
    requested: (desk) => desk('/authorisation-request', { side: 'initiating' }),
    authorised: (_, file) => authoriseCall(file),
    called: (desk) => recordCall(desk, 'no-answer', 'call-again'),
    booked: (_, file) => bookFirstOpening(file),
  }
