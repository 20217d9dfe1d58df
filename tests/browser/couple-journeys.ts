import { expect } from 'vitest'
import { invitationPageWording } from '../../content/authorisation/invitation.ts'
import { joiningCodeLinkWording, joiningCodePageWording } from '../../content/file/joining-code-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import { DESK_VIEWPORT, openFileAtDesk, openFileTab, openParentTab } from './desk-actions.ts'
import type { Journey } from './journey.ts'
import { openPage } from './open-page.ts'
import {
  fillAndSendIntake,
  fillSection,
  pageUrl,
  pressButton,
  readPageSlot,
  waitForYourFile,
} from './page-actions.ts'
import { agreeToJointSession, openInvitation, sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** Two parents who come by consent. */
export const coupleJourneys: readonly Journey[] = [
  {
    title:
      'couple by consent, BC: one gives the other a code, both are in one file, and neither learns of the other, without JavaScript',
    quickLanguage: 'en',
    take: joinByCode,
  },
  {
    title:
      'couple by consent with an order in doubt: there is no code, and the page about a joint session tells nothing of it',
    quickLanguage: 'fr',
    take: waitForOrder,
  },
]

const createCoupleFields = (): FormFields => ({
  ...createRandomFamilyFields(intakeExamples.byConsent.fields),
  province: ['BC'],
  timeZone: ['America/Vancouver'],
  noContactOrder: ['no'],
})

async function joinByCode(language: Language): Promise<void> {
  const fields = createCoupleFields()
  const first = await openPage({ javaScriptEnabled: false })
  const reference = await sendIntakeAndOpenConfirmation(first, fields, language)
  await pressButton(first, joiningCodeLinkWording.button[language])
  await first.waitForURL(pageUrl(language, '/file/joining-code/'))
  expect(await first.locator('[name="shows"]:checked').count()).toBe(0)
  await first.locator('[name="shows"][value="children"]').check()
  await pressButton(first, joiningCodePageWording.give[language])
  const code = await readPageSlot(first, 'code')
  expect(code).toMatch(/^V-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  const seenByFirst = await first.locator('main').textContent()

  const other = await openPage({ javaScriptEnabled: false })
  await openInvitation(other, code, language)
  expect(await other.locator('main').textContent()).toContain(invitationPageWording.leadByParent[language])
  await other.locator('[name="see"]').check()
  await pressButton(other, invitationPageWording.start[language])
  await other.waitForURL(pageUrl(language, '/joining/start/'))
  // Their own form, without the children, whose names are there already.
  const own = createRandomFamilyFields(intakeExamples.byConsent.fields)
  const withoutChildren = Object.fromEntries(
    Object.entries({ ...own, province: ['BC'], noContactOrder: ['no'] }).filter(
      ([name]) => !name.startsWith('children/'),
    ),
  )
  const otherReference = await fillAndSendIntake(other, withoutChildren, language, fillSection, joiningForm)
  expect(otherReference).not.toBe(reference)
  expect(await other.locator('main').textContent()).not.toContain(reference)

  const coordinator = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(coordinator, reference, language)
  await openFileTab(coordinator, 'fileIntake', language)
  // Each parent's answers are a tab of their own.
  for (const [side, one, other] of [
    ['other', own, fields],
    ['initiating', fields, own],
  ] as const) {
    await openParentTab(coordinator, side, language)
    await coordinator
      .getByText(one.legalName?.[0] ?? '')
      .first()
      .waitFor()
    expect(await coordinator.locator('.parent dd', { hasText: other.legalName?.[0] ?? '' }).count()).toBe(0)
  }

  // The first parent sees what they saw, and can take the code back.
  await first.goto(pageUrl(language, '/file/joining-code/'))
  expect(await first.locator('main').textContent()).toBe(seenByFirst)
  await pressButton(first, joiningCodePageWording.takeBack[language])
  await first.getByRole('button', { name: joiningCodePageWording.give[language] }).waitFor()

  await agreeToJointSession(first, language)
}

async function waitForOrder(language: Language): Promise<void> {
  const fields = { ...createCoupleFields(), noContactOrder: ['not-sure'] }
  const page = await openPage()
  await sendIntakeAndOpenConfirmation(page, fields, language)
  expect(await page.locator('[data-slot="offer-code"]').isVisible()).toBe(false)
  await page.locator('main form[action$="/file/"] button').first().click()
  await waitForYourFile(page, language)
  await page.goto(pageUrl(language, '/file/joining-code/'))
  expect(await page.getByText(joiningCodePageWording.waits[language]).isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: joiningCodePageWording.give[language] }).count()).toBe(0)
  // That page tells nothing of an order: it asks for the consent, and takes it, as of everybody.
  await agreeToJointSession(page, language)
}
