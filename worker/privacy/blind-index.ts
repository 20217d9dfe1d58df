import { base64url } from 'jose'
import { everyQuestion, type Form } from '../../content/forms/form.ts'

type MatchKind = 'email' | 'phone' | 'person'

export interface MatchToken {
  readonly kind: MatchKind
  readonly token: string
}

/**
 * Keyed hashes of the e-mails, phones and persons in a form's answers, as its questions declare them. The hash of
 * a name alone would match half a city, so a person is a name with the date of birth beside it in the same section.
 */
export async function matchTokensOf(
  secret: Uint8Array<ArrayBuffer>,
  form: Form,
  section: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<MatchToken[]> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const given = valuesToMatch(form, section, answers)
  return Promise.all(
    given.map(async ({ kind, value }) => ({ kind, token: await hmac(key, `${kind}:${value}`) })),
  )
}

function valuesToMatch(form: Form, section: string, answers: Readonly<Record<string, unknown>>) {
  const matched = everyQuestion(form).flatMap(({ section: { slug }, name, question }) => {
    const value = answers[name]
    return slug === section && question.match && typeof value === 'string'
      ? [{ match: question.match, kind: question.kind, value }]
      : []
  })
  const birth = matched.find(({ match, kind }) => match === 'person' && kind === 'date')?.value
  return matched.flatMap(({ match, kind, value }): { kind: MatchKind; value: string }[] => {
    if (match === 'email') return [{ kind: 'email', value: normaliseEmail(value) }]
    if (match === 'phone') return [{ kind: 'phone', value: normalisePhone(value) }]
    return kind === 'name' && birth ? [{ kind: 'person', value: `${normaliseName(value)} ${birth}` }] : []
  })
}

/** Small letters, without a plus-tag: the same mailbox. */
const normaliseEmail = (email: string): string =>
  email
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=.)\+[^@]*@/, '@')

/** The number without its extension. */
const normalisePhone = (phone: string): string => phone.replace(/;ext=.*/, '')

/**
 * Letters only, without case, accents, ligatures, hyphens or spaces: Anne-Marie D’Août and anne marie daout are one,
 * and so are Lebœuf and Leboeuf.
 */
const normaliseName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[œæß]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    .replace(/[^\p{Letter}]|[\u02b0-\u02ff]/gu, '')

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }

async function hmac(key: CryptoKey, text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))),
  )
}
