// Limits that two places go by: what is said or asked for in one, and held to in the other.

/** A call can be recorded this long after it was made, or not at all. */
export const CALL_RECORDING_DAYS = 7

/** The desk lists this many of the messages about a file, newest first: what was sent long ago is no news. */
export const MAX_LISTED_MESSAGES = 10

/** A parent is told this long before their authorisation expires, “a week” in the words they sign. */
export const EXPIRY_REMINDER_DAYS = 7

/** How many letters a code has, and in groups of how many it is written. */
export interface CodeShape {
  readonly letters: number
  readonly group: number
}

/** The code that resumes a form or opens “Your file”: `K7Q4-9MX2-PT5H-W3ZC`. */
export const PRIVATE_CODE_SHAPE: CodeShape = { letters: 16, group: 4 }

/** The code of an invitation: `K7Q49-MX2PT`. */
export const INVITATION_CODE_SHAPE: CodeShape = { letters: 10, group: 5 }

/** What a coordinator may enter as their availability, the least and the most. */
export const availabilityLimits = {
  /** How long a session lasts, in minutes. */
  sessionMinutes: { min: 15, max: 240 },
  minutesBefore: { min: 0, max: 120 },
  minutesAfter: { min: 0, max: 120 },
  minutesApart: { min: 30, max: 120 },
  /** Two weeks. */
  noticeHours: { min: 0, max: 14 * 24 },
  daysAhead: { min: 1, max: 366 },
  mostADay: { min: 1, max: 20 },
} as const
