import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { declineInvitationPageWording } from '../../content/authorisation/invitation.ts'
import { receiptCheckPageWording } from '../../content/authorisation/receipt.ts'
import { checkPageWording, firstAppointmentStatusWording } from '../../content/file/booking-wording.ts'
import {
  authorisationStatusWording,
  authorisePageWording,
  filePageWording,
  stopAuthorisationPageWording,
} from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authoriseSection } from '../../content/forms/contact-authorisation/index.ts'
import { childrenSection } from '../../content/forms/intake/children.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { siteWording } from '../../content/site/wording.ts'
import { listPagesServedWithoutWorker } from '../../dev/built-site.ts'
import { galleryPages } from '../../dev/gallery/gallery-pages.ts'
import {
  defaultLanguage,
  type Language,
  languages,
  localisePath,
  splitLanguagePath,
  type Wording,
} from '../../forms/language.ts'
import {
  administrator,
  createInvitationAndReadCode,
  openFileAtDesk,
  openOtherContactDetails,
  recordInterestedCall,
  recordOrderReadAtDesk,
} from './desk-actions.ts'
import { openPage } from './open-page.ts'
import {
  adoptVisitorCookie,
  fillSection,
  holdOpening,
  pageUrl,
  portal,
  pressButton,
  readPageSlot,
  saveExampleDraft,
  signInAtDesk,
  waitForFileCodeForm,
  waitForYourFile,
} from './page-actions.ts'
import {
  authoriseCallWithOrder,
  sendIntakeAndOpenConfirmation,
  sendIntakeAndReadReference,
} from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** 1280 px at 400 %, which is narrower than any phone in use: WCAG 2.2, 1.4.10. */
const ZOOMED_VIEWPORT = { width: 320, height: 640 }

/** A visitor with axe on every page it opens: put there once, not sent anew with each page, which takes longer than looking. */
async function openPageWithAxe(): Promise<Page> {
  const page = await openPage({ viewport: ZOOMED_VIEWPORT })
  await page.context().addInitScript(axeSource)
  return page
}

/** axe itself, as the package that brings it to Playwright depends on it. */
const { source: axeSource } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as {
  source: string
}

/**
 * Nothing that axe knows to be a barrier, in light and in dark; nothing that scrolls sideways at 400 %; nothing that
 * moves for whoever asked for less of it, nor that is lost where the system sets the colours.
 */
async function expectAccessible(page: Page): Promise<void> {
  const where = page.url()
  // Colours do not depend on the language, and the schemes differ in colours alone.
  const colours = splitLanguagePath(new URL(where).pathname).language === defaultLanguage
  await page.emulateMedia({ colorScheme: 'light' })
  const rules = colours ? {} : { rules: { 'color-contrast': { enabled: false } } }
  expect(await findAxeViolations(page, rules), `${where} in light`).toEqual([])
  if (colours) {
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findAxeViolations(page, { runOnly: ['color-contrast'] }), `${where} in dark`).toEqual([])
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active', reducedMotion: 'reduce' })
    expect(
      await page.evaluate(findLostOrMovingElements),
      `${where} in forced colours, with less motion`,
    ).toEqual([])
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' })
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(
    overflow,
    `${where} scrolls sideways by ${overflow} px at ${ZOOMED_VIEWPORT.width} px`,
  ).toBeLessThanOrEqual(0)
}

/**
 * What the page loses in forced colours, where backgrounds and shadows are gone: the edge of a button, the ring around
 * what has the focus, a drawing. Besides, what still moves.
 */
function findLostOrMovingElements(): string[] {
  const found: string[] = []
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const describeElement = (element: Element) =>
    `${element.tagName} ${element.getAttribute('class')} ${element.id}`
  const hasLine = (style: string, width: string) => style !== 'none' && Number.parseFloat(width) > 0
  for (const button of document.querySelectorAll('button, .govuk-button, .leave a')) {
    const { borderBottomStyle, borderBottomWidth } = getComputedStyle(button)
    if (isSeen(button) && !hasLine(borderBottomStyle, borderBottomWidth))
      found.push(`no edge: ${describeElement(button)}`)
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
      found.push(`no ring: ${describeElement(control)}`)
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
    const foreignColours = [fill, stroke].filter((color) => color !== 'none' && !system.has(color))
    if (isSeen(shape) && foreignColours.length > 0)
      found.push(`drawn in ${foreignColours.join(' and ')}: ${describeElement(shape)}`)
  }
  for (const element of document.querySelectorAll('*')) {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element)
    if (animationName !== 'none' || scrollBehavior !== 'auto' || Number.parseFloat(transitionDuration) > 0)
      found.push(`moves: ${describeElement(element)}`)
  }
  return found
}

