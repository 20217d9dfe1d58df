import { escapeHtml } from '../../content/escape-html.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import type { Language } from '../../forms/language.ts'
import type { SummaryRow, SummarySection } from '../../forms/summarise.ts'

/** How to show a summary: its language, the address at which each answer is changed, and the answers still needed. */
export interface SummaryOptions {
  readonly language: Language
  readonly changeHref: (section: SummarySection, question: string) => string
  readonly hasProblem: (section: SummarySection, question: string) => boolean
}

/**
 * Renders a section's answers, each with a link to change it, and then one line with the questions left empty. The
 * number of rows and lists depends on the answers, so this is the only piece of a page that is not built beforehand.
 */
export function renderSummarySection(section: SummarySection, options: SummaryOptions): string {
  const shownRows = section.rows.filter(
    ({ question, lines }) => lines.length > 0 || options.hasProblem(section, question),
  )
  const unansweredRows = section.rows.filter((row) => !shownRows.includes(row))
  const title = section.item === undefined ? '' : `<h3>${escapeHtml(section.title)}</h3>`
  const rows = shownRows.map((row) => renderSummaryRow(section, row, options))
  const list = rows.length > 0 ? `<dl class="govuk-summary-list">${rows.join('')}</dl>` : ''
  return title + list + renderUnansweredList(section, unansweredRows, options)
}

function renderSummaryRow(
  section: SummarySection,
  { question, label, lines }: SummaryRow,
  { language, changeHref }: SummaryOptions,
) {
  const name = section.item === undefined ? question : `${section.slug}/${section.item}/${question}`
  const answer = lines.length > 0 ? lines.map(escapeHtml).join('<br>') : renderMissingAnswer(language)
  return [
    `<div class="govuk-summary-list__row" data-row="${name}">`,
    `<dt class="govuk-summary-list__key">${escapeHtml(label)}</dt>`,
    `<dd class="govuk-summary-list__value" data-answer="${name}">${answer}</dd>`,
    `<dd class="govuk-summary-list__actions"><a href="${escapeHtml(changeHref(section, question))}">`,
    `${filledPageWording.change[language]}<span class="govuk-visually-hidden"> ${escapeHtml(label)}</span></a></dd></div>`,
  ].join('')
}

const renderMissingAnswer = (language: Language) =>
  `<span class="unanswered">${filledPageWording.missingAnswer[language]}</span>`

function renderUnansweredList(
  section: SummarySection,
  rows: readonly SummaryRow[],
  { language, changeHref }: SummaryOptions,
): string {
  if (rows.length === 0) return ''
  const links = rows.map(
    ({ question, label }) =>
      `<a href="${escapeHtml(changeHref(section, question))}">${escapeHtml(label)}</a>`,
  )
  return `<p class="left-empty">${filledPageWording.leftEmpty[language]} ${links.join(' · ')}</p>`
}
