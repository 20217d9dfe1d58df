import { expect, it, vi } from 'vitest'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { otherParentFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

it('tells who works on a file that a colleague opened it a moment ago, and nobody else', async () => {
  const { camille, jules, robin } = await createDeskTeam()
  await sendIntake(otherParentFields)
  const [file] = await queryRows<{ id: string; reference: string }>('select id, reference from files')
  const address = `/desk/api/files/${file?.reference}`
  await queryRows(
    `update files set lead_coordinator_id = 'camille-verdier', legal_coordinator_id = 'jules-hartwell',
       stage = 'open', accepted_at = 1 where id = ?`,
    file?.id ?? '',
  )
  const readColleague = async (visitor: Visitor) => {
    const header = await visitor.get(`${address}/header`)
    return ((await header.json()) as { colleague: unknown }).colleague
  }
  expect(await readColleague(camille)).toBeNull()
  await postJson(jules, `${address}/readings/overview`, { language: 'en' })
  expect(await readColleague(camille)).toEqual({ name: 'Jules Hartwell', at: TEST_NOW })
  // Nobody is told of themselves.
  expect(await readColleague(jules)).toBeNull()
  await postJson(camille, `${address}/readings/overview`, { language: 'en' })
  expect(await readColleague(jules)).toEqual({ name: 'Camille Verdier', at: TEST_NOW })

  vi.setSystemTime(TEST_NOW + 11 * 60_000)
  expect(await readColleague(camille)).toBeNull()
  vi.setSystemTime(TEST_NOW)
  // A file that somebody may only know of tells nothing of who reads it.
  await queryRows(
    "update files set lead_coordinator_id = null, accepted_at = null, stage = 'new' where id = ?",
    file?.id ?? '',
  )
  expect(await readColleague(robin)).toBeNull()
})