/** What axe finds on a page as it stands, by all its rules or by some: `color-contrast: .govuk-button`. */
const findAxeViolations = (page: Page, axeOptions: object): Promise<string[]> =>
  page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      const { violations } = await axe.run(options)
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
    },
    { resultTypes: ['violations'], ...axeOptions },
  )

/** The part of axe these tests use. */
interface Axe {
  run(options: object): Promise<{
    violations: { id: string; nodes: { target: string[] }[] }[]
  }>
}

/** Looks at pages two at a time, on two cores; each must answer as expected. */
async function expectAllAccessible(
  addresses: readonly string[],
  draft?: Parameters<typeof adoptVisitorCookie>[1],
) {
  const remaining = [...addresses]
  const checkRemaining = async () => {
    const page = await openPageWithAxe()
    if (draft) await adoptVisitorCookie(page, draft)
    for (let next = remaining.shift(); next !== undefined; next = remaining.shift()) {
      const answer = await page.goto(next)
      expect(answer?.status(), next).toBe(200)
      expect(page.url(), 'led to another address').toBe(next)
      await expectAccessible(page)
    }
    await page.context().close()
  }
  await Promise.all([checkRemaining(), checkRemaining()])
}

const urlsInBothLanguages = (...paths: string[]) =>
  languages.flatMap((language) => paths.map((path) => pageUrl(language, path)))

it('puts no barrier on any page that is read', async () => {
  const pages = listPagesServedWithoutWorker()
  expect(pages.length).toBeGreaterThan(5)
  await expectAllAccessible(pages.map((path) => `${portal.origin}${path}`))
})

it('puts no barrier on any kind of question in any state, nor on any section of any form', async () => {
  // Two examples that open the same questions and leave the same to mend differ only in what is typed.
  const looks = new Map(galleryPages.map(({ look, path }) => [look, `${portal.gallery}${path}`]))
  expect(looks.size).toBeGreaterThan(60)
  await expectAllAccessible(alternateLanguages(looks))
}, 240_000)

/**
 * Every page in both languages in one of its states, and in each other state in one language and then the other: what
 * is open or to be mended does not depend on the words.
 */
function alternateLanguages(looks: ReadonlyMap<string, string>): string[] {
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
  const begun = await saveExampleDraft(full.fields, ['start'])
  await expectAllAccessible(
    urlsInBothLanguages(...lists, ...parts, '/intake/children/new/', '/intake/delete/'),
    begun,
  )
  const filled = await saveExampleDraft({ ...byOneParent.fields, device: ['shared'] })
  await expectAllAccessible(
    urlsInBothLanguages('/intake/children/', ...parts, '/intake/children/01/'),
    filled,
  )
  const whole = await saveExampleDraft(full.fields)
  await expectAllAccessible(
    urlsInBothLanguages(
      ...lists,
      ...parts,
      '/intake/children/12/',
      '/intake/orders/08/',
      '/intake/documents/',
    ),
    whole,
  )
})

/** Does the same in every language at once, each as a visitor of its own. */
const runInEachLanguage = (
  tell: (page: Page, language: Language, actions: ReturnType<typeof createCheckedActions>) => Promise<void>,
) =>
  Promise.all(
    languages.map(async (language) => {
      const page = await openPageWithAxe()
      await tell(page, language, createCheckedActions(page, language))
    }),
  )

/** What a visitor does on a page in a language, with a look for barriers wherever it leads. */
const createCheckedActions = (page: Page, language: Language) => ({
  open: async (path: string) => {
    const address = pageUrl(language, path)
    await page.goto(address)
    expect(page.url(), 'led to another address').toBe(address)
    await expectAccessible(page)
  },
  at: async (path: string) => {
    await page.waitForURL(pageUrl(language, path))
    await expectAccessible(page)
  },
  press: (label: Wording) => pressButton(page, label[language]),
  /** Presses a button of a form that has something to mend. */
  pressInVain: async (label: Wording) => {
    await pressButton(page, label[language])
    await page.locator('.govuk-error-summary').waitFor()
    await expectAccessible(page)
  },
})

