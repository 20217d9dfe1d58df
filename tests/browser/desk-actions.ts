import type { Page } from 'playwright-core'
import {
  callAttemptNextStepOptions,
  callAttemptOutcomeOptions,
} from '../../content/authorisation/call-attempts.ts'
import { orderDocumentOptions, orderFindingOptions } from '../../content/authorisation/order-readings.ts'
import { meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import { screeningFindingOptions } from '../../content/file/screenings.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { FilePageName } from '../../desk/client/routes.ts'
import { fileTabWording } from '../../desk/client/wording.ts'
import { callAttemptWording } from '../../desk/file/calling/call-attempt-wording.ts'
import { invitationWording } from '../../desk/file/calling/invitation-wording.ts'
import { otherParentContactWording } from '../../desk/file/calling/other-contact-wording.ts'
import { callingWording } from '../../desk/file/calling/wording.ts'
import { contactHoldsWording } from '../../desk/file/contact-holds/wording.ts'
import { parentSideWording } from '../../desk/file/facts-wording.ts'
import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import type { ParticipantSide } from '../../desk/file/queries.ts'
import { safetyAnswersWording, safetyOpeningReasonWording } from '../../desk/file/safety-answers/wording.ts'
import { screeningsWording, talkOptions } from '../../desk/file/screenings/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import { waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** The window of a coordinator: a laptop's. */
export const DESK_VIEWPORT = { viewport: { width: 1280, height: 800 } }

/** The coordinator who administrates the practice, and signs in where any will do. */
export const administrator = findAdministrator()

function findAdministrator(): Coordinator {
  const found = practice.coordinators.find((coordinator) => coordinator.administrator)
  if (!found) throw new Error('Nobody administrates the practice')
  return found
}

/** Signs in whoever leads a file, and opens it at the desk. */
export async function openFileAtDesk(
  page: Page,
  reference: string,
  language: Language,
): Promise<Coordinator> {
  const [mail] = await waitForMails(`the mail to the coordinator of ${reference}`, ({ subject }) =>
    subject.includes(reference),
  )
  const coordinator = practice.coordinators.find(({ email }) => mail?.to.includes(email))
  if (!coordinator) throw new Error(`Nobody was told of ${reference}`)
  await signInAtDesk(page, coordinator.name)
  await page.goto(pageUrl(language, `/desk/files/${reference}/`))
  await page.getByRole('heading', { level: 1, name: reference }).waitFor()
  return coordinator
}

/** Lets the list of files be another one, whether it comes with its page or is asked for. */
export async function replaceFileList(page: Page, list: unknown): Promise<void> {
  await page.route('**/desk/api/files', (route) => route.fulfill({ json: list }))
  await page.route(/\/desk\/files\/(\?.*)?$/, async (route) => {
    const response = await route.fetch()
    const html = await response.text()
    await route.fulfill({ response, body: html.replace(/(<script id="page-data"[^>]*>)[^<]*/, '$1') })
  })
}

/** Shows a tab of the file at the desk. */
export const openFileTab = (page: Page, tab: FilePageName, language: Language): Promise<void> =>
  page.locator('.tabs').getByRole('link', { name: fileTabWording[tab][language], exact: true }).click()

/** Unfolds the decisions about a file in its overview, if they are folded. */
export async function openDecisions(page: Page, language: Language): Promise<void> {
  await openFileTab(page, 'file', language)
  const decisions = page.locator('details.decisions')
  await decisions.waitFor()
  if ((await decisions.getAttribute('open')) === null) await decisions.locator('summary').click()
}

/** Gives the file to whoever is chosen. Where somebody leads it already, confirms it, and gives what was asked. */
export async function pressAssign(page: Page): Promise<string | null> {
  const form = page.locator('form.assign')
  await form.getByRole('button').first().click()
  if ((await form.locator('.confirmed').count()) === 0) return null
  const question = form.locator('.confirmed__question')
  const consequence = await question.locator('p').first().textContent()
  await question.getByRole('button').first().click()
  return consequence
}

/** Shows what one of two parents wrote, in the tab of the intake. */
export const openParentTab = (page: Page, side: ParticipantSide, language: Language): Promise<void> =>
  page.locator('.parent-tabs').getByRole('link', { name: parentSideWording[side][language] }).click()

/** Accepts a file with the first act of its lead, who reads what the parent wrote. Only such a file locks others. */
export async function acceptFileAsLead(reference: string): Promise<void> {
  const page = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(page, reference, 'en')
  await openFileTab(page, 'fileIntake', 'en')
  await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
}

/** Opens the safety answers, and notes that a talk with the parent alone found that they can go ahead. */
export async function screenParentAtDesk(coordinator: Page, language: Language): Promise<void> {
  await openFileTab(coordinator, 'fileSafety', language)
  const choose = (label: string) => coordinator.getByRole('radio', { name: label, exact: true }).check()
  await choose(safetyOpeningReasonWording.screening[language])
  await pressButton(coordinator, safetyAnswersWording.open[language])
  await coordinator.getByText(screeningsWording.note[language], { exact: true }).click()
  await choose(talkOptions.held[language])
  await choose(meetingModeOptions.phone[language])
  await choose(screeningFindingOptions['go-ahead'][language])
  await pressButton(coordinator, screeningsWording.save[language])
  await coordinator.getByText(screeningsWording.saved[language], { exact: true }).waitFor()
}

/** What the desk shows of the other parent's contact details, once they were opened. */
export async function openOtherContactDetails(coordinator: Page, language: Language): Promise<string> {
  await openFileTab(coordinator, 'fileContact', language)
  await pressButton(coordinator, otherParentContactWording.open[language])
  await coordinator.getByText(otherParentContactWording.opened[language]).waitFor()
  return (await coordinator.locator('section.other-contact').textContent()) ?? ''
}

/** Writes a call down on the call sheet, where the other parent was reached and would like to come. */
export async function recordInterestedCall(coordinator: Page, language: Language): Promise<void> {
  await openFileTab(coordinator, 'fileContact', language)
  await coordinator.getByRole('link', { name: callingWording.sheetOpen[language] }).click()
  await pressButton(coordinator, callAttemptWording.callingNow[language])
  for (const label of [callAttemptOutcomeOptions.interested, callAttemptNextStepOptions.invite])
    await coordinator.getByRole('radio', { name: label[language], exact: true }).check()
  await pressButton(coordinator, callAttemptWording.save[language])
  await coordinator.getByText(callAttemptWording.done[language]).waitFor()
}

/** Makes an invitation, and reads its code out. */
export async function createInvitationAndReadCode(coordinator: Page, language: Language): Promise<string> {
  await pressButton(coordinator, invitationWording.make[language])
  return (await coordinator.locator('.code__letters').textContent()) ?? ''
}

/**
 * Holds back what the desk loads of the calls until the function it gives is called, and then tells the desk that the
 * other parent may not be called any more.
 */
export async function holdCallsAndShutGate(coordinator: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>()
  await coordinator.route('**/desk/api/files/*/calls', async (route) => {
    await held.promise
    // A request that Playwright sends lacks the header with which a browser says whose it is.
    const headers = { ...route.request().headers(), 'Sec-Fetch-Site': 'same-origin' }
    const response = await route.fetch({ headers })
    const { calls } = (await response.json()) as { readonly calls: readonly object[] }
    await route.fulfill({ response, json: { calls: calls.map((one) => ({ ...one, gate: 'on-hold' })) } })
  })
  return held.resolve
}

export async function recordOrderReadAtDesk(coordinator: Page, language: Language): Promise<void> {
  await openFileTab(coordinator, 'fileSafety', language)
  await coordinator
    .getByRole('radio', { name: orderFindingOptions['nothing-forbids'][language], exact: true })
    .check()
  await coordinator
    .getByRole('radio', { name: orderDocumentOptions['family-order'][language], exact: true })
    .check()
  await coordinator
    .getByRole('textbox', { name: contactHoldsWording.court[language] })
    .fill('Ontario Court of Justice')
  await coordinator.getByLabel(contactHoldsWording.date[language]).fill('2026-05-04')
  await coordinator.getByRole('checkbox', { name: contactHoldsWording.confirm[language] }).check()
  await pressButton(coordinator, contactHoldsWording.save[language])
  await coordinator.getByText(contactHoldsWording.lifted[language]).waitFor()
}

/** Sends an intake, and gives its file to the administrator unless they lead it already; gives the reference. */
export async function sendIntakeToAdministrator(page: Page, answers: FormFields = {}): Promise<string> {
  const fields = createRandomFamilyFields({ ...intakeExamples.byConsent.fields, ...answers })
  const reference = await sendIntakeAndReadReference(fields)
  const refusal = await page.evaluate(
    async ([address, coordinator]) => {
      const { lead, lastEvent } = (await (await fetch(`${address}/header`)).json()) as {
        lead: { id: string } | null
        lastEvent: number
      }
      if (lead?.id === coordinator) return undefined
      const answer = await fetch(`${address}/assignment`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ coordinator, seen: lastEvent }),
      })
      return answer.ok ? undefined : answer.text()
    },
    [`/desk/api/files/${reference}`, administrator.id] as const,
  )
  if (refusal !== undefined) throw new Error(`The file was not given to the administrator: ${refusal}`)
  return reference
}
