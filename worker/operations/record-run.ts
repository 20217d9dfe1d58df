import { recordScheduledRun, startOperationDay } from '../../db/scheduled-runs.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields } from '../log.ts'
import { checkOperations, isDailyCheckDue } from './daily-check.ts'

/**
 * Records how the jobs of a run of the scheduled work ended, in the order of their names, and once a day how large the
 * database is, and looks once a day whether something needs somebody.
 */
export async function recordRun(
  env: Environment,
  names: readonly string[],
  ended: readonly PromiseSettledResult<unknown>[],
  now: number,
): Promise<void> {
  const day = new Date(now).toISOString().slice(0, 10)
  const jobs = ended.map((end, index) => ({
    name: names[index] ?? '',
    error: end.status === 'rejected' ? getErrorLogFields(end.reason).error : null,
  }))
  const { databaseBytes, today } = await recordScheduledRun(env.db, jobs, day, now)
  if (!today) await startOperationDay(env.db, day, databaseBytes)
  if (!today?.checkedAt && isDailyCheckDue(now)) await checkOperations(env, day, now)
}
