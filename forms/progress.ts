import { type Form, itemsOf, type Section } from './form.ts'
import { problemsIn } from './parse.ts'
import type { Fields } from './questions/question-base.ts'

/** Where a section stands: still to do, saved as it may be sent, or saved with something to mend. */
export type Status = 'to-do' | 'done' | 'to-mend'

/** The sections filled in one after the other; the last page, which sends the form, asks its own. */
export const steps = (form: Form): Section[] => form.sections.filter(({ atSending }) => !atSending)

/** Where each section stands, given everything typed and which sections were ever saved. */
export function progress(
  form: Form,
  fields: Fields,
  saved: ReadonlySet<string>,
): { section: Section; status: Status }[] {
  const toMend = new Set(problemsIn(form, fields).map(({ section }) => section))
  return steps(form).map((section) => {
    const begun = saved.has(section.slug) || itemsOf(section, fields).length > 0
    if (!begun) return { section, status: 'to-do' }
    return { section, status: toMend.has(section.slug) ? 'to-mend' : 'done' }
  })
}
