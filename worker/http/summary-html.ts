import { escapeHtml } from '../../content/escape-html.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { renderUnbroken } from '../../content/unbroken.ts'
import { appendColon, type Language } from '../../forms/language.ts'
import { notAnsweredWording, type SummaryRow, type SummarySection } from '../../forms/summarise.ts'

/** How to show a summary: its language, the address at which each answer is changed, and the answers still needed. */
export interface SummaryOptions {
  readonly language: Language
  readonly changeHref: (section: SummarySection, question: string) => string
  readonly hasProblem: (section: SummarySection, question: string) => boolean
}

/**
 * Renders a section's answers, each with a link to change it. The number of rows and lists depends on the answers, so this
 * and the list of questions left empty are the only pieces of a page that are not built beforehand.
 */
export function renderSummarySection(section: SummarySection, options: SummaryOptions): string {
  const shownRows = listShownRows(section, options)
  const title = section.item === undefined ? '' : `<h3>${renderUnbroken(section.title)}</h3>`
  const rows = shownRows.map((row) => renderSummaryRow(section, row, options))
  const list = rows.length > 0 ? `<dl class="govuk-summary-list">${rows.join('')}</dl>` : ''
  return title + list
}

/**
 * The questions that stand among the answers: those answered, and those that have to be. Of an item that was added and left
 * wholly empty, the first, so that no child goes missing.
 */
function listShownRows(section: SummarySection, { hasProblem }: SummaryOptions): readonly SummaryRow[] {
  const shown = section.rows.filter(
    ({ question, lines }) => lines.length > 0 || hasProblem(section, question),
  )
  const isEmptyItem = shown.length === 0 && section.item !== undefined && section.itemsOf === undefined
  return isEmptyItem ? section.rows.slice(0, 1) : shown
}

/** The questions left empty: their number, and a list of links to them by page. */
export function renderUnansweredQuestions(
  sections: readonly SummarySection[],
  options: SummaryOptions,
): { readonly count: number; readonly html: string } {
  const left = sections.map((section) => {
    const shown = new Set(listShownRows(section, options))
    return { section, rows: section.rows.filter((row) => !shown.has(row)) }
  })
  return {
    count: left.reduce((sum, { rows }) => sum + rows.length, 0),
    html: left.map(({ section, rows }) => renderUnansweredList(section, rows, options)).join(''),
  }
}

/** The questions that have to be answered before sending: their number, the address of the first, and a list of links. */
export function renderNeededQuestions(
  sections: readonly SummarySection[],
  { language, changeHref, hasProblem }: SummaryOptions,
): { readonly count: number; readonly first: string | undefined; readonly html: string } {
  const needed = sections.flatMap((section) =>
    section.rows
      .filter(({ question }) => hasProblem(section, question))
      .map(({ question, label }) => ({
        title: appendColon(section.title, language),
        label,
        href: changeHref(section, question),
      })),
  )
  const items = needed.map(
    ({ title, label, href }) =>
      `<li>${renderUnbroken(title)} <a href="${escapeHtml(href)}">${renderUnbroken(label)}</a></li>`,
  )
  return { count: needed.length, first: needed[0]?.href, html: items.join('') }
}

function renderSummaryRow(
  section: SummarySection,
  { question, label, lines }: SummaryRow,
  { language, changeHref, hasProblem }: SummaryOptions,
) {
  const name = section.item === undefined ? question : `${section.slug}/${section.item}/${question}`
  const missing = hasProblem(section, question) ? filledPageWording.missingAnswer : notAnsweredWording
  const answer =
    lines.length > 0
      ? lines.map(renderUnbroken).join('<br>')
      : `<span class="unanswered">${missing[language]}</span>`
  return [
    `<div class="govuk-summary-list__row" data-row="${name}">`,
    `<dt class="govuk-summary-list__key">${renderUnbroken(label)}</dt>`,
    `<dd class="govuk-summary-list__value" data-answer="${name}">${answer}</dd>`,
    `<dd class="govuk-summary-list__actions"><a href="${escapeHtml(changeHref(section, question))}">`,
    `${filledPageWording[lines.length > 0 ? 'change' : 'add'][language]}<span class="govuk-visually-hidden"> ${escapeHtml(label)}</span></a></dd></div>`,
  ].join('')
}

function renderUnansweredList(
  section: SummarySection,
  rows: readonly SummaryRow[],
  { language, changeHref }: SummaryOptions,
): string {
  if (rows.length === 0) return ''
  const links = rows.map(
    ({ question, label }) =>
      `<a href="${escapeHtml(changeHref(section, question))}">${renderUnbroken(label)}</a>`,
  )
  return `<p>${appendColon(renderUnbroken(section.title), language)} ${links.join(' · ')}</p>`
}
