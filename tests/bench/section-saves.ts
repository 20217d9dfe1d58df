import autocannon from 'autocannon'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { post, type Visitor } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { encoded, fieldsOf } from '../../forms/example.ts'
import { type Measure, median, rounded } from './measure.ts'

const ROUNDS = 5
const SECONDS = 4
const CONNECTIONS = 8

/** How fast a section is saved, beside a route that does nothing but one INSERT of as many bytes. */
export async function saving({ origin }: Portal): Promise<Measure[]> {
  const { fields } = intakeExamples.byOneParent
  const [first, , you] = intake.sections
  const visitor: Visitor = { origin, cookie: '' }
  await post(visitor, '/intake/start/', fieldsOf(first, fields))
  const body = encoded(fieldsOf(you, fields))
  const headers = {
    Origin: origin,
    Cookie: visitor.cookie,
    'Content-Type': 'application/x-www-form-urlencoded',
  }
  const save = () => perSecond({ url: `${origin}/intake/you/`, body, headers })
  const insert = () => perSecond({ url: `${origin}/bench/insert`, body, headers })

  await insert()
  await save()
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // Each pair back to back and in turning order, so that a slow second of the machine hits both.
    const pair = round % 2 ? [await save(), await insert()] : [await insert(), await save()].toReversed()
    ratios.push((pair[0] ?? 0) / (pair[1] ?? 1))
  }
  return [
    {
      name: 'save-a-section-beside-one-bare-insert',
      value: rounded(median(ratios)),
      unit: 'ratio of throughput',
      goal: 0.85,
      better: 'higher',
    },
  ]
}

async function perSecond(request: {
  url: string
  body: string
  headers: Record<string, string>
}): Promise<number> {
  const result = await autocannon({ ...request, method: 'POST', connections: CONNECTIONS, duration: SECONDS })
  const refused = result['4xx'] + result['5xx'] + result.errors
  if (refused > 0 || result['3xx'] === 0)
    throw new Error(`${request.url}: ${refused} requests were not taken`)
  return result['3xx'] / result.duration
}
