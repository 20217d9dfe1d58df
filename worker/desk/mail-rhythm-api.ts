import * as z from 'zod/mini'
import { DEFAULT_MAIL_RHYTHM, mailRhythmKeys } from '../../content/mail/mail-rhythms.ts'
import { findMailRhythm, saveMailRhythm } from '../../db/coordinator-mail.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator } from './api-error.ts'

const rhythmSchema = z.object({ rhythm: z.enum(mailRhythmKeys) })

/** The routes of how often a coordinator wants e-mail, which each decides for themselves alone. */
export const mailRhythmApi = new Hono<AppEnv>()
  .get('/mail-rhythm', async (c) =>
    c.json({
      rhythm: (await findMailRhythm(c.get('env').db, c.get('coordinator').id)) ?? DEFAULT_MAIL_RHYTHM,
    }),
  )
  .put('/mail-rhythm', createJsonBodyValidator(rhythmSchema), async (c) => {
    const { rhythm } = c.req.valid('json')
    await saveMailRhythm(c.get('env').db, c.get('coordinator').id, rhythm, Date.now())
    return c.body(null, 204)
  })
