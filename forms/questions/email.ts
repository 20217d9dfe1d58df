import * as z from 'zod/mini'
import { buildWording, toUntranslatedWording, type Wording } from '../language.ts'
import { MAX_EMAIL_OCTETS } from '../limits.ts'
import { toNetworkDomain, toReadableDomain } from './domain.ts'
import { suggestDomain } from './email-slips.ts'
import { removeInvisibleCharactersAndTrim } from './plain-text.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/**
 * An e-mail address to which mail can be sent. The answer keeps the part before the @ as typed, and has the domain in its
 * network form: `Mo@xn--qubec-csa.example`.
 */
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
        const [local, domain] = splitAtLast(
          typed.length > MAX_EMAIL_INPUT_CHARACTERS ? '' : tidyEmail(typed),
          '@',
        )
        const networkDomain = toNetworkDomain(domain)
        const address = `${local}@${networkDomain}`
        if (networkDomain && isLocalPart(local) && address.length <= MAX_EMAIL_OCTETS) return address
        return addProblemIssue(context, findAddressProblem(local, domain, networkDomain))
      }),
    ),
  doubt: (answer) => {
    const [local, domain] = splitAtLast(answer, '@')
    const meant = suggestDomain(toReadableDomain(domain))
    return meant === undefined ? undefined : buildDoubt(`${local}@${meant}`)
  },
  readBack: (_, answer) => {
    const [local, domain] = splitAtLast(answer, '@')
    const readable = toReadableDomain(domain)
    return [toUntranslatedWording(readable === domain ? answer : `${local}@${readable} (${answer})`)]
  },
}

/** An address has at most 254 octets; 500 characters leave room for a name and angle brackets around it. */
const MAX_EMAIL_INPUT_CHARACTERS = 500

/**
 * Reads `Mo Tanaka <mo@example.com>,` as mo@example.com, and signs in full width or as phones change them. Keeps a space
 * between letters: without it, the address could be somebody else's.
 */
const tidyEmail = (typed: string): string =>
  typed
    .normalize('NFKC')
    .trim()
    .replace(/^["'(«“„‘]\s*([^"()]*@[^"()]*?)\s*["')»”“’][\s.,;]*$/, '$1')
    .replace(/^[^<>]*<([^<>]*)>[\s.,;]*$/, '$1')
    .replace(/^(?:(?:e-?mail|address|adresse|courriel|courrier électronique)\s*)+:\s*/i, '')
    .replace(/^mailto:([^?]*)\?.*$/i, '$1')
    .replace(/^mailto:/i, '')
    .replace(/。/g, '.')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\s*([@.])\s*/g, '$1')
    .replace(/[.,;]+$/, '')
    .trim()

/**
 * Whether mail services send to this part of an address: up to 64 signs of RFC 5322, 3.2.3, between dots. RFC 6531 allows
 * the letters of every script, and RFC 5321 quotation marks, but few services send to them.
 */
const isLocalPart = (local: string) =>
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) && local.length <= 64

function splitAtLast(text: string, separator: string): [string, string] {
  const at = text.lastIndexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** Says what an address lacks, with the address that was probably meant. */
function findAddressProblem(local: string, domain: string, networkDomain: string | undefined): Wording {
  if (networkDomain && /^[^\s@"(),:;<>[\\\]]+$/.test(local) && /\P{ASCII}/u.test(local))
    return specialLetterProblem
  const meant = domain.toLowerCase().replace(/,/g, '.')
  const suggested = suggestDomain(meant) ?? toNetworkDomain(meant)
  if (networkDomain || !suggested || !isLocalPart(local)) return fullAddressProblem
  const doubt = buildDoubtWording(`${local}@${suggested}`)
  return buildWording((language) => `${fullAddressProblem[language]}. ${doubt[language]}`)
}

const buildDoubtWording = (meant: string): Wording => ({
  en: `Did you mean ${meant}?`,
  fr: `Vouliez-vous écrire ${meant}?`,
})

function buildDoubt(meant: string): Wording {
  const doubt = buildDoubtWording(meant)
  return buildWording((language) => `${doubt[language]} ${correctOrLeaveWording[language]}`)
}

const correctOrLeaveWording: Wording = {
  en: 'Correct the address, or leave it as it is and continue',
  fr: 'Corrigez l’adresse, ou laissez-la telle quelle et continuez',
}

const fullAddressProblem: Wording = {
  en: 'Enter a full e-mail address, like name@example.com',
  fr: 'Entrez une adresse courriel complète, par exemple nom@example.com',
}
const specialLetterProblem: Wording = {
  en: 'Check the part before the @: our e-mail can’t reach an address with accents or other special letters there',
  fr: 'Vérifiez la partie avant le @ : nos courriels ne peuvent pas atteindre une adresse qui contient là des accents ou d’autres lettres particulières',
}
