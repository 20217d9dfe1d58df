import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { contactOutcomeOptions } from '../../content/file/contact-log.ts'
import { getFileStageWording } from '../../content/file-stages.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { FilePageName } from '../../desk/client/routes.ts'
import { fileTabWording } from '../../desk/client/wording.ts'
import { contactFormWording } from '../../desk/file/contact-log/wording.ts'
import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import { safetyAnswersWording, safetyOpeningReasonWording } from '../../desk/file/safety-answers/wording.ts'
import { buildHitCountWording } from '../../desk/search/wording.ts'
import { urgentWording } from '../../desk/ui/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { checkDeskPageOnPhoneAndLaptop, openPageWithAxe } from './accessibility-check.ts'
import { createDeskKeyboard, type DeskKeyboard } from './desk-keyboard.ts'
import type { Journey } from './journey.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A file from its intake to its end. */
export const wholeFileJourneys: readonly Journey[] = [
  {
    title:
      'whole file: from an urgent intake to the logged contact, the desk by keyboard alone and without a barrier',
    quickLanguage: 'en',
    take: workThroughFile,
  },
]

async function workThroughFile(language: Language): Promise<void> {
  const fields = createUrgentFields(language)
  const parent = await openPage({ javaScriptEnabled: false })
  const reference = await sendIntakeAndOpenConfirmation(parent, fields, language)
  const desk = await openDeskByKeyboard(findOnlyLeadIn('BC'), reference, language)
  await findFileFromToday(desk, fields.legalName?.[0] ?? '')
  await readFile(desk, fields)
  await logFirstContact(desk)
}

/** A parent who writes that it can't wait, and who is worried. Only one coordinator may lead their file. */
const createUrgentFields = (language: Language): FormFields => ({
  ...createRandomFamilyFields(intakeExamples.byOneParent.fields),
  ...{ province: ['BC'], timeZone: ['America/Vancouver'], language: [language] },
  ...{ urgency: ['today'], worried: ['yes'] },
})

function findOnlyLeadIn(province: Coordinator['provinces'][number]): Coordinator {
  const [lead, ...others] = practice.coordinators.filter(
    ({ profession, provinces }) => profession === 'mental-health' && provinces.includes(province),
  )
  if (!lead || others.length > 0) throw new Error(`There isn’t exactly one lead in ${province}`)
  return lead
}

/** The desk with somebody signed in who has no mouse, and what they see there. */
interface Desk extends DeskKeyboard {
  readonly page: Page
  readonly reference: string
  readonly language: Language
  /** Waits for words that are shown. */
  readonly see: (wording: Wording) => Promise<void>
  /** Waits for the announcement with which an action ends, which has the focus. */
  readonly hear: (announcement: Wording) => Promise<void>
  /** Opens a tab of the file. */
  readonly openTab: (tab: FilePageName) => Promise<void>
  readonly check: () => Promise<void>
}

async function openDeskByKeyboard(
  { name }: Coordinator,
  reference: string,
  language: Language,
): Promise<Desk> {
  const page = await openPageWithAxe()
  await page.setViewportSize({ width: 1280, height: 800 })
  await signInAtDesk(page, name)
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  const keys = createDeskKeyboard(page, language)
  return {
    ...keys,
    ...{ page, reference, language },
    see: (wording) =>
      page.getByText(wording[language], { exact: true }).filter({ visible: true }).first().waitFor(),
    hear: (announcement) =>
      page.locator('.status--done:focus', { hasText: announcement[language] }).waitFor(),
    openTab: async (tab) => {
      const link = page
        .locator('.tabs')
        .getByRole('link', { name: fileTabWording[tab][language], exact: true })
      await keys.enter(link)
      await link.and(page.locator('[aria-current]')).waitFor()
    },
    check: () => checkDeskPageOnPhoneAndLaptop(page),
  }
}

async function findFileFromToday(desk: Desk, name: string): Promise<void> {
  const { page, reference, language } = desk
  const row = page.locator('.today__group--new .today__row', { hasText: reference })
  await row.getByText(urgentWording[language]).waitFor()
  await desk.check()
  await desk.press('/')
  await page.keyboard.type(name)
  await desk.press('Enter')
  await desk.see(buildHitCountWording(1, false))
  await desk.check()
  await desk.press('ArrowDown')
  await desk.press('Enter')
  await page.waitForURL(pageUrl(language, `/desk/files/${reference}/`))
  await page.locator('.overview__parent').waitFor()
}

/** Opens every part of what the parent wrote, the safety answers for a reason. */
async function readFile(desk: Desk, { legalName }: FormFields): Promise<void> {
  const { page, language } = desk
  expect(await page.locator('.file-strip__state').textContent()).toContain(
    getFileStageWording('new')[language],
  )
  await page.locator('.file-strip .urgent').waitFor()
  await desk.check()
  await desk.openTab('fileIntake')
  await desk.see(parentAnswersWording.openingRecorded)
  expect(await page.locator('.parent').textContent()).toContain(legalName?.[0])
  await desk.check()
  await desk.openTab('fileSafety')
  await desk.choose(safetyOpeningReasonWording.screening)
  await desk.check()
  await desk.pressButton(safetyAnswersWording.open)
  await desk.see(safetyAnswersWording.opened)
  await desk.check()
}

async function logFirstContact(desk: Desk): Promise<void> {
  const { page, language } = desk
  const dialog = page.locator('dialog.dialog')
  await desk.press('l')
  await desk.choose(contactOutcomeOptions.reached, dialog)
  await desk.type(dialog.getByLabel(contactFormWording.note[language]), 'Kanari 31')
  await desk.check()
  await desk.pressButton(contactFormWording.save, dialog)
  await desk.hear(contactFormWording.saved)
  await page.locator('.file-strip__state', { hasText: getFileStageWording('open')[language] }).waitFor()
}
