import type { Form } from '../../forms/form.ts'
import type { TitledLines, Wording } from '../../forms/language.ts'
import { joiningStartPageWording } from '../intake/joining-page-wording.ts'
import { intakeForm } from './intake/index.ts'
import { startPageWording } from './intake/start-page-wording.ts'
import { joiningForm } from './joining/index.ts'

/** A form that parents fill in, save and send, with the words of its own that its pages need. */
export interface ParentForm {
  readonly form: Form
  /** What a parent reads before the first question. */
  readonly startPage: {
    readonly title: Wording
    readonly lead: Wording
    readonly parts: readonly TitledLines[]
  }
  /** Where it begins, in place of its first page, what leads there, and what leads back to a form begun before. */
  readonly begin?: { readonly path: string; readonly label: Wording; readonly resumeLabel: Wording }
  /** Set when the check of the answers tells whether the family waits for a place. */
  readonly saysWaiting?: true
  /** Set when the first page tells whether the practice has room. */
  readonly saysRoom?: true
  /** Set when a code begins it, or may have begun it, so that its pages can ask for the code again. */
  readonly beginsWithCode?: true
}

/** Every form that parents fill in. The site builds its pages, and the worker serves it under its id. */
export const parentForms: readonly ParentForm[] = [
  {
    form: intakeForm,
    startPage: startPageWording,
    saysWaiting: true,
    saysRoom: true,
    beginsWithCode: true,
  },
  {
    form: joiningForm,
    startPage: joiningStartPageWording,
    begin: {
      path: '/invitation/',
      label: joiningStartPageWording.enterCode,
      resumeLabel: joiningStartPageWording.resume,
    },
    saysWaiting: true,
    beginsWithCode: true,
  },
]
