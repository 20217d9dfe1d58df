import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { intake } from '../../content/forms/intake/index.ts'
import { words } from '../../content/site/wording.ts'
import { findBrowser } from '../../dev/find-browser.ts'
import { post, type Visitor } from '../../dev/send-example-form.ts'
import type { Mail } from '../../dev/services/index.ts'
import { postsOf } from '../../forms/example.ts'
import { expectedFields, fieldsOfItem, itemsOf, type Section } from '../../forms/form.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import { steps } from '../../forms/progress.ts'
import type { Fields } from '../../forms/questions/question-base.ts'

export const portal = inject('portal')

/** The address of a page, by its path in English. */
export const addressOf = (language: Language, path: string): string =>
  `${portal.origin}${pathIn(language, path)}`

/** All files share it; it ends with the process of the tests. */
let browser: Promise<Browser> | undefined

/** The browser for the tests of a file; every page is a visitor of its own, with an empty cookie jar. */
export function openBrowser() {
  browser ??= findBrowser().then((found) => found.launch())
  const shared = browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    await shared
  })
  afterAll(() => Promise.all(contexts.map((context) => context.close())))
  return async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await (await shared).newContext({
      viewport: { width: 360, height: 740 },
      extraHTTPHeaders: newConnection(),
      ...options,
    })
    contexts.push(context)
    return context.newPage()
  }
}

/** What the platform says of a connection nobody else has: the portal counts what comes from one, codes above all. */
export function newConnection(): Record<string, string> {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint16Array(2))
  // RFC 3849 keeps these addresses for examples.
  return { 'CF-Connecting-IP': `2001:db8:${high.toString(16)}:${low.toString(16)}::1` }
}

/** Fills in a page with what it shows of the fields; gives the names of those it does not show. */
export type Fill = (page: Page, section: Section, fields: Fields) => Promise<string[]>

/** Fills in a page in one go, question after question, so that each can open the next. */
export const fillSection: Fill = (page, section, fields) => {
  const typed = [...expectedFields(section).keys()].flatMap((field) =>
    (fields[field] ?? []).flatMap((value) => (value === '' ? [] : [[field, value] as const])),
  )
  return page.evaluate((all) => {
    const notShown: string[] = []
    for (const [name, value] of all) {
      const controls = [...document.querySelectorAll<HTMLInputElement>(`main form [name="${name}"]`)]
      const ticked = controls.some(({ type }) => /^(radio|checkbox)$/.test(type))
      const control = controls.find((one) => !ticked || one.value === value)
      if (!control?.checkVisibility()) notShown.push(name)
      else if (!ticked) {
        control.value = value
        for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }))
      } else if (!control.checked) control.click()
    }
    return notShown
  }, typed)
}

/**
 * Presses a button of a page's form by what it says, whichever of that name is shown. The page is whole by then: its
 * script moves the focus to what needs mending, and the page with it, from under a press that comes too early.
 */
export async function press(page: Page, label: string): Promise<void> {
  await page.waitForLoadState()
  await page.getByRole('button', { name: label, exact: true }).click()
}

export const pressSave = (page: Page, language: Language) => press(page, words.saveAndContinue[language])

/** The whole intake, from its first page to the check of the answers. */
export async function fillIntake(page: Page, fields: Fields, language: Language, fill: Fill = fillSection) {
  const at = (path: string) => page.waitForURL(addressOf(language, `/intake/${path}`))
  if (!page.url().endsWith('/intake/start/')) await page.goto(addressOf(language, '/intake/start/'))
  for (const section of steps(intake)) {
    await at(`${section.slug}/`)
    if (section.repeats) await fillList(page, section, fields, language, fill)
    else {
      await fill(page, section, fields)
      await pressSave(page, language)
    }
  }
  await at('check/')
}

/** Adds what an example has of a list, one after the other, and goes on. */
async function fillList(page: Page, section: Section, fields: Fields, language: Language, fill: Fill) {
  const { repeats, slug } = section
  const list = addressOf(language, `/intake/${slug}/`)
  for (const [index, item] of itemsOf(section, fields).entries()) {
    await press(page, repeats?.[index === 0 ? 'add' : 'another'][language] ?? '')
    await page.waitForURL((url) => url.href.startsWith(list) && url.href !== list)
    await fill(page, section, fieldsOfItem(section, item, fields))
    await pressSave(page, language)
    await page.waitForURL(list)
  }
  await press(page, words.continue[language])
}

/** The whole intake, from its first page to the confirmation; gives the reference shown. */
export async function sendIntake(page: Page, fields: Fields, language: Language, fill: Fill = fillSection) {
  await fillIntake(page, fields, language, fill)
  const declaration = intake.sections.find((section) => 'atSending' in section)
  if (declaration) await fill(page, declaration, fields)
  await press(page, words.send[language])
  await page.waitForURL(addressOf(language, '/intake/sent/'))
  return slot(page, 'reference')
}

/** What the worker wrote into a place of a page. */
export const slot = async (page: Page, name: string): Promise<string> =>
  (await page.locator(`[data-slot="${name}"]`).textContent()) ?? ''

/** A draft holding these fields, or those of some sections, saved by a browser without a window. */
export async function saveDraft(fields: Fields, slugs?: readonly string[]): Promise<Visitor> {
  const visitor: Visitor = { origin: portal.origin, cookie: '', headers: newConnection() }
  const save = async ({ path, fields: posted }: ReturnType<typeof postsOf>[number]) => {
    const { status, body } = await post(visitor, path, posted)
    await body?.cancel()
    if (status !== 303) throw new Error(`${path} answered ${status}`)
  }
  const wanted = ({ path }: { path: string }) => !slugs || slugs.includes(path.split('/')[2] ?? '')
  const [first, ...others] = postsOf(intake, fields).filter(wanted)
  // The first begins the draft that the others are saved into.
  if (first) await save(first)
  await Promise.all(others.map(save))
  return visitor
}

/** Lets a page go on with what a browser without a window has saved or sent. */
export async function takeOver(page: Page, { cookie }: Visitor): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  // A cookie marked secure can be set only as https would; the browser sends it to localhost all the same.
  const url = `${portal.origin.replace('http:', 'https:')}/`
  await page.context().addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }])
}

/** The mail in the mailbox, newest first. */
export async function mailbox(): Promise<ReceivedMail[]> {
  return (await (await fetch(`${portal.services}/emails`)).json()) as ReceivedMail[]
}

type ReceivedMail = Pick<Mail, 'to' | 'subject' | 'text' | 'html' | 'attachments'>

/** Waits until the mailbox holds something, or gives up and says what it held. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  seconds = 10,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Signs in at the look-alike of Cloudflare Access as a person would. */
export async function signIn(page: Page, who: string): Promise<void> {
  await page.goto(`${portal.origin}/desk/`)
  await page.getByRole('link', { name: words.signIn.en }).click()
  await page.getByRole('button', { name: who }).click()
}
