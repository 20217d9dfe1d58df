import type { Browser, Page } from 'playwright-core'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { listPagesServedWithoutWorker } from '../../dev/built-site.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { listPagePosts } from '../../forms/example.ts'
import { localisePath, splitLanguagePath } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { findBrowser } from '../browser/find-browser.ts'
import { type Measure, median, summariseRuns } from './measure.ts'
import { emulateSlowPhone, REQUEST_LATENCY_MS, ROUND_TRIP_MS } from './slow-phone.ts'

/** How often each page of a kind is loaded. What jumps on a first visit does so each time. */
const ROUNDS_BY_KIND: Readonly<Record<PageKind, number>> = {
  'page-people-read': 7,
  'intake-page': 7,
  'first-visited-intake-page': 3,
}

/** Each kind of page, by what its measures are called after. */
type PageKind = 'page-people-read' | 'intake-page' | 'first-visited-intake-page'

interface PagePaint {
  /** Milliseconds until the largest thing stood on the page. */
  readonly largest: number
  /** How far things jumped. */
  readonly shift: number
  /** Milliseconds of processor time that tasks of the main thread took beyond 50 each. */
  readonly blocked: number
}

/**
 * How soon every page that is read and every page of the intake stands, beside a blank page of the same build, and that
 * nothing jumps or hangs. In French, which is the longer of the two. The intake is measured with every field filled in,
 * and as somebody first sees it: empty and with nothing in the cache, so that the script comes long after the first paint.
 */
export async function measurePagePaints({ origin }: Portal): Promise<Measure[]> {
  const visitor: FetchVisitor = { origin, cookie: '' }
  for (const { path, fields } of listPagePosts(intakeForm, intakeExamples.full.fields))
    await postForm(visitor, path, fields)
  const browser = await (await findBrowser()).launch()
  try {
    const pages = new Map<PageKind, Map<string, PaintPair[]>>()
    const pathsByKind = listPathsByKind()
    for (const kind of Object.keys(pathsByKind) as PageKind[]) {
      const page = await openSlowPage(browser, kind)
      if (kind === 'intake-page') await addCookie(page, origin, visitor.cookie)
      const load = (path: string) =>
        loadAndMeasurePaint(browser, page, `${origin}${localisePath('fr', path)}`)
      await load(BLANK_PAGE)
      pages.set(kind, await loadInPairs(pathsByKind[kind], ROUNDS_BY_KIND[kind], load))
    }
    return [...pages].flatMap(([kind, pairs]) => buildMeasures(kind, pairs))
  } finally {
    await browser.close()
  }
}

const sectionPaths = listSectionsNotAtSending(intakeForm).map(({ slug }) => `/intake/${slug}/`)

/** Lists the pages of each kind, by their English paths, once the site is built. */
const listPathsByKind = (): Readonly<Record<PageKind, readonly string[]>> => ({
  'page-people-read': listPagesServedWithoutWorker().flatMap((address) => {
    const { language, path } = splitLanguagePath(address)
    return language === 'fr' ? [path] : []
  }),
  'intake-page': [...sectionPaths, '/intake/children/01/', '/intake/tasks/', '/intake/check/'],
  'first-visited-intake-page': sectionPaths,
})

/** Opens an empty page on a slow phone. On a first visit each request waits longer, and nothing is in the cache. */
async function openSlowPage(browser: Browser, kind: PageKind): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const isFirstVisit = kind === 'first-visited-intake-page'
  await emulateSlowPhone(session, isFirstVisit ? REQUEST_LATENCY_MS : ROUND_TRIP_MS)
  await session.send('Network.setCacheDisabled', { cacheDisabled: isFirstVisit })
  return page
}

async function addCookie(page: Page, origin: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  // Browsers accept a secure cookie only over https, but send it to localhost.
  const url = `${origin.replace('http', 'https')}/`
  await page.context().addCookies([{ name, value, secure: true, url }])
}

/** Loads each page and the blank one in turns, so that a slow second of the machine hits both. */
async function loadInPairs(
  paths: readonly string[],
  rounds: number,
  load: (path: string) => Promise<PagePaint>,
): Promise<Map<string, PaintPair[]>> {
  const pairsByPath = new Map<string, PaintPair[]>()
  for (const path of paths) {
    const pairs: PaintPair[] = []
    for (let round = 0; round < rounds; round++)
      pairs.push({ blank: await load(BLANK_PAGE), page: await load(path) })
    pairsByPath.set(path, pairs)
  }
  return pairsByPath
}

/** A page and the blank page that was loaded just before it. */
interface PaintPair {
  readonly blank: PagePaint
  readonly page: PagePaint
}

const BLANK_PAGE = '/specimen/blank/'

/** The slowest page of a kind, each by the median of its rounds. */
function buildMeasures(kind: PageKind, pages: ReadonlyMap<string, PaintPair[]>): Measure[] {
  const measure = (name: string, of: (pair: PaintPair) => number, unit: string, goal: number): Measure => {
    const runs = [...pages].map(([path, pairs]) => ({ path, values: pairs.map(of) }))
    const slowest = runs.reduce((worst, one) => (median(one.values) > median(worst.values) ? one : worst))
    return {
      name: `${name}-of-the-slowest-${kind}`,
      ...summariseRuns(slowest.values),
      unit,
      goal,
      better: 'lower',
      page: slowest.path,
    }
  }
  return [
    measure('largest-paint', ({ page, blank }) => page.largest / blank.largest, 'ratio to a blank page', 1.5),
    measure('layout-shift', ({ page }) => page.shift, 'cumulative layout shift', 0),
    measure('blocking-time', ({ page }) => page.blocked, 'ms of processor time', 0),
  ]
}

async function loadAndMeasurePaint(browser: Browser, page: Page, url: string): Promise<PagePaint> {
  await browser.startTracing(page, { categories: TRACE_CATEGORIES })
  await page.goto(url, { waitUntil: 'load' })
  const seen = await page.evaluate(
    () =>
      new Promise<Omit<PagePaint, 'blocked'>>((resolve) => {
        const seen = { largest: 0, shift: 0 }
        const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
          new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
        watch('largest-contentful-paint', (entry) => {
          seen.largest = Math.max(seen.largest, entry.startTime)
        })
        watch('layout-shift', (entry) => {
          seen.shift += (entry as PerformanceEntry & { value: number }).value
        })
        setTimeout(() => resolve(seen), 100)
      }),
  )
  return { ...seen, blocked: sumBlockedMs(JSON.parse((await browser.stopTracing()).toString())) }
}

/** The tasks of each thread, and the names of the threads. */
const TRACE_CATEGORIES = ['-*', 'disabled-by-default-devtools.timeline', '__metadata']

/** What Chromium’s trace says of a task: `tdur` is its processor time in microseconds, also while slowed down. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

/** Adds up what each task of a page’s main thread took beyond 50 ms, in milliseconds. */
function sumBlockedMs({ traceEvents }: { traceEvents: readonly TraceEvent[] }): number {
  const mainThreads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  )
  const tasks = traceEvents.filter(
    ({ name, pid, tid, tdur }) =>
      name === 'RunTask' &&
      tdur !== undefined &&
      mainThreads.some((thread) => thread.pid === pid && thread.tid === tid),
  )
  if (tasks.length === 0) throw new Error('The trace holds no task of a main thread')
  return tasks.reduce((sum, { tdur = 0 }) => sum + Math.max(0, tdur / 1000 - MAX_TASK_MS), 0)
}

/** A task that takes longer blocks the page (web.dev/articles/tbt). */
const MAX_TASK_MS = 50
