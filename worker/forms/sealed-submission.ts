import type { Form } from '../../forms/form.ts'
import { type Envelope, envelopeNames } from '../../forms/questions/question-base.ts'
import type { Environment } from '../environment.ts'
import { seal } from '../privacy/seal.ts'
import type { SiteFiles } from '../site/site-files.ts'
import { columnByEnvelope, type EnvelopePart, pickEnvelopePart } from './envelope.ts'
import { buildStoredEnvelopePart, loadFormVersion, type StoredEnvelopePart } from './form-version.ts'

/** What a coordinator wrote down on a page, beside its questions. */
export interface PageNote {
  readonly envelope: Envelope
  /** The section of the form in which the note stands. */
  readonly slug: string
  readonly note: string
}

/**
 * Builds a submission's row, with what was asked and answered sealed in one part for each envelope. The row refers to
 * the version of the form, which has a row of its own. The part that everybody on the file may read is there even if
 * nothing in it was asked, as on a page about safety.
 */
export async function buildSealedSubmissionRow(
  env: SiteFiles & Pick<Environment, 'keys'>,
  form: Form,
  { answers, asked }: EnvelopePart,
  pageNote?: PageNote,
) {
  const id = crypto.randomUUID()
  const sealPart = async (envelope: Envelope, column: string) => {
    const part = pickEnvelopePart(envelope, asked, answers)
    const noted = pageNote?.envelope === envelope ? pageNote : undefined
    if (part.asked.length === 0 && envelope !== 'answers' && !noted) return null
    const stored = await buildStoredEnvelopePart(env, form, part)
    return seal(
      env.keys,
      envelope,
      `submissions.${column}:${id}`,
      noted ? addNoteToStoredPart(stored, noted) : stored,
    )
  }
  const [sealedAnswers, sealedSafety, sealedOtherContact] = await Promise.all(
    envelopeNames.map((envelope) => sealPart(envelope, columnByEnvelope[envelope])),
  )
  return {
    id,
    form: form.id,
    version: form.version,
    formVersionHash: (await loadFormVersion(env, form)).hash,
    sealedAnswers: sealedAnswers as string,
    sealedSafety: sealedSafety ?? null,
    sealedOtherContact: sealedOtherContact ?? null,
  }
}

/** The section of a note is named even if nothing in it was asked, so that the note has a title. */
const addNoteToStoredPart = (stored: StoredEnvelopePart, { slug, note }: PageNote) => ({
  ...stored,
  asked: stored.asked.length > 0 ? stored.asked : [{ slug, questions: [] }],
  answers: { ...stored.answers, note },
})
