import { createMiddleware } from 'hono/factory'
import * as z from 'zod/mini'
import { availabilitySchema } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { findAvailability, saveAvailability } from '../../db/availability.ts'
import { resolveAvailabilityRules } from '../booking/openings/effective-availability.ts'
import { calendarDateSchema, revisionSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, getInvalidPaths, respondWithDeskError } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'

/** Availability as the settings have it, with days that a calendar shows. */
export const availabilityOfOurTimeSchema = z.pipe(
  availabilitySchema,
  z.extend(availabilitySchema, {
    closed: z.array(z.object({ from: calendarDateSchema, until: calendarDateSchema })),
    extra: z.array(z.object({ date: calendarDateSchema, from: z.string(), until: z.string() })),
  }),
)

/** Requires that coordinators address their own availability; an administrator may address anybody's. */
export const requireOwnAvailability = createMiddleware<AppEnv>(async (c, next) => {
  const { id, administrator } = c.get('coordinator')
  const requestedId = c.req.param('coordinatorId')
  if (requestedId !== id && !administrator) return respondWithDeskError(c, { code: 'not_permitted' })
  if (!practice.coordinators.some((coordinator) => coordinator.id === requestedId))
    return respondWithDeskError(c, { code: 'not_found' })
  return next()
})

/** The routes of a coordinator's availability. Until they save one, it is the availability in the settings. */
export const availabilityApi = new Hono<AppEnv>()
  .get('/availability/:coordinatorId', requireOwnAvailability, async (c) => {
    const id = c.req.param('coordinatorId')
    const saved = await findAvailability(c.get('env').db, id)
    const rules = resolveAvailabilityRules(id, saved ? [saved] : [])
    if (!rules) return respondWithDeskError(c, { code: 'not_found' })
    return c.json({
      of: toCoordinatorRef(id),
      isOwn: id === c.get('coordinator').id,
      revision: rules.revision,
      rules: rules.availability,
    })
  })
  .put(
    '/availability/:coordinatorId',
    requireOwnAvailability,
    createJsonBodyValidator(z.object({ revision: revisionSchema, rules: z.unknown() })),
    async (c) => {
      const { revision, rules } = c.req.valid('json')
      const parsed = availabilityOfOurTimeSchema.safeParse(rules)
      if (!parsed.success)
        return respondWithDeskError(c, { code: 'invalid', paths: getInvalidPaths(parsed.error) })
      const coordinatorId = c.req.param('coordinatorId')
      const row = { coordinatorId, rules: JSON.stringify(parsed.data), revision }
      if (!(await saveAvailability(c.get('env').db, row, Date.now())))
        return respondWithDeskError(c, { code: 'stale' })
      return c.json({ revision: revision + 1, rules: parsed.data })
    },
  )
