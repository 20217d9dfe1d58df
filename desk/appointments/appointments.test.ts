import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import type {
  AppointmentCalendar,
  CalendarAppointment,
  FileAppointment,
  FileDetails,
  ParentAppointments,
} from '../app/api-client.ts'
import { deskWording } from '../app/wording.ts'
import { DecisionsPanel } from '../file/decisions.tsx'
import { AppointmentsPanel } from '../file/file-appointments.tsx'
import { MailStopPanel } from '../file/mail-stop.tsx'
import { CalendarDays } from './calendar-days.tsx'
import { parseBookableInstant, toDateTimeFieldValues } from './date-time.ts'
import { groupAppointmentsByDay } from './group-by-day.ts'
import { appointmentStateWording, appointmentsWording, jointStateWording } from './wording.ts'

const at = (iso: string) => Date.parse(iso)
const NOW = at('2026-11-22T15:00Z')

describe('a day and a clock', () => {
  it.each([
    ['2026-12-01', '14:15', 'America/Toronto', '2026-12-01T19:15Z'],
    ['2026-12-01', '14:15', 'America/Vancouver', '2026-12-01T21:15Z'],
    ['2026-12-01', '14:15', 'America/St_Johns', '2026-12-01T17:45Z'],
    ['2027-07-01', '09:00', 'America/Regina', '2027-07-01T15:00Z'],
    // In the hour that is left out, the clock that has gone on.
    ['2027-03-14', '02:30', 'America/Toronto', '2027-03-14T07:30Z'],
  ])('%s %s in %s is %s, and is written so again', (date, clock, timeZone, instant) => {
    const moment = parseBookableInstant({ date, clock }, timeZone, NOW)
    expect(moment).toBe(at(instant))
    if (!date.startsWith('2027-03'))
      expect(toDateTimeFieldValues(at(instant), timeZone)).toEqual({ date, clock })
  })

  it.each([
    ['', '14:15'],
    ['2026-12-01', ''],
    ['2026-02-31', '14:15'],
    ['2026-12-01', '14:10'],
    ['2026-12-01', '25:00'],
    ['2026-11-22', '10:00'],
    ['20261-12-01', '10:00'],
  ])('are no moment to book when they are %s %s', (date, clock) => {
    expect(parseBookableInstant({ date, clock }, 'America/Toronto', NOW)).toBeUndefined()
  })
})

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
  may: { note: false, change: true },
  mayTakeOver: false,
}
const calendar: AppointmentCalendar = {
  of: { id: 'camille-verdier', name: 'Camille Verdier' },
  isOwn: true,
  view: 'day',
  timeZone: 'America/Toronto',
  today: '2026-11-22',
  first: '2026-11-24',
  previous: '2026-11-23',
  next: '2026-11-25',
  more: false,
  appointments: [appointment],
}

