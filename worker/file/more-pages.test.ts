import { describe, expect, it, vi } from 'vitest'
import { bookingNoticeWording } from '../../content/file/booking-notices.ts'
import { addedPageWording } from '../../content/file/page-wording.ts'
import { addablePages, tellMorePages } from '../../content/forms/added-pages.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import {
  changesNothing,
  countRows,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../tests/support/database-rows.ts'
import { composeFileNewsMessage } from '../../tests/support/expected-messages.ts'
import { createParentWithFile, submitAuthorisationForm } from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { createFailingD1 } from '../../tests/support/racing-databases.ts'
import { expectRedirect, pressFiftyTimes, withOtherBindings } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'
import type { StoredEnvelopePart } from '../forms/form-version.ts'
import { unseal } from '../privacy/seal.ts'

const env = parseEnvironment(bindings)
const deliveries = setUpPortal()

const NEED = '/file/more/what-you-need/'
const SAFETY = '/file/more/safety-more/'
const ORDERS = '/file/more/orders/'
const CONTACT = '/file/more/reaching-you/'
const URGENT = '/file/more/urgent/'
const LIST = '/file/more/'
const ADDED = LIST
const FILE = '/file/'
const need: FormFields = { interpreter: ['Dari'], separateArrival: ['yes'] }

const openPage = async (parent: Visitor, path: string) => parseVisiblePage(await parent.get(path))

/** The fields of a page in which something stands. */
const listFilled = ({ filledFields }: Awaited<ReturnType<typeof openPage>>) =>
  Object.fromEntries(
    Object.entries(filledFields).filter(([, values]) => values.some((value) => value !== '')),
  )

/** Opens a page, fills it in and presses its button. */
async function add(parent: Visitor, path: string, fields: FormFields): Promise<Response> {
  const { revision = '' } = await openPage(parent, path)
  return parent.post(path, { ...fields, revision: [revision] })
}

const listAdded = () =>
  queryRows<{
    id: string
    page: string
    written_by: string | null
    sealed_answers: string
    sealed_safety: string | null
  }>(
    'select id, added_page as page, written_by, sealed_answers, sealed_safety from submissions where added_page is not null order by rowid',
  )

const unsealAnswers = async ({ id, sealed_answers }: Awaited<ReturnType<typeof listAdded>>[number]) =>
  (await unseal(
    env.keys,
    'answers',
    `submissions.sealed_answers:${id}`,
    sealed_answers,
  )) as StoredEnvelopePart

describe('the list of pages', () => {
  it.each(languages)(
    'leads to every page of the second half, without anything that was told, in %s',
    async (language) => {
      const { parent } = await createParentWithFile({ language })
      const page = await parseVisiblePage(
        await changesNothing(() => parent.get(localisePath(language, LIST))),
      )
      expect(page.heading).toBe(addedPageWording.listTitle[language])
      expect(tellMorePages.map(({ slug }) => slug)).toEqual(
        expect.arrayContaining(['documents', 'orders', 'what-you-need']),
      )
      expect(page.links.map(({ href }) => href)).toEqual(
        expect.arrayContaining(tellMorePages.map(({ slug }) => localisePath(language, `${LIST}${slug}/`))),
      )
      expect(page.title).not.toContain(addedPageWording.listTitle[language])
    },
  )

  it('tells on which day the parent last added to a page, and never about safety', async () => {
    const { parent } = await createParentWithFile({ rules: { timeZone: 'America/Vancouver' } })
    const before = await openPage(parent, LIST)
    expectRedirect(await add(parent, SAFETY, { tellNow: ['yes'], harmKinds: ['threats'] }), ADDED)
    // The page says once that something was added.
    await openPage(parent, LIST)
    expect(await openPage(parent, LIST)).toEqual(before)
    expectRedirect(await add(parent, NEED, need), ADDED)
    const after = await openPage(parent, ADDED)
    expect(after.slots['status-what-you-need']).toBe('Added on November 23, 2026')
    expect(after.shown).toContain('added')
  })

  it('is linked from “Your file” until it is closed', async () => {
    const { parent, parentId } = await createParentWithFile()
    expect((await openPage(parent, '/file/')).links.map(({ href }) => href)).toEqual(
      expect.arrayContaining([LIST, CONTACT, URGENT]),
    )
    await queryRows("update parents set status = 'closed' where id = ?", parentId)
    expect((await openPage(parent, '/file/')).links.map(({ href }) => href)).not.toContain(LIST)
    for (const path of [LIST, ...addablePages.map(({ slug }) => `${LIST}${slug}/`)]) {
      expectRedirect(await changesNothing(() => parent.get(path)), '/file/')
    }
    expectRedirect(await changesNothing(() => parent.post(NEED, need)), '/file/')
  })
})

