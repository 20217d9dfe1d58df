import { intakeForm } from '../../content/forms/intake/index.ts'
import { sentPageWording } from '../../content/intake/page-wording.ts'
import { practice } from '../../content/practice.ts'
import { formNotices } from '../../content/site/wording.ts'
import { slotsFor } from '../../content/slots-for.ts'
import { findSubmissionOfDraft, loadDraftAndOpenFileCounts } from '../../db/intake.ts'
import { findSection, getExpectedFields, listItemIds, listQuestions } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { localisedPath } from '../../forms/language.ts'
import { type FieldProblem, parseAnswersSoFar } from '../../forms/parse.ts'
import { answerFieldNames } from '../../forms/questions/index.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import type { ReadForm } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { createRoutes } from '../http/routes.ts'
import { rankCoordinators } from '../intake/assign.ts'
import { familyNeeds, sendIntake } from '../intake/send.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { deriveFileCode } from '../privacy/code.ts'
import { endInvitationSession } from '../session/invitation-session.ts'
import { unsealDraftSections } from './draft.ts'
import {
  CONFIRMATION_COOKIE_MINUTES,
  clearDraftCookie,
  draftFromCookie,
  setConfirmationCookie,
} from './draft-cookie.ts'
import { formPagePath, showSectionPage } from './section-page.ts'

/** The end of the intake: check the answers, send them, read what happens next. */
export const finishRoutes = createRoutes({
  '/check/': { get: showCheck },
  '/send/': { get: (c) => redirectTo(c, '/intake/check/'), postForm: postIntake },
  '/sent/': { get: showConfirmation },
})

async function showCheck(c: Context): Promise<Response> {
  const cookieDraft = await draftFromCookie(c, intakeForm.id)
  if (cookieDraft === 'none') return respondWithError(c, 410)
  if (cookieDraft === 'forged') return showLostDraftPage(c)
  const ids = practice.coordinators.map(({ id }) => id)
  const { sections, openFileCounts } = await loadDraftAndOpenFileCounts(
    c.get('env').db,
    cookieDraft.id,
    ids,
    Date.now(),
  )
  if (sections.length === 0) return showLostDraftPage(c)
  const { fields } = await unsealDraftSections(cookieDraft, sections)
  return showIntakeCheckPage(c, fields, { openFileCounts })
}

async function postIntake(c: Context, posted: ReadForm): Promise<Response> {
  const hasUnexpectedField = Object.keys(posted.fields).some((name) => !declarationFields.has(name))
  if (posted.damaged || hasUnexpectedField) return respondWithError(c, 400)
  const cookieDraft = await draftFromCookie(c, intakeForm.id)
  if (cookieDraft === 'none') return showLostDraftPage(c)
  if (cookieDraft === 'forged') return clearCookieAndShowLostDraftPage(c)
  const result = await sendIntake(c.get('env'), cookieDraft, posted.fields, c.get('language'), Date.now())
  if (!result.ok) {
    if (result.reason === 'draft_missing') return clearCookieAndShowLostDraftPage(c)
    log('intake_incomplete', {
      request: c.get('requestId'),
      questions: result.problems.map(({ question }) => question),
    })
    const { typed, problems, openFileCounts } = result
    return showIntakeCheckPage(c, typed, { openFileCounts, problems, status: 422 })
  }
  log('intake_sent', { request: c.get('requestId'), again: result.again, assigned: result.assigned })
  // Mail waits for nobody: the answer goes out first, and what fails now leaves with the next scheduled run.
  if (!result.again) c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  setConfirmationCookie(c, intakeForm.id, cookieDraft)
  endInvitationSession(c)
  return redirectTo(c, '/intake/sent/')
}

