import { postsOf } from '../../content/forms/example.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { type Language, pathIn } from '../../content/language.ts'
import type { Fields } from '../../content/questions/question.ts'
import { type Visitor, visit } from './portal.ts'

/** Fills in and saves every section, the first before the others at once; each must be taken. */
export async function fillIn(
  parent: Visitor,
  fields: Fields = intakeExamples.byOneParent.fields,
  language: Language = 'en',
): Promise<void> {
  const save = async ({ path, fields: posted }: ReturnType<typeof postsOf>[number]) => {
    const { status } = await parent.post(pathIn(language, path), posted)
    if (status !== 303) throw new Error(`${path} answered ${status}`)
  }
  const [first, ...others] = postsOf(intake, fields)
  if (first) await save(first)
  await Promise.all(others.map(save))
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

/** What is declared on sending. */
export const declared: Fields = { declared: ['yes'] }

/** What was given: the fields that hold more than spaces. */
export const given = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, values]) => values.some((value) => value.trim() !== '')),
  )

/**
 * The same intake from a family of its own, that shares no person, phone number or address with any other: files of
 * one family find one another and go to one coordinator. Gives another for every number.
 */
export function otherFamily(fields: Fields, n: number): Fields {
  const family = [...String(n)].map((digit) => 'bdfgklmnrt'[Number(digit)]).join('a')
  const named = (first: string) => [`${first} ${family[0]?.toUpperCase()}${family.slice(1)}ov`]
  const own: Fields = {
    legalName: named('Ida'),
    phone: [`613 555 ${2000 + n}`],
    email: [`ida.${family}@example.com`],
    otherName: named('Otis'),
    otherFormerNames: named('Otho'),
    otherPhone: [`613 555 ${4000 + n}`],
    otherEmail: [`otis.${family}@example.net`],
  }
  return Object.fromEntries(
    Object.entries(fields).map(([field, values]) => {
      if (values.every((value) => value.trim() === '')) return [field, values]
      const [, item, name] = field.split('/')
      return [field, name === 'childName' ? named(`Child${item}`) : (own[field] ?? values)]
    }),
  )
}
