import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { callAttemptNextSteps, callAttemptOutcomes } from '../authorisation/call-attempts.ts'
import { type ContactOutcome, contactOutcomeOptions } from '../file/contact-log.ts'
import { DAY_MS } from '../time/units.ts'
import type { NextStepFacts, ParentStepFacts } from './next-step-facts.ts'
import { nextSteps, stepGroups } from './next-steps.ts'
import { buildStepClock, compareSteps, pickNextStep } from './pick-next-step.ts'

/** Monday, November 30, 2026, 10 a.m. in Toronto. */
const NOW = Date.UTC(2026, 10, 30, 15)
const clock = buildStepClock(NOW, 'America/Toronto', 3)
const daysAgo = (days: number) => NOW - days * DAY_MS

/** A parent who sent their form ten days ago, and was talked with alone a week ago. */
const parent: ParentStepFacts = {
  ...{ side: 'initiating', urgency: null, sentAt: daysAgo(10), newestSentAt: daysAgo(10) },
  ...{ screeningReason: null, screenedAt: daysAgo(7), metAt: null, jointConsentedAt: null },
  ...{ lastContact: null, reachedAt: null },
  ...{ withdrawnAt: null, timesRequestedAt: null, callRefusal: 'not-in-force', authorisation: null },
  ...{ lastCall: null, invitationEndsAt: null },
}
const other: ParentStepFacts = { ...parent, side: 'other' }
const file: NextStepFacts = {
  ...{ stage: 'open', route: 'one-parent', createdAt: daysAgo(10), hasLead: true, isLocked: false },
  ...{ hasUnreviewedRelatedFile: false, contactHold: null, lastActAt: daysAgo(7), lastReadAt: daysAgo(7) },
  ...{ upcoming: null, unnotedSince: null, metJointlyAt: null, messageFailedAt: null, parents: [parent] },
}
const granted = {
  ...{ createdAt: daysAgo(5), grantedAt: daysAgo(4), expiresAt: NOW + 30 * DAY_MS },
  ...{ withdrawnAt: null, declinedAt: null },
}
const withParent = (
  facts: Partial<ParentStepFacts>,
  others: Partial<NextStepFacts> = {},
): Partial<NextStepFacts> => ({
  ...others,
  parents: [{ ...parent, ...facts }],
})
const authorised = { callRefusal: null, authorisation: granted } as const
const called = (nextStep: (typeof callAttemptNextSteps)[number], days = 1) =>
  ({
    ...authorised,
    lastCall: { attemptedAt: daysAgo(days), outcome: 'no-answer', nextStep },
  }) as const
const unscreened = { screeningReason: 'not-screened', screenedAt: null } as const
const contacted = (outcome: ContactOutcome, days: number) =>
  ({ lastContact: { happenedAt: daysAgo(days), outcome } }) as const
const hold = (state: 'on-hold' | 'order-forbids' | 'related-on-hold') => ({
  state,
  reportedAt: daysAgo(3),
  expiresOn: null,
})
const session = (startsAt: number) => ({ startsAt, kind: 'individual' }) as const

