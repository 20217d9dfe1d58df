import { getOfferedMeetingModes } from '../../../content/booking/availability.ts'
import { meetingModeOptions } from '../../../content/booking/meeting-modes.ts'
import { buildPrefixedSlotValues } from '../../../content/slots-for.ts'
import { formatTimeZoneWithOffset } from '../../../content/time/local-time.ts'
import { type Language, localisePath } from '../../../forms/language.ts'
import type { SlotValues } from '../../http/fill-slots.ts'
import { type EffectiveAvailability, getCoordinatorName } from '../openings/effective-availability.ts'
import type { ShownOpenings } from '../openings/shown-openings.ts'
import type { BookingChoice } from '../reserve/booking-choice.ts'
import { buildLengthSlotValues } from './appointment-filling.ts'
import { renderOpeningsHtml } from './openings-html.ts'

/** The times that a page offers, and the choices by which they were selected. */
export interface ShownTimes extends ShownOpenings {
  readonly choice: BookingChoice
  /** The coordinator and their availability; absent when only the posted fields are available. */
  readonly effective?: EffectiveAvailability
  /** Whether these are the first openings of the coordinator. */
  readonly isFirst: boolean
}

type TimesSlot = Exclude<
  keyof SlotValues<'/file/book/'>,
  | 'joint'
  | 'booking-call-us'
  | 'booking-later'
  | 'outside-provinces'
  | 'booking-moving'
  | 'booking-new'
  | 'moving-from'
>

/** Fills in the times to choose from. Everything stays hidden when there is nothing to choose. */
export function buildTimesPageSlotValues(
  times: ShownTimes | undefined,
  language: Language,
  now: number,
): Pick<SlotValues<'/file/book/'>, TimesSlot> {
  const { starts = [], later, isFirst, choice, effective } = times ?? {}
  // Without the file, what is offered is unknown, and the mode that was chosen stays.
  const offered = effective ? getOfferedMeetingModes(effective.availability) : [choice?.mode]
  const linkTo = (query: Readonly<Record<string, string>> = {}) =>
    choice && { href: buildBookPageUrl(language, choice, query) }
  return {
    'booking-times': times !== undefined,
    'booking-who': effective !== undefined,
    'booking-none': times !== undefined && starts.length === 0,
    'booking-openings': starts.length > 0,
    coordinator: effective && getCoordinatorName(effective.coordinatorId),
    ...buildLengthSlotValues(choice && effective?.availability.offered[choice.mode]?.individual, language),
    ...buildPrefixedSlotValues('offers-', meetingModeOptions, (mode) => offered.includes(mode)),
    'zone-now': choice && formatTimeZoneWithOffset(starts[0] ?? now, choice.timeZone, language),
    openings: choice && {
      html: renderOpeningsHtml(starts, {
        timeZone: choice.timeZone,
        language,
        ...(choice.start !== undefined && { chosen: choice.start }),
      }),
    },
    later: later === undefined ? undefined : linkTo({ from: later }),
    nearest: isFirst ? undefined : linkTo(),
  }
}

const buildBookPageUrl = (
  language: Language,
  { mode, timeZone }: BookingChoice,
  query: Readonly<Record<string, string>>,
) => `${localisePath(language, '/file/book/')}?${new URLSearchParams({ way: mode, timeZone, ...query })}`
