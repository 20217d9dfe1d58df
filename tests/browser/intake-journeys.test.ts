import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { howYouComeSection } from '../../content/forms/intake/how-you-come.ts'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { siteWording } from '../../content/site/wording.ts'
import { getOwnLanguageName, languages } from '../../forms/language.ts'
import { intakeJourneys } from './intake-journeys.ts'
import { testJourneysOnce } from './journey.ts'
import { openPage } from './open-page.ts'
import { fillSection, pageUrl, pressButton, pressSaveAndContinue, signInAtDesk } from './page-actions.ts'

testJourneysOnce(intakeJourneys)

it('keeps the place and the draft when the language is changed', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  const { fields } = intakeExamples.byOneParent
  await page.goto(pageUrl('en', '/intake/how-you-come/'))
  await fillSection(page, howYouComeSection, fields)
  await pressSaveAndContinue(page, 'en')
  await page.waitForURL(pageUrl('en', '/intake/you-more/'))
  await page.goto(pageUrl('en', '/intake/how-you-come/'))
  await page.getByRole('button', { name: getOwnLanguageName('fr') }).click()
  await page.waitForURL(pageUrl('fr', '/intake/how-you-come/'))
  expect(await page.locator('[name="parentingDocument"][value="none"]').isChecked()).toBe(true)
  expect(await page.locator('#background').inputValue()).toBe(fields.background?.[0])
})

it('tells a reader without JavaScript, who sees every question, which ones are for them', async () => {
  for (const javaScriptEnabled of [false, true]) {
    const page = await openPage({ javaScriptEnabled })
    for (const language of languages) {
      await page.goto(pageUrl(language, '/intake/start/'))
      const condition = page.locator('[data-question="orderCourt"]').getByText(siteWording.onlyIf[language])
      if (javaScriptEnabled) await page.locator('[value="court-order"]').check()
      expect(await page.locator('#orderCourt').isVisible()).toBe(true)
      expect(await condition.isVisible()).toBe(!javaScriptEnabled)
    }
  }
})

it('shows a follow-up question only while its condition holds, and keeps what was typed into it', async () => {
  const page = await openPage()
  await page.goto(pageUrl('en', '/intake/start/'))
  await page.locator('[name="device"][value="own"]').check()
  expect(await page.locator('#orderCourt').isVisible()).toBe(false)
  await page.locator('[name="route"][value="court-order"]').check()
  await page.locator('#orderCourt').fill('Somewhere')
  await page.locator('[value="consent"]').check()
  expect(await page.locator('#orderCourt').isVisible()).toBe(false)
  await pressSaveAndContinue(page, 'en')
  await page.waitForURL(pageUrl('en', '/intake/you/'))
  await page.goto(pageUrl('en', '/intake/start/'))
  await page.locator('[name="route"][value="court-order"]').check()
  expect(await page.locator('#orderCourt').inputValue()).toBe('Somewhere')
})

it('asks what an earlier page opens, with and without JavaScript, and nothing that it closes', async () => {
  for (const javaScriptEnabled of [false, true]) {
    const page = await openPage({ javaScriptEnabled })
    for (const [document, shown, hidden] of [
      ['none', '#documentWanted', '#documentDisputed'],
      ['minutes', '#documentDisputed', '#documentWanted'],
    ] as const) {
      await page.goto(pageUrl('en', '/intake/how-you-come/'))
      await page.locator(`[name="parentingDocument"][value="${document}"]`).check()
      await pressSaveAndContinue(page, 'en')
      await page.waitForURL(pageUrl('en', '/intake/you-more/'))
      await page.goto(pageUrl('en', '/intake/documents/'))
      expect(await page.locator(shown).isVisible()).toBe(true)
      expect(await page.locator(hidden).isVisible()).toBe(false)
    }
  }
})

it('takes a child back to the check when it was changed from there', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(pageUrl('fr', '/intake/children/'))
  await pressButton(page, 'Ajouter un enfant')
  await page.waitForURL(/\/children\/\w+\/$/)
  await page.locator('#childName').fill('Anouk')
  await pressSaveAndContinue(page, 'fr')
  await page.waitForURL(pageUrl('fr', '/intake/children/'))
  await page.goto(pageUrl('fr', '/intake/check/'))
  await page.locator('[data-row="children/1/childName"] a').click()
  await page.locator('#childName').fill('Anouk Deux')
  await pressSaveAndContinue(page, 'fr')
  await page.waitForURL(pageUrl('fr', '/intake/children/?then=check'))
  await pressButton(page, siteWording.continue.fr)
  await page.waitForURL(pageUrl('fr', '/intake/check/'))
  expect(await page.locator('[data-answer="children/1/childName"]').textContent()).toBe('Anouk Deux')
})

it('asks before something typed and not saved is left by accident, and never before leaving in a hurry', async () => {
  const page = await openPage()
  await page.route('https://weather.gc.ca/**', (route) => route.fulfill({ body: 'weather' }))
  await page.goto(pageUrl('en', '/intake/how-you-come/'))
  await page.locator('#background').fill('Something')
  const dismissedDialog = page.waitForEvent('dialog').then((dialog) => dialog.dismiss())
  await Promise.all([
    dismissedDialog,
    page.getByRole('link', { name: 'Lantern Street' }).click({ noWaitAfter: true }),
  ])
  expect(page.url()).toContain('/intake/how-you-come/')
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
  await page.waitForURL('https://weather.gc.ca/')
})

it('refuses the desk to somebody who is no coordinator', async () => {
  const page = await openPage()
  await signInAtDesk(page, 'Somebody who is not a coordinator')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
    errorPageWordingByStatus[403].title.en,
  )
})
