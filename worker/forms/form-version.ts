import type { FormVersion } from '../../db/form-versions.ts'
import { type AskedPage, listAskedPages, restoreShownSections } from '../../forms/asked-pages.ts'
import type { Form } from '../../forms/form.ts'
import type { Language } from '../../forms/language.ts'
import { type SummarySection, summariseAnswers } from '../../forms/summarise.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import type { EnvelopePart } from './envelope.ts'

/**
 * Builds the row of a form as it is declared now. The declaration is hashed in its own order, because the order of
 * questions and options is part of what was asked. Any change of a word gives another hash, and so another row.
 */
export function buildFormVersionRow(form: Form): Promise<FormVersion> {
  const known = versionByForm.get(form)
  if (known) return known
  const version = hashFormDeclaration(form)
  versionByForm.set(form, version)
  return version
}

/** A form never changes while the worker runs. */
const versionByForm = new WeakMap<Form, Promise<FormVersion>>()

async function hashFormDeclaration({ id, version, sections }: Form): Promise<FormVersion> {
  const declaration = JSON.stringify({ id, version, sections })
  return { hash: await sha256Hex(declaration), declaration }
}

/**
 * An envelope's part of a form as it is sealed. It names the questions that were asked, and the hash of the form's
 * version that holds their words. A part that was sealed before there were versions holds the questions themselves.
 */
export type StoredEnvelopePart =
  | {
      readonly formVersionHash: string
      readonly asked: readonly AskedPage[]
      readonly answers: EnvelopePart['answers']
    }
  | (EnvelopePart & { readonly formVersionHash?: undefined })

/** Replaces the questions of a part by their names in the form as it is declared now. */
export const buildStoredEnvelopePart = async (
  form: Form,
  { asked, answers }: EnvelopePart,
): Promise<StoredEnvelopePart> => ({
  formVersionHash: (await buildFormVersionRow(form)).hash,
  asked: listAskedPages(asked),
  answers,
})

/** Versions of forms as they were declared, by their hashes. */
export type FormByVersionHash = ReadonlyMap<string, Form>

/** Parses versions of forms from the database. Throws when a declaration is not the one that its hash was made of. */
export async function parseFormVersions(
  rows: readonly (FormVersion | null | undefined)[],
): Promise<FormByVersionHash> {
  const parsed = rows.map(async (row) => {
    if (!row) return []
    if ((await sha256Hex(row.declaration)) !== row.hash)
      throw new Error('The declaration of a form was altered after it was stored')
    return [[row.hash, JSON.parse(row.declaration) as Form] as const]
  })
  return new Map((await Promise.all(parsed)).flat())
}

/** Restores a part with the questions as they were asked. Throws when the version that it names is missing. */
export function restoreEnvelopePart(part: StoredEnvelopePart, forms: FormByVersionHash): EnvelopePart {
  if (part.formVersionHash === undefined) return part
  const form = forms.get(part.formVersionHash)
  if (!form) throw new Error('The version of a form that was asked is not in the database')
  return { asked: restoreShownSections(form, part.asked), answers: part.answers }
}

/** Lists what was asked and answered in a part, in one language and in the words that were asked. */
export function summariseStoredPart(
  part: StoredEnvelopePart,
  forms: FormByVersionHash,
  language: Language,
): SummarySection[] {
  const { asked, answers } = restoreEnvelopePart(part, forms)
  return summariseAnswers(asked, answers, language)
}
