import type { SharedContactKind } from '../../content/shared-contact-kinds.ts'
import type { Form, Section } from '../../forms/form.ts'
import { normaliseEmail, normalisePhone } from '../privacy/normalise.ts'

interface ContactAnswer {
  readonly question: string
  readonly kind: SharedContactKind
  readonly value: string
  readonly isLawyers: boolean
}

/**
 * Lists the questions with an e-mail address or a phone number that was given both for the parent who writes and for the
 * other parent, in whatever spelling: somebody entered their own by mistake, or the two share it. Neither parent can
 * safely be reached by it. A lawyer for both is no such mistake. The `about` of a section tells whose details it asks
 * for, those of a person to ask instead included.
 */
export function listSharedContactQuestions(
  form: Form,
  answers: Readonly<Record<string, unknown>>,
): readonly Pick<ContactAnswer, 'question' | 'kind'>[] {
  const listAbout = (side: Section['about']) =>
    form.sections
      .filter(({ about, repeats }) => about === side && !repeats)
      .flatMap((section) => listContactAnswers(section, answers))
  const [own, others] = [listAbout('initiating'), listAbout('other')]
  const isShared = (one: ContactAnswer, among: readonly ContactAnswer[]) =>
    among.some(
      ({ kind, value, isLawyers }) =>
        kind === one.kind && value === one.value && !(isLawyers && one.isLawyers),
    )
  return [
    ...own.filter((answer) => isShared(answer, others)),
    ...others.filter((answer) => isShared(answer, own)),
  ].map(({ question, kind }) => ({ question, kind }))
}

const listContactAnswers = (
  { questions }: Section,
  answers: Readonly<Record<string, unknown>>,
): ContactAnswer[] =>
  Object.entries(questions).flatMap(([question, { kind, match }]) => {
    const answer = answers[question]
    if ((kind !== 'email' && kind !== 'phone') || typeof answer !== 'string') return []
    const value = normaliseContact(kind, answer)
    return value === '' ? [] : [{ question, kind, value, isLawyers: match === 'lawyer' }]
  })

const normaliseContact = (kind: SharedContactKind, value: string): string =>
  kind === 'email' ? normaliseEmail(value) : normalisePhone(value)
