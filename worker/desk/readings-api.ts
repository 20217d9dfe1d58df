import * as z from 'zod/mini'
import { overviewQuestions } from '../../content/forms/overview-questions.ts'
import { safetyOpeningReasons } from '../../content/record/safety-opening-reasons.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import {
  loadSealedFileAnswersAndLastAuditRow,
  loadSealedFileSafetyAnswersAndLastAuditRow,
  loadSealedIntakesAndLastAuditRow,
  loadSealedOverviewAndLastAuditRow,
  recordReading,
} from '../../db/desk-file-readings.ts'
import { type Language, languages } from '../../forms/language.ts'
import { formatPhone } from '../../forms/questions/phone.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { parseFormVersions } from '../forms/form-version.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { unsealOrderDocuments } from './order-document.ts'
import { pickParentOnSide, pickParentsWithStatus, sideSchema } from './parent-side.ts'
import { unsealScreeningNotes } from './screening-note.ts'
import {
  pickRowsOfQuestions,
  unsealAndSummariseAddition,
  unsealAndSummariseAnswers,
  unsealAndSummariseAuthorisationEvidence,
  unsealAndSummariseSafetyAnswers,
  unsealAndSummariseTimeRequest,
  unsealHasEmailAndTimeZoneOfParents,
  unsealIntakeSummary,
} from './sealed-answers.ts'

const languageSchema = z.enum(languages)

/** The routes that read what parents wrote. Each reading is recorded in the file's audit before the response. */
export const answerReadingsApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/readings/summary',
    requireFilePermission('readSummary', loadSealedIntakesAndLastAuditRow),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ language: languageSchema })),
    async (c) => {
      const { db, keys } = c.get('env')
      const loaded = c.get('loaded')
      const intake = loaded.intakes.find(({ side }) => side === 'initiating')
      const forms = await parseFormVersions(loaded.formVersions)
      if (!intake) return respondWithDeskError(c, { code: 'stale' })
      const summary = await unsealIntakeSummary(keys, intake, forms, c.req.valid('json').language)
      await appendAuditEvent(
        db,
        buildFileAuditEvent(c.get('coordinator'), loaded, 'summary_read'),
        loaded.lastAuditRow,
      )
      return c.json(summary)
    },
  )
  .post(
    '/files/:reference/readings/overview',
    requireFilePermission('content', loadSealedOverviewAndLastAuditRow),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ language: languageSchema })),
    async (c) => {
      const loaded = c.get('loaded')
      const { language } = c.req.valid('json')
      const overview = await unsealOverview(c.get('env'), loaded, OVERVIEW_QUESTIONS, language)
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'overview_read')
      if (!(await recordReading(c.get('env').db, event, loaded.lastAuditRow)))
        return respondWithDeskError(c, { code: 'file_not_taken' })
      return c.json(overview)
    },
  )
  .post(
    '/files/:reference/readings/contact-rules',
    requireFilePermission('content', loadSealedOverviewAndLastAuditRow),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ language: languageSchema })),
    async (c) => {
      const loaded = c.get('loaded')
      const { language } = c.req.valid('json')
      const rules = await unsealOverview(c.get('env'), loaded, CONTACT_RULE_QUESTIONS, language)
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'contact_rules_read')
      if (!(await recordReading(c.get('env').db, event, loaded.lastAuditRow)))
        return respondWithDeskError(c, { code: 'file_not_taken' })
      return c.json({
        ...rules,
        /** The kinds of contact details that were given for both parents, and are offered for neither. */
        sharedContactKinds: loaded.file.sharedContactKinds,
      })
    },
  )
  .post(
    '/files/:reference/readings/phone-number',
    requireFilePermission('content', loadDeskFileWithParents),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ language: languageSchema, side: sideSchema })),
    async (c) => {
      const env = c.get('env')
      const loaded = c.get('loaded')
      const { language, side } = c.req.valid('json')
      const parent = pickParentOnSide(pickParentsWithStatus(loaded), side)
      const phone = parent && (await unsealContactRules(env, parent.id, parent.sealedContactRules))?.phone
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'phone_number_read', { side })
      if (!phone || !(await recordReading(env.db, event, loaded.lastAuditRow)))
        return respondWithDeskError(c, { code: 'stale' })
      return c.json({ phone, shown: formatPhone(phone)[language] })
    },
  )
  .post(
    '/files/:reference/readings/answers',
    requireFilePermission('content', loadSealedFileAnswersAndLastAuditRow),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ language: languageSchema })),
    async (c) => {
      const env = c.get('env')
      const loaded = c.get('loaded')
      const { intakes, evidence, timeRequests, formVersions, lastAuditRow } = loaded
      const { language } = c.req.valid('json')
      const forms = await parseFormVersions(formVersions)
      const [parents, additions, latestAuthorisations, preferences, contactability, orderDocuments] =
        await Promise.all([
          Promise.all(intakes.map((intake) => unsealAndSummariseAnswers(env.keys, intake, forms, language))),
          Promise.all(
            loaded.additions.map((row) =>
              unsealAndSummariseAddition(env.keys, row, 'answers', forms, language),
            ),
          ),
          Promise.all(
            evidence.map((row) => unsealAndSummariseAuthorisationEvidence(env.keys, row, forms, language)),
          ),
          Promise.all(timeRequests.map((row) => unsealAndSummariseTimeRequest(env, row, forms, language))),
          Promise.all(
            pickParentsWithStatus(loaded).map((parent) => unsealHasEmailAndTimeZoneOfParents(env, parent)),
          ),
          unsealOrderDocuments(env.keys, loaded.orderReadings),
        ])
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'answers_read')
      if (!(await recordReading(env.db, event, lastAuditRow)))
        return respondWithDeskError(c, { code: 'file_not_taken' })
      return c.json({
        parents,
        /** The pages that were added since, every version, newest first. Those about safety are empty here. */
        additions,
        /** The route that each parent gave, by which the pages to add to ask their questions. */
        routes: pickParentsWithStatus(loaded).map(({ side, route }) => ({ side, route })),
        latestAuthorisations: latestAuthorisations.flat(),
        timeRequests: preferences,
        contactability,
        orderDocuments,
      })
    },
  )
  .post(
    '/files/:reference/readings/safety-answers',
    requireFilePermission('content', loadSealedFileSafetyAnswersAndLastAuditRow),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ language: languageSchema, reason: z.enum(safetyOpeningReasons) })),
    async (c) => {
      const { db, keys } = c.get('env')
      const { intakes, additions, screenings, formVersions, lastAuditRow } = c.get('loaded')
      const { language, reason } = c.req.valid('json')
      // Recording comes first, so that nothing is opened without a record.
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'safety_answers_read', {
        reason,
      })
      if (!(await recordReading(db, event, lastAuditRow)))
        return respondWithDeskError(c, { code: 'file_not_taken' })
      const forms = await parseFormVersions(formVersions)
      return c.json({
        parents: await Promise.all(
          intakes.map((intake) => unsealAndSummariseSafetyAnswers(keys, intake, forms, language)),
        ),
        screeningNotes: await unsealScreeningNotes(keys, screenings),
        additions: await Promise.all(
          additions
            .filter(({ sealedSafety }) => sealedSafety !== null)
            .map((row) => unsealAndSummariseAddition(keys, row, 'safety', forms, language)),
        ),
      })
    },
  )

