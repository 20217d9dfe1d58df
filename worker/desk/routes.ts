import { Hono } from 'hono'
import { pathIn } from '../../forms/language.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv } from '../http/context.ts'
import { coordinatorsOnly } from './access.ts'
import { deskApi } from './api.ts'

/** Everything behind sign-in. Each address of the desk is the same built page, which reads where it is. */
export const deskRoutes = new Hono<AppEnv>()
  .get('/sign-out/', (c) => c.redirect(`${c.get('env').access.teamDomain}/cdn-cgi/access/logout`, 303))
  .use(coordinatorsOnly)
  .route('/api', deskApi)
  .get('/', (c) => builtPage(c, pathIn(c.get('language'), '/desk/')))
  .get('/appointments/', (c) => builtPage(c, pathIn(c.get('language'), '/desk/')))
  .get('/hours/', (c) => builtPage(c, pathIn(c.get('language'), '/desk/')))
  .get('/files/:reference/', (c) => builtPage(c, pathIn(c.get('language'), '/desk/')))
  .get('/files/:reference/call/', (c) => builtPage(c, pathIn(c.get('language'), '/desk/')))
