import { beforeEach, describe, expect, it, vi } from 'vitest'
import { bookingForm, timeRequestSection } from '../../content/forms/booking/index.ts'
import { practice } from '../../content/practice.ts'
import { localTimeToInstant } from '../../content/time/local-time.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { saveAvailability } from '../../db/availability.ts'
import { insertFormVersionStatement } from '../../db/form-versions.ts'
import { timeRequests } from '../../db/schema.ts'
import { parseAnswersSoFar } from '../../forms/parse.ts'
import { type AccessTeam, createDeskTeam } from '../../tests/support/access-team.ts'
import { insertAttendedAppointment } from '../../tests/support/attended-appointments.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { countRows, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import {
  exampleParents,
  insertAppointmentInFile,
  insertFamilyOfTwoParents,
  insertMatchTokensOfAnswers,
  insertSharedMatchTokens,
  parentSides,
} from '../../tests/support/desk-families.ts'
import { loadFilePanels, openFile, postJson } from '../../tests/support/desk-file.ts'
import type { MailDelivery } from '../../tests/support/mock-mail-provider.ts'
import { insertContactHold } from '../../tests/support/parent-with-file.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { screeningReasonMakers, screeningReasons } from '../../tests/support/screenings.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createWatchedD1, type Visitor } from '../../tests/support/test-portal.ts'
import { unsealAttendanceDetails } from '../booking/reserve/attendance-details.ts'
import { sealTimePreferences } from '../booking/reserve/time-request.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'
import { pickEnvelopePart } from '../forms/envelope.ts'
import { buildFormVersionRow } from '../forms/form-version.fixture.ts'
import { drainOutbox } from '../mail/drain.ts'
import { createOutboxRow } from '../mail/message.ts'
import type { ParentSide } from './parent-side.ts'

const FILE = 'F11E-F11E'
const OTHER_FILE = '0THR-F11E'
/** Sunday, 22 November 2026, at ten in Toronto, where Camille is. */
const NOW = Date.UTC(2026, 10, 22, 15)
const HOUR = 3_600_000
const TOMORROW = localTimeToInstant('2026-11-23', '10:00', 'America/Toronto')
const NEXT_WEEK = localTimeToInstant('2026-12-01', '14:15', 'America/Toronto')

const env = parseEnvironment(bindings)
const { db, keys } = env

let team: AccessTeam
let camille: Visitor
let jules: Visitor
let robin: Visitor
const deliveries = setUpPortal({ now: NOW })

beforeEach(async () => {
  ;({ team, camille, jules, robin } = await createDeskTeam())
})

const post = (visitor: Visitor, path: string, body: unknown) =>
  postJson(visitor, `/desk/api/files/${FILE}/${path}`, body)

interface AppointmentFacts {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly startsAt: number
  readonly may: Readonly<Record<string, boolean>>
  readonly [fact: string]: unknown
}
interface BookingFacts {
  readonly timeZone: string
  readonly modes: readonly {
    readonly mode: string
    readonly minutes: unknown
    readonly freeTimes: { readonly individual: number[]; readonly joint: number[] }
  }[]
}
interface Facts {
  readonly appointments: readonly {
    readonly side: ParentSide
    readonly mayTakeOverBooking: boolean
    readonly timeRequest: { readonly id: string } | null
    readonly appointments: readonly AppointmentFacts[]
    readonly [fact: string]: unknown
  }[]
  readonly booking: Readonly<Record<string, unknown>>
  readonly jointState: string
  readonly hasUpcomingAppointment: boolean
  readonly timeRequests: readonly { readonly id: string; readonly sections: unknown }[]
  readonly contactability: readonly Readonly<Record<string, unknown>>[]
  readonly [fact: string]: unknown
}

const read = (visitor = camille, language = 'en') => openFile<Facts>(visitor, FILE, language)
const readPanels = (visitor = camille) => loadFilePanels<Facts>(visitor, FILE)
const appointmentsOnSide = (facts: Pick<Facts, 'appointments'>, side: ParentSide) =>
  facts.appointments.find((parent) => parent.side === side)

const individual = { with: 'initiating', mode: 'video', startsAt: NEXT_WEEK } as const
const joint = { with: 'both', mode: 'video', startsAt: NEXT_WEEK } as const

