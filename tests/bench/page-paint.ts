import type { Page } from 'playwright-core'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { listPagesServedWithoutWorker } from '../../dev/built-site.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { listPagePosts } from '../../forms/example.ts'
import { localisePath } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { findBrowser } from '../browser/find-browser.ts'
import { type Measure, median, roundToThousandths } from './measure.ts'

const ROUNDS = 5

/** Each kind of page, by what its measures are called after. */
type PageKind = 'page-people-read' | 'intake-page'

/** The mobile profile of Lighthouse: a phone of some years ago on a slow 4G network. */
const CPU_SLOWDOWN = 4
const NETWORK_PROFILE = {
  offline: false,
  latency: 150,
  downloadThroughput: 204_800,
  uploadThroughput: 96_000,
}

interface PagePaint {
  /** Milliseconds until the largest thing stood on the page. */
  readonly largest: number
  /** How far things jumped. */
  readonly shift: number
  /** Milliseconds that scripts held the page up beyond 50 at a time. */
  readonly blocked: number
}

/**
 * How soon every page that is read and every page of the intake stands, beside a blank page of the same build, and that
 * nothing jumps or hangs. In French, which is the longer of the two, with every field filled in.
 */
export async function measurePagePaints({ origin }: Portal): Promise<Measure[]> {
  const visitor: FetchVisitor = { origin, cookie: '' }
  for (const { path, fields } of listPagePosts(intakeForm, intakeExamples.full.fields))
    await postForm(visitor, path, fields)
  const browser = await (await findBrowser()).launch()
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const [name = '', value = ''] = visitor.cookie.split('=')
  await context.addCookies([{ name, value, secure: true, url: `${origin.replace('http', 'https')}/` }])
  const page = await context.newPage()
  const throttle = await context.newCDPSession(page)
  await throttle.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  await throttle.send('Network.enable')
  await throttle.send('Network.emulateNetworkConditions', NETWORK_PROFILE)
  const french = (paths: readonly string[]) => paths.map((path) => localisePath('fr', path))
  const pathsByKind: Record<PageKind, readonly string[]> = {
    'page-people-read': listPagesServedWithoutWorker().filter((path) => path.startsWith('/fr/')),
    'intake-page': french([
      ...listSectionsNotAtSending(intakeForm).map(({ slug }) => `/intake/${slug}/`),
      '/intake/children/01/',
      '/intake/tasks/',
      '/intake/check/',
    ]),
  }
  const blankPaints: PagePaint[] = []
  const pages = new Map<PageKind, Map<string, PagePaint[]>>()
  try {
    await loadAndMeasurePaint(page, `${origin}/specimen/blank/`)
    for (const [kind, paths] of Object.entries(pathsByKind) as [PageKind, readonly string[]][]) {
      const all = new Map<string, PagePaint[]>()
      for (const path of paths) {
        const pagePaints: PagePaint[] = []
        for (let round = 0; round < ROUNDS; round++) {
          // In turns, so that a slow second of the machine hits both.
          blankPaints.push(await loadAndMeasurePaint(page, `${origin}/specimen/blank/`))
          pagePaints.push(await loadAndMeasurePaint(page, `${origin}${path}`))
        }
        all.set(path, pagePaints)
      }
      pages.set(kind, all)
    }
  } finally {
    await browser.close()
  }
  const blank = median(blankPaints.map(({ largest }) => largest))
  return [...pages].flatMap(([kind, rounds]) => buildMeasures(kind, rounds, blank))
}

/** The slowest page of a kind, each by the median of its rounds, beside a blank one. */
function buildMeasures(kind: PageKind, pages: ReadonlyMap<string, PagePaint[]>, blank: number): Measure[] {
  const measure = (name: string, of: (painted: PagePaint) => number, unit: string, goal: number): Measure => {
    const medians = [...pages].map(([page, rounds]) => ({ page, value: median(rounds.map(of)) }))
    const slowest = medians.reduce((worst, one) => (one.value > worst.value ? one : worst))
    const value = roundToThousandths(slowest.value)
    return { name: `${name}-of-the-slowest-${kind}`, value, unit, goal, better: 'lower', page: slowest.page }
  }
  return [
    measure('largest-paint', ({ largest }) => largest / blank, 'ratio to a blank page', 1.5),
    measure('layout-shift', ({ shift }) => shift, 'cumulative layout shift', 0),
    measure('blocking-time', ({ blocked }) => blocked, 'ms', 0),
  ]
}

async function loadAndMeasurePaint(page: Page, url: string): Promise<PagePaint> {
  await page.goto(url, { waitUntil: 'load' })
  return page.evaluate(
    () =>
      new Promise<PagePaint>((resolve) => {
        const seen = { largest: 0, shift: 0, blocked: 0 }
        const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
          new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
        watch('largest-contentful-paint', (entry) => {
          seen.largest = Math.max(seen.largest, entry.startTime)
        })
        watch('layout-shift', (entry) => {
          seen.shift += (entry as PerformanceEntry & { value: number }).value
        })
        watch('longtask', (entry) => {
          seen.blocked += Math.max(0, entry.duration - 50)
        })
        setTimeout(() => resolve(seen), 100)
      }),
  )
}
