import { findAuditActionDefinition } from '../../content/record/audit-actions.ts'
import type { NewestState } from './newest-state.ts'

/** The actions whose effect a restore brings forward from the audit export. Readings have none. */
const BROUGHT_FORWARD = [
  ...['application_withdrawn', 'contact_rules_changed', 'parent_email_removed', 'email_returned'],
  ...[
    'authorisation_requested',
    'authorisation_granted',
    'authorisation_withdrawn',
    'authorisation_declined',
  ],
  ...[
    'authorisation_expiring',
    'order_read',
    'contact_hold_put_back',
    'order_expired',
    'call_attempt_recorded',
  ],
  ...['calls_reopened', 'invitation_created', 'invitation_declined', 'joining_code_given'],
  ...['joining_code_taken_back', 'joining_code_declined', 'access_code_replaced', 'access_code_confirmed'],
  ...['access_code_ended', 'contact_logged', 'contact_amended', 'screening_noted', 'screening_amended'],
  ...['closed', 'dismissed', 'appointment_cancelled', 'joint_consent_withdrawn', 'message_dropped'],
  ...['note_draft_deleted', 'reminder_removed', 'text_sent', 'data_erased'],
  ...['retention_held', 'retention_released'],
]

/**
 * Lists what happened in a file after it was backed up and has to be done again, by hand: its action and how often. What the
 * record alone tells cannot be made again from it, such as answers that were added.
 */
export function listWhatToDoAgain(actions: readonly string[]): string[] {
  const lost = actions.filter(
    (action) => !BROUGHT_FORWARD.includes(action) && findAuditActionDefinition(action)?.kind !== 'reading',
  )
  return [...Map.groupBy(lost, (action) => action)].map(([action, times]) =>
    times.length === 1 ? action : `${action} × ${times.length}`,
  )
}

/** Lists the references of the files that the audit export has and the backup does not. */
export const listLaterFiles = (
  newest: NewestState,
  hasRow: (table: string, key: string) => boolean,
): string[] =>
  newest.list('files').flatMap(([key, { reference }]) => (hasRow('files', key) ? [] : [String(reference)]))
