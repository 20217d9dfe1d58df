import { describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { MAX_WRONG_CODES_PER_INVITATION } from '../../content/limits.ts'
import { practice } from '../../content/practice.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import {
  createFamilyWithInvitation,
  createOtherParentWithDraft,
  enterInvitationCode,
} from '../../tests/support/authorisation-and-invitation.ts'
import { appendDecodedBase64url, createCanaryIntake } from '../../tests/support/canary-intake.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { createCookieJarVisitor } from '../../tests/support/cookie-jar-visitor.ts'
import { changesNothing, countRows, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import {
  createParentWithDraft,
  declarationFields,
  insertFilledDraft,
  saveEverySection,
} from '../../tests/support/intake-drafts.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  openTestDatabase,
  type Visitor,
} from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'

const deliveries = setUpPortal()

const PAGE = '/file/joining-code/'
const byConsent: FormFields = {
  ...intakeExamples.byOneParent.fields,
  route: ['consent'],
  noContactOrder: ['no'],
  parentingDocument: ['agreement'],
}
const theirs: FormFields = {
  ...intakeExamples.byConsent.fields,
  legalName: ['Alexis Brandt'],
  noContactOrder: ['no'],
}

/** The page that asks which parenting document there is. */
const DOCUMENT_PAGE = `/joining/${joiningForm.sections.find(({ questions }) => 'parentingDocument' in questions)?.slug}/`

/** Creates a parent who sent an intake, with “Your file” open. */
async function createFirstParent(fields: FormFields = byConsent) {
  const sender = await createParentWithDraft(fields)
  await sender.post('/intake/send/', declarationFields)
  const { slots } = await parsePage(await sender.get('/intake/sent/'))
  const first = createCookieJarVisitor()
  await first.post('/file/', { code: [slots.code ?? ''] })
  return { sender, first, reference: slots.reference ?? '' }
}

const give = (first: Visitor, shows: readonly string[] = []) =>
  first.post(PAGE, { press: ['give'], shows: [...shows] })
const takeBack = (first: Visitor) => first.post(PAGE, { press: ['take-back'] })
const readCode = async (first: Visitor) => (await parsePage(await first.get(PAGE))).slots.code ?? ''

async function createCouple(shows: readonly string[] = [], fields: FormFields = byConsent) {
  const couple = await createFirstParent(fields)
  await give(couple.first, shows)
  return { ...couple, code: await readCode(couple.first) }
}

/** Opens the code, asks to see what may be shown or not, and saves the first page. */
async function beginWith(code: string, see: readonly string[] = []): Promise<Visitor> {
  const other = await enterInvitationCode(code)
  expectRedirect(await other.post('/invitation/start/', { see: [...see] }), '/joining/start/')
  await other.post('/joining/start/', { device: ['own'] })
  return other
}

async function sendWith(code: string, fields = theirs) {
  const other = await createOtherParentWithDraft(code, fields)
  expectRedirect(await other.post('/joining/send/', declarationFields), '/joining/sent/')
}

async function declineWith(code: string) {
  const other = await enterInvitationCode(code)
  return other.post('/invitation/decline/')
}

