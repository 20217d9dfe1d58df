import { expectRedirect, post, type Visitor } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { type Measure, median, rounded } from './measure.ts'

const APPOINTMENTS = 10_000
const ROUNDS = 40
/** Rounds before those: the runtime needs some until it has made its code fast. */
const WARM_UP = 30

/** A parent with “Your file” open, who books with a coordinator of those that were filled. */
interface Crowded {
  readonly code: string
  /** A time that is taken, near the end of the days that are full. */
  readonly taken: string
}

/** How soon the times to choose from stand on the page, with a year of rules and nearly every day full. */
export async function booking({ origin }: Portal): Promise<Measure[]> {
  const crowded = await ask<Crowded>(origin, `/bench/appointments/${APPOINTMENTS}`)
  const visitor: Visitor = { origin, cookie: '' }
  await expectRedirect('/file/', await post(visitor, '/file/', { code: [crowded.code] }))
  const choice = { way: ['video'], timeZone: ['America/Toronto'], start: [crowded.taken] }
  const [times = [], nearest = [], reference = []] = await timesInTurns(
    () => shown(visitor),
    () => refused(visitor, choice),
    () => yours(visitor),
  )
  const { calls, rows } = await ask<{ calls: number; rows: number }>(origin, '/bench/openings', visitor)
  return [
    {
      name: `openings-among-${APPOINTMENTS}-appointments-and-a-year-of-rules`,
      value: rounded(median(times)),
      unit: 'ms, median until the page stands',
      goal: 50,
      better: 'lower',
    },
    {
      name: 'openings-beside-your-file',
      value: rounded(median(times) / median(reference)),
      unit: 'ratio of median time',
      goal: 3,
      better: 'lower',
    },
    {
      name: 'openings-nearest-to-a-time-that-has-gone-beside-your-file',
      value: rounded(median(nearest) / median(reference)),
      unit: 'ratio of median time',
      goal: 4,
      better: 'lower',
    },
    {
      name: 'd1-calls-for-the-openings',
      value: calls,
      unit: `calls (${rows} rows read)`,
      goal: 1,
      better: 'lower',
    },
  ]
}

/** The page with openings on it. */
async function shown({ origin, cookie }: Visitor): Promise<void> {
  const page = await fetch(`${origin}/file/book/`, { headers: { Cookie: cookie }, redirect: 'manual' })
  expectTimes(page.status, 200, await page.text())
}

/** The page that comes back when somebody else has the time, with those nearest to it. */
async function refused(visitor: Visitor, choice: Parameters<typeof post>[2]): Promise<void> {
  const page = await post(visitor, '/file/book/', choice)
  expectTimes(page.status, 409, await page.text())
}

function expectTimes(status: number, expected: number, page: string): void {
  const times = page.match(/name="start" type="radio"/g) ?? []
  if (status !== expected || times.length < 5)
    throw new Error(`The page of times answered ${status} with ${times.length} of them`)
}

/** The page of the same parent that asks for their file alone. */
async function yours({ origin, cookie }: Visitor): Promise<void> {
  const page = await fetch(`${origin}/file/yours/`, { headers: { Cookie: cookie }, redirect: 'manual' })
  await page.text()
  if (page.status !== 200) throw new Error(`“Your file” answered ${page.status}`)
}

/** Milliseconds of each, in turns, so that a slow second of the machine hits all. */
async function timesInTurns(...doings: readonly (() => Promise<void>)[]): Promise<number[][]> {
  const times = doings.map((): number[] => [])
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [index, doing] of doings.entries()) {
      const from = performance.now()
      await doing()
      if (round >= 0) times[index]?.push(performance.now() - from)
    }
  }
  return times
}

async function ask<Answer>(origin: string, path: string, visitor?: Visitor): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { Origin: origin, ...(visitor && { Cookie: visitor.cookie }) },
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as Answer
}
