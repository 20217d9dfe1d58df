import { CONFIRMATION_PAGE_MINUTES } from '../../content/retention.ts'
import type { SenderConnection } from '../../db/code-attempts.ts'
import { sumRevisionsOfSections } from '../../db/drafts.ts'
import { repeatAfterFault, retryWhileStale } from '../../db/retry.ts'
import type { Form } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { isPageAsked } from '../../forms/halves.ts'
import { labelProblems } from '../../forms/label-problems.ts'
import type { Language } from '../../forms/language.ts'
import { type FieldProblem, parseForm } from '../../forms/parse.ts'
import type { Environment } from '../environment.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import type { ReadForm } from '../http/read-form.ts'
import { listExpectedFieldNames } from '../http/read-section.ts'
import { redirectTo } from '../http/redirect.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../http/try-or-log.ts'
import { log } from '../log.ts'
import type { SendingFacts } from '../log-events.ts'
import { drainOutbox } from '../mail/drain.ts'
import { endInvitationSession } from '../session/invitation-session.ts'
import { respondWithFormCheckPage, respondWithLostDraftPage, returnToCheck } from './check.ts'
import {
  type CookieDraft,
  clearDraftCookie,
  readCookieDraftState,
  setConfirmationCookie,
} from './draft-cookie.ts'
import type { Capacity, NotTakenReason, RegisteredForm } from './registered-form.ts'
import { type LoadedDraft, unsealDraftFromSections } from './sealed-draft.ts'
import { allowTurnstile, buildTurnstileSlot, isSenderUnproven, TURNSTILE_FIELD } from './turnstile.ts'

/** The names of the fields on the page that sends a form. */
export const listFieldsAtSending = (form: Form): string[] => [
  ...form.sections.flatMap((section) => (section.atSending ? listExpectedFieldNames(section) : [])),
  TURNSTILE_FIELD,
]

/**
 * Sends the complete form, then redirects to the confirmation, which may be opened again. Shows the check again, with
 * 422, when something is missing. A fault is answered with a page that has the button again, since the form may have
 * arrived.
 */
export async function postCompleteForm(
  c: Context,
  registered: RegisteredForm,
  posted: ReadForm,
): Promise<Response> {
  const { form } = registered
  if (posted.damaged) return respondWithError(c, 400)
  const cookieDraft = await readCookieDraftState(c, form.id)
  if (cookieDraft === 'none') return respondWithLostDraftPage(c, registered)
  const { [TURNSTILE_FIELD]: _, ...declared } = posted.fields
  const [connection, isUnproven] = await Promise.all([
    getAttemptConnectionAndHour(c),
    cookieDraft !== 'invalid' && isSenderUnproven(c, posted.fields, cookieDraft.id),
  ])
  const circumstances = {
    language: c.get('language'),
    now: Date.now(),
    sender: { ...connection, isUnproven },
  }
  const sent =
    cookieDraft !== 'invalid' &&
    (await tryOrLog(
      c,
      repeatAfterFault(() => sendForm(c.get('env'), registered, cookieDraft, declared, circumstances)),
    ))
  if (isFault(sent))
    return allowTurnstile(
      c,
      fillPage(c, 'send-again', {
        path: `/${form.id}/send-again/`,
        staysAtPost: true,
        status: HTTP_STATUS_BY_FAULT[sent],
        fields: declared,
        slots: { turnstile: buildTurnstileSlot(c) },
      }),
    )
  if (!sent) {
    // The draft was not sent either, so its cookie opens nothing.
    clearDraftCookie(c, form.id)
    return respondWithLostDraftPage(c, registered)
  }
  const about = { request: c.get('requestId'), form: form.id }
  if (!sent.ok && sent.reachedBound) {
    log('form_not_taken', { ...about, bound: sent.reachedBound })
    const status = sent.reachedBound === 'unread' ? 503 : 429
    const returned = await returnToCheck(c, form, { ...sent, declared, status })
    return returned ?? respondWithFormCheckPage(c, registered, sent.draft, { ...sent, status })
  }
  if (!sent.ok) {
    log('form_incomplete', { ...about, questions: sent.problems.map(({ question }) => question) })
    const returned = await returnToCheck(c, form, { ...sent, declared, status: 422 })
    return returned ?? respondWithFormCheckPage(c, registered, sent.draft, { ...sent, status: 422 })
  }
  log('form_sent', { ...about, again: sent.again, ...sent.said })
  // Sends messages after the response; one that fails now is sent by the next scheduled run.
  if (!sent.again)
    c.executionCtx.waitUntil(
      drainOutbox(c.get('env'), Date.now, { dependencies: DEPENDENCIES_OF_SENDING_MESSAGES }),
    )
  await setConfirmationCookie(c, form.id, cookieDraft)
  if (registered.beginsWithInvitation) endInvitationSession(c)
  return redirectTo(c, `/${form.id}/sent/`)
}

