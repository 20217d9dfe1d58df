import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { declineInvitationPageWording } from '../../content/authorisation/invitation.ts'
import { receiptCheckPageWording } from '../../content/authorisation/receipt-check-wording.ts'
import {
  checkPageWording,
  firstAppointmentStatusWording,
  timeRequestPageWording,
} from '../../content/file/booking-wording.ts'
import { joiningCodeLinkWording, joiningCodePageWording } from '../../content/file/joining-code-wording.ts'
import {
  addedPageWording,
  authorisationStatusWording,
  authorisePageWording,
  filePageWording,
  stopAuthorisationPageWording,
} from '../../content/file/page-wording.ts'
import { addablePages } from '../../content/forms/added-pages.ts'
import { bookingExamples } from '../../content/forms/booking/examples.ts'
import { timeRequestSection } from '../../content/forms/booking/index.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authoriseSection } from '../../content/forms/contact-authorisation/index.ts'
import { childrenSection } from '../../content/forms/intake/children.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { siteWording } from '../../content/site/wording.ts'
import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import { fileSummaryWording } from '../../desk/file/summary/wording.ts'
import { todayWording } from '../../desk/today/wording.ts'
import { type Language, localisePath, type Wording } from '../../forms/language.ts'
import { type AccessibilityCheck, expectAllAccessible, openPageWithAxe } from './accessibility-check.ts'
import {
  acceptFileAsLead,
  administrator,
  createInvitationAndReadCode,
  openFileAtDesk,
  openOtherContactDetails,
  recordInterestedCall,
  recordOrderReadAtDesk,
  screenParentAtDesk,
  sendIntakeToAdministrator,
} from './desk-actions.ts'
import type { Journey } from './journey.ts'
import {
  adoptVisitorCookie,
  fillSection,
  holdOpening,
  pageUrl,
  portal,
  pressButton,
  readPageSlot,
  saveExampleDraft,
  signInAtDesk,
  waitForFileCodeForm,
  waitForYourFile,
} from './page-actions.ts'
import {
  authoriseCallWithOrder,
  openInvitation,
  sendIntakeAndOpenConfirmation,
  sendIntakeAndReadReference,
} from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'
import { checkRecordWithCall } from './record-accessibility.ts'

/** Leads to every page that the worker fills in and that is no section of a form, and checks it there. */
export function createAccessibilityJourneys(check: AccessibilityCheck): readonly Journey[] {
  return [
    {
      title:
        'puts no barrier on a form as it stands: lists empty, filled and full, one of many, the parts, the check',
      quickLanguage: 'fr',
      take: checkAlong(checkFormAsItStands, check),
    },
    {
      title: 'puts no barrier on resuming: the code, a wrong one, deleting, a draft that is gone',
      quickLanguage: 'en',
      take: checkAlong(checkResuming, check),
    },
    {
      title: 'puts no barrier on what follows sending: the confirmation, “Your file” and its code',
      quickLanguage: 'fr',
      take: checkAlong(checkAfterSending, check),
    },
    {
      title:
        'puts no barrier on allowing the call: offered, to mend, signed, to stop, stopped, and a receipt checked',
      quickLanguage: 'en',
      take: checkAlong(checkAuthorising, check),
    },
    {
      title:
        'puts no barrier on booking: the times, nothing chosen, the check, booked, to cancel, other times',
      quickLanguage: 'fr',
      take: checkAlong(checkBooking, check),
    },
    {
      title:
        'puts no barrier before whoever is called, nor before whoever calls: the desk, the sheet, the record, the invitation',
      quickLanguage: 'en',
      take: checkAlong(checkCalling, check),
    },
    {
      title:
        'puts no barrier on the code for the other parent: offered, given, opened, declined; nor on joint consent',
      quickLanguage: 'fr',
      take: checkAlong(checkJoiningCode, check),
    },
    {
      title: 'puts no barrier on the error pages',
      quickLanguage: 'fr',
      take: checkAlong(checkErrorPages, check),
    },
    {
      title:
        'puts no barrier on the desk: signing in, list, file, one with a related file, nothing there, appointments, hours, the check of a record',
      quickLanguage: 'en',
      take: checkAlong(checkDesk, check),
    },
  ]
}

