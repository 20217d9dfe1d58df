import { Hono } from 'hono'
import { intake } from '../../content/forms/intake/index.ts'
import { type FieldProblem, readSoFar } from '../../content/forms/read.ts'
import { summarise } from '../../content/forms/summarise.ts'
import { pathIn } from '../../content/language.ts'
import type { Fields } from '../../content/questions/question.ts'
import { notices } from '../../content/words.ts'
import { readSent } from '../../db/intake.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-page.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { drainOutbox } from '../mail/drain.ts'
import { readTyped } from './draft.ts'
import { CONFIRMATION_MINUTES, heldDraft, keepConfirmation, letGo } from './draft-cookie.ts'
import { sectionPage } from './section-page.ts'
import { sendIntake } from './send.ts'

/** The end of the intake: check the answers, send them, read what happens next. */
export const finishRoutes = new Hono<AppEnv>()
  .get('/check/', async (c) => {
    const held = await heldDraft(c, intake.id)
    if (held === 'none') return c.redirect(pathIn(c.get('language'), '/intake/'), 303)
    const fields = held === 'forged' ? undefined : await readTyped(c, held)
    return fields ? checkPage(c, fields, {}) : startAgain(c)
  })
  .all('/check/', takesOnly('GET', 'HEAD'))
  .get('/send/', (c) => c.redirect(pathIn(c.get('language'), '/intake/check/'), 303))
  .post('/send/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    if (posted.damaged || Object.keys(posted.fields).length > 0) return errorPage(c, 400)
    const held = await heldDraft(c, intake.id)
    if (held === 'none') return startAgain(c)
    if (held === 'forged') return letGoAndStartAgain(c)
    const sending = await sendIntake(c.get('env'), held, c.get('language'), Date.now())
    if (!sending.ok) {
      if (sending.reason === 'gone') return letGoAndStartAgain(c)
      log('intake_incomplete', {
        request: c.get('requestId'),
        questions: sending.problems.map(({ question }) => question),
      })
      return checkPage(c, sending.typed, { problems: sending.problems, status: 422 })
    }
    log('intake_sent', {
      request: c.get('requestId'),
      again: sending.again,
      assigned: sending.lead !== undefined,
    })
    // Mail waits for nobody: the answer goes out first, and what fails now leaves with the next scheduled run.
    if (!sending.again) c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
    keepConfirmation(c, intake.id, held.token)
    return c.redirect(pathIn(c.get('language'), '/intake/sent/'), 303)
  })
  .all('/send/', takesOnly('GET', 'HEAD', 'POST'))
  .get('/sent/', async (c) => {
    const language = c.get('language')
    const held = await heldDraft(c, intake.id)
    const since = Date.now() - CONFIRMATION_MINUTES * 60_000
    const sent = typeof held === 'string' ? undefined : await readSent(c.get('env').db, held.id, since)
    if (!sent) return c.redirect(pathIn(language, '/intake/'), 303)
    const page = await builtPage(c, pathIn(language, '/intake/sent/'))
    return fillPage(page, { language, slots: { reference: sent.reference } })
  })
  .all('/sent/', takesOnly('GET', 'HEAD'))

/** The answers so far, with whatever is missing first when it was tried to send them. */
async function checkPage(
  c: Context,
  fields: Fields,
  { problems = [], status = 200 }: { problems?: readonly FieldProblem[]; status?: 200 | 422 },
): Promise<Response> {
  const language = c.get('language')
  const { answers, asked } = readSoFar(intake, fields)
  const rows = summarise(asked, answers, language).flatMap((section) => section.rows)
  const page = await builtPage(c, pathIn(language, '/intake/check/'), status)
  return fillPage(page, {
    language,
    problems,
    answers: new Map(rows.map(({ question, lines }) => [question, lines])),
    linkOf: ({ section, field }) => `${pathIn(language, `/intake/${section}/`)}?then=check#${field}`,
  })
}

/** The draft is gone: the first page of the form, saying so. */
const startAgain = (c: Context) =>
  sectionPage(c, intake, intake.sections[0], { notice: notices.draftGoneBefore, status: 410 })

/** Known not to have been sent either: its cookie opens nothing any more. */
const letGoAndStartAgain = (c: Context) => {
  letGo(c, intake.id)
  return startAgain(c)
}
