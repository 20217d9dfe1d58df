import { parsePhoneNumberFromString } from 'libphonenumber-js/core/es6'
import * as z from 'zod/mini'
import { toUntranslatedWording, type Wording } from '../language.ts'
import { getNumberingPlans } from './numbering-plans.ts'
import { removeInvisibleCharactersAndTrim } from './plain-text.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'
import { splitPhone } from './typed-phone.ts'

/** A phone number, North American unless it begins with +. The answer is in E.164 with RFC 3966's `;ext=`. */
export interface PhoneQuestion extends QuestionBase {
  readonly kind: 'phone'
}

export const phoneQuestionKind: QuestionKind<PhoneQuestion, string> = {
  parts: [''],
  tidy: removeInvisibleCharactersAndTrim,
  schema: () =>
    z.pipe(
      z.string(),
      z.transform((typed, context) => {
        const { main, extension } = splitPhone(typed)
        const number = parsePhone(main)
        if (!number) {
          return addProblemIssue(context, {
            en: 'Enter a phone number with its area code, like 416\u00a0555\u00a00134',
            fr: 'Entrez un numéro de téléphone avec l’indicatif régional, par exemple 613\u00a0555\u00a00134',
          })
        }
        return extension ? `${number};ext=${extension}` : number
      }),
    ),
  readBack: (_, answer) => [formatPhone(answer)],
}

/**
 * Parses a number to E.164, or gives undefined when there is other text beside it: that text would be lost (`extract`),
 * and it may be a rule for calling.
 */
function parsePhone(main: string): string | undefined {
  const options = { defaultCountry: 'CA', extract: false } as const
  const number = parsePhoneNumberFromString(main, options, getNumberingPlans())
  const whole = number?.countryCallingCode !== '1' || NORTH_AMERICAN_NUMBER.test(number.nationalNumber)
  return whole && !number?.ext && number?.isPossible() ? number.number : undefined
}

/** Neither an area code nor an exchange begins with 0 or 1. To the library, any ten digits are a possible number. */
const NORTH_AMERICAN_NUMBER = /^[2-9]\d\d[2-9]\d{6}$/

/** Writes North American numbers as 416 555 0134 and others as +33 123 456 789, with spaces that never break. */
export function formatPhone(answer: string): Wording {
  const [e164 = answer, extension] = answer.split(';ext=')
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164) ?? []
  const grouped = area ? `${area} ${exchange} ${line}` : formatForeignPhone(e164)
  const shown = grouped.replaceAll(' ', '\u00a0')
  return extension
    ? { en: `${shown} ext. ${extension}`, fr: `${shown} poste ${extension}` }
    : toUntranslatedWording(shown)
}

/** Writes the country’s code and the digits behind it in groups of three, the last of two to four. */
function formatForeignPhone(e164: string): string {
  const number = parsePhoneNumberFromString(e164, getNumberingPlans())
  if (!number) return e164
  return `+${number.countryCallingCode} ${number.nationalNumber.replace(/\d{3}(?=\d\d)/g, '$& ')}`
}
