import { expect, it } from 'vitest'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intakeForm } from '../content/forms/intake/index.ts'
import { parseForm } from '../forms/parse.ts'
import { fillInForFamily, livelyFamilies } from './lively-families.ts'
import { renameFamilyFields } from './rename-family.ts'

const filled = livelyFamilies.map((family, index) =>
  fillInForFamily(intakeExamples[family.example].fields, family, index),
)

it('has 32 families, of which each could send its intake', () => {
  expect(filled).toHaveLength(32)
  for (const fields of filled) expect(parseForm(intakeForm, fields)).toMatchObject({ ok: true })
})

it('names nobody in two files, so that no file is related to another', () => {
  const named = filled.map((fields) => {
    const values = new Set<string>()
    renameFamilyFields(fields, (value, { question, field }) => {
      if (['name', 'email', 'phone'].includes(question.kind) && field !== 'usedName') values.add(value)
      return value
    })
    return [...values]
  })
  const all = named.flat()
  expect(all.length).toBeGreaterThan(32 * 4)
  expect(new Set(all).size).toBe(all.length)
})
