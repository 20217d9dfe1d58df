import { beforeEach, describe, expect, it } from 'vitest'
import type { AppointmentWarning } from '../../content/booking/appointment-warnings.ts'
import { localTimeToInstant } from '../../content/time/local-time.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import { insertAppointmentInFile, insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'

const FILE = 'F11E-F11E'
const OTHER_FILE = '0THR-F11E'
/** Sunday, 22 November 2026, at ten in Toronto, where Camille meets families from ten to one. */
const NOW = Date.UTC(2026, 10, 22, 15)
const at = (date: string, clock: string) => localTimeToInstant(date, clock, 'America/Toronto')
const MONDAY = '2026-11-30'
const LATE = Date.UTC(2026, 11, 20)

let camille: Visitor
setUpPortal({ now: NOW })
beforeEach(async () => {
  ;({ camille } = await createDeskTeam())
  await insertFamilyOfTwoParents(FILE)
})

const book = (
  startsAt: number,
  facts: {
    readonly mode?: string
    readonly with?: string
    readonly acceptedWarnings?: readonly AppointmentWarning[]
  } = {},
  visitor = camille,
) =>
  postJson(visitor, `/desk/api/files/${FILE}/appointments`, {
    ...{ with: 'initiating', mode: 'video', startsAt, acceptedWarnings: [] },
    ...facts,
  })

const move = (startsAt: number, acceptedWarnings: readonly AppointmentWarning[] = []) =>
  postJson(camille, '/desk/api/appointments/session/move', {
    ...{ startsAt, sequence: 0, toOwnCalendar: false, acceptedWarnings },
  })

/** Expects that nothing changes, and gives what the coordinator is warned of. */
const listWarned = async (send: () => Promise<Response>) => {
  const refused = await changesNothing(send)
  const { code, warnings } = (await refused.json()) as { readonly code: string; readonly warnings: unknown }
  expect([refused.status, code]).toEqual([409, 'unusual_time'])
  return warnings
}

describe('booking at an unusual time', () => {
  it('warns of none within open hours, for somebody who has no appointment', async () => {
    expect((await book(at(MONDAY, '10:15'))).status).toBe(200)
  })

  it.each([
    ['before they begin', at(MONDAY, '09:45')],
    ['past their end', at(MONDAY, '12:15')],
    ['on a public holiday', at('2026-12-25', '10:15')],
    ['on a Sunday', at('2026-11-29', '10:15')],
  ])('warns that it is outside open hours %s, and is done once that is accepted', async (_, startsAt) => {
    expect(await listWarned(() => book(startsAt))).toEqual(['outside-hours'])
    expect((await book(startsAt, { acceptedWarnings: ['outside-hours'] })).status).toBe(200)
    expect(await countRows('appointments')).toBe(1)
  })

  it('warns that the parent has an appointment, whoever it is with, and not that the other one does', async () => {
    await insertAppointmentInFile(FILE, 'session', at('2026-12-02', '10:15'), {
      coordinatorId: 'robin-ashdown',
    })
    expect(await listWarned(() => book(at(MONDAY, '10:15')))).toEqual(['has-appointment'])
    const ofOther = { with: 'other' } as const
    expect((await book(at(MONDAY, '10:15'), ofOther)).status).toBe(200)
  })

  it.each([
    ['is over', { startsAt: NOW - 3_600_000, endsAt: NOW - 1 }],
    ['was cancelled', { cancelledAt: 5, cancelledBy: 'parent' }],
    ['is only held', { heldUntil: NOW + 60_000 }],
  ])('does not warn of one that %s', async (_, facts) => {
    await insertAppointmentInFile(FILE, 'session', at('2026-12-02', '10:15'), facts)
    expect((await book(at(MONDAY, '10:15'))).status).toBe(200)
  })

  it('warns of another session in person less than an hour and a half away, in the same calendar', async () => {
    await insertFamilyOfTwoParents(OTHER_FILE)
    const inPerson = { mode: 'in-person' } as const
    await insertAppointmentInFile(OTHER_FILE, 'before', at(MONDAY, '08:00'), inPerson)
    const warned = await listWarned(() => book(at(MONDAY, '10:15'), inPerson))
    expect(warned).toEqual(['back-to-back'])
    expect((await book(at(MONDAY, '10:30'), inPerson)).status).toBe(200)
  })

  it.each([
    ['by video', { mode: 'video' }],
    ['with somebody else', { mode: 'in-person', coordinatorId: 'robin-ashdown' }],
  ] as const)('does not warn of one nearby %s', async (_, facts) => {
    await insertFamilyOfTwoParents(OTHER_FILE)
    await insertAppointmentInFile(OTHER_FILE, 'before', at(MONDAY, '08:00'), facts)
    expect((await book(at(MONDAY, '10:15'), { mode: 'in-person' })).status).toBe(200)
  })

  it('asks again when something else is unusual than what was accepted', async () => {
    await insertAppointmentInFile(FILE, 'session', at('2026-12-02', '10:15'))
    const startsAt = at(MONDAY, '09:00')
    const warned = await listWarned(() => book(startsAt, { acceptedWarnings: ['outside-hours'] }))
    expect(warned).toEqual(['outside-hours', 'has-appointment'])
    expect((await book(startsAt, { acceptedWarnings: ['outside-hours', 'has-appointment'] })).status).toBe(
      200,
    )
  })

  it('costs no call to the database', async () => {
    const { DB, calls } = createCountingD1()
    const { team } = await createDeskTeam()
    const counted = await team.createVisitor('camille@lantern-street.example.com', { DB })
    expect((await book(at(MONDAY, '08:00'), {}, counted)).status).toBe(409)
    expect(calls).toHaveLength(1)
  })
})

describe('moving to an unusual time', () => {
  beforeEach(() => insertAppointmentInFile(FILE, 'session', at(MONDAY, '10:15'), { mode: 'in-person' }))

  it('warns of what is unusual there, and not of itself', async () => {
    expect(await listWarned(() => move(at(MONDAY, '12:15')))).toEqual(['outside-hours'])
    expect((await move(at(MONDAY, '10:45'))).status).toBe(200)
    expect(await queryRows('select starts_at from appointments')).toEqual([
      { starts_at: at(MONDAY, '10:45') },
    ])
  })

  it('moves once that is accepted', async () => {
    expect((await move(LATE, ['outside-hours'])).status).toBe(200)
  })
})