it('puts no barrier on what comes back with something to mend: a page, one of many, the check', () =>
  runInEachLanguage(async (page, language, { press, pressInVain }) => {
    await adoptVisitorCookie(
      page,
      await saveExampleDraft(intakeExamples.full.fields, ['start', 'children', 'orders']),
    )
    await page.goto(pageUrl(language, '/intake/reaching-you/'))
    await pressInVain(siteWording.saveAndContinue)
    await page.goto(pageUrl(language, '/intake/children/03/'))
    await page.locator('#childBirthDate-day').fill('31')
    await page.locator('#childBirthDate-month').fill('2')
    await pressInVain(siteWording.saveAndContinue)
    await page.goto(pageUrl(language, '/intake/check/'))
    await press(siteWording.send)
    await waitForErrorSummary(page)
    expect(await page.locator('[data-summary="children"] h3').count()).toBe(childrenSection.repeats.most)
    await expectAccessible(page)
  }))

const waitForErrorSummary = (page: Page) => page.locator('.govuk-error-summary').waitFor()

it('puts no barrier on resuming: the code, a wrong one, deleting, a draft that is gone', () =>
  runInEachLanguage(async (page, language, { at, open, press }) => {
    const draft = await saveExampleDraft(intakeExamples.full.fields, ['start', 'reaching-you'])
    await adoptVisitorCookie(page, draft)
    await page.goto(pageUrl(language, '/intake/tasks/'))
    await press(resumeWording.mailCode)
    await at('/intake/resume-code/')
    await open('/intake/resume/')
    for (const device of [undefined, '#device-2']) {
      await page.locator('#code').fill('not a code')
      if (device) await page.locator(device).press('Space')
      await press(resumeWording.open)
      await page.locator(`#${device ? 'code' : 'device'}-error`).waitFor()
      await expectAccessible(page)
    }
    await page.goto(pageUrl(language, '/intake/delete/'))
    await press(resumeWording.deleteNow)
    await at('/intake/deleted/')
    // From a window that stayed open all the while.
    await adoptVisitorCookie(page, draft)
    await page.goto(pageUrl(language, '/intake/check/'))
    await waitForErrorSummary(page)
    await expectAccessible(page)
  }))

it('puts no barrier on what follows sending: the confirmation, “Your file” and its code', () =>
  runInEachLanguage(async (page, language, { press, pressInVain }) => {
    const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
    await sendIntakeAndOpenConfirmation(page, fields, language)
    await expectAccessible(page)
    await press(filePageWording.openButton)
    await waitForYourFile(page, language)
    await expectAccessible(page)
    await press(filePageWording.close)
    await waitForFileCodeForm(page, language)
    await expectAccessible(page)
    await page.locator('#code').fill('not a code')
    await pressInVain(filePageWording.openButton)
  }))

it('puts no barrier on allowing the call: offered, to mend, signed, to stop, stopped, and a receipt checked', () =>
  runInEachLanguage(async (page, language, { at, open, press, pressInVain }) => {
    const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
    await sendIntakeAndOpenConfirmation(page, fields, language)
    await press(authorisationStatusWording.sentButton)
    await at('/file/authorise/')
    await pressInVain(authorisePageWording.button)
    await fillSection(page, authoriseSection, authorisationExamples.orderNotSure.fields)
    await press(authorisePageWording.button)
    await at('/file/receipt/')
    const receipt = await readPageSlot(page, 'receipt')
    for (const path of ['/file/', '/file/authorise/', '/file/stop/']) {
      await open(path)
    }
    await press(stopAuthorisationPageWording.cases['stop-in-force'].button)
    await at('/file/')
    await page.goto(pageUrl(language, '/receipt/'))
    await pressInVain(receiptCheckPageWording.button)
    for (const text of [receipt, 'not a receipt']) {
      await page.locator('#text').fill(text)
      await press(receiptCheckPageWording.button)
      await page.locator('[data-slot="genuine"]:not([hidden]), [data-slot="unknown"]:not([hidden])').waitFor()
      await at('/receipt/')
    }
  }))

