import { getCookie } from 'hono/cookie'
import type { Context } from './context.ts'

/** What a draft's cookie ends in on a device that somebody else uses too. No token has a full stop. */
export const SHARED_DEVICE_SUFFIX = '.shared'

/** Whether the parent said that somebody else uses this device: nothing outlives the visit, and pages tell nothing. */
export const isSharedDevice = (c: Context): boolean => listSharedForms(c).length > 0

/** The ids of the forms that this browser holds an unfinished one of, as on a shared device. */
export const listSharedForms = (c: Context): string[] =>
  Object.entries(getCookie(c)).flatMap(([name, value]) =>
    name.startsWith(COOKIE_PREFIX) && value.endsWith(SHARED_DEVICE_SUFFIX)
      ? [name.slice(COOKIE_PREFIX.length)]
      : [],
  )

/** Browsers take a cookie so named from this host alone (RFC 6265bis, 4.1.3.2). */
const COOKIE_PREFIX = '__Host-'
