import { listSealedValues, replaceSealedValue } from '../../db/key-rotations.ts'
import { listSealedAnswersOfParent } from '../../db/listed-answers.ts'
import { addListedAnswers } from '../contact/display-name.ts'
import { getListedAnswers, type ListedAnswers } from '../contact/listed-answers.ts'
import type { StoredEnvelopePart } from '../forms/form-version.ts'
import { getErrorLogFields, log } from '../log.ts'
import { unseal } from '../privacy/seal.ts'
import { cursorAfter, type RotatedDatabase, type Rotation } from './rotation.ts'

const COLUMN = 'parents.sealed_display_name'

/**
 * Seals with the name of each parent who came what the list of files tells of their answers, where their intake was sent
 * before it told that. A name that was written meanwhile stays as it is, and so does one that does not open.
 */
export const sealListedAnswers: Rotation = {
  column: 'parents.listed_answers',
  purpose: 'answers',
  isDueOnce: true,
  async rotateRows(env, { cursor }, rows) {
    const limit = Math.min(rows, MAX_PARENTS_PER_STEP)
    const names = await listSealedValues(env.db, COLUMN, cursor, limit)
    let resealed = 0
    for (const { id, sealed } of names)
      if (sealed && (await sealListedAnswersOfParent(env, id, sealed))) resealed++
    return { cursor: cursorAfter(names, limit), resealed, unreadable: 0 }
  },
}

/** Unsealing what a parent sent and added takes some milliseconds. */
const MAX_PARENTS_PER_STEP = 25

/** Gives false where there was nothing to add. */
async function sealListedAnswersOfParent(env: RotatedDatabase, id: string, before: string): Promise<boolean> {
  try {
    const sent = await listSealedAnswersOfParent(env.db, id)
    if (sent.length === 0) return false
    const after = await addListedAnswers(env.keys, id, before, () => readAllAnswers(env, sent))
    return after !== undefined && (await replaceSealedValue(env.db, COLUMN, id, { before, after }))
  } catch (error) {
    log('value_unreadable', { column: COLUMN, row: id, ...getErrorLogFields(error) })
    return false
  }
}

/** Reads what the list tells from everything that a parent sent, oldest first: what they answered last holds. */
async function readAllAnswers(
  { keys }: RotatedDatabase,
  sent: Awaited<ReturnType<typeof listSealedAnswersOfParent>>,
): Promise<ListedAnswers> {
  const parts = sent.map(async ({ id, sealedAnswers }) => {
    const context = `submissions.sealed_answers:${id}` as const
    const { answers } = (await unseal(keys, 'answers', context, sealedAnswers)) as StoredEnvelopePart
    return getListedAnswers(answers)
  })
  return Object.assign({}, ...(await Promise.all(parts)))
}
