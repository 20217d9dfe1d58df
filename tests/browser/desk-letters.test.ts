import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { letterTemplateOptions } from '../../content/letters/letter-options.ts'
import { auditActionDefinitions } from '../../content/record/audit-actions.ts'
import { mailRhythmOptions, mailRhythmWording } from '../../desk/availability/mail-rhythm-wording.ts'
import { availabilityWording } from '../../desk/availability/wording.ts'
import { buildNamesOthersWording, lettersWording } from '../../desk/file/letters/wording.ts'
import type { AcceptedMail } from '../../dev/services/index.ts'
import { getLocaleTag, type Language, languages, type Wording } from '../../forms/language.ts'
import { administrator, openFileAtDesk } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { findLookFaults } from './find-look-faults.ts'
import { fetchMailbox, waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, readPageSlot, signInAtDesk, waitForYourFile } from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { moveToWaitingList } from './pass-time.ts'
import { createRandomFamilyFields } from './random-family.ts'

const PHONE = { viewport: { width: 390, height: 800 } }

/** Expects no barrier and nothing wider than the window, on a phone and in the dark on a laptop. */
async function expectNoBarrierOnAnyScreen(page: Page): Promise<void> {
  await expectNoBarrier(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoBarrier(page)
  expect(await page.evaluate(findLookFaults)).toEqual([])
  await page.setViewportSize(PHONE.viewport)
  await page.emulateMedia({ colorScheme: 'light' })
}

const createDeskActions = (page: Page, language: Language) => ({
  press: (label: Wording) => page.getByRole('button', { name: label[language], exact: true }).press('Enter'),
  waitForAnnouncement: (announcement: Wording) =>
    page.locator('.status--done:focus', { hasText: announcement[language] }).waitFor(),
})

/** Sends an intake in the parent’s language, and opens its file at the desk, in the tab of contact. */
async function openContactOfNewFile(language: Language, ofParent: Language, changes = {}) {
  const parent = await openPage(PHONE)
  const fields = createRandomFamilyFields({
    ...intakeExamples.byOneParent.fields,
    ...{ language: [ofParent], emailSafe: ['yes'], ...changes },
  })
  const reference = await sendIntakeAndOpenConfirmation(parent, fields, ofParent)
  const page = await openPage(PHONE)
  await openFileAtDesk(page, reference, language)
  await page.goto(pageUrl(language, `/desk/files/${reference}/contact/`), { waitUntil: 'networkidle' })
  return { parent, page, reference, fields }
}

it.each([
  ['en', 'fr'],
  ['fr', 'en'],
] as const)(
  'writes to a parent in their language from the desk in another, by keyboard: %s to %s',
  async (language, ofParent) => {
    const { parent, page, reference, fields } = await openContactOfNewFile(language, ofParent)
    const { press, waitForAnnouncement } = createDeskActions(page, language)
    await press(lettersWording.write)
    await page.getByRole('radio', { name: letterTemplateOptions['checking-in'][language] }).press('Space')
    const letter = page.getByLabel(lettersWording.text[language], { exact: true })
    expect(await letter.getAttribute('lang')).toBe(getLocaleTag(ofParent))
    const filledIn = await letter.inputValue()
    expect(filledIn).toMatch({ en: /^Hello /, fr: /^Bonjour / }[ofParent])
    expect(filledIn).not.toContain(fields.otherName?.[0] ?? 'nobody')
    await expectNoBarrierOnAnyScreen(page)

    await letter.fill(`${filledIn}\n\nNoa`)
    await press(lettersWording.send)
    await press(lettersWording.sendNow)
    await page.getByText(buildNamesOthersWording('Noa')[language]).waitFor()
    await expectNoBarrierOnAnyScreen(page)
    await page.getByRole('radio', { name: letterTemplateOptions.waitlisted[language] }).press('Space')
    await letter.press('End')
    await letter.pressSequentially(' ')
    const address = fields.email?.[0] ?? ''
    const isToParent = ({ to }: AcceptedMail) => to.includes(address)
    const earlier = (await fetchMailbox()).filter(isToParent)
    // The question stayed open.
    await press(lettersWording.sendNow)
    await waitForAnnouncement(lettersWording.sent)
    const [mail] = await waitForMails('the e-mail that there is a letter', isToParent, earlier.length + 1)
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/letter|lettre|liste|waiting|Lantern/i)
    expect((await fetchMailbox()).filter(isToParent)).toHaveLength(earlier.length + 1)

    await page.evaluate(() => {
      // A dialog of the browser would wait for somebody.
      window.print = () =>
        document.body.setAttribute(
          'data-printed',
          document.querySelector('.letter-sheet--printed')?.textContent ?? '',
        )
    })
    const item = page.locator('.letters .history li', { hasText: letterTemplateOptions.waitlisted[language] })
    await item.getByRole('button', { name: lettersWording.open[language] }).press('Enter')
    await item.locator('.letter-sheet').waitFor()
    await press(lettersWording.print)
    expect(await page.locator('body').getAttribute('data-printed')).toMatch(
      { en: /^Hello/, fr: /^Bonjour/ }[ofParent],
    )
    await expectNoBarrierOnAnyScreen(page)

    await page.goto(pageUrl(language, `/desk/files/${reference}/record/`), { waitUntil: 'networkidle' })
    await page.getByText(auditActionDefinitions.letter_sent[language]).first().waitFor()

    await pressButton(parent, filePageWording.openButton[ofParent])
    await waitForYourFile(parent, ofParent)
    expect(await readPageSlot(parent, 'letters')).toMatch({ en: /Hello/, fr: /Bonjour/ }[ofParent])
    await expectNoBarrierOnAnyScreen(parent)
  },
)

