import { intakeForm } from '../../content/forms/intake/index.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { buildParentAuditEvent } from '../../db/audit.ts'
import {
  attachDraftAndLoadEntryStatus,
  declineInvitation,
  loadEntryAndDraftStatus,
} from '../../db/invitations.ts'
import { declineJoiningCode } from '../../db/joining-codes.ts'
import type { Form } from '../../forms/form.ts'
import { localisePath } from '../../forms/language.ts'
import { clearDraftCookie, readCookieDraftState } from '../forms/draft-cookie.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { pickOnlyValue, type ReadForm } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { removeProbeCookie } from '../http/refused-cookie.ts'
import { createRouterFromRoutes } from '../http/routes.ts'
import { log } from '../log.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { drainOutbox } from '../mail/drain.ts'
import {
  endInvitationSession,
  type InvitationSession,
  readInvitationSession,
  setInvitationSessionCookie,
} from '../session/invitation-session.ts'
import { openInvitationWithCode } from '../session/open-invitation.ts'

/**
 * The pages of an invitation. The other parent enters the code that was read out to them, reads an explanation, and
 * then begins an intake of their own or declines. Only buttons change anything; opening an address does not.
 */
export const invitationRoutes = createRouterFromRoutes({
  '/': {
    get: (c) => loadBuiltPage(c, localisePath(c.get('language'), '/invitation/')),
    postForm: {
      button: 'open',
      fields: ['code'],
      needsCookie: true,
      answer: (c, posted) => openWithCode(c, pickOnlyValue(posted, 'code')),
    },
  },
  '/yours/': { get: showInvitationPage },
  '/start/': { postForm: { button: 'start', fields: ['see'], answer: startForm } },
  '/decline/': {
    get: async (c) => {
      const current = await loadOpenInvitation(c)
      return current
        ? fillPage(c, '/invitation/decline/', { slots: buildByWhomSlotValues(current.open) })
        : redirectToCodePage(c)
    },
    postForm: { button: 'decline', fields: [], answer: postDecline },
  },
  '/declined/': { get: showDeclinedPage },
})

async function showInvitationPage(c: Context): Promise<Response> {
  const current = await loadOpenInvitation(c)
  if (!current) return redirectToCodePage(c)
  await setInvitationSessionCookie(c, current.session)
  return fillPage(c, '/invitation/yours/', {
    slots: {
      ...buildByWhomSlotValues(current.open),
      unfinished: current.hasOtherDraft,
      waiting: current.open.status === 'waiting',
    },
  })
}

/** Thanks for a no. Whoever has an invitation open and types the address has said none. */
async function showDeclinedPage(c: Context): Promise<Response> {
  return (await loadOpenInvitation(c))
    ? redirectTo(c, '/invitation/yours/')
    : loadBuiltPage(c, localisePath(c.get('language'), '/invitation/declined/'))
}

/** Opens an invitation with its code, or shows the code again with what is wrong. */
async function openWithCode(c: Context, typed: string): Promise<Response> {
  const opened = await openInvitationWithCode(c, typed, { hasStarted: false })
  return 'id' in opened
    ? redirectTo(c, '/invitation/yours/')
    : fillPage(c, '/invitation/', { ...opened.refusal, fields: { code: [typed] } })
}

/**
 * Clears the cookie of an unfinished form, as the previous page announced, so that the next saved page begins a draft
 * with the invitation. A draft that was begun with an invitation into the same file continues in its own form: in the
 * intake, if it was begun before there was a form for invited parents.
 */
async function startForm(c: Context, posted: ReadForm): Promise<Response> {
  const session = await readInvitationSession(c)
  const invitation =
    session &&
    (await attachDraftAndLoadEntryStatus(
      c.get('env').db,
      session.id,
      await listDraftIdsFromCookies(c),
      Date.now(),
    ))
  if (!session || !invitation?.open) return redirectToCodePage(c)
  const form = formsThatJoin.find(({ id }) => id === invitation.begunForm)
  if (!form) clearDraftCookie(c, joiningForm.id)
  await setInvitationSessionCookie(c, {
    id: session.id,
    hasStarted: true,
    wantsShared: invitation.open.isOfParent === 1 && pickOnlyValue(posted, 'see') === 'yes',
  })
  const { id, sections } = form ?? joiningForm
  return redirectTo(c, `/${id}/${sections[0]?.slug}/`)
}

/** Records that the other parent declines, once however often they press, and ends the invitation's session. */
async function postDecline(c: Context): Promise<Response> {
  const env = c.get('env')
  const session = await readInvitationSession(c)
  if (!session) return redirectToCodePage(c)
  const now = Date.now()
  const { open, declined } = await loadEntryAndDraftStatus(env.db, session.id, [], now)
  if (declined || (open && (await recordDecline(c, open, now)))) {
    endInvitationSession(c)
    removeProbeCookie(c)
    return redirectTo(c, '/invitation/declined/')
  }
  return redirectToCodePage(c)
}

type OpenInvitation = NonNullable<Awaited<ReturnType<typeof loadEntryAndDraftStatus>>['open']>

/**
 * Records the decline. Gives true when it is recorded, even by another request that was faster, and always for the code of
 * the other parent, who may be the one who presses.
 */
async function recordDecline(
  c: Context,
  { id, fileId, reference, isOfParent }: OpenInvitation,
  now: number,
): Promise<boolean> {
  const env = c.get('env')
  const event = buildParentAuditEvent(
    { fileId },
    isOfParent ? 'joining_code_declined' : 'invitation_declined',
    now,
  )
  const file = { fileId, fileReference: reference }
  const mail = await createLeadRoutedFileNewsMessages(env, file, 'other-declined', now)
  if (!(await (isOfParent ? declineJoiningCode : declineInvitation)(env.db, event, id, mail))) {
    return isOfParent === 1 || (await loadEntryAndDraftStatus(env.db, id, [], now)).declined
  }
  log('invitation_declined', { request: c.get('requestId') })
  c.executionCtx.waitUntil(drainOutbox(env, Date.now))
  return true
}

/**
 * Loads the invitation that is open in this browser, if an intake can still be begun with it, and whether beginning it
 * leaves another unfinished form behind.
 */
async function loadOpenInvitation(
  c: Context,
): Promise<{ session: InvitationSession; open: OpenInvitation; hasOtherDraft: boolean } | undefined> {
  const session = await readInvitationSession(c)
  if (!session) return undefined
  const { open, begunForm, ...drafts } = await loadEntryAndDraftStatus(
    c.get('env').db,
    session.id,
    await listDraftIdsFromCookies(c),
    Date.now(),
  )
  return open && { session, open, hasOtherDraft: !begunForm && drafts.forms.includes(joiningForm.id) }
}

const buildByWhomSlotValues = ({ isOfParent }: OpenInvitation) => ({
  'by-call': isOfParent === 0,
  'by-parent': isOfParent === 1,
})

/** The forms that can join a file. */
const formsThatJoin: readonly Form[] = [joiningForm, intakeForm]

const listDraftIdsFromCookies = async (c: Context): Promise<string[]> => {
  const states = await Promise.all(formsThatJoin.map(({ id }) => readCookieDraftState(c, id)))
  return states.flatMap((state) => (typeof state === 'object' ? [state.id] : []))
}

function redirectToCodePage(c: Context): Response {
  endInvitationSession(c)
  return redirectTo(c, '/invitation/')
}
