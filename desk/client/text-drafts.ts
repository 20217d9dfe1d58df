import { deskClient, parseResponseOrThrowApiError } from './api-client.ts'
import {
  deleteTextDraft,
  findStoredTextDraft,
  readStoredTextDrafts,
  type StoredTextDraft,
  storeTextDraft,
} from './stored-text-drafts.ts'

/** A key that the page can use and nothing can read out of it. */
interface TabKey {
  readonly tab: string
  readonly key: CryptoKey
}

let tabKey: Promise<TabKey> | undefined

/**
 * Asks the worker once for the key of this tab, before anything is typed, so that a lost connection keeps nothing from being
 * sealed. Asks again after a failure.
 */
export function loadTabKey(): Promise<TabKey> {
  tabKey ??= importTabKey(readStoredTextDrafts().tab)
  tabKey.catch(() => {
    tabKey = undefined
  })
  return tabKey
}

async function importTabKey(tab: string): Promise<TabKey> {
  const { key } = await parseResponseOrThrowApiError(deskClient['text-draft-key'].$get({ query: { tab } }))
  const usages = ['encrypt', 'decrypt'] as const
  return { tab, key: await crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, usages) }
}

/** Drops the key, as when the sign-in has run out: what is stored stays, and opens for who signs in again. */
export function forgetTabKey(): void {
  tabKey = undefined
}

/** What is still to be sealed, by form; only the newest of each. */
const waiting = new Map<string, unknown>()

/** Seals what was typed in a form of a file, and stores it in this tab. Rejects nothing: the form has the text too. */
export async function saveTextDraft(reference: string, form: string, value: unknown): Promise<void> {
  const name = nameDraft({ reference, form })
  const isBusy = waiting.has(name)
  waiting.set(name, value)
  if (isBusy) return
  try {
    const { tab, key } = await loadTabKey()
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const newest = waiting.get(name)
    const sealed = await crypto.subtle.encrypt(toAlgorithm(iv, name), key, encode(JSON.stringify(newest)))
    const draft = { reference, form, iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) }
    // A form that was saved or left meanwhile has nothing to keep.
    if (!waiting.has(name)) return
    storeTextDraft(tab, draft)
    const isNewer = waiting.get(name) !== newest
    const next = waiting.get(name)
    waiting.delete(name)
    if (isNewer) await saveTextDraft(reference, form, next)
  } catch {
    waiting.delete(name)
  }
}

/** Opens what was stored of a form. What another person sealed does not open, and is deleted. */
export async function loadTextDraft<Value>(reference: string, form: string): Promise<Value | undefined> {
  const stored = findStoredTextDraft(reference, form)
  if (!stored) return undefined
  const { key } = await loadTabKey()
  try {
    return (await openDraft(stored, key)) as Value
  } catch {
    deleteTextDraft(reference, form)
    return undefined
  }
}

/** Deletes what was stored of a form, also what is still being sealed. */
export function discardTextDraft(reference: string, form: string): void {
  waiting.delete(nameDraft({ reference, form }))
  deleteTextDraft(reference, form)
}

async function openDraft(stored: StoredTextDraft, key: CryptoKey): Promise<unknown> {
  const algorithm = toAlgorithm(fromBase64(stored.iv), nameDraft(stored))
  const opened = await crypto.subtle.decrypt(algorithm, key, fromBase64(stored.sealed))
  return JSON.parse(new TextDecoder().decode(opened))
}

/** Binds a sealed text to its form, so that it does not open as another one’s. */
const toAlgorithm = (iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams => ({
  ...{ name: 'AES-GCM', iv, additionalData: encode(name) },
})

const nameDraft = ({ reference, form }: Pick<StoredTextDraft, 'reference' | 'form'>): string =>
  `${reference} ${form}`

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))

const IV_BYTES = 12
