import { DERIVED_TOKENS } from '../../db/key-rotations.ts'
import {
  addDerivedFromSubmissions,
  type DerivedFromSubmission,
  deleteTokensOfKey,
  listSubmissionsWithForms,
} from '../../db/match-tokens.ts'
import type { RingKeyRow } from '../../db/ring-keys.ts'
import { envelopeNames } from '../../forms/questions/question-base.ts'
import { sealDisplayName } from '../contact/display-name.ts'
import { getListedAnswers } from '../contact/listed-answers.ts'
import { columnByEnvelope } from '../forms/envelope.ts'
import { parseFormVersions, type StoredEnvelopePart } from '../forms/form-version.ts'
import { getErrorLogFields, log } from '../log.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { unseal } from '../privacy/seal.ts'
import { deriveSearchTokens, getPersonNames } from '../privacy/search-tokens.ts'
import { registeredForms } from '../registered-forms.ts'
import { cursorAfter, type RotatedDatabase, type Rotation } from './rotation.ts'

/**
 * Derives the tokens of each submission anew under the newest key, from what it sealed and the form that was asked. The
 * older tokens stay, so that no match is missed meanwhile, until their key has left the ring. The first pass, under whatever
 * key, gives tokens for the search and names to what was sent before there were any.
 */
export const deriveTokensAnew: Rotation = {
  column: DERIVED_TOKENS,
  purpose: 'index',
  isDueOnce: true,
  async rotateRows(env, { cursor }, rows) {
    const limit = Math.min(rows, MAX_SUBMISSIONS_PER_STEP)
    const submissions = await listSubmissionsWithForms(env.db, cursor, limit)
    const derived = await Promise.all(
      submissions.map((submission) =>
        deriveFromSubmission(env, submission).catch((error: unknown) => {
          log('value_unreadable', { column: DERIVED_TOKENS, row: submission.id, ...getErrorLogFields(error) })
        }),
      ),
    )
    const readable = derived.filter((each) => each !== undefined)
    return {
      cursor: cursorAfter(submissions, limit),
      resealed: await addDerivedFromSubmissions(env.db, readable),
      unreadable: submissions.length - readable.length,
    }
  },
}

/** Deriving the tokens of a submission takes some milliseconds. */
const MAX_SUBMISSIONS_PER_STEP = 50

/**
 * Derives the tokens from each sealed part by itself, without what was erased of the other parent since: a name and its date
 * of birth stand in the same part. What is searched is declared by the form of today, since the older ones say nothing about it.
 */
async function deriveFromSubmission(
  { keys }: RotatedDatabase,
  submission: Awaited<ReturnType<typeof listSubmissionsWithForms>>[number],
): Promise<DerivedFromSubmission> {
  const { id, fileId, unnamedParentId, unnamedOtherId, isOtherErased, ...rest } = submission
  const { form: formId, formVersion, ...sealed } = rest
  const [asked] = (await parseFormVersions([formVersion])).values()
  const current = registeredForms.find((registered) => registered.form.id === formId)?.form
  const form = asked ?? current
  if (!form) throw new Error('The form of a submission is not known')
  const parts = await Promise.all(
    envelopeNames.map(async (envelope) => {
      const value = sealed[envelope]
      if (!value) return { tokens: [], searchTokens: [], names: [] }
      const context = `submissions.${columnByEnvelope[envelope]}:${id}` as const
      const { answers } = (await unseal(keys, envelope, context, value)) as StoredEnvelopePart
      const seal = async (parentId: string | null, side: 'initiating' | 'other') => {
        if (!parentId) return []
        const names = getPersonNames(current ?? form, answers, side)
        const listed = side === 'initiating' ? getListedAnswers(answers) : undefined
        const sealedDisplayName = await sealDisplayName(keys, parentId, names, listed)
        return sealedDisplayName ? [{ parentId, sealedDisplayName }] : []
      }
      return {
        tokens: (await deriveMatchTokens([keys.index[0]], form, answers)).filter(
          ({ side }) => !isOtherErased || side !== 'other',
        ),
        searchTokens: await deriveSearchTokens(keys.index, current ?? form, answers, isOtherErased),
        names: [
          ...(await seal(unnamedParentId, 'initiating')),
          ...(await seal(isOtherErased ? null : unnamedOtherId, 'other')),
        ],
      }
    }),
  )
  return {
    id,
    fileId,
    tokens: parts.flatMap(({ tokens }) => tokens),
    searchTokens: parts.flatMap(({ searchTokens }) => searchTokens),
    names: parts.flatMap(({ names }) => names),
  }
}

/** Deletes a number of tokens of the keys that have left the ring, which no file needs any more. */
export async function deleteRetiredTokens(
  { db, keys }: RotatedDatabase,
  ringKeys: readonly RingKeyRow[],
): Promise<void> {
  for (const { kid, purpose, rowsLeft } of ringKeys)
    if (purpose === 'index' && rowsLeft === 0 && !keys.index.some((key) => key.kid === kid))
      await deleteTokensOfKey(db, kid, MAX_TOKENS_DELETED_PER_RUN)
}

const MAX_TOKENS_DELETED_PER_RUN = 1000
