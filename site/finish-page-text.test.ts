import { expect, it } from 'vitest'
import { practice } from '../content/practice.ts'
import { isPublicPage, listBuiltPages, parseBuiltPage, readBuiltAttributes } from '../dev/built-site.ts'
import type { HtmlElement } from '../tests/support/parse-html.ts'
import { finishPageText } from './finish-page-text.ts'

const { reach, href } = practice.phone

it.each([
  [`<p>Call ${reach}.</p>`, `<p>Call <a href="${href}">${reach}</a>.</p>`],
  ['<p>Call 911 first.</p>', '<p>Call <a href="tel:911">911</a> first.</p>'],
  [
    `<a href="/"><b>${reach}</b></a> 911`,
    `<a href="/"><b><span class="unbroken">${reach}</span></b></a> <a href="tel:911">911</a>`,
  ],
  [
    `<p>${practice.office.en}; ${practice.office.fr}</p>`,
    '<p><span class="unbroken">20 Lantern</span> Street, Toronto; <span class="unbroken">20, rue</span> Lantern, Toronto</p>',
  ],
  ['<p>within 28 days.</p>', '<p>within <span class="unbroken">28 days</span>.</p>'],
  ['<p>within 2 working days</p>', '<p>within <span class="unbroken">2 working days</span></p>'],
  ['<p>dans les 3 jours ouvrables</p>', '<p>dans les <span class="unbroken">3 jours ouvrables</span></p>'],
  ['<p>de 9\u00a0h à 17\u00a0h</p>', '<p>de <span class="unbroken">9\u00a0h à 17\u00a0h</span></p>'],
  [
    '<p>9\u00a0h\u00a030 à 14\u00a0h.</p>',
    '<p><span class="unbroken">9\u00a0h\u00a030 à 14\u00a0h</span>.</p>',
  ],
  ['<p>9:30 a.m. to 2 p.m.</p>', '<p><span class="unbroken">9:30 a.m. to 2 p.m.</span></p>'],
  ['<p>For example, 30 4 2019.</p>', '<p>For example, <span class="unbroken">30 4 2019</span>.</p>'],
  [
    '<label>Comment se nomme-t-elle? Y a-t-il autre chose? Dites-le-nous.</label>',
    '<label>Comment se <span class="unbroken">nomme-t-elle</span>? Y <span class="unbroken">a-t-il</span> autre chose? <span class="unbroken">Dites-le-nous</span>.</label>',
  ],
  [
    '<p>peut-être, Sainte-Foy, un après-midi</p>',
    '<p><span class="unbroken">peut-être</span>, Sainte-Foy, un après-midi</p>',
  ],
  [
    '<p>On December 14, 2026, and on May 3; 1 May 20000.</p>',
    '<p>On <span class="unbroken">December 14, 2026</span>, and on <span class="unbroken">May 3</span>; 1 May 20000.</p>',
  ],
  [
    '<p>Du 1er mai au 14 décembre 2026.</p>',
    '<p>Du <span class="unbroken">1er mai</span> au <span class="unbroken">14 décembre 2026</span>.</p>',
  ],
  ['<label>Your e-mail</label>', '<label>Your <span class="unbroken">e-mail</span></label>'],
])('links a number and keeps together what belongs together: %s', (built, finished) => {
  expect(finishPageText(built)).toBe(finished)
})

it.each([
  '<title>28 days, 911</title>',
  `<meta content="${reach}, 28 days"><!-- 28 days --><p>3 children, 1911, 2019 days ago</p>`,
  '<textarea>28 days</textarea><option>911</option><svg><text>28 days</text></svg>',
])('leaves alone what is no text of the page: %s', (built) => {
  expect(finishPageText(built)).toBe(built)
})

it('leaves no phone number on any page that cannot be pressed, and parts no number from its unit', () => {
  const pages = listBuiltPages().filter(isPublicPage)
  expect(pages.length).toBeGreaterThan(20)
  let numbers = 0
  for (const path of pages) {
    numbers += readBuiltAttributes(path, 'main a[href^="tel:"]', 'href').length
    const body: unknown = parseBuiltPage(path).querySelector('body')
    const text = readTextOutside(body as HtmlElement | null)
    expect(text, path).not.toContain(reach)
    expect(text, path).not.toMatch(/\b911\b/)
    expect(text, path).not.toMatch(
      /(?<![\d.,])\d{1,3} (?:(?:working )?(?:day|minute|hour|week)s?|jours?|heures?|semaines?|mois|h)\b/,
    )
    expect(text, path).not.toMatch(/\be-mail/i)
  }
  expect(numbers).toBeGreaterThan(100)
})

const FINISHED = 'a, button, label, legend, summary, textarea, option, script, style, svg, .unbroken' as const

/** The text of an element without what is pressed, drawn or unbroken. */
function readTextOutside(node: HtmlElement | null): string {
  if (!node) return ''
  if (node.nodeType === TEXT_NODE) return node.textContent
  return node.childNodes.map((child) => (isFinished(child) ? ' ' : readTextOutside(child))).join('')
}

const isFinished = (node: HtmlElement): boolean =>
  node.nodeType === ELEMENT_NODE && node.closest(FINISHED) === node

const ELEMENT_NODE = 1
const TEXT_NODE = 3
