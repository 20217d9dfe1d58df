import { escapeHtml } from '../../content/escape-html.ts'
import { getLocaleTag } from '../../forms/language.ts'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import type { PersonalData } from './queries.ts'

type Item = PersonalData['parts'][number]['items'][number]

/** Renders what is held of one parent as a page that stands alone, to be read or printed by whoever asked, in their language. */
export function renderExportPage(data: PersonalData): string {
  const { language, title, reference, names, exportedAt, parts, leftOut } = data
  const renderParagraph = (facts: readonly (string | null | undefined)[]) => {
    const told = facts.filter(Boolean).join(' · ')
    return told && `<p>${escapeHtml(told)}</p>`
  }
  const renderItem = ({ at, facts, text, sections }: Item) =>
    renderParagraph([at && formatDateTimeWithOffset(Date.parse(at), language), ...facts]) +
    (text ? `<p class="lines">${escapeHtml(text)}</p>` : '') +
    renderSections(sections)
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    renderParagraph([reference, names.full, names.inUse]),
    renderParagraph([formatDateTimeWithOffset(exportedAt, language)]),
    ...parts.map((part) => `<h2>${escapeHtml(part.title)}</h2>${part.items.map(renderItem).join('')}`),
    `<h2>${escapeHtml(leftOut.title)}</h2><ul>${leftOut.lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
    renderParagraph([leftOut.ask]),
  ]
  return `<!doctype html><html lang="${getLocaleTag(language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>body{max-width:44rem;margin:1rem auto;font:1rem/1.5 sans-serif}dt{font-weight:600}dd,.lines{white-space:pre-line}</style>
${body.join('\n')}</html>`
}

const renderSections = (sections: Item['sections']): string =>
  sections
    .map(({ title, rows }) => {
      const answered = rows.flatMap(({ label, lines }) =>
        lines.length > 0 ? `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(lines.join('\n'))}</dd>` : [],
      )
      return answered.length > 0 ? `<h3>${escapeHtml(title)}</h3><dl>${answered.join('')}</dl>` : ''
    })
    .join('')
