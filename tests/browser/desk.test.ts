import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { brokenPageWording, reloadFailedAfterActionWording } from '../../desk/client/failure-wording.ts'
import { shellWording } from '../../desk/client/wording.ts'
import { decisionsWording } from '../../desk/file/decisions/wording.ts'
import { fileFactsWording } from '../../desk/file/facts-wording.ts'
import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import { conflictReviewWording } from '../../desk/file/related-files/wording.ts'
import { safetyAnswersWording, safetyOpeningReasonWording } from '../../desk/file/safety-answers/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages } from '../../forms/language.ts'
import { administrator } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A page with an administrator signed in, and everything it has asked the desk’s API, in order: `GET /files`. */
async function openDeskPage(): Promise<{ page: Page; asked: string[] }> {
  const page = await openPage({ viewport: { width: 1280, height: 900 } })
  await signInAtDesk(page, administrator.name)
  const asked: string[] = []
  page.on('request', (sent) => {
    const [, path] = sent.url().split('/desk/api')
    if (path !== undefined) asked.push(`${sent.method()} ${path}`)
  })
  return { page, asked }
}

/** Sends an intake; gives its reference, and the name its parent wrote. */
async function sendIntake(
  fields: FormFields = createRandomFamilyFields(intakeExamples.byOneParent.fields),
): Promise<{ reference: string; legalName: string }> {
  return { reference: await sendIntakeAndReadReference(fields), legalName: fields.legalName?.[0] ?? '' }
}

it('gives each page of the desk a title of its own, and never a family’s name', async () => {
  const { reference, legalName } = await sendIntake()
  const { page } = await openDeskPage()
  const titleAt = async (language: Language, path: string) => {
    await page.goto(pageUrl(language, path))
    return page.title()
  }
  for (const language of languages) {
    const desk = `${shellWording.desk[language]} – ${practice.name}`
    expect(await titleAt(language, '/desk/')).toBe(`${shellWording.files[language]} – ${desk}`)
    expect(await titleAt(language, '/desk/appointments/')).toBe(
      `${shellWording.appointments[language]} – ${desk}`,
    )
    expect(await titleAt(language, '/desk/hours/')).toBe(`${shellWording.availability[language]} – ${desk}`)
    expect(await titleAt(language, `/desk/files/${reference}/call/`)).toBe(
      `${shellWording.callSheet[language]} ${reference} – ${desk}`,
    )
    expect(await titleAt(language, `/desk/files/${reference}/`)).toBe(`${reference} – ${desk}`)
    await page.getByText(legalName).first().waitFor()
    expect(await page.title()).toBe(`${reference} – ${desk}`)
  }
})

it('asks for each part of a file once, reads what the parent wrote once, and again only what an action changed', async () => {
  const { reference } = await sendIntake()
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
  const file = `/files/${reference}`
  const reading = `POST ${file}/readings/answers`
  const parts = ['header', 'related-files', 'contact-holds', 'calls', 'appointments', 'messages']
  expect(asked.toSorted()).toEqual(
    ['GET /me', reading, ...parts.map((part) => `GET ${file}/${part}`)].toSorted(),
  )
  // The header says which panels there are; they ask beside each other.
  expect(asked.indexOf(`GET ${file}/header`)).toBeLessThan(asked.indexOf(`GET ${file}/calls`))

  asked.length = 0
  await page.evaluate(() => {
    dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event('online'))
  })
  const field = page.getByRole('combobox')
  const offered = await field.locator('option').nth(1).getAttribute('value')
  const colleague = practice.coordinators.find(({ id }) => id === offered)
  await field.selectOption(offered)
  await page.getByRole('button', { name: decisionsWording.assign.en }).click()
  await page.getByText(`${colleague?.name} leads this file now`).waitFor()
  expect(await page.locator('dl.facts').first().textContent()).toContain(
    `${fileFactsWording.lead.en}${colleague?.name}`,
  )
  expect(asked).not.toContain(reading)
  expect(asked.filter((one) => one.startsWith('GET')).toSorted()).toEqual(
    parts.map((part) => `GET ${file}/${part}`).toSorted(),
  )
})

