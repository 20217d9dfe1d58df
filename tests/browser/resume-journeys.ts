import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { leaveTo } from '../../content/practice.ts'
import { codePageWording } from '../../content/site/code-page-wording.ts'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { codeProblemWording, sectionStatusWording } from '../../content/site/wording.ts'
import { listFirstHalfSections } from '../../forms/halves.ts'
import type { Language } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
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
} from './page-actions.ts'
import { LONGEST_WAIT_MS } from './wait-for.ts'

const { fields } = intakeExamples.byOneParent

/** The first two pages, on a device of one's own or not. */
async function fillFirstPages(page: Page, language: Language, device: 'own' | 'shared') {
  await page.goto(pageUrl(language, '/intake/start/'))
  for (const section of [startSection, youSection]) {
    await page.waitForURL(pageUrl(language, `/intake/${section.slug}/`))
    await fillSection(page, section, { ...fields, device: [device] })
    await pressSaveAndContinue(page, language)
  }
  await page.waitForURL(pageUrl(language, '/intake/reaching-you/'))
}

/** What the list of the parts says of each, in order. */
const readTaskStatuses = async (page: Page, language: Language) => {
  await page.goto(pageUrl(language, '/intake/tasks/'))
  return page.locator('.tasks__status').allTextContents()
}

/** Waits for the page first: one that came back with a mistake moves the focus to what says so. */
async function chooseDevice(page: Page, device: 'own' | 'shared'): Promise<void> {
  await page.waitForLoadState()
  await page.locator(`[name="device"][value="${device}"]`).press('Space')
}

/**
 * Lists the cookies that open something. The one that only tells whether a browser keeps any says nothing, and stands on
 * every page that asks for a code.
 */
const listCookieNames = async (page: Page) =>
  (await page.context().cookies())
    .map(({ name }) => name)
    .filter((name) => !/^__Host-(cookie|returned-\d)$/.test(name))

/** The titles in the history of a page, as whoever picks up the device next finds them. */
async function readHistoryTitles(page: Page): Promise<string[]> {
  const history = await page.context().newCDPSession(page)
  const { entries } = await history.send('Page.getNavigationHistory')
  return entries.filter(({ url }) => url.startsWith('http')).map(({ title }) => title)
}

/** A parent resumes a draft, deletes it, or leaves in a hurry. */
export const resumeJourneys: readonly Journey[] = [
  {
    title: 'goes on from another browser with a code, and from nowhere with a wrong one',
    quickLanguage: 'fr',
    take: resumeInAnotherBrowser,
  },
  {
    title: 'deletes what was typed when asked to: on this device, on others and behind its code',
    quickLanguage: 'en',
    take: deleteDraftEverywhere,
  },
  {
    title: 'leaves nothing of a form on a shared device that is left in a hurry',
    quickLanguage: 'fr',
    take: leaveSharedDevice,
  },
  {
    title: 'keeps what was saved on a device of one’s own that is left in a hurry',
    quickLanguage: 'en',
    take: leaveOwnDevice,
  },
  {
    title:
      'says on a shared device that resumed with a code what another is for, and leaves the draft behind its code only',
    quickLanguage: 'fr',
    take: resumeOnSharedDevice,
  },
]

async function resumeInAnotherBrowser(language: Language): Promise<void> {
  const first = await openPage()
  await fillFirstPages(first, language, 'own')
  const firstHalf = listFirstHalfSections(intakeForm)
  const expected = listSectionsNotAtSending(intakeForm).map((section, index) => {
    const toDo = firstHalf.includes(section) ? 'to-do' : 'optional'
    return sectionStatusWording[index < 2 ? 'done' : toDo][language]
  })
  expect(await readTaskStatuses(first, language)).toEqual(expected)
  await pressButton(first, resumeWording.giveCode[language])
  await first.waitForURL(pageUrl(language, '/intake/resume-code/'))
  const code = await readPageSlot(first, 'code')

  const second = await openPage({ javaScriptEnabled: false })
  await second.goto(pageUrl(language, '/intake/'))
  await second.getByRole('main').getByRole('link', { name: codePageWording.title[language] }).click()
  await second.locator('#code').fill('0000-0000-0000-0000')
  await chooseDevice(second, 'own')
  await pressButton(second, resumeWording.open[language])
  await second.locator('.govuk-error-summary').waitFor()
  expect(await second.locator('#code-error').textContent()).toContain(codeProblemWording.unknown[language])
  expect(await listCookieNames(second)).toEqual([])
  // As it may have been written down.
  await second.locator('#code').fill(code.toLowerCase().replaceAll('-', ' '))
  await pressButton(second, resumeWording.open[language])
  await second.waitForURL(pageUrl(language, '/intake/tasks/'))
  expect(await second.locator('.tasks__status').allTextContents()).toEqual(expected)
  await second.goto(pageUrl(language, '/intake/you/'))
  expect(await second.locator('#legalName').inputValue()).toBe(fields.legalName?.[0])
}

