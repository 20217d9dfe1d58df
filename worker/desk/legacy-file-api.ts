import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { validator } from 'hono/validator'
import * as z from 'zod'
import { callScript, neverSaidWording, voicemailWording } from '../../content/authorisation/call-script.ts'
import type { AuthorisationAnswers } from '../../content/forms/contact-authorisation/index.ts'
import { practice } from '../../content/practice.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import { readCallSheetAnswers, readOtherParentContact } from '../../db/call-attempts.ts'
import { recordFileRead } from '../../db/files.ts'
import { defaultLanguage, isLanguage } from '../../forms/language.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import { authorisedContactSealContext } from '../authorisation/authorisation-evidence.ts'
import type { EnvelopePart } from '../forms/envelope.ts'
import type { AppEnv } from '../http/context.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { type SealContext, unseal } from '../privacy/seal.ts'
import { parseJsonBody, respondWithDeskError } from './api-error.ts'
import { unsealContactability, unsealTimeRequests } from './file-appointments.ts'
import { createFileEvent } from './file-event.ts'
import { isLocked, toFileFacts, unsealAnswers, unsealSafety } from './file-facts.ts'
import { decryptLatestAuthorisations } from './parent-calls.ts'
import { type FilePermission, type LoadedFile, loadCurrentFile, permissionsOnFile } from './permissions.ts'
import { safetyReasonKeys } from './readings-api.ts'
import { unsealEvidence } from './sealed-answers.ts'

/** `?language=fr` asks for the questions in French; anything else gives them in the default language. */
const parseLanguageQuery = validator('query', ({ language: requested }) => ({
  language: isLanguage(requested) ? requested : defaultLanguage,
}))

/** Related files are reviewed before anything is done with this one: 409 until then. */
const requireConflictReview = createMiddleware<FileEnv>(async (c, next) =>
  isLocked(c.get('opened')) ? respondWithDeskError(c, { code: 'conflict_review_needed' }) : next(),
)

/** `?authorisation=…`: id of the authorisation it is about; '' for the latest. */
const parseAuthorisationQuery = validator('query', ({ authorisation }) => ({
  authorisation: String(authorisation ?? ''),
}))

/** Below a file's address, once the file was loaded. */
type FileEnv = AppEnv & { Variables: { opened: LoadedFile } }

/** Loads the file in the address. One this coordinator may not see is answered as one that does not exist. */
const requirePermission = (permission: FilePermission) =>
  createMiddleware<FileEnv>(async (c, next) => {
    const opened = await loadCurrentFile(c.get('env').db, normaliseCrockford(c.req.param('reference') ?? ''))
    const may = opened && permissionsOnFile(c.get('coordinator'), opened.file, opened.relatedFacts)
    if (!opened || !may?.read) return respondWithDeskError(c, { code: 'not_found' })
    if (!may[permission]) return respondWithDeskError(c, { code: 'not_permitted' })
    c.set('opened', opened)
    return next()
  })

const findOtherParent = ({ parents }: LoadedFile, parentId: string) => {
  const other = parents.find(({ id }) => id !== parentId)
  if (!other) throw new Error('A file has two parents')
  return other
}

const isAuthorisationOfFile = ({ authorisations }: LoadedFile, authorisation: string): boolean =>
  authorisations.some(({ id }) => id === authorisation)

const createGateCheck = (c: Context<FileEnv>, authorisationId: string, at: number) => ({
  authorisationId,
  coordinatorId: c.get('coordinator').id,
  at,
})

/** What a parent answered about the call, while the gate is open. Reading the sheet is recorded even when the gate is closed. */
async function readCallRules(c: Context<FileEnv>, authorisationRow: LoadedFile['authorisations'][number]) {
  const { db, keys } = c.get('env')
  const callSheetEvent = (rules: boolean) =>
    createFileEvent(c.get('coordinator'), c.get('opened'), 'call_sheet_read', { rules })
  const event = callSheetEvent(true)
  const gateCheck = createGateCheck(c, authorisationRow.id, event.happenedAt)
  const sealed = await readCallSheetAnswers(db, event, gateCheck, practice.attempts)
  if (!sealed) await appendAuditEvent(db, callSheetEvent(false))
  return sealed && unsealEvidence(keys, { id: authorisationRow.id, ...sealed })
}

/** The seal context of each part of the contact details, by the table it is stored in. */
const otherContactSealContexts = {
  authorisations: authorisedContactSealContext,
  submissions: (id: string): SealContext => `submissions.sealed_other_contact:${id}`,
} as const

/** What a parent answered about this call, in the order a coordinator needs it. */
const CALL_RULE_QUESTIONS: readonly (keyof AuthorisationAnswers)[] = [
  'callWhen',
  'callNever',
  'voicemail',
  'withheld',
]

