import * as z from 'zod/mini'
import { codeConfirmationChannelKeys } from '../../content/authorisation/code-confirmation.ts'
import { prefixCode } from '../../content/code-prefixes.ts'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { confirmAccessCode, replaceAccessCode } from '../../db/access-codes.ts'
import { replaceInvitationAndQueueMessage } from '../../db/call-attempts.ts'
import { loadDeskFileWithAuthorisationsAndLastAuditRow } from '../../db/desk-file-calls.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import { MAX_EMAIL_OCTETS } from '../../forms/limits.ts'
import { isSafeChannel, unsealUnsharedContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { idSchema, seenEventSchema, seenUntilSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createParentMessageOutboxRow } from '../mail/parent-message.ts'
import { hasEmailToken } from '../privacy/blind-index.ts'
import { generateInvitationCode, generatePrivateCode, hashCode, hashInvitationCode } from '../privacy/code.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { drainOutboxAfterResponse, respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, sideSchema } from './parent-side.ts'

/**
 * The routes that create codes: an invitation for the other parent, and a new access code. A code is in its response
 * only.
 */
export const parentCodesApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/invitation',
    requireFilePermission('callOtherParent', loadDeskFileWithAuthorisationsAndLastAuditRow),
    requireUnlockedFile,
    createJsonBodyValidator(
      z.object({
        authorisation: idSchema,
        email: z.optional(z.email().check(z.maxLength(MAX_EMAIL_OCTETS))),
      }),
    ),
    async (c) => {
      const { db, keys } = c.get('env')
      const { authorisation, email } = c.req.valid('json')
      const loaded = c.get('loaded')
      const granterId = loaded.authorisations.find(({ id }) => id === authorisation)?.parentId
      if (!granterId) return respondWithDeskError(c, { code: 'stale' })
      const granter = loaded.parents.find(({ id }) => id === granterId)
      // A code sent to the first parent would open an intake in the other one's name.
      if (email && granter && (await hasEmailToken(keys.index, email, granter.emailTokens)))
        return respondWithDeskError(c, { code: 'invalid', paths: ['email'] })
      const id = crypto.randomUUID()
      const code = generateInvitationCode()
      const message =
        email &&
        (await createInvitationMessage(
          c.get('env'),
          loaded,
          { id, authorisation },
          { code: prefixCode('invitation', code), email },
        ))
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'invitation_created', {
        by: email ? 'e-mail' : 'read-out',
      })
      const invitation = {
        id,
        ...(await hashInvitationCode(keys.draft, code)),
        gateCheck: { authorisationId: authorisation, coordinatorId: event.actor, at: event.happenedAt },
        expiresAt: event.happenedAt + practice.invitationDays * DAY_MS,
      }
      if (!(await replaceInvitationAndQueueMessage(db, event, invitation, message || undefined)))
        return respondWithDeskError(c, { code: 'stale' })
      drainOutboxAfterResponse(c)
      return c.json({ code: prefixCode('invitation', code), expiresAt: invitation.expiresAt })
    },
  )
  .post(
    '/files/:reference/access-code',
    requireFilePermission('renewAccessCode', loadDeskFileWithParents),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ side: sideSchema, seen: seenEventSchema })),
    async (c) => {
      const { db, keys } = c.get('env')
      const loaded = c.get('loaded')
      const { side, seen } = c.req.valid('json')
      const parent = pickParentOnSide(loaded.parents, side)
      const code = generatePrivateCode()
      const accessCodeHash = await hashCode(keys.draft, 'file', code)
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'access_code_replaced', {
        ...(parent && { side: parent.side }),
      })
      if (!parent || !(await replaceAccessCode(db, event, { parentId: parent.id, accessCodeHash, seen })))
        return respondWithDeskError(c, { code: 'stale' })
      return c.json({ code: prefixCode('file', code) })
    },
  )
  // Records how the parent confirmed that they have the new code. Only then may it sign for them. A channel that they did
  // not call safe may reach somebody else.
  .post(
    '/files/:reference/access-code-confirmation',
    requireFilePermission('renewAccessCode', loadDeskFileWithParents),
    requireUnlockedFile,
    createJsonBodyValidator(
      z.object({
        side: sideSchema,
        replacedAt: seenUntilSchema,
        through: z.enum(codeConfirmationChannelKeys),
      }),
    ),
    async (c) => {
      const loaded = c.get('loaded')
      const { side, replacedAt, through } = c.req.valid('json')
      const parent = pickParentOnSide(loaded.parents, side)
      if (!parent) return respondWithDeskError(c, { code: 'stale' })
      if (!isSafeChannel(await unsealUnsharedContactRules(c.get('env'), parent), through))
        return respondWithDeskError(c, { code: 'invalid', paths: ['through'] })
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'access_code_confirmed', {
        side,
        through,
      })
      const confirmation = { parentId: parent.id, replacedAt, through }
      return respondToChangeAndDrainOutbox(c, await confirmAccessCode(c.get('env').db, event, confirmation))
    },
  )

/** Builds the e-mail with the code, in the other parent's language, to an address they gave on the phone. */
function createInvitationMessage(
  env: Environment,
  loaded: NonNullable<Awaited<ReturnType<typeof loadDeskFileWithAuthorisationsAndLastAuditRow>>>,
  { id: invitationId, authorisation }: { readonly id: string; readonly authorisation: string },
  { code, email }: { readonly code: string; readonly email: string },
) {
  const authorisationRow = loaded.authorisations.find(({ id }) => id === authorisation)
  const other = loaded.parents.find(({ id }) => id !== authorisationRow?.parentId)
  if (!other) throw new Error('A file has two parents')
  const about = { kind: 'invitation', fileId: loaded.file.id, language: other.language } as const
  const contactRules = { email, mailSubject: 'reference' } as const
  const dependsOn = { invitationId }
  return createParentMessageOutboxRow(env, { ...about, dependsOn, contactRules, facts: { code } }, Date.now())
}
