import type { Cookie, Locator, Page } from 'playwright-core'
import { inject } from 'vitest'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import { listPagePosts } from '../../forms/example.ts'
import {
  addUnprefixedItemFields,
  type Form,
  getExpectedFields,
  listItemIds,
  type Section,
} from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { listFirstHalfSections, listSecondHalfSections } from '../../forms/halves.ts'
import { type Language, localisePath } from '../../forms/language.ts'

export const portal = inject('portal')

/** The address of a page, by its path in English. */
export const pageUrl = (language: Language, path: string): string =>
  `${portal.origin}${localisePath(language, path)}`

/** What the platform says of a connection nobody else has: the portal counts what comes from one, codes above all. */
export function createConnectionHeaders(): Record<string, string> {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint16Array(2))
  // RFC 3849 reserves these addresses for examples.
  return { 'CF-Connecting-IP': `2001:db8:${high.toString(16)}:${low.toString(16)}::1` }
}

/** Fills in a page with what it shows of the fields; gives the names of those it does not show. */
export type FillSection = (page: Page, section: Section, fields: FormFields) => Promise<string[]>

/** Fills in a page in one go, question after question, so that each can open the next. */
export const fillSection: FillSection = (page, section, fields) => {
  const typed = [...getExpectedFields(section).keys()].flatMap((field) =>
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
export async function pressButton(page: Page, label: string): Promise<void> {
  await page.waitForLoadState()
  await page.getByRole('button', { name: label, exact: true }).click()
}

export const pressSaveAndContinue = (page: Page, language: Language) =>
  pressButton(page, siteWording.saveAndContinue[language])

/** The whole intake, from its first page to the check of the answers. */
export async function fillIntake(
  page: Page,
  fields: FormFields,
  language: Language,
  fill: FillSection = fillSection,
  form: Form = intakeForm,
) {
  await fillFirstHalf(page, fields, language, fill, form)
  const secondHalf = listSecondHalfSections(form)
  const [first] = secondHalf
  if (!first) return
  await page.getByRole('link', { name: siteWording.tellMoreFirst[language], exact: true }).click()
  await page.getByRole('link', { name: first.title[language], exact: true }).click()
  for (const section of secondHalf) await fillPage(page, { form, section }, fields, language, fill)
  await page.waitForURL(pageUrl(language, `/${form.id}/check/`))
}

/** What is asked first, from the first page to the check of the answers. */
export async function fillFirstHalf(
  page: Page,
  fields: FormFields,
  language: Language,
  fill: FillSection = fillSection,
  form: Form = intakeForm,
) {
  if (!page.url().endsWith(`/${form.id}/start/`)) await page.goto(pageUrl(language, `/${form.id}/start/`))
  for (const section of listFirstHalfSections(form))
    await fillPage(page, { form, section }, fields, language, fill)
  await page.waitForURL(pageUrl(language, `/${form.id}/check/`))
}

/** Fills in one page of a form, once it is there, and saves it. */
async function fillPage(
  page: Page,
  { form, section }: { readonly form: Form; readonly section: Section },
  fields: FormFields,
  language: Language,
  fill: FillSection,
) {
  await page.waitForURL(pageUrl(language, `/${form.id}/${section.slug}/`))
  if (section.repeats) return fillList(page, { form, section }, fields, language, fill)
  await fill(page, section, fields)
  await pressSaveAndContinue(page, language)
}

/** Adds what an example has of a list, one after the other, and goes on. */
async function fillList(
  page: Page,
  { form, section }: { readonly form: Form; readonly section: Section },
  fields: FormFields,
  language: Language,
  fill: FillSection,
) {
  const { repeats, slug } = section
  const ownList = repeats?.itemsOf === undefined ? repeats : undefined
  const list = pageUrl(language, `/${form.id}/${slug}/`)
  for (const [index, item] of listItemIds(section, fields).entries()) {
    if (ownList) await pressButton(page, ownList[index === 0 ? 'add' : 'another'][language])
    else await page.locator('.items a').nth(index).click()
    await page.waitForURL((url) => url.href.startsWith(list) && url.href !== list)
    await fill(page, section, addUnprefixedItemFields(section, item, fields))
    await pressSaveAndContinue(page, language)
    await page.waitForURL(list)
  }
  await pressButton(page, siteWording.continue[language])
}

/** The whole intake, from its first page to the confirmation; gives the reference shown. */
export async function fillAndSendIntake(
  page: Page,
  fields: FormFields,
  language: Language,
  fill: FillSection = fillSection,
  form: Form = intakeForm,
) {
  await fillIntake(page, fields, language, fill, form)
  return sendFilledForm(page, fields, language, fill, form)
}

/** What is asked first, from the first page to the confirmation; gives the reference shown. */
export async function fillAndSendFirstHalf(page: Page, fields: FormFields, language: Language, form: Form) {
  await fillFirstHalf(page, fields, language, fillSection, form)
  return sendFilledForm(page, fields, language, fillSection, form)
}

/** Sends what was filled in from the check of the answers; gives the reference that the confirmation shows. */
async function sendFilledForm(
  page: Page,
  fields: FormFields,
  language: Language,
  fill: FillSection,
  form: Form,
) {
  const declaration = form.sections.find((section) => 'atSending' in section)
  if (declaration) await fill(page, declaration, fields)
  await pressButton(page, siteWording.send[language])
  await page.waitForURL(pageUrl(language, `/${form.id}/sent/`))
  return readPageSlot(page, 'reference')
}

/** What the worker wrote into a place of a page. */
export const readPageSlot = async (page: Page, name: string): Promise<string> =>
  (await page.locator(`[data-slot="${name}"]`).textContent()) ?? ''

/** Waits for “Your file”, which stands at the address that asks for its code where no file is open. */
export async function waitForYourFile(page: Page, language: Language): Promise<void> {
  await page.waitForURL(pageUrl(language, '/file/'))
  await page.locator('[data-slot="reference"]').waitFor()
}

/** Waits for the form that asks for the code of “Your file”. */
export async function waitForFileCodeForm(page: Page, language: Language): Promise<void> {
  await page.waitForURL(pageUrl(language, '/file/'))
  await page.locator('#code').waitFor()
}

/** A draft holding these fields, or those of some sections, saved by a browser without a window. */
export async function saveExampleDraft(fields: FormFields, slugs?: readonly string[]): Promise<FetchVisitor> {
  const visitor: FetchVisitor = { origin: portal.origin, cookie: '', headers: createConnectionHeaders() }
  const save = async ({ path, fields: posted }: ReturnType<typeof listPagePosts>[number]) => {
    const { status, body } = await postForm(visitor, path, posted)
    await body?.cancel()
    if (status !== 303) throw new Error(`${path} answered ${status}`)
  }
  const isRequested = ({ path }: { path: string }) => !slugs || slugs.includes(path.split('/')[2] ?? '')
  const [first, ...others] = listPagePosts(intakeForm, fields).filter(isRequested)
  // The first begins the draft that the others are saved into.
  if (first) await save(first)
  await Promise.all(others.map(save))
  return visitor
}

/** Lets a page go on with what a browser without a window has saved or sent. */
export async function adoptVisitorCookie(page: Page, { cookie }: FetchVisitor): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  // A cookie marked secure can be set only as https would; the browser sends it to localhost all the same.
  const url = `${portal.origin.replace('http:', 'https:')}/`
  await page.context().addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }])
}

