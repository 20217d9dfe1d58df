import * as z from 'zod/mini'
import { buildWording, formatLongDate, getLocaleTag, languages, type Wording } from '../language.ts'
import { removeInvisibleCharactersAndTrim } from './plain-text.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** A day of the calendar, typed in three fields. The answer is an ISO 8601 date: `2019-04-30`. */
export interface DateQuestion extends QuestionBase {
  readonly kind: 'date'
  /** Refuses days after today, for births and for orders that were made. */
  readonly past?: true
}

export const dateQuestionKind: QuestionKind<DateQuestion, string> = {
  parts: ['day', 'month', 'year'],
  tidy: removeInvisibleCharactersAndTrim,
  schema: ({ past }) =>
    z.pipe(
      z.object({ day: z.string(), month: z.string(), year: z.string() }),
      z.transform((typed, context) => {
        const day = typed.day.trim().replace(/^1(?:er|st)$/i, '1')
        const month = parseMonth(typed.month)
        const year = typed.year.trim()
        const missing = Object.entries({ day, month, year }).find(([, part]) => part === '')
        if (missing) return addProblemIssue(context, incompleteDateProblem, missing[0])
        if (!/^\d{4}$/.test(year)) return addProblemIssue(context, fourDigitYearProblem, 'year')
        const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
        if (!z.iso.date().safeParse(iso).success || year < '1900')
          return addProblemIssue(context, noSuchDateProblem, 'day')
        if (past && iso > latestToday()) return addProblemIssue(context, futureDateProblem, 'day')
        return iso
      }),
    ),
  readBack: (_, answer) => [buildWording((language) => formatLongDate(answer, language))],
}

/** Reads 4, 04, April, Apr, avril and avr. as months; refuses jui, which may be juin or juillet. */
function parseMonth(typed: string): string {
  const tidy = typed.trim()
  const letters = foldAccents(tidy).replace(/\.$/, '')
  if (letters.length < 3) return tidy
  monthNames ??= buildMonthNames()
  const meant = new Set(monthNames.flatMap(([name, month]) => (name.startsWith(letters) ? [month] : [])))
  return meant.size === 1 ? [...meant].join() : tidy
}

const foldAccents = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')

/** Builds the names of the months in every language, with their numbers: `fevrier`, 2. */
const buildMonthNames = () =>
  languages.flatMap((language) => {
    const format = new Intl.DateTimeFormat(getLocaleTag(language), { month: 'long', timeZone: 'UTC' })
    return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(
      (month) => [foldAccents(format.format(Date.UTC(2000, month - 1, 1))), month] as const,
    )
  })

/** Built once, by the first request that needs them: a formatter is slow to create. */
let monthNames: ReturnType<typeof buildMonthNames> | undefined

/** The latest date it already is somewhere on earth, in the time zone fourteen hours ahead of UTC. */
const latestToday = () => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)

const incompleteDateProblem: Wording = {
  en: 'Enter a day, a month and a year, like 30 4 2019',
  fr: 'Entrez le jour, le mois et l’année, par exemple 30 4 2019',
}
const fourDigitYearProblem: Wording = {
  en: 'Enter the year with four digits, like 2019',
  fr: 'Entrez les quatre chiffres de l’année, par exemple 2019',
}
const noSuchDateProblem: Wording = {
  en: 'Check the day, the month and the year: we cannot find this date in the calendar',
  fr: 'Vérifiez le jour, le mois et l’année : nous ne trouvons pas cette date au calendrier',
}
const futureDateProblem: Wording = {
  en: 'Enter today’s date or an earlier one',
  fr: 'Entrez la date d’aujourd’hui ou une date antérieure',
}
