import { type IntakeAnswers, intakeForm } from '../../content/forms/intake/index.ts'
import { getTimeZoneOfProvince } from '../../content/time/province-zones.ts'
import type { Urgency } from '../../content/today/next-step-facts.ts'
import type { ContactRules } from '../contact/contact-rules.ts'
import { listContactFactsAbout, withoutSharedContacts } from '../contact/shared-contact.ts'

/**
 * Reads from an intake's answers how the parent may be reached. What was given for the other parent too is safe for
 * neither.
 */
export const getContactRulesFromAnswers = (answers: IntakeAnswers): ContactRules => {
  const { legalName, usedName, phone, phoneSafe, messageSafe, sayWho, safeTimes, contactRules } = answers
  const { phoneUse, textSafe, alternatePhone } = answers
  const safeCallTime = getSafeCallTime(answers)
  const timeZone = getTimeZone(answers)
  const furtherPhones = listContactFactsAbout('initiating', intakeForm, answers).flatMap(
    ({ question, kind, value }) => (kind === 'phone' && question !== 'phone' ? [value] : []),
  )
  const name = usedName ?? legalName
  const rules: ContactRules = {
    ...(name && { name }),
    ...(phone && { phone }),
    ...(furtherPhones.length > 0 && { furtherPhones }),
    ...(phoneSafe && { phoneSafe }),
    ...(messageSafe && { messageSafe }),
    ...(safeCallTime && { safeCallTime }),
    ...(textSafe && { textSafe }),
    ...(phoneUse && { phoneUse }),
    ...(alternatePhone && { alternatePhone }),
    ...(sayWho && { sayWho }),
    ...(safeTimes && { safeTimes }),
    ...(contactRules && { rules: contactRules }),
    ...(answers.email && answers.emailSafe === 'yes' && { email: answers.email }),
    mailSubject: answers.mailSubject ?? 'reference',
    ...(timeZone && { timeZone }),
  }
  return withoutSharedContacts(rules, listContactFactsAbout('other', intakeForm, answers))
}

/** The time zone that a parent named, or else that of the province where the children live. */
const getTimeZone = ({ timeZone, province }: IntakeAnswers): string | undefined =>
  timeZone ?? getTimeZoneOfProvince(province)

/** When a call to a number that is not safe in general is safe: at no other time than the parent wrote down. */
const getSafeCallTime = ({ phoneSafe, safeCallTime, safeTimes }: IntakeAnswers): string | undefined =>
  safeCallTime ?? (phoneSafe === 'no' || phoneSafe === 'not-sure' ? safeTimes : undefined)

/**
 * Whether the parent said, or could not rule out, that an order forbids contact. They may say so directly, or by the
 * kind of an order: conditions of release or probation may forbid contact just as a protection order does.
 */
export const mayHaveNoContactOrder = ({ noContactOrder, orders }: IntakeAnswers): boolean =>
  noContactOrder === 'yes' ||
  noContactOrder === 'not-sure' ||
  (orders ?? []).some(
    ({ otherOrderKind }) => otherOrderKind === 'protection' || otherOrderKind === 'criminal',
  )

/** How soon something has to happen, in the two grades that are stored in clear; null when it was not answered. */
export const getUrgency = ({ urgency }: IntakeAnswers): Urgency | null =>
  urgency === undefined ? null : urgency === 'today' ? 'soon' : 'ordinary'
