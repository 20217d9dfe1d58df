import { beforeEach, describe, expect, it } from 'vitest'
import { contactPage, deskFormPages } from '../../content/forms/added-pages.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { postJson, readFileAnswers } from '../../tests/support/desk-file.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { openFileWithCode } from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, type Visitor } from '../../tests/support/test-portal.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'

const env = parseEnvironment(bindings)
const deliveries = setUpPortal()

interface Addition {
  readonly page: string
  readonly writtenBy: { readonly name: string } | null
  readonly note: string | null
  readonly sections: readonly {
    readonly title: string
    readonly rows: readonly { readonly label: string; readonly lines: readonly string[] }[]
  }[]
}

let team: Awaited<ReturnType<typeof createDeskTeam>>
let parent: Visitor
let reference: string

beforeEach(async () => {
  team = await createDeskTeam()
  const sent = await sendIntake(intakeExamples.byOneParent.fields)
  const { code = '' } = (await parsePage(await sent.get('/intake/sent/'))).slots
  parent = await openFileWithCode(code)
  const [file] = await queryRows<{ reference: string }>('select reference from files')
  reference = file?.reference ?? ''
  await queryRows(
    "update files set lead_coordinator_id = 'camille-verdier', legal_coordinator_id = 'jules-hartwell', conflicts_reviewed_at = 1",
  )
  deliveries.length = 0
})

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Writes down what the parent said on a page; on a page about a list, about several items. */
const write = (page: string, items: readonly Fields[], changes: object = {}, who = team.camille) =>
  postJson(who, `/desk/api/files/${reference}/additions`, {
    ...{ side: 'initiating', page, note: '', revision: '' },
    items: items.map((fields) =>
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()])),
    ),
    ...changes,
  })

const readAdditions = async (): Promise<Addition[]> =>
  ((await (await readFileAnswers(team.camille, reference)).json()) as { additions: Addition[] }).additions

const listAnswered = (addition: Addition | undefined) =>
  addition?.sections.map(({ title, rows }) => [title, ...rows.flatMap(({ lines }) => lines)])

/** What the coordinators did, as it is on record. */
const readRecord = () =>
  queryRows(
    "select action, actor, detail from audit_events where action in ('answers_added', 'contact_rules_changed', 'urgency_raised') order by sequence",
  )

const readContactRules = async () => {
  const [row] = await queryRows<{ id: string; sealed: string }>(
    "select id, sealed_contact_rules as sealed from parents where side = 'initiating'",
  )
  return unsealContactRules(env, row?.id ?? '', row?.sealed ?? '')
}

