import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { languages } from '../../forms/language.ts'
import { waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, readPageSlot, waitForYourFile } from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

it.each(languages)(
  'leaves no code in the browser’s history: from the e-mail to “Your file”, in %s',
  async (language) => {
    const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
    const reference = await sendIntakeAndOpenConfirmation(await openPage(), fields, language)
    const [mail] = await waitForMails(
      'the receipt',
      ({ to, text }) => to.includes(fields.email?.[0] ?? '') && text.includes(reference),
    )
    const [code = ''] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(mail?.text ?? '') ?? []
    const [link = ''] = /https?:\S+/.exec(mail?.text ?? '') ?? []
    const page = await openPage()
    await page.goto(link)
    await page.locator('#code').fill(code)
    await pressButton(page, filePageWording.openButton[language])
    await waitForYourFile(page, language)
    expect(await readPageSlot(page, 'reference')).toBe(reference)
    const history = JSON.stringify(await readHistoryEntries(page))
    expect(history).toContain(pageUrl(language, '/file/'))
    for (const secret of [code, code.replaceAll('-', '')]) expect(history).not.toContain(secret)
  },
)

const ACCESS_CODE = 'K7Q4-9MX2-PT5H-W3ZC'
const INVITATION_CODE = 'K7Q49-MX2PT'

it.each([
  { path: '/file/code/', hash: ACCESS_CODE, entered: ACCESS_CODE },
  { path: '/file/', hash: ACCESS_CODE, entered: ACCESS_CODE },
  { path: '/invitation/', hash: INVITATION_CODE, entered: INVITATION_CODE },
  // Addresses that moved, of which the browser keeps the part behind the #.
  { path: '/invited/', hash: INVITATION_CODE, entered: INVITATION_CODE },
  { path: '/file/code/', hash: INVITATION_CODE, entered: '' },
  { path: '/invitation/', hash: ACCESS_CODE, entered: '' },
  { path: '/intake/resume/', hash: ACCESS_CODE, entered: '' },
  { path: '/file/code/', hash: 'kanari', entered: '' },
  { path: '/file/code/', hash: '%E0%A4%A', entered: '' },
])('clears #$hash from $path, and enters only what an old link had', async ({ path, hash, entered }) => {
  const page = await openPage()
  await page.goto(`${pageUrl('en', path)}#${hash}`)
  expect(await page.locator('#code').inputValue()).toBe(entered)
  expect(await readPageAddresses(page)).not.toContain(hash)
  // The link may also be followed while the page is open already.
  await page.evaluate((followed) => location.assign(`#${followed}`), hash)
  await page.waitForFunction(() => location.hash === '')
  expect(await readPageAddresses(page)).not.toContain(hash)
})

it('clears a code from the address of a page that asks for none, and leaves an anchor', async () => {
  const page = await openPage()
  await page.goto(`${pageUrl('en', '/safe-online/')}#${ACCESS_CODE}`)
  expect(await readPageAddresses(page)).not.toContain(ACCESS_CODE)
  await page.goto(pageUrl('en', '/safe-online/#your-codes'))
  expect(page.url()).toBe(pageUrl('en', '/safe-online/#your-codes'))
})

const readHistoryEntries = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  return (await session.send('Page.getNavigationHistory')).entries
}

/** The addresses that the back button leads to. The browser also stores what was typed, as a link in an e-mail was. */
const readPageAddresses = async (page: Page): Promise<string> =>
  (await readHistoryEntries(page)).map(({ url }) => url).join(' ')
