import autocannon from 'autocannon'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { type FetchVisitor, postForm, requireRedirect } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { encodeFormBody, getSectionFields } from '../../forms/example.ts'
import { type Measure, measureRatiosInPairs, summariseRuns } from './measure.ts'

const ROUNDS = 9
const SECONDS_A_ROUND = 3
const CONNECTIONS = 8

const SAVED_PATH = '/intake/you/'
const { fields } = intakeExamples.byOneParent
const [startSection, , youSection] = intakeForm.sections

/**
 * How fast a section is saved, beside a route that does nothing but one INSERT of as many bytes. Each connection saves a
 * draft of its own, each time over the revision before: a page of an older revision would be compared, and not saved.
 */
export async function measureSectionSaves({ origin }: Portal): Promise<Measure[]> {
  const drafts = await Promise.all(Array.from({ length: CONNECTIONS }, () => beginBenchDraft(origin)))
  const save = async () => {
    for (const draft of drafts) draft.revision = await readRevision(draft)
    return measurePostsPerSecond(`${origin}${SAVED_PATH}`, drafts)
  }
  const insert = () => measurePostsPerSecond(`${origin}/bench/insert`, drafts)

  await insert()
  await save()
  const ratios = await measureRatiosInPairs(ROUNDS, save, insert)
  return [
    {
      name: 'save-a-section-beside-one-bare-insert',
      ...summariseRuns(ratios),
      unit: 'ratio of throughput, in pairs',
      goal: 0.85,
      better: 'higher',
    },
  ]
}

interface BenchDraft extends FetchVisitor {
  /** That of the section, which each save makes one more. */
  revision: number
}

async function beginBenchDraft(origin: string): Promise<BenchDraft> {
  const draft = { origin, cookie: '', revision: 0 }
  await requireRedirect('/intake/start/', await postForm(draft, '/intake/start/', getFieldsOfStart()))
  const posted = { ...getFieldsOfYou(), revision: ['0'] }
  await requireRedirect(SAVED_PATH, await postForm(draft, SAVED_PATH, posted))
  return draft
}

const getFieldsOfStart = () => getSectionFields(startSection, fields)
const getFieldsOfYou = () => getSectionFields(youSection, fields)

/** Reads the revision again: the last save of a round may or may not have been answered. */
async function readRevision({ origin, cookie }: BenchDraft): Promise<number> {
  const page = await (await fetch(`${origin}${SAVED_PATH}`, { headers: { Cookie: cookie } })).text()
  const [input = ''] = /<input[^>]*name="revision"[^>]*>/.exec(page) ?? []
  return Number(/value="(\d+)"/.exec(input)?.[1])
}

async function measurePostsPerSecond(url: string, drafts: readonly BenchDraft[]): Promise<number> {
  const body = encodeFormBody(getFieldsOfYou())
  let clients = 0
  const result = await autocannon({
    url,
    method: 'POST',
    connections: drafts.length,
    duration: SECONDS_A_ROUND,
    setupClient: (client) => {
      const draft = drafts[clients++]
      if (draft) client.setRequests([buildPost(new URL(url), draft, body)])
    },
  })
  const refused = result['4xx'] + result['5xx'] + result.errors
  if (refused > 0 || result['3xx'] === 0) throw new Error(`${url}: ${refused} requests were not taken`)
  return result['3xx'] / result.duration
}

const buildPost = ({ origin, pathname }: URL, draft: BenchDraft, body: string): autocannon.Request => ({
  method: 'POST',
  path: pathname,
  headers: {
    Origin: origin,
    Cookie: draft.cookie,
    'Content-Type': 'application/x-www-form-urlencoded',
  },
  setupRequest: (request) => ({ ...request, body: `${body}&revision=${draft.revision}` }),
  onResponse: () => {
    draft.revision++
  },
})
