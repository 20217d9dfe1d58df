import type { Portal } from '../dev/portal.ts'
import { expectRedirect, post, type Visitor } from '../dev/send-example.ts'
import { type Measure, median, rounded } from './measure.ts'

const APPOINTMENTS = 10_000
const ROUNDS = 40

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
  const times = await timesOf(() => shown(visitor))
  const nearest = await timesOf(() => refused(visitor, choice))
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
      name: 'openings-nearest-to-a-time-that-has-gone',
      value: rounded(median(nearest)),
      unit: 'ms, median until the page stands',
      goal: 100,
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

async function timesOf(what: () => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let round = -5; round < ROUNDS; round++) {
    const from = performance.now()
    await what()
    // The first ones warm up.
    if (round >= 0) times.push(performance.now() - from)
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
