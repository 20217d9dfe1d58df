import {
  type AuthorisationState,
  authorisationStatesShownToParent,
} from '../../content/authorisation/authorisation-states.ts'
import { intakeRouteOptions } from '../../content/file/routes.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { formatDateInZone } from '../../content/time/local-time.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { Language } from '../../forms/language.ts'
import { getCoordinatorName } from '../booking/openings/effective-availability.ts'
import { hasHadJointAppointment } from '../booking/reserve/own-appointment.ts'
import { getParentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import { isUnserved } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import type { SlotValues } from '../http/fill-slots.ts'
import { canSignWithAccessCode } from '../session/file-session.ts'
import { getAuthorisationState } from './state.ts'

/**
 * Whether a parent may authorise the call: somebody of the practice can make it, it is offered to them, and their access
 * code signs for them.
 */
export const canAuthorise = async ({ keys }: Environment, own: ParentFile): Promise<boolean> =>
  canSignForCall(own) && !(await isUnserved(keys, own))

const canSignForCall = (own: ParentFile): boolean => isCallOffered(own) && canSignWithAccessCode(own)

/** Whether a parent decides about the call: they came by themselves, and their file is not closed. */
export const isCallOffered = ({ cameByInvitation, status }: ParentFile): boolean =>
  !cameByInvitation && status !== 'closed'

/**
 * Whether a parent who was never asked about the call may decide about one. A joint session told both parents that the other
 * one came: no first call is offered to whoever knows that, or to a family that nobody serves.
 */
export const isFirstCallOffered = async ({ keys }: Environment, own: ParentFile): Promise<boolean> =>
  !hasHadJointAppointment(own) && !(await isUnserved(keys, own))

/**
 * Fills what has to come before a call, whatever this parent signed: a talk with them alone, and the reading of any order.
 * The latter always stands, so that nobody who has the code learns from it whether the parent told of one.
 */
export const buildNextStepSlotValues = (own: ParentFile | undefined) => ({
  'first-talk': own !== undefined && own.status !== 'closed' && !own.isScreened,
  'first-order': own !== undefined && own.status !== 'closed',
})

type CallingSlot = Extract<
  keyof SlotValues<'/file/opened/'>,
  'calling' | `calling-${string}` | `route-${string}` | 'requested-by'
>

/** Fills the state of a parent’s authorisation into “Your file”. The state depends only on what this parent did. */
export async function buildCallingSlotValuesOfFilePage(
  env: Environment,
  own: ParentFile,
  language: Language,
  now: number,
): Promise<Pick<SlotValues<'/file/opened/'>, CallingSlot>> {
  const offered = isCallOffered(own) ? findState(own, now) : undefined
  const state = offered === 'none' && !(await isFirstCallOffered(env, own)) ? undefined : offered
  const isShown = state !== undefined
  const isTalkFirst = buildNextStepSlotValues(own)['first-talk']
  return {
    calling: isShown,
    'calling-offered': state === 'none',
    // A talk alone comes first; until then the call is no next step.
    'calling-later': state === 'none' && isTalkFirst,
    'calling-open': state === 'none' || state === 'requested',
    'calling-until': state === 'in-force' ? await formatLastDay(env, own, language) : undefined,
    ...buildPrefixedSlotValues(
      'route-',
      intakeRouteOptions,
      (route) => isShown && !isTalkFirst && route === own.route,
    ),
    ...buildPrefixedSlotValues(
      'calling-',
      authorisationStatesShownToParent,
      (reported) => reported === state,
    ),
    'requested-by': formatRequester(own, state),
  }
}

/**
 * Fills the state of a parent’s authorisation into the page that authorises the call; fills nothing when the file
 * cannot be read.
 */
export function buildAuthorisePageSlotValues(
  own: ParentFile | undefined,
  now: number,
): Omit<SlotValues<'/file/authorise/'>, 'wording-hash'> {
  const state = own && canSignForCall(own) ? findState(own, now) : undefined
  return {
    ...buildPrefixedSlotValues(
      'route-',
      intakeRouteOptions,
      (route) => state !== undefined && route === own?.route && !hasHadJointAppointment(own),
    ),
    requested: state === 'requested',
    'requested-by': own && formatRequester(own, state),
    renewing: state === 'in-force',
    ...buildNextStepSlotValues(own),
  }
}

/** The state as the parent’s pages tell it, where a contact hold changes nothing. */
const findState = ({ authorisation }: ParentFile, now: number): AuthorisationState =>
  getAuthorisationState(authorisation, false, now)

const formatRequester = ({ authorisation }: ParentFile, state: AuthorisationState | undefined) =>
  state === 'requested' ? getCoordinatorName(authorisation?.requestedBy ?? null) : undefined

async function formatLastDay(
  env: Environment,
  { parentId, authorisation, sealedContactRules }: ParentFile,
  language: Language,
): Promise<string | undefined> {
  if (authorisation?.expiresAt == null) return undefined
  const contactRules = await unsealContactRules(env, parentId, sealedContactRules)
  return formatDateInZone(authorisation.expiresAt, getParentTimeZone(contactRules), language)
}
