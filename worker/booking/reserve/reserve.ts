import { practice } from '../../../content/practice.ts'
import { type Booked, type Booking, bookTime, type Chosen, keepTime, moveTime } from '../../../db/booking.ts'
import type { Environment } from '../../environment.ts'
import { newsOfFile } from '../../mail/coordinator-messages.ts'
import { rulesOf } from '../openings/effective-availability.ts'
import { dayAround, openingOf, quartersOf, type Taken } from '../openings/openings.ts'
import type { Choice } from '../pages/booking-choice.ts'
import { remindedAt, sessionMail } from './appointment-messages.ts'
import { type Details, sealDetails } from './attendance-details.ts'
import { keptOf, type OwnSession, standingOf, stillKept } from './own-appointment.ts'

/** A choice with a time in it. */
export type ChosenTime = Choice & { readonly start: number }

/** How it ended; `not-offered` when a time was gone already, or never offered, as things were read. */
export type Taking = Booked | 'not-offered'

/** Keeps a chosen time for a parent while they look it over. */
export async function keep(
  env: Environment,
  read: Booking,
  choice: ChosenTime,
  now: number,
): Promise<Taking> {
  const chosen = await chosenOf(env, read, choice, crypto.randomUUID(), now)
  return chosen ? keepTime(env.db, chosen, now + practice.holdMinutes * 60_000) : 'not-offered'
}

/**
 * Books what a parent looked over, or moves the session they have to it. Their mail and that of the coordinator who leads
 * are written with it, or not at all.
 */
export async function book(
  env: Environment,
  read: Booking,
  choice: ChosenTime,
  now: number,
): Promise<Taking> {
  const moves = movedBy(read, now)
  const attendanceId = moves?.attendanceId ?? crypto.randomUUID()
  const chosen = await chosenOf(env, read, choice, attendanceId, now)
  if (!chosen) return 'not-offered'
  const { own, last } = read
  const { session } = chosen
  const event = {
    fileId: own.fileId,
    actor: 'parent',
    action: moves ? 'appointment_moved' : 'appointment_booked',
    detail: { kind: session.kind, way: session.way, coordinator: session.coordinator },
    happenedAt: now,
  } as const
  const file = { id: own.fileId, reference: own.fileReference }
  const told = {
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    sequence: moves ? moves.sequence + 1 : 0,
  }
  const attending = { ...own, attendanceId, details: detailsOf(choice) }
  const mail = (
    await Promise.all([
      newsOfFile(env, file, moves ? 'session-moved' : 'session-booked', now),
      sessionMail(env, moves ? 'moved' : 'booked', attending, told, now),
    ])
  ).flat()
  return moves
    ? moveTime(env.db, event, last, { ...chosen, moves }, mail)
    : bookTime(env.db, event, last, chosen, mail)
}

/** Times others have: what is kept for this parent, and the session of theirs that would move, leave theirs free. */
export function takenByOthers({ own, taken }: Booking, now: number): readonly Taken[] {
  const ownIds = [keptOf(own)?.id, movedBy({ own }, now)?.id]
  return taken.filter(({ takenBy }) => !ownIds.includes(takenBy))
}

/** The session that a choice would move: the one they have to come. */
function movedBy({ own }: Pick<Booking, 'own'>, now: number): OwnSession | undefined {
  const standing = standingOf(own, now)
  return standing.state === 'booked' ? standing.session : undefined
}

const detailsOf = ({ timeZone, calendarTitle }: Choice): Details => ({
  timeZone,
  ...(calendarTitle && { calendarTitle }),
})

/** Everything that is written down of a chosen time; nothing when it is not offered or somebody has it. */
async function chosenOf(
  env: Environment,
  read: Booking,
  choice: ChosenTime,
  attendanceId: string,
  now: number,
): Promise<Chosen | undefined> {
  const { own } = read
  const rules = rulesOf(own.booksWith, read.rules)
  const { way, start } = choice
  // The notice a coordinator needs counts from when the time was kept.
  const asOf = stillKept(own, now, choice)?.madeAt ?? now
  const opening =
    rules && openingOf(rules.availability, takenByOthers(read, now), { way, kind: 'individual' }, start, asOf)
  if (!rules || !opening) return undefined
  const { timeZone, mostADay } = rules.availability
  const details = await sealDetails(env, attendanceId, detailsOf(choice))
  return {
    session: {
      ...opening,
      id: crypto.randomUUID(),
      fileId: own.fileId,
      coordinator: rules.coordinator,
      kind: 'individual',
      way,
      madeAt: now,
      madeBy: 'parent',
      quarters: quartersOf(opening),
    },
    attendance: { id: attendanceId, parentId: own.parentId, details, remindedAt: remindedAt(start, now) },
    offered: { revision: rules.revision, day: dayAround(start, timeZone), mostADay },
    moves: movedBy(read, now),
  }
}
