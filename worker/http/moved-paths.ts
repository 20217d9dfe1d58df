import { Hono } from 'hono'
import { localisedPath } from '../../forms/language.ts'
import type { AppEnv } from './context.ts'

/** Pages that have another address now, in English: from the old one to the new. What was only posted has no page. */
export const movedPaths = {
  '/file/yours/': '/file/',
  '/invited/': '/invitation/',
  '/invited/yours/': '/invitation/yours/',
  '/invited/decline/': '/invitation/decline/',
  '/invited/declined/': '/invitation/declined/',
} as const

/** Redirects the pages that moved, so that links in letters and bookmarks still lead there; a browser keeps the # part. */
export const movedPathRoutes = new Hono<AppEnv>()

for (const [from, to] of Object.entries(movedPaths))
  movedPathRoutes.get(from, (c) => c.redirect(localisedPath(c.get('language'), to), 301))
