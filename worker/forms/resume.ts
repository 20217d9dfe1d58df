import { resumeTitleWording } from '../../content/forms/resume-title.ts'
import {
  findDraftOrCountWrongCode,
  loadDraftByResumeCode,
  moveDraftToNewId,
  type ResumableDraft,
  sumRevisionsOfSections,
} from '../../db/drafts.ts'
import { retryWhileStale } from '../../db/retry.ts'
import { DEVICE_QUESTION_NAME, getDeviceQuestionAndSection, isDeviceShared } from '../../forms/device.ts'
import { defineSection, type Form } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { parseSectionFields } from '../../forms/parse.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { pickOnlyValue, type ReadForm } from '../http/read-form.ts'
import { buildCodeRefusalFilling, buildProblemOfTypedCode } from '../http/refuse-code.ts'
import { hashCode, hashCodeWithEachKey, parsePrivateCode } from '../privacy/code.ts'
import { generateDraftToken } from '../privacy/draft-key.ts'
import { deriveCookieDraft, setResumedDraftCookie } from './draft-cookie.ts'
import { sealResumeToken, unsealResumeToken } from './resume-token.ts'
import { resealDraftRows } from './sealed-draft.ts'
import { redirectToTasks } from './tasks.ts'

/**
 * Opens a draft, of any of `forms`, with its resume code. The draft moves to this browser: the one that held it before
 * opens it no more. A wrong, a replaced and an invented code get the same answer.
 */
export async function postResumeDraft(
  c: Context,
  form: Form,
  forms: readonly Form[],
  { fields }: ReadForm,
): Promise<Response> {
  const { db, keys } = c.get('env')
  const page = { path: `/${form.id}/resume/`, fields }
  const device = parseDeviceAnswer(forms, form.id, fields)
  const typed = pickOnlyValue({ fields }, 'code')
  const code = parsePrivateCode(typed)
  if (!device.ok) {
    // The code is not tried, but one that cannot be a code is told of together with the device.
    const problems = [
      ...(code === undefined ? [await buildProblemOfTypedCode(c, typed)] : []),
      ...device.problems,
    ]
    return fillPage(c, 'resume', { ...page, status: 422, problems })
  }
  const resumeCodeHashes = await hashCodeWithEachKey(keys.draft, 'resume', code ?? '')
  const { found, hasTooManyWrongCodes } = await findDraftOrCountWrongCode(
    db,
    await getAttemptConnectionAndHour(c),
    resumeCodeHashes,
    Date.now(),
  )
  const entered = { code: code ?? '', shared: device.shared }
  const resumed = found && (await resumeFoundDraft(c, forms, entered, found))
  if (resumed) return resumed
  const refusal = await buildCodeRefusalFilling(c, { use: 'resume', typed, hasTooManyWrongCodes })
  return fillPage(c, 'resume', { ...page, ...refusal })
}

/** Reads whose device this is, which a form asks before it opens; its problems when that was not answered. */
export function parseDeviceAnswer(forms: readonly Form[], formId: string, fields: FormFields) {
  const form = forms.find(({ id }) => id === formId)
  const reading = form && parseSectionFields(deviceSection(form), fields)
  return reading && !reading.ok
    ? { ok: false as const, problems: reading.problems }
    : { ok: true as const, shared: isDeviceShared(fields) }
}

/** Opens a draft that was found by its code in this browser, and leads to its parts; undefined when it is gone meanwhile. */
export async function resumeFoundDraft(
  c: Context,
  forms: readonly Form[],
  entered: EnteredCode,
  found: ResumableDraft,
): Promise<Response | undefined> {
  const form = await moveDraftToThisBrowser(c, forms, entered, found)
  return form === undefined ? undefined : redirectToTasks(c, form)
}

interface EnteredCode {
  readonly code: string
  readonly shared: boolean
}

/**
 * Moves a draft to a new token, sealed anew, which the same code opens. What another browser saves meanwhile moves with
 * it; what it saves later is refused and stays on its page. Gives the form's id, or undefined when the code opens
 * nothing any more.
 */
async function moveDraftToThisBrowser(
  c: Context,
  forms: readonly Form[],
  { code, shared }: EnteredCode,
  found: ResumableDraft,
): Promise<string | undefined> {
  const { db, keys } = c.get('env')
  const { resumeCodeHash: foundHash } = found
  const now = Date.now()
  const token = generateDraftToken()
  const moved = await retryWhileStale(MAX_MOVE_ATTEMPTS, async (attempt) => {
    const read = attempt === 1 ? found : await loadDraftByResumeCode(db, foundHash, now)
    const form = forms.find(({ id }) => id === read?.form)
    if (!read || !form) return 'gone'
    const oldToken = await unsealResumeToken(keys.draft, code, read)
    const [from, to] = await Promise.all([
      deriveCookieDraft(c, form.id, oldToken, false),
      deriveCookieDraft(c, form.id, token, shared),
    ])
    const [rows, sealedResumeToken, resumeCodeHash] = await Promise.all([
      resealDraftRows(form, { from, to }, read.sections, (typed) => answerDeviceQuestion(typed, shared)),
      sealResumeToken(keys.draft, code, to),
      hashCode(keys.draft, 'resume', code),
    ])
    const source = { id: read.id, revision: sumRevisionsOfSections(read.sections) }
    const resume = { foundHash, code: { resumeCodeHash, sealedResumeToken } }
    const isMoved = await moveDraftToNewId(db, source, rows, now, resume)
    return isMoved ? { to, form, expiresAt: Math.max(...rows.map(({ expiresAt }) => expiresAt)) } : undefined
  })
  if (moved === undefined) throw new Error('The draft kept changing while it was being resumed')
  if (moved === 'gone') return undefined
  await setResumedDraftCookie(c, moved.form.id, moved.to, moved.expiresAt)
  return moved.form.id
}

/** Two browsers may race; more attempts than this come from a program. */
const MAX_MOVE_ATTEMPTS = 5

/** Answers the device question for the device on which the draft is resumed, where it was answered before. */
const answerDeviceQuestion = (typed: FormFields, shared: boolean): FormFields =>
  typed[DEVICE_QUESTION_NAME] === undefined
    ? typed
    : { ...typed, [DEVICE_QUESTION_NAME]: [shared ? 'shared' : 'own'] }

/** Builds a section that asks the device question, which decides what may be stored on the device. */
const deviceSection = (form: Form) =>
  defineSection('resume', {
    title: resumeTitleWording,
    questions: { [DEVICE_QUESTION_NAME]: getDeviceQuestionAndSection(form).question },
  })
