import lighthouse from 'lighthouse'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { findBrowser } from '../../dev/find-browser.ts'
import { post, sendExample, type Visitor } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { postsOf } from '../../forms/example.ts'
import type { Measure } from './measure.ts'

const GOAL = 99
const PORT = 9333

/** What Lighthouse scores; pages that are kept out of search engines on purpose are not scored for being found. */
const ALL = ['performance', 'accessibility', 'best-practices', 'seo']
const UNLISTED = ALL.filter((category) => category !== 'seo')

/** Lighthouse's own scores, mobile profile, of two pages people read and two they fill in. */
export async function lighthouseScores({ origin }: Portal): Promise<Measure[]> {
  const browser = await (await findBrowser()).launch([`--remote-debugging-port=${PORT}`])
  try {
    const [draft, file] = [await draftOf(origin), await fileOf(origin)]
    const pages = [
      { path: '/', categories: ALL },
      { path: '/how-it-works/', categories: ALL },
      { path: '/intake/you/', categories: UNLISTED, cookie: draft.cookie },
      { path: '/file/book/', categories: UNLISTED, cookie: file.cookie },
    ]
    const measures: Measure[] = []
    for (const page of pages) measures.push(...(await scored(origin, page)))
    return measures
  } finally {
    await browser.close()
  }
}

interface Scored {
  readonly path: string
  readonly categories: readonly string[]
  readonly cookie?: string
}

async function scored(origin: string, { path, categories, cookie }: Scored): Promise<Measure[]> {
  const result = await lighthouse(`${origin}${path}`, {
    port: PORT,
    onlyCategories: [...categories],
    logLevel: 'error',
    ...(cookie && { extraHeaders: { Cookie: cookie } }),
  })
  if (!result || new URL(result.lhr.finalDisplayedUrl).pathname !== path)
    throw new Error(`Lighthouse was not shown ${path}`)
  return categories.map((category) => ({
    name: `lighthouse ${category} of ${path}`,
    value: Math.round((result.lhr.categories[category]?.score ?? 0) * 100),
    unit: 'of 100',
    goal: GOAL,
    better: 'higher',
  }))
}

/** A form begun, so that its pages have answers in them. */
async function draftOf(origin: string): Promise<Visitor> {
  const visitor: Visitor = { origin, cookie: '' }
  for (const { path, fields } of postsOf(intake, intakeExamples.byOneParent.fields))
    await post(visitor, path, fields)
  return visitor
}

/** “Your file” of a parent who has just sent their form. */
async function fileOf(origin: string): Promise<Visitor> {
  const sent = await sendExample(origin, intake, intakeExamples.byOneParent.fields, 'en')
  const page = await (await fetch(`${origin}/intake/sent/`, { headers: { Cookie: sent.cookie } })).text()
  const code = /data-slot="code"[^>]*>([^<]+)</.exec(page)?.[1] ?? ''
  const visitor: Visitor = { origin, cookie: '' }
  await post(visitor, '/file/', { code: [code] })
  return visitor
}
