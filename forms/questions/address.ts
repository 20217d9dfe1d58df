import * as z from 'zod/mini'
import { buildWording, defaultLanguage, toUntranslatedWording, type Wording } from '../language.ts'
import { provinceNamesByAbbreviation } from '../provinces.ts'
import {
  createPlainTextSchema,
  MAX_LINE_CHARACTERS,
  removeInvisibleCharactersAndTrim,
  tidyLine,
} from './plain-text.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** A postal address in Canada or elsewhere. Any part may be left out, since half an address still helps. */
export interface AddressQuestion extends QuestionBase {
  readonly kind: 'address'
}

export interface AddressAnswer {
  readonly street: string
  readonly city: string
  /** A key of `provinceNamesByAbbreviation`, or empty. */
  readonly province: string
  readonly postalCode: string
  /** As typed; empty for Canada. Absent in answers from before it was asked. */
  readonly country?: string
}

export const addressPartLabels = {
  street: { en: 'Street address or P.O. box', fr: 'Numéro et rue, ou case postale' },
  city: { en: 'City or town', fr: 'Ville ou municipalité' },
  province: { en: 'Province or territory', fr: 'Province ou territoire' },
  'postal-code': { en: 'Postal code', fr: 'Code postal' },
  country: { en: 'Country, if it isn’t Canada', fr: 'Pays, si ce n’est pas le Canada' },
} as const satisfies Record<string, Wording>

export const addressQuestionKind: QuestionKind<AddressQuestion, AddressAnswer> = {
  parts: Object.keys(addressPartLabels),
  tidy: tidyLine,
  schema: () =>
    z.pipe(
      z.object({
        ...{ street: z.string(), city: z.string(), province: z.string(), 'postal-code': z.string() },
        country: z.string(),
      }),
      z.transform((typed, context) => {
        const street = readAddressLine(typed.street, 'street', context)
        const city = readAddressLine(typed.city, 'city', context)
        const postalCode = tidyPostalCode(readAddressLine(typed['postal-code'], 'postal-code', context))
        const country = readAddressLine(typed.country, 'country', context)
        if (typed.province !== '' && !Object.hasOwn(provinceNamesByAbbreviation, typed.province)) {
          return addProblemIssue(context, unknownProvinceProblem, 'province')
        }
        return { street, city, province: typed.province, postalCode, ...(country && { country }) }
      }),
    ),
  readBack: (_, { street, city, province, postalCode, country = '' }) =>
    [
      toUntranslatedWording(street),
      formatCityLine(city, province),
      toUntranslatedWording(postalCode),
      toUntranslatedWording(country),
    ].filter((line) => line[defaultLanguage] !== ''),
}

const lineSchema = createPlainTextSchema({ max: MAX_LINE_CHARACTERS })

function readAddressLine(
  typed: string,
  part: keyof typeof addressPartLabels,
  context: z.core.ParsePayload,
): string {
  const result = lineSchema.safeParse(typed)
  if (result.success) return result.data
  const problem = result.error.issues[0]
  if (problem?.code === 'custom') addProblemIssue(context, problem.params?.problem.wording, part)
  return ''
}

/** Writes k1a0b1 and K1A-0B1 as K1A 0B1; leaves the postal codes of other countries as typed. */
function tidyPostalCode(typed: string): string {
  const letters = removeInvisibleCharactersAndTrim(typed)
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
  return /^[A-Z]\d[A-Z]\d[A-Z]\d$/.test(letters) ? `${letters.slice(0, 3)} ${letters.slice(3)}` : typed
}

function formatCityLine(city: string, province: string): Wording {
  const name = Object.hasOwn(provinceNamesByAbbreviation, province)
    ? provinceNamesByAbbreviation[province as keyof typeof provinceNamesByAbbreviation]
    : toUntranslatedWording('')
  return buildWording((language) => joinParts(city, name[language]))
}

const joinParts = (...parts: string[]) => parts.filter((part) => part !== '').join(', ')

const unknownProvinceProblem: Wording = {
  en: 'Choose a province or territory from the list',
  fr: 'Choisissez une province ou un territoire dans la liste',
}