/** Leads to pages that other tests check too, with something to mend. */
export function createFurtherAccessibilityJourneys(check: AccessibilityCheck): readonly Journey[] {
  return [
    {
      title: 'puts no barrier on what comes back with something to mend: a page, one of many, the check',
      quickLanguage: 'en',
      take: checkAlong(checkPagesToMend, check),
    },
    {
      title:
        'puts no barrier on what was saved elsewhere, refused for want of a cookie, or outlived a session',
      quickLanguage: 'fr',
      take: checkAlong(checkPagesOfEndedSessions, check),
    },
  ]
}

async function checkPagesOfEndedSessions({
  page,
  language,
  check,
  press,
  pressInVain,
}: CheckingVisitor): Promise<void> {
  const { fields } = intakeExamples.byOneParent
  const openForm = (slug: string, of = page) => of.goto(pageUrl(language, `/intake/${slug}/`))
  // Saved in another tab since it was opened.
  await adoptVisitorCookie(page, await saveExampleDraft(fields, ['start', 'you']))
  await openForm('you')
  const otherTab = await page.context().newPage()
  await openForm('you', otherTab)
  await otherTab.locator('#legalName').fill('Robin Ashdown')
  await pressButton(otherTab, siteWording.saveAndContinue[language])
  await otherTab.waitForURL(pageUrl(language, '/intake/reaching-you/'))
  await page.locator('#legalName').fill('Robin Ashdown-Lee')
  await pressInVain(siteWording.saveAndContinue)
  // Posted by a browser that keeps no cookie.
  await openForm('how-you-come')
  await page.context().clearCookies()
  await pressInVain(siteWording.saveAndContinue)
  // Begun with an invitation that is open no more.
  await openForm('start')
  await fillSection(page, startSection, fields)
  await page.locator('[name="invitation"]').evaluate((mark: HTMLInputElement) => {
    mark.value = 'started'
  })
  await pressInVain(siteWording.saveAndContinue)
  expect(await page.locator('#code').isVisible()).toBe(true)
  // “Your file” was closed while somebody typed.
  const family = createRandomFamilyFields(intakeExamples.byConsent.fields)
  await sendIntakeAndOpenConfirmation(page, family, language)
  await press(filePageWording.openButton)
  await waitForYourFile(page, language)
  await page.goto(pageUrl(language, '/file/book/request/'))
  await fillSection(page, timeRequestSection, bookingExamples.full.fields)
  await page.context().clearCookies({ name: '__Host-file' })
  await pressInVain(timeRequestPageWording.button)
  expect(await page.locator('#code').isVisible()).toBe(true)
  await check(page)
}

/** A visitor who checks pages, and what they do on them in their language. */
export interface CheckingVisitor {
  readonly page: Page
  readonly language: Language
  readonly check: AccessibilityCheck
  /** Goes to a page by its path in English, and checks it. */
  readonly open: (path: string) => Promise<void>
  /** Waits for a page, and checks it. */
  readonly at: (path: string) => Promise<void>
  readonly press: (label: Wording) => Promise<void>
  /** Presses a button of a form that has something to mend, and checks what comes back. */
  readonly pressInVain: (label: Wording) => Promise<void>
}