it('offers paper or a call to a parent without a safe address, and keeps what is printed', async () => {
  const language: Language = 'fr'
  const { page, fields } = await openContactOfNewFile(language, 'fr', { emailSafe: ['no'] })
  const { press, waitForAnnouncement } = createDeskActions(page, language)
  await press(lettersWording.write)
  await page.getByText(lettersWording.noSafeAddress[language]).waitFor()
  await page.getByRole('button', { name: lettersWording.logCall[language] }).waitFor()
  expect(await page.getByRole('button', { name: lettersWording.send[language] }).count()).toBe(0)
  await expectNoBarrierOnAnyScreen(page)
  await page.getByRole('radio', { name: letterTemplateOptions['checking-in'][language] }).press('Space')
  await press(lettersWording.saveToPrint)
  await waitForAnnouncement(lettersWording.printed)
  const sheet = page.locator('.letter-sheet', { hasText: 'Bonjour' })
  await sheet.waitFor()
  // Keeping a copy prints nothing by itself. A phone goes on while its print view is still open.
  const isPrinted = () => sheet.evaluate(({ classList }) => classList.contains('letter-sheet--printed'))
  await page.evaluate(() => Object.assign(window, { print: () => undefined }))
  expect(await isPrinted()).toBe(false)
  await press(lettersWording.print)
  expect(await isPrinted()).toBe(true)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await isPrinted()).toBe(false)
  expect((await fetchMailbox()).filter(({ to }) => to.includes(fields.email?.[0] ?? ''))).toEqual([])
})

it.each([
  ['en', 'fr'],
  ['fr', 'en'],
] as const)(
  'tells a family on the waiting list that it waits, and opens no file for that: %s to %s',
  async (language, ofParent) => {
    const parent = await openPage(PHONE)
    const changes = { language: [ofParent], emailSafe: ['yes'] }
    const fields = createRandomFamilyFields({ ...intakeExamples.byOneParent.fields, ...changes })
    const reference = await sendIntakeAndOpenConfirmation(parent, fields, ofParent)
    await moveToWaitingList(reference)
    const page = await openPage(PHONE)
    const { press, waitForAnnouncement } = createDeskActions(page, language)
    await signInAtDesk(page, administrator.name)
    await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
    const panel = page.locator('.letters')
    await panel.getByRole('button', { name: lettersWording.send[language] }).press('Enter')
    await expectNoBarrierOnAnyScreen(page)
    const isToParent = ({ to }: AcceptedMail) => to.includes(fields.email?.[0] ?? '')
    const earlier = (await fetchMailbox()).filter(isToParent)
    await press(lettersWording.sendNow)
    await waitForAnnouncement(lettersWording.sent)
    await panel.locator('time').waitFor()
    expect(await panel.getByRole('button').count()).toBe(0)
    expect(await panel.textContent()).not.toContain(fields.legalName?.[0] ?? 'nobody')
    await waitForMails('the e-mail that there is a letter', isToParent, earlier.length + 1)
    await pressButton(parent, filePageWording.openButton[ofParent])
    await waitForYourFile(parent, ofParent)
    expect(await readPageSlot(parent, 'letters')).toMatch(
      { en: /waiting list/, fr: /liste d.attente/ }[ofParent],
    )
  },
)

it.each(languages)(
  'lets a coordinator choose one e-mail a day, and says what still comes at once: %s',
  async (language) => {
    const page = await openPage(PHONE)
    const { waitForAnnouncement } = createDeskActions(page, language)
    const panel = page.locator('.mail-rhythm')
    const choose = async (rhythm: keyof typeof mailRhythmOptions) => {
      await panel.getByRole('radio', { name: mailRhythmOptions[rhythm][language] }).press('Space')
      await panel.getByRole('button', { name: availabilityWording.save[language] }).press('Enter')
      await waitForAnnouncement(mailRhythmWording.saved)
    }
    await signInAtDesk(page, administrator.name)
    await page.goto(pageUrl(language, '/desk/settings/'), { waitUntil: 'networkidle' })
    const isChosen = (rhythm: keyof typeof mailRhythmOptions) =>
      panel.getByRole('radio', { name: mailRhythmOptions[rhythm][language] }).isChecked()
    expect(await isChosen('immediate')).toBe(true)
    await choose('daily')
    await page.reload({ waitUntil: 'networkidle' })
    expect(await isChosen('daily')).toBe(true)
    await panel.getByText(mailRhythmWording.urgent[language]).waitFor()
    await expectNoBarrierOnAnyScreen(page)
    await choose('immediate')
  },
)
