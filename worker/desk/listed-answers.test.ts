import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { buildAuditEvent } from '../../tests/support/file-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { mergeFilesWithoutObjection } from '../../tests/support/merge-files.ts'
import { createParentWithFile } from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  openTestDatabase,
  runScheduledWork,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { sealDisplayName, unsealPeopleAndListedAnswers } from '../contact/display-name.ts'
import {
  formatListedAnswers,
  getListedAnswers,
  type ListedAnswers,
  parseListedAnswers,
} from '../contact/listed-answers.ts'
import { parseEnvironment } from '../environment.ts'

const { keys } = parseEnvironment(bindings)
const { fields } = intakeExamples.byOneParent
const withNeeds = { ...fields, province: ['BC'], interpreter: ['Dari'], separateArrival: ['yes'] }
const withoutNeeds = { ...fields, interpreter: [''], accessibility: [''], separateArrival: [] }

interface Row {
  readonly id: string
  readonly reference: string
  readonly sealed: string
}

setUpPortal()

let team: Awaited<ReturnType<typeof createDeskTeam>>
beforeEach(async () => {
  team = await createDeskTeam()
})

/** Sends an intake whose file Camille leads, and gives its first parent with what is sealed as their name. */
async function sendAndAssign(sent: FormFields): Promise<Row> {
  await sendIntake(sent)
  await queryRows(
    "update files set lead_coordinator_id = 'camille-verdier', stage = 'open', accepted_at = 1, conflicts_reviewed_at = ?",
    Date.now(),
  )
  const rows = await queryRows<Row>(
    `select parents.id, reference, sealed_display_name as sealed from parents join files on files.id = file_id
      where side = 'initiating' order by parents.rowid desc`,
  )
  if (!rows[0]) throw new Error('The intake opened a file')
  return rows[0]
}

/** What the list tells somebody of a file’s answers. */
async function readListed(visitor: Visitor, reference: string) {
  const list = (await (await visitor.get('/desk/api/files')).json()) as Record<'files' | 'waiting', object[]>
  const row = [...list.files, ...list.waiting].find((one) => Object.values(one).includes(reference))
  if (!row) return undefined
  const { provinces, needsInterpreter, hasNeeds } = row as Record<string, unknown>
  return { provinces, needsInterpreter, hasNeeds }
}

const inBc = { provinces: ['BC'], needsInterpreter: true, hasNeeds: true }
const untold = { provinces: [], needsInterpreter: false, hasNeeds: false }

describe('the list tells where the children live and what a meeting needs', () => {
  it('to whoever may read the file, and to nobody else', async () => {
    const { reference } = await sendAndAssign(withNeeds)
    expect(await readListed(team.camille, reference)).toEqual(inBc)
    expect(await readListed(team.robin, reference)).toEqual(inBc)
    expect(await readListed(team.jules, reference)).toBeUndefined()
    await queryRows("update files set lead_coordinator_id = null, stage = 'waiting', accepted_at = null")
    for (const visitor of [team.camille, team.robin, team.jules])
      expect(await readListed(visitor, reference)).toEqual(untold)
  })

  it('of a parent who needs neither', async () => {
    const { reference } = await sendAndAssign(withoutNeeds)
    expect(await readListed(team.camille, reference)).toEqual({ ...untold, provinces: ['ON'] })
  })

  it('of both parents, once their files are one', async () => {
    const [one, other] = [await sendAndAssign(withNeeds), await sendAndAssign(withoutNeeds)]
    const [from, into] = await Promise.all(
      [other, one].map(async ({ reference }) => {
        const [file] = await queryRows<{ id: string }>('select id from files where reference = ?', reference)
        return buildAuditEvent(file?.id ?? '', 'camille-verdier', 'files_merged', Date.now())
      }),
    )
    if (!from || !into) throw new Error('Both files are there')
    expect(await mergeFilesWithoutObjection(openTestDatabase(), { from, into })).toBe(true)
    await queryRows('update files set conflicts_reviewed_at = ?', Date.now())
    expect(await readListed(team.camille, one.reference)).toEqual({ ...inBc, provinces: ['BC', 'ON'] })
  })
})

it('is sealed with the name, and no longer or shorter for what it tells', async () => {
  const [needing, other] = [await sendAndAssign(withNeeds), await sendAndAssign(withoutNeeds)]
  expect(needing.sealed).toHaveLength(other.sealed.length)
  expect(needing.sealed).not.toBe(other.sealed)
})

