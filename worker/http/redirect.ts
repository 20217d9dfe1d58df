import { localisedPath } from '../../forms/language.ts'
import type { Context } from './context.ts'

/** Leads on to a page after a form was posted (303), by its address in English, in the reader's language. */
export const redirectTo = (c: Context, path: string): Response =>
  c.redirect(localisedPath(c.get('language'), path), 303)
