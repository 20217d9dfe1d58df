import { expect } from 'vitest'
import { addedPageWording, filePageWording } from '../../content/file/page-wording.ts'
import { tellMorePages } from '../../content/forms/added-pages.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { practice } from '../../content/practice.ts'
import { siteWording } from '../../content/site/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import { DESK_VIEWPORT, openFileAtDesk, openFileTab, recordOrderReadAtDesk } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import {
  fillFirstHalf,
  fillSection,
  pageUrl,
  pressButton,
  pressSaveAndContinue,
  readPageSlot,
  waitForYourFile,
} from './page-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** Whom the order names; not who would lead the file anyway, as the first in the list may. */
const namedCoordinator = practice.coordinators.findLast(({ provinces }) => provinces.includes('ON'))

const createOrderFields = (): FormFields => ({
  ...createRandomFamilyFields(intakeExamples.briefByOneParent.fields),
  route: ['court-order'],
  orderCourt: ['Ontario Superior Court of Justice, Ottawa'],
  'orderDate-day': ['30'],
  'orderDate-month': ['4'],
  'orderDate-year': ['2025'],
  orderNamesCoordinator: ['yes'],
  orderCoordinator: [namedCoordinator?.id ?? ''],
  noContactOrder: ['not-sure'],
})

/** From the order's court, date and coordinator to that coordinator, who reads the other order before anybody is called. */
export async function comeByCourtOrder(language: Language): Promise<void> {
  const fields = createOrderFields()
  const parent = await openPage({ javaScriptEnabled: false })
  await parent.goto(pageUrl(language, '/intake/start/'))
  await fillSection(parent, startSection, { ...fields, 'orderDate-day': ['31'] })
  await pressSaveAndContinue(parent, language)
  await parent.locator('.govuk-error-summary').waitFor()
  // The page that came back was asked for, so that a reload sends nothing.
  await parent.reload()
  expect(await parent.locator('#orderCourt').inputValue()).toBe(fields.orderCourt?.[0])
  expect(await parent.locator('#orderDate-day').inputValue()).toBe('31')
  await fillFirstHalf(parent, fields, language)
  await parent.locator('#declared').check()
  await pressButton(parent, siteWording.send[language])
  await parent.waitForURL(pageUrl(language, '/intake/sent/'))
  const reference = await readPageSlot(parent, 'reference')

  // That an order comes first is said before anything is signed.
  await pressButton(parent, filePageWording.openButton[language])
  await waitForYourFile(parent, language)
  const firstOrder = parent.getByText(filePageWording.firstOrder[language])
  expect(await firstOrder.isVisible()).toBe(true)
  await parent.getByRole('link', { name: filePageWording.tellMore[language] }).click()
  const copy = tellMorePages.find(({ section }) => 'orderCopy' in section.questions)
  await parent.getByRole('link', { name: copy?.section.title[language] ?? '', exact: true }).click()
  await parent.locator('#orderFileNumber').fill('FC-25-000000')
  await pressButton(parent, addedPageWording.button[language])
  await parent.getByText(addedPageWording.added[language]).waitFor()

  const coordinator = await openPage(DESK_VIEWPORT)
  const lead = await openFileAtDesk(coordinator, reference, language)
  expect(lead.id).toBe(namedCoordinator?.id)
  await openFileTab(coordinator, 'fileIntake', language)
  await coordinator.getByText('FC-25-000000').first().waitFor()
  await recordOrderReadAtDesk(coordinator, language)
  await parent.goto(pageUrl(language, '/file/'))
  expect(await firstOrder.isVisible()).toBe(true)
  expect(await parent.getByText(filePageWording.firstTalk[language]).isVisible()).toBe(true)
}
