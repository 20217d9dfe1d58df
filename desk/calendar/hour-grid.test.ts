import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { localTimeToInstant } from '../../content/time/local-time.ts'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import {
  type AppointmentCalendar,
  appointmentCalendarQuery,
  type CalendarAppointment,
} from '../appointments/queries.ts'
import {
  appointmentStateWording,
  attendingSideWording,
  buildAppointmentCountWording,
} from '../appointments/wording.ts'
import type { OpenListedFile } from '../files/queries.ts'
import { listBookableFiles } from './book-slot.tsx'
import { DayStrip } from './day-headings.tsx'
import { listDayNotes } from './day-notes.ts'
import { HourGrid } from './hour-grid.tsx'
import { layOutHourGrid, listDatesOfWeek } from './hour-grid-layout.ts'
import { calendarWording } from './wording.ts'

const TORONTO = 'America/Toronto'
const DAY = '2026-12-01'
const at = (clock: string, date = DAY) => localTimeToInstant(date, clock, TORONTO)

const createAppointment = (
  id: string,
  from: string,
  until: string,
  facts: Partial<CalendarAppointment> = {},
): CalendarAppointment => ({
  ...{ id, reference: 'K7Q4-9MX2', startsAt: at(from), endsAt: at(until), sequence: 0, state: 'to-come' },
  ...{ mayRead: true, kind: 'individual', mode: 'phone', cancelledBy: null, contactHoldState: null },
  ...{ may: { note: false, change: true }, mayTakeOver: false },
  people: { initiating: 'Ottilie Brandvold', other: 'Anselm Brandvold' },
  attendees: [{ side: 'other', outcome: null }],
  ...facts,
})

const calendar: AppointmentCalendar = {
  of: { id: 'camille-verdier', name: 'Camille Verdier' },
  ...{ isOwn: true, view: 'week', timeZone: TORONTO, today: '2026-11-30', first: '2026-11-30' },
  ...{ previous: '2026-11-23', next: '2026-12-07', more: false, provinces: ['ON', 'BC'], closed: [] },
  openTimes: [{ from: at('10:00'), until: at('12:15') }],
  appointments: [],
}

describe('the hours of a day', () => {
  it('run from nine to five, or as far as there are open hours or appointments', () => {
    const { clocks } = layOutHourGrid(calendar, [DAY])
    expect([clocks[0], clocks.at(-1), clocks.length]).toEqual(['09:00', '16:30', 16])
    const late = { ...calendar, appointments: [createAppointment('late', '19:45', '20:15')] }
    expect(layOutHourGrid(late, [DAY]).clocks.at(-1)).toBe('20:30')
    expect(layOutHourGrid(late, ['2026-12-02']).clocks.at(-1)).toBe('16:30')
    const early = { ...calendar, openTimes: [{ from: at('07:30'), until: at('24:00') }] }
    const { clocks: whole } = layOutHourGrid(early, [DAY])
    expect([whole[0], whole.at(-1)]).toEqual(['07:00', '23:30'])
  })

  it('are open to the quarter hour', () => {
    const [day] = layOutHourGrid(calendar, [DAY]).days
    expect(
      ['09:30', '10:00', '11:30', '12:00', '12:30'].map((clock) => day?.openPartByClock.get(clock)),
    ).toEqual(['none', 'whole', 'whole', 'first-quarter', 'none'])
    const [other] = layOutHourGrid(calendar, ['2026-12-02']).days
    expect(new Set(other?.openPartByClock.values())).toEqual(new Set(['none']))
  })

  it('have each appointment where it begins, as long as it is, beside what overlaps it', () => {
    const appointments = [
      createAppointment('first', '10:15', '11:15'),
      createAppointment('beside', '11:00', '12:00', { state: 'cancelled' }),
      createAppointment('below', '12:00', '12:30'),
    ]
    const [day] = layOutHourGrid({ ...calendar, appointments }, [DAY]).days
    expect(
      day?.cards.map(({ appointment, clock, top, length, lane, laneCount }) => [
        ...[appointment.id, clock, top, length, lane, laneCount],
      ]),
    ).toEqual([
      ['first', '10:00', 0.5, 2, 0, 2],
      ['beside', '11:00', 0, 2, 1, 2],
      ['below', '12:00', 0, 1, 0, 1],
    ])
  })

  it('are the seven from Monday to Sunday', () => {
    expect(listDatesOfWeek('2026-12-06')[0]).toBe('2026-11-30')
    expect(listDatesOfWeek('2026-11-30').at(-1)).toBe('2026-12-06')
  })
})

