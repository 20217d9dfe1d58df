import { type Form, listItemIds, type Section } from './form.ts'
import type { FormFields } from './form-fields.ts'
import type { FieldProblem } from './parse.ts'

/**
 * Where a section is: not saved yet, and needed or optional; saved and complete; or saved with something to mend. Nothing
 * has to be answered in the second half of a form.
 */
export type SectionStatus = 'to-do' | 'optional' | 'done' | 'to-mend'

/** The sections that are filled in one after the other: all but those asked on the page that sends the form. */
export const listSectionsNotAtSending = (form: Form): Section[] =>
  form.sections.filter(({ atSending }) => !atSending)

/** The status of each step, given a draft, the slugs of its sections that were ever saved, and all problems in it. */
export function listSectionStatuses(
  form: Form,
  { fields, savedSections }: { readonly fields: FormFields; readonly savedSections: ReadonlySet<string> },
  problems: readonly FieldProblem[],
): { section: Section; status: SectionStatus }[] {
  const toMend = new Set(problems.map(({ section }) => section))
  return listSectionsNotAtSending(form).map((section) => {
    const begun =
      savedSections.has(section.slug) ||
      (section.repeats?.itemsOf === undefined && listItemIds(section, fields).length > 0)
    if (!begun) return { section, status: section.half === 'second' ? 'optional' : 'to-do' }
    return { section, status: toMend.has(section.slug) ? 'to-mend' : 'done' }
  })
}
