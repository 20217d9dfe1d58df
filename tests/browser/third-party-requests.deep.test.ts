import { expect, it } from 'vitest'
import { filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { isPublicPage, listBuiltPages } from '../../dev/built-site.ts'
import { sendExampleForm } from '../../dev/send-example-form.ts'
import { allLanguagePathPrefixes } from '../../forms/language.ts'
import { openPage } from './open-page.ts'
import {
  adoptVisitorCookie,
  createConnectionHeaders,
  portal,
  pressButton,
  saveExampleDraft,
  waitForYourFile,
} from './page-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

it('loads nothing from another site on any public page, sets no other cookie than its own, and stores nothing', async () => {
  const page = await openPage()
  const requestedOrigins = new Set<string>()
  page.on('request', (request) => requestedOrigins.add(new URL(request.url()).origin))
  const { fields } = intakeExamples.full
  await adoptVisitorCookie(page, await saveExampleDraft(fields))
  const pages = [
    ...listBuiltPages().filter((path) => isPublicPage(path) && !path.startsWith('/errors/')),
    ...allLanguagePathPrefixes.flatMap((root) => [
      `${root}/intake/children/01/`,
      `${root}/intake/orders/08/`,
    ]),
  ]
  expect(pages.length).toBeGreaterThan(50)
  for (const path of pages) {
    await page.goto(`${portal.origin}${path}`)
    const stored = await page.evaluate(
      () => localStorage.length + sessionStorage.length + document.cookie.length,
    )
    expect(stored, path).toBe(0)
  }

  await adoptVisitorCookie(
    page,
    await sendExampleForm(
      portal.origin,
      intakeForm,
      createRandomFamilyFields(fields),
      'en',
      createConnectionHeaders(),
    ),
  )
  await page.goto(`${portal.origin}/intake/sent/`)
  await pressButton(page, filePageWording.openButton.en)
  await waitForYourFile(page, 'en')
  const cookies = await page.context().cookies()
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(['__Host-file', '__Host-intake'])
  for (const { name, httpOnly, secure, sameSite, path } of cookies)
    expect({ httpOnly, secure, sameSite, path }, name).toEqual({
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
    })
  expect([...requestedOrigins]).toEqual([portal.origin])
})
