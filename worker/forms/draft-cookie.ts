import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import {
  CONFIRMATION_PAGE_MINUTES,
  DRAFT_DAYS,
  SHARED_DEVICE_DRAFT_MINUTES,
} from '../../content/retention.ts'
import type { Context } from '../http/context.ts'
import { cookieDefaults } from '../http/session-cookie.ts'
import { SHARED_DEVICE_SUFFIX } from '../http/shared-device.ts'
import { deriveDraftId, deriveDraftKey, isDraftToken } from '../privacy/draft-key.ts'
import type { SealKey } from '../privacy/key-ring.ts'

/** A draft as the cookie in the parent's browser identifies it. */
export interface CookieDraft {
  readonly token: string
  /** Whether the parent said that somebody else uses this device. If so, the cookie ends with the visit. */
  readonly shared: boolean
  /** The id of the draft's row. */
  readonly id: string
  key(): Promise<SealKey>
}

/** The content of the cookie: a draft, `none`, or `forged` when it has a value that no draft ever had. */
export type CookieDraftState = CookieDraft | 'none' | 'forged'

/** Reads the cookie of a form's draft, without asking the database whether the draft exists. */
export async function readCookieDraftState(c: Context, form: string): Promise<CookieDraftState> {
  const value = getCookie(c, form, 'host')
  if (value === undefined) return 'none'
  const shared = value.endsWith(SHARED_DEVICE_SUFFIX)
  const token = shared ? value.slice(0, -SHARED_DEVICE_SUFFIX.length) : value
  return isDraftToken(token) ? deriveCookieDraft(c, form, token, shared) : 'forged'
}

/** Derives the draft's id from its token, and its key when that is needed. The key needs the portal's secret too. */
export async function deriveCookieDraft(
  c: Context,
  form: string,
  token: string,
  shared: boolean,
): Promise<CookieDraft> {
  const id = await deriveDraftId(form, token)
  return { token, shared, id, key: () => deriveDraftKey(c.get('env').draftSecret, form, token) }
}

/** The number of seconds for which a draft is stored from now on. */
export const getDraftLifetimeSeconds = ({ shared }: Pick<CookieDraft, 'shared'>): number =>
  shared ? SHARED_DEVICE_DRAFT_MINUTES * 60 : DRAFT_DAYS * 86_400

/** Sets the draft's cookie for as long as the draft is stored, or on a shared device until the browser is closed. */
export const setDraftCookie = (
  c: Context,
  form: string,
  draft: Pick<CookieDraft, 'token' | 'shared'>,
): void =>
  setCookie(c, form, draftCookieValue(draft), {
    ...cookieDefaults,
    ...(!draft.shared && { maxAge: getDraftLifetimeSeconds(draft) }),
  })

/** Sets the cookie that, after sending, opens only the confirmation page, for CONFIRMATION_PAGE_MINUTES. */
export const setConfirmationCookie = (c: Context, form: string, draft: CookieDraft): void =>
  setCookie(c, form, draftCookieValue(draft), {
    ...cookieDefaults,
    ...(!draft.shared && { maxAge: CONFIRMATION_PAGE_MINUTES * 60 }),
  })

export const clearDraftCookie = (c: Context, form: string): void => {
  deleteCookie(c, form, cookieDefaults)
}

const draftCookieValue = ({ token, shared }: Pick<CookieDraft, 'token' | 'shared'>) =>
  shared ? token + SHARED_DEVICE_SUFFIX : token