it('asks nothing of a locked file but what is known of it, until its conflicts were reviewed', async () => {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  await sendIntake(fields)
  const { reference } = await sendIntake(fields)
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await page.getByText(conflictReviewWording.lockedUntilReviewed.en).waitFor()
  const file = `/files/${reference}`
  expect(asked.toSorted()).toEqual(['GET /me', `GET ${file}/header`, `GET ${file}/related-files`].toSorted())
  await page.getByRole('button', { name: conflictReviewWording.read.en }).click()
  await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
  expect(asked).toContain(`POST ${file}/conflict-review`)
  expect(asked.filter((one) => one === `POST ${file}/readings/answers`)).toHaveLength(1)
})

it('opens the safety answers once, and clears them in the moment the page is left, before a browser can keep a copy of it', async () => {
  const { reference } = await sendIntake()
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/`))
  await page.getByRole('radio', { name: safetyOpeningReasonWording.screening.en }).check()
  // Pressed twice before the page can show that it was pressed.
  await page.getByRole('button', { name: safetyAnswersWording.open.en }).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  const opened = page.locator('section.safety .answers')
  await opened.first().waitFor()
  const left = await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    return document.querySelectorAll('section.safety .answers').length
  })
  expect(left).toBe(0)
  await page.getByText(safetyAnswersWording.locked.en).waitFor()
  expect(asked.filter((one) => one.endsWith('/readings/safety-answers'))).toHaveLength(1)
})

it('shows a page with a way back when one breaks while it is shown', async () => {
  const { page } = await openDeskPage()
  for (const language of languages) {
    await page.route('**/desk/api/files', (route) => route.fulfill({ json: { files: [{ route: 'none' }] } }))
    await page.goto(pageUrl(language, '/desk/'))
    await page.getByRole('heading', { level: 1, name: brokenPageWording.title[language] }).waitFor()
    expect(await page.getByRole('alert').textContent()).toContain(brokenPageWording.next[language])
    // Around it the desk stands.
    expect(await page.getByText(administrator.name).isVisible()).toBe(true)
    await page.unroute('**/desk/api/files')
    await page.getByRole('link', { name: shellWording.allFiles[language] }).click()
    await page.getByRole('heading', { level: 1, name: shellWording.files[language] }).waitFor()
  }
})

it('says of one panel that it has nothing to show, and shows the others', async () => {
  const { reference } = await sendIntake()
  const { page } = await openDeskPage()
  await page.route(`**/desk/api/files/${reference}/messages`, (route) => route.abort())
  await page.goto(pageUrl('en', `/desk/files/${reference}/`))
  await page.getByText('The desk does not answer').waitFor()
  await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
})

it('says that an action was done but the page is out of date when it cannot be loaded again, and offers no action', async () => {
  const { reference } = await sendIntake()
  const { page, asked } = await openDeskPage()
  for (const language of languages) {
    await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
    const field = page.getByRole('combobox')
    await field.selectOption(await field.locator('option').nth(1).getAttribute('value'))
    await page.route(`**/desk/api/files/${reference}/header`, (route) => route.abort())
    asked.length = 0
    await page.getByRole('button', { name: decisionsWording.assign[language] }).click()
    const status = page
      .locator('main')
      .getByRole('status')
      .filter({ hasText: reloadFailedAfterActionWording.next[language] })
    await status.waitFor()
    await page.getByRole('button', { name: decisionsWording.assign[language] }).click({ force: true })
    expect(asked.filter((one) => one.startsWith('POST'))).toEqual([`POST /files/${reference}/assignment`])
    expect(await status.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.unroute(`**/desk/api/files/${reference}/header`)
    await status.getByRole('link', { name: reloadFailedAfterActionWording.link.label[language] }).click()
    await page.getByText(parentAnswersWording.openingRecorded[language]).waitFor()
    expect(await page.getByText(reloadFailedAfterActionWording.next[language]).count()).toBe(0)
  }
})

it('closes the question before an action that was done when the page cannot be loaded again', async () => {
  const { reference } = await sendIntake()
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await page.route(`**/desk/api/files/${reference}/header`, (route) => route.abort())
  const opener = page.getByRole('button', { name: decisionsWording.close.en, exact: true })
  await opener.click()
  await page.getByRole('button', { name: decisionsWording.closeNow.en }).click()
  await page.getByText(reloadFailedAfterActionWording.next.en).waitFor()
  expect(await page.getByText(decisionsWording.closeMeans.en).count()).toBe(0)
  await opener.click({ force: true })
  expect(await page.getByText(decisionsWording.closeMeans.en).count()).toBe(0)
  expect(asked.filter((one) => one.endsWith('/closure'))).toHaveLength(1)
})
