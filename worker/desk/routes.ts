import { Hono } from 'hono'
import { localisePath } from '../../forms/language.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { AppEnv } from '../http/context.ts'
import { requireSameOriginForEveryMethod } from '../http/same-origin.ts'
import { requireCoordinator } from './access.ts'
import { deskApi } from './api.ts'

/** Everything behind sign-in. Every page address of the desk gets the same built page, which reads its own address. */
export const deskRoutes = new Hono<AppEnv>()
  .get('/sign-out/', (c) => c.redirect(`${c.get('env').access.teamDomain}/cdn-cgi/access/logout`, 303))
  .use('/api/*', requireSameOriginForEveryMethod)
  .use(requireCoordinator)
  .route('/api', deskApi)
  .get('/', (c) => loadBuiltPage(c, localisePath(c.get('language'), '/desk/')))
  .get('/appointments/', (c) => loadBuiltPage(c, localisePath(c.get('language'), '/desk/')))
  .get('/record/', (c) => loadBuiltPage(c, localisePath(c.get('language'), '/desk/')))
  .get('/hours/', (c) => loadBuiltPage(c, localisePath(c.get('language'), '/desk/')))
  .get('/files/:reference/', (c) => loadBuiltPage(c, localisePath(c.get('language'), '/desk/')))
  .get('/files/:reference/record/', (c) => loadBuiltPage(c, localisePath(c.get('language'), '/desk/')))
  .get('/files/:reference/call/', (c) => loadBuiltPage(c, localisePath(c.get('language'), '/desk/')))
