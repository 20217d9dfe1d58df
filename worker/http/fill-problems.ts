import { escapeHtml } from '../../content/escape-html.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import type { Language, Wording } from '../../forms/language.ts'
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
        element.setInnerContent(notice[language])
      },
    })
    .on('[data-slot="problem-list"]', {
      element: (list) => {
        if (problems.length === 0) return
        list.removeAttribute('hidden')
        for (const problem of firstProblems) {
          const link = `<a href="${escapeHtml(problemHref(problem))}">${escapeHtml(problem.wording[language])}</a>`
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
        message.setInnerContent(prefix + escapeHtml(problem.wording[language]), { html: true })
      },
    })
    .on('[data-described]', {
      element: (described) => {
        const question = described.getAttribute('data-described') ?? ''
        if (!byQuestion.has(question)) return
        const describedBy = described.getAttribute('aria-describedby')
        described.setAttribute(
          'aria-describedby',
          [describedBy, `${question}-error`].filter(Boolean).join(' '),
        )
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

const anchorOnThisPage = ({ field }: FieldProblem) => `#${field}`

/** Adds the error class of the first class: `govuk-input govuk-input--width-10` gets `govuk-input--error`. */
const withErrorClass = (classes: string) => `${classes} ${classes.split(' ')[0]}--error`
