import { formatClockTimeInZone } from '../../../content/time/local-time.ts'
import type { ParentFileForBooking } from '../../../db/parent-booking.ts'
import { loadContactChannels } from '../../contact/contactability.ts'
import type { Context } from '../../http/context.ts'
import { fillPage, type PostedFilling } from '../../http/fill-page.ts'
import { loadOfferedAvailability, type OfferedAvailability } from '../openings/offered-times.ts'
import { buildOpening } from '../openings/openings.ts'
import { formatChoiceFields } from '../reserve/booking-choice.ts'
import { getAppointmentChangeDeadline, pickActiveHold } from '../reserve/own-appointment.ts'
import type { ChosenTime } from '../reserve/reserve.ts'
import {
  buildAppointmentPageSlotValues,
  buildAppointmentToMoveSlotValuesOfBookPage,
} from './appointment-filling.ts'

/**
 * Renders the page that shows everything once more before a time is booked. When the file cannot be read, the page has
 * nothing about it.
 */
export async function respondWithCheckPage(
  c: Context,
  loaded: ParentFileForBooking | undefined,
  choice: ChosenTime,
  posted: Omit<PostedFilling, 'fields'> = {},
): Promise<Response> {
  const language = c.get('language')
  const now = Date.now()
  const { mode, timeZone, start } = choice
  const offered =
    loaded && (await loadOfferedAvailability(c.get('env'), loaded.parentFile, loaded.availabilityRows))
  const arrangement = offered && resolveArrangement(offered, choice)
  const hold = loaded && pickActiveHold(loaded.parentFile, now, choice)
  const channels =
    offered?.channels ?? (loaded && (await loadContactChannels(c.get('env'), loaded.parentFile)))
  const isPastDeadline =
    arrangement !== undefined &&
    loaded !== undefined &&
    now >= getAppointmentChangeDeadline({ ...arrangement, startsAt: start }, loaded.availabilityRows)
  return fillPage(c, '/file/book/check/', {
    ...posted,
    fields: formatChoiceFields(choice),
    slots: {
      ...buildAppointmentPageSlotValues(
        { kind: 'individual', mode, startsAt: start, channels, ...(arrangement && { arrangement }) },
        timeZone,
        language,
      ),
      ...buildAppointmentToMoveSlotValuesOfBookPage(
        loaded && { parentFile: loaded.parentFile, timeZone },
        language,
        now,
      ),
      'booking-held': hold !== undefined,
      'held-until': hold && formatClockTimeInZone(hold.heldUntil, timeZone, language),
      'booking-near': isPastDeadline,
      'booking-far': !isPastDeadline,
      // While the file cannot be read, the question stays, since its answer may be needed.
      'can-mail': channels?.includes('mail') ?? true,
      'cannot-mail': channels !== undefined && !channels.includes('mail'),
    },
  })
}

/** Gives the end of a chosen session and its coordinator, while it is offered in that meeting mode. */
function resolveArrangement(
  { availability, coordinatorId }: OfferedAvailability,
  { mode, start }: ChosenTime,
) {
  const minutes = availability.offered[mode]?.individual
  if (minutes === undefined) return undefined
  const { endsAt } = buildOpening(availability, { mode, kind: 'individual' }, start, minutes)
  return { endsAt, coordinatorId }
}
