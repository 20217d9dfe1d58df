import { type IntakeAnswers, intake } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { auditRowAfter } from '../../db/audit.ts'
import { revisionOf } from '../../db/drafts.ts'
import { type NewFile, openFile, readBeforeSending } from '../../db/intake.ts'
import { type Joined, type Joining, joinByInvitation } from '../../db/invitation-acceptance.ts'
import type { Form } from '../../forms/form.ts'
import type { Language } from '../../forms/language.ts'
import { type AskedSection, type FieldProblem, readForm } from '../../forms/parse.ts'
import { insteadField, type Question } from '../../forms/questions/index.ts'
import { type Envelope, envelopes, type Fields } from '../../forms/questions/question-base.ts'
import type { Environment } from '../environment.ts'
import { newFileNews, newsOfFile } from '../mail/coordinator-messages.ts'
import { matchTokensOf } from '../privacy/blind-index.ts'
import { codeId, fileCodeOf } from '../privacy/code.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { seal } from '../privacy/seal.ts'
import { type Family, type Ranking, rank } from './assign.ts'
import { contactPlace, contactRulesOf, mayForbidContact } from './contact-rules.ts'
import { openSections } from './draft.ts'
import type { HeldDraft } from './draft-cookie.ts'
import { receiptTo } from './receipt-message.ts'
import { newReference } from './reference.ts'

/** How sending ended. `again` is a draft already sent: the same file, whoever asks. */
export type Sending =
  | { readonly ok: true; readonly again: boolean; readonly assigned: boolean }
  | {
      readonly ok: false
      readonly reason: 'incomplete'
      readonly problems: readonly FieldProblem[]
      readonly typed: Fields
      readonly openFiles: ReadonlyMap<string, number>
    }
  | { readonly ok: false; readonly reason: 'gone' }

/**
 * Sends the intake held in a draft, with what is declared on sending: one read, one write. It opens a file, or joins
 * the one that its parent was invited to; if that may not be joined any more it opens one all the same, and what its
 * parent sees is no different. When another request was faster, it reads again and finds either the file that request
 * opened or the section it changed.
 */
export async function sendIntake(
  env: Environment,
  draft: HeldDraft,
  declared: Fields,
  language: Language,
  now: number,
): Promise<Sending> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ids = practice.coordinators.map(({ id }) => id)
    const { sections, sent, openFiles, joining } = await readBeforeSending(env.db, draft.id, ids, now)
    if (sent) return { ok: true, again: true, assigned: true }
    if (sections.length === 0) return { ok: false, reason: 'gone' }
    const typed = { ...(await openSections(draft, sections)).fields, ...declared }
    const reading = readForm(intake, typed)
    if (!reading.ok) return { ok: false, reason: 'incomplete', problems: reading.problems, typed, openFiles }
    const { answers, asked } = reading
    const ranking = rank(practice, familyOf(answers, language), openFiles)
    const code = await fileCodeOf(env.draftSecret, draft.token)
    const read = { id: draft.id, revision: revisionOf(sections) }
    const made = { answers, asked, ranking, code, language, now, draft: read }
    const opened = joining
      ? await joinByInvitation(env.db, await joined(env, joining, made))
      : await openFile(env.db, await newFile(env, made))
    if (opened) return { ok: true, again: false, assigned: opened.lead !== null }
  }
  throw new Error('The draft kept changing while it was being sent')
}

/** Two requests race in practice; more than this is a machine. */
const ATTEMPTS = 5

/** What decides who may lead. */
export const familyOf = (answers: Partial<IntakeAnswers>, language: Language): Family => ({
  province: answers.province,
  language: answers.language === 'either' ? undefined : (answers.language ?? language),
  profession: answers.professionWanted === 'either' ? undefined : answers.professionWanted,
  named: practice.coordinators.find(({ id }) => id === answers.orderCoordinator)?.id,
})

interface Sent {
  readonly answers: IntakeAnswers
  readonly asked: readonly AskedSection[]
  readonly ranking: Ranking
  /** The private code of “Your file”. */
  readonly code: string
  readonly language: Language
  readonly now: number
  readonly draft: NewFile['draft']
}

async function newFile(env: Environment, sent: Sent): Promise<NewFile> {
  const { answers, ranking, language, now, draft } = sent
  const file = { id: crypto.randomUUID(), reference: newReference(), route: routeOf(answers), openedAt: now }
  const id = crypto.randomUUID()
  const [{ parent, receipt, ...own }, news, audit] = await Promise.all([
    ownPart(env, { id, fileId: file.id, reference: file.reference }, sent),
    newFileNews(env, file, ranking),
    auditOf(file, ranking),
  ])
  const initiating = {
    ...parent,
    id,
    fileId: file.id,
    side: 'initiating',
    standing: ranking.waiting ? 'waiting' : 'received',
    // Whoever turns out to lead may hang on who is known; whom they may book with must not.
    booksWith: ranking.leads[0] ?? null,
  } as const
  const others = answers.otherLanguage
  const other = {
    id: crypto.randomUUID(),
    fileId: file.id,
    side: 'other',
    language: others === 'en' || others === 'fr' ? others : language,
  } as const
  return { ...own, file, ranking, parents: [initiating, other], mail: [...news, ...receipt], audit, draft }
}

