import { authorisationStopCases } from '../../content/file/page-cases.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { repeatAfterFault } from '../../db/retry.ts'
import type { Context } from '../http/context.ts'
import { fillPage, type PostedFilling } from '../http/fill-page.ts'
import { authorisationNotices } from '../http/notices.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../http/try-or-log.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import {
  endFileSession,
  loadFileSession,
  redirectToFile,
  signOutAndRedirect,
} from '../session/file-session.ts'
import { isCallOffered, isFirstCallOffered } from './authorisation-filling.ts'
import { getStopPageCase, withdrawOrDeclineAuthorisation } from './withdraw-or-decline.ts'

type FileSession = NonNullable<Awaited<ReturnType<typeof loadFileSession>>>
type StopCase = (typeof authorisationStopCases)[number]

/** Shows the page with the button that withdraws or declines. */
export async function showStopPage(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  const { own } = session
  const isOffered = isCallOffered(own) && (own.authorisation || (await isFirstCallOffered(c.get('env'), own)))
  const possibleStop = isOffered && getStopPageCase(own, Date.now())
  return possibleStop ? respondWithStopPage(c, possibleStop) : redirectToFile(c)
}

const respondWithStopPage = (c: Context, shown: StopCase = 'stop-in-force', posted: PostedFilling = {}) =>
  fillPage(c, '/file/stop/', {
    ...posted,
    slots: buildPrefixedSlotValues('', authorisationStopCases, (stopCase) => stopCase === shown),
  })

/** Withdraws or declines. When it could not, the page says that the call is not stopped, and whom to call. */
export async function postStop(c: Context): Promise<Response> {
  const session = await tryOrLog(c, loadFileSession(c))
  if (!session) {
    endFileSession(c)
    const notice = authorisationNotices.closedBeforeStop
    return fillPage(c, '/file/', { address: '/file/', notice, status: 410 })
  }
  const stopped = isFault(session) ? session : await tryOrLog(c, stopCallOnce(c, session))
  return isFault(stopped)
    ? respondWithStopPage(c, isFault(session) ? undefined : getStopPageCase(session.own, Date.now()), {
        notice: authorisationNotices.notStopped,
        status: HTTP_STATUS_BY_FAULT[stopped],
      })
    : redirectToFile(c)
}

/** Ends what the parent allowed or was asked for. Ending it again changes nothing. */
async function stopCallOnce(c: Context, session: FileSession): Promise<void> {
  if (!isCallOffered(session.own)) return
  const env = c.get('env')
  const stopped = await repeatAfterFault(() => withdrawOrDeclineAuthorisation(env, session, Date.now()))
  log('authorisation_ended', { request: c.get('requestId'), stopped })
  c.executionCtx.waitUntil(drainOutbox(env, Date.now))
}
