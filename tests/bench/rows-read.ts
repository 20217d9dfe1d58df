import type { Portal } from '../../dev/start-portal.ts'
import { type Measure, rounded } from './measure.ts'

/** How many rows each asks of the database: `{ "list": 400, … }`. */
type Reads = Readonly<Record<string, number>>

const FEW = 1_000
const MANY = 100_000

/** Rows read with a hundred thousand files beside a thousand: the database must not be asked for more. */
export async function scale({ origin }: Portal): Promise<Measure[]> {
  const few = await readsAt(origin, FEW)
  const many = await readsAt(origin, MANY)
  return Object.entries(many).map(([what, rows]) => ({
    name: `rows-read-${what}-at-${MANY}-files-beside-${FEW}`,
    value: rounded(rows / (few[what] ?? Number.NaN)),
    unit: `ratio of rows (${few[what]} and ${rows})`,
    goal: 1.2,
    better: 'lower',
  }))
}

async function readsAt(origin: string, files: number): Promise<Reads> {
  const answer = await fetch(`${origin}/bench/reads/${files}`, {
    method: 'POST',
    headers: { Origin: origin },
  })
  if (!answer.ok) throw new Error(`The reads with ${files} files answered ${answer.status}`)
  return (await answer.json()) as Reads
}