async function deleteDraftEverywhere(language: Language): Promise<void> {
  const page = await openPage()
  await adoptVisitorCookie(page, await saveExampleDraft({ ...fields, device: ['own'] }))
  await page.goto(pageUrl(language, '/intake/tasks/'))
  await pressButton(page, resumeWording.giveCode[language])
  await page.waitForURL(pageUrl(language, '/intake/resume-code/'))
  const code = await readPageSlot(page, 'code')
  await page.getByRole('link', { name: resumeWording.backToTasks[language] }).press('Enter')
  await page.getByRole('link', { name: resumeWording.deleteLink[language] }).press('Enter')
  await pressButton(page, resumeWording.deleteNow[language])
  await page.waitForURL(pageUrl(language, '/intake/deleted/'))
  expect(await listCookieNames(page)).toEqual([])
  await page.goto(pageUrl(language, '/intake/you/'))
  expect(await page.locator('#legalName').inputValue()).toBe('')
  await page.goto(pageUrl(language, '/intake/resume/'))
  await page.locator('#code').fill(code)
  await chooseDevice(page, 'own')
  await pressButton(page, resumeWording.open[language])
  await page.locator('.govuk-error-summary').waitFor()
  expect(await page.locator('#code-error').isVisible()).toBe(true)
  expect(await listCookieNames(page)).toEqual([])
}

async function leaveSharedDevice(language: Language): Promise<void> {
  const page = await openPage()
  const away = leaveTo[language]
  await page.route(`${away}**`, (route) => route.fulfill({ body: '<title>Weather</title>' }))
  await fillFirstPages(page, language, 'shared')
  await page.goto(pageUrl(language, '/intake/tasks/'))
  expect(await page.locator('[data-slot="shared"]').isVisible()).toBe(true)
  expect(await page.locator('[data-slot="resume"]').isVisible()).toBe(false)
  const [draft] = await page.context().cookies()
  // It goes with the browser.
  expect(draft?.expires).toBe(-1)
  await page.goto(pageUrl(language, '/intake/check/'))
  expect(await page.locator('link[rel="icon"]').count()).toBe(0)

  await page.locator('.govuk-exit-this-page__button').press('Enter')
  await page.waitForURL(away)
  await expect.poll(() => listCookieNames(page), { timeout: LONGEST_WAIT_MS }).toEqual([])
  // Whoever copied the cookie finds nothing either.
  if (draft) await page.context().addCookies([draft])
  await page.goto(pageUrl(language, '/intake/tasks/'))
  expect(await page.locator('h1').textContent()).toBe(errorPageWordingByStatus[410].title[language])
  const plain = filledPageWording.discreetTitle[language]
  // The first page cannot know yet; the leave button takes the place of the last.
  const [firstTitle, ...titles] = await readHistoryTitles(page)
  expect(firstTitle).toContain(startSection.title[language])
  expect(new Set(titles)).toEqual(new Set([plain, 'Weather']))
}

async function leaveOwnDevice(language: Language): Promise<void> {
  const page = await openPage()
  await page.route(`${leaveTo[language]}**`, (route) => route.fulfill({ body: 'weather' }))
  await fillFirstPages(page, language, 'own')
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
  await page.waitForURL(leaveTo[language])
  await page.goto(pageUrl(language, '/intake/you/'))
  expect(await page.locator('#legalName').inputValue()).toBe(fields.legalName?.[0])
}

async function resumeOnSharedDevice(language: Language): Promise<void> {
  const draft = await saveExampleDraft({ ...fields, device: ['own'] })
  const own = await openPage()
  await adoptVisitorCookie(own, draft)
  await own.goto(pageUrl(language, '/intake/tasks/'))
  await pressButton(own, resumeWording.giveCode[language])
  const code = await readPageSlot(own, 'code')

  const shared = await openPage()
  await shared.route(`${leaveTo[language]}**`, (route) => route.fulfill({ body: 'weather' }))
  await shared.goto(pageUrl(language, '/intake/resume/'))
  await shared.locator('#code').fill(code)
  await pressButton(shared, resumeWording.open[language])
  // Nothing is stored on a device before it is known whose it is, but for the sealed page that came back.
  await shared.locator('#device-error').waitFor()
  expect(await listCookieNames(shared)).toEqual([])
  await chooseDevice(shared, 'shared')
  await pressButton(shared, resumeWording.open[language])
  await shared.waitForURL(pageUrl(language, '/intake/tasks/'))
  expect(await shared.title()).toBe(filledPageWording.discreetTitle[language])
  expect(await shared.locator('[data-slot="shared"]').textContent()).toContain(
    resumeWording.sharedCode[language],
  )
  await shared.locator('.govuk-exit-this-page__button').press('Enter')
  await shared.waitForURL(leaveTo[language])
  await expect.poll(() => listCookieNames(shared), { timeout: LONGEST_WAIT_MS }).toEqual([])

  // The draft moved to the browser that resumed it, and is now behind its code only.
  await own.goto(pageUrl(language, '/intake/you/'))
  expect(await own.locator('#legalName').inputValue()).toBe('')
  await own.goto(pageUrl(language, '/intake/resume/'))
  await own.locator('#code').fill(code)
  await chooseDevice(own, 'own')
  await pressButton(own, resumeWording.open[language])
  await own.waitForURL(pageUrl(language, '/intake/tasks/'))
  await own.goto(pageUrl(language, '/intake/you/'))
  expect(await own.locator('#legalName').inputValue()).toBe(fields.legalName?.[0])
}