/** The routes that go once no page of the desk asks for them: the file as a whole, and what the readings replaced. */
export const legacyFileApi = new Hono<AppEnv>()
  .get('/files/:reference', requirePermission('read'), parseLanguageQuery, async (c) => {
    const opened = c.get('opened')
    const facts = toFileFacts(c.get('coordinator'), opened)
    if (facts.locked)
      return c.json({ ...facts, parents: [], latestAuthorisations: [], timeRequests: [], contactability: [] })
    const { keys } = c.get('env')
    const { language } = c.req.valid('query')
    const [parents, latestAuthorisations, timeRequests, contactability] = await Promise.all([
      Promise.all(opened.intakes.map((intake) => unsealAnswers(keys, intake, language))),
      decryptLatestAuthorisations(keys, opened, language),
      unsealTimeRequests(c.get('env'), opened, language),
      unsealContactability(c.get('env'), opened),
    ])
    await recordFileRead(c.get('env').db, createFileEvent(c.get('coordinator'), opened, 'answers_read'))
    return c.json({ ...facts, parents, latestAuthorisations, timeRequests, contactability })
  })
  .post(
    '/files/:reference/safety-answers',
    requirePermission('content'),
    parseLanguageQuery,
    parseJsonBody(z.object({ reason: z.enum(safetyReasonKeys) })),
    async (c) => {
      const opened = c.get('opened')
      if (isLocked(opened)) return respondWithDeskError(c, { code: 'conflict_review_needed' })
      // The audit event comes first: what cannot be recorded is not opened.
      await appendAuditEvent(
        c.get('env').db,
        createFileEvent(c.get('coordinator'), opened, 'safety_answers_read', c.req.valid('json')),
      )
      const { language } = c.req.valid('query')
      return c.json({
        parents: await Promise.all(
          opened.intakes.map((intake) => unsealSafety(c.get('env').keys, intake, language)),
        ),
      })
    },
  )
  .post(
    '/files/:reference/other-contact',
    requirePermission('callOtherParent'),
    requireConflictReview,
    parseLanguageQuery,
    parseJsonBody(z.object({ authorisation: z.string() })),
    async (c) => {
      const { db, keys } = c.get('env')
      const event = createFileEvent(c.get('coordinator'), c.get('opened'), 'other_contact_read')
      const gateCheck = createGateCheck(c, c.req.valid('json').authorisation, event.happenedAt)
      const sealed = isAuthorisationOfFile(c.get('opened'), gateCheck.authorisationId)
        ? await readOtherParentContact(db, event, gateCheck, practice.attempts)
        : undefined
      if (!sealed) return respondWithDeskError(c, { code: 'stale' })
      const { language } = c.req.valid('query')
      const parts = await Promise.all(
        sealed.map(async ({ sourceTable, id, sealed }) => {
          const sealContext = otherContactSealContexts[sourceTable](id)
          return (await unseal(keys, 'otherContact', sealContext, sealed)) as EnvelopePart
        }),
      )
      return c.json({
        sections: parts.flatMap(({ asked, answers }) => summariseAnswers(asked, answers, language)),
      })
    },
  )
  .get(
    '/files/:reference/call-sheet',
    requirePermission('callOtherParent'),
    requireConflictReview,
    parseAuthorisationQuery,
    async (c) => {
      const opened = c.get('opened')
      const { authorisation } = c.req.valid('query')
      const authorisationRow = opened.authorisations.find(({ id, sealedEvidence }) =>
        authorisation === '' ? sealedEvidence !== null : id === authorisation,
      )
      if (!authorisationRow?.sealedEvidence) return respondWithDeskError(c, { code: 'stale' })
      const { language } = findOtherParent(opened, authorisationRow.parentId)
      const evidence = await readCallRules(c, authorisationRow)
      const [rules] = evidence ? summariseAnswers(evidence.asked, evidence.answers, language) : []
      return c.json({
        file: toFileFacts(c.get('coordinator'), opened),
        authorisation: authorisationRow.id,
        language,
        /** Without them nobody calls: the sheet is for writing down a call that was made earlier. */
        isGateOpen: evidence !== undefined,
        rules: CALL_RULE_QUESTIONS.flatMap(
          (question) => rules?.rows.find((row) => row.question === question) ?? [],
        ),
        callScript: callScript.parts.map(({ id, title, lines }) => ({
          id,
          title: title[language],
          lines: lines.map((line) => line[language]),
        })),
        message: evidence?.answers.voicemail === 'call-back' ? voicemailWording[language] : null,
        neverSaid: neverSaidWording.lines.map((line) => line[language]),
      })
    },
  )
