import { base64url } from 'jose'
import type { AddablePage } from '../../content/forms/added-pages.ts'
import { contactPage, urgentPage } from '../../content/forms/added-pages.ts'
import { type IntakeAnswers, intakeForm } from '../../content/forms/intake/index.ts'
import { addPageToIntake, type ParentFileForAdditions } from '../../db/additions.ts'
import { buildParentAuditEvent } from '../../db/audit.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { type Section, toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { parseAnswersSoFar, type ShownSection } from '../../forms/parse.ts'
import { buildContactRulesSealContext, listOwnPhones, unsealContactRules } from '../contact/contact-rules.ts'
import { sealNewDisplayName } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import { loadFormVersion } from '../forms/form-version.ts'
import { buildSealedSubmissionRow } from '../forms/sealed-submission.ts'
import { pickExpectedFields } from '../http/read-section.ts'
import { getContactRulesFromAnswers, mayHaveNoContactOrder } from '../intake/contact-answers.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { computeHmac } from '../privacy/hmac.ts'
import { seal } from '../privacy/seal.ts'
import { deriveSearchTokens, getPersonNames } from '../privacy/search-tokens.ts'
import { deriveSubkey } from '../privacy/subkey.ts'

/** What a parent posted on a page, and the revision of the page that they saw. */
export interface PostedAddition {
  readonly page: AddablePage
  readonly fields: FormFields
  readonly revision: string
}

/** The fields of the intake that decide what a page asks, as far as “Your file” knows them. */
export const getFieldsBesidePage = (
  { preset, assumes }: AddablePage,
  { route }: Pick<ParentFile, 'route'>,
) => ({ route: [route], ...assumes, ...preset })

/** Hashes an addition under a key, so that the same one is recognised and the hash tells nothing of it. */
export const hashAddition = async (
  { keys }: Environment,
  { parentId }: Pick<ParentFile, 'parentId'>,
  { page, fields, revision }: PostedAddition,
): Promise<string> => {
  const secret = await deriveSubkey(keys.index[0], 'added page')
  return base64url.encode(await computeHmac(secret, JSON.stringify([parentId, page.slug, revision, fields])))
}

/** Adds what a parent posted to their intake. Gives false when the file or its newest version changed since it was read. */
export async function writeAddition(
  env: Environment,
  { own, lastAuditRow }: ParentFileForAdditions,
  posted: PostedAddition,
  idempotencyKey: string,
  now: number,
): Promise<boolean> {
  const { page, revision } = posted
  const { parentId, fileId } = own
  const { answers, asked } = readAddition(posted, own)
  // What can't wait is told as such, on whichever page it was said.
  const { news, action } = answers.urgency === 'today' ? urgentPage : page
  const [submission, formVersion, tokens, searchTokens, sealedDisplayName, sealedContactRules, messages] =
    await Promise.all([
      buildSealedSubmissionRow(env, intakeForm, { answers, asked }),
      loadFormVersion(env, intakeForm),
      deriveMatchTokens(env.keys.index, intakeForm, answers),
      deriveSearchTokens(env.keys.index, intakeForm, answers),
      sealNewDisplayName(env.keys, own, getPersonNames(intakeForm, answers, 'initiating')),
      page === contactPage ? sealNewContactRules(env, own, answers) : undefined,
      createLeadRoutedFileNewsMessages(env, own, news, now),
    ])
  const addition = {
    row: { ...submission, fileId, parentId, addedPage: page.slug, idempotencyKey, sentAt: now },
    formVersion,
    revision,
    tokens,
    searchTokens,
    sealedDisplayName,
    sealedContactRules,
    contactHold: mayHaveNoContactOrder(answers)
      ? { id: crypto.randomUUID(), parentId, reportedIn: 'intake' as const, reportedAt: now }
      : undefined,
  }
  const event = buildParentAuditEvent(own, action, now)
  return addPageToIntake(env.db, event, lastAuditRow, addition, messages)
}

/** Reads the answers of a page, and the questions that it asked, each in the section in which the intake asks it. */
function readAddition({ page, fields }: PostedAddition, own: ParentFile) {
  const stored = intakeForm.sections.map((section: Section) =>
    toStoredFields(section, section.repeats && '1', pickExpectedFields(section, fields)),
  )
  const all = Object.assign({}, getFieldsBesidePage(page, own), ...stored)
  const { answers, asked } = parseAnswersSoFar(intakeForm, all)
  const names = new Set([...Object.keys(page.section.questions), ...Object.keys(page.preset ?? {})])
  return {
    answers: answers as IntakeAnswers,
    asked: asked
      .map(
        (shown): ShownSection => ({
          ...shown,
          questions: Object.fromEntries(Object.entries(shown.questions).filter(([name]) => names.has(name))),
        }),
      )
      .filter(({ questions }) => Object.keys(questions).length > 0),
  }
}

/**
 * Seals the contact rules that a parent gives in place of all earlier ones. What that page does not ask for stays: their
 * name, time zone, and the numbers of their side, the one until now among them, none of which reaches the other parent.
 */
async function sealNewContactRules(
  env: Environment,
  { parentId, sealedContactRules }: ParentFile,
  answers: IntakeAnswers,
) {
  const before = await unsealContactRules(env, parentId, sealedContactRules)
  const rules = getContactRulesFromAnswers(answers)
  const phones = [...listOwnPhones(before), ...(rules.furtherPhones ?? [])]
  return seal(env.keys, 'answers', buildContactRulesSealContext(parentId), {
    ...rules,
    ...(before?.name && { name: before.name }),
    ...(before?.timeZone && { timeZone: before.timeZone }),
    ...(phones.length > 0 && { furtherPhones: [...new Set(phones)] }),
  })
}
