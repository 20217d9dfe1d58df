import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { declining } from '../../content/authorisation/invitation.ts'
import { receiptCheck } from '../../content/authorisation/receipt.ts'
import { checkPage, ownSession } from '../../content/booking/page-wording.ts'
import { authorisePage, calling, stopPage, yourFile } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authorise } from '../../content/forms/contact-authorisation/index.ts'
import { children } from '../../content/forms/intake/children.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { comeBack } from '../../content/intake/resume.ts'
import { practice } from '../../content/practice.ts'
import { errorPages } from '../../content/site/error-pages.ts'
import { words } from '../../content/site/wording.ts'
import { galleryPages } from '../../dev/gallery/gallery-pages.ts'
import { sendExample } from '../../dev/send-example-form.ts'
import { type Language, languageOf, languages, pathIn } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { makeRoom } from './assign-waiting-file.ts'
import { staticPages } from './built-site.ts'
import { deskOf, inviteByReading, openDetails, recordInterested, recordOrderRead } from './desk-actions.ts'
import {
  addressOf,
  fillSection,
  newConnection,
  openBrowser,
  portal,
  press,
  pressSave,
  saveDraft,
  signIn,
  slot,
  takeOver,
} from './page-actions.ts'
import { anotherFamily } from './random-family.ts'

const open = openBrowser()

/** 1280 px at 400 %, which is narrower than any phone in use: WCAG 2.2, 1.4.10. */
const ZOOMED = { width: 320, height: 640 }

/** A visitor with axe on every page it opens: put there once, not sent anew with each page, which takes longer than looking. */
async function visitor(): Promise<Page> {
  const page = await open({ viewport: ZOOMED })
  await page.context().addInitScript(source)
  return page
}

/** axe itself, as the package that brings it to Playwright depends on it. */
const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as {
  source: string
}

/**
 * Nothing that axe knows to be a barrier, in light and in dark; nothing that scrolls sideways at 400 %; nothing that
 * moves for whoever asked for less of it, nor that is lost where the system sets the colours.
 */