/**
 * Chooses an opening, such as the last, and holds it: ends on the page that looks it over. When another parent was
 * faster, the page comes back with the nearest openings, and the choice is made again.
 */
export async function holdOpening(
  page: Page,
  language: Language,
  chooseOpening: (openings: Locator) => Locator,
): Promise<void> {
  for (let attempts = 0; attempts < MAX_HOLD_ATTEMPTS; attempts++) {
    await chooseOpening(page.locator('input[name="start"]')).check()
    // A page that came back is redirected to as well.
    await Promise.all([
      page.waitForEvent('framenavigated'),
      pressButton(page, siteWording.continue[language]),
    ])
    if (page.url() === pageUrl(language, '/file/book/check/')) return
    await page.locator('.govuk-error-summary').waitFor()
  }
  const problem = await page.locator('.govuk-error-summary').textContent()
  throw new Error(`No opening could be held on ${page.url()}: ${problem}`)
}

/** More parents than ever choose at the same time. */
const MAX_HOLD_ATTEMPTS = 10

/**
 * Signs in at the look-alike of Cloudflare Access, the first time as a person would. Whoever signs in again takes the
 * session along, as in a browser that was not closed.
 */
export async function signInAtDesk(page: Page, personName: string): Promise<void> {
  const cookiesBefore = cookiesByPersonName.get(personName)
  if (cookiesBefore) await page.context().addCookies(cookiesBefore)
  await page.goto(`${portal.origin}/desk/`)
  if (cookiesBefore) return
  await page.getByRole('link', { name: siteWording.signIn.en }).click()
  await page.getByRole('button', { name: personName }).click()
  await page.waitForURL(`${portal.origin}/desk/`)
  cookiesByPersonName.set(
    personName,
    (await page.context().cookies()).filter(({ name }) => name === ACCESS_COOKIE),
  )
}

/** The session of Cloudflare Access, by who signed in. */
const ACCESS_COOKIE = 'CF_Authorization'
const cookiesByPersonName = new Map<string, Cookie[]>()
