import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { fileRecordWording } from '../../desk/file/record/wording.ts'
import { controlWording } from '../../desk/ui/wording.ts'
import type { Language } from '../../forms/language.ts'
import type { AccessibilityCheck } from './accessibility-check.ts'
import { pageUrl, pressButton } from './page-actions.ts'

/**
 * The record of a file in which somebody was called. It is filtered by its form alone, and what goes on paper holds neither
 * form nor links.
 */
export async function checkRecordWithCall(
  page: Page,
  reference: string,
  language: Language,
  check: AccessibilityCheck,
): Promise<void> {
  await page.goto(pageUrl(language, `/desk/files/${reference}/record/`))
  await page.locator('.record-events').waitFor()
  await check(page)
  const all = await page.locator('.record-events > li').count()
  await page.getByLabel(fileRecordWording.kind[language], { exact: true }).selectOption('call')
  await pressButton(page, controlWording.show[language])
  await page.getByText(fileRecordWording.filtered[language]).waitFor()
  const shown = await page.locator('.record-events > li').count()
  expect(shown).toBeGreaterThan(0)
  expect(shown).toBeLessThan(all)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.record-events').isVisible()).toBe(true)
  for (const onScreen of ['.record-filter', '.record-print', '.back', '.account'])
    expect(await page.locator(onScreen).first().isVisible(), onScreen).toBe(false)
  await page.emulateMedia({ media: 'screen' })
}
