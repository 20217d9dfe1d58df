import { getLocaleTag, type Language } from '../../forms/language.ts'
import { type SiteColours, siteColours } from '../colours.ts'
import { escapeHtml } from '../escape-html.ts'

/** A letter: paragraphs, one link, and a note or, where the reader may know who writes, a signature. */
export interface Letter {
  readonly subject: string
  readonly language: Language
  readonly lines: readonly string[]
  readonly link: LetterLink
  /** What stands at the end: whether answers are read. */
  readonly note?: string
  /** The name of the practice, in letters to its coordinators only. */
  readonly signed?: string
}

/** A link; without a label it shows its address. */
export interface LetterLink {
  readonly href: string
  readonly label?: string
}

/**
 * Renders a letter as a whole page in the site's colours and typeface. Its styles are in one style element, and it
 * loads nothing: an e-mail program that drops the style still shows paragraphs and a link.
 */
export const renderLetterHtml = ({
  subject,
  language,
  lines: [first = '', ...rest],
  link,
  note,
  signed,
}: Letter): string =>
  [
    '<!doctype html>',
    `<html lang="${getLocaleTag(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    // Keeps phones from turning a time into a link to a calendar that others may share.
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
    `<title>${escapeHtml(subject)}</title>`,
    `<style>${letterStyle}</style>`,
    '</head>',
    '<body>',
    '<div class="letter">',
    `<p class="first">${renderLine(first)}</p>`,
    ...rest.map((line) => `<p>${renderLine(line)}</p>`),
    `<p><a href="${escapeHtml(link.href)}"${link.label ? ' class="button"' : ''}>${escapeHtml(link.label ?? link.href)}</a></p>`,
    ...(note ? [`<p>${escapeHtml(note)}</p>`] : []),
    ...(signed ? [`<p class="signed">${escapeHtml(signed)}</p>`] : []),
    '</div>',
    '</body>',
    '</html>',
  ].join('\n')

const renderColourRules = ({ paper, ink, inkSoft, pine, onPine, lantern }: SiteColours['light']) => `
body, .letter { background: ${paper}; color: ${ink} }
.first { border-color: ${lantern} }
.signed { color: ${inkSoft} }
a { color: ${pine} }
.button { background: ${pine}; color: ${onPine} }`

const letterStyle = `
:root { color-scheme: light dark }
body { margin: 0 }
.letter { max-width: 34rem; margin: 0 auto; padding: 2rem 1.5rem; font: 1.0625rem/1.6 system-ui, -apple-system, 'Segoe UI',
  Roboto, 'Noto Sans', sans-serif; overflow-wrap: break-word }
p { margin: 0 0 1.1rem }
.first, .signed { font: 500 1.35rem/1.35 Newsreader, 'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif }
.first { border-left: 3px solid; padding-left: 1rem }
.signed { margin: 2rem 0 0; font-size: 1.1rem }
.code { white-space: nowrap }
a { overflow-wrap: anywhere; text-underline-offset: 0.2em }
.button { display: inline-block; padding: 0.7rem 1.4rem; border-radius: 0.4rem; font-weight: 600; text-decoration: none }
${renderColourRules(siteColours.light)}
@media (prefers-color-scheme: dark) {${renderColourRules(siteColours.dark)}
}
`

const renderLine = (line: string) => preventLineBreakInCodes(escapeHtml(line)).replaceAll('\n', '<br>')

/** Keeps a reference or a code on one line, so that it can be read off as a whole. */
const preventLineBreakInCodes = (markup: string) =>
  markup.replace(/\b([A-Z]-)?[0-9A-Z]{4,5}(-[0-9A-Z]{4,5})+\b/g, '<span class="code">$&</span>')
