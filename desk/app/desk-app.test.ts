import { createElement } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../client/api-failure.ts'
import { failureWordings } from '../client/failure-wording.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { WhileSignedIn } from './desk-app.tsx'
import { renderAtDesk } from './render-at-desk.fixture.tsx'

beforeEach(() => {
  vi.stubGlobal('location', { pathname: '/desk/', search: '' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const { queryKey } = signedInCoordinatorAndColleaguesQuery
const page = createElement(WhileSignedIn, null, 'K7Q4-9MX2')

it('clears a page whose reader signed out, and no page because the network is lost', () => {
  const me = [queryKey, { id: 'robin-ashdown' }] as const
  const shown = renderAtDesk(page, [me, [queryKey, new ApiError({ code: 'signed_out' })]])
  expect(shown).toContain(failureWordings.signedOut.title.en)
  expect(shown).not.toContain('K7Q4-9MX2')
  expect(renderAtDesk(page, [me, [queryKey, new ApiError({ code: 'unreachable' })]])).toBe('K7Q4-9MX2')
})
