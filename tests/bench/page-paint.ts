import type { Page } from 'playwright-core'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { findBrowser } from '../../dev/find-browser.ts'
import { post, type Visitor } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { postsOf } from '../../forms/example.ts'
import { pathIn } from '../../forms/language.ts'
import { steps } from '../../forms/progress.ts'
import { staticPages } from '../browser/built-site.ts'
import { type Measure, median, rounded } from './measure.ts'

const ROUNDS = 5

/** Each kind of page, by what its measures are called after. */
type Kind = 'page-people-read' | 'intake-page'

/** The mobile profile of Lighthouse: a phone of some years ago on a slow 4G network. */
const CPU_SLOWER = 4
const NETWORK = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 }

interface Painted {
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
export async function painting({ origin }: Portal): Promise<Measure[]> {
  const visitor: Visitor = { origin, cookie: '' }
  for (const { path, fields } of postsOf(intake, intakeExamples.full.fields))
    await post(visitor, path, fields)
  const browser = await (await findBrowser()).launch()
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const [name = '', value = ''] = visitor.cookie.split('=')
  await context.addCookies([{ name, value, secure: true, url: `${origin.replace('http', 'https')}/` }])
  const page = await context.newPage()
  const throttle = await context.newCDPSession(page)
  await throttle.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
  await throttle.send('Network.enable')
  await throttle.send('Network.emulateNetworkConditions', NETWORK)
  const french = (paths: readonly string[]) => paths.map((path) => pathIn('fr', path))
  const kinds: Record<Kind, readonly string[]> = {
    'page-people-read': staticPages().filter((path) => path.startsWith('/fr/')),
    'intake-page': french([
      ...steps(intake).map(({ slug }) => `/intake/${slug}/`),
      '/intake/children/01/',
      '/intake/tasks/',
      '/intake/check/',
    ]),
  }
  const blanks: Painted[] = []
  const pages = new Map<Kind, Map<string, Painted[]>>()
  try {
    await painted(page, `${origin}/specimen/blank/`)
    for (const [kind, paths] of Object.entries(kinds) as [Kind, readonly string[]][]) {
      const all = new Map<string, Painted[]>()
      for (const path of paths) {
        const own: Painted[] = []
        for (let round = 0; round < ROUNDS; round++) {
          // In turns, so that a slow second of the machine hits both.
          blanks.push(await painted(page, `${origin}/specimen/blank/`))
          own.push(await painted(page, `${origin}${path}`))
        }
        all.set(path, own)
      }
      pages.set(kind, all)
    }
  } finally {
    await browser.close()
  }
  const blank = median(blanks.map(({ largest }) => largest))
  return [...pages].flatMap(([kind, rounds]) => measuresOf(kind, rounds, blank))
}

/** The slowest page of a kind, each by the median of its rounds, beside a blank one. */
function measuresOf(kind: Kind, pages: ReadonlyMap<string, Painted[]>, blank: number): Measure[] {
  const measure = (name: string, of: (painted: Painted) => number, unit: string, goal: number): Measure => {
    const medians = [...pages].map(([page, rounds]) => ({ page, value: median(rounds.map(of)) }))
    const slowest = medians.reduce((worst, one) => (one.value > worst.value ? one : worst))
    const value = rounded(slowest.value)
    return { name: `${name}-of-the-slowest-${kind}`, value, unit, goal, better: 'lower', page: slowest.page }
  }
  return [
    measure('largest-paint', ({ largest }) => largest / blank, 'ratio to a blank page', 1.5),
    measure('layout-shift', ({ shift }) => shift, 'cumulative layout shift', 0),
    measure('blocking-time', ({ blocked }) => blocked, 'ms', 0),
  ]
}

async function painted(page: Page, url: string): Promise<Painted> {
  await page.goto(url, { waitUntil: 'load' })
  return page.evaluate(
    () =>
      new Promise<Painted>((resolve) => {
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
