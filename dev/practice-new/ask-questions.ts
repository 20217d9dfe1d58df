import { createInterface } from 'node:readline'
import { type AskedQuestion, isLeft, listSettingQuestions } from './answers.ts'
import type { EnteredAnswers } from './questions.ts'

interface Conversation {
  readonly input: NodeJS.ReadableStream
  /** Where a line is edited as it is written; undefined when nobody sits there. */
  readonly terminal?: NodeJS.WritableStream | undefined
  readonly print: (line: string) => void
  readonly today: string
  /** Stores the answers, after each of them. */
  readonly store: (answers: EnteredAnswers) => void
}

/**
 * Asks what has no answer yet, or one that cannot be taken, until nothing is left or the input ends. Enter alone leaves a question
 * for later, and “back” asks the one before again. Tells whether it came to the end.
 */
export async function askQuestions(answers: EnteredAnswers, conversation: Conversation): Promise<boolean> {
  const { input, terminal, print, today, store } = conversation
  const reader = createInterface(terminal ? { input, output: terminal, prompt: '> ' } : { input })
  const lines = reader[Symbol.asyncIterator]()
  /** The questions put in this run, in order, so that one can go back. */
  const put: AskedQuestion[] = []
  for (;;) {
    const asked = findNextQuestion(answers, put, today)
    if (!asked) {
      reader.close()
      return true
    }
    const { question, entry, key } = asked
    const problem = findRefusal(asked, answers, today, entry[key])
    print(`\n${question.ask}${question.offered ? ` [${question.offered}]` : ''}`)
    if (problem) print(`“${entry[key]}” cannot be taken. ${problem}`)
    if (terminal) reader.prompt()
    const { value, done } = await lines.next()
    if (done) return false
    const text = value.trim()
    if (/^back$/i.test(text)) {
      const before = put.pop()
      if (before) delete before.entry[before.key]
      store(answers)
      continue
    }
    const entered = text === '' ? (question.offered ?? '') : text
    const refusal = findRefusal(asked, answers, today, entered)
    if (refusal) {
      print(refusal)
      continue
    }
    entry[key] = entered
    put.push(asked)
    store(answers)
  }
}

/** The first question without an answer that was not put in this run, or with one that cannot be taken. */
const findNextQuestion = (answers: EnteredAnswers, put: readonly AskedQuestion[], today: string) =>
  listSettingQuestions(answers).find((asked) => {
    const wasPut = put.some(({ entry, key }) => entry === asked.entry && key === asked.key)
    if (wasPut) return false
    const text = asked.entry[asked.key]
    return isLeft(text) || findRefusal(asked, answers, today, text) !== undefined
  })

/** Why an answer cannot be taken; undefined when it can, or when there is none and it may wait. */
function findRefusal(
  { question, entry }: AskedQuestion,
  answers: EnteredAnswers,
  today: string,
  text: string | undefined,
): string | undefined {
  if (text === undefined) return undefined
  if (text === '')
    return question.isNeeded ? 'This answer is needed. “back” goes back to the one before.' : undefined
  const parsed = question.parse(text, { answers, entry, today })
  return parsed.ok ? undefined : parsed.problem
}
