import type { Hono } from 'hono'
import { DEVICE_QUESTION_NAME } from '../../forms/device.ts'
import type { Form } from '../../forms/form.ts'
import { localisePath } from '../../forms/language.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { PRESSED_BUTTON_FIELD } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { createRouterFromRoutes } from '../http/routes.ts'
import { showFormCheckPage } from './check.ts'
import { postDeletion, postQuickExit, showDeletePage } from './delete-draft.ts'
import { loadCurrentDraft } from './draft.ts'
import type { RegisteredForm } from './registered-form.ts'
import { postResumeDraft } from './resume.ts'
import { postResumeCodeRequest } from './resume-code.ts'
import { createSectionRoutes } from './sections.ts'
import { listFieldsAtSending, postCompleteForm, showConfirmation } from './send.ts'
import { redirectToTasks, showTasksPage } from './tasks.ts'

/**
 * Registers the addresses of a form under `/<its id>`: its pages, check, sending, resuming, deleting and leaving. A resume
 * code of any of `allForms` is entered there.
 */
export function createFormRoutes(
  registered: RegisteredForm,
  allForms: readonly RegisteredForm[],
): Hono<AppEnv> {
  const { form } = registered
  const showBuilt = (page: string) => ({
    get: (c: Context) => loadBuiltPage(c, localisePath(c.get('language'), `/${form.id}/${page}/`)),
  })
  const pages = createRouterFromRoutes({
    '/begin/': { get: (c) => beginOrContinue(c, form) },
    '/check/': { get: (c) => showFormCheckPage(c, registered), fields: listFieldsAtSending(form) },
    '/send/': {
      get: (c) => redirectTo(c, `/${form.id}/check/`),
      postForm: {
        button: 'send',
        fields: listFieldsAtSending(form),
        answer: (c, posted) => postCompleteForm(c, registered, posted),
      },
    },
    '/sent/': { get: (c) => showConfirmation(c, registered) },
    '/tasks/': { get: (c) => showTasksPage(c, registered) },
    '/resume-code/': {
      get: (c) => redirectToTasks(c, form.id),
      postForm: {
        fields: [PRESSED_BUTTON_FIELD],
        answer: (c, posted) => postResumeCodeRequest(c, registered, posted),
      },
    },
    '/resume/': {
      ...showBuilt('resume'),
      postForm: {
        button: 'open',
        fields: [DEVICE_QUESTION_NAME, 'code'],
        needsCookie: true,
        answer: (c, posted) =>
          postResumeDraft(
            c,
            form,
            allForms.map((one) => one.form),
            posted,
          ),
      },
    },
    '/delete/': {
      get: (c) => showDeletePage(c, form.id),
      postForm: { button: 'delete', fields: [], answer: (c) => postDeletion(c, registered) },
    },
    '/deleted/': {
      // Whoever has answers here and types the address has deleted nothing.
      get: async (c) =>
        (await loadCurrentDraft(c, form)) ? redirectToTasks(c, form.id) : showBuilt('deleted').get(c),
    },
    '/leave/': { post: postQuickExit },
  })
  return pages.route('/', createSectionRoutes(registered))
}

/** Continues what this browser holds, or begins. The page before the form is static and cannot know which. */
const beginOrContinue = async (c: Context, form: Form): Promise<Response> =>
  (await loadCurrentDraft(c, form))
    ? redirectToTasks(c, form.id)
    : redirectTo(c, `/${form.id}/${form.sections[0]?.slug}/`)