const insertTimeRequest = async (side: ParentSide, id = 'request') => {
  const { asked, answers } = parseAnswersSoFar(
    { ...bookingForm, sections: [timeRequestSection] },
    { preferredParts: ['mornings'], preferredTimes: ['Not on Tuesdays'] },
  )
  const sealedPreferences = await sealTimePreferences(env, id, pickEnvelopePart('answers', asked, answers))
  const formVersion = await buildFormVersionRow(bookingForm)
  await db.batch([
    insertFormVersionStatement(db, formVersion),
    db.insert(timeRequests).values({
      ...{ id, parentId: `${side} ${FILE}`, createdAt: 5 },
      ...{ formVersionHash: formVersion.hash, sealedPreferences },
    }),
  ])
}

/** Every route that changes something, with a valid body. */
const actions = [
  ['appointments', individual],
  ['booking-coordinator', { side: 'initiating' }],
  ['time-request-answer', { timeRequest: 'request' }],
  ['mail-stop', { side: 'initiating' }],
] as const

describe('what each may do', () => {
  beforeEach(async () => {
    await insertFamilyOfTwoParents(FILE, {
      file: { legalCoordinatorId: 'jules-hartwell' },
      parents: { initiating: { bookingCoordinatorId: 'robin-ashdown' } },
    })
    await insertTimeRequest('initiating')
  })

  it.each(actions)('%s is for the lead, and stopping e-mail for whoever reads', async (path, body) => {
    const stopsMail = path === 'mail-stop'
    for (const visitor of [jules, robin]) {
      if (stopsMail) continue
      await expectNoChange(403, () => post(visitor, path, body))
    }
    // Booking answers whether each parent gets a message; any other change answers 204.
    const { status } = await post(stopsMail ? jules : camille, path, body)
    expect(status).toBe(path === 'appointments' ? 200 : 204)
  })

  it.each(actions)('%s is nothing for somebody who may not see the file', async (path, body) => {
    await queryRows('update files set legal_coordinator_id = null')
    await expectNoChange(404, () => post(jules, path, body))
  })

  it.each(actions)('%s is refused until the conflicts are reviewed', async (path, body) => {
    await insertFamilyOfTwoParents(OTHER_FILE)
    await insertSharedMatchTokens(FILE, OTHER_FILE)
    await expectNoChange(409, () => post(camille, path, body))
    const facts = await read()
    expect(facts).toMatchObject({ appointments: [], timeRequests: [], contactability: [] })
  })

  it.each(actions)('%s takes nothing it does not understand', async (path) => {
    for (const body of [
      {},
      { side: 'both' },
      { ...individual, startsAt: NEXT_WEEK + 1 },
      { ...joint, mode: 'fax' },
    ])
      await expectNoChange(422, () => post(camille, path, body))
  })

  it('is told with the file', async () => {
    expect(
      (await read()).appointments.map(({ side, mayTakeOverBooking }) => [side, mayTakeOverBooking]),
    ).toEqual([
      ['initiating', true],
      ['other', false],
    ])
    expect((await read(jules)).appointments.map(({ mayTakeOverBooking }) => mayTakeOverBooking)).toEqual([
      false,
      false,
    ])
  })
})

/** The text of a parent's e-mail and its calendar entry, decoded as they would read it. */
const readable = ({ body, text, html }: MailDelivery) => {
  const { attachments = [] } = JSON.parse(body) as { attachments?: { content: string }[] }
  return [text, html, ...attachments.map(({ content }) => Buffer.from(content, 'base64').toString())].join(
    '\n',
  )
}

const withPlainSpaces = (text: string) => text.replaceAll('\u00a0', ' ')

