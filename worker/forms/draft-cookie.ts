import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { base64url } from 'jose'
import {
  CONFIRMATION_PAGE_MINUTES,
  DRAFT_DAYS,
  DRAFT_OPEN_COOKIE_SUFFIX,
  SHARED_DEVICE_DRAFT_MINUTES,
} from '../../content/retention.ts'
import type { Context } from '../http/context.ts'
import { cookieDefaults } from '../http/session-cookie.ts'
import { listFormIdsJustSent } from '../http/shared-device.ts'
import { deriveDraftId, deriveDraftKey } from '../privacy/draft-key.ts'
import { computeHmac, isHmacOf } from '../privacy/hmac.ts'
import type { PurposeKeys, SealKey } from '../privacy/key-ring.ts'
import { deriveSubkey } from '../privacy/subkey.ts'

/** A draft as the cookie in the parent's browser identifies it. */
export interface CookieDraft {
  readonly token: string
  /** Whether the parent said that somebody else uses this device. If so, the cookie ends with the visit. */
  readonly shared: boolean
  /** Set once the form was sent: the cookie opens only the confirmation. */
  readonly isSent?: true
  /** Set once the confirmation shows the access code no more: it did on a shared device, or somebody left in a hurry. */
  readonly hasShownCode?: true
  /** The id of the draft's row. */
  readonly id: string
  /** Derives the draft’s key under the first key of the ring, for whatever is saved now. */
  key(): Promise<SealKey>
  /** Derives the draft’s key under the key of the ring with this id; undefined when it is not in the ring. */
  keyWithKid(kid: string | undefined): Promise<SealKey | undefined>
}

/** A draft as its cookie was read, with the end that is signed, in milliseconds. */
export interface ReadCookieDraft extends CookieDraft {
  readonly expiresAt: number
}

/** The content of the cookie: a draft, `none`, or `invalid` when it has expired or the portal never signed it. */
export type CookieDraftState = ReadCookieDraft | 'none' | 'invalid'

/** Whether the form was sent from this browser lately. Its pages then lead to the confirmation. */
export const isSentDraft = (cookieDraft: CookieDraftState): boolean =>
  typeof cookieDraft === 'object' && cookieDraft.isSent === true

/** Reads the cookie of a form's draft, without asking the database whether the draft exists. */
export async function readCookieDraftState(c: Context, form: string): Promise<CookieDraftState> {
  const value = getCookie(c, form, 'host')
  if (value === undefined) return 'none'
  const [, signed = '', token = '', mode, expiresAt, signature = ''] = COOKIE_PATTERN.exec(value) ?? []
  if (!(Number(expiresAt) > Date.now())) return 'invalid'
  const mac = new Uint8Array(base64url.decode(signature))
  if (!(await isSignedByAnyKey(c.get('env').keys.draft, buildSignedText(form, signed), mac))) return 'invalid'
  const [device, state] = mode?.split('.') ?? []
  const draft = await deriveCookieDraft(c, form, token, device !== 'own')
  return {
    ...draft,
    expiresAt: Number(expiresAt),
    ...(state && { isSent: true }),
    ...(state === 'shown' && { hasShownCode: true }),
  }
}

async function isSignedByAnyKey(
  keys: PurposeKeys,
  text: string,
  mac: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const key of keys) if (await isHmacOf(await deriveSubkey(key, 'draft cookie'), text, mac)) return true
  return false
}

/** The token, whose device it is and what was sent and shown, the end in milliseconds, and a signature of all three. */
const COOKIE_PATTERN = /^(([\w-]{43})\.((?:own|shared)(?:\.sent|\.shown)?)\.(\d{1,15}))\.([\w-]{43})$/

/** Derives the draft's id from its token, and its key when that is needed. The key needs a key of the ring too. */
export async function deriveCookieDraft(
  c: Context,
  form: string,
  token: string,
  shared: boolean,
): Promise<CookieDraft> {
  const id = await deriveDraftId(form, token)
  const ring = c.get('env').keys.draft
  const derived = new Map<SealKey, Promise<SealKey>>()
  const deriveOnce = (ringKey: SealKey) => {
    const key = derived.get(ringKey) ?? deriveDraftKey(ringKey, form, token)
    derived.set(ringKey, key)
    return key
  }
  return {
    token,
    shared,
    id,
    key: () => deriveOnce(ring[0]),
    keyWithKid: async (kid) => {
      const ringKey = ring.find((key) => key.kid === kid)
      return ringKey && deriveOnce(ringKey)
    },
  }
}

