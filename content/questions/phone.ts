import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import * as z from 'zod'
import { withoutInvisible } from './plain-text.ts'
import { type Asked, asTyped, type Kind, report } from './question.ts'

/** A phone number, North American unless it begins with +. The answer is RFC 3966's E.164 form with `;ext=`. */
export interface Phone extends Asked {
  readonly kind: 'phone'
}

export const phone: Kind<Phone, string> = {
  parts: [''],
  tidy: withoutInvisible,
  schema: () =>
    z.string().transform((typed, context) => {
      const number = parsePhoneNumberFromString(typed.slice(0, LONGEST), 'CA')
      if (!number?.isPossible()) {
        return report(context, {
          en: 'Enter a phone number with its area code, like 416 555 0134',
          fr: 'Entrez un numéro de téléphone avec l’indicatif régional, par exemple 613 555 0134',
        })
      }
      return number.ext ? `${number.number};ext=${number.ext}` : number.number
    }),
  readBack: (_, answer) => [asTyped(readable(answer))],
}

/** No number with country code, separators and extension is longer; what follows is not a phone number. */
const LONGEST = 60

/** +14165550134 reads (416) 555-0134 here and +33 1 23 45 67 89 elsewhere. */
function readable(e164: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return e164
  return number.countryCallingCode === '1' ? number.formatNational() : number.formatInternational()
}
