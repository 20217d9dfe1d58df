import { prefixCode } from '../../content/code-prefixes.ts'
import type { IntakeAnswers, IntakeForm } from '../../content/forms/intake/index.ts'
import type { AttemptConnection } from '../../db/code-attempts.ts'
import type { NewFile } from '../../db/intake.ts'
import { buildContactRulesSealContext } from '../contact/contact-rules.ts'
import { sealDisplayName } from '../contact/display-name.ts'
import { getListedAnswers } from '../contact/listed-answers.ts'
import type { Environment } from '../environment.ts'
import type { FormToSend } from '../forms/registered-form.ts'
import { buildSealedSubmissionRow } from '../forms/sealed-submission.ts'
import { buildMailLimits } from '../mail/flood-limits.ts'
import { createParentMessageOutboxRow } from '../mail/parent-message.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { hashCode } from '../privacy/code.ts'
import { seal } from '../privacy/seal.ts'
import { deriveSearchTokens, getPersonNames } from '../privacy/search-tokens.ts'
import type { CoordinatorRanking } from './assign.ts'
import { getContactRulesFromAnswers, getUrgency, mayHaveNoContactOrder } from './contact-answers.ts'

export interface IntakeToSend extends FormToSend<IntakeForm> {
  /** The intake, or the variant of it that was asked. */
  readonly form: IntakeForm
  readonly ranking: CoordinatorRanking
  /** The ids of those who stand in for somebody now. */
  readonly standInIds: readonly string[]
  /** The private code that opens “Your file”. */
  readonly code: string
  /** The connection from which it is sent. */
  readonly connection: AttemptConnection
  /** The version of the form, unless it is stored already. */
  readonly formVersion: NewFile['formVersion']
}

/**
 * Builds the rows of the parent who sends, whichever file they go into: parent, submission with the version of
 * its form, match tokens, contact hold and messages.
 */
export async function buildIntakeSenderRows(
  env: Environment,
  { id, fileId, reference }: { readonly id: string; readonly fileId: string; readonly reference: string },
  sent: IntakeToSend,
) {
  const { form, answers, code, language, now, draft } = sent
  const contactRules = getContactRulesFromAnswers(answers)
  const [
    sealedContactRules,
    sealedDisplayName,
    accessCodeHash,
    submission,
    tokens,
    searchTokens,
    mailLimits,
    receipt,
  ] = await Promise.all([
    seal(env.keys, 'answers', buildContactRulesSealContext(id), contactRules),
    sealDisplayName(env.keys, id, getPersonNames(form, answers, 'initiating'), getListedAnswers(answers)),
    hashCode(env.keys.draft, 'file', code),
    buildSealedSubmissionRow(env, form, sent),
    deriveMatchTokens(env.keys.index, form, answers),
    deriveSearchTokens(env.keys.index, form, answers),
    buildMailLimits(env, sent.connection, contactRules.email ?? ''),
    answers.receipt === 'yes'
      ? createParentMessageOutboxRow(
          env,
          {
            ...{ kind: 'receipt', fileId, parentId: id, dependsOn: {} },
            ...{ language, contactRules, facts: { reference, code: prefixCode('file', code) } },
          },
          now,
        )
      : undefined,
  ])
  return {
    parent: {
      language: answers.language === 'either' ? language : (answers.language ?? language),
      sealedContactRules,
      sealedDisplayName,
      issuedReference: reference,
      accessCodeHash,
      route: answers.route ?? null,
      urgency: getUrgency(answers),
    },
    formVersion: sent.formVersion,
    submission: { ...submission, fileId, parentId: id, idempotencyKey: draft.id, sentAt: now },
    contactHold: mayHaveNoContactOrder(answers)
      ? { id: crypto.randomUUID(), parentId: id, reportedIn: 'intake' as const, reportedAt: now }
      : undefined,
    tokens,
    searchTokens,
    receipt: receipt ? [{ lead: 'anybody' as const, row: receipt, refusedOver: mailLimits }] : [],
  }
}

/** The route of a file that an intake opens. Who was called and has no file to join counts as coming alone. */
export const getIntakeRoute = ({ route = 'one-parent' }: IntakeAnswers): NewFile['file']['route'] => route