/** The number of seconds for which a draft is stored from now on. */
export const getDraftLifetimeSeconds = ({ shared }: Pick<CookieDraft, 'shared'>): number =>
  shared ? SHARED_DEVICE_DRAFT_MINUTES * 60 : DRAFT_DAYS * 86_400

/**
 * Sets the draft's cookie after a save. It opens the draft for as long as a save keeps it, whatever the browser stores:
 * the end is signed. On a shared device the browser also deletes the cookie when it is closed.
 */
export const setDraftCookie = (
  c: Context,
  form: string,
  draft: Pick<CookieDraft, 'token' | 'shared'>,
): Promise<void> => writeDraftCookie(c, form, draft, getDraftLifetimeSeconds(draft))

/** Sets the cookie of a draft that was resumed. Resuming is no save, so the cookie ends with the draft. */
export const setResumedDraftCookie = (
  c: Context,
  form: string,
  draft: Pick<CookieDraft, 'token' | 'shared'>,
  draftExpiresAt: number,
): Promise<void> =>
  writeDraftCookie(
    c,
    form,
    draft,
    Math.min(countSecondsUntil(draftExpiresAt), getDraftLifetimeSeconds(draft)),
  )

const countSecondsUntil = (instant: number) => Math.floor((instant - Date.now()) / 1000)

/** Sets the cookie that, after sending, opens only the confirmation page, for CONFIRMATION_PAGE_MINUTES. */
export const setConfirmationCookie = (c: Context, form: string, draft: CookieDraft): Promise<void> =>
  writeDraftCookie(c, form, { ...draft, isSent: true }, CONFIRMATION_PAGE_MINUTES * 60)

/** Shows the access code no more on this confirmation, which the cookie opens until the same end. */
export const endShownCode = (c: Context, form: string, sent: ReadCookieDraft): Promise<void> =>
  writeDraftCookie(c, form, { ...sent, isSent: true, hasShownCode: true }, countSecondsUntil(sent.expiresAt))

/** Shows the access code no more on any confirmation in this browser, whoever goes back to it. */
export async function endShownCodes(c: Context): Promise<void> {
  for (const form of listFormIdsJustSent(c)) {
    const sent = await readCookieDraftState(c, form)
    if (typeof sent === 'object') await endShownCode(c, form, sent)
  }
}

export const clearDraftCookie = (c: Context, form: string): void => {
  deleteCookie(c, form, cookieDefaults)
  setDraftOpenCookie(c, form, 0)
}

/**
 * Sets or deletes the cookie by which the static page before the form says “Continue”. It is the only one that a script
 * reads, and says nothing but that a draft is there, never on a shared device (decision 152).
 */
function setDraftOpenCookie(c: Context, form: string, seconds: number): void {
  const name = form + DRAFT_OPEN_COOKIE_SUFFIX
  if (seconds > 0 || getCookie(c, name, 'host'))
    setCookie(c, name, '1', { ...cookieDefaults, httpOnly: false, maxAge: seconds })
}

async function writeDraftCookie(
  c: Context,
  form: string,
  draft: Pick<CookieDraft, 'token' | 'shared' | 'isSent' | 'hasShownCode'>,
  seconds: number,
): Promise<void> {
  const value = await signDraftCookieValue(c.get('env').keys.draft, form, draft, Date.now() + seconds * 1000)
  setCookie(c, form, value, { ...cookieDefaults, ...(!draft.shared && { maxAge: seconds }) })
  setDraftOpenCookie(c, form, draft.shared || draft.isSent ? 0 : seconds)
}

/** Signs the value of a draft's cookie, which opens the draft until an instant in milliseconds. */
export async function signDraftCookieValue(
  [newest]: PurposeKeys,
  form: string,
  { token, shared, isSent, hasShownCode }: Pick<CookieDraft, 'token' | 'shared' | 'isSent' | 'hasShownCode'>,
  expiresAt: number,
): Promise<string> {
  const mode = `${shared ? 'shared' : 'own'}${hasShownCode ? '.shown' : isSent ? '.sent' : ''}`
  const signed = `${token}.${mode}.${expiresAt}`
  const subkey = await deriveSubkey(newest, 'draft cookie')
  const signature = await computeHmac(subkey, buildSignedText(form, signed))
  return `${signed}.${base64url.encode(signature)}`
}

/** The cookie of one form is no cookie of another. */
const buildSignedText = (form: string, signed: string) => `${form}:${signed}`
