import { Hono } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { pathIn } from '../../content/language.ts'
import { codeProblems } from '../../content/words.ts'
import { readOwnFile, tryFileCode } from '../../db/own-file.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-page.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { lockedOut, tryingNow } from '../intake/code-tries.ts'
import { codeId, tidyCode } from '../privacy/code.ts'

/**
 * “Your file”: where a parent sees what comes next, and none of their answers. The code opens it when a button is
 * pressed. A link carries it behind a #, which no server and no mail scanner is sent; the page puts it in its place.
 */
export const fileRoutes = new Hono<AppEnv>()
  .get('/', (c) => builtPage(c, pathIn(c.get('language'), '/file/')))
  .post('/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    return signIn(c, posted.fields.code?.[0] ?? '')
  })
  .all('/', takesOnly('GET', 'HEAD', 'POST'))
  .get('/yours/', async (c) => {
    const accessId = await openedHere(c)
    const file = accessId && (await readOwnFile(c.get('env').db, accessId))
    if (!accessId || !file) return signedOut(c)
    await keepOpen(c, accessId)
    const language = c.get('language')
    return fillPage(await builtPage(c, pathIn(language, '/file/yours/')), {
      language,
      slots: { reference: file.reference ?? '' },
      shown: [file.standing ?? 'received'],
    })
  })
  .all('/yours/', takesOnly('GET', 'HEAD'))
  .post('/close/', (c) => signedOut(c))
  .all('/close/', takesOnly('POST'))

async function signIn(c: Context, typed: string): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const language = c.get('language')
  const code = tidyCode(typed)
  const accessId = await codeId(draftSecret, 'file', code ?? '')
  const { tries, known } = await tryFileCode(db, await tryingNow(c), accessId)
  const locked = lockedOut(tries)
  if (code && known && !locked) {
    await keepOpen(c, accessId)
    return c.redirect(pathIn(language, '/file/yours/'), 303)
  }
  log('code_refused', { request: c.get('requestId'), use: 'file', locked })
  const page = await builtPage(c, pathIn(language, '/file/'), locked ? 429 : 422)
  const wording = codeProblems[locked ? 'locked' : 'unknown']
  return fillPage(page, {
    language,
    fields: { code: [typed] },
    problems: [{ section: '', question: 'code', field: 'code', wording }],
  })
}

const COOKIE = 'file'

/** How long “Your file” stays open after the last look at it; never longer than the browser. */
const OPEN_MINUTES = 30

/** The cookie holds what the database knows the code by, never the code, and until when, both signed. */
const keepOpen = (c: Context, accessId: string): Promise<void> => {
  const until = Date.now() + OPEN_MINUTES * 60_000
  return setSignedCookie(c, COOKIE, `${accessId}.${until}`, c.get('env').draftSecret, guarded)
}

/** Whose file is open in this browser, if one is. */
async function openedHere(c: Context): Promise<string | undefined> {
  const signed = await getSignedCookie(c, c.get('env').draftSecret, COOKIE, 'host')
  const [accessId, until] = signed ? signed.split('.') : []
  return Number(until) > Date.now() ? accessId : undefined
}

function signedOut(c: Context): Response {
  deleteCookie(c, COOKIE, guarded)
  return c.redirect(pathIn(c.get('language'), '/file/'), 303)
}

const guarded = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const
