import type { FormVersion } from '../../db/form-versions.ts'
import { type AskedPage, listAskedPages, restoreShownSections } from '../../forms/asked-pages.ts'
import type { Form } from '../../forms/form.ts'
import { getFormDeclarationPath, writeFormDeclarationStart } from '../../forms/form-declaration.ts'
import type { Language } from '../../forms/language.ts'
import { type SummarySection, summariseAnswers } from '../../forms/summarise.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { loadSiteFile, type SiteFiles } from '../site/site-files.ts'
import type { EnvelopePart } from './envelope.ts'

/**
 * Loads the row of a form as it is declared now, with the words that the worker does not carry. Any change of a word gives
 * another hash, and so another row. Throws when the site has no such declaration, or one of another version.
 */
export async function loadFormVersion(site: SiteFiles, form: Form): Promise<FormVersion> {
  const known = versionByForm.get(form)
  if (known) return known
  const declaration = await loadSiteFile(site, getFormDeclarationPath(form.id))
  if (!declaration.startsWith(writeFormDeclarationStart(form)))
    throw new Error(`The site holds another version of the form “${form.id}”: is it built?`)
  const version = { hash: await sha256Hex(declaration), declaration }
  versionByForm.set(form, version)
  return version
}

/**
 * A form never changes while the worker runs. The row is remembered, and not the promise of it: a request must not wait for
 * what another one loads.
 */
const versionByForm = new WeakMap<Form, FormVersion>()

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
  site: SiteFiles,
  form: Form,
  { asked, answers }: EnvelopePart,
): Promise<StoredEnvelopePart> => ({
  formVersionHash: (await loadFormVersion(site, form)).hash,
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