describe('booking for one parent', () => {
  beforeEach(() => insertFamilyOfTwoParents(FILE))

  it('is any quarter hour to come, as long as the rules say and with the minutes they leave free', async () => {
    await saveAvailability(
      db,
      {
        coordinatorId: 'camille-verdier',
        revision: 0,
        rules: JSON.stringify({
          ...practice.coordinators[1]?.availability,
          minutesBefore: 15,
          offered: { video: { individual: 45, joint: 90 }, 'in-person': { individual: 30, joint: 60 } },
        }),
      },
      NOW,
    )
    // The time is Sunday night, within the minimum notice.
    const night = localTimeToInstant('2026-11-22', '23:45', 'America/Toronto')
    expect((await post(camille, 'appointments', { ...individual, startsAt: night })).status).toBe(200)
    expect((await post(camille, 'appointments', { ...individual, mode: 'in-person' })).status).toBe(200)
    const booked = await queryRows(
      'select mode, ends_at - starts_at as lasts, starts_at - busy_from as before, busy_until - ends_at as after from appointments order by starts_at',
    )
    const minutes = 60_000
    expect(booked).toEqual([
      { mode: 'video', lasts: 45 * minutes, before: 15 * minutes, after: 15 * minutes },
      { mode: 'in-person', lasts: 30 * minutes, before: 30 * minutes, after: 30 * minutes },
    ])
    // Camille no longer offers appointments by phone.
    await expectNoChange(409, () => post(camille, 'appointments', { ...individual, mode: 'phone' }))
  })

  it.each([
    [NOW, 409],
    [NOW - HOUR, 409],
    [NOW + 800 * 24 * HOUR, 422],
  ])('is nothing at %s, long past or far off', async (startsAt, status) => {
    await expectNoChange(status, () => post(camille, 'appointments', { ...individual, startsAt }))
  })

  it('tells nobody at an address that was given for both parents, and says so', async () => {
    const { email = '' } = exampleParents.initiating.rules
    await insertMatchTokensOfAnswers(FILE, { email, otherEmail: email.toUpperCase() })
    expect((await read()).contactability).toMatchObject([{ canMail: false }, { canMail: true }])
    const answer = await post(camille, 'appointments', individual)
    expect(await answer.json()).toEqual({ mailed: false })
    expect(deliveries).toEqual([])
    expect(await countRows('outbox')).toBe(0)
    const kind = { kind: 'individual', mode: 'video', mailed: false }
    expect(await listAuditDetails(FILE)).toContainEqual(['camille-verdier', 'appointment_booked', kind])
  })

  it('writes to that parent alone, in their own time, and gives their calendar a neutral title', async () => {
    const answer = await post(camille, 'appointments', individual)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ mailed: true })
    const file = await readPanels()
    expect(appointmentsOnSide(file, 'initiating')?.appointments).toMatchObject([
      {
        kind: 'individual',
        mode: 'video',
        state: 'to-come',
        startsAt: NEXT_WEEK,
        coordinator: { id: 'camille-verdier' },
      },
    ])
    expect(appointmentsOnSide(file, 'other')?.appointments).toEqual([])
    expect(deliveries.map(({ to }) => to)).toEqual(['ottilie@example.com'])
    const message = readable(deliveries[0] as MailDelivery)
    expect(withPlainSpaces(message)).toContain(
      'Tuesday, December 1, 2026\n1:15 p.m. to 2:15 p.m.\nSaskatchewan time, UTC−06:00',
    )
    expect(message).toContain('SUMMARY:Appointment')
    expect(message).toContain('METHOD:PUBLISH')
    const [attendance] = await queryRows<{ id: string; sealed_details: string }>(
      'select id, sealed_details from attendances',
    )
    expect(message).toContain(`UID:${attendance?.id}@`)
    expect(
      await unsealAttendanceDetails(env, attendance?.id ?? '', attendance?.sealed_details ?? ''),
    ).toEqual({
      timeZone: 'America/Regina',
      calendarTitle: 'appointment',
    })
    expect(await listAuditDetails(FILE)).toEqual([
      ['camille-verdier', 'appointment_booked', { kind: 'individual', mode: 'video', mailed: true }],
    ])
  })

  it('says when nobody can be written to', async () => {
    await queryRows("update parents set sealed_contact_rules = null where side = 'initiating'")
    const { mailed } = (await (await post(camille, 'appointments', individual)).json()) as { mailed: boolean }
    expect(mailed).toBe(false)
    expect(deliveries).toEqual([])
  })

  it('counts as reminded whoever is told this shortly before', async () => {
    await post(camille, 'appointments', { ...individual, startsAt: TOMORROW })
    await post(camille, 'appointments', individual)
    expect(
      await queryRows(
        'select reminded_at from attendances join appointments on appointments.id = appointment_id order by starts_at',
      ),
    ).toEqual([{ reminded_at: NOW }, { reminded_at: null }])
  })

  it('says that a time is taken: not that the file changed', async () => {
    await insertFamilyOfTwoParents(OTHER_FILE)
    await insertAppointmentInFile(OTHER_FILE, 'other', NEXT_WEEK + HOUR)
    const answer = await expectNoChange(409, () => post(camille, 'appointments', individual))
    expect(await answer.json()).toEqual({ code: 'slot_taken' })
  })

  it('never lands in one time with another', async () => {
    const answers = await Promise.all(
      [0, 15, 30, 45].map((minutes) =>
        post(camille, 'appointments', { ...individual, startsAt: NEXT_WEEK + minutes * 60_000 }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(await countRows('appointments')).toBe(1)
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, FILE))).toBeUndefined()
  })

  it('is nothing for a parent who has not come', async () => {
    await queryRows("update parents set status = null where side = 'initiating'")
    await expectNoChange(409, () => post(camille, 'appointments', individual))
    expect((await read()).appointments.map(({ side }) => side)).toEqual(['other'])
  })

  it('prevents closing the file until it is cancelled or over', async () => {
    await insertAppointmentInFile(FILE, 'coming', NEXT_WEEK)
    expect((await read()).hasUpcomingAppointment).toBe(true)
    await expectNoChange(409, () => post(camille, 'closure', {}))
    vi.setSystemTime(NEXT_WEEK + HOUR)
    camille = await team.createVisitor('camille@lantern-street.example.com')
    expect((await read()).hasUpcomingAppointment).toBe(false)
    expect((await post(camille, 'closure', {})).status).toBe(204)
  })
})