/** What is so about a file, and its next step, with the group and the day on which it is due. */
const rows: readonly [string, Partial<NextStepFacts>, string, string, string | undefined][] = [
  ['its lead has left', { isLeftBehind: true }, 'reassign', 'leftBehind', '2026-11-30'],
  ['nobody leads', { hasLead: false }, 'take', 'new', '2026-11-25'],
  ['nobody leads, urgent', { hasLead: false, isUrgent: true }, 'take', 'new', '2026-11-20'],
  ['waits', { hasLead: false, stage: 'waiting' }, 'take-waiting', 'waiting', undefined],
  ['is locked', { isLocked: true, contactHold: hold('on-hold') }, 'review-conflicts', 'safety', '2026-11-23'],
  // Reported on a Friday.
  ['has an order to read', { contactHold: hold('on-hold') }, 'read-order', 'safety', '2026-11-30'],
  [
    'has an order to read in a related file, whatever is next and by when',
    { ...withParent(unscreened, { lastReadAt: null }), contactHold: hold('related-on-hold') },
    'read-intake',
    'safety',
    '2026-11-25',
  ],
  ['has news of a related file', { hasUnreviewedRelatedFile: true }, 'review-again', 'safety', '2026-11-30'],
  [
    'told of safety since',
    withParent({ screeningReason: 'screening-due' }),
    'screen-again',
    'safety',
    '2026-11-23',
  ],
  ['has a session today', { upcoming: session(NOW + 1) }, 'session-today', 'sessions', '2026-11-30'],
  ['has one under way', { upcoming: session(NOW - 1) }, 'session-today', 'sessions', '2026-11-30'],
  ['has one to come', { upcoming: session(NOW + DAY_MS) }, 'await-session', 'later', '2026-12-01'],
  ['has one to note', { unnotedSince: daysAgo(3) }, 'note-session', 'note', '2026-11-27'],
  ['is unread', withParent(unscreened, { lastReadAt: null }), 'read-intake', 'new', '2026-11-25'],
  ['was added to', withParent({ newestSentAt: NOW }), 'read-intake', 'new', '2026-12-03'],
  ['was withdrawn', withParent({ withdrawnAt: daysAgo(1) }), 'withdrawn', 'answered', '2026-11-30'],
  [
    'was stopped',
    withParent({ authorisation: { ...granted, withdrawnAt: daysAgo(1) } }),
    'stopped',
    'answered',
    '2026-11-30',
  ],
  [
    'got a no',
    withParent({ authorisation: { ...granted, grantedAt: null, declinedAt: NOW } }),
    'declined',
    'answered',
    '2026-12-01',
  ],
  ['asked for times', withParent({ timesRequestedAt: daysAgo(4) }), 'answer-times', 'answered', '2026-11-30'],
  ['may call', withParent(authorised), 'authorised', 'answered', '2026-11-30'],
  ['calls again', withParent(called('call-again')), 'call-again', 'call', '2026-11-30'],
  ['calls again tomorrow', withParent(called('call-again', 0)), 'call-again', 'soon', '2026-12-01'],
  ['tells how it went', withParent(called('ask-parent')), 'ask-after-call', 'call', '2026-11-30'],
  ['has somebody to invite', withParent(called('invite')), 'invite', 'call', '2026-11-29'],
  [
    'has a wrong number',
    withParent({ ...called('ask-parent', 8), callRefusal: 'wrong-number' }),
    'other-number',
    'call',
    '2026-11-24',
  ],
  [
    'waits for who has a code',
    withParent({ ...called('invite'), invitationEndsAt: NOW + DAY_MS }),
    'await-invited',
    'later',
    '2026-12-01',
  ],
  ['waits for a call', withParent(called('wait-for-them')), 'await-call-back', 'later', '2026-12-04'],
  [
    'waited for a call',
    withParent(called('wait-for-them', 20), { lastActAt: daysAgo(12) }),
    ...(['await-call-back', 'call', '2026-11-25'] as const),
  ],
  [
    'agreed to meet',
    { parents: [parent, other].map((one) => ({ ...one, jointConsentedAt: daysAgo(5) })) },
    'book-joint',
    'answered',
    '2026-11-30',
  ],
  [
    'met, with nothing noted',
    withParent({ ...unscreened, metAt: daysAgo(3) }),
    'note-talk',
    'note',
    '2026-11-30',
  ],
  ['owes a call', withParent(unscreened), 'first-talk', 'call', '2026-11-25'],
  // The promise of five working days stays, also where a call was tried.
  [
    'tried on the day on which the form came',
    withParent({ ...unscreened, sentAt: NOW, newestSentAt: 0, ...contacted('no-answer', 0) }),
    'try-again',
    'soon',
    '2026-12-03',
  ],
  [
    'tried when the promise was over',
    withParent({ ...unscreened, ...contacted('left-message', 0) }),
    'try-again',
    'soon',
    '2026-12-01',
  ],
  [
    'tried two days ago, and not again',
    withParent({ ...unscreened, ...contacted('no-answer', 4) }),
    'try-again',
    'call',
    '2026-11-27',
  ],
  [
    'spoke, and then was not answered',
    withParent({ ...unscreened, reachedAt: daysAgo(1), ...contacted('no-answer', 0) }),
    'note-contact',
    'note',
    '2026-12-01',
  ],
  [
    'has a message to answer',
    withParent({ ...unscreened, ...contacted('message-received', 0) }),
    'call-back',
    'soon',
    '2026-12-01',
  ],
  [
    'has a wrong number',
    withParent({ ...unscreened, ...contacted('wrong-number', 3) }),
    'other-way',
    'call',
    '2026-11-30',
  ],
  [
    'was asked not to contact them',
    withParent({ ...unscreened, ...contacted('asked-no-contact', 0) }),
    'asked-no-contact',
    'decide',
    '2026-12-03',
  ],
  ['owes a call by Thursday', withParent({ ...unscreened, sentAt: NOW }), 'first-talk', 'soon', '2026-12-03'],
  [
    'owes a call at once',
    withParent({ ...unscreened, sentAt: NOW, urgency: 'soon' }),
    'first-talk',
    'call',
    '2026-11-30',
  ],
  [
    'booked the first talk',
    withParent(unscreened, { upcoming: session(NOW + DAY_MS) }),
    'await-session',
    'later',
    '2026-12-01',
  ],
  ['needs to know more', withParent({ screeningReason: 'more-needed' }), 'talk-again', 'call', '2026-11-30'],
  ['has a mail that failed', { messageFailedAt: NOW }, 'note-message', 'note', '2026-12-01'],
  ['is forbidden to call', { contactHold: hold('order-forbids') }, 'order-forbids', 'safety', undefined],
  [
    'is forbidden, and owes a call',
    withParent(unscreened, { contactHold: hold('order-forbids') }),
    'first-talk',
    'call',
    '2026-11-25',
  ],
  ['does not suit', withParent({ screeningReason: 'not-suitable' }), 'not-suitable', 'decide', '2026-11-26'],
  ['heard no', withParent({ ...called('none'), callRefusal: 'ended' }), 'calls-over', 'decide', '2026-12-02'],
  [
    'asked for a yes',
    withParent({ authorisation: { ...granted, grantedAt: null } }),
    'await-authorisation',
    'later',
    '2026-12-02',
  ],
  [
    'had a yes',
    withParent({ authorisation: { ...granted, expiresAt: daysAgo(1) } }),
    'authorisation-expired',
    'decide',
    '2026-12-02',
  ],
  ['may ask for a yes', {}, 'ask-for-call', 'decide', '2026-11-26'],
  ['waits for the other', { route: 'consent' }, 'await-other-parent', 'later', '2026-12-07'],
  ['waits for both', { parents: [parent, other] }, 'await-joint-consent', 'later', '2026-12-07'],
  ['met jointly', { parents: [parent, other], metJointlyAt: daysAgo(2) }, 'idle', 'later', '2026-12-21'],
  ['was forgotten', { parents: [], lastActAt: daysAgo(40) }, 'idle', 'decide', '2026-11-18'],
]

