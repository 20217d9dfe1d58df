import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { countMinutesLeft } from '../../content/forms/intake/estimate.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { asideWording, fileAsideNotes, formAsideNotes } from '../../content/site/form-aside-wording.ts'
import { minutesLeftWording, siteWording } from '../../content/site/wording.ts'
import { listFirstHalfSections } from '../../forms/halves.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { openPage } from './open-page.ts'
import { adoptVisitorCookie, pageUrl, saveExampleDraft } from './page-actions.ts'

const WIDE = { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false }
const firstHalf = listFirstHalfSections(intakeForm)

it.each(languages)(
  'holds beside a form where one is, the time left, what is saved and how to leave, in %s',
  async (language) => {
    const page = await openPage(WIDE)
    for (const [index, { slug }] of firstHalf.entries()) {
      await page.goto(pageUrl(language, `/intake/${slug}/`))
      const aside = await findBox(page, '.where')
      expect(aside.left).toBeGreaterThanOrEqual(WIDE.viewport.width / 2)
      expect(aside.left).toBeGreaterThan((await findBox(page, '#form')).right)
      expect(aside.bottom).toBeLessThanOrEqual(WIDE.viewport.height)
      const said = await page.locator('.where').innerText()
      for (const line of [
        `${siteWording.step[language]} ${index + 1} ${siteWording.stepOf[language]} ${firstHalf.length}`,
        minutesLeftWording(countMinutesLeft(intakeForm, slug) ?? 0)[language],
        formAsideNotes.saved[language],
        formAsideNotes.leaving[language],
      ])
        expect(said).toContain(line)
    }
    // It stays in view while one reads on.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
    const scrolled = await findBox(page, '.where')
    expect([scrolled.top >= 0, scrolled.bottom <= WIDE.viewport.height]).toEqual([true, true])
  },
)

it.each(languages)('starts the form from the first screen of a phone, in %s', async (language) => {
  const page = await openPage({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  await page.goto(pageUrl(language, '/intake/'))
  const start = page.getByRole('link', { name: siteWording.startOrContinue[language] })
  expect((await start.first().boundingBox())?.y).toBeLessThan(640)
  await page.setViewportSize(WIDE.viewport)
  expect(await start.count()).toBe(1)
})

it.each(languages)(
  'says on a phone where one is and the time left, and one press away what is saved and how to leave, in %s',
  async (language) => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await openPage({ viewport: { width: 360, height: 640 }, javaScriptEnabled })
      await page.goto(pageUrl(language, '/intake/you/'))
      expect(await page.locator('.where .step:not([hidden])').isVisible()).toBe(true)
      expect((await findBox(page, '.where')).bottom).toBeLessThanOrEqual((await findBox(page, '#form')).top)
      const notes = page.locator('.where__notes')
      expect(await notes.innerText()).toBe(asideWording.summary[language])
      await notes.locator('summary').click()
      const said = await notes.innerText()
      expect(said).toContain(formAsideNotes.saved[language])
      expect(said).toContain(formAsideNotes.leaving[language])
      // A phone has no Shift key, and the red button deletes nothing without JavaScript.
      expect(said).not.toContain(asideWording.shiftKey[language])
      expect(said.includes(formAsideNotes.leavingWithScript[language])).toBe(javaScriptEnabled)
    }
  },
)

it('says beside a form what the Shift key does, and on a shared device the red button, where JavaScript runs', async () => {
  const page = await openPage({ viewport: WIDE.viewport })
  await page.goto(pageUrl('en', '/intake/you/'))
  const said = await page.locator('.where').innerText()
  expect(said).toContain(asideWording.shiftKey.en)
  expect(said).toContain(formAsideNotes.leavingWithScript.en)
  expect(said).not.toContain(fileAsideNotes.leaving.en)
})

it.each(languages)(
  'leads from the first button of the home page to the form, beside “How it works”, in %s',
  async (language) => {
    const page = await openPage(WIDE)
    await page.goto(pageUrl(language, '/'))
    const buttons = page.locator('main .govuk-button')
    expect(await buttons.nth(0).getAttribute('href')).toBe(localisePath(language, '/intake/'))
    expect((await buttons.nth(1).innerText()).trim()).toBe(siteWording.aboutLink[language])
    const [first, second] = await listBoxes(page, 'main .govuk-button')
    expect(second?.top).toBe(first?.top)
    expect(second?.left).toBeGreaterThan(first?.right ?? Number.POSITIVE_INFINITY)
    expect(second?.bottom).toBeLessThanOrEqual(WIDE.viewport.height)
  },
)

it.each([1280, 768, 360])('is read in its order on the home page, row by row, at %s px', async (width) => {
  const page = await openPage({ viewport: { width, height: 800 } })
  await page.goto(pageUrl('fr', '/'))
  const parts = await listBoxes(page, '.prose--wide > section')
  expect(parts.length).toBeGreaterThan(3)
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1]
    // To the right of the one before in the same row, or in a row below it.
    if (before)
      expect(part.top === before.top ? part.left >= before.right : part.top >= before.bottom).toBe(true)
  }
  const headings = await listBoxes(page, 'main h1, main h2')
  const tops = headings.map(({ top }) => top)
  expect(tops).toEqual(tops.toSorted((one, other) => one - other))
})

const listBoxes = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { top, bottom, left, right } = element.getBoundingClientRect()
      return { top, bottom, left, right }
    }),
  )

async function findBox(page: Page, selector: string) {
  const [box] = await listBoxes(page, selector)
  if (!box) throw new Error(`Nothing matches ${selector} on ${page.url()}`)
  return box
}

it.each(languages)('has a head of two lines on a phone, whose links fit on one, in %s', async (language) => {
  const page = await openPage({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  for (const path of ['/fees/', '/intake/you/']) {
    await page.goto(pageUrl(language, path))
    const tops = await page
      .locator('.masthead__links a')
      .evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top)))
    expect(tops).toHaveLength(3)
    expect(new Set(tops).size, path).toBe(1)
  }
})

it('gives the cells of a table the whole line of a phone, and what is checked the room of a wide screen', async () => {
  const page = await openPage({ viewport: { width: 360, height: 740 } })
  await page.goto(pageUrl('en', '/privacy/'))
  const width = async (selector: string) => (await page.locator(selector).first().boundingBox())?.width ?? 0
  expect(await width('main tbody td')).toBeGreaterThan(0.95 * (await width('main table')))
  await adoptVisitorCookie(page, await saveExampleDraft(intakeExamples.byOneParent.fields, ['start', 'you']))
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(pageUrl('en', '/intake/check/'))
  expect(await width('main .answers')).toBeGreaterThan(620)
})
