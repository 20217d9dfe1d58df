import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { everyQuestion, type Form } from '../content/forms/form.ts'
import { type Language, pathIn } from '../content/language.ts'
import { fieldNames, kindOf } from '../content/questions/index.ts'
import type { Fields } from '../content/questions/question.ts'
import { words } from '../content/words.ts'
import { findBrowser } from '../dev/browser.ts'
import type { Mail } from '../dev/services/index.ts'

export const portal = inject('portal')

/** One browser for the tests of a file; every page is a visitor of its own, with an empty cookie jar. */
export function openBrowser() {
  let browser: Browser
  beforeAll(async () => {
    browser = await (await findBrowser()).launch()
  })
  afterAll(() => browser.close())
  return async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options })
    return context.newPage()
  }
}

/** Fills in what a page asks, as a person does who reads it; leaves alone what the page does not show. */
export async function fillSection(page: Page, form: Form, slug: string, fields: Fields): Promise<void> {
  for (const { section, name, question } of everyQuestion(form)) {
    if (section.slug !== slug) continue
    for (const field of fieldNames(name, question)) {
      for (const value of fields[field] ?? []) {
        const control = page.locator(`[name="${field}"]`).first()
        if (value === '' || !(await control.isVisible())) continue
        if (['choice', 'choices', 'yesNoNotSure'].includes(question.kind)) {
          await page.locator(`[name="${field}"][value="${value}"]`).check()
        } else if (kindOf(question).parts.length > 1 && field.endsWith('-province')) {
          await control.selectOption(value)
        } else await control.fill(value)
      }
    }
  }
}

export const pressSave = (page: Page, language: Language) =>
  page.getByRole('button', { name: words.saveAndContinue[language] }).click()

/** The whole intake, from its first page to the confirmation; gives the reference shown. */
export async function sendIntake(
  page: Page,
  form: Form,
  fields: Fields,
  language: Language,
): Promise<string> {
  await page.goto(`${portal.origin}${pathIn(language, '/intake/how-you-come/')}`)
  for (const { slug } of form.sections) {
    await page.waitForURL(`**/intake/${slug}/`)
    await fillSection(page, form, slug, fields)
    await pressSave(page, language)
  }
  await page.waitForURL('**/intake/check/')
  await page.getByRole('button', { name: words.send[language] }).click()
  await page.waitForURL('**/intake/sent/')
  return (await page.locator('[data-slot="reference"]').textContent()) ?? ''
}

/** Nothing on the page, as it stands, that axe knows to be a barrier; `rules` names those to look at alone. */
export async function expectNoBarrier(page: Page, where: string, rules?: readonly string[]): Promise<void> {
  // No page has frames, so axe's own page for putting their results together is not needed.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  expect(found, where).toEqual([])
}

/** The mail in the mailbox, newest first. */
export async function mailbox(): Promise<ReceivedMail[]> {
  return (await (await fetch(`${portal.services}/emails`)).json()) as ReceivedMail[]
}

type ReceivedMail = Pick<Mail, 'to' | 'subject' | 'text' | 'html'>

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
