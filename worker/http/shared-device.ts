import { getCookie } from 'hono/cookie'
import type { Context } from './context.ts'

/**
 * What a draft's cookie contains on a device that somebody else uses too. Its signature and its end are not checked here:
 * they decide what the cookie opens, and this decides what a page may tell.
 */
const SHARED_DEVICE_MARK = '.shared.'

/**
 * Whether the parent said that somebody else uses this device. If so, nothing is stored beyond the visit, and titles
 * and icons of pages tell nothing.
 */
export const isSharedDevice = (c: Context): boolean => listFormIdsWithSharedDeviceDraft(c).length > 0

/**
 * The ids of the forms of which this browser holds an unfinished draft that is marked as written on a shared device.
 */
export const listFormIdsWithSharedDeviceDraft = (c: Context): string[] =>
  listFormIdsWithMark(c, SHARED_DEVICE_MARK)

/** The ids of the forms that were sent from this browser lately, whose confirmation may still show the access code. */
export const listFormIdsJustSent = (c: Context): string[] => listFormIdsWithMark(c, '.sent.')

const listFormIdsWithMark = (c: Context, mark: string): string[] =>
  Object.entries(getCookie(c)).flatMap(([name, value]) =>
    name.startsWith(COOKIE_PREFIX) && value.includes(mark) ? [name.slice(COOKIE_PREFIX.length)] : [],
  )

/** Browsers accept a cookie with this prefix only from this host itself (RFC 6265bis, 4.1.3.2). */
const COOKIE_PREFIX = '__Host-'
