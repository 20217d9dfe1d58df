import { BusyFileError } from '../../db/audit.ts'
import { isOverloadedError } from '../../db/database.ts'
import { getErrorLogFields, log } from '../log.ts'
import { WordsUnavailableError } from '../site/load-declared-text.ts'
import type { Context } from './context.ts'

/** Gives the result of a database call, or the fault by which it failed, which is logged so that the page can say so. */
export const tryOrLog = <T>(c: Context, pending: Promise<T>): Promise<T | Fault> =>
  pending.catch((error: unknown) => logFault(c, error))

/**
 * Logs an error, and gives `busy` when it may be tried again soon: so many wrote to the file at once that it found no turn,
 * the database has too much to do, or words that it needs could not be loaded. Gives `error` for any other.
 */
export function logFault(c: Context, error: unknown): Fault {
  const isBusyFile = error instanceof BusyFileError
  if (isBusyFile) log('file_busy', { request: c.get('requestId') })
  else if (!(error instanceof WordsUnavailableError))
    log('error', { request: c.get('requestId'), ...getErrorLogFields(error) })
  return isBusyFile || error instanceof WordsUnavailableError || isOverloadedError(error) ? 'busy' : 'error'
}

export type Fault = keyof typeof HTTP_STATUS_BY_FAULT

export const isFault = (outcome: unknown): outcome is Fault => outcome === 'error' || outcome === 'busy'

/** The status of the page that comes back with everything as it was typed. */
export const HTTP_STATUS_BY_FAULT = { error: 500, busy: 503 } as const
