import { Hono } from 'hono'
import * as z from 'zod'
import { appendAuditEvent } from '../../db/audit.ts'
import {
  loadDeskFileAnswers,
  loadDeskFileSafetyAnswers,
  recordAnswersRead,
} from '../../db/desk-file-readings.ts'
import { languages } from '../../forms/language.ts'
import type { AppEnv } from '../http/context.ts'
import { parseJsonBody } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { createFileEvent } from './file-event.ts'
import {
  summariseSealedAnswers,
  summariseSealedEvidence,
  summariseSealedSafetyAnswers,
  summariseSealedTimeRequest,
} from './sealed-answers.ts'

/** Why a coordinator opens what a parent wrote about safety; recorded in the file's audit. */
const safetyReasonKeys = ['screening', 'first-call', 'new-concern', 'duty-to-report'] as const

const languageSchema = z.enum(languages)

/** Readings of what parents wrote, each recorded in the file's audit before it is answered. */
export const readingsApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/readings/answers',
    requireFilePermission('content', loadDeskFileAnswers),
    requireUnlockedFile,
    parseJsonBody(z.object({ language: languageSchema })),
    async (c) => {
      const env = c.get('env')
      const { intakes, evidence, timeRequests, lastAuditRow } = c.get('loaded')
      const { language } = c.req.valid('json')
      const [parents, latestAuthorisations, preferences] = await Promise.all([
        Promise.all(intakes.map((intake) => summariseSealedAnswers(env.keys, intake, language))),
        Promise.all(evidence.map((row) => summariseSealedEvidence(env.keys, row, language))),
        Promise.all(timeRequests.map((row) => summariseSealedTimeRequest(env, row, language))),
      ])
      const event = createFileEvent(c.get('coordinator'), c.get('loaded'), 'answers_read')
      await recordAnswersRead(env.db, event, lastAuditRow)
      return c.json({ parents, latestAuthorisations: latestAuthorisations.flat(), timeRequests: preferences })
    },
  )
  .post(
    '/files/:reference/readings/safety-answers',
    requireFilePermission('content', loadDeskFileSafetyAnswers),
    requireUnlockedFile,
    parseJsonBody(z.object({ language: languageSchema, reason: z.enum(safetyReasonKeys) })),
    async (c) => {
      const { db, keys } = c.get('env')
      const { intakes, lastAuditRow } = c.get('loaded')
      const { language, reason } = c.req.valid('json')
      // The audit event comes first: what cannot be recorded is not opened.
      const event = createFileEvent(c.get('coordinator'), c.get('loaded'), 'safety_answers_read', { reason })
      await appendAuditEvent(db, event, lastAuditRow)
      return c.json({
        parents: await Promise.all(
          intakes.map((intake) => summariseSealedSafetyAnswers(keys, intake, language)),
        ),
      })
    },
  )