describe('giving a code', () => {
  it.each(languages)(
    'is offered to a parent who comes by consent, and a GET never creates one, in %s',
    async (language) => {
      const { sender, first } = await createFirstParent()
      expect((await parsePage(await sender.get('/intake/sent/'))).shown.has('offer-code')).toBe(true)
      expect(
        (await parsePage(await first.get(localisePath(language, '/file/')))).shown.has('give-code'),
      ).toBe(true)
      const page = await parsePage(await changesNothing(() => first.get(localisePath(language, PAGE))))
      expect([page.shown.has('offered'), page.shown.has('given'), page.slots.code ?? '']).toEqual([
        true,
        false,
        '',
      ])
    },
  )

  it('creates one, however often it is pressed, on record, and stores its hash alone', async () => {
    const { first, reference } = await createFirstParent()
    for (let times = 0; times < 3; times++) expectRedirect(await give(first, ['children']), PAGE)
    const code = await readCode(first)
    expect(code).toMatch(/^V-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    const [row, ...more] = await queryRows('select * from joining_codes')
    expect(more).toEqual([])
    expect(row).toMatchObject({ shows_children: 1, shows_document: 0, ended_at: null })
    expect(Number(row?.expires_at) - Number(row?.created_at)).toBe(practice.invitationDays * DAY_MS)
    expect(JSON.stringify(await selectAllTables())).not.toContain(code.slice(2))
    const [file] = await queryRows<{ id: string }>('select id from files where reference = ?', reference)
    const record = await listAuditRows(parseEnvironment(bindings).db, file?.id ?? '')
    expect(record.at(-1)).toMatchObject({
      actor: 'parent',
      action: 'joining_code_given',
      detail: '{"showsChildren":true,"showsDocument":false}',
    })
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), record)).toBeUndefined()
  })

  it.each(['one-parent', 'court-order'])(
    'is not offered, and not done, to a parent who came by %s',
    async (route) => {
      const { sender, first } = await createFirstParent({ ...byConsent, route: [route] })
      expect((await parsePage(await sender.get('/intake/sent/'))).shown.has('offer-code')).toBe(false)
      expect((await parsePage(await first.get('/file/'))).shown.has('give-code')).toBe(false)
      expectRedirect(await first.get(PAGE), '/file/')
      await changesNothing(() => give(first))
    },
  )

  it.each(['yes', 'not-sure'])('is shut while an order is in doubt, told so: %s', async (answer) => {
    const { sender, first } = await createFirstParent({ ...byConsent, noContactOrder: [answer] })
    expect((await parsePage(await sender.get('/intake/sent/'))).shown.has('offer-code')).toBe(false)
    const page = await parsePage(await first.get(PAGE))
    expect([page.shown.has('waits'), page.shown.has('offered'), page.shown.has('given')]).toEqual([
      true,
      false,
      false,
    ])
    expectRedirect(await changesNothing(() => give(first)), PAGE)
    // Once the order was read and nothing in it forbids contact, nothing is in doubt.
    await queryRows('update contact_holds set lifted_at = 1')
    await give(first)
    expect(await readCode(first)).not.toBe('')
  })

  it('is not done with an access code that signs nothing, nor for a closed file', async () => {
    const { first } = await createFirstParent()
    await queryRows("update parents set access_code_replaced_at = 1 where side = 'initiating'")
    await changesNothing(() => give(first))
    await queryRows('update parents set access_code_replaced_at = null')
    await queryRows("update files set stage = 'closed'")
    await changesNothing(() => give(first))
  })
})

