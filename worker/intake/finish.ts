import { Hono } from 'hono'
import { intake } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { notices } from '../../content/site/wording.ts'
import { readDraftAndRoom, readSent } from '../../db/intake.ts'
import { everyQuestion, expectedFields, itemsOf, sectionOf } from '../../forms/form.ts'
import { pathIn } from '../../forms/language.ts'
import { type FieldProblem, readSoFar } from '../../forms/parse.ts'
import { answerFields } from '../../forms/questions/index.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { summarise } from '../../forms/summarise.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { leaveInvitation } from '../invitation/session.ts'
import { drainOutbox } from '../mail/drain.ts'
import { fileCodeOf } from '../privacy/code.ts'
import { rank } from './assign.ts'
import { openSections } from './draft.ts'
import { CONFIRMATION_MINUTES, heldDraft, keepConfirmation, letGo } from './draft-cookie.ts'
import { pathOf, sectionPage } from './section-page.ts'
import { familyOf, sendIntake } from './send.ts'

/** The end of the intake: check the answers, send them, read what happens next. */
export const finishRoutes = new Hono<AppEnv>()
  .get('/check/', async (c) => {
    const held = await heldDraft(c, intake.id)
    if (held === 'none') return errorPage(c, 410)
    if (held === 'forged') return startAgain(c)
    const ids = practice.coordinators.map(({ id }) => id)
    const { sections, openFiles } = await readDraftAndRoom(c.get('env').db, held.id, ids, Date.now())
    if (sections.length === 0) return startAgain(c)
    const { fields } = await openSections(held, sections)
    return checkPage(c, fields, { openFiles })
  })
  .all('/check/', takesOnly('GET', 'HEAD'))
  .get('/send/', (c) => c.redirect(pathIn(c.get('language'), '/intake/check/'), 303))
  .post('/send/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    const strange = Object.keys(posted.fields).some((name) => !declarations.has(name))
    if (posted.damaged || strange) return errorPage(c, 400)
    const held = await heldDraft(c, intake.id)
    if (held === 'none') return startAgain(c)
    if (held === 'forged') return letGoAndStartAgain(c)
    const sending = await sendIntake(c.get('env'), held, posted.fields, c.get('language'), Date.now())
    if (!sending.ok) {
      if (sending.reason === 'gone') return letGoAndStartAgain(c)
      log('intake_incomplete', {
        request: c.get('requestId'),
        questions: sending.problems.map(({ question }) => question),
      })
      const { typed, problems, openFiles } = sending
      return checkPage(c, typed, { openFiles, problems, status: 422 })
    }
    log('intake_sent', { request: c.get('requestId'), again: sending.again, assigned: sending.assigned })
    // Mail waits for nobody: the answer goes out first, and what fails now leaves with the next scheduled run.
    if (!sending.again) c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
    keepConfirmation(c, intake.id, held)
    leaveInvitation(c)
    return c.redirect(pathIn(c.get('language'), '/intake/sent/'), 303)
  })
  .all('/send/', takesOnly('GET', 'HEAD', 'POST'))
  .get('/sent/', async (c) => {
    const language = c.get('language')
    const held = await heldDraft(c, intake.id)
    const since = Date.now() - CONFIRMATION_MINUTES * 60_000
    const { db, draftSecret } = c.get('env')
    const sent = typeof held === 'string' ? undefined : await readSent(db, held.id, since)
    if (!sent || typeof held === 'string') return errorPage(c, 410)
    const code = await fileCodeOf(draftSecret, held.token)
    const page = await builtPage(c, pathIn(language, '/intake/sent/'))
    return fillPage(page, {
      language,
      slots: { reference: sent.reference ?? '', code },
      shown: [
        sent.standing ?? 'received',
        // Whoever has room for them: it hangs on the ranking, and not on who is known.
        ...(sent.standing === 'received' ? ['offer-booking'] : []),
        ...(mayOfferCall(sent) ? ['offer-call'] : []),
        ...(sent.receipt ? [`receipt-${sent.receipt}`] : []),
      ],
      fields: { code: [code] },
    })
  })
  .all('/sent/', takesOnly('GET', 'HEAD'))

/** Whoever came alone reads at once that they may authorise the call; it hangs on their own answers only. */
const mayOfferCall = ({ route, invitedAt }: NonNullable<Awaited<ReturnType<typeof readSent>>>) =>
  route === 'one-parent' && invitedAt === null

/** The fields of what is declared on sending. */
const declarations = new Set(
  intake.sections.flatMap((section) => ('atSending' in section ? [...expectedFields(section).keys()] : [])),
)

interface Checking {
  readonly problems?: readonly FieldProblem[]
  readonly status?: 200 | 422
  /** How many files each coordinator has. */
  readonly openFiles: ReadonlyMap<string, number>
}

/** The answers so far, with whatever is missing first when it was tried to send them. */
async function checkPage(
  c: Context,
  fields: Fields,
  { problems = [], status = 200, openFiles }: Checking,
): Promise<Response> {
  const language = c.get('language')
  const { answers, asked } = readSoFar(intake, fields)
  const { waiting } = rank(practice, familyOf(answers, language), openFiles)
  const page = await builtPage(c, pathIn(language, '/intake/check/'), status)
  const to = (slug: string, item: string | undefined, field: string) => {
    const section = sectionOf(intake, slug)
    if (!section || section.atSending) return `#${field}`
    const path = pathOf({ form: intake, section, ...(item !== undefined && { item }) })
    return `${pathIn(language, path)}?then=check#${field}`
  }
  return fillPage(page, {
    language,
    fields,
    problems,
    shown: waiting ? ['waiting'] : [],
    summary: {
      sections: summarise(asked, answers, language),
      changeAt: ({ slug, item }, question) => to(slug, idOf(fields, slug, item), firstField(question)),
      isToMend: ({ slug, item }, question) =>
        problems.some(
          (one) => one.section === slug && one.question === question && one.item === idOf(fields, slug, item),
        ),
    },
    linkOf: ({ section, item, field }) => to(section, item, field),
  })
}

/** The id of the one of that number in a list. */
const idOf = (fields: Fields, slug: string, item: number | undefined): string | undefined => {
  const section = sectionOf(intake, slug)
  return section && item !== undefined ? itemsOf(section, fields)[item - 1] : undefined
}

const firstField = (question: string): string => {
  const asked = everyQuestion(intake).find(({ name }) => name === question)
  return asked ? (answerFields(question, asked.question)[0] ?? question) : question
}

/** The draft is gone: the first page of the form, saying so. */
const startAgain = (c: Context) =>
  sectionPage(
    c,
    { form: intake, section: intake.sections[0] },
    { notice: notices.draftGoneBefore, status: 410 },
  )

/** Known not to have been sent either: its cookie opens nothing any more. */
const letGoAndStartAgain = (c: Context) => {
  letGo(c, intake.id)
  return startAgain(c)
}
