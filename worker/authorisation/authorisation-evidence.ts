import {
  composeReceiptLines,
  normaliseReceiptText,
  type ReplacedAccessCodeFacts,
} from '../../content/authorisation/receipt.ts'
import {
  type AuthorisationAnswers,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import type { LoadedWords } from '../../content/loaded-words.ts'
import { formatInstantInZone } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import type { AuthorisationGrant } from '../../db/authorisations.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import type { ShownSection } from '../../forms/parse.ts'
import type { Envelope } from '../../forms/questions/question-base.ts'
import { getCoordinatorName } from '../booking/openings/effective-availability.ts'
import { getParentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { pickEnvelopePart } from '../forms/envelope.ts'
import { buildStoredEnvelopePart, loadFormVersion, type StoredEnvelopePart } from '../forms/form-version.ts'
import { type SealContext, seal } from '../privacy/seal.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { loadWords } from '../site/load-words.ts'
import type { SiteFiles } from '../site/site-files.ts'
import type { SigningCircumstances } from './signing-circumstances.ts'

/** A form that a parent signs to authorise the call. */
export interface SigningRequest {
  readonly own: ParentFile
  /** The posted fields, which have no mistakes. */
  readonly fields: FormFields
  /** The row that was current when the page was shown, in the form that `formatReplacedAuthorisation` writes. */
  readonly replaces: string
  readonly language: Language
  readonly circumstances: SigningCircumstances
  readonly now: number
}

/** The evidence of how a parent granted their authorisation. It is stored sealed. */
export type AuthorisationEvidence = StoredEnvelopePart & {
  readonly form: string
  readonly version: number
  readonly language: Language
  /**
   * The salt of the hash of the answers on the receipt. That hash is SHA-256 of the salt followed by the JSON of a list
   * of two: these `answers`, and the answers about the other parent’s number that are stored beside the evidence, or
   * `{}`.
   */
  readonly salt: string
  /** The whole wording that the parent was shown. Its hash is stored too. */
  readonly wording: readonly string[]
  /** The parent’s receipt, line by line. */
  readonly receipt: readonly string[]
  /** The IANA time zone in which the parent lives, and the local time there when they signed. */
  readonly timeZone: string
  readonly localTime: string
  readonly circumstances: SigningCircumstances
  /** Who had replaced the access code, and how the parent confirmed it; missing for the parent’s first code. */
  readonly replacedAccessCode?: ReplacedAccessCodeFacts
}

/** Gives the facts of an access code that a coordinator created; undefined for the parent’s first one. */
const getReplacedAccessCodeFacts = ({
  accessCodeReplacedAt,
  accessCodeReplacedBy,
  accessCodeConfirmedAt,
  accessCodeConfirmedBy,
  accessCodeConfirmedThrough,
}: ParentFile): ReplacedAccessCodeFacts | undefined =>
  accessCodeReplacedAt === null || accessCodeConfirmedAt === null || accessCodeConfirmedThrough === null
    ? undefined
    : {
        replacedAt: accessCodeReplacedAt,
        replacedBy: getCoordinatorName(accessCodeReplacedBy),
        confirmedAt: accessCodeConfirmedAt,
        confirmedBy: getCoordinatorName(accessCodeConfirmedBy),
        confirmedThrough: accessCodeConfirmedThrough,
      }

export const buildEvidenceSealContext = (id: string): SealContext => `authorisations.sealed_evidence:${id}`
export const buildAuthorisedContactSealContext = (id: string): SealContext =>
  `authorisations.sealed_other_contact:${id}`

/** Builds the row of a signed authorisation, with its evidence sealed, and the parent’s receipt. */
export async function buildAuthorisationRow(
  env: Environment,
  signing: SigningRequest,
  answers: AuthorisationAnswers,
  asked: readonly ShownSection[],
  postingKey: string,
): Promise<AuthorisationGrant['row']> {
  const { own, now } = signing
  const words = await loadWords(env)
  const id = crypto.randomUUID()
  const storePart = (envelope: Envelope) =>
    buildStoredEnvelopePart(env, contactAuthorisationForm, pickEnvelopePart(envelope, asked, answers))
  const [answersPart, otherContactPart] = await Promise.all([storePart('answers'), storePart('otherContact')])
  const terms = {
    days: Number(answers.authorisedDays),
    expiresAt: now + Number(answers.authorisedDays) * DAY_MS,
    timeZone: getParentTimeZone(await unsealContactRules(env, own.parentId, own.sealedContactRules)),
    wordingHash: await hashSignedWordingForLanguage(env, signing.language),
  }
  const evidence = await composeEvidence(words, signing, answers, terms, { answersPart, otherContactPart })
  const [sealedEvidence, sealedOtherContact, receiptHash] = await Promise.all([
    seal(env.keys, 'answers', buildEvidenceSealContext(id), evidence),
    answers.otherPhoneNow
      ? seal(env.keys, 'otherContact', buildAuthorisedContactSealContext(id), otherContactPart)
      : null,
    hashReceipt(evidence.receipt.join('\n')),
  ])
  return {
    id,
    parentId: own.parentId,
    createdAt: now,
    grantedAt: now,
    expiresAt: terms.expiresAt,
    wordingVersion: words.call.version,
    wordingHash: terms.wordingHash,
    receiptHash,
    formVersionHash: (await loadFormVersion(env, contactAuthorisationForm)).hash,
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

/** Composes the evidence: the wording, the answers, the receipt, and the time and circumstances of signing. */
async function composeEvidence(
  { call, receipt: receiptWording }: LoadedWords,
  { own, language, circumstances, now }: SigningRequest,
  answers: AuthorisationAnswers,
  { days, expiresAt, timeZone, wordingHash }: AuthorisationTerms,
  { answersPart, otherContactPart }: Readonly<Record<'answersPart' | 'otherContactPart', StoredEnvelopePart>>,
): Promise<AuthorisationEvidence> {
  // Without a salt, somebody who has the receipt could find the answers by trying out possible ones.
  const salt = crypto.randomUUID()
  const replacedAccessCode = getReplacedAccessCodeFacts(own)
  const receipt = composeReceiptLines(
    { receiptWording, callScriptParts: call.scriptParts },
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
      wordingVersion: call.version,
      wordingHash,
      answersHash: await sha256Hex(salt + JSON.stringify([answersPart.answers, otherContactPart.answers])),
      requestId: circumstances.requestId,
      formVersion: contactAuthorisationForm.version,
      ...(replacedAccessCode && { replacedAccessCode }),
    },
    language,
  )
  return {
    form: contactAuthorisationForm.id,
    version: contactAuthorisationForm.version,
    language,
    ...answersPart,
    salt,
    wording: call.signedLines[language],
    receipt,
    timeZone,
    localTime: formatInstantInZone(now, timeZone, language),
    circumstances,
    ...(replacedAccessCode && { replacedAccessCode }),
  }
}

/** Hashes the wording that a parent is shown in a language. */
export const hashSignedWordingForLanguage = async (site: SiteFiles, language: Language): Promise<string> =>
  sha256Hex((await loadWords(site)).call.signedLines[language].join('\n'))

/** Hashes the normalised text of a receipt, so that line breaks do not change the hash. */
export const hashReceipt = (text: string): Promise<string> => sha256Hex(normaliseReceiptText(text))
