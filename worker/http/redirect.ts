import { localisePath } from '../../forms/language.ts'
import type { Context } from './context.ts'

/**
 * Redirects to a page after a form was posted (303). Takes the page's path in English and leads to it in the reader's
 * language.
 */
export const redirectTo = (c: Context, path: string): Response =>
  c.redirect(localisePath(c.get('language'), path), 303)
