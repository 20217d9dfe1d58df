import { expect, it } from 'vitest'
import { parentForms } from '../content/forms/parent-forms.ts'
import { getDeviceQuestionAndSection } from '../forms/device.ts'
import { registeredForms } from './registered-forms.ts'

it('answers for every form whose pages are built, and for no other', () => {
  expect(registeredForms.map(({ form }) => form)).toEqual(parentForms.map(({ form }) => form))
})

it('registers forms that ask whose device they are written on, and confirm something on sending', () => {
  for (const { form } of registeredForms) {
    expect(Object.keys(getDeviceQuestionAndSection(form).question)).toContain('options')
    expect(form.sections.filter(({ atSending }) => atSending)).toHaveLength(1)
  }
})
