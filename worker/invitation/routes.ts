import { Hono } from 'hono'
import { intake } from '../../content/forms/intake/index.ts'
import { declineInvitation, readInvitation, takeUp, tryInvitation } from '../../db/invitations.ts'
import { pathIn } from '../../forms/language.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { refuseCode } from '../http/refuse-code.ts'
import { lockedOut, tryingNow } from '../intake/code-attempts.ts'
import { heldDraft, letGo } from '../intake/draft-cookie.ts'
import { newsOfFile } from '../mail/coordinator-messages.ts'
import { drainOutbox } from '../mail/drain.ts'
import { codeId, tidyInvitationCode } from '../privacy/code.ts'
import { type Invited, invitedHere, keepInvited, leaveInvitation } from './session.ts'

/**
 * The other parent's own way in: a code read out to them opens a page that explains, from which they begin an intake
 * of their own or say no. Opening an address changes nothing; only the buttons do.
 */
export const invitedRoutes = new Hono<AppEnv>()
  .get('/', (c) => builtPage(c, pathIn(c.get('language'), '/invited/')))
  .post('/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    return enter(c, posted.fields.code?.[0] ?? '')
  })
  .get('/yours/', async (c) => {
    const here = await openHere(c)
    if (!here) return backToCode(c)
    await keepInvited(c, here.invited)
    return fillPage(await builtPage(c, pathIn(c.get('language'), '/invited/yours/')), {
      language: c.get('language'),
      shown: here.draft === 'else' ? ['unfinished'] : [],
    })
  })
  .post('/start/', (c) => begin(c))
  .get('/decline/', async (c) =>
    (await openHere(c)) ? builtPage(c, pathIn(c.get('language'), '/invited/decline/')) : backToCode(c),
  )
  .post('/decline/', (c) => decline(c))
  .get('/declined/', (c) => builtPage(c, pathIn(c.get('language'), '/invited/declined/')))
  .all('/', takesOnly('GET', 'HEAD', 'POST'))
  .all('/decline/', takesOnly('GET', 'HEAD', 'POST'))
  .all('/:page{yours|declined}/', takesOnly('GET', 'HEAD'))
  .all('/start/', takesOnly('POST'))

/** Opens an invitation with its code. One used, ended, run out or never made gets the same answer as none. */
async function enter(c: Context, typed: string): Promise<Response> {
  const { db, draftSecret } = c.get('env')
  const code = tidyInvitationCode(typed)
  const hashed = await codeId(draftSecret, 'invitation', code ?? '')
  const { tries, id } = await tryInvitation(db, await tryingNow(c), hashed, Date.now())
  const locked = lockedOut(tries)
  if (code && id && !locked) {
    await keepInvited(c, { id, started: false })
    return c.redirect(pathIn(c.get('language'), '/invited/yours/'), 303)
  }
  return refuseCode(c, { use: 'invitation', locked, path: '/invited/', fields: { code: [typed] } })
}

/**
 * Lets go of whatever unfinished form this browser holds, as the page before warned, so that the next page saved
 * begins a draft with the invitation; a draft begun with an invitation into the same file goes on.
 */
async function begin(c: Context): Promise<Response> {
  const invited = await invitedHere(c)
  const stand = invited && (await takeUp(c.get('env').db, invited.id, await draftIdHere(c), Date.now()))
  if (!invited || !stand?.open) return backToCode(c)
  if (stand.draft !== 'begun') letGo(c, intake.id)
  await keepInvited(c, { id: invited.id, started: true })
  return c.redirect(pathIn(c.get('language'), '/intake/start/'), 303)
}

/** Keeps a no, once, however often it is pressed, and nothing of the invitation in this browser. */
async function decline(c: Context): Promise<Response> {
  const env = c.get('env')
  const invited = await invitedHere(c)
  if (!invited) return backToCode(c)
  const now = Date.now()
  const { open, declined } = await readInvitation(env.db, invited.id, '', now)
  if (declined || (open && (await keepNo(c, open, now)))) {
    leaveInvitation(c)
    return c.redirect(pathIn(c.get('language'), '/invited/declined/'), 303)
  }
  return backToCode(c)
}

type Open = NonNullable<Awaited<ReturnType<typeof readInvitation>>['open']>

/** Whether a no was kept, by this press or by another that was faster. */
async function keepNo(c: Context, { id, fileId, reference }: Open, now: number): Promise<boolean> {
  const env = c.get('env')
  const event = {
    fileId,
    actor: 'parent',
    action: 'invitation_declined',
    detail: {},
    happenedAt: now,
  } as const
  const mail = await newsOfFile(env, { id: fileId, reference }, 'other-declined', now)
  if (!(await declineInvitation(env.db, event, id, mail))) {
    return (await readInvitation(env.db, id, '', now)).declined
  }
  log('invitation_declined', { request: c.get('requestId') })
  c.executionCtx.waitUntil(drainOutbox(env, Date.now))
  return true
}

/** The invitation open in this browser, if an intake may still be begun with it, and what the browser's draft holds. */
async function openHere(c: Context): Promise<{ invited: Invited; draft: string } | undefined> {
  const invited = await invitedHere(c)
  if (!invited) return undefined
  const { open, draft } = await readInvitation(c.get('env').db, invited.id, await draftIdHere(c), Date.now())
  return open && { invited, draft }
}

const draftIdHere = async (c: Context): Promise<string> => {
  const held = await heldDraft(c, intake.id)
  return typeof held === 'object' ? held.id : ''
}

function backToCode(c: Context): Response {
  leaveInvitation(c)
  return c.redirect(pathIn(c.get('language'), '/invited/'), 303)
}
