import type { SharedContactKind } from '../../content/shared-contact-kinds.ts'
import type { Section } from '../../forms/form.ts'
import { normaliseEmail, normalisePhone } from './normalise.ts'

/** An e-mail address or a phone number in its normalised form, as one question asks for it. */
export interface ContactFact {
  readonly question: string
  readonly kind: SharedContactKind
  readonly value: string
  readonly isLawyers: boolean
}

/**
 * Lists the addresses and numbers that a page asks for, those of a lawyer and of a person to ask instead included. A page
 * that repeats asks for none.
 */
export const listContactFacts = (
  { questions, repeats }: Section,
  answers: Readonly<Record<string, unknown>>,
): ContactFact[] =>
  Object.entries(repeats ? {} : questions).flatMap(([question, { kind, match }]) => {
    const answer = answers[question]
    if ((kind !== 'email' && kind !== 'phone') || typeof answer !== 'string') return []
    const value = normaliseContact(kind, answer)
    return value === '' ? [] : [{ question, kind, value, isLawyers: match === 'lawyer' }]
  })

const normaliseContact = (kind: SharedContactKind, value: string): string =>
  kind === 'email' ? normaliseEmail(value) : normalisePhone(value)
