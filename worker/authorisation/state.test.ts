import { expect, it } from 'vitest'
import { type AuthorisationState, stateOf } from './state.ts'

const NOW = 1000
const given = { grantedAt: 1, expiresAt: NOW + 1, withdrawnAt: null, declinedAt: null, supersededAt: null }
const asked = { ...given, grantedAt: null, expiresAt: null }

it.each<[AuthorisationState, typeof given | typeof asked | undefined | object, AuthorisationState?]>([
  ['none', undefined],
  ['requested', asked],
  ['declined', { ...asked, declinedAt: 2 }],
  ['in-force', given, 'frozen'],
  ['expired', { ...given, expiresAt: NOW }],
  ['withdrawn', { ...given, withdrawnAt: 2 }],
  ['withdrawn', { ...given, expiresAt: NOW, withdrawnAt: 2 }],
  ['superseded', { ...given, supersededAt: 2 }],
  ['superseded', { ...given, withdrawnAt: 2, supersededAt: 3 }],
])('one stands %s: %o', (state, row, frozen = state) => {
  expect(stateOf(row as typeof given | undefined, false, NOW)).toBe(state)
  expect(stateOf(row as typeof given | undefined, true, NOW)).toBe(frozen)
})
