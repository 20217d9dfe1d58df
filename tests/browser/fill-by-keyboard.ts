import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { createKeyboard } from './keyboard-actions.ts'
import { pageUrl } from './page-actions.ts'

/** How each route is chosen from the first of three, and the question it opens on the same page. */
export const routeChoices = {
  consent: { keys: ['Space'], opens: undefined, answer: [] },
  'court-order': { keys: ['ArrowDown'], opens: '#orderCourt', answer: [...'Cour'] },
  'one-parent': { keys: ['ArrowDown', 'ArrowDown'], opens: undefined, answer: [] },
} as const

/** From the start page to the confirmation with few answers, one mistake, and one child too many. */
export async function fillByKeyboard(page: Page, language: Language, route: keyof typeof routeChoices) {
  const { press, tabTo, typeInto, enter, focusIsOn } = createKeyboard(page)
  const at = (path: string) => page.waitForURL(pageUrl(language, `/intake/${path}`))
  const save = () => enter('main form button:not([value="remove"])')
  await enter(`a[href="${localisePath(language, '/intake/begin/')}"]`)

  await at('start/')
  await enter('.govuk-skip-link')
  await tabTo('#device')
  await press('Space')
  const { keys, opens, answer } = routeChoices[route]
  await tabTo('#route')
  if (opens) expect(await page.locator(opens).isVisible()).toBe(false)
  for (const key of keys) await press(key)
  expect(await page.locator(`[name="route"][value="${route}"]`).isChecked()).toBe(true)
  if (opens) await tabTo(opens)
  for (const key of answer) await press(key)
  await save()

  await at('you/')
  await tabTo('#province')
  await press('Space')
  // Back to what was passed over; Shift alone, three times, would leave the page.
  await tabTo('#legalName', 'Shift+Tab')
  await page.keyboard.type('Jo Fairweather')
  await save()

  await at('reaching-you/')
  await typeInto('#phone', '555 01')
  await save()
  // Not a whole number: the summary has the focus, and its link leads to the field, which keeps what was typed.
  await page.locator('.govuk-error-summary:focus').waitFor()
  expect(await page.title()).toContain(filledPageWording.errorPrefix[language])
  await press('Tab')
  await press('Enter')
  expect(await focusIsOn('#phone')).toBe(true)
  expect(await page.locator('#phone').inputValue()).toBe('555 01')
  await press('End')
  await press('Backspace', 6)
  await page.keyboard.type('613 555 0188')
  await tabTo('#phoneSafe')
  await press('Space')
  await save()

  await at('other-parent/')
  await typeInto('#otherName', 'Lee Marsh')
  await press('Enter')

  await at('children/')
  for (const name of ['Robin', 'Nobody']) {
    await enter('[value="add"]')
    await page.waitForURL(/\/intake\/children\/\w+\/$/)
    await typeInto('#childName', name)
    // Enter in a field saves, and does not remove.
    await press('Enter')
    await at('children/')
  }
  await enter('.items li:nth-child(2) a')
  await page.waitForURL(/\/intake\/children\/\w+\/$/)
  await enter('details.remove > summary')
  await enter('details.remove [value="remove"]')
  await at('children/')
  expect(await page.locator('.items li').allTextContents()).toEqual([expect.stringContaining('Robin')])
  await enter('[value="continue"]')

  await at('safety/')
  await tabTo('#worried')
  await press('ArrowDown')
  await save()

  // Enough to send; a page of the rest may come first.
  await at('check/')
  await enter(`a[href$="/intake/tasks/#second-half"]`)
  await page.waitForURL(/\/intake\/tasks\/#second-half$/)
  await enter(`a[href="${localisePath(language, '/intake/before-you-send/')}"]`)
  await at('before-you-send/')
  await tabTo('#heardOfUs')
  await press('Space')
  await save()

  await at('check/')
  await tabTo('#declared')
  await press('Space')
  await enter('main form button')
  await at('sent/')
}
