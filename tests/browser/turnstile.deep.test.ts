import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type FetchVisitor, postForm, requireRedirect, sendExampleForm } from '../../dev/send-example-form.ts'
import { findFreePort, type Portal, startPortal } from '../../dev/start-portal.ts'
import { listPagePosts } from '../../forms/example.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { openPage } from './open-page.ts'
import { adoptVisitorCookie, createConnectionHeaders, pressButton } from './page-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

let portal: Portal
let log = ''

beforeAll(async () => {
  portal = await startPortal({
    port: await findFreePort(),
    servicesPort: 0,
    stateFolder: join(import.meta.dirname, '..', '..', '.wrangler', 'turnstile-tests'),
    turnstileSiteKey: '0x4AAA-look-alike',
    onOutput: (text) => {
      log += text
    },
  })
})
afterAll(() => portal.close())

const createFamilyFields = () => createRandomFamilyFields(intakeExamples.byOneParent.fields)

/** Saves a whole form without a browser window. */
async function saveDraft(): Promise<FetchVisitor> {
  const visitor: FetchVisitor = { origin: portal.origin, cookie: '', headers: createConnectionHeaders() }
  for (const { path, fields: posted } of listPagePosts(intakeForm, createFamilyFields()))
    await requireRedirect(path, await postForm(visitor, path, posted))
  return visitor
}

it.each(languages)(
  'the page that sends gets a token within its policy, and sends the form with it, in %s',
  async (language) => {
    // A fourth form without a token would be refused.
    const connection = createConnectionHeaders()
    for (let n = 0; n < 3; n++)
      await sendExampleForm(portal.origin, intakeForm, createFamilyFields(), language, connection)
    const page = await openPage({ extraHTTPHeaders: connection })
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
    })
    await adoptVisitorCookie(page, await saveDraft())
    await page.goto(`${portal.origin}${localisePath(language, '/intake/check/')}`)
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name="cf-turnstile-response"]')?.value,
    )
    await page.locator('[name="declared"]').check()
    await pressButton(page, siteWording.send[language])
    await page.waitForURL(`${portal.origin}${localisePath(language, '/intake/sent/')}`)
    expect(refused).toEqual([])
  },
)

it('a browser without JavaScript sends the form without a token', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await adoptVisitorCookie(page, await saveDraft())
  await page.goto(`${portal.origin}/intake/check/`)
  await page.locator('[name="declared"]').check()
  await pressButton(page, siteWording.send.en)
  await page.waitForURL(`${portal.origin}/intake/sent/`)
})

it('a form is sent while the verification fails, and the log says so', async () => {
  await fetch(`${portal.services.origin}/faults`, {
    method: 'POST',
    body: JSON.stringify({ service: 'turnstile', status: 500 }),
  })
  const page = await openPage()
  await adoptVisitorCookie(page, await saveDraft())
  await page.goto(`${portal.origin}/intake/check/`)
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[name="cf-turnstile-response"]')?.value,
  )
  await page.locator('[name="declared"]').check()
  await pressButton(page, siteWording.send.en)
  await page.waitForURL(`${portal.origin}/intake/sent/`)
  expect(log).toContain('"event":"turnstile_unavailable"')
})
