import { contactPage } from '../../content/forms/added-pages.ts'
import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import type { Language } from '../../forms/language.ts'
import type { SummarySection } from '../../forms/summarise.ts'
import {
  type AuthorisationEvidence,
  buildEvidenceSealContext,
} from '../authorisation/authorisation-evidence.ts'
import { unsealTimePreferences } from '../booking/reserve/time-request.ts'
import { getParentTimeZone, unsealUnsharedContactRules } from '../contact/contact-rules.ts'
import { listContactChannels } from '../contact/contactability.ts'
import type { Environment } from '../environment.ts'
import { columnByEnvelope } from '../forms/envelope.ts'
import {
  type FormByVersionHash,
  type StoredEnvelopePart,
  summariseStoredPart,
} from '../forms/form-version.ts'
import type { FamilyNeeds } from '../intake/assign.ts'
import { mayHaveNoContactOrder } from '../intake/contact-answers.ts'
import { getFamilyNeeds } from '../intake/family-needs.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { unseal } from '../privacy/seal.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import type { ParentSide } from './parent-side.ts'

interface SealedIntake {
  readonly id: string
  readonly side: ParentSide
  readonly sealedAnswers: string
  readonly hasSafetyAnswers: boolean
  readonly hasOtherContact: boolean
}

/** Unseals what one parent was asked and answered, and tells which parts stay sealed. */
export async function unsealAndSummariseAnswers(
  keys: KeyRing,
  { id, side, sealedAnswers, hasSafetyAnswers, hasOtherContact }: SealedIntake,
  forms: FormByVersionHash,
  language: Language,
) {
  const part = await unsealEnvelopePart(keys, 'answers', id, sealedAnswers)
  return {
    side,
    sections: summariseStoredPart(part, forms, language),
    /**
     * The parent reported an order that forbids or may forbid contact. Nobody contacts the other parent until it was
     * read.
     */
    hasOrderToRead: mayHaveNoContactOrder(part.answers),
    sealedParts: { safety: hasSafetyAnswers, otherContact: hasOtherContact },
  }
}

/** Unseals the few answers by which a coordinator decides whether to take a file, as they were asked, and no other. */
export async function unsealIntakeSummary(
  keys: KeyRing,
  { id, sealedAnswers }: Pick<SealedIntake, 'id' | 'sealedAnswers'>,
  forms: FormByVersionHash,
  language: Language,
) {
  const part = await unsealEnvelopePart(keys, 'answers', id, sealedAnswers)
  const rows = summariseStoredPart(part, forms, language).flatMap((section) => section.rows)
  return {
    rows: rows.filter(({ question }) => SUMMARY_QUESTIONS.has(question)),
    childCount: (part.answers as Partial<IntakeAnswers>).children?.length ?? 0,
  }
}

/** Leaves of what was asked only some questions, and no section without any of them. */
export const pickRowsOfQuestions = <Summary extends { readonly sections: readonly SummarySection[] }>(
  summary: Summary,
  questions: ReadonlySet<string>,
): Summary => ({
  ...summary,
  sections: summary.sections.flatMap((section) => {
    const rows = section.rows.filter(({ question }) => questions.has(question))
    return rows.length > 0 ? [{ ...section, rows }] : []
  }),
})

const SUMMARY_QUESTIONS: ReadonlySet<string> = new Set<keyof IntakeAnswers>(['province', 'urgency'])

/** Unseals what one parent wrote about safety. The list of sections is empty when nothing was asked. */
export async function unsealAndSummariseSafetyAnswers(
  keys: KeyRing,
  {
    id,
    side,
    sealedSafety,
  }: { readonly id: string; readonly side: ParentSide; readonly sealedSafety: string | null },
  forms: FormByVersionHash,
  language: Language,
) {
  const part = sealedSafety === null ? undefined : await unsealEnvelopePart(keys, 'safety', id, sealedSafety)
  return { side, sections: part ? summariseStoredPart(part, forms, language) : [] }
}

/**
 * Unseals what a page that was added holds in an envelope: answers of the parent, or the note of a coordinator who wrote
 * down what the parent said.
 */
