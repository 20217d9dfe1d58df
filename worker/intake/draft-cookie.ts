import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { DRAFT_DAYS } from '../../db/drafts.ts'
import type { Context } from '../http/context.ts'
import { draftIdOf, draftKeyOf, isToken } from '../privacy/draft-key.ts'
import type { Key } from '../privacy/key-ring.ts'

/** A draft as the parent's browser holds it. */
export interface HeldDraft {
  readonly token: string
  /** The draft's row. */
  readonly id: string
  key(): Promise<Key>
}

/** What the cookie says: a draft, nothing, or something that no draft could have given (`forged`). */
export async function heldDraft(c: Context, form: string): Promise<HeldDraft | 'none' | 'forged'> {
  const token = getCookie(c, form, 'host')
  if (token === undefined) return 'none'
  return isToken(token) ? draftOf(c, form, token) : 'forged'
}

export async function draftOf(c: Context, form: string, token: string): Promise<HeldDraft> {
  const id = await draftIdOf(form, token)
  return { token, id, key: () => draftKeyOf(c.get('env').draftSecret, form, token) }
}

/** Keeps the draft within reach of this browser for as long as the practice keeps it. */
export const keepDraft = (c: Context, form: string, token: string): void =>
  setCookie(c, form, token, { ...guarded, maxAge: DRAFT_DAYS * 86_400 })

/** After sending, the cookie only opens the confirmation page again, and not for long. */
export const keepConfirmation = (c: Context, form: string, token: string): void =>
  setCookie(c, form, token, { ...guarded, maxAge: CONFIRMATION_MINUTES * 60 })

/** How long the confirmation page can be opened again from the same browser. */
export const CONFIRMATION_MINUTES = 60

export const letGo = (c: Context, form: string): void => {
  deleteCookie(c, form, guarded)
}

const guarded = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const
