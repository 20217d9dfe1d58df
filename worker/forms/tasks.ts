import { sectionStatusWording } from '../../content/site/wording.ts'
import { localisePath } from '../../forms/language.ts'
import { parseAnswersSoFar } from '../../forms/parse.ts'
import { listSectionStatuses } from '../../forms/progress.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { redirectTo } from '../http/redirect.ts'
import { loadCurrentDraft } from './draft.ts'
import { isSentDraft, readCookieDraftState } from './draft-cookie.ts'
import type { RegisteredForm } from './registered-form.ts'
import { EMPTY_DRAFT } from './sealed-draft.ts'

/** Shows every section with its status, and how to stop and resume later. */
export async function showTasksPage(c: Context, registered: RegisteredForm): Promise<Response> {
  const { form } = registered
  if (isSentDraft(await readCookieDraftState(c, form.id))) return redirectTo(c, `/${form.id}/sent/`)
  const typed = c.get('returnedCheck') as readonly string[] | undefined
  const found = await loadCurrentDraft(c, form)
  // Whoever typed on a page that is gone before anything was saved sees it, too.
  const draft = found ?? (typed && EMPTY_DRAFT)
  if (!draft) return respondWithError(c, 410)
  const { answers, problems } = parseAnswersSoFar(form, draft.fields)
  const { email } = registered.contact?.readRules(answers) ?? {}
  const shared = found?.cookieDraft.shared
  const statuses = listSectionStatuses(form, draft, problems)
  const statusTexts = statuses.map(({ section, status }) => [
    section.slug,
    sectionStatusWording[status][c.get('language')],
  ])
  const next = statuses.find(({ status }) => status !== 'done')
  return fillPage(c, 'tasks', {
    path: `/${form.id}/tasks/`,
    slots: {
      status: { bySection: Object.fromEntries(statusTexts) },
      shared: shared === true,
      own: shared === false,
      removed: typed !== undefined,
      'removed-texts': typed?.join('\n\n'),
      'resume-mail': email !== undefined,
      continue: { href: localisePath(c.get('language'), `/${form.id}/${next?.section.slug ?? 'check'}/`) },
    },
  })
}

export const redirectToTasks = (c: Context, form: string): Response => redirectTo(c, `/${form}/tasks/`)
