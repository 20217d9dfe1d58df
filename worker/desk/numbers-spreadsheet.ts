import type { LoadedWords } from '../../content/loaded-words.ts'
import { spreadsheetDelimiters } from '../../content/numbers/spreadsheet-wording.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { type PracticeNumbers, toShownCount } from './practice-numbers.ts'

type Cell = string | number
type NumbersWords = LoadedWords['numbers']

/**
 * Renders the practice’s numbers as a spreadsheet, one number a row: what it is, of which days, and the number. Coordinators
 * have no names in it, and stand in order of their load. It begins with a byte order mark, without which Excel reads its
 * accents as something else.
 */
export function renderNumbersSpreadsheet(
  numbers: PracticeNumbers,
  words: NumbersWords,
  language: Language,
): string {
  const { measure, from, until, value } = words.sheet
  const rows = [
    [measure, from, until, value].map((heading) => heading[language]),
    ...listRows(numbers, words, language),
  ]
  const delimiter = spreadsheetDelimiters[language]
  return `\ufeff${rows.map((row) => `${row.map(renderCell).join(delimiter)}\r\n`).join('')}`
}

function listRows(
  { periods, waiting, loads }: PracticeNumbers,
  { sheet: { hiddenCount, hiddenPercentile }, measures, percentiles, routes }: NumbersWords,
  language: Language,
): Cell[][] {
  const name = (measure: keyof typeof measures, part?: Wording) =>
    [measures[measure], ...(part ? [part] : [])].map((wording) => wording[language]).join(', ')
  const count = (value: number | null): Cell => value ?? hiddenCount[language]
  const byPeriod = periods.flatMap(({ firstDay, lastDay, intakes, authorisations, ...days }) =>
    [
      ...listEntries(intakes).map(([route, value]) => [name('intakes', routes[route]), count(value)]),
      ...(['daysToFirstCall', 'daysToFirstSession'] as const).flatMap((measure) =>
        listEntries(days[measure]).map(([percentile, value]) => [
          name(measure, percentiles[percentile]),
          value ?? hiddenPercentile[language],
        ]),
      ),
      ...listEntries(authorisations).map(([measure, value]) => [name(measure), count(value)]),
    ].map(([label = '', value = '']) => [label, firstDay, lastDay, value]),
  )
  return [
    ...byPeriod,
    [name('waiting'), '', '', count(waiting.families)],
    ...loads
      .map(({ carried }) => toShownCount(carried))
      .toSorted((one, other) => (other ?? 0) - (one ?? 0))
      .map((carried) => [name('carried'), '', '', count(carried)]),
  ]
}

const listEntries = <Key extends string, Value>(record: Readonly<Record<Key, Value>>) =>
  Object.entries(record) as [Key, Value][]

/**
 * Renders a cell in quotes. A text that a spreadsheet program would compute begins with an apostrophe, which makes it a text
 * again. Source: OWASP, “CSV Injection”.
 */
export const renderCell = (cell: Cell): string =>
  typeof cell === 'number' ? String(cell) : `"${cell.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`
