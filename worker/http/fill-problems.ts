import { escapeHtml } from '../../content/escape-html.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { renderUnbroken } from '../../content/unbroken.ts'
import { appendColon, type Language, type Wording } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { Notice } from './notices.ts'

/** The problems that a page lists in its summary and shows beside the questions to mend. */
export interface ProblemsFilling {
  readonly problems?: readonly FieldProblem[]
  /** A sentence above the problems, for what is wrong besides the answers. */
  readonly notice?: Notice
  /** Gives the address of a problem's link when the field is on another page. */
  readonly problemHref?: (problem: FieldProblem) => string
}

/**
 * Shows problems in the summary above the form and beside each question, and marks their fields as invalid. Changes
 * nothing when there is no problem and no notice.
 */
export function fillProblems(
  rewriter: HTMLRewriter,
  language: Language,
  {
    problems = [],
    notice,
    problemHref = anchorOnThisPage,
  }: Omit<ProblemsFilling, 'notice'> & { readonly notice?: Wording | undefined },
): void {
  if (problems.length === 0 && notice === undefined) return
  // A question has room for one message, so it shows the problem of its first field to mend.
  const firstProblems = problems.filter(
    ({ item, question }, index) =>
      problems.findIndex((other) => other.item === item && other.question === question) === index,
  )
  const byQuestion = new Map(firstProblems.map((problem) => [problem.question, problem]))
  const fields = new Set(problems.map(({ field }) => field))
  rewriter
    .on('title', { element: (title) => void title.prepend(`${filledPageWording.errorPrefix[language]} `) })
    .on('[data-slot="problems"]', { element: (summary) => void summary.removeAttribute('hidden') })
    .on('[data-slot="notice"]', {
      element: (element) => {
        if (notice === undefined) return
        element.removeAttribute('hidden')
        element.setInnerContent(renderUnbroken(notice[language]), { html: true })
      },
    })
    .on('[data-slot="problem-list"]', {
      element: (list) => {
        if (problems.length === 0) return
        list.removeAttribute('hidden')
        for (const problem of firstProblems) {
          const link = `<a href="${escapeHtml(problemHref(problem))}">${renderUnbroken(tellProblem(problem, language))}</a>`
          list.append(`<li>${link}</li>`, { html: true })
        }
      },
    })
    .on('[data-question]', {
      element: (question) => {
        if (byQuestion.has(question.getAttribute('data-question') ?? '')) {
          question.setAttribute('class', `${question.getAttribute('class')} govuk-form-group--error`)
        }
      },
    })
    .on('[data-error]', {
      element: (message) => {
        const problem = byQuestion.get(message.getAttribute('data-error') ?? '')
        if (!problem) return
        message.removeAttribute('hidden')
        const prefix = `<span class="govuk-visually-hidden">${filledPageWording.errorPrefix[language]}</span> `
        message.setInnerContent(prefix + renderUnbroken(problem.wording[language]), { html: true })
        if (!problem.details) return
        const details = `<p id="${getDetailsId(problem.question)}">${renderUnbroken(problem.details[language])}</p>`
        message.after(details, { html: true })
      },
    })
    .on('[data-described]', {
      element: (described) => {
        const question = described.getAttribute('data-described') ?? ''
        const problem = byQuestion.get(question)
        if (!problem) return
        const ids = [
          described.getAttribute('aria-describedby'),
          `${question}-error`,
          problem.details && getDetailsId(question),
        ]
        described.setAttribute('aria-describedby', ids.filter(Boolean).join(' '))
      },
    })
    .on('form .govuk-input, form .govuk-textarea, form .govuk-select', {
      element: (control) => {
        if (!fields.has(control.getAttribute('name') ?? '')) return
        control.setAttribute('class', withErrorClass(control.getAttribute('class') ?? ''))
        control.setAttribute('aria-invalid', 'true')
      },
    })
}

/** Words a problem for the summary, away from its question: `Date of birth: Enter the year with four digits`. */
function tellProblem({ label, wording }: FieldProblem, language: Language): string {
  if (!label) return wording[language]
  const question = label[language]
  return `${question.endsWith('?') ? question : appendColon(question, language)} ${wording[language]}`
}

const getDetailsId = (question: string) => `${question}-details`

const anchorOnThisPage = ({ field }: FieldProblem) => `#${field}`

/** Adds the error class of the first class: `govuk-input govuk-input--width-10` gets `govuk-input--error`. */
const withErrorClass = (classes: string) => `${classes} ${classes.split(' ')[0]}--error`
