import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { jointSessionWording } from '../../content/file/booking-wording.ts'
import { authorisationStatusWording, authorisePageWording } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authoriseSection } from '../../content/forms/contact-authorisation/index.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { type FetchVisitor, sendExampleForm } from '../../dev/send-example-form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import {
  adoptVisitorCookie,
  createConnectionHeaders,
  fillSection,
  pageUrl,
  portal,
  pressButton,
  readPageSlot,
} from './page-actions.ts'

/** Sends an intake from a connection of its own. Gives the visitor, whose cookie opens the confirmation. */
export const sendIntakeToPortal = (fields: FormFields, language: Language): Promise<FetchVisitor> =>
  sendExampleForm(portal.origin, intakeForm, fields, language, createConnectionHeaders())

/** Sends an intake, and opens its confirmation in a page. Gives the reference. */
export async function sendIntakeAndOpenConfirmation(
  page: Page,
  fields: FormFields,
  language: Language,
): Promise<string> {
  await adoptVisitorCookie(page, await sendIntakeToPortal(fields, language))
  await page.goto(pageUrl(language, '/intake/sent/'))
  return readPageSlot(page, 'reference')
}

/** Fetches the confirmation of what a visitor sent, without following a redirect. */
export async function fetchConfirmationPage({
  cookie,
}: FetchVisitor): Promise<{ status: number; reference: string; html: string }> {
  const answer = await fetch(`${portal.origin}/intake/sent/`, {
    headers: { Cookie: cookie },
    redirect: 'manual',
  })
  const html = await answer.text()
  const reference = /data-slot="reference"[^>]*>([^<]+)</.exec(html)?.[1] ?? ''
  return { status: answer.status, html, reference }
}

/** Sends an intake in English. Gives the reference. */
export const sendIntakeAndReadReference = async (fields: FormFields): Promise<string> =>
  (await fetchConfirmationPage(await sendIntakeToPortal(fields, 'en'))).reference

/** Authorises the call from the confirmation. Ends on the receipt. */
export async function authoriseCallFromConfirmation(
  page: Page,
  fields: FormFields,
  language: Language,
): Promise<void> {
  await pressButton(page, authorisationStatusWording.sentButton[language])
  await page.waitForURL(pageUrl(language, '/file/authorise/'))
  await fillSection(page, authoriseSection, fields)
  await pressButton(page, authorisePageWording.button[language])
  await page.waitForURL(pageUrl(language, '/file/receipt/'))
}

/** Authorises the call from the confirmation, with an order that is not sure. Ends on the receipt. */
export const authoriseCallWithOrder = (page: Page, language: Language): Promise<void> =>
  authoriseCallFromConfirmation(page, authorisationExamples.orderNotSure.fields, language)

/** Opens an invitation, or a code that the other parent passed on, with its code. */
export async function openInvitation(page: Page, code: string, language: Language): Promise<void> {
  await page.goto(pageUrl(language, '/invitation/'))
  await page.locator('#code').fill(code)
  await pressButton(page, resumeWording.open[language])
  await page.waitForURL(pageUrl(language, '/invitation/yours/'))
}

/** Agrees to a joint session, on a page that says what it means. */
export async function agreeToJointSession(page: Page, language: Language): Promise<void> {
  await page.goto(pageUrl(language, '/file/book/'))
  await page.getByRole('link', { name: jointSessionWording.linkLabel[language] }).click()
  await page.waitForURL(pageUrl(language, '/file/joint-consent/'))
  expect(await page.locator('main').textContent()).toContain(jointSessionWording.safe[language])
  await pressButton(page, jointSessionWording.agree[language])
  await page.getByText(jointSessionWording.agreed[language]).waitFor()
}
