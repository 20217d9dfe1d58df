import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { type FetchVisitor, postForm, requireRedirect } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { getFieldsPostedAtSending, listPagePosts } from '../../forms/example.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { type Measure, median, summariseRuns } from './measure.ts'
import { createProcessorTimer } from './processor-time.ts'
import { createFamilyConnectionHeaders } from './start-bench-portal.ts'

const ROUNDS = 10
/** Rounds before those, in which the runtime compiles what it runs most. */
const WARM_UP_ROUNDS = 5

const goalsMs = { save: 5, 'page-of-the-form': 12, send: 30, 'page-of-your-file': 12 } as const
type Kind = keyof typeof goalsMs

/** Processor time of each request of one kind, in ms and in the order of the rounds, by its method and path. */
type TimesByRequest = Map<string, number[]>

/**
 * The worker's processor time for the longest intake: saving each page, each page of the form with twelve children and
 * eight orders filled in, sending, and the pages that follow. The time of /healthz, measured between them, is that of
 * the local runtime and counts for nothing. Each row tells the request that takes longest.
 */
export async function measureWorkerCpuTime({ origin }: Portal): Promise<Measure[]> {
  const timer = createProcessorTimer(Number(new URL(origin).port))
  const health: number[] = []
  const timesByKind = new Map<Kind, TimesByRequest>()
  // The first family's file is shown in every round, as only the first ones to send are offered openings.
  const parent: FetchVisitor = { origin, cookie: '' }
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const timed = async (kind: Kind, name: string, request: () => Promise<unknown>) => {
      const ms = await timer(request)
      if (round >= 0) addTime(timesByKind, kind, name, ms)
    }
    const timeHealth = async () => {
      const ms = await timer(() => loadPage(parent, '/healthz'))
      if (round >= 0) health.push(ms)
    }
    const code = await sendLongestIntake(origin, timed, timeHealth)
    if (!parent.cookie) await requireRedirect('/file/', await postForm(parent, '/file/', { code: [code] }))
    for (const path of YOUR_FILE_PATHS)
      await timed('page-of-your-file', `GET ${path}`, () => loadPage(parent, path))
  }
  return [...timesByKind].map(([kind, times]) => buildMeasure(kind, times, median(health)))
}

function addTime(timesByKind: Map<Kind, TimesByRequest>, kind: Kind, name: string, ms: number) {
  const times = timesByKind.get(kind) ?? new Map<string, number[]>()
  times.set(name, [...(times.get(name) ?? []), ms])
  timesByKind.set(kind, times)
}

function buildMeasure(kind: Kind, times: TimesByRequest, healthMs: number): Measure {
  const slowestFirst = [...times].toSorted(([, one], [, other]) => median(other) - median(one))
  const [page = '', slowest = []] = slowestFirst[0] ?? []
  return {
    name: `processor-time-of-a-${kind}`,
    ...summariseRuns(slowest.map((ms) => ms - healthMs)),
    unit: `ms, less ${healthMs.toFixed(1)} for /healthz`,
    goal: goalsMs[kind],
    better: 'lower',
    page: `${page}, of ${times.size}`,
  }
}

type TimeRequest = (kind: Kind, name: string, request: () => Promise<unknown>) => Promise<void>

/** Fills in the longest intake, looks at every page of it, and sends it. Gives the access code. */
async function sendLongestIntake(
  origin: string,
  timed: TimeRequest,
  timeHealth: () => Promise<void>,
): Promise<string> {
  const { fields } = intakeExamples.full
  const posts = listPagePosts(intakeForm, fields)
  const visitor: FetchVisitor = { origin, cookie: '', headers: createFamilyConnectionHeaders() }
  const post = (kind: Kind, path: string, posted: typeof fields) =>
    timed(kind, `POST ${nameItem(path)}`, async () =>
      requireRedirect(path, await postForm(visitor, path, posted)),
    )
  const get = (kind: Kind, path: string) => timed(kind, `GET ${path}`, () => loadPage(visitor, path))

  for (const { path, fields: posted } of posts) await post('save', path, posted)
  await timeHealth()
  const lastPaths = new Map(posts.map(({ path }) => [nameItem(path), path])).values()
  for (const path of [...lastPaths, '/intake/tasks/', '/intake/check/']) {
    for (const language of languages) await get('page-of-the-form', localisePath(language, path))
  }
  await timeHealth()
  await post('send', '/intake/send/', getFieldsPostedAtSending(intakeForm, fields))
  await get('page-of-the-form', '/intake/sent/')
  const sent = await loadPage(visitor, '/intake/sent/')
  return /name="code"[^>]* value="([^"]+)"/.exec(sent)?.[1] ?? ''
}

const YOUR_FILE_PATHS = ['/file/', '/file/authorise/', '/file/book/', '/file/book/request/']

/** Items of a list count as one request: `/intake/children/12/` gives `/intake/children/…/`. */
const nameItem = (path: string) => path.replace(/\/\d+\/$/, '/…/')

async function loadPage({ origin, cookie }: FetchVisitor, path: string): Promise<string> {
  const page = await fetch(`${origin}${path}`, { headers: { Cookie: cookie }, redirect: 'manual' })
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`)
  return page.text()
}
