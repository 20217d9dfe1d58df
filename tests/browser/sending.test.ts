import { afterEach, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { Language } from '../../forms/language.ts'
import { fetchMailbox, portal, waitForResult } from './page-actions.ts'
import { fetchConfirmationPage, sendIntakeToPortal } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** Sends the intake of a family nobody knows. */
const sendRandomIntake = (language: Language) =>
  sendIntakeToPortal(createRandomFamilyFields(intakeExamples.byOneParent.fields), language)

const setMailFault = (what: object) =>
  fetch(`${portal.services}/faults`, {
    method: 'POST',
    body: JSON.stringify(what),
    headers: { 'Content-Type': 'application/json' },
  })
const clearMailFaults = () => fetch(`${portal.services}/faults`, { method: 'DELETE' })
const runScheduled = () => fetch(`${portal.origin}/cdn-cgi/handler/scheduled`)

afterEach(async () => {
  await clearMailFaults()
})

/** How long the look-alike sits on an attempt. */
const PROVIDER_DELAY_MS = 5000

const findMailAbout = async (reference: string) =>
  (await fetchMailbox()).filter(({ subject }) => subject.includes(reference))

it('gives one file, one mail and the same page to 50 concurrent and 50 later replays of one send', async () => {
  const visitor = await sendRandomIntake('en')
  const first = await fetchConfirmationPage(visitor)
  const replay = async () => {
    const again: FetchVisitor = { ...visitor }
    const answer = await postForm(again, '/intake/send/', {})
    return { status: answer.status, page: await fetchConfirmationPage(again) }
  }
  const replays = await Promise.all(Array.from({ length: 50 }, replay))
  for (let count = 0; count < 50; count++) replays.push(await replay())
  for (const { status, page } of replays) {
    expect(status).toBe(303)
    expect(page.html).toBe(first.html)
  }
  await waitForResult('the mail', async () =>
    (await findMailAbout(first.reference)).length ? true : undefined,
  )
  await runScheduled()
  expect(await findMailAbout(first.reference)).toHaveLength(1)
})

it('confirms while the mail service does not answer, and sends the mail once when it is back', async () => {
  await setMailFault({ latencyMs: PROVIDER_DELAY_MS, status: 503 })
  const start = Date.now()
  const visitor = await sendRandomIntake('en')
  const { status, reference } = await fetchConfirmationPage(visitor)
  expect(status).toBe(200)
  // The provider still holds its answer: the page did not wait for it.
  expect(Date.now() - start).toBeLessThan(PROVIDER_DELAY_MS)
  expect(await findMailAbout(reference)).toHaveLength(0)
  await clearMailFaults()
  await waitForResult(
    'the mail after the service is back',
    async () => {
      await runScheduled()
      return (await findMailAbout(reference)).length ? true : undefined
    },
    110,
  )
  await runScheduled()
  await runScheduled()
  expect(await findMailAbout(reference)).toHaveLength(1)
}, 120_000)

it('does not send a mail twice when the service took it and its answer was lost', async () => {
  await setMailFault({ timeoutAfterAccepting: 200, count: 1 })
  const visitor = await sendRandomIntake('fr')
  const { reference } = await fetchConfirmationPage(visitor)
  await waitForResult('the mail', async () => ((await findMailAbout(reference)).length ? true : undefined))
  const lost = Date.now()
  await waitForResult(
    'the second attempt',
    async () => {
      await runScheduled()
      return Date.now() - lost > 7000 ? true : undefined
    },
    20,
  )
  expect(await findMailAbout(reference)).toHaveLength(1)
}, 60_000)
