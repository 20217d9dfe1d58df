import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { contactHoldsWording } from '../../desk/file/contact-holds/wording.ts'
import { overrideWording } from '../../desk/file/decisions/override-wording.ts'
import {
  buildNewAccessCodeWording,
  codeConfirmationWording,
  decisionsWording,
} from '../../desk/file/decisions/wording.ts'
import { parentSideWording } from '../../desk/file/facts-wording.ts'
import { restorationWording } from '../../desk/file/not-genuine/wording.ts'
import { buildSelectFileWording, filesWording } from '../../desk/files/wording.ts'
import { buildDismissNowWording, dismissalWording } from '../../desk/not-genuine/wording.ts'
import { anchorFindingWording, recordCheckWording } from '../../desk/record-check/wording.ts'
import type { Language } from '../../forms/language.ts'
import { type AccessibilityCheck, openPageWithAxe } from './accessibility-check.ts'
import { type CheckingVisitor, checkAlong } from './accessibility-journeys.ts'
import {
  administrator,
  openDecisions,
  openFileAtDesk,
  pressAssign,
  recordOrderReadAtDesk,
} from './desk-actions.ts'
import type { Journey } from './journey.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'
import {
  authoriseCallWithOrder,
  sendIntakeAndOpenConfirmation,
  sendIntakeAndReadReference,
} from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** Leads to the forms of the desk that ask for a reason or a confirmation, opened, and with something to mend. */
export const createDeskFormAccessibilityJourneys = (check: AccessibilityCheck): readonly Journey[] => [
  {
    title: 'puts no barrier on putting back a hold, nor on confirming a new code',
    quickLanguage: 'en',
    take: checkAlong(checkHoldAndCode, check),
  },
  {
    title:
      'puts no barrier on overriding an objection, nor on closing files as not genuine and restoring one',
    quickLanguage: 'fr',
    take: checkAlong(checkDecisionsWithReasons, check),
  },
]

async function checkHoldAndCode({ page, language, check }: CheckingVisitor): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const reference = await sendIntakeAndOpenConfirmation(page, fields, language)
  await authoriseCallWithOrder(page, language)
  const coordinator = await openPageWithAxe()
  await openFileAtDesk(coordinator, reference, language)
  await recordOrderReadAtDesk(coordinator, language)
  await coordinator.getByText(contactHoldsWording.putBack[language]).click()
  await pressButton(coordinator, contactHoldsWording.putBackNow[language])
  await check(coordinator)
  await openDecisions(coordinator, language)
  await pressButton(coordinator, buildNewAccessCodeWording(parentSideWording.initiating)[language])
  await pressButton(coordinator, decisionsWording.newCodeNow[language])
  await coordinator.getByText(codeConfirmationWording.how[language]).waitFor()
  await check(coordinator)
  await pressButton(coordinator, codeConfirmationWording.record[language])
  await coordinator.getByText(codeConfirmationWording.missing[language]).waitFor()
  await check(coordinator)
}

async function checkDecisionsWithReasons({ page, language, check, press }: CheckingVisitor): Promise<void> {
  const reference = await sendFamilyFromElsewhere()
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await askToOverride(page, language)
  await check(page)
  await press(overrideWording.ask)
  await page.getByText(overrideWording.noReason[language]).waitFor()
  await check(page)

  await page.goto(pageUrl(language, '/desk/record/'))
  await page.getByLabel(recordCheckWording.line[language]).fill('not a line')
  await press(recordCheckWording.check)
  await page.getByText(anchorFindingWording.not_ours[language]).waitFor()
  await check(page)

  await page.goto(pageUrl(language, '/desk/files/'))
  // On a phone, files can be selected once the filters are shown.
  await press(filesWording.filters)
  await page.getByRole('checkbox', { name: buildSelectFileWording(reference)[language], exact: true }).check()
  await press(dismissalWording.dismiss)
  await press(buildDismissNowWording(1))
  await page.getByText(dismissalWording.noReason[language]).waitFor()
  await check(page)
  await page.locator('form.dismissal').getByRole('radio').first().check()
  await press(buildDismissNowWording(1))
  await page.locator('.status--done').waitFor()
  await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await press(restorationWording.restore)
  await page.getByText(restorationWording.noReason[language]).waitFor()
  await check(page)
}

/** Sends the intake of a family in a province in which the administrator may not practise. */
const sendFamilyFromElsewhere = () =>
  sendIntakeAndReadReference({
    ...createRandomFamilyFields(intakeExamples.byOneParent.fields),
    province: ['BC'],
  })

/** Assigns the file to the administrator, which takes a reason. */
async function askToOverride(page: Page, language: Language): Promise<void> {
  expect(administrator.provinces).not.toContain('BC')
  await openDecisions(page, language)
  await page.getByRole('radio', { name: administrator.name }).check()
  await pressAssign(page)
  await page.locator('.override').waitFor()
}
