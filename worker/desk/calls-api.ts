import { type Context, Hono } from 'hono'
import { validator } from 'hono/validator'
import * as z from 'zod'
import {
  callAttemptNextSteps,
  callAttemptOutcomes,
  orderFindings,
} from '../../content/authorisation/call-attempts.ts'
import { callScript, neverSaidWording, voicemailWording } from '../../content/authorisation/call-script.ts'
import type { AuthorisationAnswers } from '../../content/forms/contact-authorisation/index.ts'
import { composeAuthorisationRequest, composeInvitation } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import {
  createInvitation,
  isGateOpen,
  readCallSheetAnswers,
  readOtherParentContact,
  recordCallAttempt,
  recordOrderRead,
  replaceAccessCode,
  requestAuthorisation,
} from '../../db/call-attempts.ts'
import { loadDeskFileCalls } from '../../db/desk-file-calls.ts'
import type { outbox } from '../../db/schema.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import { authorisedContactSealContext } from '../authorisation/grant.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import type { EnvelopePart } from '../forms/envelope.ts'
import type { AppEnv } from '../http/context.ts'
import { createOutboxRow } from '../mail/message.ts'
import { generateInvitationCode, generatePrivateCode, hashCode } from '../privacy/code.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { type SealContext, unseal } from '../privacy/seal.ts'
import { parseJsonBody } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { parseLanguageQuery, reloadFile, requireConflictReview, respondWithFile } from './file-actions.ts'
import { createFileEvent } from './file-event.ts'
import { toFileFacts } from './file-facts.ts'
import { toParentCalls } from './parent-calls.ts'
import { type FileEnv, type LoadedFile, requirePermission } from './permissions.ts'
import { unsealEvidence } from './sealed-answers.ts'

const sideSchema = z.enum(['initiating', 'other'])
const enumOfKeys = <Key extends string>(record: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(record) as [Key])

/** `?authorisation=…`: id of the authorisation it is about; '' for the latest. */
const parseAuthorisationQuery = validator('query', ({ authorisation }) => ({
  authorisation: String(authorisation ?? ''),
}))

/** Asked every few seconds by a page that has the details open, so one small statement: nothing of the file is read. */
const callGateApi = new Hono<AppEnv>().get(
  '/files/:reference/call-gate',
  parseAuthorisationQuery,
  async (c) => {
    const reference = normaliseCrockford(c.req.param('reference'))
    const gateCheck = {
      authorisationId: c.req.valid('query').authorisation,
      coordinatorId: c.get('coordinator').id,
      at: Date.now(),
    }
    return c.json({ isGateOpen: await isGateOpen(c.get('env').db, reference, gateCheck, practice.attempts) })
  },
)

