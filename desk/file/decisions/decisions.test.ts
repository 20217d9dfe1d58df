import { createElement } from 'react'
import { expect, it, vi } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { ApiError } from '../../client/api-failure.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../../client/signed-in-coordinator.ts'
import type { FileHeader } from '../queries.ts'
import { DecisionsPanel } from './decisions.tsx'
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
