import { type Form, listItemIds, type Section } from './form.ts'
import type { FormFields } from './form-fields.ts'
import { listFormProblems } from './parse.ts'

/** The status of a section: still to do, saved as it may be sent, or saved with something to mend. */
export type SectionStatus = 'to-do' | 'done' | 'to-mend'

/** The sections filled in one after the other; the last page, which sends the form, asks its own. */
export const listSteps = (form: Form): Section[] => form.sections.filter(({ atSending }) => !atSending)

/** The status of each section, given everything typed and which sections were ever saved. */
export function listSectionStatuses(
  form: Form,
  fields: FormFields,
  saved: ReadonlySet<string>,
): { section: Section; status: SectionStatus }[] {
  const toMend = new Set(listFormProblems(form, fields).map(({ section }) => section))
  return listSteps(form).map((section) => {
    const begun = saved.has(section.slug) || listItemIds(section, fields).length > 0
    if (!begun) return { section, status: 'to-do' }
    return { section, status: toMend.has(section.slug) ? 'to-mend' : 'done' }
  })
}
