import { bodyLimit } from 'hono/body-limit'
import { DESK_PATH, deskAddresses, pageByMovedDeskPath } from '../../content/desk-addresses.ts'
import { localisePath } from '../../forms/language.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { requireSameOriginForEveryMethod } from '../http/same-origin.ts'
import { requireCoordinator } from './access.ts'
import { addPageData } from './add-page-data.ts'
import { deskApi } from './api.ts'
import { respondWithDeskError } from './api-error.ts'
import { type ListName, listLoaders } from './page-data.ts'

/** Allows more than the longest request of the desk: the page about twelve children, every answer as long as it may be. */
const MAX_JSON_BYTES = 256 * 1024

/** Everything behind sign-in. Every page address of the desk gets the same built page, which reads its own address. */
export const deskRoutes = new Hono<AppEnv>()
  .get('/sign-out/', (c) => c.redirect(`${c.get('env').access.teamDomain}/cdn-cgi/access/logout`, 303))
  .use('/api/*', requireSameOriginForEveryMethod)
  .use(requireCoordinator)
  .use(
    '/api/*',
    bodyLimit({ maxSize: MAX_JSON_BYTES, onError: (c) => respondWithDeskError(c, { code: 'too_large' }) }),
  )
  .route('/api', deskApi)

for (const [page, address] of Object.entries(deskAddresses)) {
  const list = page in listLoaders ? (page as ListName) : undefined
  deskRoutes.get(toPathBelowDesk(address), (c) =>
    addPageData(c, loadBuiltPage(c, localisePath(c.get('language'), list ? address : DESK_PATH)), list),
  )
}

for (const [from, page] of Object.entries(pageByMovedDeskPath))
  deskRoutes.get(toPathBelowDesk(from), (c) => {
    const { search } = new URL(c.req.url)
    return c.redirect(localisePath(c.get('language'), deskAddresses[page]) + search, 301)
  })

function toPathBelowDesk(address: string): string {
  return address.slice(DESK_PATH.length - 1)
}
