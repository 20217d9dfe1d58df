import type { Locator, Page } from 'playwright-core'
import type { Language, Wording } from '../../forms/language.ts'

/** The part of a page in which something is looked for. */
type Scope = Pick<Page, 'getByRole' | 'getByLabel'>

/** What a coordinator does at the desk without a mouse, and nothing else: every step is a key, and what has the focus. */
export function createDeskKeyboard(page: Page, language: Language) {
  const { keyboard } = page
  /** Goes towards an element with Tab, or back to it with Shift+Tab, until it has the focus. */
  const goTo = async (element: Locator, isReached = hasFocus) => {
    await element.waitFor()
    for (let presses = 0; presses < MAX_PRESSES; presses++) {
      if (await element.evaluate(isReached)) return
      await keyboard.press((await element.evaluate(isBeforeFocus)) ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`The keyboard never reaches ${element} on ${page.url()}`)
  }
  const enter = async (element: Locator) => {
    await goTo(element)
    await keyboard.press('Enter')
  }
  /** Goes to a group of choices, and with the arrows to one of them. */
  const choose = async (radio: Locator) => {
    await goTo(radio, isInGroupWithFocus)
    if (await radio.evaluate(hasFocus)) await keyboard.press('Space')
    for (let presses = 0; !(await radio.isChecked()); presses++) {
      if (presses > MAX_CHOICES) throw new Error(`The arrows never reach ${radio}`)
      await keyboard.press('ArrowDown')
    }
  }
  return {
    goTo,
    enter,
    /** Goes down a list with J, from row to row, and opens the row that is meant. */
    openRow: async (row: Locator) => {
      const link = row.locator('[data-row]')
      await link.waitFor()
      for (let presses = 0; !(await link.evaluate(hasFocus)); presses++) {
        if (presses > MAX_PRESSES) throw new Error(`J never reaches ${row}`)
        await keyboard.press('j')
      }
      await keyboard.press('Enter')
    },
    press: (key: string) => keyboard.press(key),
    type: async (element: Locator, text: string) => {
      await goTo(element)
      await keyboard.type(text)
    },
    pressButton: (label: Wording, scope: Scope = page) =>
      enter(scope.getByRole('button', { name: label[language], exact: true })),
    followLink: (label: Wording, scope: Scope = page) =>
      enter(scope.getByRole('link', { name: label[language], exact: true })),
    choose: (label: Wording, scope: Scope = page) =>
      choose(scope.getByRole('radio', { name: label[language], exact: true })),
    chooseRadio: choose,
  }
}
export type DeskKeyboard = ReturnType<typeof createDeskKeyboard>

/** More stops than the longest page of the desk has. */
const MAX_PRESSES = 300
const MAX_CHOICES = 20

const hasFocus = (element: Element) => element === document.activeElement

/** Whether an element, or the one of its radio buttons at which Tab stops, has the focus. */
const isInGroupWithFocus = (element: Element) =>
  element === document.activeElement ||
  (document.activeElement instanceof HTMLInputElement &&
    document.activeElement.type === 'radio' &&
    document.activeElement.name === element.getAttribute('name'))

const isBeforeFocus = (element: Element) =>
  document.activeElement !== null &&
  document.activeElement !== document.body &&
  (document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 &&
  !element.contains(document.activeElement)
