import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { invitationPageWording } from '../../content/authorisation/invitation.ts'
import {
  checkPageWording,
  firstAppointmentStatusWording,
  timeRequestPageWording,
} from '../../content/file/booking-wording.ts'
import {
  authorisationStatusWording,
  authorisePageWording,
  filePageWording,
} from '../../content/file/page-wording.ts'
import { bookingExamples } from '../../content/forms/booking/examples.ts'
import { checkSection, timeRequestSection } from '../../content/forms/booking/index.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authoriseSection } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { siteWording } from '../../content/site/wording.ts'
import { defaultLanguage, type Language } from '../../forms/language.ts'
import {
  createInvitationAndReadCode,
  DESK_VIEWPORT,
  openFileAtDesk,
  recordInterestedCall,
  recordOrderReadAtDesk,
  screenParentAtDesk,
} from './desk-actions.ts'
import type { Journey } from './journey.ts'
import { openPage } from './open-page.ts'
import {
  adoptVisitorCookie,
  fillSection,
  pageUrl,
  pressButton,
  pressSaveAndContinue,
  readPageSlot,
  saveExampleDraft,
  waitForYourFile,
} from './page-actions.ts'
import { authoriseCallWithOrder, sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A session ends while somebody is on a page of it: in English in a browser with scripts, in French in one without. */
export const endedSessionJourneys: readonly Journey[] = [
  createJourney(
    'sends a time request that outlived “Your file” with the code, in one press',
    'fr',
    sendTimeRequest,
  ),
  createJourney('books what was chosen before and after “Your file” ended, each with the code', 'en', book),
  createJourney('signs what outlived “Your file” with the code, in one press', 'fr', signAuthorisation),
  createJourney(
    'begins with an invitation that the browser forgot once its code is entered',
    'en',
    beginWithInvitation,
  ),
  createJourney('keeps what was typed on a page whose draft has ended', 'fr', saveDraftPage),
]

interface Visitor {
  readonly language: Language
  readonly javaScriptEnabled: boolean
}

function createJourney(
  title: string,
  quickLanguage: Language,
  take: (visitor: Visitor) => Promise<void>,
): Journey {
  return {
    title,
    quickLanguage,
    take: (language) => take({ language, javaScriptEnabled: language === defaultLanguage }),
  }
}

async function sendTimeRequest({ language, javaScriptEnabled }: Visitor): Promise<void> {
  const page = await openPage({ javaScriptEnabled })
  await sendIntakeAndOpenConfirmation(
    page,
    createRandomFamilyFields(intakeExamples.byConsent.fields),
    language,
  )
  const code = await readPageSlot(page, 'code')
  await pressButton(page, filePageWording.openButton[language])
  await waitForYourFile(page, language)
  await page.goto(pageUrl(language, '/file/book/request/'))
  const { fields } = bookingExamples.full
  await fillSection(page, timeRequestSection, fields)
  await endSession(page, 'file')
  await pressButton(page, timeRequestPageWording.button[language])
  await waitForCodeField(page)
  expect(await page.locator('#preferredTimes').inputValue()).toBe(fields.preferredTimes?.[0])
  await page.locator('#code').fill(code)
  await pressButton(page, timeRequestPageWording.button[language])
  await waitForYourFile(page, language)
  expect(await page.locator('[data-slot="appointment-requested"]').isVisible()).toBe(true)
}

async function book({ language, javaScriptEnabled }: Visitor): Promise<void> {
  const page = await openPage({ javaScriptEnabled })
  await sendIntakeAndOpenConfirmation(
    page,
    createRandomFamilyFields(intakeExamples.byConsent.fields),
    language,
  )
  const code = await readPageSlot(page, 'code')
  await pressButton(page, firstAppointmentStatusWording.book[language])
  await page.waitForURL(pageUrl(language, '/file/book/'))
  await page.locator('input[name="way"][value="phone"]').check()
  const opening = page.locator('input[name="start"]').last()
  const chosen = await opening.inputValue()
  await opening.check()
  await endSession(page, 'file')
  await pressButton(page, siteWording.continue[language])
  await waitForCodeField(page)
  expect(await page.locator('input[name="way"][value="phone"]').isChecked()).toBe(true)
  expect(await page.locator('input[name="start"]:checked').inputValue()).toBe(chosen)
  await page.locator('#code').fill(code)
  await pressButton(page, siteWording.continue[language])
  await page.waitForURL(pageUrl(language, '/file/book/check/'))
  const when = await readPageSlot(page, 'when')

  await fillSection(page, checkSection, { calendarTitle: ['busy'] })
  await endSession(page, 'file')
  await pressButton(page, checkPageWording.button[language])
  await waitForCodeField(page)
  expect(await page.locator('[name="calendarTitle"][value="busy"]').isChecked()).toBe(true)
  await page.locator('#code').fill(code)
  await pressButton(page, checkPageWording.button[language])
  await page.waitForURL(pageUrl(language, '/file/appointment/'))
  expect(await readPageSlot(page, 'when')).toBe(when)
}

async function signAuthorisation({ language, javaScriptEnabled }: Visitor): Promise<void> {
  const page = await openPage({ javaScriptEnabled })
  await sendIntakeAndOpenConfirmation(
    page,
    createRandomFamilyFields(intakeExamples.byOneParent.fields),
    language,
  )
  const code = await readPageSlot(page, 'code')
  await pressButton(page, authorisationStatusWording.sentButton[language])
  await page.waitForURL(pageUrl(language, '/file/authorise/'))
  await fillSection(page, authoriseSection, authorisationExamples.orderNotSure.fields)
  const signed = await page.locator('#signedName').inputValue()
  await endSession(page, 'file')
  await pressButton(page, authorisePageWording.button[language])
  await waitForCodeField(page)
  expect(await page.locator('#signedName').inputValue()).toBe(signed)
  await page.locator('#code').fill(code)
  await pressButton(page, authorisePageWording.button[language])
  await page.waitForURL(pageUrl(language, '/file/receipt/'))
  expect(await readPageSlot(page, 'receipt')).toContain(signed)
}

async function beginWithInvitation({ language, javaScriptEnabled }: Visitor): Promise<void> {
  const first = await openPage()
  const family = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const reference = await sendIntakeAndOpenConfirmation(first, family, language)
  await authoriseCallWithOrder(first, language)
  const coordinator = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(coordinator, reference, language)
  await screenParentAtDesk(coordinator, language)
  await recordOrderReadAtDesk(coordinator, language)
  await recordInterestedCall(coordinator, language)
  const code = await createInvitationAndReadCode(coordinator, language)
  const page = await openPage({ javaScriptEnabled })
  await page.goto(pageUrl(language, '/invitation/'))
  await page.locator('#code').fill(code)
  await pressButton(page, resumeWording.open[language])
  await page.waitForURL(pageUrl(language, '/invitation/yours/'))
  await pressButton(page, invitationPageWording.start[language])
  await page.waitForURL(pageUrl(language, '/joining/start/'))
  await fillSection(page, startSection, { device: ['shared'] })
  await endSession(page, 'invitation')
  await pressSaveAndContinue(page, language)
  await waitForCodeField(page)
  expect(await page.locator('[data-slot="notice"]').textContent()).toBe(
    formNoticeWording.invitationClosed[language],
  )
  expect(await page.locator('[name="device"][value="shared"]').isChecked()).toBe(true)
  await page.locator('#code').fill(code)
  await pressSaveAndContinue(page, language)
  await page.waitForURL(pageUrl(language, '/joining/you/'))
}

async function saveDraftPage({ language, javaScriptEnabled }: Visitor): Promise<void> {
  const page = await openPage({ javaScriptEnabled })
  const { fields } = intakeExamples.byOneParent
  const draft = await saveExampleDraft(fields, ['start'])
  await adoptVisitorCookie(page, draft)
  await page.goto(pageUrl(language, '/intake/you/'))
  await fillSection(page, youSection, fields)
  const name = await page.locator('#legalName').inputValue()
  await adoptVisitorCookie(page, { ...draft, cookie: '__Host-intake=ended' })
  await pressSaveAndContinue(page, language)
  await page.getByText(formNoticeWording.draftMissing[language]).waitFor()
  expect(await page.locator('#legalName').inputValue()).toBe(name)
  await pressSaveAndContinue(page, language)
  await page.waitForURL(pageUrl(language, '/intake/reaching-you/'))
  await page.goto(pageUrl(language, '/intake/you/'))
  expect(await page.locator('#legalName').inputValue()).toBe(name)
}

/** The browser forgets a cookie, as when its session ended, and keeps the others. */
const endSession = (page: Page, name: string) => page.context().clearCookies({ name: `__Host-${name}` })

const waitForCodeField = (page: Page) => page.locator('#code').waitFor()
