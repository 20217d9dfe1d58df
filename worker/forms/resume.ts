import { resumeWording } from '../../content/forms/resume-wording.ts'
import { findDraftOrCountWrongCode } from '../../db/drafts.ts'
import { DEVICE_QUESTION_NAME, getDeviceQuestionAndSection, isDeviceShared } from '../../forms/device.ts'
import { defineSection, type Form } from '../../forms/form.ts'
import { parseSectionFields } from '../../forms/parse.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import type { ReadForm } from '../http/read-form.ts'
import { buildCodeRefusalFilling } from '../http/refuse-code.ts'
import { deriveResumeKey, hashCode, parsePrivateCode } from '../privacy/code.ts'
import { unsealWithKeyLookup } from '../privacy/seal.ts'
import { setDraftCookie } from './draft-cookie.ts'
import { buildResumeTokenSealContext } from './resume-code.ts'
import { redirectToTasks } from './tasks.ts'

/** Opens a draft, of any form, with its resume code. A wrong, a used and an invented code get the same answer. */
export async function postResumeDraft(c: Context, form: Form, { fields }: ReadForm): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const page = { path: `/${form.id}/resume/`, fields }
  const reading = parseSectionFields(deviceSection(form), fields)
  if (!reading.ok) return fillPage(c, 'resume', { ...page, status: 422, problems: reading.problems })
  const code = parsePrivateCode(fields.code?.[0] ?? '')
  const { found: draft, hasTooManyWrongCodes } = await findDraftOrCountWrongCode(
    db,
    await getAttemptConnectionAndHour(c),
    await hashCode(draftSecret, 'resume', code ?? ''),
    Date.now(),
  )
  if (!code || !draft?.sealedResumeToken)
    return fillPage(c, 'resume', {
      ...page,
      ...buildCodeRefusalFilling(c, { use: 'resume', hasTooManyWrongCodes }),
    })
  const key = await deriveResumeKey(draftSecret, code)
  const context = buildResumeTokenSealContext(draft.id)
  const token = (await unsealWithKeyLookup(() => key, context, draft.sealedResumeToken)) as string
  setDraftCookie(c, draft.form, { token, shared: isDeviceShared(fields) })
  return redirectToTasks(c, draft.form)
}

/** Builds a section that asks the device question, which decides what may be stored on the device. */
const deviceSection = (form: Form) =>
  defineSection('resume', {
    title: resumeWording.resumeTitle,
    questions: { [DEVICE_QUESTION_NAME]: getDeviceQuestionAndSection(form).question },
  })
