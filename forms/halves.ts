import type { Form, Section } from './form.ts'
import { listSectionsNotAtSending } from './progress.ts'

/** The sections that a form asks for before it is sent. A form without a second half has no others. */
export const listFirstHalfSections = (form: Form): Section[] =>
  listSectionsNotAtSending(form).filter((section) => !isInSecondHalf(section))

/** The sections that a parent may fill in before sending, later, or never. */
export const listSecondHalfSections = (form: Form): Section[] =>
  listSectionsNotAtSending(form).filter(isInSecondHalf)

const isInSecondHalf = ({ half }: Pick<Section, 'half'>): boolean => half === 'second'
