import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { files, matchTokens, parents } from '../../db/schema.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import {
  createFamilyWithInvitation,
  createOtherParentWithDraft,
} from '../../tests/support/authorisation-and-invitation.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { buildFileRow } from '../../tests/support/file-rows.ts'
import { declarationFields, otherParentFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  createCountingD1,
  openTestDatabase,
  runScheduledWork,
  type Visitor,
} from '../../tests/support/test-portal.ts'

setUpPortal()

const { fields } = intakeExamples.byOneParent
const PEOPLE = { initiating: 'Mo (Morgan Ellis Tanaka)', other: 'Alexis Brandt' }

let team: Awaited<ReturnType<typeof createDeskTeam>>
let file: { id: string; reference: string }

interface Hit {
  readonly reference: string
  readonly people: typeof PEOPLE | null
}

const search = async (visitor: Visitor, query: string) => {
  const answer = await postJson(visitor, '/desk/api/search', { query })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { hits: Hit[]; more: boolean }
}
const findReferences = async (visitor: Visitor, query: string) =>
  (await search(visitor, query)).hits.map(({ reference }) => reference)

/** What the header, the list and a search by reference tell somebody of the people. */
async function readPeopleEverywhere(visitor: Visitor) {
  const header = await visitor.get(`/desk/api/files/${file.reference}/header`)
  const list = (await (await visitor.get('/desk/api/files')).json()) as Record<'files' | 'waiting', Hit[]>
  const closed = (await (await visitor.get('/desk/api/closed-files')).json()) as { files: Hit[] }
  const { hits } = await search(visitor, file.reference)
  return {
    header: header.status === 200 ? ((await header.json()) as Hit).people : header.status,
    list: [...list.files, ...list.waiting, ...closed.files].find((row) => row.reference === file.reference)
      ?.people,
    found: hits[0]?.people,
    byName: await findReferences(visitor, 'tanaka'),
  }
}

const setFile = (change: string) => queryRows(`update files set ${change} where id = ?`, file.id)

beforeEach(async () => {
  team = await createDeskTeam()
  await sendIntake(fields)
  const [sent] = await queryRows<{ id: string; reference: string }>('select id, reference from files')
  if (!sent) throw new Error('The intake opened a file')
  file = sent
  await setFile("lead_coordinator_id = 'camille-verdier', stage = 'open', accepted_at = 1")
})

/** Gives somebody a conflict of interest: they lead another family’s accepted file with one of the parents. */
async function relateToFileLedBy(leadCoordinatorId: string) {
  const db = openTestDatabase()
  await db.insert(files).values(buildFileRow('related', { leadCoordinatorId, createdAt: 1 }))
  await db
    .insert(matchTokens)
    .values(
      ['related', file.id].map(
        (fileId) => ({ token: 'shared', kind: 'email', fileId, side: 'initiating' }) as const,
      ),
    )
}

const all = { header: PEOPLE, list: PEOPLE, found: PEOPLE }
const hidden = { header: null, list: null, found: null, byName: [] }
const unseen = { header: 404, list: undefined, found: undefined, byName: [] }