describe('a free time', () => {
  const LATE: AppointmentCalendar = { ...calendar, view: 'day', first: '2098-12-02', openTimes: [] }
  const listSlots = (facts: Partial<AppointmentCalendar>) =>
    [
      ...renderAtDesk(createElement(HourGrid, { calendar: { ...LATE, ...facts } })).matchAll(
        /<button[^>]*class="slot" tabindex="(-?\d)"[^>]*>.*?<\/button>/g,
      ),
    ].map(([markup, tabIndex]) => ({ label: markup.replace(/<[^>]*>/g, ''), tabIndex }))

  it('can be pressed in one’s own calendar, unless something stands there or it is over', () => {
    expect(listSlots({})).toHaveLength(16)
    expect(listSlots({ isOwn: false })).toEqual([])
    expect(listSlots({ first: '1998-12-02' })).toEqual([])
    const taken = createAppointment('one', '10:15', '11:15', {
      startsAt: at('10:15', '2098-12-02'),
      endsAt: at('11:15', '2098-12-02'),
    })
    const labels = listSlots({ appointments: [taken] }).map(({ label }) => label)
    expect(labels.slice(0, 3)).toEqual(
      ['9:00', '9:30', '11:30'].map(
        (clock) => `Book Tuesday 2, ${clock}\u00a0a.m., ${calendarWording.outsideHours.en}`,
      ),
    )
    expect(listSlots({ appointments: [{ ...taken, state: 'cancelled' }] })).toHaveLength(16)
  })

  it('is called outside open hours only where it is', () => {
    const openTimes = [{ from: at('09:00', '2098-12-02'), until: at('10:00', '2098-12-02') }]
    const outside = listSlots({ openTimes }).map(({ label }) =>
      label.includes(calendarWording.outsideHours.en),
    )
    expect(outside.slice(0, 4)).toEqual([false, false, true, true])
  })

  it('is one stop for Tab', () => {
    expect(listSlots({}).filter(({ tabIndex }) => tabIndex === '0')).toHaveLength(1)
  })
})

describe('the files in which a coordinator books', () => {
  const files = [
    { reference: 'B', role: 'lead', stage: 'open', people: { initiating: 'Zoé', other: null } },
    { reference: 'C', role: 'lead', stage: 'new', people: { initiating: 'Émile', other: 'Bao' } },
    { reference: 'D', role: 'assistant', stage: 'open', people: { initiating: 'Ada', other: null } },
    { reference: 'E', role: 'lead', stage: 'closed', people: { initiating: 'Ada', other: null } },
  ] as unknown as OpenListedFile[]

  it('are the open ones that they lead, by name, or by reference on a discreet screen', () => {
    expect(listBookableFiles(files, false).map(({ label }) => label)).toEqual(['Émile · Bao · C', 'Zoé · B'])
    expect(listBookableFiles(files, true).map(({ label }) => label)).toEqual(['B', 'C'])
  })
})

describe('what is noted of a day', () => {
  it('is its public holidays, with the provinces that keep it when not all do, and that it is closed', () => {
    const closed = [{ from: '2026-12-24', until: '2026-12-26' }]
    const noted = (date: string) => listDayNotes({ provinces: ['ON', 'BC'], closed }, date, 'en')
    expect(noted('2026-12-25')).toEqual(['Christmas Day', 'Closed'])
    expect(noted('2026-12-26')).toEqual(['Boxing Day (ON)', 'Closed'])
    expect(noted('2026-12-27')).toEqual([])
    expect(listDayNotes({ provinces: ['BC'], closed: [] }, '2026-11-11', 'fr')).toEqual(['Jour du Souvenir'])
  })
})

describe('a card of the grid', () => {
  const renderWith = (facts: Partial<CalendarAppointment>, language: 'en' | 'fr' = 'en') =>
    renderAtDesk(
      createElement(HourGrid, {
        calendar: { ...calendar, appointments: [createAppointment('one', '10:00', '11:00', facts)] },
      }),
      [],
      language,
    )

  it('says who comes, which parent that is, and how they are met', () => {
    const shown = renderWith({})
    for (const part of ['10:00\u00a0a.m.', 'Anselm Brandvold', attendingSideWording.other.en, 'Phone'])
      expect(shown).toContain(part)
    expect(shown).not.toContain('Ottilie')
    expect(renderWith({}, 'fr')).toContain(attendingSideWording.other.fr)
    expect(renderWith({ state: 'cancelled' })).toContain(appointmentStateWording.cancelled.en)
  })

  it('says of a file that is not theirs only its reference', () => {
    const shown = renderWith({ mayRead: false, people: null, attendees: [], kind: null, mode: null })
    expect(shown).toContain('K7Q4-9MX2')
    expect(shown).not.toContain('Anselm')
    expect(shown).not.toContain('Phone')
  })
})

describe('the days of a week on a phone', () => {
  const strip = (view: AppointmentCalendar['view'], cached: CalendarAppointment[]) => {
    const week = appointmentCalendarQuery({ view: 'week', date: DAY }).queryKey
    const shown = { ...calendar, view, appointments: view === 'week' ? cached : [] }
    return renderAtDesk(
      createElement(DayStrip, { calendar: shown, dates: listDatesOfWeek(calendar.first), shown: DAY }),
      [[week, { ...calendar, appointments: cached }]],
    )
  }
  const sessions = [
    createAppointment('one', '10:00', '11:00'),
    createAppointment('two', '13:00', '14:00'),
    createAppointment('off', '13:00', '14:00', { state: 'cancelled', startsAt: at('13:00', '2026-12-03') }),
  ]

  it.each(['week', 'day'] as const)('are marked where they hold sessions, in the view of a %s', (view) => {
    const shown = strip(view, sessions)
    expect(shown.match(/day-strip__day--busy/g)).toHaveLength(1)
    expect(shown).toContain(buildAppointmentCountWording(2).en)
    expect(strip(view, [])).not.toContain('day-strip__day--busy')
  })
})
