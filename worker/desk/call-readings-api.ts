import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { callScript, neverSaidWording, voicemailWording } from '../../content/authorisation/call-script.ts'
import type { AuthorisationAnswers } from '../../content/forms/contact-authorisation/index.ts'
import { practice } from '../../content/practice.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import { readCallSheetAnswers, readOtherParentContact } from '../../db/call-attempts.ts'
import { loadDeskFileAuthorisations } from '../../db/desk-file-calls.ts'
import { languages } from '../../forms/language.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import { authorisedContactSealContext } from '../authorisation/authorisation-evidence.ts'
import type { EnvelopePart } from '../forms/envelope.ts'
import type { AppEnv } from '../http/context.ts'
import { type SealContext, unseal } from '../privacy/seal.ts'
import { parseJsonBody, respondWithDeskError } from './api-error.ts'
import { type LoadedFileEnv, requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { createFileEvent } from './file-event.ts'
import { unsealEvidence } from './sealed-answers.ts'

/** Readings of what the lead needs for a call, under the gate to the other parent and recorded in the file's audit. */
export const callReadingsApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/readings/other-contact',
    requireFilePermission('callOtherParent', loadDeskFileAuthorisations),
    requireUnlockedFile,
    parseJsonBody(z.object({ language: z.enum(languages), authorisation: z.string() })),
    async (c) => {
      const { db, keys } = c.get('env')
      const { authorisations, lastAuditRow } = c.get('loaded')
      const { language, authorisation } = c.req.valid('json')
      const event = createFileEvent(c.get('coordinator'), c.get('loaded'), 'other_contact_read')
      const gateCheck = { authorisationId: authorisation, coordinatorId: event.actor, at: event.happenedAt }
      const sealed = authorisations.some(({ id }) => id === authorisation)
        ? await readOtherParentContact(db, event, gateCheck, practice.attempts, lastAuditRow)
        : undefined
      if (!sealed) return respondWithDeskError(c, { code: 'stale' })
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
  .post(
    '/files/:reference/readings/call-sheet',
    requireFilePermission('callOtherParent', loadDeskFileAuthorisations),
    requireUnlockedFile,
    /** Without the id of an authorisation, the latest one. */
    parseJsonBody(z.object({ authorisation: z.string().optional() })),
    async (c) => {
      const { parents, authorisations } = c.get('loaded')
      const row = findAuthorisationToCallUnder(authorisations, c.req.valid('json').authorisation)
      const other = parents.find(({ id }) => id !== row?.parentId)
      if (!row || !other) return respondWithDeskError(c, { code: 'stale' })
      const { language } = other
      const evidence = await readCallRules(c, row)
      const [rules] = evidence ? summariseAnswers(evidence.asked, evidence.answers, language) : []
      return c.json({
        authorisation: row.id,
        /** That of the other parent. */
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

type LoadedAuthorisations = NonNullable<Awaited<ReturnType<typeof loadDeskFileAuthorisations>>>
type AuthorisationRow = LoadedAuthorisations['authorisations'][number]

/** The latest one its parent granted; any other has been replaced. */
const findAuthorisationToCallUnder = (
  authorisations: readonly AuthorisationRow[],
  id: string | undefined,
): AuthorisationRow | undefined =>
  authorisations.find(
    (row) =>
      row.hasEvidence === 1 &&
      (id === undefined || row.id === id) &&
      row ===
        authorisations.find(({ parentId, grantedAt }) => parentId === row.parentId && grantedAt !== null),
  )

/** What a parent answered about the call, while the gate is open. Reading the sheet is recorded even when the gate is shut. */
async function readCallRules(c: Context<LoadedFileEnv<LoadedAuthorisations>>, { id }: AuthorisationRow) {
  const { db, keys } = c.get('env')
  const { lastAuditRow } = c.get('loaded')
  const createSheetEvent = (rules: boolean) =>
    createFileEvent(c.get('coordinator'), c.get('loaded'), 'call_sheet_read', { rules })
  const event = createSheetEvent(true)
  const gateCheck = { authorisationId: id, coordinatorId: event.actor, at: event.happenedAt }
  const sealed = await readCallSheetAnswers(db, event, gateCheck, practice.attempts, lastAuditRow)
  if (!sealed) await appendAuditEvent(db, createSheetEvent(false), lastAuditRow)
  return sealed && unsealEvidence(keys, { id, ...sealed })
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
