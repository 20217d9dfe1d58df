import { expect } from 'vitest'
import { childrenSection } from '../../content/forms/intake/children.ts'
import { childrenMoreSection } from '../../content/forms/intake/children-more.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { siteWording } from '../../content/site/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import { getOptOutFieldName } from '../../forms/questions/index.ts'
import { optOutOptions } from '../../forms/questions/question-base.ts'
import { DESK_VIEWPORT, openFileAtDesk, openFileTab } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import {
  fillFirstHalf,
  fillSection,
  pageUrl,
  pressButton,
  pressSaveAndContinue,
  readPageSlot,
} from './page-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

const BORN = ['2012', '2015', '2019'] as const

/** Four children, the youngest of whom is expected next spring. */
const createLargeFamilyFields = (): FormFields =>
  createRandomFamilyFields({
    ...intakeExamples.briefByOneParent.fields,
    ...Object.fromEntries(
      [...BORN, String(new Date().getUTCFullYear() + 1)].flatMap((year, index) => {
        const child = `children/0${index + 1}`
        return [
          [`${child}/childName`, [`Child ${'ABCD'[index]}`]],
          [`${child}/childBirthDate-day`, ['2']],
          [`${child}/childBirthDate-month`, ['3']],
          [`${child}/childBirthDate-year`, [year]],
          [getOptOutFieldName(`${child}/childBirthDate`), index === BORN.length ? ['expected'] : []],
        ]
      }),
    ),
  })

/** Each child on a page of their own, one taken out and put back, and all four at the desk. */
export async function tellOfFourChildren(language: Language): Promise<void> {
  const fields = createLargeFamilyFields()
  const names = [1, 2, 3, 4].map((number) => fields[`children/0${number}/childName`]?.[0] ?? '')
  const page = await openPage({ viewport: { width: 360, height: 740 } })
  await fillFirstHalf(page, fields, language)
  const checked = (index: number, question: string) =>
    page.locator(`[data-answer="children/${index}/${question}"]`)
  for (const [index, name] of names.entries())
    expect(await checked(index + 1, 'childName').textContent()).toBe(name)
  expect(await checked(4, 'childBirthDate').textContent()).toContain(optOutOptions.expected[language])
  expect(await checked(3, 'childBirthDate').textContent()).not.toContain(optOutOptions.expected[language])

  // The second was not meant: the others keep their place, and their page.
  await page.goto(pageUrl(language, '/intake/children/'))
  await page.locator('.items a').nth(1).click()
  await page.getByText(childrenSection.repeats.remove[language]).click()
  await pressButton(page, siteWording.removeYes[language])
  await page.waitForURL(pageUrl(language, '/intake/children/'))
  expect(await page.locator('.items li').count()).toBe(3)
  await pressButton(page, childrenSection.repeats.another[language])
  await page.waitForURL(/\/children\/\w+\/$/)
  await page.locator('#childName').fill(names[1] ?? '')
  await pressSaveAndContinue(page, language)
  await page.waitForURL(pageUrl(language, '/intake/children/'))
  expect(await page.locator('.items li').count()).toBe(4)

  // More about the one who is expected, on a page of that child.
  await page.goto(pageUrl(language, `/intake/${childrenMoreSection.slug}/`))
  expect(await page.locator('.items a').count()).toBe(4)
  await page.locator('.items a').nth(2).click()
  await page
    .getByText(names[3] ?? '')
    .first()
    .waitFor()
  await fillSection(page, childrenMoreSection, { childHealth: ['Kanari 4'] })
  await pressSaveAndContinue(page, language)
  await page.goto(pageUrl(language, '/intake/check/'))
  await page.locator('#declared').check()
  await pressButton(page, siteWording.send[language])
  await page.waitForURL(pageUrl(language, '/intake/sent/'))
  const reference = await readPageSlot(page, 'reference')

  const coordinator = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(coordinator, reference, language)
  await openFileTab(coordinator, 'fileIntake', language)
  for (const name of names) await coordinator.getByText(name).filter({ visible: true }).first().waitFor()
  await coordinator.getByText(optOutOptions.expected[language]).filter({ visible: true }).first().waitFor()
  await coordinator.getByText('Kanari 4').filter({ visible: true }).first().waitFor()
}
