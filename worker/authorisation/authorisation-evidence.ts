import { callScript, listSignedWordingLines } from '../../content/authorisation/call-script.ts'
import { composeReceiptLines, normaliseReceiptText } from '../../content/authorisation/receipt.ts'
import {
  type AuthorisationAnswers,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import { formatInstantInZone } from '../../content/time/local-time.ts'
import type { AuthorisationGrant } from '../../db/authorisations.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import type { ShownSection } from '../../forms/parse.ts'
import { parentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { type EnvelopePart, envelopePart } from '../forms/envelope.ts'
import { type SealContext, seal } from '../privacy/seal.ts'
import { sha256 } from '../privacy/sha256.ts'
import type { SigningCircumstances } from './signing-circumstances.ts'

/** What a parent signs. */
export interface SigningRequest {
  readonly own: ParentFile
  /** What was posted, without mistakes. */
  readonly fields: FormFields
  /** The row that was current when the page was shown, as `formatShownAuthorisation` wrote it. */
  readonly replaces: string
  readonly language: Language
  readonly circumstances: SigningCircumstances
  readonly now: number
}

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

/** The row of what a parent signed, its evidence sealed, with the receipt they are given. */
export async function buildAuthorisationRow(
  env: Environment,
  signing: SigningRequest,
  answers: AuthorisationAnswers,
  asked: readonly ShownSection[],
  postingKey: string,
): Promise<AuthorisationGrant['row']> {
  const { own, now } = signing
  const id = crypto.randomUUID()
  const otherContactPart = envelopePart('otherContact', asked, answers)
  const terms = {
    days: Number(answers.authorisedDays),
    expiresAt: now + Number(answers.authorisedDays) * 86_400_000,
    timeZone: parentTimeZone(await unsealContactRules(env, own.parentId, own.sealedContactRules)),
    wordingHash: await hashCallWording(signing.language),
  }
  const parts = { answersPart: envelopePart('answers', asked, answers), otherContactPart }
  const evidence = await composeEvidence(signing, answers, terms, parts)
  const [sealedEvidence, sealedOtherContact, receiptHash] = await Promise.all([
    seal(env.keys, 'answers', evidenceSealContext(id), evidence),
    answers.otherPhoneNow
      ? seal(env.keys, 'otherContact', authorisedContactSealContext(id), otherContactPart)
      : null,
    hashReceipt(evidence.receipt.join('\n')),
  ])
  return {
    id,
    parentId: own.parentId,
    createdAt: now,
    grantedAt: now,
    expiresAt: terms.expiresAt,
    wordingVersion: callScript.version,
    wordingHash: terms.wordingHash,
    receiptHash,
    sealedEvidence,
    sealedOtherContact,
    idempotencyKey: postingKey,
  }
}

interface AuthorisationTerms {
  readonly days: number
  readonly expiresAt: number
  readonly timeZone: string
  readonly wordingHash: string
}

/** What is kept of how it was signed: the wording, the answers, the receipt, and where and when. */
async function composeEvidence(
  { own, language, circumstances, now }: SigningRequest,
  answers: AuthorisationAnswers,
  { days, expiresAt, timeZone, wordingHash }: AuthorisationTerms,
  { answersPart, otherContactPart }: Readonly<Record<'answersPart' | 'otherContactPart', EnvelopePart>>,
): Promise<AuthorisationEvidence> {
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
  return {
    form: contactAuthorisationForm.id,
    version: contactAuthorisationForm.version,
    language,
    ...answersPart,
    salt,
    wording: listSignedWordingLines(language),
    receipt,
    timeZone,
    localTime: formatInstantInZone(now, timeZone, language),
    circumstances,
  }
}

/** The hash of the wording a parent is shown in a language. */
export const hashCallWording = (language: Language): Promise<string> =>
  sha256(listSignedWordingLines(language).join('\n'))

/** The hash by which a receipt is checked, however its lines were broken. */
export const hashReceipt = (text: string): Promise<string> => sha256(normaliseReceiptText(text))
