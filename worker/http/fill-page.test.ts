import { Hono } from 'hono'
import { expect, it, vi } from 'vitest'
import type { AppEnv, Context } from './context.ts'
import { fillPage } from './fill-page.ts'

const answer = async (built: string, fill: (c: Context) => Promise<Response>) => {
  const app = new Hono<AppEnv>().get('/', (c) => {
    c.set('language', 'en')
    return fill(c)
  })
  const assets = { fetch: async () => new Response(built) }
  return (await app.request('/', {}, { ASSETS: assets })).text()
}

it('shows what it is given, as text, and leaves hidden what is not', async () => {
  const built =
    '<p data-slot="code"></p><p data-slot="last-day"></p><p data-slot="mailed" hidden>sent</p><p data-slot="mail-late" hidden>late</p>'
  const slots = {
    code: '<b>&amp;',
    'last-day': undefined,
    mailed: false,
    'mail-late': true,
    'mail-limited': false,
  }
  expect(
    await answer(built, (c) => fillPage(c, 'resume-code', { path: '/intake/resume-code/', slots })),
  ).toBe(
    '<p data-slot="code">&#60;b&#62;&#38;amp;</p><p data-slot="last-day"></p><p data-slot="mailed" hidden>sent</p><p data-slot="mail-late">late</p>',
  )
})

it('fills all slots of a page with one handler, since the runtime compiles each selector for every page', async () => {
  const on = vi.spyOn(HTMLRewriter.prototype, 'on')
  const built = '<p data-slot="code"></p><p data-slot="last-day"></p><p data-slot="mailed" hidden></p>'
  const slots = {
    code: 'K7Q4',
    'last-day': 'Monday',
    mailed: true,
    'mail-late': false,
    'mail-limited': false,
  }
  const page = await answer(built, (c) => fillPage(c, 'resume-code', { path: '/intake/resume-code/', slots }))
  expect(page).toBe(
    '<p data-slot="code">K7Q4</p><p data-slot="last-day">Monday</p><p data-slot="mailed"></p>',
  )
  expect(on.mock.calls.filter(([selector]) => selector.includes('data-slot'))).toHaveLength(1)
  on.mockRestore()
})

it('puts an address into a link as it is, and shows the link', async () => {
  const built = '<p><a data-slot="sign-in-link" href="/" hidden>Sign in</a></p>'
  const slots = { 'sign-in-link': { href: '/?a=1&amp;b="2"' } }
  expect(await answer(built, (c) => fillPage(c, '/errors/401/', { slots }))).toBe(
    '<p><a data-slot="sign-in-link" href="/?a=1&amp;amp;b=&quot;2&quot;">Sign in</a></p>',
  )
})

it('is held by the compiler to the slots of the page', () => {
  // If one of these compiled, the comment above it would be an error.
  const wrong = [
    // @ts-expect-error The page has no such slot.
    (c: Context) => fillPage(c, '/invitation/yours/', { slots: { unfinished: true, reference: 'K7Q4' } }),
    // @ts-expect-error A value for one of the slots is missing.
    (c: Context) => fillPage(c, '/receipt/', { slots: { genuine: true } }),
    // @ts-expect-error The slot takes no text, only whether it is shown.
    (c: Context) => fillPage(c, '/invitation/yours/', { slots: { unfinished: 'yes' } }),
    // @ts-expect-error The page has no slot for problems.
    (c: Context) => fillPage(c, '/invitation/yours/', { slots: { unfinished: true }, problems: [] }),
    // @ts-expect-error There is no such page.
    (c: Context) => fillPage(c, '/invited/', {}),
    // @ts-expect-error A page of a form needs the path under which it was built.
    (c: Context) => fillPage(c, 'item', { slots: { number: '1' } }),
  ]
  expect(wrong).toHaveLength(6)
})
