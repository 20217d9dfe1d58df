import type { Form } from '../../content/forms/form.ts'
import { type IntakeAnswers, intake } from '../../content/forms/intake/index.ts'
import { type AskedSection, type FieldProblem, readForm } from '../../content/forms/read.ts'
import type { Language } from '../../content/language.ts'
import { newFileMail } from '../../content/mail/new-file.ts'
import { receiptMail } from '../../content/mail/to-parent.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { insteadField, type Question } from '../../content/questions/index.ts'
import { type Envelope, envelopes, type Fields } from '../../content/questions/question.ts'
import { auditRowAfter } from '../../db/audit.ts'
import { type NewFile, openFile, readBeforeSending } from '../../db/intake.ts'
import type { Environment } from '../environment.ts'
import { queuedMail } from '../mail/queue.ts'
import { matchTokensOf } from '../privacy/blind-index.ts'
import { codeId, fileCodeOf } from '../privacy/code.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { seal } from '../privacy/seal.ts'
import { type Family, type Ranking, rank } from './assign.ts'
import { type ContactRules, contactPlace, contactRulesOf } from './contact.ts'
import { openSections } from './draft.ts'
import type { HeldDraft } from './draft-cookie.ts'
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
 * Sends the intake held in a draft, with what is declared on sending: one read, one write. When another request was
 * faster, it reads again and finds either the file that request opened or the section it changed.
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
    const { sections, sent, openFiles } = await readBeforeSending(env.db, draft.id, ids, now)
    if (sent) return { ok: true, again: true, assigned: true }
    if (sections.length === 0) return { ok: false, reason: 'gone' }
    const typed = { ...(await openSections(draft, sections)).fields, ...declared }
    const reading = readForm(intake, typed)
    if (!reading.ok) return { ok: false, reason: 'incomplete', problems: reading.problems, typed, openFiles }
    const { answers, asked } = reading
    const ranking = rank(practice, familyOf(answers, language), openFiles)
    const revision = sections.reduce((sum, section) => sum + section.revision, 0)
    const code = await fileCodeOf(env.draftSecret, draft.token)
    const made = await newFile(env, {
      answers,
      asked,
      ranking,
      code,
      language,
      now,
      draft: { id: draft.id, revision },
    })
    const opened = await openFile(env.db, made)
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
  const { answers, ranking, code, language, now, draft } = sent
  const file = { id: crypto.randomUUID(), reference: newReference(), route: routeOf(answers), openedAt: now }
  const parentId = crypto.randomUUID()
  const contact = contactRulesOf(answers)
  const [contactSealed, accessId, submission, tokens, mail, audit] = await Promise.all([
    seal(env.keys, 'answers', contactPlace(parentId), contact),
    codeId(env.draftSecret, 'file', code),
    sealedSubmission(env.keys, intake, sent),
    matchTokensOf(env.indexSecret, intake, answers),
    mailAbout(env, file, { ...sent, contact }),
    auditOf(file, ranking),
  ])
  const initiating = {
    id: parentId,
    fileId: file.id,
    side: 'initiating',
    language: answers.language === 'either' ? language : (answers.language ?? language),
    contact: contactSealed,
    givenReference: file.reference,
    standing: ranking.waiting ? 'waiting' : 'received',
    accessId,
  } as const
  const others = answers.otherLanguage
  const other = {
    id: crypto.randomUUID(),
    fileId: file.id,
    side: 'other',
    language: others === 'en' || others === 'fr' ? others : language,
  } as const
  return {
    file,
    ranking,
    parents: [initiating, other],
    submission: { ...submission, fileId: file.id, parentId, idempotencyKey: draft.id, sentAt: now },
    tokens,
    mail,
    audit,
    draft,
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

function partOf(
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

/**
 * The mail a new file sets going, prepared for each who may lead it: to that coordinator, or to each administrator when
 * nobody does yet; and a receipt to a parent who wants one at an address they called safe.
 */
async function mailAbout(
  { keys, portalOrigin }: Environment,
  { id, reference, route, openedAt }: FileFacts,
  { answers, ranking, code, language, contact }: Sent & { contact: ContactRules },
): Promise<NewFile['mail']> {
  const about = (reader: Coordinator, state: 'assigned' | 'waiting' | 'unassigned') => {
    const [own = 'en'] = reader.languages
    const mail = newFileMail({ reference, route, state, portalOrigin }, own)
    return queuedMail(keys, id, 'new-file', { from: practice.mailFrom, to: reader.email, ...mail }, openedAt)
  }
  const toLeads = practice.coordinators.map(async (reader) => ({
    lead: { id: reader.id },
    row: await about(reader, 'assigned'),
  }))
  const toAdministrators = practice.coordinators
    .filter(({ administrator }) => administrator)
    .map(async (reader) => ({
      lead: 'nobody' as const,
      row: await about(reader, ranking.waiting ? 'waiting' : 'unassigned'),
    }))
  const receipt =
    answers.receipt === 'yes' && contact.email
      ? queuedMail(
          keys,
          id,
          'receipt',
          {
            from: practice.discreetMailFrom,
            to: contact.email,
            ...receiptMail({ subject: contact.mailSubject, reference, code, portalOrigin }, language),
          },
          openedAt,
        ).then((row) => ({ lead: 'anybody' as const, row }))
      : []
  return (await Promise.all([...toLeads, ...toAdministrators, receipt])).flat()
}