/** Circumstances that may prevent a joint appointment, or seem to, with the state that each leads to. */
const circumstances: readonly [what: string, arrange: () => PromiseLike<unknown>, jointState: string][] = [
  ['nothing', async () => {}, 'possible'],
  [
    'the first parent did not consent',
    () => queryRows("update parents set joint_consented_at = null where side = 'initiating'"),
    'consent-missing',
  ],
  [
    'the other parent did not consent',
    () => queryRows("update parents set joint_consented_at = null where side = 'other'"),
    'consent-missing',
  ],
  [
    'the first parent did not come to their session',
    () =>
      queryRows("update appointments set outcome = 'missed' where id = ?", `attended by initiating ${FILE}`),
    'not-met-alone',
  ],
  [
    'nobody noted whether the other parent came to theirs',
    () => queryRows('update appointments set outcome = null where id = ?', `attended by other ${FILE}`),
    'not-met-alone',
  ],
  [
    'the other parent has not come',
    () => queryRows("update parents set status = null where side = 'other'"),
    'one-parent',
  ],
  ['the first parent reported an order', () => insertContactHold(`initiating ${FILE}`), 'on-hold'],
  ['the other parent reported an order', () => insertContactHold(`other ${FILE}`), 'on-hold'],
  [
    'an order was read and forbids nothing',
    () => insertContactHold(`other ${FILE}`, { liftedAt: 2 }),
    'possible',
  ],
  [
    'a related file of one of them has a contact hold',
    async () => recordRelatedFileWithHold(),
    'related-file-on-hold',
  ],
  ['such a file is closed', async () => recordRelatedFileWithHold({ stage: 'closed' }), 'possible'],
  [
    'such a file has only a lawyer in common',
    async () => recordRelatedFileWithHold({}, 'lawyer'),
    'possible',
  ],
  ...screeningReasons.flatMap((reason) =>
    parentSides.map((side): (typeof circumstances)[number] => [
      `the screening of the ${side} parent says ${reason}`,
      () => screeningReasonMakers[reason](`${side} ${FILE}`),
      reason,
    ]),
  ),
]

async function recordRelatedFileWithHold(
  file: NonNullable<Parameters<typeof insertFamilyOfTwoParents>[1]>['file'] = {},
  kind: Parameters<typeof insertSharedMatchTokens>[2] = 'phone',
) {
  await insertFamilyOfTwoParents(OTHER_FILE, { file })
  await insertSharedMatchTokens(FILE, OTHER_FILE, kind)
  await insertContactHold(`other ${OTHER_FILE}`)
  await queryRows('update files set conflicts_reviewed_at = 2')
}