/** Makes a walk of a visitor who checks each page with axe. */
export const checkAlong =
  (walk: (visitor: CheckingVisitor) => Promise<void>, check: AccessibilityCheck) =>
  async (language: Language): Promise<void> => {
    const page = await openPageWithAxe()
    await walk({
      page,
      language,
      check,
      open: async (path) => {
        const address = pageUrl(language, path)
        await page.goto(address)
        expect(page.url(), 'led to another address').toBe(address)
        await check(page)
      },
      at: async (path) => {
        await page.waitForURL(pageUrl(language, path))
        await check(page)
      },
      press: (label) => pressButton(page, label[language]),
      pressInVain: async (label) => {
        await pressButton(page, label[language])
        await waitForErrorSummary(page)
        await check(page)
      },
    })
  }

async function checkFormAsItStands({ language, check }: CheckingVisitor): Promise<void> {
  const urls = (...paths: string[]) => paths.map((path) => pageUrl(language, path))
  const { byOneParent, full } = intakeExamples
  const lists = ['/intake/children/', '/intake/orders/']
  const parts = ['/intake/tasks/', '/intake/check/']
  const begun = await saveExampleDraft(full.fields, ['start'])
  await expectAllAccessible(
    check,
    urls(...lists, ...parts, '/intake/children/new/', '/intake/delete/'),
    begun,
  )
  const filled = await saveExampleDraft({ ...byOneParent.fields, device: ['shared'] })
  await expectAllAccessible(check, urls('/intake/children/', ...parts, '/intake/children/01/'), filled)
  const whole = await saveExampleDraft(full.fields)
  await expectAllAccessible(
    check,
    urls(...lists, ...parts, '/intake/children/12/', '/intake/orders/08/', '/intake/documents/'),
    whole,
  )
}

async function checkPagesToMend({
  page,
  language,
  check,
  press,
  pressInVain,
}: CheckingVisitor): Promise<void> {
  await adoptVisitorCookie(
    page,
    await saveExampleDraft(intakeExamples.full.fields, ['start', 'children', 'orders']),
  )
  await page.goto(pageUrl(language, '/intake/reaching-you/'))
  await pressInVain(siteWording.saveAndContinue)
  await page.goto(pageUrl(language, '/intake/children/03/'))
  await page.locator('#childBirthDate-day').fill('31')
  await page.locator('#childBirthDate-month').fill('2')
  await pressInVain(siteWording.saveAndContinue)
  await page.goto(pageUrl(language, '/intake/check/'))
  expect(await page.locator('#form [value="send"]').isVisible()).toBe(false)
  await check(page)
  await adoptVisitorCookie(page, await saveExampleDraft(intakeExamples.full.fields))
  await page.goto(pageUrl(language, '/intake/check/'))
  await press(siteWording.send)
  await waitForErrorSummary(page)
  expect(await page.locator('[data-summary="children"] h3').count()).toBe(childrenSection.repeats.most)
  await check(page)
}

async function checkResuming({ page, language, check, open, at, press }: CheckingVisitor): Promise<void> {
  const draft = await saveExampleDraft(intakeExamples.full.fields, ['start', 'reaching-you'])
  await adoptVisitorCookie(page, draft)
  await page.goto(pageUrl(language, '/intake/tasks/'))
  await press(resumeWording.mailCode)
  await at('/intake/resume-code/')
  await open('/intake/resume/')
  for (const device of [undefined, '#device-2']) {
    await page.locator('#code').fill('not a code')
    if (device) await page.locator(device).press('Space')
    await press(resumeWording.open)
    await page.locator(`#${device ? 'code' : 'device'}-error`).waitFor()
    await check(page)
  }
  await page.goto(pageUrl(language, '/intake/delete/'))
  await press(resumeWording.deleteNow)
  await at('/intake/deleted/')
  // From a window that stayed open all the while.
  await adoptVisitorCookie(page, draft)
  await page.goto(pageUrl(language, '/intake/check/'))
  await waitForErrorSummary(page)
  await check(page)
}

