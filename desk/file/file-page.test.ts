import { environmentManager, focusManager, QueryObserver } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parentSideOptions } from '../../content/file/parent-sides.ts'
import { languages, type Wording } from '../../forms/language.ts'
import { createQueryClient } from '../app/query-client.ts'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { ApiError, isAccessEnded } from '../client/api-failure.ts'
import { failureWordings, getFailureWording } from '../client/failure-wording.ts'
import { contactHoldStateWording } from '../ui/contact-hold-state-wording.ts'
import { unreachableWording } from '../ui/unreachable-wording.ts'
import { fileAppointmentsWording } from './appointments/wording.ts'
import { CallSheetPage } from './calling/call-sheet.tsx'
import { buildNotYoursToCallWording, callSheetWording } from './calling/call-sheet-wording.ts'
import { callingWording } from './calling/wording.ts'
import { contactHoldsWording } from './contact-holds/wording.ts'
import { fileFactsWording } from './facts-wording.ts'
import { FilePage } from './file-page.tsx'
import { fileMessagesWording } from './messages/wording.ts'
import { parentAnswersWording } from './parent-answers/wording.ts'
import {
  answersReadingQuery,
  authorisationsAndCallsQuery,
  contactHoldsQuery,
  type FileHeader,
  fileAppointmentsQuery,
  fileHeaderQuery,
  fileMessagesQuery,
  overviewReadingQuery,
  relatedFilesQuery,
  screeningsQuery,
} from './queries.ts'
import { relatedFilesWording } from './related-files/wording.ts'
import { buildSafeguardsWording, screeningsWording } from './screenings/wording.ts'

const header = {
  reference: 'K7Q4-9MX2',
  route: 'one-parent',
  stage: 'open',
  createdAt: 1,
  mergedInto: null,
  lead: null,
  assistant: null,
  proposed: null,
  language: 'en',
  may: {},
  locked: false,
  sharedContactKinds: [],
  people: null,
  participants: ['initiating'],
  withdrawals: [],
  safeguarded: [],
  unreachable: [],
} as unknown as FileHeader

const keysAndValues = <Key extends string, Value>(record: Readonly<Record<Key, Value>>) =>
  Object.entries(record) as [Key, Value][]