describe('the code', () => {
  it('opens a form of their own in the same file, which takes no other place', async () => {
    const { code, reference } = await createCouple()
    await queryRows("update files set stage = 'waiting', lead_coordinator_id = null")
    await queryRows("update parents set status = 'waiting' where side = 'initiating'")
    const other = await enterInvitationCode(code)
    const { shown } = await parsePage(await other.get('/invitation/yours/'))
    expect([shown.has('by-parent'), shown.has('by-call')]).toEqual([true, false])
    await other.post('/invitation/start/')
    await insertFilledDraft(other, theirs, 'en', joiningForm)
    expect((await parsePage(await other.get('/joining/check/'))).shown.has('waiting')).toBe(true)
    expectRedirect(await other.post('/joining/send/', declarationFields), '/joining/sent/')
    expect(await countRows('files')).toBe(1)
    expect(await queryRows('select side, status, route from parents order by side')).toEqual([
      { side: 'initiating', status: 'waiting', route: 'consent' },
      { side: 'other', status: 'waiting', route: null },
    ])
    const sent = await parsePage(await other.get('/joining/sent/'))
    expect(sent.slots.reference).not.toBe(reference)
    expect([sent.shown.has('waiting'), sent.shown.has('offer-call'), sent.shown.has('offer-code')]).toEqual([
      true,
      false,
      false,
    ])
    expect(await queryRows('select accepted_at is not null as used from joining_codes')).toEqual([
      { used: 1 },
    ])
    expect(
      await queryRows(
        "select detail from audit_events where action = 'intake_sent' order by sequence desc limit 1",
      ),
    ).toEqual([{ detail: '{"cameByCode":true}' }])
    // Of equal standing: a file of their own to open, and no code or call to ask for.
    const later = createCookieJarVisitor()
    await later.post('/file/', { code: [sent.slots.code ?? ''] })
    const own = await parsePage(await later.get('/file/'))
    expect([own.shown.has('give-code'), own.shown.has('calling')]).toEqual([false, false])
  })

  it('is refused once it was taken back or expired, or the file was closed', async () => {
    const endings: ((first: Visitor) => unknown)[] = [
      takeBack,
      () => queryRows('update joining_codes set expires_at = 1'),
      () => queryRows("update parents set status = 'closed' where side = 'initiating'"),
      () => queryRows("update files set stage = 'closed'"),
    ]
    for (const end of endings) {
      const { first, code } = await createCouple()
      await enterInvitationCode(code)
      await end(first)
      expect((await createCookieJarVisitor().post('/invitation/', { code: [code] })).status).toBe(422)
      await queryRows("update files set stage = 'new'")
    }
  })

  it('is refused while its giver reports an order; and no form is begun with one opened before', async () => {
    const { code } = await createCouple()
    const opened = await enterInvitationCode(code)
    await queryRows(
      "insert into contact_holds (id, parent_id, reported_in, reported_at) select 'hold', id, 'intake', 1 from parents where side = 'initiating'",
    )
    expect((await createCookieJarVisitor().post('/invitation/', { code: [code] })).status).toBe(422)
    expectRedirect(await opened.post('/invitation/start/'), '/invitation/')
    await queryRows('update contact_holds set lifted_at = 2')
    await enterInvitationCode(code)
  })

  it('ends with too many wrong codes that begin like it', async () => {
    const { code } = await createCouple()
    const wrong = `${code.slice(0, 8)}${code.endsWith('0') ? '11111' : '00000'}`
    for (let times = 0; times < MAX_WRONG_CODES_PER_INVITATION; times++)
      await createCookieJarVisitor().post('/invitation/', { code: [wrong] })
    expect((await createCookieJarVisitor().post('/invitation/', { code: [code] })).status).toBe(422)
  })

  it('is declined with one button: on record, told to the lead, and to no page of the first parent', async () => {
    const { first, code } = await createCouple()
    const before = [await (await first.get('/file/')).text(), await (await first.get(PAGE)).text()]
    deliveries.length = 0
    const other = await enterInvitationCode(code)
    for (let times = 0; times < 2; times++)
      expectRedirect(
        await other.post('/invitation/decline/'),
        times === 0 ? '/invitation/declined/' : '/invitation/',
      )
    expect(
      await queryRows("select actor from audit_events where action = 'joining_code_declined'"),
    ).toHaveLength(1)
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    // Pressed again, even with the code entered anew, it is on record and told once.
    await declineWith(code)
    expect(
      await queryRows("select actor from audit_events where action = 'joining_code_declined'"),
    ).toHaveLength(1)
    expect(deliveries).toHaveLength(1)
    expect([await (await first.get('/file/')).text(), await (await first.get(PAGE)).text()]).toEqual(before)
  })
})

const everything = ['children', 'document']

