import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { ApiError } from '../../client/api-failure.ts'
import { parentSideWording } from '../facts-wording.ts'
import { shortQuestionWording } from '../parent-answers/short-question-wording.ts'
import {
  answersReadingQuery,
  contactHoldsQuery,
  type FileAnswers,
  type FileAppointment,
  type FileAppointments,
  type FileHeader,
  fileAppointmentsQuery,
  type ParentAppointments,
} from '../queries.ts'
import { FileAppointmentsPanel } from './file-appointments.tsx'
import { MeetingNeeds } from './meeting-needs.tsx'
import { fileAppointmentsWording, jointAppointmentStateWording } from './wording.ts'

const at = (iso: string) => Date.parse(iso)
const NOW = at('2026-11-22T15:00Z')

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
  wasMetAlone: true,
  timeRequest: null,
  appointments: [],
  ...facts,
})
const header = {
  reference: 'K7Q4-9MX2',
  stage: 'open',
  mergedInto: null,
  lead: { id: 'camille-verdier', name: 'Camille Verdier' },
  may: { book: true },
  safeguarded: [],
} as unknown as FileHeader
const panel: FileAppointments = {
  parents: [parentAppointments('initiating'), parentAppointments('other')],
  booking: {
    timeZone: 'America/Toronto',
    modes: [
      {
        mode: 'video',
        minutes: { individual: 60, joint: 90 },
        freeTimes: { individual: [NOW + 86_400_000], joint: [] },
      },
    ],
  },
  jointState: 'possible',
}

const renderPanel = (
  facts: Partial<FileAppointments> = {},
  headerFacts: Partial<FileHeader> = {},
  timeRequests: FileAnswers['timeRequests'] = [],
  holds: unknown = { contactHolds: [] },
  parents: readonly unknown[] = [],
) =>
  renderAtDesk(createElement(FileAppointmentsPanel, { header: { ...header, ...headerFacts } }), [
    [fileAppointmentsQuery(header.reference).queryKey, { ...panel, ...facts }],
    [contactHoldsQuery(header.reference).queryKey, holds],
    [
      answersReadingQuery(header.reference, 'en').queryKey,
      { parents, additions: [], latestAuthorisations: [], timeRequests, contactability: [] },
    ],
  ])

