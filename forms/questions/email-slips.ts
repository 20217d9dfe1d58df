import { isOneSlipAway } from './one-slip.ts'

/**
 * Suggests the domain that somebody probably meant: `gmail.com` for `gmial.com`, `gmailcom` or `gmail.ca`. A list of our
 * own: those of libraries are of American providers, and take `mail.com` for `gmail.com`.
 */
export function suggestDomain(domain: string): string | undefined {
  // No provider has accents in its domain, nor mail at the address of its pages.
  const plain = domain
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/^www\./, '')
  if (plain !== domain && KNOWN_DOMAINS.includes(plain)) return plain
  if (domain === '' || KNOWN_DOMAINS.includes(domain)) return undefined
  const [name = '', ...rest] = domain.split('.')
  const top = rest.at(-1) ?? ''
  const undotted = KNOWN_DOMAINS.find((known) => known.replace('.', '') === domain)
  if (undotted) return undotted
  const only = ONLY_DOMAIN.get(name)
  if (only && rest.length <= 1) return only
  // Providers have domains in many countries: hotmail.ch is no slip.
  const isAbroad =
    KNOWN_NAMES.has(name) && /^(?:[a-z]{2}|com?\.[a-z]{2})$/.test(rest.join('.')) && !/^c[mo]$/.test(top)
  const meant = isAbroad ? undefined : LONG_DOMAINS.find((known) => isOneSlipAway(domain, known))
  if (meant) return meant
  return rest.length > 0 && isSlipOfCom(top) ? `${domain.slice(0, -top.length)}com` : undefined
}

/** The providers that people in Canada have, by the domains of their addresses. */
const KNOWN_DOMAINS = [
  ...'gmail.com hotmail.com hotmail.ca hotmail.fr outlook.com outlook.fr live.ca live.com live.fr msn.com'.split(
    ' ',
  ),
  ...'yahoo.ca yahoo.com yahoo.fr ymail.com icloud.com me.com mac.com aol.com mail.com email.com gmx.com'.split(
    ' ',
  ),
  ...'proton.me protonmail.com videotron.ca videotron.qc.ca sympatico.ca bell.net rogers.com shaw.ca'.split(
    ' ',
  ),
  ...'telus.net cogeco.ca cogeco.net eastlink.ca sasktel.net mts.net hotmail.co.uk yahoo.co.uk'.split(' '),
]
const KNOWN_NAMES = new Set(KNOWN_DOMAINS.map((domain) => domain.split('.')[0] ?? ''))
/** One letter changed in a short domain gives too many real ones. */
const LONG_DOMAINS = KNOWN_DOMAINS.filter(
  (domain) => domain.length >= 8 && !/^(?:live|mail|email)\./.test(domain),
)
/** The providers that have one domain, by its name. */
const ONLY_DOMAIN: ReadonlyMap<string, string> = new Map([
  ['gmail', 'gmail.com'],
  ['icloud', 'icloud.com'],
  // A slip into another word, which is two letters away.
  ['icould', 'icloud.com'],
])

/** Whether an ending is one slip from `com`, and is not one that exists. */
const isSlipOfCom = (top: string) =>
  top.length >= 3 && top !== 'com' && isOneSlipAway(top, 'com') && !/^(?:bom|cam)$/.test(top)
