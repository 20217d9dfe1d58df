import { expect, it, vi } from 'vitest'
import { operationCheckWording } from '../../content/operations/operation-check-wording.ts'
import { practice } from '../../content/practice.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, runScheduledWork } from '../../tests/support/test-portal.ts'

/** Before the hour from which a day is looked at. */
const NIGHT = Date.UTC(2026, 11, 1, 11, 59)
const MINUTE = 60_000

const deliveries = setUpPortal({ now: NIGHT })

const administrators = practice.coordinators.filter(({ administrator }) => administrator)
const listMails = () => deliveries

async function runAt(at: number) {
  vi.setSystemTime(at)
  await runScheduledWork()
}

/** Makes the mail keys older than a year, which needs somebody. */
const ageKeys = () => bindings.DB.prepare(`update ring_keys set created_at = 1 where purpose = 'mail'`).run()

it('e-mails each administrator once a day what needs somebody, from noon in UTC', async () => {
  const logs = captureConsole()
  await runAt(NIGHT)
  await ageKeys()
  for (let minute = 1; minute < 5; minute++) await runAt(NIGHT + minute * MINUTE)
  expect(listMails().flatMap(({ to }) => to)).toEqual(administrators.map(({ email }) => email))
  for (const { text, subject } of listMails()) {
    expect(text).toContain(operationCheckWording.keys.label.en)
    expect(text).toContain('/desk/operations/')
    expect(subject).not.toContain(operationCheckWording.keys.label.en)
  }
  expect(logs.eventsNamed('operations_checked')).toMatchObject([{ due: ['keys'] }])
  await runAt(NIGHT + 23 * 60 * MINUTE)
  expect(listMails()).toHaveLength(administrators.length)
  for (const minute of [1, 2]) await runAt(NIGHT + (24 * 60 + minute) * MINUTE)
  expect(listMails()).toHaveLength(2 * administrators.length)
})

it('e-mails nobody on a day that needs nobody, and looks once', async () => {
  const logs = captureConsole()
  for (let minute = 0; minute < 4; minute++) await runAt(NIGHT + minute * MINUTE)
  expect(listMails()).toEqual([])
  expect(logs.eventsNamed('operations_checked')).toMatchObject([{ due: [] }])
})
