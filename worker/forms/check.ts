import { formNoticeWording } from '../../content/site/wording.ts'
import { type Form, findSection, listItemIds, listQuestionsWithSections } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { localisePath } from '../../forms/language.ts'
import { type FieldProblem, parseAnswersSoFar } from '../../forms/parse.ts'
import { getAnswerFieldNames } from '../../forms/questions/index.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { loadDraftAndCapacityForPage } from './draft.ts'
import { readCookieDraftState } from './draft-cookie.ts'
import type { Capacity, RegisteredForm } from './registered-form.ts'
import { getFormPagePath, respondWithSectionPage } from './section-page.ts'

/** Shows the answers so far before they are sent, each with a link to change it. */
export async function showFormCheckPage(c: Context, registered: RegisteredForm): Promise<Response> {
  const { form } = registered
  const cookieDraft = await readCookieDraftState(c, form.id)
  if (cookieDraft === 'none') return respondWithError(c, 410)
  if (cookieDraft === 'forged') return respondWithLostDraftPage(c, form)
  const { draft, capacity } = await loadDraftAndCapacityForPage(c, registered, cookieDraft, true)
  return draft
    ? respondWithFormCheckPage(c, form, draft.fields, { capacity })
    : respondWithLostDraftPage(c, form)
}

interface CheckPageOptions {
  readonly problems?: readonly FieldProblem[]
  readonly status?: 200 | 422
  readonly capacity: Capacity | undefined
}

/** Renders the answers so far. After an attempt to send them, the list of what is missing comes first. */
export async function respondWithFormCheckPage(
  c: Context,
  form: Form,
  fields: FormFields,
  { problems = [], status = 200, capacity }: CheckPageOptions,
): Promise<Response> {
  const language = c.get('language')
  const { answers, asked } = parseAnswersSoFar(form, fields)
  const pageHref = (slug: string, item: string | undefined, field: string) => {
    const section = findSection(form, slug)
    if (!section || section.atSending) return `#${field}`
    const path = getFormPagePath({ form, section, ...(item !== undefined && { item }) })
    return `${localisePath(language, path)}?then=check#${field}`
  }
  return fillPage(c, 'check', {
    path: `/${form.id}/check/`,
    status,
    fields,
    problems,
    slots: { waiting: capacity?.isWaiting(answers, language) ?? false },
    summary: {
      sections: summariseAnswers(asked, answers, language),
      changeHref: ({ slug, item }, question) =>
        pageHref(slug, itemIdAt(form, fields, slug, item), firstFieldOf(form, question)),
      hasProblem: ({ slug, item }, question) =>
        problems.some(
          (problem) =>
            problem.section === slug &&
            problem.question === question &&
            problem.item === itemIdAt(form, fields, slug, item),
        ),
    },
    problemHref: ({ section, item, field }) => pageHref(section, item, field),
  })
}

/** Finds the id of the item with a number, from 1, in a section that repeats. */
const itemIdAt = (form: Form, fields: FormFields, slug: string, item: number | undefined) => {
  const section = findSection(form, slug)
  return section && item !== undefined ? listItemIds(section, fields)[item - 1] : undefined
}

const firstFieldOf = (form: Form, question: string): string => {
  const found = listQuestionsWithSections(form).find(({ name }) => name === question)
  return found ? (getAnswerFieldNames(question, found.question)[0] ?? question) : question
}

/** Shows the first page of the form with a notice that the draft is missing. */
export function respondWithLostDraftPage(c: Context, form: Form): Promise<Response> {
  const [section] = form.sections
  if (!section) throw new Error(`The form ${form.id} has no page`)
  return respondWithSectionPage(
    c,
    { form, section },
    { notice: formNoticeWording.draftMissingBefore, status: 410 },
  )
}
