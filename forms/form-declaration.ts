import type { Form } from './form.ts'

/** Writes a form as it is declared, in its own order: the order of questions and options is part of what is asked. */
export const writeFormDeclaration = ({ id, version, sections }: Form): string =>
  JSON.stringify({ id, version, sections })

/** How the declaration of a form begins. */
export const writeFormDeclarationStart = ({ id, version }: Form): string =>
  JSON.stringify({ id, version }).slice(0, -1)

/** The address at which the site holds the declaration of a form, by its id. */
export const getFormDeclarationPath = (formId: string): string => `/form-declarations/${formId}.json`
