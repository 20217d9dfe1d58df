/**
 * Finds what a person sees at once and no rule of axe knows: a button that has the colour of what it lies on or an edge too
 * faint to see, a title with nothing below it, a code or a day that is broken over two lines, a word that is broken inside,
 * words of a drawing that leave their box. Runs in the browser.
    ...listShown('button').filter(isBesideQuestion).map(name('beside a question')),
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

  // WCAG 2.2, 1.4.11: the edge of a control has a contrast of at least 3 : 1.
  const readLuminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const hasFaintEdge = (button: Element) => {
    const ground = readLuminance(findGround(button.parentElement))
    const edge = readLuminance(getComputedStyle(button).borderTopColor)
    return (Math.max(ground, edge) + 0.05) / (Math.min(ground, edge) + 0.05) < 3
  }

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

  const isRangeBroken = (range: Range) => {
    const middles = [...range.getClientRects()].map(({ top, bottom }) => (top + bottom) / 2)
    return Math.max(...middles) - Math.min(...middles) > 8
  }
  const isBroken = (element: Element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return isRangeBroken(range)
  }
  // What is longer than a line breaks somewhere: an address, or what was never written by a person.
  const LONGEST_WORD = 20
  const ADDRESS_OR_WORD = /\S*(?:@|:\/\/)\S*|[\p{L}\p{N}’]+/gu
  const isWord = (text: string) => text.length <= LONGEST_WORD && !/[@/]/.test(text)
  const findBrokenWords = (element: Element) =>
    [...element.childNodes].flatMap((node) => {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : ''
      return [...text.matchAll(ADDRESS_OR_WORD)].flatMap(({ 0: word, index }) => {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        return isWord(word) && isRangeBroken(range) ? [`broken inside: ${word}`] : []
      })
    })
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
  const questions = listShown('.confirmed__question')
  const isBesideQuestion = (button: Element) =>
    questions.some((question) => {
      const [own, asked] = [button.getBoundingClientRect(), question.getBoundingClientRect()]
      const group = question.parentElement?.parentElement
      return (
        group?.contains(button) && own.left >= asked.right && own.top < asked.bottom && own.bottom > asked.top
      )
    })
  const name = (fault: string) => (element: Element) => `${fault}: ${element.textContent?.trim()}`
  return [
    ...listShown('.govuk-button').filter(isFlat).map(name('no edge')),
    ...listShown('.govuk-button--secondary:not(:hover, :focus)').filter(hasFaintEdge).map(name('faint edge')),
    ...listShown('h2, h3, h4').filter(isAboveNothing).map(name('nothing below')),
    ...listShown('.receipt__code, .day__name, .day-until, .unbroken:not(.receipt-text *)')
      .filter(isBroken)
      .map(name('broken')),
    ...listShown('*').flatMap(findBrokenWords),
    ...listShown('button').filter(isBesideQuestion).map(name('beside a question')),
    ...[...main.querySelectorAll('.drawing__text')].filter(leavesBox).map(name('beyond its box')),
  ]
}
