import { BusyFileError } from '../../db/audit.ts'
import { getErrorLogFields, log } from '../log.ts'
import { WordsUnavailableError } from '../site/load-words.ts'
import type { Context } from './context.ts'

/** Gives the result of a database call, or `error` when it failed, which is logged so that the page can say so. */
export async function tryOrLog<T>(c: Context, pending: Promise<T>): Promise<T | 'error'> {
  try {
    return await pending
  } catch (error) {
    log('error', { request: c.get('requestId'), ...getErrorLogFields(error) })
    return 'error'
  }
}

/**
 * Gives the result of a write that records an audit event, `error` when it failed, or `busy` when so many wrote to the
 * file at once that it found no turn, or words that it needs could not be loaded. Nothing was written then, and trying
 * again is safe.
 */
export const tryAuditedWriteOrLog = <T>(c: Context, pending: Promise<T>): Promise<T | WriteFault> =>
  tryOrLog<T | 'busy'>(
    c,
    pending.catch((error: unknown) => {
      if (error instanceof WordsUnavailableError) return 'busy' as const
      if (!(error instanceof BusyFileError)) throw error
      log('file_busy', { request: c.get('requestId') })
      return 'busy' as const
    }),
  )

type WriteFault = keyof typeof HTTP_STATUS_BY_WRITE_FAULT

/** The status of the page that comes back with everything as it was typed. */
export const HTTP_STATUS_BY_WRITE_FAULT = { error: 500, busy: 503 } as const
