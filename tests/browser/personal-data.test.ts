import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { erasureReasonOptions, retentionHoldReasonOptions } from '../../content/file/erasures.ts'
import { parentSideOptions } from '../../content/file/parent-sides.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { brokenPageWording } from '../../desk/client/failure-wording.ts'
import { filePageNames } from '../../desk/client/routes.ts'
import { fileTabWording, shellWording } from '../../desk/client/wording.ts'
import { exportWording } from '../../desk/personal-data/export-wording.ts'
import { personalDataWording } from '../../desk/personal-data/wording.ts'
import { searchWording } from '../../desk/search/wording.ts'
import type { Wording } from '../../forms/language.ts'
import { createQuickAccessibilityCheck, openPageWithAxe } from './accessibility-check.ts'
import { administrator, DESK_VIEWPORT, openFileAtDesk, openFileTab } from './desk-actions.ts'
import { createDeskKeyboard } from './desk-keyboard.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { passYearsSinceClosing } from './pass-time.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** French, so that words left in English would fail. */
const language = 'fr'

const officer = practice.coordinators.find(({ privacyOfficer }) => privacyOfficer)

/** Sends an intake of somebody with a name that nobody else has, and lets years pass: the term of its file ends tomorrow. */
async function sendAndCloseLongAgo() {
  const name = `Zoé ${crypto.randomUUID().replaceAll(/[\d-]/g, '')}`
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const reference = await sendIntakeAndReadReference({ ...fields, legalName: [name], usedName: [''] })
  await passYearsSinceClosing(reference)
  return { reference, name }
}

const listOf = (page: Page, label: Wording) => page.getByRole('list', { name: label[language], exact: true })

it('lets the privacy officer find a person, export, hold back, lift that and erase, by keyboard', async () => {
  const { reference, name } = await sendAndCloseLongAgo()
  const page = await openPage(DESK_VIEWPORT)
  const keys = createDeskKeyboard(page, language)
  await signInAtDesk(page, officer?.name ?? '')
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  await keys.followLink(shellWording.privacy)
  await keys.type(page.getByLabel(personalDataWording.findLabel[language]), name)
  await keys.press('Enter')
  const found = listOf(page, searchWording.results).locator('li', { hasText: reference })
  await found.getByText(name).waitFor()
  const ofInitiating = `${parentSideOptions.initiating[language]} ${reference}`

  await keys.enter(found.getByRole('button', { name: `${exportWording.give[language]} ${ofInitiating}` }))
  await keys.pressButton(exportWording.prepare, found)
  const download = async (label: Wording) => {
    const [file] = await Promise.all([page.waitForEvent('download'), keys.followLink(label, found)])
    return { name: file.suggestedFilename(), content: readFileSync(await file.path(), 'utf8') }
  }
  const shown = await download(exportWording.page)
  expect(shown.name).toBe(`${reference}-initiating.html`)
  expect(shown.content).toContain(`<dd>${name}</dd>`)
  const { content } = await download(exportWording.json)
  expect(JSON.parse(content)).toMatchObject({ reference, side: 'initiating', names: { full: name } })

  await keys.enter(found.getByRole('button', { name: `${personalDataWording.hold[language]} ${reference}` }))
  await keys.pressButton(personalDataWording.hold, found)
  await found.getByText(personalDataWording.noReason[language]).waitFor()
  await keys.choose(retentionHoldReasonOptions.claim, found)
  await keys.type(found.getByLabel(personalDataWording.note[language]), 'Dossier 12-34')
  await keys.pressButton(personalDataWording.hold, found)
  await page.getByText(personalDataWording.held[language]).waitFor()
  const listed = listOf(page, personalDataWording.preview).locator('li', { hasText: reference })
  await listed.getByText(`${retentionHoldReasonOptions.claim[language]} · Dossier 12-34`).waitFor()
  expect(await found.getByRole('button', { name: personalDataWording.erase[language] }).count()).toBe(0)

  await keys.enter(listed.getByRole('button', { name: `${personalDataWording.lift[language]} ${reference}` }))
  await keys.pressButton(personalDataWording.lift, listed)
  await page.getByText(personalDataWording.lifted[language]).waitFor()

  await keys.enter(found.getByRole('button', { name: personalDataWording.eraseFile[language] }))
  await found.getByText(personalDataWording.eraseFileMeans[language]).waitFor()
  await keys.choose(erasureReasonOptions.request, found)
  await keys.pressButton(personalDataWording.eraseNow, found)
  await page.getByText(personalDataWording.erased[language]).waitFor()
  await page.getByText(searchWording.none[language]).waitFor()
  expect(await listed.count()).toBe(0)

  // Whoever led it still finds that it was there, and no page of it breaks.
  const leads = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(leads, reference, language)
  for (const tab of filePageNames) {
    await openFileTab(leads, tab, language)
    await leads.locator('.tabs [aria-current]', { hasText: fileTabWording[tab][language] }).waitFor()
    await leads.waitForLoadState('networkidle')
    expect(await leads.getByText(brokenPageWording.title[language]).count()).toBe(0)
  }
  await leads.goto(pageUrl(language, '/desk/files/?view=closed'))
  await leads.locator('.files').getByRole('link', { name: reference }).waitFor()
})

it('leads nobody else there, and tells whoever opens it why', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, '/desk/personal-data/'))
  await page.getByText(personalDataWording.onlyOfficers[language]).waitFor()
  expect(await page.getByRole('link', { name: shellWording.privacy[language], exact: true }).count()).toBe(0)
})

it('fits a narrow screen and has no barrier that axe finds', async () => {
  const { reference, name } = await sendAndCloseLongAgo()
  const page = await openPageWithAxe()
  const check = createQuickAccessibilityCheck()
  await signInAtDesk(page, officer?.name ?? '')
  await page.goto(pageUrl(language, '/desk/personal-data/'))
  await page.getByLabel(personalDataWording.findLabel[language]).fill(name)
  await pressButton(page, personalDataWording.findNow[language])
  const found = listOf(page, searchWording.results).locator('li', { hasText: reference })
  await found.getByRole('button', { name: exportWording.give[language] }).first().click()
  await pressButton(page, exportWording.prepare[language])
  await found.getByRole('link').first().waitFor()
  await found.getByRole('button', { name: personalDataWording.eraseFile[language] }).click()
  await check(page)
  const listed = listOf(page, personalDataWording.preview).locator('li', { hasText: reference })
  await listed.getByRole('button').click()
  await pressButton(page, personalDataWording.hold[language])
  await check(page)
  await listed.getByRole('radio').first().check()
  await pressButton(page, personalDataWording.hold[language])
  await listed.getByRole('button', { name: personalDataWording.lift[language] }).click()
  await check(page)
})
