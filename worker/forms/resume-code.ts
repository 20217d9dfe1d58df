import { formatDateInZone } from '../../content/time/local-time.ts'
import { incrementCodeAttemptsOfConnections } from '../../db/code-attempts.ts'
import { setResumeCode } from '../../db/drafts.ts'
import { findMessageOutcome, queueMessage } from '../../db/outbox.ts'
import { getParentTimeZone } from '../contact/contact-rules.ts'
import { getAttemptConnectionAndHour, MAX_CODE_MAILS_PER_HOUR } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import type { ReadForm } from '../http/read-form.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { createParentMessageOutboxRow, type ParentMessage } from '../mail/parent-message.ts'
import { generatePrivateCode, hashCode } from '../privacy/code.ts'
import { loadCurrentDraft } from './draft.ts'
import type { CookieDraft } from './draft-cookie.ts'
import { getContactRulesSoFar, type RegisteredForm } from './registered-form.ts'
import { sealResumeToken } from './resume-token.ts'
import { redirectToTasks } from './tasks.ts'

/**
 * Creates a resume code and shows it once. E-mails it too when the parent asks, only to an address they called safe.
 */
export async function postResumeCodeRequest(
  c: Context,
  registered: RegisteredForm,
  { fields }: ReadForm,
): Promise<Response> {
  const form = registered.form.id
  const draft = await loadCurrentDraft(c, form)
  if (!draft || draft.cookieDraft.shared) return redirectToTasks(c, form)
  const created = await createResumeCode(c, draft.cookieDraft)
  if (!created) return redirectToTasks(c, form)
  const { code } = created
  const language = c.get('language')
  const contact = getContactRulesSoFar(registered, draft.fields)
  const lastDay = formatDateInZone(draft.expiresAt, getParentTimeZone(contact), language)
  const isMailRequested = fields.mail?.[0] === 'yes' && contact?.email !== undefined
  const isMailAllowed = isMailRequested && (await canMailResumeCode(c, draft.cookieDraft))
  const facts = { code, lastDay, resumePath: `/${form}/resume/` }
  const section = registered.contact?.section ?? ''
  const revision = draft.revisionBySection.get(section) ?? 0
  const dependsOn = { resumeCodeHash: created.resumeCodeHash, section, revision }
  const outcome = isMailAllowed && (await mailResumeCode(c, { contactRules: contact, facts, dependsOn }))
  log('resume_code_created', { request: c.get('requestId'), form, mailed: outcome })
  return fillPage(c, 'resume-code', {
    path: `/${form}/resume-code/`,
    slots: {
      code,
      'last-day': lastDay,
      mailed: outcome === 'mailed',
      'mail-late': outcome === 'mail-late',
    },
  })
}

/** Creates a code for a draft, which replaces an earlier one; undefined when the draft has expired. */
async function createResumeCode(c: Context, draft: CookieDraft) {
  const { db, keys } = c.get('env')
  const code = generatePrivateCode()
  const [resumeCodeHash, sealedResumeToken] = await Promise.all([
    hashCode(keys.draft, 'resume', code),
    sealResumeToken(keys.draft, code, draft),
  ])
  return (await setResumeCode(db, draft.id, { resumeCodeHash, sealedResumeToken }, Date.now()))
    ? { code, resumeCodeHash }
    : undefined
}

/** Whether this connection and this draft are within the limit of codes e-mailed in an hour. */
async function canMailResumeCode(c: Context, draft: CookieDraft): Promise<boolean> {
  const { connectionHash, hour } = await getAttemptConnectionAndHour(c)
  const [byConnection, byDraft] = await incrementCodeAttemptsOfConnections(
    c.get('env').db,
    [`mail ${connectionHash}`, `mail ${draft.id}`],
    hour,
  )
  return Math.max(byConnection ?? 0, byDraft ?? 0) <= MAX_CODE_MAILS_PER_HOUR
}

/**
 * Queues the code and waits a few seconds for it to be sent. Tells whether it was, as far as that is certain by then.
 */
async function mailResumeCode(
  c: Context,
  message: Pick<ParentMessage<'resume-code'>, 'contactRules' | 'facts' | 'dependsOn'>,
): Promise<'mailed' | 'mail-late' | false> {
  const { db } = c.get('env')
  const about = { kind: 'resume-code', fileId: null, language: c.get('language') } as const
  const row = await createParentMessageOutboxRow(c.get('env'), { ...about, ...message }, Date.now())
  if (!row) return false
  await queueMessage(db, row)
  const sending = drainOutbox(c.get('env'), Date.now)
  c.executionCtx.waitUntil(sending)
  const waited = new Promise((resolve) => setTimeout(resolve, WAIT_FOR_MAIL_SECONDS * 1000))
  await Promise.race([sending.catch(() => undefined), waited])
  return (await findMessageOutcome(db, row.id)) === 'sent' ? 'mailed' : 'mail-late'
}

/** Longer than a working provider takes, and shorter than a person waits without wondering. */
const WAIT_FOR_MAIL_SECONDS = 3
