import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { chooseCases } from '../support/explored-cases.ts'
import { openPage } from './open-page.ts'
import { pageUrl } from './page-actions.ts'
import { LONGEST_WAIT_MS } from './wait-for.ts'

const sections = chooseCases(
  intakeForm.sections.filter(({ repeats }) => !repeats),
  ({ slug }) => ['start', 'safety', 'documents'].includes(slug),
)

it.each([
  ['with', true],
  ['without', false],
] as const)(
  'brings the question that a link leads to into view on a phone, below nothing, %s JavaScript',
  async (_, javaScriptEnabled) => {
    const page = await openPage({ javaScriptEnabled, reducedMotion: 'reduce' })
    let count = 0
    for (const { slug } of sections) {
      const address = pageUrl('fr', `/intake/${slug}/`)
      await page.goto(address)
      const fields = await listVisibleFields(page)
      // The script puts the focus on top of what the style sheet does, so some of the questions will do.
      for (const field of fields.filter((_, index) => !javaScriptEnabled || index % 5 === 0)) {
        await page.goto('about:blank')
        await page.goto(`${address}#${field}`)
        await expect.poll(() => findWhatIsHidden(page, field), { timeout: LONGEST_WAIT_MS }).toEqual([])
        if (javaScriptEnabled) expect(await page.evaluate(() => document.activeElement?.id)).toBe(field)
        count += 1
      }
    }
    expect(count).toBeGreaterThan(sections.length * (javaScriptEnabled ? 0.55 : 2))
  },
)

/** The first field of each question that the page shows. */
const listVisibleFields = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-question]')]
      .filter((question) => question.offsetParent !== null)
      .map((question) => question.dataset.question ?? '')
      .filter((name) => document.getElementById(name)?.matches('input, select, textarea')),
  )

/** Names what of a question is outside the window, or under the bar with the leave button. */
const findWhatIsHidden = (page: Page, field: string): Promise<string[]> =>
  page.evaluate((id) => {
    const control = document.getElementById(id)
    const question = control?.closest('[data-question]')
    const bar = document.querySelector('.leave')?.getBoundingClientRect().top ?? 0
    const parts = { words: question?.querySelector('legend, label'), field: control }
    return Object.entries(parts).flatMap(([name, part]) => {
      const { top = -1, bottom = -1 } = part?.getBoundingClientRect() ?? {}
      return top < 0 || bottom > bar ? [`${id}: ${name} at ${Math.round(top)} to ${Math.round(bottom)}`] : []
    })
  }, field)
