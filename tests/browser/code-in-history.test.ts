import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openPage } from './open-page.ts'
import { pageUrl } from './page-actions.ts'
import { readHistoryEntries } from './your-file-journeys.ts'

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
  { path: '/code/', hash: ACCESS_CODE, entered: '' },
  { path: '/code/', hash: `V-${INVITATION_CODE}`, entered: '' },
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

/** The addresses that the back button leads to. The browser also stores what was typed, as a link in an e-mail was. */
const readPageAddresses = async (page: Page): Promise<string> =>
  (await readHistoryEntries(page)).map(({ url }) => url).join(' ')
