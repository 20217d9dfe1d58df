import { practice } from '../../../content/practice.ts'
import { HOUR_MS } from '../../../content/time/units.ts'
import {
  listDueAppointmentReminders,
  recordAppointmentReminderAndQueueMessages,
} from '../../../db/appointment-reminders.ts'
import type { Environment } from '../../environment.ts'
import { getErrorLogFields, log } from '../../log.ts'
import { buildAppointmentOutboxRowsToParent } from './appointment-messages.ts'
import { unsealAttendanceDetails } from './attendance-details.ts'

/**
 * Reminds parents once of an upcoming appointment, and only at an address they called safe; never of a joint one under
 * a contact hold. Delivery checks again whether the address is still safe. A reminder that fails is tried again in the
 * next run and does not delay the others.
 */
export async function queueAppointmentReminders(env: Environment, now: number): Promise<void> {
  for (const due of await listDueAppointmentReminders(env.db, now, now + practice.reminderHours * HOUR_MS)) {
    await sendAppointmentReminder(env, due, now).catch((error: unknown) =>
      log('reminder_failed', { attendance: due.attendanceId, ...getErrorLogFields(error) }),
    )
  }
}

type DueReminder = Awaited<ReturnType<typeof listDueAppointmentReminders>>[number]

async function sendAppointmentReminder(env: Environment, due: DueReminder, now: number): Promise<void> {
  const details = await unsealAttendanceDetails(env, due.attendanceId, due.sealedDetails)
  const messages =
    due.hasContactHold === 1
      ? []
      : await buildAppointmentOutboxRowsToParent(env, 'reminder', { ...due, details }, due, now)
  await recordAppointmentReminderAndQueueMessages(env.db, due, now, messages)
}