describe('booking for both parents', () => {
  beforeEach(async () => {
    await insertFamilyOfTwoParents(FILE)
    for (const side of parentSides) await insertAttendedAppointment(FILE, `${side} ${FILE}`)
  })

  it.each(circumstances)('is said and done alike when %s', async (_, arrange, state) => {
    await arrange()
    expect((await read()).jointState).toBe(state)
    const { status } = await post(camille, 'appointments', joint)
    expect(status).toBe(state === 'possible' ? 200 : 409)
    const booked = await queryRows("select id from appointments where kind = 'joint'")
    expect(booked).toHaveLength(state === 'possible' ? 1 : 0)
  })

  it('says which parent was not met alone', async () => {
    await queryRows("update appointments set outcome = 'missed' where id = ?", `attended by other ${FILE}`)
    expect((await read()).appointments).toMatchObject([
      { side: 'initiating', wasMetAlone: true },
      { side: 'other', wasMetAlone: false },
    ])
  })

  it.each(circumstances.filter(([, , state]) => !['possible', 'one-parent'].includes(state)))(
    'is not done when that came right before the write: %s',
    async (_, arrange) => {
      const DB = createD1ActingBefore(/insert into "appointments"/, () => arrange())
      const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB })
      const answer = await post(visitor, 'appointments', joint)
      expect(answer.status).toBe(409)
      expect(await answer.json()).toEqual({ code: 'stale' })
      expect(await queryRows('select id from appointments where created_at > 0')).toEqual([])
      for (const table of ['appointment_slots', 'outbox']) expect(await countRows(table), table).toBe(0)
      expect(deliveries).toEqual([])
    },
  )

  it('tells each parent by mail of their own, in their language and time, with nothing of the other', async () => {
    const { mailed } = (await (await post(camille, 'appointments', joint)).json()) as { mailed: boolean }
    expect(mailed).toBe(true)
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual(['barnabe@example.net', 'ottilie@example.com'])
    const of = (side: ParentSide) =>
      deliveries.find(({ to }) => to === exampleParents[side].rules.email) as MailDelivery
    expect(withPlainSpaces(readable(of('initiating')))).toContain(
      '1:15 p.m. to 2:45 p.m.\nSaskatchewan time, UTC−06:00',
    )
    expect(withPlainSpaces(readable(of('other')))).toContain(
      '15 h 45 à 17 h 15\nHeure de Terre-Neuve, UTC−03:30',
    )
    const nothingOf: Record<ParentSide, readonly string[]> = {
      initiating: ['ottilie', 'Ottilie', 'Marchbanks', 'Saskatchewan', 'Regina', '06:00', '1:15'],
      other: ['barnabe', 'Barnabé', 'Quesnel', 'Terre-Neuve', 'Newfoundland', 'Johns', '03:30', '15\u00a0h'],
    }
    for (const side of parentSides) {
      const [own, others] = [of(side), nothingOf[side === 'other' ? 'initiating' : 'other']]
      for (const phrase of others)
        expect(own.body + readable(own), `${side}: ${phrase}`).not.toContain(phrase)
      for (const phrase of [FILE, 'Camille', 'Verdier', 'joint', 'conjoint', 'video', 'vidéo', 'ATTENDEE'])
        expect(own.body + readable(own), `${side}: ${phrase}`).not.toContain(phrase)
    }
    const uids = deliveries.map((delivery) => /UID:(\S+)/.exec(readable(delivery))?.[1])
    expect(new Set(uids).size).toBe(2)
  })
})

describe('the booking coordinator of a parent', () => {
  it('becomes the lead, and that is recorded', async () => {
    await insertFamilyOfTwoParents(FILE, {
      parents: { initiating: { bookingCoordinatorId: 'robin-ashdown' } },
    })
    expect(appointmentsOnSide(await read(), 'initiating')).toMatchObject({
      bookingCoordinator: { id: 'robin-ashdown' },
      mayTakeOverBooking: true,
    })
    expect((await post(camille, 'booking-coordinator', { side: 'initiating' })).status).toBe(204)
    expect(appointmentsOnSide(await readPanels(), 'initiating')).toMatchObject({
      bookingCoordinator: { id: 'camille-verdier' },
      mayTakeOverBooking: false,
    })
    await expectNoChange(409, () => post(camille, 'booking-coordinator', { side: 'initiating' }))
    expect(await listAuditDetails(FILE)).toContainEqual([
      'camille-verdier',
      'booking_coordinator_assigned',
      { side: 'initiating' },
    ])
  })
})

