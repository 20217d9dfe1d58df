import { fieldsOf } from '../content/forms/example.ts'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intake } from '../content/forms/intake/index.ts'
import type { Portal } from '../dev/portal.ts'
import { post, type Visitor } from '../dev/send-example.ts'
import { type Measure, median, rounded } from './measure.ts'

const SENDINGS = 15

/** How long sending takes while the mail service hangs, beside the same with it up: mail must cost a parent nothing. */
export async function sending(portal: Portal): Promise<Measure[]> {
  await sendMany(portal, 3)
  const up = await sendMany(portal, SENDINGS)
  await fetch(`${portal.services.origin}/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ latencyMs: 5000, status: 503 }),
  })
  const down = await sendMany(portal, SENDINGS)
  await fetch(`${portal.services.origin}/faults`, { method: 'DELETE' })
  return [
    {
      name: 'send-with-mail-down-beside-mail-up',
      value: rounded(median(down) / median(up)),
      unit: 'ratio of median time',
      goal: 1.25,
      better: 'lower',
    },
  ]
}

/** Milliseconds from pressing send to the confirmation page, each for a family of its own. */
async function sendMany({ origin }: Portal, count: number): Promise<number[]> {
  const { fields } = intakeExamples.byOneParent
  const times: number[] = []
  for (let sent = 0; sent < count; sent++) {
    const visitor: Visitor = { origin, cookie: '' }
    for (const section of intake.sections)
      await post(visitor, `/intake/${section.slug}/`, fieldsOf(section, fields))
    const from = performance.now()
    await post(visitor, '/intake/send/', {})
    const page = await fetch(`${origin}/intake/sent/`, { headers: { Cookie: visitor.cookie } })
    await page.text()
    times.push(performance.now() - from)
    if (page.redirected) throw new Error('An intake was not confirmed')
  }
  return times
}
