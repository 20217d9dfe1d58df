import { practice } from '../../../content/practice.ts'
import { remindOfSession, toRemindBy } from '../../../db/appointment-reminders.ts'
import type { Environment } from '../../environment.ts'
import { errorFields, log } from '../../http/log.ts'
import { sessionMail } from './appointment-messages.ts'
import { openDetails } from './attendance-details.ts'

/**
 * Reminds parents of sessions that come near, once, and only at an address they called safe; of a joint one not while an
 * order is left to read. Whether the address is still safe is looked at again when the mail leaves. One that fails is
 * tried again with the next run and keeps no other waiting.
 */
export async function remindOfSessions(env: Environment, now: number): Promise<void> {
  for (const due of await toRemindBy(env.db, now, now + practice.reminderHours * 3_600_000)) {
    await remindOf(env, due, now).catch((error: unknown) =>
      log('reminder_fault', { attendance: due.attendanceId, ...errorFields(error) }),
    )
  }
}

type Due = Awaited<ReturnType<typeof toRemindBy>>[number]

async function remindOf(env: Environment, due: Due, now: number): Promise<void> {
  const details = await openDetails(env, due.attendanceId, due.details)
  const mail = due.frozen === 1 ? [] : await sessionMail(env, 'reminder', { ...due, details }, due, now)
  await remindOfSession(env.db, due, now, mail)
}
