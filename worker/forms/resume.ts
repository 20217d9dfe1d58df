import { intakeForm } from '../../content/forms/intake/index.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { resumeWording } from '../../content/intake/resume.ts'
import type { mailSubjects } from '../../content/mail/mail-subjects.ts'
import { composeResumeCodeMessage } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { sectionStatusWording } from '../../content/site/wording.ts'
import { slotsFor } from '../../content/slots-for.ts'
import { formatCalendarDay } from '../../content/time/local-time.ts'
import {
  countAttemptAndFindDraft,
  deleteDraft,
  deleteDraftWithoutResumeCode,
  incrementManyCodeAttempts,
  setResumeCode,
} from '../../db/drafts.ts'
import { getMessageOutcome, queueMessage } from '../../db/outbox.ts'
import { defineSection } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { localisedPath } from '../../forms/language.ts'
import { parseAnswersSoFar, parseSection } from '../../forms/parse.ts'
import { listSectionStatuses } from '../../forms/progress.ts'
import { parentTimeZone } from '../contact/contact-rules.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import { currentAttemptWindow, isLockedOut, MAX_CODE_MAILS_PER_HOUR } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import type { ReadForm } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { refuseCode } from '../http/refuse-code.ts'
import { createRoutes } from '../http/routes.ts'
import { contactRulesFromAnswers } from '../intake/contact-answers.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { createOutboxRow } from '../mail/message.ts'
import { deriveResumeKey, generatePrivateCode, hashCode, parsePrivateCode } from '../privacy/code.ts'
import { type SealContext, sealWith, unsealWith } from '../privacy/seal.ts'
import { endFileSession } from '../session/file-session.ts'
import { endInvitationSession } from '../session/invitation-session.ts'
import { type LoadedDraft, loadDraftFields } from './draft.ts'
import { type CookieDraft, clearDraftCookie, draftFromCookie, setDraftCookie } from './draft-cookie.ts'

/** Resuming an unfinished form, and leaving it for good: its progress, a code, deleting it. */
export const resumeRoutes = createRoutes({
  '/tasks/': { get: showTasksPage },
  '/resume-code/': { get: redirectToTasks, postForm: postResumeCode },
  '/resume/': {
    get: (c) => loadBuiltPage(c, localisedPath(c.get('language'), '/intake/resume/')),
    postForm: (c, { fields }) => resumeDraft(c, fields),
  },
  '/delete/': { get: showDeletePage, post: postDeletion },
  '/deleted/': { get: (c) => loadBuiltPage(c, localisedPath(c.get('language'), '/intake/deleted/')) },
  '/leave/': { post: postLeaving },
})

async function showTasksPage(c: Context): Promise<Response> {
  const draft = await loadCurrentDraft(c)
  if (!draft) return respondWithError(c, 410)
  const language = c.get('language')
  const statusBySlug = new Map(
    listSectionStatuses(intakeForm, draft.fields, draft.savedSections).map(({ section, status }) => [
      section.slug,
      status,
    ]),
  )
  const { email } = contactRulesSoFar(draft)
  const { shared } = draft.cookieDraft
  return fillPage(c, '/intake/tasks/', {
    slots: {
      ...slotsFor(
        'status-',
        [...statusBySlug.keys()],
        (slug) => sectionStatusWording[statusBySlug.get(slug) ?? 'to-do'][language],
      ),
      shared,
      resume: !shared,
      'resume-mail': !shared && email !== undefined,
    },
  })
}

async function postResumeCode(c: Context, { fields }: ReadForm): Promise<Response> {
  const draft = await loadCurrentDraft(c)
  if (!draft || draft.cookieDraft.shared) return redirectToTasks(c)
  return showNewResumeCode(c, draft, fields.mail?.[0] === 'yes')
}

async function showDeletePage(c: Context): Promise<Response> {
  return (await draftFromCookie(c, intakeForm.id)) === 'none'
    ? respondWithError(c, 410)
    : loadBuiltPage(c, localisedPath(c.get('language'), '/intake/delete/'))
}

async function postDeletion(c: Context): Promise<Response> {
  await deleteCurrentDraft(c)
  return redirectTo(c, '/intake/deleted/')
}

/** What the browser sends as somebody leaves in a hurry. What a device of one's own or a code still opens stays. */
async function postLeaving(c: Context): Promise<Response> {
  const cookieDraft = await draftFromCookie(c, intakeForm.id)
  if (typeof cookieDraft === 'object' && cookieDraft.shared) {
    await deleteDraftWithoutResumeCode(c.get('env').db, cookieDraft.id)
    clearDraftCookie(c, intakeForm.id)
  }
  // Whose device it is may not be known; the code opens each again.
  endInvitationSession(c)
  endFileSession(c)
  return c.body(null, 204)
}

type CurrentDraft = LoadedDraft & { readonly cookieDraft: CookieDraft }

