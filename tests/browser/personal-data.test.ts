import { expect, it } from 'vitest'
import { retentionHoldReasonOptions } from '../../content/file/erasures.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { shellWording } from '../../desk/client/wording.ts'
import { personalDataWording } from '../../desk/personal-data/wording.ts'
import { createQuickAccessibilityCheck, openPageWithAxe } from './accessibility-check.ts'
import { administrator, DESK_VIEWPORT } from './desk-actions.ts'
import { createDeskKeyboard } from './desk-keyboard.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { passYearsSinceClosing } from './pass-time.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** French, so that words left in English would fail. */
const language = 'fr'

const officer = practice.coordinators.find(({ privacyOfficer }) => privacyOfficer)

/** Sends an intake and lets years pass, so that the term of its file ends tomorrow. */
async function sendAndCloseLongAgo(): Promise<string> {
  const reference = await sendIntakeAndReadReference(
    createRandomFamilyFields(intakeExamples.byOneParent.fields),
  )
  await passYearsSinceClosing(reference)
  return reference
}

it('lets the privacy officer see what will be erased, hold it back and lift that, by keyboard', async () => {
  const reference = await sendAndCloseLongAgo()
  const page = await openPage(DESK_VIEWPORT)
  const keys = createDeskKeyboard(page, language)
  await signInAtDesk(page, officer?.name ?? '')
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  await keys.followLink(shellWording.privacy)
  const file = page.locator('.personal-data__files > li', { hasText: reference })
  await keys.enter(file.getByRole('button', { name: personalDataWording.hold[language] }))
  await keys.pressButton(personalDataWording.holdNow, file)
  await file.getByText(personalDataWording.noReason[language]).waitFor()
  await keys.choose(retentionHoldReasonOptions.claim, file)
  await keys.type(file.getByLabel(personalDataWording.note[language]), 'Dossier 12-34')
  await keys.pressButton(personalDataWording.holdNow, file)
  await page.getByText(personalDataWording.held[language]).waitFor()
  await file.getByText(`${retentionHoldReasonOptions.claim[language]} · Dossier 12-34`).waitFor()
  await keys.enter(file.getByRole('button', { name: personalDataWording.lift[language] }))
  await keys.pressButton(personalDataWording.liftNow, file)
  await page.getByText(personalDataWording.lifted[language]).waitFor()
  expect(await file.getByText('Dossier 12-34').count()).toBe(0)
})

it('leads nobody else there, and tells whoever opens it why', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, '/desk/personal-data/'))
  await page.getByText(personalDataWording.onlyOfficers[language]).waitFor()
  expect(await page.getByRole('link', { name: shellWording.privacy[language], exact: true }).count()).toBe(0)
})

it('fits a narrow screen and has no barrier that axe finds', async () => {
  const reference = await sendAndCloseLongAgo()
  const page = await openPageWithAxe()
  const check = createQuickAccessibilityCheck()
  await signInAtDesk(page, officer?.name ?? '')
  await page.goto(pageUrl(language, '/desk/personal-data/'))
  const file = page.locator('.personal-data__files > li', { hasText: reference })
  await file.getByRole('button').click()
  await pressButton(page, personalDataWording.holdNow[language])
  await check(page)
  await file.getByRole('radio').first().check()
  await pressButton(page, personalDataWording.holdNow[language])
  await file.getByRole('button', { name: personalDataWording.lift[language] }).click()
  await check(page)
})
