import * as z from 'zod/mini'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { verifyAnchorLine } from '../record/verify-anchor.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'

/** The route with which an administrator checks the record against the line of an earlier day. It changes nothing. */
export const recordChecksApi = new Hono<AppEnv>().post(
  '/record-checks',
  createJsonBodyValidator(z.object({ line: z.string().check(z.maxLength(2_000)) })),
  async (c) =>
    c.get('coordinator').administrator
      ? c.json(await verifyAnchorLine(c.get('env').db, c.req.valid('json').line))
      : respondWithDeskError(c, { code: 'not_permitted' }),
)
