import { expect, it } from 'vitest'
import type { Calling } from '../../app/api-client.ts'
import { historyOf } from './call-events.ts'

const robin = { id: 'robin-ashdown', name: 'Robin Ashdown' }
const word = {
  id: 'first',
  state: 'in-force',
  madeAt: 10,
  grantedAt: 20,
  expiresAt: 1000,
  withdrawnAt: null,
  declinedAt: null,
  askedBy: robin,
  receiptHash: null,
} as const
const freeze = { saidIn: 'intake', finding: null, readAt: null, readBy: null, liftedAt: null } as const
const calling: Calling = {
  side: 'initiating',
  language: 'en',
  reference: 'K7Q4-9MX2',
  latest: { ...word, id: 'second', askedBy: null, madeAt: 70, grantedAt: 70, withdrawnAt: 80 },
  earlier: [word],
  gate: 'not-in-force',
  mayBeAsked: true,
  attemptsLeft: 3,
  attempts: [
    {
      id: 'call',
      attemptedAt: 50,
      recordedAt: 51,
      by: robin,
      channel: 'phone',
      outcome: 'interested',
      nextStep: 'invite',
    },
    {
      id: 'no',
      attemptedAt: 65,
      recordedAt: 65,
      by: { id: 'other-parent', name: 'other-parent' },
      channel: 'invitation',
      outcome: 'declined',
      nextStep: 'none',
    },
  ],
  invitations: [{ id: 'way in', invitedAt: 60, expiresAt: 900, endedAt: 65, usedAt: null }],
  freezes: [
    { ...freeze, id: 'one', saidAt: 5, finding: 'nothing-forbids', readAt: 30, readBy: robin, liftedAt: 30 },
    { ...freeze, id: 'two', saidAt: 6, finding: 'nothing-forbids', readAt: 30, readBy: robin, liftedAt: 30 },
    { ...freeze, id: 'three', saidAt: 71 },
  ],
}

it('tells everything once, newest first, in both languages', () => {
  const history = historyOf(calling)
  expect(history.map(({ at }) => at)).toEqual([80, 71, 70, 65, 65, 60, 50, 30, 20, 10, 6, 5])
  expect(new Set(history.map(({ id }) => id)).size).toBe(history.length)
  const said = (at: number) => history.filter((one) => one.at === at).map(({ said }) => said.en)
  expect(said(50)).toEqual(['Phone: Reached and interested · Give an invitation · Robin Ashdown'])
  // Whoever answered an invitation goes without a name.
  expect(said(65)).toEqual(['Their invitation: Declined', 'The invitation was ended'])
  expect(said(30)).toEqual(['Robin Ashdown read the order: nothing in it forbids the call'])
  expect(history.map(({ said }) => said.fr)).toContain(
    'Téléphone\u00a0: A répondu et montre de l’intérêt · Remettre une invitation · Robin Ashdown',
  )
})
