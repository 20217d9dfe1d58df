import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { shellWording } from '../../desk/client/wording.ts'
import { numbersWording } from '../../desk/numbers/wording.ts'
import type { Language } from '../../forms/language.ts'
import { administrator, DESK_VIEWPORT } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

it('shows the numbers from the rail, and gives an administrator the spreadsheet', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  await page.getByRole('link', { name: shellWording.numbers[language], exact: true }).click()
  await page.getByRole('heading', { level: 2, name: numbersWording.load[language] }).waitFor()
  expect(page.url()).toBe(pageUrl(language, '/desk/numbers/'))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: numbersWording.download[language] }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^numbers-\d{4}-\d\d-\d\d\.csv$/)
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^\ufeff"Ce qui est compté";/)
})

it('offers no spreadsheet to anybody else, who sees no load but their own', async () => {
  const colleague = practice.coordinators.find((one) => !one.administrator)
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, colleague?.name ?? '')
  await page.goto(pageUrl(language, '/desk/numbers/'))
  await page.getByRole('rowheader', { name: colleague?.name ?? '' }).waitFor()
  expect(await page.getByRole('link', { name: numbersWording.download[language] }).count()).toBe(0)
  const shown = await page.locator('#desk').textContent()
  for (const { id, name } of practice.coordinators)
    if (id !== colleague?.id) expect(shown).not.toContain(name)
})