describe('the time request of a parent', () => {
  it('is unsealed, in the reader’s language, until it is answered', async () => {
    await insertFamilyOfTwoParents(FILE)
    await insertTimeRequest('other')
    const facts = await read()
    expect(appointmentsOnSide(facts, 'other')?.timeRequest).toEqual({ id: 'request', createdAt: 5 })
    expect(appointmentsOnSide(facts, 'initiating')?.timeRequest).toBeNull()
    expect(JSON.stringify(facts.timeRequests)).toContain('Not on Tuesdays')
    expect(JSON.stringify((await read(camille, 'fr')).timeRequests)).toContain('Le matin')
    expect((await post(camille, 'time-request-answer', { timeRequest: 'request' })).status).toBe(204)
    expect(appointmentsOnSide(await readPanels(), 'other')?.timeRequest).toBeNull()
    await expectNoChange(409, () => post(camille, 'time-request-answer', { timeRequest: 'request' }))
    expect((await read()).timeRequests).toEqual([])
  })
})

describe('no e-mail to a parent any more', () => {
  beforeEach(() => insertFamilyOfTwoParents(FILE))

  it('takes the address and nothing else, of that parent alone; queued messages do not leave', async () => {
    const message = { from: 'a@example.org', to: 'ottilie@example.com', subject: 's', text: 't', html: 'h' }
    const row = await createOutboxRow(
      keys,
      { fileId: FILE, kind: 'receipt', parentId: `initiating ${FILE}`, dependsOn: {} },
      message,
      NOW,
    )
    await queryRows(
      `insert into outbox (id, file_id, parent_id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at)
        values (?, ?, ?, 'receipt', ?, 'queued', 0, ${NOW}, ${NOW})`,
      row.id,
      row.fileId,
      row.parentId,
      row.sealedMessage,
    )
    expect((await read()).contactability).toEqual([
      {
        side: 'initiating',
        channels: ['mail'],
        canMail: true,
        timeZone: 'America/Regina',
        addressProblem: null,
      },
      {
        side: 'other',
        channels: ['mail'],
        canMail: true,
        timeZone: 'America/St_Johns',
        addressProblem: null,
      },
    ])
    expect((await post(camille, 'mail-stop', { side: 'initiating' })).status).toBe(204)
    expect((await read()).contactability.map(({ canMail }) => canMail)).toEqual([false, true])
    const rows = await queryRows<{ id: string; sealed_contact_rules: string }>(
      'select id, sealed_contact_rules from parents order by id',
    )
    const [ottilie, barnabe] = await Promise.all(
      rows.map((row) => unsealContactRules(env, row.id, row.sealed_contact_rules)),
    )
    const { email: _, ...rest } = exampleParents.initiating.rules
    expect(ottilie).toEqual(rest)
    expect(barnabe).toEqual(exampleParents.other.rules)
    await drainOutbox(env, () => NOW)
    expect(deliveries).toEqual([])
    expect(await queryRows('select outcome, last_error from outbox')).toEqual([
      { outcome: 'failed', last_error: 'not_safe' },
    ])
    await expectNoChange(409, () => post(camille, 'mail-stop', { side: 'initiating' }))
    expect(await listAuditDetails(FILE)).toContainEqual([
      'camille-verdier',
      'parent_email_removed',
      { side: 'initiating' },
    ])
  })

  it('leaves alone contact rules that changed since they were read', async () => {
    const DB = createWatchedD1(async (statements, go) => {
      if (statements.some((sql) => sql.startsWith('update "parents"')))
        await queryRows("update parents set sealed_contact_rules = 'newer' where side = 'initiating'")
      return go()
    })
    const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB })
    expect((await post(visitor, 'mail-stop', { side: 'initiating' })).status).toBe(409)
    expect(await queryRows("select sealed_contact_rules from parents where side = 'initiating'")).toEqual([
      { sealed_contact_rules: 'newer' },
    ])
    expect(await listAuditDetails(FILE)).toEqual([])
  })
})

