import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { dismissalReasonOptions, restorationReasonOptions } from '../../content/file/dismissals.ts'
import { getFileStageWording } from '../../content/file-stages.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { restorationWording } from '../../desk/file/not-genuine/wording.ts'
import {
  buildSelectedCountWording,
  buildSelectFileWording,
  selectionWording,
} from '../../desk/files/wording.ts'
import { buildDismissedWording } from '../../desk/not-genuine/dismissed-announcement.ts'
import {
  buildDismissalQuestionWording,
  buildDismissNowWording,
  dismissalWording,
} from '../../desk/not-genuine/wording.ts'
import type { Language } from '../../forms/language.ts'
import { administrator, DESK_VIEWPORT, openDecisions } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

it('closes the selected files as not genuine by keyboard, names them first, and opens one again', async () => {
  const references: string[] = []
  for (let nth = 0; nth < 3; nth++)
    references.push(
      await sendIntakeAndReadReference(createRandomFamilyFields(intakeExamples.byOneParent.fields)),
    )
  const [first = '', second = '', genuine = ''] = references
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, '/desk/files/'), { waitUntil: 'networkidle' })

  const opener = page.getByRole('button', { name: dismissalWording.dismiss[language] })
  expect(await opener.getAttribute('aria-disabled')).toBe('true')
  const all = page.getByRole('checkbox', { name: selectionWording.selectAll[language] })
  await all.press('Space')
  expect(await boxOf(page, genuine).isChecked()).toBe(true)
  await all.press('Space')
  for (const reference of [first, second]) await boxOf(page, reference).press('Space')
  expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true)
  await page.getByRole('status').getByText(buildSelectedCountWording(2)[language]).waitFor()

  await opener.press('Enter')
  const question = page.locator('form.dismissal')
  await question
    .locator('h2:focus', { hasText: buildDismissalQuestionWording(references.slice(1))[language] })
    .waitFor()
  expect((await question.locator('li').allTextContents()).toSorted()).toEqual([first, second].toSorted())
  await page.keyboard.press('Escape')
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)
  await opener.press('Enter')
  await pressButton(page, buildDismissNowWording(2)[language])
  await question.getByText(dismissalWording.noReason[language]).waitFor()
  await question.getByRole('radio', { name: dismissalReasonOptions['many-alike'][language] }).press('Space')
  const shown = await page.locator('.files .reference').allTextContents()
  await pressButton(page, buildDismissNowWording(2)[language])

  const done = page.locator('.status--done:focus')
  await done.waitFor()
  const closed = shown.filter((reference) => [first, second].includes(reference))
  expect(await done.textContent()).toBe(buildDismissedWording(closed, [])[language])
  await page.getByRole('status').getByText(buildSelectedCountWording(0)[language]).waitFor()
  expect(await boxOf(page, first).count()).toBe(0)
  expect(await boxOf(page, genuine).isChecked()).toBe(false)

  await page.goto(pageUrl(language, `/desk/files/${first}/`), { waitUntil: 'networkidle' })
  await page.getByRole('heading', { name: restorationWording.title[language] }).waitFor()
  await pressButton(page, restorationWording.restore[language])
  await page.getByText(restorationWording.noReason[language]).waitFor()
  await page.getByRole('radio', { name: restorationReasonOptions['closed-by-mistake'][language] }).check()
  await pressButton(page, restorationWording.restore[language])
  await page.locator('.status--done:focus', { hasText: restorationWording.done[language] }).waitFor()
  await page
    .getByText(`${getFileStageWording('new')[language]} ·`)
    .first()
    .waitFor()
  await openDecisions(page, language)
  await page.getByRole('button', { name: dismissalWording.dismiss[language] }).waitFor()
})

const boxOf = (page: Page, reference: string) =>
  page.getByRole('checkbox', { name: buildSelectFileWording(reference)[language], exact: true })
