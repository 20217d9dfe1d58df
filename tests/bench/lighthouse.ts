import lighthouse from 'lighthouse'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { type FetchVisitor, postForm, sendExampleForm } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { listPagePosts } from '../../forms/example.ts'
import { findBrowser } from '../browser/find-browser.ts'
import { type Measure, summariseRuns } from './measure.ts'

const SCORE_GOAL = 99
/** One load in many is disturbed by whatever else the machine does. */
const RUNS_A_PAGE = 3
const DEBUGGING_PORT = 9333

/** What Lighthouse scores; pages that are hidden from search engines on purpose are not scored for being found. */
const ALL_CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']
const UNLISTED_CATEGORIES = ALL_CATEGORIES.filter((category) => category !== 'seo')

/** Lighthouse's own scores, mobile profile, of two pages people read and two they fill in. */
export async function measureLighthouseScores({ origin }: Portal): Promise<Measure[]> {
  const browser = await (await findBrowser()).launch([`--remote-debugging-port=${DEBUGGING_PORT}`])
  try {
    const [draft, file] = [await createSavedDraft(origin), await openFileOfSentIntake(origin)]
    const pages = [
      { path: '/', categories: ALL_CATEGORIES },
      { path: '/how-it-works/', categories: ALL_CATEGORIES },
      { path: '/intake/you/', categories: UNLISTED_CATEGORIES, cookie: draft.cookie },
      { path: '/file/book/', categories: UNLISTED_CATEGORIES, cookie: file.cookie },
    ]
    const measures: Measure[] = []
    for (const page of pages) measures.push(...(await scorePage(origin, page)))
    return measures
  } finally {
    await browser.close()
  }
}

interface PageToScore {
  readonly path: string
  readonly categories: readonly string[]
  readonly cookie?: string
}

async function scorePage(origin: string, page: PageToScore): Promise<Measure[]> {
  const runs: Awaited<ReturnType<typeof runLighthouse>>[] = []
  for (let run = 0; run < RUNS_A_PAGE; run++) runs.push(await runLighthouse(origin, page))
  return page.categories.map((category) => ({
    name: `lighthouse ${category} of ${page.path}`,
    ...summariseRuns(runs.map((scores) => Math.round((scores[category]?.score ?? 0) * 100))),
    unit: 'of 100',
    goal: SCORE_GOAL,
    better: 'higher',
  }))
}

async function runLighthouse(origin: string, { path, categories, cookie }: PageToScore) {
  const result = await lighthouse(`${origin}${path}`, {
    port: DEBUGGING_PORT,
    onlyCategories: [...categories],
    logLevel: 'error',
    ...(cookie && { extraHeaders: { Cookie: cookie } }),
  })
  if (!result || new URL(result.lhr.finalDisplayedUrl).pathname !== path)
    throw new Error(`Lighthouse was not shown ${path}`)
  return result.lhr.categories
}

/** A form begun, so that its pages have answers in them. */
async function createSavedDraft(origin: string): Promise<FetchVisitor> {
  const visitor: FetchVisitor = { origin, cookie: '' }
  for (const { path, fields } of listPagePosts(intakeForm, intakeExamples.byOneParent.fields))
    await postForm(visitor, path, fields)
  return visitor
}

/** “Your file” of a parent who has just sent their form. */
async function openFileOfSentIntake(origin: string): Promise<FetchVisitor> {
  const sent = await sendExampleForm(origin, intakeForm, intakeExamples.byOneParent.fields, 'en')
  const page = await (await fetch(`${origin}/intake/sent/`, { headers: { Cookie: sent.cookie } })).text()
  const code = /data-slot="code"[^>]*>([^<]+)</.exec(page)?.[1] ?? ''
  const visitor: FetchVisitor = { origin, cookie: '' }
  await postForm(visitor, '/file/', { code: [code] })
  return visitor
}