it.each([
  [{ full: 'Kavya Iwata', inUse: 'Kavya' }, 'Kavya Iwata'],
  [{ full: 'Kavya Iwata', inUse: 'Kavya Iwata' }, 'Kavya Iwata'],
  [{ full: 'Morgan Tanaka', inUse: 'Mo' }, 'Mo (Morgan Tanaka)'],
  [{ full: 'Ana Sofia Reyes', inUse: 'Sofia' }, 'Sofia (Ana Sofia Reyes)'],
  [{ inUse: 'Mo' }, 'Mo'],
])('stands with names that say nothing twice: %o', async (names, shown) => {
  const id = crypto.randomUUID()
  const sealed = (await sealDisplayName(keys, id, names)) ?? ''
  const { people } = await unsealPeopleAndListedAnswers(keys, [{ id, side: 'initiating', sealed }])
  expect(people.initiating).toBe(shown)
})

it('changes with a page that the parent adds, by what that page answers', async () => {
  const { parent, fileId, parentId } = await createParentWithFile({ lead: 'camille-verdier' })
  const names = { full: 'Ana' }
  const sealed = await sealDisplayName(keys, parentId, names, { province: 'ON', accessibility: true })
  await queryRows('update parents set sealed_display_name = ? where id = ?', sealed, parentId)
  const path = '/file/more/what-you-need/'
  const add = async (fields: FormFields) => {
    const { revision = '' } = await parseVisiblePage(await parent.get(path))
    expect((await parent.post(path, { ...fields, revision: [revision] })).status).toBe(303)
    const [row] = await queryRows<{ sealed: string }>(
      'select sealed_display_name as sealed from parents where id = ?',
      parentId,
    )
    const named = { id: parentId, side: 'initiating', sealed: row?.sealed ?? '' } as const
    return unsealPeopleAndListedAnswers(keys, [named])
  }
  expect(await add({ interpreter: ['LSQ'], separateArrival: ['yes'] })).toEqual({
    people: { initiating: 'Ana', other: null },
    listed: [{ province: 'ON', interpreter: true, accessibility: true, separateArrival: true }],
  })
  expect((await add({ separateArrival: ['no'] })).listed).toEqual([
    { province: 'ON', interpreter: true, accessibility: true, separateArrival: false },
  ])
  expect(await queryRows('select 1 from submissions where file_id = ?', fileId)).toHaveLength(3)
})

describe('the scheduled work', () => {
  const forget = async ({ id }: Row) =>
    queryRows(
      'update parents set sealed_display_name = ? where id = ?',
      await sealDisplayName(keys, id, { full: 'Morgan Tanaka' }),
      id,
    )

  it('adds it to names that were sealed before, once, and reads as before until then', async () => {
    const sent = await sendAndAssign(withNeeds)
    await forget(sent)
    expect(await readListed(team.camille, sent.reference)).toEqual(untold)
    for (let minute = 0; minute < 3; minute++) await runScheduledWork()
    expect(await readListed(team.camille, sent.reference)).toEqual(inBc)
    await forget(sent)
    await runScheduledWork()
    expect(await readListed(team.camille, sent.reference)).toEqual(untold)
  })

  it('leaves a name alone that does not open, and goes on', async () => {
    const [altered, sent] = [await sendAndAssign(withNeeds), await sendAndAssign(withNeeds)]
    await queryRows("update parents set sealed_display_name = 'altered' where id = ?", altered.id)
    await forget(sent)
    for (let minute = 0; minute < 3; minute++) await runScheduledWork()
    expect(await readListed(team.camille, sent.reference)).toEqual(inBc)
    expect(await readListed(team.camille, altered.reference)).toEqual(untold)
  })
})

describe('what is listed of answers', () => {
  it.each<[ListedAnswers, string]>([
    [{}, '--???'],
    [{ province: 'ON' }, 'ON???'],
    [{ province: 'elsewhere', interpreter: true }, 'xx+??'],
    [{ province: 'not-sure', accessibility: true, separateArrival: false }, '~~?+-'],
  ])('of %j is written as %s, and read again', (listed, text) => {
    expect(formatListedAnswers(listed)).toBe(text)
    expect(parseListedAnswers(text)).toEqual(listed)
  })

  it('counts as a need to arrive apart when somebody is not sure', () => {
    expect(getListedAnswers({ separateArrival: 'not-sure' })).toEqual({ separateArrival: true })
    expect(getListedAnswers({ separateArrival: 'no', interpreter: '' })).toEqual({ separateArrival: false })
  })
})
