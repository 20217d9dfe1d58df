import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { intakeCapacityWording } from '../../content/site/wording.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { createNumberedFamilyFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const { byOneParent } = intakeExamples
const numberedFamily = (n: number) =>
  createNumberedFamilyFields({ ...byOneParent.fields, device: ['own'] }, n)

describe('a flood of intakes', () => {
  it('puts no province on the waiting list', async () => {
    for (let n = 0; n < 22; n++) {
      await sendIntake({ ...numberedFamily(n), province: [n % 2 ? 'BC' : 'ON'] })
    }
    const { slots } = await parsePage(await createVisitor().get('/intake/start/'))
    expect([slots['room-ON'], slots['room-BC']]).toEqual([
      intakeCapacityWording.open.en,
      intakeCapacityWording.open.en,
    ])
  })

  it('about one person under other names leaves every coordinator free to lead', async () => {
    for (const [n, { id }] of practice.coordinators.entries()) {
      await sendIntake({ ...numberedFamily(n), otherEmail: ['target@example.com'] })
      await queryRows(
        'update files set lead_coordinator_id = ? where rowid = (select max(rowid) from files)',
        id,
      )
    }
    await sendIntake({ ...numberedFamily(90), email: ['target@example.com'] })
    const [file] = await queryRows('select stage, lead_coordinator_id from files order by rowid desc limit 1')
    expect(file).toMatchObject({ stage: 'new', lead_coordinator_id: expect.stringContaining('-') })
  })
})
