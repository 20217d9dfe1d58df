import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../content/time/units.ts'
import { files, matchTokens } from '../../db/schema.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { insertTableFile, TABLE_FILE } from '../../tests/support/desk-route-table.ts'
import { buildFileRow } from '../../tests/support/file-rows.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { beAwayThisWeek, giveFileToStandIn } from '../../tests/support/stand-ins.ts'
import { openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

const [CAMILLE, JULES] = ['camille-verdier', 'jules-hartwell'] as const
/** Camille leads it too, and no news of it came. */
const OTHER_FILE = 'F1RS-TTTT'

let jules: Visitor
const deliveries = setUpPortal()

beforeEach(async () => {
  ;({ jules } = await createDeskTeam())
  await insertTableFile()
})

const header = async (reference = TABLE_FILE) => jules.get(`/desk/api/files/${reference}/header`)
const readOverview = () =>
  postJson(jules, `/desk/api/files/${TABLE_FILE}/readings/overview`, { language: 'en' })

describe('a file that came to who stands in for its lead', () => {
  it('is read and worked on by them, who are told for whom', async () => {
    await giveFileToStandIn(TABLE_FILE, CAMILLE, JULES)
    const answer = (await (await header()).json()) as Record<string, unknown>
    expect(answer).toMatchObject({
      isLead: false,
      standsIn: true,
      lead: { id: CAMILLE },
      people: { initiating: 'Ottilie Marchbanks' },
      may: {
        ...{ content: true, logContact: true, callOtherParent: true, book: true, screen: true },
        ...{ close: false, merge: false, assign: false, requestReassignment: false, dismiss: false },
        ...{ decideAssistance: false, reopenCalls: false, takeOverBooking: false, dropMessages: false },
      },
    })
  })

  it('stands on their lists and is found by a name, with the other files of the lead hidden', async () => {
    await giveFileToStandIn(TABLE_FILE, CAMILLE, JULES)
    const { files: today } = (await (await jules.get('/desk/api/today')).json()) as Rows
    expect(today).toMatchObject([{ reference: TABLE_FILE, role: 'stand-in', lead: { id: CAMILLE } }])
    const { files: listed } = (await (await jules.get('/desk/api/files')).json()) as Rows
    expect(listed).toMatchObject([{ reference: TABLE_FILE, role: 'stand-in' }])
    const found = await postJson(jules, '/desk/api/search', { query: TABLE_FILE })
    expect(await found.json()).toMatchObject({
      hits: [{ reference: TABLE_FILE, people: { initiating: 'Ottilie Marchbanks' } }],
    })
    expect((await header(OTHER_FILE)).status).toBe(404)
  })

  it('has on record for whom they read and acted, and counts as accepted', async () => {
    await giveFileToStandIn(TABLE_FILE, CAMILLE, JULES)
    await queryRows("update files set accepted_at = null, stage = 'new' where reference = ?", TABLE_FILE)
    expect((await readOverview()).status).toBe(200)
    await postJson(jules, `/desk/api/files/${TABLE_FILE}/readings/answers`, { language: 'en' })
    const events = await queryRows<{ actor: string; detail: string }>(
      'select actor, detail from audit_events order by sequence',
    )
    expect(events.map(({ actor, detail }) => [actor, JSON.parse(detail)])).toEqual([
      [JULES, { standInFor: CAMILLE }],
      [JULES, { standInFor: CAMILLE }],
    ])
    const [file] = await queryRows('select accepted_at from files where reference = ?', TABLE_FILE)
    expect(file).toEqual({ accepted_at: expect.any(Number) })
  })

  it('tells the lead, and not them, of a hold that they put back', async () => {
    await giveFileToStandIn(TABLE_FILE, CAMILLE, JULES)
    const hold = { lifted: 'hold', reason: 'lifted-by-mistake' }
    expect((await postJson(jules, `/desk/api/files/${TABLE_FILE}/contact-hold`, hold)).status).toBe(204)
    expect(deliveries.map(({ to }) => to)).toEqual(['camille@lantern-street.example.com'])
  })

  it.each<[string, () => unknown]>([
    ['the absence has ended', () => queryRows('update absences set until_at = ?', Date.now())],
    ['the absence was taken back', () => queryRows('delete from absences')],
    ['somebody else stands in', () => queryRows("update absences set stand_in_id = 'robin-ashdown'")],
    ['the stand-in is away too', () => beAwayThisWeek(JULES, null)],
    ['the news came before the absence', () => queryRows('update outbox set created_at = 1')],
    ['the news came to somebody else', () => queryRows("update outbox set stand_in_id = 'robin-ashdown'")],
    [
      'it was given to another lead',
      () => queryRows("update files set lead_coordinator_id = 'robin-ashdown'"),
    ],
    ['they have a conflict of interest in it', () => giveConflict()],
  ])('is closed to them once %s, and looks like no file', async (_, change) => {
    await giveFileToStandIn(TABLE_FILE, CAMILLE, JULES)
    expect((await header()).status).toBe(200)
    await change()
    const missing = await (await header('N0NE-N0NE')).json()
    const answer = await header()
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual(missing)
    expect((await readOverview()).status).toBe(404)
    const { files: today } = (await (await jules.get('/desk/api/today')).json()) as Rows
    expect(today.filter(({ reference }) => reference === TABLE_FILE)).toEqual([])
  })

  it('is not theirs because they are named alone, before any news came', async () => {
    await beAwayThisWeek(CAMILLE, JULES)
    expect((await header()).status).toBe(404)
  })

  it('is a conflict for another file of one of its parents, also later', async () => {
    await giveFileToStandIn(TABLE_FILE, CAMILLE, JULES)
    await readOverview()
    await queryRows('delete from absences')
    await shareParentWithAnotherFile('robin-ashdown')
    const [row] = await queryRows<{ id: string }>("select id from files where id = 'another family'")
    expect(row).toBeDefined()
    const objections = await jules.get('/desk/api/files/AN0T-HERF/header')
    expect(objections.status).toBe(404)
  })
})

interface Rows {
  readonly files: readonly { readonly reference: string }[]
}

/** Lets a coordinator lead another family's file in which one of the parents occurs. */
async function shareParentWithAnotherFile(leadCoordinatorId: string): Promise<void> {
  const db = openTestDatabase()
  const row = buildFileRow('another family', { leadCoordinatorId, acceptedAt: Date.now() - DAY_MS })
  await db.insert(files).values(row)
  const [table] = await queryRows<{ id: string }>('select id from files where reference = ?', TABLE_FILE)
  await db.insert(matchTokens).values(
    [table?.id ?? '', 'another family'].map((fileId) => ({
      ...{ token: 'shared', kind: 'email' as const, fileId, side: 'initiating' as const },
    })),
  )
}

const giveConflict = () => shareParentWithAnotherFile(JULES)
