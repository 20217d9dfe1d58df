import { Hono } from 'hono'
import { receiptCheck, receiptDigestText } from '../../content/authorisation/receipt.ts'
import { tryReceipt } from '../../db/authorisations.ts'
import { pathIn, type Wording } from '../../forms/language.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { readForm } from '../http/read-form.ts'
import { lockedOut, tryingNow } from '../intake/code-attempts.ts'
import { receiptHashOf } from './grant.ts'

/** Whether a receipt is one the practice gave, word for word: for a court, a lawyer, or the parent who holds it. */
export const receiptRoutes = new Hono<AppEnv>()
  .get('/', (c) => builtPage(c, pathIn(c.get('language'), '/receipt/')))
  .post('/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    return check(c, posted.fields.text?.[0] ?? '')
  })
  .all('/', takesOnly('GET', 'HEAD', 'POST'))

async function check(c: Context, text: string): Promise<Response> {
  if (receiptDigestText(text) === '') return checkPage(c, 422, text, { problem: receiptCheck.missing })
  const { tries, known } = await tryReceipt(c.get('env').db, await tryingNow(c), await receiptHashOf(text))
  if (lockedOut(tries)) return checkPage(c, 429, text, { problem: receiptCheck.locked })
  return checkPage(c, 200, text, { shown: known ? 'genuine' : 'unknown' })
}

/** The page with what was pasted still on it. */
async function checkPage(
  c: Context,
  status: 200 | 422 | 429,
  text: string,
  { problem, shown }: { problem?: Wording; shown?: 'genuine' | 'unknown' },
): Promise<Response> {
  const language = c.get('language')
  const at = { section: 'receipt', question: 'text', field: 'text' }
  return fillPage(await builtPage(c, pathIn(language, '/receipt/'), status), {
    language,
    fields: { text: [text] },
    problems: problem ? [{ ...at, wording: problem }] : [],
    shown: shown ? [shown] : [],
  })
}
