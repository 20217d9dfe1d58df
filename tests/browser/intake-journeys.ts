import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import type { Journey } from './journey.ts'
import { createKeyboard } from './keyboard-actions.ts'
import { waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import {
  type FillSection,
  fillAndSendIntake,
  fillSection,
  pageUrl,
  readPageSlot,
  signInAtDesk,
} from './page-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

const REFERENCE_PATTERN = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/
const PRIVATE_CODE_PATTERN = /^A-[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/

/** Families of neighbouring languages come to the practice in different ways, so that both are seen. */
const getExampleFields = (language: Language) =>
  (languages.indexOf(language) % 2 ? intakeExamples.byConsent : intakeExamples.byCourtOrder).fields

/** A parent fills in the intake and sends it. */
export const intakeJourneys: readonly Journey[] = [
  {
    title: 'carries every answer of an intake from the home page to the desk, without JavaScript',
    quickLanguage: 'fr',
    take: carryAnswersToDesk,
  },
  createKeyboardJourney('one-parent', 'en'),
]

/** What a keyboard does depends little on the route, so `npm test` takes one of them. */
export const furtherIntakeJourneys: readonly Journey[] = [
  createKeyboardJourney('consent', 'en'),
  createKeyboardJourney('court-order', 'fr'),
]

function createKeyboardJourney(route: keyof typeof routeChoices, quickLanguage: Language): Journey {
  return {
    title: `lets a parent who comes by ${route} do all of it with the keyboard alone`,
    quickLanguage,
    take: async (language) => {
      const page = await openPage()
      await page.goto(pageUrl(language, '/intake/'))
      await fillByKeyboard(page, language, route)
      expect(await readPageSlot(page, 'reference')).toMatch(REFERENCE_PATTERN)
      expect(await readPageSlot(page, 'code')).toMatch(PRIVATE_CODE_PATTERN)
    },
  }
}

async function carryAnswersToDesk(language: Language): Promise<void> {
  const parent = await openPage({ javaScriptEnabled: false })
  await parent.goto(pageUrl(language, '/'))
  await parent.locator('main a[href$="/how-it-works/"]').first().click()
  await parent.waitForURL(pageUrl(language, '/how-it-works/'))
  await parent.locator('.next a').click()
  await parent.waitForURL(pageUrl(language, '/three-ways-to-start/'))
  await parent.locator('.next a').click()
  await parent.waitForURL(pageUrl(language, '/intake/'))
  await parent.getByRole('link', { name: siteWording.start[language], exact: true }).click()
  await parent.waitForURL(pageUrl(language, '/intake/start/'))

  const fields = createRandomFamilyFields(getExampleFields(language))
  const typed = (name: string) => fields[name]?.[0] ?? ''
  const reference = await fillAndSendIntake(parent, fields, language, fillAndExpectAllShown)
  expect(reference).toMatch(REFERENCE_PATTERN)

  const [mail] = await waitForMails(`the mail to the coordinator of ${reference}`, ({ subject }) =>
    subject.includes(reference),
  )
  const leadCoordinator = practice.coordinators.find(({ email }) => mail?.to.includes(email))
  expect(leadCoordinator?.provinces).toContain(typed('province'))
  const link = mail?.text.match(/https?:\S+/)?.[0] ?? ''

  const coordinator = await openPage({ viewport: { width: 1280, height: 800 } })
  await signInAtDesk(coordinator, leadCoordinator?.name ?? '')
  await coordinator.goto(link)
  await coordinator.getByRole('heading', { level: 1, name: reference }).waitFor()
  await coordinator.getByText(typed('legalName')).first().waitFor()
  const shown = (await coordinator.locator('main').textContent()) ?? ''
  for (const name of ['legalName', 'otherName', 'children/01/childName', 'safeTimes', 'inYourWords'])
    expect(shown).toContain(typed(name))
  // What stays sealed until somebody may read it.
  expect(shown).not.toContain(typed('otherPhoneFrom'))
  expect(shown.replace(/\D/g, '')).not.toContain(typed('otherPhone').replace(/\D/g, '').slice(-7))
  if (typed('harmWhen')) expect(shown).not.toContain(typed('harmWhen'))
}

/** Every field there is an answer to; a page that does not show one fails. */
const fillAndExpectAllShown: FillSection = async (page, section, fields) => {
  const notShown = await fillSection(page, section, fields)
  expect(notShown, `not shown on ${page.url()}`).toEqual([])
  return notShown
}

/** How each route is chosen from the first of three, and the question it opens on the same page. */
const routeChoices = {
  consent: { keys: ['Space'], opens: undefined, answer: [] },
  'court-order': { keys: ['ArrowDown'], opens: '#orderCourt', answer: [...'Cour'] },
  'one-parent': { keys: ['ArrowDown', 'ArrowDown'], opens: undefined, answer: [] },
} as const

/** From the start page to the confirmation with few answers, one mistake, and one child too many. */
async function fillByKeyboard(page: Page, language: Language, route: keyof typeof routeChoices) {
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
  await enter('[value="remove"]')
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
