import { escapeHtml } from '../../content/escape-html.ts'
import { siteWording } from '../../content/site/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { SummarySection } from '../../forms/summarise.ts'
import { renderSummary, type SummaryOptions } from './summary-html.ts'

/** What goes into a built page. Everything but `markup` is text: it is escaped here and nowhere else. */
export interface PageFilling {
  readonly language: Language
  /** Where the form is posted, when not where its page was built to post. */
  readonly action?: string
  /** What was typed, by field. */
  readonly fields?: FormFields
  readonly problems?: readonly FieldProblem[]
  /** A sentence above the problems, when something other than an answer needs mending. */
  readonly notice?: string
  /** Questions whose condition looks at another page and holds. */
  readonly revealedQuestions?: ReadonlySet<string>
  /** What was asked and answered so far; a section that is missing was not asked and is removed. */
  readonly summary?: Omit<SummaryOptions, 'language'> & { readonly sections: readonly SummarySection[] }
  /** Links to each of a list. */
  readonly items?: readonly { readonly title: string; readonly href: string }[]
  /** Texts for `data-slot` elements, by slot; an element filled is shown. */
  readonly slots?: Readonly<Record<string, string>>
  /**
   * HTML for `data-slot` elements, by slot: only what an `…-html.ts` of the worker's made, out of escaped parts, for
   * what is known to be many only now.
   */
  readonly markup?: Readonly<Record<string, string>>
  /** `data-slot` elements to show as they are. */
  readonly shownSlots?: readonly string[]
  /** Addresses for `data-slot` links. */
  readonly links?: Readonly<Record<string, string>>
  /** Where a problem's link leads when its field stands on another page. */
  readonly problemHref?: (problem: FieldProblem) => string
}

/** Streams a built page with the filling put in. */
export function fillPage(page: Response, filling: PageFilling): Response {
  const rewriter = new HTMLRewriter()
  fillFields(rewriter, filling)
  fillProblems(rewriter, filling)
  fillSlots(rewriter, filling)
  if (filling.items) fillItems(rewriter, filling.items)
  if (filling.summary) fillSummary(rewriter, filling.language, filling.summary)
  return rewriter.transform(page)
}

function fillFields(
  rewriter: HTMLRewriter,
  { action, fields = {}, revealedQuestions = new Set() }: PageFilling,
) {
  let select = ''
  rewriter
    .on('form', {
      element: (form) => {
        if (action !== undefined) setAttributeText(form, 'action', action)
      },
    })
    .on('[data-elsewhere]', {
      element: (question) => {
        if (revealedQuestions.has(question.getAttribute('data-question') ?? ''))
          question.removeAttribute('hidden')
      },
    })
    .on('form input[name]', {
      element: (input) => {
        const values = fields[input.getAttribute('name') ?? ''] ?? []
        if (/^(radio|checkbox)$/.test(input.getAttribute('type') ?? '')) {
          if (values.includes(input.getAttribute('value') ?? '')) input.setAttribute('checked', '')
        } else if (values[0]) setAttributeText(input, 'value', values[0])
      },
    })
    .on('form textarea[name]', {
      element: (textarea) => {
        const [text] = fields[textarea.getAttribute('name') ?? ''] ?? []
        // The parser drops the first line end after the tag, so one is spent on it.
        if (text) textarea.setInnerContent(`\n${text}`)
      },
    })
    .on('form select[name]', {
      element: (element) => {
        select = element.getAttribute('name') ?? ''
      },
    })
    .on('form select[name] option', {
      element: (option) => {
        if (fields[select]?.includes(option.getAttribute('value') ?? '')) option.setAttribute('selected', '')
      },
    })
}

function fillProblems(
  rewriter: HTMLRewriter,
  { language, problems = [], notice, problemHref = anchorOnThisPage }: PageFilling,
) {
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

function fillSlots(
  rewriter: HTMLRewriter,
  { slots = {}, markup = {}, shownSlots = [], links = {} }: PageFilling,
) {
  for (const slot of shownSlots) {
    rewriter.on(`[data-slot="${slot}"]`, { element: (element) => void element.removeAttribute('hidden') })
  }
  for (const [slot, text] of Object.entries(slots)) {
    rewriter.on(`[data-slot="${slot}"]`, {
      element: (element) => {
        element.removeAttribute('hidden')
        element.setInnerContent(text)
      },
    })
  }
  for (const [slot, html] of Object.entries(markup)) {
    rewriter.on(`[data-slot="${slot}"]`, {
      element: (element) => void element.setInnerContent(html, { html: true }),
    })
  }
  for (const [slot, href] of Object.entries(links)) {
    rewriter.on(`[data-slot="${slot}"]`, {
      element: (element) => void setAttributeText(element, 'href', href),
    })
  }
}

function fillItems(rewriter: HTMLRewriter, items: readonly { title: string; href: string }[]) {
  rewriter.on('[data-slot="items"]', {
    element: (list) => {
      if (items.length > 0) list.removeAttribute('hidden')
      for (const { title, href } of items) {
        list.append(`<li><a href="${escapeHtml(href)}">${escapeHtml(title)}</a></li>`, { html: true })
      }
    },
  })
}

function fillSummary(
  rewriter: HTMLRewriter,
  language: Language,
  { sections, ...options }: NonNullable<PageFilling['summary']>,
) {
  const sectionsBySlug = Map.groupBy(sections, ({ slug }) => slug)
  rewriter
    .on('[data-summary]', {
      element: (section) => {
        if (!sectionsBySlug.has(section.getAttribute('data-summary') ?? '')) section.remove()
      },
    })
    .on('[data-summary-rows]', {
      element: (rows) => {
        const slug = rows.getAttribute('data-summary-rows') ?? ''
        const html = (sectionsBySlug.get(slug) ?? []).map((section) =>
          renderSummary(section, { language, ...options }),
        )
        rows.setInnerContent(html.join(''), { html: true })
      },
    })
}

const anchorOnThisPage = ({ field }: FieldProblem) => `#${field}`

/** `govuk-input govuk-input--width-10` → `… govuk-input--error`. */
const withErrorClass = (classes: string) => `${classes} ${classes.split(' ')[0]}--error`

/** The runtime escapes quotes in attributes but leaves ampersands, so `&amp;` as typed would come back as `&`. */
const setAttributeText = (element: Element, attribute: string, text: string) =>
  element.setAttribute(attribute, text.replaceAll('&', '&amp;'))
