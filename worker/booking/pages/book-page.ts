import { offeredMeetingModes } from '../../../content/booking/availability.ts'
import { formatTimeZone, localTimeToInstant } from '../../../content/time/local-time.ts'
import type { BookingContext } from '../../../db/booking.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { type Language, localisedPath, type Wording } from '../../../forms/language.ts'
import type { FieldProblem } from '../../../forms/parse.ts'
import { loadBuiltPage } from '../../http/built-page.ts'
import type { Context } from '../../http/context.ts'
import { fillPage, type PageFilling } from '../../http/fill-page.ts'
import {
  coordinatorName,
  type EffectiveAvailability,
  resolveAvailability,
} from '../openings/effective-availability.ts'
import { openings } from '../openings/openings.ts'
import { type ShownOpenings, selectFirstDays, selectNearestOpenings } from '../openings/shown-openings.ts'
import { type BookingChoice, formatChoiceFields, parseChoice } from '../reserve/booking-choice.ts'
import { bookingState } from '../reserve/own-appointment.ts'
import { type ChosenTime, listBusyTimesOfOthers } from '../reserve/reserve.ts'
import { buildMoveFilling } from './appointment-filling.ts'
import { loadDefaultChoice, resolveOfferedMode } from './default-choice.ts'
import { renderOpeningsHtml } from './openings-html.ts'

/** What the page shows: what a parent looked for, and what went wrong. */
interface BookPageOptions {
  /** What they asked for or posted, as typed. */
  readonly fields?: FormFields
  /** Shows the times nearest to the one they chose, rather than to now. */
  readonly nearChosen?: boolean
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 422 | 500
}

/**
 * The page on which a parent chooses a time. Once the first session is behind them, it only asks for
 * their consent to a joint one.
 */
export async function renderBookPage(
  c: Context,
  loaded: BookingContext,
  options: BookPageOptions = {},
): Promise<Response> {
  const { problems = [], notice, status = 200 } = options
  const language = c.get('language')
  const { state } = bookingState(loaded.parentFile, Date.now())
  const effective = resolveAvailability(loaded.parentFile.bookingCoordinatorId, loaded.availabilityRows)
  const { shownSlots = [], ...times } =
    state !== 'past' && effective ? await buildTimesFilling(c, loaded, effective, options) : {}
  return fillPage(await loadBuiltPage(c, localisedPath(language, '/file/book/'), status), {
    ...times,
    language,
    problems,
    ...(notice && { notice: notice[language] }),
    shownSlots: [
      ...shownSlots,
      ...(state !== 'past' && !effective ? ['booking-later'] : []),
      loaded.parentFile.jointConsentedAt === null ? 'joint-open' : 'joint-consented',
    ],
  })
}

/** The same when the file cannot be read: what was chosen is still there, and pressing again posts the same. */
export async function renderBookPageWithoutFile(
  c: Context,
  choice: ChosenTime,
  notice: Wording,
  status: 410 | 500,
): Promise<Response> {
  const language = c.get('language')
  const { timeZone, start } = choice
  return fillPage(await loadBuiltPage(c, localisedPath(language, '/file/book/'), status), {
    language,
    fields: formatChoiceFields(choice),
    notice: notice[language],
    markup: { openings: renderOpeningsHtml([start], { timeZone, language, chosen: start }) },
    shownSlots: ['booking-times', 'booking-openings'],
  })
}

/** The times to choose from, and by what they were looked for, as they fill the page. */
async function buildTimesFilling(
  c: Context,
  loaded: BookingContext,
  effective: EffectiveAvailability,
  { fields = {}, nearChosen = false }: BookPageOptions,
): Promise<Omit<PageFilling, 'language'>> {
  const language = c.get('language')
  const now = Date.now()
  const choice = await resolveChoice(c, loaded, effective, fields)
  const { mode, timeZone, start } = choice
  const { starts, later, isFirst } = selectShownOpenings(loaded, effective, choice, { now, nearChosen })
  const movingFilling = buildMoveFilling(loaded.parentFile, timeZone, language, now)
  return {
    fields: formatChoiceFields(choice),
    slots: {
      ...movingFilling.slots,
      coordinator: coordinatorName(effective.coordinatorId),
      minutes: String(effective.availability.offered[mode]?.individual ?? ''),
      'zone-now': formatTimeZone(starts[0] ?? now, timeZone, language),
    },
    markup: {
      openings: renderOpeningsHtml(starts, {
        timeZone,
        language,
        ...(start !== undefined && { chosen: start }),
      }),
    },
    links: {
      nearest: buildBookPageUrl(language, { way: mode, timeZone }),
      ...(later && { later: buildBookPageUrl(language, { way: mode, timeZone, from: later }) }),
    },
    shownSlots: [
      ...movingFilling.shownSlots,
      'booking-times',
      'booking-who',
      starts.length > 0 ? 'booking-openings' : 'booking-none',
      ...offeredMeetingModes(effective.availability).map((offered) => `offers-${offered}`),
      ...(later ? ['later'] : []),
      ...(isFirst ? [] : ['nearest']),
    ],
  }
}

/** What they chose, with defaults for the rest; only meeting modes that are offered. */
async function resolveChoice(
  c: Context,
  loaded: BookingContext,
  effective: EffectiveAvailability,
  fields: FormFields,
): Promise<BookingChoice> {
  const defaults = await loadDefaultChoice(c.get('env'), loaded.parentFile, effective, Date.now())
  const choice = { ...defaults, ...parseChoice(fields) }
  return { ...choice, mode: resolveOfferedMode(choice.mode, effective) }
}

/** The openings a page shows, and whether they are the first there are. */
function selectShownOpenings(
  loaded: BookingContext,
  effective: EffectiveAvailability,
  { mode, timeZone, start, from }: BookingChoice,
  { now, nearChosen }: { now: number; nearChosen: boolean },
): ShownOpenings & { readonly isFirst: boolean } {
  const busyTimes = listBusyTimesOfOthers(loaded, now)
  const generateFrom = (since = now) =>
    openings(effective.availability, busyTimes, { mode, kind: 'individual' }, { now, from: since })
  if (nearChosen && start !== undefined)
    return { ...selectNearestOpenings(generateFrom(), start), isFirst: false }
  const fromDate =
    from === undefined
      ? undefined
      : selectFirstDays(generateFrom(localTimeToInstant(from, '00:00', timeZone)), timeZone)
  // Nothing is so far ahead: the first there are say more than an empty page.
  return fromDate && fromDate.starts.length > 0
    ? { ...fromDate, isFirst: false }
    : { ...selectFirstDays(generateFrom(), timeZone), isFirst: true }
}

const buildBookPageUrl = (language: Language, query: Record<string, string>): string =>
  `${localisedPath(language, '/file/book/')}?${new URLSearchParams(query)}`