describe('the next step of a file', () => {
  it.each(rows)('of one that %s', (_, facts, id, group, dueOn) => {
    expect(pickNextStep({ ...file, ...facts }, clock)).toMatchObject({ id, group, dueOn })
  })

  it('is reached by a row for every step that is declared', () => {
    expect(new Set(rows.map(([, , id]) => id))).toEqual(new Set(Object.keys(nextSteps)))
  })

  it('names the parent who waited longest, and tells that it is urgent', () => {
    const parents = [
      { ...parent, ...unscreened },
      { ...other, ...unscreened, sentAt: daysAgo(20), urgency: 'soon' as const },
    ]
    expect(pickNextStep({ ...file, parents }, clock)).toMatchObject({ side: 'other', isUrgent: true })
  })

  it.each(['new', 'waiting'] as const)(
    'says of a %s file that nobody leads whether it is urgent',
    (stage) => {
      const untaken = { ...file, hasLead: false, stage, parents: [] }
      expect(pickNextStep(untaken, clock)).toMatchObject({ isUrgent: false })
      expect(pickNextStep({ ...untaken, isUrgent: true }, clock)).toMatchObject({ isUrgent: true })
    },
  )

  it('is off the list of news once a coordinator looked', () => {
    const stopped = withParent({ authorisation: { ...granted, withdrawnAt: daysAgo(1) } })
    expect(pickNextStep({ ...file, ...stopped, lastActAt: NOW }, clock).id).not.toBe('stopped')
  })

  it('counts the days of the coordinator’s own clock', () => {
    const upcoming = session(Date.UTC(2026, 11, 1, 4))
    const idIn = (zone: string) => pickNextStep({ ...file, upcoming }, buildStepClock(NOW, zone, 3)).id
    expect(idIn('America/Toronto')).toBe('session-today')
    expect(idIn('UTC')).toBe('await-session')
  })

  it('puts what is urgent first, then what is due first, and what has no date last', () => {
    const step = (dueOn: string | undefined, isUrgent = false) => ({
      ...pickNextStep(file, clock),
      ...{ dueOn, isUrgent },
    })
    const sorted = [step(undefined), step('2026-12-01'), step('2026-11-01'), step('2026-12-09', true)]
    expect(sorted.sort(compareSteps).map(({ dueOn }) => dueOn)).toEqual([
      '2026-12-09',
      '2026-11-01',
      '2026-12-01',
      undefined,
    ])
  })
})

