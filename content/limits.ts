// Limits that one place tells or asks for and another enforces.

export const MAX_CALL_ATTEMPT_AGE_DAYS = 7

/** The most messages about a file that the desk lists, newest first; older ones are no news. */
export const MAX_LISTED_MESSAGES = 10

/** The events on a page of a file’s record at the desk. */
export const MAX_LISTED_AUDIT_EVENTS = 100

/** Days before an authorisation expires on which a parent is told. The words they sign say “a week”. */
export const AUTHORISATION_EXPIRY_REMINDER_DAYS = 7

/**
 * The longest that a message waits for its reader’s daily digest. A digest comes at the start of each day, which may be some
 * hours later on another day of the week.
 */
export const LONGEST_DIGEST_WAIT_HOURS = 36

/** An appointment further ahead is taken for a mistyped year. */
export const MAX_APPOINTMENT_DAYS_AHEAD = 2 * 366

/** The most times that one thing is changed. Nobody reaches it by hand. */
export const MAX_REVISIONS = 1_000_000

/** The pages that are added to one parent’s intake, the versions of each page counted. Nobody needs as many. */
export const MAX_ADDED_PAGES = 200

/** The length of the note that a coordinator adds to a page of an intake. */
export const MAX_ADDED_NOTE_CHARACTERS = 4000

/** What a coordinator types into one field of a page. A question has a shorter limit of its own, which says so. */
export const MAX_WRITTEN_CHARACTERS = 20_000

/** More than the items of any list, and the options of any question. */
export const MAX_FIELD_VALUES = 50

/** The years on each side of today that a coordinator's calendar shows, and closes or opens days in. */
export const CALENDAR_YEARS = { back: 10, ahead: 5 } as const

/** The age of the oldest order that still concerns a child, and the furthest end of one. */
export const MAX_ORDER_YEARS = 30

/** Ids have 36 characters, references nine; whoever writes one by hand may add some. */
export const MAX_ID_CHARACTERS = 64

/** The number of letters in a code, and in each group of letters as it is written. */
export interface CodeShape {
  readonly letters: number
  readonly group: number
}

/**
 * The number of wrong codes from one connection in an hour that are counted; the next ones are told so. Many people share
 * a connection, so the right code opens all the same: 80 random bits need no limit.
 */
export const MAX_WRONG_CODES_PER_HOUR = 100

/**
 * The number of wrong codes, beginning like the right one, with which an invitation ends. Whoever knows its first five
 * letters then has one chance in 3.3 million of guessing the other five.
 */
export const MAX_WRONG_CODES_PER_INVITATION = 10

/**
 * The e-mails of an hour that strangers may cause in the whole practice: a receipt, a code, news of a file that nobody
 * accepted. Those over it are held and leave in the next hours at the same pace.
 */
export const MAX_PRACTICE_MAILS_PER_HOUR = 60

/** The longest absence of a coordinator, in days: a parental leave of eighteen months. */
export const MAX_ABSENCE_DAYS = 550

/**
 * The news of a file, and the e-mails to a parent about their sessions, that leave within an hour. After that the latest
 * state is told at the next hour.
 */
export const MAX_FILE_NEWS_PER_HOUR = 6
export const MAX_APPOINTMENT_MAILS_PER_HOUR = 5

/** The shape of a code that resumes a form or opens “Your file”: `K7Q4-9MX2-PT5H-W3ZC`. */
export const RESUME_AND_ACCESS_CODE_SHAPE: CodeShape = { letters: 16, group: 4 }

/** The shape of an invitation's code: `K7Q49-MX2PT`. */
export const INVITATION_CODE_SHAPE: CodeShape = { letters: 10, group: 5 }

/** The least and the most that a coordinator may enter for each field of their availability. */
export const availabilityLimits = {
  /** The length of a session in minutes, in each meeting mode. */
  sessionMinutes: { min: 15, max: 240 },
  minutesBefore: { min: 0, max: 120 },
  minutesAfter: { min: 0, max: 120 },
  minutesApart: { min: 30, max: 120 },
  /** At most two weeks. */
  noticeHours: { min: 0, max: 14 * 24 },
  daysAhead: { min: 1, max: 366 },
  mostADay: { min: 1, max: 20 },
} as const

/** The most files that are closed at once as not genuine. Each takes two calls to the database. */
export const MAX_DISMISSED_AT_ONCE = 50

/** Days for which a second person can answer a request, and for which an approval holds. */
export const APPROVAL_DAYS = 7

/** The reminders that a coordinator has in one file at a time, and the characters of one. */
export const MAX_OPEN_REMINDERS = 20
export const MAX_REMINDER_CHARACTERS = 300

/** The most contacts and notes on a page of a file’s contact log. */
export const MAX_LISTED_LOG_ENTRIES = 50
