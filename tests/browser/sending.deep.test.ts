import { afterEach, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { AcceptedMail } from '../../dev/services/index.ts'
import type { Language } from '../../forms/language.ts'
import { fetchMailbox, waitForMails } from './mailbox.ts'
import { portal } from './page-actions.ts'
import { fetchConfirmationPage, sendIntakeToPortal } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'
import { waitForResult } from './wait-for.ts'
import { readLogEvents } from './worker-log.ts'

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

const findMailAbout = async (reference: string) =>
  (await fetchMailbox()).filter(({ subject }) => subject.includes(reference))

async function waitForMailAbout(reference: string): Promise<AcceptedMail | undefined> {
  const [mail] = await waitForMails(`the mail about ${reference}`, ({ subject }) =>
    subject.includes(reference),
  )
  return mail
}

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
  await waitForMailAbout(first.reference)
  await runScheduled()
  expect(await findMailAbout(first.reference)).toHaveLength(1)
})

it('confirms while the mail service does not answer, and sends the mail once when it is back', async () => {
  const eventsBefore = readLogEvents().length
  await setMailFault({ latencyMs: 1000, status: 503 })
  const { status, reference } = await fetchConfirmationPage(await sendRandomIntake('en'))
  expect(status).toBe(200)
  const events = await waitForResult('the end of the first attempt', async () => {
    const logged = readLogEvents().slice(eventsBefore)
    return logged.some(({ event }) => event === 'message_not_sent') ? logged : undefined
  })
  // The order of what is logged shows that the page did not wait for the provider.
  const sent = events.find(({ event }) => event === 'form_sent')
  const answered = events.findIndex(({ event, request }) => event === 'request' && request === sent?.request)
  expect(answered).toBeGreaterThanOrEqual(0)
  expect(answered).toBeLessThan(events.findIndex(({ event }) => event === 'message_not_sent'))
  expect(await findMailAbout(reference)).toHaveLength(0)

  await clearMailFaults()
  await waitForResult('the mail after the service is back', async () => {
    await runScheduled()
    return (await findMailAbout(reference)).length ? true : undefined
  })
  await runScheduled()
  await runScheduled()
  expect(await findMailAbout(reference)).toHaveLength(1)
})

it('does not send a mail twice when the service took it and its answer was lost', async () => {
  await setMailFault({ timeoutAfterAccepting: 200 })
  const { reference } = await fetchConfirmationPage(await sendRandomIntake('fr'))
  const mail = await waitForMailAbout(reference)
  await clearMailFaults()
  const secondAttempt = await waitForResult('the second attempt', async () => {
    await runScheduled()
    return readLogEvents().find((one) => one.event === 'message_sent' && one.mail === mail?.idempotencyKey)
  })
  expect(secondAttempt.attempts).toBeGreaterThan(1)
  expect(await findMailAbout(reference)).toHaveLength(1)
})
