import { expect, it } from 'vitest'
import { parentSideOptions } from '../../content/file/parent-sides.ts'
import { contactFormWording } from '../../desk/file/contact-log/wording.ts'
import { buildUnattributedWording, fileRecordWording } from '../../desk/file/record/wording.ts'
import { controlWording } from '../../desk/ui/wording.ts'
import { languages } from '../../forms/language.ts'
import { administrator, DESK_VIEWPORT, sendIntakeToAdministrator } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'

it('says how much a filter by one parent leaves out, and shows it beside the rest', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  const reference = await sendIntakeToAdministrator(page)
  await page.goto(pageUrl('en', `/desk/files/${reference}/contact/`), { waitUntil: 'networkidle' })
  await page.keyboard.press('l')
  await page.getByRole('radio', { name: 'No answer' }).check()
  await pressButton(page, contactFormWording.save.en)
  await page.locator('.log-entry').waitFor()
  for (const language of languages) {
    await page.goto(pageUrl(language, `/desk/files/${reference}/record/`), { waitUntil: 'networkidle' })
    const entries = page.locator('.record-events > li')
    const all = await entries.count()
    const side = page.getByRole('combobox', { name: fileRecordWording.side[language] })
    await side.selectOption({ label: parentSideOptions.initiating[language] })
    await pressButton(page, controlWording.show[language])
    await page.waitForURL('**/record/?**side=initiating**')
    await page.getByText(buildUnattributedWording(all - 1, false)[language]).waitFor()
    expect(await entries.count()).toBe(1)
    await expectNoBarrier(page)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.setViewportSize(DESK_VIEWPORT.viewport)
    await page.getByRole('link', { name: fileRecordWording.showUnattributed[language] }).press('Enter')
    await page.getByText(buildUnattributedWording(all - 1, true)[language]).waitFor()
    expect(await entries.count()).toBe(all)
  }
})
