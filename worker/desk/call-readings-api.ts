import type { Context } from 'hono'
import * as z from 'zod/mini'
import type { AuthorisationAnswers } from '../../content/forms/contact-authorisation/index.ts'
import { practice } from '../../content/practice.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import {
  readSealedAuthorisationEvidenceWithAudit,
  readSealedOtherParentContactWithAudit,
} from '../../db/call-attempts.ts'
import { loadDeskFileWithAuthorisationsAndLastAuditRow } from '../../db/desk-file-calls.ts'
import { type Language, languages } from '../../forms/language.ts'
import { formatPhone } from '../../forms/questions/phone.ts'
import { buildAuthorisedContactSealContext } from '../authorisation/authorisation-evidence.ts'
import { listOwnPhones, unsealContactRules } from '../contact/contact-rules.ts'
import { parseFormVersions, type StoredEnvelopePart, summariseStoredPart } from '../forms/form-version.ts'
import { idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { normalisePhone } from '../privacy/normalise.ts'
import { type SealContext, unseal } from '../privacy/seal.ts'
import { loadWords } from '../site/load-words.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { type LoadedFileEnv, requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { unsealAuthorisationEvidence } from './sealed-answers.ts'

/** Leaves out the numbers for the other parent that are on the writer’s own side; gives the same part when there is none. */
function withoutOwnNumber(part: StoredEnvelopePart, own: readonly string[]): StoredEnvelopePart {
  const isOwn = (answer: unknown) => typeof answer === 'string' && own.includes(normalisePhone(answer))
  const entries = Object.entries(part.answers)
  const shown = entries.filter(([name, answer]) => !(OTHER_PHONE_QUESTIONS.has(name) && isOwn(answer)))
  return shown.length === entries.length ? part : { ...part, answers: Object.fromEntries(shown) }
}

/** The questions that ask for a number, the one given with the authorisation first. */
const OTHER_PHONE_QUESTIONS: ReadonlySet<string> = new Set(['otherPhoneNow', 'otherPhone'])

/** Lists the numbers of these parts that a link can call. One that its writer called unsafe is only shown in its answer. */
const listCallableNumbers = (parts: readonly StoredEnvelopePart[], language: Language) =>
  [...OTHER_PHONE_QUESTIONS].flatMap((question) =>
    parts.flatMap(({ answers }) => {
      const phone = answers[question]
      const isCallable = typeof phone === 'string' && phone.startsWith('+')
      const isUnsafe = question === 'otherPhone' && answers.otherPhoneSafe === 'no'
      return isCallable && !isUnsafe ? [{ question, phone, shown: formatPhone(phone)[language] }] : []
    }),
  )

/**
 * The routes that read what the lead needs for a call. Each checks the gate to the other parent and is recorded in the
 * file's audit.
 */
export const callPreparationReadingsApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/readings/other-contact',
    requireFilePermission('callOtherParent', loadDeskFileWithAuthorisationsAndLastAuditRow),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ language: z.enum(languages), authorisation: idSchema })),
    async (c) => {
      const { db, keys } = c.get('env')
      const { authorisations, lastAuditRow } = c.get('loaded')
      const { language, authorisation } = c.req.valid('json')
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'other_contact_read')
      const gateCheck = { authorisationId: authorisation, coordinatorId: event.actor, at: event.happenedAt }
      const sealed = authorisations.some(({ id }) => id === authorisation)
        ? await readSealedOtherParentContactWithAudit(db, event, gateCheck, practice.attempts, lastAuditRow)
        : undefined
      if (!sealed) return respondWithDeskError(c, { code: 'stale' })
      const parts = await Promise.all(
        sealed.map(async ({ sourceTable, id, sealed }) => {
          const sealContext = otherContactSealContexts[sourceTable](id)
          return (await unseal(keys, 'otherContact', sealContext, sealed)) as StoredEnvelopePart
        }),
      )
      const forms = await parseFormVersions(sealed.map(({ formVersion }) => formVersion))
      const granterId = authorisations.find(({ id }) => id === authorisation)?.parentId
      const granter = c.get('loaded').parents.find(({ id }) => id === granterId)
      const rules =
        granter && (await unsealContactRules(c.get('env'), granter.id, granter.sealedContactRules))
      const shown = parts.map((part) => withoutOwnNumber(part, listOwnPhones(rules)))
      return c.json({
        sections: shown.flatMap((part) => summariseStoredPart(part, forms, language)),
        callableNumbers: listCallableNumbers(shown, language),
        /** Whether a number is left out, because the parent who authorised the call gave it for their own side. */
        hasWithheldNumber: shown.some((part, index) => part !== parts[index]),
      })
    },
  )
  .post(
    '/files/:reference/readings/call-sheet',
    requireFilePermission('callOtherParent', loadDeskFileWithAuthorisationsAndLastAuditRow),
    requireUnlockedFile,
    /** The latest authorisation applies when no id is given. */
    createJsonBodyValidator(z.object({ authorisation: z.optional(idSchema) })),
    async (c) => {
      const { parents, authorisations } = c.get('loaded')
      const row = findAuthorisationToCallUnder(authorisations, c.req.valid('json').authorisation)
      const other = parents.find(({ id }) => id !== row?.parentId)
      if (!row || !other) return respondWithDeskError(c, { code: 'stale' })
      const { language } = other
      const read = await readCallRules(c, row)
      const { call } = await loadWords(c.get('env'))
      const [rules] = read ? summariseStoredPart(read.evidence, read.forms, language) : []
      return c.json({
        authorisation: row.id,
        /** The language of the other parent. */
        language,
        /** Without evidence the gate is shut and nobody calls; the sheet then serves to record an earlier call. */
        isGateOpen: read !== undefined,
        rules: CALL_RULE_QUESTIONS.flatMap(
          (question) => rules?.rows.find((row) => row.question === question) ?? [],
        ),
        callScript: call.scriptParts.map(({ id, title, lines }) => ({
          id,
          title: title[language],
          lines: lines.map((line) => line[language]),
        })),
        message: read?.evidence.answers.voicemail === 'call-back' ? call.voicemail[language] : null,
        neverSaid: call.neverSaid.lines.map((line) => line[language]),
      })
    },
  )