const OVERVIEW_QUESTIONS: ReadonlySet<string> = new Set(Object.values(overviewQuestions).flat())
const CONTACT_RULE_QUESTIONS: ReadonlySet<string> = new Set([
  ...overviewQuestions.reach,
  ...overviewQuestions.reachNotes,
])

type SealedOverview = NonNullable<Awaited<ReturnType<typeof loadSealedOverviewAndLastAuditRow>>>

/** Unseals what the parents of a file answered to some questions, and how each may be reached, without any number. */
async function unsealOverview(
  env: Environment,
  loaded: SealedOverview,
  questions: ReadonlySet<string>,
  language: Language,
) {
  const forms = await parseFormVersions(loaded.formVersions)
  const [parents, additions, contactability] = await Promise.all([
    Promise.all(loaded.intakes.map((intake) => unsealAndSummariseAnswers(env.keys, intake, forms, language))),
    Promise.all(
      loaded.additions.map((row) => unsealAndSummariseAddition(env.keys, row, 'answers', forms, language)),
    ),
    Promise.all(
      pickParentsWithStatus(loaded).map((parent) => unsealHasEmailAndTimeZoneOfParents(env, parent)),
    ),
  ])
  return {
    parents: parents.map(({ side, sections }) => pickRowsOfQuestions({ side, sections }, questions)),
    /** What was added since, newest first, without what a coordinator noted down. */
    additions: additions.map(({ id, side, addedAt, replacesContactRules, sections }) =>
      pickRowsOfQuestions({ id, side, addedAt, replacesContactRules, sections }, questions),
    ),
    contactability,
  }
}
