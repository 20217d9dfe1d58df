import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { MAX_PRACTICE_MAILS_PER_HOUR } from '../../content/limits.ts'
import { practice } from '../../content/practice.ts'
import { languages } from '../../forms/language.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { composeHeldMessagesMessage } from '../../tests/support/expected-messages.ts'
import { createNumberedFamilyFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { runScheduledAt, setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'

const deliveries = setUpPortal()
const { portalOrigin } = parseEnvironment(bindings)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const administrators = practice.coordinators.filter(({ administrator }) => administrator)
const subjects = languages.map(
  (language) => composeHeldMessagesMessage({ held: 0, unread: 0, portalOrigin }, language).subject,
)

const listReports = () => deliveries.filter(({ subject }) => subjects.includes(subject))
/** Lets the practice reach its limit for some hours. */
const fillHours = async (hours: number) => {
  for (let later = 0; later < hours; later++)
    await queryRows(
      "insert or replace into code_attempts values ('mail of the practice', ?, ?)",
      Math.floor(TEST_NOW / HOUR) + later,
      MAX_PRACTICE_MAILS_PER_HOUR,
    )
}
const sendNumberedIntake = (n: number) =>
  sendIntake({ ...createNumberedFamilyFields(intakeExamples.byOneParent.fields, n), device: ['own'] })

describe('when the practice’s limit holds messages', () => {
  it('the administrators are told at once how many wait and what to look at, and the limit does not hold that', async () => {
    await fillHours(3)
    for (let n = 0; n < 3; n++) await sendNumberedIntake(n)
    expect(deliveries).toEqual([])
    await runScheduledAt(TEST_NOW + MINUTE)
    const expected = administrators.map(({ email, languages: [language = 'en'] }) => {
      const { text } = composeHeldMessagesMessage({ held: 3, unread: 3, portalOrigin }, language)
      return [email, text]
    })
    expect(deliveries.map(({ to, text }) => [to, text])).toEqual(expected)
  })

  it('they are told once an hour at most, and again only when more is held', async () => {
    await fillHours(20)
    await sendNumberedIntake(1)
    for (let minute = 1; minute < 5; minute++) {
      await runScheduledAt(TEST_NOW + minute * MINUTE)
      await sendNumberedIntake(1 + minute)
    }
    expect(listReports()).toHaveLength(administrators.length)
    // What was held since is told when the hour has passed.
    await runScheduledAt(TEST_NOW + MINUTE + HOUR)
    expect(listReports()).toHaveLength(2 * administrators.length)
    expect(listReports().at(-1)?.text).toContain(': 5.')
    for (const later of [2, 3, 4]) await runScheduledAt(TEST_NOW + later * HOUR)
    expect(listReports()).toHaveLength(2 * administrators.length)
  })

  it('two runs at once tell it once', async () => {
    await fillHours(3)
    await sendNumberedIntake(1)
    await Promise.all([1, 2, 3].map(() => runScheduledAt(TEST_NOW + MINUTE)))
    expect(listReports()).toHaveLength(administrators.length)
  })

  it('nothing is told while nothing is held, or only one parent’s own messages wait', async () => {
    await sendNumberedIntake(1)
    await queryRows(
      "update outbox set outcome = 'queued', last_error = 'paced', next_attempt_at = ?",
      TEST_NOW + HOUR,
    )
    await runScheduledAt(TEST_NOW + MINUTE)
    expect(listReports()).toEqual([])
  })

  it.each(languages)('the message names nobody and no file, in %s', (language) => {
    const { subject, text } = composeHeldMessagesMessage({ held: 12, unread: 85, portalOrigin }, language)
    expect(subject + text).not.toMatch(/@|[0-9A-Z]{4}-[0-9A-Z]{4}/)
    expect(text).toContain(`${portalOrigin}${language === 'en' ? '' : `/${language}`}/desk/files/`)
    expect(text.match(/\b(12|85)\b/g)).toEqual(['12', '85'])
  })
})
