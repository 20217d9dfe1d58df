import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { addAbsence } from '../../db/absences.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase } from '../../tests/support/test-portal.ts'

const deliveries = setUpPortal()
const { fields } = intakeExamples.byOneParent
const ROBIN = 'robin-ashdown'
const CAMILLE = 'camille-verdier'

/** Lets a coordinator be away for some days, which begin some days after now. */
const beAway = (coordinatorId: string, standInId: string | null, begins = -1, days = 7) =>
  addAbsence(openTestDatabase(), {
    ...{
      id: `${coordinatorId} ${begins}`,
      coordinatorId,
      standInId,
      fromDay: '2026-01-01',
      untilDay: '2026-01-07',
    },
    ...{ fromAt: TEST_NOW + begins * DAY_MS, untilAt: TEST_NOW + (begins + days) * DAY_MS },
    ...{ createdBy: coordinatorId, createdAt: TEST_NOW },
  })

async function sendAndFindLead(changes: typeof fields): Promise<string | null | undefined> {
  await sendIntake({ ...fields, ...changes })
  return (await queryRows<{ lead: string | null }>('select lead_coordinator_id as lead from files'))[0]?.lead
}

describe('a new file while coordinators are away', () => {
  const urgent = { urgency: ['today'] }
  it.each<[string, () => unknown, typeof fields, string | null]>([
    ['goes to the first who fits, when nobody is away', () => undefined, {}, ROBIN],
    ['passes them by', () => beAway(ROBIN, 'jules-hartwell'), {}, CAMILLE],
    ['comes to who is away later', () => beAway(ROBIN, CAMILLE, 1), {}, ROBIN],
    ['comes to who is back', () => beAway(ROBIN, CAMILLE, -9), {}, ROBIN],
    ['goes to who stands in when it is urgent', () => beAway(ROBIN, CAMILLE), urgent, CAMILLE],
    [
      'never leads to a lawyer by itself',
      () => beAway(CAMILLE, 'jules-hartwell'),
      { ...urgent, province: ['BC'] },
      null,
    ],
    [
      'waits for a person when nobody who fits is here',
      () => beAway(CAMILLE, null),
      { province: ['BC'] },
      null,
    ],
  ])('%s', async (_, arrange, changes, lead) => {
    await arrange()
    expect(await sendAndFindLead(changes)).toBe(lead)
    const told = lead === CAMILLE ? 'camille@lantern-street.example.com' : 'robin@lantern-street.example.com'
    expect(
      deliveries.filter(({ subject }) => /^(New file|Nouveau dossier)/.test(subject)).map(({ to }) => to),
    ).toEqual([told])
    expect(await queryRows('select distinct status from parents where status is not null')).toEqual([
      { status: 'received' },
    ])
  })
})
