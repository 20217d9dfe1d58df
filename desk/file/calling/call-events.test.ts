import { expect, it } from 'vitest'
import type { ContactHoldFacts, ParentCalls } from '../queries.ts'
import { collectCallingEvents, describePlacing } from './call-events.ts'

const robin = { id: 'robin-ashdown', name: 'Robin Ashdown' }
const authorisation = {
  accessCodeReplacedBy: null,
  id: 'first',
  state: 'in-force',
  createdAt: 10,
  grantedAt: 20,
  expiresAt: 1000,
  withdrawnAt: null,
  declinedAt: null,
  requestedBy: robin,
  receiptHash: null,
} as const
const contactHold = {
  side: 'initiating',
  reportedIn: 'intake',
  placedBy: null,
  placedReason: null,
  orderReadingId: null,
  finding: null,
  orderReadAt: null,
  orderReadBy: null,
  liftedAt: null,
} as const
const parentCalls: ParentCalls = {
  side: 'initiating',
  language: 'en',
  reference: 'K7Q4-9MX2',
  latest: {
    ...authorisation,
    id: 'second',
    requestedBy: null,
    accessCodeReplacedBy: null,
    createdAt: 70,
    grantedAt: 70,
    withdrawnAt: 80,
  },
  earlier: [authorisation],
  gate: 'not-in-force',
  mayRequestAuthorisation: true,
  attemptsLeft: 3,
  areCallsOver: false,
  hasUnsafeCall: false,
  callsRecordedUntil: 65,
  relatedCallAttempts: [],
  callReopenings: [{ id: 'again', reopenedAt: 68, reopenedBy: robin, reason: 'they-asked' }],
  callAttempts: [
    {
      id: 'call',
      attemptedAt: 50,
      recordedAt: 51,
      recordedBy: robin,
      channel: 'phone',
      outcome: 'interested',
      nextStep: 'invite',
    },
    {
      id: 'no',
      attemptedAt: 65,
      recordedAt: 65,
      recordedBy: { id: 'other-parent', name: 'other-parent' },
      channel: 'invitation',
      outcome: 'declined',
      nextStep: 'none',
    },
  ],
  invitations: [
    {
      id: 'invitation',
      createdAt: 60,
      expiresAt: 900,
      endedAt: 65,
      endedByWrongCodes: false,
      acceptedAt: null,
    },
  ],
}
const contactHolds: ContactHoldFacts[] = [
  {
    ...contactHold,
    id: 'one',
    reportedAt: 5,
    finding: 'nothing-forbids',
    orderReadAt: 30,
    orderReadBy: robin,
    liftedAt: 30,
  },
  {
    ...contactHold,
    id: 'two',
    reportedAt: 6,
    finding: 'nothing-forbids',
    orderReadAt: 30,
    orderReadBy: robin,
    liftedAt: 30,
  },
  { ...contactHold, id: 'three', reportedAt: 71 },
  { ...contactHold, id: 'other parent', side: 'other', reportedAt: 72 },
]

it('tells everything once, newest first, in both languages', () => {
  const events = collectCallingEvents(parentCalls, contactHolds)
  expect(events.map(({ at }) => at)).toEqual([80, 71, 70, 68, 65, 65, 60, 50, 30, 20, 10, 6, 5])
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  const descriptions = (at: number) =>
    events.filter((one) => one.at === at).map(({ description }) => description.en)
  expect(descriptions(50)).toEqual(['Phone: Reached and interested · Give an invitation · Robin Ashdown'])
  // The event does not name the parent who answered the invitation.
  expect(descriptions(65)).toEqual(['Their invitation: Declined', 'The invitation was ended'])
  expect(descriptions(68)).toEqual([
    'Robin Ashdown allowed calls again: They asked us to call, themselves or through their lawyer',
  ])
  expect(descriptions(30)).toEqual(['Robin Ashdown read the order: nothing in it forbids the call'])
  const placings = [
    {},
    { reportedIn: 'addition' },
    { reportedIn: 'addition', placedBy: robin },
    { reportedIn: 'contact-authorisation' },
  ] as const
  expect(
    placings.map((placing) => describePlacing({ ...contactHold, id: 'hold', reportedAt: 1, ...placing }).en),
  ).toEqual([
    'An order, certain or possible, was mentioned in the intake',
    'An order, certain or possible, was told of after the intake',
    'Robin Ashdown wrote down an order, certain or possible',
    'An order, certain or possible, was mentioned when the call was authorised',
  ])
  expect(events.map(({ description }) => description.fr)).toContain(
    'Téléphone\u00a0: A répondu et montre de l’intérêt · Remettre une invitation · Robin Ashdown',
  )
})
