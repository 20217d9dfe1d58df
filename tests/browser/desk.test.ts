import { expect, it } from 'vitest'
import { closureReasonOptions } from '../../content/file/decision-reasons.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { failureWordings, reloadFailedAfterActionWording } from '../../desk/client/failure-wording.ts'
import { callingWording } from '../../desk/file/calling/wording.ts'
import { buildReassignMeansWording, decisionsWording } from '../../desk/file/decisions/wording.ts'

import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import { conflictReviewWording } from '../../desk/file/related-files/wording.ts'
import { safetyAnswersWording, safetyOpeningReasonWording } from '../../desk/file/safety-answers/wording.ts'
import { buildLeadWording } from '../../desk/file/wording.ts'
import { todayWording } from '../../desk/today/wording.ts'
import { languages } from '../../forms/language.ts'
import { acceptFileAsLead, administrator, openDecisions, openFileTab, pressAssign } from './desk-actions.ts'
import { deskJourneys, openDeskPage, sendIntakeOfFamily } from './desk-journeys.ts'
import { testJourneysOnce } from './journey.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'
import { LONGEST_WAIT_MS } from './wait-for.ts'

testJourneysOnce(deskJourneys)

it('has its first list and who reads it in the page, and draws what is around it without moving it', async () => {
  const page = await openPage({ viewport: { width: 390, height: 844 } })
  await signInAtDesk(page, administrator.name)
  await page.goto('about:blank')
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/desk/api/')) asked.push(pathname)
  })
  for (const language of languages) {
    await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
    await page.locator('#page-status').filter({ hasNotText: todayWording.loading[language] }).waitFor()
    await page.getByText(administrator.name).first().waitFor()
    expect(await page.locator('#page-data').count()).toBe(0)
    expect(asked).toEqual([])
    const [header, search] = await Promise.all(
      ['.head__tools', '.search input'].map((part) => page.locator(part).boundingBox()),
    )
    expect(header?.height).toBe(search?.height)
  }
})

it('asks for what a tab shows when it is first opened, reads what the parent wrote once, and asks again only what an action changed', async () => {
  const { reference } = await sendIntakeOfFamily()
  const { page, asked } = await openDeskPage()
  const file = `/files/${reference}`
  const reading = `POST ${file}/readings/answers`
  await page.goto(pageUrl('en', `/desk${file}/`), { waitUntil: 'networkidle' })
  await page.getByRole('heading', { name: decisionsWording.title.en }).waitFor()
  await expectAsked(
    () => asked,
    [
      ...[`GET ${file}/header`, `GET ${file}/next-step`, `GET ${file}/related-files`],
      ...[`GET ${file}/appointments`, `POST ${file}/readings/overview`],
    ],
  )

  const partsByTab = [
    // The contact rules tell of an order that was told of since, so the holds are asked for here.
    ['fileIntake', [`GET ${file}/contact-holds`, reading]],
    ['fileSafety', [`GET ${file}/screenings`]],
    ['fileContact', ['calls', 'contact-log', 'letters', 'messages'].map((part) => `GET ${file}/${part}`)],
    ['fileSessions', []],
    ['fileIntake', []],
    ['file', []],
  ] as const
  for (const [tab, parts] of partsByTab) {
    asked.length = 0
    await openFileTab(page, tab, 'en')
    if (parts.length > 0) await page.waitForLoadState('networkidle')
    await expectAsked(() => asked.filter(isAboutTab), parts)
  }

  asked.length = 0
  await page.evaluate(() => {
    dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event('online'))
  })
  await openDecisions(page, 'en')
  const offered = page.locator('form.assign').getByRole('radio').first()
  const offeredId = await offered.inputValue()
  const colleague = practice.coordinators.find(({ id }) => id === offeredId)
  await offered.check()
  const strip = (await page.locator('.file-strip').textContent()) ?? ''
  const lead = practice.coordinators.find(({ name }) => strip.includes(buildLeadWording(name).en))
  if (!lead || !colleague) throw new Error('Nobody leads the file, or nobody else could')
  expect(await pressAssign(page)).toBe(buildReassignMeansWording(lead, colleague, administrator.id).en)
  await page.getByText(`${colleague.name} leads this file now`).waitFor()
  expect(await page.locator('.file-strip').textContent()).toContain(buildLeadWording(colleague.name).en)
  await expectAsked(
    () => asked.filter((one) => one.startsWith('GET') && !one.endsWith('/next-step')),
    [
      `GET ${file}/header`,
      `GET ${file}/related-files`,
      // When the decisions are opened, and again for the next one.
      ...[`GET ${file}/lead-candidates`, `GET ${file}/lead-candidates`],
      `GET ${file}/appointments`,
    ],
  )
  // What a hidden tab shows is asked again when it is shown, and what was read stays read.
  asked.length = 0
  await openFileTab(page, 'fileSafety', 'en')
  await openFileTab(page, 'fileIntake', 'en')
  await expectAsked(() => asked.filter(isAboutTab), [`GET ${file}/contact-holds`, `GET ${file}/screenings`])
})

