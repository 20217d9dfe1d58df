import { formatCalendarDay } from '../../content/time/local-time.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { Language } from '../../forms/language.ts'
import { coordinatorName } from '../booking/openings/effective-availability.ts'
import { parentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { type AuthorisationState, authorisationState } from './state.ts'

/** Whether a parent may authorise the call: they came by themselves, and their file is not closed. */
export const canAuthorise = ({ cameByInvitation, status }: ParentFile): boolean =>
  !cameByInvitation && status !== 'closed'

/** The state of a parent's authorisation, as it fills a page; it depends on what this parent said alone. */
export async function buildAuthorisationFilling(
  env: Environment,
  own: ParentFile,
  language: Language,
  now: number,
) {
  if (!canAuthorise(own)) return { slots: {}, shownSlots: [] }
  const { authorisation, hasContactHold, route } = own
  const { requestedBy = null, expiresAt = null } = authorisation ?? {}
  const state = authorisationState(authorisation, hasContactHold, now)
  const isGranted = state === 'in-force' || state === 'on-hold'
  return {
    slots: {
      ...(state === 'requested' && { 'requested-by': coordinatorName(requestedBy) }),
      ...(isGranted &&
        expiresAt !== null && {
          'calling-until': formatCalendarDay(
            expiresAt,
            parentTimeZone(await unsealContactRules(env, own.parentId, own.sealedContactRules)),
            language,
          ),
        }),
    },
    shownSlots: ['calling', `route-${route}`, ...shownSlotsByState[state]],
  }
}

/** What each state shows: on “Your file” first, then on the page that authorises. */
const shownSlotsByState: Readonly<Record<AuthorisationState, readonly string[]>> = {
  none: ['calling-offered', 'calling-open'],
  requested: ['calling-requested', 'calling-open', 'requested'],
  'in-force': ['calling-in-force', 'renewing'],
  'on-hold': ['calling-on-hold', 'renewing'],
  expired: ['calling-expired'],
  withdrawn: ['calling-withdrawn'],
  declined: ['calling-declined'],
  superseded: [],
}