describe('a page that is added to', () => {
  it.each(languages)(
    'seals what was typed as a version of its own, tells who leads, and starts empty again, in %s',
    async (language) => {
      const { parent, parentId, reference } = await createParentWithFile({ language })
      const path = localisePath(language, NEED)
      expectRedirect(await add(parent, path, need), localisePath(language, ADDED))
      const [row, ...more] = await listAdded()
      expect([row?.page, row?.written_by, row?.sealed_safety, more]).toEqual([
        'what-you-need',
        null,
        null,
        [],
      ])
      const { form_versions: _, ...tables } = await selectAllTables()
      expect(JSON.stringify(tables)).not.toContain('Dari')
      const part = await unsealAnswers(row as never)
      expect(part.answers).toEqual({ interpreter: 'Dari', separateArrival: 'yes' })
      expect(part.asked.map(({ slug }) => slug)).toEqual(['what-you-need'])
      const news = composeFileNewsMessage(
        { reference, news: 'told-more', portalOrigin: env.portalOrigin },
        'en',
      )
      expect(deliveries.map(({ text }) => text)).toEqual([news.text])
      expect(await queryRows('select actor, action, detail from audit_events')).toEqual([
        { actor: 'parent', action: 'answers_added', detail: '{}' },
      ])
      const again = await openPage(parent, path)
      expect(listFilled(again)).toEqual({})
      expect(again.text).not.toContain('Dari')
      expect(again.shown).toContain('added-before')
      expect(await countRows('submissions')).toBe(2)
      expect(
        await queryRows(
          'select sealed_answers from submissions where parent_id = ? order by rowid limit 1',
          parentId,
        ),
      ).toEqual([{ sealed_answers: 'sealed' }])
    },
  )

  it('is one call to the database to open, one to read and one to write', async () => {
    const { DB, calls } = createCountingD1()
    const { parent } = await createParentWithFile({ overrides: { DB } })
    for (const path of [LIST, NEED]) {
      calls.length = 0
      await parent.get(path)
      expect(calls).toHaveLength(1)
    }
    calls.length = 0
    await parent.post(NEED, { ...need, revision: [''] })
    expect(calls.filter((statements) => statements.length > 1)).toHaveLength(2)
  })

  it.each([
    ['a threat', { tellNow: ['yes'], harmKinds: ['threats', 'control'], harmTowards: ['me'] }],
    ['nothing more', { tellNow: ['no'] }],
  ])(
    'about safety is sealed under its own key, in the same length whatever it says (%s)',
    async (_, fields) => {
      const { parent } = await createParentWithFile()
      await add(parent, SAFETY, fields)
      const [row] = await listAdded()
      expect(await unsealAnswers(row as never)).toMatchObject({ asked: [], answers: {} })
      const safety = await unseal(
        env.keys,
        'safety',
        `submissions.sealed_safety:${row?.id}`,
        row?.sealed_safety ?? '',
      )
      expect((safety as StoredEnvelopePart).answers).toMatchObject(
        fields.tellNow[0] === 'no' ? { tellNow: 'no' } : fields && { tellNow: 'yes' },
      )
      // 4,096 bytes in base64url, with a header that differs by nothing but the row.
      expect(row?.sealed_safety?.length).toBe(5_667)
    },
  )

  it('about safety shows the same before and after', async () => {
    const { parent } = await createParentWithFile()
    const before = await (await parent.get(SAFETY)).text()
    await add(parent, SAFETY, { tellNow: ['in-person'] })
    const { id = '' } = (await listAdded())[0] ?? {}
    expect((await (await parent.get(SAFETY)).text()).replace(`value="${id}"`, 'value=""')).toBe(
      before.replace('name="revision"', 'name="revision" value=""'),
    )
  })

  it('about orders adds one order at a time, and holds contact when one may forbid it', async () => {
    const { parent, parentId } = await createParentWithFile()
    await add(parent, ORDERS, { otherOrderKind: ['support'] })
    expect(await countRows('contact_holds')).toBe(0)
    await add(parent, ORDERS, { otherOrderKind: ['protection'], otherOrderCourt: ['Ottawa'] })
    expect(await queryRows('select parent_id, reported_in, lifted_at from contact_holds')).toEqual([
      { parent_id: parentId, reported_in: 'intake', lifted_at: null },
    ])
    const parts = await Promise.all((await listAdded()).map(unsealAnswers))
    expect(parts.map(({ answers }) => answers)).toEqual([
      { orders: [{ otherOrderKind: 'support' }] },
      { orders: [{ otherOrderKind: 'protection', otherOrderCourt: 'Ottawa' }] },
    ])
  })

  it('that stays empty adds nothing', async () => {
    const { parent } = await createParentWithFile()
    expectRedirect(
      await changesNothing(() => parent.post(NEED, { interpreter: [' '], revision: [''] })),
      LIST,
    )
    const list = await parseVisiblePage(await parent.get(LIST))
    expect(list.text).toContain(addedPageWording.nothingAdded.en)
    expect(list.shown).not.toContain('added')
    expect((await parseVisiblePage(await parent.get(LIST))).shown).not.toContain('nothing-added')
  })

  it('pressed fifty times, at once and in turn, is added once with one mail', async () => {
    const { parent } = await createParentWithFile()
    await pressFiftyTimes(() => parent.post(NEED, { ...need, revision: [''] }), ADDED)
    expect([(await listAdded()).length, await countRows('audit_events'), deliveries.length]).toEqual([
      1, 1, 1,
    ])
  })

  it('shows nothing of what another tab added, and adds what was typed when the button is pressed again', async () => {
    const { parent } = await createParentWithFile()
    await add(parent, NEED, need)
    const late = { interpreter: ['Cree'], revision: [''] }
    const page = await parseVisiblePage(await expectNoChange(409, () => parent.post(NEED, late)))
    expect(page.summary?.notice).toBe(bookingNoticeWording.stale.en)
    expect([listFilled(page), page.text.includes('Dari')]).toEqual([{ interpreter: ['Cree'] }, false])
    expectRedirect(await parent.post(NEED, { ...late, revision: [page.revision ?? ''] }), ADDED)
    const parts = await Promise.all((await listAdded()).map(unsealAnswers))
    expect(parts.map(({ answers }) => answers.interpreter)).toEqual(['Dari', 'Cree'])
  })

  it('comes back with what there is to mend and everything typed', async () => {
    const { parent } = await createParentWithFile()
    const typed = {
      otherOrderDate: ['x'],
      'otherOrderDate-day': ['45'],
      'otherOrderDate-month': ['1'],
      'otherOrderDate-year': ['2020'],
    }
    const page = await parseVisiblePage(await expectNoChange(422, () => parent.post(ORDERS, typed)))
    expect(page.summary?.problems.length).toBe(1)
    expect(page.filledFields['otherOrderDate-day']).toEqual(['45'])
    const blank = await parseVisiblePage(await expectNoChange(422, () => parent.post(URGENT, {})))
    expect(blank.summary?.problems.map(({ href }) => href)).toEqual(['#urgencyWhy'])
  })

  it('comes back to be sent again when the file was closed in the browser meanwhile, and the code sends it', async () => {
    const { code } = await createParentWithFile()
    const parent = createVisitor()
    const page = await parseVisiblePage(await expectNoChange(410, () => parent.post(NEED, need)))
    expect(page.summary?.notice).toBe(bookingNoticeWording.fileClosed.en)
    expectRedirect(await parent.post(NEED, { ...page.filledFields, code: [code], revision: [''] }), ADDED)
    expect(await listAdded()).toHaveLength(1)
  })

  it.each([
    ['when the database fails before anything is read', 500, createFailingD1(/./)],
    ['when the database fails while it is saved', 500, createFailingD1(/insert into "submissions"/)],
    [
      'while too many write to the file',
      503,
      createFailingD1(
        /insert into "audit_events"/,
        'UNIQUE constraint failed: audit_events.file_id, audit_events.sequence',
      ),
    ],
  ] as const)('comes back to be sent again %s', async (_, status, DB) => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const { parent } = await createParentWithFile()
    const unlucky = withOtherBindings(parent, { DB })
    const page = await parseVisiblePage(
      await expectNoChange(status, () => unlucky.post(NEED, { ...need, revision: [''] })),
    )
    expect(listFilled(page)).toEqual(need)
  })
})

