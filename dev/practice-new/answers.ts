import { crisisLines } from '../../content/practice.ts'
import { languages } from '../../forms/language.ts'
import { isYes, parseProvinces, parseReach } from './parse-answer.ts'
import {
  type AnswerContext,
  type AnyQuestion,
  addedLineQuestions,
  addLineQuestion,
  buildCheckedLineQuestion,
  type CheckedLine,
  coordinatorQuestions,
  type EnteredAnswers,
  type Entry,
  expandQuestion,
  practiceQuestions,
  type SettingQuestion,
  type ValuesOf,
  writeReach,
} from './questions.ts'

/** A question with the place of its answer. */
export interface AskedQuestion {
  /** Where the answer stands, in words: `coordinators, 2: email`. */
  readonly place: string
  readonly key: string
  /** The answers among which its own stands. */
  readonly entry: Entry
  readonly question: SettingQuestion<unknown>
}

/** What all answers mean; without those left for later. */
export interface AnsweredPractice {
  readonly practice: ValuesOf<typeof practiceQuestions>
  readonly coordinators: readonly ValuesOf<typeof coordinatorQuestions>[]
  /** By the address that a line is linked with. */
  readonly checkedLines: ReadonlyMap<string, CheckedLine>
  readonly addedLines: readonly ValuesOf<typeof addedLineQuestions>[]
}

export const createEmptyAnswers = (): EnteredAnswers => ({
  practice: {},
  coordinators: [],
  checkedLines: {},
  addedLines: [],
})

/**
 * Lists the questions in order, as far as the answers tell which there are: the next coordinator is asked about once the one
 * before is said not to be the last. Adds an empty entry where the next one begins.
 */
export function listSettingQuestions(answers: EnteredAnswers): AskedQuestion[] {
  return [
    ...listEntryQuestions('practice', practiceQuestions, answers.practice),
    ...listRepeated('coordinators', coordinatorQuestions, answers.coordinators),
    ...listServingLines(answers).map((line) => ({
      place: `checkedLines: ${writeReach(line)}`,
      key: writeReach(line),
      entry: answers.checkedLines,
      question: buildCheckedLineQuestion(line),
    })),
    ...listEntryQuestions('practice', { addLine: addLineQuestion }, answers.practice),
    ...(isYes(answers.practice.addLine)
      ? listRepeated('addedLines', addedLineQuestions, answers.addedLines)
      : []),
  ]
}

/** The lines of the settings for all of Canada and for the provinces of the practice, without those that the answers add. */
function listServingLines({ practice, addedLines }: EnteredAnswers): typeof crisisLines {
  const provinces = parseProvinces(practice.provinces ?? '')
  const ofPractice = provinces.ok ? provinces.value : []
  return crisisLines.filter(
    (line) =>
      !addedLines.some(({ reach = '' }) => isReachOf(reach, line)) &&
      (line.provinces.length === 0 ||
        ofPractice.length === 0 ||
        line.provinces.some((each) => ofPractice.includes(each))),
  )
}

function isReachOf(text: string, { href }: { readonly href: string }): boolean {
  const parsed = parseReach(text)
  return parsed.ok && parsed.value.href === href
}

/** Finds what is wrong with the answers, each in a line that names its place. */
export function findAnswerProblems(answers: EnteredAnswers, today: string): string[] {
  const asked = listSettingQuestions(answers)
  return [
    ...asked.flatMap(({ place, key, entry, question }) => {
      const text = entry[key]
      if (isLeft(text)) return question.isNeeded ? [`${place}: there is no answer. ${question.ask}.`] : []
      const parsed = question.parse(text, { answers, entry, today })
      return parsed.ok ? [] : [`${place}: “${text}” cannot be taken. ${parsed.problem}`]
    }),
    ...findUnknownKeys(answers, asked),
  ]
}

/** Lists the questions whose answers are left for later. */
export const listLeftQuestions = (answers: EnteredAnswers): AskedQuestion[] =>
  listSettingQuestions(answers).filter(({ key, entry }) => isLeft(entry[key]))

/** Reads what the answers mean; they have no problems. */
export function readAnswers(answers: EnteredAnswers, today: string): AnsweredPractice {
  const read = (questions: Readonly<Record<string, AnyQuestion>>, entry: Entry) =>
    readEntry(questions, entry, { answers, entry, today })
  const checked = listServingLines(answers).flatMap((line) => {
    const key = writeReach(line)
    const value = read({ [key]: buildCheckedLineQuestion(line) }, answers.checkedLines)[key]
    return value === undefined ? [] : [[line.href, value as CheckedLine] as const]
  })
  return {
    practice: read(practiceQuestions, answers.practice),
    coordinators: answers.coordinators
      .filter(({ name }) => !isLeft(name))
      .map((entry) => read(coordinatorQuestions, entry)),
    checkedLines: new Map(checked),
    addedLines: answers.addedLines.map((entry) => read(addedLineQuestions, entry)),
  }
}

function readEntry(
  questions: Readonly<Record<string, AnyQuestion>>,
  entry: Entry,
  context: AnswerContext,
): Record<string, unknown> {
  const readAt = (key: string, question: SettingQuestion<unknown>): unknown => {
    const text = entry[key]
    const parsed = isLeft(text) ? undefined : question.parse(text, context)
    return parsed?.ok ? parsed.value : undefined
  }
  return Object.fromEntries(
    Object.entries(questions).map(([key, question]) => {
      if ('parse' in question) return [key, readAt(key, question)]
      const lines = expandQuestion(key, question).map(([at, each]) => readAt(at, each))
      return [key, Object.fromEntries(languages.map((language, index) => [language, lines[index]]))]
    }),
  )
}

const listEntryQuestions = (
  place: string,
  questions: Readonly<Record<string, AnyQuestion>>,
  entry: Entry,
): AskedQuestion[] =>
  Object.entries(questions)
    .flatMap(([key, question]) => expandQuestion(key, question))
    .map(([key, question]) => ({ place: `${place}: ${key}`, key, entry, question }))

function listRepeated(
  place: string,
  questions: Readonly<Record<string, AnyQuestion>>,
  entries: Entry[],
): AskedQuestion[] {
  if (entries.length === 0 || isYes(entries.at(-1)?.another)) entries.push({})
  return entries.flatMap((entry, at) => {
    const asked = listEntryQuestions(`${place}, ${at + 1}`, questions, entry)
    // Whoever leaves the name of the first one leaves them all.
    return at === 0 && isEmptyEntry(entry)
      ? asked.slice(0, 1).map((each) => ({ ...each, question: { ...each.question, isNeeded: false } }))
      : asked
  })
}

const isEmptyEntry = (entry: Entry): boolean => Object.values(entry).every((text) => isLeft(text))

/** Lists answers to questions that there are not, which somebody may have misspelt. */
function findUnknownKeys(answers: EnteredAnswers, asked: readonly AskedQuestion[]): string[] {
  const entries: [string, Entry][] = [
    ['practice', answers.practice],
    ...answers.coordinators.map((entry, at): [string, Entry] => [`coordinators, ${at + 1}`, entry]),
    ...answers.addedLines.map((entry, at): [string, Entry] => [`addedLines, ${at + 1}`, entry]),
  ]
  return entries.flatMap(([place, entry]) =>
    Object.keys(entry)
      .filter((key) => !asked.some((each) => each.entry === entry && each.key === key))
      .map((key) => `${place}: “${key}” is none of the questions`),
  )
}

/** Whether a question has no answer yet, or was left for later. */
export const isLeft = (text: string | undefined): text is undefined | '' => text === undefined || text === ''