async function checkAfterSending({
  page,
  language,
  check,
  open,
  at,
  press,
  pressInVain,
}: CheckingVisitor): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  await sendIntakeAndOpenConfirmation(page, fields, language)
  await check(page)
  await press(filePageWording.openButton)
  await waitForYourFile(page, language)
  await check(page)
  for (const { slug } of addablePages) await open(`/file/more/${slug}/`)
  await pressInVain(addedPageWording.urgentButton)
  await page.locator('#urgencyWhy').fill('A hearing on Monday')
  await press(addedPageWording.urgentButton)
  await at('/file/')
  await open('/file/withdraw/')
  await open('/file/')
  await press(filePageWording.close)
  await waitForFileCodeForm(page, language)
  await check(page)
  await page.locator('#code').fill('not a code')
  await pressInVain(filePageWording.openButton)
}

async function checkAuthorising({
  page,
  language,
  open,
  at,
  press,
  pressInVain,
}: CheckingVisitor): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  await sendIntakeAndOpenConfirmation(page, fields, language)
  await press(authorisationStatusWording.sentButton)
  await at('/file/authorise/')
  await pressInVain(authorisePageWording.button)
  await fillSection(page, authoriseSection, authorisationExamples.orderNotSure.fields)
  await press(authorisePageWording.button)
  await at('/file/receipt/')
  const receipt = await readPageSlot(page, 'receipt')
  for (const path of ['/file/', '/file/authorise/', '/file/stop/']) {
    await open(path)
  }
  await press(stopAuthorisationPageWording.cases['stop-in-force'].button)
  await at('/file/')
  await page.goto(pageUrl(language, '/receipt/'))
  await pressInVain(receiptCheckPageWording.button)
  for (const text of [receipt, 'not a receipt']) {
    await page.locator('#text').fill(text)
    await press(receiptCheckPageWording.button)
    await page.locator('[data-slot="genuine"]:not([hidden]), [data-slot="unknown"]:not([hidden])').waitFor()
    await at('/receipt/')
  }
}

async function checkBooking({
  page,
  language,
  open,
  at,
  press,
  pressInVain,
}: CheckingVisitor): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
  await sendIntakeAndOpenConfirmation(page, fields, language)
  await press(firstAppointmentStatusWording.book)
  await at('/file/book/')
  await pressInVain(siteWording.continue)
  await holdOpening(page, language, (openings) => openings.last())
  await at('/file/book/check/')
  await page.locator('input[name="calendarTitle"]').last().check()
  await press(checkPageWording.button)
  await at('/file/appointment/')
  for (const path of ['/file/', '/file/book/', '/file/appointment/cancel/', '/file/book/request/']) {
    await open(path)
  }
}

async function checkJoiningCode({ page, language, open, at, press, check }: CheckingVisitor): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
  await sendIntakeAndOpenConfirmation(page, { ...fields, noContactOrder: ['no'] }, language)
  await press(joiningCodeLinkWording.button)
  await at('/file/joining-code/')
  await press(joiningCodePageWording.give)
  await at('/file/joining-code/')
  const code = await readPageSlot(page, 'code')
  for (const path of ['/file/', '/file/joint-consent/']) await open(path)
  const other = await openPageWithAxe()
  await other.goto(pageUrl(language, '/joining/'))
  await check(other)
  await other.goto(pageUrl(language, '/joining/start/'))
  await check(other)
  await openInvitation(other, code, language)
  await check(other)
  await other.goto(pageUrl(language, '/invitation/decline/'))
  await check(other)
}

