import type { Section } from './form.ts'
import type { Wording } from './language.ts'
import type { FieldProblem } from './parse.ts'
import type { Question } from './questions/index.ts'

/**
 * Adds its question to each problem of these sections that many questions can have, such as a year of two digits. A problem
 * that a question words itself tells what it is about.
 */
export const labelProblems = (
  sections: readonly Section[],
  problems: readonly FieldProblem[],
): FieldProblem[] =>
  problems.map((problem) => {
    const question = sections.find(({ slug }) => slug === problem.section)?.questions[problem.question]
    return !question || listOwnProblemWordings(question).includes(problem.wording)
      ? problem
      : { ...problem, label: question.label }
  })

const listOwnProblemWordings = (question: Question): readonly (Wording | undefined)[] => [
  question.required,
  ...('every' in question ? [question.every] : []),
  ...('signs' in question ? [question.signs] : []),
]
