import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chooseCases } from '../support/explored-cases.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressSaveAndContinue } from './page-actions.ts'

const DOCUMENTS = pageUrl('en', '/intake/documents/')
const NEEDS = pageUrl('en', '/intake/what-you-need/')

const tick = (page: Page, name: string, value: string) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check()
const listChecked = (page: Page, name: string) =>
  page
    .locator(`input[name="${name}"]:checked`)
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))

describe('an option that stands alone', () => {
  it('unticks the others when it is ticked, and is unticked by them', async () => {
    const page = await openPage()
    await page.goto(DOCUMENTS)
    await tick(page, 'tried', 'court')
    await tick(page, 'tried', 'mediation')
    expect(await page.locator('#triedOutcome').isVisible()).toBe(true)
    await tick(page, 'tried', 'nothing')
    expect(await listChecked(page, 'tried')).toEqual(['nothing'])
    expect(await page.locator('#triedOutcome').isVisible()).toBe(false)
    await tick(page, 'tried', 'court')
    expect(await listChecked(page, 'tried')).toEqual(['court'])
  })

  it('is asked about without a script, with everything still ticked', async () => {
    const page = await openPage({ javaScriptEnabled: false })
    await page.goto(DOCUMENTS)
    await tick(page, 'tried', 'court')
    await tick(page, 'tried', 'nothing')
    await pressSaveAndContinue(page, 'en')
    await page.locator('[data-slot="problem-list"] a[href="#tried"]').waitFor()
    expect(await listChecked(page, 'tried')).toEqual(['court', 'nothing'])
  })
})

it.each(chooseCases([true, false], (scripts) => scripts))(
  'takes an answer back that need not be given, with scripts: %s',
  async (javaScriptEnabled) => {
    const page = await openPage({ javaScriptEnabled })
    await page.goto(NEEDS)
    const noAnswer = page.locator('label[for="firstSession-none"]')
    expect(await noAnswer.isVisible()).toBe(false)
    await tick(page, 'firstSession', 'joint')
    expect(await noAnswer.isVisible()).toBe(true)
    await pressSaveAndContinue(page, 'en')
    await page.waitForURL((url) => url.href !== NEEDS)
    await page.goto(NEEDS)
    expect(await listChecked(page, 'firstSession')).toEqual(['joint'])
    await noAnswer.click()
    await pressSaveAndContinue(page, 'en')
    await page.waitForURL((url) => url.href !== NEEDS)
    await page.goto(NEEDS)
    expect(['', undefined]).toContain((await listChecked(page, 'firstSession'))[0])
  },
)
