import { bodyLimit } from 'hono/body-limit'
import {
  DESK_PATH,
  type DeskPageName,
  deskAddresses,
  pageByMovedDeskPath,
} from '../../content/desk-addresses.ts'
import { localisePath } from '../../forms/language.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { requireSameOriginForEveryMethod } from '../http/same-origin.ts'
import { requireCoordinator } from './access.ts'
import { deskApi } from './api.ts'
import { respondWithDeskError } from './api-error.ts'

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

/**
 * What a page shows first. The browser asks for it while the scripts are still on their way, and the built page of its own names
 * the script that shows it.
 */
const firstQueryByPage: Partial<Record<DeskPageName, string>> = { today: 'today', files: 'files' }

for (const [page, address] of Object.entries(deskAddresses))
  deskRoutes.get(toPathBelowDesk(address), (c) => {
    const query = firstQueryByPage[page as DeskPageName]
    if (query) c.header('Link', `<${DESK_PATH}api/${query}>; rel=preload; as=fetch; crossorigin`)
    return loadBuiltPage(c, localisePath(c.get('language'), query ? address : DESK_PATH))
  })

for (const [from, page] of Object.entries(pageByMovedDeskPath))
  deskRoutes.get(toPathBelowDesk(from), (c) => {
    const { search } = new URL(c.req.url)
    return c.redirect(localisePath(c.get('language'), deskAddresses[page]) + search, 301)
  })

function toPathBelowDesk(address: string): string {
  return address.slice(DESK_PATH.length - 1)
}
