import {
  createDraft,
  type DraftSection,
  loadDraftSections,
  rekeyDraft,
  saveDeviceSection,
  sumDraftRevisions,
  upsertDraftSection,
} from '../../db/drafts.ts'
import { toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Context } from '../http/context.ts'
import { generateDraftToken } from '../privacy/draft-key.ts'
import { type SealContext, sealWith, unsealWith } from '../privacy/seal.ts'
import { readInvitationSession } from '../session/invitation-session.ts'
import { type CookieDraft, draftFromToken, draftLifetimeSeconds, setDraftCookie } from './draft-cookie.ts'

/** What is saved: a section, or one of the things it repeats for. */
export interface DraftInput {
  readonly section: string
  readonly item?: string
  readonly fields: FormFields
  /** How many the list takes. */
  readonly maxItems?: number
}

/**
 * Saves what was typed, beginning a draft when there is none, with the invitation whose button was pressed in this
 * browser; false when the draft is missing or its list is full.
 */
export async function saveDraftSection(
  c: Context,
  form: string,
  input: DraftInput,
  cookieDraft: CookieDraft | 'none',
): Promise<boolean> {
  const { db } = c.get('env')
  const now = Date.now()
  const deviceAnswer = input.fields[DEVICE_QUESTION]?.[0]
  if (cookieDraft === 'none') {
    const draft = await draftFromToken(c, form, generateDraftToken(), deviceAnswer === 'shared')
    const invitationSession = await readInvitationSession(c)
    const invitation = invitationSession?.hasStarted ? invitationSession.id : undefined
    await createDraft(db, form, await sealDraftSection(draft, input, now), now, invitation)
    setDraftCookie(c, form, draft)
    return true
  }
  if (deviceAnswer === 'shared' && !cookieDraft.shared) return moveToSharedDraft(c, form, input, cookieDraft)
  const draft =
    deviceAnswer === undefined
      ? cookieDraft
      : await draftFromToken(c, form, cookieDraft.token, deviceAnswer === 'shared')
  const row = await sealDraftSection(draft, input, now)
  const saving =
    deviceAnswer === undefined
      ? upsertDraftSection(db, row, now, input.maxItems)
      : saveDeviceSection(db, row, now)
  if (!(await saving)) return false
  setDraftCookie(c, form, draft)
  return true
}

/** The question that says whose the device is. */
const DEVICE_QUESTION = 'device'

/**
 * A device that turns out to be shared may hold a draft that somebody else began and still has a key to: what was typed
 * moves to a token of its own, and the old one opens nothing.
 */
async function moveToSharedDraft(
  c: Context,
  form: string,
  input: DraftInput,
  cookieDraft: CookieDraft,
): Promise<boolean> {
  const { db } = c.get('env')
  const now = Date.now()
  const draft = await draftFromToken(c, form, generateDraftToken(), true)
  for (let attempt = 1; attempt <= MAX_MOVE_ATTEMPTS; attempt++) {
    const rows = await loadDraftSections(db, cookieDraft.id, now)
    if (rows.length === 0) return false
    const otherSections = (await unsealDraftRows(cookieDraft, rows)).filter(
      (section) => draftSectionName(section) !== draftSectionName(input),
    )
    const moved = await Promise.all(
      [...otherSections, input].map((section) => sealDraftSection(draft, section, now)),
    )
    if (await rekeyDraft(db, { id: cookieDraft.id, revision: sumDraftRevisions(rows) }, moved, now)) {
      setDraftCookie(c, form, draft)
      return true
    }
  }
  throw new Error('The draft kept changing while it was being moved')
}

/** Two tabs race in practice; more than this is a machine. */
const MAX_MOVE_ATTEMPTS = 5

const draftSectionName = ({ section, item }: Pick<DraftInput, 'section' | 'item'>) =>
  item === undefined ? section : `${section}/${item}`

/** The row of what is saved, sealed for the draft it goes into. */
async function sealDraftSection(draft: CookieDraft, input: Omit<DraftInput, 'maxItems'>, now: number) {
  const section = draftSectionName(input)
  const sealedFields = await sealWith(
    await draft.key(),
    draftSectionSealContext(draft.id, section),
    input.fields,
  )
  return {
    draftId: draft.id,
    section,
    sealedFields,
    expiresAt: now + draftLifetimeSeconds(draft) * 1000,
  }
}

/** Everything typed into a draft so far. */
export interface LoadedDraft {
  readonly fields: FormFields
  /** The sections that were ever saved, by slug; what was typed of one of many counts for its section. */
  readonly savedSections: ReadonlySet<string>
  /** When it is deleted unless something is saved before. */
  readonly expiresAt: number
}

export const emptyDraft: LoadedDraft = { fields: {}, savedSections: new Set(), expiresAt: 0 }

/** Everything typed into a draft so far; nothing when it expired, was sent or never was. */
export async function loadDraftFields(c: Context, draft: CookieDraft): Promise<LoadedDraft | undefined> {
  const rows = await loadDraftSections(c.get('env').db, draft.id, Date.now())
  return rows.length === 0 ? undefined : unsealDraftSections(draft, rows)
}

/** Opens the sections of a draft and puts their fields together. */
export async function unsealDraftSections(
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

type DraftRow = Omit<DraftSection, 'draftId'>

/** What is still in a draft: what was typed into each section, and each of what it repeats for. */
async function unsealDraftRows(draft: CookieDraft, rows: readonly DraftRow[]): Promise<DraftInput[]> {
  const key = await draft.key()
  const present = rows.filter(({ sealedFields }) => sealedFields !== '')
  return Promise.all(
    present.map(async ({ section: name, sealedFields }) => {
      const fields = (await unsealWith(
        () => key,
        draftSectionSealContext(draft.id, name),
        sealedFields,
      )) as FormFields
      const [section = name, item] = name.split('/')
      return { section, fields, ...(item !== undefined && { item }) }
    }),
  )
}

const draftSectionSealContext = (draftId: string, section: string): SealContext =>
  `draft_sections.sealed_fields:${draftId}/${section}`
