import {
  insertDraftWithFirstSection,
  loadDraftSections,
  moveDraftToNewId,
  type NewerSection,
  saveDeviceSectionAndDraftExpiry,
  sumRevisionsOfSections,
  upsertDraftSection,
} from '../../db/drafts.ts'
import { repeatAfterFault, retryWhileStale } from '../../db/retry.ts'
import { DEVICE_QUESTION_NAME, isDeviceShared } from '../../forms/device.ts'
import type { Form } from '../../forms/form.ts'
import { areSameFields, type FormFields } from '../../forms/form-fields.ts'
import type { Context } from '../http/context.ts'
import { generateDraftToken } from '../privacy/draft-key.ts'
import { findInvitationForDraft } from './begin-with-invitation.ts'
import {
  type CookieDraft,
  type CookieDraftState,
  deriveCookieDraft,
  readCookieDraftState,
  setDraftCookie,
} from './draft-cookie.ts'
import type { Capacity, RegisteredForm } from './registered-form.ts'
import {
  buildSealedDraftSectionRow,
  type DraftInput,
  EMPTY_DRAFT,
  getDraftSectionName,
  type LoadedDraft,
  unsealDraftFields,
  unsealDraftFromSections,
  unsealDraftRows,
} from './sealed-draft.ts'

/** Loads everything typed into a draft so far; undefined when the draft expired, was sent or never existed. */
export async function loadUnsealedDraft(
  c: Context,
  form: Form,
  draft: CookieDraft,
): Promise<LoadedDraft | undefined> {
  const rows = await loadDraftSections(c.get('env').db, draft.id, Date.now())
  return rows.length === 0 ? undefined : unsealDraftFromSections(form, draft, rows)
}

/**
 * Loads a draft for a page, and its capacity if the page shows it. Gives an empty draft when none was begun, and
 * undefined when the draft is lost.
 */
export async function loadDraftAndCapacityForPage(
  c: Context,
  registered: RegisteredForm,
  cookieDraft: CookieDraftState,
  saysCapacity: boolean,
): Promise<{ readonly draft: LoadedDraft | undefined; readonly capacity?: Capacity }> {
  const id = typeof cookieDraft === 'object' ? cookieDraft.id : ''
  const loaded = saysCapacity && (await registered.loadDraftAndCapacity?.(c.get('env'), id, Date.now()))
  const told = loaded ? { capacity: loaded.capacity } : {}
  if (cookieDraft === 'none') return { draft: EMPTY_DRAFT, ...told }
  if (cookieDraft === 'invalid') return { draft: undefined, ...told }
  if (!loaded) return { draft: await loadUnsealedDraft(c, registered.form, cookieDraft) }
  const isLost = loaded.sections.length === 0
  return {
    draft: isLost ? undefined : await unsealDraftFromSections(registered.form, cookieDraft, loaded.sections),
    ...told,
  }
}

export type CurrentDraft = LoadedDraft & { readonly cookieDraft: CookieDraft }

/** Loads the draft of a form that this browser has the cookie of; undefined when there is none or it is gone. */
export async function loadCurrentDraft(c: Context, form: Form): Promise<CurrentDraft | undefined> {
  const cookieDraft = await readCookieDraftState(c, form.id)
  if (typeof cookieDraft === 'string') return undefined
  const loaded = await loadUnsealedDraft(c, form, cookieDraft)
  return loaded && { ...loaded, cookieDraft }
}

/** A page as it was saved since it was opened; `fields` are undefined when the item was removed. */
export interface NewerPage {
  readonly fields: FormFields | undefined
  readonly revision: number
}

/**
 * Saves a page, and begins a draft when there is none. Refuses it when the draft is missing, or the list is full or was
 * changed. Keeps a newer page, and gives it, unless the same was typed there. The answer to the device question decides
 * how long the whole draft is stored.
 */
export async function saveSectionOrBeginDraft(
  c: Context,
  registered: RegisteredForm,
  input: DraftInput,
  cookieDraft: CookieDraft | 'none',
): Promise<'saved' | 'refused' | 'invitation_closed' | NewerPage> {
  const { form } = registered
  if (cookieDraft === 'none') return beginDraft(c, registered, input)
  const saysDevice = input.fields[DEVICE_QUESTION_NAME]?.[0] !== undefined
  const shared = isDeviceShared(input.fields)
  if (shared && !cookieDraft.shared) return moveToSharedDraft(c, form, input, cookieDraft)
  const draft = saysDevice ? await deriveCookieDraft(c, form.id, cookieDraft.token, shared) : cookieDraft
  const { db } = c.get('env')
  const now = Date.now()
  const row = await buildSealedDraftSectionRow(form, draft, input, now)
  const save = saysDevice ? saveDeviceSectionAndDraftExpiry : upsertDraftSection
  const saved = await repeatAfterFault(() => save(db, row, now, input.conditions))
  if (saved === 'refused') return saved
  const newer = saved === 'saved' ? undefined : await unsealNewerPage(draft, row.section, saved)
  const isSame = newer?.fields !== undefined && areSameFields(newer.fields, input.fields)
  // The same answer about the device, saved again, still decides about the whole draft.
  if (isSame && saysDevice)
    return saveSectionOrBeginDraft(c, registered, withMadeFrom(input, newer.revision), cookieDraft)
  // A newer page was saved by the same parent, and what they typed here is about to be: the draft lives on.
  await setDraftCookie(c, form.id, newer && !isSame ? cookieDraft : draft)
  return newer && !isSame ? newer : 'saved'
}

