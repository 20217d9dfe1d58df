import { base64url } from 'jose'
import type { SharedContactKind } from '../../content/shared-contact-kinds.ts'
import type { Form, Section } from '../../forms/form.ts'
import { getOptOutFieldName, type Question } from '../../forms/questions/index.ts'
import { isPartialDate } from '../../forms/questions/typed-date.ts'
import { type ContactFact, listContactFacts } from './contact-facts.ts'
import { computeHmac } from './hmac.ts'
import type { PurposeKeys } from './key-ring.ts'
import { getNameMatchKeys, normaliseEmail, normalisePhone, normaliseWholeName } from './normalise.ts'
import { deriveSubkey } from './subkey.ts'

/**
 * A keyed hash of one fact, and whose fact it is: that of the writing parent, of the other parent, or of the children.
 */
export interface MatchToken {
  readonly kind: NonNullable<Question['match']> | ContactTokenKind
  readonly side: 'initiating' | 'other' | 'family'
  readonly token: string
}

/**
 * The kind of a token by which an address or a number that was given for both parents is found, whosever it is: a
 * parent’s, that of a person to ask instead, or a lawyer’s. It relates no files.
 */
type ContactTokenKind = `${'reach' | 'lawyer'}-${SharedContactKind}`

/**
 * Derives the match tokens of a form’s answers: a keyed hash of each fact that its questions declare as matched, each
 * once. The `about` of a section tells whose facts they are. Facts about children are the family’s, and nothing else is
 * matched on a page that is about nobody. The hash of a name alone would match half a city, so a parent or child is
 * matched by the name together with the date of birth, on whichever of the person’s pages each is asked. A person has
 * several tokens (see `getNameMatchKeys`), and one in common is a match.
 *
 * A lawyer has no date of birth, so a lawyer is matched by the whole name, if it has more than one word: a bare “Roy”
 * or “none” is never matched. Two lawyers may still share a name, and two parents a lawyer, so such a match is only a
 * hint.
 *
 * Each fact has a token under each key of the ring, which names its key. So a file finds those that were stored before
 * the newest key, whose tokens `rotateKeys` has not derived again yet.
 */
export async function deriveMatchTokens(
  keys: PurposeKeys,
  form: Form,
  answers: Readonly<Record<string, unknown>>,
): Promise<MatchToken[]> {
  const facts = joinSectionsAboutOnePerson(form).flatMap((section) =>
    answersByPage(section, answers).flatMap((page) => matchFactsOnPage(section, page)),
  )
  // A number that is both one’s own and one’s lawyer’s counts as one’s own, which comes last and replaces the other.
  const contacts = form.sections
    .flatMap((section) => contactFactsOnPage(section, answers))
    .toSorted((one, other) => Number(isLawyersFact(other)) - Number(isLawyersFact(one)))
  const uniqueFacts = new Map([...facts, ...contacts].map((fact) => [`${fact.side}:${fact.hashed}`, fact]))
  const tokens = (await createFactHashers(keys)).map((hashFact) =>
    Promise.all(
      [...uniqueFacts.values()].map(async ({ kind, side, hashed }) => ({
        ...{ kind, side, token: await hashFact(hashed) },
      })),
    ),
  )
  return (await Promise.all(tokens)).flat()
}

/** Creates a function for each key of the ring that gives the token of a fact under that key, which it names. */
const createFactHashers = (keys: PurposeKeys) =>
  Promise.all(
    keys.map(async (key) => {
      const subkey = await deriveSubkey(key, 'match token')
      return async (hashed: string): Promise<string> =>
        `${key.kid}.${base64url.encode(await computeHmac(subkey, hashed))}`
    }),
  )

/** Whether a list of contact tokens, in JSON, holds that of an e-mail address, in whatever spelling. */
export async function hasEmailToken(keys: PurposeKeys, email: string, tokens: string): Promise<boolean> {
  const list = JSON.parse(tokens) as string[]
  if (list.length === 0) return false
  const hashed = formatContactFact({ kind: 'email', value: normaliseEmail(email) })
  const own = (await createFactHashers(keys)).map((hashFact) => hashFact(hashed))
  return (await Promise.all(own)).some((token) => list.includes(token))
}

