import {
  beginDraft,
  type DraftSection,
  moveDraft,
  readDraft,
  revisionOf,
  saveDevice,
  saveSection,
} from '../../db/drafts.ts'
import { keptFields } from '../../forms/form.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import type { Context } from '../http/context.ts'
import { invitedHere } from '../invitation/session.ts'
import { newToken } from '../privacy/draft-key.ts'
import { openWith, type Place, sealWith } from '../privacy/seal.ts'
import { draftOf, type HeldDraft, keepDraft, keptSeconds } from './draft-cookie.ts'

/** What is saved: a section, or one of the things it repeats for. */
export interface Saved {
  readonly section: string
  readonly item?: string
  readonly fields: Fields
  /** How many the list takes. */
  readonly most?: number
}

/**
 * Saves what was typed, beginning a draft when there is none, with the invitation whose button was pressed in this
 * browser; false when the draft is gone or its list is full.
 */
export async function keepSection(
  c: Context,
  form: string,
  what: Saved,
  held: HeldDraft | 'none',
): Promise<boolean> {
  const { db } = c.get('env')
  const now = Date.now()
  const said = what.fields[DEVICE]?.[0]
  if (held === 'none') {
    const draft = await draftOf(c, form, newToken(), said === 'shared')
    const invited = await invitedHere(c)
    const invitation = invited?.started ? invited.id : undefined
    await beginDraft(db, form, await sealedRow(draft, what, now), now, invitation)
    keepDraft(c, form, draft)
    return true
  }
  if (said === 'shared' && !held.shared) return moveToShared(c, form, what, held)
  const draft = said === undefined ? held : await draftOf(c, form, held.token, said === 'shared')
  const row = await sealedRow(draft, what, now)
  const kept = said === undefined ? saveSection(db, row, now, what.most) : saveDevice(db, row, now)
  if (!(await kept)) return false
  keepDraft(c, form, draft)
  return true
}

/** The question that says whose the device is. */
const DEVICE = 'device'

/**
 * A device that turns out to be shared may hold a draft that somebody else began and kept a key to: what was typed
 * moves to a token of its own, and the old one opens nothing.
 */
async function moveToShared(c: Context, form: string, what: Saved, held: HeldDraft): Promise<boolean> {
  const { db } = c.get('env')
  const now = Date.now()
  const draft = await draftOf(c, form, newToken(), true)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const rows = await readDraft(db, held.id, now)
    if (rows.length === 0) return false
    const before = (await openedRows(held, rows)).filter((one) => nameOf(one) !== nameOf(what))
    const moved = await Promise.all([...before, what].map((one) => sealedRow(draft, one, now)))
    if (await moveDraft(db, { id: held.id, revision: revisionOf(rows) }, moved, now)) {
      keepDraft(c, form, draft)
      return true
    }
  }
  throw new Error('The draft kept changing while it was being moved')
}

/** Two tabs race in practice; more than this is a machine. */
const ATTEMPTS = 5

const nameOf = ({ section, item }: Pick<Saved, 'section' | 'item'>) =>
  item === undefined ? section : `${section}/${item}`

/** The row of what is saved, sealed for the draft it goes into. */
async function sealedRow(draft: HeldDraft, what: Omit<Saved, 'most'>, now: number) {
  const section = nameOf(what)
  const typed = await sealWith(await draft.key(), placeOf(draft.id, section), what.fields)
  return { draftId: draft.id, section, typed, keptUntil: now + keptSeconds(draft) * 1000 }
}

/** Everything typed into a draft so far. */
export interface TypedDraft {
  readonly fields: Fields
  /** The sections that were ever saved, by slug; what was typed of one of many counts for its section. */
  readonly saved: ReadonlySet<string>
  /** When it is deleted unless something is saved before. */
  readonly keptUntil: number
}

export const nothingTyped: TypedDraft = { fields: {}, saved: new Set(), keptUntil: 0 }

/** Everything typed into a draft so far; nothing when it expired, was sent or never was. */
export async function readTyped(c: Context, draft: HeldDraft): Promise<TypedDraft | undefined> {
  const rows = await readDraft(c.get('env').db, draft.id, Date.now())
  return rows.length === 0 ? undefined : openSections(draft, rows)
}

/** Opens the sections of a draft and puts their fields together. */
export async function openSections(draft: HeldDraft, rows: readonly Row[]): Promise<TypedDraft> {
  const opened = await openedRows(draft, rows)
  return {
    fields: Object.assign(
      {},
      ...opened.map(({ section, item, fields }) => keptFields({ slug: section }, item, fields)),
    ),
    saved: new Set(opened.map(({ section }) => section)),
    keptUntil: Math.max(...rows.map(({ keptUntil }) => keptUntil)),
  }
}

type Row = Omit<DraftSection, 'draftId'>

/** What is still in a draft: what was typed into each section, and each of what it repeats for. */
async function openedRows(draft: HeldDraft, rows: readonly Row[]): Promise<Saved[]> {
  const key = await draft.key()
  const present = rows.filter(({ typed }) => typed !== '')
  return Promise.all(
    present.map(async ({ section: name, typed }) => {
      const fields = (await openWith(() => key, placeOf(draft.id, name), typed)) as Fields
      const [section = name, item] = name.split('/')
      return { section, fields, ...(item !== undefined && { item }) }
    }),
  )
}

const placeOf = (draftId: string, section: string): Place => `draft_sections.typed:${draftId}/${section}`
