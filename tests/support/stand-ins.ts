import { DAY_MS } from '../../content/time/units.ts'
import { addAbsence } from '../../db/absences.ts'
import { outbox } from '../../db/schema.ts'
import { openTestDatabase } from './test-portal.ts'

/** Lets a coordinator be away from yesterday on for seven days, and another one stand in. */
export const beAwayThisWeek = (coordinatorId: string, standInId: string | null): Promise<boolean> => {
  const fromAt = Date.now() - DAY_MS
  return addAbsence(openTestDatabase(), {
    ...{ id: `absence of ${coordinatorId}`, coordinatorId, standInId, fromAt, untilAt: fromAt + 7 * DAY_MS },
    ...{ fromDay: '2026-01-01', untilDay: '2026-01-07', createdBy: coordinatorId, createdAt: fromAt },
  })
}

/** Lets the lead of a file be away, and gives the file to who stands in, as news of it would. */
export async function giveFileToStandIn(fileId: string, leadId: string, standInId: string): Promise<void> {
  await beAwayThisWeek(leadId, standInId)
  await openTestDatabase()
    .insert(outbox)
    .values({
      ...({ id: 'news', fileId, kind: 'file-news', sealedMessage: 'sealed', outcome: 'sent' } as const),
      ...{ standInId, attempts: 1, nextAttemptAt: 1, createdAt: Date.now() },
    })
}
