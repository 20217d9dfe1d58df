import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { DRAFT_DAYS, SHARED_DEVICE_MINUTES } from '../../content/retention.ts'
import type { Context } from '../http/context.ts'
import { guarded } from '../http/session-cookie.ts'
import { SHARED } from '../http/shared-device.ts'
import { draftIdOf, draftKeyOf, isToken } from '../privacy/draft-key.ts'
import type { Key } from '../privacy/key-ring.ts'

/** A draft as the parent's browser holds it. */
export interface HeldDraft {
  readonly token: string
  /** The parent said that somebody else uses this device: nothing outlives the visit. */
  readonly shared: boolean
  /** The draft's row. */
  readonly id: string
  key(): Promise<Key>
}

/** What the cookie says: a draft, nothing, or something that no draft could have given (`forged`). */
export async function heldDraft(c: Context, form: string): Promise<HeldDraft | 'none' | 'forged'> {
  const value = getCookie(c, form, 'host')
  if (value === undefined) return 'none'
  const shared = value.endsWith(SHARED)
  const token = shared ? value.slice(0, -SHARED.length) : value
  return isToken(token) ? draftOf(c, form, token, shared) : 'forged'
}

export async function draftOf(c: Context, form: string, token: string, shared: boolean): Promise<HeldDraft> {
  const id = await draftIdOf(form, token)
  return { token, shared, id, key: () => draftKeyOf(c.get('env').draftSecret, form, token) }
}

/** How long a draft is kept from now on. */
export const keptSeconds = ({ shared }: Pick<HeldDraft, 'shared'>): number =>
  shared ? SHARED_DEVICE_MINUTES * 60 : DRAFT_DAYS * 86_400

/** Keeps the draft within reach of this browser for as long as the practice keeps it; at most until it is closed. */
export const keepDraft = (c: Context, form: string, draft: Pick<HeldDraft, 'token' | 'shared'>): void =>
  setCookie(c, form, cookieOf(draft), { ...guarded, ...(!draft.shared && { maxAge: keptSeconds(draft) }) })

/** After sending, the cookie only opens the confirmation page again, and not for long. */
export const keepConfirmation = (c: Context, form: string, draft: HeldDraft): void =>
  setCookie(c, form, cookieOf(draft), {
    ...guarded,
    ...(!draft.shared && { maxAge: CONFIRMATION_MINUTES * 60 }),
  })

/** How long the confirmation page can be opened again from the same browser. */
export const CONFIRMATION_MINUTES = 60

export const letGo = (c: Context, form: string): void => {
  deleteCookie(c, form, guarded)
}

const cookieOf = ({ token, shared }: Pick<HeldDraft, 'token' | 'shared'>) => (shared ? token + SHARED : token)