describe('the names of the people are told', () => {
  it.each([
    ['camille', 'its lead', []],
    ['jules', 'who assists', ["legal_coordinator_id = 'jules-hartwell'"]],
    ['robin', 'an administrator', []],
    ['camille', 'its lead after it was closed', ["stage = 'closed'"]],
    ['camille', 'its lead after it was closed as not genuine', ["stage = 'not-genuine'"]],
  ] as const)('to %s, %s', async (name, _, changes) => {
    for (const change of changes) await setFile(change)
    expect(await readPeopleEverywhere(team[name])).toEqual({ ...all, byName: [file.reference] })
  })

  it('not to who has no part in the file, who cannot tell it from one that is not there', async () => {
    expect(await readPeopleEverywhere(team.jules)).toEqual(unseen)
    const [theirs, nobodys] = [
      await search(team.jules, file.reference),
      await search(team.jules, 'N0NE-N0NE'),
    ]
    expect(theirs).toEqual(nobodys)
    expect(await search(team.jules, 'Morgan Tanaka')).toEqual(await search(team.jules, 'Nobody Nowhere'))
  })

  it.each(['camille', 'jules', 'robin'] as const)(
    'not to %s as long as nobody took the file',
    async (name) => {
      await setFile("lead_coordinator_id = null, stage = 'waiting', accepted_at = null")
      expect(await readPeopleEverywhere(team[name])).toEqual(hidden)
    },
  )

  it('not to an administrator with a conflict of interest', async () => {
    await relateToFileLedBy('robin-ashdown')
    await setFile(`conflicts_reviewed_at = ${Date.now()}`)
    expect(await readPeopleEverywhere(team.camille)).toEqual({ ...all, byName: [file.reference] })
    expect(await readPeopleEverywhere(team.robin)).toEqual(hidden)
  })

  it('not to its lead while it is locked', async () => {
    await relateToFileLedBy('jules-hartwell')
    await setFile('conflicts_reviewed_at = null')
    expect(await readPeopleEverywhere(team.camille)).toEqual(hidden)
    await setFile(`conflicts_reviewed_at = ${Date.now()}`)
    expect(await readPeopleEverywhere(team.camille)).toEqual({ ...all, byName: [file.reference] })
  })

  it('without the one that does not open, and the file shows all the same', async () => {
    await queryRows("update parents set sealed_display_name = 'altered' where side = 'other'")
    expect(await readPeopleEverywhere(team.camille)).toMatchObject({
      header: { initiating: PEOPLE.initiating, other: null },
    })
  })
})

it('is the other parent’s own name once they came', async () => {
  const family = await createFamilyWithInvitation(fields)
  const other = await createOtherParentWithDraft(family.code, otherParentFields)
  expect((await other.post('/joining/send/', declarationFields)).status).toBe(303)
  file = { id: family.fileId, reference: family.reference }
  await setFile(`lead_coordinator_id = 'camille-verdier', conflicts_reviewed_at = ${Date.now()}`)
  const header = (await (await team.camille.get(`/desk/api/files/${file.reference}/header`)).json()) as Hit
  expect(header.people?.initiating).toBe(PEOPLE.initiating)
  expect(header.people?.other).toContain(String(otherParentFields.legalName))
})

