import type { FormFields } from '../../forms/form-fields.ts'
import { fillSelects } from './fill-fields.ts'
import { setAttributeText } from './set-attribute-text.ts'

/**
 * Puts what was posted into the form of a page that was filled in before, in place of what is saved. Nothing is saved,
 * and the page says so to its script. `names` are the fields of the form; others stay as they are.
 */
export function refillPage(page: Response, posted: FormFields, names: readonly string[]): Response {
  const known = new Set(names)
  const valuesByName = (name: string) => (known.has(name) ? (posted[name] ?? []) : undefined)
  const valuesOf = (control: Element) => valuesByName(control.getAttribute('name') ?? '')
  const rewriter = new HTMLRewriter()
  fillSelects(rewriter, 'form[data-form]', valuesByName)
  return rewriter
    .on('form[data-form]', { element: markUnsaved })
    .on('form[data-form] input[name]', {
      element: (input) => {
        const values = valuesOf(input)
        if (!values) return
        if (/^(radio|checkbox)$/.test(input.getAttribute('type') ?? ''))
          setChecked(input, values.includes(input.getAttribute('value') ?? ''))
        else setAttributeText(input, 'value', values[0] ?? '')
      },
    })
    .on('form[data-form] textarea[name]', {
      element: (textarea) => {
        const values = valuesOf(textarea)
        // The parser drops a line feed right after the tag, so this adds one for it to drop.
        if (values) textarea.setInnerContent(`\n${values[0] ?? ''}`)
      },
    })
    .transform(page)
}

const setChecked = (input: Element, isChecked: boolean) =>
  isChecked ? input.setAttribute('checked', '') : input.removeAttribute('checked')

/** Marks a form whose fields stand as they were typed and not as they are saved, so that leaving the page asks first. */
export const markUnsaved = (form: Element): void => void form.setAttribute('data-unsaved', '')
