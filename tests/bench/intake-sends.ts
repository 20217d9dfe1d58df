import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { getFieldsPostedAtSending, listPagePosts } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Measure, measureRatiosInPairs, summariseRuns } from './measure.ts'
import { createProcessorTimer } from './processor-time.ts'
import { createFamilyConnectionHeaders, letHourPass } from './start-bench-portal.ts'

/** Enough pairs for a median within two percent: single sends differ by ten. */
const PAIRS = 40
const SENDS_WHILE_MAIL_HANGS = 15
/** How long the mail service keeps each request waiting: many times as long as all these sends take together. */
const MAIL_HANGS_MS = 3_600_000
/** More mails than are tried meanwhile. */
const MOST_MAILS = 1_000

/**
 * Mail must cost a parent nothing: no confirmation waits for a mail service that hangs. And the work of a send must
 * not tell whether the other parent is in a file already.
 */
export async function measureIntakeSends(portal: Portal): Promise<Measure[]> {
  return [
    {
      name: 'send-when-the-other-parent-is-in-a-file-beside-in-none',
      ...summariseRuns(await measureRelatedBesideUnrelated(portal)),
      unit: 'ratio of processor time, in pairs',
      goal: 1.1,
      better: 'lower',
    },
    {
      name: 'sends-confirmed-only-after-a-mail-service-that-hangs-answered',
      value: await countSendsThatWaitForMail(portal),
      unit: `of ${SENDS_WHILE_MAIL_HANGS} sends`,
      goal: 0,
      better: 'lower',
    },
  ]
}

/** Ratios of the processor time of a send whose other parent is in a file already, to one whose is in none. */
async function measureRelatedBesideUnrelated({ origin }: Portal): Promise<number[]> {
  // Matched by phone and e-mail alone, so that families without these have nothing in common.
  const fields = Object.fromEntries(
    Object.entries(intakeExamples.byOneParent.fields).filter(
      ([name]) => !/^children|[bB]irthDate/.test(name),
    ),
  )
  const personInFile = { phone: ['604 555 0150'], email: ['known@example.com'] }
  await (await fillIntake(origin, { ...fields, ...personInFile })).send()
  const stranger = (line: string, pair: number) => ({
    ...fields,
    phone: [`416 555 ${1000 + pair}`],
    email: [`${line}-${pair}@example.com`],
    otherPhone: [`604 555 ${2000 + pair}`],
    otherEmail: [`other-of-${line}-${pair}@example.com`],
  })
  const knownOther = { otherPhone: personInFile.phone, otherEmail: personInFile.email }
  const measureProcessorMs = createProcessorTimer(Number(new URL(origin).port))
  const measureSend = async (sent: FormFields) => measureProcessorMs((await fillIntake(origin, sent)).send)
  return measureRatiosInPairs(
    PAIRS,
    (pair) => measureSend({ ...stranger('k', pair), ...knownOther }),
    (pair) => measureSend(stranger('u', pair)),
  )
}

/** Counts the sends after whose confirmation the mail service had accepted a mail, although it keeps each waiting. */
async function countSendsThatWaitForMail({ origin, services }: Portal): Promise<number> {
  // Over the practice's limit, mail would wait for another hour and not for the mail service.
  await letHourPass(origin)
  const [faults, emails] = [`${services.origin}/faults`, `${services.origin}/emails`]
  await fetch(faults, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ latencyMs: MAIL_HANGS_MS, count: MOST_MAILS }),
  })
  await fetch(emails, { method: 'DELETE' })
  let waited = 0
  for (let sent = 0; sent < SENDS_WHILE_MAIL_HANGS; sent++) {
    await (await fillIntake(origin, intakeExamples.byOneParent.fields)).send()
    const accepted = (await (await fetch(emails)).json()) as unknown[]
    if (accepted.length > 0) waited += 1
    await fetch(emails, { method: 'DELETE' })
  }
  const [fault] = (await (await fetch(faults)).json()) as { count?: number }[]
  if (fault?.count === undefined || fault.count === MOST_MAILS)
    throw new Error('No mail was tried while the mail service hung')
  await fetch(faults, { method: 'DELETE' })
  return waited
}

/** Fills in the intake of a family of its own, up to the button that sends it. */
async function fillIntake(origin: string, fields: FormFields): Promise<{ send: () => Promise<void> }> {
  const visitor: FetchVisitor = { origin, cookie: '', headers: createFamilyConnectionHeaders() }
  for (const { path, fields: posted } of listPagePosts(intakeForm, fields))
    await postForm(visitor, path, posted)
  return {
    send: async () => {
      await postForm(visitor, '/intake/send/', getFieldsPostedAtSending(intakeForm, fields))
      const page = await fetch(`${origin}/intake/sent/`, { headers: { Cookie: visitor.cookie } })
      await page.text()
      if (page.redirected) throw new Error('An intake was not confirmed')
    },
  }
}