describe('the appointments on a file’s page', () => {
  it('offer whoever leads to book, and jointly only while it is possible', () => {
    expect(renderPanel()).toContain(fileAppointmentsWording.both.en)
    for (const jointState of [
      'consent-missing',
      'not-met-alone',
      'on-hold',
      'related-file-on-hold',
    ] as const) {
      const shown = renderPanel({ jointState })
      expect(shown).not.toContain(fileAppointmentsWording.both.en)
      expect(shown).toContain(jointAppointmentStateWording[jointState].en)
      expect(shown).toContain(fileAppointmentsWording.bookNow.en)
    }
    expect(renderPanel({}, { may: { ...header.may, book: false } })).not.toContain(
      fileAppointmentsWording.bookNow.en,
    )
    expect(renderPanel({}, { stage: 'closed' })).not.toContain(fileAppointmentsWording.bookNow.en)
  })

  it.each(['not-screened', 'screening-due', 'more-needed', 'not-suitable'] as const)(
    'offer no joint one, and say why, when a screening says “%s”',
    (jointState) => {
      const shown = renderPanel({ jointState })
      expect(shown).toContain(jointAppointmentStateWording[jointState].en)
      expect(shown).not.toContain(jointAppointmentStateWording.possible.en)
      expect(shown).not.toContain(fileAppointmentsWording.both.en)
      // Each parent can still be met alone.
      expect(shown).toContain(fileAppointmentsWording.bookNow.en)
    },
  )

  it('tell which parent was not spoken with alone', () => {
    const shown = renderPanel({
      parents: [parentAppointments('initiating'), parentAppointments('other', { wasMetAlone: false })],
      jointState: 'not-met-alone',
    })
    expect(shown.indexOf(fileAppointmentsWording.metAlone.en)).toBeGreaterThan(0)
    expect(shown.indexOf(fileAppointmentsWording.notMetAlone.en)).toBeGreaterThan(
      shown.indexOf(fileAppointmentsWording.metAlone.en),
    )
    expect(renderPanel()).not.toContain(fileAppointmentsWording.notMetAlone.en)
  })

  it('offer no joint appointment when the contact holds could not be loaded', () => {
    const shown = renderPanel({}, {}, [], new ApiError({ code: 'unreachable' }))
    expect(shown).not.toContain(fileAppointmentsWording.both.en)
    expect(shown).toContain(fileAppointmentsWording.bookNow.en)
  })

  it('do not ask with whom if only one parent came', () => {
    const shown = renderPanel({
      parents: [parentAppointments('initiating')],
      jointState: 'one-parent',
    })
    expect(shown).not.toContain(fileAppointmentsWording.withWhom.en)
    expect(shown).toContain(fileAppointmentsWording.bookNow.en)
    // Who books with whom, and hasn’t agreed to what, is named where there is one parent too.
    expect(shown).toContain(`<h3>${parentSideWording.initiating.en}</h3>`)
  })

  it('tell whoever books what the parent needs for meeting', () => {
    const rows = [
      { question: 'separateArrival', label: 'Apart?', lines: ['Yes'] },
      { question: 'meetBy', label: 'How?', lines: ['By video call', 'By phone'] },
      { question: 'accessibility', label: 'Easier?', lines: [] },
      { question: 'violence', label: 'Violence?', lines: ['Kept for safety'] },
    ]
    const answered = [{ side: 'initiating', sections: [{ slug: 'needs', title: 'Needs', rows }] }]
    const one: Partial<FileAppointments> = {
      parents: [parentAppointments('initiating')],
      jointState: 'one-parent',
    }
    const shown = renderPanel(one, {}, [], undefined, answered)
    for (const words of [
      `${shortQuestionWording.separateArrival.en}</dt><dd>Yes`,
      `${shortQuestionWording.meetBy.en}</dt><dd>By video call · By phone`,
    ])
      expect(shown).toContain(words)
    expect(shown).not.toContain(shortQuestionWording.accessibility.en)
    expect(shown).not.toContain('Kept for safety')
    expect(renderPanel(one)).toContain(fileAppointmentsWording.noNeeds.en)
    // Nothing is told before it is chosen with whom.
    expect(renderPanel({}, {}, [], undefined, answered)).not.toContain('By video call · By phone')
  })

  it.each([
    [['video'], 'in-person', true],
    [['video'], 'video', false],
    [['video'], undefined, false],
    // They don't know how they can meet, so no meeting mode is wrong.
    [undefined, 'video', false],
  ] as const)('warn when the parent said they can meet otherwise: %s, %s, %s', (chosen, mode, isWarned) => {
    // The words are those in which it was asked, which may have changed since.
    const rows = [{ question: 'meetBy', label: 'How?', lines: ['By a video link'], chosen }]
    const answers = {
      parents: [{ side: 'initiating', sections: [{ slug: 'needs', title: 'Needs', rows }] }],
      additions: [],
    } as unknown as FileAnswers
    const shown = renderAtDesk(createElement(MeetingNeeds, { answers, sides: ['initiating'], mode }), [])
    expect(shown.includes(fileAppointmentsWording.otherMode.en)).toBe(isWarned)
  })

  it('never pass over in silence needs that are not loaded', () => {
    const shown = renderAtDesk(
      createElement(MeetingNeeds, { answers: undefined, sides: ['initiating'], mode: 'video' }),
      [],
    )
    expect(shown).toContain(fileAppointmentsWording.needsNotLoaded.en)
  })

  it('warn of an upcoming joint appointment that is not possible any more', () => {
    const withJoint = [
      parentAppointments('initiating', { appointments: [fileAppointment] }),
      parentAppointments('other', { appointments: [fileAppointment] }),
    ]
    expect(renderPanel({ parents: withJoint })).not.toContain(fileAppointmentsWording.jointWarning.en)
    expect(renderPanel({ parents: withJoint, jointState: 'on-hold' })).toContain(
      fileAppointmentsWording.jointWarning.en,
    )
    const cancelled = { ...fileAppointment, state: 'cancelled' } as const
    const over = [parentAppointments('initiating', { appointments: [cancelled] })]
    expect(renderPanel({ parents: over, jointState: 'on-hold' })).not.toContain(
      fileAppointmentsWording.jointWarning.en,
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
    const shown = renderPanel({
      parents: [parentAppointments('initiating', { appointments })],
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
    const shown = renderPanel({ parents: [parentAppointments('initiating', other)] }, {}, timeRequests)
    for (const text of [
      'Books with Robin Ashdown',
      fileAppointmentsWording.takeOverBooking.en,
      'Not on Tuesdays',
      fileAppointmentsWording.answerTimeRequest.en,
    ])
      expect(shown).toContain(text)
  })
})
