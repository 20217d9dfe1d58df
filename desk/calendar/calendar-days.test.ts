import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { attendanceWording, whetherCameWording } from '../appointments/attendance-wording.ts'
import type { AppointmentCalendar, CalendarAppointment } from '../appointments/queries.ts'
import {
  appointmentStateWording,
  appointmentsWording,
  attendingSideWording,
} from '../appointments/wording.ts'
import { CalendarDays } from './calendar-days.tsx'
import { groupAppointmentsByDay } from './group-by-day.ts'

const at = (iso: string) => Date.parse(iso)

const appointment: CalendarAppointment = {
  id: 'one',
  reference: 'K7Q4-9MX2',
  startsAt: at('2026-11-24T15:00Z'),
  endsAt: at('2026-11-24T16:00Z'),
  sequence: 0,
  state: 'to-come',
  mayRead: true,
  kind: 'individual',
  mode: 'video',
  cancelledBy: null,
  contactHoldState: null,
  may: { note: false, change: true },
  mayTakeOver: false,
  people: { initiating: 'Ottilie Brandvold', other: null },
  attendees: [{ side: 'initiating', outcome: null }],
}
const calendar: AppointmentCalendar = {
  of: { id: 'camille-verdier', name: 'Camille Verdier' },
  isOwn: true,
  view: 'list',
  timeZone: 'America/Toronto',
  today: '2026-11-22',
  first: '2026-11-24',
  previous: '2026-11-23',
  next: '2026-11-25',
  more: false,
  openTimes: [],
  provinces: ['ON'],
  closed: [],
  appointments: [appointment],
}

describe('the list of a calendar', () => {
  it('has the days with appointments, by the coordinator’s own clock', () => {
    const night = { ...appointment, startsAt: at('2026-11-25T04:30Z') }
    const listDates = (timeZone: AppointmentCalendar['timeZone']) =>
      groupAppointmentsByDay({ ...calendar, timeZone, appointments: [appointment, night] }).map(
        ({ date, appointments }) => [date, appointments.length],
      )
    expect(listDates('America/Toronto')).toEqual([['2026-11-24', 2]])
    expect(listDates('America/St_Johns')).toEqual([
      ['2026-11-24', 1],
      ['2026-11-25', 1],
    ])
  })

  const shown = (facts: Partial<CalendarAppointment>, language: 'en' | 'fr' = 'en') =>
    renderAtDesk(
      createElement(CalendarDays, {
        calendar: { ...calendar, appointments: [{ ...appointment, ...facts }] },
      }),
      [],
      language,
    )

  it('say when, with the offset, with whom, whose file, how and in which state', () => {
    expect(shown({})).toContain('10:00\u00a0a.m.</time> to')
    for (const text of [
      'UTC−05:00',
      'Ottilie Brandvold',
      attendingSideWording.initiating.en,
      'Individual session · Video call',
      appointmentStateWording['to-come'].en,
      '/desk/files/K7Q4-9MX2/',
    ])
      expect(shown({})).toContain(text)
    for (const text of ['10\u00a0h', 'mardi 24 novembre 2026', 'Rencontre individuelle', '/fr/desk/files/'])
      expect(shown({}, 'fr')).toContain(text)
    const summer = { startsAt: at('2027-07-01T13:00Z'), endsAt: at('2027-07-01T14:00Z') }
    expect(shown(summer)).toContain('UTC−04:00')
  })

  it('say of a file that is not theirs only its reference, and link nowhere', () => {
    const foreign = shown({ mayRead: false, kind: null, mode: null })
    expect(foreign).toContain('K7Q4-9MX2')
    expect(foreign).toContain(appointmentsWording.notYours.en)
    expect(foreign).not.toContain('/desk/files/')
    expect(foreign).not.toContain('session · ')
  })

  it('offer what may be done in each state, and nothing while it is held', () => {
    const offeredActions = (markup: string) =>
      [
        appointmentsWording.move.en,
        appointmentsWording.cancel.en,
        attendanceWording.attended.en,
        attendanceWording.missed.en,
        attendanceWording.correct.en,
      ].filter((label) => new RegExp(`<button[^>]*>${label}`).test(markup))
    // “Cancel” alone would be read as leaving the dialog.
    expect(offeredActions(shown({}))[1]).toBe('Cancel the session')
    expect(offeredActions(shown({}))).toEqual([appointmentsWording.move.en, appointmentsWording.cancel.en])
    const over = { note: true, change: false }
    expect(offeredActions(shown({ state: 'to-note', may: over }))).toEqual([
      attendanceWording.attended.en,
      attendanceWording.missed.en,
    ])
    // A note can be corrected, after a question: nothing that turns it round stands where a second press falls.
    expect(offeredActions(shown({ state: 'missed', may: over }))).toEqual([attendanceWording.correct.en])
    const heldMarkup = shown({ state: 'held', may: { note: false, change: false } })
    expect(offeredActions(heldMarkup)).toEqual([])
    expect(heldMarkup).toContain(appointmentStateWording.held.en)
  })

  it('ask of each parent of a joint session whether they came, and tell what is noted of one', () => {
    const joint = shown({
      kind: 'joint',
      state: 'to-note',
      may: { note: true, change: false },
      attendees: [
        { side: 'initiating', outcome: 'attended' },
        { side: 'other', outcome: null },
      ],
    })
    expect(joint).toContain('The initiating parent came.')
    expect(joint).not.toContain(whetherCameWording.initiating.en)
    expect(joint).toContain(whetherCameWording.other.en)
    expect(joint).not.toContain(whetherCameWording.all.en)
  })
})
