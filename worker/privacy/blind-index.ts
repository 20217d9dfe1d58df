import { base64url } from 'jose'
import type { Form, Section } from '../../forms/form.ts'
import type { Question } from '../../forms/questions/index.ts'
import { nameKeys, normaliseEmail, normalisePhone, wholeName } from './normalise.ts'

/** A keyed hash of one fact, and whose fact it is: of the parent who writes, the other parent, or the children. */
export interface MatchToken {
  readonly kind: NonNullable<Question['match']>
  readonly side: 'initiating' | 'other' | 'family'
  readonly token: string
}

/**
 * Keyed hashes of what a form's questions declare to be matched, each once. A section's `about` says whose facts
 * they are; children are the family's, and nothing else is matched on a page that is about nobody. The hash of a
 * name alone would match half a city, so a parent or child is a name with the date of birth beside it on the same
 * page. A person has several tokens (see `nameKeys`): one in common is a match.
 *
 * A lawyer has no date of birth, so theirs is matched by the whole name, when it has more than one word: never a
 * bare “Roy” or “none”. Two lawyers may still share a name, and two parents one lawyer: it is a hint and no more.
 */
export async function matchTokensOf(
  secret: Uint8Array<ArrayBuffer>,
  form: Form,
  answers: Readonly<Record<string, unknown>>,
): Promise<MatchToken[]> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const facts = form.sections.flatMap((section) =>
    pagesOf(section, answers).flatMap((page) => factsOn(section, page)),
  )
  const once = new Map(facts.map((fact) => [`${fact.side}:${fact.kind}:${fact.value}`, fact]))
  return Promise.all(
    [...once.values()].map(async ({ kind, side, value }) => ({
      kind,
      side,
      token: await hmac(key, `${kind}:${value}`),
    })),
  )
}

interface Fact extends Omit<MatchToken, 'token'> {
  readonly value: string
}

type Page = Readonly<Record<string, unknown>>

/** The answers of each page of a section: one, or one for each that it repeats for. */
function pagesOf({ slug, repeats }: Section, answers: Page): readonly Page[] {
  if (!repeats) return [answers]
  const items = answers[slug]
  return Array.isArray(items) ? items : []
}

function factsOn({ about, questions }: Section, page: Page): Fact[] {
  const given = Object.entries(questions).flatMap(([name, { match, kind }]) => {
    const value = page[name]
    return match && typeof value === 'string' ? [{ match, kind, value }] : []
  })
  return given.flatMap(({ match, kind, value }): Fact[] => {
    const side = match === 'child' ? 'family' : about
    const birth = given.find((other) => other.match === match && other.kind === 'date')?.value
    return side ? valuesOf(match, kind, value, birth).map((value) => ({ kind: match, side, value })) : []
  })
}

/** What is hashed of one answer; the question's kind decides how a lawyer's is read. */
function valuesOf(
  match: MatchToken['kind'],
  kind: Question['kind'],
  value: string,
  birth: string | undefined,
): string[] {
  if (match === 'email') return unlessEmpty(normaliseEmail(value))
  if (match === 'phone') return unlessEmpty(normalisePhone(value))
  if (match === 'lawyer') return lawyerValuesOf(kind, value)
  return kind === 'name' && birth ? nameKeys(value).map((name) => `${name} ${birth}`) : []
}

function lawyerValuesOf(kind: Question['kind'], value: string): string[] {
  if (kind === 'email') return unlessEmpty(normaliseEmail(value)).map((email) => `email:${email}`)
  if (kind === 'phone') return unlessEmpty(normalisePhone(value)).map((phone) => `phone:${phone}`)
  return kind === 'name' && isFullName(value) ? [`name:${wholeName(value)}`] : []
}

/** More than one word, or a script that puts no space between names. */
const isFullName = (name: string) =>
  nameKeys(name).length > 1 ||
  /^[\p{Script=Han}\p{Script=Hangul}]{2,}$/u.test(wholeName(name).normalize('NFC'))

const unlessEmpty = (value: string): string[] => (value === '' ? [] : [value])

async function hmac(key: CryptoKey, text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))),
  )
}