async function expectAccessible(page: Page): Promise<void> {
  const where = page.url()
  // Colours do not depend on the language, and the schemes differ in colours alone.
  const colours = languageOf(new URL(where).pathname).language === 'en'
  await page.emulateMedia({ colorScheme: 'light' })
  const rules = colours ? {} : { rules: { 'color-contrast': { enabled: false } } }
  expect(await barriers(page, rules), `${where} in light`).toEqual([])
  if (colours) {
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page, { runOnly: ['color-contrast'] }), `${where} in dark`).toEqual([])
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active', reducedMotion: 'reduce' })
    expect(await page.evaluate(lostOrMoving), `${where} in forced colours, with less motion`).toEqual([])
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' })
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${where} scrolls sideways by ${overflow} px at ${ZOOMED.width} px`).toBeLessThanOrEqual(0)
}

/**
 * What the page loses in forced colours, where backgrounds and shadows are gone: the edge of a button, the ring around
 * what has the focus, a drawing. Besides, what still moves.
 */
function lostOrMoving(): string[] {
  const found: string[] = []
  const seen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const called = (element: Element) => `${element.tagName} ${element.getAttribute('class')} ${element.id}`
  const hasLine = (style: string, width: string) => style !== 'none' && Number.parseFloat(width) > 0
  for (const button of document.querySelectorAll('button, .govuk-button, .leave a')) {
    const { borderBottomStyle, borderBottomWidth } = getComputedStyle(button)
    if (seen(button) && !hasLine(borderBottomStyle, borderBottomWidth))
      found.push(`no edge: ${called(button)}`)
  }
  const before = document.activeElement
  for (const control of document.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary',
  )) {
    if (!control.checkVisibility()) continue
    control.focus({ preventScroll: true, focusVisible: true } as FocusOptions)
    const label = control.nextElementSibling
    const drawn = [getComputedStyle(control)]
    // The circle or square that stands for it is drawn beside it.
    if (label instanceof HTMLLabelElement)
      drawn.push(getComputedStyle(label), getComputedStyle(label, '::before'))
    if (!drawn.some(({ outlineStyle, outlineWidth }) => hasLine(outlineStyle, outlineWidth)))
      found.push(`no ring: ${called(control)}`)
  }
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  const swatch = document.body.appendChild(document.createElement('i'))
  const system = new Set(
    ['Canvas', 'CanvasText', 'LinkText', 'GrayText', 'Highlight', 'HighlightText', 'ButtonText'].map(
      (color) => {
        swatch.style.color = color
        return getComputedStyle(swatch).color
      },
    ),
  )
  swatch.remove()
  for (const shape of document.querySelectorAll('main svg :is(path, rect, circle, ellipse, text, line)')) {
    const { fill, stroke } = getComputedStyle(shape)
    const strange = [fill, stroke].filter((color) => color !== 'none' && !system.has(color))
    if (seen(shape) && strange.length > 0) found.push(`drawn in ${strange.join(' and ')}: ${called(shape)}`)
  }
  for (const element of document.querySelectorAll('*')) {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element)
    if (animationName !== 'none' || scrollBehavior !== 'auto' || Number.parseFloat(transitionDuration) > 0)
      found.push(`moves: ${called(element)}`)
  }
  return found
}

/** What axe finds on a page as it stands, by all its rules or by some: `color-contrast: .govuk-button`. */
const barriers = (page: Page, which: object): Promise<string[]> =>
  page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      const { violations } = await axe.run(options)
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
    },
    { resultTypes: ['violations'], ...which },
  )

/** The part of axe used here. */
interface Axe {
  run(options: object): Promise<{
    violations: { id: string; nodes: { target: string[] }[] }[]
  }>
}

/** Looks at pages two at a time, on two cores; each must answer as expected. */
async function expectAllAccessible(addresses: readonly string[], draft?: Parameters<typeof takeOver>[1]) {
  const left = [...addresses]
  const look = async () => {
    const page = await visitor()
    if (draft) await takeOver(page, draft)
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const answer = await page.goto(next)
      expect(answer?.status(), next).toBe(200)
      expect(page.url(), 'led elsewhere').toBe(next)
      await expectAccessible(page)
    }
    await page.context().close()
  }
  await Promise.all([look(), look()])
}

const inBoth = (...paths: string[]) =>
  languages.flatMap((language) => paths.map((path) => addressOf(language, path)))

it('puts no barrier on any page that is read', async () => {
  const pages = staticPages()
  expect(pages.length).toBeGreaterThan(5)
  await expectAllAccessible(pages.map((path) => `${portal.origin}${path}`))
})

it('puts no barrier on any kind of question in any state, nor on any section of any form', async () => {
  // Two examples that open the same questions and leave the same to mend differ only in what is typed.
  const looks = new Map(galleryPages.map(({ look, path }) => [look, `${portal.gallery}${path}`]))
  expect(looks.size).toBeGreaterThan(60)
  await expectAllAccessible(inTurn(looks))
}, 240_000)

/**
 * Every page in both languages in one of its states, and in each other state in one language and then the other: what
 * is open or to be mended does not depend on the words.
 */
function inTurn(looks: ReadonlyMap<string, string>): string[] {
  const pages = new Set<string>()
  const states = Map.groupBy(looks, ([look]) => JSON.stringify(JSON.parse(look).slice(1)))
  return [...states.entries()].flatMap(([state, found], index) => {
    const [list, one] = JSON.parse(state) as unknown[]
    const page = JSON.stringify([list, one])
    const addresses = found.map(([, address]) => address)
    if (!pages.has(page)) {
      pages.add(page)
      return addresses
    }
    return addresses.slice(index % addresses.length).slice(0, 1)
  })
}

it('puts no barrier on a form as it stands: lists empty, filled and full, one of many, the parts, the check', async () => {
  const { byOneParent, full } = intakeExamples
  const lists = ['/intake/children/', '/intake/orders/']
  const parts = ['/intake/tasks/', '/intake/check/']
  const begun = await saveDraft(full.fields, ['start'])
  await expectAllAccessible(inBoth(...lists, ...parts, '/intake/children/new/', '/intake/delete/'), begun)
  const filled = await saveDraft({ ...byOneParent.fields, device: ['shared'] })
  await expectAllAccessible(inBoth('/intake/children/', ...parts, '/intake/children/01/'), filled)
  const whole = await saveDraft(full.fields)
  await expectAllAccessible(
    inBoth(...lists, ...parts, '/intake/children/12/', '/intake/orders/08/', '/intake/documents/'),
    whole,
  )
})

/** Does the same in every language at once, each as a visitor of its own. */
const inEachLanguage = (tell: (page: Page, language: Language) => Promise<void>) =>
  Promise.all(languages.map(async (language) => tell(await visitor(), language)))

it('puts no barrier on what comes back with something to mend: a page, one of many, the check', () =>
  inEachLanguage(async (page, language) => {
    await takeOver(page, await saveDraft(intakeExamples.full.fields, ['start', 'children', 'orders']))
    await page.goto(addressOf(language, '/intake/reaching-you/'))
    await pressSave(page, language)
    await problems(page)
    await expectAccessible(page)
    await page.goto(addressOf(language, '/intake/children/03/'))
    await page.locator('#childBirthDate-day').fill('31')
    await page.locator('#childBirthDate-month').fill('2')
    await pressSave(page, language)
    await problems(page)
    await expectAccessible(page)
    await page.goto(addressOf(language, '/intake/check/'))
    await press(page, words.send[language])
    await problems(page)
    expect(await page.locator('[data-summary="children"] h3').count()).toBe(children.repeats.most)
    await expectAccessible(page)
  }))

const problems = (page: Page) => page.locator('.govuk-error-summary').waitFor()

it('puts no barrier on coming back: the code, a wrong one, deleting, what is gone', () =>
  inEachLanguage(async (page, language) => {
    const draft = await saveDraft(intakeExamples.full.fields, ['start', 'reaching-you'])
    await takeOver(page, draft)
    await page.goto(addressOf(language, '/intake/tasks/'))
    await press(page, comeBack.mailCode[language])
    await page.waitForURL(addressOf(language, '/intake/resume-code/'))
    await expectAccessible(page)
    await page.goto(addressOf(language, '/intake/resume/'))
    await expectAccessible(page)
    for (const device of [undefined, '#device-2']) {
      await page.locator('#code').fill('not a code')
      if (device) await page.locator(device).press('Space')
      await press(page, comeBack.open[language])
      await page.locator(`#${device ? 'code' : 'device'}-error`).waitFor()
      await expectAccessible(page)
    }
    await page.goto(addressOf(language, '/intake/delete/'))
    await press(page, comeBack.deleteNow[language])
    await page.waitForURL(addressOf(language, '/intake/deleted/'))
    await expectAccessible(page)
    // From a window that was open all the while.
    await takeOver(page, draft)
    await page.goto(addressOf(language, '/intake/check/'))
    await problems(page)
    await expectAccessible(page)
  }))