describe('what both parents share', () => {
  it.each([
    { shows: everything, see: ['yes'], children: true, document: true },
    { shows: ['children'], see: ['yes'], children: true, document: false },
    { shows: ['document'], see: ['yes'], children: false, document: true },
    { shows: [], see: ['yes'], children: false, document: false },
    { shows: everything, see: [], children: false, document: false },
    { shows: [], see: [], children: false, document: false },
  ])('is shown only where both said so: $shows, $see', async ({ shows, see, children, document }) => {
    const { code } = await createCouple(shows)
    const other = await beginWith(code, see)
    const list = await (await other.get('/joining/children/')).text()
    for (const name of ['Noa Brandt-Tanaka', 'Kit Brandt-Tanaka']) expect(list.includes(name)).toBe(children)
    const { filledFields } = await parsePage(await other.get(DOCUMENT_PAGE))
    expect(filledFields.parentingDocument ?? []).toEqual(document ? ['agreement'] : [])
  })

  it('is a name and a kind of document, and nothing else of the form; never a child who is not born yet', async () => {
    const expecting: FormFields = {
      ...byConsent,
      'children/03/childName': ['Zeta'],
      'children/03/childBirthDate-instead': ['expected'],
    }
    const { code } = await createCouple(everything, expecting)
    const other = await beginWith(code, ['yes'])
    const pages = await Promise.all(
      [
        ...joiningForm.sections
          .filter(({ slug }) => slug !== 'declaration')
          .map(({ slug }) => `/joining/${slug}/`),
        '/joining/check/',
        ...['1', '2'].map((n) => `/joining/children/${n.padStart(16, '0')}/`),
      ].map(async (path) => (await other.get(path)).text()),
    )
    const shown = pages.join('')
    expect(shown.includes('Noa Brandt-Tanaka')).toBe(true)
    for (const [name, values] of Object.entries(byConsent))
      for (const value of values)
        if (/\s/.test(value) && value.length > 12 && !/childName$/.test(name))
          expect(shown.includes(value) ? `${name}: ${value}` : '').toBe('')
    expect(shown.includes('Zeta')).toBe(false)
    const child = await parsePage(await other.get(`/joining/children/${'1'.padStart(16, '0')}/`))
    const filled = Object.entries(child.filledFields).filter(([, values]) =>
      values.some((value) => value !== ''),
    )
    expect(filled).toEqual([['childName', ['Noa Brandt-Tanaka']]])
  })

  it('is read in one call more, once, and not at all unless asked for', async () => {
    const { code } = await createCouple(everything)
    for (const [see, expected] of [
      [[], 1],
      [['yes'], 2],
    ] as const) {
      const other = await enterInvitationCode(code)
      await other.post('/invitation/start/', { see: [...see] })
      const { DB, calls } = createCountingD1()
      const watched = createCookieJarVisitor({ DB })
      watched.cookie = other.cookie
      await watched.post('/joining/start/', { device: ['own'] })
      expect(calls).toHaveLength(expected)
    }
  })

  it('is nothing where the practice invited the other parent, whatever is posted', async () => {
    const { code } = await createFamilyWithInvitation(byConsent)
    const other = await beginWith(code, ['yes'])
    expect(await countRows('draft_sections')).toBe(1)
    expect(await (await other.get('/joining/children/')).text()).not.toContain('Noa')
  })
})

