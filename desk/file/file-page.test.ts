import { createElement } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { languages } from '../../forms/language.ts'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { ApiError } from '../client/api-failure.ts'
import { failureWordings } from '../client/failure-wording.ts'
import { fileAppointmentsWording } from './appointments/wording.ts'
import { callingWording } from './calling/wording.ts'
import { contactHoldsWording } from './contact-holds/wording.ts'
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
  relatedFilesQuery,
} from './queries.ts'
import { relatedFilesWording } from './related-files/wording.ts'

const header = {
  reference: 'K7Q4-9MX2',
  route: 'one-parent',
  stage: 'open',
  createdAt: 1,
  mergedInto: null,
  lead: null,
  assistant: null,
  proposed: null,
  may: {},
  locked: false,
  participants: ['initiating'],
} as unknown as FileHeader

// The link of a failure leads to the page's own address.
beforeEach(() => {
  vi.stubGlobal('location', { pathname: '/desk/files/K7Q4-9MX2/', search: '' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

it('names each panel that could not be loaded, and says what nobody may do without it', () => {
  const { reference } = header
  const unreachable = new ApiError({ code: 'unreachable' })
  for (const language of languages) {
    const panels = [
      [relatedFilesQuery(reference), relatedFilesWording.title],
      [contactHoldsQuery(reference), contactHoldsWording.notLoadedTitle, contactHoldsWording.notLoaded],
      [
        answersReadingQuery(reference, language),
        parentAnswersWording.notLoadedTitle,
        parentAnswersWording.notLoaded,
      ],
      [authorisationsAndCallsQuery(reference), callingWording.title],
      [fileAppointmentsQuery(reference), fileAppointmentsWording.title],
      [fileMessagesQuery(reference), fileMessagesWording.title],
    ] as const
    const shown = renderAtDesk(
      createElement(FilePage, { reference }),
      [
        [fileHeaderQuery(reference).queryKey, header],
        ...panels.map(([{ queryKey }]) => [queryKey, unreachable] as const),
      ],
      language,
    )
    for (const [, heading, caution] of panels) {
      expect(shown).toContain(`<div role="alert"><h2>${heading[language]}</h2>`)
      if (caution) expect(shown).toContain(caution[language])
    }
    expect(shown.split(failureWordings.unavailable.title[language])).toHaveLength(panels.length + 1)
  }
})
