import type { FormFields } from '../../forms/form-fields.ts'
import { setAttributeText } from './set-attribute-text.ts'

/** What goes into the form of a page. */
export interface FieldsFilling {
  /** Where the form is posted, when not where its page was built to post. */
  readonly action?: string
  /** What was typed, by field. */
  readonly fields?: FormFields
  /** Questions whose condition looks at another page and holds. */
  readonly revealedQuestions?: ReadonlySet<string>
}

export function fillFields(
  rewriter: HTMLRewriter,
  { action, fields = {}, revealedQuestions = new Set() }: FieldsFilling,
): void {
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
