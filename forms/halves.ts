import type { Form, Section } from './form.ts'
import { listSectionsNotAtSending } from './progress.ts'

/** The sections that a form asks for before it is sent. A form without a second half has no others. */
export const listFirstHalfSections = (form: Form): Section[] =>
  listSectionsNotAtSending(form).filter((section) => !isInSecondHalf(section))

/** The sections that a parent may fill in before sending, later, or never. */
export const listSecondHalfSections = (form: Form): Section[] =>
  listSectionsNotAtSending(form).filter(isInSecondHalf)

/** Whether a parent was asked a page: each of the first half, and each of the second that they saved. */
export const isPageAsked = (
  { slug, half }: Pick<Section, 'slug' | 'half'>,
  { savedSections }: { readonly savedSections: ReadonlySet<string> },
): boolean => half !== 'second' || savedSections.has(slug)

const isInSecondHalf = ({ half }: Pick<Section, 'half'>): boolean => half === 'second'