export async function unsealAndSummariseAddition(
  keys: KeyRing,
  { id, side, page, writtenBy, addedAt, ...sealed }: SealedAddition,
  envelope: 'answers' | 'safety',
  forms: FormByVersionHash,
  language: Language,
) {
  const value = envelope === 'safety' ? sealed.sealedSafety : sealed.sealedAnswers
  const part = value === null ? undefined : await unsealEnvelopePart(keys, envelope, id, value)
  return {
    ...{ id, side, page, addedAt },
    /** Who wrote down what the parent said; null when the parent wrote it. */
    writtenBy: toCoordinatorRef(writtenBy),
    isAboutSafety: sealed.sealedSafety !== null,
    /** The newest of these tells how the parent may be reached. */
    replacesContactRules: page === contactPage.slug,
    sections: part ? summariseStoredPart(part, forms, language) : [],
    note: (part?.answers.note as string | undefined) ?? null,
  }
}

interface SealedAddition {
  readonly id: string
  readonly side: ParentSide
  readonly page: string
  readonly writtenBy: string | null
  readonly addedAt: number
  readonly sealedAnswers: string
  readonly sealedSafety: string | null
}

/** Unseals only what decides who may lead a file, from the intake that opened it. */
export async function unsealFamilyNeeds(
  keys: KeyRing,
  { id, sealedAnswers }: Pick<SealedIntake, 'id' | 'sealedAnswers'>,
  language: Language,
): Promise<FamilyNeeds> {
  const { answers } = await unsealEnvelopePart(keys, 'answers', id, sealedAnswers)
  return getFamilyNeeds(answers as Partial<IntakeAnswers>, language)
}

const unsealEnvelopePart = async (
  keys: KeyRing,
  envelope: 'answers' | 'safety',
  id: string,
  sealed: string,
) =>
  (await unseal(
    keys,
    envelope,
    `submissions.${columnByEnvelope[envelope]}:${id}`,
    sealed,
  )) as StoredEnvelopePart

/** Unseals what a parent answered when they last authorised the call; undefined when they never did. */
export async function unsealAndSummariseAuthorisationEvidence(
  keys: KeyRing,
  {
    side,
    ...row
  }: { readonly id: string; readonly side: ParentSide; readonly sealedEvidence: string | null },
  forms: FormByVersionHash,
  language: Language,
) {
  const evidence = await unsealAuthorisationEvidence(keys, row)
  return evidence ? [{ side, sections: summariseStoredPart(evidence, forms, language) }] : []
}

/** Unseals the evidence of an authorisation; undefined when it was never granted. */
export const unsealAuthorisationEvidence = async (
  keys: KeyRing,
  { id, sealedEvidence }: { readonly id: string; readonly sealedEvidence: string | null },
): Promise<AuthorisationEvidence | undefined> =>
  sealedEvidence === null
    ? undefined
    : ((await unseal(keys, 'answers', buildEvidenceSealContext(id), sealedEvidence)) as AuthorisationEvidence)

/** Unseals the preferences in a parent's time request. */
export async function unsealAndSummariseTimeRequest(
  env: Environment,
  timeRequest: Parameters<typeof unsealTimePreferences>[1],
  forms: FormByVersionHash,
  language: Language,
) {
  const preferences = await unsealTimePreferences(env, timeRequest)
  return { id: timeRequest.id, sections: summariseStoredPart(preferences, forms, language) }
}

/**
 * Unseals a parent's contact rules and tells whether e-mail to them is safe, and the time zone in which they read times.
 * The address itself is never given.
 */
export async function unsealHasEmailAndTimeZoneOfParents(
  env: Environment,
  parent: Parameters<typeof unsealUnsharedContactRules>[1] & { readonly side: ParentSide },
) {
  const { side } = parent
  const rules = await unsealUnsharedContactRules(env, parent)
  const channels = listContactChannels(rules)
  return {
    ...{ side, channels, canMail: channels.includes('mail'), timeZone: getParentTimeZone(rules) },
    addressProblem: rules?.addressProblem ?? null,
  }
}
