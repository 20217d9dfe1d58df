import { base64url } from 'jose'
import type { Form, Section } from '../../forms/form.ts'
import type { Question } from '../../forms/questions/index.ts'
import { isPartialDate } from '../../forms/questions/typed-date.ts'
import { computeHmac } from './hmac.ts'
import type { PurposeKeys } from './key-ring.ts'
import { normaliseEmail, normalisePhone } from './normalise.ts'
import {
  formatBirthSearchValue,
  listEmailSearchValues,
  listNameSearchValues,
  listPhoneSearchValues,
} from './search-words.ts'
import { deriveSubkey } from './subkey.ts'

type FormAnswers = Readonly<Record<string, unknown>>

/**
 * Derives the tokens by which a form’s file is found, each once: of the names of its people, the parents’ phone numbers and
 * e-mail addresses, and the children’s birth dates, as the questions declare. A token is under the newest key alone,
 * because the scheduled work derives those of every other file anew once there is a newer one. Those of the other parent are
 * left out once what was known of that parent was erased.
 */
export const deriveSearchTokens = async (
  keys: PurposeKeys,
  form: Form,
  answers: FormAnswers,
  leavesOutOther = false,
): Promise<string[]> => {
  const naming = listNamingAnswers(form, answers).filter(({ about }) => !leavesOutOther || about !== 'other')
  const values = new Set(naming.flatMap(listSearchValues))
  return hashSearchValues([keys[0]], [...values].slice(0, MAX_TOKENS))
}

/** Derives the tokens of names alone, under the newest key: of somebody of whom nothing else is left. */
export const deriveNameSearchTokens = (keys: PurposeKeys, names: readonly string[]): Promise<string[]> =>
  hashSearchValues([keys[0]], [...new Set(names.flatMap(listNameSearchValues))])

/** Far more than twelve children with long names need. */
const MAX_TOKENS = 800

/** Gives the tokens of each list of values, under each key of the ring. */
export const deriveQueryTokens = (keys: PurposeKeys, values: readonly (readonly string[])[]) =>
  Promise.all(values.map((alternatives) => hashSearchValues(keys, alternatives)))

async function hashSearchValues(
  keys: PurposeKeys | readonly [PurposeKeys[0]],
  values: readonly string[],
): Promise<string[]> {
  const hashed = keys.map(async (key) => {
    const subkey = await deriveSubkey(key, 'search token')
    return Promise.all(
      values.map(
        async (value) =>
          `${key.kid}.${base64url.encode((await computeHmac(subkey, value)).subarray(0, TOKEN_BYTES))}`,
      ),
    )
  })
  return (await Promise.all(hashed)).flat()
}

/** With ten million tokens, two are alike by chance with a probability of 10⁻¹⁵. */
const TOKEN_BYTES = 12

interface NamingAnswer {
  readonly question: Question
  readonly about: Section['about']
  readonly value: string
}

/** Lists the answers by which people are told apart, an item of a list after the other. */
const listNamingAnswers = ({ sections }: Form, answers: FormAnswers): NamingAnswer[] =>
  sections.flatMap(({ slug, about, repeats, questions }) => {
    const pages = repeats ? answers[repeats.itemsOf ?? slug] : [answers]
    return (Array.isArray(pages) ? (pages as FormAnswers[]) : []).flatMap((page) =>
      Object.entries(questions).flatMap(([name, question]) => {
        const value = page[name]
        return typeof value === 'string' && value !== '' ? [{ question, about, value }] : []
      }),
    )
  })

function listSearchValues({ question, value }: NamingAnswer): string[] {
  const { kind, match, personName, envelope } = question
  const isClosed = envelope !== undefined && envelope !== 'answers'
  if (personName) return listNameSearchValues(value)
  if (match === 'phone') return listPhoneSearchValues(normalisePhone(value), isClosed)
  if (match === 'email') return listEmailSearchValues(normaliseEmail(value), isClosed)
  if (match === 'child' && kind === 'date' && !isPartialDate(value)) return [formatBirthSearchValue(value)]
  return []
}

/** The names of a person: the full one, and the one in use. */
export interface PersonNames {
  readonly full?: string
  readonly inUse?: string
}

/** Gives the names of whoever a form is about; undefined when it tells none. */
export function getPersonNames(
  form: Form,
  answers: FormAnswers,
  side: NonNullable<Section['about']>,
): PersonNames | undefined {
  const naming = listNamingAnswers(form, answers).filter(({ about }) => about === side)
  const find = (which: Question['personName']) =>
    naming.find(({ question }) => question.personName === which)?.value
  const [full, inUse] = [find('full'), find('in-use')]
  return full || inUse ? { ...(full && { full }), ...(inUse && { inUse }) } : undefined
}