describe('the days of a calendar', () => {
  const week = { ...calendar, view: 'week', first: '2026-11-23', next: '2026-11-30' } as const

  it('are all of them in a week, and in a list those with appointments', () => {
    expect(groupAppointmentsByDay(week).map(({ date, appointments }) => [date, appointments.length])).toEqual(
      [
        ['2026-11-23', 0],
        ['2026-11-24', 1],
        ...['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'].map((date) => [date, 0]),
      ],
    )
    expect(groupAppointmentsByDay({ ...week, view: 'list' }).map(({ date }) => date)).toEqual(['2026-11-24'])
  })

  it('are those of the coordinator’s own clock', () => {
    const night = { ...appointment, startsAt: at('2026-11-25T04:30Z') }
    expect(groupAppointmentsByDay({ ...week, view: 'list', appointments: [night] })[0]?.date).toBe(
      '2026-11-24',
    )
    const [day] = groupAppointmentsByDay({
      ...week,
      view: 'list',
      timeZone: 'America/St_Johns',
      appointments: [night],
    })
    expect(day?.date).toBe('2026-11-25')
  })

  const shown = (
    facts: Partial<CalendarAppointment>,
    view: AppointmentCalendar['view'] = 'day',
    language: 'en' | 'fr' = 'en',
  ) =>
    renderToStaticMarkup(
      createElement(CalendarDays, {
        calendar: { ...calendar, view, appointments: [{ ...appointment, ...facts }] },
        language,
        onDone: vi.fn(),
      }),
    )

  it('say when, with the offset, whose file, how and in which state', () => {
    expect(shown({})).toContain('10:00\u00a0a.m.</time> to')
    for (const text of [
      'UTC−05:00',
      'Individual session · Video call',
      appointmentStateWording['to-come'].en,
      '/desk/files/K7Q4-9MX2/',
    ])
      expect(shown({})).toContain(text)
    for (const text of [
      '10\u00a0h\u00a000',
      'mardi 24 novembre 2026',
      'Rencontre individuelle',
      '/fr/desk/files/',
    ])
      expect(shown({}, 'day', 'fr')).toContain(text)
    const summer = { startsAt: at('2027-07-01T13:00Z'), endsAt: at('2027-07-01T14:00Z') }
    expect(shown(summer, 'list')).toContain('UTC−04:00')
  })

  it('say of a file that is not theirs only its reference, and link nowhere', () => {
    const foreign = shown({ mayRead: false, kind: null, mode: null })
    expect(foreign).toContain('K7Q4-9MX2')
    expect(foreign).toContain(appointmentsWording.notYours.en)
    expect(foreign).not.toContain('/desk/files/')
    expect(foreign).not.toContain('session · ')
  })

  it('offer what may be done in each state, and nothing in the week or while it is held', () => {
    const offeredActions = (markup: string) =>
      [
        appointmentsWording.move.en,
        appointmentsWording.cancel.en,
        appointmentsWording.attended.en,
        appointmentsWording.missed.en,
      ].filter((label) => new RegExp(`<button[^>]*>${label}`).test(markup))
    expect(offeredActions(shown({}))).toEqual([appointmentsWording.move.en, appointmentsWording.cancel.en])
    expect(offeredActions(shown({}, 'week'))).toEqual([])
    const over = { note: true, change: false }
    expect(offeredActions(shown({ state: 'to-note', may: over }))).toEqual([
      appointmentsWording.attended.en,
      appointmentsWording.missed.en,
    ])
    // What was noted can be corrected.
    expect(offeredActions(shown({ state: 'missed', may: over }))).toEqual([appointmentsWording.attended.en])
    const heldMarkup = shown({ state: 'held', may: { note: false, change: false } })
    expect(offeredActions(heldMarkup)).toEqual([])
    expect(heldMarkup).toContain(appointmentStateWording.held.en)
  })
})

const fileAppointment: FileAppointment = {
  id: 'one',
  kind: 'joint',
  mode: 'in-person',
  startsAt: at('2026-11-24T15:00Z'),
  endsAt: at('2026-11-24T16:30Z'),
  sequence: 0,
  coordinator: { id: 'camille-verdier', name: 'Camille Verdier' },
  state: 'to-come',
  cancelledBy: null,
  may: { note: false, change: true },
  mayTakeOver: false,
}
const parentAppointments = (
  side: ParentAppointments['side'],
  facts: Partial<ParentAppointments> = {},
): ParentAppointments => ({
  side,
  bookingCoordinator: { id: 'camille-verdier', name: 'Camille Verdier' },
  mayTakeOverBooking: false,
  jointConsentedAt: NOW,
  timeRequest: null,
  appointments: [],
  ...facts,
})
const file = {
  reference: 'K7Q4-9MX2',
  stage: 'open',
  lead: { id: 'camille-verdier', name: 'Camille Verdier' },
  locked: false,
  may: { book: true, close: true },
  appointments: [parentAppointments('initiating'), parentAppointments('other')],
  booking: {
    timeZone: 'America/Toronto',
    modes: [{ mode: 'video', minutes: { individual: 60, joint: 90 } }],
  },
  jointState: 'possible',
  hasUpcomingAppointment: false,
  timeRequests: [],
  contactability: [],
} as unknown as FileDetails

const renderPanel = (part: typeof AppointmentsPanel, facts: Partial<FileDetails> = {}) =>
  renderToStaticMarkup(
    createElement(part, { file: { ...file, ...facts }, language: 'en', onChange: vi.fn() }),
  )

