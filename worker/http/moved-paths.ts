import { localisePath } from '../../forms/language.ts'
import type { AppEnv } from './context.ts'
import { Hono } from './hono.ts'

/**
 * Pages whose address changed: the old path and the new one, both in English. Paths that only took posts are left out.
 */
export const newPathByMovedPath = {
  '/file/yours/': '/file/',
  '/invited/': '/invitation/',
  '/invited/yours/': '/invitation/yours/',
  '/invited/decline/': '/invitation/decline/',
  '/invited/declined/': '/invitation/declined/',
} as const

/** Redirects old addresses, so that links in e-mails and bookmarks still work; the browser keeps the part after #. */
export const movedPathRoutes = new Hono<AppEnv>()

for (const [from, to] of Object.entries(newPathByMovedPath))
  movedPathRoutes.get(from, (c) => c.redirect(localisePath(c.get('language'), to), 301))
