import type { Fields } from '../../content/questions/question.ts'
import { beginDraft, readDraft, saveSection } from '../../db/drafts.ts'
import type { Context } from '../http/context.ts'
import { newToken } from '../privacy/draft-key.ts'
import { openWith, type Place, sealWith } from '../privacy/seal.ts'
import { draftOf, type HeldDraft, keepDraft } from './draft-cookie.ts'

/** Saves what was typed into a section, beginning a draft when there is none; false when the draft is gone. */
export async function keepSection(
  c: Context,
  form: string,
  section: string,
  fields: Fields,
  held: HeldDraft | 'none',
): Promise<boolean> {
  const { db } = c.get('env')
  const draft = held === 'none' ? await draftOf(c, form, newToken()) : held
  const typed = await sealWith(await draft.key(), placeOf(draft.id, section), fields)
  const row = { draftId: draft.id, section, typed }
  if (held === 'none') await beginDraft(db, form, row, Date.now())
  else if (!(await saveSection(db, row, Date.now()))) return false
  keepDraft(c, form, draft.token)
  return true
}

/** Everything typed into a draft so far; nothing when it expired, was sent or never was. */
export async function readTyped(c: Context, draft: HeldDraft): Promise<Fields | undefined> {
  const rows = await readDraft(c.get('env').db, draft.id, Date.now())
  return rows.length === 0 ? undefined : openSections(draft, rows)
}

/** Opens the sections of a draft and puts their fields together. */
export async function openSections(
  draft: HeldDraft,
  rows: readonly { section: string; typed: string }[],
): Promise<Fields> {
  const key = await draft.key()
  const sections = await Promise.all(
    rows.map(({ section, typed }) => openWith(() => key, placeOf(draft.id, section), typed)),
  )
  return Object.assign({}, ...(sections as Fields[]))
}

const placeOf = (draftId: string, section: string): Place => `draft_sections.typed:${draftId}/${section}`