describe('nothing of one parent’s answers or acts reaches the other', () => {
  it.each(languages)('on any page, in any mail, header or log line, in %s', async (language) => {
    const at = (path: string) => localisePath(language, path)
    const consenting = (fields: FormFields): FormFields => ({
      ...fields,
      route: ['consent'],
      noContactOrder: ['no'],
      otherOrderKind: [],
    })
    const one = createCanaryIntake('Kanarien', '555 3')
    const two = createCanaryIntake('Zeisig', '555 4')
    const withoutOrders = (fields: FormFields): FormFields =>
      Object.fromEntries(Object.entries(consenting(fields)).filter(([name]) => !name.startsWith('orders/')))
    const { first, reference, code } = await createCouple([], withoutOrders(one.fields))
    const logs = captureConsole()
    deliveries.length = 0
    const firstPages = async () =>
      Promise.all(['/file/', PAGE, '/file/book/'].map(async (path) => (await first.get(at(path))).text()))
    const before = await firstPages()
    const seenByOther: Response[] = []
    const watch = async (response: Promise<Response>) => seenByOther.push((await response).clone())
    const other = createCookieJarVisitor()
    await watch(other.post(at('/invitation/'), { code: [code] }))
    for (const path of ['yours', 'decline']) await watch(other.get(at(`/invitation/${path}/`)))
    await watch(other.post(at('/invitation/start/'), { see: ['yes'] }))
    await saveEverySection(other, withoutOrders(two.fields), language, joiningForm)
    for (const { slug, atSending } of joiningForm.sections as readonly { slug: string; atSending?: true }[])
      if (!atSending) await watch(other.get(at(`/joining/${slug}/`)))
    await watch(other.get(at('/joining/check/')))
    await watch(other.post(at('/joining/send/'), declarationFields))
    await watch(other.get(at('/joining/sent/')))
    // The first parent sees, byte by byte, what they saw before the other one did anything.
    expect(await firstPages()).toEqual(before)
    const text = JSON.stringify(
      await Promise.all(seenByOther.map(async (response) => [[...response.headers], await response.text()])),
    )
    for (const needle of [...one.needles, reference]) expect(text.includes(needle) ? needle : '').toBe('')
    for (const needle of two.needles) expect(before.join('').includes(needle) ? needle : '').toBe('')
    const stored = appendDecodedBase64url(JSON.stringify(await selectAllTables()))
    const told = JSON.stringify([deliveries.filter(({ to }) => !/zeisig/i.test(to)), logs.lines])
    for (const needle of [...one.needles, ...two.needles]) {
      expect(stored.includes(needle) ? needle : '').toBe('')
      expect(told.includes(needle) ? needle : '').toBe('')
    }
  })

  it('also when the first parent takes the code back and asks for another after it was used', async () => {
    const used = await createCouple()
    await sendWith(used.code)
    const unused = await createCouple()
    const look = async ({ first }: { first: Visitor }) => {
      const pages = []
      for (const act of [takeBack, give]) {
        const { status, headers } = await act(first)
        const { shown, status: shownStatus } = await parsePage(await first.get(PAGE))
        pages.push([status, headers.get('Location'), shownStatus, [...shown]])
      }
      return pages
    }
    expect(await look(used)).toEqual(await look(unused))
    // The new code opens the page as any other, and joins nothing.
    await sendWith(await readCode(used.first))
    expect(await countRows('submissions')).toBe(4)
    expect(await countRows('files')).toBe(3)
  })

  it.each<[what: string, act: (code: string) => unknown]>([
    ['used it', sendWith],
    ['declined it', declineWith],
    [
      'told of an order in the form that they sent with it',
      (code) => sendWith(code, { ...theirs, noContactOrder: ['yes'] }),
    ],
    [
      'applied on their own, and told of an order',
      async () => {
        const fields = { ...intakeExamples.byOneParent.fields, ...swapParents(byConsent) }
        const other = await createParentWithDraft({ ...fields, noContactOrder: ['yes'] })
        expectRedirect(await other.post('/intake/send/', declarationFields), '/intake/sent/')
      },
    ],
  ])('also to a first parent who tries the code themselves, after the other one %s', async (_, act) => {
    const [used, unused] = [await createCouple(everything), await createCouple(everything)]
    const before = await tryOneself(unused.code)
    await act(used.code)
    expect(await tryOneself(used.code)).toEqual(before)
  })

  it('also to one who then enters codes that are nearly right, until it is locked', async () => {
    const [used, unused] = [await createCouple(), await createCouple()]
    await sendWith(used.code)
    for (const { code } of [used, unused]) {
      const wrong = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0')
      for (let times = 1; times <= MAX_WRONG_CODES_PER_INVITATION; times++) {
        await enterInvitationCode(code)
        await createCookieJarVisitor().post('/invitation/', { code: [wrong] })
      }
      expect((await createCookieJarVisitor().post('/invitation/', { code: [code] })).status).toBe(422)
    }
  })

  it('sends a form into a file of its own once the code joins nothing, with nothing lost', async () => {
    const { code } = await createCouple()
    await queryRows(
      "insert into contact_holds (id, parent_id, reported_in, reported_at) select 'hold', id, 'desk', 1 from parents where side = 'other'",
    )
    await sendWith(code)
    expect(await countRows('files')).toBe(2)
    expect(await queryRows('select accepted_at from joining_codes')).toEqual([{ accepted_at: null }])
  })
})