describe('how to reach a parent', () => {
  const own: FormFields = { phone: ['613 555-0142'], phoneSafe: ['yes'], safeTimes: ['Mondays'] }
  const others: FormFields = { otherPhone: ['(613) 555 0142'] }
  const OTHER_PARENT = '/file/more/other-parent/'

  it.each<[when: string, ...pages: [path: string, fields: FormFields][]]>([
    ['before', [OTHER_PARENT, others], [CONTACT, own]],
    ['after', [CONTACT, own], [OTHER_PARENT, others]],
  ])('counts no number as safe that they gave for the other parent %s', async (_, ...pages) => {
    const { parent } = await createParentWithFile()
    for (const [path, fields] of pages) expect((await add(parent, path, fields)).status).toBe(303)
    const { shown } = await openPage(parent, '/file/')
    expect(['received-unreachable', 'received'].filter((slot) => shown.has(slot))).toEqual([
      'received-unreachable',
    ])
  })

  const rules = {
    ...{ name: 'Sam', phone: '+16135550100', phoneSafe: 'yes', email: 'sam@example.org' },
    ...{ timeZone: 'America/Vancouver', furtherPhones: ['+16135550177'] },
  } as const

  it('is changed as a whole, applies at once, and shows nothing of what was said before', async () => {
    const { parent, parentId, reference } = await createParentWithFile({ rules })
    const page = await openPage(parent, CONTACT)
    expect(listFilled(page)).toEqual({})
    expect(page.text).not.toMatch(/550100|550177|sam@/)
    expectRedirect(
      await add(parent, CONTACT, { phone: ['613 555-0142'], phoneSafe: ['no'], safeTimes: ['Mondays'] }),
      FILE,
    )
    // The times they wrote are when a call to that number is safe.
    const { shown } = await openPage(parent, FILE)
    expect(
      ['done-reaching-you', 'received-unreachable', 'received'].filter((slot) => shown.has(slot)),
    ).toEqual(['done-reaching-you', 'received'])
    const [row] = await queryRows<{ sealed: string }>(
      'select sealed_contact_rules as sealed from parents where id = ?',
      parentId,
    )
    expect(await unsealContactRules(env, parentId, row?.sealed ?? '')).toEqual({
      ...{
        name: 'Sam',
        phone: '+16135550142',
        phoneSafe: 'no',
        safeCallTime: 'Mondays',
        safeTimes: 'Mondays',
        mailSubject: 'reference',
      },
      ...{ timeZone: 'America/Vancouver', furtherPhones: ['+16135550100', '+16135550177'] },
    })
    expect(await queryRows('select action from audit_events')).toEqual([{ action: 'contact_rules_changed' }])
    const news = composeFileNewsMessage(
      { reference, news: 'contact-rules-changed', portalOrigin: env.portalOrigin },
      'en',
    )
    expect(deliveries.map(({ text }) => text)).toEqual([news.text])
    expect(await queryRows("select side from match_tokens where kind = 'reach-phone'")).toEqual([
      { side: 'initiating' },
    ])
  })

  it('says on their file that e-mail does not reach them, until they give an address anew', async () => {
    const { email: _, ...without } = rules
    const { parent } = await createParentWithFile({ rules: { ...without, addressProblem: 'bounced' } })
    const isSaid = async () => (await openPage(parent, '/file/')).shown.has('address-bounced')
    expect(await isSaid()).toBe(true)
    const fields = { email: ['sam@example.org'], emailSafe: ['yes'], phone: ['613 555-0142'] }
    expectRedirect(await add(parent, CONTACT, fields), FILE)
    expect(await isSaid()).toBe(false)
  })

  it('makes no number of one’s own that of the other parent, who would be called at it', async () => {
    const { parent } = await createParentWithFile({ rules })
    await add(parent, CONTACT, { phone: ['613 555-0142'], phoneSafe: ['yes'] })
    for (const otherPhoneNow of ['613 555-0100', '613 555-0142', '613 555-0177']) {
      const answer = await submitAuthorisationForm(parent, {
        ...authorisationExamples.plain.fields,
        otherPhoneNow: [otherPhoneNow],
      })
      const { status, summary } = await parseVisiblePage(answer)
      expect([status, summary?.problems.map(({ href }) => href)]).toEqual([422, ['#otherPhoneNow']])
    }
    expect(await countRows('authorisations')).toBe(0)
  })

  it('is asked for with the same rules as in the intake', async () => {
    const { parent } = await createParentWithFile({ rules })
    const page = await parseVisiblePage(
      await expectNoChange(422, () => parent.post(CONTACT, { safeTimes: ['Mondays'] })),
    )
    expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#phone'])
  })

  it('is not changed with a code that nobody confirmed', async () => {
    const parent = { accessCodeReplacedAt: 1, accessCodeReplacedBy: 'robin-ashdown' }
    const file = await createParentWithFile({ rules, parent })
    await changesNothing(async () => {
      expectRedirect(await file.parent.get(CONTACT), '/file/')
      expectRedirect(await file.parent.post(CONTACT, { phone: ['613 555-0142'] }), '/file/')
    })
  })

  it('lets no e-mail leave for an address that is not called safe any more', async () => {
    const { parent } = await createParentWithFile({ rules })
    await add(parent, CONTACT, {
      'phone-instead': ['no-phone'],
      email: ['new@example.org'],
      emailSafe: ['not-sure'],
    })
    expect(deliveries.map(({ to }) => String(to))).not.toContain('sam@example.org')
    expect(JSON.stringify(deliveries)).not.toContain('new@example.org')
  })
})

