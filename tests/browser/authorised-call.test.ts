import { expect, it } from 'vitest'
import { receiptPageWording, stopAuthorisationPageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { otherParentContactWording } from '../../desk/file/calling/other-contact-wording.ts'
import { buildAttemptsLeftWording } from '../../desk/file/calling/wording.ts'
import { contactHoldsWording } from '../../desk/file/contact-holds/wording.ts'
import { authorisedCallJourneys } from './authorised-call-journeys.ts'
import {
  DESK_VIEWPORT,
  openFileAtDesk,
  openFileTab,
  openOtherContactDetails,
  recordOrderReadAtDesk,
  screenParentAtDesk,
} from './desk-actions.ts'
import { testJourneysOnce } from './journey.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, waitForYourFile } from './page-actions.ts'
import { authoriseCallWithOrder, sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

testJourneysOnce(authorisedCallJourneys)

it('waits for an order to be read: nothing opens at the desk before, and the parent is told kindly', async () => {
  const language = 'en'
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const parent = await openPage()
  const reference = await sendIntakeAndOpenConfirmation(parent, fields, language)
  await authoriseCallWithOrder(parent, language)
  expect(await parent.getByText(receiptPageWording.inForce[language]).isVisible()).toBe(true)
  const coordinator = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(coordinator, reference, language)
  await openFileTab(coordinator, 'fileSafety', language)
  await coordinator.getByRole('heading', { name: contactHoldsWording.title[language] }).waitFor()
  await openFileTab(coordinator, 'fileContact', language)
  await coordinator.locator('section.calling').waitFor()
  const opener = coordinator.getByRole('button', { name: otherParentContactWording.open[language] })
  expect(await opener.count()).toBe(0)
  await recordOrderReadAtDesk(coordinator, language)
  // Nobody is called before the parent who came was talked with alone.
  await openFileTab(coordinator, 'fileContact', language)
  expect(await opener.count()).toBe(0)
  await screenParentAtDesk(coordinator, language)
  await openOtherContactDetails(coordinator, language)
  await coordinator.getByText(buildAttemptsLeftWording(practice.attempts)[language]).waitFor()

  // Stopped while the details are on the screen: they close by themselves.
  await parent.goto(pageUrl(language, '/file/stop/'))
  await pressButton(parent, stopAuthorisationPageWording.cases['stop-in-force'].button[language])
  await waitForYourFile(parent, language)
  // At once when somebody turns to the window, and else within fifteen seconds.
  await coordinator.evaluate(() => dispatchEvent(new Event('focus')))
  await coordinator.getByText(otherParentContactWording.refused[language]).waitFor()
  expect(await coordinator.getByText(buildAttemptsLeftWording(practice.attempts)[language]).count()).toBe(0)
  expect(await coordinator.locator('.authorisation-status--open').count()).toBe(0)
  const left = ((await coordinator.locator('main').textContent()) ?? '').replace(/\D/g, '')
  expect(left).not.toContain(fields.otherPhone?.[0]?.replace(/\D/g, '').slice(-10))
})