describe('the place of a family', () => {
  const places = [false, true].flatMap((isOrderInDoubt) =>
    [false, true].flatMap((isFull) =>
      [false, true].map((giverWaits) => ({ isOrderInDoubt, isFull, giverWaits })),
    ),
  )

  it.each(places)(
    'is told to both parents alike, before sending and after: $isOrderInDoubt, $isFull, $giverWaits',
    async ({ isOrderInDoubt, isFull, giverWaits }) => {
      const { code, first } = await createCouple()
      if (giverWaits) {
        await queryRows("update files set stage = 'waiting', lead_coordinator_id = null")
        await queryRows(
          "update parents set status = 'waiting', booking_coordinator_id = null where side = 'initiating'",
        )
      }
      if (isOrderInDoubt)
        await queryRows(
          "insert into contact_holds (id, parent_id, reported_in, reported_at) select 'hold', id, 'desk', 1 from parents where side = 'other'",
        )
      if (isFull) await fillPractice()
      // Later, so that a file of the other parent’s own is younger than the one they have a code of.
      vi.setSystemTime(TEST_NOW + 60_000)
      const other = await enterInvitationCode(code)
      const tellsWaiting = async (visitor: Visitor, path: string) =>
        (await parsePage(await visitor.get(path))).shown.has('waiting')
      expect(await tellsWaiting(first, '/file/')).toBe(giverWaits)
      expect(await tellsWaiting(other, '/invitation/yours/')).toBe(giverWaits)
      await other.post('/invitation/start/')
      await insertFilledDraft(other, theirs, 'en', joiningForm)
      expect(await tellsWaiting(other, '/joining/check/')).toBe(giverWaits)
      expectRedirect(await other.post('/joining/send/', declarationFields), '/joining/sent/')
      const { shown, slots } = await parsePage(await other.get('/joining/sent/'))
      expect([shown.has('waiting'), shown.has('received'), shown.has('offer-booking')]).toEqual([
        giverWaits,
        !giverWaits,
        !giverWaits,
      ])
      await other.post('/file/', { code: [slots.code ?? ''] })
      const listPlace = async (visitor: Visitor) =>
        [...(await parseVisiblePage(await visitor.get('/file/'))).shown].filter((name) =>
          name.startsWith('place'),
        )
      expect(await listPlace(other)).toEqual(giverWaits ? ['place', 'place-next'] : [])
      expect(await listPlace(other)).toEqual(await listPlace(first))
      expect(
        await queryRows(
          'select distinct status, booking_coordinator_id as coordinator from parents where status is not null',
        ),
      ).toEqual([
        { status: giverWaits ? 'waiting' : 'received', coordinator: giverWaits ? null : 'robin-ashdown' },
      ])
      const files = await queryRows<{ stage: string; lead: string | null }>(
        'select stage, lead_coordinator_id as lead from files where created_at > 0',
      )
      expect(files).toHaveLength(isOrderInDoubt ? 2 : 1)
      expect(new Set(files.map(({ stage, lead }) => `${stage} ${lead}`)).size).toBe(1)
    },
  )

  it('is the file’s on the first page of an intake that was begun with a code, whatever room others find', async () => {
    const { code } = await createCouple()
    await fillPractice()
    const other = await createOtherParentWithDraft(code, theirs, 'en', intakeForm)
    expect((await parsePage(await other.get('/intake/start/'))).shown.has('room')).toBe(false)
    expect((await parsePage(await createCookieJarVisitor().get('/intake/start/'))).shown.has('room')).toBe(
      true,
    )
  })
})

/** Gives each coordinator as many files as they take. */
async function fillPractice(): Promise<void> {
  for (const { id, capacity } of practice.coordinators)
    await queryRows(
      `insert into files (id, reference, route, stage, lead_coordinator_id, created_at, accepted_at)
        select ? || value, ? || value, 'consent', 'open', ?, 0, 0
        from (with recursive numbers(value) as (select 1 union all select value + 1 from numbers where value < ?)
          select value from numbers)`,
      id,
      id,
      id,
      capacity,
    )
}