describe('what a coordinator writes down', () => {
  it('is one version with every item, under their name, beside the parent’s words, and found by a search', async () => {
    const before = (await (await readFileAnswers(team.camille, reference)).json()) as { parents: unknown }
    const children = [
      { childName: 'Zoë Quillfeather', 'childBirthDate-year': '2019', 'childBirthDate-instead': ['unknown'] },
      {},
      {
        childName: 'Bo',
        'childBirthDate-day': '3',
        'childBirthDate-month': 'May',
        'childBirthDate-year': '2021',
      },
    ]
    expect((await write('children', children, { note: 'A third is expected.' })).status).toBe(204)
    const after = (await (await readFileAnswers(team.camille, reference)).json()) as {
      parents: unknown
      additions: Addition[]
    }
    expect(after.parents).toEqual(before.parents)
    const [said] = after.additions
    expect([said?.page, said?.writtenBy?.name, said?.note]).toEqual([
      'children',
      'Camille Verdier',
      'A third is expected.',
    ])
    expect(listAnswered(said)).toEqual([
      ['Child 1', 'Zoë Quillfeather', '2019 (day and month not known)'],
      ['Child 2', 'Bo', 'May 3, 2021'],
    ])
    const { hits } = (await (
      await postJson(team.camille, '/desk/api/search', { query: 'quillfeather' })
    ).json()) as { hits: { reference: string }[] }
    expect(hits.map((hit) => hit.reference)).toEqual([reference])
  })

  it('about each child keeps the child’s number, also where one has no name', async () => {
    const more = [{ childSchool: 'Grade 2' }, { childName: 'Bo', childSchool: 'Daycare' }]
    expect((await write('children-more', more)).status).toBe(204)
    expect(listAnswered((await readAdditions())[0])).toEqual([
      ['Child 1'],
      ['Child 2', 'Bo'],
      ['More about child 1', 'Grade 2'],
      ['More about child 2', 'Daycare'],
    ])
  })

  it('renames the parent at the desk, and is never seen in “Your file”', async () => {
    const paths = ['/file/', '/file/more/', '/file/more/you/', '/file/more/safety/']
    const readPages = () => Promise.all(paths.map(async (path) => (await parent.get(path)).text()))
    const before = await readPages()
    expect((await write('you-more', [{ usedName: 'Momo' }])).status).toBe(204)
    expect((await write('safety', [{ worried: 'yes' }])).status).toBe(204)
    expect(await readPages()).toEqual(before)
    const header = await (await team.camille.get(`/desk/api/files/${reference}/header`)).json()
    expect(header).toMatchObject({ people: { initiating: 'Momo (Morgan Ellis Tanaka)' } })
  })

  it('about safety is sealed, opens with a reason, holds contact and raises the urgency', async () => {
    await queryRows("update parents set urgency = null where side = 'initiating'")
    await queryRows('delete from contact_holds')
    const said = { worried: 'not-sure', noContactOrder: 'yes', urgency: 'today' }
    expect((await write('safety', [said], { note: 'He waits outside.' })).status).toBe(204)
    const answers = await (await readFileAnswers(team.camille, reference)).text()
    expect(answers).not.toContain('waits outside')
    expect(listAnswered((await readAdditions())[0])?.flat()).not.toContain('I’m not sure')
    const opened = (await (
      await postJson(team.camille, `/desk/api/files/${reference}/readings/safety-answers`, {
        ...{ language: 'en', reason: 'screening' },
      })
    ).json()) as { additions: Addition[] }
    expect([opened.additions[0]?.note, listAnswered(opened.additions[0])?.flat()]).toEqual([
      'He waits outside.',
      ['What’s happening, and safety', 'I’m not sure'],
    ])
    expect(await queryRows('select reported_in from contact_holds')).toEqual([{ reported_in: 'intake' }])
    expect(await queryRows("select urgency from parents where side = 'initiating'")).toEqual([
      { urgency: 'soon' },
    ])
    expect((await readRecord())[0]).toEqual({
      action: 'urgency_raised',
      actor: 'camille-verdier',
      detail: '{"side":"initiating"}',
    })
  })

  it('of the other parent’s contact details stays closed until a call is authorised', async () => {
    expect((await write('other-parent', [{ otherPhone: '613 555-0188' }])).status).toBe(204)
    expect(await (await readFileAnswers(team.camille, reference)).text()).not.toContain('555-0188')
    expect(
      await queryRows(
        'select sealed_other_contact is not null as sealed from submissions where added_page is not null',
      ),
    ).toEqual([{ sealed: 1 }])
  })

  it('makes the review of conflicts due again when somebody stands in another file', async () => {
    await sendIntake({ ...intakeExamples.byOneParent.fields, email: ['kim@kin.example.com'] })
    await queryRows(
      "update files set lead_coordinator_id = 'camille-verdier', accepted_at = 1, conflicts_reviewed_at = 1",
    )
    expect((await write('other-parent', [{ otherEmail: 'kim@kin.example.com' }])).status).toBe(204)
    expect(
      await queryRows('select conflicts_reviewed_at as at from files where reference = ?', reference),
    ).toEqual([{ at: null }])
  })

  it('is news to the lead when whoever assists wrote it, and the e-mail holds none of it', async () => {
    await write('documents', [{ assessments: 'A report of 2023' }])
    expect(deliveries).toEqual([])
    await write('safety', [{ urgency: 'today', inYourWords: 'Kanari of today' }], {}, team.jules)
    await expect.poll(() => deliveries.length).toBe(1)
    expect(JSON.stringify(deliveries)).toContain('devenu urgent')
    expect(JSON.stringify(deliveries)).not.toMatch(/Kanari|2023/)
  })
})

describe('how to reach a parent safely', () => {
  it('replaces every rule at once: what was not said is not safe', async () => {
    expect(await readContactRules()).toMatchObject({ phone: '+16135550142', phoneSafe: 'yes' })
    const said = { phone: '613 555-0199', phoneSafe: 'yes', contactRules: 'Never the old number.' }
    expect((await write(contactPage.slug, [said])).status).toBe(204)
    const rules = await readContactRules()
    expect(rules).toMatchObject({ phone: '+16135550199', phoneSafe: 'yes', rules: 'Never the old number.' })
    expect(rules).not.toHaveProperty('messageSafe')
    // An earlier number stays one of this parent’s own, so that nobody calls the other parent at it.
    expect(rules?.furtherPhones).toContain('+16135550142')
    expect((await readRecord())[0]).toMatchObject({
      action: 'contact_rules_changed',
      actor: 'camille-verdier',
    })
    const { form_versions: _, ...tables } = await selectAllTables()
    expect(JSON.stringify([tables, deliveries])).not.toMatch(/0199|old number/)
  })

  it('can say that nothing is safe, and is not replaced by a page with nothing on it', async () => {
    const before = await readContactRules()
    await expectNoChange(422, () => write(contactPage.slug, [{}]))
    await expectNoChange(422, () => write(contactPage.slug, [], { note: 'Prefers mornings' }))
    expect(await readContactRules()).toEqual(before)
    expect((await write(contactPage.slug, [{ 'phone-instead': 'no-phone' }])).status).toBe(204)
    expect(Object.keys((await readContactRules()) ?? {})).not.toContain('phoneSafe')
  })
})

