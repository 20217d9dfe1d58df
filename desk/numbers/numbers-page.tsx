import { useQuery } from '@tanstack/react-query'
import { fileRouteOptions } from '../../content/file/routes.ts'
import { numberMeasureWording } from '../../content/numbers/number-measures.ts'
import { getLocaleTag } from '../../forms/language.ts'
import { shellWording } from '../client/wording.ts'
import { formatDay } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { Load } from './load.tsx'
import { PeriodSection } from './period-section.tsx'
import { getSpreadsheetPath, numbersQuery, type ShownNumbers } from './queries.ts'
import {
  buildCountedWeeksWording,
  buildDayCountTextWording,
  buildWaitingWording,
  buildWeeklyRateWording,
  numbersWording,
} from './wording.ts'

/** What the practice counts of itself, without anything of a single family. */
export function NumbersPage() {
  const text = useWordingText()
  const numbers = useQuery(numbersQuery)
  if (numbers.error) return <LoadFailure error={numbers.error} />
  return (
    <>
      <h1>{text(shellWording.numbers)}</h1>
      <PageStatus>{numbers.data ? null : text(numbersWording.loading)}</PageStatus>
      {numbers.data && <ShownNumbersOfPractice numbers={numbers.data} />}
    </>
  )
}

function ShownNumbersOfPractice({
  numbers: { periods, weeks, waiting, loads, mayExport },
}: {
  numbers: ShownNumbers
}) {
  const text = useWordingText()
  const lastDay = formatDay(periods.at(-1)?.lastDay, useLanguage())
  const formatDayCount = (days: number) => text(buildDayCountTextWording(days))
  const counts = {
    periods,
    withheld: text(numbersWording.hiddenCount),
    formatValue: String,
    allWithheld: text(numbersWording.allCountsHidden),
  }
  return (
    <>
      <p className="numbers__lead">
        {text(buildCountedWeeksWording(weeks, lastDay))} {text(numbersWording.hiddenCounts)}
      </p>
      {mayExport && <SpreadsheetLink />}
      <PeriodSection
        {...counts}
        title={text(numbersWording.intakes)}
        hint={text(numbersWording.onlyGenuine)}
        columns={listKeys(fileRouteOptions).map((route) => ({
          label: text(fileRouteOptions[route]),
          pick: ({ intakes }) => intakes[route],
        }))}
        renderValue={(count) => <IntakeCount count={count} weeks={weeks} />}
      />
      {(['daysToFirstCall', 'daysToFirstSession'] as const).map((measure) => (
        <PeriodSection
          key={measure}
          periods={periods}
          title={text(numberMeasureWording[measure])}
          hint={text(numbersWording.countsFromIntake)}
          columns={[
            {
              label: text(numbersWording.median),
              plotLabel: text(numbersWording.medianAndNinetieth),
              pick: (period) => period[measure].median,
              marks: (period) => period[measure].ninetieth,
            },
            {
              label: text(numbersWording.ninetieth),
              pick: (period) => period[measure].ninetieth,
              plotLabel: null,
            },
          ]}
          renderValue={formatDayCount}
          formatValue={formatDayCount}
          withheld={text(numbersWording.tooFew)}
          allWithheld={text(numbersWording.allPercentilesHidden)}
        />
      ))}
      <PeriodSection
        {...counts}
        title={text(numbersWording.authorisations)}
        columns={(['granted', 'withdrawn', 'secondIntakes'] as const).map((measure) => ({
          label: text(numbersWording[measure]),
          pick: ({ authorisations }) => authorisations[measure],
        }))}
        renderValue={String}
      />
      <section className="numbers__part">
        <h2>{text(numberMeasureWording.waiting)}</h2>
        <p>
          {text(
            waiting.families === null
              ? numbersWording.fewWait
              : buildWaitingWording(waiting.families, waiting.medianDays),
          )}
        </p>
      </section>
      <Load loads={loads} />
    </>
  )
}

function SpreadsheetLink() {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <p className="numbers__download">
      <a href={getSpreadsheetPath(language)} download>
        {text(numbersWording.download)}
      </a>{' '}
      <span className="hint">{text(numbersWording.downloadMeans)}</span>
    </p>
  )
}

/** How many came, and how many that is a week. */
function IntakeCount({ count, weeks }: { count: number; weeks: number }) {
  const text = useWordingText()
  const locale = getLocaleTag(useLanguage())
  if (weeks === 1) return count
  const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(count / weeks)
  return (
    <>
      {count} <span className="numbers__rate">{text(buildWeeklyRateWording(rate))}</span>
    </>
  )
}

const listKeys = <Key extends string>(record: Readonly<Record<Key, unknown>>) => Object.keys(record) as Key[]
