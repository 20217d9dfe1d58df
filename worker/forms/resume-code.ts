import { prefixCode } from '../../content/code-prefixes.ts'
import { DRAFT_DAYS } from '../../content/retention.ts'
import { formatDateInZone } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { queueBoundedMessage } from '../../db/bounded-messages.ts'
import { setResumeCode } from '../../db/drafts.ts'
import { findMessageOutcome } from '../../db/outbox.ts'
import { getParentTimeZone } from '../contact/contact-rules.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { getPressedButton, type ReadForm } from '../http/read-form.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { buildMailLimits } from '../mail/flood-limits.ts'
import { createParentMessageOutboxRow, type ParentMessage } from '../mail/parent-message.ts'
import { generatePrivateCode, hashCode } from '../privacy/code.ts'
import { loadCurrentDraft } from './draft.ts'
import type { CookieDraft } from './draft-cookie.ts'
import { getContactRulesSoFar, type RegisteredForm } from './registered-form.ts'
import { sealResumeToken } from './resume-token.ts'
import { redirectToTasks } from './tasks.ts'

/**
 * Creates a resume code and shows it for some minutes, at an address that can be reloaded. E-mails it too when the parent
 * asks, only to an address they called safe.
 */
export async function postResumeCodeRequest(
  c: Context,
  registered: RegisteredForm,
  posted: ReadForm,
): Promise<Response> {
  const button = getPressedButton(posted, ['show', 'mail'])
  if (!button) return respondWithError(c, 400)
  const form = registered.form.id
  const draft = await loadCurrentDraft(c, registered.form)
  if (!draft) return redirectToTasks(c, form)
  // On a shared device the draft would end within the hour, and the code with it.
  const storedUntil = draft.cookieDraft.shared ? Date.now() + DRAFT_DAYS * DAY_MS : draft.expiresAt
  const created = await createResumeCode(c, draft.cookieDraft, storedUntil)
  if (!created) return redirectToTasks(c, form)
  const code = prefixCode('resume', created.code)
  const language = c.get('language')
  const contact = getContactRulesSoFar(registered, draft.fields)
  const lastDay = formatDateInZone(storedUntil, getParentTimeZone(contact), language)
  const isMailRequested = button === 'mail' && contact?.email !== undefined
  const facts = { code, lastDay }
  const sections = registered.contact?.sections ?? []
  const revision = sections.reduce((sum, section) => sum + (draft.revisionBySection.get(section) ?? 0), 0)
  const dependsOn = { resumeCodeHash: created.resumeCodeHash, sections, revision }
  const outcome = isMailRequested && (await mailResumeCode(c, { contactRules: contact, facts, dependsOn }))
  log('resume_code_created', { request: c.get('requestId'), form, mailed: outcome })
  return fillPage(c, 'resume-code', {
    path: `/${form}/resume-code/`,
    isReturnedTo: true,
    slots: {
      code,
      'last-day': lastDay,
      mailed: outcome === 'mailed',
      'mail-late': outcome === 'mail-late',
      'mail-limited': outcome === 'mail-limited',
    },
  })
}

/** Creates a code for a draft, which replaces an earlier one; undefined when the draft has expired. */
async function createResumeCode(c: Context, draft: CookieDraft, storedUntil: number) {
  const { db, keys } = c.get('env')
  const code = generatePrivateCode()
  const [resumeCodeHash, sealedResumeToken] = await Promise.all([
    hashCode(keys.draft, 'resume', code),
    sealResumeToken(keys.draft, code, draft),
  ])
  return (await setResumeCode(db, draft.id, { resumeCodeHash, sealedResumeToken }, Date.now(), storedUntil))
    ? { code, resumeCodeHash }
    : undefined
}

/**
 * Queues the code, unless this connection or the address had too many e-mails within the hour, and waits a few
 * seconds for it to be sent. Tells whether it was, as far as that is certain by then.
 */
async function mailResumeCode(
  c: Context,
  message: Pick<ParentMessage<'resume-code'>, 'contactRules' | 'facts' | 'dependsOn'>,
): Promise<'mailed' | 'mail-late' | 'mail-limited' | false> {
  const env = c.get('env')
  const about = { kind: 'resume-code', fileId: null, language: c.get('language') } as const
  const now = Date.now()
  const row = await createParentMessageOutboxRow(env, { ...about, ...message }, now)
  const address = message.contactRules?.email
  if (!row || !address) return false
  const refusedOver = await buildMailLimits(env, await getAttemptConnectionAndHour(c), address)
  const queued = await queueBoundedMessage(env.db, { lead: 'anybody', row, refusedOver }, now)
  if (queued === 'limited') return 'mail-limited'
  if (queued === 'held') return 'mail-late'
  const sending = drainOutbox(env, Date.now)
  c.executionCtx.waitUntil(sending)
  const waited = new Promise((resolve) => setTimeout(resolve, WAIT_FOR_MAIL_SECONDS * 1000))
  await Promise.race([sending.catch(() => undefined), waited])
  return (await findMessageOutcome(env.db, row.id)) === 'sent' ? 'mailed' : 'mail-late'
}

/** Longer than a working provider takes, and shorter than a person waits without wondering. */
const WAIT_FOR_MAIL_SECONDS = 3
