import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import {
  createParentWithFirstSection,
  saveIntakeSection,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'

setUpPortal()

/** Answers on safety, from the shortest to a described threat, which is nearly a page. */
const safetyFields: Readonly<Record<'calm' | 'worried' | 'threatened', FormFields>> = {
  calm: { worried: ['no'], tellNow: ['no'] },
  worried: { worried: ['not-sure'], tellNow: ['in-person'] },
  threatened: {
    worried: ['yes'],
    tellNow: ['yes'],
    harmKinds: ['physical', 'threats', 'control', 'money', 'sexual', 'online', 'children-used', 'other'],
    harmTowards: ['me', 'children', 'somebody-else', 'animals'],
    harmWhen: ['Since we separated'],
    harmGoesOn: ['yes'],
    harmHelpers: ['My sister, and the shelter on Montréal Road.'],
    harmMore: ['He said what he would do if I left. '.repeat(50)],
  },
}

/** The intake of one parent, with these answers on safety and no other. */
const intakeFields = (safety: FormFields): FormFields => {
  const others = Object.entries(intakeExamples.byOneParent.fields).filter(
    ([name]) => !name.startsWith('harm') && name !== 'tellNow',
  )
  return { ...Object.fromEntries(others), ...safety }
}

it('stores a “no” and a described threat in a submission at the same length', async () => {
  for (const safety of Object.values(safetyFields)) await sendIntake(intakeFields(safety))
  const rows = await queryRows<{ length: number }>(
    'select length(sealed_safety) as length from submissions order by rowid',
  )
  expect(rows).toHaveLength(3)
  expect(new Set(rows.map(({ length }) => length)).size).toBe(1)
})

it.each(['own', 'shared'])(
  'stores them in a draft at the same length, page by page, when the device is “%s”',
  async (device) => {
    const lengths: unknown[] = []
    for (const safety of Object.values(safetyFields)) {
      const parent = await createParentWithFirstSection()
      const fields = intakeFields(safety)
      await saveIntakeSection(parent, 'safety', fields)
      await saveIntakeSection(parent, 'safety-more', fields)
      // On a shared device the whole draft is moved, and each page sealed again.
      await saveIntakeSection(parent, 'start', { ...fields, device: [device] })
      lengths.push(
        await queryRows(
          `select section, length(sealed_fields) as length from draft_sections
           where draft_id = (select id from drafts order by rowid desc limit 1) and section like 'safety%' order by section`,
        ),
      )
    }
    expect(lengths[0]).toMatchObject([{ section: 'safety' }, { section: 'safety-more' }])
    expect(lengths).toEqual([lengths[0], lengths[0], lengths[0]])
  },
)
