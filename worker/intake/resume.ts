import { Hono } from 'hono'
import { intake } from '../../content/forms/intake/index.ts'
import { start } from '../../content/forms/intake/start.ts'
import { comeBack } from '../../content/intake/resume.ts'
import type { mailSubjects } from '../../content/mail/mail-subjects.ts'
import { resumeMail } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { statuses } from '../../content/site/wording.ts'
import { localDay } from '../../content/time/local-time.ts'
import { countTries, deleteDraft, deleteUnlessCoded, setResumeCode, tryResumeCode } from '../../db/drafts.ts'
import { outcomeOf, queueMail } from '../../db/outbox.ts'
import { section } from '../../forms/form.ts'
import { pathIn } from '../../forms/language.ts'
import { readSection, readSoFar } from '../../forms/parse.ts'
import { progress } from '../../forms/progress.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { leaveFile } from '../file/session.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { refuseCode } from '../http/refuse-code.ts'
import { leaveInvitation } from '../invitation/session.ts'
import { drainOutbox } from '../mail/drain.ts'
import { queuedMail } from '../mail/message.ts'
import { codeId, newCode, resumeKeyOf, tidyCode } from '../privacy/code.ts'
import { openWith, type Place, sealWith } from '../privacy/seal.ts'
import { lockedOut, MAILED_AN_HOUR, tryingNow } from './code-attempts.ts'
import { contactRulesOf, zoneIn } from './contact-rules.ts'
import { readTyped, type TypedDraft } from './draft.ts'
import { type HeldDraft, heldDraft, keepDraft, letGo } from './draft-cookie.ts'

/** Coming back to an unfinished form, and leaving it for good: where it stands, a code, deleting it. */
export const comeBackRoutes = new Hono<AppEnv>()
  .get('/tasks/', async (c) => {
    const draft = await draftHere(c)
    if (!draft) return errorPage(c, 410)
    const language = c.get('language')
    const stand = progress(intake, draft.fields, draft.saved)
    const { email } = contactSoFar(draft)
    return fillPage(await builtPage(c, pathIn(language, '/intake/tasks/')), {
      language,
      slots: Object.fromEntries(
        stand.map(({ section, status }) => [`status-${section.slug}`, statuses[status][language]]),
      ),
      shown: draft.held.shared ? ['shared'] : ['resume', ...(email ? ['resume-mail'] : [])],
    })
  })
  .get('/resume-code/', toTasks)
  .post('/resume-code/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    const draft = await draftHere(c)
    if (!draft || draft.held.shared) return toTasks(c)
    return giveCode(c, draft, posted.fields.mail?.[0] === 'yes')
  })
  .get('/resume/', async (c) => builtPage(c, pathIn(c.get('language'), '/intake/resume/')))
  .post('/resume/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    return resume(c, posted.fields)
  })
  .get('/delete/', async (c) =>
    (await heldDraft(c, intake.id)) === 'none'
      ? errorPage(c, 410)
      : builtPage(c, pathIn(c.get('language'), '/intake/delete/')),
  )
  .post('/delete/', async (c) => {
    await forget(c)
    return c.redirect(pathIn(c.get('language'), '/intake/deleted/'), 303)
  })
  .get('/deleted/', (c) => builtPage(c, pathIn(c.get('language'), '/intake/deleted/')))
  // What the browser sends as somebody leaves in a hurry. Nothing is lost that a device of one's own or a code keeps.
  .post('/leave/', async (c) => {
    const held = await heldDraft(c, intake.id)
    if (typeof held === 'object' && held.shared) {
      await deleteUnlessCoded(c.get('env').db, held.id)
      letGo(c, intake.id)
    }
    // Whose device it is may not be known; the code opens each again.
    leaveInvitation(c)
    leaveFile(c)
    return c.body(null, 204)
  })
  .all('/:page{tasks|deleted}/', takesOnly('GET', 'HEAD'))
  .all('/:page{resume-code|resume|delete}/', takesOnly('GET', 'HEAD', 'POST'))
  .all('/leave/', takesOnly('POST'))

type OpenDraft = TypedDraft & { readonly held: HeldDraft }

async function draftHere(c: Context): Promise<OpenDraft | undefined> {
  const held = await heldDraft(c, intake.id)
  if (typeof held === 'string') return undefined
  const typed = await readTyped(c, held)
  return typed && { ...typed, held }
}

const contactSoFar = ({ fields }: TypedDraft) => contactRulesOf(readSoFar(intake, fields).answers)

function toTasks(c: Context) {
  return c.redirect(pathIn(c.get('language'), '/intake/tasks/'), 303)
}

