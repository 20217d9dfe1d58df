import type { DraftSection } from '../../db/drafts.ts'
import { type Form, findSection, toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type SealContext, sealPaddedWithKey, sealWithKey, unsealWithKeyLookup } from '../privacy/seal.ts'
import { type CookieDraft, getDraftLifetimeSeconds } from './draft-cookie.ts'

/** A page to save: a section, or an item of a section that repeats. */
export interface DraftInput {
  readonly section: string
  readonly item?: string
  readonly fields: FormFields
  /** The number of items that the list takes. */
  readonly maxItems?: number
}

/** A section of a draft as the database returns it. */
export type DraftRow = Omit<DraftSection, 'draftId'>

/** Everything typed into a draft so far. */
export interface LoadedDraft {
  readonly fields: FormFields
  /** The slugs of the sections that were ever saved. A saved item counts for its section. */
  readonly savedSections: ReadonlySet<string>
  /** The moment at which the draft is deleted unless something is saved before. */
  readonly expiresAt: number
}

export const EMPTY_DRAFT: LoadedDraft = { fields: {}, savedSections: new Set(), expiresAt: 0 }

/** The name of a page among a draft's sections: `you`, or `children/<id>` for an item. */
export const getDraftSectionName = ({ section, item }: Pick<DraftInput, 'section' | 'item'>): string =>
  item === undefined ? section : `${section}/${item}`

/** Builds the row of a page, sealed for its draft. A page that asks about safety is padded. */
export async function buildSealedDraftSectionRow(
  form: Form,
  draft: CookieDraft,
  input: Omit<DraftInput, 'maxItems'>,
  now: number,
): Promise<DraftSection> {
  const expiresAt = now + getDraftLifetimeSeconds(draft) * 1000
  return { ...(await sealDraftSection(form, draft, input)), expiresAt }
}

/**
 * Seals the rows of a draft anew, for another token. Each row keeps its expiry, and an item that was removed stays so.
 * `changeFields` gives the fields that a section has from now on.
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
    rows.map(async ({ section, expiresAt }) => {
      const input = unsealed.get(section)
      if (!input) return { draftId: to.id, section, sealedFields: '', expiresAt }
      return {
        ...(await sealDraftSection(form, to, { ...input, fields: changeFields(input.fields) })),
        expiresAt,
      }
    }),
  )
}

async function sealDraftSection(form: Form, draft: CookieDraft, input: Omit<DraftInput, 'maxItems'>) {
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

/** Unseals the sections of a draft and merges their fields. */
export async function unsealDraftFromSections(
  draft: CookieDraft,
  rows: readonly DraftRow[],
): Promise<LoadedDraft> {
  const unsealed = await unsealDraftRows(draft, rows)
  return {
    fields: Object.assign(
      {},
      ...unsealed.map(({ section, item, fields }) => toStoredFields({ slug: section }, item, fields)),
    ),
    savedSections: new Set(unsealed.map(({ section }) => section)),
    expiresAt: Math.max(...rows.map(({ expiresAt }) => expiresAt)),
  }
}

/** Unseals the rows of a draft: each section and each item, with its fields. */
export async function unsealDraftRows(draft: CookieDraft, rows: readonly DraftRow[]): Promise<DraftInput[]> {
  const present = rows.filter(({ sealedFields }) => sealedFields !== '')
  return Promise.all(
    present.map(async ({ section: name, sealedFields }) => {
      const context = draftSectionSealContext(draft.id, name)
      const fields = (await unsealWithKeyLookup(draft.keyWithKid, context, sealedFields)) as FormFields
      const [section = name, item] = name.split('/')
      return { section, fields, ...(item !== undefined && { item }) }
    }),
  )
}

const draftSectionSealContext = (draftId: string, section: string): SealContext =>
  `draft_sections.sealed_fields:${draftId}/${section}`
