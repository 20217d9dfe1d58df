import type { ReactNode } from 'react'
import { formatDay } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { formatDays } from './format-days.ts'
import type { ShownPeriod } from './queries.ts'
import { type PlotValues, SmallPlot } from './small-plot.tsx'
import { numbersWording } from './wording.ts'

/** A column of the table, and a plot if it is no mark of the plot before. */
export interface PeriodColumn {
  readonly label: string
  readonly pick: (period: ShownPeriod) => number | null
  readonly marks?: (period: ShownPeriod) => number | null
  /** What its plot is called, where that isn’t its label; null for a column that has no plot of its own. */
  readonly plotLabel?: string | null
}

interface Props {
  readonly title: string
  readonly hint?: string
  readonly periods: readonly ShownPeriod[]
  readonly columns: readonly PeriodColumn[]
  /** What a cell shows for a value, and for one that is withheld. */
  readonly renderValue: (value: number) => ReactNode
  /** How a plot writes the newest value. */
  readonly formatValue: (value: number) => string
  readonly withheld: string
  readonly allWithheld: string
}

/**
 * Something that is counted or measured in each period: small plots beside each other, and their table with the newest on
 * top.
 */
export function PeriodSection({
  title,
  hint,
  periods,
  columns,
  renderValue,
  formatValue,
  withheld,
  allWithheld,
}: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const rows = periods.map((period) => ({ period, values: columns.map(({ pick }) => pick(period)) }))
  const firstShown = rows.findIndex(({ values }) => values.some((value) => value !== null))
  const shownRows = firstShown === -1 ? [] : rows.slice(firstShown).toReversed()
  const greatest = Math.max(1, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const describeNewest = (period: ShownPeriod | undefined, pick: PeriodColumn['pick']) => {
    const value = period && pick(period)
    return value == null ? undefined : formatValue(value)
  }
  const listValues = (pick: PeriodColumn['pick']): PlotValues => periods.map(pick)
  const ends = [
    formatDay(periods[0]?.firstDay, language),
    formatDay(periods.at(-1)?.lastDay, language),
  ] as const
  return (
    <section className="numbers__part">
      <h2>{title}</h2>
      {shownRows.length === 0 ? (
        <p>{allWithheld}</p>
      ) : (
        <>
          {hint && <p className="hint">{hint}</p>}
          <div className="plots">
            {columns
              .filter(
                ({ plotLabel, pick }) =>
                  plotLabel !== null && periods.some((period) => pick(period) !== null),
              )
              .map(({ label, plotLabel, pick, marks }) => (
                <SmallPlot
                  key={label}
                  label={plotLabel ?? label}
                  newest={describeNewest(periods.at(-1), pick)}
                  values={listValues(pick)}
                  marks={marks && listValues(marks)}
                  greatest={greatest}
                  ends={ends}
                />
              ))}
          </div>
          <table className="numbers-table">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{text(numbersWording.weeks)}</th>
                {columns.map(({ label }) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shownRows.map(({ period, values }) => (
                <tr key={period.firstDay}>
                  <th scope="row">{formatDays(period, language)}</th>
                  {columns.map(({ label }, at) => {
                    const value = values[at] ?? null
                    return (
                      <td key={label} className={value === null ? 'numbers__withheld' : undefined}>
                        {value === null ? withheld : renderValue(value)}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {firstShown > 0 && <p className="hint">{text(numbersWording.earlier)}</p>}
        </>
      )}
    </section>
  )
}
