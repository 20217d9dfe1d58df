import { afterEach, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { post, sendExample, type Visitor } from '../../dev/send-example-form.ts'
import type { Language } from '../../forms/language.ts'
import { eventually, mailbox, newConnection, portal } from './page-actions.ts'
import { anotherFamily } from './random-family.ts'

/** Sends the intake of a family nobody knows, from a connection of its own. */
const send = (language: Language) =>
  sendExample(
    portal.origin,
    intake,
    anotherFamily(intakeExamples.byOneParent.fields),
    language,
    newConnection(),
  )

const fault = (what: object) =>
  fetch(`${portal.services}/faults`, {
    method: 'POST',
    body: JSON.stringify(what),
    headers: { 'Content-Type': 'application/json' },
  })
const clearFaults = () => fetch(`${portal.services}/faults`, { method: 'DELETE' })
const runScheduled = () => fetch(`${portal.origin}/cdn-cgi/handler/scheduled`)

afterEach(async () => {
  await clearFaults()
})

async function confirmation(visitor: Visitor): Promise<{ status: number; reference: string; html: string }> {
  const answer = await fetch(`${portal.origin}/intake/sent/`, {
    headers: { Cookie: visitor.cookie },
    redirect: 'manual',
  })
  const html = await answer.text()
  return {
    status: answer.status,
    html,
    reference: /data-slot="reference"[^>]*>([^<]+)</.exec(html)?.[1] ?? '',
  }
}

/** How long the look-alike sits on an attempt. */
const HELD_MS = 5000

const mailAbout = async (reference: string) =>
  (await mailbox()).filter(({ subject }) => subject.includes(reference))

it('gives one file, one mail and the same page to 50 concurrent and 50 later replays of one send', async () => {
  const visitor = await send('en')
  const first = await confirmation(visitor)
  const replay = async () => {
    const again: Visitor = { ...visitor }
    const answer = await post(again, '/intake/send/', {})
    return { status: answer.status, page: await confirmation(again) }
  }
  const replays = await Promise.all(Array.from({ length: 50 }, replay))
  for (let count = 0; count < 50; count++) replays.push(await replay())
  for (const { status, page } of replays) {
    expect(status).toBe(303)
    expect(page.html).toBe(first.html)
  }
  await eventually('the mail', async () => ((await mailAbout(first.reference)).length ? true : undefined))
  await runScheduled()
  expect(await mailAbout(first.reference)).toHaveLength(1)
})

it('confirms while the mail service does not answer, and sends the mail once when it is back', async () => {
  await fault({ latencyMs: HELD_MS, status: 503 })
  const start = Date.now()
  const visitor = await send('en')
  const { status, reference } = await confirmation(visitor)
  expect(status).toBe(200)
  // The provider still holds its answer: the page did not wait for it.
  expect(Date.now() - start).toBeLessThan(HELD_MS)
  expect(await mailAbout(reference)).toHaveLength(0)
  await clearFaults()
  await eventually(
    'the mail after the service is back',
    async () => {
      await runScheduled()
      return (await mailAbout(reference)).length ? true : undefined
    },
    110,
  )
  await runScheduled()
  await runScheduled()
  expect(await mailAbout(reference)).toHaveLength(1)
}, 120_000)

it('does not send a mail twice when the service took it and its answer was lost', async () => {
  await fault({ timeoutAfterAccepting: 200, count: 1 })
  const visitor = await send('fr')
  const { reference } = await confirmation(visitor)
  await eventually('the mail', async () => ((await mailAbout(reference)).length ? true : undefined))
  const lost = Date.now()
  await eventually(
    'the second attempt',
    async () => {
      await runScheduled()
      return Date.now() - lost > 7000 ? true : undefined
    },
    20,
  )
  expect(await mailAbout(reference)).toHaveLength(1)
}, 60_000)
