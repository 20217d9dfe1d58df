import type { Form, Section } from '../../forms/form.ts'
import { type ContactFact, listContactFacts } from '../privacy/contact-facts.ts'
import { normaliseEmail, normalisePhone } from '../privacy/normalise.ts'
import type { ContactRules } from './contact-rules.ts'

/**
 * Lists the questions with an e-mail address or a phone number that was given both for the parent who writes and for the
 * other parent, in whatever spelling: somebody entered their own by mistake, or the two share it. Neither parent can
 * safely be reached by it. A lawyer for both is no such mistake. The `about` of a section tells whose details it asks
 * for, those of a person to ask instead included.
 */
export function listSharedContactQuestions(
  form: Form,
  answers: Readonly<Record<string, unknown>>,
): readonly Pick<ContactFact, 'question' | 'kind'>[] {
  const own = listContactFactsAbout('initiating', form, answers)
  const others = listContactFactsAbout('other', form, answers)
  const isShared = (one: ContactFact, among: readonly ContactFact[]) =>
    among.some(
      ({ kind, value, isLawyers }) =>
        kind === one.kind && value === one.value && !(isLawyers && one.isLawyers),
    )
  return [
    ...own.filter((answer) => isShared(answer, others)),
    ...others.filter((answer) => isShared(answer, own)),
  ].map(({ question, kind }) => ({ question, kind }))
}

/** Lists the addresses and numbers that answers give for one side. */
export const listContactFactsAbout = (
  side: NonNullable<Section['about']>,
  { sections }: Form,
  answers: Readonly<Record<string, unknown>>,
): ContactFact[] =>
  sections.filter(({ about }) => about === side).flatMap((section) => listContactFacts(section, answers))

/** Contact rules that count nothing as safe that the same parent gave for the other one. */
export function withoutSharedContacts(rules: ContactRules, others: readonly ContactFact[]): ContactRules {
  const isOthers = (kind: ContactFact['kind'], value: string | undefined) =>
    value !== undefined && others.some((other) => other.kind === kind && other.value === value)
  const { email, alternatePhone, safeCallTime, textSafe, ...rest } = rules
  const isPhoneOthers = isOthers('phone', rules.phone && normalisePhone(rules.phone))
  return {
    ...rest,
    ...(isPhoneOthers
      ? { phoneSafe: 'no', messageSafe: 'no' }
      : { ...(safeCallTime && { safeCallTime }), ...(textSafe && { textSafe }) }),
    ...(alternatePhone && !isOthers('phone', normalisePhone(alternatePhone)) && { alternatePhone }),
    ...(email && !isOthers('email', normaliseEmail(email)) && { email }),
  }
}