async function checkCalling({ page, language, check }: CheckingVisitor): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const reference = await sendIntakeAndOpenConfirmation(page, fields, language)
  await authoriseCallWithOrder(page, language)
  const coordinator = await openPageWithAxe()
  await openFileAtDesk(coordinator, reference, language)
  await check(coordinator)
  await screenParentAtDesk(coordinator, language)
  await recordOrderReadAtDesk(coordinator, language)
  await openOtherContactDetails(coordinator, language)
  await check(coordinator)
  await recordInterestedCall(coordinator, language)
  await check(coordinator)
  const code = await createInvitationAndReadCode(coordinator, language)
  await check(coordinator)
  await checkRecordWithCall(coordinator, reference, language, check)
  const other = await openPageWithAxe()
  await other.goto(pageUrl(language, '/invitation/'))
  await check(other)
  await other.locator('#code').fill('not a code')
  await pressButton(other, resumeWording.open[language])
  await waitForErrorSummary(other)
  await check(other)
  await other.locator('#code').fill(code)
  await pressButton(other, resumeWording.open[language])
  await other.waitForURL(pageUrl(language, '/invitation/yours/'))
  await check(other)
  await other.goto(pageUrl(language, '/invitation/decline/'))
  await check(other)
  await pressButton(other, declineInvitationPageWording.button[language])
  await other.waitForURL(pageUrl(language, '/invitation/declined/'))
  await check(other)
}

async function checkErrorPages({ page, language, check }: CheckingVisitor): Promise<void> {
  await page.goto(`${portal.origin}${localisePath(language, '/nowhere/')}`)
  await check(page)
  for (const status of Object.keys(errorPageWordingByStatus)) {
    await page.goto(`${portal.origin}${localisePath(language, `/gallery/errors/${status}/`)}`)
    expect(await page.locator('h1').textContent()).toBe(
      errorPageWordingByStatus[Number(status) as 404].title[language],
    )
    await check(page)
  }
}

async function checkDesk({ page, language, check }: CheckingVisitor): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const first = await sendIntakeAndReadReference(fields)
  await acceptFileAsLead(first)
  const again = await sendIntakeAndReadReference(fields)
  await page.goto(pageUrl(language, '/desk/'))
  await check(page)
  await signInAtDesk(page, administrator.name)
  // A file that was read, and whose parent waits for a call within some days, is in sight.
  const read = await sendIntakeToAdministrator(page)
  await page.goto(pageUrl(language, `/desk/files/${read}/intake/`))
  await page.getByText(parentAnswersWording.openingRecorded[language]).waitFor()
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  await page.getByText(todayWording.keys[language]).waitFor()
  await page.getByRole('button', { name: todayWording.remind[language] }).first().click()
  await page.getByRole('button', { name: todayWording.saveReminder[language] }).click()
  await page.getByText(todayWording.reminderTextMissing[language]).waitFor()
  await check(page)
  await page.goto(pageUrl(language, '/desk/files/'))
  await page.getByRole('link', { name: first }).first().waitFor()
  await check(page)
  for (const path of [
    `${first}/intake/`,
    `${first}/safety/`,
    `${first}/contact/`,
    `${first}/sessions/`,
    `${again}/`,
  ]) {
    // Each panel asks for what it shows.
    await page.goto(pageUrl(language, `/desk/files/${path}`), { waitUntil: 'networkidle' })
    await page.locator('main section').first().waitFor()
    await check(page)
  }
  // The file is locked: what the parent wrote waits for the conflict review.
  const shown = await page.locator('main').textContent()
  expect(shown).toContain(first)
  expect(shown).not.toContain(fields.legalName?.[0])
  // Nobody was chosen to lead, because where the children live is not settled: the page shows a summary.
  const untaken = await sendIntakeAndReadReference({
    ...createRandomFamilyFields(intakeExamples.byOneParent.fields),
    province: ['not-sure'],
  })
  await page.goto(pageUrl(language, `/desk/files/${untaken}/`), { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: fileSummaryWording.take[language] }).waitFor()
  await check(page)
  for (const path of [
    '/desk/files/0000-0000/',
    '/desk/calendar/',
    '/desk/numbers/',
    '/desk/settings/',
    '/desk/operations/',
    '/desk/record/',
    '/desk/personal-data/',
  ]) {
    await page.goto(pageUrl(language, path), { waitUntil: 'networkidle' })
    await page.locator('h1').waitFor()
    await check(page)
  }
}

const waitForErrorSummary = (page: Page) => page.locator('.govuk-error-summary').waitFor()
