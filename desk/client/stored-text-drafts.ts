import type { DeskRoute } from './routes.ts'

/** What was typed in this tab and not saved, sealed. The browser forgets it with the tab. */
interface StoredTextDrafts {
  /** Names the tab when the worker is asked for its key. */
  readonly tab: string
  readonly drafts: readonly StoredTextDraft[]
}

export interface StoredTextDraft {
  /** The reference of the file that the form belongs to, or the name of a page with forms for many files. */
  readonly reference: string
  /** Which form of the file, or of the page. */
  readonly form: string
  readonly iv: string
  readonly sealed: string
}

/** The forms of the page Today, which shows many files. */
export const TODAY_DRAFTS = 'today'

/** The forms of the page of personal data, which shows many files too. */
export const PERSONAL_DATA_DRAFTS = 'personal-data'

/** Whose drafts stay while a page is open: those of its file, or of a page with forms for many files. */
export const getTextDraftOwner = ({
  page,
  reference,
}: Pick<DeskRoute, 'page' | 'reference'>): string | undefined => reference ?? ownerByPage[page]

const ownerByPage: Readonly<Partial<Record<DeskRoute['page'], string>>> = {
  today: TODAY_DRAFTS,
  personalData: PERSONAL_DATA_DRAFTS,
}

const STORAGE_KEY = 'text-drafts'

/** Reads what is stored. Without storage, as where a browser refuses it, there is nothing. */
export function readStoredTextDrafts(): StoredTextDrafts {
  try {
    const stored = sessionStorage.getItem(STORAGE_KEY)
    if (stored) return JSON.parse(stored) as StoredTextDrafts
  } catch {
    // Nothing to do: the text stays in the form as long as the page does.
  }
  return { tab: crypto.randomUUID(), drafts: [] }
}

function writeStoredTextDrafts(stored: StoredTextDrafts): void {
  try {
    if (stored.drafts.length === 0) sessionStorage.removeItem(STORAGE_KEY)
    else sessionStorage.setItem(STORAGE_KEY, JSON.stringify(stored))
  } catch {
    // As above.
  }
}

const isOf = (reference: string, form: string) => (draft: StoredTextDraft) =>
  draft.reference === reference && draft.form === form

export const findStoredTextDraft = (reference: string, form: string): StoredTextDraft | undefined =>
  readStoredTextDrafts().drafts.find(isOf(reference, form))

/** Stores a draft in place of an earlier one of its form. */
export function storeTextDraft(tab: string, draft: StoredTextDraft): void {
  const isSameForm = isOf(draft.reference, draft.form)
  const others = readStoredTextDrafts().drafts.filter((other) => !isSameForm(other))
  writeStoredTextDrafts({ tab, drafts: [...others, draft] })
}

export function deleteTextDraft(reference: string, form: string): void {
  const { tab, drafts } = readStoredTextDrafts()
  const isForm = isOf(reference, form)
  writeStoredTextDrafts({ tab, drafts: drafts.filter((draft) => !isForm(draft)) })
}

/** Deletes what was typed for any other file: its page was left. Without a reference, all of it. */
export function deleteTextDraftsOfOtherFiles(reference: string | undefined): void {
  const { tab, drafts } = readStoredTextDrafts()
  writeStoredTextDrafts({ tab, drafts: drafts.filter((draft) => draft.reference === reference) })
}

export const hasTextDrafts = (): boolean => readStoredTextDrafts().drafts.length > 0

export const hasTextDraftsOfOtherFiles = (reference: string | undefined): boolean =>
  readStoredTextDrafts().drafts.some((draft) => draft.reference !== reference)
