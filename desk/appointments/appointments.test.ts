import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import type { Agenda, Appointment, FileSession, FileSessions, OpenedFile } from '../app/api-client.ts'
import { words } from '../app/wording.ts'
import { Decisions } from '../file/decisions.tsx'
import { Sessions } from '../file/file-appointments.tsx'
import { StopMail } from '../file/mail-stop.tsx'
import { AgendaDays } from './calendar-days.tsx'
import { instantOf, typedOf } from './date-time.ts'
import { daysOf } from './group-by-day.ts'
import { agendaWords, jointStates, sessionStates } from './wording.ts'

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
    const moment = instantOf({ date, clock }, timeZone, NOW)
    expect(moment).toBe(at(instant))
    if (!date.startsWith('2027-03')) expect(typedOf(at(instant), timeZone)).toEqual({ date, clock })
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
    expect(instantOf({ date, clock }, 'America/Toronto', NOW)).toBeUndefined()
  })
})

const appointment: Appointment = {
  id: 'one',
  reference: 'K7Q4-9MX2',
  startsAt: at('2026-11-24T15:00Z'),
  endsAt: at('2026-11-24T16:00Z'),
  sequence: 0,
  state: 'to-come',
  mayRead: true,
  kind: 'individual',
  way: 'video',
  cancelledBy: null,
  may: { note: false, change: true },
  mayTakeOver: false,
}
const agenda: Agenda = {
  of: { id: 'camille-verdier', name: 'Camille Verdier' },
  mine: true,
  view: 'day',
  timeZone: 'America/Toronto',
  today: '2026-11-22',
  first: '2026-11-24',
  previous: '2026-11-23',
  next: '2026-11-25',
  more: false,
  appointments: [appointment],
}

describe('the days of an agenda', () => {
  const week = { ...agenda, view: 'week', first: '2026-11-23', next: '2026-11-30' } as const

  it('are all of them in a week, and in a list those that have something', () => {
    expect(daysOf(week).map(({ date, appointments }) => [date, appointments.length])).toEqual([
      ['2026-11-23', 0],
      ['2026-11-24', 1],
      ...['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'].map((date) => [date, 0]),
    ])
    expect(daysOf({ ...week, view: 'list' }).map(({ date }) => date)).toEqual(['2026-11-24'])
  })

  it('are those of the coordinator’s own clock', () => {
    const night = { ...appointment, startsAt: at('2026-11-25T04:30Z') }
    expect(daysOf({ ...week, view: 'list', appointments: [night] })[0]?.date).toBe('2026-11-24')
    const [day] = daysOf({ ...week, view: 'list', timeZone: 'America/St_Johns', appointments: [night] })
    expect(day?.date).toBe('2026-11-25')
  })

  const shown = (facts: Partial<Appointment>, view: Agenda['view'] = 'day', language: 'en' | 'fr' = 'en') =>
    renderToStaticMarkup(
      createElement(AgendaDays, {
        agenda: { ...agenda, view, appointments: [{ ...appointment, ...facts }] },
        language,
        onDone: vi.fn(),
      }),
    )

  it('say when, with the offset, whose file, how and where it stands', () => {
    expect(shown({})).toContain('10:00\u00a0a.m.</time> to')
    for (const said of [
      'UTC−05:00',
      'Individual session · Video call',
      sessionStates['to-come'].en,
      '/desk/files/K7Q4-9MX2/',
    ])
      expect(shown({})).toContain(said)
    for (const said of [
      '10\u00a0h\u00a000',
      'mardi 24 novembre 2026',
      'Rencontre individuelle',
      '/fr/desk/files/',
    ])
      expect(shown({}, 'day', 'fr')).toContain(said)
    const summer = { startsAt: at('2027-07-01T13:00Z'), endsAt: at('2027-07-01T14:00Z') }
    expect(shown(summer, 'list')).toContain('UTC−04:00')
  })

  it('say of a file that is not theirs only its reference, and link nowhere', () => {
    const foreign = shown({ mayRead: false, kind: null, way: null })
    expect(foreign).toContain('K7Q4-9MX2')
    expect(foreign).toContain(agendaWords.notYours.en)
    expect(foreign).not.toContain('/desk/files/')
    expect(foreign).not.toContain('session · ')
  })

  it('offer what may be done where it stands, and nothing in the week or while somebody chooses', () => {
    const deeds = (markup: string) =>
      [agendaWords.move.en, agendaWords.cancel.en, agendaWords.attended.en, agendaWords.missed.en].filter(
        (deed) => new RegExp(`<button[^>]*>${deed}`).test(markup),
      )
    expect(deeds(shown({}))).toEqual([agendaWords.move.en, agendaWords.cancel.en])
    expect(deeds(shown({}, 'week'))).toEqual([])
    const over = { note: true, change: false }
    expect(deeds(shown({ state: 'to-note', may: over }))).toEqual([
      agendaWords.attended.en,
      agendaWords.missed.en,
    ])
    // What was noted can be mended.
    expect(deeds(shown({ state: 'missed', may: over }))).toEqual([agendaWords.attended.en])
    const kept = shown({ state: 'kept', may: { note: false, change: false } })
    expect(deeds(kept)).toEqual([])
    expect(kept).toContain(sessionStates.kept.en)
  })
})