// The link of a failure leads to the page's own address.
beforeEach(() => {
  vi.stubGlobal('location', { pathname: '/desk/files/K7Q4-9MX2/', search: '' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

it('says at its top which parents left no safe way to be reached, in every language', () => {
  const { reference } = header
  for (const language of languages)
    for (const unreachable of [[], ['initiating'], ['initiating', 'other']] as const) {
      const data = [[fileHeaderQuery(reference).queryKey, { ...header, locked: true, unreachable }]] as const
      const shown = renderAtDesk(createElement(FilePage, { reference, page: 'file' }), data, language)
      for (const side of ['initiating', 'other'] as const)
        expect(shown.includes(unreachableWording[side][language])).toBe(
          (unreachable as readonly string[]).includes(side),
        )
    }
})

it('says at its top with which parents one goes ahead with safeguards only, in every language', () => {
  const { reference } = header
  for (const language of languages)
    for (const safeguarded of [[], ['initiating'], ['initiating', 'other']] as const) {
      const data = [[fileHeaderQuery(reference).queryKey, { ...header, safeguarded }]] as const
      const callSheet = createElement(CallSheetPage, { reference })
      const mayCall = [[data[0][0], { ...data[0][1], may: { callOtherParent: true } }]] as const
      for (const shown of [
        renderAtDesk(createElement(FilePage, { reference, page: 'fileSessions' }), data, language),
        renderAtDesk(callSheet, mayCall, language),
      ])
        for (const side of ['initiating', 'other'] as const)
          expect(shown.includes(buildSafeguardsWording(parentSideOptions[side])[language])).toBe(
            (safeguarded as readonly string[]).includes(side),
          )
    }
})

it('says what forbids contact above everything else, whichever related files there are', () => {
  const { reference } = header
  const relatedFiles = [{ reference: 'AFTE-RRRR', stage: 'new', relation: 'same-family', kinds: ['email'] }]
  for (const locked of [true, false]) {
    const shown = renderAtDesk(createElement(FilePage, { reference, page: 'file' }), [
      [fileHeaderQuery(reference).queryKey, { ...header, locked, contactHoldState: 'order-forbids' }],
      [relatedFilesQuery(reference).queryKey, { relatedFiles, callsShutBy: null }],
    ])
    const notice = shown.indexOf(contactHoldStateWording['order-forbids'].en)
    const related = shown.indexOf(relatedFilesWording.title.en)
    expect(notice).toBeGreaterThan(0)
    expect(related).toBeGreaterThan(notice)
    expect(shown.slice(0, notice)).not.toContain('<section')
  }
})

it('names each panel that could not be loaded, and says what nobody may do without it', () => {
  const { reference } = header
  const unreachable = new ApiError({ code: 'unreachable' })
  for (const language of languages) {
    const panelsByTab = {
      file: [[relatedFilesQuery(reference), relatedFilesWording.title]],
      fileIntake: [
        [
          answersReadingQuery(reference, language),
          parentAnswersWording.notLoadedTitle,
          parentAnswersWording.notLoaded,
        ],
      ],
      fileSafety: [
        [contactHoldsQuery(reference), contactHoldsWording.notLoadedTitle, contactHoldsWording.notLoaded],
        [screeningsQuery(reference), screeningsWording.title],
      ],
      fileContact: [
        [authorisationsAndCallsQuery(reference), callingWording.title],
        [fileMessagesQuery(reference), fileMessagesWording.title],
      ],
      fileSessions: [[fileAppointmentsQuery(reference), fileAppointmentsWording.title]],
    } as const
    for (const [page, panels] of keysAndValues(panelsByTab)) {
      const shown = renderAtDesk(
        createElement(FilePage, { reference, page }),
        [
          [fileHeaderQuery(reference).queryKey, header],
          ...panels.map(([{ queryKey }]) => [queryKey, unreachable] as const),
        ],
        language,
      )
      for (const [, heading, caution] of panels as readonly (readonly [unknown, Wording, Wording?])[]) {
        expect(shown).toContain(`<div role="alert"><h2>${heading[language]}</h2>`)
        if (caution) expect(shown).toContain(caution[language])
      }
      expect(shown.split(failureWordings.unavailable.title[language])).toHaveLength(panels.length + 1)
    }
  }
})

it('tells the facts of a file once, whether its overview can be read, can’t, or is locked', () => {
  const { reference } = header
  const overview = overviewReadingQuery(reference, 'en').queryKey
  const read = { parents: [], additions: [], contactability: [] }
  for (const [facts, answers] of [
    [{}, [[overview, read]]],
    [{}, [[overview, new ApiError({ code: 'unreachable' })]]],
    [{ locked: true }, []],
  ] as const) {
    const shown = renderAtDesk(createElement(FilePage, { reference, page: 'file' }), [
      [fileHeaderQuery(reference).queryKey, { ...header, ...facts }],
      ...answers,
    ])
    expect(shown.split(fileFactsWording.received.en)).toHaveLength(2)
  }
})

it.each(['not_found', 'not_permitted', 'signed_out'] as const)(
  'clears the page once the file can no longer be read: %s',
  (code) => {
    const { reference } = header
    const answers = [
      [fileHeaderQuery(reference).queryKey, header],
      [contactHoldsQuery(reference).queryKey, { contactHolds: [] }],
    ] as const
    const open = renderAtDesk(createElement(FilePage, { reference, page: 'fileIntake' }), answers)
    expect(open).toContain(reference)
    for (const language of languages) {
      const shown = renderAtDesk(
        createElement(FilePage, { reference, page: 'fileIntake' }),
        [...answers, [fileHeaderQuery(reference).queryKey, new ApiError({ code })]],
        language,
      )
      const { title } = code === 'not_found' ? failureWordings.accessEnded : getFailureWording({ code })
      expect(shown).toContain(`<h1>${title[language]}</h1>`)
      expect(shown).not.toContain('class="reference"')
      expect(shown).not.toContain('<section')
    }
  },
)

it('has a tab for each part of the work, of which a locked file shows two', () => {
  const { reference } = header
  const tabsOf = (facts: object, page: 'file' | 'fileSafety' = 'file') => {
    const value = { ...header, may: { readRecord: true }, ...facts }
    const html = renderAtDesk(createElement(FilePage, { reference, page }), [
      [fileHeaderQuery(reference).queryKey, value],
    ])
    const names = [...html.matchAll(/<li><a( aria-current="page")? href="[^"]+">([^<]+)</g)]
    return names.map(([, current, name]) => `${name}${current ? ' (current)' : ''}`)
  }
  expect(tabsOf({}, 'fileSafety')).toEqual([
    'Overview',
    'Intake',
    'Safety (current)',
    'Contact',
    'Sessions',
    'Record',
  ])
  expect(tabsOf({ may: {} })).not.toContain('Record')
  expect(tabsOf({ locked: true }, 'fileSafety')).toEqual(['Overview (current)', 'Record'])
  expect(tabsOf({ locked: true, needsConflictReview: true })).toEqual(['Overview (current)'])
})

it('keeps the page while the network is lost, because its reader may be writing', () => {
  const { reference } = header
  const shown = renderAtDesk(createElement(FilePage, { reference, page: 'fileIntake' }), [
    [fileHeaderQuery(reference).queryKey, header],
    [fileHeaderQuery(reference).queryKey, new ApiError({ code: 'unreachable' })],
  ])
  expect(shown).toContain(`<h1 class="reference">${reference}</h1>`)
})

describe('a page that is left open', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    // Without a window, the library takes the test for a server, where nothing is asked again.
    environmentManager.setIsServer(() => false)
  })
  afterEach(() => {
    vi.useRealTimers()
    environmentManager.setIsServer(() => true)
    focusManager.setFocused(undefined)
  })

  it('learns within fifteen seconds that the file was taken away, and asks nothing while nobody sees it', async () => {
    const { reference } = header
    const queryClient = createQueryClient()
    queryClient.mount()
    const queryFn = vi.fn(async (): Promise<FileHeader> => header)
    const page = new QueryObserver(queryClient, { ...fileHeaderQuery(reference), queryFn })
    const leave = page.subscribe(() => {})
    focusManager.setFocused(true)
    await vi.advanceTimersByTimeAsync(1000)
    queryFn.mockRejectedValue(new ApiError({ code: 'not_found' }))
    await vi.advanceTimersByTimeAsync(15_000)
    expect(isAccessEnded(page.getCurrentResult().error)).toBe(true)
    focusManager.setFocused(false)
    queryFn.mockClear()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(queryFn).not.toHaveBeenCalled()
    focusManager.setFocused(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(queryFn).toHaveBeenCalledTimes(1)
    leave()
    queryClient.unmount()
  })
})

describe('the sheet for a call', () => {
  const { reference } = header
  const mine = { ...header, may: { callOtherParent: true } } as unknown as FileHeader

  it('says that there is none when nobody who came may be called for, and does not load for ever', () => {
    const shown = renderAtDesk(createElement(CallSheetPage, { reference }), [
      [fileHeaderQuery(reference).queryKey, mine],
      [authorisationsAndCallsQuery(reference).queryKey, { calls: [] }],
    ])
    expect(shown).toContain(callSheetWording.none.en)
    expect(shown).not.toContain(callSheetWording.loading.en)
  })

  it('is cleared once somebody else leads the file', () => {
    const shown = renderAtDesk(createElement(CallSheetPage, { reference }), [
      [fileHeaderQuery(reference).queryKey, header],
      [authorisationsAndCallsQuery(reference).queryKey, { calls: [] }],
    ])
    expect(shown).toContain(buildNotYoursToCallWording(reference).title.en)
    expect(shown).not.toContain(callSheetWording.none.en)
  })
})
