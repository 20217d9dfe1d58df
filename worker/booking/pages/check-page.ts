import { writtenClock } from '../../../content/time/local-time.ts'
import type { OwnBooking } from '../../../db/parent-booking.ts'
import { pathIn, type Wording } from '../../../forms/language.ts'
import type { FieldProblem } from '../../../forms/parse.ts'
import { builtPage } from '../../http/built-page.ts'
import type { Context } from '../../http/context.ts'
import { fillPage } from '../../http/fill-page.ts'
import { rulesOf } from '../openings/effective-availability.ts'
import { openingAt } from '../openings/openings.ts'
import { changeableUntil, stillKept } from '../reserve/own-appointment.ts'
import type { ChosenTime } from '../reserve/reserve.ts'
import { factsOf, movingFrom } from './appointment-filling.ts'
import { fieldsOfChoice } from './booking-choice.ts'

interface Checked {
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 410 | 422 | 500
}

/** Everything once more before a time is booked; without what is known of the file, when that cannot be read. */
export async function checkPage(
  c: Context,
  read: OwnBooking | undefined,
  choice: ChosenTime,
  { problems = [], notice, status = 200 }: Checked = {},
): Promise<Response> {
  const language = c.get('language')
  const now = Date.now()
  const { way, timeZone, start } = choice
  const known = read && knownOf(read, choice)
  const facts = factsOf({ way, startsAt: start, ...(known && { known }) }, timeZone, language)
  const moving = read ? movingFrom(read.own, timeZone, language, now) : undefined
  const kept = read && stillKept(read.own, now, choice)
  const near = known && now >= changeableUntil({ ...known, startsAt: start }, read.rules)
  return fillPage(await builtPage(c, pathIn(language, '/file/book/check/'), status), {
    language,
    fields: fieldsOfChoice(choice),
    problems,
    ...(notice && { notice: notice[language] }),
    slots: {
      ...facts.slots,
      ...moving?.slots,
      ...(kept && { 'kept-until': writtenClock(kept.keptUntil, timeZone, language) }),
    },
    shown: [
      ...facts.shown,
      ...(moving?.shown ?? []),
      ...(kept ? ['booking-kept'] : []),
      ...(near ? ['booking-near'] : []),
    ],
  })
}

/** When a chosen session would end and with whom it would be, while it is offered in that way. */
function knownOf({ own, rules: saved }: OwnBooking, { way, start }: ChosenTime) {
  const rules = rulesOf(own.booksWith, saved)
  const minutes = rules?.availability.offered[way]?.individual
  if (!rules || minutes === undefined) return undefined
  const { endsAt } = openingAt(rules.availability, { way, kind: 'individual' }, start, minutes)
  return { endsAt, coordinator: rules.coordinator }
}