it('calls the form of a parent who joined a form, and no request of theirs, in French', async () => {
  const { code } = await createCouple()
  const other = await createOtherParentWithDraft(code, theirs, 'fr')
  const read = async (path: string) => parseVisiblePage(await other.get(localisePath('fr', path)))
  const texts = [(await read('/joining/check/')).text]
  await other.post(localisePath('fr', '/joining/send/'), declarationFields)
  const sent = await read('/joining/sent/')
  await other.post(localisePath('fr', '/file/'), { code: [sent.slots.code ?? ''] })
  texts.push(sent.text, (await read('/file/')).text)
  for (const text of texts) expect(text).not.toMatch(/votre demande/i)
})

it.each(languages)(
  'a code is asked for by pages that do not say that the practice gave it, in %s',
  async (language) => {
    const read = async (path: string) =>
      (await parseVisiblePage(await createCookieJarVisitor().get(localisePath(language, path)))).text
    for (const path of ['/invitation/', '/code/'])
      expect(await read(path)).not.toMatch(/code we gave you|code que nous vous avons donné/)
    // A code of the other parent joins their file; without it, saving opens another one.
    expect(await read('/intake/start/')).toMatch(
      { en: /other parent pass one on/, fr: /ou de l’autre parent/ }[language],
    )
  },
)

describe('the page that a code opens', () => {
  it('asks what to show without anything ticked', async () => {
    const { code } = await createCouple(['children'])
    const html = await (await (await enterInvitationCode(code)).get('/invitation/yours/')).text()
    expect(html).toMatch(/<input[^>]*name="see"/)
    expect(html).not.toMatch(/<input[^>]*name="see"[^>]*checked/)
  })

  it.each([{ see: [] }, { see: ['yes'] }])(
    'makes no shared device of one’s own, whatever is ticked: $see',
    async ({ see }) => {
      const { code } = await createCouple(everything)
      const page = await (await (await beginWith(code, see)).get('/joining/children/')).text()
      expect(page).not.toContain(`<title>${filledPageWording.discreetTitle.en}</title>`)
    },
  )
})

/** Writes of two parents as the other one would. */
const swapParents = (fields: FormFields): FormFields => ({
  legalName: fields.otherName ?? [],
  birthDate: fields.otherBirthDate ?? [],
  otherName: fields.legalName ?? [],
  otherBirthDate: fields.birthDate ?? [],
})

/** Lists what a browser is answered that enters a code, presses each button, and looks at the form it begins. */
async function tryOneself(code: string) {
  const { DB, calls } = createCountingD1()
  const visitor = createCookieJarVisitor({ DB })
  const answers: unknown[] = []
  const note = async (answer: Promise<Response>) => {
    const response = await answer
    const html = (await response.text()).replaceAll(code, '').replace(/(name="revision" value=)"\d+"/g, '$1')
    answers.push([response.status, response.headers.get('Location'), html.slice(html.indexOf('<main'))])
  }
  for (const path of ['/invitation/', '/code/'])
    await note(createCookieJarVisitor({ DB }).post(path, { code: [code] }))
  await note(visitor.post('/invitation/', { code: [code] }))
  for (const page of ['yours', 'decline']) await note(visitor.get(`/invitation/${page}/`))
  await note(visitor.post('/invitation/start/', { see: ['yes'] }))
  await note(visitor.post('/joining/start/', { device: ['own'] }))
  for (const page of ['/joining/children/', DOCUMENT_PAGE, '/joining/check/']) await note(visitor.get(page))
  const decliner = createCookieJarVisitor({ DB })
  await decliner.post('/invitation/', { code: [code] })
  // What is told to the lead leaves after the answer.
  const statements = calls.map(({ length }) => length)
  await note(decliner.post('/invitation/decline/'))
  return { answers, statements }
}
