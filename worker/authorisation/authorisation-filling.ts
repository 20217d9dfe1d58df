import { localDay } from '../../content/time/local-time.ts'
import type { OwnFile } from '../../db/parent-file.ts'
import type { Language } from '../../forms/language.ts'
import { nameOf } from '../booking/openings/effective-availability.ts'
import type { Environment } from '../environment.ts'
import { contactRules, zoneIn } from '../intake/contact-rules.ts'
import { type AuthorisationState, stateOf } from './state.ts'

/** Whether a parent may say a word on the call: they came by themselves, and their file is not closed. */
export const mayAuthorise = ({ invited, standing }: OwnFile): boolean => !invited && standing !== 'closed'

/** Where a parent's word on the call stands, as it fills a page; it depends on what this parent said alone. */
export async function callingOf(env: Environment, own: OwnFile, language: Language, now: number) {
  if (!mayAuthorise(own)) return { slots: {}, shown: [] }
  const { authorisation, frozen, route } = own
  const { askedBy = null, expiresAt = null } = authorisation ?? {}
  const state = stateOf(authorisation, frozen, now)
  const given = state === 'in-force' || state === 'frozen'
  return {
    slots: {
      ...(state === 'requested' && { 'asked-by': nameOf(askedBy) }),
      ...(given &&
        expiresAt !== null && {
          'calling-until': localDay(
            expiresAt,
            zoneIn(await contactRules(env, own.parentId, own.contact)),
            language,
          ),
        }),
    },
    shown: ['calling', `route-${route}`, ...partsShown[state]],
  }
}

/** What each state shows: on “Your file” first, then on the page that authorises. */
const partsShown: Readonly<Record<AuthorisationState, readonly string[]>> = {
  none: ['calling-offered', 'calling-open'],
  requested: ['calling-asked', 'calling-open', 'asked'],
  'in-force': ['calling-in-force', 'renewing'],
  frozen: ['calling-frozen', 'renewing'],
  expired: ['calling-expired'],
  withdrawn: ['calling-withdrawn'],
  declined: ['calling-declined'],
  superseded: [],
}