it('puts no barrier on what follows sending: the confirmation, “Your file” and its code', () =>
  inEachLanguage(async (page, language) => {
    const fields = anotherFamily(intakeExamples.byOneParent.fields)
    await takeOver(page, await sendExample(portal.origin, intake, fields, language, newConnection()))
    await page.goto(addressOf(language, '/intake/sent/'))
    await expectAccessible(page)
    await press(page, yourFile.openButton[language])
    await page.waitForURL(addressOf(language, '/file/yours/'))
    await expectAccessible(page)
    await press(page, yourFile.close[language])
    await page.waitForURL(addressOf(language, '/file/'))
    await expectAccessible(page)
    await page.locator('#code').fill('not a code')
    await press(page, yourFile.openButton[language])
    await problems(page)
    await expectAccessible(page)
  }))

it('puts no barrier on allowing the call: offered, to mend, signed, to stop, stopped, and a receipt checked', () =>
  inEachLanguage(async (page, language) => {
    const fields = anotherFamily(intakeExamples.byOneParent.fields)
    await takeOver(page, await sendExample(portal.origin, intake, fields, language, newConnection()))
    const at = async (path: string) => {
      await page.waitForURL(addressOf(language, path))
      await expectAccessible(page)
    }
    await page.goto(addressOf(language, '/intake/sent/'))
    await press(page, calling.sentButton[language])
    await at('/file/authorise/')
    await press(page, authorisePage.button[language])
    await problems(page)
    await at('/file/authorise/')
    await fillSection(page, authorise, authorisationExamples.orderNotSure.fields)
    await press(page, authorisePage.button[language])
    await at('/file/receipt/')
    const receipt = await slot(page, 'receipt')
    for (const path of ['/file/yours/', '/file/authorise/', '/file/stop/']) {
      await page.goto(addressOf(language, path))
      await at(path)
    }
    await press(page, stopPage.cases['stop-in-force'].button[language])
    await at('/file/yours/')
    await page.goto(addressOf(language, '/receipt/'))
    await press(page, receiptCheck.button[language])
    await problems(page)
    await at('/receipt/')
    for (const text of [receipt, 'not a receipt']) {
      await page.locator('#text').fill(text)
      await press(page, receiptCheck.button[language])
      await page.locator('[data-slot="genuine"]:not([hidden]), [data-slot="unknown"]:not([hidden])').waitFor()
      await at('/receipt/')
    }
  }))