/** Calling the other parent, from requesting an authorisation to inviting them. Only the lead coordinator does these. */
export const callsApi = callGateApi
  .get(
    '/files/:reference/calls',
    requireFilePermission('content', loadDeskFileCalls),
    requireUnlockedFile,
    (c) => c.json({ calls: toParentCalls(c.get('loaded'), Date.now()) }),
  )
  .post(
    '/files/:reference/authorisation-request',
    requirePermission('callOtherParent'),
    requireConflictReview,
    parseJsonBody(z.object({ side: sideSchema })),
    async (c) => {
      const { db } = c.get('env')
      const opened = c.get('opened')
      const parent = findParentOnSide(opened, c.req.valid('json').side)
      if (!parent) return c.json({ error: 409 } as const, 409)
      const message = await createAuthorisationRequestMessage(c.get('env'), opened, parent)
      const event = createFileEvent(c.get('coordinator'), opened, 'authorisation_requested', {
        side: parent.side,
        mailed: message !== undefined,
      })
      const row = { id: crypto.randomUUID(), parentId: parent.id }
      if (!(await requestAuthorisation(db, event, row, message))) return c.json({ error: 409 } as const, 409)
      return c.json({ mailed: message !== undefined, file: await reloadFile(c) })
    },
  )
  .post(
    '/files/:reference/order-reading',
    requirePermission('callOtherParent'),
    requireConflictReview,
    parseJsonBody(z.object({ finding: enumOfKeys(orderFindings), reportedUntil: z.int() })),
    async (c) => {
      const { finding, reportedUntil } = c.req.valid('json')
      const event = createFileEvent(c.get('coordinator'), c.get('opened'), 'order_read', { finding })
      return respondWithFile(c, await recordOrderRead(c.get('env').db, event, finding, reportedUntil))
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
      if (!sealed) return c.json({ error: 409 } as const, 409)
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
  .post(
    '/files/:reference/call-attempts',
    requirePermission('callOtherParent'),
    requireConflictReview,
    parseJsonBody(
      z.object({
        id: z.uuid(),
        authorisation: z.string(),
        attemptedAt: z.int(),
        channel: z.literal('phone'),
        outcome: enumOfKeys(callAttemptOutcomes),
        nextStep: enumOfKeys(callAttemptNextSteps),
      }),
    ),
    async (c) => {
      const { authorisation, ...attempt } = c.req.valid('json')
      const { channel, outcome, nextStep } = attempt
      const event = createFileEvent(c.get('coordinator'), c.get('opened'), 'call_attempt_recorded', {
        channel,
        outcome,
        nextStep,
      })
      // A device's clock may run a little ahead; a call is never made after it is written down.
      const ahead = attempt.attemptedAt - event.happenedAt
      const attemptedAt = ahead > 0 && ahead < MAX_CLOCK_AHEAD_MS ? event.happenedAt : attempt.attemptedAt
      const row = { ...attempt, attemptedAt, authorisationId: authorisation }
      return respondWithFile(c, await recordCallAttempt(c.get('env').db, event, row, practice.attempts))
    },
  )
  .post(
    '/files/:reference/invitation',
    requirePermission('callOtherParent'),
    requireConflictReview,
    parseJsonBody(z.object({ authorisation: z.string(), email: z.email().max(254).optional() })),
    async (c) => {
      const { db, draftSecret } = c.get('env')
      const { authorisation, email } = c.req.valid('json')
      const opened = c.get('opened')
      if (!isAuthorisationOfFile(opened, authorisation)) return c.json({ error: 409 } as const, 409)
      const code = generateInvitationCode()
      const message =
        email && (await createInvitationMessage(c.get('env'), opened, authorisation, code, email))
      const event = createFileEvent(c.get('coordinator'), opened, 'invitation_created', {
        by: email ? 'e-mail' : 'read-out',
      })
      const invitation = {
        id: crypto.randomUUID(),
        codeHash: await hashCode(draftSecret, 'invitation', code),
        gateCheck: createGateCheck(c, authorisation, event.happenedAt),
        expiresAt: event.happenedAt + practice.invitationDays * DAY_MS,
      }
      if (!(await createInvitation(db, event, invitation, message || undefined)))
        return c.json({ error: 409 } as const, 409)
      return c.json({ code, expiresAt: invitation.expiresAt, file: await reloadFile(c) })
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
      if (!authorisationRow?.sealedEvidence) return c.json({ error: 409 } as const, 409)
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
  .post(
    '/files/:reference/access-code',
    requirePermission('callOtherParent'),
    parseJsonBody(z.object({ side: sideSchema })),
    async (c) => {
      const { db, draftSecret } = c.get('env')
      const opened = c.get('opened')
      const parent = findParentOnSide(opened, c.req.valid('json').side)
      const code = generatePrivateCode()
      const accessCodeHash = await hashCode(draftSecret, 'file', code)
      const event = createFileEvent(c.get('coordinator'), opened, 'access_code_replaced', {
        side: parent?.side ?? '',
      })
      if (!parent || !(await replaceAccessCode(db, event, parent.id, accessCodeHash)))
        return c.json({ error: 409 } as const, 409)
      return c.json({ code })
    },
  )

const DAY_MS = 86_400_000

/** How far ahead a coordinator's clock may be. */
const MAX_CLOCK_AHEAD_MS = 5 * 60_000

const findParentOnSide = ({ parents }: LoadedFile, side: 'initiating' | 'other') =>
  parents.find((parent) => parent.side === side)

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

/** An authorisation is requested by e-mail only at an address the parent called safe. */
async function createAuthorisationRequestMessage(
  env: Environment,
  { file }: LoadedFile,
  { id, language, sealedContactRules }: LoadedFile['parents'][number],
): Promise<typeof outbox.$inferInsert | undefined> {
  const { keys, portalOrigin } = env
  const rules = await unsealContactRules(env, id, sealedContactRules)
  if (!rules?.email) return undefined
  const { email: to, mailSubject: subject } = rules
  const message = {
    from: practice.discreetMailFrom,
    to,
    ...composeAuthorisationRequest({ subject, portalOrigin }, language),
  }
  return createOutboxRow(
    keys,
    { fileId: file.id, kind: 'authorisation-requested', parentId: id },
    message,
    Date.now(),
  )
}

/** To an address the other parent gave on the phone, in their language. */
function createInvitationMessage(
  { keys, portalOrigin }: Environment,
  opened: LoadedFile,
  authorisation: string,
  code: string,
  to: string,
) {
  const authorisationRow = opened.authorisations.find(({ id }) => id === authorisation)
  const { language } = findOtherParent(opened, authorisationRow?.parentId ?? '')
  const content = composeInvitation({ subject: 'reference', code, portalOrigin }, language)
  const message = { from: practice.discreetMailFrom, to, ...content }
  return createOutboxRow(keys, { fileId: opened.file.id, kind: 'invitation' }, message, Date.now())
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
