import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { howYouCome } from '../../content/forms/intake/how-you-come.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { start } from '../../content/forms/intake/start.ts'
import { you } from '../../content/forms/intake/you.ts'
import { comeBack } from '../../content/intake/resume.ts'
import { practice } from '../../content/practice.ts'
import { errorPages } from '../../content/site/error-pages.ts'
import { codeProblems, statuses, words } from '../../content/site/wording.ts'
import { type Language, languages } from '../../forms/language.ts'
import { steps } from '../../forms/progress.ts'
import {
  addressOf,
  fillSection,
  openBrowser,
  press,
  pressSave,
  saveDraft,
  slot,
  takeOver,
} from './page-actions.ts'

const visitor = openBrowser()
const { fields } = intakeExamples.byOneParent

/** The first three pages, on a device of one's own or not. */
async function fillFirstPages(page: Page, language: Language, device: 'own' | 'shared') {
  await page.goto(addressOf(language, '/intake/start/'))
  for (const section of [start, howYouCome, you]) {
    await page.waitForURL(addressOf(language, `/intake/${section.slug}/`))
    await fillSection(page, section, { ...fields, device: [device] })
    await pressSave(page, language)
  }
  await page.waitForURL(addressOf(language, '/intake/reaching-you/'))
}

/** What the list of the parts says of each, in order. */
const stand = async (page: Page, language: Language) => {
  await page.goto(addressOf(language, '/intake/tasks/'))
  return page.locator('.tasks__status').allTextContents()
}

const chooseDevice = (page: Page, device: 'own' | 'shared') =>
  page.locator(`[name="device"][value="${device}"]`).press('Space')

const cookieNames = async (page: Page) => (await page.context().cookies()).map(({ name }) => name)

/** The titles in the history of a page, as whoever picks up the device next finds them. */
async function titlesInHistory(page: Page): Promise<string[]> {
  const history = await page.context().newCDPSession(page)
  const { entries } = await history.send('Page.getNavigationHistory')
  return entries.filter(({ url }) => url.startsWith('http')).map(({ title }) => title)
}

