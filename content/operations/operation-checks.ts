import { DAY_MS, HOUR_MS } from '../time/units.ts'
import type { ScheduledJobName } from './scheduled-jobs.ts'

/** What an administrator is told of how the portal runs. It names no family; instants are in milliseconds. */
export interface OperationFacts {
  readonly now: number
  /** When the scheduled work last ended; null before its first run. */
  readonly ranAt: number | null
  /** The jobs whose last run failed, with how many times in a row, since when, and the class of the last error. */
  readonly failingJobs: readonly {
    readonly name: ScheduledJobName
    readonly failures: number
    readonly failingSince: number
    readonly error: string
  }[]
  /** E-mails that are due and have not left, those the provider refused for good, and whether the account was refused. */
  readonly mail: {
    readonly waiting: number
    readonly oldestAt: number | null
    readonly undelivered: number
    /** The references of files with such e-mails, at most ten. */
    readonly undeliveredFiles: readonly string[]
    readonly isPaused: boolean
    /** Coordinators of whose address the provider reported lately that it takes no e-mail, with the last such e-mail’s instant. */
    readonly coordinators: readonly { readonly id: string; readonly at: number }[]
  }
  /** The last check of the record, which may go on; null before the first, and when its state was not signed by us. */
  readonly record: {
    readonly startedAt: number
    readonly completedAt: number | null
    readonly brokenFiles: number
  } | null
  /** The size of the database in bytes, today and on the first of the last 30 days that is known; null when none is. */
  readonly database: {
    readonly bytes: number
    readonly earlierBytes: number
    readonly earlierDay: string
  } | null
  /** The last migration that was applied. */
  readonly migration: { readonly name: string; readonly appliedAt: string } | null
  /** The keys of the ring that rows use, newest first of each purpose. */
  readonly keys: readonly {
    readonly kid: string
    readonly purpose: string
    readonly createdAt: number
    /** Whether a newer key has taken over. */
    readonly isOlder: boolean
    /** How many rows still need an older key; null when they were not all looked at. */
    readonly rowsLeft: number | null
  }[]
  /** Closed files whose term has ended, and how many of them are held back. */
  readonly retention: { readonly due: number; readonly held: number }
  /** Whether somebody who works here is a privacy officer, without whom nothing is erased by itself. */
  readonly hasPrivacyOfficer: boolean
  /** The day on which the crisis line was dialled that was dialled longest ago. */
  readonly crisisLinesCheckedOn: string
}

/** The size that a database of Cloudflare’s D1 may have, in bytes. Source: developers.cloudflare.com/d1/platform/limits. */
export const MAX_DATABASE_BYTES = 10_000_000_000

/** From this part of the largest size on, a database needs somebody. */
const LARGE_DATABASE_SHARE = 0.8

/** After this a scheduled work that runs every minute has stopped. */
export const STOPPED_AFTER_MS = 15 * 60_000

/** After this an e-mail that is due is late. A message that is refused once leaves within the hour. */
export const LATE_MAIL_MS = HOUR_MS

/** A job that failed so often in a row does not mend itself. */
const MANY_FAILURES = 5

/** For so long a report about a coordinator’s address is shown: whoever works gets an e-mail more often. */
export const SHOWN_PROBLEM_MS = 14 * DAY_MS

/** The record is checked every night. */
const RECORD_CHECK_LATE_MS = 3 * DAY_MS

/** Keys are made anew once a year (docs/keys.md). */
const KEY_YEAR_MS = 366 * DAY_MS

/** Somebody dials each crisis line again once a year has gone by since the day on which it was checked. */
export const CRISIS_LINE_CHECK_MS = 366 * DAY_MS

/**
 * Everything that is checked of how the portal runs, in the order in which it is shown. Each tells whether something needs
 * a person now. The words of each are in `operation-check-wording.ts`.
 */
export const operationChecks = {
  schedule: ({ now, ranAt }) => ranAt === null || now - ranAt > STOPPED_AFTER_MS,
  jobs: ({ failingJobs }) => failingJobs.some(({ failures }) => failures >= MANY_FAILURES),
  account: ({ mail }) => mail.isPaused,
  waiting: ({ now, mail }) => mail.oldestAt !== null && now - mail.oldestAt > LATE_MAIL_MS,
  undelivered: ({ mail }) => mail.undelivered > 0,
  coordinators: ({ mail }) => mail.coordinators.length > 0,
  record: ({ now, record }) =>
    record !== null &&
    (record.brokenFiles > 0 || now - (record.completedAt ?? record.startedAt) > RECORD_CHECK_LATE_MS),
  keys: ({ now, keys }) => keys.some(({ isOlder, createdAt }) => !isOlder && now - createdAt > KEY_YEAR_MS),
  database: ({ database }) => database !== null && database.bytes > LARGE_DATABASE_SHARE * MAX_DATABASE_BYTES,
  'privacy-officer': ({ hasPrivacyOfficer }) => !hasPrivacyOfficer,
  'crisis-lines': ({ now, crisisLinesCheckedOn }) =>
    now - Date.parse(crisisLinesCheckedOn) >= CRISIS_LINE_CHECK_MS,
} as const satisfies Readonly<Record<string, (facts: OperationFacts) => boolean>>

export type OperationCheckName = keyof typeof operationChecks

/** Lists the checks by which something needs a person, in their order. */
export const listChecksThatNeedSomebody = (facts: OperationFacts): OperationCheckName[] =>
  (Object.keys(operationChecks) as OperationCheckName[]).filter((name) => operationChecks[name](facts))
