import { base64url } from 'jose'
import * as z from 'zod/mini'
import { idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { computeHmac } from '../privacy/hmac.ts'
import { deriveSubkey } from '../privacy/subkey.ts'
import { createQueryValidator } from './api-error.ts'

/**
 * The route that gives the key with which a tab of the desk seals what was typed and not saved (decision 142). It opens what that
 * tab sealed for this coordinator and nothing else, and is stored nowhere: who signs in again as the same person gets the
 * same key.
 */
export const textDraftKeyApi = new Hono<AppEnv>().get(
  '/text-draft-key',
  createQueryValidator(z.object({ tab: z._default(idSchema, '') })),
  async (c) => {
    const [ringKey] = c.get('env').keys.draft
    const owner = `${c.get('coordinator').id} ${c.req.valid('query').tab}`
    const key = await computeHmac(await deriveSubkey(ringKey, 'text draft'), owner)
    return c.json({ key: base64url.encode(key) })
  },
)
