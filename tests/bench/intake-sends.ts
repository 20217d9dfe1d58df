import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { getFieldsPostedAtSending, listPagePosts } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Measure, median, roundToThousandths } from './measure.ts'

const SENDS_EACH = 15

/**
 * How long sending takes while the mail service hangs, beside the same with it up: mail must cost a parent nothing.
 * And how long the longest intake takes: twelve children and every field filled in.
 */
export async function measureIntakeSends(portal: Portal): Promise<Measure[]> {
  await measureSends(portal, 3)
  const up = await measureSends(portal, SENDS_EACH)
  const longest = await measureSends(portal, SENDS_EACH, () => intakeExamples.full.fields)
  const { related, unrelated } = await measureRelatedAndUnrelated(portal)
  await fetch(`${portal.services.origin}/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ latencyMs: 5000, status: 503 }),
  })
  const down = await measureSends(portal, SENDS_EACH)
  await fetch(`${portal.services.origin}/faults`, { method: 'DELETE' })
  return [
    {
      name: 'send-with-mail-down-beside-mail-up',
      value: roundToThousandths(median(down) / median(up)),
      unit: 'ratio of median time',
      goal: 1.25,
      better: 'lower',
    },
    {
      name: 'send-with-twelve-children-and-every-field',
      value: roundToThousandths(median(longest)),
      unit: 'ms, median until the confirmation page',
      goal: 300,
      better: 'lower',
    },
    {
      name: 'send-when-the-other-parent-is-in-a-file-beside-in-none',
      value: roundToThousandths(median(related) / median(unrelated)),
      unit: 'ratio of median time',
      goal: 1.1,
      better: 'lower',
    },
  ]
}

/** Parents whose other parent is in a file already beside parents whose other parent is in none, in turns. */
async function measureRelatedAndUnrelated(
  portal: Portal,
): Promise<{ related: number[]; unrelated: number[] }> {
  // Matched by phone and e-mail alone, so that families without these have nothing in common.
  const fields = Object.fromEntries(
    Object.entries(intakeExamples.byOneParent.fields).filter(
      ([name]) => !/^children|[bB]irthDate/.test(name),
    ),
  )
  const personInFile = { phone: ['604 555 0150'], email: ['known@example.com'] }
  await measureSends(portal, 1, () => ({ ...fields, ...personInFile }))
  const related: number[] = []
  const unrelated: number[] = []
  for (let pair = 0; pair < 2 * SENDS_EACH; pair++) {
    const stranger = (line: string) => ({
      ...fields,
      phone: [`416 555 ${1000 + pair}`],
      email: [`${line}-${pair}@example.com`],
      otherPhone: [`604 555 ${2000 + pair}`],
      otherEmail: [`other-of-${line}-${pair}@example.com`],
    })
    const relatedFields = { ...stranger('k'), otherPhone: personInFile.phone, otherEmail: personInFile.email }
    const sendRelated = async () => related.push(...(await measureSends(portal, 1, () => relatedFields)))
    const sendUnrelated = async () => unrelated.push(...(await measureSends(portal, 1, () => stranger('u'))))
    // Either goes first as often, so that neither is always the one after the other.
    for (const send of pair % 2 ? [sendRelated, sendUnrelated] : [sendUnrelated, sendRelated]) await send()
  }
  return { related, unrelated }
}

/** Milliseconds from pressing send to the confirmation page, each for a family of its own. */
async function measureSends(
  { origin }: Portal,
  count: number,
  fieldsOf: (sent: number) => FormFields = () => intakeExamples.byOneParent.fields,
): Promise<number[]> {
  const times: number[] = []
  for (let sent = 0; sent < count; sent++) {
    const fields = fieldsOf(sent)
    const visitor: FetchVisitor = { origin, cookie: '' }
    for (const { path, fields: posted } of listPagePosts(intakeForm, fields))
      await postForm(visitor, path, posted)
    const from = performance.now()
    await postForm(visitor, '/intake/send/', getFieldsPostedAtSending(intakeForm, fields))
    const page = await fetch(`${origin}/intake/sent/`, { headers: { Cookie: visitor.cookie } })
    await page.text()
    times.push(performance.now() - from)
    if (page.redirected) throw new Error('An intake was not confirmed')
  }
  return times
}
