import { expect, it } from 'vitest'
import { yourFile } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { sendExample } from '../../dev/send-example-form.ts'
import { builtPages, isPublic } from './built-site.ts'
import { newConnection, openBrowser, portal, press, saveDraft, takeOver } from './page-actions.ts'
import { anotherFamily } from './random-family.ts'

const visitor = openBrowser()

it('loads nothing from elsewhere on any public page, sets no other cookie than its own, and stores nothing', async () => {
  const page = await visitor()
  const asked = new Set<string>()
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  const { fields } = intakeExamples.full
  await takeOver(page, await saveDraft(fields))
  const pages = [
    ...builtPages().filter((path) => isPublic(path) && !path.startsWith('/errors/')),
    ...['', '/fr'].flatMap((root) => [`${root}/intake/children/01/`, `${root}/intake/orders/08/`]),
  ]
  expect(pages.length).toBeGreaterThan(50)
  for (const path of pages) {
    await page.goto(`${portal.origin}${path}`)
    const stored = await page.evaluate(
      () => localStorage.length + sessionStorage.length + document.cookie.length,
    )
    expect(stored, path).toBe(0)
  }

  await takeOver(page, await sendExample(portal.origin, intake, anotherFamily(fields), 'en', newConnection()))
  await page.goto(`${portal.origin}/intake/sent/`)
  await press(page, yourFile.openButton.en)
  await page.waitForURL('**/file/yours/')
  const cookies = await page.context().cookies()
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(['__Host-file', '__Host-intake'])
  for (const { name, httpOnly, secure, sameSite, path } of cookies)
    expect({ httpOnly, secure, sameSite, path }, name).toEqual({
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
    })
  expect([...asked]).toEqual([portal.origin])
})
