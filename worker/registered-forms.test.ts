import { expect, it } from 'vitest'
import { parentForms } from '../content/forms/parent-forms.ts'
import { intakeFormIds } from '../content/intake-form-ids.ts'
import { getDeviceQuestionAndSection } from '../forms/device.ts'
import { registeredForms } from './registered-forms.ts'

it('answers for every form whose pages are built, and for no other', () => {
  expect(registeredForms.map(({ form }) => form)).toEqual(parentForms.map(({ form }) => form))
})

it('knows each of them as an intake, so that the desk reads what was sent', () => {
  expect(registeredForms.map(({ form }) => form.id)).toEqual(intakeFormIds)
})

it('registers forms that ask whose device they are written on, and confirm something on sending', () => {
  for (const { form } of registeredForms) {
    expect(Object.keys(getDeviceQuestionAndSection(form).question)).toContain('options')
    expect(form.sections.filter(({ atSending }) => atSending)).toHaveLength(1)
  }
})
