/**
 * What the page loses in forced colours, where backgrounds and shadows are gone: the edge of a button, the ring around
 * what has the focus, a drawing. Besides, what still moves.
 */
export function findLostOrMovingElements(): string[] {
  const found: string[] = []
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const describeElement = (element: Element) =>
    `${element.tagName} ${element.getAttribute('class')} ${element.id}`
  const hasLine = (style: string, width: string) => style !== 'none' && Number.parseFloat(width) > 0
  // The button that Enter presses in place of the first one is hidden from everybody.
  for (const button of document.querySelectorAll(
    'button:not([aria-hidden="true"]), .govuk-button, .leave a',
  )) {
    const { borderBottomStyle, borderBottomWidth } = getComputedStyle(button)
    if (isSeen(button) && !hasLine(borderBottomStyle, borderBottomWidth))
      found.push(`no edge: ${describeElement(button)}`)
  }
  const before = document.activeElement
  for (const control of document.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary',
  )) {
    if (!control.checkVisibility() || control.matches(':disabled')) continue
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
