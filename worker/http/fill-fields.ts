import { escapeHtml } from '../../content/escape-html.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { setAttributeText } from './set-attribute-text.ts'

/** What to put into the form of a page. */
export interface FieldsFilling {
  /** The address to which the form posts, when it differs from the one built into the page. */
  readonly action?: string
  /** The values typed, by field. */
  readonly fields?: FormFields
  /** The names of the questions and notes whose condition holds. */
  readonly revealedQuestions?: ReadonlySet<string>
}

/**
 * Puts what was typed into the fields of a page's forms, and shows the questions that this page or another one reveals.
 * Those that depend on this page stand in every page, and are marked for the style sheet.
 */
export function fillFields(
  rewriter: HTMLRewriter,
  { action, fields = {}, revealedQuestions = new Set() }: FieldsFilling,
): void {
  rewriter
    .on('form', {
      element: (form) => {
        if (action !== undefined) setAttributeText(form, 'action', action)
      },
    })
    .on('[data-elsewhere], [data-when]', {
      element: (question) => {
        if (!revealedQuestions.has(question.getAttribute('data-question') ?? '')) return
        question.removeAttribute('hidden')
        question.setAttribute('data-revealed', '')
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
        // The parser drops a line feed right after the tag, so this adds one for it to drop.
        if (text) textarea.setInnerContent(`\n${text}`)
      },
    })
  fillSelects(rewriter, 'form', (name) => fields[name])
}

/** Chooses what was typed in the lists of a form. A list whose values are undefined stays as it is. */
export function fillSelects(
  rewriter: HTMLRewriter,
  form: string,
  valuesOf: (name: string) => readonly string[] | undefined,
): void {
  let values: readonly string[] | undefined
  let isChosenOffered = false
  rewriter
    .on(`${form} select[name]`, {
      element: (select) => {
        values = valuesOf(select.getAttribute('name') ?? '')
        const [chosen = ''] = values ?? []
        isChosenOffered = false
        // The further options of an open list have no value to find the chosen one by, so it is added.
        if (!select.hasAttribute('data-open') || chosen === '') return
        select.onEndTag((end) => {
          const text = escapeHtml(chosen)
          if (!isChosenOffered)
            end.before(`<option value="${text}" selected>${text}</option>`, { html: true })
        })
      },
    })
    .on(`${form} select[name] option`, {
      element: (option) => {
        if (!values) return
        const value = option.getAttribute('value')
        const isChosen = value !== null && values.includes(value)
        if (isChosen) {
          option.setAttribute('selected', '')
          isChosenOffered = true
        } else if (option.hasAttribute('selected')) option.removeAttribute('selected')
      },
    })
}
