import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { isLanguage, localisePath, splitLanguagePath } from '../../forms/language.ts'
import type { Context } from './context.ts'
import { setAttributeText } from './set-attribute-text.ts'
import { isSharedDevice } from './shared-device.ts'

/**
 * Loads a page that Astro built; `status` replaces 200. The response carries the cookies and headers that were set on
 * the context before, and of those that came with the asset only the content security policy, which names its styles.
 * `address` is where the page can be opened, in English.
 */
export async function loadBuiltPage(
  c: Context,
  path: string,
  status: ContentfulStatusCode = 200,
  address: string | undefined = status < 400 ? c.get('path') + new URL(c.req.url).search : undefined,
): Promise<Response> {
  const page = await c.env.ASSETS.fetch(new URL(path, c.req.url).href)
  if (!page.ok) throw new Error(`The site has no page ${path}: is it built?`)
  const policy = page.headers.get('Content-Security-Policy')
  const response = c.body(page.body as unknown as ReadableStream, status, {
    'Content-Type': 'text/html; charset=utf-8',
    ...(policy && { 'Content-Security-Policy': policy }),
  })
  const isDiscreet = DISCREET_PATHS.test(splitLanguagePath(path).path) || isSharedDevice(c)
  const shown = isDiscreet ? makeDiscreet(c, response) : response
  // An address that does not exist may hold a code, which no page repeats.
  return address === undefined ? shown : leadToSameAddressInOtherLanguages(shown, address)
}

/** Lets the switch of the language lead to the address that the page is shown at: of one item, with its query. */
const leadToSameAddressInOtherLanguages = (page: Response, address: string): Response =>
  new HTMLRewriter()
    .on('.masthead__link[lang]', {
      element: (link) => {
        const language = link.getAttribute('lang')
        if (isLanguage(language))
          setAttributeText(
            link,
            link.tagName === 'a' ? 'href' : 'formaction',
            localisePath(language, address),
          )
      },
    })
    .transform(page)

/**
 * Pages whose title would reveal that somebody wrote to the practice. Paths in English; the last group belongs to any
 * form.
 */
const DISCREET_PATHS = /^\/(code|file|invitation|errors\/410|[^/]+\/(resume|resume-code|delete|deleted))\//

/** Removes what a page leaves behind in a browser: a title in the history, an icon and suggestions for fields. */
const makeDiscreet = (c: Context, page: Response): Response =>
  new HTMLRewriter()
    .on('title', {
      element: (title) => void title.setInnerContent(filledPageWording.discreetTitle[c.get('language')]),
    })
    .on('link[rel="icon"]', { element: (icon) => void icon.remove() })
    .on('[autocomplete]', { element: (control) => void control.setAttribute('autocomplete', 'off') })
    .transform(page)
