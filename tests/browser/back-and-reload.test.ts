import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { leaveTo } from '../../content/practice.ts'
import { codePageWording } from '../../content/site/code-page-wording.ts'
import { siteWording } from '../../content/site/wording.ts'
import { languages, type Wording } from '../../forms/language.ts'
import { chooseCases } from '../support/explored-cases.ts'
import { openPage } from './open-page.ts'
import {
  adoptVisitorCookie,
  fillAndSendFirstHalf,
  pageUrl,
  pressButton,
  pressSaveAndContinue,
  readPageSlot,
  saveExampleDraft,
} from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'
import { LONGEST_WAIT_MS } from './wait-for.ts'

const you = pageUrl('en', '/intake/you/')

describe.each(chooseCases([true, false], (scripts) => scripts))(
  'with JavaScript: %s',
  (javaScriptEnabled) => {
    it('a page with a mistake can be reloaded, left and gone back to, with what was typed and what is wrong', async () => {
      const page = await openPage({ javaScriptEnabled })
      page.on('dialog', (dialog) => void dialog.accept())
      await adoptVisitorCookie(page, await saveExampleDraft(intakeExamples.byOneParent.fields))
      await page.goto(you)
      await page.locator('#legalName').fill('Kanari')
      await page.locator('#birthDate-day').fill('99')
      const methods: string[] = []
      page.on('request', (request) => {
        if (request.isNavigationRequest()) methods.push(request.method())
      })
      await pressSaveAndContinue(page, 'en')
      const expectReturned = async () => {
        await page.locator('.govuk-error-summary').waitFor()
        expect(await page.locator('#legalName').inputValue()).toBe('Kanari')
        expect(await page.title()).toMatch(/^Error/)
      }
      await expectReturned()
      expect(methods).toEqual(['POST', 'GET'])
      await page.reload()
      await expectReturned()
      await page.goto(pageUrl('en', '/'))
      await page.goBack()
      await expectReturned()
      await page.goBack()
      expect(page.url()).toBe(you)
      // Nothing was sent again: the browser only ever got pages.
      expect(methods.filter((method) => method === 'POST')).toHaveLength(1)
    })

    it('a wrong code can be reloaded and gone back to', async () => {
      const page = await openPage({ javaScriptEnabled })
      await page.goto(pageUrl('en', '/code/'))
      await page.locator('#code').fill('kanari')
      await pressButton(page, resumeWording.open.en)
      await page.locator('.govuk-error-summary').waitFor()
      await page.reload()
      expect(await page.locator('#code').inputValue()).toBe('kanari')
      await page.locator('.govuk-error-summary').waitFor()
    })
  },
)

it('going back after sending says that the form was sent, and offers another', async () => {
  const page = await openPage()
  await sendIntakeAndOpenConfirmation(page, createRandomFamilyFields(intakeExamples.byOneParent.fields), 'en')
  for (const path of ['/intake/check/', '/intake/you/', '/intake/start/']) {
    await page.goto(pageUrl('en', path))
    expect(page.url()).toBe(pageUrl('en', '/intake/sent/'))
    expect(await page.locator('h1').textContent()).toBe(siteWording.sentTitle.en)
  }
  await page.getByRole('link', { name: siteWording.another.en }).click()
  await page.waitForURL(pageUrl('en', '/intake/start/?another'))
})

it('leaving the confirmation shows no code to whoever goes back, on a device of one’s own', async () => {
  const page = await openPage()
  await page.route(`${leaveTo.en}**`, (route) => route.fulfill({ body: 'weather' }))
  await sendIntakeAndOpenConfirmation(page, createRandomFamilyFields(intakeExamples.byOneParent.fields), 'en')
  const code = await readPageSlot(page, 'code')
  expect(code).toMatch(/^A-/)
  await page.locator('.govuk-exit-this-page__button').press('Enter')
  await page.waitForURL(leaveTo.en)
  await page.goBack()
  // The entry of the page leads home now, and the address shows the code no more.
  await page.waitForURL(pageUrl('en', '/'))
  expect(await page.content()).not.toContain(code)
  const isShown = async () =>
    (await page.context().cookies()).some(({ value }) => value.includes('.own.shown.'))
  await expect.poll(isShown, { timeout: LONGEST_WAIT_MS }).toBe(true)
  await page.goto(pageUrl('en', '/intake/sent/'))
  await page.locator('[data-slot="code-gone"]').waitFor()
  expect(await page.content()).not.toContain(code)
})

