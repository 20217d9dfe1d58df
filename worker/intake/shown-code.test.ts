import { expect, it, vi } from 'vitest'
import { filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { ACCESS_CODE_SHOWN_MINUTES, CONFIRMATION_PAGE_MINUTES } from '../../content/retention.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { declarationFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { parsePage, parseVisibleForms, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, openTab } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const CODE = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/
const { byOneParent } = intakeExamples
const sharedFields = { ...byOneParent.fields, device: ['shared'] }

setUpPortal({ now: NOW })

/** Opens the confirmation. Gives its visible text, whether any of its HTML has a code, and the forms that post one. */
async function openConfirmation(parent: Visitor, path = '/intake/sent/') {
  const answer = await changesNothing(() => parent.get(path))
  const html = await answer.clone().text()
  const forms = await parseVisibleForms(answer.clone())
  return {
    status: answer.status,
    text: (await parseVisiblePage(answer)).text,
    hasCode: CODE.test(html),
    codesPosted: forms.filter(({ fields }) => fields.code?.[0]).length,
  }
}

/** Writes spaces that do not break as the text of a page is read in these tests. */
const withPlainSpaces = (text: string) => text.replaceAll('\u00a0', ' ')

it.each(languages)(
  'shows the code once on a shared device, and says so before and after, in %s',
  async (language) => {
    const parent = await sendIntake(sharedFields, language)
    const path = localisePath(language, '/intake/sent/')
    await parent.request(path, { method: 'HEAD' })
    const first = await openConfirmation(parent, path)
    expect([first.status, first.hasCode]).toEqual([200, true])
    expect(first.codesPosted).toBeGreaterThan(0)
    expect(first.text).toContain(filePageWording.codeShownOnce[language])
    for (const again of [path, localisePath('en', '/intake/sent/')]) {
      const later = await openConfirmation(parent, again)
      expect([later.status, later.hasCode, later.codesPosted]).toEqual([200, false, 0])
    }
    const later = await openConfirmation(parent, path)
    expect(later.text).toContain(withPlainSpaces(filePageWording.codeNoLongerShown[language]))
    expect(later.text).not.toContain(filePageWording.codeSafekeeping[language])
  },
)

it('does not show it again on a shared device when the form is sent again', async () => {
  const parent = await sendIntake(sharedFields)
  await openConfirmation(parent)
  expectRedirect(await parent.post('/intake/send/', declarationFields), '/intake/sent/')
  expect((await openConfirmation(parent)).hasCode).toBe(false)
  expect(parent.cookie).toMatch(/\.shared\.shown\./)
  const forger = openTab(parent)
  forger.cookie = parent.cookie.replace('.shared.shown.', '.shared.')
  expect((await forger.get('/intake/sent/')).status).toBe(410)
})

it('shows it for ten minutes on a device of one’s own, and then only what else is on the page', async () => {
  const parent = await sendIntake()
  for (const at of [NOW, NOW + ACCESS_CODE_SHOWN_MINUTES * MINUTE - 1]) {
    vi.setSystemTime(at)
    const page = await openConfirmation(parent)
    expect([page.status, page.hasCode]).toEqual([200, true])
    expect(page.text).toContain(filePageWording.codeShownMinutes.en)
    expect(page.text).not.toContain(filePageWording.codeShownOnce.en)
  }
  vi.setSystemTime(NOW + ACCESS_CODE_SHOWN_MINUTES * MINUTE)
  const page = await openConfirmation(parent)
  expect([page.status, page.hasCode, page.codesPosted]).toEqual([200, false, 0])
  expect(page.text).toContain(withPlainSpaces(filePageWording.codeNoLongerShown.en))
  const { reference } = (await parsePage(await parent.get('/intake/sent/'))).slots
  expect(page.text).toContain(reference)
  // Sending the same form again does not bring it back.
  await parent.post('/intake/send/', declarationFields)
  expect((await openConfirmation(parent)).hasCode).toBe(false)
})

it.each([
  ['shown on a shared device', sharedFields, '/intake/sent/'],
  ['left in a hurry', byOneParent.fields, '/intake/leave/'],
])('opens the confirmation for an hour from sending, also once its code was %s', async (_, fields, path) => {
  const parent = await sendIntake(fields)
  const end = NOW + CONFIRMATION_PAGE_MINUTES * MINUTE
  vi.setSystemTime(NOW + (ACCESS_CODE_SHOWN_MINUTES - 1) * MINUTE)
  const { headers } = await parent.request(path, {
    method: path.endsWith('/leave/') ? 'POST' : 'GET',
    headers: { Cookie: parent.cookie },
  })
  const [after = ''] = headers.getSetCookie().filter((one) => one.startsWith('__Host-intake='))
  parent.cookie = after.split(';')[0] ?? ''
  expect(parent.cookie).toContain('.shown.')
  vi.setSystemTime(end - 1)
  expect((await openConfirmation(parent)).status).toBe(200)
  vi.setSystemTime(end)
  expect((await openConfirmation(parent)).status).toBe(410)
})

it.each([
  ['a device of one’s own', intakeExamples.byOneParent.fields],
  ['a shared device', sharedFields],
])('shows it no more once the file was closed, or withdrawn from, on %s', async (_, fields) => {
  for (const end of ['/file/close/', '/file/withdraw/']) {
    const parent = await sendIntake(fields)
    const { slots } = await parsePage(await openTab(parent).get('/intake/sent/'))
    const sent = parent.cookie
    await parent.post('/file/', { code: [slots.code?.trim() ?? ''] })
    const both = `${parent.cookie}; ${sent}`
    const { headers } = await parent.request(end, {
      method: 'POST',
      body: `press=${end === '/file/close/' ? 'close' : 'withdraw'}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: both },
    })
    const [after] = headers.getSetCookie().filter((one) => one.startsWith('__Host-intake='))
    parent.cookie = after?.split(';')[0] ?? sent
    const page = await openConfirmation(parent)
    expect([page.status, page.hasCode, page.codesPosted], end).toEqual([200, false, 0])
  }
})
