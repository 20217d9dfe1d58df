import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { callScript } from '../../content/authorisation/call-script.ts'
import {
  declineInvitationPageWording,
  invitationPageWording,
} from '../../content/authorisation/invitation.ts'
import { receiptCheckPageWording } from '../../content/authorisation/receipt-check-wording.ts'
import {
  authorisationStatusWording,
  authorisePageWording,
  receiptPageWording,
} from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authoriseSection } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { joinedPageWording } from '../../content/intake/joining-page-wording.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import { callSheetWording } from '../../desk/file/calling/call-sheet-wording.ts'
import type { Language } from '../../forms/language.ts'
import {
  createInvitationAndReadCode,
  DESK_VIEWPORT,
  holdCallsAndShutGate,
  openFileAtDesk,
  openOtherContactDetails,
  openParentTab,
  recordInterestedCall,
  screenParentAtDesk,
} from './desk-actions.ts'
import type { Journey } from './journey.ts'
import { createKeyboard } from './keyboard-actions.ts'
import { waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import {
  fillAndSendIntake,
  fillSection,
  pageUrl,
  pressButton,
  readPageSlot,
  waitForYourFile,
} from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

const INVITATION_CODE_PATTERN = /^V-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/
const REFERENCE_PATTERN = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

/** One parent authorises a call to the other, who comes or declines. */
export const authorisedCallJourneys: readonly Journey[] = [
  {
    title:
      'called with a code: leads from one parent’s intake to the other’s own form, without JavaScript for either',
    quickLanguage: 'en',
    take: leadFromOneIntakeToOther,
  },
  {
    title: 'lets a parent allow the call and stop it, and the other say no, by keyboard alone',
    quickLanguage: 'fr',
    take: authoriseStopAndDeclineByKeyboard,
  },
]

async function leadFromOneIntakeToOther(language: Language): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const parent = await openPage({ javaScriptEnabled: false })
  const reference = await sendIntakeAndOpenConfirmation(parent, fields, language)
  await pressButton(parent, authorisationStatusWording.sentButton[language])
  await parent.waitForURL(pageUrl(language, '/file/authorise/'))
  const shown = (await parent.locator('main').textContent()) ?? ''
  for (const { lines } of callScript.parts) for (const line of lines) expect(shown).toContain(line[language])

  // Ticking too little: everything comes back as it was typed.
  const signed = authorisationExamples.full.fields
  await fillSection(parent, authoriseSection, { ...signed, understood: signed.understood?.slice(1) ?? [] })
  await pressButton(parent, authorisePageWording.button[language])
  await parent.locator('.govuk-error-summary').waitFor()
  expect(await parent.locator('#withheld').inputValue()).toBe(signed.withheld?.[0])
  await parent.locator(`[name="understood"][value="${signed.understood?.[0]}"]`).check()
  await pressButton(parent, authorisePageWording.button[language])
  await parent.waitForURL(pageUrl(language, '/file/receipt/'))
  const receipt = await readPageSlot(parent, 'receipt')
  const [download] = await Promise.all([
    parent.waitForEvent('download'),
    parent.getByText(receiptPageWording.download[language]).click(),
  ])
  expect(download.suggestedFilename()).toBe('document.txt')
  await expectReceiptVerified(
    await openPage({ javaScriptEnabled: false }),
    { receipt, file: await download.path() },
    language,
  )

  const coordinator = await openPage(DESK_VIEWPORT)
  const leadCoordinator = await openFileAtDesk(coordinator, reference, language)
  await screenParentAtDesk(coordinator, language)
  const details = await openOtherContactDetails(coordinator, language)
  expect(details.replace(/\D/g, '')).toContain(fields.otherPhone?.[0]?.replace(/\D/g, '').slice(-10))
  await recordInterestedCall(coordinator, language)
  const code = await createInvitationAndReadCode(coordinator, language)
  expect(code).toMatch(INVITATION_CODE_PATTERN)

  const other = await openPage({ javaScriptEnabled: false })
  await other.goto(pageUrl(language, '/invitation/'))
  await other.locator('#code').fill('00000-00000')
  await pressButton(other, resumeWording.open[language])
  await other.locator('.govuk-error-summary').waitFor()
  expect(await other.locator('#code-error').textContent()).toContain(codeProblemWording.unknown[language])
  await other.locator('#code').fill(code.toLowerCase().replace('-', ' '))
  await pressButton(other, resumeWording.open[language])
  await other.waitForURL(pageUrl(language, '/invitation/yours/'))
  await pressButton(other, invitationPageWording.start[language])
  await other.waitForURL(pageUrl(language, '/joining/start/'))
  const own = createRandomFamilyFields(intakeExamples.byConsent.fields)
  const otherReference = await fillAndSendIntake(other, own, language, fillSection, joiningForm)
  expect(otherReference).toMatch(REFERENCE_PATTERN)
  expect(otherReference).not.toBe(reference)
  // Nothing asked them how they come, and the confirmation is their own.
  expect(await other.locator('[data-slot="offer-call"]').count()).toBe(0)
  expect(await other.locator('main').textContent()).toContain(
    joinedPageWording.parts[0]?.lines[0]?.[language],
  )

  // Both are in one file now, and the parent who came first sees what they saw before.
  const mails = await waitForMails(
    `the news of ${reference}`,
    ({ subject }) => subject.includes(reference),
    3,
  )
  expect(mails.every(({ to }) => to.includes(leadCoordinator.email))).toBe(true)
  await coordinator.goto(pageUrl(language, `/desk/files/${reference}/intake/`))
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
  await parent.goto(pageUrl(language, '/file/'))
  expect(await parent.locator('[data-slot="calling-in-force"]').isVisible()).toBe(true)
  expect(await parent.locator('main').textContent()).not.toContain(own.legalName?.[0])
}

