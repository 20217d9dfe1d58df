import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { stepGroups } from '../../content/today/next-steps.ts'
import { useListPlace } from '../client/list-place.ts'
import { useSingleKeys } from '../client/single-keys.ts'
import { shellWording } from '../client/wording.ts'
import { getDeviceTimeZone } from '../ui/device-time-zone.ts'
import { useWordingText } from '../ui/language.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { ROWS_DRAWN_FIRST, useIsDrawnWhole } from '../ui/use-is-drawn-whole.ts'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { type DayGroup, type DayRow, groupFilesByStep } from './group-files.ts'
import { todayQuery } from './queries.ts'
import { hasReminderDraft } from './reminders.tsx'
import { TodayRow } from './today-row.tsx'
import { buildDayCountWording, todayWording } from './wording.ts'

/** A coordinator’s day: each open file once, with its next step, in groups of which the most pressing comes first. */
export function TodayPage() {
  const text = useWordingText()
  const day = useQuery(todayQuery)
  const hasSingleKeys = useSingleKeys()
  const list = useRef<HTMLDivElement>(null)
  useRowKeys(list)
  if (day.error) return <LoadFailure error={day.error} />
  const groups = day.data ? groupFilesByStep(day.data, getDeviceTimeZone()) : []
  const pressing = groups.filter(({ group }) => group !== 'later' && group !== 'soon')
  const count = pressing.reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <>
      <h1>{text(shellWording.today)}</h1>
      <PageStatus>{text(day.data ? buildDayCountWording(count) : todayWording.loading)}</PageStatus>
      {day.data?.isMailPaused && (
        <div className="today__mail-paused">
          <h2>{text(todayWording.mailPausedTitle)}</h2>
          <p>{text(todayWording.mailPaused)}</p>
        </div>
      )}
      {count > 0 && hasSingleKeys && <p className="hint today__keys">{text(todayWording.keys)}</p>}
      <div ref={list} className="today">
        {groups.length > 0 && <Groups groups={groups} />}
      </div>
    </>
  )
}

/** The groups, the most pressing first. Its first rows stand before all others. */
function Groups({ groups }: { groups: readonly DayGroup[] }) {
  const text = useWordingText()
  const isWhole = useIsDrawnWhole()
  useListPlace(isWhole)
  return groups.slice(0, isWhole ? undefined : 1).map(({ group, rows }) =>
    group === 'later' ? (
      <LaterGroup key={group} rows={rows} />
    ) : (
      <section key={group} className={`today__group today__group--${group}`}>
        <h2>
          {text(stepGroups[group])} <span className="today__count">{rows.length}</span>
        </h2>
        <RowList rows={isWhole ? rows : rows.slice(0, ROWS_DRAWN_FIRST)} />
      </section>
    ),
  )
}

/** What can wait, folded, unless a reminder was being written in it when the page was loaded again. */
function LaterGroup({ rows }: { rows: readonly DayRow[] }) {
  const text = useWordingText()
  const [isStored] = useState(() => rows.some(({ file }) => hasReminderDraft(file.reference)))
  return (
    <details className="today__group" open={isStored}>
      <summary>
        <h2>
          {text(stepGroups.later)} <span className="today__count">{rows.length}</span>
        </h2>
      </summary>
      <RowList rows={rows} />
    </details>
  )
}

const RowList = ({ rows }: { rows: readonly DayRow[] }) => (
  <ul className="today__rows">
    {rows.map((row) => (
      <TodayRow key={row.file.reference} row={row} />
    ))}
  </ul>
)
