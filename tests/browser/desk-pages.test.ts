import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { type DeskPageName, deskAddresses } from '../../content/desk-addresses.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { filePageNames } from '../../desk/client/routes.ts'
import { languages } from '../../forms/language.ts'
import { DESK_VIEWPORT, openFileAtDesk, screenParentAtDesk } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl } from './page-actions.ts'
import { authoriseCallFromConfirmation, sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** Opens the desk as the lead of a file whose other parent may be called, so that no page of the desk is empty. */
async function openAuthorisedFile(): Promise<{ page: Page; reference: string }> {
  const parent = await openPage({ javaScriptEnabled: false })
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const reference = await sendIntakeAndOpenConfirmation(parent, fields, 'en')
  await authoriseCallFromConfirmation(parent, authorisationExamples.full.fields, 'en')
  const page = await openPage({ ...DESK_VIEWPORT, colorScheme: 'light' })
  await openFileAtDesk(page, reference, 'en')
  await screenParentAtDesk(page, 'en')
  return { page, reference }
}

it('puts no barrier on any page of the desk on a laptop in light, and shows every tab of a file on a phone', async () => {
  const { page, reference } = await openAuthorisedFile()
  const open = async (name: DeskPageName, language: (typeof languages)[number]) => {
    const path = deskAddresses[name].replace(':reference', reference)
    await page.goto(pageUrl(language, path), { waitUntil: 'networkidle' })
    await page.locator('h1').first().waitFor()
  }
  for (const name of Object.keys(deskAddresses) as DeskPageName[]) {
    await open(name, 'en')
    await expectNoBarrier(page)
  }

  for (const language of languages)
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 844 })
      await open('file', language)
      const { tabs, hidden } = await page.locator('.file-strip .tabs').evaluate((strip) => ({
        tabs: strip.querySelectorAll('a').length,
        hidden: strip.scrollWidth - strip.clientWidth,
      }))
      expect([tabs, Math.max(hidden, 0)], `${language} at ${width} px`).toEqual([filePageNames.length, 0])
    }
})
