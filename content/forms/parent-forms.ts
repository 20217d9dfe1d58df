import type { Form } from '../../forms/form.ts'
import type { TitledLines, Wording } from '../../forms/language.ts'
import { startPageWording } from '../intake/start-page-wording.ts'
import { intakeForm } from './intake/index.ts'

/** A form that parents fill in, save and send, with the words of its own that its pages need. */
export interface ParentForm {
  readonly form: Form
  /** What a parent reads before the first question. */
  readonly startPage: {
    readonly title: Wording
    readonly lead: Wording
    readonly parts: readonly TitledLines[]
  }
  /** Set when the first page and the check of the answers tell whether the practice has room. */
  readonly saysCapacity?: true
}

/** Every form that parents fill in. The site builds its pages, and the worker serves it under its id. */
export const parentForms: readonly ParentForm[] = [
  { form: intakeForm, startPage: startPageWording, saysCapacity: true },
]