/** Makes a code, keeps what it opens, and shows it this once; by e-mail too if asked and only to a safe address. */
async function giveCode(c: Context, draft: OpenDraft, byMail: boolean): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const language = c.get('language')
  const now = Date.now()
  const code = newCode()
  const [resumeId, key] = await Promise.all([
    codeId(draftSecret, 'resume', code),
    resumeKeyOf(draftSecret, code),
  ])
  const resumeToken = await sealWith(key, resumePlace(draft.held.id), draft.held.token)
  if (!(await setResumeCode(db, draft.held.id, { resumeId, resumeToken }, now))) return toTasks(c)
  const contact = contactSoFar(draft)
  const { email, mailSubject } = contact
  const lastDay = localDay(draft.keptUntil, zoneIn(contact), language)
  const may = byMail && email !== undefined && (await mayMail(c, draft.held.id))
  const mailed = may && (await mailCode(c, { to: email, subject: mailSubject, code, lastDay }))
  log('resume_code_given', { request: c.get('requestId'), mailed })
  return fillPage(await builtPage(c, pathIn(language, '/intake/resume-code/')), {
    language,
    slots: { code, 'last-day': lastDay },
    shown: mailed ? [mailed] : [],
  })
}

const resumePlace = (draftId: string): Place => `drafts.resume_token:${draftId}`

/** Whether another code may be e-mailed from this connection and for this draft. */
async function mayMail(c: Context, draftId: string): Promise<boolean> {
  const { connection, hour } = await tryingNow(c)
  const [here, forIt] = await countTries(c.get('env').db, [`mail ${connection}`, `mail ${draftId}`], hour)
  return Math.max(here ?? 0, forIt ?? 0) <= MAILED_AN_HOUR
}

/** Queues the code for sending; tells whether it left, as far as can be known while somebody waits for the page. */
async function mailCode(
  c: Context,
  {
    to,
    subject,
    code,
    lastDay,
  }: { to: string; subject: keyof typeof mailSubjects; code: string; lastDay: string },
): Promise<'mailed' | 'mail-late'> {
  const { db, keys, portalOrigin } = c.get('env')
  const mail = resumeMail({ subject, code, lastDay, portalOrigin }, c.get('language'))
  const from = practice.discreetMailFrom
  const row = await queuedMail(keys, { fileId: null, kind: 'resume' }, { from, to, ...mail }, Date.now())
  await queueMail(db, row)
  const sending = drainOutbox(c.get('env'), Date.now)
  c.executionCtx.waitUntil(sending)
  const waited = new Promise((resolve) => setTimeout(resolve, WAIT_FOR_MAIL_SECONDS * 1000))
  await Promise.race([sending.catch(() => undefined), waited])
  return (await outcomeOf(db, row.id)) === 'sent' ? 'mailed' : 'mail-late'
}

/** Longer than a provider in good health takes, and no longer than a person waits without wondering. */
const WAIT_FOR_MAIL_SECONDS = 3

/** Opens a draft with its code. A wrong code, one used up and one never given get the same answer. */
async function resume(c: Context, typed: Fields): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const asked = readSection(resumeDevice, typed)
  if (!asked.ok) {
    const language = c.get('language')
    const page = await builtPage(c, pathIn(language, '/intake/resume/'), 422)
    return fillPage(page, { language, fields: typed, problems: asked.problems })
  }
  const code = tidyCode(typed.code?.[0] ?? '')
  const resumeId = await codeId(draftSecret, 'resume', code ?? '')
  const { tries, draft } = await tryResumeCode(db, await tryingNow(c), resumeId, Date.now())
  const locked = lockedOut(tries)
  if (locked || !code || !draft?.resumeToken) {
    return refuseCode(c, { use: 'resume', locked, path: '/intake/resume/', fields: typed })
  }
  const key = await resumeKeyOf(draftSecret, code)
  const token = (await openWith(() => key, resumePlace(draft.id), draft.resumeToken)) as string
  keepDraft(c, intake.id, { token, shared: typed.device?.[0] === 'shared' })
  return toTasks(c)
}

/** Whose device it is must be known before anything is kept on it. */
const resumeDevice = section('resume', {
  title: comeBack.resumeTitle,
  questions: { device: start.questions.device },
})

/** Deletes the draft of this browser, and its cookie. */
async function forget(c: Context): Promise<void> {
  const held = await heldDraft(c, intake.id)
  if (typeof held === 'object') await deleteDraft(c.get('env').db, held.id)
  letGo(c, intake.id)
  leaveInvitation(c)
}
