import { type Form, listQuestionsWithSections } from './form.ts'
import type { FormFields } from './form-fields.ts'

/** The question that tells who can use the device: `own` or `shared`. Every form that parents save asks it. */
export const DEVICE_QUESTION_NAME = 'device'

export const isDeviceShared = (fields: FormFields): boolean => fields[DEVICE_QUESTION_NAME]?.[0] === 'shared'

/** Finds the device question and its section; throws when the form does not ask it. */
export function getDeviceQuestionAndSection(
  form: Form,
): ReturnType<typeof listQuestionsWithSections>[number] {
  const asked = listQuestionsWithSections(form).find(({ name }) => name === DEVICE_QUESTION_NAME)
  if (!asked) throw new Error(`The form ${form.id} does not ask whose device it is written on`)
  return asked
}
