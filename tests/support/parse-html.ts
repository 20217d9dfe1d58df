import { DOMParser } from 'linkedom/worker'

/** The properties of an element that tests use. */
export interface HtmlElement {
  readonly localName: string
  readonly id: string
  readonly textContent: string
  readonly childNodes: readonly HtmlElement[]
  readonly nodeType: number
  getAttribute(name: string): string | null
  getAttributeNames(): readonly string[]
  hasAttribute(name: string): boolean
  closest(selector: string): HtmlElement | null
  querySelector(selector: string): HtmlElement | null
  querySelectorAll(selector: string): readonly HtmlElement[]
  remove(): void
  replaceWith(text: string): void
}

/**
 * Parses a page, or a piece of a page that it wraps in an element, and returns the root element. Throws where a browser
 * would have to guess: at an ampersand that begins none of our character references, or at a `<` that begins no tag.
 * Both happen when typed text was not escaped. Leaves out the styles at the end of the head, which are no HTML.
 */
export function parseHtml(withStyles: string): HtmlElement {
  const html = withStyles.replace(STYLES_OF_HEAD, '</head>')
  const [unescaped] = STRAY_AMPERSAND.exec(html) ?? /<.{0,20}/.exec(html.replace(TAG, '')) ?? []
  if (unescaped !== undefined) throw new Error(`The page has an unescaped ${unescaped}`)
  const page = isWholePage(html) ? html : `<html>${html}</html>`
  return new DOMParser().parseFromString(page, 'text/html').documentElement
}

export const isWholePage = (html: string): boolean => /^<!doctype html>/i.test(html)

const STRAY_AMPERSAND = /&(?!(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-f]+);)(?:#|[a-z0-9]+;?)/i
const STYLES_OF_HEAD = /<style>(?:(?!<\/style>).)*<\/style><\/head>/s
const TAG = /<[a-z/!](?:"[^"]*"|'[^']*'|[^"'>])*>/gi

/**
 * The text of an element. `gap` is put wherever a tag stands, so that the words of neighbours stay apart, except where the
 * build marks a part of a sentence: a phone number, or what stays on one line.
 */
export function readText(node: HtmlElement | null, gap = ''): string {
  if (!node) return ''
  if (node.nodeType === TEXT_NODE) return node.textContent
  if (node.localName === 'textarea') return decodeTextarea(node.textContent)
  const isPartOfSentence =
    node.nodeType === ELEMENT_NODE &&
    (node.getAttribute('class') === 'unbroken' || node.getAttribute('href')?.startsWith('tel:'))
  if (isPartOfSentence) return node.textContent
  return gap + node.childNodes.map((child) => readText(child, gap)).join('') + gap
}

/** Decodes the content of a textarea, which linkedom leaves encoded. */
function decodeTextarea(written: string): string {
  if (written.includes('<')) throw new Error(`A textarea has an unescaped ${written}`)
  // HTML, 13.2.6.4.7: a line feed right after a textarea's tag is ignored.
  return parseHtml(`<title>${written.replace(/^\n/, '')}</title>`).textContent
}

const ELEMENT_NODE = 1
const TEXT_NODE = 3

/** The values of an attribute on the elements that match a selector and have it. */
export const readAttributes = (page: HtmlElement, selector: string, attribute: string): string[] =>
  page.querySelectorAll(selector).flatMap((element) => element.getAttribute(attribute) ?? [])
