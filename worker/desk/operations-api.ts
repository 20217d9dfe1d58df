import { listChecksThatNeedSomebody } from '../../content/operations/operation-checks.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { loadOperations } from '../operations/load-operations.ts'
import { respondWithDeskError } from './api-error.ts'

/** The route that tells an administrator how the portal runs, and what of it needs somebody. It names no family. */
export const operationsApi = new Hono<AppEnv>().get('/operations', async (c) => {
  if (!c.get('coordinator').administrator) return respondWithDeskError(c, { code: 'not_permitted' })
  const facts = await loadOperations(c.get('env'), Date.now())
  return c.json({ facts, needsSomebody: listChecksThatNeedSomebody(facts) })
})
