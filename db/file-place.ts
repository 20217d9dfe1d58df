import { type SQLWrapper, sql } from 'drizzle-orm'
import { waitingFileCondition } from './file-stage.ts'
import { files } from './schema.ts'

/** Whether a parent is told that they wait and since when the file does, and the coordinator with whom they book. */
export interface FilePlace {
  readonly status: 'waiting' | 'received'
  readonly bookingCoordinatorId: string | null
  /** When the file was created, which is what its place in the waiting list counts from. */
  readonly createdAt: number
}

/**
 * Gives the place that `files` has for the other parent, `otherParentId`. One file has one place, so both parents are told
 * the same about it, and book with the same coordinator.
 */
export const filePlaceColumns = (otherParentId: SQLWrapper) => ({
  status: sql<FilePlace['status']>`case when ${waitingFileCondition()} then 'waiting' else 'received' end`.as(
    'place_status',
  ),
  bookingCoordinatorId: sql<string | null>`coalesce(${files.leadCoordinatorId},
    (select first_parent.booking_coordinator_id from parents first_parent
      where first_parent.file_id = ${files.id} and first_parent.id <> ${otherParentId}))`.as(
    'place_coordinator',
  ),
  createdAt: sql<number>`${files.createdAt}`.as('place_created'),
})
