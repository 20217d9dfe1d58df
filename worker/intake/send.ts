import { type Answers, everyQuestion, type Form, type Section } from '../../content/forms/form.ts'
import { type IntakeAnswers, intake } from '../../content/forms/intake/index.ts'
import { type FieldProblem, readForm } from '../../content/forms/read.ts'
import type { Language } from '../../content/language.ts'
import { newFileMail } from '../../content/mail/new-file.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { type Envelope, envelopes, type Fields } from '../../content/questions/question.ts'
import { firstAuditRow } from '../../db/audit.ts'
import { type NewFile, openFile, readBeforeSending } from '../../db/intake.ts'
import type { Environment } from '../environment.ts'
import { queuedMail } from '../mail/queue.ts'
import { matchTokensOf } from '../privacy/blind-index.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { seal } from '../privacy/seal.ts'
import { assign } from './assign.ts'
import { openSections } from './draft.ts'
import type { HeldDraft } from './draft-cookie.ts'
import { newReference } from './reference.ts'

/** How sending ended. `again` is a draft already sent: the same file, whoever asks. */
export type Sending =
  | {
      readonly ok: true
      readonly again: boolean
      readonly reference: string
      readonly lead: string | undefined
    }
  | {
      readonly ok: false
      readonly reason: 'incomplete'
      readonly problems: readonly FieldProblem[]
      readonly typed: Fields
    }
  | { readonly ok: false; readonly reason: 'gone' }

/**
 * Sends the intake held in a draft: one read, one write. When another request was faster, it reads again and finds
 * either the file that request opened or the section it changed.
 */
export async function sendIntake(
  env: Environment,
  draft: HeldDraft,
  language: Language,
  now: number,
): Promise<Sending> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ids = practice.coordinators.map(({ id }) => id)
    const { sections, sent, openFiles } = await readBeforeSending(env.db, draft.id, ids, now)
    if (sent) return { ok: true, again: true, reference: sent.reference, lead: undefined }
    if (sections.length === 0) return { ok: false, reason: 'gone' }
    const typed = await openSections(draft, sections)
    const reading = readForm(intake, typed)
    if (!reading.ok) return { ok: false, reason: 'incomplete', problems: reading.problems, typed }
    const { answers, asked } = reading
    const lead = assign(practice.coordinators, familyOf(answers, language), openFiles)
    const revision = sections.reduce((sum, section) => sum + section.revision, 0)
    const made = await newFile(env, {
      answers,
      asked,
      lead,
      language,
      now,
      draft: { id: draft.id, revision },
    })
    if (await openFile(env.db, made)) {
      return { ok: true, again: false, reference: made.file.reference, lead: lead?.id }
    }
  }
  throw new Error('The draft kept changing while it was being sent')
}

/** Two requests race in practice; more than this is a machine. */
const ATTEMPTS = 5

const familyOf = (answers: IntakeAnswers, language: Language) => ({
  province: answers.province,
  language: answers.language === 'either' ? undefined : (answers.language ?? language),
})

interface Sent {
  readonly answers: IntakeAnswers
  readonly asked: readonly Section[]
  readonly lead: Coordinator | undefined
  readonly language: Language
  readonly now: number
  readonly draft: NewFile['draft']
}

async function newFile(env: Environment, sent: Sent): Promise<NewFile> {
  const { answers, lead, language, now, draft } = sent
  const fileId = crypto.randomUUID()
  const parentId = crypto.randomUUID()
  const reference = newReference()
  const route = answers.route
  if (route === undefined) throw new Error('An intake cannot be read without its route')
  return {
    file: { id: fileId, reference, route, stage: 'new', leadCoordinator: lead?.id ?? null, openedAt: now },
    parents: [
      {
        id: parentId,
        fileId,
        side: 'initiating',
        language: answers.language === 'either' ? language : (answers.language ?? language),
      },
      { id: crypto.randomUUID(), fileId, side: 'other', language },
    ],
    submission: {
      ...(await sealedSubmission(env.keys, intake, sent)),
      fileId,
      parentId,
      idempotencyKey: draft.id,
      sentAt: now,
    },
    tokens: await tokensOf(env, fileId, answers),
    mail: await mailTo(env, lead, { fileId, reference, route, now }),
    audit: await firstAuditRow({
      fileId,
      actor: 'parent',
      action: 'intake_sent',
      detail: { route, lead: lead?.id ?? '' },
      happenedAt: now,
    }),
    draft,
  }
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
  readonly asked: readonly Section[]
  readonly answers: Readonly<Record<string, unknown>>
}

function partOf(envelope: Envelope, asked: readonly Section[], answers: Answers<Form>): EnvelopePart {
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
  const names = everyQuestion({ id: '', version: 0, sections }).map(({ name }) => name)
  return { asked: sections, answers: Object.fromEntries(names.map((name) => [name, answers[name]])) }
}

async function tokensOf({ indexSecret }: Environment, fileId: string, answers: IntakeAnswers) {
  const [own, others] = await Promise.all([
    matchTokensOf(indexSecret, intake, 'you', answers),
    matchTokensOf(indexSecret, intake, 'other-parent', answers),
  ])
  return [
    ...own.map((token) => ({ ...token, fileId, side: 'initiating' as const })),
    ...others.map((token) => ({ ...token, fileId, side: 'other' as const })),
  ]
}

/** One e-mail to whoever leads, or to each administrator when nobody fits. */
async function mailTo(
  { keys, portalOrigin }: Environment,
  lead: Coordinator | undefined,
  file: { fileId: string; reference: string; route: 'consent' | 'court-order' | 'one-parent'; now: number },
) {
  const readers = lead ? [lead] : practice.coordinators.filter(({ administrator }) => administrator)
  return Promise.all(
    readers.map(({ email, languages: [language = 'en'] }) => {
      const mail = newFileMail({ ...file, assigned: lead !== undefined, portalOrigin }, language)
      return queuedMail(keys, file.fileId, 'new-file', { to: email, ...mail }, file.now)
    }),
  )
}