/**
 * Waits until all that is expected was asked, in any order, and nothing else. A page asks for the header again and again,
 * to learn whether its reader may still read the file, and for the next step whenever the file has a newer event.
 */
const expectAsked = (readAsked: () => readonly string[], expected: readonly string[]) =>
  expect
    .poll(() => readAsked().filter(isFirstOfWatch).toSorted(), { timeout: LONGEST_WAIT_MS })
    .toEqual(expected.toSorted())

const isFirstOfWatch = (one: string, index: number, asked: readonly string[]): boolean =>
  !/\/(header|next-step)$/.test(one) || asked.indexOf(one) === index

it('asks nothing of a locked file but what is known of it, until its conflicts were reviewed', async () => {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  await acceptFileAsLead((await sendIntakeOfFamily(fields)).reference)
  const { reference } = await sendIntakeOfFamily(fields)
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await page.getByText(conflictReviewWording.lockedUntilReviewed.en).waitFor()
  const file = `/files/${reference}`
  await expectAsked(
    () => asked,
    [
      ...[`GET ${file}/header`, `GET ${file}/next-step`, `GET ${file}/related-files`],
      // An administrator may give it to somebody who has no conflict.
      `GET ${file}/lead-candidates`,
    ],
  )
  await page.getByRole('button', { name: conflictReviewWording.read.en }).click()
  await openFileTab(page, 'fileIntake', 'en')
  await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
  expect(asked).toContain(`POST ${file}/conflict-review`)
  expect(asked.filter((one) => one === `POST ${file}/readings/answers`)).toHaveLength(1)
})

it('opens the safety answers once, and clears them in the moment the page is left, before a browser can keep a copy of it', async () => {
  const { reference } = await sendIntakeOfFamily()
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/safety/`))
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

/** Whether what was asked is for one tab. The header and the next step are asked again when something happened in the file. */
const isAboutTab = (asked: string): boolean => !/\/(header|next-step)$/.test(asked)

it('says of one panel that it has nothing to show, and shows the others', async () => {
  const { reference } = await sendIntakeOfFamily()
  const { page } = await openDeskPage()
  await page.route(`**/desk/api/files/${reference}/messages`, (route) => route.abort())
  await page.goto(pageUrl('en', `/desk/files/${reference}/contact/`))
  await page.getByText('The desk doesn’t answer').waitFor()
  await page.getByRole('heading', { name: callingWording.title.en }).waitFor()
})

it('closes the question before an action that was done when the page cannot be loaded again', async () => {
  const { reference } = await sendIntakeOfFamily()
  const { page, asked } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await openDecisions(page, 'en')
  await page.route(`**/desk/api/files/${reference}/header`, (route) => route.abort())
  const opener = page.getByRole('button', { name: decisionsWording.close.en, exact: true })
  await opener.click()
  const now = page.getByRole('button', { name: decisionsWording.closeNow.en })
  await now.click()
  await page.getByText(decisionsWording.noReason.en).waitFor()
  expect(asked.filter((one) => one.endsWith('/closure'))).toEqual([])
  await page.getByRole('radio', { name: closureReasonOptions.finished.en }).check()
  await now.click()
  await page.getByText(reloadFailedAfterActionWording.next.en).waitFor()
  expect(await page.getByText(decisionsWording.closeMeans.en).count()).toBe(0)
  await opener.click({ force: true })
  expect(await page.getByText(decisionsWording.closeMeans.en).count()).toBe(0)
  expect(asked.filter((one) => one.endsWith('/closure'))).toHaveLength(1)
})

it('clears a file that was taken from its reader', async () => {
  const { reference } = await sendIntakeOfFamily()
  const { page } = await openDeskPage()
  await page.goto(pageUrl('en', `/desk/files/${reference}/intake/`))
  await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
  await page.route(`**/desk/api/files/${reference}/**`, (route) =>
    route.fulfill({ status: 404, json: { code: 'not_found' } }),
  )
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.getByRole('heading', { name: failureWordings.accessEnded.title.en }).waitFor()
  expect(await page.locator('main section').count()).toBe(0)
  expect(await page.locator('main').textContent()).not.toContain(reference)
})
