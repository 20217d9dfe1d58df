import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { overrideReasonOptions } from '../../content/file/overrides.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import {
  brokenPageWording,
  failureWordings,
  reloadFailedAfterActionWording,
} from '../../desk/client/failure-wording.ts'
import { fileTabWording, shellWording } from '../../desk/client/wording.ts'
import { approvalWording, overrideWording } from '../../desk/file/decisions/override-wording.ts'
import { buildLeadAssignedWording, decisionsWording } from '../../desk/file/decisions/wording.ts'
import { fileSummaryWording } from '../../desk/file/summary/wording.ts'
import { filesWording } from '../../desk/files/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import { administrator, openDecisions, openFileTab, pressAssign, replaceFileList } from './desk-actions.ts'
import type { Journey } from './journey.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A page with an administrator signed in, and everything it has asked the desk’s API, in order: `GET /files`. */
export async function openDeskPage(): Promise<{ page: Page; asked: string[] }> {
  const page = await openPage({ viewport: { width: 1280, height: 900 } })
  await signInAtDesk(page, administrator.name)
  // What the first page of the desk still asks ends with that page.
  await page.goto('about:blank')
  const asked: string[] = []
  page.on('request', (sent) => {
    const [, path] = sent.url().split('/desk/api')
    if (path !== undefined) asked.push(`${sent.method()} ${path}`)
  })
  return { page, asked }
}

/** Sends an intake; gives its reference, and the name its parent wrote. */
export async function sendIntakeOfFamily(
  fields: FormFields = createRandomFamilyFields(intakeExamples.byOneParent.fields),
): Promise<{ reference: string; legalName: string }> {
  return { reference: await sendIntakeAndReadReference(fields), legalName: fields.legalName?.[0] ?? '' }
}

/** A coordinator looks at the desk, and at what it says when something fails. */
export const deskJourneys: readonly Journey[] = [
  {
    title: 'gives each page of the desk a title of its own, and never a family’s name',
    quickLanguage: 'fr',
    take: readDeskPageTitles,
  },
  {
    title: 'shows a summary of a file that nobody leads, and all of it once it was taken',
    quickLanguage: 'fr',
    take: takeFile,
  },
  {
    title:
      'asks a second person before a file goes to somebody without a licence, and goes on once they agreed',
    quickLanguage: 'en',
    take: assignWithSecondPerson,
  },
  {
    title: 'shows a page with a way back when one breaks while it is shown',
    quickLanguage: 'en',
    take: leaveBrokenDeskPage,
  },
  {
    title:
      'says that an action was done but the page is out of date when it cannot be loaded again, and offers no action',
    quickLanguage: 'fr',
    take: reloadAfterFailedReload,
  },
]

async function readDeskPageTitles(language: Language): Promise<void> {
  const { reference, legalName } = await sendIntakeOfFamily()
  const { page } = await openDeskPage()
  const titleAt = async (path: string) => {
    await page.goto(pageUrl(language, path))
    return page.title()
  }
  const desk = `${shellWording.desk[language]} – ${practice.name}`
  expect(await titleAt('/desk/')).toBe(`${shellWording.today[language]} – ${desk}`)
  expect(await titleAt('/desk/files/')).toBe(`${shellWording.files[language]} – ${desk}`)
  expect(await titleAt('/desk/calendar/')).toBe(`${shellWording.calendar[language]} – ${desk}`)
  expect(await titleAt('/desk/numbers/')).toBe(`${shellWording.numbers[language]} – ${desk}`)
  expect(await titleAt('/desk/settings/')).toBe(`${shellWording.settings[language]} – ${desk}`)
  expect(await titleAt(`/desk/files/${reference}/call/`)).toBe(
    `${shellWording.callSheet[language]} ${reference} – ${desk}`,
  )
  expect(await titleAt(`/desk/files/${reference}/`)).toBe(`${reference} – ${desk}`)
  await openFileTab(page, 'fileIntake', language)
  await page.getByText(legalName).first().waitFor()
  expect(await page.title()).toBe(`${fileTabWording.fileIntake[language]} ${reference} – ${desk}`)
  await page.goBack()
  await page.getByRole('heading', { name: decisionsWording.title[language] }).waitFor()
  expect(await page.title()).toBe(`${reference} – ${desk}`)
}

