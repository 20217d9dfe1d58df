import {
  contestants,
  contestantTitles,
  type FieldCounts,
  isSlowPeer,
  type LoadsByContestant,
  listLoadValues,
} from './contestants.ts'
import type { FormLoad } from './form-load.ts'
import { median, summariseRuns } from './measure.ts'
import { ROUND_TRIP_MS } from './slow-phone.ts'

/** Medians, with the middle half of the rounds. */
export function formatPeerTable(loads: LoadsByContestant, fields: FieldCounts): string {
  const rows = contestants.map((name) => {
    const kilobytes = (of: (load: FormLoad) => number) =>
      (median(listLoadValues(loads, name, of)) / 1000).toFixed(1)
    return [
      contestantTitles[name],
      ...(['html', 'style', 'script', 'all'] as const).map((type) => kilobytes(({ bytes }) => bytes[type])),
      ...TIMES.map((of) => formatSpread(listLoadValues(loads, name, of))),
      `${fields[name].without} of ${fields[name].withScript}`,
    ]
  })
  return formatRows(HEADINGS, rows)
}

/** Medians of the first field when each request waits for one round trip only. */
export const formatRoundTripTable = (loads: LoadsByContestant): string =>
  formatRows(
    [`at ${ROUND_TRIP_MS} ms a request`, 'first field, ms', 'beside a page with one field'],
    contestants
      .filter((name) => !isSlowPeer(name))
      .map((name) => {
        const values = listLoadValues(loads, name, ({ typable }) => typable)
        const floor = listLoadValues(loads, 'floor', ({ typable }) => typable)
        return [contestantTitles[name], formatSpread(values), (median(values) / median(floor)).toFixed(2)]
      }),
  )

const TIMES: readonly ((load: FormLoad) => number)[] = [
  ({ typable }) => typable,
  ({ mainThread }) => mainThread,
  ({ script }) => script,
  ({ styleAndLayout }) => styleAndLayout,
]

/** Gives a median with the middle half: `583 (538–796)`. */
function formatSpread(values: readonly number[]): string {
  const { value, spread } = summariseRuns(values)
  return `${Math.round(value)} (${Math.round(spread?.from ?? value)}–${Math.round(spread?.to ?? value)})`
}

const formatRows = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const HEADINGS = [
  'page',
  'HTML, kB',
  'style, kB',
  'script, kB',
  'all, kB',
  'first field, ms',
  'main thread, ms',
  'of it script',
  'of it style and layout',
  'fields with JavaScript off',
]