async function loadCurrentDraft(c: Context): Promise<CurrentDraft | undefined> {
  const cookieDraft = await draftFromCookie(c, intakeForm.id)
  if (typeof cookieDraft === 'string') return undefined
  const loaded = await loadDraftFields(c, cookieDraft)
  return loaded && { ...loaded, cookieDraft }
}

const contactRulesSoFar = ({ fields }: LoadedDraft) =>
  contactRulesFromAnswers(parseAnswersSoFar(intakeForm, fields).answers)

function redirectToTasks(c: Context) {
  return redirectTo(c, '/intake/tasks/')
}

/** Creates a resume code and shows it this once; mails it too if asked, and only to a safe address. */
async function showNewResumeCode(
  c: Context,
  draft: CurrentDraft,
  isMailRequested: boolean,
): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const language = c.get('language')
  const now = Date.now()
  const code = generatePrivateCode()
  const [resumeCodeHash, key] = await Promise.all([
    hashCode(draftSecret, 'resume', code),
    deriveResumeKey(draftSecret, code),
  ])
  const sealedResumeToken = await sealWith(
    key,
    resumeTokenSealContext(draft.cookieDraft.id),
    draft.cookieDraft.token,
  )
  if (!(await setResumeCode(db, draft.cookieDraft.id, { resumeCodeHash, sealedResumeToken }, now)))
    return redirectToTasks(c)
  const contact = contactRulesSoFar(draft)
  const { email, mailSubject } = contact
  const lastDay = formatCalendarDay(draft.expiresAt, parentTimeZone(contact), language)
  const isMailAllowed =
    isMailRequested && email !== undefined && (await canMailResumeCode(c, draft.cookieDraft.id))
  const mailOutcome =
    isMailAllowed && (await mailResumeCode(c, { to: email, subject: mailSubject, code, lastDay }))
  log('resume_code_created', { request: c.get('requestId'), mailed: mailOutcome })
  return fillPage(c, '/intake/resume-code/', {
    slots: {
      code,
      'last-day': lastDay,
      mailed: mailOutcome === 'mailed',
      'mail-late': mailOutcome === 'mail-late',
    },
  })
}

const resumeTokenSealContext = (draftId: string): SealContext => `drafts.sealed_resume_token:${draftId}`

/** Whether another code may be e-mailed from this connection and for this draft. */
async function canMailResumeCode(c: Context, draftId: string): Promise<boolean> {
  const { connectionHash, hour } = await currentAttemptWindow(c)
  const [byConnection, byDraft] = await incrementManyCodeAttempts(
    c.get('env').db,
    [`mail ${connectionHash}`, `mail ${draftId}`],
    hour,
  )
  return Math.max(byConnection ?? 0, byDraft ?? 0) <= MAX_CODE_MAILS_PER_HOUR
}

/** Queues the code for sending; tells whether it left, as far as can be known while somebody waits for the page. */
async function mailResumeCode(
  c: Context,
  {
    to,
    subject,
    code,
    lastDay,
  }: { to: string; subject: keyof typeof mailSubjects; code: string; lastDay: string },
): Promise<'mailed' | 'mail-late'> {
  const { db, keys, portalOrigin } = c.get('env')
  const mail = composeResumeCodeMessage({ subject, code, lastDay, portalOrigin }, c.get('language'))
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

/** Opens a draft with its code. A wrong code, one used up and one never given get the same answer. */
async function resumeDraft(c: Context, typed: FormFields): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const reading = parseSection(resumeDeviceSection, typed)
  if (!reading.ok)
    return fillPage(c, '/intake/resume/', { status: 422, fields: typed, problems: reading.problems })
  const code = parsePrivateCode(typed.code?.[0] ?? '')
  const resumeCodeHash = await hashCode(draftSecret, 'resume', code ?? '')
  const { attempts, draft } = await countAttemptAndFindDraft(
    db,
    await currentAttemptWindow(c),
    resumeCodeHash,
    Date.now(),
  )
  const locked = isLockedOut(attempts)
  if (locked || !code || !draft?.sealedResumeToken) {
    return refuseCode(c, { use: 'resume', locked, page: '/intake/resume/', fields: typed })
  }
  const key = await deriveResumeKey(draftSecret, code)
  const token = (await unsealWith(
    () => key,
    resumeTokenSealContext(draft.id),
    draft.sealedResumeToken,
  )) as string
  setDraftCookie(c, intakeForm.id, { token, shared: typed.device?.[0] === 'shared' })
  return redirectToTasks(c)
}

/** Whose device it is must be known before anything is stored on it. */
const resumeDeviceSection = defineSection('resume', {
  title: resumeWording.resumeTitle,
  questions: { device: startSection.questions.device },
})

/** Deletes the draft of this browser, and its cookie. */
async function deleteCurrentDraft(c: Context): Promise<void> {
  const cookieDraft = await draftFromCookie(c, intakeForm.id)
  if (typeof cookieDraft === 'object') await deleteDraft(c.get('env').db, cookieDraft.id)
  clearDraftCookie(c, intakeForm.id)
  endInvitationSession(c)
}