type LoadedAuthorisations = NonNullable<
  Awaited<ReturnType<typeof loadDeskFileWithAuthorisationsAndLastAuditRow>>
>
type AuthorisationRow = LoadedAuthorisations['authorisations'][number]

/**
 * Finds the latest authorisation that its parent granted. Gives undefined when another id is asked for, since the
 * latest has replaced it.
 */
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

/**
 * Gives what a parent answered about the call; undefined while the gate is shut. Records the reading in either case.
 */
async function readCallRules(c: Context<LoadedFileEnv<LoadedAuthorisations>>, { id }: AuthorisationRow) {
  const { db, keys } = c.get('env')
  const { lastAuditRow } = c.get('loaded')
  const createSheetEvent = (rules: boolean) =>
    buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'call_sheet_read', { rules })
  const event = createSheetEvent(true)
  const gateCheck = { authorisationId: id, coordinatorId: event.actor, at: event.happenedAt }
  const sealed = await readSealedAuthorisationEvidenceWithAudit(
    db,
    event,
    gateCheck,
    practice.attempts,
    lastAuditRow,
  )
  if (!sealed) await appendAuditEvent(db, createSheetEvent(false), lastAuditRow)
  const evidence = sealed && (await unsealAuthorisationEvidence(keys, { id, ...sealed }))
  return evidence && { evidence, forms: await parseFormVersions([sealed?.formVersion]) }
}

/** The seal context of each part of the contact details, by the table that stores it. */
const otherContactSealContexts = {
  authorisations: buildAuthorisedContactSealContext,
  submissions: (id: string): SealContext => `submissions.sealed_other_contact:${id}`,
} as const

/** The questions about the call, in the order in which a coordinator needs the answers. */
const CALL_RULE_QUESTIONS: readonly (keyof AuthorisationAnswers)[] = [
  'callWhen',
  'callNever',
  'voicemail',
  'withheld',
]
