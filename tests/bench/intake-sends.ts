import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { post, type Visitor } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { declarationOf, postsOf } from '../../forms/example.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { type Measure, median, rounded } from './measure.ts'

const SENDINGS = 15

/**
 * How long sending takes while the mail service hangs, beside the same with it up: mail must cost a parent nothing.
 * And how long the longest intake takes: twelve children and every field filled in.
 */
export async function sending(portal: Portal): Promise<Measure[]> {
  await sendMany(portal, 3)
  const up = await sendMany(portal, SENDINGS)
  const longest = await sendMany(portal, SENDINGS, () => intakeExamples.full.fields)
  const { known, unknown } = await sendKnownAndUnknown(portal)
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
    {
      name: 'send-with-twelve-children-and-every-field',
      value: rounded(median(longest)),
      unit: 'ms, median until the confirmation page',
      goal: 300,
      better: 'lower',
    },
    {
      name: 'send-when-the-other-parent-is-known-beside-unknown',
      value: rounded(median(known) / median(unknown)),
      unit: 'ratio of median time',
      goal: 1.1,
      better: 'lower',
    },
  ]
}

/** Parents whose other parent is in a file already beside parents whose other parent is in none, in turns. */
async function sendKnownAndUnknown(portal: Portal): Promise<{ known: number[]; unknown: number[] }> {
  // Known by phone and e-mail alone, so that families without these have nothing in common.
  const fields = Object.fromEntries(
    Object.entries(intakeExamples.byOneParent.fields).filter(
      ([name]) => !/^children|[bB]irthDate/.test(name),
    ),
  )
  const inFile = { phone: ['604 555 0150'], email: ['known@example.com'] }
  await sendMany(portal, 1, () => ({ ...fields, ...inFile }))
  const known: number[] = []
  const unknown: number[] = []
  for (let pair = 0; pair < 2 * SENDINGS; pair++) {
    const stranger = (line: string) => ({
      ...fields,
      phone: [`416 555 ${1000 + pair}`],
      email: [`${line}-${pair}@example.com`],
      otherPhone: [`604 555 ${2000 + pair}`],
      otherEmail: [`other-of-${line}-${pair}@example.com`],
    })
    const ofKnown = { ...stranger('k'), otherPhone: inFile.phone, otherEmail: inFile.email }
    const sendKnown = async () => known.push(...(await sendMany(portal, 1, () => ofKnown)))
    const sendUnknown = async () => unknown.push(...(await sendMany(portal, 1, () => stranger('u'))))
    // Either goes first as often, so that neither is always the one after the other.
    for (const send of pair % 2 ? [sendKnown, sendUnknown] : [sendUnknown, sendKnown]) await send()
  }
  return { known, unknown }
}

/** Milliseconds from pressing send to the confirmation page, each for a family of its own. */
async function sendMany(
  { origin }: Portal,
  count: number,
  fieldsOf: (sent: number) => Fields = () => intakeExamples.byOneParent.fields,
): Promise<number[]> {
  const times: number[] = []
  for (let sent = 0; sent < count; sent++) {
    const fields = fieldsOf(sent)
    const visitor: Visitor = { origin, cookie: '' }
    for (const { path, fields: posted } of postsOf(intake, fields)) await post(visitor, path, posted)
    const from = performance.now()
    await post(visitor, '/intake/send/', declarationOf(intake, fields))
    const page = await fetch(`${origin}/intake/sent/`, { headers: { Cookie: visitor.cookie } })
    await page.text()
    times.push(performance.now() - from)
    if (page.redirected) throw new Error('An intake was not confirmed')
  }
  return times
}
