import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import { reachingYouSection } from '../../content/forms/intake/reaching-you.ts'
import { sharedContactKinds } from '../../content/shared-contact-kinds.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { type Form, findSection, listItemIds, listRevealedQuestions } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { isPageAsked } from '../../forms/halves.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { type FieldProblem, parseAnswersSoFar } from '../../forms/parse.ts'
import { getAnswerFieldNames } from '../../forms/questions/index.ts'
import { type SummarySection, summariseAnswers } from '../../forms/summarise.ts'
import { listContactChannels } from '../contact/contactability.ts'
import { listSharedContactQuestions } from '../contact/shared-contact.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { formNotices } from '../http/notices.ts'
import { REVISION_WITHOUT_DRAFT } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { returnToPage } from '../http/returned-page.ts'
import { renderNeededQuestions } from '../http/summary-html.ts'
import { markPageWithoutDraft } from './begin-with-invitation.ts'
import { loadDraftAndCapacityForPage } from './draft.ts'
import { isSentDraft, readCookieDraftState } from './draft-cookie.ts'
import type { Capacity, NotTakenReason, RegisteredForm } from './registered-form.ts'
import type { LoadedDraft } from './sealed-draft.ts'
import { getFormPagePath, respondWithSectionPage } from './section-page.ts'
import { allowTurnstile, buildTurnstileSlot } from './turnstile.ts'

/** Shows the answers so far before they are sent, each with a link to change it. */
export async function showFormCheckPage(c: Context, registered: RegisteredForm): Promise<Response> {
  const { form } = registered
  const cookieDraft = await readCookieDraftState(c, form.id)
  if (cookieDraft === 'none') return respondWithError(c, 410)
  if (isSentDraft(cookieDraft)) return redirectTo(c, `/${form.id}/sent/`)
  if (cookieDraft === 'invalid') return respondWithLostDraftPage(c, registered)
  const { draft, capacity } = await loadDraftAndCapacityForPage(c, registered, cookieDraft, true)
  if (!draft) return respondWithLostDraftPage(c, registered)
  const returned = c.get('returnedCheck') as ReturnedCheck | undefined
  const fields = { ...draft.fields, ...returned?.declared }
  return respondWithFormCheckPage(c, registered, { ...draft, fields }, { capacity, ...returned })
}

/** What the check shows after an attempt to send: what is wrong, and what was declared. */
interface ReturnedCheck extends Pick<CheckPageOptions, 'problems' | 'status' | 'reachedBound'> {
  readonly declared: FormFields
}

/** Returns to the check after an attempt to send. It reads the answers again; only what was declared goes along. */
export const returnToCheck = (
  c: Context,
  form: Form,
  { declared, problems, reachedBound, status }: ReturnedCheck,
): Promise<Response | undefined> =>
  returnToPage(c, `/${form.id}/check/`, { check: { declared, problems, reachedBound, status } })

interface CheckPageOptions {
  readonly problems?: readonly FieldProblem[]
  readonly status?: 200 | 422 | 429 | 503
  readonly capacity: Capacity | undefined
  readonly reachedBound?: NotTakenReason
}

/** Renders the answers so far. After an attempt to send them, the list of what is missing comes first. */
export async function respondWithFormCheckPage(
  c: Context,
  { form, contact }: RegisteredForm,
  draft: Pick<LoadedDraft, 'fields' | 'savedSections'>,
  { problems = [], status = 200, capacity, reachedBound }: CheckPageOptions,
): Promise<Response> {
  const language = c.get('language')
  const { fields } = draft
  const { answers, asked, problems: problemsSoFar } = parseAnswersSoFar(form, fields)
  const askedPages = asked.filter((page) => isPageAsked(page, draft))
  const { fieldHref, questionHref, itemIdOf } = createChangeLinks(form, fields, language)
  const rules = contact?.readRules(answers)
  const shared = listSharedContactQuestions(form, answers)
  const kindsGiven = new Set(shared.map(({ kind }) => kind))
  const isOwnContactShared = shared.some(({ question }) => question in reachingYouSection.questions)
  const questionsToMend = new Set(
    [...problems, ...problemsSoFar].map(({ section, item, question }) => `${section}/${item}/${question}`),
  )
  const summary = {
    // The page has the questions that are asked at sending below.
    sections: addEmptyLists(
      form,
      draft,
      language,
      summariseAnswers(askedPages, answers, language).filter(
        ({ slug }) => !findSection(form, slug)?.atSending,
      ),
    ),
    changeHref: questionHref,
    hasProblem: (section: SummarySection, question: string) =>
      questionsToMend.has(`${section.slug}/${itemIdOf(section)}/${question}`),
  }
  const needed = renderNeededQuestions(summary.sections, { language, ...summary })
  // After an attempt to send, the summary of problems lists what is needed, and may lead to the questions asked at sending.
  const hasAttempted = problems.length > 0
  const listsNeeded = needed.count > 0 && !hasAttempted
  const asksToSend = needed.count === 0 || hasAttempted
  const page = fillPage(c, 'check', {
    path: `/${form.id}/check/`,
    address: `/${form.id}/check/`,
    status,
    fields,
    problems,
    slots: {
      ...buildPrefixedSlotValues('same-', sharedContactKinds, (kind) => kindsGiven.has(kind)),
      'needed-first': listsNeeded,
      'needed-list': listsNeeded ? { html: needed.html } : undefined,
      'needed-count': String(needed.count),
      'can-send': needed.count === 0,
      'cannot-send': needed.count > 0,
      'first-needed': needed.first === undefined ? undefined : { href: needed.first },
      'to-send': asksToSend,
      waiting: capacity?.isWaiting(answers, language) ?? false,
      'no-safe-channel':
        draft.savedSections.has(reachingYouSection.slug) &&
        rules !== undefined &&
        listContactChannels(rules).length === 0,
      'call-at-times':
        rules?.safeCallTime !== undefined && (answers as IntakeAnswers).safeCallTime === undefined,
      'alternate-unreached': isAlternateUnreached(answers as IntakeAnswers),
      'outside-provinces': (answers as IntakeAnswers).province === 'elsewhere',
      'no-way-given': !isOwnContactShared,
      'no-way-unshared': isOwnContactShared,
      'not-taken-network': reachedBound === 'network',
      'not-taken-unread': reachedBound === 'unread',
      'not-taken-unproven': reachedBound === 'unproven',
      turnstile: asksToSend ? buildTurnstileSlot(c) : undefined,
    },
    summary,
    revealedQuestions: listQuestionsRevealedAtSending(
      form,
      fields,
      rules?.email ? undefined : contact?.mailQuestion,
    ),
    problemHref: ({ section, item, field }) => fieldHref(section, item, field),
  })
  return allowTurnstile(c, page)
}

