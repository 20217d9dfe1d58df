import { practice } from '../../../content/practice.ts'
import { listDueAppointmentReminders, recordAppointmentReminder } from '../../../db/appointment-reminders.ts'
import type { Environment } from '../../environment.ts'
import { errorFields, log } from '../../log.ts'
import { buildAppointmentMessages } from './appointment-messages.ts'
import { openAttendanceDetails } from './attendance-details.ts'

/**
 * Reminds parents of appointments that come near, once, and only at an address they called safe; of a joint one not
 * while there is a contact hold. Whether the address is still safe is checked again when the message is delivered. A
 * reminder that fails is tried again with the next run and does not hold up the others.
 */
export async function sendAppointmentReminders(env: Environment, now: number): Promise<void> {
  for (const due of await listDueAppointmentReminders(
    env.db,
    now,
    now + practice.reminderHours * 3_600_000,
  )) {
    await sendAppointmentReminder(env, due, now).catch((error: unknown) =>
      log('reminder_failed', { attendance: due.attendanceId, ...errorFields(error) }),
    )
  }
}

type DueReminder = Awaited<ReturnType<typeof listDueAppointmentReminders>>[number]

async function sendAppointmentReminder(env: Environment, due: DueReminder, now: number): Promise<void> {
  const details = await openAttendanceDetails(env, due.attendanceId, due.sealedDetails)
  const messages =
    due.hasContactHold === 1
      ? []
      : await buildAppointmentMessages(env, 'reminder', { ...due, details }, due, now)
  await recordAppointmentReminder(env.db, due, now, messages)
}
