import type { Fields } from '../questions/question.ts'
import { holds } from './condition.ts'
import { type Form, filledPages, itemsOf, type Section, visibleFields } from './form.ts'
import { problemsIn } from './read.ts'

/** Where a section stands: still to do, saved as it may be sent, saved with something to mend, or not asked. */
export type Status = 'to-do' | 'done' | 'to-mend' | 'not-needed'

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
    if (!isAsked(form, section, fields)) return { section, status: 'not-needed' }
    const begun = saved.has(section.slug) || itemsOf(section, fields).length > 0
    if (!begun) return { section, status: 'to-do' }
    return { section, status: toMend.has(section.slug) ? 'to-mend' : 'done' }
  })
}

/** The section that follows one, of those that are asked; none after the last. */
export function nextSection(form: Form, section: Section, fields: Fields): Section | undefined {
  const all = steps(form)
  return all.slice(all.indexOf(section) + 1).find((later) => isAsked(form, later, fields))
}

/** Whether a section has anything to ask, given everything typed so far. */
function isAsked(form: Form, section: Section, fields: Fields): boolean {
  if (section.repeats) return holds(section.when, visibleFields(form, fields))
  return filledPages(form, fields).some((page) => page.section === section && page.asked.size > 0)
}
