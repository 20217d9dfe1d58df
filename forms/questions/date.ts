import * as z from 'zod/mini'
import { buildWording, formatLongDate, type Wording } from '../language.ts'
import { type DateSubject, findBoundsProblem, LATEST_ZONE_HOURS } from './date-bounds.ts'
import { removeInvisibleCharactersAndTrim } from './plain-text.ts'
import { addProblemIssue, optOutOptions, type QuestionBase, type QuestionKind } from './question-base.ts'
import {
  type DateParts,
  datePartNames,
  describePartialDate,
  formatDateParts,
  isPartialDate,
  isPossibleDate,
  readTypedDate,
} from './typed-date.ts'

/**
 * A day of the calendar, typed in three fields. The answer is an ISO 8601 date: `2019-04-30`. With “I don’t know”, or for
 * a child who is not born yet, parts may be missing: `2014-XX-XX`.
 */
export interface DateQuestion extends QuestionBase {
  readonly kind: 'date'
  /** What happened on that day, which bounds when it was. `any` takes every day since 1900. */
  readonly subject: DateSubject | 'any'
}

export const dateQuestionKind: QuestionKind<DateQuestion, string> = {
  parts: datePartNames,
  tidy: removeInvisibleCharactersAndTrim,
  schema: (question) =>
    z.pipe(
      z.object({
        ...{ day: z.string(), month: z.string(), year: z.string() },
        ticked: z.optional(z.array(z.string())),
      }),
      z.transform(({ ticked = [], ...typed }, context) => {
        const expected = ticked.includes('expected')
        const latestYear =
          question.subject !== 'any' && !expected
            ? Number(toIsoDay(LATEST_ZONE_HOURS).slice(0, 4))
            : undefined
        const parts = readTypedDate(typed, latestYear)
        if (parts === 'ambiguous') return addProblemIssue(context, ambiguousDateProblem, 'month')
        if (parts === 'unreadable') {
          const isYear = typed.year !== '' && !/^\d{4}$/.test(typed.year)
          return isYear
            ? addProblemIssue(context, fourDigitYearProblem, 'year')
            : addProblemIssue(context, noSuchDateProblem, 'day')
        }
        const missing = datePartNames.find((part) => parts[part] === undefined)
        const mayBePartial = Object.keys(parts).length > 0 && (expected || ticked.includes('unknown'))
        if (missing && !mayBePartial) {
          const wording = question.optOuts?.includes('unknown') ? partialDateProblem : incompleteDateProblem
          return addProblemIssue(context, wording, missing)
        }
        const problem = isPossibleDate(parts) ? findTimeProblem(question, parts, expected) : noSuchDateProblem
        return problem ? addProblemIssue(context, problem, 'day') : formatDateParts(parts)
      }),
    ),
  readBack: (_, answer) => [
    isPartialDate(answer)
      ? describePartialDate(answer)
      : buildWording((language) => formatLongDate(answer, language)),
  ],
}

/** Says what is wrong with a date that is out of its bounds, or that is no time to expect a birth. */
function findTimeProblem(
  { subject }: DateQuestion,
  parts: DateParts,
  expected: boolean,
): Wording | undefined {
  if (parts.year === undefined) return undefined
  const first = formatDateParts({ day: 1, month: 1, ...parts })
  const last = formatDateParts({ day: 31, month: 12, ...parts })
  if (expected) {
    const isNear = first <= toIsoDay(DUE_WITHIN_DAYS * 24) && last >= toIsoDay(-OVERDUE_DAYS * 24)
    return isNear ? undefined : dueDateProblem
  }
  return subject === 'any' ? undefined : findBoundsProblem(subject, first, last)
}

/** The date in UTC some hours from now: `2026-11-22`. */
const toIsoDay = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10)

/** The longest time to a birth, and the longest that one is late or that a form waits to be sent. */
const DUE_WITHIN_DAYS = 310
const OVERDUE_DAYS = 45

const incompleteDateProblem: Wording = {
  en: 'Enter a day, a month and a year, like 30 4 2019',
  fr: 'Entrez le jour, le mois et l’année, par exemple 30 4 2019',
}
const partialDateProblem: Wording = {
  en: `${incompleteDateProblem.en}. If you know only a part of it, tick “${optOutOptions.unknown.en}” too`,
  fr: `${incompleteDateProblem.fr}. Si vous n’en connaissez qu’une partie, cochez aussi « ${optOutOptions.unknown.fr} »`,
}
const ambiguousDateProblem: Wording = {
  en: 'Write the month as a word, like 4 March 2019: in numbers, this could be two different days',
  fr: 'Écrivez le mois en lettres, par exemple 4 mars 2019 : en chiffres, ce pourrait être deux jours différents',
}
const fourDigitYearProblem: Wording = {
  en: 'Enter the year with four digits, like 2019',
  fr: 'Entrez les quatre chiffres de l’année, par exemple 2019',
}
const noSuchDateProblem: Wording = {
  en: 'Check the day, the month and the year: we can’t find this date in the calendar',
  fr: 'Vérifiez le jour, le mois et l’année : nous ne trouvons pas cette date au calendrier',
}
const dueDateProblem: Wording = {
  en: 'Check when the birth is expected: it is more than ten months away, or more than six weeks ago',
  fr: 'Vérifiez la date prévue de la naissance : elle est dans plus de dix mois, ou passée depuis plus de six semaines',
}
