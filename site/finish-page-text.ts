import { practice } from '../content/practice.ts'
import { markUnbroken, UNBROKEN_TEXT } from '../content/unbroken.ts'

/**
 * Finishes the text of a built page: a phone number that can be called is a link, and what belongs together stays on one line.
 * The characters stay as they are, so that a page reads and is copied as it was written.
 */
export function finishPageText(html: string): string {
  const open: string[] = []
  return html.replace(TAG_OR_TEXT, (found, closing?: string, name?: string) => {
    if (name === undefined) return found.startsWith('<') ? found : finishText(found, open)
    const element = name.toLowerCase()
    if (!NO_MARKUP.has(element) && !NO_LINK.has(element)) return found
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

function finishText(text: string, open: readonly string[]): string {
  if (open.some((element) => NO_MARKUP.has(element))) return text
  const hrefByNumber: Readonly<Record<string, string>> = open.some((element) => NO_LINK.has(element))
    ? {}
    : telephoneHrefByNumber
  return text.replace(UNBROKEN_TEXT, (found) => {
    const href = hrefByNumber[found]
    return href ? `<a href="${href}">${found}</a>` : markUnbroken(found)
  })
}

const telephoneHrefByNumber: Readonly<Record<string, string>> = {
  [practice.phone.reach]: practice.phone.href,
  '911': 'tel:911',
}