it('puts no barrier on booking: the times, nothing chosen, the check, booked, to cancel, other times', () =>
  runInEachLanguage(async (page, language, { at, open, press, pressInVain }) => {
    const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
    await sendIntakeAndOpenConfirmation(page, fields, language)
    await press(firstAppointmentStatusWording.book)
    await at('/file/book/')
    await pressInVain(siteWording.continue)
    await holdOpening(page, language, (openings) => openings.last())
    await at('/file/book/check/')
    await page.locator('input[name="calendarTitle"]').last().check()
    await press(checkPageWording.button)
    await at('/file/appointment/')
    for (const path of ['/file/', '/file/book/', '/file/appointment/cancel/', '/file/book/request/']) {
      await open(path)
    }
  }))

it('puts no barrier before whoever is called, nor before whoever calls: the desk, the sheet, the invitation', () =>
  runInEachLanguage(async (page, language) => {
    const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
    const reference = await sendIntakeAndOpenConfirmation(page, fields, language)
    await authoriseCallWithOrder(page, language)
    const coordinator = await openPageWithAxe()
    await openFileAtDesk(coordinator, reference, language)
    await expectAccessible(coordinator)
    await recordOrderReadAtDesk(coordinator, language)
    await openOtherContactDetails(coordinator, language)
    await expectAccessible(coordinator)
    await recordInterestedCall(coordinator, language)
    await expectAccessible(coordinator)
    const code = await createInvitationAndReadCode(coordinator, language)
    await expectAccessible(coordinator)
    const other = await openPageWithAxe()
    await other.goto(pageUrl(language, '/invitation/'))
    await expectAccessible(other)
    await other.locator('#code').fill('not a code')
    await pressButton(other, resumeWording.open[language])
    await waitForErrorSummary(other)
    await expectAccessible(other)
    await other.locator('#code').fill(code)
    await pressButton(other, resumeWording.open[language])
    await other.waitForURL(pageUrl(language, '/invitation/yours/'))
    await expectAccessible(other)
    await other.goto(pageUrl(language, '/invitation/decline/'))
    await expectAccessible(other)
    await pressButton(other, declineInvitationPageWording.button[language])
    await other.waitForURL(pageUrl(language, '/invitation/declined/'))
    await expectAccessible(other)
  }))

it('puts no barrier on the error pages', () =>
  runInEachLanguage(async (page, language) => {
    await page.goto(`${portal.gallery}${localisePath(language, '/nowhere/')}`)
    await expectAccessible(page)
    for (const status of Object.keys(errorPageWordingByStatus)) {
      await page.goto(`${portal.gallery}${localisePath(language, `/gallery/errors/${status}/`)}`)
      expect(await page.locator('h1').textContent()).toBe(
        errorPageWordingByStatus[Number(status) as 404].title[language],
      )
      await expectAccessible(page)
    }
  }))

it('puts no barrier on the desk: signing in, list, file, one with a related file, nothing there, appointments, hours', async () => {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const [first, again] = [await sendIntakeAndReadReference(fields), await sendIntakeAndReadReference(fields)]
  await runInEachLanguage(async (page, language) => {
    await page.goto(pageUrl(language, '/desk/'))
    await expectAccessible(page)
    await signInAtDesk(page, administrator.name)
    await page.goto(pageUrl(language, '/desk/'))
    await page.getByText(first).first().waitFor()
    await expectAccessible(page)
    for (const reference of [first, again]) {
      // Each panel asks for what it shows.
      await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
      await page.locator('main section').first().waitFor()
      await expectAccessible(page)
    }
    // The file is locked: what the parent wrote waits for the conflict review.
    const shown = await page.locator('main').textContent()
    expect(shown).toContain(first)
    expect(shown).not.toContain(fields.legalName?.[0])
    for (const path of ['/desk/files/0000-0000/', '/desk/appointments/', '/desk/hours/']) {
      await page.goto(pageUrl(language, path), { waitUntil: 'networkidle' })
      await page.locator('h1').waitFor()
      await expectAccessible(page)
    }
  })
})
