import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditActions } from '../../tests/support/audit-events.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { expectNoChange } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { createFailingD1 } from '../../tests/support/racing-databases.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'

const FILE = 'FA11-FA11'
const path = (part: string) => `/desk/api/files/${FILE}/${part}`

setUpPortal()
beforeEach(() => insertFamilyOfTwoParents(FILE))

/** A database in which another writer takes every sequence number of the audit first. */
const DB = createFailingD1(
  /insert into "audit_events"/,
  'D1_ERROR: UNIQUE constraint failed: audit_events.file_id, audit_events.sequence',
)

describe('many who act on one file at the same moment', () => {
  it.each([15, 50])('all get their turn, %d of them', async (count) => {
    const { camille } = await createDeskTeam()
    const acts = Array.from({ length: count }, () =>
      postJson(camille, path('readings/answers'), { language: 'en' }),
    )
    expect((await Promise.all(acts)).map(({ status }) => status)).toEqual(Array(count).fill(200))
    expect(await listAuditActions(FILE)).toEqual(Array(count).fill('answers_read'))
  })
})

describe('a file in which no write finds its turn', () => {
  it('tells the desk to press again: 503, nothing is changed, and it is logged as no fault', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const logs = captureConsole()
    const { team } = await createDeskTeam()
    const camille = await team.createVisitor('camille@lantern-street.example.com', { DB })
    const answer = await expectNoChange(503, () => postJson(camille, path('closure')))
    expect(await answer.json()).toMatchObject({ code: 'busy' })
    expect(logs.eventsNamed('file_busy')).toHaveLength(1)
    expect(logs.eventsNamed('error')).toEqual([])
  })
})
