import { practice } from '../content/practice.ts'

/**
 * Finishes the text of a built page: a phone number that can be called is a link, and what belongs together stays on one line.
 * The characters stay as they are, so that a page reads and is copied as it was written.
 */
export function finishPageText(html: string): string {
  const open: string[] = []
  return html.replace(TAG_OR_TEXT, (found, closing?: string, name?: string) => {
    if (name === undefined) return found.startsWith('<') ? found : finishText(found, open)
    const element = name.toLowerCase()
    if (!NO_MARKUP.has(element) && !NO_LINK.has(element) && !HEADINGS.has(element)) return found
    if (closing) open.splice(open.lastIndexOf(element), 1)
    else if (!found.endsWith('/>')) open.push(element)
    return found
  })
}

/** A tag, with its name; a comment or doctype; or the text between two tags. */
const TAG_OR_TEXT = /<(\/)?([a-z][a-z0-9-]*)(?:"[^"]*"|'[^']*'|[^"'>])*>|<!(?:--.*?--|[^>]*)>|[^<]+/gis

/** Elements whose content is no markup that a person reads, or is drawn. */
const NO_MARKUP = new Set(['title', 'style', 'script', 'textarea', 'option', 'svg'])

/** Elements that are pressed themselves, so that no link can be in them. */
const NO_LINK = new Set(['a', 'button', 'label', 'legend', 'summary'])

/** Where a line that parts a word stands out more than in running text. */
const HEADINGS = new Set(['h1', 'label', 'legend'])

function finishText(text: string, open: readonly string[]): string {
  if (open.some((element) => NO_MARKUP.has(element))) return text
  const hrefByNumber: Readonly<Record<string, string>> = open.some((element) => NO_LINK.has(element))
    ? {}
    : telephoneHrefByNumber
  const pattern = open.some((element) => HEADINGS.has(element)) ? UNBROKEN_IN_HEADING : UNBROKEN_TEXT
  return text.replace(pattern, (found) => {
    const href = hrefByNumber[found]
    return href ? `<a href="${href}">${found}</a>` : `<span class="unbroken">${found}</span>`
  })
}

const telephoneHrefByNumber: Readonly<Record<string, string>> = {
  [practice.phone.reach]: practice.phone.href,
  '911': 'tel:911',
}

const UNITS = [
  '(?:working )?(?:day|minute|hour|week|month|year)s?',
  '[ap]\\.m\\.',
  'h(?:[ \u00a0]\\d{2})?',
  '(?:jour|heure|semaine|an)s?(?: ouvrables)?',
  'mois',
].join('|')
const MEASURE = `\\d{1,3}(?::\\d{2})?[ \u00a0](?:${UNITS})(?![\\p{L}\\p{N}])`

/** A French verb with the pronouns behind it, which no line of a heading or a label may part: `nomme-t-elle`, `a-t-il`. */
const INVERSION =
  '(?<![\\p{L}-])\\p{L}+(?:-(?:t|je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|le|la|les|lui|leur|y|en))+(?![\\p{L}-])'

/** The number of the office with the word behind it: `20 Lantern`, `20, rue`. */
const HOUSE_NUMBERS = Object.values(practice.office).flatMap((office) => /^\d+,? \p{L}+/u.exec(office) ?? [])

/** A number that can be called, that of the office, a span of hours, a number with its unit, an example of a date in digits, “e-mail”, and an inversion. */
const unbrokenPatterns = [
  practice.phone.reach,
  '\\b911\\b',
  ...HOUSE_NUMBERS.map((number) => `(?<![\\p{L}\\p{N}])${number}(?![\\p{L}\\p{N}])`),
  `(?<![\\p{N}.,])${MEASURE}(?: (?:to|à) ${MEASURE})?`,
  '(?<!\\p{N})\\d{1,2} \\d{1,2} \\d{4}(?!\\p{N})',
  '(?<!\\p{L})e-mail\\p{L}*',
]
const buildPattern = (patterns: readonly string[]) => new RegExp(patterns.join('|'), 'giu')
const UNBROKEN_TEXT = buildPattern(unbrokenPatterns)

const UNBROKEN_IN_HEADING = buildPattern([...unbrokenPatterns, INVERSION])
