import type { Form, Section } from '../../forms/form.ts'
import { type ContactFact, listContactFacts } from '../privacy/contact-facts.ts'

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
  const listAbout = (side: Section['about']) =>
    form.sections
      .filter(({ about }) => about === side)
      .flatMap((section) => listContactFacts(section, answers))
  const [own, others] = [listAbout('initiating'), listAbout('other')]
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
