import { type Form, listQuestions } from './form.ts'
import type { FormFields } from './form-fields.ts'

/** The question that says who can use the device a form is written on: `own` or `shared`. Every saved form asks it. */
export const DEVICE_QUESTION = 'device'

export const isDeviceShared = (fields: FormFields): boolean => fields[DEVICE_QUESTION]?.[0] === 'shared'

/** That question as a form asks it, with its section. */
export function getDeviceQuestion(form: Form): ReturnType<typeof listQuestions>[number] {
  const asked = listQuestions(form).find(({ name }) => name === DEVICE_QUESTION)
  if (!asked) throw new Error(`The form ${form.id} does not ask whose device it is written on`)
  return asked
}