const contactOutcomeKeys = Object.keys(contactOutcomeOptions) as ContactOutcome[]
const instant = fc.integer({ min: daysAgo(400), max: NOW })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 1 })
/** Any facts about a parent who owes and awaits nothing, so that each step, and none, is often the case. */
const anyParent = (side: ParentStepFacts['side']): fc.Arbitrary<ParentStepFacts> =>
  fc
    .record(
      {
        urgency: maybe(fc.constantFrom('soon', 'ordinary')),
        ...{ sentAt: instant, newestSentAt: instant, screenedAt: maybe(instant), metAt: maybe(instant) },
        screeningReason: maybe(
          fc.constantFrom('not-suitable', 'more-needed', 'not-screened', 'screening-due'),
        ),
        ...{
          jointConsentedAt: maybe(instant),
          withdrawnAt: maybe(instant),
          timesRequestedAt: maybe(instant),
        },
        callRefusal: maybe(fc.constantFrom('ended', 'attempts-used', 'not-in-force', 'wrong-number')),
        authorisation: maybe(
          fc.record({
            ...{ createdAt: instant, grantedAt: maybe(instant), expiresAt: maybe(instant) },
            ...{ withdrawnAt: maybe(instant), declinedAt: maybe(instant) },
          }),
        ),
        lastCall: maybe(
          fc.record({
            attemptedAt: instant,
            outcome: fc.constantFrom(...callAttemptOutcomes),
            nextStep: fc.constantFrom(...callAttemptNextSteps),
          }),
        ),
        invitationEndsAt: maybe(instant),
        reachedAt: maybe(instant),
        lastContact: maybe(
          fc.record({ happenedAt: instant, outcome: fc.constantFrom(...contactOutcomeKeys) }),
        ),
      },
      { requiredKeys: [] },
    )
    .map((facts) => ({ ...parent, screenedAt: null, side, ...facts }))
const anyFile: fc.Arbitrary<NextStepFacts> = fc
  .record(
    {
      stage: fc.constantFrom('waiting', 'new', 'open'),
      route: fc.constantFrom('consent', 'court-order', 'one-parent'),
      ...{ createdAt: instant, hasLead: fc.boolean(), isLocked: fc.boolean() },
      hasUnreviewedRelatedFile: fc.boolean(),
      contactHold: maybe(
        fc.record({
          state: fc.constantFrom('order-forbids', 'on-hold', 'related-on-hold'),
          ...{ reportedAt: instant, expiresOn: maybe(fc.constant('2027-03-31')) },
        }),
      ),
      ...{ lastActAt: maybe(instant), lastReadAt: maybe(instant), unnotedSince: maybe(instant) },
      upcoming: maybe(fc.record({ startsAt: instant, kind: fc.constantFrom('individual', 'joint') })),
      ...{ metJointlyAt: maybe(instant), messageFailedAt: maybe(instant) },
      parents: fc.oneof(
        fc.constant([]),
        fc.tuple(anyParent('initiating')),
        fc.tuple(anyParent('initiating'), anyParent('other')),
      ),
    },
    { requiredKeys: [] },
  )
  .map((facts) => ({ ...file, parents: [], ...facts }))

it('is there for every open file in any state, exactly one, in a group of the page', () => {
  fc.assert(
    fc.property(anyFile, (facts) => {
      const { id, group, dueOn } = pickNextStep(facts, clock)
      expect(Object.keys(stepGroups)).toContain(group)
      expect(nextSteps[id].since(facts, clock)).toBeDefined()
      if (dueOn !== undefined) expect(dueOn).toMatch(/^\d{4}-\d\d-\d\d$/)
      // Nothing that may put somebody in danger stands behind anything but the review that opens the file.
      if (facts.hasLead && ['on-hold', 'related-on-hold'].includes(facts.contactHold?.state ?? ''))
        expect(group).toBe('safety')
      if (group === 'call') expect((dueOn ?? '') <= clock.today).toBe(true)
    }),
    { numRuns: countPropertyRuns(500) },
  )
})