const session: FileSession = {
  id: 'one',
  kind: 'joint',
  way: 'in-person',
  startsAt: at('2026-11-24T15:00Z'),
  endsAt: at('2026-11-24T16:30Z'),
  sequence: 0,
  coordinator: { id: 'camille-verdier', name: 'Camille Verdier' },
  state: 'to-come',
  cancelledBy: null,
  may: { note: false, change: true },
  mayTakeOver: false,
}
const parent = (side: FileSessions['side'], facts: Partial<FileSessions> = {}): FileSessions => ({
  side,
  booksWith: { id: 'camille-verdier', name: 'Camille Verdier' },
  mayPass: false,
  jointAgreedAt: NOW,
  request: null,
  sessions: [],
  ...facts,
})
const file = {
  reference: 'K7Q4-9MX2',
  stage: 'open',
  lead: { id: 'camille-verdier', name: 'Camille Verdier' },
  closed: false,
  may: { book: true, close: true },
  sessions: [parent('initiating'), parent('other')],
  booking: {
    timeZone: 'America/Toronto',
    ways: [{ way: 'video', minutes: { individual: 60, joint: 90 } }],
  },
  joint: 'possible',
  sessionToCome: false,
  wishes: [],
  reach: [],
} as unknown as OpenedFile

const onFile = (part: typeof Sessions, facts: Partial<OpenedFile> = {}) =>
  renderToStaticMarkup(
    createElement(part, { file: { ...file, ...facts }, language: 'en', onChange: vi.fn() }),
  )

describe('the sessions on a file’s page', () => {
  it('offer whoever leads to book, and jointly only while it is possible', () => {
    expect(onFile(Sessions)).toContain(agendaWords.both.en)
    for (const joint of ['not-agreed', 'frozen', 'frozen-elsewhere'] as const) {
      const shown = onFile(Sessions, { joint })
      expect(shown).not.toContain(agendaWords.both.en)
      expect(shown).toContain(jointStates[joint].en)
      expect(shown).toContain(agendaWords.bookNow.en)
    }
    expect(onFile(Sessions, { may: { ...file.may, book: false } })).not.toContain(agendaWords.bookNow.en)
    expect(onFile(Sessions, { stage: 'closed' })).not.toContain(agendaWords.bookNow.en)
  })

  it('do not ask with whom where only one parent came', () => {
    const shown = onFile(Sessions, { sessions: [parent('initiating')], joint: 'one-parent' })
    expect(shown).not.toContain(agendaWords.withWhom.en)
    expect(shown).toContain(agendaWords.bookNow.en)
  })

  it('warn of a joint session to come against which something stands now', () => {
    const sessions = [parent('initiating', { sessions: [session] }), parent('other', { sessions: [session] })]
    expect(onFile(Sessions, { sessions })).not.toContain(agendaWords.jointWarning.en)
    expect(onFile(Sessions, { sessions, joint: 'frozen' })).toContain(agendaWords.jointWarning.en)
    const cancelled = { ...session, state: 'cancelled' } as const
    const over = [parent('initiating', { sessions: [cancelled] })]
    expect(onFile(Sessions, { sessions: over, joint: 'frozen' })).not.toContain(agendaWords.jointWarning.en)
  })

  it('tell what comes first the soonest, and what is behind them the latest', () => {
    const days = ['2026-12-03', '2026-12-02', '2026-11-20', '2026-11-19']
    const sessions = days.map((day, index) => ({
      ...session,
      id: day,
      startsAt: at(`${day}T15:00Z`),
      state: index < 2 ? ('to-come' as const) : ('attended' as const),
    }))
    const shown = onFile(Sessions, { sessions: [parent('initiating', { sessions })] })
    const order = [...shown.matchAll(/(?:December|November) (\d+), 2026, <\/span>/g)].map(([, day]) => day)
    expect(order).toEqual(['2', '3', '20', '19'])
  })

  it('offer to take a parent over who books with somebody else, and show what they asked for', () => {
    const request = { id: 'wish', madeAt: NOW }
    const wishes = [
      {
        id: 'wish',
        sections: [
          {
            slug: 'request',
            title: 'Times',
            rows: [{ question: 'x', label: 'When', lines: ['Not on Tuesdays'] }],
          },
        ],
      },
    ]
    const other = { booksWith: { id: 'robin-ashdown', name: 'Robin Ashdown' }, mayPass: true, request }
    const shown = onFile(Sessions, { sessions: [parent('initiating', other)], wishes })
    for (const said of [
      'Books with Robin Ashdown',
      agendaWords.passNow.en,
      'Not on Tuesdays',
      agendaWords.answerNow.en,
    ])
      expect(shown).toContain(said)
  })

  it('say in words that a file with a session to come cannot be closed yet', () => {
    const decisions = (facts: Partial<OpenedFile>) =>
      renderToStaticMarkup(
        createElement(Decisions, {
          me: { id: 'camille-verdier', name: 'Camille Verdier', administrator: false, coordinators: [] },
          file: { ...file, calling: [], may: { ...file.may, passOn: false }, ...facts },
          language: 'en',
          onChange: vi.fn(),
        }),
      )
    expect(decisions({ sessionToCome: true })).toMatch(
      /<button[^>]*aria-disabled="true"[^>]*aria-describedby/,
    )
    expect(decisions({ sessionToCome: true })).toContain(words.closeNotYet.en)
    expect(decisions({})).not.toContain(words.closeNotYet.en)
  })

  it('offer to stop e-mail to whoever gets some, and to nobody else', () => {
    const stop = (mayMail: boolean) =>
      renderToStaticMarkup(
        createElement(StopMail, {
          side: 'other',
          file: { ...file, reach: [{ side: 'other', mayMail, timeZone: 'America/Regina' }] },
          language: 'en',
          onChange: vi.fn(),
        }),
      )
    expect(stop(true)).toContain(agendaWords.stopMail.en)
    expect(stop(false)).not.toContain(agendaWords.stopMail.en)
    expect(stop(false)).toContain(agendaWords.noMailGoes.en)
  })
})