async function authoriseStopAndDeclineByKeyboard(language: Language): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
  const page = await openPage()
  const reference = await sendIntakeAndOpenConfirmation(page, fields, language)
  const keys = createKeyboard(page)
  await keys.enter('main form[action$="/file/"] button')
  await waitForYourFile(page, language)
  await keys.enter('main a[href$="/file/authorise/"]')
  await page.waitForURL(pageUrl(language, '/file/authorise/'))
  await keys.tabTo('[name="orderNow"]')
  await keys.press('ArrowDown')
  await keys.tabTo('[name="authorisedDays"]')
  await keys.press('ArrowUp')
  for (const box of Object.keys(authoriseSection.questions.understood.options)) {
    await keys.tabTo(`[name="understood"][value="${box}"]`)
    await keys.press('Space')
  }
  await keys.typeInto('#signedName', 'Alex Example')
  await keys.enter('main form button')
  await page.waitForURL(pageUrl(language, '/file/receipt/'))
  const receipt = await readPageSlot(page, 'receipt')
  expect(receipt).toContain('Alex Example')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await keys.enter('[data-copy]')
  await page.getByText(receiptPageWording.copied[language]).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(receipt)

  const coordinator = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(coordinator, reference, language)
  await screenParentAtDesk(coordinator, language)
  await recordInterestedCall(coordinator, language)
  // The code is shown before anything else is loaded, and stays when the gate shuts.
  const releaseCalls = await holdCallsAndShutGate(coordinator)
  const code = await createInvitationAndReadCode(coordinator, language)
  releaseCalls()
  await coordinator.getByText(callSheetWording.shut[language]).waitFor()
  expect(await coordinator.locator('.code__letters').textContent()).toBe(code)
  const other = await openPage()
  await other.goto(pageUrl(language, '/invitation/'))
  const otherKeyboard = createKeyboard(other)
  await otherKeyboard.typeInto('#code', code)
  await otherKeyboard.enter('main form button')
  await other.waitForURL(pageUrl(language, '/invitation/yours/'))
  await otherKeyboard.enter('main a[href$="/invitation/decline/"]')
  await other.waitForURL(pageUrl(language, '/invitation/decline/'))
  await otherKeyboard.enter('main form button')
  await other.waitForURL(pageUrl(language, '/invitation/declined/'))
  expect(await other.locator('h1').textContent()).toBe(declineInvitationPageWording.declinedTitle[language])
  expect((await other.context().cookies()).map(({ name }) => name)).toEqual([])

  await keys.enter('main a[href$="/file/"]')
  await waitForYourFile(page, language)
  // What the other parent chose shows nowhere.
  expect(await page.locator('[data-slot="calling-in-force"]').isVisible()).toBe(true)
  await keys.enter('main a[href$="/file/stop/"]')
  await page.waitForURL(pageUrl(language, '/file/stop/'))
  await keys.enter('main form:not([hidden] *) button')
  await waitForYourFile(page, language)
  expect(await page.locator('[data-slot="calling-withdrawn"]').isVisible()).toBe(true)
}

async function expectReceiptVerified(
  page: Page,
  { receipt, file }: { readonly receipt: string; readonly file: string },
  language: Language,
): Promise<void> {
  await page.goto(pageUrl(language, '/receipt/'))
  await page.locator('#file').setInputFiles(file)
  await pressButton(page, receiptCheckPageWording.button[language])
  await page.locator('[data-slot="genuine"]:not([hidden])').waitFor()
  for (const [text, slotName] of [
    [receipt.replace(/\s+/g, '\n'), 'genuine'],
    [receipt.replace('Morgan', 'Megan'), 'unknown'],
  ] as const) {
    await page.locator('#text').fill(text)
    await pressButton(page, receiptCheckPageWording.button[language])
    await page.locator(`[data-slot="${slotName}"]:not([hidden])`).waitFor()
  }
}
