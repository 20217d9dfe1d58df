import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { chooseCases } from '../support/explored-cases.ts'
import { openPage } from './open-page.ts'
import { fillSection, pageUrl, pressSaveAndContinue } from './page-actions.ts'

const path = '/intake/how-you-come/'
const url = pageUrl('en', path)

/** Opens a page, with another site to leave to. */
async function openFormPage(at = url): Promise<Page> {
  const page = await openPage()
  await page.route('https://weather.gc.ca/**', (route) => route.fulfill({ body: 'weather' }))
  await page.goto(at)
  await page.waitForLoadState()
  return page
}

/** Follows a link away from the page, and tells whether the browser asked first; stays if it did. */
async function isAskedOnLeaving(page: Page): Promise<boolean> {
  // The script that asks has run by then.
  await page.waitForLoadState()
  let isAsked = false
  page.once('dialog', (dialog) => {
    isAsked = true
    void dialog.dismiss()
  })
  // A dismissed question cancels the navigation.
  const ended = page.waitForURL(/:\d+\/(fr\/)?$/).catch(() => undefined)
  await page.getByRole('link', { name: 'Lantern Street' }).click({ noWaitAfter: true })
  await ended
  page.removeAllListeners('dialog')
  return isAsked
}

/** What a parent does on the page before leaving it, and whether anything on it is not saved then. */
const cases: Readonly<Record<string, { act: (page: Page) => Promise<unknown>; asks: boolean }>> = {
  nothing: { act: async () => {}, asks: false },
  'a press of a key that writes nothing': { act: (page) => page.keyboard.press('Shift'), asks: false },
  'a small letter': { act: (page) => page.locator('#background').pressSequentially('a'), asks: true },
  'a capital letter, which takes the Shift key': {
    act: async (page) => {
      await page.locator('#background').focus()
      await page.keyboard.down('Shift')
      await page.keyboard.press('A')
      await page.keyboard.up('Shift')
    },
    asks: true,
  },
  'Shift twice, and then more text': {
    act: async (page) => {
      await page.locator('#background').pressSequentially('a')
      for (let presses = 0; presses < 2; presses++) await page.keyboard.press('Shift')
    },
    asks: true,
  },
  'a word written and removed again': {
    act: async (page) => {
      await page.locator('#background').fill('word')
      await page.locator('#background').fill('')
    },
    asks: false,
  },
  'a radio button chosen': {
    act: (page) => page.locator('input[name="parentingDocument"]').first().check(),
    asks: true,
  },
  'text that was pasted by the browser without an event': {
    act: (page) =>
      page.locator('#background').evaluate((area) => {
        ;(area as HTMLTextAreaElement).value = 'restored'
      }),
    asks: true,
  },
}

/** A letter that needs a key which alone asks nothing, nothing at all, and text that no event tells of. */
const quickCases = [
  'nothing',
  'a capital letter, which takes the Shift key',
  'text that was pasted by the browser without an event',
]

it.each(chooseCases(Object.keys(cases), (name) => quickCases.includes(name)))(
  'asks before leaving only if something is not saved: %s',
  async (name) => {
    const page = await openFormPage()
    const { act, asks } = cases[name] ?? {}
    // Browsers ask only where somebody did something.
    await page.locator('h1').click()
    await act?.(page)
    expect(await isAskedOnLeaving(page)).toBe(asks)
  },
)

it('asks on a page that came back with mistakes, also when nothing was typed since', async () => {
  const page = await openFormPage(pageUrl('en', '/intake/you/'))
  await page.locator('#legalName').fill('Sam')
  await pressSaveAndContinue(page, 'en')
  await page.locator('[data-slot="problem-list"] a').first().waitFor()
  await page.locator('h1').click()
  expect(await isAskedOnLeaving(page)).toBe(true)
  await fillSection(page, youSection, intakeExamples.byOneParent.fields)
  await pressSaveAndContinue(page, 'en')
  await page.waitForURL(pageUrl('en', '/intake/reaching-you/'))
  await page.locator('h1').click()
  expect(await isAskedOnLeaving(page)).toBe(false)
})

it.each(chooseCases([true, false], (scripts) => scripts))(
  'keeps what is typed when the language is switched (scripts: %s)',
  async (javaScriptEnabled) => {
    const page = await openPage({ javaScriptEnabled })
    await page.goto(pageUrl('en', '/intake/children/0abc/?then=check'))
    await page.locator('#childName').fill('Noa')
    await page.locator('#childBirthDate-day').fill('99')
    page.once('dialog', () => expect.fail('No question stands between a parent and their language'))
    await page.getByRole('button', { name: 'Français' }).click()
    await page.waitForURL(pageUrl('fr', '/intake/children/0abc/?then=check'))
    expect(await page.locator('#childName').inputValue()).toBe('Noa')
    expect(await page.locator('#childBirthDate-day').inputValue()).toBe('99')
    expect(await page.locator('html').getAttribute('lang')).toBe('fr-CA')
    page.removeAllListeners('dialog')
    if (javaScriptEnabled) {
      await page.locator('h1').click()
      expect(await isAskedOnLeaving(page)).toBe(true)
    }
    // The key Enter saves, and does not switch the language back.
    await page.locator('#childBirthDate-day').fill('')
    await page.locator('#childName').press('Enter')
    await page.waitForURL(pageUrl('fr', '/intake/children/?then=check'))
    expect(await page.locator('[data-slot="items"]').innerText()).toContain('Noa')
  },
)

it.each(['the button', 'Shift three times'])('never asks whoever leaves in a hurry, by %s', async (way) => {
  for (const mistaken of chooseCases([false, true], (mistakes) => mistakes)) {
    const page = await openFormPage(pageUrl('en', '/intake/you/'))
    await page.locator('#legalName').pressSequentially('Sam')
    if (mistaken) {
      await pressSaveAndContinue(page, 'en')
      await page.locator('[data-slot="problem-list"] a').first().waitFor()
      await page.waitForLoadState()
    }
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    if (way === 'the button') await page.getByText('Leave this page').click({ noWaitAfter: true })
    else for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
    await page.waitForURL('https://weather.gc.ca/')
    expect(asked).toEqual([])
  }
})

it.each(chooseCases([true, false], (scripts) => scripts))(
  'says that the browser keeps no cookie, beside what was typed (scripts: %s)',
  async (javaScriptEnabled) => {
    const page = await openPage({ javaScriptEnabled })
    await page.goto(url)
    await page.context().clearCookies()
    await page.locator('#background').fill('Everything I wrote')
    await pressSaveAndContinue(page, 'en')
    await page.getByText(formNoticeWording.noCookie.en.slice(0, 40)).waitFor()
    expect(await page.locator('#background').inputValue()).toBe('Everything I wrote')
    expect(page.url()).toBe(url)
  },
)
