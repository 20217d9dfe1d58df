import { type IntakeAnswers, intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { nextAuditRow } from '../../db/audit.ts'
import { sumDraftRevisions } from '../../db/drafts.ts'
import { createFile, loadDraftForSubmission, type NewFile } from '../../db/intake.ts'
import {
  type AcceptableInvitation,
  acceptInvitation,
  type InvitationAcceptance,
} from '../../db/invitation-acceptance.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { isLanguage, type Language } from '../../forms/language.ts'
import { type FieldProblem, parseForm, type ShownSection } from '../../forms/parse.ts'
import { contactRulesSealContext } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { unsealDraftSections } from '../forms/draft.ts'
import type { CookieDraft } from '../forms/draft-cookie.ts'
import { sealSubmission } from '../forms/envelope.ts'
import { createFileNewsMessagesByLead, createNewFileMessagesByLead } from '../mail/coordinator-messages.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { deriveFileCode, hashCode } from '../privacy/code.ts'
import { seal } from '../privacy/seal.ts'
import { type CoordinatorRanking, type FamilyNeeds, rankCoordinators } from './assign.ts'
import { contactRulesFromAnswers, mayHaveNoContactOrder } from './contact-answers.ts'
import { createReceiptMessage } from './receipt-message.ts'
import { generateFileReference } from './reference.ts'

/** How sending ended. `again` is a draft already sent: the same file, whoever asks. */
export type SendingResult =
  | { readonly ok: true; readonly again: boolean; readonly assigned: boolean }
  | {
      readonly ok: false
      readonly reason: 'incomplete'
      readonly problems: readonly FieldProblem[]
      readonly typed: FormFields
      readonly openFileCounts: ReadonlyMap<string, number>
    }
  | { readonly ok: false; readonly reason: 'draft_missing' }

/**
 * Sends the intake held in a draft, with what is declared on sending: one read, one write. It opens a file, or joins
 * the one that its parent was invited to; if that may not be joined any more it opens one all the same, and what its
 * parent sees is no different. When another request was faster, it reads again and finds either the file that request
 * opened or the section it changed.
 */
export async function sendIntake(
  env: Environment,
  draft: CookieDraft,
  declared: FormFields,
  language: Language,
  now: number,
): Promise<SendingResult> {
  for (let attempt = 1; attempt <= MAX_SEND_ATTEMPTS; attempt++) {
    const ids = practice.coordinators.map(({ id }) => id)
    const { sections, sent, openFileCounts, invitation } = await loadDraftForSubmission(
      env.db,
      draft.id,
      ids,
      now,
    )
    if (sent) return { ok: true, again: true, assigned: true }
    if (sections.length === 0) return { ok: false, reason: 'draft_missing' }
    const typed = { ...(await unsealDraftSections(draft, sections)).fields, ...declared }
    const reading = parseForm(intakeForm, typed)
    if (!reading.ok)
      return { ok: false, reason: 'incomplete', problems: reading.problems, typed, openFileCounts }
    const { answers, asked } = reading
    const ranking = rankCoordinators(practice, familyNeeds(answers, language), openFileCounts)
    const code = await deriveFileCode(env.draftSecret, draft.token)
    const read = { id: draft.id, revision: sumDraftRevisions(sections) }
    const toSend = { answers, asked, ranking, code, language, now, draft: read }
    const recorded = invitation
      ? await acceptInvitation(env.db, await buildJoinedIntake(env, invitation, toSend))
      : await createFile(env.db, await buildNewFile(env, toSend))
    if (recorded) return { ok: true, again: false, assigned: recorded.lead !== null }
  }
  throw new Error('The draft kept changing while it was being sent')
}

/** Two requests race in practice; more than this is a machine. */
const MAX_SEND_ATTEMPTS = 5

/** What decides who may lead. */
export const familyNeeds = (answers: Partial<IntakeAnswers>, language: Language): FamilyNeeds => ({
  province: answers.province,
  language: answers.language === 'either' ? undefined : (answers.language ?? language),
  profession: answers.professionWanted === 'either' ? undefined : answers.professionWanted,
  named: practice.coordinators.find(({ id }) => id === answers.orderCoordinator)?.id,
})

interface IntakeToSend {
  readonly answers: IntakeAnswers
  readonly asked: readonly ShownSection[]
  readonly ranking: CoordinatorRanking
  /** The private code of “Your file”. */
  readonly code: string
  readonly language: Language
  readonly now: number
  readonly draft: NewFile['draft']
}

async function buildNewFile(env: Environment, sent: IntakeToSend): Promise<NewFile> {
  const { answers, ranking, language, now, draft } = sent
  const file = {
    id: crypto.randomUUID(),
    reference: generateFileReference(),
    route: requireRoute(answers),
    createdAt: now,
  }
  const id = crypto.randomUUID()
  const [{ parent, receipt, ...own }, news, audit] = await Promise.all([
    buildSenderPart(env, { id, fileId: file.id, reference: file.reference }, sent),
    createNewFileMessagesByLead(env, file, ranking),
    buildAuditRows(file, ranking),
  ])
  const initiating = {
    ...parent,
    id,
    fileId: file.id,
    side: 'initiating',
    status: ranking.waiting ? 'waiting' : 'received',
    // Who turns out to lead may depend on related files; whom they may book with must not.
    bookingCoordinatorId: ranking.leads[0] ?? null,
  } as const
  const others = answers.otherLanguage
  const other = {
    id: crypto.randomUUID(),
    fileId: file.id,
    side: 'other',
    language: isLanguage(others) ? others : language,
  } as const
  return { ...own, file, ranking, parents: [initiating, other], mail: [...news, ...receipt], audit, draft }
}

/** The same intake as that of the other parent in a file: neither what is in it nor how it came changes. */
async function buildJoinedIntake(
  env: Environment,
  { lastAuditRow, ...invitation }: AcceptableInvitation,
  sent: IntakeToSend,
): Promise<InvitationAcceptance> {
  const { fileId, parentId, reference } = invitation
  const { now, draft } = sent
  const [{ parent, receipt, ...own }, news, audit] = await Promise.all([
    buildSenderPart(env, { id: parentId, fileId, reference: generateFileReference() }, sent),
    createFileNewsMessagesByLead(env, { id: fileId, reference }, 'other-intake', now),
    nextAuditRow(lastAuditRow, {
      fileId,
      actor: 'parent',
      action: 'intake_sent',
      detail: { route: requireRoute(sent.answers), cameByInvitation: true },
      happenedAt: now,
    }),
  ])
  const other = { ...parent, status: 'received', invitationAcceptedAt: now } as const
  return { ...own, invitation, parent: other, mail: [...news, ...receipt], audit, draft }
}

/** What is the sender's own, whichever file it goes into: their row, and what is sealed, hashed, held back and mailed. */
async function buildSenderPart(
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

type NewFileRow = NewFile['file']

function requireRoute({ route }: IntakeAnswers): NewFileRow['route'] {
  if (route === undefined) throw new Error('An intake cannot be read without its route')
  return route
}

/** The record of the sending, and of the assignment for each who may turn out to lead. */
async function buildAuditRows(
  { id, route, createdAt }: NewFileRow,
  { waiting }: CoordinatorRanking,
): Promise<NewFile['audit']> {
  const event = { fileId: id, happenedAt: createdAt }
  const sentRow = await nextAuditRow(undefined, {
    ...event,
    actor: 'parent',
    action: 'intake_sent',
    detail: { route },
  })
  const eventAfterSending = (action: 'assigned' | 'waitlisted' | 'left_unassigned', detail = {}) =>
    nextAuditRow(sentRow, { ...event, actor: 'system', action, detail })
  const assigned = practice.coordinators.map(async (coordinator) => ({
    lead: { id: coordinator.id },
    row: await eventAfterSending('assigned', { lead: coordinator.id }),
  }))
  return [
    { lead: 'anybody', row: sentRow },
    { lead: 'nobody', row: await eventAfterSending(waiting ? 'waitlisted' : 'left_unassigned') },
    ...(await Promise.all(assigned)),
  ]
}
