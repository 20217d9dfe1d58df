import { expect, it } from 'vitest'
import { receiptCheckPageWording } from '../../content/authorisation/receipt-check-wording.ts'
import { languages } from '../../forms/language.ts'
import { openPage } from './open-page.ts'
import { pageUrl } from './page-actions.ts'

it.each(languages)(
  'asks for a receipt’s file in the language of the page, and names the one that was chosen, in %s',
  async (language) => {
    const page = await openPage()
    await page.goto(pageUrl(language, '/receipt/'))
    const words = page.locator('.file-choice__words')
    expect(await words.innerText()).toContain(receiptCheckPageWording.chooseFile[language])
    expect(await words.innerText()).toContain(receiptCheckPageWording.noFile[language])
    const file = { name: 'document.txt', mimeType: 'text/plain', buffer: Buffer.from('Receipt') }
    await page.locator('#file').setInputFiles(file)
    expect(await words.innerText()).toContain(file.name)
    expect(await words.innerText()).not.toContain(receiptCheckPageWording.noFile[language])
  },
)

it('leaves the browser’s own button where no script runs', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(pageUrl('en', '/receipt/'))
  expect(await page.locator('.file-choice__words').isVisible()).toBe(false)
  expect(await page.locator('#file').evaluate((input) => getComputedStyle(input).opacity)).toBe('1')
})
