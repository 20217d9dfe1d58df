import type { Page } from 'playwright-core'
import {
  orderFindings,
  outreachNextSteps,
  outreachOutcomes,
} from '../../content/authorisation/call-attempts.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { callWords } from '../../desk/file/calling/wording.ts'
import type { Language } from '../../forms/language.ts'
import { addressOf, eventually, mailbox, press, signIn } from './page-actions.ts'

/** Signs in whoever leads a file, and opens it at the desk. */
export async function deskOf(page: Page, reference: string, language: Language): Promise<Coordinator> {
  const mail = await eventually('the coordinator’s mail', async () =>
    (await mailbox()).find(({ subject }) => subject.includes(reference)),
  )
  const reader = practice.coordinators.find(({ email }) => mail.to.includes(email))
  if (!reader) throw new Error(`Nobody was told of ${reference}`)
  await signIn(page, reader.name)
  await page.goto(addressOf(language, `/desk/files/${reference}/`))
  await page.getByRole('heading', { level: 1, name: reference }).waitFor()
  return reader
}

/** What the desk shows of the other parent's contact details, once they were opened. */
export async function openDetails(coordinator: Page, language: Language): Promise<string> {
  await press(coordinator, callWords.detailsOpen[language])
  await coordinator.getByText(callWords.detailsOpened[language]).waitFor()
  return (await coordinator.locator('section.details').textContent()) ?? ''
}

/** Writes a call down on the call sheet, where the other parent was reached and would like to come. */
export async function recordInterested(coordinator: Page, language: Language): Promise<void> {
  await coordinator.getByRole('link', { name: callWords.sheetOpen[language] }).click()
  for (const label of [outreachOutcomes.interested, outreachNextSteps.invite])
    await coordinator.getByRole('radio', { name: label[language], exact: true }).check()
  await press(coordinator, callWords.attemptSave[language])
  await coordinator.getByText(callWords.attemptDone[language]).waitFor()
}

/** Makes an invitation, and reads its code out. */
export async function inviteByReading(coordinator: Page, language: Language): Promise<string> {
  await press(coordinator, callWords.invitationMake[language])
  return (await coordinator.locator('.code__letters').textContent()) ?? ''
}

export async function recordOrderRead(coordinator: Page, language: Language): Promise<void> {
  await coordinator
    .getByRole('radio', { name: orderFindings['nothing-forbids'][language], exact: true })
    .check()
  await press(coordinator, callWords.orderSave[language])
  await coordinator.getByText(callWords.orderLifted[language]).waitFor()
}
