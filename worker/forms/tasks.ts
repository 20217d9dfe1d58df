import { sectionStatusWording } from '../../content/site/wording.ts'
import { parseAnswersSoFar } from '../../forms/parse.ts'
import { listSectionStatuses } from '../../forms/progress.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { redirectTo } from '../http/redirect.ts'
import { loadCurrentDraft } from './draft.ts'
import type { RegisteredForm } from './registered-form.ts'

/** Shows every section with its status, and how to stop and resume later. */
export async function showTasksPage(c: Context, registered: RegisteredForm): Promise<Response> {
  const { form } = registered
  const draft = await loadCurrentDraft(c, form)
  if (!draft) return respondWithError(c, 410)
  const { answers, problems } = parseAnswersSoFar(form, draft.fields)
  const { email } = registered.contact?.readRules(answers) ?? {}
  const { shared } = draft.cookieDraft
  const statuses = listSectionStatuses(form, draft, problems)
  const statusTexts = statuses.map(({ section, status }) => [
    section.slug,
    sectionStatusWording[status][c.get('language')],
  ])
  return fillPage(c, 'tasks', {
    path: `/${form.id}/tasks/`,
    slots: {
      status: { bySection: Object.fromEntries(statusTexts) },
      shared,
      resume: !shared,
      'resume-mail': !shared && email !== undefined,
    },
  })
}

export const redirectToTasks = (c: Context, form: string): Response => redirectTo(c, `/${form}/tasks/`)
