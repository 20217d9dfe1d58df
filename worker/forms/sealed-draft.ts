import type { DraftSection, SaveConditions } from '../../db/drafts.ts'
import { type Form, findSection } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { placeSavedFields } from '../../forms/formerly.ts'
import { type SealContext, sealPaddedWithKey, sealWithKey, unsealWithKeyLookup } from '../privacy/seal.ts'
import { type CookieDraft, getDraftLifetimeSeconds } from './draft-cookie.ts'

/** A page to save: a section, or an item of a section that repeats. */
export interface DraftInput {
  readonly section: string
  readonly item?: string
  readonly fields: FormFields
  /** What saving depends on: what the page showed, and the number of items that the list takes. */
  readonly conditions?: SaveConditions
}

/** A section of a draft as the database returns it. */
export type DraftRow = Omit<DraftSection, 'draftId'>

/** Everything typed into a draft so far. */
export interface LoadedDraft {
  readonly fields: FormFields
  /** The slugs of the sections that were ever saved. A saved item counts for its section. */
  readonly savedSections: ReadonlySet<string>
  /** The revision of each section and of each item, also of one that was removed. */
  readonly revisionBySection: ReadonlyMap<string, number>
  /** The moment at which the draft is deleted unless something is saved before. */
  readonly expiresAt: number
}

export const EMPTY_DRAFT: LoadedDraft = {
  fields: {},
  savedSections: new Set(),
  revisionBySection: new Map(),
  expiresAt: 0,
}

/** The name of a page among a draft's sections: `you`, or `children/<id>` for an item. */
export const getDraftSectionName = ({ section, item }: Pick<DraftInput, 'section' | 'item'>): string =>
  item === undefined ? section : `${section}/${item}`

/** Builds the row of a page, sealed for its draft. A page that asks about safety is padded. */
export async function buildSealedDraftSectionRow(
  form: Form,
  draft: CookieDraft,
  input: Omit<DraftInput, 'conditions'>,
  now: number,
): Promise<DraftSection> {
  const expiresAt = now + getDraftLifetimeSeconds(draft) * 1000
  return { ...(await sealDraftSection(form, draft, input)), expiresAt, revision: generateFirstRevision() }
}

/** A page of an earlier draft in the same browser is not mistaken for one of this draft. */
const generateFirstRevision = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) + 1

/**
 * Seals the rows of a draft anew, for another token. Each row keeps its expiry and its revision, and an item that was
 * removed stays so. `changeFields` gives the fields that a section has from now on.
 */
export async function resealDraftRows(
  form: Form,
  { from, to }: { readonly from: CookieDraft; readonly to: CookieDraft },
  rows: readonly DraftRow[],
  changeFields: (fields: FormFields) => FormFields,
): Promise<DraftSection[]> {
  const unsealed = new Map(
    (await unsealDraftRows(from, rows)).map((section) => [getDraftSectionName(section), section]),
  )
  return Promise.all(
    rows.map(async ({ section, expiresAt, revision }) => {
      const input = unsealed.get(section)
      if (!input) return { draftId: to.id, section, sealedFields: '', expiresAt, revision }
      return {
        ...(await sealDraftSection(form, to, { ...input, fields: changeFields(input.fields) })),
        expiresAt,
        revision,
      }
    }),
  )
}

async function sealDraftSection(form: Form, draft: CookieDraft, input: Omit<DraftInput, 'conditions'>) {
  const section = getDraftSectionName(input)
  const context = draftSectionSealContext(draft.id, section)
  const sealFields = mayAskAboutSafety(form, input.section) ? sealPaddedWithKey : sealWithKey
  return {
    draftId: draft.id,
    section,
    sealedFields: await sealFields(await draft.key(), context, input.fields),
  }
}

/** Whether a section has a question about safety. One that the form no longer has may have had one. */
function mayAskAboutSafety(form: Form, slug: string): boolean {
  const section = findSection(form, slug)
  return !section || Object.values(section.questions).some(({ envelope }) => envelope === 'safety')
}

/** Unseals the sections of a draft, and puts their fields where the form asks for them now. */
export async function unsealDraftFromSections(
  form: Form,
  draft: CookieDraft,
  rows: readonly DraftRow[],
): Promise<LoadedDraft> {
  return {
    ...placeSavedFields(form, await unsealDraftRows(draft, rows)),
    revisionBySection: new Map(rows.map(({ section, revision }) => [section, revision])),
    expiresAt: Math.max(...rows.map(({ expiresAt }) => expiresAt)),
  }
}

/** Unseals the rows of a draft: each section and each item, with its fields. */
export async function unsealDraftRows(draft: CookieDraft, rows: readonly DraftRow[]): Promise<DraftInput[]> {
  const present = rows.filter(({ sealedFields }) => sealedFields !== '')
  return Promise.all(
    present.map(async ({ section: name, sealedFields }) => {
      const fields = await unsealDraftFields(draft, name, sealedFields)
      const [section = name, item] = name.split('/')
      return { section, fields, ...(item !== undefined && { item }) }
    }),
  )
}

/** Unseals the fields of one section or item. */
export const unsealDraftFields = async (
  draft: CookieDraft,
  name: string,
  sealedFields: string,
): Promise<FormFields> =>
  (await unsealWithKeyLookup(
    draft.keyWithKid,
    draftSectionSealContext(draft.id, name),
    sealedFields,
  )) as FormFields

const draftSectionSealContext = (draftId: string, section: string): SealContext =>
  `draft_sections.sealed_fields:${draftId}/${section}`
