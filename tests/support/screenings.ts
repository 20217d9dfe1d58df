import { contactHolds, screenings } from '../../db/schema.ts'
import type { ScreeningReason } from '../../db/screening-reasons.ts'
import { bindings, openTestDatabase, withoutTriggers } from './test-portal.ts'

/**
 * Inserts a screening of a parent after a talk that found that they can go ahead. It was noted long ago and covers
 * whatever they tell later, unless the test says otherwise.
 */
export async function insertScreening(
  parentId: string,
  facts: Partial<typeof screenings.$inferInsert> = {},
): Promise<void> {
  await openTestDatabase()
    .insert(screenings)
    .values({
      id: crypto.randomUUID(),
      parentId,
      ...{ recordedAt: 1, recordedBy: 'robin-ashdown', coversUntil: Number.MAX_SAFE_INTEGER },
      ...(facts.waiver ? {} : ({ heldAt: 1, mode: 'phone' } as const)),
      finding: 'go-ahead',
      ...facts,
    })
}

/** Brings about each reason for which a parent’s screening speaks against a joint appointment, and no other reason. */
export const screeningReasonMakers: Readonly<
  Record<ScreeningReason, (parentId: string) => Promise<unknown>>
> = {
  'not-screened': (parentId) =>
    withoutTriggers(
      ['screenings'],
      [bindings.DB.prepare('delete from screenings where parent_id = ?').bind(parentId)],
    ),
  'screening-due': async (parentId) => {
    await insertScreening(parentId, { recordedAt: 2, coversUntil: 2 })
    // An order that forbids nothing, of which the parent told after the talk.
    await openTestDatabase()
      .insert(contactHolds)
      .values({ id: `lifted ${parentId}`, parentId, reportedIn: 'intake', reportedAt: 3, liftedAt: 4 })
  },
  'more-needed': (parentId) => insertScreening(parentId, { recordedAt: 2, finding: 'more-needed' }),
  'not-suitable': (parentId) => insertScreening(parentId, { recordedAt: 2, finding: 'not-suitable' }),
}

export const screeningReasons = Object.keys(screeningReasonMakers) as readonly ScreeningReason[]
