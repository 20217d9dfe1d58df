import { fieldsOf } from '../../content/forms/example.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { type Language, pathIn } from '../../content/language.ts'
import type { Fields } from '../../content/questions/question.ts'
import { type Visitor, visit } from './portal.ts'

/** Fills in and saves every section; each must be taken. */
export async function fillIn(
  parent: Visitor,
  fields: Fields = intakeExamples.byOneParent.fields,
  language: Language = 'en',
): Promise<void> {
  for (const section of intake.sections) {
    const path = pathIn(language, `/intake/${section.slug}/`)
    const { status } = await parent.post(path, fieldsOf(section, fields))
    if (status !== 303) throw new Error(`${path} answered ${status}`)
  }
}

/** A parent who has filled in everything and not sent it. */
export async function parentWithDraft(
  fields?: Fields,
  language?: Language,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Visitor> {
  const parent = visit(overrides)
  await fillIn(parent, fields, language)
  return parent
}

/** What was given: the fields that hold more than spaces. */
export const given = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, values]) => values.some((value) => value.trim() !== '')),
  )
