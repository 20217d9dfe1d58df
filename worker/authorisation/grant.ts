import { authorisedText, wordsOfCall } from '../../content/authorisation/call-script.ts'
import { receiptDigestText, receiptLines } from '../../content/authorisation/receipt.ts'
import {
  type AuthorisationAnswers,
  contactAuthorisation,
} from '../../content/forms/contact-authorisation/index.ts'
import { writtenInstant } from '../../content/time/local-time.ts'
import { type Given, giveWord, wasGiven } from '../../db/authorisations.ts'
import type { OwnFile } from '../../db/parent-file.ts'
import type { Language } from '../../forms/language.ts'
import { type AskedSection, readForm } from '../../forms/parse.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import type { Environment } from '../environment.ts'
import { contactRules, zoneIn } from '../intake/contact-rules.ts'
import { type EnvelopePart, partOf } from '../intake/send.ts'
import { newsOfFile } from '../mail/coordinator-messages.ts'
import { codeId } from '../privacy/code.ts'
import { type Place, seal } from '../privacy/seal.ts'
import { sha256 } from '../privacy/sha256.ts'
import type { Circumstances } from './signing-circumstances.ts'
import { stateOf } from './state.ts'

/** What is kept of how a parent gave their word, sealed. */
export interface Evidence extends EnvelopePart {
  readonly form: string
  readonly version: number
  readonly language: Language
  /**
   * The hash of the answers that the receipt carries is SHA-256 of this and then the JSON of a list of two: `answers`
   * here, and those kept beside it about the other parent's number, or `{}`.
   */
  readonly salt: string
  /** The whole wording they were shown, whose hash is beside it. */
  readonly wording: readonly string[]
  /** The receipt they were given, line by line. */
  readonly receipt: readonly string[]
  /** The IANA time zone they live in, and when it was as a clock there showed it. */
  readonly timeZone: string
  readonly localTime: string
  readonly circumstances: Circumstances
}

export const evidencePlace = (id: string): Place => `authorisations.evidence:${id}`
export const otherContactPlace = (id: string): Place => `authorisations.other_contact:${id}`

interface Signing {
  readonly own: OwnFile
  /** What was posted, without mistakes. */
  readonly fields: Fields
  /** The row that was current when the page was shown, as `shownWord` wrote it. */
  readonly replaces: string
  readonly language: Language
  readonly circumstances: Circumstances
  readonly now: number
}

/** Keeps what a parent signed. `again` when the same was posted before; `overtaken` when something else came between. */
export async function signAuthorisation(
  env: Environment,
  signing: Signing,
): Promise<'given' | 'again' | 'overtaken'> {
  const { own, fields, replaces, now } = signing
  const reading = readForm(contactAuthorisation, fields)
  if (!reading.ok) throw new Error('An authorisation is signed only without mistakes')
  const key = await idempotencyKey(env, signing)
  const { answers, asked } = reading
  const frozen = answers.orderNow !== 'no'
  const [row, mail] = await Promise.all([
    authorisationRow(env, signing, answers, asked, key),
    newsOfFile(
      env,
      { id: own.fileId, reference: own.fileReference },
      frozen || own.frozen ? 'authorised-frozen' : 'authorised',
      now,
    ),
  ])
  const freeze = {
    id: crypto.randomUUID(),
    parentId: own.parentId,
    saidIn: 'contact-authorisation',
    saidAt: now,
  } as const
  const given: Given = { row, replaces: wordShown(replaces), freeze: frozen ? freeze : undefined, mail }
  const event = {
    fileId: own.fileId,
    actor: 'parent',
    action: 'authorisation_granted',
    detail: {
      days: Number(answers.authorisedDays),
      version: row.wordingVersion ?? 0,
      frozen,
      renewed: ['in-force', 'frozen'].includes(stateOf(own.authorisation, own.frozen, now)),
    },
    happenedAt: now,
  } as const
  if (await giveWord(env.db, event, given)) return 'given'
  return (await wasGiven(env.db, key)) ? 'again' : 'overtaken'
}

/** How a page says which word it shows: the row, and whether its parent had ended it already; '' for none. */
export const shownWord = ({ authorisation }: Pick<OwnFile, 'authorisation'>): string =>
  authorisation ? `${authorisation.id}${isEnded(authorisation) ? ENDED : ''}` : ''

const wordShown = (shown: string): Given['replaces'] =>
  shown === '' ? undefined : { id: shown.replace(ENDED, ''), ended: shown.endsWith(ENDED) }

const ENDED = '.ended'

/** Whether a parent stopped it or said no. */
export const isEnded = ({ withdrawnAt, declinedAt }: NonNullable<OwnFile['authorisation']>): boolean =>
  withdrawnAt !== null || declinedAt !== null

/** The hash of the wording a parent is shown in a language. */
export const wordingHashOf = (language: Language): Promise<string> =>
  sha256(authorisedText(language).join('\n'))

/** What the database knows a posting by: the same parent, the same fields, in place of the same row. */
const idempotencyKey = ({ draftSecret }: Environment, { own, fields, replaces }: Signing) =>
  codeId(
    draftSecret,
    'authorisation',
    JSON.stringify([own.parentId, replaces, Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  )

async function authorisationRow(
  env: Environment,
  { own, language, circumstances, now }: Signing,
  answers: AuthorisationAnswers,
  asked: readonly AskedSection[],
  key: string,
): Promise<Given['row']> {
  const id = crypto.randomUUID()
  const days = Number(answers.authorisedDays)
  const expiresAt = now + days * 86_400_000
  const timeZone = zoneIn(await contactRules(env, own.parentId, own.contact))
  const wording = authorisedText(language)
  const [kept, closed] = [partOf('answers', asked, answers), partOf('otherContact', asked, answers)]
  const wordingHash = await wordingHashOf(language)
  // Without it, whoever holds the receipt could try out what was answered.
  const salt = crypto.randomUUID()
  const receipt = receiptLines(
    {
      reference: own.reference ?? '',
      route: own.route,
      signedName: answers.signedName ?? '',
      grantedAt: now,
      expiresAt,
      timeZone,
      days,
      ticked: answers.understood ?? [],
      ...(answers.voicemail && { voicemail: answers.voicemail }),
      wordingVersion: wordsOfCall.version,
      wordingHash,
      answersHash: await sha256(salt + JSON.stringify([kept.answers, closed.answers])),
      requestId: circumstances.requestId,
      formVersion: contactAuthorisation.version,
    },
    language,
  )
  const evidence: Evidence = {
    form: contactAuthorisation.id,
    version: contactAuthorisation.version,
    language,
    ...kept,
    salt,
    wording,
    receipt,
    timeZone,
    localTime: writtenInstant(now, timeZone, language),
    circumstances,
  }
  const [evidenceSealed, otherContact, receiptHash] = await Promise.all([
    seal(env.keys, 'answers', evidencePlace(id), evidence),
    answers.otherPhoneNow ? seal(env.keys, 'otherContact', otherContactPlace(id), closed) : null,
    receiptHashOf(receipt.join('\n')),
  ])
  return {
    id,
    parentId: own.parentId,
    madeAt: now,
    grantedAt: now,
    expiresAt,
    wordingVersion: wordsOfCall.version,
    wordingHash,
    receiptHash,
    evidence: evidenceSealed,
    otherContact,
    idempotencyKey: key,
  }
}

/** The hash by which a receipt is checked, however its lines were broken. */
export const receiptHashOf = (text: string): Promise<string> => sha256(receiptDigestText(text))