/** Whether a parent named somebody to ask in their place, and left no number of theirs. */
const isAlternateUnreached = ({ alternateName, alternatePhone }: IntakeAnswers): boolean =>
  alternateName !== undefined && alternatePhone === undefined

/**
 * Adds the lists to which nothing was added, so that the page says so and leads to them, in the order of the form. Whoever
 * went on from a list answered that there are none; one of the first half that nobody saw is still left empty.
 */
function addEmptyLists(
  form: Form,
  { fields, savedSections }: Pick<LoadedDraft, 'fields' | 'savedSections'>,
  language: Language,
  sections: readonly SummarySection[],
): SummarySection[] {
  const empty = form.sections.flatMap((section): SummarySection[] => {
    const { slug, title, repeats, half } = section
    if (!repeats || repeats.itemsOf !== undefined || listItemIds(section, fields).length > 0) return []
    const none = repeats.none[language]
    const isSaved = savedSections.has(slug)
    if (half === 'second' && !isSaved) return []
    const row = isSaved ? { label: title[language], lines: [none] } : { label: none, lines: [] }
    return [{ slug, title: title[language], rows: [{ question: repeats.namedBy, ...row }] }]
  })
  const order = form.sections.map(({ slug }) => slug)
  return [...sections, ...empty].toSorted((one, other) => order.indexOf(one.slug) - order.indexOf(other.slug))
}

/** The questions that the page itself asks, given the answers on all the others, but not one that offers an e-mail in vain. */
const listQuestionsRevealedAtSending = (form: Form, fields: FormFields, inVain?: string): Set<string> =>
  new Set(
    form.sections
      .flatMap((section) => (section.atSending ? [...listRevealedQuestions(form, section, fields)] : []))
      .filter((question) => question !== inVain),
  )

/**
 * Creates the links that lead from the check to what can be changed. The summary has hundreds, so sections and ids of
 * items are looked up once for all.
 */
function createChangeLinks(form: Form, fields: FormFields, language: Language) {
  const pagesBySlug = new Map(
    form.sections.map((section) => [
      section.slug,
      { section, itemIds: section.repeats ? listItemIds(section, fields) : [] },
    ]),
  )
  const itemIdOf = ({ slug, item }: SummarySection) =>
    item === undefined ? undefined : pagesBySlug.get(slug)?.itemIds[item - 1]
  const fieldHref = (slug: string, item: string | undefined, field: string) => {
    const section = pagesBySlug.get(slug)?.section
    if (!section || section.atSending) return `#${field}`
    const path = getFormPagePath({ form, section, ...(item !== undefined && { item }) })
    // A list has no field of its own; its items are added on their own pages.
    if (section.repeats && item === undefined) return `${localisePath(language, path)}?then=check`
    return `${localisePath(language, path)}?then=check#${field}`
  }
  const questionHref = (summary: SummarySection, name: string) => {
    const question = pagesBySlug.get(summary.slug)?.section.questions[name]
    const firstField = question && getAnswerFieldNames(name, question)[0]
    return fieldHref(summary.slug, itemIdOf(summary), firstField ?? name)
  }
  return { fieldHref, questionHref, itemIdOf }
}

/** Shows the first page of the form with a notice that the draft is missing. */
export async function respondWithLostDraftPage(c: Context, registered: RegisteredForm): Promise<Response> {
  const { form } = registered
  const [section] = form.sections
  if (!section) throw new Error(`The form ${form.id} has no page`)
  await markPageWithoutDraft(c, registered)
  return respondWithSectionPage(
    c,
    { form, section },
    { notice: formNotices.draftMissingBefore, status: 410, revision: REVISION_WITHOUT_DRAFT },
  )
}
