import { expect } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type Language, languages } from '../../forms/language.ts'
import { openFileTab } from './desk-actions.ts'
import { fillByKeyboard, type routeChoices } from './fill-by-keyboard.ts'
import type { Journey } from './journey.ts'
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
  await parent.getByRole('link', { name: siteWording.startOrContinue[language], exact: true }).first().click()
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
  // The e-mail leads to the desk in the coordinator's own language.
  await openFileTab(coordinator, 'fileIntake', leadCoordinator?.languages[0] ?? language)
  await coordinator.locator('.rules').waitFor()
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
