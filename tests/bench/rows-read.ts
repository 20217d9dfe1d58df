import type { Portal } from '../../dev/start-portal.ts'
import { type Measure, roundToThousandths } from './measure.ts'

/** How many rows each asks of the database: `{ "list": 400, … }`. */
type RowsReadByQuery = Readonly<Record<string, number>>

const FEW_FILES = 1_000
const MANY_FILES = 100_000

/** Rows read with a hundred thousand files beside a thousand: the database must not be asked for more. */
export async function measureRowsRead({ origin }: Portal): Promise<Measure[]> {
  const few = await fetchRowsRead(origin, FEW_FILES)
  const many = await fetchRowsRead(origin, MANY_FILES)
  return Object.entries(many).map(([what, rows]) => ({
    name: `rows-read-${what}-at-${MANY_FILES}-files-beside-${FEW_FILES}`,
    value: roundToThousandths(rows / (few[what] ?? Number.NaN)),
    unit: `ratio of rows (${few[what]} and ${rows})`,
    goal: 1.2,
    better: 'lower',
  }))
}

async function fetchRowsRead(origin: string, files: number): Promise<RowsReadByQuery> {
  const answer = await fetch(`${origin}/bench/reads/${files}`, {
    method: 'POST',
    headers: { Origin: origin },
  })
  if (!answer.ok) throw new Error(`The reads with ${files} files answered ${answer.status}`)
  return (await answer.json()) as RowsReadByQuery
}
