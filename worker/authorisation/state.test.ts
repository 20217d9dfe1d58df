import { expect, it } from 'vitest'
import type { AuthorisationState } from '../../content/authorisation/authorisation-states.ts'
import { getAuthorisationState } from './state.ts'

const NOW = 1000
const GRANTED = { grantedAt: 1, expiresAt: NOW + 1, withdrawnAt: null, declinedAt: null, supersededAt: null }
const REQUESTED = { ...GRANTED, grantedAt: null, expiresAt: null }

it.each<[AuthorisationState, typeof GRANTED | typeof REQUESTED | undefined | object, AuthorisationState?]>([
  ['none', undefined],
  ['requested', REQUESTED],
  ['declined', { ...REQUESTED, declinedAt: 2 }],
  ['in-force', GRANTED, 'on-hold'],
  ['expired', { ...GRANTED, expiresAt: NOW }],
  ['withdrawn', { ...GRANTED, withdrawnAt: 2 }],
  ['withdrawn', { ...GRANTED, expiresAt: NOW, withdrawnAt: 2 }],
  ['superseded', { ...GRANTED, supersededAt: 2 }],
  ['superseded', { ...GRANTED, withdrawnAt: 2, supersededAt: 3 }],
])('is %s: %o', (state, row, stateOnHold = state) => {
  expect(getAuthorisationState(row as typeof GRANTED | undefined, false, NOW)).toBe(state)
  expect(getAuthorisationState(row as typeof GRANTED | undefined, true, NOW)).toBe(stateOnHold)
})