const withMadeFrom = (input: DraftInput, madeFrom: number): DraftInput => ({
  ...input,
  conditions: { ...input.conditions, madeFrom },
})

/** Unseals what a page was saved with since it was opened, or removed an item. */
export const unsealNewerPage = async (
  draft: CookieDraft,
  section: string,
  { sealedFields, revision }: NewerSection,
): Promise<NewerPage> => ({
  fields: sealedFields === '' ? undefined : await unsealDraftFields(draft, section, sealedFields),
  revision,
})

/** Begins a draft. It is bound to the invitation that the parent started with, and not begun when that is closed. */
async function beginDraft(c: Context, registered: RegisteredForm, input: DraftInput) {
  const { form } = registered
  const invitation = await findInvitationForDraft(c, registered)
  if (invitation === 'closed') return 'invitation_closed' as const
  const now = Date.now()
  const draft = await deriveCookieDraft(c, form.id, generateDraftToken(), isDeviceShared(input.fields))
  const sealPage = (page: DraftInput) => buildSealedDraftSectionRow(form, draft, page, now)
  const shared =
    invitation !== 'none' && invitation.wantsShared
      ? await registered.loadSharedPages?.(c.get('env'), invitation.id)
      : undefined
  const others = (shared ?? []).filter((page) => getDraftSectionName(page) !== getDraftSectionName(input))
  const page = await sealPage(input)
  const entry =
    invitation === 'none'
      ? undefined
      : { id: invitation.id, sharedPages: await Promise.all(others.map(sealPage)) }
  const isBegun = await repeatAfterFault(() =>
    insertDraftWithFirstSection(c.get('env').db, form.id, page, now, entry),
  )
  if (!isBegun) return 'invitation_closed' as const
  await setDraftCookie(c, form.id, draft)
  return 'saved' as const
}

/**
 * Moves a draft to a new token when the device turns out to be shared: somebody else may have begun the draft and still
 * have the old token, which opens nothing from then on.
 */
async function moveToSharedDraft(c: Context, form: Form, input: DraftInput, cookieDraft: CookieDraft) {
  const { db } = c.get('env')
  const now = Date.now()
  const draft = await deriveCookieDraft(c, form.id, generateDraftToken(), true)
  const result = await retryWhileStale(MAX_MOVE_ATTEMPTS, async () => {
    const rows = await loadDraftSections(db, cookieDraft.id, now)
    // A move whose answer was lost is found by the new id.
    if (rows.length === 0)
      return (await loadDraftSections(db, draft.id, now)).length > 0 ? 'saved' : 'refused'
    const name = getDraftSectionName(input)
    const before = rows.find(({ section }) => section === name)
    if (before && before.revision !== input.conditions?.madeFrom) {
      const newer = await unsealNewerPage(cookieDraft, name, before)
      if (!newer.fields || !areSameFields(newer.fields, input.fields)) return newer
    }
    const revisionOf = new Map(rows.map(({ section, revision }) => [section, revision]))
    const otherSections = (await unsealDraftRows(cookieDraft, rows)).filter(
      (section) => getDraftSectionName(section) !== name,
    )
    const moved = await Promise.all(
      [...otherSections, input].map(async (section) => {
        const row = await buildSealedDraftSectionRow(form, draft, section, now)
        const revision = revisionOf.get(row.section) ?? row.revision
        return { ...row, revision: section === input ? revision + 1 : revision }
      }),
    )
    const read = { id: cookieDraft.id, revision: sumRevisionsOfSections(rows) }
    return (await repeatAfterFault(() => moveDraftToNewId(db, read, moved, now))) ? 'saved' : undefined
  })
  if (result === undefined) throw new Error('The draft kept changing while it was being moved')
  if (result === 'saved') await setDraftCookie(c, form.id, draft)
  return result
}

/** Two browser tabs may race; more attempts than this come from a program. */
const MAX_MOVE_ATTEMPTS = 5