it('“Your file” confirms what was just done, and nothing else', async () => {
  const { parent } = await createParentWithFile()
  const readDone = async (path = FILE) =>
    [...(await openPage(parent, path)).shown].filter((slot) => /^done-|added/.test(slot))
  // An address that somebody typed confirms nothing that did not happen.
  for (const path of ['/file/?done=urgent', '/file/?done=reaching-you', `${LIST}?added`, `${LIST}?nothing`])
    expect(await readDone(path), path).toEqual([])
  for (const [path, fields, at, done] of [
    [URGENT, { urgencyWhy: ['A hearing on Monday'] }, FILE, 'done-urgent'],
    [CONTACT, { phone: ['613 555-0142'], phoneSafe: ['yes'] }, FILE, 'done-reaching-you'],
    [NEED, need, LIST, 'added'],
    [NEED, {}, LIST, 'nothing-added'],
  ] as const) {
    expectRedirect(await add(parent, path, fields), at)
    // HEAD shows nothing, and a reload says it no more.
    await parent.request(at, { method: 'HEAD' })
    expect(await readDone(at)).toEqual([done])
    expect(await readDone(at)).toEqual([])
  }
})

it('a word that something has become urgent raises the urgency, and the mail holds none of it', async () => {
  const { parent, reference } = await createParentWithFile()
  expectRedirect(await add(parent, URGENT, { urgencyWhy: ['A hearing on Monday'] }), FILE)
  const [row] = await listAdded()
  expect(row?.page).toBe('urgent')
  const { answers, asked } = await unsealAnswers(row as never)
  expect(answers).toEqual({ urgency: 'today', urgencyWhy: 'A hearing on Monday' })
  expect(asked).toEqual([
    { slug: 'safety', questions: ['urgency'] },
    { slug: 'what-is-happening', questions: ['urgencyWhy'] },
  ])
  const news = composeFileNewsMessage({ reference, news: 'urgent', portalOrigin: env.portalOrigin }, 'en')
  expect(deliveries.map(({ text }) => text)).toEqual([news.text])
  expect(await queryRows('select action from audit_events')).toEqual([{ action: 'urgency_raised' }])
})

it('every page asks questions of the intake, under their own names', () => {
  const asked = intakeForm.sections.flatMap(({ questions }) => Object.keys(questions))
  for (const { section } of addablePages)
    expect(asked).toEqual(expect.arrayContaining(Object.keys(section.questions)))
})
