import { waysOffered } from '../../../content/booking/availability.ts'
import { momentOf, writtenZone } from '../../../content/time/local-time.ts'
import type { Booking } from '../../../db/booking.ts'
import { type Language, pathIn, type Wording } from '../../../forms/language.ts'
import type { FieldProblem } from '../../../forms/parse.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import { builtPage } from '../../http/built-page.ts'
import type { Context } from '../../http/context.ts'
import { type Filling, fillPage } from '../../http/fill-page.ts'
import { nameOf, type Rules, rulesOf } from '../openings/effective-availability.ts'
import { openings } from '../openings/openings.ts'
import { firstDays, type Nearest, nearestTo } from '../openings/shown-openings.ts'
import { standingOf } from '../reserve/own-appointment.ts'
import { type ChosenTime, takenByOthers } from '../reserve/reserve.ts'
import { movingFrom } from './appointment-filling.ts'
import { type Choice, fieldsOfChoice, understood } from './booking-choice.ts'
import { offeredOr, usualChoice } from './default-choice.ts'
import { openingsHtml } from './openings-html.ts'

/** How a parent looks for a time. */
interface Looking {
  /** What they asked for or posted, as typed. */
  readonly fields?: Fields
  /** Shows the times nearest to the one they chose, rather than to now. */
  readonly nearChosen?: boolean
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 422 | 500
}

/**
 * The page on which a parent chooses a time. Where the first session is behind them, it holds their wish for a joint one
 * alone.
 */
export async function bookPage(c: Context, read: Booking, looking: Looking = {}): Promise<Response> {
  const { problems = [], notice, status = 200 } = looking
  const language = c.get('language')
  const { state } = standingOf(read.own, Date.now())
  const rules = rulesOf(read.own.booksWith, read.rules)
  const { shown = [], ...times } = state !== 'past' && rules ? await timesOf(c, read, rules, looking) : {}
  return fillPage(await builtPage(c, pathIn(language, '/file/book/'), status), {
    ...times,
    language,
    problems,
    ...(notice && { notice: notice[language] }),
    shown: [
      ...shown,
      ...(state !== 'past' && !rules ? ['booking-later'] : []),
      read.own.jointAgreedAt === null ? 'joint-open' : 'joint-agreed',
    ],
  })
}

/** The same when the file cannot be read: what was chosen is still there, and pressing again posts the same. */
export async function bookPageWithout(
  c: Context,
  choice: ChosenTime,
  notice: Wording,
  status: 410 | 500,
): Promise<Response> {
  const language = c.get('language')
  const { timeZone, start } = choice
  return fillPage(await builtPage(c, pathIn(language, '/file/book/'), status), {
    language,
    fields: fieldsOfChoice(choice),
    notice: notice[language],
    markup: { openings: openingsHtml([start], { timeZone, language, chosen: start }) },
    shown: ['booking-times', 'booking-openings'],
  })
}

/** The times to choose from, and how they were looked for, as they fill the page. */
async function timesOf(
  c: Context,
  read: Booking,
  rules: Rules,
  { fields = {}, nearChosen = false }: Looking,
): Promise<Omit<Filling, 'language'>> {
  const language = c.get('language')
  const now = Date.now()
  const choice = await choiceOf(c, read, rules, fields)
  const { way, timeZone, start } = choice
  const { starts, later, isFirst } = nearestOf(read, rules, choice, { now, nearChosen })
  const moving = movingFrom(read.own, timeZone, language, now)
  return {
    fields: fieldsOfChoice(choice),
    slots: {
      ...moving.slots,
      coordinator: nameOf(rules.coordinator),
      minutes: String(rules.availability.offered[way]?.individual ?? ''),
      'zone-now': writtenZone(starts[0] ?? now, timeZone, language),
    },
    markup: {
      openings: openingsHtml(starts, { timeZone, language, ...(start !== undefined && { chosen: start }) }),
    },
    links: {
      nearest: addressOf(language, { way, timeZone }),
      ...(later && { later: addressOf(language, { way, timeZone, from: later }) }),
    },
    shown: [
      ...moving.shown,
      'booking-times',
      'booking-who',
      starts.length > 0 ? 'booking-openings' : 'booking-none',
      ...waysOffered(rules.availability).map((offered) => `offers-${offered}`),
      ...(later ? ['later'] : []),
      ...(isFirst ? [] : ['nearest']),
    ],
  }
}

/** What they chose, and what is usual for the rest; only ways that are offered. */
async function choiceOf(c: Context, read: Booking, rules: Rules, fields: Fields): Promise<Choice> {
  const usual = await usualChoice(c.get('env'), read.own, rules, Date.now())
  const choice = { ...usual, ...understood(fields) }
  return { ...choice, way: offeredOr(choice.way, rules) }
}

/** The openings a page shows, and whether they are the first there are. */
function nearestOf(
  read: Booking,
  rules: Rules,
  { way, timeZone, start, from }: Choice,
  { now, nearChosen }: { now: number; nearChosen: boolean },
): Nearest & { readonly isFirst: boolean } {
  const taken = takenByOthers(read, now)
  const free = (since = now) =>
    openings(rules.availability, taken, { way, kind: 'individual' }, { now, from: since })
  if (nearChosen && start !== undefined) return { ...nearestTo(free(), start), isFirst: false }
  const after = from === undefined ? undefined : firstDays(free(momentOf(from, '00:00', timeZone)), timeZone)
  // Nothing is so far ahead: the first there are say more than an empty page.
  return after && after.starts.length > 0
    ? { ...after, isFirst: false }
    : { ...firstDays(free(), timeZone), isFirst: true }
}

const addressOf = (language: Language, query: Record<string, string>): string =>
  `${pathIn(language, '/file/book/')}?${new URLSearchParams(query)}`
