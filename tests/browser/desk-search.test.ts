import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { shellWording } from '../../desk/client/wording.ts'
import { buildHitCountWording, searchWording } from '../../desk/search/wording.ts'
import type { Language } from '../../forms/language.ts'
import { createQuickAccessibilityCheck, openPageWithAxe } from './accessibility-check.ts'
import { administrator, DESK_VIEWPORT, openFileAtDesk } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

const fieldOf = (page: Page) => page.getByRole('searchbox', { name: searchWording.label[language] })
const hitsOf = (page: Page) =>
  page.getByRole('list', { name: searchWording.results[language] }).getByRole('link')

/** Sends an intake of two people, whose first names nobody else has: their files are related to no other. */
async function sendFamily() {
  const word = [...crypto.getRandomValues(new Uint8Array(9))]
    .map((byte) => String.fromCharCode(97 + (byte % 26)))
    .join('')
  const reference = await sendIntakeAndReadReference({
    ...createRandomFamilyFields(intakeExamples.byOneParent.fields),
    ...{ legalName: [`${word} Zoé-Ümit`], usedName: [''], otherName: [`O’${word} Ann`] },
  })
  return { reference, word }
}

it('finds a file by keyboard alone, tells how many, and leaves nothing in the address or on the page', async () => {
  const { reference, word } = await sendFamily()
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })

  await page.keyboard.press('/')
  await page.keyboard.type(`${word.slice(0, 6).toUpperCase()} zoe`)
  expect(await fieldOf(page).inputValue()).toBe(`${word.slice(0, 6).toUpperCase()} zoe`)
  await page.keyboard.press('Enter')
  await page.getByText(buildHitCountWording(1, false)[language], { exact: true }).waitFor()
  expect(await hitsOf(page).textContent()).toContain(`${reference} ${word} Zoé-Ümit et O’${word} Ann`)
  expect(page.url()).toBe(pageUrl(language, '/desk/'))

  await page.keyboard.press('ArrowDown')
  expect(await hitsOf(page).evaluate((link) => link === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  expect(await fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true)
  const left = await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    return [document.querySelectorAll('.search__results').length, document.querySelector('input')?.value]
  })
  expect(left).toEqual([0, ''])

  await fieldOf(page).fill('nobody has this name')
  await page.keyboard.press('Enter')
  await page.getByText(searchWording.none[language]).waitFor()
  await page.keyboard.press('Escape')
  expect(await fieldOf(page).inputValue()).toBe('')

  await fieldOf(page).fill(reference)
  await page.keyboard.press('Enter')
  await hitsOf(page).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(pageUrl(language, `/desk/files/${reference}/`))
  const state = await page.evaluate(() =>
    JSON.stringify([history.state, document.title, { ...localStorage }]),
  )
  expect(state).not.toContain(word)
})

it('shows names in the list, in a file and in what was found, unless they are hidden on this device', async () => {
  const { reference, word } = await sendFamily()
  const page = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(page, reference, language)
  const names = page.locator('.people', { hasText: word })
  await names.first().waitFor()
  expect(await page.title()).not.toContain(word)

  const hide = page.getByRole('button', { name: shellWording.hideNames[language] })
  await hide.press('Enter')
  expect(await hide.getAttribute('aria-pressed')).toBe('true')
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  await page.getByRole('link', { name: reference }).first().waitFor()
  await fieldOf(page).fill(word)
  await page.keyboard.press('Enter')
  await hitsOf(page).waitFor()
  expect(await names.count()).toBe(0)

  await hide.press('Enter')
  await expect.poll(() => names.count()).toBe(2)
})

it('fits a narrow screen and has no barrier that axe finds', async () => {
  const { word } = await sendFamily()
  const page = await openPageWithAxe()
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  await fieldOf(page).fill(word)
  await page.keyboard.press('Enter')
  await hitsOf(page).waitFor()
  await createQuickAccessibilityCheck()(page)
})
