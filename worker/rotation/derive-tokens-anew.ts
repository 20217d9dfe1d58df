import {
  addMatchTokensOfSubmissions,
  deleteMatchTokensOfKey,
  listSubmissionsWithForms,
} from '../../db/match-tokens.ts'
import type { RingKeyRow } from '../../db/ring-keys.ts'
import { envelopeNames } from '../../forms/questions/question-base.ts'
import { columnByEnvelope } from '../forms/envelope.ts'
import { parseFormVersions, type StoredEnvelopePart } from '../forms/form-version.ts'
import { getErrorLogFields, log } from '../log.ts'
import { deriveMatchTokens, type MatchToken } from '../privacy/blind-index.ts'
import { unseal } from '../privacy/seal.ts'
import { registeredForms } from '../registered-forms.ts'
import { cursorAfter, type RotatedDatabase, type Rotation } from './rotation.ts'

const COLUMN = 'match_tokens.token'

/**
 * Derives the match tokens of each submission anew under the newest key, from what it sealed and the form that was asked.
 * The older tokens stay, so that no match is missed meanwhile, until their key has left the ring.
 */
export const deriveMatchTokensAnew: Rotation = {
  column: COLUMN,
  purpose: 'index',
  async rotateRows(env, { cursor }, rows) {
    const limit = Math.min(rows, MAX_SUBMISSIONS_PER_STEP)
    const submissions = await listSubmissionsWithForms(env.db, cursor, limit)
    const derived: { id: string; tokens: MatchToken[] }[] = []
    for (const submission of submissions) {
      const tokens = await deriveTokensOfSubmission(env, submission).catch((error: unknown) => {
        log('value_unreadable', { column: COLUMN, row: submission.id, ...getErrorLogFields(error) })
      })
      if (tokens) derived.push({ id: submission.id, tokens })
    }
    return {
      cursor: cursorAfter(submissions, limit),
      resealed: await addMatchTokensOfSubmissions(env.db, derived),
      unreadable: submissions.length - derived.length,
    }
  },
}

/** Deriving the tokens of a submission takes some milliseconds. */
const MAX_SUBMISSIONS_PER_STEP = 50

/** Derives the tokens from each sealed part by itself: a name and its date of birth stand in the same part. */
async function deriveTokensOfSubmission(
  { keys }: RotatedDatabase,
  submission: Awaited<ReturnType<typeof listSubmissionsWithForms>>[number],
): Promise<MatchToken[]> {
  const { id, form: formId, formVersion, ...sealed } = submission
  const [asked] = (await parseFormVersions([formVersion])).values()
  const form = asked ?? registeredForms.find((registered) => registered.form.id === formId)?.form
  if (!form) throw new Error('The form of a submission is not known')
  const parts = await Promise.all(
    envelopeNames.map(async (envelope) => {
      const value = sealed[envelope]
      if (!value) return []
      const context = `submissions.${columnByEnvelope[envelope]}:${id}` as const
      const { answers } = (await unseal(keys, envelope, context, value)) as StoredEnvelopePart
      return deriveMatchTokens([keys.index[0]], form, answers)
    }),
  )
  return parts.flat()
}

/** Deletes a number of match tokens of the keys that have left the ring, which no file needs any more. */
export async function deleteRetiredMatchTokens(
  { db, keys }: RotatedDatabase,
  ringKeys: readonly RingKeyRow[],
): Promise<void> {
  for (const { kid, purpose, rowsLeft } of ringKeys)
    if (purpose === 'index' && rowsLeft === 0 && !keys.index.some((key) => key.kid === kid))
      await deleteMatchTokensOfKey(db, kid, MAX_TOKENS_DELETED_PER_RUN)
}

const MAX_TOKENS_DELETED_PER_RUN = 1000
