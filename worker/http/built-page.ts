import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { siteWording } from '../../content/site/wording.ts'
import { splitLanguagePath } from '../../forms/language.ts'
import type { Context } from './context.ts'
import { isSharedDevice } from './shared-device.ts'

/**
 * A page as Astro built it, with another status where one is given. It leaves through the context, so that it carries the
 * cookies and headers set before; those the assets sent with it stay behind.
 */
export async function loadBuiltPage(
  c: Context,
  path: string,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const page = await c.env.ASSETS.fetch(new URL(path, c.req.url).href)
  if (!page.ok) throw new Error(`The site has no page ${path}: is it built?`)
  const response = c.body(page.body as unknown as ReadableStream, status, {
    'Content-Type': 'text/html; charset=utf-8',
  })
  return DISCREET_PATHS.test(splitLanguagePath(path).path) || isSharedDevice(c)
    ? makeDiscreet(c, response)
    : response
}

/** Pages whose very title would tell that somebody wrote to us, in English: also those of any form, once it is begun. */
const DISCREET_PATHS = /^\/(file|invitation|errors\/410|[^/]+\/(resume|resume-code|delete|deleted))\//

/** The page without what stays behind: a title in the history, an icon beside it, suggestions in the browser. */
const makeDiscreet = (c: Context, page: Response): Response =>
  new HTMLRewriter()
    .on('title', {
      element: (title) => void title.setInnerContent(siteWording.discreetTitle[c.get('language')]),
    })
    .on('link[rel="icon"]', { element: (icon) => void icon.remove() })
    .on('[autocomplete]', { element: (control) => void control.setAttribute('autocomplete', 'off') })
    .transform(page)
