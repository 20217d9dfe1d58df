import { type Condition, listConditionQuestionNames } from './condition.ts'
import { type Answers, defineForm, type Form, listQuestionsWithSections, type Section } from './form.ts'

/** How a variant of a form differs from it. */
interface FormVariation<F extends Form> {
  /** The questions that the variant does not ask. What depends on one of them is not asked or said either. */
  readonly without: readonly (keyof Answers<F> & string)[]
  /** What sections say in words of their own. */
  readonly sections?: Readonly<
    Partial<Record<F['sections'][number]['slug'], Partial<Pick<Section, 'title' | 'lead' | 'notes'>>>>
  >
}

/**
 * Builds a form that asks the questions of another one, but for some of them. Each question is declared once, in the
 * base. A section without questions falls away. Throws when a question to leave out does not exist.
 */
export function defineFormVariant<F extends Form>(
  id: string,
  version: number,
  base: F,
  { without, sections: said }: FormVariation<F>,
): Form<F['sections']> {
  const leftOut = new Set<string>(without)
  const isLeftOut = (condition: Condition | undefined, name = '') =>
    leftOut.has(name) || listConditionQuestionNames(condition).some((other) => leftOut.has(other))
  const known = listQuestionsWithSections(base)
  const names = new Set(known.map(({ name }) => name))
  const unknown = without.find((left) => !names.has(left))
  if (unknown) throw new Error(`${id}: “${unknown}” is not a question of “${base.id}”`)
  // A question comes after those that it depends on, so that one pass finds whatever depends on a question left out.
  for (const { name, question } of known) if (isLeftOut(question.when)) leftOut.add(name)
  const sections = base.sections
    .map((section) => {
      // No draft of a variant began with an earlier version of its base.
      const { notes, formerly: _, ...rest } = section
      return {
        ...rest,
        questions: Object.fromEntries(
          Object.entries(section.questions).filter(([name]) => !leftOut.has(name)),
        ),
        ...(notes && { notes: notes.filter(({ when, after }) => !isLeftOut(when, after)) }),
        ...said?.[section.slug as F['sections'][number]['slug']],
      }
    })
    .filter(({ questions }) => Object.keys(questions).length > 0)
  return defineForm(id, version, sections) as Form as Form<F['sections']>
}
