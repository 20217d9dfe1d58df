import { callScript, listSignedWordingLines } from '../../content/authorisation/call-script.ts'
import { composeReceiptLines, normaliseReceiptText } from '../../content/authorisation/receipt.ts'
import {
  type AuthorisationAnswers,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import { formatInstantInZone } from '../../content/time/local-time.ts'
import {
  type AuthorisationGrant,
  grantAuthorisation,
  hasAuthorisationWithKey,
} from '../../db/authorisations.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import { parseForm, type ShownSection } from '../../forms/parse.ts'
import { parentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { type EnvelopePart, envelopePart } from '../forms/envelope.ts'
import { createFileNewsMessagesByLead } from '../mail/coordinator-messages.ts'
import { hashCode } from '../privacy/code.ts'
import { type SealContext, seal } from '../privacy/seal.ts'
import { sha256 } from '../privacy/sha256.ts'
import type { SigningCircumstances } from './signing-circumstances.ts'
import { authorisationState } from './state.ts'

/** What is stored, sealed, of how a parent granted their authorisation. */
export interface AuthorisationEvidence extends EnvelopePart {
  readonly form: string
  readonly version: number
  readonly language: Language
  /**
   * The hash of the answers that the receipt carries is SHA-256 of this and then the JSON of a list of two: `answers`
   * here, and those stored beside it about the other parent's number, or `{}`.
   */
  readonly salt: string
  /** The whole wording they were shown, whose hash is beside it. */
  readonly wording: readonly string[]
  /** The receipt they were given, line by line. */
  readonly receipt: readonly string[]
  /** The IANA time zone they live in, and when it was as a clock there showed it. */
  readonly timeZone: string
  readonly localTime: string
  readonly circumstances: SigningCircumstances
}

export const evidenceSealContext = (id: string): SealContext => `authorisations.sealed_evidence:${id}`
export const authorisedContactSealContext = (id: string): SealContext =>
  `authorisations.sealed_other_contact:${id}`

interface SigningRequest {
  readonly own: ParentFile
  /** What was posted, without mistakes. */
  readonly fields: FormFields
  /** The row that was current when the page was shown, as `formatShownAuthorisation` wrote it. */
  readonly replaces: string
  readonly language: Language
  readonly circumstances: SigningCircumstances
  readonly now: number
}

/** Stores what a parent signed. `repeated` when the same was posted before; `stale` when something else came between. */
export async function signAuthorisation(
  env: Environment,
  signing: SigningRequest,
): Promise<'granted' | 'repeated' | 'stale'> {
  const { own, fields, replaces, now } = signing
  const reading = parseForm(contactAuthorisationForm, fields)
  if (!reading.ok) throw new Error('An authorisation is signed only without mistakes')
  const postingKey = await computeIdempotencyKey(env, signing)
  const { answers, asked } = reading
  const needsContactHold = answers.orderNow !== 'no'
  const [row, mail] = await Promise.all([
    buildAuthorisationRow(env, signing, answers, asked, postingKey),
    createFileNewsMessagesByLead(
      env,
      { id: own.fileId, reference: own.fileReference },
      needsContactHold || own.hasContactHold ? 'authorised-on-hold' : 'authorised',
      now,
    ),
  ])
  const contactHold = {
    id: crypto.randomUUID(),
    parentId: own.parentId,
    reportedIn: 'contact-authorisation',
    reportedAt: now,
  } as const
  const grant: AuthorisationGrant = {
    row,
    replaces: parseShownAuthorisation(replaces),
    contactHold: needsContactHold ? contactHold : undefined,
    mail,
  }
  const event = {
    fileId: own.fileId,
    actor: 'parent',
    action: 'authorisation_granted',
    detail: {
      days: Number(answers.authorisedDays),
      version: row.wordingVersion ?? 0,
      contactHold: needsContactHold,
      renewed: ['in-force', 'on-hold'].includes(
        authorisationState(own.authorisation, own.hasContactHold, now),
      ),
    },
    happenedAt: now,
  } as const
  if (await grantAuthorisation(env.db, event, grant)) return 'granted'
  return (await hasAuthorisationWithKey(env.db, postingKey)) ? 'repeated' : 'stale'
}

/** How a page names the authorisation it shows: the row, and whether its parent had ended it; '' for none. */
export const formatShownAuthorisation = ({ authorisation }: Pick<ParentFile, 'authorisation'>): string =>
  authorisation ? `${authorisation.id}${isEndedByParent(authorisation) ? ENDED_SUFFIX : ''}` : ''

const parseShownAuthorisation = (shown: string): AuthorisationGrant['replaces'] =>
  shown === '' ? undefined : { id: shown.replace(ENDED_SUFFIX, ''), ended: shown.endsWith(ENDED_SUFFIX) }

const ENDED_SUFFIX = '.ended'

/** Whether a parent withdrew or declined it. */
export const isEndedByParent = ({
  withdrawnAt,
  declinedAt,
}: NonNullable<ParentFile['authorisation']>): boolean => withdrawnAt !== null || declinedAt !== null

/** The hash of the wording a parent is shown in a language. */
export const hashCallWording = (language: Language): Promise<string> =>
  sha256(listSignedWordingLines(language).join('\n'))

/** What the database knows a posting by: the same parent, the same fields, in place of the same row. */
const computeIdempotencyKey = ({ draftSecret }: Environment, { own, fields, replaces }: SigningRequest) =>
  hashCode(
    draftSecret,
    'authorisation',
    JSON.stringify([own.parentId, replaces, Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  )

async function buildAuthorisationRow(
  env: Environment,
  { own, language, circumstances, now }: SigningRequest,
  answers: AuthorisationAnswers,
  asked: readonly ShownSection[],
  postingKey: string,
): Promise<AuthorisationGrant['row']> {
  const id = crypto.randomUUID()
  const days = Number(answers.authorisedDays)
  const expiresAt = now + days * 86_400_000
  const timeZone = parentTimeZone(await unsealContactRules(env, own.parentId, own.sealedContactRules))
  const wording = listSignedWordingLines(language)
  const [answersPart, otherContactPart] = [
    envelopePart('answers', asked, answers),
    envelopePart('otherContact', asked, answers),
  ]
  const wordingHash = await hashCallWording(language)
  // Without it, whoever holds the receipt could try out what was answered.
  const salt = crypto.randomUUID()
  const receipt = composeReceiptLines(
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
      wordingVersion: callScript.version,
      wordingHash,
      answersHash: await sha256(salt + JSON.stringify([answersPart.answers, otherContactPart.answers])),
      requestId: circumstances.requestId,
      formVersion: contactAuthorisationForm.version,
    },
    language,
  )
  const evidence: AuthorisationEvidence = {
    form: contactAuthorisationForm.id,
    version: contactAuthorisationForm.version,
    language,
    ...answersPart,
    salt,
    wording,
    receipt,
    timeZone,
    localTime: formatInstantInZone(now, timeZone, language),
    circumstances,
  }
  const [sealedEvidence, sealedOtherContact, receiptHash] = await Promise.all([
    seal(env.keys, 'answers', evidenceSealContext(id), evidence),
    answers.otherPhoneNow
      ? seal(env.keys, 'otherContact', authorisedContactSealContext(id), otherContactPart)
      : null,
    hashReceipt(receipt.join('\n')),
  ])
  return {
    id,
    parentId: own.parentId,
    createdAt: now,
    grantedAt: now,
    expiresAt,
    wordingVersion: callScript.version,
    wordingHash,
    receiptHash,
    sealedEvidence,
    sealedOtherContact,
    idempotencyKey: postingKey,
  }
}

/** The hash by which a receipt is checked, however its lines were broken. */
export const hashReceipt = (text: string): Promise<string> => sha256(normaliseReceiptText(text))