async function showConfirmation(c: Context): Promise<Response> {
  const cookieDraft = await draftFromCookie(c, intakeForm.id)
  const since = Date.now() - CONFIRMATION_COOKIE_MINUTES * 60_000
  const { db, draftSecret } = c.get('env')
  const sent =
    typeof cookieDraft === 'string' ? undefined : await findSubmissionOfDraft(db, cookieDraft.id, since)
  if (!sent || typeof cookieDraft === 'string') return respondWithError(c, 410)
  const code = await deriveFileCode(draftSecret, cookieDraft.token)
  return fillPage(c, '/intake/sent/', {
    slots: {
      reference: sent.reference ?? '',
      code,
      waiting: sent.status === 'waiting',
      received: (sent.status ?? 'received') === 'received',
      // Whether somebody has room for them: it depends on the ranking, and not on related files.
      'offer-booking': sent.status === 'received',
      'offer-call': canOfferCall(sent),
      ...slotsFor('receipt-', sentPageWording.receipt, (outcome) => outcome === sent.receipt),
    },
    fields: { code: [code] },
  })
}

/** Whoever came alone reads at once that they may authorise the call; it depends on their own answers only. */
const canOfferCall = ({
  route,
  invitationAcceptedAt,
}: NonNullable<Awaited<ReturnType<typeof findSubmissionOfDraft>>>) =>
  route === 'one-parent' && invitationAcceptedAt === null

/** The fields of what is declared on sending. */
const declarationFields = new Set(
  intakeForm.sections.flatMap((section) =>
    'atSending' in section ? [...getExpectedFields(section).keys()] : [],
  ),
)

interface CheckPageOptions {
  readonly problems?: readonly FieldProblem[]
  readonly status?: 200 | 422
  /** How many open files each coordinator has, by id. */
  readonly openFileCounts: ReadonlyMap<string, number>
}

/** The answers so far, with whatever is missing first when it was tried to send them. */
async function showIntakeCheckPage(
  c: Context,
  fields: FormFields,
  { problems = [], status = 200, openFileCounts }: CheckPageOptions,
): Promise<Response> {
  const language = c.get('language')
  const { answers, asked } = parseAnswersSoFar(intakeForm, fields)
  const { waiting } = rankCoordinators(practice, familyNeeds(answers, language), openFileCounts)
  const pageHref = (slug: string, item: string | undefined, field: string) => {
    const section = findSection(intakeForm, slug)
    if (!section || section.atSending) return `#${field}`
    const path = formPagePath({ form: intakeForm, section, ...(item !== undefined && { item }) })
    return `${localisedPath(language, path)}?then=check#${field}`
  }
  return fillPage(c, '/intake/check/', {
    status,
    fields,
    problems,
    slots: { waiting },
    summary: {
      sections: summariseAnswers(asked, answers, language),
      changeHref: ({ slug, item }, question) =>
        pageHref(slug, itemIdAt(fields, slug, item), firstFieldOf(question)),
      hasProblem: ({ slug, item }, question) =>
        problems.some(
          (problem) =>
            problem.section === slug &&
            problem.question === question &&
            problem.item === itemIdAt(fields, slug, item),
        ),
    },
    problemHref: ({ section, item, field }) => pageHref(section, item, field),
  })
}

/** The id of the one of that number in a list. */
const itemIdAt = (fields: FormFields, slug: string, item: number | undefined): string | undefined => {
  const section = findSection(intakeForm, slug)
  return section && item !== undefined ? listItemIds(section, fields)[item - 1] : undefined
}

const firstFieldOf = (question: string): string => {
  const found = listQuestions(intakeForm).find(({ name }) => name === question)
  return found ? (answerFieldNames(question, found.question)[0] ?? question) : question
}

/** The draft is missing: the first page of the form, saying so. */
const showLostDraftPage = (c: Context) =>
  showSectionPage(
    c,
    { form: intakeForm, section: intakeForm.sections[0] },
    { notice: formNotices.draftMissingBefore, status: 410 },
  )

/** It was not sent either: its cookie opens nothing any more. */
const clearCookieAndShowLostDraftPage = (c: Context) => {
  clearDraftCookie(c, intakeForm.id)
  return showLostDraftPage(c)
}
