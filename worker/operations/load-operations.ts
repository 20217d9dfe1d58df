import { type OperationFacts, SHOWN_PROBLEM_MS } from '../../content/operations/operation-checks.ts'
import type { ScheduledJobName } from '../../content/operations/scheduled-jobs.ts'
import { practice } from '../../content/practice.ts'
import { loadOperationFacts } from '../../db/operation-facts.ts'
import { RUN_NAME } from '../../db/scheduled-runs.ts'
import type { Environment } from '../environment.ts'
import { loadWords } from '../site/load-words.ts'

/** Loads what an administrator is told of how the portal runs, with one call to the database. */
export async function loadOperations(env: Environment, now: number): Promise<OperationFacts> {
  const [
    { jobs, mail, coordinators, undelivered, record, days, migration, keys, retention },
    { crisisLinesCheckedOn },
  ] = await Promise.all([loadOperationFacts(env.db, now, now - SHOWN_PROBLEM_MS), loadWords(env)])
  const [earlier, latest] = [days[0], days.at(-1)]
  const ranAt = jobs.find(({ name }) => name === RUN_NAME)?.updatedAt ?? null
  const newest = new Set(Object.values(env.keys).map(([{ kid }]) => kid))
  return {
    now,
    ranAt,
    // A job that the last run didn’t have is one no more: its row stays as it was.
    failingJobs: jobs.flatMap(({ name, failures, failingSince, error, updatedAt }) =>
      failures === 0 || updatedAt !== ranAt
        ? []
        : { name: name as ScheduledJobName, failures, failingSince: failingSince ?? 0, error: error ?? '' },
    ),
    mail: {
      waiting: mail?.waiting ?? 0,
      oldestAt: mail?.oldestAt ?? null,
      undelivered: mail?.undelivered ?? 0,
      undeliveredFiles: undelivered.map(({ reference }) => reference),
      isPaused: mail?.isPaused === 1,
      coordinators,
    },
    record: record
      ? { startedAt: record.startedAt, completedAt: record.completedAt, brokenFiles: record.brokenFiles }
      : null,
    database:
      earlier && latest
        ? { bytes: latest.databaseBytes, earlierBytes: earlier.databaseBytes, earlierDay: earlier.day }
        : null,
    migration,
    keys: keys
      .map(({ kid, purpose, createdAt, rowsLeft }) => ({
        kid,
        purpose,
        createdAt,
        isOlder: !newest.has(kid),
        rowsLeft,
      }))
      .toSorted((a, b) => a.purpose.localeCompare(b.purpose) || b.createdAt - a.createdAt),
    retention: { due: retention?.due ?? 0, held: retention?.held ?? 0 },
    hasPrivacyOfficer: practice.coordinators.some(({ privacyOfficer }) => privacyOfficer),
    crisisLinesCheckedOn,
  }
}