describe('what was not said', () => {
  it('is required on no page', () => {
    for (const { section } of deskFormPages)
      for (const question of Object.values(section.questions)) expect(question).not.toHaveProperty('required')
  })

  it('leaves a note under the title of its page, whichever page that is', async () => {
    for (const { slug, section } of deskFormPages.filter((page) => page.slug !== contactPage.slug)) {
      expect([slug, (await write(slug, [], { note: `About ${slug}` })).status]).toEqual([slug, 204])
      expect(section.title.en).not.toBe('')
    }
    const additions = await readAdditions()
    expect(additions.map(({ page }) => page)).toHaveLength(deskFormPages.length - 1)
    const open = additions.filter(({ note }) => note !== null)
    for (const { page, note } of open) expect(note).toBe(`About ${page}`)
    expect(open.every(({ sections }) => sections.length > 0)).toBe(true)
  })
})

describe('answers to mend', () => {
  interface ToMend {
    readonly code: string
    readonly problems: readonly { item: number; field: string; wording: { en: string }; isDoubt?: true }[]
  }
  const refuse = async (page: string, items: readonly Fields[]) =>
    (await (await expectNoChange(422, () => write(page, items))).json()) as ToMend

  it('come back in the words that the parent would read, with the item and the field', async () => {
    const date = { 'childBirthDate-day': '31', 'childBirthDate-month': '2', 'childBirthDate-year': '2020' }
    const { code, problems } = await refuse('children', [{ childName: 'Bo' }, date])
    expect(code).toBe('answers_to_mend')
    expect(problems.map(({ item, field, wording }) => [item, field, wording.en])).toEqual([
      [
        1,
        'childBirthDate-day',
        'Check the day, the month and the year: we can’t find this date in the calendar',
      ],
    ])
  })

  it('that are asked about count when they are left as they are', async () => {
    const said = { ownLawyer: 'Hannah Osei', ownLawyerEmail: 'hannah@gmial.com' }
    const { problems } = await refuse('you-more', [said])
    expect(problems.map(({ field, isDoubt }) => [field, isDoubt])).toEqual([['ownLawyerEmail', true]])
    const confirmed = { ...said, 'ownLawyerEmail-confirmed': said.ownLawyerEmail }
    expect((await write('you-more', [confirmed])).status).toBe(204)
  })

  it('are judged only where the page asks, by the parent’s own route', async () => {
    expect((await write('how-you-come', [{ whatHolds: 'x'.repeat(300) }])).status).toBe(204)
    expect(listAnswered((await readAdditions())[0])?.flat()).toContain('x'.repeat(300))
    const hidden = { ownLawyerPhone: 'nobody knows', usedName: 'Mo' }
    expect((await write('you-more', [hidden])).status).toBe(204)
  })
})

describe('is refused', () => {
  const said: FormFields = { interpreter: ['Cree'] }

  it.each([
    ['a field that the page lacks', 'documents', [{ legalName: 'Somebody' }]],
    ['a field of no page', 'documents', [{ nowhere: 'x' }]],
    ['two answers where one is asked for', 'you', [{ legalName: ['One', 'Two'] }]],
    ['two items of a page that has none', 'you', [{ legalName: 'One' }, { legalName: 'Two' }]],
    ['more items than the list takes', 'children', Array.from({ length: 13 }, () => ({ childName: 'Bo' }))],
    ['nothing at all', 'documents', []],
    ['what nobody can see', 'documents', [{ assessments: ' \u200b ' }]],
    ['a page that is none', 'nowhere', [{ legalName: 'One' }]],
  ])('with %s', async (_, page, items) => {
    await expectNoChange(422, () => write(page, items))
  })

  it('for the wrong side, after a withdrawal, in a closed file, and while the page shows less than there is', async () => {
    await expectNoChange(409, () => write('what-you-need', [said as never], { side: 'other' }))
    expect((await write('what-you-need', [said as never])).status).toBe(204)
    await expectNoChange(409, () => write('what-you-need', [said as never]))
    await queryRows("update parents set status = 'closed' where side = 'initiating'")
    await expectNoChange(409, () => write('documents', [{ assessments: 'A report' }]))
    await queryRows("update parents set status = 'received' where side = 'initiating'")
    await queryRows("update files set stage = 'closed'")
    await expectNoChange(409, () => write('documents', [{ assessments: 'A report' }]))
  })

  it('to another coordinator', async () => {
    await expectNoChange(403, () => write('documents', [{ assessments: 'A report' }], {}, team.robin))
  })
})
