import { expect, it } from 'vitest'
import { type AccessibilityCheck, openPageWithAxe } from './accessibility-check.ts'
import { pageUrl } from './page-actions.ts'

/** What a check must find when somebody does it to a page: a part of how the failure says it. */
const barriers: Readonly<Record<string, { found: string; build: (element: HTMLElement) => void }>> = {
  'a picture without words': {
    found: 'image-alt',
    build: (element) => element.append(document.createElement('img')),
  },
  'a field without a label': {
    found: 'label',
    build: (element) => element.append(document.createElement('input')),
  },
  'words hard to read': {
    found: 'color-contrast',
    build: (element) => {
      element.textContent = 'Pale'
      element.style.cssText = 'color: #999; background: #aaa'
    },
  },
  'what scrolls sideways': {
    found: 'scrolls sideways by',
    build: (element) => {
      element.textContent = 'Wide'
      element.style.minWidth = '2000px'
    },
  },
  'a button that nobody sees': {
    found: 'no edge: Copy',
    build: (element) => {
      element.innerHTML = '<button class="govuk-button">Copy</button>'
      const button = element.firstElementChild as HTMLElement
      // The content security policy forbids the attribute.
      button.style.cssText = 'background: none; color: inherit'
    },
  },
  'a title above nothing': {
    found: 'nothing below: Nothing',
    build: (element) => {
      element.innerHTML = '<h2>Nothing</h2>'
    },
  },
  'words of a drawing beyond their box': {
    found: 'beyond its box: Words',
    build: (element) => {
      element.innerHTML =
        '<svg viewBox="0 0 90 30"><rect width="30" height="30"/><text class="drawing__text" x="2" y="20">Words</text></svg>'
    },
  },
  'a code on two lines': {
    found: 'broken: A-HP45',
    build: (element) => {
      element.innerHTML = '<strong class="receipt__code">A-HP45<br>PAT8</strong>'
    },
  },
}

/** Tests that a check finds each barrier on a page that has none otherwise. */
export function testBarriersAreFound(createCheck: () => AccessibilityCheck): void {
  it.each(Object.entries(barriers))('finds %s', async (_, { found, build }) => {
    const page = await openPageWithAxe()
    await page.goto(pageUrl('en', '/privacy/'))
    await page.locator('main').evaluate((main) => main.append(document.createElement('p')))
    await page.locator('main > p:last-child').evaluate(build as (element: Node) => void)
    await expect(createCheck()(page)).rejects.toThrow(found)
  })
}
