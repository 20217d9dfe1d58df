import type { intakeExamples } from '../content/forms/intake/examples.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { defaultLanguage, getOtherLanguages, type Language } from '../forms/language.ts'
import { renameFamilyFields } from './rename-family.ts'

/** What was done in a file after its intake was sent. */
export type LivelyStep = 'read' | 'screened' | 'requested' | 'authorised' | 'called' | 'booked'

interface LivelyFamily {
  readonly parent: string
  readonly other: string
  readonly example: keyof typeof stepsByExample
  readonly language: Language
  readonly urgency: (typeof urgencies)[number]
  readonly steps: readonly LivelyStep[]
}

/** All that is done in a file of each example. */
const stepsByExample = {
  briefByOneParent: ['read', 'screened', 'requested', 'authorised', 'called'],
  byOneParent: ['read', 'screened', 'requested', 'authorised'],
  byConsent: ['read', 'screened', 'booked'],
  byCourtOrder: ['read'],
} as const satisfies Partial<Record<keyof typeof intakeExamples, readonly LivelyStep[]>>

const firstNames =
  'Amira Bo Chidi Dara Esmé Farid Gwen Hugo Ines Jonas Kavya Léo Mina Nils Oriane Paulo'.split(' ')
const childNames = 'Ada Basil Céleste Dev Elio Fleur Gus Hana Ivo Jade Kim Lou Maya Noé Olive Pia'.split(' ')
const lastNames = 'Abbasi Bergeron Castellan Dubé Eklund Ferrand Gauthier-Roy Haddad Iwata O’Hara'.split(' ')
const otherLastNames =
  'Lindqvist Moreau Nakamura Okafor Pelletier Quiroga Rahman Sauvé Tremblay-Wu Ulrich'.split(' ')
const areaCodes = [204, 226, 236, 249, 250, 289, 343, 403, 416, 418, 437, 438, 450, 506, 514, 519]
const exampleNames = [
  'briefByOneParent',
  'byOneParent',
  'byConsent',
  'briefByOneParent',
  'byCourtOrder',
] as const
const urgencies = ['weeks', 'no-hurry', 'today', 'weeks'] as const

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item

/** The 32 families of a lively example practice, the same ones each time. All are made up. */
export const livelyFamilies: readonly LivelyFamily[] = Array.from({ length: 32 }, (_, index) => {
  const example = pick(exampleNames, index)
  return {
    parent: `${pick(firstNames, index)} ${pick(lastNames, index * 3)}`,
    other: `${pick(firstNames, index + 7)} ${pick(otherLastNames, index * 7 + 4)}`,
    example,
    // One family in four writes in another language than the first.
    language: index % 4 === 3 ? pick(getOtherLanguages(defaultLanguage), index) : defaultLanguage,
    urgency: pick(urgencies, index),
    // Files of each example stand at a different point of their way.
    steps: stepsByExample[example].slice(0, index % (stepsByExample[example].length + 1)),
  }
})

/** The fields of an example as this family would fill them in. `index` tells its numbers from those of others. */
export function fillInForFamily(fields: FormFields, family: LivelyFamily, index: number): FormFields {
  const lastName = family.parent.split(' ').at(-1) ?? ''
  const nameByField: Readonly<Record<string, string>> = {
    legalName: family.parent,
    otherName: family.other,
  }
  let phones = 0
  const renamed = renameFamilyFields(fields, (value, { question, field, item }) => {
    if (question.kind === 'email') return `${index}.${value}`
    if (question.kind === 'phone')
      return `${pick(areaCodes, index)} 555 0${100 + ((index >> 4) * 20 + phones++)}`
    if (question.kind !== 'name') return value
    if (nameByField[field]) return nameByField[field]
    // A lawyer who works for two families would relate their files.
    const firstName = item ? pick(childNames, index + item) : `${value.split(' ')[0]} ${family.parent[0]}.`
    return `${firstName} ${lastName}`
  })
  const usedName = family.parent.split(' ')[0] ?? ''
  return {
    ...renamed,
    ...(fields.usedName && { usedName: [usedName] }),
    ...(fields.urgency && { urgency: [family.urgency] }),
  }
}