describe('the appointments on a file’s page', () => {
  it('offer whoever leads to book, and jointly only while it is possible', () => {
    expect(renderPanel(AppointmentsPanel)).toContain(appointmentsWording.both.en)
    for (const jointState of ['consent-missing', 'on-hold', 'related-file-on-hold'] as const) {
      const shown = renderPanel(AppointmentsPanel, { jointState })
      expect(shown).not.toContain(appointmentsWording.both.en)
      expect(shown).toContain(jointStateWording[jointState].en)
      expect(shown).toContain(appointmentsWording.bookNow.en)
    }
    expect(renderPanel(AppointmentsPanel, { may: { ...file.may, book: false } })).not.toContain(
      appointmentsWording.bookNow.en,
    )
    expect(renderPanel(AppointmentsPanel, { stage: 'closed' })).not.toContain(appointmentsWording.bookNow.en)
  })

  it('do not ask with whom if only one parent came', () => {
    const shown = renderPanel(AppointmentsPanel, {
      appointments: [parentAppointments('initiating')],
      jointState: 'one-parent',
    })
    expect(shown).not.toContain(appointmentsWording.withWhom.en)
    expect(shown).toContain(appointmentsWording.bookNow.en)
  })

  it('warn of an upcoming joint appointment that is not possible any more', () => {
    const withJoint = [
      parentAppointments('initiating', { appointments: [fileAppointment] }),
      parentAppointments('other', { appointments: [fileAppointment] }),
    ]
    expect(renderPanel(AppointmentsPanel, { appointments: withJoint })).not.toContain(
      appointmentsWording.jointWarning.en,
    )
    expect(renderPanel(AppointmentsPanel, { appointments: withJoint, jointState: 'on-hold' })).toContain(
      appointmentsWording.jointWarning.en,
    )
    const cancelled = { ...fileAppointment, state: 'cancelled' } as const
    const over = [parentAppointments('initiating', { appointments: [cancelled] })]
    expect(renderPanel(AppointmentsPanel, { appointments: over, jointState: 'on-hold' })).not.toContain(
      appointmentsWording.jointWarning.en,
    )
  })

  it('show the soonest first of the upcoming ones, and the latest first of the past ones', () => {
    const days = ['2026-12-03', '2026-12-02', '2026-11-20', '2026-11-19']
    const appointments = days.map((day, index) => ({
      ...fileAppointment,
      id: day,
      startsAt: at(`${day}T15:00Z`),
      state: index < 2 ? ('to-come' as const) : ('attended' as const),
    }))
    const shown = renderPanel(AppointmentsPanel, {
      appointments: [parentAppointments('initiating', { appointments })],
    })
    const order = [...shown.matchAll(/(?:December|November) (\d+), 2026, <\/span>/g)].map(([, day]) => day)
    expect(order).toEqual(['2', '3', '20', '19'])
  })

  it('offer to take over a parent who books with somebody else, and show their time request', () => {
    const timeRequest = { id: 'request', createdAt: NOW }
    const timeRequests = [
      {
        id: 'request',
        sections: [
          {
            slug: 'request',
            title: 'Times',
            rows: [{ question: 'x', label: 'When', lines: ['Not on Tuesdays'] }],
          },
        ],
      },
    ]
    const other = {
      bookingCoordinator: { id: 'robin-ashdown', name: 'Robin Ashdown' },
      mayTakeOverBooking: true,
      timeRequest,
    }
    const shown = renderPanel(AppointmentsPanel, {
      appointments: [parentAppointments('initiating', other)],
      timeRequests,
    })
    for (const text of [
      'Books with Robin Ashdown',
      appointmentsWording.takeOverBooking.en,
      'Not on Tuesdays',
      appointmentsWording.answerTimeRequest.en,
    ])
      expect(shown).toContain(text)
  })

  it('say in words that a file with an upcoming appointment cannot be closed yet', () => {
    const decisions = (facts: Partial<FileDetails>) =>
      renderToStaticMarkup(
        createElement(DecisionsPanel, {
          me: { id: 'camille-verdier', name: 'Camille Verdier', administrator: false, coordinators: [] },
          file: { ...file, calls: [], may: { ...file.may, requestReassignment: false }, ...facts },
          language: 'en',
          onChange: vi.fn(),
        }),
      )
    expect(decisions({ hasUpcomingAppointment: true })).toMatch(
      /<button[^>]*aria-disabled="true"[^>]*aria-describedby/,
    )
    expect(decisions({ hasUpcomingAppointment: true })).toContain(deskWording.closeNotYet.en)
    expect(decisions({})).not.toContain(deskWording.closeNotYet.en)
  })

  it('offer to stop e-mail to whoever gets some, and to nobody else', () => {
    const stop = (canMail: boolean) =>
      renderToStaticMarkup(
        createElement(MailStopPanel, {
          side: 'other',
          file: { ...file, contactability: [{ side: 'other', canMail, timeZone: 'America/Regina' }] },
          language: 'en',
          onChange: vi.fn(),
        }),
      )
    expect(stop(true)).toContain(appointmentsWording.stopMail.en)
    expect(stop(false)).not.toContain(appointmentsWording.stopMail.en)
    expect(stop(false)).toContain(appointmentsWording.mailNotAllowed.en)
  })
})
