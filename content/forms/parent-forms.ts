import type { Form } from '../../forms/form.ts'
import type { Wording } from '../../forms/language.ts'
import { startPageWording } from '../intake/page-wording.ts'
import { intakeForm } from './intake/index.ts'

/** A form that parents fill in, save and send, with what it alone says on the pages that every form has. */
export interface ParentForm {
  readonly form: Form
  /** Read before the first question. */
  readonly startPage: {
    readonly title: Wording
    readonly lead: Wording
    readonly parts: readonly { readonly title: Wording; readonly lines: readonly Wording[] }[]
  }
  /** Set where the first page and the check say whether there is room. */
  readonly saysCapacity?: true
}

/** Every form that parents fill in: the site builds its pages, and the worker answers under its id. */
export const parentForms: readonly ParentForm[] = [
  { form: intakeForm, startPage: startPageWording, saysCapacity: true },
]