async function takeFile(language: Language): Promise<void> {
  // Where the children live is not settled, so nobody was chosen to lead.
  const { reference, legalName } = await sendIntakeOfFamily({
    ...createRandomFamilyFields(intakeExamples.byOneParent.fields),
    province: ['not-sure'],
  })
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 2, name: fileSummaryWording.title[language] }).waitFor()
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([`POST /files/${reference}/readings/summary`])
  expect(await page.getByText(legalName).count()).toBe(0)
  await page.getByRole('button', { name: fileSummaryWording.take[language] }).click()
  await page.getByText(fileSummaryWording.takeDone[language]).waitFor()
  await openFileTab(page, 'fileIntake', language)
  await page.getByText(legalName).first().waitFor()
  expect(await page.getByRole('heading', { name: fileSummaryWording.title[language] }).count()).toBe(0)
}

async function assignWithSecondPerson(language: Language): Promise<void> {
  const { reference } = await sendIntakeOfFamily({
    ...createRandomFamilyFields(intakeExamples.byOneParent.fields),
    province: ['elsewhere'],
  })
  const { page } = await openDeskPage()
  const path = pageUrl(language, `/desk/files/${reference}/`)
  const assign = async () => {
    await page.goto(path, { waitUntil: 'networkidle' })
    await page.getByRole('radio', { name: administrator.name }).check()
    await page.locator('form.assign').getByRole('button').click()
  }
  await assign()
  await page.getByRole('heading', { name: overrideWording.title[language] }).waitFor()
  await page.getByRole('radio', { name: overrideReasonOptions.urgent[language] }).check()
  await page.getByRole('button', { name: overrideWording.ask[language] }).click()
  await page.getByText(failureWordings.approvalRequested.nextAfterAction[language]).waitFor()

  const colleague = practice.coordinators.find(({ id }) => id !== administrator.id)
  const second = await openPage({ viewport: { width: 390, height: 800 } })
  await signInAtDesk(second, colleague?.name ?? '')
  await second.goto(pageUrl(language, '/desk/files/'))
  await second.getByRole('heading', { name: filesWording.asking[language] }).waitFor()
  await second.getByRole('link', { name: reference }).first().click()
  await second.getByRole('button', { name: approvalWording.approve[language], exact: true }).click()
  await second.getByText(approvalWording.approved[language]).waitFor()

  await assign()
  await page.getByText(buildLeadAssignedWording(administrator.name, true)[language]).waitFor()
}

async function leaveBrokenDeskPage(language: Language): Promise<void> {
  const { page } = await openDeskPage()
  await replaceFileList(page, { files: [{ route: 'none' }] })
  await page.goto(pageUrl(language, '/desk/files/'))
  await page.getByRole('heading', { level: 1, name: brokenPageWording.title[language] }).waitFor()
  expect(await page.getByRole('alert').textContent()).toContain(brokenPageWording.next[language])
  // Around it the desk stands.
  await page.getByText(administrator.name).first().waitFor()
  await page.unrouteAll()
  await page.getByRole('link', { name: shellWording.allFiles[language] }).click()
  await page.getByRole('heading', { level: 1, name: shellWording.files[language] }).waitFor()
}

async function reloadAfterFailedReload(language: Language): Promise<void> {
  const { reference } = await sendIntakeOfFamily()
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await openDecisions(page, language)
  await page.locator('form.assign').getByRole('radio').first().check()
  await page.route(`**/desk/api/files/${reference}/header`, (route) => route.abort())
  asked.length = 0
  await pressAssign(page)
  const status = page
    .locator('main')
    .getByRole('status')
    .filter({ hasText: reloadFailedAfterActionWording.next[language] })
  await status.waitFor()
  await page.locator('form.assign').getByRole('button').first().click({ force: true })
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([`POST /files/${reference}/assignment`])
  expect(await status.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.unroute(`**/desk/api/files/${reference}/header`)
  await status.getByRole('link', { name: reloadFailedAfterActionWording.link.label[language] }).click()
  await page.getByRole('heading', { name: decisionsWording.title[language] }).waitFor()
  expect(await page.getByText(reloadFailedAfterActionWording.next[language]).count()).toBe(0)
}
