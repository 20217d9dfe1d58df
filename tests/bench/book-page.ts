import { type FetchVisitor, postForm, requireRedirect } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { type Measure, summariseRuns } from './measure.ts'
import { createProcessorTimer, type ProcessorTimer } from './processor-time.ts'

const APPOINTMENT_COUNT = 10_000
const ROUNDS = 40
/** Rounds before those: the runtime needs some until it has made its code fast. */
const WARM_UP_ROUNDS = 30

/** A parent with “Your file” open, who books with a coordinator of those that were filled. */
interface CrowdedCalendar {
  readonly code: string
  /** When a slot that is taken begins, near the end of the days that are full. */
  readonly takenStart: string
}

/** What the page of openings costs, with a year of availability and nearly every day full. */
export async function measureBookPage({ origin }: Portal): Promise<Measure[]> {
  const crowded = await postToBenchRoute<CrowdedCalendar>(origin, `/bench/appointments/${APPOINTMENT_COUNT}`)
  const visitor: FetchVisitor = { origin, cookie: '' }
  await requireRedirect('/file/', await postForm(visitor, '/file/', { code: [crowded.code] }))
  const choice = { way: ['video'], timeZone: ['America/Toronto'], start: [crowded.takenStart] }
  const [times = [], nearest = [], reference = []] = await measureInTurns(
    createProcessorTimer(Number(new URL(origin).port)),
    () => loadBookPage(visitor),
    () => postTakenOpening(visitor, choice),
    () => loadYourFilePage(visitor),
  )
  const { calls, rows } = await postToBenchRoute<{ calls: number; rows: number }>(
    origin,
    '/bench/openings',
    visitor,
  )
  return [
    {
      name: `openings-among-${APPOINTMENT_COUNT}-appointments-and-a-year-of-rules`,
      ...summariseRuns(times),
      unit: 'ms of processor time',
      goal: 50,
      better: 'lower',
    },
    {
      name: 'openings-beside-your-file',
      ...summariseRuns(divideEach(times, reference)),
      unit: 'ratio of processor time, in turns',
      goal: 3,
      better: 'lower',
    },
    {
      name: 'openings-nearest-to-a-taken-time-beside-your-file',
      ...summariseRuns(divideEach(nearest, reference)),
      unit: 'ratio of processor time, in turns',
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
async function loadBookPage({ origin, cookie }: FetchVisitor): Promise<void> {
  const page = await fetch(`${origin}/file/book/`, { headers: { Cookie: cookie }, redirect: 'manual' })
  expectOpenings(page.status, 200, await page.text())
}

/** The page that comes back when somebody else has the time, with those nearest to it. */
async function postTakenOpening(
  visitor: FetchVisitor,
  choice: Parameters<typeof postForm>[2],
): Promise<void> {
  const page = await postForm(visitor, '/file/book/', choice)
  expectOpenings(page.status, 409, await page.text())
}

function expectOpenings(status: number, expected: number, page: string): void {
  const times = page.match(/name="start" type="radio"/g) ?? []
  if (status !== expected || times.length < 5)
    throw new Error(`The page of times answered ${status} with ${times.length} of them`)
}

/** The page of the same parent that asks for their file alone. */
async function loadYourFilePage({ origin, cookie }: FetchVisitor): Promise<void> {
  const page = await fetch(`${origin}/file/`, { headers: { Cookie: cookie }, redirect: 'manual' })
  await page.text()
  if (page.status !== 200) throw new Error(`“Your file” answered ${page.status}`)
}

/** Measures each action in turns, so that what disturbs the runtime hits all. Gives the milliseconds of each round. */
async function measureInTurns(
  measureProcessorMs: ProcessorTimer,
  ...actions: readonly (() => Promise<void>)[]
): Promise<number[][]> {
  const times = actions.map((): number[] => [])
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (const [index, action] of actions.entries()) {
      const taken = await measureProcessorMs(action)
      if (round >= 0) times[index]?.push(taken)
    }
  }
  return times
}

const divideEach = (times: readonly number[], reference: readonly number[]): number[] =>
  times.map((time, round) => time / (reference[round] ?? Number.NaN))

async function postToBenchRoute<Answer>(
  origin: string,
  path: string,
  visitor?: FetchVisitor,
): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { Origin: origin, ...(visitor && { Cookie: visitor.cookie }) },
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as Answer
}
