import { localTimeToInstant } from '../../../content/time/local-time.ts'
import type { BookingContext } from '../../../db/booking.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { isUnserved } from '../../contact/display-name.ts'
import type { Context } from '../../http/context.ts'
import { fillPage, type PostedFilling } from '../../http/fill-page.ts'
import type { Notice } from '../../http/notices.ts'
import {
  hasToCall,
  loadOfferedAvailability,
  type OfferedAvailability,
  suitsParent,
} from '../openings/offered-times.ts'
import { listOpenings } from '../openings/openings.ts'
import {
  pickNearestOpenings,
  pickOpeningsOfFirstDays,
  type ShownOpenings,
} from '../openings/shown-openings.ts'
import { type BookingChoice, formatChoiceFields, parsePartialChoice } from '../reserve/booking-choice.ts'
import { getBookingState } from '../reserve/own-appointment.ts'
import { type ChosenTime, pickBusyTimesOfOthers } from '../reserve/reserve.ts'
import { buildAppointmentToMoveSlotValuesOfBookPage } from './appointment-filling.ts'
import { resolveDefaultChoice, resolveOfferedMode } from './default-choice.ts'
import { buildTimesPageSlotValues, type ShownTimes } from './times-slots.ts'

/** What the page shows besides the file: the parent’s choices and their mistakes. */
type BookPageOptions = PostedFilling & {
  /** Whether to show the times nearest to the chosen one, instead of those nearest to now. */
  readonly nearChosen?: boolean
}

/**
 * Renders the page on which a parent chooses a time. After the first session, the page only leads to that about a joint
 * one.
 */
export async function respondWithBookPage(
  c: Context,
  loaded: BookingContext,
  { nearChosen = false, ...posted }: BookPageOptions = {},
): Promise<Response> {
  const language = c.get('language')
  const now = Date.now()
  const { state } = getBookingState(loaded.parentFile, now)
  const effective = await loadOfferedAvailability(c.get('env'), loaded.parentFile, loaded.availabilityRows)
  const isOutside = !effective && (await isUnserved(c.get('env').keys, loaded.parentFile))
  const times =
    state !== 'past' && effective
      ? await findShownTimes(c, loaded, effective, { fields: posted.fields ?? {}, nearChosen })
      : undefined
  return fillPage(c, '/file/book/', {
    ...posted,
    fields: times ? formatChoiceFields(times.choice) : {},
    slots: {
      ...buildTimesPageSlotValues(times, language, now),
      ...buildAppointmentToMoveSlotValuesOfBookPage(
        times && { parentFile: loaded.parentFile, ...times.choice },
        language,
        now,
      ),
      'booking-call-us':
        effective !== undefined && times !== undefined && hasToCall(times.choice.mode, effective.channels),
      'booking-later': state !== 'past' && !effective && !isOutside,
      'outside-provinces': state !== 'past' && isOutside,
      joint: !isOutside,
    },
  })
}

/**
 * Renders the page when the file cannot be read. The parent’s choices are still there, and pressing again posts the
 * same.
 */
export async function respondWithBookPageWithoutFile(
  c: Context,
  choice: ChosenTime,
  notice: Notice,
  status: 410 | 500 | 503,
): Promise<Response> {
  const language = c.get('language')
  const now = Date.now()
  return fillPage(c, '/file/book/', {
    status,
    fields: formatChoiceFields(choice),
    notice,
    slots: {
      ...buildTimesPageSlotValues({ choice, starts: [choice.start], isFirst: true }, language, now),
      ...buildAppointmentToMoveSlotValuesOfBookPage(undefined, language, now),
      'booking-call-us': false,
      'booking-later': false,
      'outside-provinces': false,
      joint: false,
    },
  })
}

async function findShownTimes(
  c: Context,
  loaded: BookingContext,
  effective: OfferedAvailability,
  { fields, nearChosen }: { fields: FormFields; nearChosen: boolean },
): Promise<ShownTimes> {
  const choice = await resolveChoice(c, loaded, effective, fields)
  const shown = selectShownOpenings(loaded, effective, choice, { now: Date.now(), nearChosen })
  return { choice, effective, ...shown }
}

/** Gives the parent’s choice, with defaults for the rest, and only with meeting modes that are offered. */
async function resolveChoice(
  c: Context,
  loaded: BookingContext,
  effective: OfferedAvailability,
  fields: FormFields,
): Promise<BookingChoice> {
  const defaults = await resolveDefaultChoice(c.get('env'), loaded.parentFile, effective, Date.now())
  const choice = { ...defaults, ...parsePartialChoice(fields) }
  return { ...choice, mode: resolveOfferedMode(choice.mode, effective) }
}

/** Selects the openings that a page shows, and tells whether they are the first ones. */
function selectShownOpenings(
  loaded: BookingContext,
  effective: OfferedAvailability,
  { mode, timeZone, start, from }: BookingChoice,
  { now, nearChosen }: { now: number; nearChosen: boolean },
): ShownOpenings & { readonly isFirst: boolean } {
  const busyTimes = pickBusyTimesOfOthers(loaded, now)
  function* generateFrom(since = now) {
    const format = { mode, kind: 'individual' } as const
    for (const opening of listOpenings(effective.availability, busyTimes, format, { now, from: since }))
      if (suitsParent(opening.startsAt, mode, effective.channels)) yield opening
  }
  if (nearChosen && start !== undefined)
    return { ...pickNearestOpenings(generateFrom(), start), isFirst: false }
  const fromDate =
    from === undefined
      ? undefined
      : pickOpeningsOfFirstDays(generateFrom(localTimeToInstant(from, '00:00', timeZone)), timeZone)
  // Without openings from that date on, the first openings help more than an empty page.
  return fromDate && fromDate.starts.length > 0
    ? { ...fromDate, isFirst: false }
    : { ...pickOpeningsOfFirstDays(generateFrom(), timeZone), isFirst: true }
}
