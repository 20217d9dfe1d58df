import { type Form, listItemIds, type Section } from './form.ts'
import type { FormFields } from './form-fields.ts'
import { listFormProblems } from './parse.ts'

/** Where a section is: not saved yet, saved and complete, or saved with something to mend. */
export type SectionStatus = 'to-do' | 'done' | 'to-mend'

/** The sections that are filled in one after the other: all but those asked on the page that sends the form. */
export const listSectionsNotAtSending = (form: Form): Section[] =>
  form.sections.filter(({ atSending }) => !atSending)

/** The status of each step, given everything typed and the slugs of the sections that were ever saved. */
export function listSectionStatuses(
  form: Form,
  fields: FormFields,
  saved: ReadonlySet<string>,
): { section: Section; status: SectionStatus }[] {
  const toMend = new Set(listFormProblems(form, fields).map(({ section }) => section))
  return listSectionsNotAtSending(form).map((section) => {
    const begun = saved.has(section.slug) || listItemIds(section, fields).length > 0
    if (!begun) return { section, status: 'to-do' }
    return { section, status: toMend.has(section.slug) ? 'to-mend' : 'done' }
  })
}
