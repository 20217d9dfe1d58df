import { agreeToJoint } from '../../../db/parent-requests.ts'
import { pathIn } from '../../../forms/language.ts'
import { signedOut } from '../../file/session.ts'
import type { Context } from '../../http/context.ts'
import { errorPage } from '../../http/error-response.ts'
import { log } from '../../http/log.ts'
import { readForm } from '../../http/read-form.ts'
import { newsOfFile } from '../../mail/coordinator-messages.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { standingOf } from '../reserve/own-appointment.ts'
import { ownBookingHere, toBooking, toFile } from './session.ts'

/** A parent’s own word on a joint session: that they agree to one, or take it back. Neither is told of the other’s. */
export async function wishJoint(c: Context): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const { agrees: [said, ...more] = [], ...others } = posted.fields
  const strange = more.length > 0 || Object.keys(others).length > 0
  if (strange || (said !== 'yes' && said !== 'no')) return errorPage(c, 400)
  const here = await ownBookingHere(c)
  if (!here) return signedOut(c)
  const { own, last } = here
  const standing = standingOf(own, Date.now())
  if (standing.state === 'none') return toFile(c)
  const agrees = said === 'yes'
  // A joint session to come would stand without what it rests on: it is cancelled first, which takes it back too.
  if (!agrees && standing.state === 'booked' && standing.session.kind === 'joint')
    return c.redirect(pathIn(c.get('language'), '/file/appointment/cancel/'), 303)
  const env = c.get('env')
  const now = Date.now()
  const event = {
    fileId: own.fileId,
    actor: 'parent',
    action: agrees ? 'joint_agreed' : 'joint_taken_back',
    detail: {},
    happenedAt: now,
  } as const
  const file = { id: own.fileId, reference: own.fileReference }
  const mail = await newsOfFile(env, file, agrees ? 'joint-agreed' : 'joint-taken-back', now)
  const changed = await agreeToJoint(env.db, event, last, { parentId: own.parentId, agrees }, mail)
  log('joint_wished', { request: c.get('requestId'), changed })
  if (changed) c.executionCtx.waitUntil(drainOutbox(env, Date.now))
  return toBooking(c)
}