for (const language of languages) {
  it(`goes on from another browser with a code, in ${language}, and from nowhere with a wrong one`, async () => {
    const first = await visitor()
    await fillFirstPages(first, language, 'own')
    const expected = steps(intake).map((_, index) => statuses[index < 3 ? 'done' : 'to-do'][language])
    expect(await stand(first, language)).toEqual(expected)
    await press(first, comeBack.giveCode[language])
    await first.waitForURL(addressOf(language, '/intake/resume-code/'))
    const code = await slot(first, 'code')

    const second = await visitor({ javaScriptEnabled: false })
    await second.goto(addressOf(language, '/intake/'))
    await second.getByRole('link', { name: comeBack.haveCode[language] }).click()
    await second.locator('#code').fill('0000-0000-0000-0000')
    await chooseDevice(second, 'own')
    await press(second, comeBack.open[language])
    await second.locator('.govuk-error-summary').waitFor()
    expect(await second.locator('#code-error').textContent()).toContain(codeProblems.unknown[language])
    expect(await cookieNames(second)).toEqual([])
    // As it may have been written down.
    await second.locator('#code').fill(code.toLowerCase().replaceAll('-', ' '))
    await press(second, comeBack.open[language])
    await second.waitForURL(addressOf(language, '/intake/tasks/'))
    expect(await second.locator('.tasks__status').allTextContents()).toEqual(expected)
    await second.goto(addressOf(language, '/intake/you/'))
    expect(await second.locator('#legalName').inputValue()).toBe(fields.legalName?.[0])
  })

  it(`deletes what was typed when asked to, in ${language}: here, elsewhere and behind its code`, async () => {
    const page = await visitor()
    await takeOver(page, await saveDraft({ ...fields, device: ['own'] }))
    await page.goto(addressOf(language, '/intake/tasks/'))
    await press(page, comeBack.giveCode[language])
    await page.waitForURL(addressOf(language, '/intake/resume-code/'))
    const code = await slot(page, 'code')
    await page.getByRole('link', { name: comeBack.backToTasks[language] }).press('Enter')
    await page.getByRole('link', { name: comeBack.deleteLink[language] }).press('Enter')
    await press(page, comeBack.deleteNow[language])
    await page.waitForURL(addressOf(language, '/intake/deleted/'))
    expect(await cookieNames(page)).toEqual([])
    await page.goto(addressOf(language, '/intake/you/'))
    expect(await page.locator('#legalName').inputValue()).toBe('')
    await page.goto(addressOf(language, '/intake/resume/'))
    await page.locator('#code').fill(code)
    await chooseDevice(page, 'own')
    await press(page, comeBack.open[language])
    await page.locator('.govuk-error-summary').waitFor()
    expect(await page.locator('#code-error').isVisible()).toBe(true)
    expect(await cookieNames(page)).toEqual([])
  })

  it(`leaves nothing of a form on a shared device that is left in a hurry, in ${language}`, async () => {
    const page = await visitor()
    const away = practice.leaveTo[language]
    await page.route(`${away}**`, (route) => route.fulfill({ body: '<title>Weather</title>' }))
    await fillFirstPages(page, language, 'shared')
    await page.goto(addressOf(language, '/intake/tasks/'))
    expect(await page.locator('[data-slot="shared"]').isVisible()).toBe(true)
    expect(await page.locator('[data-slot="resume"]').isVisible()).toBe(false)
    const [draft] = await page.context().cookies()
    // It goes with the browser.
    expect(draft?.expires).toBe(-1)
    await page.goto(addressOf(language, '/intake/check/'))
    expect(await page.locator('link[rel="icon"]').count()).toBe(0)

    await page.locator('.govuk-exit-this-page__button').press('Enter')
    await page.waitForURL(away)
    await expect.poll(() => cookieNames(page)).toEqual([])
    // Whoever kept the cookie finds nothing either.
    if (draft) await page.context().addCookies([draft])
    await page.goto(addressOf(language, '/intake/tasks/'))
    expect(await page.locator('h1').textContent()).toBe(errorPages[410].title[language])
    const plain = words.discreetTitle[language]
    // The first page cannot know yet; the leave button takes the place of the last.
    const [asked, ...titles] = await titlesInHistory(page)
    expect(asked).toContain(start.title[language])
    expect(new Set(titles)).toEqual(new Set([plain, 'Weather']))
  })
}

it('keeps what was saved on a device of one’s own that is left in a hurry', async () => {
  const page = await visitor()
  await page.route(`${practice.leaveTo.en}**`, (route) => route.fulfill({ body: 'weather' }))
  await fillFirstPages(page, 'en', 'own')
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
  await page.waitForURL(practice.leaveTo.en)
  await page.goto(addressOf('en', '/intake/you/'))
  expect(await page.locator('#legalName').inputValue()).toBe(fields.legalName?.[0])
})

it('offers no code on a shared device that came back with one, and lets go of it there only', async () => {
  const draft = await saveDraft({ ...fields, device: ['own'] })
  const own = await visitor()
  await takeOver(own, draft)
  await own.goto(addressOf('en', '/intake/tasks/'))
  await press(own, comeBack.giveCode.en)
  const code = await slot(own, 'code')

  const shared = await visitor()
  await shared.route(`${practice.leaveTo.en}**`, (route) => route.fulfill({ body: 'weather' }))
  await shared.goto(addressOf('en', '/intake/resume/'))
  await shared.locator('#code').fill(code)
  await press(shared, comeBack.open.en)
  // Nothing is kept on a device before it is known whose it is.
  await shared.locator('#device-error').waitFor()
  expect(await cookieNames(shared)).toEqual([])
  await chooseDevice(shared, 'shared')
  await press(shared, comeBack.open.en)
  await shared.waitForURL(addressOf('en', '/intake/tasks/'))
  expect(await shared.title()).toBe(words.discreetTitle.en)
  expect(await shared.locator('[data-slot="resume"]').isVisible()).toBe(false)
  await shared.locator('.govuk-exit-this-page__button').press('Enter')
  await shared.waitForURL(practice.leaveTo.en)
  await expect.poll(() => cookieNames(shared)).toEqual([])

  await own.goto(addressOf('en', '/intake/you/'))
  expect(await own.locator('#legalName').inputValue()).toBe(fields.legalName?.[0])
})
