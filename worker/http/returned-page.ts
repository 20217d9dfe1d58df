import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { RETURNED_PAGE_MINUTES } from '../../content/retention.ts'
import { localisePath } from '../../forms/language.ts'
import type { SealKey } from '../privacy/key-ring.ts'
import { sealBytesWithKey, unsealBytesWithKeyLookup } from '../privacy/seal.ts'
import { deriveSubkey } from '../privacy/subkey.ts'
import type { Context } from './context.ts'
import { redirectTo } from './redirect.ts'
import { cookieDefaults } from './session-cookie.ts'

/**
 * Redirects to a page that was posted and comes back, so that the browser can reload it and go back to it without asking
 * whether to send it again. What the page shows goes along in a cookie of the session, compressed and sealed under a key
 * that only the portal has. Gives undefined when the browser sent no cookie, or when it is too long for one: then the
 * page answers the post itself. `address` is in English.
 */
export async function returnToPage(
  c: Context,
  address: string,
  shown: unknown,
): Promise<Response | undefined> {
  if (c.req.header('Cookie') === undefined) return undefined
  const sealed = await sealForAddress(c, address, shown)
  const parts = sealed.match(/.{1,3800}/g) ?? []
  if (parts.length > MAX_PARTS) return undefined
  for (const [index, part] of parts.entries()) setCookie(c, partName(index), part, cookieDefaults)
  return redirectTo(c, address)
}

/** Reads what the page at this address shows that came back last; undefined when another one did, or none lately. */
export async function readReturnedPage(c: Context): Promise<unknown> {
  const parts = listParts(c)
  if (parts.length === 0) return undefined
  return unsealForAddress(c, parts.join(''))
}

/**
 * Redirects to a page that says once what was just done. The address says nothing of it: it stays in the history, and
 * whoever types it would be told what nobody did. `address` is in English.
 */
export async function redirectWithNews(c: Context, address: string, news: string): Promise<Response> {
  setCookie(c, NEWS_COOKIE, await sealForAddress(c, address, news), cookieDefaults)
  return redirectTo(c, address)
}

/** Takes what the page at this address says once; undefined when nothing was just done that led here. */
export async function takeNews(c: Context): Promise<unknown> {
  const sealed = getCookie(c, NEWS_COOKIE, 'host')
  if (sealed === undefined) return undefined
  // HEAD shows nothing.
  if (c.req.method === 'GET') deleteCookie(c, NEWS_COOKIE, cookieDefaults)
  return unsealForAddress(c, sealed)
}

const NEWS_COOKIE = 'news'

async function sealForAddress(c: Context, address: string, shown: unknown): Promise<string> {
  const until = Date.now() + RETURNED_PAGE_MINUTES * 60_000
  const json = JSON.stringify({ until, address: localisePath(c.get('language'), address), shown })
  return sealBytesWithKey(await deriveKey(c.get('env').keys.draft[0]), CONTEXT, await deflate(json))
}

/** Unseals what the page at this address shows; undefined when it is for another one, or no longer. */
async function unsealForAddress(c: Context, sealed: string): Promise<unknown> {
  const keyWithKid = (kid: string | undefined) => {
    const key = c.get('env').keys.draft.find((one) => one.kid === kid)
    return key && deriveKey(key)
  }
  try {
    const bytes = await unsealBytesWithKeyLookup(keyWithKid, CONTEXT, sealed)
    const { until, address, shown } = JSON.parse(await inflate(bytes))
    const { pathname, search } = new URL(c.req.url)
    return until > Date.now() && address === pathname + search ? shown : undefined
  } catch {
    // Whatever is not whole, or not ours, shows nothing.
    return undefined
  }
}

/** Deletes what came back and what a page was to say once, if the browser has them. The next post settles both. */
export function clearReturnedPage(c: Context): void {
  if (getCookie(c, NEWS_COOKIE, 'host') !== undefined) deleteCookie(c, NEWS_COOKIE, cookieDefaults)
  for (const index of listParts(c).keys()) deleteCookie(c, partName(index), cookieDefaults)
}

const listParts = (c: Context): string[] =>
  Array.from({ length: MAX_PARTS }, (_, index) => getCookie(c, partName(index), 'host')).flatMap(
    (part) => part ?? [],
  )

const partName = (index: number) => `returned-${index}`

/** A browser keeps 4,096 bytes a cookie. Four hold the longest page that people write, and headers take many more. */
const MAX_PARTS = 4

const CONTEXT = 'cookies.returned_page:'

const deriveKey = async (key: SealKey): Promise<SealKey> => ({
  kid: key.kid,
  secret: await deriveSubkey(key, 'returned page'),
})

const deflate = async (text: string) =>
  new Uint8Array(
    await new Response(
      new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw')),
    ).arrayBuffer(),
  )

const inflate = (bytes: Uint8Array) =>
  new Response(
    new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
  ).text()
