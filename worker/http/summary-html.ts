import { escapeHtml } from '../../content/escape-html.ts'
import { words } from '../../content/site/wording.ts'
import type { Language } from '../../forms/language.ts'
import type { SummaryRow, SummarySection } from '../../forms/summarise.ts'

/** What a summary needs to be shown: a language, where each answer is changed, and which are still needed. */
export interface Shown {
  readonly language: Language
  readonly changeAt: (section: SummarySection, question: string) => string
  readonly isToMend: (section: SummarySection, question: string) => boolean
}

/**
 * A section's answers, each with a link to change it, and after them what was left empty in one line: how many rows
 * and lists there are is known only now, so they are the one piece of a page that is not built before.
 */
export function summaryHtml(section: SummarySection, how: Shown): string {
  const shown = section.rows.filter(
    ({ question, lines }) => lines.length > 0 || how.isToMend(section, question),
  )
  const empty = section.rows.filter((row) => !shown.includes(row))
  const title = section.item === undefined ? '' : `<h3>${escapeHtml(section.title)}</h3>`
  const rows = shown.map((row) => rowHtml(section, row, how))
  const list = rows.length > 0 ? `<dl class="govuk-summary-list">${rows.join('')}</dl>` : ''
  return title + list + emptyHtml(section, empty, how)
}

function rowHtml(
  section: SummarySection,
  { question, label, lines }: SummaryRow,
  { language, changeAt }: Shown,
) {
  const name = section.item === undefined ? question : `${section.slug}/${section.item}/${question}`
  const answer = lines.length > 0 ? lines.map(escapeHtml).join('<br>') : missing(language)
  return [
    `<div class="govuk-summary-list__row" data-row="${name}">`,
    `<dt class="govuk-summary-list__key">${escapeHtml(label)}</dt>`,
    `<dd class="govuk-summary-list__value" data-answer="${name}">${answer}</dd>`,
    `<dd class="govuk-summary-list__actions"><a href="${escapeHtml(changeAt(section, question))}">`,
    `${words.change[language]}<span class="govuk-visually-hidden"> ${escapeHtml(label)}</span></a></dd></div>`,
  ].join('')
}

const missing = (language: Language) => `<span class="unanswered">${words.missingAnswer[language]}</span>`

function emptyHtml(
  section: SummarySection,
  rows: readonly SummaryRow[],
  { language, changeAt }: Shown,
): string {
  if (rows.length === 0) return ''
  const links = rows.map(
    ({ question, label }) => `<a href="${escapeHtml(changeAt(section, question))}">${escapeHtml(label)}</a>`,
  )
  return `<p class="left-empty">${words.leftEmpty[language]} ${links.join(' · ')}</p>`
}
