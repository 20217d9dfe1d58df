import { authorisationStopCases } from '../../content/file/page-cases.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { loadFileSession, redirectToFile, signOutAndRedirect } from '../session/file-session.ts'
import { isCallOffered } from './authorisation-filling.ts'
import { getStopPageCase, withdrawOrDeclineAuthorisation } from './withdraw-or-decline.ts'

/** Shows the page with the button that withdraws or declines. */
export async function showStopPage(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  const possibleStop = isCallOffered(session.own) && getStopPageCase(session.own, Date.now())
  if (!possibleStop) return redirectToFile(c)
  return fillPage(c, '/file/stop/', {
    slots: buildPrefixedSlotValues('', authorisationStopCases, (stopCase) => stopCase === possibleStop),
  })
}

export async function postStop(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  if (isCallOffered(session.own)) {
    const stopped = await withdrawOrDeclineAuthorisation(c.get('env'), session, Date.now())
    log('authorisation_ended', { request: c.get('requestId'), stopped })
    c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  }
  return redirectToFile(c)
}