/** What the messages that sending queues depend on as a rule: who leads the file, and a parent. */
const DEPENDENCIES_OF_SENDING_MESSAGES = ['present-lead', 'parent'] as const

/** The result of sending. `again` tells that the form was sent before, which the parent cannot see. */
type SendingResult =
  | { readonly ok: true; readonly again: boolean; readonly said?: SendingFacts }
  | {
      readonly ok: false
      readonly problems: readonly FieldProblem[]
      /** The draft, with what was declared at sending. */
      readonly draft: LoadedDraft
      readonly capacity: Capacity | undefined
      readonly reachedBound?: NotTakenReason
    }

interface SendingCircumstances {
  readonly language: Language
  readonly now: number
  readonly sender: SenderConnection
}

/**
 * Sends a draft together with what is declared on sending, with one read and one write. When another request was
 * faster, it reads again and finds that the form was sent or that a section changed. Gives undefined when the draft is
 * missing.
 */
async function sendForm(
  env: Environment,
  registered: RegisteredForm,
  draft: CookieDraft,
  declared: FormFields,
  { language, now, sender }: SendingCircumstances,
): Promise<SendingResult | undefined> {
  const result = await retryWhileStale<SendingResult | 'draft_missing'>(MAX_SEND_ATTEMPTS, async () => {
    const { sections, isSent, capacity, reachedBound, record } = await registered.loadToSend(
      env,
      draft.id,
      now,
      sender,
    )
    if (isSent) return { ok: true, again: true }
    if (sections.length === 0) return 'draft_missing'
    const saved = await unsealDraftFromSections(registered.form, draft, sections)
    const typed = { ...saved.fields, ...declared }
    const reading = parseForm(registered.form, typed)
    const sent = { ...saved, fields: typed }
    if (!reading.ok) {
      const problems = labelProblems(registered.form.sections, reading.problems)
      return { ok: false, problems, draft: sent, capacity }
    }
    if (reachedBound) return { ok: false, problems: [], draft: sent, capacity, reachedBound }
    const { answers } = reading
    const asked = reading.asked.filter((page) => isPageAsked(page, saved))
    const read = { id: draft.id, revision: sumRevisionsOfSections(sections), token: draft.token }
    const said = await record({ answers, asked, language, now, draft: read })
    return said && { ok: true, again: false, said }
  })
  if (!result) throw new Error('The draft kept changing while it was being sent')
  return result === 'draft_missing' ? undefined : result
}

/** Two requests may race; more attempts than this come from a program. */
const MAX_SEND_ATTEMPTS = 5

/** Shows the confirmation of a sent form for as long as the cookie of this browser opens it. */
export async function showConfirmation(c: Context, registered: RegisteredForm): Promise<Response> {
  const cookieDraft = await readCookieDraftState(c, registered.form.id)
  if (typeof cookieDraft === 'string') return respondWithError(c, 410)
  const since = Date.now() - CONFIRMATION_PAGE_MINUTES * 60_000
  return (await registered.showConfirmation(c, cookieDraft, since)) ?? respondWithError(c, 410)
}
