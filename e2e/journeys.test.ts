import { expect, it } from 'vitest'
import { errorPages } from '../content/errors.ts'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intake } from '../content/forms/intake/index.ts'
import { type Language, languages, pathIn } from '../content/language.ts'
import { practice } from '../content/practice.ts'
import { words } from '../content/words.ts'
import {
  eventually,
  fillSection,
  mailbox,
  openBrowser,
  portal,
  pressSave,
  sendIntake,
  signIn,
} from './browser.ts'

const visitor = openBrowser()

const stories = [
  { language: 'en', example: 'byCourtOrder', leads: ['robin-ashdown', 'camille-verdier'] },
  { language: 'fr', example: 'byConsent', leads: ['robin-ashdown', 'camille-verdier'] },
] as const satisfies { language: Language; example: keyof typeof intakeExamples; leads: string[] }[]

for (const { language, example, leads } of stories) {
  it(`carries an intake in ${language} from the page about coordination to the desk, without JavaScript`, async () => {
    const parent = await visitor({ javaScriptEnabled: false })
    await parent.goto(`${portal.origin}${pathIn(language, '/')}`)
    await parent.locator('.next a').click()
    await parent.waitForURL(`**${pathIn(language, '/parenting-coordination/')}`)
    await parent.locator('.next a').click()
    await parent.getByRole('link', { name: words.start[language], exact: true }).click()

    const { fields } = intakeExamples[example]
    const typed = (name: string) => fields[name]?.[0] ?? ''
    const reference = await sendIntake(parent, intake, fields, language)
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)

    const mail = await eventually('the coordinator’s mail', async () =>
      (await mailbox()).find(({ subject }) => subject.includes(reference)),
    )
    const lead = practice.coordinators.find(({ email }) => mail.to.includes(email))
    expect(leads).toContain(lead?.id)
    const link = mail.text?.match(/https?:\S+/)?.[0] ?? ''

    const coordinator = await visitor({ viewport: { width: 1280, height: 800 } })
    await signIn(coordinator, lead?.name ?? '')
    await coordinator.goto(link)
    await coordinator.getByRole('heading', { level: 1, name: reference }).waitFor()
    await coordinator.getByText(typed('legalName')).first().waitFor()
    const answers = (await coordinator.locator('main').textContent()) ?? ''
    expect(answers).toContain(typed('legalName'))
    expect(answers).toContain(typed('otherName'))
    expect(answers.replace(/\D/g, '')).not.toContain(typed('otherPhone').replace(/\D/g, '').slice(-7))
  })
}

for (const language of languages) {
  it(`lets a parent do all of it with the keyboard alone in ${language}`, async () => {
    const page = await visitor()
    await page.goto(`${portal.origin}${pathIn(language, '/intake/how-you-come/')}`)
    const press = async (key: string) => page.keyboard.press(key)
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 80; presses++) {
        await press('Tab')
        if (await page.locator(`${selector}:focus`).count()) return
      }
      throw new Error(`Tab never reaches ${selector}`)
    }
    await tabTo('.govuk-skip-link')
    await press('Enter')
    await tabTo('#route')
    await press('ArrowDown')
    await press('ArrowDown')
    expect(await page.locator('#route-3').isChecked()).toBe(true)
    await tabTo('button[type="submit"]')
    await press('Enter')

    await page.waitForURL(/\/intake\/you\//)
    await tabTo('#legalName')
    await page.keyboard.type('Jo Fairweather')
    await tabTo('#province')
    await press('Space')
    await tabTo('button[type="submit"]')
    await press('Enter')
    // The phone number was left out: the summary has the focus, and its link leads to the field.
    await page.locator('.govuk-error-summary:focus').waitFor()
    expect(await page.title()).toContain(words.errorPrefix[language])
    await press('Tab')
    await press('Enter')
    expect(await page.locator('#phone:focus').count()).toBe(1)
    await page.keyboard.type('613 555 0188')
    await tabTo('button[type="submit"]')
    await press('Enter')

    await page.waitForURL(/\/intake\/other-parent\//)
    await tabTo('#otherName')
    await page.keyboard.type('Lee Marsh')
    await press('Enter')
    await page.waitForURL(/\/intake\/check\//)
    await tabTo('button[type="submit"]')
    await press('Enter')
    await page.waitForURL(/\/intake\/sent\//)
    expect(await page.locator('[data-slot="reference"]').textContent()).toMatch(/^\w{4}-\w{4}$/)
  })
}

it('keeps the place and the draft when the language is changed', async () => {
  const page = await visitor({ javaScriptEnabled: false })
  const { fields } = intakeExamples.byOneParent
  await page.goto(`${portal.origin}/intake/how-you-come/`)
  await fillSection(page, intake, 'how-you-come', fields)
  await pressSave(page, 'en')
  await page.goto(`${portal.origin}/intake/how-you-come/`)
  await page.getByRole('link', { name: words.otherLanguage.en }).click()
  await page.waitForURL('**/fr/intake/how-you-come/')
  expect(await page.locator('[value="one-parent"]').isChecked()).toBe(true)
  expect(await page.locator('#background').inputValue()).toBe(fields.background?.[0])
})

it('tells a reader without JavaScript, who sees every question, which ones are for them', async () => {
  for (const javaScriptEnabled of [false, true]) {
    const page = await visitor({ javaScriptEnabled })
    for (const language of languages) {
      await page.goto(`${portal.origin}${pathIn(language, '/intake/how-you-come/')}`)
      const condition = page.getByText(words.onlyIf[language]).first()
      if (javaScriptEnabled) await page.locator('[value="consent"]').check()
      expect(await page.locator('[name="whoAgreed"]').first().isVisible()).toBe(true)
      expect(await condition.isVisible()).toBe(!javaScriptEnabled)
    }
  }
})

it('shows a follow-up question only while its condition holds, and keeps what was typed into it', async () => {
  const page = await visitor()
  await page.goto(`${portal.origin}/intake/how-you-come/`)
  expect(await page.locator('#orderCourt').isVisible()).toBe(false)
  await page.locator('[value="court-order"]').check()
  await page.locator('#orderCourt').fill('Somewhere')
  await page.locator('[value="consent"]').check()
  expect(await page.locator('#orderCourt').isVisible()).toBe(false)
  await pressSave(page, 'en')
  await page.waitForURL('**/intake/you/')
  await page.goto(`${portal.origin}/intake/how-you-come/`)
  await page.locator('[value="court-order"]').check()
  expect(await page.locator('#orderCourt').inputValue()).toBe('Somewhere')
})

it('asks before something typed and not saved is left by accident, and never before leaving in a hurry', async () => {
  const page = await visitor()
  await page.route('https://weather.gc.ca/**', (route) => route.fulfill({ body: 'weather' }))
  await page.goto(`${portal.origin}/intake/how-you-come/`)
  await page.locator('#background').fill('Something')
  const asked = page.waitForEvent('dialog').then((dialog) => dialog.dismiss())
  await Promise.all([asked, page.getByRole('link', { name: 'Lantern Street' }).click({ noWaitAfter: true })])
  expect(page.url()).toContain('/intake/how-you-come/')
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
  await page.waitForURL('https://weather.gc.ca/')
})

it('refuses the desk to somebody who is no coordinator', async () => {
  const page = await visitor()
  await signIn(page, 'Somebody who is not a coordinator')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(errorPages[403].title.en)
})
