import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findBrowser } from './find-browser.ts'
import { createConnectionHeaders } from './page-actions.ts'
import { LONGEST_WAIT_MS } from './wait-for.ts'

/** All test files share it; it ends with the process of the tests. */
let sharedBrowser: Promise<Browser> | undefined

/** Opens a page in a browser that nobody used before, with an empty cookie jar, until the test ends. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  sharedBrowser ??= findBrowser().then((found) => found.launch())
  const context = await (await sharedBrowser).newContext({
    viewport: { width: 360, height: 740 },
    extraHTTPHeaders: createConnectionHeaders(),
    ...options,
  })
  onTestFinished(async () => {
    // A request that a test answers itself may still run as the test ends, and fails then.
    await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })))
    await context.close()
  })
  context.setDefaultTimeout(LONGEST_WAIT_MS)
  return context.newPage()
}
