import { screenings } from '../../db/schema.ts'
import { openTestDatabase } from './test-portal.ts'

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
