import type { ShownSection } from '../../forms/parse.ts'
import { getOptOutFieldName, type Question } from '../../forms/questions/index.ts'
import type { Envelope } from '../../forms/questions/question-base.ts'

/** The column that stores each envelope, as its seal context names it. */
export const columnByEnvelope = {
  answers: 'sealed_answers',
  safety: 'sealed_safety',
  otherContact: 'sealed_other_contact',
} as const

/** The part of a form in one envelope: the questions that were asked and their answers. */
export interface EnvelopePart {
  readonly asked: readonly ShownSection[]
  readonly answers: Readonly<Record<string, unknown>>
}

/** Picks the questions and answers that belong into an envelope. */
export function pickEnvelopePart(
  envelope: Envelope,
  asked: readonly ShownSection[],
  answers: Readonly<Record<string, unknown>>,
): EnvelopePart {
  const sections = asked
    .map((section) => ({
      ...section,
      questions: Object.fromEntries(
        Object.entries(section.questions).filter(
          ([, question]) => (question.envelope ?? 'answers') === envelope,
        ),
      ),
    }))
    .filter(({ questions }) => Object.keys(questions).length > 0)
  const own: Record<string, unknown> = {}
  for (const { slug, questions, item } of sections) {
    const fields = Object.entries(questions).flatMap(([name, question]) => listAnswerNames(name, question))
    if (item === undefined) Object.assign(own, pickAnswers(answers, fields))
    else {
      const list = (answers[slug] ?? []) as readonly Readonly<Record<string, unknown>>[]
      own[slug] = [...((own[slug] as object[] | undefined) ?? []), pickAnswers(list[item - 1] ?? {}, fields)]
    }
  }
  return { asked: sections, answers: own }
}

/** The names under which the answers hold a question: its own name and that of its opt-outs. */
const listAnswerNames = (name: string, { optOuts }: Question) =>
  optOuts ? [name, getOptOutFieldName(name)] : [name]

const pickAnswers = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])))
