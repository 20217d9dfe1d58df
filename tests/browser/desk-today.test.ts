import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { nextSteps, stepGroups } from '../../content/today/next-steps.ts'
import { todayWording } from '../../desk/today/wording.ts'
import { undoWording } from '../../desk/ui/wording.ts'
import type { Language } from '../../forms/language.ts'
import { acceptFileAsLead, administrator } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

it('goes through a day by keyboard: from file to file, a reminder and its end, each undone once, and what was read leaves its group', async () => {
  // The administrator leads at least two of them.
  const sent: string[] = []
  for (let nth = 0; nth < 4; nth++)
    sent.push(await sendIntakeAndReadReference(createRandomFamilyFields(intakeExamples.byOneParent.fields)))
  const page = await openPage({ viewport: { width: 390, height: 800 } })
  await signInAtDesk(page, administrator.name)
  const open = () => page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  const rowOf = (reference: string) => page.locator('.today__row', { hasText: reference })
  const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.textContent ?? '')
  await open()
  const fresh = page.locator('.today__group--new')
  await fresh.getByRole('heading', { name: stepGroups.new[language] }).waitFor()
  const widest = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(widest).toBeLessThanOrEqual(390)

  const shown = await page.locator('.today__group:not(details) [data-row]').count()
  expect(shown).toBeGreaterThanOrEqual(2)
  // From nowhere, K begins with the last row that is shown, and never with one behind a fold.
  await page.keyboard.press('k')
  expect(await focused()).not.toBe('')
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.keyboard.press('j')
  const first = await focused()
  await page.keyboard.press('ArrowDown')
  const second = await focused()
  expect(second).not.toBe(first)
  await page.keyboard.press('k')
  expect(await focused()).toBe(first)

  // A file of another test may be related to one, and locked.
  const listed = await fresh.locator('.today__row .reference').allTextContents()
  const reference = listed.find((one) => sent.includes(one)) ?? ''
  const row = rowOf(reference)
  await row.getByRole('button', { name: todayWording.remind[language] }).press('Enter')
  await page.getByLabel(todayWording.reminderText[language]).fill('jjk : passeport')
  const day = await page.getByLabel(todayWording.reminderDate[language]).getAttribute('min')
  await page.getByLabel(todayWording.reminderDate[language]).fill(day ?? '')
  await page.getByRole('button', { name: todayWording.saveReminder[language] }).press('Enter')
  await page.locator('.status--done:focus', { hasText: todayWording.reminderSaved[language] }).waitFor()
  await row.getByText('jjk : passeport').first().waitFor()
  // What was done tells nobody, so it can be undone where it is announced.
  const undo = async () => {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.status--done:focus', { hasText: undoWording.undone[language] }).waitFor()
    expect(await page.getByRole('button', { name: undoWording.undo[language] }).count()).toBe(0)
  }
  await expectNoBarrier(page)
  await undo()
  expect(await row.getByText('passeport').count()).toBe(0)
  await row.getByRole('button', { name: todayWording.remind[language] }).press('Enter')
  await page.getByLabel(todayWording.reminderText[language]).fill('jjk : passeport')
  await page.getByLabel(todayWording.reminderDate[language]).fill(day ?? '')
  await page.getByRole('button', { name: todayWording.saveReminder[language] }).press('Enter')
  await row.getByText('jjk : passeport').first().waitFor()
  await row.getByRole('button', { name: todayWording.done[language] }).press('Enter')
  await page.locator('.status--done:focus', { hasText: todayWording.reminderDone[language] }).waitFor()
  await undo()
  await row.getByText('jjk : passeport').first().waitFor()
  await row.getByRole('button', { name: todayWording.done[language] }).press('Enter')
  await page.locator('.status--done:focus', { hasText: todayWording.reminderDone[language] }).waitFor()
  expect(await row.getByText('passeport').count()).toBe(0)

  expect(await row.textContent()).toContain(nextSteps['read-intake'].reason[language])
  await row.locator('[data-row]').press('Enter')
  await page.waitForURL(`**/desk/files/${reference}/intake/`)
  await acceptFileAsLead(reference)
  await open()
  expect(await fresh.locator('.today__row', { hasText: reference }).count()).toBe(0)
  expect(await page.locator('.today__row', { hasText: reference }).count()).toBe(1)

  // Back leads to the row that was followed.
  const focusedReference = () =>
    page.evaluate(() => document.activeElement?.closest('li')?.querySelector('.reference')?.textContent ?? '')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const followed = await focusedReference()
  expect(followed).not.toBe('')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/desk/files/${followed}/**`)
  await page.goBack()
  await expect.poll(focusedReference).toBe(followed)
})