it('puts no barrier on booking: the times, nothing chosen, the check, booked, to cancel, other times', () =>
  inEachLanguage(async (page, language) => {
    const fields = anotherFamily(intakeExamples.byConsent.fields)
    await takeOver(page, await sendExample(portal.origin, intake, fields, language, newConnection()))
    const at = async (path: string) => {
      await page.waitForURL(addressOf(language, path))
      await expectAccessible(page)
    }
    await page.goto(addressOf(language, '/intake/sent/'))
    await makeRoom(page, open)
    await press(page, ownSession.book[language])
    await at('/file/book/')
    await press(page, words.continue[language])
    await problems(page)
    await at('/file/book/')
    await page.locator('input[name="start"]').last().check()
    await press(page, words.continue[language])
    await at('/file/book/check/')
    await page.locator('input[name="calendarTitle"]').last().check()
    await press(page, checkPage.button[language])
    await at('/file/appointment/')
    for (const path of ['/file/yours/', '/file/book/', '/file/appointment/cancel/', '/file/book/request/']) {
      await page.goto(addressOf(language, path))
      await at(path)
    }
  }))

it('puts no barrier before whoever is called, nor before whoever calls: the desk, the sheet, the invitation', () =>
  inEachLanguage(async (page, language) => {
    const fields = anotherFamily(intakeExamples.byOneParent.fields)
    await takeOver(page, await sendExample(portal.origin, intake, fields, language, newConnection()))
    await page.goto(addressOf(language, '/intake/sent/'))
    const reference = await slot(page, 'reference')
    await press(page, calling.sentButton[language])
    await page.waitForURL(addressOf(language, '/file/authorise/'))
    await fillSection(page, authorise, authorisationExamples.orderNotSure.fields)
    await press(page, authorisePage.button[language])
    await page.waitForURL(addressOf(language, '/file/receipt/'))
    const coordinator = await visitor()
    await deskOf(coordinator, reference, language)
    await expectAccessible(coordinator)
    await recordOrderRead(coordinator, language)
    await openDetails(coordinator, language)
    await expectAccessible(coordinator)
    await recordInterested(coordinator, language)
    await expectAccessible(coordinator)
    const code = await inviteByReading(coordinator, language)
    await expectAccessible(coordinator)
    const other = await visitor()
    await other.goto(addressOf(language, '/invited/'))
    await expectAccessible(other)
    await other.locator('#code').fill('not a code')
    await press(other, comeBack.open[language])
    await problems(other)
    await expectAccessible(other)
    await other.locator('#code').fill(code)
    await press(other, comeBack.open[language])
    await other.waitForURL(addressOf(language, '/invited/yours/'))
    await expectAccessible(other)
    await other.goto(addressOf(language, '/invited/decline/'))
    await expectAccessible(other)
    await press(other, declining.button[language])
    await other.waitForURL(addressOf(language, '/invited/declined/'))
    await expectAccessible(other)
  }))

it('puts no barrier on the error pages', () =>
  inEachLanguage(async (page, language) => {
    await page.goto(`${portal.gallery}${pathIn(language, '/nowhere/')}`)
    await expectAccessible(page)
    for (const status of Object.keys(errorPages)) {
      await page.goto(`${portal.gallery}${pathIn(language, `/gallery/errors/${status}/`)}`)
      expect(await page.locator('h1').textContent()).toBe(errorPages[Number(status) as 404].title[language])
      await expectAccessible(page)
    }
  }))

it('puts no barrier on the desk: signing in, list, file, one whose people are known, nothing there', async () => {
  const fields = anotherFamily(intakeExamples.byOneParent.fields)
  const [first, again] = [await sentBy(fields), await sentBy(fields)]
  await inEachLanguage(async (page, language) => {
    await page.goto(addressOf(language, '/desk/'))
    await expectAccessible(page)
    await signIn(page, practice.coordinators.find(({ administrator }) => administrator)?.name ?? '')
    await page.goto(addressOf(language, '/desk/'))
    await page.getByText(first).first().waitFor()
    await expectAccessible(page)
    for (const reference of [first, again]) {
      await page.goto(addressOf(language, `/desk/files/${reference}/`))
      await page.locator('main section').first().waitFor()
      await expectAccessible(page)
    }
    // What the parent wrote waits until somebody has looked at who is known.
    const shown = await page.locator('main').textContent()
    expect(shown).toContain(first)
    expect(shown).not.toContain(fields.legalName?.[0])
    await page.goto(addressOf(language, '/desk/files/0000-0000/'))
    await page.locator('h1').waitFor()
    await expectAccessible(page)
  })
})

/** Sends it, and gives the reference. */
async function sentBy(fields: Fields): Promise<string> {
  const sent = await sendExample(portal.origin, intake, fields, 'en', newConnection())
  const answer = await fetch(`${portal.origin}/intake/sent/`, { headers: { Cookie: sent.cookie } })
  return /data-slot="reference"[^>]*>([^<]+)</.exec(await answer.text())?.[1] ?? ''
}