interface MatchFact extends Omit<MatchToken, 'token'> {
  /** The text that is hashed. */
  readonly hashed: string
}

const formatContactFact = ({ kind, value }: Pick<ContactFact, 'kind' | 'value'>): string =>
  `reach:${kind}:${value}`

const isLawyersFact = ({ kind }: MatchFact): boolean => kind.startsWith('lawyer-')

const contactFactsOnPage = (section: Section, answers: PageAnswers): MatchFact[] => {
  const { about } = section
  return about === undefined
    ? []
    : listContactFacts(section, answers).map((fact) => ({
        kind: `${fact.isLawyers ? 'lawyer' : 'reach'}-${fact.kind}`,
        side: about,
        hashed: formatContactFact(fact),
      }))
}

type PageAnswers = Readonly<Record<string, unknown>>

type MatchedSection = Pick<Section, 'slug' | 'about' | 'questions' | 'repeats'>

/**
 * Joins the questions about one parent, which stand on several pages. A section that repeats is about another person each
 * time.
 */
const joinSectionsAboutOnePerson = ({ sections }: Form): MatchedSection[] => [
  ...sections.filter(({ repeats }) => repeats),
  ...(['initiating', 'other'] as const).map((about) => ({
    slug: about,
    about,
    questions: Object.assign(
      {},
      ...sections.map((section) => (section.about === about && !section.repeats ? section.questions : {})),
    ),
  })),
]

/** Lists the answers of each page of a section: one page, or one for each item for which the section repeats. */
function answersByPage({ slug, repeats }: MatchedSection, answers: PageAnswers): readonly PageAnswers[] {
  if (!repeats) return [answers]
  const items = answers[slug]
  return Array.isArray(items) ? items : []
}

function matchFactsOnPage({ about, questions }: MatchedSection, page: PageAnswers): MatchFact[] {
  const matchedAnswers = Object.entries(questions).flatMap(([name, { match, kind }]) => {
    const value = page[name]
    return match && typeof value === 'string' ? [{ name, match, kind, value }] : []
  })
  return matchedAnswers.flatMap(({ match, kind, value }): MatchFact[] => {
    const side = match === 'child' ? 'family' : about
    const birth = matchedAnswers.find(
      (other) => other.match === match && other.kind === 'date' && isWholeBirthDate(other, page),
    )?.value
    return side
      ? matchValues(match, kind, value, birth).map((one) => ({
          kind: match,
          side,
          hashed: `${match}:${one}`,
        }))
      : []
  })
}

/** Many people are born in one year, and the day a birth is expected is not the day of birth. */
const isWholeBirthDate = (
  { name, value }: { readonly name: string; readonly value: string },
  page: PageAnswers,
) =>
  !isPartialDate(value) &&
  !(page[getOptOutFieldName(name)] as readonly string[] | undefined)?.includes('expected')

/** Gives the values to hash for one answer. The kind of question decides how a lawyer’s name is read. */
function matchValues(
  match: NonNullable<Question['match']>,
  kind: Question['kind'],
  value: string,
  birth: string | undefined,
): string[] {
  if (match === 'email') return listUnlessEmpty(normaliseEmail(value))
  if (match === 'phone') return listUnlessEmpty(normalisePhone(value))
  if (match === 'lawyer') return lawyerMatchValues(kind, value)
  return kind === 'name' && birth ? getNameMatchKeys(value).map((name) => `${name} ${birth}`) : []
}

function lawyerMatchValues(kind: Question['kind'], value: string): string[] {
  if (kind === 'email') return listUnlessEmpty(normaliseEmail(value)).map((email) => `email:${email}`)
  if (kind === 'phone') return listUnlessEmpty(normalisePhone(value)).map((phone) => `phone:${phone}`)
  return kind === 'name' && isFullName(value) ? [`name:${normaliseWholeName(value)}`] : []
}

/** Whether a name has more than one word, or is in a script that puts no space between names. */
const isFullName = (name: string) =>
  getNameMatchKeys(name).length > 1 ||
  /^[\p{Script=Han}\p{Script=Hangul}]{2,}$/u.test(normaliseWholeName(name).normalize('NFC'))

const listUnlessEmpty = (value: string): string[] => (value === '' ? [] : [value])