describe('the appointments on a file’s page', () => {
  it('say the state of each and what may be done with it, to whom', async () => {
    await insertFamilyOfTwoParents(FILE, { file: { legalCoordinatorId: 'jules-hartwell' } })
    await insertAppointmentInFile(FILE, 'to come', NEXT_WEEK, { kind: 'joint' })
    await insertAppointmentInFile(FILE, 'begun', NOW - 60_000 * 15)
    await insertAppointmentInFile(FILE, 'missed', NOW - 48 * HOUR, { outcome: 'missed' })
    await insertAppointmentInFile(FILE, 'cancelled', TOMORROW + HOUR, {
      cancelledAt: 5,
      cancelledBy: 'parent',
    })
    await insertAppointmentInFile(FILE, 'in another calendar', TOMORROW, { coordinatorId: 'robin-ashdown' })
    await insertAppointmentInFile(FILE, 'held', TOMORROW + 5 * HOUR, { heldUntil: NOW + 60_000 })
    const { DB, calls } = createCountingD1()
    const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB })
    const panel = await visitor.get(`/desk/api/files/${FILE}/appointments`)
    const { parents } = (await panel.json()) as { parents: Facts['appointments'] }
    const shown = appointmentsOnSide({ appointments: parents }, 'initiating')?.appointments ?? []
    expect(calls).toHaveLength(1)
    const change = { note: false, change: true }
    const note = { note: true, change: false }
    expect(shown.map(({ id, state, may, mayTakeOver }) => [id, state, may, mayTakeOver])).toEqual([
      ['to come', 'to-come', change, false],
      ['cancelled', 'cancelled', { note: false, change: false }, false],
      ['in another calendar', 'to-come', change, true],
      ['begun', 'to-note', note, false],
      ['missed', 'missed', note, false],
    ])
    expect(appointmentsOnSide(await read(), 'other')?.appointments.map(({ id }) => id)).toEqual(['to come'])
    const assistant = appointmentsOnSide(await read(jules), 'initiating')?.appointments ?? []
    expect(assistant.flatMap(({ may }) => Object.values(may))).not.toContain(true)
    const administrator = appointmentsOnSide(await read(robin), 'initiating')?.appointments ?? []
    expect(administrator.map(({ may }) => may.change)).toEqual([true, false, true, false, false])
  })

  it('say by which clock, and how whoever leads meets families', async () => {
    await insertFamilyOfTwoParents(FILE, { file: { leadCoordinatorId: 'jules-hartwell' } })
    const { timeZone, modes } = (await read(robin)).booking as unknown as BookingFacts
    expect(timeZone).toBe('America/Vancouver')
    expect(modes.map(({ mode, minutes }) => ({ mode, minutes }))).toEqual([
      { mode: 'video', minutes: { individual: 60, joint: 90 } },
      { mode: 'phone', minutes: { individual: 60, joint: 90 } },
    ])
  })

  it('offer the next free times of whoever leads, none of which is unusual or taken, in one call', async () => {
    await insertFamilyOfTwoParents(FILE)
    const readFreeTimes = async (visitor = camille) =>
      ((await read(visitor)).booking as unknown as BookingFacts).modes[0]?.freeTimes
    const free = await readFreeTimes()
    // A few on each of three days, so that no afternoon fills the list.
    for (const times of [free?.individual, free?.joint]) {
      const days = [...Map.groupBy(times ?? [], (at) => new Date(at).toISOString().slice(0, 10)).values()]
      expect(days).toHaveLength(3)
      for (const ofDay of days) expect(ofDay.length).toBeLessThanOrEqual(4)
    }
    const [first = 0, second = 0] = free?.individual ?? []
    expect(first).toBeGreaterThan(NOW)
    const booked = await post(camille, 'appointments', {
      ...individual,
      startsAt: first,
      acceptedWarnings: [],
    })
    expect(booked.status).toBe(200)
    const rest = (await readFreeTimes())?.individual ?? []
    expect(rest).not.toContain(first)
    expect(rest).not.toContain(second)
    // Another coordinator’s appointments take none of them.
    await insertAppointmentInFile(FILE, 'another’s', rest[0] ?? 0, { coordinatorId: 'robin-ashdown' })
    expect((await readFreeTimes())?.individual).toEqual(rest)
  })
})
