import { deleteExpiredHolds } from '../db/booking.ts'
import { deleteExpiredDrafts, deleteOldCodeAttempts } from '../db/drafts.ts'
import { createApp } from './app.ts'
import { sendExpiryReminders } from './authorisation/expiry-reminders.ts'
import { sendAppointmentReminders } from './booking/reserve/appointment-reminders.ts'
import { type Bindings, environment } from './environment.ts'
import { hourSinceEpoch } from './http/code-attempts.ts'
import { errorFields, log } from './log.ts'
import { drainOutbox } from './mail/drain.ts'
import { registeredForms } from './registered-forms.ts'

export const app = createApp(registeredForms)

export default {
  fetch: app.fetch,
  /**
   * Every minute: sends reminders and the mail that is due, deletes drafts and holds that have expired and the code
   * attempts of past hours. One failing stops no other.
   */
  async scheduled(_controller, bindings, _context) {
    const env = environment(bindings)
    const reminders = [sendExpiryReminders(env, Date.now()), sendAppointmentReminders(env, Date.now())]
    const ended = await Promise.allSettled([
      ...reminders,
      // After them, so that what they queue leaves in the same run.
      Promise.allSettled(reminders).then(() => drainOutbox(env, Date.now)),
      deleteExpiredDrafts(env.db, Date.now()),
      deleteExpiredHolds(env.db, Date.now()),
      deleteOldCodeAttempts(env.db, hourSinceEpoch(Date.now())),
    ])
    const faults = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
    for (const fault of faults) log('scheduled_error', errorFields(fault))
    // The platform keeps the message of what is thrown, and a query's message quotes its parameters.
    if (faults.length > 0) throw new Error('The scheduled work failed; its faults are in the log')
  },
} satisfies ExportedHandler<Bindings>