/** The same intake as that of the other parent in a file: neither what is in it nor how it came changes. */
async function joined(env: Environment, { last, ...invitation }: Joining, sent: Sent): Promise<Joined> {
  const { fileId, parentId, reference } = invitation
  const { now, draft } = sent
  const [{ parent, receipt, ...own }, news, audit] = await Promise.all([
    ownPart(env, { id: parentId, fileId, reference: newReference() }, sent),
    newsOfFile(env, { id: fileId, reference }, 'other-intake', now),
    auditRowAfter(last, {
      fileId,
      actor: 'parent',
      action: 'intake_sent',
      detail: { route: routeOf(sent.answers), invited: true },
      happenedAt: now,
    }),
  ])
  const other = { ...parent, standing: 'received', invitedAt: now } as const
  return { ...own, invitation, parent: other, mail: [...news, ...receipt], audit, draft }
}

/** What is the sender's own, whichever file it goes into: their row, and what is sealed, hashed, frozen and mailed. */
async function ownPart(
  env: Environment,
  { id, fileId, reference }: { readonly id: string; readonly fileId: string; readonly reference: string },
  sent: Sent,
) {
  const { answers, code, language, now, draft } = sent
  const contact = contactRulesOf(answers)
  const wanted = answers.receipt === 'yes'
  const [contactSealed, accessId, submission, tokens, receipt] = await Promise.all([
    seal(env.keys, 'answers', contactPlace(id), contact),
    codeId(env.draftSecret, 'file', code),
    sealedSubmission(env.keys, intake, sent),
    matchTokensOf(env.indexSecret, intake, answers),
    receiptTo(env, { fileId, parentId: id, wanted, contact, reference, code, language, now }),
  ])
  return {
    parent: {
      language: answers.language === 'either' ? language : (answers.language ?? language),
      contact: contactSealed,
      givenReference: reference,
      accessId,
      route: routeOf(answers),
    },
    submission: { ...submission, fileId, parentId: id, idempotencyKey: draft.id, sentAt: now },
    freeze: mayForbidContact(answers)
      ? { id: crypto.randomUUID(), parentId: id, saidIn: 'intake' as const, saidAt: now }
      : undefined,
    tokens,
    receipt,
  }
}

type FileFacts = NewFile['file']

function routeOf({ route }: IntakeAnswers): FileFacts['route'] {
  if (route === undefined) throw new Error('An intake cannot be read without its route')
  return route
}

/** The record of the sending, and of the assignment for each who may turn out to lead. */
async function auditOf({ id, route, openedAt }: FileFacts, { waiting }: Ranking): Promise<NewFile['audit']> {
  const event = { fileId: id, happenedAt: openedAt }
  const sent = await auditRowAfter(undefined, {
    ...event,
    actor: 'parent',
    action: 'intake_sent',
    detail: { route },
  })
  const then = (action: 'assigned' | 'waitlisted' | 'left_unassigned', detail = {}) =>
    auditRowAfter(sent, { ...event, actor: 'system', action, detail })
  const assigned = practice.coordinators.map(async (coordinator) => ({
    lead: { id: coordinator.id },
    row: await then('assigned', { lead: coordinator.id }),
  }))
  return [
    { lead: 'anybody', row: sent },
    { lead: 'nobody', row: await then(waiting ? 'waitlisted' : 'left_unassigned') },
    ...(await Promise.all(assigned)),
  ]
}

/** The submission's row with each envelope sealed: what was asked together with what was answered. */
async function sealedSubmission(keys: KeyRing, form: Form, { answers, asked }: Sent) {
  const id = crypto.randomUUID()
  const sealed = async (envelope: Envelope, column: string) => {
    const part = partOf(envelope, asked, answers)
    return part.asked.length === 0 ? null : seal(keys, envelope, `submissions.${column}:${id}`, part)
  }
  const [answersSealed, safety, otherContact] = await Promise.all(
    envelopes.map((envelope) => sealed(envelope, submissionColumns[envelope])),
  )
  if (!answersSealed) throw new Error('A form asks something that everybody on the file may read')
  return {
    id,
    form: form.id,
    version: form.version,
    answers: answersSealed,
    safety: safety ?? null,
    otherContact: otherContact ?? null,
  }
}

/** The column each envelope is stored in, as its place is written into the seal. */
export const submissionColumns = {
  answers: 'answers',
  safety: 'safety',
  otherContact: 'other_contact',
} as const

/** One envelope's part of a form: the questions that were asked in it and their answers. */
export interface EnvelopePart {
  readonly asked: readonly AskedSection[]
  readonly answers: Readonly<Record<string, unknown>>
}

/** One envelope's part of what was asked and answered. */
export function partOf(
  envelope: Envelope,
  asked: readonly AskedSection[],
  answers: Readonly<Record<string, unknown>>,
): EnvelopePart {
  const sections = asked
    .map((section) => ({
      ...section,
      questions: Object.fromEntries(
        Object.entries(section.questions).filter(
          ([, question]) => (question.envelope ?? 'answers') === envelope,
        ),
      ),
    }))
    .filter(({ questions }) => Object.keys(questions).length > 0)
  const own: Record<string, unknown> = {}
  for (const { slug, questions, item } of sections) {
    const fields = Object.entries(questions).flatMap(([name, question]) => fieldsKept(name, question))
    if (item === undefined) Object.assign(own, picked(answers, fields))
    else {
      const list = (answers[slug] ?? []) as readonly Readonly<Record<string, unknown>>[]
      own[slug] = [...((own[slug] as object[] | undefined) ?? []), picked(list[item - 1] ?? {}, fields)]
    }
  }
  return { asked: sections, answers: own }
}

/** Under which names a question's answer stands among the answers: its own, and what was ticked in its place. */
const fieldsKept = (name: string, { instead }: Question) => (instead ? [name, insteadField(name)] : [name])

const picked = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])))
