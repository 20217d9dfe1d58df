import * as z from 'zod/mini'
import { toUntranslatedWording } from '../language.ts'
import { MAX_EMAIL_OCTETS } from '../limits.ts'
import { removeInvisibleCharactersAndTrim } from './plain-text.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** An e-mail address. The answer keeps the part before the @ as typed and puts the domain in lower case. */
export interface EmailQuestion extends QuestionBase {
  readonly kind: 'email'
}

export const emailQuestionKind: QuestionKind<EmailQuestion, string> = {
  parts: [''],
  tidy: removeInvisibleCharactersAndTrim,
  schema: () =>
    z.pipe(
      z.string(),
      z.transform((typed, context) => {
        const [local = '', domain = ''] = splitAtLast(
          typed.length > MAX_EMAIL_INPUT_CHARACTERS ? '' : tidyEmail(typed),
          '@',
        )
        const address = `${local}@${domain.toLowerCase()}`
        if (!isEmailAddress(address, local, domain)) {
          return addProblemIssue(context, {
            en: 'Enter a full e-mail address, like name@example.com',
            fr: 'Entrez une adresse courriel complète, par exemple nom@example.com',
          })
        }
        return address
      }),
    ),
  readBack: (_, answer) => [toUntranslatedWording(answer)],
}

/** An address has at most 254 octets; 500 characters leave room for a name and angle brackets around it. */
const MAX_EMAIL_INPUT_CHARACTERS = 500

/**
 * Reads `Mo Tanaka <mo@example.com>,` as mo@example.com. Keeps a space between letters: without it, the address could
 * be somebody else's.
 */
const tidyEmail = (typed: string): string =>
  typed
    .trim()
    .replace(/^[^<>]*<([^<>]*)>[\s.,;]*$/, '$1')
    .replace(/\s*([@.])\s*/g, '$1')
    .replace(/^mailto:/i, '')
    .replace(/[.,;]+$/, '')
    .trim()

/** At most 64 characters before the @ and 255 after it (RFC 5321, 4.5.3.1, which counts octets). */
const ADDRESS_SHAPE = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u

// RFC 6531 allows any letter in an address; RFC 5322, 3.2.3 allows none of these signs; RFC 5321, 4.5.3.1.3 limits
// the length to 254 octets.
const isEmailAddress = (address: string, local: string, domain: string) =>
  ADDRESS_SHAPE.test(address) &&
  !/[\p{Control}\p{Surrogate}()<>[\]:;\\,]/u.test(local) &&
  /^[\p{Letter}\p{Mark}\p{Number}-]+(\.[\p{Letter}\p{Mark}\p{Number}-]+)+$/u.test(domain) &&
  new TextEncoder().encode(address).length <= MAX_EMAIL_OCTETS

function splitAtLast(text: string, separator: string): [string, string] {
  const at = text.lastIndexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
