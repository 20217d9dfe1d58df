import type { Context } from '../http/context.ts'
import { isFault, tryOrLog } from '../http/try-or-log.ts'
import { pickSignedInCoordinatorAndColleagues } from './me-api.ts'
import { type ListName, listLoaders } from './page-data.ts'

/**
 * Puts what a page shows first into the built page, below all that it names, so that the browser has its scripts when the
 * list comes. A list that could not be loaded is left out: the desk asks for it, and says so if that fails too.
 */
export async function addPageData(c: Context, page: Promise<Response>, name?: ListName): Promise<Response> {
  const pending = name && tryOrLog<object>(c, listLoaders[name](c))
  return new HTMLRewriter()
    .on('#page-data', {
      element: async (element) => {
        const list = await pending
        const me = pickSignedInCoordinatorAndColleagues(c.get('coordinator'))
        element.setInnerContent(stringifyForHtml(name && !isFault(list) ? { me, [name]: list } : { me }), {
          html: true,
        })
      },
    })
    .transform(await page)
}

/** JSON of which no text ends the element that it stands in. */
const stringifyForHtml = (value: object): string => JSON.stringify(value).replaceAll('<', '\\u003c')
