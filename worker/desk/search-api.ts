import * as z from 'zod/mini'
import type { Coordinator } from '../../content/practice.ts'
import { type DeskSearch, recordSearchAndFindFiles } from '../../db/search.ts'
import { unsealPeople } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { deriveQueryTokens } from '../privacy/search-tokens.ts'
import { parseSearchQuery } from '../privacy/search-words.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { getPermissionsOnFile } from './permissions.ts'

const MAX_QUERY_CHARACTERS = 200

/** The words and numbers of a query that count. */
const MAX_THINGS = 8

export const MAX_HITS = 20

/** A reference, or its first group and more. */
const REFERENCE_START = /^[0-9A-Z]{4}(?:-[0-9A-Z]{0,4})?$/

export const searchSchema = z.object({
  query: z.string().check(z.minLength(1), z.maxLength(MAX_QUERY_CHARACTERS)),
})

/** Reads what a coordinator wants to find. */
export async function parseDeskSearch(
  { keys }: Environment,
  viewer: Pick<Coordinator, 'id' | 'administrator'>,
  query: string,
): Promise<DeskSearch> {
  const values = parseSearchQuery(query).slice(0, MAX_THINGS)
  return {
    viewer,
    now: Date.now(),
    tokens: await deriveQueryTokens(keys.index, values),
    reference: REFERENCE_START.exec(normaliseCrockford(query))?.[0],
  }
}

/**
 * The route that finds files by a reference, or by names, numbers and dates of their people. A person’s data finds only
 * files that the coordinator may read, so that no answer tells whether anybody else is known to the practice.
 */
export const searchApi = new Hono<AppEnv>().post(
  '/search',
  createJsonBodyValidator(searchSchema),
  async (c) => {
    const env = c.get('env')
    const viewer = c.get('coordinator')
    const search = await parseDeskSearch(env, viewer, c.req.valid('json').query)
    const found = await recordSearchAndFindFiles(env.db, search)
    if (!found) return respondWithDeskError(c, { code: 'too_many_requests' })
    const hits = found.flatMap(({ byReference, leadCoordinatorId, sealedDisplayNames, ...file }) => {
      const may = getPermissionsOnFile(viewer, { ...file, leadCoordinatorId })
      const mayReadNames = may.content && !file.isLocked
      return mayReadNames || (byReference && may.read)
        ? [{ ...file, leadCoordinatorId, names: mayReadNames ? sealedDisplayNames : undefined }]
        : []
    })
    return c.json({
      hits: await Promise.all(
        hits.slice(0, MAX_HITS).map(async ({ reference, stage, leadCoordinatorId, names }) => ({
          reference,
          stage,
          lead: toCoordinatorRef(leadCoordinatorId),
          people: names ? await unsealPeople(env.keys, names) : null,
        })),
      ),
      /** Whether there are more than these, which another word would tell apart. */
      more: hits.length > MAX_HITS,
    })
  },
)
