import type { FormFields } from '../../forms/form-fields.ts'
import type { Context } from '../http/context.ts'
import { setProbeCookie } from '../http/refused-cookie.ts'
import { endInvitationSession, readStartedInvitation } from '../session/invitation-session.ts'
import { openInvitationWithCode } from '../session/open-invitation.ts'
import type { RegisteredForm } from './registered-form.ts'

/** Says on a page that the button of an invitation was pressed before, so that a later end of that session is told. */
const STARTED_FIELD = 'invitation'
const CODE_FIELD = 'code'
/** The box that is ticked to begin without an invitation. */
const WITHOUT_FIELD = 'without-invitation'

/** The fields about an invitation, which every page has that may begin a draft. */
export const INVITATION_FIELDS = [STARTED_FIELD, CODE_FIELD, WITHOUT_FIELD] as const

/** Separates what was posted about an invitation from the answers, and keeps it for the page if that comes back. */
export function splitInvitationFields(
  c: Context,
  { beginsWithInvitation }: RegisteredForm,
  posted: FormFields,
): FormFields {
  if (!beginsWithInvitation) return posted
  const { [STARTED_FIELD]: started, [CODE_FIELD]: code, [WITHOUT_FIELD]: without, ...answers } = posted
  c.set('invitationFields', {
    ...(started && { [STARTED_FIELD]: started }),
    ...(code && { [CODE_FIELD]: code }),
    ...(without && { [WITHOUT_FIELD]: without }),
  })
  return answers
}

/**
 * Notes on a page without a draft that its draft begins with an invitation, if the button of one was pressed in this browser.
 * Otherwise the page says that it begins without one, as a browser that forgot an invitation does not tell; or it asks
 * for the code, where the form needs one.
 */
export async function markPageWithoutDraft(
  c: Context,
  { beginsWithInvitation, withoutInvitation }: RegisteredForm,
) {
  if (!beginsWithInvitation) return
  if (await readStartedInvitation(c))
    c.set('invitationFields', { [STARTED_FIELD]: ['started'], ...c.get('invitationFields') })
  else c.set(withoutInvitation ? 'isInvitationClosed' : 'isUninvited', true)
}

/**
 * Finds the invitation that a new draft begins with: that of the code entered on the page, or the one whose button was
 * pressed. Gives `closed` when there was one that is open no more, unless the parent chose to begin without.
 */
export async function findInvitationForDraft(
  c: Context,
  { beginsWithInvitation, withoutInvitation }: RegisteredForm,
): Promise<{ readonly id: string; readonly wantsShared?: boolean } | 'none' | 'closed'> {
  if (!beginsWithInvitation) return 'none'
  const typed = c.get('invitationFields') ?? {}
  if (goesOnWithoutInvitation(c)) {
    endInvitationSession(c)
    return 'none'
  }
  const code = typed[CODE_FIELD]?.[0] ?? ''
  if (code !== '') return (await findInvitationByCode(c, code)) ?? 'closed'
  const started = await readStartedInvitation(c)
  if (typeof started === 'object') return started
  return withoutInvitation || started || typed[STARTED_FIELD]?.[0] === 'started' ? 'closed' : 'none'
}

/** Whether the parent ticked that they begin without an invitation, with a request of their own. */
export const goesOnWithoutInvitation = (c: Context): boolean =>
  c.get('invitationFields')?.[WITHOUT_FIELD]?.[0] === 'yes'

/** Makes the page that comes back ask for the code, also after this browser has forgotten the invitation. */
export function askForInvitationCode(c: Context): void {
  endInvitationSession(c)
  setProbeCookie(c)
  c.set('isInvitationClosed', true)
  c.set('invitationFields', { ...c.get('invitationFields'), [STARTED_FIELD]: ['started'] })
}

async function findInvitationByCode(c: Context, typed: string): Promise<{ id: string } | undefined> {
  const opened = await openInvitationWithCode(c, typed, { hasStarted: true })
  if ('id' in opened) return opened
  c.set('codeProblems', opened.refusal.problems)
  return undefined
}
