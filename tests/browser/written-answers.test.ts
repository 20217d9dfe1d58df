import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildDeskForm } from '../../content/desk-form/build-desk-form.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { addedAnswersWording } from '../../desk/file/added-answers/wording.ts'
import { additionsWording } from '../../desk/file/parent-answers/wording.ts'
import type { Language } from '../../forms/language.ts'
import { createQuickAccessibilityCheck, openPageWithAxe } from './accessibility-check.ts'
import { openFileAtDesk, openFileTab } from './desk-actions.ts'
import { createKeyboard } from './keyboard-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

const pages = buildDeskForm(language)
const findPage = (slug: string) => {
  const page = pages.find((one) => one.slug === slug)
  if (!page) throw new Error(`The desk has no page ${slug}`)
  return page
}

const saidByCoordinator = (page: Page) => page.locator('.added__version--said')

/** The first control of an item, by its number from 0, whose field has this name. */
const control = (item: number, field: string) => `.write-down [id$="-${item}-${field}"]`

/** Looks at the page on a phone and on a laptop. */
async function lookAtBothWidths(page: Page) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await createQuickAccessibilityCheck()(page)
    await page.setViewportSize({ width, height: 800 })
  }
}

it('fills in the children and the documents by keyboard at the first meeting, beside what the parent wrote', async () => {
  const reference = await sendIntakeAndReadReference(
    createRandomFamilyFields(intakeExamples.briefByOneParent.fields),
  )
  const page = await openPageWithAxe()
  await page.setViewportSize({ width: 1280, height: 800 })
  await openFileAtDesk(page, reference, language)
  await openFileTab(page, 'fileIntake', language)
  const summary = page.locator('.write-down > summary')
  await summary.waitFor()
  const own = () => page.locator('.answer-group > .answer-group__rows').allTextContents()
  const before = await own()
  expect(before.join(' ')).toContain('Morgan Ellis Tanaka')
  const keyboard = createKeyboard(page)
  const choosePage = async (slug: string) => {
    await keyboard.tabTo('.write-down select', 'Shift+Tab')
    await page.keyboard.type(findPage(slug).title)
  }
  const save = () => keyboard.enter('.write-down form > .button:not(.button--quiet)')

  await summary.focus()
  await keyboard.press('Enter')
  await page.locator('.write-down select').waitFor()
  await keyboard.tabTo('.write-down select')
  await page.keyboard.type(findPage('children').title)
  await page.locator(control(0, 'childName')).waitFor()

  // Nothing was filled in, and the page says so.
  await save()
  await page.getByRole('link', { name: addedAnswersWording.nothing[language] }).waitFor()

  await keyboard.typeInto(control(0, 'childName'), 'Ndidi Okonkwo')
  await keyboard.typeInto(control(0, 'childBirthDate-day'), '31')
  await keyboard.typeInto(control(0, 'childBirthDate-month'), '2')
  await keyboard.typeInto(control(0, 'childBirthDate-year'), '2019')
  expect(await page.locator(control(0, 'childName')).inputValue()).toBe('Ndidi Okonkwo')
  await keyboard.enter('.write-down__items > .button')
  await expect.poll(() => keyboard.focusIsOn('.write-down__item:nth-of-type(2) > legend')).toBe(true)
  await keyboard.typeInto(control(1, 'childName'), 'Obi')
  await save()

  // The date is no date: the list of problems has the focus, and leads to the field with what was typed.
  await page.locator('.write-down .problem').waitFor()
  await expect.poll(() => keyboard.focusIsOn('.write-down .problem')).toBe(true)
  await lookAtBothWidths(page)
  await keyboard.enter('.write-down .problem a')
  await expect.poll(() => keyboard.focusIsOn(control(0, 'childBirthDate-day'))).toBe(true)
  expect(await page.locator(control(1, 'childName')).inputValue()).toBe('Obi')
  await keyboard.press('Control+a')
  await page.keyboard.type('28')
  await save()
  await saidByCoordinator(page).first().waitFor()
  expect(await saidByCoordinator(page).first().textContent()).toContain(
    additionsWording.byCoordinator[language],
  )
  for (const said of ['Ndidi Okonkwo', '28 février 2019', 'Obi'])
    expect(await saidByCoordinator(page).first().textContent()).toContain(said)

  await choosePage('documents')
  const documentDate = page.locator(control(0, 'documentDate-day'))
  expect(await documentDate.count()).toBe(0)
  await keyboard.tabTo(control(0, 'parentingDocument'))
  await keyboard.press('Space')
  await documentDate.waitFor()
  await keyboard.typeInto(control(0, 'documentDate-day'), '1')
  await keyboard.typeInto(control(0, 'documentDate-month'), 'mars')
  await keyboard.typeInto(control(0, 'documentDate-year'), '2024')
  await keyboard.typeInto('.write-down form > .field textarea', 'Le plan est chez sa mère.')
  await lookAtBothWidths(page)
  await save()
  await expect.poll(() => saidByCoordinator(page).count()).toBe(2)
  const said = (await saidByCoordinator(page).allTextContents()).join(' ')
  expect(said).toMatch(/1er mars 2024/)
  expect(said).toContain('Le plan est chez sa mère.')
  expect(await own()).toEqual(before)
  await lookAtBothWidths(page)
})
