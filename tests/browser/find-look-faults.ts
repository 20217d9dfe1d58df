/**
 * Finds what a person sees at once and no rule of axe knows: a button that has the colour of what it lies on, a title with
 * nothing below it, a code or a day that is broken over two lines, words of a drawing that leave their box. Runs in the browser.
 */
export function findLookFaults(): string[] {
  const main = document.querySelector('main')
  if (!main) return ['There is no main part']
  const listShown = (selector: string) =>
    [...main.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())
  const isSeeThrough = (colour: string) => /^rgba\(.*, 0\)$|^transparent$/.test(colour)
  const findGround = (element: Element | null): string => {
    if (!element) return ''
    const { backgroundColor } = getComputedStyle(element)
    return isSeeThrough(backgroundColor) ? findGround(element.parentElement) : backgroundColor
  }
  const isFlat = (button: Element) =>
    isSeeThrough(getComputedStyle(button).borderTopColor) &&
    findGround(button) === findGround(button.parentElement)

  // A title has content where text or a control stands between it and the next one of its level or above.
  const parts = listShown(
    'h1, h2, h3, h4, p, li, dt, dd, label, legend, input, button, a, summary, td, pre, img, svg',
  )
  const levelOf = (element: Element | undefined) =>
    Number(/^H([1-4])$/.exec(element?.tagName ?? '')?.[1] ?? 9)
  const isAboveNothing = (title: Element) => {
    const next = parts.slice(parts.indexOf(title as HTMLElement) + 1).find((part) => !title.contains(part))
    return !next || levelOf(next) <= levelOf(title)
  }

  const isBroken = (element: Element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const middles = [...range.getClientRects()].map(({ top, bottom }) => (top + bottom) / 2)
    return Math.max(...middles) - Math.min(...middles) > 8
  }
  // The box of words in a drawing is the one in which they begin.
  const leavesBox = (words: Element) => {
    const { left, right, top, bottom } = words.getBoundingClientRect()
    const boxes = [...(words.closest('svg')?.querySelectorAll('rect') ?? [])].map((box) =>
      box.getBoundingClientRect(),
    )
    const middle = (top + bottom) / 2
    return boxes.some(
      (box) =>
        box.left <= left && left < box.right && box.top < middle && middle < box.bottom && right > box.right,
    )
  }
  const name = (fault: string) => (element: Element) => `${fault}: ${element.textContent?.trim()}`
  return [
    ...listShown('.govuk-button').filter(isFlat).map(name('no edge')),
    ...listShown('h2, h3, h4').filter(isAboveNothing).map(name('nothing below')),
    ...listShown('.receipt__code, .day__name, .day-until').filter(isBroken).map(name('broken')),
    ...[...main.querySelectorAll('.drawing__text')].filter(leavesBox).map(name('beyond its box')),
  ]
}
