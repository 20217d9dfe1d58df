import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { availability } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { readHours, saveHours } from '../../db/availability.ts'
import { rulesOf } from '../booking/openings/effective-availability.ts'
import type { AppEnv } from '../http/context.ts'
import { personOf } from './coordinator-ref.ts'
import { body } from './file-actions.ts'

/** Everybody sets their own hours; an administrator anybody's who works here. */
const ownHours = createMiddleware<AppEnv>(async (c, next) => {
  const { id, administrator } = c.get('coordinator')
  const asked = c.req.param('coordinator')
  if (asked !== id && !administrator) return c.json({ error: 403 } as const, 403)
  if (!practice.coordinators.some((one) => one.id === asked)) return c.json({ error: 404 } as const, 404)
  return next()
})

/** When a coordinator meets families: what they saved last, or what the settings say until they save. */
export const availabilityApi = new Hono<AppEnv>()
  .get('/hours/:coordinator', ownHours, async (c) => {
    const id = c.req.param('coordinator')
    const saved = await readHours(c.get('env').db, id)
    const rules = rulesOf(id, saved ? [saved] : [])
    if (!rules) return c.json({ error: 404 } as const, 404)
    return c.json({
      of: personOf(id),
      mine: id === c.get('coordinator').id,
      revision: rules.revision,
      rules: rules.availability,
    })
  })
  .put(
    '/hours/:coordinator',
    ownHours,
    body(z.object({ revision: z.int().min(0), rules: z.unknown() })),
    async (c) => {
      const { revision, rules } = c.req.valid('json')
      const judged = availability.safeParse(rules)
      if (!judged.success) {
        const wrong = [...new Set(judged.error.issues.map(({ path }) => path.join('.')))]
        return c.json({ error: 422, wrong } as const, 422)
      }
      const coordinator = c.req.param('coordinator')
      const row = { coordinator, rules: JSON.stringify(judged.data), revision }
      if (!(await saveHours(c.get('env').db, row, Date.now()))) return c.json({ error: 409 } as const, 409)
      return c.json({ revision: revision + 1, rules: judged.data })
    },
  )
