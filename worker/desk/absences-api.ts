import * as z from 'zod/mini'
import { MAX_ABSENCE_DAYS } from '../../content/limits.ts'
import { practice } from '../../content/practice.ts'
import { addDaysToIsoDate, localTimeToInstant } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { addAbsence, listAbsences, removeAbsence } from '../../db/absences.ts'
import { findAvailability } from '../../db/availability.ts'
import { resolveAvailabilityRules } from '../booking/openings/effective-availability.ts'
import { calendarDateSchema, idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireOwnAvailability } from './availability-api.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'

const absenceSchema = z.object({
  /** A random UUID from the page, so that pressing twice adds one. */
  id: z.uuid(),
  fromDay: calendarDateSchema,
  untilDay: calendarDateSchema,
  /** The id of whoever stands in; null for the administrators. */
  standIn: z.nullable(idSchema),
})

/** The routes of the days on which a coordinator is away, which they and the administrators change. */
export const absencesApi = new Hono<AppEnv>()
  .get('/absences/:coordinatorId', requireOwnAvailability, async (c) => {
    const absences = await listAbsences(c.get('env').db, c.req.param('coordinatorId'), Date.now())
    return c.json({
      absences: absences.map(({ standInId, ...absence }) => ({
        ...absence,
        standIn: toCoordinatorRef(standInId),
      })),
    })
  })
  .post(
    '/absences/:coordinatorId',
    requireOwnAvailability,
    createJsonBodyValidator(absenceSchema),
    async (c) => {
      const { id, fromDay, untilDay, standIn } = c.req.valid('json')
      const coordinatorId = c.req.param('coordinatorId')
      const canStandIn =
        standIn === null ||
        (standIn !== coordinatorId && practice.coordinators.some((one) => one.id === standIn))
      if (!canStandIn) return respondWithDeskError(c, { code: 'invalid', paths: ['standIn'] })
      const { db } = c.get('env')
      const saved = await findAvailability(db, coordinatorId)
      const zone = resolveAvailabilityRules(coordinatorId, saved ? [saved] : [])?.availability.timeZone
      if (zone === undefined) return respondWithDeskError(c, { code: 'not_found' })
      const fromAt = localTimeToInstant(fromDay, '00:00', zone)
      const untilAt = localTimeToInstant(addDaysToIsoDate(untilDay, 1), '00:00', zone)
      const now = Date.now()
      const isAdded =
        untilAt > Math.max(fromAt, now) &&
        untilAt - fromAt <= MAX_ABSENCE_DAYS * DAY_MS &&
        (await addAbsence(db, {
          ...{ id, coordinatorId, fromDay, untilDay, fromAt, untilAt, standInId: standIn },
          ...{ createdBy: c.get('coordinator').id, createdAt: now },
        }))
      if (!isAdded) return respondWithDeskError(c, { code: 'invalid', paths: ['fromDay', 'untilDay'] })
      return c.body(null, 204)
    },
  )
  .delete('/absences/:coordinatorId/:id', requireOwnAvailability, async (c) => {
    await removeAbsence(c.get('env').db, c.req.param('coordinatorId'), c.req.param('id'))
    return c.body(null, 204)
  })
