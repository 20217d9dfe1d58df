import { beforeEach, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { createParentWithDraft, saveIntakeSection } from '../../tests/support/intake-drafts.ts'
import {
  failConnection,
  type MailDelivery,
  mockMailProvider,
} from '../../tests/support/mock-mail-provider.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { drainOutbox } from '../mail/drain.ts'

const { byConsent } = intakeExamples

setUpPortal()

let parent: Visitor
let attempts: MailDelivery[]

beforeEach(async () => {
  parent = await createParentWithDraft(byConsent.fields)
  attempts = mockMailProvider(failConnection)
  await parent.post('/intake/resume-code/', { press: ['mail'] })
  expect(attempts).toHaveLength(1)
  attempts.length = 0
})

/** Lets the provider work again, and drains the outbox an hour later. */
const drainOnceProviderWorks = async () => {
  const deliveries = mockMailProvider()
  await drainOutbox(parseEnvironment(bindings), () => Date.now() + 3_600_000)
  return deliveries
}

const listMessages = () => queryRows('select outcome, last_error, sealed_message, depends_on from outbox')

it('mails the code once the provider works again, while the draft stands as it was', async () => {
  await saveIntakeSection(parent, 'you')
  expect(await drainOnceProviderWorks()).toHaveLength(1)
})

it.each<[string, () => Promise<unknown>]>([
  [
    'the address was marked unsafe',
    () =>
      saveIntakeSection(parent, 'reaching-you', {
        ...byConsent.fields,
        emailSafe: ['no'],
        mailSubject: [''],
      }),
  ],
  [
    'another address was given',
    () => saveIntakeSection(parent, 'reaching-you', { ...byConsent.fields, email: ['ida.new@example.org'] }),
  ],
  ['the draft was deleted', () => parent.post('/intake/delete/')],
  [
    'the device was called shared',
    () => saveIntakeSection(parent, 'start', { device: ['shared'], route: ['one-parent'] }),
  ],
  ['another code was asked for', () => parent.post('/intake/resume-code/', { press: ['show'] })],
])('mails no code once %s', async (_, happens) => {
  await happens()
  expect(await drainOnceProviderWorks()).toEqual([])
  expect(await listMessages()).toEqual([
    { outcome: 'failed', last_error: 'ended', sealed_message: '', depends_on: null },
  ])
})
