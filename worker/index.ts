import type { ScheduledJobName } from '../content/operations/scheduled-jobs.ts'
import { deleteExpiredHolds } from '../db/booking.ts'
import { deleteOldCodeAttempts } from '../db/code-attempts.ts'
import { deleteExpiredDrafts } from '../db/drafts.ts'
import { createApp } from './app.ts'
import { queueExpiryReminders } from './authorisation/expiry-reminders.ts'
import { queueOrderExpiryNews } from './authorisation/order-expiry.ts'
import { queueAppointmentReminders } from './booking/reserve/appointment-reminders.ts'
import { type Bindings, parseEnvironment } from './environment.ts'
import { getHoursSinceEpoch } from './http/code-attempts.ts'
import { getErrorLogFields, log } from './log.ts'
import { queueDailyDigests } from './mail/daily-digest.ts'
import { drainOutbox } from './mail/drain.ts'
import { reportHeldMessages } from './mail/held-messages.ts'
import { checkKeysOrAlert } from './mail/key-alert.ts'
import { recordRun } from './operations/record-run.ts'
import { checkRecordStep } from './record/check-record.ts'
import { registeredForms } from './registered-forms.ts'
import { retentionStep } from './retention/retention-step.ts'
import { deleteRetiredTokens } from './rotation/derive-tokens-anew.ts'
import { rotateKeysStep } from './rotation/rotate-keys.ts'
import { loadMovedWordings } from './site/moved-wordings.ts'

export const app = createApp(registeredForms)

export default {
  fetch: app.fetch,
  /**
   * Runs every minute: checks the keys, and does nothing but alert while one is missing or wrong. Otherwise sends due
   * reminders, digests and messages, tells that messages are held, deletes expired drafts and holds and the code attempts of
   * past hours, and makes a step of each long work: checking the record, retention, and bringing what is stored under the
   * newest keys. A job that fails stops no other. Records how each ended, and once a day e-mails what needs somebody.
   */
  async scheduled(_controller, bindings, _context) {
    const env = parseEnvironment(bindings)
    const ringKeys = await checkKeysOrAlert(env, Date.now()).catch((error: unknown) => {
      log('scheduled_error', getErrorLogFields(error))
      throw new Error('The keys could not be checked, or are missing or wrong; the log tells which')
    })
    // A failure is logged. A job that needs a wording then fails, and is tried again in a minute.
    await loadMovedWordings(env).catch(() => undefined)
    const now = Date.now()
    const reminders = {
      'expiry-reminders': queueExpiryReminders(env, now),
      'appointment-reminders': queueAppointmentReminders(env, now),
      'order-expiry': queueOrderExpiryNews(env, now),
      'record-check': checkRecordStep(env, now),
      'held-messages': reportHeldMessages(env, now),
      'daily-digests': queueDailyDigests(env, now),
    }
    const jobs: Readonly<Record<ScheduledJobName, Promise<unknown>>> = {
      ...reminders,
      // Follows the reminders, so that what they queue is sent in the same run.
      outbox: Promise.allSettled(Object.values(reminders)).then(() => drainOutbox(env, Date.now)),
      retention: retentionStep(env, now),
      'expired-drafts': deleteExpiredDrafts(env.db, now),
      'expired-holds': deleteExpiredHolds(env.db, now),
      'key-rotation': rotateKeysStep(env, ringKeys, now),
      'retired-tokens': deleteRetiredTokens(env, ringKeys),
      'code-attempts': deleteOldCodeAttempts(env.db, getHoursSinceEpoch(now)).execute(),
    }
    const ended = await Promise.allSettled(Object.values(jobs))
    const faults = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
    for (const fault of faults) log('scheduled_error', getErrorLogFields(fault))
    await recordRun(env, Object.keys(jobs), ended, Date.now()).catch((error: unknown) => {
      faults.push(error)
      log('scheduled_error', getErrorLogFields(error))
    })
    // The platform stores the message of a thrown error, and the message of a failed query quotes its parameters.
    if (faults.length > 0) throw new Error('The scheduled work failed; its faults are in the log')
  },
} satisfies ExportedHandler<Bindings>
