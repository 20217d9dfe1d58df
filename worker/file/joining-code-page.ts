import { prefixCode } from '../../content/code-prefixes.ts'
import { practice } from '../../content/practice.ts'
import { formatDateInZone } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { buildParentAuditEvent } from '../../db/audit.ts'
import {
  giveJoiningCode,
  loadParentFileWithJoiningCode,
  takeBackJoiningCodes,
} from '../../db/joining-codes.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { hasHadJointAppointment } from '../booking/reserve/own-appointment.ts'
import { getParentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import { isUnserved } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { getPressedButton, type ReadForm } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { log } from '../log.ts'
import { deriveJoiningCode, deriveJoiningCodeWithHash, hashInvitationCode } from '../privacy/code.ts'
import {
  canSignWithAccessCode,
  loadFileSessionWithLoader,
  redirectToFile,
  signOutAndRedirect,
} from '../session/file-session.ts'

/**
 * Whether a parent may be offered a code for the other one: they came by consent, their file is not closed, and no joint
 * session told them that the other one came. A family that nobody serves is offered none.
 */
export const isJoiningCodeOffered = async ({ keys }: Environment, own: ParentFile): Promise<boolean> =>
  own.route === 'consent' &&
  !own.cameByInvitation &&
  own.status !== 'closed' &&
  canSignWithAccessCode(own) &&
  !hasHadJointAppointment(own) &&
  !(await isUnserved(keys, own))

/**
 * Shows the code that a parent gives the other one, or the button that creates it. While their own answers leave an order in
 * doubt there is neither: a code that is passed on is contact. Whether the code was used is never told.
 */
export async function showJoiningCodePage(c: Context): Promise<Response> {
  const session = await loadJoiningCodeSession(c)
  if (!session) return signOutAndRedirect(c)
  const { own, joiningCode } = session
  const env = c.get('env')
  if (!(await isJoiningCodeOffered(env, own))) return redirectToFile(c)
  const given = own.hasContactHold ? undefined : joiningCode
  const code = given && (await deriveJoiningCodeWithHash(env.keys.draft, given))
  const rules = given && (await unsealContactRules(env, own.parentId, own.sealedContactRules))
  return fillPage(c, '/file/joining-code/', {
    slots: {
      waits: own.hasContactHold,
      offered: !own.hasContactHold && !given,
      given: given !== undefined,
      code: code && prefixCode('invitation', code),
      'code-until':
        given && rules && formatDateInZone(given.expiresAt, getParentTimeZone(rules), c.get('language')),
      'shows-children': given?.showsChildren === true,
      'shows-document': given?.showsDocument === true,
      'shows-nothing': given !== undefined && !given.showsChildren && !given.showsDocument,
    },
  })
}

/** Creates the code, or takes it back. Pressing twice changes nothing more. */
export async function postJoiningCode(c: Context, posted: ReadForm): Promise<Response> {
  const button = getPressedButton(posted, ['give', 'take-back'])
  if (!button) return respondWithError(c, 400)
  const session = await loadJoiningCodeSession(c)
  if (!session) return signOutAndRedirect(c)
  if (!(await isJoiningCodeOffered(c.get('env'), session.own))) return redirectToFile(c)
  const changed = await (button === 'give' ? giveCode : takeBackCode)(c, session, posted)
  log('joining_code_changed', { request: c.get('requestId'), changed })
  return redirectTo(c, '/file/joining-code/')
}

type JoiningCodeSession = NonNullable<Awaited<ReturnType<typeof loadJoiningCodeSession>>>

const loadJoiningCodeSession = (c: Context) =>
  loadFileSessionWithLoader(c, (accessCodeHash) =>
    loadParentFileWithJoiningCode(c.get('env').db, accessCodeHash, Date.now()),
  )

async function giveCode(c: Context, { own, lastAuditRow }: JoiningCodeSession, posted: ReadForm) {
  const { db, keys } = c.get('env')
  const now = Date.now()
  const id = crypto.randomUUID()
  const shows = new Set(posted.fields.shows)
  const shown = { showsChildren: shows.has('children'), showsDocument: shows.has('document') }
  const hashes = await hashInvitationCode(keys.draft, await deriveJoiningCode(keys.draft[0], id))
  const expiresAt = now + practice.invitationDays * DAY_MS
  const row = { id, parentId: own.parentId, ...hashes, ...shown, createdAt: now, expiresAt }
  const event = buildParentAuditEvent(own, 'joining_code_given', now, shown)
  return giveJoiningCode(db, event, lastAuditRow, row)
}

const takeBackCode = (c: Context, { own, lastAuditRow }: JoiningCodeSession) =>
  takeBackJoiningCodes(
    c.get('env').db,
    buildParentAuditEvent(own, 'joining_code_taken_back', Date.now()),
    lastAuditRow,
    own.parentId,
  )
