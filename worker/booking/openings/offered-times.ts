import type { MeetingMode } from '../../../content/booking/availability.ts'
import type { ContactChannel } from '../../../content/file/contact-channels.ts'
import { practice } from '../../../content/practice.ts'
import { toIsoClockInZone, toIsoDateInZone } from '../../../content/time/local-time.ts'
import { isWorkingDate } from '../../../content/time/working-days.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import { type ContactRules, unsealContactRules } from '../../contact/contact-rules.ts'
import { listContactChannels } from '../../contact/contactability.ts'
import { unsealListedProvince } from '../../contact/display-name.ts'
import type { Environment } from '../../environment.ts'
import {
  type EffectiveAvailability,
  resolveAvailability,
  type SavedAvailability,
} from './effective-availability.ts'

/** The availability of the coordinator with whom a parent books, as far as it suits that parent. */
export interface OfferedAvailability extends EffectiveAvailability {
  /** How the parent may be reached; undefined while they have not told us. */
  readonly contactRules: ContactRules | undefined
  /** The ways in which they can be. */
  readonly channels: readonly ContactChannel[]
  /** Where they said that the children live; undefined when it isn’t known. */
  readonly province: string | undefined
}

/**
 * Loads what a parent may book by themselves: with whom and when, without sessions at the office for a family that can’t
 * get there. A coordinator may still agree on one. Undefined while nobody is chosen.
 */
export async function loadOfferedAvailability(
  env: Environment,
  parentFile: ParentFile,
  saved: readonly SavedAvailability[],
): Promise<OfferedAvailability | undefined> {
  const effective = resolveAvailability(parentFile.bookingCoordinatorId, saved)
  if (!effective) return undefined
  const [contactRules, province] = await Promise.all([
    unsealContactRules(env, parentFile.parentId, parentFile.sealedContactRules),
    unsealListedProvince(env.keys, parentFile),
  ])
  const { 'in-person': inPerson, ...elsewhere } = effective.availability.offered
  const isAway = isServedWithoutOffice(province) && Object.keys(elsewhere).length > 0
  const offered = isAway ? elsewhere : effective.availability.offered
  return {
    ...{ ...effective, availability: { ...effective.availability, offered } },
    ...{ contactRules, channels: listContactChannels(contactRules), province },
  }
}

const isServedWithoutOffice = (province: string | undefined): boolean =>
  practice.provinces.some((served) => served === province) &&
  !practice.officeProvinces.some((near) => near === province)

/**
 * Whether a session can begin at an instant (ms). Whoever has no number that may be called has to call, so a session by
 * phone begins while somebody answers.
 */
export const suitsParent = (
  startsAt: number,
  mode: MeetingMode,
  channels: readonly ContactChannel[],
): boolean => !hasToCall(mode, channels) || isPhoneAnswered(startsAt)

/** Whether a parent has to call for a session by phone, since nobody may call them. */
export const hasToCall = (mode: MeetingMode, channels: readonly ContactChannel[]): boolean =>
  mode === 'phone' && !channels.includes('call') && !channels.includes('call-at-time')

function isPhoneAnswered(at: number): boolean {
  const { from, until, timeZone } = practice.phoneAnswered
  const clock = toIsoClockInZone(at, timeZone)
  return isWorkingDate(toIsoDateInZone(at, timeZone)) && from <= clock && clock < until
}
