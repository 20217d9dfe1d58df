import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import * as z from 'zod'
import type { Wording } from '../language.ts'
import { withoutInvisible } from './plain-text.ts'
import { type Asked, type Kind, report } from './question-base.ts'

/** A phone number, North American unless it begins with +. The answer is RFC 3966's E.164 form with `;ext=`. */
export interface Phone extends Asked {
  readonly kind: 'phone'
}

export const phone: Kind<Phone, string> = {
  parts: [''],
  tidy: withoutInvisible,
  schema: () =>
    z.string().transform((typed, context) => {
      const number = numberIn(typed)
      if (!number) {
        return report(context, {
          en: 'Enter a phone number with its area code, like 416 555 0134',
          fr: 'Entrez un numéro de téléphone avec l’indicatif régional, par exemple 613 555 0134',
        })
      }
      return number.ext ? `${number.number};ext=${number.ext}` : number.number
    }),
  readBack: (_, answer) => [readable(answer)],
}

/** The number, when nothing else was typed: words beside it would be lost (`extract`), and may be a rule for calling. */
function numberIn(typed: string) {
  if (typed.length > LONGEST) return undefined
  const tidy = typed
    .replace(/^tel:/i, '')
    .replace(/\s/g, ' ')
    .replace(/[\s.,;:!]+$/, '')
    .replace(/\b(?:poste|p\.)\s*(?=\d+$)/i, 'ext ')
  const number = parsePhoneNumberFromString(tidy, { defaultCountry: 'CA', extract: false })
  const whole = number?.countryCallingCode !== '1' || NORTH_AMERICAN.test(number.nationalNumber)
  return whole && number?.isPossible() ? number : undefined
}

/** No number with country code, separators and extension is longer. */
const LONGEST = 60

/** The library takes seven digits for possible, since they can be dialled next door; nobody can call them from here. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]\d{6}$/

/** +14165550134 reads (416) 555-0134 here and +33 1 23 45 67 89 elsewhere. */
function readable(answer: string): Wording {
  const [e164 = answer, extension] = answer.split(';ext=')
  const number = parsePhoneNumberFromString(e164)
  const national = number?.countryCallingCode === '1'
  const shown = (national ? number?.formatNational() : number?.formatInternational()) ?? e164
  return extension
    ? { en: `${shown} ext. ${extension}`, fr: `${shown} poste ${extension}` }
    : { en: shown, fr: shown }
}