describe('a search', () => {
  it.each([
    'tanaka',
    'Morgan',
    'TANAKA morgan',
    'moŕ tan',
    'brandt alex',
    'lex',
    'Noa',
    'brandt-tanaka noa',
    '613 555 0142',
    '0142',
    'mo.tanaka@example.com',
    '2016-03-17',
    'noa 17/3/2016',
    '613 555 0177',
    'a.brandt@example.net',
  ])('finds the file by %s', async (query) => {
    expect(await findReferences(team.camille, query)).toEqual([file.reference])
  })

  it.each([
    'tanaka roy',
    'June',
    'Osei',
    '0177',
    '2016-03-18',
    'example.com',
    'm',
    '🌻',
    'ottawa',
    '1987-11-04',
  ])('finds nothing by %s', async (query) => {
    expect(await findReferences(team.camille, query)).toEqual([])
  })

  it('finds by a reference and its beginning, however it is typed', async () => {
    const { reference } = file
    for (const query of [reference, reference.replace('-', ' ').toLowerCase(), reference.slice(0, 4)])
      expect(await findReferences(team.camille, query)).toEqual([reference])
    expect(await findReferences(team.camille, reference.slice(0, 3))).toEqual([])
  })

  it('records that it was made, once, in one call, and never what for', async () => {
    const { DB, calls } = createCountingD1()
    const visitor = await team.team.createVisitor('camille@lantern-street.example.com', { DB })
    await search(visitor, 'tanaka')
    await search(visitor, 'Nobody')
    expect(calls).toHaveLength(2)
    const rows = await queryRows('select searched_by, sequence, hash from searches order by sequence')
    expect(rows).toMatchObject([
      { searched_by: 'camille-verdier', sequence: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { searched_by: 'camille-verdier', sequence: 2 },
    ])
    expect(JSON.stringify(await queryRows('select * from searches')).toLowerCase()).not.toContain('tanaka')
  })

  it('cannot be taken off the record', async () => {
    await search(team.camille, 'tanaka')
    for (const sql of [
      'delete from searches',
      "update searches set searched_by = 'jules-hartwell'",
      'insert or replace into searches select * from searches',
    ])
      await expect(queryRows(sql)).rejects.toThrow('append-only')
  })

  it('is refused after thirty within a minute, and finds nothing then', async () => {
    for (let nth = 1; nth <= 30; nth++) await search(team.camille, 'tanaka')
    const answer = await expectNoChange(429, () =>
      postJson(team.camille, '/desk/api/search', { query: file.reference }),
    )
    expect(await answer.json()).toMatchObject({ code: 'too_many_requests' })
    expect(await findReferences(team.robin, 'tanaka')).toEqual([file.reference])
  })

  it.each([[{}], [{ query: '' }], [{ query: 'a'.repeat(201) }], [{ query: 7 }]])(
    'of %j is refused and not recorded',
    async (body) => {
      await expectNoChange(422, () => postJson(team.camille, '/desk/api/search', body))
    },
  )

  it('shows twenty files, and tells a coordinator of more only if they may read those', async () => {
    const db = openTestDatabase()
    const [{ token } = { token: '' }] = await queryRows<{ token: string }>('select token from search_tokens')
    const add = async (prefix: string, count: number, leadCoordinatorId: string) => {
      for (let nth = 0; nth < count; nth++) {
        await db.insert(files).values(buildFileRow(`${prefix}${nth}`, { leadCoordinatorId }))
        await queryRows(
          'insert into search_tokens select token, ? from search_tokens where file_id = ?',
          `${prefix}${nth}`,
          file.id,
        )
      }
    }
    expect(token).not.toBe('')
    await add('of-jules-', 30, 'jules-hartwell')
    expect(await search(team.camille, 'tanaka')).toMatchObject({ hits: [{}], more: false })
    await add('of-camille-', 20, 'camille-verdier')
    const { hits, more } = await search(team.camille, 'tanaka')
    expect([hits.length, more]).toEqual([20, true])
  })

  it('finds a coordinator’s own file although hundreds of others have the word', async () => {
    await queryRows(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 400)
      insert into files (id, reference, route, stage, lead_coordinator_id, created_at)
      select 'a' || i, 'a' || i, 'consent', 'open', 'jules-hartwell', 1 from n`)
    await queryRows(
      `insert into search_tokens select token, other.id from search_tokens cross join files other
        where file_id = ? and other.lead_coordinator_id = 'jules-hartwell'`,
      file.id,
    )
    expect(await findReferences(team.camille, 'tanaka')).toEqual([file.reference])
  })
})

describe('what the database holds', () => {
  it('names nobody: tokens and names are keyed', async () => {
    const rows = JSON.stringify([
      await queryRows('select token from search_tokens'),
      await queryRows('select sealed_display_name from parents'),
    ])
    for (const word of ['tanaka', 'morgan', 'brandt', '0142', '2016'])
      expect(rows.toLowerCase()).not.toContain(word)
    expect((await queryRows('select 1 from search_tokens')).length).toBeGreaterThan(20)
  })

  it('is the same afterwards for what was sent before there were names and tokens', async () => {
    const read = async () => [
      await queryRows('select token from search_tokens order by token'),
      (await search(team.camille, 'tanaka')).hits,
    ]
    const before = await read()
    await queryRows('delete from search_tokens')
    await openTestDatabase().update(parents).set({ sealedDisplayName: null })
    expect((await search(team.camille, 'tanaka')).hits).toEqual([])
    for (let minute = 0; minute < 3; minute++) await runScheduledWork()
    expect(await read()).toEqual(before)
    const [{ finished } = { finished: null }] = await queryRows<{ finished: number | null }>(
      "select finished_at as finished from key_rotations where column = 'submissions.tokens'",
    )
    expect(finished).not.toBeNull()
    // A pass that ended is not made again.
    await queryRows('delete from search_tokens')
    await runScheduledWork()
    expect(await queryRows('select 1 from search_tokens')).toEqual([])
  })
})
