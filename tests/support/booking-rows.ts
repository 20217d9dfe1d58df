import { type Availability, availabilitySchema } from '../../content/booking/availability.ts'
import type { BookingContext, Reservation } from '../../db/booking.ts'
import type { RoutedMessages } from '../../db/lead-routing.ts'
import { files, parents } from '../../db/schema.ts'
import {
  type AppointmentFormat,
  getBusyQuarterHours,
  getDayBounds,
  listOpenings,
  type Opening,
} from '../../worker/booking/openings/openings.ts'
import { queryRows } from './database-rows.ts'
import { buildFileRow, buildMessageRow, buildParentRow } from './file-rows.ts'
import { openTestDatabase } from './test-portal.ts'

const db = openTestDatabase()

/** A parent with a file, inserted into the database. Ids are made of the names of the parent and the file. */
export interface InsertedParent {
  readonly parentId: string
  readonly fileId: string
  readonly accessCodeHash: string
}

/** Inserts a file whose parents both came and book with a coordinator. Returns the parents. */
export async function insertBookingFamily(
  name: string,
  coordinatorId: string,
): Promise<[InsertedParent, InsertedParent]> {
  const fileId = `file of ${name}`
  await db.insert(files).values(buildFileRow(fileId, { leadCoordinatorId: coordinatorId, createdAt: 0 }))
  const insertedParents = (['initiating', 'other'] as const).map((side) => ({
    side,
    parentId: `${side} ${name}`,
    fileId,
    accessCodeHash: `access ${side} ${name}`,
  }))
  await db.insert(parents).values(
    insertedParents.map(({ side, parentId, accessCodeHash }) =>
      buildParentRow(fileId, side, {
        ...{ id: parentId, accessCodeHash, status: 'received', bookingCoordinatorId: coordinatorId },
      }),
    ),
  )
  const [first, other] = insertedParents
  if (!first || !other) throw new Error('A file has two sides')
  return [first, other]
}

/** Availability from ten to two every day, with appointments of an hour, and with changes. */
export const createExampleAvailability = (changes: Partial<Availability> = {}): Availability =>
  availabilitySchema.parse({
    timeZone: 'America/Toronto',
    weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '10:00', until: '14:00' })),
    closed: [],
    extra: [],
    minutesBefore: 0,
    minutesAfter: 15,
    minutesApart: 30,
    noticeHours: 2,
    daysAhead: 3,
    offered: {
      video: { individual: 60, joint: 90 },
      'in-person': { individual: 45, joint: 90 },
    },
    mostADay: 5,
    ...changes,
  })

/** Saves a coordinator's availability as the next revision. */
export const upsertAvailability = (coordinatorId: string, rules: Availability) =>
  queryRows(
    `insert into availability (coordinator_id, rules, revision, updated_at) values (?, ?, 1, 0)
      on conflict (coordinator_id) do update set rules = excluded.rules, revision = revision + 1`,
    coordinatorId,
    JSON.stringify(rules),
  )

type AppointmentOfParent = BookingContext['parentFile']['appointments'][number]

/** The slot held for the parent of a booking context, while the hold lasts. */
export const findHeldAppointment = (
  { parentFile }: BookingContext,
  now: number,
): AppointmentOfParent | undefined =>
  parentFile.appointments.find(({ heldUntil }) => heldUntil !== null && heldUntil > now)

/** The parent's booked appointment that has not ended. */
export const findUpcomingAppointment = (
  { parentFile }: BookingContext,
  now: number,
): AppointmentOfParent | undefined =>
  parentFile.appointments.find(
    ({ heldUntil, endsAt, outcome }) => heldUntil === null && endsAt > now && !outcome,
  )

/** The saved availability of the parent's booking coordinator. Throws unless the test saved one. */
export function parseSavedAvailability({ parentFile, availabilityRows }: BookingContext): {
  readonly availability: Availability
  readonly revision: number
} {
  const saved = availabilityRows.find(
    ({ coordinatorId }) => coordinatorId === parentFile.bookingCoordinatorId,
  )
  if (!saved?.rules) throw new Error(`Nobody saved the availability of ${parentFile.bookingCoordinatorId}`)
  return { availability: availabilitySchema.parse(JSON.parse(saved.rules)), revision: saved.revision }
}

/**
 * The openings that a parent is offered: those free of everybody's appointments but the parent's own. The notice for a
 * held time counts from the moment at which it was held.
 */
export function listOfferedOpenings(
  booking: BookingContext,
  request: AppointmentFormat,
  now: number,
): Opening[] {
  const held = findHeldAppointment(booking, now)
  const ownIds = [held?.id, findUpcomingAppointment(booking, now)?.id]
  const others = booking.busyTimes.filter(({ busyAppointmentId }) => !ownIds.includes(busyAppointmentId))
  const offered = (asOf: number) =>
    listOpenings(parseSavedAvailability(booking).availability, others, request, { now: asOf })
  const stillOffered =
    held && [...offered(held.createdAt)].filter(({ startsAt }) => startsAt === held.startsAt)
  const found = [...offered(now), ...(held?.mode === request.mode ? (stillOffered ?? []) : [])]
  return [...new Map(found.map((opening) => [opening.startsAt, opening])).values()]
}

/** The reservation that a parent makes when they choose one of these openings. */
export function buildChosenOpening(
  booking: BookingContext,
  { mode, kind }: AppointmentFormat,
  opening: Opening,
  now: number,
): Reservation {
  const { parentFile } = booking
  const { availability, revision } = parseSavedAvailability(booking)
  return {
    appointment: {
      ...opening,
      id: crypto.randomUUID(),
      fileId: parentFile.fileId,
      coordinatorId: parentFile.bookingCoordinatorId ?? 'nobody',
      kind,
      mode,
      createdAt: now,
      createdBy: 'parent',
      quarters: getBusyQuarterHours(opening),
    },
    attendance: {
      id: crypto.randomUUID(),
      parentId: parentFile.parentId,
      sealedDetails: `sealed ${crypto.randomUUID()}`,
      remindedAt: null,
    },
    offered: {
      revision,
      day: getDayBounds(opening.startsAt, availability.timeZone),
      mostADay: availability.mostADay,
    },
    moves: findUpcomingAppointment(booking, now),
  }
}

/** A message to a parent about their appointment. */
export const buildAppointmentMessage = (
  { fileId, parentId }: Pick<InsertedParent, 'fileId' | 'parentId'>,
  now: number,
): RoutedMessages => [
  { lead: 'anybody', row: buildMessageRow(fileId, now, { parentId, kind: 'appointment-booked' }) },
]
