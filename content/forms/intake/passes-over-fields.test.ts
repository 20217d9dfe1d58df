import { expect, it } from 'vitest'
import {
  type Form,
  getVisibleFieldsOutsideItems,
  listPagesWithVisibleQuestions,
  listVisibleQuestionNamesOutsideItems,
} from '../../../forms/form.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { parseAnswersSoFar, parseForm } from '../../../forms/parse.ts'
import { childrenSection } from './children.ts'
import { intakeExamples } from './examples.ts'
import { intakeForm } from './index.ts'

// Work that grows with the square of what was typed, counted where it is done. A copy (`{ ...fields }`) is a pass too.

const { full } = intakeExamples
/** The same family with one child and one order. */
const withOneOfEach: FormFields = Object.fromEntries(
  Object.entries(full.fields).filter(([field]) => !/^(children|orders)\/(?!01\/)/.test(field)),
)

const readers: Readonly<Record<string, (form: Form, fields: FormFields) => unknown>> = {
  listPagesWithVisibleQuestions,
  listVisibleQuestionNamesOutsideItems,
  getVisibleFieldsOutsideItems,
  parseForm,
  parseAnswersSoFar,
  'parseAnswersSoFar of a list': (form, fields) => parseAnswersSoFar(form, fields, childrenSection),
}

it.each(Object.entries(readers))(
  'goes through the fields as often for twelve children as for one: %s',
  (_, read) => {
    const one = countAccesses(withOneOfEach, (fields) => read(intakeForm, fields))
    const twelve = countAccesses(full.fields, (fields) => read(intakeForm, fields))
    expect(one.reads).toBeGreaterThan(0)
    expect(twelve.passes).toBe(one.passes)
    expect(twelve.mostReadsOfOneField).toBe(one.mostReadsOfOneField)
  },
)

/** Counts how often a function lists all fields, and how often it reads a field, whatever means it uses. */
function countAccesses(fields: FormFields, read: (fields: FormFields) => unknown) {
  let passes = 0
  const readsByField = new Map<PropertyKey, number>()
  read(
    new Proxy(fields, {
      ownKeys: (target) => {
        passes += 1
        return Reflect.ownKeys(target)
      },
      get: (target, field) => {
        readsByField.set(field, (readsByField.get(field) ?? 0) + 1)
        return Reflect.get(target, field)
      },
    }),
  )
  const counts = [...readsByField.values()]
  return { passes, reads: counts.length, mostReadsOfOneField: Math.max(...counts) }
}
