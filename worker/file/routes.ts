import { Hono } from 'hono'
import { tryFileCode } from '../../db/parent-file.ts'
import { pathIn } from '../../forms/language.ts'
import { callingOf } from '../authorisation/authorisation-filling.ts'
import { sessionOf } from '../booking/pages/first-appointment-filling.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { readForm } from '../http/read-form.ts'
import { refuseCode } from '../http/refuse-code.ts'
import { lockedOut, tryingNow } from '../intake/code-attempts.ts'
import { codeId, tidyCode } from '../privacy/code.ts'
import { keepOpen, ownFileHere, signedOut } from './session.ts'

/**
 * “Your file”: where a parent sees what comes next, and none of their answers. The code opens it when a button is
 * pressed. A link carries it behind a #, which no server and no mail scanner is sent; the page puts it in its place.
 */
export const fileRoutes = new Hono<AppEnv>()
  .get('/', (c) => builtPage(c, pathIn(c.get('language'), '/file/')))
  .post('/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    const { code: [code = ''] = [], [THEN]: [then] = [] } = posted.fields
    return signIn(c, code, thenPages.get(then) ?? '/file/yours/')
  })
  .all('/', takesOnly('GET', 'HEAD', 'POST'))
  .get('/yours/', async (c) => {
    const here = await ownFileHere(c)
    if (!here) return signedOut(c)
    const { reference, standing } = here.own
    const language = c.get('language')
    const [calling, session] = await Promise.all([
      callingOf(c.get('env'), here.own, language, Date.now()),
      sessionOf(c.get('env'), here.own, language, Date.now()),
    ])
    return fillPage(await builtPage(c, pathIn(language, '/file/yours/')), {
      language,
      slots: { reference: reference ?? '', ...session.slots, ...calling.slots },
      shown: [standing ?? 'received', ...session.shown, ...calling.shown],
    })
  })
  .all('/yours/', takesOnly('GET', 'HEAD'))
  .post('/close/', (c) => signedOut(c))
  .all('/close/', takesOnly('POST'))

/** Where the button leads besides opening the file: the confirmation page offers the call and the first session at once. */
const THEN = 'then'
const thenPages: ReadonlyMap<string | undefined, string> = new Map([
  ['authorise', '/file/authorise/'],
  ['book', '/file/book/'],
])

async function signIn(c: Context, typed: string, then: string): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const code = tidyCode(typed)
  const accessId = await codeId(draftSecret, 'file', code ?? '')
  const { tries, known } = await tryFileCode(db, await tryingNow(c), accessId)
  const locked = lockedOut(tries)
  if (code && known && !locked) {
    await keepOpen(c, accessId)
    return c.redirect(pathIn(c.get('language'), then), 303)
  }
  return refuseCode(c, { use: 'file', locked, path: '/file/', fields: { code: [typed] } })
}
