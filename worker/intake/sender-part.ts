import { type IntakeAnswers, intakeForm } from '../../content/forms/intake/index.ts'
import type { NewFile } from '../../db/intake.ts'
import { contactRulesSealContext } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { sealSubmission } from '../forms/envelope.ts'
import type { FormToSend } from '../forms/registered-form.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { hashCode } from '../privacy/code.ts'
import { seal } from '../privacy/seal.ts'
import type { CoordinatorRanking } from './assign.ts'
import { contactRulesFromAnswers, mayHaveNoContactOrder } from './contact-answers.ts'
import { createReceiptMessage } from './receipt-message.ts'

/** An intake as it is sent. */
export interface IntakeToSend extends FormToSend<typeof intakeForm> {
  readonly ranking: CoordinatorRanking
  /** The private code of “Your file”. */
  readonly code: string
}

/** What is the sender's own, whichever file it goes into: their row, and what is sealed, hashed, held back and mailed. */
export async function buildSenderPart(
  env: Environment,
  { id, fileId, reference }: { readonly id: string; readonly fileId: string; readonly reference: string },
  sent: IntakeToSend,
) {
  const { answers, code, language, now, draft } = sent
  const contact = contactRulesFromAnswers(answers)
  const isReceiptRequested = answers.receipt === 'yes'
  const [sealedContactRules, accessCodeHash, submission, tokens, receipt] = await Promise.all([
    seal(env.keys, 'answers', contactRulesSealContext(id), contact),
    hashCode(env.draftSecret, 'file', code),
    sealSubmission(env.keys, intakeForm, sent),
    deriveMatchTokens(env.indexSecret, intakeForm, answers),
    createReceiptMessage(env, {
      fileId,
      parentId: id,
      isRequested: isReceiptRequested,
      contact,
      reference,
      code,
      language,
      now,
    }),
  ])
  return {
    parent: {
      language: answers.language === 'either' ? language : (answers.language ?? language),
      sealedContactRules,
      issuedReference: reference,
      accessCodeHash,
      route: requireRoute(answers),
    },
    submission: { ...submission, fileId, parentId: id, idempotencyKey: draft.id, sentAt: now },
    contactHold: mayHaveNoContactOrder(answers)
      ? { id: crypto.randomUUID(), parentId: id, reportedIn: 'intake' as const, reportedAt: now }
      : undefined,
    tokens,
    receipt,
  }
}

export function requireRoute({ route }: IntakeAnswers): NewFile['file']['route'] {
  if (route === undefined) throw new Error('An intake cannot be read without its route')
  return route
}
