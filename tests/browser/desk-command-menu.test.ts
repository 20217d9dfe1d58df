import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { fileTabWording, shellWording } from '../../desk/client/wording.ts'
import { buildFindWording, commandMenuWording } from '../../desk/command-menu/wording.ts'
import { contactFormWording } from '../../desk/file/contact-log/wording.ts'
import type { Language } from '../../forms/language.ts'
import { administrator, DESK_VIEWPORT, sendIntakeToAdministrator } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

const menuOf = (page: Page) => page.getByRole('dialog', { name: commandMenuWording.open[language] })
const fieldOf = (page: Page) => menuOf(page).getByRole('combobox')

/** Opens the menu by keyboard, once the page has it. A quiet network says nothing of scripts that still have to run. */
async function openMenu(page: Page): Promise<void> {
  await page.locator('.command-button').waitFor()
  await page.keyboard.press('Control+k')
  await fieldOf(page).waitFor()
}

/** Opens the menu by keyboard, types, and chooses what then stands first. */
async function runCommand(page: Page, typed: string): Promise<void> {
  await openMenu(page)
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

it('opens by its keys as soon as a list shows its first row', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await sendIntakeToAdministrator(page)
  // Presses in the very task in which the row is drawn, before anything that React leaves for later.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.files tbody tr')) return
      observer.disconnect()
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }),
      )
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(pageUrl(language, '/desk/files/'), { waitUntil: 'commit' })
  await fieldOf(page).waitFor()
})

it('leads by keyboard alone to pages, files, actions of the open file and switches of the device', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  const reference = await sendIntakeToAdministrator(page)
  const searches: string[] = []
  page.on('request', (sent) => {
    if (sent.url().endsWith('/desk/api/search')) searches.push(sent.postData() ?? '')
  })
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })

  // Without accents, and to a page. Escape gives the focus back.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const focused = await page.evaluateHandle(() => document.activeElement)
  await openMenu(page)
  await page.keyboard.press('Escape')
  await menuOf(page).waitFor({ state: 'detached' })
  expect(await focused.evaluate((element) => element === document.activeElement)).toBe(true)
  await runCommand(page, 'reglages')
  await page.waitForURL(pageUrl(language, '/desk/settings/'))

  // A file, which is looked for once Enter asks, and opened by the next.
  await page.waitForLoadState('networkidle')
  await openMenu(page)
  await page.keyboard.type(reference)
  const find = menuOf(page).getByRole('option', { name: buildFindWording(reference)[language] })
  expect(await find.getAttribute('aria-selected')).toBe('true')
  expect(searches).toEqual([])
  await page.keyboard.press('Enter')
  await menuOf(page).getByRole('option', { name: reference, selected: true }).waitFor()
  expect(searches).toEqual([JSON.stringify({ query: reference })])
  const violations = (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)
  expect(violations).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL(pageUrl(language, `/desk/files/${reference}/`))

  // What the open file can do.
  await page.waitForLoadState('networkidle')
  await runCommand(page, fileTabWording.fileSessions[language])
  await page.waitForURL(pageUrl(language, `/desk/files/${reference}/sessions/`))
  await runCommand(page, 'inscrire contact')
  const form = page.getByRole('dialog', { name: contactFormWording.title[language] })
  await form.waitFor()
  // No menu above another dialog.
  await page.keyboard.press('Control+k')
  expect(await menuOf(page).count()).toBe(0)
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'hidden' })

  // The switches of the device.
  const hideNames = page.getByRole('button', { name: shellWording.hideNames[language] })
  await runCommand(page, commandMenuWording.hideNames[language])
  await expect.poll(() => hideNames.getAttribute('aria-pressed')).toBe('true')
  await runCommand(page, commandMenuWording.singleKeysOff[language])
  await menuOf(page).waitFor({ state: 'detached' })
  await page.keyboard.press('l')
  await page.keyboard.press('/')
  expect(await form.isVisible()).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.matches('[type="search"]'))).toBe(false)
  await runCommand(page, commandMenuWording.singleKeysOn[language])
  await menuOf(page).waitFor({ state: 'detached' })
  await page.keyboard.press('l')
  await form.waitFor()
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(reference)
})

it('says that its script could not be loaded, and takes nothing else of the page with it', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await page.route('**/command-dialog.*.js', (route) => route.abort())
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  await page.locator('.command-button').waitFor()
  await page.keyboard.press('Control+k')
  await menuOf(page).getByText(commandMenuWording.notLoaded[language]).waitFor()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.keyboard.press('Escape')
  expect(await menuOf(page).count()).toBe(0)
  expect(await page.getByRole('button', { name: shellWording.hideNames[language] }).isVisible()).toBe(true)
  expect(await page.getByRole('searchbox').isVisible()).toBe(true)

  await page.unroute('**/command-dialog.*.js')
  await page.keyboard.press('Control+k')
  await menuOf(page).getByRole('link').click()
  await openMenu(page)
})
