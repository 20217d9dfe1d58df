import { joiningForm } from '../../content/forms/joining/index.ts'
import { loadSharedAnswers } from '../../db/joining-codes.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Environment } from '../environment.ts'
import type { StoredEnvelopePart } from '../forms/form-version.ts'
import type { DraftInput } from '../forms/sealed-draft.ts'
import { unseal } from '../privacy/seal.ts'

/**
 * Loads what the parent who gave a code lets the other one see: the names of the children, and which parenting document
 * there is. Nothing else leaves here, whatever else they wrote. Both said so: the one with the code, the other by asking.
 */
export async function loadSharedPages(
  { db, keys }: Environment,
  joiningCodeId: string,
): Promise<readonly DraftInput[]> {
  const shared = await loadSharedAnswers(db, joiningCodeId, Date.now())
  if (!shared) return []
  const { id, sealedAnswers, showsChildren, showsDocument } = shared
  const { answers } = (await unseal(
    keys,
    'answers',
    `submissions.sealed_answers:${id}`,
    sealedAnswers,
  )) as StoredEnvelopePart
  return [
    ...(showsChildren ? listChildNames(answers).map(buildChildPage) : []),
    ...(showsDocument ? buildPagesOfQuestion('parentingDocument', answers.parentingDocument) : []),
  ]
}

/** The names of the children, without a child who is not born yet: of that one the other parent may not know. */
const listChildNames = ({ children }: StoredEnvelopePart['answers']): string[] =>
  Array.isArray(children)
    ? children.flatMap(({ childName, ...more }: Readonly<Record<string, unknown>>) =>
        typeof childName === 'string' && !JSON.stringify(more).includes('"expected"') ? [childName] : [],
      )
    : []

const buildChildPage = (name: string, index: number): DraftInput => ({
  section: 'children',
  item: String(index + 1).padStart(ITEM_ID_CHARACTERS, '0'),
  fields: { childName: [name] },
})

/** The length of an item’s id, which keeps a list in its order. */
const ITEM_ID_CHARACTERS = 16

function buildPagesOfQuestion(name: string, answer: unknown): DraftInput[] {
  const section = joiningForm.sections.find(({ questions }) => Object.hasOwn(questions, name))
  if (!section || typeof answer !== 'string') return []
  const fields: FormFields = { [name]: [answer] }
  return [{ section: section.slug, fields }]
}
