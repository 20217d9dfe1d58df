import { describe, expect, it, vi } from 'vitest'
import { RETURNED_PAGE_MINUTES } from '../../content/retention.ts'
import { encodeFormBody } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { appendDecodedBase64url } from '../../tests/support/canary-intake.ts'
import { createCookieJarVisitor } from '../../tests/support/cookie-jar-visitor.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { createParentWithDraft, createParentWithFirstSection } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const TYPED = { legalName: ['kanari Tanaka'], 'birthDate-day': ['99'] }

/** Posts as a browser does, and gives the redirect with the cookies that the browser then holds. */
async function post(parent: Visitor, path: string, fields: FormFields, cookie = parent.cookie) {
  const answer = await parent.request(path, {
    method: 'POST',
    body: encodeFormBody(fields),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookie },
    returnsRedirect: true,
  })
  const held = new Map(cookie.split('; ').map((one) => [one.split('=')[0], one]))
  for (const set of answer.headers.getSetCookie()) {
    const one = set.split(';')[0] ?? ''
    if (set.includes('Max-Age=0')) held.delete(one.split('=')[0])
    else held.set(one.split('=')[0], one)
  }
  return { answer, cookie: [...held.values()].join('; ') }
}

const open = (parent: Visitor, path: string, cookie: string) =>
  parent.request(path, { headers: { Cookie: cookie } })

describe('a page that was posted with mistakes', () => {
  it.each(languages)('is redirected to, and shown however often it is opened, in %s', async (language) => {
    const parent = await createParentWithDraft()
    const path = localisePath(language, '/intake/you/')
    const { answer, cookie } = await changesNothing(() => post(parent, path, TYPED))
    expectRedirect(answer, path)
    for (let times = 0; times < 2; times++) {
      const page = await parsePage(await changesNothing(() => open(parent, path, cookie)))
      expect(page.summary?.problems.length).toBeGreaterThan(0)
      expect(page.filledFields).toMatchObject(TYPED)
    }
  })

  it('takes no more calls to the database than the page that answered the post took', async () => {
    const { DB, calls } = createCountingD1()
    const parent = await createParentWithDraft(undefined, 'en', { DB })
    calls.length = 0
    const { cookie } = await post(parent, '/intake/you/', TYPED)
    expect(calls).toHaveLength(1)
    await open(parent, '/intake/you/', cookie)
    expect(calls).toHaveLength(1)
  })

  it('is at its own address only, and for minutes', async () => {
    const NOW = Date.now()
    vi.setSystemTime(NOW)
    const parent = await createParentWithDraft()
    const { cookie } = await post(parent, '/intake/you/', TYPED)
    for (const path of ['/fr/intake/you/', '/intake/you/?then=check', '/intake/reaching-you/'])
      expect((await parsePage(await open(parent, path, cookie))).summary, path).toBeUndefined()
    vi.setSystemTime(NOW + RETURNED_PAGE_MINUTES * 60_000)
    const late = await parsePage(await open(parent, '/intake/you/', cookie))
    expect([late.summary, late.filledFields.legalName]).not.toContain(TYPED.legalName)
    expect(late.summary).toBeUndefined()
  })

  it('waits in the browser sealed, in cookies that end with it, and nothing of it is readable there', async () => {
    const parent = await createParentWithDraft()
    const { answer, cookie } = await post(parent, '/intake/you/', TYPED)
    const set = answer.headers.getSetCookie().filter((one) => one.startsWith('__Host-returned-'))
    expect(set.length).toBeGreaterThan(0)
    for (const one of set) {
      expect(one).toMatch(/; HttpOnly; Secure; SameSite=Lax$/)
      expect(one).not.toMatch(/Max-Age|Expires/)
      expect(one.length).toBeLessThan(4096)
    }
    expect(appendDecodedBase64url(cookie)).not.toContain('kanari')
  })

  it('shows nothing when its cookie was changed', async () => {
    const parent = await createParentWithDraft()
    const { cookie } = await post(parent, '/intake/you/', TYPED)
    const changed = cookie.replace(
      /(__Host-returned-0=.{200})./,
      (all, before: string) => before + (all.endsWith('A') ? 'B' : 'A'),
    )
    expect((await parsePage(await open(parent, '/intake/you/', changed))).summary).toBeUndefined()
  })

  it.each([
    ['/intake/leave/', ''],
    ['/file/close/', 'close'],
    ['/intake/delete/', 'delete'],
  ])('is gone from the browser after a press at %s', async (path, press) => {
    const parent = await createParentWithDraft()
    const { cookie } = await post(parent, '/intake/you/', TYPED)
    expect(cookie).toContain('__Host-returned-0=')
    const withNews = `${cookie}; __Host-news=sealed`
    const { cookie: after } = await post(parent, path, { press: [press] }, withNews)
    expect(after).not.toMatch(/__Host-(?:returned|news)/)
  })

  it('answers the post itself when it is too long to wait in the browser, with everything typed', async () => {
    const parent = createCookieJarVisitor()
    await parent.get('/intake/you/')
    // Random letters, which nothing makes shorter.
    const long = Array.from(crypto.getRandomValues(new Uint16Array(16_000)), (n) =>
      String.fromCharCode(0x4e00 + (n % 20_000)),
    )
    const fields = { legalName: [long.join('')] }
    const { answer } = await post(parent, '/intake/you/', fields)
    expect(answer.status).toBe(422)
  })

  it('answers the post itself when the browser has no cookie', async () => {
    const parent = createCookieJarVisitor()
    const answer = await parent.request('/code/', {
      method: 'POST',
      body: 'code=kanari&press=open',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([422, []])
  })
})

it('the check comes back after an attempt to send it, with what was declared', async () => {
  const parent = await createParentWithFirstSection()
  const { answer, cookie } = await changesNothing(() =>
    post(parent, '/intake/send/', { declared: ['yes'], press: ['send'] }),
  )
  expectRedirect(answer, '/intake/check/')
  const page = await parsePage(await open(parent, '/intake/check/', cookie))
  expect(page.summary?.problems.length).toBeGreaterThan(0)
  expect(page.filledFields.declared).toEqual(['yes'])
})
