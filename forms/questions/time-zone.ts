import * as z from 'zod/mini'
import { buildWording, type Wording } from '../language.ts'
import { type AnswerOptions, getChosenWordings, unknownOptionProblemWording } from './choice.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** A time zone out of all that there are. The answer is its name in the IANA database: `Europe/Paris`. */
export interface TimeZoneQuestion extends QuestionBase {
  readonly kind: 'timeZone'
  /** The zones that come first in the list, as people name them. */
  readonly likely: AnswerOptions
}

export const timeZoneQuestionKind: QuestionKind<TimeZoneQuestion, string> = {
  parts: [''],
  schema: () =>
    z.pipe(
      z.string(),
      z.transform((name, context) =>
        isTimeZone(name) ? name : addProblemIssue(context, unknownOptionProblemWording),
      ),
    ),
  readBack: ({ likely }, answer) =>
    Object.hasOwn(likely, answer) ? getChosenWordings(likely, [answer]) : [nameTimeZoneByCity(answer)],
}

/** Whether a text is the name of a time zone that this runtime knows, in the letters of the IANA database. */
export function isTimeZone(name: string): boolean {
  if (!/^(?:UTC|[A-Z][A-Za-z]*(?:\/[A-Z][\w+-]*)+)$/.test(name)) return false
  if (knownTimeZones.has(name)) return true
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name })
    knownTimeZones.add(name)
    return true
  } catch {
    return false
  }
}

/** The names that were found to be right: there are some hundreds, and a format is slow to create. */
const knownTimeZones = new Set<string>()

/** Names a zone by its city: `Local time (New York)`. */
export function nameTimeZoneByCity(name: string): Wording {
  const city = name.split('/').at(-1)?.replaceAll('_', ' ') ?? name
  const words = { en: 'Local time', fr: 'Heure locale' }
  return buildWording((language) => `${words[language]} (${city})`)
}
