import { escapeHtml } from '../../content/escape-html.ts'
import { siteWording } from '../../content/site/wording.ts'
import type { Language } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'

/** What goes into the summary of problems on top of a page, and beside the questions to mend. */
export interface ProblemsFilling {
  readonly problems?: readonly FieldProblem[]
  /** A sentence above the problems, when something other than an answer needs mending. */
  readonly notice?: string
  /** Where a problem's link leads when its field stands on another page. */
  readonly problemHref?: (problem: FieldProblem) => string
}

export function fillProblems(
  rewriter: HTMLRewriter,
  language: Language,
  { problems = [], notice, problemHref = anchorOnThisPage }: ProblemsFilling,
): void {
  if (problems.length === 0 && notice === undefined) return
  // A question has one place for a message: that of its first field to mend.
  const firstProblems = problems.filter(
    ({ item, question }, index) =>
      problems.findIndex((other) => other.item === item && other.question === question) === index,
  )
  const byQuestion = new Map(firstProblems.map((problem) => [problem.question, problem]))
  const fields = new Set(problems.map(({ field }) => field))
  rewriter
    .on('title', { element: (title) => void title.prepend(`${siteWording.errorPrefix[language]} `) })
    .on('[data-slot="problems"]', { element: (summary) => void summary.removeAttribute('hidden') })
    .on('[data-slot="notice"]', {
      element: (element) => {
        if (notice === undefined) return
        element.removeAttribute('hidden')
        element.setInnerContent(notice)
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
        const prefix = `<span class="govuk-visually-hidden">${siteWording.errorPrefix[language]}</span> `
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

/** `govuk-input govuk-input--width-10` → `… govuk-input--error`. */
const withErrorClass = (classes: string) => `${classes} ${classes.split(' ')[0]}--error`
