import { expect, it } from 'vitest'
import { getDeviceQuestionAndSection, isDeviceShared } from './device.ts'
import { defineForm, defineSection } from './form.ts'
import { ask } from './questions/index.ts'
import { specimenForm } from './specimen/index.ts'

it('finds the question that says whose device a form is written on', () => {
  expect(getDeviceQuestionAndSection(specimenForm)).toMatchObject({
    name: 'device',
    section: { slug: 'earlier' },
  })
})

it('takes no form that does not ask it', () => {
  const label = { en: 'Name', fr: 'Nom' }
  const form = defineForm('short', 1, [
    defineSection('you', { title: label, questions: { name: ask.name({ label }) } }),
  ])
  expect(() => getDeviceQuestionAndSection(form)).toThrow(
    'The form short does not ask whose device it is written on',
  )
})

it.each([
  [{ device: ['shared'] }, true],
  [{ device: ['own'] }, false],
  [{}, false],
])('reads from %j whether it is shared', (fields, shared) => expect(isDeviceShared(fields)).toBe(shared))
