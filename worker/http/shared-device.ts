import { getCookie } from 'hono/cookie'
import type { Context } from './context.ts'

/** The end of a draft's cookie on a device that somebody else uses too. Tokens contain no full stop. */
export const SHARED_DEVICE_SUFFIX = '.shared'

/**
 * Whether the parent said that somebody else uses this device. If so, nothing is stored beyond the visit, and titles
 * and icons of pages tell nothing.
 */
export const isSharedDevice = (c: Context): boolean => listFormIdsWithSharedDeviceDraft(c).length > 0

/**
 * The ids of the forms of which this browser holds an unfinished draft that is marked as written on a shared device.
 */
export const listFormIdsWithSharedDeviceDraft = (c: Context): string[] =>
  Object.entries(getCookie(c)).flatMap(([name, value]) =>
    name.startsWith(COOKIE_PREFIX) && value.endsWith(SHARED_DEVICE_SUFFIX)
      ? [name.slice(COOKIE_PREFIX.length)]
      : [],
  )

/** Browsers accept a cookie with this prefix only from this host itself (RFC 6265bis, 4.1.3.2). */
const COOKIE_PREFIX = '__Host-'
