import { createElement } from 'react'
import { expect, it, vi } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { ApiError } from '../../client/api-failure.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../../client/signed-in-coordinator.ts'
import type { FileHeader } from '../queries.ts'
import { DecisionsPanel } from './decisions.tsx'
import { OverrideQuestion } from './override-question.tsx'
import { overrideWording } from './override-wording.ts'
import { decisionsWording } from './wording.ts'

const header = {
  reference: 'K7Q4-9MX2',
  stage: 'open',
  locked: false,
  participants: [],
  may: { close: true },
  hasUpcomingAppointment: false,
} as unknown as FileHeader

const renderDecisions = (facts: Partial<FileHeader>) =>
  renderAtDesk(createElement(DecisionsPanel, { header: { ...header, ...facts } }), [
    [
      signedInCoordinatorAndColleaguesQuery.queryKey,
      { id: 'camille-verdier', name: 'Camille Verdier', coordinators: [] },
    ],
  ])

it('says in words that a file with an upcoming appointment cannot be closed yet', () => {
  const shown = renderDecisions({ hasUpcomingAppointment: true })
  expect(shown).toMatch(/<button[^>]*aria-disabled="true"[^>]*aria-describedby/)
  expect(shown).toContain(decisionsWording.closeNotYet.en)
  expect(renderDecisions({})).toContain(decisionsWording.close.en)
  expect(renderDecisions({})).not.toContain(decisionsWording.closeNotYet.en)
})

it('says that the decisions could not be loaded', () => {
  vi.stubGlobal('location', { pathname: '/desk/files/K7Q4-9MX2/', search: '' })
  const shown = renderAtDesk(createElement(DecisionsPanel, { header }), [
    [signedInCoordinatorAndColleaguesQuery.queryKey, new ApiError({ code: 'unreachable' })],
  ])
  vi.unstubAllGlobals()
  expect(shown).toContain(`<div role="alert"><h2>${decisionsWording.title.en}</h2>`)
})

it('names what a decision would override, and who decides instead of somebody in conflict', () => {
  const needed = {
    code: 'override_needed',
    objections: [
      { objection: 'not-licensed', province: 'AB' },
      { objection: 'no-room', count: 30, limit: 30 },
      { objection: 'others-waited-longer', count: 3 },
    ],
    decidedBy: [] as string[],
  } as const
  const render = (decidedBy: readonly string[]) =>
    renderAtDesk(
      createElement(OverrideQuestion, {
        name: 'Robin',
        needed: { ...needed, decidedBy },
        isPending: false,
        onOverride: () => {},
      }),
    )
  const shown = render([])
  expect(shown).toContain('Robin isn’t licensed in Alberta.')
  expect(shown).toContain('Robin has no room: 30 of 30 files.')
  expect(shown).toContain('3 families have waited longer.')
  expect(shown).toContain(overrideWording.decide.en)
  expect(render(['Camille'])).toContain('ask Camille')
  expect(render(['Camille'])).not.toContain(overrideWording.decide.en)
})
