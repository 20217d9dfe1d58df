import * as z from 'zod/mini'
import { MAX_ABSENCE_DAYS } from '../../content/limits.ts'
import { practice } from '../../content/practice.ts'
import { addDaysToIsoDate, localTimeToInstant } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { addAbsence, changeAbsence, listAbsences, removeAbsence } from '../../db/absences.ts'
import { findAvailability } from '../../db/availability.ts'
import type { Database } from '../../db/database.ts'
import { resolveAvailabilityRules } from '../booking/openings/effective-availability.ts'
import { calendarDateSchema, idOrNullSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireOwnAvailability } from './availability-api.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'

const changedAbsenceSchema = z.object({
  fromDay: calendarDateSchema,
  untilDay: calendarDateSchema,
  /** The id of whoever stands in; null for the administrators. */
  standIn: idOrNullSchema,
})
const absenceSchema = z.extend(changedAbsenceSchema, {
  /** A random UUID from the page, so that pressing twice adds one. */
  id: z.uuid(),
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
      const { id, ...entered } = c.req.valid('json')
      const coordinatorId = c.req.param('coordinatorId')
      const { db } = c.get('env')
      const now = Date.now()
      const absence = await parseAbsence(db, coordinatorId, entered, now)
      if (!absence) return respondWithDeskError(c, { code: 'invalid', paths: Object.keys(entered) })
      const created = { createdBy: c.get('coordinator').id, createdAt: now }
      if (!(await addAbsence(db, { id, ...absence, ...created })))
        return respondWithDeskError(c, { code: 'invalid', paths: ['fromDay', 'untilDay'] })
      return c.body(null, 204)
    },
  )
  .put(
    '/absences/:coordinatorId/:id',
    requireOwnAvailability,
    createJsonBodyValidator(changedAbsenceSchema),
    async (c) => {
      const entered = c.req.valid('json')
      const { coordinatorId, id } = c.req.param()
      const { db } = c.get('env')
      const absence = await parseAbsence(db, coordinatorId, entered, Date.now())
      if (!absence) return respondWithDeskError(c, { code: 'invalid', paths: Object.keys(entered) })
      if (!(await changeAbsence(db, { id, ...absence })))
        return respondWithDeskError(c, { code: 'invalid', paths: ['fromDay', 'untilDay'] })
      return c.body(null, 204)
    },
  )
  .delete('/absences/:coordinatorId/:id', requireOwnAvailability, async (c) => {
    await removeAbsence(c.get('env').db, c.req.param('coordinatorId'), c.req.param('id'))
    return c.body(null, 204)
  })

/**
 * Turns what was entered into an absence with the instants at which its days begin and end in the coordinator’s time zone.
 * Gives undefined when they are over, too many or in the wrong order, or when nobody who works here could stand in by that id.
 */
async function parseAbsence(
  db: Database,
  coordinatorId: string,
  { fromDay, untilDay, standIn: standInId }: z.infer<typeof changedAbsenceSchema>,
  now: number,
) {
  const canStandIn =
    standInId === null ||
    (standInId !== coordinatorId && practice.coordinators.some(({ id }) => id === standInId))
  const saved = await findAvailability(db, coordinatorId)
  const zone = resolveAvailabilityRules(coordinatorId, saved ? [saved] : [])?.availability.timeZone
  if (!canStandIn || zone === undefined) return undefined
  const fromAt = localTimeToInstant(fromDay, '00:00', zone)
  const untilAt = localTimeToInstant(addDaysToIsoDate(untilDay, 1), '00:00', zone)
  const isPossible = untilAt > Math.max(fromAt, now) && untilAt - fromAt <= MAX_ABSENCE_DAYS * DAY_MS
  return isPossible ? { coordinatorId, fromDay, untilDay, fromAt, untilAt, standInId } : undefined
}
