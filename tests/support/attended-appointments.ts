import { appointments, attendances } from '../../db/schema.ts'
import { insertScreening } from './screenings.ts'
import { openTestDatabase } from './test-portal.ts'

/** Inserts an individual appointment that a parent attended long ago, and a screening for which
 * no other talk was needed. */
export async function insertAttendedAppointment(
  fileId: string,
  parentId: string,
  facts: Partial<typeof appointments.$inferInsert> = {},
): Promise<void> {
  const db = openTestDatabase()
  const id = `attended by ${parentId}`
  await db.batch([
    db.insert(appointments).values({
      ...({ id, fileId, coordinatorId: 'camille-verdier', kind: 'individual', mode: 'phone' } as const),
      ...{ startsAt: 0, endsAt: 1, busyFrom: 0, busyUntil: 1, createdAt: 0, createdBy: 'parent' },
      outcome: 'attended',
      ...facts,
    }),
    db.insert(attendances).values({ id, appointmentId: id, parentId, sealedDetails: 'sealed' }),
  ])
  await insertScreening(parentId, { waiver: 'talked-before' })
}
