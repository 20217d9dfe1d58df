import { expect, it } from 'vitest'
import { languages } from '../forms/language.ts'
import { buildCancellationWording, buildWorkingDaysWording } from './cancellation-wording.ts'

const late = { en: 'Half of it is charged.', fr: 'La moitié est facturée.' }

it.each(languages)('tells what a late cancellation costs, and until when it is free, in %s', (language) => {
  const wording = buildCancellationWording(buildWorkingDaysWording(3), late)
  expect(wording.terms[language]).toMatch(/\b3\b/)
  expect(wording.terms[language]).toContain(late[language])
  expect(wording.late[language]).toBe(late[language])
})

it.each(languages)('speaks of no charge at a practice that charges nothing, in %s', (language) => {
  for (const said of Object.values(buildCancellationWording(buildWorkingDaysWording(3), undefined))) {
    expect(said[language]).toMatch(/costs nothing|ne coûte rien/)
    expect(said[language]).not.toMatch(/without charge|charged|sans frais|factur/)
  }
})

it('counts one working day in the singular', () => {
  expect(buildWorkingDaysWording(1)).toEqual({ en: '1 working day', fr: '1 jour ouvrable' })
  expect(buildWorkingDaysWording(2)).toEqual({ en: '2 working days', fr: '2 jours ouvrables' })
})