it.each(chooseCases([360, 320], (width) => width === 320))(
  'a code stands on one line, with a button to copy it, on a phone of %s px',
  async (width) => {
    const page = await openPage({
      viewport: { width, height: 700 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await sendIntakeAndOpenConfirmation(
      page,
      createRandomFamilyFields(intakeExamples.byOneParent.fields),
      'en',
    )
    const shown = page.locator('#shown-code')
    const lines = await shown.evaluate((element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
    })
    expect(lines).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await pressButton(page, codePageWording.copy.en)
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(await shown.textContent())
  },
)

const readStartButtons = (page: Page) => page.locator('.next .govuk-button').allInnerTexts()
const listReadableCookies = (page: Page) => page.evaluate(() => document.cookie)

it.each(languages)(
  'the page before the form says whether it is started or continued here, in %s',
  async (language) => {
    const page = await openPage({ javaScriptEnabled: true })
    await page.route(`${leaveTo[language]}**`, (route) => route.fulfill({ body: 'weather' }))
    const start = pageUrl(language, '/intake/')
    const expectButtons = async (name: Wording) => {
      await page.goto(start)
      expect(new Set(await readStartButtons(page))).toEqual(new Set([name[language]]))
    }
    const saveStart = async (device: string) => {
      await page.goto(pageUrl(language, '/intake/start/'))
      await page.locator(`[name="device"][value="${device}"]`).check()
      await page.locator('[name="route"]').first().check()
      await pressSaveAndContinue(page, language)
      await page.waitForURL(pageUrl(language, '/intake/you/'))
    }
    await expectButtons(siteWording.start)
    await saveStart('own')
    await expectButtons(siteWording.continue)
    // A script reads nothing but that a draft is there.
    expect(await listReadableCookies(page)).toBe('__Host-intake-open=1')
    await page.locator('.next .govuk-button').first().click()
    await page.waitForURL(pageUrl(language, '/intake/tasks/'))

    // Left in a hurry, the page tells of nothing, until it is saved again.
    await page.locator('.govuk-exit-this-page__button').press('Enter')
    await page.waitForURL(leaveTo[language])
    await expectButtons(siteWording.start)
    expect(await listReadableCookies(page)).toBe('')
    await saveStart('own')
    await expectButtons(siteWording.continue)

    // Nor on a device that somebody else uses too.
    await saveStart('shared')
    await expectButtons(siteWording.start)
    expect(await listReadableCookies(page)).toBe('')
    await saveStart('own')
    await expectButtons(siteWording.continue)
    await page.goto(pageUrl(language, '/intake/delete/'))
    await page.locator('main form button').first().click()
    await page.waitForURL(pageUrl(language, '/intake/deleted/'))
    await expectButtons(siteWording.start)
  },
)

it('the page before the form says after sending that another is started, also from the browser’s memory', async () => {
  const page = await openPage()
  await page.goto(pageUrl('en', '/intake/'))
  expect(await readStartButtons(page)).toContain(siteWording.start.en)
  await page.goto(pageUrl('en', '/intake/start/'))
  await page.locator('[name="device"][value="own"]').check()
  await page.locator('[name="route"]').first().check()
  await pressSaveAndContinue(page, 'en')
  await page.waitForURL(pageUrl('en', '/intake/you/'))
  await page.goBack()
  await page.goBack()
  await page.waitForURL(pageUrl('en', '/intake/'))
  await expect.poll(() => readStartButtons(page)).toContain(siteWording.continue.en)
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  await fillAndSendFirstHalf(page, fields, 'en', intakeForm)
  await page.goto(pageUrl('en', '/intake/'))
  expect(new Set(await readStartButtons(page))).toEqual(new Set([siteWording.start.en]))
})

it('the page before the form leads to what this browser holds, which it continues', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(pageUrl('en', '/intake/'))
  await page.getByRole('link', { name: siteWording.startOrContinue.en, exact: true }).first().click()
  await page.waitForURL(pageUrl('en', '/intake/start/'))
  await adoptVisitorCookie(page, await saveExampleDraft(intakeExamples.byOneParent.fields, ['start']))
  await page.goto(pageUrl('en', '/intake/'))
  await page.getByRole('link', { name: siteWording.startOrContinue.en, exact: true }).first().click()
  await page.waitForURL(pageUrl('en', '/intake/tasks/'))
  await page.getByRole('link', { name: siteWording.continue.en, exact: true }).click()
  await page.waitForURL(pageUrl('en', '/intake/you/'))
})
