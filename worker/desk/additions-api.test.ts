import { beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import {
  changesNothing,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../tests/support/database-rows.ts'
import { postJson, readFileAnswers } from '../../tests/support/desk-file.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { openFileWithCode } from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const LEAD = 'camille-verdier'

interface Addition {
  readonly id: string
  readonly page: string
  readonly writtenBy: { readonly id: string; readonly name: string } | null
  readonly addedAt: number
  readonly isAboutSafety: boolean
  readonly sections: readonly {
    readonly title: string
    readonly rows: readonly { question: string; lines: string[] }[]
  }[]
  readonly note: string | null
}

let team: Awaited<ReturnType<typeof createDeskTeam>>
let camille: Visitor
let parent: Visitor
let reference: string

beforeEach(async () => {
  team = await createDeskTeam()
  camille = team.camille
  const sent = await sendIntake(intakeExamples.byOneParent.fields)
  const { code = '' } = (await parsePage(await sent.get('/intake/sent/'))).slots
  const [file] = await queryRows<{ reference: string }>('select reference from files')
  reference = file?.reference ?? ''
  await queryRows('update files set lead_coordinator_id = ?', LEAD)
  parent = await openFileWithCode(code)
})

/** Opens a page of “Your file”, fills it in and presses its button. */
async function tell(page: string, fields: FormFields): Promise<void> {
  const path = `/file/more/${page}/`
  const { revision = '' } = await parsePage(await parent.get(path))
  const answer = await parent.post(path, { ...fields, revision: [revision] })
  expect(answer.headers.get('Location')).toMatch(/^\/file\/(more\/)?$/)
}

const note = (changes: object = {}, who = camille) =>
  postJson(who, `/desk/api/files/${reference}/additions`, {
    ...{
      side: 'initiating',
      page: 'documents',
      items: [],
      note: 'They have a plan from 2024.',
      revision: '',
    },
    ...changes,
  })

const readAdditions = async (): Promise<Addition[]> =>
  ((await (await readFileAnswers(camille, reference)).json()) as { additions: Addition[] }).additions

const openSafety = async () =>
  (
    (await (
      await postJson(camille, `/desk/api/files/${reference}/readings/safety-answers`, {
        ...{ language: 'en', reason: 'screening' },
      })
    ).json()) as { additions: Addition[] }
  ).additions

describe('what was added to an intake', () => {
  it('is read beside what was sent, every version, with who and when, each reading on record', async () => {
    const before = (await (await readFileAnswers(camille, reference)).json()) as { parents: unknown }
    await tell('what-you-need', { interpreter: ['Dari'] })
    expect((await note()).status).toBe(204)
    await tell('what-you-need', { interpreter: ['Cree'] })
    const after = (await (await readFileAnswers(camille, reference)).json()) as { parents: unknown }
    expect(after.parents).toEqual(before.parents)
    const additions = await readAdditions()
    const said = additions.map(({ page, writtenBy, addedAt, note: written, sections }) => [
      ...[page, writtenBy?.name ?? 'parent', addedAt, written],
      sections.flatMap(({ rows }) => rows.filter(({ lines }) => lines.length > 0).map(({ lines }) => lines)),
    ])
    expect(said).toEqual([
      ['what-you-need', 'parent', TEST_NOW, null, [['Cree']]],
      ['documents', 'Camille Verdier', TEST_NOW, 'They have a plan from 2024.', []],
      ['what-you-need', 'parent', TEST_NOW, null, [['Dari']]],
    ])
    expect(await queryRows("select count(*) as n from audit_events where action = 'answers_read'")).toEqual([
      { n: 3 },
    ])
  })

  it('takes a note as any text: tidied, not blank, and with nothing that changes the order it is read in', async () => {
    for (const text of [' ', '\u200b', '\u2060\u00ad', 'Mondays \u202e are safe'])
      await expectNoChange(422, () => note({ note: text }))
    expect((await note({ note: ' A plan\u000b from\u200b 2024 ' })).status).toBe(204)
    expect((await readAdditions()).map((addition) => addition.note)).toEqual(['A plan\n from 2024'])
  })

  it('stays closed about safety until a reason is given, whoever wrote it down', async () => {
    await tell('safety-more', { tellNow: ['yes'], harmKinds: ['threats'] })
    const [written] = await readAdditions()
    expect(written).toMatchObject({ page: 'safety-more', isAboutSafety: true, note: null, sections: [] })
    expect(
      (await note({ page: 'safety-more', note: 'He waits outside.', revision: written?.id })).status,
    ).toBe(204)
    const answers = await (await readFileAnswers(camille, reference)).text()
    expect(answers).not.toMatch(/waits outside|Threats/)
    const { form_versions: _, ...tables } = await selectAllTables()
    expect(JSON.stringify(tables)).not.toContain('waits outside')
    const [said, told] = await openSafety()
    expect([said?.note, said?.writtenBy?.id]).toEqual(['He waits outside.', LEAD])
    expect(JSON.stringify(told?.sections)).toContain('Threats')
  })

  it('is on record with the side, and nothing of what was said', async () => {
    await note()
    expect(await queryRows("select actor, detail from audit_events where action = 'answers_added'")).toEqual([
      { actor: LEAD, detail: '{"side":"initiating"}' },
    ])
  })

  it('is never seen by the parent, who reads the same pages as before', async () => {
    const paths = ['/file/', '/file/more/', '/file/more/documents/', '/file/more/safety-more/']
    const readPages = () => Promise.all(paths.map(async (path) => (await parent.get(path)).text()))
    const before = await readPages()
    await note()
    await note({ page: 'safety-more' })
    expect(await readPages()).toEqual(before)
  })

  it('is refused while the page shows less than there is, and shows both', async () => {
    await tell('what-you-need', { interpreter: ['Dari'] })
    const said = { page: 'what-you-need' }
    await expectNoChange(409, () => note(said))
    const [newest] = await readAdditions()
    expect((await note({ ...said, revision: newest?.id })).status).toBe(204)
  })

  it.each([
    ['an empty note', { note: '   ' }],
    ['the page about the device', { page: 'start' }],
    ['a page that is none', { page: 'nowhere' }],
    ['too long a note', { note: 'x'.repeat(4001) }],
  ])('is refused with %s', async (_, changes) => {
    await expectNoChange(422, () => note(changes))
  })

  it('is refused while conflicts are to be reviewed, for a parent who did not come, and in a closed file', async () => {
    await expectNoChange(409, () => note({ side: 'other' }))
    await queryRows("update files set stage = 'closed'")
    await expectNoChange(409, () => note())
    await queryRows("update files set stage = 'open', lead_coordinator_id = null")
    const answer = await changesNothing(() => note())
    expect(await answer.json()).toMatchObject({ code: 'file_not_taken' })
  })
})

it('the newest contact rules come with the answers, after the ones that were sent', async () => {
  await tell('reaching-you', { phone: ['613 555-0142'], phoneSafe: ['no'] })
  const [rules] = await readAdditions()
  expect(rules).toMatchObject({ page: 'reaching-you', replacesContactRules: true, writtenBy: null })
  expect(rules?.sections[0]?.rows.find(({ question }) => question === 'phoneSafe')?.lines).toEqual(['No'])
  const body = (await (await readFileAnswers(camille, reference)).json()) as { contactability: unknown }
  expect(body.contactability).toMatchObject([{ side: 'initiating', canMail: false }])
})

it('says where an order was told of: in the intake, on a page that was added, or by a coordinator who wrote it down', async () => {
  const orders = { otherOrderKind: ['protection'] }
  const listHolds = async () => {
    const panel = await (await camille.get(`/desk/api/files/${reference}/contact-holds`)).json()
    return (
      panel as { contactHolds: { reportedIn: string; placedBy: { id: string } | null }[] }
    ).contactHolds.map(({ reportedIn, placedBy }) => [reportedIn, placedBy?.id])
  }
  expect(await listHolds()).toEqual([])
  vi.setSystemTime(TEST_NOW + 1000)
  expect((await note({ page: 'orders', items: [orders], note: '' })).status).toBe(204)
  expect(await listHolds()).toEqual([['addition', LEAD]])
  await queryRows('update submissions set written_by = null where added_page is not null')
  expect(await listHolds()).toEqual([['addition', undefined]])
  await queryRows('update submissions set added_page = null where added_page is not null')
  expect(await listHolds()).toEqual([['intake', undefined]])
})

it.each(['before', 'after'])(
  'says who told of an order by the page on which it was told, though another was added %s it in the same millisecond',
  async (when) => {
    vi.setSystemTime(TEST_NOW + 1000)
    if (when === 'before') await tell('what-you-need', { interpreter: ['Dari'] })
    const items = [{ otherOrderKind: ['protection'] }]
    expect((await note({ page: 'orders', items, note: '' })).status).toBe(204)
    if (when === 'after') await tell('what-you-need', { interpreter: ['Dari'] })
    const panel = await (await camille.get(`/desk/api/files/${reference}/contact-holds`)).json()
    const { contactHolds } = panel as { contactHolds: { placedBy: { id: string } | null }[] }
    expect(contactHolds.map(({ placedBy }) => placedBy?.id)).toEqual([LEAD])
  },
)
