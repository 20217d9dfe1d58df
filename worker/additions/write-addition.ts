import { base64url } from 'jose'
import {
  type AddablePage,
  asksAboutSafety,
  contactPage,
  urgentPage,
} from '../../content/forms/added-pages.ts'
import { type IntakeAnswers, intakeForm } from '../../content/forms/intake/index.ts'
import { addPageToIntake, listOtherContactParts } from '../../db/additions.ts'
import type { AuditEvent, AuditRow } from '../../db/audit.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { isBlankText } from '../../forms/blank-text.ts'
import { type Section, toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { parseAnswersSoFar, type ShownSection } from '../../forms/parse.ts'
import {
  buildContactRulesSealContext,
  type ContactRules,
  listOwnPhones,
  unsealContactRules,
} from '../contact/contact-rules.ts'
import { sealNewDisplayName } from '../contact/display-name.ts'
import { getListedAnswers } from '../contact/listed-answers.ts'
import { listContactFactsAbout, withoutSharedContacts } from '../contact/shared-contact.ts'
import type { Environment } from '../environment.ts'
import { columnByEnvelope } from '../forms/envelope.ts'
import { loadFormVersion, type StoredEnvelopePart } from '../forms/form-version.ts'
import { buildSealedSubmissionRow, type PageNote } from '../forms/sealed-submission.ts'
import { listExpectedFieldNames, pickExpectedFields } from '../http/read-section.ts'
import { getContactRulesFromAnswers, mayHaveNoContactOrder } from '../intake/contact-answers.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { computeHmac } from '../privacy/hmac.ts'
import { seal, unseal } from '../privacy/seal.ts'
import { deriveSearchTokens, getPersonNames } from '../privacy/search-tokens.ts'
import { deriveSubkey } from '../privacy/subkey.ts'

/** The parent to whose intake a page is added. */
export type AdditionParent = Pick<
  ParentFile,
  | 'parentId'
  | 'fileId'
  | 'fileReference'
  | 'standInIds'
  | 'route'
  | 'sealedContactRules'
  | 'sealedDisplayName'
>

/** What was filled in on a page, and the revision of the page that its writer saw. */
export interface PostedAddition {
  readonly page: AddablePage
  /** The fields of the page; on a page about a list, those of each item. */
  readonly items: readonly FormFields[]
  /** What a coordinator wrote down beside the questions. */
  readonly note?: string
  readonly revision: string
}

/** Who adds a page, and what is recorded of it. */
interface AdditionWriter {
  readonly idempotencyKey: string
  /** The coordinator who writes down what the parent said; left out for a parent. */
  readonly writtenBy?: string
  readonly buildEvent: (action: AddablePage['action']) => AuditEvent
  /** Left out where the lead of the file writes and need not be told. */
  readonly tellsLead?: boolean
}

/** Whether nothing that was typed on a page can be seen. */
export const isBlankPage = (fields: FormFields): boolean =>
  Object.values(fields).every((values) => values.every(isBlankText))

/** The fields of the intake that decide what a page asks, as far as they are known without its answers. */
export const getFieldsBesidePage = (
  { preset, assumes }: AddablePage,
  { route }: Pick<ParentFile, 'route'>,
) => ({ route: [route], ...assumes, ...preset })

/** Hashes an addition under a key, so that the same one is recognised and the hash tells nothing of it. */
export const hashAddition = async (
  { keys }: Environment,
  { parentId }: Pick<ParentFile, 'parentId'>,
  { page, items, revision }: PostedAddition,
): Promise<string> => {
  const secret = await deriveSubkey(keys.index[0], 'added page')
  return base64url.encode(await computeHmac(secret, JSON.stringify([parentId, page.slug, revision, items])))
}

/**
 * Adds a page to an intake, with everything that follows from what it says, whoever wrote it. Gives false when the file or
 * the newest version of the page changed since it was read.
 */
export async function writeAddition(
  env: Environment,
  parent: AdditionParent,
  lastAuditRow: AuditRow | undefined,
  posted: PostedAddition,
  { idempotencyKey, writtenBy, buildEvent, tellsLead }: AdditionWriter,
): Promise<boolean> {
  const { page, revision } = posted
  const { parentId, fileId } = parent
  const { answers, asked } = readAddition(posted, parent)
  // What can't wait is told as such, on whichever page it was said.
  const { news, action } = answers.urgency === 'today' ? urgentPage : page
  const event = buildEvent(action)
  const now = event.happenedAt
  const [submission, formVersion, tokens, searchTokens, sealedDisplayName, sealedContactRules, messages] =
    await Promise.all([
      buildSealedSubmissionRow(env, intakeForm, { answers, asked }, getPageNote(posted)),
      loadFormVersion(env, intakeForm),
      deriveMatchTokens(env.keys.index, intakeForm, answers),
      deriveSearchTokens(env.keys.index, intakeForm, answers),
      sealNewDisplayName(
        env.keys,
        parent,
        getPersonNames(intakeForm, answers, 'initiating'),
        getListedAnswers(answers),
      ),
      sealNewContactRules(env, parent, page, answers),
      tellsLead ? createLeadRoutedFileNewsMessages(env, { ...parent, actorId: writtenBy }, news, now) : [],
    ])
  const addition = {
    row: { ...submission, fileId, parentId, addedPage: page.slug, writtenBy, idempotencyKey, sentAt: now },
    formVersion,
    revision,
    tokens,
    searchTokens,
    sealedDisplayName,
    sealedContactRules,
    contactHold: mayHaveNoContactOrder(answers)
      ? { id: submission.id, parentId, reportedIn: 'intake' as const, reportedAt: now }
      : undefined,
  }
  return addPageToIntake(env.db, event, lastAuditRow, addition, messages)
}

/** A note on a page about safety is sealed as the answers about it are. */
const getPageNote = ({ page, note }: PostedAddition): PageNote | undefined =>
  note ? { slug: page.section.slug, envelope: asksAboutSafety(page) ? 'safety' : 'answers', note } : undefined

/**
 * Reads the answers of a page, and the questions that it asked, each in the section in which the intake asks it. A page with
 * a note alone asked nothing.
 */
function readAddition({ page, items, note }: PostedAddition, parent: AdditionParent) {
  // Every item has all fields, so that it has the same number in each section that asks about it.
  const empty = Object.fromEntries(listExpectedFieldNames(page.section).map((name) => [name, []]))
  const stored = items.flatMap((fields, index) =>
    intakeForm.sections.map((section: Section) =>
      toStoredFields(
        section,
        section.repeats && String(index + 1).padStart(2, '0'),
        pickExpectedFields(section, { ...empty, ...fields }),
      ),
    ),
  )
  const all = Object.assign({}, getFieldsBesidePage(page, parent), ...stored)
  const { answers, asked } = parseAnswersSoFar(intakeForm, all)
  const names = new Set([...Object.keys(page.section.questions), ...Object.keys(page.preset ?? {})])
  const asksNothing = note !== undefined && items.length === 0 && !page.preset
  return {
    answers: answers as IntakeAnswers,
    asked: asked
      .map(
        (shown): ShownSection => ({
          ...shown,
          questions: Object.fromEntries(
            Object.entries(shown.questions).filter(([name]) => !asksNothing && names.has(name)),
          ),
        }),
      )
      .filter(({ questions }) => Object.keys(questions).length > 0),
  }
}

/**
 * Seals the contact rules that follow from an added page; gives undefined when they stay as they are. The page about them
 * replaces all earlier ones. What that page does not ask for stays: their name, time zone, and the numbers of their side,
 * the one until now among them, none of which reaches the other parent. What the same parent gave for the other one,
 * then or now, is safe for neither.
 */
async function sealNewContactRules(
  env: Environment,
  { parentId, sealedContactRules }: AdditionParent,
  page: AddablePage,
  answers: IntakeAnswers,
): Promise<string | undefined> {
  const othersNow = listContactFactsAbout('other', intakeForm, answers)
  const isContactPage = page.slug === contactPage.slug
  if (!isContactPage && othersNow.length === 0) return undefined
  const before = await unsealContactRules(env, parentId, sealedContactRules)
  const sealRules = (rules: ContactRules) =>
    seal(env.keys, 'answers', buildContactRulesSealContext(parentId), rules)
  if (!isContactPage) return before && sealRules(withoutSharedContacts(before, othersNow))
  const rules = withoutSharedContacts(
    getContactRulesFromAnswers(answers),
    await loadOtherContactFacts(env, parentId),
  )
  const phones = [...listOwnPhones(before), ...(rules.furtherPhones ?? [])]
  return sealRules({
    ...rules,
    ...(before?.name && { name: before.name }),
    ...(before?.timeZone && { timeZone: before.timeZone }),
    ...(phones.length > 0 && { furtherPhones: [...new Set(phones)] }),
  })
}

/** Lists what a parent gave for the other one. Nobody reads it: it is only compared. */
async function loadOtherContactFacts({ db, keys }: Environment, parentId: string) {
  const parts = await listOtherContactParts(db, parentId)
  const facts = parts.map(async ({ id, sealed }) => {
    const context = `submissions.${columnByEnvelope.otherContact}:${id}` as const
    const { answers } = (await unseal(keys, 'otherContact', context, sealed)) as StoredEnvelopePart
    return listContactFactsAbout('other', intakeForm, answers)
  })
  return (await Promise.all(facts)).flat()
}
