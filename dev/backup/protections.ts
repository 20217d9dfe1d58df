/** What an audit export holds of a table, and what a restore takes from it. */
export interface Protection {
  /** The columns beside the primary key; every one if it is left out. Of sealed ones it holds whether they are empty. */
  readonly columns?: readonly string[]
  /** Further columns of which it holds whether they are empty, since an erasure empties them. */
  readonly blanks?: readonly string[]
  /** Whether a row that is missing there was deleted since, and stays so. */
  readonly erases?: true
  /** Whether a row goes once everything of its family was erased. One that is missing for another reason stays. */
  readonly goesWithFamily?: true
  /** Whether rows that are new there are added, and those that changed are taken as they are there. */
  readonly takesRows?: true
}

const TAKEN = { takesRows: true, erases: true } as const
const KEYS = { columns: [], erases: true } as const

/**
 * What is taken from the newest audit export, by table: the record, whatever withdraws, stops, forbids or revokes, and the
 * keys of what can be deleted. Contact rules stay sealed in it, and they say which addresses and numbers are safe.
 */
export const protections: Readonly<Record<string, Protection>> = {
  audit_events: {},
  ring_keys: { takesRows: true },
  form_versions: { takesRows: true },
  erasures: { takesRows: true },
  // A file that was opened again since is closed in the backup, and stays so: with its term.
  file_retentions: { takesRows: true },
  calendar_feeds: TAKEN,
  authorisations: TAKEN,
  order_readings: TAKEN,
  contact_holds: TAKEN,
  call_attempts: TAKEN,
  call_reopenings: TAKEN,
  screenings: TAKEN,
  contact_entries: TAKEN,
  invitations: TAKEN,
  joining_codes: TAKEN,
  files: { columns: ['reference', 'stage', 'merged_into_id'], erases: true },
  // A merge deletes a row of a parent, too, and a restore does not make that again.
  parents: {
    goesWithFamily: true,
    columns: [
      ...['sealed_contact_rules', 'status', 'application_withdrawn_at', 'joint_consented_at'],
      ...['access_code_hash', 'access_code_replaced_at', 'access_code_replaced_by'],
      ...['access_code_confirmed_at', 'access_code_confirmed_by', 'access_code_confirmed_through'],
    ],
    blanks: ['urgency', 'booking_coordinator_id'],
  },
  appointments: { columns: ['cancelled_at', 'cancelled_by', 'sequence'], erases: true },
  outbox: { columns: ['email_problem'], erases: true },
  drafts: { columns: ['resume_code_hash'], erases: true },
  draft_sections: { columns: ['revision'], erases: true },
  submissions: KEYS,
  match_tokens: KEYS,
  attendances: KEYS,
  time_requests: KEYS,
  notes: KEYS,
  reminders: KEYS,
  sent_letters: KEYS,
}

/** The tables of which an audit export needs nothing, and why. */
export const unprotected: Readonly<Record<string, string>> = {
  search_tokens: 'they go with what was erased of their file',
  appointment_slots: 'they go with their appointment',
  code_attempts: 'they count one hour',
  searches: 'they are a record, and nobody is found by them',
  availability: 'it is a coordinator’s own',
  absences: 'they are a coordinator’s own',
  coordinator_mail_settings: 'they are a coordinator’s own',
  key_rotations: 'the scheduled work begins anew',
  audit_checks: 'the scheduled work carries on',
  scheduled_jobs: 'the scheduled work writes it anew',
  operation_days: 'a day of the portal, not of a family',
}
