import type { Page } from 'playwright-core'

/** A person at a keyboard, without a mouse: keys and what has the focus, and nothing else. */
export function createKeyboard(page: Page) {
  const press = async (key: string, times = 1) => {
    for (let count = 0; count < times; count++) await page.keyboard.press(key)
  }
  const focusIsOn = (selector: string) =>
    page.evaluate((targetSelector) => document.activeElement?.matches(targetSelector) ?? false, selector)
  /** Presses Tab, or Shift+Tab, until the focus is there. */
  const tabTo = async (selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
    for (let presses = 0; presses < MAX_PRESSES; presses++) {
      await press(key)
      if (await focusIsOn(selector)) return
    }
    throw new Error(`${key} never reaches ${selector} on ${page.url()}`)
  }
  return {
    press,
    focusIsOn,
    tabTo,
    /** Reaches a field and types into it. */
    async typeInto(selector: string, text: string) {
      await tabTo(selector)
      await page.keyboard.type(text)
    },
    /** Reaches a link or a button and presses Enter. */
    async enter(selector: string) {
      await tabTo(selector)
      await press('Enter')
    },
  }
}

/** More stops than the longest page has. */
const MAX_PRESSES = 100
