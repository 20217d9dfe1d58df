import autocannon from 'autocannon'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { encodeFormBody, getSectionFields } from '../../forms/example.ts'
import { type Measure, measureRatiosInPairs, summariseRuns } from './measure.ts'

const ROUNDS = 9
const SECONDS_A_ROUND = 3
const CONNECTIONS = 8

/** How fast a section is saved, beside a route that does nothing but one INSERT of as many bytes. */
export async function measureSectionSaves({ origin }: Portal): Promise<Measure[]> {
  const { fields } = intakeExamples.byOneParent
  const [first, , you] = intakeForm.sections
  const visitor: FetchVisitor = { origin, cookie: '' }
  await postForm(visitor, '/intake/start/', getSectionFields(first, fields))
  const body = encodeFormBody(getSectionFields(you, fields))
  const headers = {
    Origin: origin,
    Cookie: visitor.cookie,
    'Content-Type': 'application/x-www-form-urlencoded',
  }
  const save = () => measureRequestsPerSecond({ url: `${origin}/intake/you/`, body, headers })
  const insert = () => measureRequestsPerSecond({ url: `${origin}/bench/insert`, body, headers })

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

async function measureRequestsPerSecond(request: {
  url: string
  body: string
  headers: Record<string, string>
}): Promise<number> {
  const result = await autocannon({
    ...request,
    method: 'POST',
    connections: CONNECTIONS,
    duration: SECONDS_A_ROUND,
  })
  const refused = result['4xx'] + result['5xx'] + result.errors
  if (refused > 0 || result['3xx'] === 0)
    throw new Error(`${request.url}: ${refused} requests were not taken`)
  return result['3xx'] / result.duration
}
