import type { MailSubject } from '../../content/mail/mail-subjects.ts'
import { composeResumeCodeMessage } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { formatCalendarDay } from '../../content/time/local-time.ts'
import { incrementManyCodeAttempts, setResumeCode } from '../../db/drafts.ts'
import { getMessageOutcome, queueMessage } from '../../db/outbox.ts'
import { parentTimeZone } from '../contact/contact-rules.ts'
import { currentAttemptWindow, MAX_CODE_MAILS_PER_HOUR } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import type { ReadForm } from '../http/read-form.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { createOutboxRow } from '../mail/message.ts'
import { deriveResumeKey, generatePrivateCode, hashCode } from '../privacy/code.ts'
import { type SealContext, sealWith } from '../privacy/seal.ts'
import { loadCurrentDraft } from './draft.ts'
import type { CookieDraft } from './draft-cookie.ts'
import { contactRulesSoFar, type RegisteredForm } from './registered-form.ts'
import { redirectToTasks } from './tasks.ts'

/** Creates a resume code and shows it this once; mails it too if asked, and only to a safe address. */
export async function postResumeCode(
  c: Context,
  registered: RegisteredForm,
  { fields }: ReadForm,
): Promise<Response> {
  const form = registered.form.id
  const draft = await loadCurrentDraft(c, form)
  if (!draft || draft.cookieDraft.shared) return redirectToTasks(c, form)
  const code = await createResumeCode(c, draft.cookieDraft)
  if (code === undefined) return redirectToTasks(c, form)
  const language = c.get('language')
  const contact = contactRulesSoFar(registered, draft.fields)
  const lastDay = formatCalendarDay(draft.expiresAt, parentTimeZone(contact), language)
  const to = fields.mail?.[0] === 'yes' ? contact?.email : undefined
  const isMailAllowed = to !== undefined && (await canMailResumeCode(c, draft.cookieDraft))
  const outcome =
    isMailAllowed && (await mailResumeCode(c, { form, to, subject: contact?.mailSubject, code, lastDay }))
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

/** A new code for a draft, in place of any it had; nothing when the draft has expired meanwhile. */
async function createResumeCode(c: Context, { id, token }: CookieDraft): Promise<string | undefined> {
  const { db, draftSecret } = c.get('env')
  const code = generatePrivateCode()
  const [resumeCodeHash, key] = await Promise.all([
    hashCode(draftSecret, 'resume', code),
    deriveResumeKey(draftSecret, code),
  ])
  const sealedResumeToken = await sealWith(key, resumeTokenSealContext(id), token)
  return (await setResumeCode(db, id, { resumeCodeHash, sealedResumeToken }, Date.now())) ? code : undefined
}

export const resumeTokenSealContext = (draftId: string): SealContext =>
  `drafts.sealed_resume_token:${draftId}`

/** Whether another code may be e-mailed from this connection and for this draft. */
async function canMailResumeCode(c: Context, draft: CookieDraft): Promise<boolean> {
  const { connectionHash, hour } = await currentAttemptWindow(c)
  const [byConnection, byDraft] = await incrementManyCodeAttempts(
    c.get('env').db,
    [`mail ${connectionHash}`, `mail ${draft.id}`],
    hour,
  )
  return Math.max(byConnection ?? 0, byDraft ?? 0) <= MAX_CODE_MAILS_PER_HOUR
}

interface ResumeCodeMail {
  readonly form: string
  readonly to: string
  readonly subject: MailSubject | undefined
  readonly code: string
  readonly lastDay: string
}

/** Queues the code for sending; tells whether it left, as far as can be known while somebody waits for the page. */
async function mailResumeCode(
  c: Context,
  { form, to, subject = 'reference', code, lastDay }: ResumeCodeMail,
): Promise<'mailed' | 'mail-late'> {
  const { db, keys, portalOrigin } = c.get('env')
  const facts = { subject, code, lastDay, portalOrigin, resumePath: `/${form}/resume/` }
  const mail = composeResumeCodeMessage(facts, c.get('language'))
  const from = practice.discreetMailFrom
  const row = await createOutboxRow(keys, { fileId: null, kind: 'resume' }, { from, to, ...mail }, Date.now())
  await queueMessage(db, row)
  const sending = drainOutbox(c.get('env'), Date.now)
  c.executionCtx.waitUntil(sending)
  const waited = new Promise((resolve) => setTimeout(resolve, WAIT_FOR_MAIL_SECONDS * 1000))
  await Promise.race([sending.catch(() => undefined), waited])
  return (await getMessageOutcome(db, row.id)) === 'sent' ? 'mailed' : 'mail-late'
}

/** Longer than a provider in good health takes, and no longer than a person waits without wondering. */
const WAIT_FOR_MAIL_SECONDS = 3
